/**
 * Following values: what an expression of the intermediate form is known to be.
 *
 * The rule that everything here obeys: where the trail is lost the value is `unknown`, and `unknown` proves nothing.
 */
import type { Dialect } from "../dialects/dialect.js";
import type {
  ClassSchema,
  EnumSchema,
  InterfaceSchema,
  MethodSchema,
  Schema,
  StructSchema,
  TypeRef,
  TypeSchema,
} from "../providers-schema/types.js";
import { SideTable } from "../side-table.js";
import type {
  Binding,
  CallExpr,
  ClassInfo,
  Definition,
  Expr,
  FunctionInfo,
  ImportSpec,
  PartKey,
  Range,
  RecordExpr,
  Sequence,
  SourceModel,
} from "./ir.js";
import { addTo, bindingOf } from "./ir.js";
import { instanceOf, keyOf, type LocalClassValue, type LocalInstanceValue, OutlinedClass } from "./local-classes.js";
import { memberIndexOf, type MemberIndex, type MemberOwner } from "./members.js";
import { type Importer, type ModuleTarget, type ProjectFile, type ProjectFiles, resolveModule } from "./modules.js";
import { type BaseOutline, type ClassOutline, lookUp, passesOn } from "./outline.js";

/** How something comes to be where it is used; see `EntryValue.origin`. */
export type Origin = "fresh" | "own" | "shared" | "maybe";

const ORIGINS: readonly Origin[] = ["fresh", "own", "shared", "maybe"];

/** What is reached through something shared is shared itself. */
export function weaker(a: Origin, b: Origin): Origin {
  return ORIGINS.indexOf(a) > ORIGINS.indexOf(b) ? a : b;
}

/** One key of an object or dictionary, as it was found. */
export interface EntryValue {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: Expr;
  /**
   * `fresh`: written in the very literal that is used; `shared`: reached through a variable or spread that others
   * use too; `own`: through a variable or spread that nothing else uses; `maybe`: set later or on some path only.
   */
  readonly origin: Origin;
  /** File that the ranges belong to. */
  readonly file: SourceModel;
}

export interface RecordValue {
  readonly kind: "record";
  readonly entries: readonly EntryValue[];
  /** No other keys can be there. */
  readonly complete: boolean;
  readonly expr: RecordExpr;
}

export interface ListValue {
  readonly kind: "list";
  readonly items: readonly Expr[];
  /** These items, in this order, and no others. */
  readonly complete: boolean;
  /** Whatever is in it is one of the items, any number of times. */
  readonly covers: boolean;
  readonly sequence: Sequence;
  /** As for the entries of a record. */
  readonly origin: Origin;
  /** Items that come out of another list which others may use too. */
  readonly held?: ReadonlyMap<Expr, Origin>;
}

/** A value of which the type is known: an attribute of a construct, the result of a method, a template string. */
export interface TypedValue {
  readonly kind: "typed";
  readonly type: TypeRef;
  /** Member of a schema type that was read or called to get it. */
  readonly read: { readonly receiver: Value; readonly owner: TypeSchema; readonly member: string; readonly call: CallExpr | undefined } | undefined;
}

export interface InstanceValue {
  readonly kind: "instance";
  readonly type: ClassSchema;
  /** The call that made it, where it is seen. */
  readonly call: CallExpr | undefined;
}

export type Value =
  | { readonly kind: "unknown" }
  /** Comes from a library or the language itself: unknown, but certainly not made of this program's constructs. */
  | { readonly kind: "external" }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null | undefined }
  | TypedValue
  | ListValue
  | RecordValue
  | { readonly kind: "struct"; readonly struct: StructSchema; readonly call: CallExpr }
  | InstanceValue
  | { readonly kind: "type"; readonly type: TypeSchema }
  | { readonly kind: "module"; readonly target: ModuleTarget }
  | LocalClassValue
  | LocalInstanceValue
  | { readonly kind: "function"; readonly fn: FunctionInfo }
  | { readonly kind: "method"; readonly owner: TypeSchema; readonly method: MethodSchema; readonly receiver: Value }
  | { readonly kind: "enumMember"; readonly type: EnumSchema; readonly name: string }
  /** A member of an enumeration class of a Python project; `is` is the type that it can stand for. */
  | { readonly kind: "localEnumMember"; readonly value: Value; readonly is: TypeRef | undefined }
  | { readonly kind: "choice"; readonly options: readonly Value[] };

const UNKNOWN: Value = { kind: "unknown" };
/** Stands in the caches for what is being computed. */
const IN_WORK: Value = { kind: "unknown" };
const EXTERNAL: Value = { kind: "external" };

const STRING: TypeRef = { kind: "primitive", name: "string" };
const NUMBER: TypeRef = { kind: "primitive", name: "number" };
const BOOLEAN: TypeRef = { kind: "primitive", name: "boolean" };
const STRINGS: TypeRef = { kind: "list", of: STRING };

const MAX_EVALUATION_DEPTH = 100;
const MAX_OPTIONS = 12;
/** Code that nothing can be said about in so many steps (large, entangled, minified) is left alone from there on. */
const MAX_STEPS = 400_000;

function typed(type: TypeRef): TypedValue {
  return { kind: "typed", type, read: undefined };
}

/** Library functions whose result has a known primitive type, by name; only used where the name is not the project's. */
const RESULT_TYPES: Readonly<Record<"ecmascript" | "python", ReadonlyMap<string, TypeRef>>> = {
  ecmascript: new Map([
    ["JSON.stringify", STRING], ["String", STRING], ["Number", NUMBER], ["parseInt", NUMBER], ["parseFloat", NUMBER],
    ["Boolean", BOOLEAN], ["Number.parseInt", NUMBER], ["Number.parseFloat", NUMBER], ["Number.isInteger", BOOLEAN],
    ...["abs", "ceil", "floor", "max", "min", "pow", "random", "round", "sign", "sqrt", "trunc"].map((name): [string, TypeRef] => [`Math.${name}`, NUMBER]),
    ["Date.now", NUMBER], ["encodeURIComponent", STRING],
  ]),
  python: new Map([
    ["json.dumps", STRING], ["str", STRING], ["int", NUMBER], ["len", NUMBER], ["float", NUMBER], ["bool", BOOLEAN],
    ["repr", STRING], ["chr", STRING], ["hex", STRING], ["os.path.join", STRING], ["os.getcwd", STRING], ["os.path.dirname", STRING],
    ["os.path.abspath", STRING], ["os.path.basename", STRING], ["input", STRING], ["any", BOOLEAN], ["all", BOOLEAN], ["isinstance", BOOLEAN],
    ["callable", BOOLEAN], ["textwrap.dedent", STRING], ["ord", NUMBER],
  ]),
};

/** Methods of strings that give a string, in either language. */
const STRING_METHODS: ReadonlySet<string> = new Set([
  "toLowerCase", "toUpperCase", "trim", "replace", "replaceAll", "slice", "substring", "concat", "padStart", "padEnd", "repeat",
  "lower", "upper", "strip", "format", "join", "title", "capitalize", "lstrip", "rstrip", "toString",
]);

const TEXT_METHODS: ReadonlySet<string> = new Set(["split", "toFixed"]);

/** Python's built-in functions and types that code about infrastructure calls. */
const PYTHON_BUILTINS: ReadonlySet<string> = new Set(
  (
    "abs all any bool bytearray bytes callable chr classmethod delattr dict dir divmod enumerate filter float format frozenset getattr " +
    "hasattr hash hex id input int isinstance issubclass iter len list map max min next object open ord pow print property range repr " +
    "reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip Exception ValueError TypeError KeyError " +
    "RuntimeError NotImplementedError __file__ __name__"
  ).split(" "),
);

/** Names of library functions that change what they are given. */
const CHANGING_NAME = /merge|assign|defaults|extend|set|update|push|shuffle|sort|insert|mutate|patch|append|remove|delete|fill/iu;

/** Base classes that do nothing to the variables of a class. */
const PLAIN_BASES: ReadonlySet<string> = new Set(["object", "ABC", "Generic", "Protocol", "Exception"]);

/** Decorators that give back the function or its result. */
const TRANSPARENT_DECORATORS: ReadonlySet<string> = new Set(["staticmethod", "classmethod", "property", "cached_property", "lru_cache", "cache", "override", "final", "beartype"]);

const SIGNS: ReadonlySet<string> = new Set(["unary -", "unary +", "unary ~"]);
const ARITHMETIC: ReadonlySet<string> = new Set(["-", "*", "/", "%", "**", "//"]);
const COMPARISON: ReadonlySet<string> = new Set([
  "==", "===", "!=", "!==", "<", ">", "<=", ">=", "in", "instanceof", "not in", "is", "is not", "unary !", "unary not", "not",
]);

