/** A construct that is not created as its class wants: scope and id first, then the configuration. */
import type { Argument, CallExpr, Range } from "../model/ir.js";
import { withArticle } from "../dialects/types.js";
import { mismatch } from "../model/assignability.js";
import { hasHalfTypedKeyword, isHalfTyped } from "../model/half-typed.js";
import { CONSTRUCT } from "../model/core-types.js";
import type { CallShape, ProgramModel } from "../model/program.js";
import type { ClassSchema, StructSchema } from "../providers-schema/types.js";
import { SideTable } from "../side-table.js";
import { createRule, type Edit, type Finding } from "./support/create-rule.js";
import { decidedBy, type Facts } from "./support/facts.js";
import { creation, enumerate, versionOf } from "./support/wording.js";

type MessageId = "missingNew" | "missingOwn" | "idKeyword" | "configKeyword" | "positionalConfig" | "tooMany" | "wrongOwn" | "notAConstruct" | "keywordsOnly";

export const validConstructCall = createRule<MessageId>({
  name: "valid-construct-call",
  since: "0.1.0",
  description: "Require constructs to be created with scope, id and configuration as their class takes them",
  level: "error",
  type: "problem",
  fixable: true,
  messages: {
    missingNew: "`{{type}}` is a class, and calling it without `new` fails; write `{{example}}`.",
    missingOwn: "`{{type}}` is created without {{missing}}; write `{{example}}`.",
    idKeyword: "`id` is the resource's own argument in {{version}}, not the construct's id, so `{{type}}` is created without one; write `{{example}}`.",
    configKeyword: "`{{type}}` takes no `config` but its keys as arguments of their own; write `{{example}}`.",
    positionalConfig: "`{{type}}` takes its configuration as keyword arguments, not as one positional argument; write `{{example}}`.",
    tooMany: "`{{type}}` takes {{count}} arguments in {{version}}, and this is one too many; write `{{example}}`.",
    wrongOwn: "The {{ordinal}} argument of `{{type}}` is its {{name}}, {{expected}}, not {{found}}; write `{{example}}`.",
    notAConstruct: "`{{scope}}` is no construct, so nothing can be created in it; let its class {{extend}} `Construct` or `TerraformStack`.",
    keywordsOnly: "`{{type}}` takes keyword arguments only; write `{{example}}`.",
  },
  check(program, report, source) {
    for (const call of program.file.calls) {
      const callee = program.evaluate(call.callee);
      if (callee.kind !== "type") continue;
      if (callee.type.kind === "struct") {
        if (program.dialect.language === "python") checkStruct(program, call, callee.type, report);
        continue;
      }
      if (callee.type.kind !== "class" || program.schema.isA(callee.type.fqn, CONSTRUCT) !== true || !program.schema.isExact(callee.type.package)) continue;
      const shape = program.callShape(callee.type);
      if (shape) checkCall(program, call, callee.type, shape, report, source.text);
    }
  },
});

/** What the scope usually is; neither is a name without a binding in the other language. */
const SELF: ReadonlySet<string> = new Set(["self", "this"]);

type Report = (finding: Finding<MessageId>) => void;

/** Python: structs take keywords and nothing else. */
function checkStruct(program: ProgramModel, call: CallExpr, struct: StructSchema, report: Report): void {
  const keywords = program.propertiesByName(struct, "keyword");
  if (keywords && hasHalfTypedKeyword(call, keywords)) return;
  const surplus = call.args.find((argument) => argument.name === undefined && argument.spread === undefined);
  if (!surplus) return;
  const [first] = keywords?.keys() ?? [];
  const example = `${struct.name}(${first ?? ""}=…)`;
  report({ range: surplus.value.range, messageId: "keywordsOnly", data: { type: struct.name, example }, facts: { ...decidedBy(program, struct.package), owner: struct.name, example } });
}

