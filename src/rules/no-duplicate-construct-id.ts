/** Two constructs with the same id in the same scope: the second one cannot be created. */
import type { CallExpr, Expr, Range } from "../model/ir.js";
import { bindingOf } from "../model/ir.js";
import { CONSTRUCT } from "../model/core-types.js";
import { classNameOf, type LocalClassValue, type LocalInstanceValue } from "../model/local-classes.js";
import type { ProgramModel } from "../model/program.js";
import { regionsOf } from "../model/regions.js";
import { createRule } from "./support/create-rule.js";

export const noDuplicateConstructId = createRule<"duplicateId">({
  name: "no-duplicate-construct-id",
  since: "0.1.0",
  description: "Disallow creating two constructs with the same id in the same scope",
  level: "error",
  type: "problem",
  messages: {
    duplicateId: "There is already a construct `{{id}}` in this scope, the `{{first}}` of line {{line}}, so creating this one fails; give it another id.",
  },
  check(program, report, source) {
    const { file } = program;
    // Who removes children may use their ids again.
    if (file.members.some(({ property }) => property === "tryRemoveChild" || property === "try_remove_child")) return;
    const reported = new Set<CallExpr>();
    for (const { calls } of regionsOf(file)) {
      const seen = new Map<object, Map<string, Placed>>();
      for (const placed of calls.flatMap((call) => placedBy(program, call) ?? []).sort((a, b) => a.idRange[0] - b.idRange[0])) {
        const ids = seen.get(placed.scope) ?? new Map<string, Placed>();
        seen.set(placed.scope, ids);
        const first = ids.get(placed.id);
        if (!first) ids.set(placed.id, placed);
        else if (!reported.has(placed.call)) {
          reported.add(placed.call);
          report({ range: placed.idRange, messageId: "duplicateId", data: { id: placed.id, first: first.type, line: String(lineOf(source.text, first.idRange[0])) } });
        }
      }
    }
  },
});

/** A construct with a certain place in the tree. */
interface Placed {
  readonly call: CallExpr;
  /** Name of its class. */
  readonly type: string;
  /** Stands for the scope: the same object for the same scope. */
  readonly scope: object;
  readonly id: string;
  readonly idRange: Range;
}

function placedBy(program: ProgramModel, call: CallExpr): Placed | undefined {
  const found = schemaConstruct(program, call) ?? localConstruct(program, call);
  if (!found?.scope || !found.id) return undefined;
  const scope = identityOf(found.scope);
  // A computed id differs from call to call; only what is written out is certain.
  const id = found.id.kind === "literal" ? found.id : undefined;
  return scope && typeof id?.value === "string" && id.value !== "" ? { call, type: found.type, scope, id: id.value, idRange: id.range } : undefined;
}

interface Given {
  readonly type: string;
  readonly scope: Expr | undefined;
  readonly id: Expr | undefined;
}

function schemaConstruct(program: ProgramModel, call: CallExpr): Given | undefined {
  const construct = program.constructOf(call);
  return construct && { type: construct.type.name, scope: construct.scope, id: construct.id };
}

/** A construct of a class of the project that hands its first two arguments on as scope and id. */
function localConstruct(program: ProgramModel, call: CallExpr): Given | undefined {
  const value = program.evaluate(call);
  if (value.kind !== "localInstance" || value.call !== call || !handsOn(program, value, 0)) return undefined;
  const [scope, id] = call.args;
  if (!scope || !id || scope.spread || id.spread || scope.name !== undefined || (id.name !== undefined && id.name !== "id")) return undefined;
  return { type: classNameOf(value), scope: scope.value, id: id.value };
}

function handsOn(program: ProgramModel, cls: LocalClassValue | LocalInstanceValue, depth: number): boolean {
  const { schema, unknown } = program.evaluator.heritage(cls);
  const { isDecorated, passesOn } = program.evaluator.makingOf(cls);
  if (depth > 10 || unknown || !schema || isDecorated || passesOn === false || program.schema.isA(schema.fqn, CONSTRUCT) !== true) return false;
  const [inherited] = program.evaluator.basesOf(cls);
  return inherited?.kind === "localClass" ? handsOn(program, inherited, depth + 1) : inherited?.kind === "type" && takesScopeAndId(program, inherited.type.fqn);
}

function takesScopeAndId(program: ProgramModel, fqn: string): boolean {
  const type = program.schema.type(fqn);
  const parameters = type?.kind === "class" ? program.schema.constructorParameters(type) : undefined;
  return parameters?.[0]?.name === "scope" && parameters[1]?.name === "id";
}

/** What stands for a scope: the class for `this`, else the variable that holds it and nothing else ever. */
function identityOf(scope: Expr): object | undefined {
  if (scope.kind === "self") return scope.cls;
  const binding = bindingOf(scope);
  return binding?.definitions.length === 1 && binding.definitions[0]?.kind !== "unknown" ? binding : undefined;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/u).length;
}