/** Evaluates expressions of one program against one schema. */
export class Evaluator {
  private readonly cache = new Map<Expr, Value>();
  private readonly bindingCache = new Map<Binding, Value>();
  private readonly memberIndexes = new Map<string, MemberIndex>();
  private readonly writesByKey = new Map<SourceModel, Map<string, Expr[]>>();
  private readonly derivedBy = new Map<SourceModel, Map<ClassInfo, ClassInfo[]>>();
  private readonly callersByName = new Map<SourceModel, Map<string, CallExpr[]>>();
  private depth = 0;
  /** Something that the current evaluation needs was cut off: by a cycle, or for its depth. */
  private isCut = false;
  /** Results that a cut made poorer, good enough until the outermost evaluation ends. */
  private readonly provisional = new Map<Expr | Binding, Value>();
  private steps = 0;

  constructor(
    readonly schema: Schema,
    readonly project: ProjectFiles,
    readonly dialect: Dialect,
  ) {}

  /** What the expression is known to be. */
  evaluate(expr: Expr): Value {
    const cached = this.cache.get(expr) ?? this.provisional.get(expr);
    if (cached) return cached === IN_WORK ? this.cut() : cached;
    if (expr.kind === "literal") {
      // Most expressions are, and need nothing else.
      const value: Value = { kind: "literal", value: expr.value };
      this.cache.set(expr, value);
      return value;
    }
    if (this.depth > MAX_EVALUATION_DEPTH || this.steps > MAX_STEPS) return this.cut();
    const wasCut = this.begin(expr, this.cache);
    try {
      return this.settle(expr, this.cache, this.compute(expr));
    } finally {
      this.end(expr, this.cache, wasCut);
    }
  }

  private cut(): Value {
    this.isCut = true;
    return UNKNOWN;
  }

  /** Marks what is being computed, which may need itself; returns what `end` wants back. */
  private begin<K extends Expr | Binding>(key: K, cache: Map<K, Value>): boolean {
    const wasCut = this.isCut;
    this.isCut = false;
    cache.set(key, IN_WORK);
    this.depth++;
    this.steps++;
    return wasCut;
  }

  /** Keeps a value; what a cycle made poorer no longer than it must. */
  private settle<K extends Expr | Binding>(key: K, cache: Map<K, Value>, value: Value): Value {
    if (!this.isCut || this.depth === 1 || value.kind !== "unknown") cache.set(key, value);
    else this.provisional.set(key, value);
    return value;
  }

  private end<K extends Expr | Binding>(key: K, cache: Map<K, Value>, wasCut: boolean): void {
    if (cache.get(key) === IN_WORK) cache.delete(key);
    this.depth--;
    this.isCut = this.depth > 0 && (wasCut || this.isCut);
    if (this.depth === 0 && this.provisional.size > 0) this.provisional.clear();
  }

  private compute(expr: Exclude<Expr, { kind: "literal" }>): Value {
    switch (expr.kind) {
      case "template":
        return typed(STRING);
      case "list":
        return this.list(expr.items, expr.sequence);
      case "record":
        return this.record(expr);
      case "name":
        return this.name(expr);
      case "member":
        return this.member(this.evaluate(expr.object), expr.property, expr);
      case "index":
        if (this.dialect.language === "python" && this.libraryName(expr.object) === "os.environ") return typed(STRING);
        return this.index(this.evaluate(expr.object), this.evaluate(expr.index));
      case "call":
        return this.call(expr);
      case "function":
        return { kind: "function", fn: expr.fn };
      case "class":
        return { kind: "localClass", cls: expr.cls };
      case "choice":
        return this.options(expr);
      case "operation":
        return this.operation(expr.operator, expr.operands);
      case "comprehension":
        if (expr.result === "map") return typedMap(this.evaluate(expr.element));
        return { kind: "list", items: [expr.element], complete: false, covers: true, sequence: expr.result, origin: "fresh" };
      case "self":
        return expr.cls ? { kind: "localInstance", cls: expr.cls, call: undefined } : UNKNOWN;
      case "cast": {
        if (expr.isAny) return UNKNOWN;
        const value = this.evaluate(expr.value);
        // A token may stand for a value of any type, if the code says so.
        if (value.kind === "typed") return UNKNOWN;
        if (value.kind === "unknown" || value.kind === "external") return expr.type ? known(this.annotated(expr.type), value) : value;
        return value.kind === "record" ? { ...value, complete: false } : value;
      }
      case "defined":
        return this.definition(expr.definition, expr.file);
      case "type":
        return this.annotated(expr);
      case "super":
      case "spread":
      case "unknown":
        return UNKNOWN;
    }
  }

  /** What a conditional or logical expression may give. */
  private options(expr: Extract<Expr, { kind: "choice" }>): Value {
    const [first, ...rest] = expr.options.map((option) => this.evaluate(option));
    if (!first || !expr.firstIsNot) return this.choice(first ? [first, ...rest] : rest);
    const { firstIsNot } = expr;
    const options = first.kind === "choice" ? first.options : [first];
    return this.choice([...options.filter((option) => !certainly(option, firstIsNot)), ...rest]);
  }

  private choice(options: readonly Value[]): Value {
    const all = options.flatMap((option) => (option.kind === "choice" ? option.options : [option]));
    // The same by two ways is one.
    const flat = all.length === 1 ? all : [...new Map(all.map((option) => [sameness(option), option])).values()];
    if (flat.length === 0 || flat.length > MAX_OPTIONS || flat.some((option) => option.kind === "unknown")) return UNKNOWN;
    return flat.length === 1 ? (flat[0] ?? UNKNOWN) : { kind: "choice", options: flat };
  }

  // ---- collections -------------------------------------------------------------------------------------------

  private list(items: readonly Expr[], sequence: ListValue["sequence"]): ListValue {
    const flat: Expr[] = [];
    let held: Map<Expr, Origin> | undefined;
    let complete = true;
    let covers = true;
    for (const item of items) {
      if (item.kind !== "spread") {
        flat.push(item);
        continue;
      }
      const inner = this.evaluate(item.value);
      if (inner.kind === "list") {
        flat.push(...inner.items);
        held ??= new Map();
        for (const one of inner.items) held.set(one, itemOrigin(one, inner));
        complete &&= inner.complete;
        covers &&= inner.covers;
      } else {
        complete = false;
        covers = false;
        // What is spread may still be searched for the constructs that it mentions.
        flat.push(item);
      }
    }
    return { kind: "list", items: flat, complete, covers, sequence, origin: "fresh", ...(held ? { held } : {}) };
  }

  private record(expr: RecordExpr): RecordValue {
    const entries = new Map<string, EntryValue>();
    let complete = true;
    for (const entry of expr.entries) {
      if ("kind" in entry) {
        complete = this.spreadInto(entries, this.spread(entry.value), entry.value) && complete;
      } else if (entry.key === undefined) {
        const key = entry.keyExpr ? this.evaluate(entry.keyExpr) : UNKNOWN;
        if (key.kind === "literal" && typeof key.value === "string") {
          entries.set(key.value, { key: key.value, keyRange: entry.keyRange, value: entry.value, origin: "fresh", file: expr.file });
        } else {
          complete = false;
          // It may be any of the keys before it.
          for (const [known, before] of entries) entries.set(known, unsure(before));
        }
      } else {
        entries.set(entry.key, { key: entry.key, keyRange: entry.keyRange, value: entry.value, origin: "fresh", file: expr.file });
      }
    }
    return { kind: "record", entries: [...entries.values()], complete, expr };
  }

  /** `...(a && b)` brings nothing unless it brings `b`. */
  private spread(expr: Expr): Value {
    if (expr.kind !== "choice" || expr.firstIsNot !== "truthy" || expr.options.length !== 2 || !expr.options[1]) return this.evaluate(expr);
    return this.choice([{ kind: "literal", value: undefined }, this.evaluate(expr.options[1])]);
  }

  /** Adds what a spread brings; returns whether all of it is known. */
  private spreadInto(entries: Map<string, EntryValue>, spread: Value, expr: Expr): boolean {
    if (spread.kind === "literal" && (spread.value === undefined || spread.value === null || spread.value === false)) return true;
    const options = spread.kind === "choice" ? spread.options : [spread];
    const isWhole = options.every((option) => (option.kind === "record" && option.complete) || (option.kind === "literal" && !option.value));
    // What it brings besides may stand in the place of what was there.
    if (!isWhole) for (const [key, before] of entries) entries.set(key, unsure(before));
    if (spread.kind === "choice") {
      for (const option of options) {
        if (option.kind === "record") for (const entry of option.entries) entries.set(entry.key, { ...entry, origin: "maybe" });
      }
      return isWhole;
    }
    if (spread.kind !== "record") return false;
    const isLiteral = expr.kind === "record";
    for (const entry of spread.entries) {
      const origin = entry.origin === "fresh" && !isLiteral ? "shared" : entry.origin;
      entries.set(entry.key, { ...entry, origin });
    }
    return spread.complete;
  }