/** Whether somebody is just typing the call's scope, or one of its keywords. */
function isUnfinished(program: ProgramModel, call: CallExpr, shape: CallShape, positional: readonly Argument[]): boolean {
  const last = positional.at(-1);
  const isPython = program.dialect.language === "python";
  if (last?.value.kind === "name" && positional.length === 1 && shape.own.length > 1 && !SELF.has(last.value.name) && isHalfTyped(last.value, SELF)) return true;
  const keywords = isPython && shape.struct ? program.propertiesByName(shape.struct, "keyword") : undefined;
  return keywords !== undefined && hasHalfTypedKeyword(call, keywords, shape.own.length);
}

function checkCall(program: ProgramModel, call: CallExpr, type: ClassSchema, shape: CallShape, report: Report, text: string): void {
  const isPython = program.dialect.language === "python";
  // Most calls are right, and then nobody asks.
  const about = (config?: Argument): { data: Record<string, string>; facts: Facts } => {
    const example = exampleOf(program, type, shape, config);
    return { data: { type: type.name, example, version: versionOf(program, type) }, facts: { ...decidedBy(program, type.package), owner: type.name, example } };
  };
  if (!isPython && !call.isNew) {
    // `super(…)` has a callee of its own kind.
    report({ range: call.calleeRange, messageId: "missingNew", ...about() });
    return;
  }
  const positional = call.args.filter((argument) => argument.name === undefined && argument.spread !== "map");
  const isCertain = !positional.some((argument) => argument.spread) && !(isPython && call.args.some((argument) => argument.spread));

  if (isUnfinished(program, call, shape, positional)) return;
  if (isPython) {
    const config = call.args.find((argument) => argument.name === "config" && argument.nameRange);
    if (config?.nameRange && shape.struct && !program.schema.structProperties(shape.struct)?.has("config") && !shape.names.slice(0, shape.own.length).includes("config")) {
      report({ range: config.nameRange, messageId: "configKeyword", ...about(config) });
    }
  }
  if (isCertain) {
    const given = (at: number): boolean => positional.length > at || call.args.some((argument) => argument.name !== undefined && argument.name === shape.names[at]);
    const missing = shape.own.filter((parameter, at) => !parameter.optional && !given(at));
    const idAsKeyword = isPython ? call.args.find((argument) => argument.name === "id") : undefined;
    if (missing.length === 1 && missing[0]?.name === "id" && idAsKeyword?.nameRange && shape.names.includes("id_")) {
      // A resource that cannot do without an argument of this name was given it.
      const isOwn = shape.struct !== undefined && program.schema.structProperties(shape.struct)?.get("id")?.optional === false;
      report({ range: idAsKeyword.nameRange, messageId: "idKeyword", ...about(), fix: isOwn ? undefined : idFirst(call, idAsKeyword, positional, text) });
    } else if (missing.length > 0) {
      const names = missing.map(({ name }) => name);
      const { data, facts } = about();
      report({ range: call.calleeRange, messageId: "missingOwn", data: { ...data, missing: enumerate(names) }, facts: { ...facts, missing: names.map((name) => ({ name })) } });
      return;
    }
    const most = shape.own.length + (isPython || !shape.config ? 0 : 1);
    const surplus = positional[most];
    if (surplus && isPython && shape.struct && positional.length === most + 1) report({ range: surplus.value.range, messageId: "positionalConfig", ...about(surplus) });
    else if (surplus && !(shape.own.at(-1)?.variadic)) report({ range: surplus.value.range, messageId: "tooMany", data: { ...about().data, count: String(most) }, facts: about().facts });
  }
  for (const [at, parameter] of shape.own.entries()) {
    const argument = ownArgument(call, positional, shape, at);
    if (!argument) return;
    const value = program.evaluate(argument.value);
    const proof = mismatch(value, parameter.type, program.evaluator);
    if (proof) {
      const { data, facts } = about();
      const ordinal = ["first", "second", "third"][at] ?? `${at + 1}th`;
      report({ range: argument.value.range, messageId: "wrongOwn", data: { ...data, ordinal, name: parameter.name, expected: parameter.name === "scope" ? "a construct" : withArticle(describeOwn(parameter.name)), found: proof.isA ? `the construct \`${proof.found}\`` : withArticle(proof.found) }, facts: { ...facts, member: parameter.name, found: proof.found } });
      // What follows stands in the wrong place for the same reason.
      return;
    }
    if (parameter.name === "scope" && isNoConstruct(program, value)) {
      report({ range: argument.value.range, messageId: "notAConstruct", data: { scope: text.slice(...argument.value.range), extend: isPython ? "inherit from" : "extend" } });
      return;
    }
  }
}

