/**
 * Outlines: what a file is to most of those that import it, a few classes by name and what they extend. An outline is
 * data, some hundred bytes where the whole model of the file takes a hundred kilobytes, so it is kept for any number of
 * files, handed from thread to thread and from run to run. Whoever asks for more gets it from the model.
 */
import { SideTable } from "../side-table.js";
import type { Binding, ClassInfo, Definition, Expr, FunctionInfo, SourceModel } from "./ir.js";

/** An imported class that another one extends: `Base`, `cdktf.TerraformStack`. */
export interface BaseOutline {
  /** As written in the import. */
  readonly module: string;
  readonly imported: string;
  /** Members down from what is imported. */
  readonly path: readonly string[];
  /** Python's `ABC`, by the name that it has in the file. */
  readonly isAbc: boolean;
}

export interface ClassOutline {
  readonly name: string;
  readonly isDecorated: boolean;
  /** Whether the constructor hands its first two parameters on to that of the base; undefined where there is none. */
  readonly passesOn: boolean | undefined;
  readonly bases: readonly BaseOutline[];
}

export interface Outline {
  /** Classes by the names that the file has them under for others. */
  readonly classes: readonly (readonly [name: string, cls: ClassOutline])[];
  /** Everything else that it has a name for. */
  readonly others: readonly string[];
  /** Nothing comes from another file under its own name. */
  readonly isWhole: boolean;
}

/** Packages whose root is a module wherever it is imported. */
const CORE = /^(?:cdkt[fn]|constructs)$/u;

/** The outline of a file; undefined where only the whole model can tell what others get from it. */
export function outlineOf(file: SourceModel): Outline | undefined {
  // A test may put another module in the place of any that it imports.
  if (file.calls.some(({ callee }) => callee.kind === "member" && callee.object.kind === "name" && /^(?:jest|vi)$/u.test(callee.object.name))) return undefined;
  const classes: [string, ClassOutline][] = [];
  const others: string[] = [];
  for (const name of namesOf(file).keys()) {
    const cls = classNamed(name, file);
    const outline = cls && outlineOfClass(cls);
    if (outline) classes.push([name, outline]);
    else others.push(name);
  }
  const isWhole = file.reexports.length === 0 && file.stars.length === 0 && !file.filename.endsWith("__init__.py");
  return { classes, others, isWhole };
}

function namesOf(file: SourceModel): ReadonlyMap<string, Binding | Expr> {
  return file.language === "python" ? file.scope.bindings : file.exports;
}

/** The class that a file certainly has under a name for others, if there is one. */
export function classNamed(name: string, file: SourceModel): ClassInfo | undefined {
  const held = namesOf(file).get(name);
  if (!held) return undefined;
  return classOf("kind" in held ? { kind: "value", value: held, annotation: undefined } : held.definitions.length === 1 ? held.definitions[0] : undefined);
}

const indexes = new SideTable<Outline, ReadonlyMap<string, ClassOutline | "other">>();

/** What a file has under a name: a class, nothing, or something else, of which its model may tell. */
export function lookUp(outline: Outline, name: string): ClassOutline | "other" | "nothing" {
  let index = indexes.get(outline);
  if (!index) indexes.set(outline, (index = new Map<string, ClassOutline | "other">([...outline.classes, ...outline.others.map((other) => [other, "other"] as const)])));
  return index.get(name) ?? (outline.isWhole ? "nothing" : "other");
}

function classOf(definition: Definition | undefined): ClassInfo | undefined {
  if (definition?.kind === "class") return definition.cls;
  if (definition?.kind !== "value") return undefined;
  const { value } = definition;
  if (value.kind !== "name") return value.kind === "class" ? value.cls : undefined;
  // `export default Network;`
  const definitions = value.scope.lookup(value.name)?.definitions ?? [];
  return definitions.length === 1 && definitions[0]?.kind === "class" ? definitions[0].cls : undefined;
}

/** Undefined for a class whose bases are not simply imported. */
function outlineOfClass(cls: ClassInfo): ClassOutline | undefined {
  const bases = cls.bases.map((base) => baseOf(base, cls.file));
  return bases.every((base) => base !== undefined) ? { name: cls.name, isDecorated: cls.decorators.length > 0, passesOn: passesOn(cls), bases } : undefined;
}

function baseOf(expr: Expr, file: SourceModel): BaseOutline | undefined {
  const path: string[] = [];
  let root = expr;
  for (; root.kind === "member"; root = root.object) path.unshift(root.property);
  if (root.kind !== "name") return undefined;
  const definitions = root.scope.lookup(root.name)?.definitions ?? [];
  const [definition] = definitions;
  if (definitions.length !== 1 || definition?.kind !== "import" || root.scope.lookup(root.name) !== file.scope.bindings.get(root.name)) return undefined;
  const { module, imported } = definition.spec;
  // What else a dotted import of Python stands for depends on all others in the file.
  if (file.language === "python" && imported === "*" && !CORE.test(module)) return undefined;
  return { module, imported, path, isAbc: (path.at(-1) ?? root.name) === "ABC" };
}

/** Does the constructor of a class hand its own first two parameters on: `super(scope, id, …)`? Undefined where it has none. */
export function passesOn(cls: ClassInfo): boolean | undefined {
  const constructor = cls.methods.get("constructor") ?? cls.methods.get("__init__");
  return constructor && handsOver(constructor);
}

function handsOver({ parameters: [scope, id], calls }: FunctionInfo): boolean {
  return calls.some((call) => {
    const isSuper = call.callee.kind === "super" || (call.callee.kind === "member" && call.callee.property === "__init__" && isSuperObject(call.callee.object));
    const [first, second] = call.args;
    return isSuper && first?.value.kind === "name" && first.value.name === scope?.name && second?.value.kind === "name" && second.value.name === id?.name;
  });
}

function isSuperObject(expr: Expr): boolean {
  return expr.kind === "super" || (expr.kind === "call" && expr.callee.kind === "super");
}

/**
 * An outline that comes from where anybody may have written, such as a file of an earlier run.
 *
 * @returns undefined for anything else than an outline
 */
export function readOutline(value: unknown): Outline | undefined {
  if (!isRecord(value) || typeof value["isWhole"] !== "boolean" || !isListOf(value["others"], isString) || !isListOf(value["classes"], isEntry)) return undefined;
  return value as unknown as Outline;
}

function isEntry(entry: unknown): boolean {
  if (!Array.isArray(entry) || entry.length !== 2 || !isString(entry[0]) || !isRecord(entry[1])) return false;
  const { name, isDecorated, passesOn: hands, bases } = entry[1];
  return isString(name) && typeof isDecorated === "boolean" && (hands === undefined || typeof hands === "boolean") && isListOf(bases, isBase);
}

function isBase(base: unknown): boolean {
  return isRecord(base) && isString(base["module"]) && isString(base["imported"]) && isListOf(base["path"], isString) && typeof base["isAbc"] === "boolean";
}

function isString(value: unknown): boolean {
  return typeof value === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOf(value: unknown, isOne: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}