  // ---- names -------------------------------------------------------------------------------------------------

  private name(expr: Extract<Expr, { kind: "name" }>): Value {
    const binding = expr.scope.lookup(expr.name);
    if (binding) return this.binding(binding, expr.scope.file);
    // `from m import *` may have brought it.
    const brought = this.starExports(expr.scope.file, expr.name, new Set());
    if (brought) return brought;
    // JavaScript's hosts add globals at will; Python has its built-ins and nothing else.
    return this.dialect.language === "ecmascript" || PYTHON_BUILTINS.has(expr.name) ? EXTERNAL : UNKNOWN;
  }

  /** What any `from m import *` of a file brings under a name: undefined for nothing. */
  private starExports(file: SourceModel, name: string, seen: Set<string>): Value | undefined {
    const brought = file.stars.flatMap((star) => this.starExport(star, name, file, seen) ?? []);
    return brought.length > 0 ? this.choice(brought) : undefined;
  }

  private starExport(star: ImportSpec, name: string, file: SourceModel, seen: Set<string>): Value | undefined {
    const target = resolveModule(star.module, file, this.schema, this.project);
    if (target.kind !== "file") {
      const value = this.exportOf(target, name);
      return value.kind !== "external" && (value.kind !== "unknown" || target.kind === "unknown") ? value : undefined;
    }
    const { outline } = target.file;
    if (outline && !name.startsWith("_") && lookUp(outline, "__all__") === "nothing") {
      const outlined = lookUp(outline, name);
      if (outlined !== "other") return outlined === "nothing" ? undefined : new OutlinedClass(target.file, name, outlined);
    }
    const { model } = target.file;
    const all = model.scope.bindings.get("__all__");
    const listed = all ? this.binding(all, model) : undefined;
    const isListed = listed?.kind === "list" && listed.complete ? listed.items.some((item) => item.kind === "literal" && item.value === name) : undefined;
    if (isListed === false || (!all && name.startsWith("_"))) return undefined;
    // A list that is put together may leave the name out.
    if (all && isListed === undefined) return UNKNOWN;
    const value = this.pythonExport(target.file, name, seen);
    return value ?? (isListed ? UNKNOWN : undefined);
  }

  /**
   * What a module of the project has under a name, of its own or by a star.
   *
   * @param seen names of the files that were asked already; this one is added
   */
  private pythonExport(file: ProjectFile, name: string, seen: Set<string>): Value | undefined {
    if (seen.has(file.filename)) return undefined;
    seen.add(file.filename);
    const outlined = file.outline && lookUp(file.outline, name);
    if (outlined !== undefined && outlined !== "other") return outlined === "nothing" ? undefined : new OutlinedClass(file, name, outlined);
    const { model } = file;
    const binding = model.scope.bindings.get(name);
    if (binding) return this.binding(binding, model);
    const brought = this.starExports(model, name, seen);
    if (brought) return brought;
    const inner = model.filename.endsWith("__init__.py") ? this.project.resolve(`.${name}`, file) : undefined;
    return inner && { kind: "module", target: { kind: "file", file: inner } };
  }

  /** The value of a variable or field: any of its definitions, with what was added to it later. */
  binding(binding: Binding, file: SourceModel): Value {
    const cached = this.bindingCache.get(binding) ?? this.provisional.get(binding);
    if (cached) return cached === IN_WORK ? this.cut() : cached;
    const wasCut = this.begin(binding, this.bindingCache);
    try {
      return this.settle(binding, this.bindingCache, this.held(binding, file));
    } finally {
      this.end(binding, this.bindingCache, wasCut);
    }
  }

  private held(binding: Binding, file: SourceModel): Value {
    const value = this.choice(binding.definitions.map((definition) => this.definition(definition, file)));
    if (value.kind === "record") return this.heldRecord(value, binding, file);
    return value.kind === "list" ? this.heldList(value, binding) : value;
  }

  private heldRecord(value: RecordValue, binding: Binding, file: SourceModel): RecordValue {
    const origin = originOf(binding);
    const entries = new Map<string, EntryValue>();
    for (const entry of value.entries) entries.set(entry.key, { ...entry, origin: entry.origin === "fresh" ? origin : entry.origin });
    const isChanged = this.isChanged(binding);
    let complete = value.complete && !isChanged && !this.escapes(binding);
    for (const mutation of binding.mutations) {
      if (mutation.kind === "set" && mutation.key !== undefined) {
        entries.set(mutation.key, { key: mutation.key, keyRange: mutation.keyRange, value: mutation.value, origin: "maybe", file: value.expr.file });
      } else complete = false;
      if (mutation.kind === "set" && mutation.key === undefined) for (const [key, entry] of entries) entries.set(key, unsure(entry));
    }
    for (const [key, entry] of entries) {
      if (isChanged || this.isSetElsewhere(key, file, (target) => target.kind === "record" && target.expr === value.expr)) entries.set(key, unsure(entry));
    }
    if (binding.mutations.some((mutation) => mutation.kind === "unknown")) {
      for (const [key, entry] of entries) entries.set(key, { ...entry, origin: "maybe" });
    }
    return { ...value, entries: [...entries.values()], complete };
  }

  private heldList(value: ListValue, binding: Binding): ListValue {
    const items = [...value.items];
    const held = new Map(value.held);
    const isChanged = this.isChanged(binding);
    let complete = value.complete && !isChanged && !this.escapes(binding);
    let covers = value.covers && !isChanged;
    for (const mutation of binding.mutations) {
      // What is appended in a loop or branch is there any number of times.
      complete = false;
      if (mutation.kind === "append") items.push(mutation.value);
      else if (mutation.kind === "extend") {
        const more = this.evaluate(mutation.value);
        if (more.kind === "list") {
          items.push(...more.items);
          for (const one of more.items) held.set(one, itemOrigin(one, more));
          covers &&= more.covers;
        } else {
          items.push({ kind: "spread", range: mutation.value.range, value: mutation.value });
          covers = false;
        }
      } else if (mutation.kind === "set") items.push(mutation.value);
      else items.push({ kind: "unknown", range: [0, 0], parts: [] });
    }
    return { ...value, items, complete, covers, origin: originOf(binding), held };
  }

  /** Could a function that is given this variable change what it holds? */
  private isChanged(binding: Binding): boolean {
    return binding.passedTo.some((call) => this.mayChange(call, binding, 0));
  }

  /** Could this call, which is given the variable, change what it holds? */
  private mayChange(call: CallExpr, binding: Binding, depth: number): boolean {
    const callee = this.evaluate(call.callee);
    switch (callee.kind) {
      case "external":
        // Of what it is given, this changes the first alone.
        if (this.libraryName(call.callee) === "Object.assign" && call.args.findIndex(({ value }) => bindingOf(value) === binding) > 0) return false;
        return CHANGING_NAME.test(call.callee.kind === "member" ? call.callee.property : call.callee.kind === "name" ? call.callee.name : "");
      case "function":
      case "localClass": {
        const fn = callee.kind === "function" ? callee.fn : (callee.cls.methods.get("constructor") ?? callee.cls.methods.get("__init__"));
        if (!fn) return false;
        const argument = call.args.findIndex(({ value }) => bindingOf(value) === binding);
        if (call.args.slice(0, argument).some(({ spread }) => spread)) return true;
        const given = call.args[argument]?.name;
        const parameter = (given === undefined ? fn.parameters[argument] : fn.parameters.find(({ name }) => name === given)) ?? fn.parameters.find(({ rest }) => rest === (given === undefined ? "list" : "map"));
        if (depth > 3 || parameter?.rest) return true;
        const inner = parameter && fn.scope.bindings.get(parameter.name);
        // Single keys that are set are looked for by their names.
        if (!inner) return false;
        return inner.mutations.some((mutation) => mutation.kind !== "set" || mutation.key === undefined) || inner.passedTo.some((next) => this.mayChange(next, inner, depth + 1));
      }
      case "unknown":
      case "choice":
        return true;
      default:
        return false;
    }
  }

  /** Is this key or field set in the file on something that may be the very object? */
  private isSetElsewhere(key: string, file: SourceModel, isSame: (target: Value) => boolean): boolean {
    return [...(this.writesOf(file).get(key) ?? [])].some((target) => {
      const value = this.evaluate(target);
      return value.kind === "unknown" || value.kind === "external" || value.kind === "choice" || isSame(value);
    });
  }