function describeOwn(name: string): string {
  return name === "id" ? "string" : "value of another type";
}

function ownArgument(call: CallExpr, positional: readonly Argument[], shape: CallShape, at: number): Argument | undefined {
  if (positional.slice(0, at + 1).some((argument) => argument.spread)) return undefined;
  return positional[at] ?? call.args.find((argument) => argument.name !== undefined && argument.name === shape.names[at]);
}

/** An instance of a class of the project that extends nothing, so that it can be no construct. */
function isNoConstruct(program: ProgramModel, value: ReturnType<ProgramModel["evaluate"]>): boolean {
  if (value.kind !== "localInstance" || (value.outlined?.outline.bases.length ?? 0) > 0) return false;
  const { cls } = value;
  // A class that brings its own `node` may stand in for one.
  if (cls.bases.length > 0 || cls.decorators.length > 0 || cls.fields.has("node") || cls.methods.has("node") || cls.name === "") return false;
  const extended = extendedIn(program);
  return extended !== "any" && !extended.has(cls.name);
}

const extendedNames = new SideTable<ProgramModel, ReadonlySet<string> | "any">();

/** Names of the classes that others in the file extend; any may be, where a base is not known: a mixin gets its base where it is combined with one. */
function extendedIn(program: ProgramModel): ReadonlySet<string> | "any" {
  let names = extendedNames.get(program);
  if (!names) {
    const bases = program.file.classes.flatMap((cls) => cls.bases.map((base) => program.evaluate(base)));
    names = bases.some(({ kind }) => kind !== "localClass") ? "any" : new Set(bases.flatMap((base) => (base.kind === "localClass" ? [base.cls.name] : [])));
    extendedNames.set(program, names);
  }
  return names;
}

/** How the class is created: `new Vpc(this, "id", { … })`, `Vpc(self, "id", cidr_block=…)`. */
function exampleOf(program: ProgramModel, type: ClassSchema, shape: CallShape, config?: Argument): string {
  const isPython = program.dialect.language === "python";
  const own = shape.own.map(({ name }) => (name === "scope" ? (isPython ? "self" : "this") : name === "id" ? '"id"' : name));
  if (!shape.struct) return `${isPython ? "" : "new "}${type.name}(${own.join(", ")})`;
  return creation(program, type.name, isPython ? keywordIn(program, shape.struct, config) : undefined, own);
}

/** A keyword of a configuration: one that was given in the wrong way, or one that it cannot do without, if there is any. */
function keywordIn(program: ProgramModel, struct: StructSchema, config: Argument | undefined): string | undefined {
  const value = config && program.evaluate(config.value);
  const [entry] = value?.kind === "record" ? value.entries : [];
  const known = program.propertiesByName(struct, "keyword");
  const required = [...struct.properties.values()].find(({ optional }) => !optional);
  return entry && known?.has(entry.key) ? entry.key : required && program.dialect.name(required.name);
}

/** `Vpc(self, id="x")` → `Vpc(self, "x")`, where the keyword directly follows the scope. */
function idFirst(call: CallExpr, keyword: Argument, positional: readonly Argument[], text: string): Edit[] | undefined {
  const at = call.args.indexOf(keyword);
  if (!keyword.nameRange || positional.length !== 1 || at !== 1) return undefined;
  const range: Range = [keyword.nameRange[0], keyword.value.range[0]];
  return /^id\s*=\s*$/u.test(text.slice(...range)) ? [{ range, text: "" }] : undefined;
}
