/** How a construct can be named at another place of the program. */
import { snakeCase } from "../../dialects/python-names.js";
import type { CallExpr, ClassInfo, Expr, FunctionInfo, Scope } from "../../model/ir.js";
import type { Construct, ProgramModel } from "../../model/program.js";
import { SideTable } from "../../side-table.js";
import type { Edit } from "./create-rule.js";
import { hasWord } from "./text-edits.js";

/** Words of either language that are no variable's name. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "and as assert async await break case catch class const continue debugger def default del delete do elif else enum except export extends " +
    "false finally for from function global if implements import in instanceof interface is lambda let new nonlocal none not null or package " +
    "pass private protected public raise return static super switch this throw true try typeof var void while with yield"
  ).split(" "),
);

/** A place in the text where code can be written. */
export interface Place {
  readonly scope: Scope;
  readonly fn: FunctionInfo | undefined;
  readonly cls: ClassInfo | undefined;
  readonly start: number;
}

/** How something can be written, and what has to be done for it. */
export interface Named {
  readonly name: string;
  readonly edits: readonly Edit[];
}

export function placeOf({ scope, flow, range }: CallExpr): Place {
  return { scope, fn: flow.fn, cls: flow.cls, start: range[0] };
}

/** The variable or field that holds what a call creates, if it certainly does at a place further down in the same function. */
export function nameAt(program: ProgramModel, call: CallExpr, at: Place): Named | undefined {
  const { flow } = call;
  if (flow.fn !== at.fn || flow.inLoop || flow.inBranch || flow.inTry || call.range[1] > at.start) return undefined;
  for (const binding of program.file.holdersOf(call)) {
    if (binding.definitions.length === 1 && at.scope.lookup(binding.name) === binding) return { name: binding.name, edits: [] };
  }
  return fieldAt(program, call, at);
}

/** The field that holds what a call creates; other methods may run before that call. */
export function fieldAt(program: ProgramModel, call: CallExpr, at: Place): Named | undefined {
  const { cls } = call.flow;
  if (!cls || at.cls !== cls) return undefined;
  const name = fieldsOf(cls).get(call);
  const self = selfName(program, at.scope);
  return name === undefined || self === undefined ? undefined : { name: `${self}.${name}`, edits: [] };
}

const fields = new SideTable<ClassInfo, ReadonlyMap<Expr, string>>();

/** The fields of a class that are given one thing and nothing else ever, by what that is. */
function fieldsOf(cls: ClassInfo): ReadonlyMap<Expr, string> {
  let known = fields.get(cls);
  if (!known) {
    const byValue = new Map<Expr, string>();
    for (const [name, { definitions }] of cls.fields) {
      const [only, ...others] = definitions;
      if (only?.kind === "value" && others.length === 0 && !byValue.has(only.value)) byValue.set(only.value, name);
    }
    fields.set(cls, (known = byValue));
  }
  return known;
}

/** A new variable for what a statement creates and nothing holds, named by the construct's id. */
export function nameFor(program: ProgramModel, construct: Construct, at: CallExpr, text: string): Named | undefined {
  const { call } = construct;
  const isHeld = program.file.holdersOf(call).length > 0;
  if (isHeld || !call.isStatement || call.flow.fn !== at.flow.fn || call.flow.inLoop || call.flow.inBranch || call.flow.inTry || call.range[1] > at.range[0]) return undefined;
  return newName(program, construct, text);
}

/** The same without a place that it has to be seen from. */
export function newName(program: ProgramModel, { call, id, type }: Construct, text: string): Named | undefined {
  const value = id && program.evaluate(id);
  const words = value?.kind === "literal" && typeof value.value === "string" ? value.value.split(/[^A-Za-z0-9]+/u).filter((word) => word !== "") : [];
  const isPython = program.dialect.language === "python";
  const joined = (all: readonly string[]): string =>
    isPython ? all.join("_").toLowerCase() : all.map((word, index) => (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1)).join("");
  const plain = joined(words);
  const name = RESERVED.has(plain) ? joined([...words, ...snakeCase(type.name).split("_")]) : plain;
  // The word in quotes is the construct's own id.
  if (!/^[A-Za-z]\w*$/u.test(name) || hasWord(name, text)) return undefined;
  return { name, edits: [{ range: [call.range[0], call.range[0]], text: isPython ? `${name} = ` : `const ${name} = ` }] };
}

/** How the code at a place writes the instance that it belongs to. */
export function selfName(program: ProgramModel, scope: Scope): string | undefined {
  if (program.dialect.language !== "python") return "this";
  for (let current: Scope | undefined = scope; current; current = current.parent) if (current.selfName !== undefined) return current.selfName;
  return undefined;
}