  /** What is set from outside of objects in a file: the keys, and on what; `""` for keys that cannot be seen. */
  private writesOf(file: SourceModel): ReadonlyMap<string, readonly Expr[]> {
    let writes = this.writesByKey.get(file);
    if (!writes) {
      writes = new Map();
      for (const { target, mutation } of file.pendingMutations) {
        if (mutation.kind !== "set") continue;
        addTo(writes, mutation.key ?? "", target);
      }
      this.writesByKey.set(file, writes);
    }
    return writes;
  }

  /** Could a function that was given this variable have changed it? */
  private escapes(binding: Binding): boolean {
    return binding.passedTo.some((call) => {
      const callee = this.evaluate(call.callee);
      return callee.kind === "unknown" || callee.kind === "function" || callee.kind === "localClass" || callee.kind === "choice";
    });
  }

  private definition(definition: Definition, file: SourceModel): Value {
    switch (definition.kind) {
      case "import":
        return this.imported(definition.spec, file);
      case "value": {
        const value = this.evaluate(definition.value);
        return (value.kind === "unknown" || value.kind === "external") && definition.annotation ? known(this.annotated(definition.annotation), value) : value;
      }
      case "part": {
        let value = this.evaluate(definition.of);
        for (const key of definition.path) value = this.part(value, key);
        if (!definition.fallback) return value;
        const options = value.kind === "choice" ? value.options : [value];
        return this.choice([...options.filter((option) => !(option.kind === "literal" && option.value === undefined)), this.evaluate(definition.fallback)]);
      }
      case "parameter":
        return this.parameter(definition.fn, definition.parameter, file);
      case "function":
        return { kind: "function", fn: definition.fn };
      case "class":
        return { kind: "localClass", cls: definition.cls };
      case "element": {
        const collection = this.evaluate(definition.of);
        return this.element(collection);
      }
      case "unknown":
        return UNKNOWN;
    }
  }

  /** Any element of a collection. */
  private element(collection: Value): Value {
    if (collection.kind === "list") return collection.covers ? this.choice(collection.items.map((item) => this.itemOf(collection, item))) : UNKNOWN;
    return collection.kind === "typed" && collection.type.kind === "list" ? this.index(collection, UNKNOWN) : UNKNOWN;
  }

  /** An item of a list, which is no more anybody's own than the list is. */
  private itemOf(list: ListValue, item: Expr): Value {
    return reachedThrough(this.evaluate(item), itemOrigin(item, list));
  }

  private part(value: Value, key: PartKey): Value {
    if (typeof key === "number") return this.index(value, { kind: "literal", value: key });
    if (typeof key === "string") {
      // What is not in the object is undefined, and a default takes its place.
      if (value.kind === "record" && value.complete && !value.entries.some((entry) => entry.key === key)) return { kind: "literal", value: undefined };
      return this.member(value, key, undefined);
    }
    if ("without" in key) return value.kind === "record" ? { ...value, entries: value.entries.filter((entry) => !key.without.includes(entry.key)) } : UNKNOWN;
    if (value.kind === "list" && key.from !== undefined && value.complete) return { ...value, items: value.items.slice(key.from), sequence: "list" };
    if (value.kind === "list" && key.from === undefined) return { ...value, complete: false };
    return value.kind === "typed" && (value.type.kind === "list" || this.isString(value)) ? value : UNKNOWN;
  }

  private annotated(annotation: Expr): Value {
    if (annotation.kind === "type") {
      if (annotation.name === "undefined") return { kind: "literal", value: undefined };
      if (annotation.name !== "list") return typed({ kind: "primitive", name: annotation.name });
      const of = annotation.of ? this.annotated(annotation.of) : UNKNOWN;
      return of.kind === "typed" ? typed({ kind: "list", of: of.type }) : UNKNOWN;
    }
    if (annotation.kind === "choice") return this.choice(annotation.options.map((option) => this.annotated(option)));
    const type = this.evaluate(annotation);
    if (type.kind === "type" && type.type.kind === "class") return { kind: "instance", type: type.type, call: undefined };
    // A local class may have subclasses: only what all of them share is known, which is what a bare instance tells.
    return type.kind === "localClass" ? instanceOf(type, undefined) : UNKNOWN;
  }

  private parameter(fn: FunctionInfo, parameter: FunctionInfo["parameters"][number], file: SourceModel): Value {
    const fixture = file.language === "python" ? this.fixture(fn, parameter.name, file) : undefined;
    if (fixture) return fixture;
    if (parameter.each) {
      const collection = this.evaluate(parameter.each.of);
      const isList = collection.kind === "list" || (collection.kind === "typed" && collection.type.kind === "list");
      const value = parameter.each.isPosition ? (isList ? typed(NUMBER) : UNKNOWN) : this.element(collection);
      if (value.kind !== "unknown") return value;
    }
    const passed = fn.isPrivate ? this.passed(fn, parameter, file) : UNKNOWN;
    if (passed.kind !== "unknown") return passed;
    return parameter.annotation && !parameter.rest ? this.annotated(parameter.annotation) : UNKNOWN;
  }

  /** What a private function's callers pass for a parameter, if all of them are seen. */
  private passed(fn: FunctionInfo, parameter: FunctionInfo["parameters"][number], file: SourceModel): Value {
    if (fn.name === undefined || parameter.rest || fn.decorators.length > 0) return UNKNOWN;
    const holder = fn.cls ? undefined : fn.scope.parent?.lookup(fn.name);
    if (!fn.cls && (!holder || holder.exported || !holder.definitions.some((definition) => holds(definition, fn)))) return UNKNOWN;
    const { name } = fn;
    const calls = this.callersOf(name, file);
    // Whoever gets the function itself may call it with anything.
    const references = holder ? holder.references : file.members.filter((member) => member.property === name && !member.write).length;
    if (calls.length === 0 || references !== calls.length) return UNKNOWN;
    const position = fn.parameters.indexOf(parameter);
    const options: Value[] = [];
    for (const call of calls) {
      const callee = this.evaluate(call.callee);
      if (callee.kind !== "function" || callee.fn !== fn || call.args.some((argument) => argument.spread)) return UNKNOWN;
      const argument = call.args.find((candidate) => candidate.name === parameter.name) ?? call.args.filter((candidate) => candidate.name === undefined)[position];
      if (argument) options.push(this.evaluate(argument.value));
      else if (parameter.fallback) options.push(this.evaluate(parameter.fallback));
      else return UNKNOWN;
    }
    return this.choice(options);
  }

  private callersOf(name: string, file: SourceModel): readonly CallExpr[] {
    let index = this.callersByName.get(file);
    if (!index) {
      index = new Map();
      for (const call of file.calls) {
        const callee = call.callee;
        const key = callee.kind === "name" ? callee.name : callee.kind === "member" ? callee.property : undefined;
        if (key === undefined) continue;
        addTo(index, key, call);
      }
      this.callersByName.set(file, index);
    }
    return index.get(name) ?? [];
  }

  /** The value of a pytest fixture that a test function asks for by parameter name. */
  private fixture(fn: FunctionInfo, name: string, file: SourceModel): Value | undefined {
    const asks = fn.name?.startsWith("test") === true || isFixture(fn);
    if (!asks) return undefined;
    const inClass = fn.cls?.methods.get(name);
    const binding = file.scope.bindings.get(name);
    const inModule = binding?.definitions.find((definition) => definition.kind === "function");
    const found = inClass ?? (inModule?.kind === "function" ? inModule.fn : undefined);
    if (!found || found === fn || !isFixture(found)) return undefined;
    const results = [...found.returns, ...found.yields];
    return results.length === 0 ? UNKNOWN : this.choice(results.map((result) => this.evaluate(result)));
  }

  // ---- imports -----------------------------------------------------------------------------------------------

  /** What an imported name stands for. */
  imported(spec: ImportSpec, file: SourceModel): Value {
    if (isMocked(spec.module, file)) return UNKNOWN;
    const target = resolveModule(spec.module, file, this.schema, this.project);
    if (spec.imported === "*" && file.language === "python" && spec.local === spec.module && target.kind === "external") {
      const folder = this.folderModule(spec.module, file);
      if (folder?.kind === "folder" && file.imports.some((one) => this.isOfProject(one, folder.dotted, file))) return { kind: "module", target: folder };
    }
    return this.fromModule(target, spec.module, spec.imported, file);
  }

  private fromModule(target: ModuleTarget, module: string, imported: string, file: Importer): Value {
    if (imported === "*") return this.moduleValue(target);
    const direct = this.exportOf(target, imported);
    if ((direct.kind !== "unknown" && direct.kind !== "external") || file.language !== "python") return direct;
    // `from package import module`: a sub-module of the project.
    if (direct.kind === "unknown" && target.kind === "file" && target.file.model.scope.bindings.has(imported)) return direct;
    const separator = module.endsWith(".") ? "" : ".";
    const inner = this.project.resolve(`${module}${separator}${imported}`, file);
    return inner ? { kind: "module", target: { kind: "file", file: inner } } : direct;
  }

  private isOfProject({ module }: ImportSpec, folder: string, file: SourceModel): boolean {
    if (!module.startsWith(`${folder}.`)) return false;
    const { kind } = resolveModule(module, file, this.schema, this.project);
    return kind === "file" || kind === "schema";
  }

  private moduleValue(target: ModuleTarget): Value {
    if (target.kind === "schema" || target.kind === "file") return { kind: "module", target };
    return target.kind === "external" ? EXTERNAL : UNKNOWN;
  }

  /** The export of a module with this name, as it is written in this language. */
  exportOf(target: ModuleTarget, name: string): Value {
    switch (target.kind) {
      case "schema": {
        const type = target.package.type(target.module.name, name);
        if (type) return { kind: "type", type };
        if (target.module.name === "") {
          const inner = this.submodule(target, name);
          if (inner) return { kind: "module", target: inner };
        }
        return UNKNOWN;
      }
      case "file": {
        if (this.dialect.language === "python") {
          return this.pythonExport(target.file, name, new Set()) ?? UNKNOWN;
        }
        return this.ecmaScriptExport(target.file, name);
      }
      case "folder": {
        const inner = this.folderModule(`${target.dotted}.${name}`, target.from);
        return inner ? { kind: "module", target: inner } : UNKNOWN;
      }
      case "external":
        return EXTERNAL;
      default:
        return UNKNOWN;
    }
  }

  /** A module of the project in folders without `__init__.py`, or generated ones, by the dotted name that a file imports. */
  private folderModule(dotted: string, from: SourceModel): ModuleTarget | undefined {
    const target = resolveModule(dotted, from, this.schema, this.project);
    if (target.kind === "file" || target.kind === "schema") return target;
    return from.imports.some((spec) => spec.module.startsWith(`${dotted}.`)) ? { kind: "folder", dotted, from } : undefined;
  }

  /** The sub-module of a package root with this name in this language. */
  submodule(target: Extract<ModuleTarget, { kind: "schema" }>, name: string): ModuleTarget | undefined {
    const module = this.dialect.language === "python" ? target.package.moduleInPython(`${target.package.python}.${name}`) : target.package.module(name);
    return module && module.name !== "" ? { kind: "schema", package: target.package, module } : undefined;
  }

  private ecmaScriptExport(file: ProjectFile, name: string, seen = new Set<string>()): Value {
    const place = `${file.filename} ${name}`;
    if (seen.has(place)) return UNKNOWN;
    seen.add(place);
    const outlined = file.outline && lookUp(file.outline, name);
    if (outlined !== undefined && outlined !== "other") return outlined === "nothing" ? UNKNOWN : new OutlinedClass(file, name, outlined);
    const { model } = file;
    const own = model.exports.get(name);
    if (own) return "kind" in own ? this.evaluate(own) : this.binding(own, model);
    for (const { spec, exported } of model.reexports) {
      if (exported !== name && exported !== "*") continue;
      const target = resolveModule(spec.module, file, this.schema, this.project);
      if (exported === name && exported !== "*") return spec.imported === "*" ? this.moduleValue(target) : target.kind === "file" ? this.ecmaScriptExport(target.file, spec.imported, seen) : this.exportOf(target, spec.imported);
      const value = target.kind === "file" ? this.ecmaScriptExport(target.file, name, seen) : this.exportOf(target, name);
      if (value.kind !== "unknown") return value;
    }
    return UNKNOWN;
  }

  // ---- members, indexes, calls -------------------------------------------------------------------------------

  /** All members of a schema type by the names that this language gives them. */
  members(type: ClassSchema | InterfaceSchema): MemberIndex {
    let index = this.memberIndexes.get(type.fqn);
    if (!index) {
      const chain: MemberOwner[] = [];
      this.ancestors(type, 0, chain);
      this.memberIndexes.set(type.fqn, (index = memberIndexOf(chain, this.dialect)));
    }
    return index;
  }

  /** Appends a type and what it inherits from, as far as it is known, nearest first; some of it more than once. */
  private ancestors(type: TypeSchema | undefined, depth: number, chain: MemberOwner[]): void {
    if (!type || depth > 20 || (type.kind !== "class" && type.kind !== "interface")) return;
    chain.push(type);
    const bases = type.kind === "class" ? [...(type.base === undefined ? [] : [type.base]), ...type.interfaces] : type.bases;
    for (const base of bases) this.ancestors(this.schema.type(base), depth + 1, chain);
  }

  private member(object: Value, property: string, expr: Extract<Expr, { kind: "member" }> | undefined): Value {
    switch (object.kind) {
      case "choice":
        // Nothing is read of what is nothing.
        return this.choice(object.options.filter((option) => !isNothing(option)).map((option) => this.member(option, property, expr)));
      case "module":
        return this.exportOf(object.target, property);
      case "type":
        if (object.type.kind === "enum") {
          return object.type.members.includes(property) ? { kind: "enumMember", type: object.type, name: property } : UNKNOWN;
        }
        return object.type.kind === "class" || object.type.kind === "interface" ? this.schemaMember(object.type, property, object) : UNKNOWN;
      case "instance":
        return this.schemaMember(object.type, property, object);
      case "typed": {
        if (object.type.kind === "primitive" && object.type.name === "string" && STRING_METHODS.has(property)) return EXTERNAL;
        if (property === "length" && this.dialect.language === "ecmascript" && (this.isString(object) || object.type.kind === "list")) return typed(NUMBER);
        const type = object.type.kind === "named" ? this.schema.type(object.type.fqn) : undefined;
        return type && (type.kind === "class" || type.kind === "interface") ? this.schemaMember(type, property, object) : UNKNOWN;
      }
      case "localInstance":
      case "localClass":
        return this.localMember(object.cls, property, object);
      case "localEnumMember":
        return property === "value" ? object.value : property === "name" ? typed(STRING) : UNKNOWN;
      case "list":
        return property === "length" && this.dialect.language === "ecmascript" ? typed(NUMBER) : UNKNOWN;
      case "literal":
        return property === "length" && this.dialect.language === "ecmascript" && typeof object.value === "string" ? typed(NUMBER) : UNKNOWN;
      case "record": {
        const entry = object.entries.find((candidate) => candidate.key === property);
        return entry && entry.origin !== "maybe" ? reachedThrough(this.evaluate(entry.value), entry.origin) : UNKNOWN;
      }
      case "external":
        if (expr && this.dialect.language === "ecmascript" && this.libraryName(expr.object) === "process.env") return this.choice([typed(STRING), { kind: "literal", value: undefined }]);
        return EXTERNAL;
      default:
        return UNKNOWN;
    }
  }

  private schemaMember(type: ClassSchema | InterfaceSchema, property: string, receiver: Value): Value {
    const found = this.members(type).get(property);
    if (!found) return UNKNOWN;
    if ("method" in found) return { kind: "method", owner: found.owner, method: found.method, receiver };
    return { kind: "typed", type: found.member.type, read: { receiver, owner: type, member: found.member.name, call: undefined } };
  }

  private localMember(cls: ClassInfo, property: string, receiver: Value, depth = 0): Value {
    if (depth > 20) return UNKNOWN;
    // `this` may be an instance of a derived class that has its own.
    if (receiver.kind === "localInstance" && !receiver.call && this.derived(cls).some((other) => other.methods.has(property) || other.fields.has(property))) return UNKNOWN;
    const method = cls.methods.get(property);
    if (method) return method.isGetter ? this.result(method) : { kind: "function", fn: method };
    const field = cls.fields.get(property);
    if (field && field.definitions.length > 0) return this.field(cls, property, field, receiver);
    if (cls.declared.has(property)) return this.declared(cls, property, receiver);
    for (const base of cls.bases) {
      const value = this.evaluate(base);
      // What comes from there comes first.
      if (value.kind === "unknown" || (value.kind === "external" && !PLAIN_BASES.has(lastName(base) ?? ""))) return UNKNOWN;
      if (value.kind === "localClass") {
        const inherited = this.localMember(value.cls, property, receiver, depth + 1);
        if (inherited.kind !== "unknown") return inherited;
      } else if (value.kind === "type" && value.type.kind === "class") {
        return this.schemaMember(value.type, property, receiver);
      }
    }
    return UNKNOWN;
  }

  /** The value of a field, as far as nobody else sets it. */
  private field(cls: ClassInfo, property: string, field: Binding, receiver: Value): Value {
    const isSame = (target: Value): boolean => (target.kind === "localInstance" || target.kind === "localClass") && (target.cls === cls || this.bases(target.cls).local.includes(cls) || this.bases(cls).local.includes(target.cls));
    const value = this.givenTo(cls, field, receiver);
    if (value && value.kind !== "unknown") return this.isSetElsewhere(property, cls.file, isSame) ? UNKNOWN : value;
    if (cls.declared.has(property)) return this.isSetElsewhere(property, cls.file, isSame) ? UNKNOWN : this.declared(cls, property, receiver);
    const held = this.binding(field, cls.file);
    if (held.kind === "instance" || held.kind === "localInstance" || held.kind === "unknown") return held;
    if (cls.isOpen || this.isSetElsewhere(property, cls.file, isSame) || this.isSetElsewhere("", cls.file, isSame)) return UNKNOWN;
    const enumeration = receiver.kind === "localClass" ? enumType(cls) : undefined;
    if (!enumeration || property.startsWith("_")) return held;
    const isText = enumeration.is?.kind === "primitive" && enumeration.is.name === "string";
    return { kind: "localEnumMember", value: isText && !this.isString(held) ? typed(STRING) : held, is: enumeration.is };
  }

  /** What the call that made an object gave for a field that the constructor only takes over. */
  private givenTo(cls: ClassInfo, field: Binding, receiver: Value): Value | undefined {
    if (receiver.kind !== "localInstance" || !receiver.call || field.definitions.length !== 1) return undefined;
    let definition = field.definitions[0];
    if (definition?.kind === "value" && definition.value.kind === "name") {
      const definitions = definition.value.scope.lookup(definition.value.name)?.definitions ?? [];
      definition = definitions.length === 1 ? definitions[0] : undefined;
    }
    if (definition?.kind !== "parameter") return undefined;
    const { fn, parameter } = definition;
    if (fn !== (cls.methods.get("constructor") ?? cls.methods.get("__init__")) || parameter.rest) return undefined;
    return this.argument(receiver.call, parameter.name, fn.parameters.indexOf(parameter), parameter.fallback);
  }

  /** The argument of a call by name or position, or what stands for it. */
  private argument(call: CallExpr, name: string, position: number, fallback: Expr | undefined): Value {
    if (call.args.some(({ spread }) => spread)) return UNKNOWN;
    const given = call.args.find((argument) => argument.name === name) ?? call.args.filter((argument) => argument.name === undefined)[position];
    return given ? this.evaluate(given.value) : fallback ? this.evaluate(fallback) : UNKNOWN;
  }

  /** An annotated variable of a Python class: of a dataclass or NamedTuple, what its maker gave; of a library's kind of class, anything. */
  private declared(cls: ClassInfo, property: string, receiver: Value): Value {
    const field = cls.fields.get(property);
    const fallback = cls.declared.get(property);
    const isRecord = cls.decorators.some((decorator) => lastName(decorator) === "dataclass") || cls.bases.some((base) => lastName(base) === "NamedTuple");
    if (!isRecord) {
      const isPlain = cls.decorators.length === 0 && !this.bases(cls).unknown;
      return isPlain && field ? this.binding(field, cls.file) : UNKNOWN;
    }
    const isOwn = !field || field.definitions.length <= (fallback ? 1 : 0);
    if (receiver.kind !== "localInstance" || !receiver.call || !isOwn || cls.isOpen || cls.methods.has("__init__")) return UNKNOWN;
    const { call } = receiver;
    // Fields of a base class come first: then positions are not known here.
    const position = cls.bases.every((base) => lastName(base) === "NamedTuple") ? [...cls.declared.keys()].indexOf(property) : Infinity;
    if (position === Infinity && call.args.some((argument) => argument.name === undefined)) return UNKNOWN;
    return this.argument(call, property, position, fallback && defaultOf(fallback));
  }

  /** The classes of the same file that derive from this one. */
  private derived(cls: ClassInfo): readonly ClassInfo[] {
    let index = this.derivedBy.get(cls.file);
    if (!index) {
      this.derivedBy.set(cls.file, (index = new Map()));
      for (const other of cls.file.classes) {
        for (const base of other.bases.length > 0 ? this.bases(other).local : []) {
          addTo(index, base, other);
        }
      }
    }
    return index.get(cls) ?? [];
  }

  private index(object: Value, index: Value): Value {
    if (object.kind === "choice") return this.choice(object.options.filter((option) => !isNothing(option)).map((option) => this.index(option, index)));
    if (object.kind === "list" && index.kind === "literal" && typeof index.value === "number" && object.complete) {
      const item = this.dialect.language === "python" ? object.items.at(index.value) : object.items[index.value];
      return item ? this.itemOf(object, item) : UNKNOWN;
    }
    // Any element: known if all are.
    if (object.kind === "list") return this.element(object);
    if (object.kind === "record" && index.kind === "literal" && typeof index.value === "string") return this.member(object, index.value, undefined);
    if (object.kind === "typed" && (object.type.kind === "list" || object.type.kind === "map")) {
      return { kind: "typed", type: object.type.of, read: object.read };
    }
    return object.kind === "external" ? EXTERNAL : UNKNOWN;
  }

  /** The dotted text of a callee that stands for a global or an external module: `JSON.stringify`, `json.dumps`. */
  private libraryName(callee: Expr): string | undefined {
    if (callee.kind === "name") {
      const binding = callee.scope.lookup(callee.name);
      if (!binding) return callee.name;
      const definition = binding.definitions.length === 1 ? binding.definitions[0] : undefined;
      if (definition?.kind !== "import") return undefined;
      return definition.spec.imported === "*" ? definition.spec.module : `${definition.spec.module}.${definition.spec.imported}`;
    }
    if (callee.kind !== "member") return undefined;
    const object = this.libraryName(callee.object);
    return object === undefined ? undefined : `${object}.${callee.property}`;
  }

  /** What is called: a name that may also hold `None`, where an import failed, is not called then. */
  callee({ callee }: CallExpr): Value {
    const value = this.evaluate(callee);
    return value.kind === "choice" ? this.choice(value.options.filter((option) => !isNothing(option))) : value;
  }

  private call(expr: CallExpr): Value {
    if (this.dialect.language === "python" && expr.callee.kind === "name" && expr.callee.name === "dict" && !expr.callee.scope.lookup("dict")) return this.dictCall(expr);
    const special = this.collectionCall(expr);
    if (special) return special;
    const callee = this.callee(expr);
    switch (callee.kind) {
      case "type":
        if (callee.type.kind === "class") return { kind: "instance", type: callee.type, call: expr };
        return callee.type.kind === "struct" ? { kind: "struct", struct: callee.type, call: expr } : UNKNOWN;
      case "localClass":
        return instanceOf(callee, expr);
      case "function":
        return this.result(callee.fn);
      case "method": {
        const type = callee.method.returns;
        if (!type) return { kind: "literal", value: undefined };
        return { kind: "typed", type, read: { receiver: callee.receiver, owner: callee.owner, member: callee.method.name, call: expr } };
      }
      case "external": {
        const name = this.libraryName(expr.callee);
        const library = this.libraryCall(name, expr);
        if (library) return library;
        const type = name === undefined ? undefined : RESULT_TYPES[this.dialect.language].get(name);
        if (type) return typed(type);
        return this.methodOfText(expr) ?? EXTERNAL;
      }
      case "unknown":
        return this.methodOfText(expr) ?? UNKNOWN;
      default:
        return UNKNOWN;
    }
  }

  /** Methods of strings and numbers. */
  private methodOfText({ callee }: CallExpr): Value | undefined {
    if (callee.kind !== "member" || !(TEXT_METHODS.has(callee.property) || STRING_METHODS.has(callee.property))) return undefined;
    const receiver = this.evaluate(callee.object);
    if (this.isString(receiver)) return STRING_METHODS.has(callee.property) ? typed(STRING) : callee.property === "split" ? typed(STRINGS) : undefined;
    const isNumber = this.isNumber(receiver) && this.dialect.language === "ecmascript";
    return isNumber && (callee.property === "toString" || callee.property === "toFixed") ? typed(STRING) : undefined;
  }

  /** `Object.assign({}, a, b)`, `[...].map(f)`, `a.concat(b)`: collections made of collections. */
  private collectionCall(expr: CallExpr): Value | undefined {
    const callee = expr.callee;
    if (callee.kind !== "member") return undefined;
    if (callee.object.kind === "name" && callee.object.name === "Object" && !callee.object.scope.lookup("Object")) {
      const first = expr.args[0]?.value;
      if (callee.property === "freeze" && first) return this.evaluate(first);
      if (callee.property === "assign" && first?.kind === "record") {
        const merged = expr.args.map((argument): RecordExpr["entries"][number] => ({ kind: "spread", range: argument.value.range, value: argument.value }));
        return this.record({ kind: "record", range: expr.range, entries: merged, file: expr.scope.file });
      }
      return first && /^(?:values|entries|keys)$/u.test(callee.property) ? this.viewOf(this.evaluate(first), callee.property) : undefined;
    }
    if (this.dialect.language === "python") return this.dictionaryCall(callee, expr);
    if (callee.property === "join" && expr.args.length < 2 && ["list"].includes(this.evaluate(callee.object).kind)) return typed(STRING);
    if (callee.property === "filter") {
      const receiver = this.evaluate(callee.object);
      return receiver.kind === "list" ? { ...receiver, complete: false } : undefined;
    }
    if (callee.property === "map" || callee.property === "flatMap") {
      const fn = expr.args[0]?.value;
      const result = fn?.kind === "function" ? fn.fn.returns : [];
      if (result.length !== 1 || !result[0]) return undefined;
      const receiver = this.evaluate(callee.object);
      if (receiver.kind !== "list" && receiver.kind !== "unknown" && receiver.kind !== "external" && receiver.kind !== "typed") return undefined;
      if (callee.property === "map") return { kind: "list", items: [result[0]], complete: false, covers: true, sequence: "list", origin: "fresh" };
      const inner = this.evaluate(result[0]);
      return inner.kind === "list" ? { ...inner, complete: false } : undefined;
    }
    if (callee.property === "concat") {
      const receiver = this.evaluate(callee.object);
      if (receiver.kind !== "list") return undefined;
      return this.list([callee.object, ...expr.args.map(({ value }) => value)].map((value): Expr => ({ kind: "spread", range: value.range, value })), "list");
    }
    return undefined;
  }

  /** `config.items()`, `config.get("key")`, `config.copy()` of a dictionary. */
  private dictionaryCall(callee: Extract<Expr, { kind: "member" }>, expr: CallExpr): Value | undefined {
    if (!DICTIONARY_METHODS.has(callee.property)) return undefined;
    const record = this.evaluate(callee.object);
    if (record.kind !== "record") return undefined;
    if (callee.property === "copy") return record;
    if (callee.property !== "get") return this.viewOf(record, callee.property);
    const [first, second] = expr.args.map(({ value }) => value);
    const key = first ? this.evaluate(first) : UNKNOWN;
    if (key.kind !== "literal" || typeof key.value !== "string") return undefined;
    if (record.entries.some((entry) => entry.key === key.value)) return this.member(record, key.value, undefined);
    if (!record.complete) return undefined;
    return second ? this.evaluate(second) : { kind: "literal", value: null };
  }

  /** The values, keys, or pairs of both of an object or dictionary. */
  private viewOf(record: Value, view: string): Value | undefined {
    if (record.kind !== "record") return undefined;
    const items = record.entries.map(({ key, keyRange, value, origin }): Expr => {
      const name: Expr = { kind: "literal", range: keyRange, value: key };
      const sure: Expr = origin === "maybe" ? { kind: "unknown", range: value.range, parts: [value] } : value;
      return view === "keys" ? name : view === "values" ? sure : tuple([name, sure]);
    });
    return { kind: "list", items, complete: record.complete, covers: record.complete, sequence: this.dialect.language === "python" ? "generator" : "list", origin: "shared" };
  }

  /** Functions of the languages' own libraries whose result depends on what they get. */
  private libraryCall(name: string | undefined, expr: CallExpr): Value | undefined {
    if (this.dialect.language !== "python") return undefined;
    const [first, second] = expr.args.map(({ value }) => value);
    const list = (items: readonly Expr[], sequence: Sequence, more: Partial<ListValue> = {}): ListValue => ({ kind: "list", items, complete: false, covers: true, sequence, origin: "fresh", ...more });
    switch (name) {
      case "typing.cast":
        return second && this.evaluate(second);
      case "copy.copy":
      case "copy.deepcopy":
        return first && this.evaluate(first);
      case "os.getenv":
      case "os.environ.get":
        return this.choice([typed(STRING), second ? this.evaluate(second) : { kind: "literal", value: null }]);
      case "max":
      case "min":
      case "sum":
      case "abs":
      case "round":
        return expr.args.length > 0 && expr.args.every(({ value }) => this.isNumber(this.evaluate(value))) ? typed(NUMBER) : undefined;
      case "range":
        return typed({ kind: "list", of: NUMBER });
      case "list":
      case "sorted":
      case "reversed":
      case "tuple":
      case "set": {
        const value = first && !expr.args[0]?.spread ? this.evaluate(first) : undefined;
        if (value?.kind !== "list") return undefined;
        const sequence = name === "tuple" || name === "set" ? name : name === "reversed" ? "generator" : "list";
        return list(value.items, sequence, { covers: value.covers, complete: value.complete && (name === "list" || name === "tuple"), held: new Map(value.items.map((item) => [item, itemOrigin(item, value)])) });
      }
      case "enumerate":
        return first ? list([tuple([{ kind: "type", range: expr.range, name: "number" }, elementOf(first, expr.scope.file)])], "generator") : undefined;
      case "zip":
        return expr.args.some(({ spread }) => spread) ? undefined : list([tuple(expr.args.map(({ value }) => elementOf(value, expr.scope.file)))], "generator");
      default:
        return undefined;
    }
  }

  private dictCall(expr: CallExpr): Value {
    const entries = expr.args.map((argument): RecordExpr["entries"][number] =>
      argument.name !== undefined && argument.nameRange
        ? { key: argument.name, keyExpr: undefined, keyRange: argument.nameRange, value: argument.value }
        : { kind: "spread", range: argument.value.range, value: argument.value },
    );
    return this.record({ kind: "record", range: expr.range, entries, file: expr.scope.file });
  }

  private isString(value: Value): boolean {
    return (value.kind === "literal" && typeof value.value === "string") || (value.kind === "typed" && value.type.kind === "primitive" && value.type.name === "string");
  }

  private isNumber(value: Value): boolean {
    return (value.kind === "literal" && typeof value.value === "number") || (value.kind === "typed" && value.type.kind === "primitive" && value.type.name === "number");
  }

  /** Python: `a | b` of dictionaries. */
  private union(operands: readonly Expr[], file: SourceModel): Value {
    const entries = operands.map((operand): RecordExpr["entries"][number] => ({ kind: "spread", range: operand.range, value: operand }));
    return this.record({ kind: "record", range: [0, 0], entries, file });
  }

  /** What a function of the project returns. */
  private result(fn: FunctionInfo): Value {
    if (fn.yields.length > 0 || !fn.decorators.every(isTransparent)) return UNKNOWN;
    const returns = fn.returns.map((value) => this.evaluate(value));
    if (fn.mayReturnNothing) returns.push({ kind: "literal", value: undefined });
    // It may be called from anywhere: what it returns is everybody's.
    const value = fn.returns.length > 0 ? reachedThrough(this.choice(returns), "shared") : UNKNOWN;
    return value.kind === "unknown" && fn.returnType && !fn.isAsync ? this.annotated(fn.returnType) : value;
  }

  private operation(operator: string, operands: readonly Expr[]): Value {
    if (COMPARISON.has(operator)) return typed(BOOLEAN);
    const values = operands.map((operand) => this.evaluate(operand));
    if (operator === "+") {
      if (values.every((value) => this.isString(value))) return typed(STRING);
      if (this.dialect.language === "ecmascript" && values.some((value) => this.isString(value))) return typed(STRING);
      if (values.length === 2 && values.every((value) => this.isNumber(value))) return typed(NUMBER);
      const [left, right] = values;
      if (this.dialect.language === "python" && left?.kind === "list" && right?.kind === "list") return this.list(operands.map((value): Expr => ({ kind: "spread", range: value.range, value })), left.sequence);
      return UNKNOWN;
    }
    if (operator === "enum" || (SIGNS.has(operator) && this.dialect.language === "ecmascript")) return typed(NUMBER);
    if (operator === "unary typeof") return typed(STRING);
    const [first] = values;
    if (operator === "|" && this.dialect.language === "python" && first?.kind === "record" && values.every((value) => value.kind === "record")) return this.union(operands, first.expr.file);
    // Python formats strings with %, repeats them with *.
    if (ARITHMETIC.has(operator) && this.dialect.language === "ecmascript" && operands.length > 0) return typed(NUMBER);
    if ((ARITHMETIC.has(operator) || SIGNS.has(operator)) && values.length > 0 && values.every((value) => this.isNumber(value))) return typed(NUMBER);
    if (operator === "*" && values.some((value) => this.isString(value)) && values.some((value) => this.isNumber(value))) return typed(STRING);
    if (operator === "%" && values[0] && this.isString(values[0])) return typed(STRING);
    return UNKNOWN;
  }

  /** The class or base class chain of a local class: local bases, and the first schema class above them. */
  bases(cls: ClassInfo): { readonly local: readonly ClassInfo[]; readonly schema: ClassSchema | undefined; readonly unknown: boolean } {
    const { local, ...above } = this.heritage({ kind: "localClass", cls });
    return { local: local.map((base) => base.cls), ...above };
  }

  /** The same of a class or an object of it; of other files no more is read than their outlines do not tell. */
  heritage(value: LocalClassValue | LocalInstanceValue): { readonly local: readonly LocalClassValue[]; readonly schema: ClassSchema | undefined; readonly unknown: boolean } {
    const local: LocalClassValue[] = [];
    const seen = new Set([keyOf(value)]);
    let current: LocalClassValue | LocalInstanceValue | undefined = value;
    let schema: ClassSchema | undefined;
    let isUnknown = false;
    while (current && local.length < 30) {
      const extending: LocalClassValue | LocalInstanceValue = current;
      current = undefined;
      for (const [at, base] of this.basesOf(extending).entries()) {
        if (base.kind === "localClass" && !seen.has(keyOf(base))) {
          seen.add(keyOf(base));
          local.push(base);
          current ??= base;
        } else if (base.kind === "type" && base.type.kind === "class") schema ??= base.type;
        else isUnknown ||= base.kind !== "external" || !isHarmless(extending, at);
      }
    }
    return { local, schema, unknown: isUnknown };
  }

  /** What a class of the project extends, one by one. */
  basesOf(value: LocalClassValue | LocalInstanceValue): readonly Value[] {
    const { outlined } = value;
    return outlined ? outlined.outline.bases.map((base) => this.outlinedBase(base, outlined.file)) : value.cls.bases.map((base) => this.evaluate(base));
  }

  /** How objects of a class of the project are made, as far as its constructor tells. */
  makingOf(value: LocalClassValue | LocalInstanceValue): Pick<ClassOutline, "isDecorated" | "passesOn"> {
    return value.outlined?.outline ?? { isDecorated: value.cls.decorators.length > 0, passesOn: passesOn(value.cls) };
  }

  private outlinedBase({ module, imported, path }: BaseOutline, file: ProjectFile): Value {
    const target = resolveModule(module, file, this.schema, this.project);
    let value = this.fromModule(target, module, imported, file);
    for (const property of path) value = this.member(value, property, undefined);
    return value;
  }
}

const DICTIONARY_METHODS: ReadonlySet<string> = new Set(["get", "items", "keys", "values", "copy"]);

function tuple(items: readonly Expr[]): Expr {
  return { kind: "list", range: [0, 0], sequence: "tuple", items };
}

/** Each element of a collection. */
function elementOf(collection: Expr, file: SourceModel): Expr {
  return { kind: "defined", range: collection.range, definition: { kind: "element", of: collection }, file };
}

/** The first unless nothing is known of it. */
function known(value: Value, otherwise: Value): Value {
  return value.kind === "unknown" ? otherwise : value;
}

/** A map of which all values are of one primitive type. */
function typedMap(element: Value): Value {
  const type = element.kind === "typed" ? element.type : element.kind === "literal" && element.value !== null && element.value !== undefined ? primitiveOf(element.value) : undefined;
  return type?.kind === "primitive" ? typed({ kind: "map", of: type }) : UNKNOWN;
}

function primitiveOf(value: string | number | boolean): TypeRef {
  return { kind: "primitive", name: typeof value as "string" | "number" | "boolean" };
}

/** The same key with a value that may be another. */
function unsure(entry: EntryValue): EntryValue {
  return { ...entry, value: { kind: "unknown", range: entry.value.range, parts: [entry.value] } };
}

/** Is the value for certain what a logical expression passes over? */
function certainly(value: Value, what: "nullish" | "falsy" | "truthy"): boolean {
  if (value.kind !== "literal") return what === "truthy" && (value.kind === "list" ? false : ["record", "struct", "instance", "function", "localInstance"].includes(value.kind));
  if (what === "nullish") return isNothing(value);
  return what === "falsy" ? !value.value : Boolean(value.value);
}

function isNothing(value: Value): boolean {
  return value.kind === "literal" && (value.value === undefined || value.value === null);
}

/** The last part of a dotted name, of a decorator with arguments too. */
function lastName(expr: Expr): string | undefined {
  if (expr.kind === "call") return lastName(expr.callee);
  if (expr.kind === "index") return lastName(expr.object);
  return expr.kind === "name" ? expr.name : expr.kind === "member" ? expr.property : undefined;
}

/** The default that a dataclass field is declared with. */
function defaultOf(fallback: Expr): Expr | undefined {
  if (fallback.kind !== "call" || lastName(fallback) !== "field") return fallback;
  return fallback.args.find(({ name }) => name === "default")?.value;
}

/** What the members of an enumeration class stand for; undefined for other classes. */
function enumType(cls: ClassInfo): { readonly is: TypeRef | undefined } | undefined {
  const names = cls.bases.map(lastName);
  if (!names.some((name) => name && /^(?:Int|Str)?(?:Enum|Flag)$/u.test(name))) return undefined;
  if (names.includes("str") || names.includes("StrEnum")) return { is: STRING };
  return { is: names.some((name) => name === "int" || name === "IntEnum" || name === "IntFlag") ? NUMBER : undefined };
}

function isTransparent(decorator: Expr): boolean {
  return TRANSPARENT_DECORATORS.has(lastName(decorator) ?? "");
}

/** Does this definition give the function itself to a variable? */
function holds(definition: Definition, fn: FunctionInfo): boolean {
  return (definition.kind === "function" && definition.fn === fn) || (definition.kind === "value" && definition.value.kind === "function" && definition.value.fn === fn);
}

const mockedModules = new SideTable<SourceModel, ReadonlySet<string>>();

/** Does a test put something else in a module's place: `jest.mock("cdktf")`, `vi.mock("cdktf", …)`? */
export function isMocked(module: string, file: SourceModel): boolean {
  let mocked = mockedModules.get(file);
  if (!mocked) {
    const names = file.calls.flatMap(({ callee, args }) => {
      const isMock = callee.kind === "member" && callee.object.kind === "name" && /^(?:jest|vi)$/u.test(callee.object.name) && /^(?:mock|doMock|setMock|unstable_mockModule)$/u.test(callee.property);
      const name = args[0]?.value;
      return isMock && name?.kind === "literal" && typeof name.value === "string" ? [name.value] : [];
    });
    mockedModules.set(file, (mocked = new Set(names)));
  }
  return mocked.has(module);
}

/** What a variable holds is this use's own if nothing else reads it. */
function originOf(binding: Binding): Origin {
  return binding.references <= 1 && !binding.exported ? "own" : "shared";
}

/** An object or list that is reached through something that others may use too. */
function reachedThrough(value: Value, origin: Origin): Value {
  if (value.kind === "list") return { ...value, origin: weaker(value.origin, origin) };
  if (value.kind !== "record" || origin === "fresh") return value;
  return { ...value, entries: value.entries.map((entry) => ({ ...entry, origin: weaker(entry.origin, origin) })) };
}

/** The same for what is the same, by whichever way it was found. */
function sameness(value: Value): unknown {
  if (value.kind === "localClass") return keyOf(value);
  return value.kind === "type" ? value.type : value;
}

/** How an item of a list comes to be there. */
export function itemOrigin(item: Expr, { origin, held }: ListValue): Origin {
  return weaker(held?.get(item) ?? "fresh", origin);
}

/** Does a base of a library, by its position, add nothing to a class? */
function isHarmless(value: LocalClassValue | LocalInstanceValue, at: number): boolean {
  if (value.outlined) return value.outlined.outline.bases[at]?.isAbc === true;
  const base = value.cls.bases[at];
  return base !== undefined && ((base.kind === "name" && base.name === "object") || isAbc(base));
}

function isAbc(base: Expr): boolean {
  return (base.kind === "name" && base.name === "ABC") || (base.kind === "member" && base.property === "ABC");
}

function isFixture(fn: FunctionInfo): boolean {
  return fn.decorators.some((decorator) => {
    const target = decorator.kind === "call" ? decorator.callee : decorator;
    return (target.kind === "name" && target.name === "fixture") || (target.kind === "member" && target.property === "fixture");
  });
}
