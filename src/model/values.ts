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
  MemberSchema,
  MethodSchema,
  Schema,
  StructSchema,
  TypeRef,
  TypeSchema,
} from "../providers-schema/types.js";
import type {
  Binding,
  CallExpr,
  ClassInfo,
  Definition,
  Expr,
  FunctionInfo,
  ImportSpec,
  Range,
  RecordExpr,
  Sequence,
  SourceModel,
} from "./ir.js";
import { type ModuleTarget, type ProjectFiles, resolveModule } from "./modules.js";

/** How something comes to be where it is used; see `EntryValue.origin`. */
export type Origin = "fresh" | "own" | "shared" | "maybe";

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
  readonly complete: boolean;
  readonly sequence: Sequence;
  /** As for the entries of a record. */
  readonly origin: Origin;
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
  | { readonly kind: "localClass"; readonly cls: ClassInfo }
  | { readonly kind: "localInstance"; readonly cls: ClassInfo; readonly call: CallExpr | undefined }
  | { readonly kind: "function"; readonly fn: FunctionInfo }
  | { readonly kind: "method"; readonly owner: TypeSchema; readonly method: MethodSchema; readonly receiver: Value }
  | { readonly kind: "enumMember"; readonly type: EnumSchema; readonly name: string }
  | { readonly kind: "choice"; readonly options: readonly Value[] };

export const UNKNOWN: Value = { kind: "unknown" };
const EXTERNAL: Value = { kind: "external" };

const STRING: TypeRef = { kind: "primitive", name: "string" };
const NUMBER: TypeRef = { kind: "primitive", name: "number" };
const BOOLEAN: TypeRef = { kind: "primitive", name: "boolean" };

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
    ["Boolean", BOOLEAN], ["Number.parseInt", NUMBER], ["Number.parseFloat", NUMBER],
  ]),
  python: new Map([
    ["json.dumps", STRING], ["str", STRING], ["int", NUMBER], ["len", NUMBER], ["float", NUMBER], ["bool", BOOLEAN],
  ]),
};

/** Methods of strings that give a string, in either language. */
const STRING_METHODS: ReadonlySet<string> = new Set([
  "toLowerCase", "toUpperCase", "trim", "replace", "replaceAll", "slice", "substring", "concat", "padStart", "padEnd", "repeat",
  "lower", "upper", "strip", "format", "join", "title", "capitalize", "lstrip", "rstrip", "toString",
]);

/** Python's built-in functions and types that code about infrastructure calls. */
const PYTHON_BUILTINS: ReadonlySet<string> = new Set(
  (
    "abs all any bool bytearray bytes callable chr classmethod delattr dict dir divmod enumerate filter float format frozenset getattr " +
    "hasattr hash hex id input int isinstance issubclass iter len list map max min next object open ord pow print property range repr " +
    "reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip Exception ValueError TypeError KeyError " +
    "RuntimeError NotImplementedError __file__ __name__"
  ).split(" "),
);

const ARITHMETIC: ReadonlySet<string> = new Set(["-", "*", "/", "%", "**", "//"]);
const COMPARISON: ReadonlySet<string> = new Set([
  "==", "===", "!=", "!==", "<", ">", "<=", ">=", "in", "instanceof", "not in", "is", "is not", "unary !", "unary not", "not",
]);

/** A schema class together with the names that a language gives its members. */
type MemberIndex = ReadonlyMap<string, { readonly owner: TypeSchema; readonly member: MemberSchema } | { readonly owner: TypeSchema; readonly method: MethodSchema }>;

/** Evaluates expressions of one program against one schema. */
export class Evaluator {
  private readonly cache = new Map<Expr, Value>();
  private readonly bindingCache = new Map<Binding, Value>();
  private readonly active = new Set<Expr | Binding>();
  private readonly memberIndexes = new Map<string, MemberIndex>();
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
    if (cached) return cached;
    if (this.depth > MAX_EVALUATION_DEPTH || this.steps > MAX_STEPS) {
      this.isCut = true;
      return UNKNOWN;
    }
    return this.once(expr, this.cache, () => this.compute(expr));
  }

  /** Computes something that may need itself; what a cycle made poorer is kept no longer than it must. */
  private once<K extends Expr | Binding>(key: K, cache: Map<K, Value>, compute: () => Value): Value {
    if (this.active.has(key)) {
      this.isCut = true;
      return UNKNOWN;
    }
    const wasCut = this.isCut;
    this.isCut = false;
    this.active.add(key);
    this.depth++;
    this.steps++;
    try {
      const value = compute();
      if (!this.isCut || this.depth === 1 || value.kind !== "unknown") cache.set(key, value);
      else this.provisional.set(key, value);
      return value;
    } finally {
      this.depth--;
      this.active.delete(key);
      this.isCut = this.depth > 0 && (wasCut || this.isCut);
      if (this.depth === 0) this.provisional.clear();
    }
  }

  private compute(expr: Expr): Value {
    switch (expr.kind) {
      case "literal":
        return { kind: "literal", value: expr.value };
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
        return this.index(this.evaluate(expr.object), this.evaluate(expr.index));
      case "call":
        return this.call(expr);
      case "function":
        return { kind: "function", fn: expr.fn };
      case "class":
        return { kind: "localClass", cls: expr.cls };
      case "choice":
        return this.choice(expr.options.map((option) => this.evaluate(option)));
      case "operation":
        return this.operation(expr.operator, expr.operands);
      case "comprehension":
        return expr.result !== "map" ? { kind: "list", items: [expr.element], complete: false, sequence: expr.result, origin: "fresh" } : UNKNOWN;
      case "self":
        return expr.cls ? { kind: "localInstance", cls: expr.cls, call: undefined } : UNKNOWN;
      case "cast": {
        const value = this.evaluate(expr.value);
        return value.kind === "record" ? { ...value, complete: false } : value;
      }
      case "super":
      case "spread":
      case "unknown":
        return UNKNOWN;
    }
  }

  private choice(options: readonly Value[]): Value {
    const flat = options.flatMap((option) => (option.kind === "choice" ? option.options : [option]));
    if (flat.length === 0 || flat.length > MAX_OPTIONS || flat.some((option) => option.kind === "unknown")) return UNKNOWN;
    return flat.length === 1 ? (flat[0] ?? UNKNOWN) : { kind: "choice", options: flat };
  }

  // ---- collections -------------------------------------------------------------------------------------------

  private list(items: readonly Expr[], sequence: ListValue["sequence"]): ListValue {
    const flat: Expr[] = [];
    let complete = true;
    for (const item of items) {
      if (item.kind !== "spread") {
        flat.push(item);
        continue;
      }
      const inner = this.evaluate(item.value);
      if (inner.kind === "list") {
        flat.push(...inner.items);
        complete &&= inner.complete;
      } else {
        complete = false;
        // What is spread may still be searched for the constructs that it mentions.
        flat.push(item);
      }
    }
    return { kind: "list", items: flat, complete, sequence, origin: "fresh" };
  }

  private record(expr: RecordExpr): RecordValue {
    const entries = new Map<string, EntryValue>();
    let complete = true;
    for (const entry of expr.entries) {
      if ("kind" in entry) {
        const spread = this.evaluate(entry.value);
        complete = this.spreadInto(entries, spread, entry.value) && complete;
      } else if (entry.key === undefined) {
        const key = entry.keyExpr ? this.evaluate(entry.keyExpr) : UNKNOWN;
        if (key.kind === "literal" && typeof key.value === "string") {
          entries.set(key.value, { key: key.value, keyRange: entry.keyRange, value: entry.value, origin: "fresh", file: expr.file });
        } else complete = false;
      } else {
        entries.set(entry.key, { key: entry.key, keyRange: entry.keyRange, value: entry.value, origin: "fresh", file: expr.file });
      }
    }
    return { kind: "record", entries: [...entries.values()], complete, expr };
  }

  /** Adds what a spread brings; returns whether all of it is known. */
  private spreadInto(entries: Map<string, EntryValue>, spread: Value, expr: Expr): boolean {
    if (spread.kind === "literal" && (spread.value === undefined || spread.value === null || spread.value === false)) return true;
    if (spread.kind === "choice") {
      for (const option of spread.options) {
        if (option.kind === "record") for (const entry of option.entries) entries.set(entry.key, { ...entry, origin: "maybe" });
      }
      return spread.options.every((option) => (option.kind === "record" && option.complete) || (option.kind === "literal" && !option.value));
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
    for (const star of expr.scope.file.stars) {
      const target = resolveModule(star.module, expr.scope.file, this.schema, this.project);
      const value = this.exportOf(target, expr.name);
      if (value.kind !== "external" && (value.kind !== "unknown" || target.kind === "unknown")) return value;
    }
    // JavaScript's hosts add globals at will; Python has its built-ins and nothing else.
    return this.dialect.language === "ecmascript" || PYTHON_BUILTINS.has(expr.name) ? EXTERNAL : UNKNOWN;
  }

  /** The value of a variable or field: any of its definitions, with what was added to it later. */
  binding(binding: Binding, file: SourceModel): Value {
    const cached = this.bindingCache.get(binding) ?? this.provisional.get(binding);
    if (cached) return cached;
    return this.once(binding, this.bindingCache, () => {
      const value = this.choice(binding.definitions.map((definition) => this.definition(definition, file)));
      if (value.kind === "record") return this.heldRecord(value, binding);
      return value.kind === "list" ? this.heldList(value, binding) : value;
    });
  }

  private heldRecord(value: RecordValue, binding: Binding): RecordValue {
    const origin = originOf(binding);
    const entries = new Map<string, EntryValue>();
    for (const entry of value.entries) entries.set(entry.key, { ...entry, origin: entry.origin === "fresh" ? origin : entry.origin });
    let complete = value.complete && !this.escapes(binding);
    for (const mutation of binding.mutations) {
      if (mutation.kind === "set" && mutation.key !== undefined) {
        entries.set(mutation.key, { key: mutation.key, keyRange: mutation.keyRange, value: mutation.value, origin: "maybe", file: value.expr.file });
      } else complete = false;
    }
    if (binding.mutations.some((mutation) => mutation.kind === "unknown")) {
      for (const [key, entry] of entries) entries.set(key, { ...entry, origin: "maybe" });
    }
    return { ...value, entries: [...entries.values()], complete };
  }

  private heldList(value: ListValue, binding: Binding): ListValue {
    const items = [...value.items];
    let complete = value.complete && !this.escapes(binding);
    for (const mutation of binding.mutations) {
      // What is appended in a loop or branch is there any number of times.
      complete = false;
      if (mutation.kind === "append") items.push(mutation.value);
      else if (mutation.kind === "extend") {
        const more = this.evaluate(mutation.value);
        if (more.kind === "list") items.push(...more.items);
        else items.push({ kind: "spread", range: mutation.value.range, value: mutation.value });
      } else if (mutation.kind === "set") items.push(mutation.value);
      else items.push({ kind: "unknown", range: [0, 0], parts: [] });
    }
    return { ...value, items, complete, origin: originOf(binding) };
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
        return value.kind === "unknown" && definition.annotation ? this.annotated(definition.annotation) : value;
      }
      case "part": {
        let value = this.evaluate(definition.of);
        for (const key of definition.path) value = typeof key === "number" ? this.index(value, { kind: "literal", value: key }) : this.member(value, key, undefined);
        return definition.fallback ? this.choice([value, this.evaluate(definition.fallback)]) : value;
      }
      case "parameter":
        return this.parameter(definition.fn, definition.parameter, file);
      case "function":
        return { kind: "function", fn: definition.fn };
      case "class":
        return { kind: "localClass", cls: definition.cls };
      case "element": {
        const collection = this.evaluate(definition.of);
        if (collection.kind === "list" && collection.complete) return this.choice(collection.items.map((item) => this.evaluate(item)));
        return collection.kind === "typed" ? this.index(collection, UNKNOWN) : UNKNOWN;
      }
      case "unknown":
        return UNKNOWN;
    }
  }

  private annotated(annotation: Expr): Value {
    const type = this.evaluate(annotation);
    if (type.kind === "type" && type.type.kind === "class") return { kind: "instance", type: type.type, call: undefined };
    // A local class may have subclasses: only what all of them share is known, which is what a bare instance tells.
    return type.kind === "localClass" ? { kind: "localInstance", cls: type.cls, call: undefined } : UNKNOWN;
  }

  private parameter(fn: FunctionInfo, parameter: FunctionInfo["parameters"][number], file: SourceModel): Value {
    const fixture = file.language === "python" ? this.fixture(fn, parameter.name, file) : undefined;
    if (fixture) return fixture;
    const passed = fn.isPrivate ? this.passed(fn, parameter, file) : UNKNOWN;
    if (passed.kind !== "unknown") return passed;
    return parameter.annotation ? this.annotated(parameter.annotation) : UNKNOWN;
  }

  /** What a private function's callers pass for a parameter, if all of them are seen. */
  private passed(fn: FunctionInfo, parameter: FunctionInfo["parameters"][number], file: SourceModel): Value {
    if (fn.name === undefined || parameter.rest || fn.decorators.length > 0) return UNKNOWN;
    const holder = fn.cls ? undefined : file.scope.lookup(fn.name);
    if (!fn.cls && (!holder || holder.exported || !holder.definitions.some((definition) => definition.kind === "function" && definition.fn === fn))) return UNKNOWN;
    const calls = this.callersOf(fn.name, file);
    if (calls.length === 0 || (holder && holder.references !== calls.length)) return UNKNOWN;
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
        const list = index.get(key);
        if (list) list.push(call);
        else index.set(key, [call]);
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
    if (spec.imported === "*") return this.moduleValue(target);
    const direct = this.exportOf(target, spec.imported);
    if (direct.kind !== "unknown" || file.language !== "python") return direct;
    // `from package import module`: a sub-module of the project.
    const separator = spec.module.endsWith(".") ? "" : ".";
    const inner = this.project.resolve(`${spec.module}${separator}${spec.imported}`, file);
    return inner ? { kind: "module", target: { kind: "file", file: inner } } : direct;
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
          const binding = target.file.scope.bindings.get(name);
          return binding ? this.binding(binding, target.file) : UNKNOWN;
        }
        return this.ecmaScriptExport(target.file, name);
      }
      case "external":
        return EXTERNAL;
      default:
        return UNKNOWN;
    }
  }

  /** The sub-module of a package root with this name in this language. */
  submodule(target: Extract<ModuleTarget, { kind: "schema" }>, name: string): ModuleTarget | undefined {
    const module = this.dialect.language === "python" ? target.package.moduleInPython(`${target.package.python}.${name}`) : target.package.module(name);
    return module && module.name !== "" ? { kind: "schema", package: target.package, module } : undefined;
  }

  private ecmaScriptExport(file: SourceModel, name: string, seen = new Set<SourceModel>()): Value {
    if (seen.has(file)) return UNKNOWN;
    seen.add(file);
    const own = file.exports.get(name);
    if (own) return "kind" in own ? this.evaluate(own) : this.binding(own, file);
    for (const { spec, exported } of file.reexports) {
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
    const cached = this.memberIndexes.get(type.fqn);
    if (cached) return cached;
    const index = new Map<string, { owner: TypeSchema; member: MemberSchema } | { owner: TypeSchema; method: MethodSchema }>();
    const visit = (current: TypeSchema | undefined, depth: number): void => {
      if (!current || depth > 20 || (current.kind !== "class" && current.kind !== "interface")) return;
      const add = (name: string, entry: { owner: TypeSchema; member: MemberSchema } | { owner: TypeSchema; method: MethodSchema }): void => {
        if (!index.has(name)) index.set(name, entry);
      };
      for (const member of current.properties.values()) {
        const name = this.dialect.name(member.name);
        add(name, { owner: current, member });
        // Python writes constants in capitals.
        if (member.static && this.dialect.language === "python") add(name.toUpperCase(), { owner: current, member });
      }
      for (const method of current.methods.values()) add(this.dialect.name(method.name), { owner: current, method });
      const bases = current.kind === "class" ? [...(current.base === undefined ? [] : [current.base]), ...current.interfaces] : current.bases;
      for (const base of bases) visit(this.schema.type(base), depth + 1);
    };
    visit(type, 0);
    this.memberIndexes.set(type.fqn, index);
    return index;
  }

  private member(object: Value, property: string, expr: Extract<Expr, { kind: "member" }> | undefined): Value {
    switch (object.kind) {
      case "choice":
        return this.choice(object.options.map((option) => this.member(option, property, expr)));
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
        const type = object.type.kind === "named" ? this.schema.type(object.type.fqn) : undefined;
        return type && (type.kind === "class" || type.kind === "interface") ? this.schemaMember(type, property, object) : UNKNOWN;
      }
      case "localInstance":
        return this.localMember(object.cls, property, object);
      case "localClass":
        return this.localMember(object.cls, property, object);
      case "record": {
        const entry = object.entries.find((candidate) => candidate.key === property);
        return entry && entry.origin !== "maybe" ? this.evaluate(entry.value) : UNKNOWN;
      }
      case "external":
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
    const method = cls.methods.get(property);
    if (method) return method.isGetter ? this.result(method) : { kind: "function", fn: method };
    const field = cls.fields.get(property);
    if (field && field.definitions.length > 0) return this.binding(field, cls.file);
    for (const base of cls.bases) {
      const value = this.evaluate(base);
      if (value.kind === "localClass") {
        const inherited = this.localMember(value.cls, property, receiver, depth + 1);
        if (inherited.kind !== "unknown") return inherited;
      } else if (value.kind === "type" && value.type.kind === "class") {
        return this.schemaMember(value.type, property, receiver);
      }
    }
    return UNKNOWN;
  }

  private index(object: Value, index: Value): Value {
    if (object.kind === "choice") return this.choice(object.options.map((option) => this.index(option, index)));
    if (object.kind === "list" && index.kind === "literal" && typeof index.value === "number" && object.complete) {
      const item = object.items.at(index.value);
      return item ? this.evaluate(item) : UNKNOWN;
    }
    // Any element: known if all are.
    if (object.kind === "list") return this.choice(object.items.map((item) => this.evaluate(item)));
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

  private call(expr: CallExpr): Value {
    if (this.dialect.language === "python" && expr.callee.kind === "name" && expr.callee.name === "dict" && !expr.callee.scope.lookup("dict")) return this.dictCall(expr);
    const special = this.collectionCall(expr);
    if (special) return special;
    const callee = this.evaluate(expr.callee);
    switch (callee.kind) {
      case "type":
        if (callee.type.kind === "class") return { kind: "instance", type: callee.type, call: expr };
        return callee.type.kind === "struct" ? { kind: "struct", struct: callee.type, call: expr } : UNKNOWN;
      case "localClass":
        return { kind: "localInstance", cls: callee.cls, call: expr };
      case "function":
        return this.result(callee.fn);
      case "method": {
        const type = callee.method.returns;
        if (!type) return { kind: "literal", value: undefined };
        return { kind: "typed", type, read: { receiver: callee.receiver, owner: callee.owner, member: callee.method.name, call: expr } };
      }
      case "external": {
        const name = this.libraryName(expr.callee);
        const type = name === undefined ? undefined : RESULT_TYPES[this.dialect.language].get(name);
        if (type) return typed(type);
        if (expr.callee.kind === "member" && STRING_METHODS.has(expr.callee.property) && this.isString(this.evaluate(expr.callee.object))) return typed(STRING);
        return EXTERNAL;
      }
      case "unknown":
        return expr.callee.kind === "member" && STRING_METHODS.has(expr.callee.property) && this.isString(this.evaluate(expr.callee.object)) ? typed(STRING) : UNKNOWN;
      default:
        return UNKNOWN;
    }
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
      return undefined;
    }
    if (callee.property === "map" || callee.property === "flatMap") {
      const fn = expr.args[0]?.value;
      const result = fn?.kind === "function" ? fn.fn.returns : [];
      if (result.length !== 1 || !result[0]) return undefined;
      const receiver = this.evaluate(callee.object);
      if (receiver.kind !== "list" && receiver.kind !== "unknown" && receiver.kind !== "external" && receiver.kind !== "typed") return undefined;
      if (callee.property === "map") return { kind: "list", items: [result[0]], complete: false, sequence: "list", origin: "fresh" };
      const inner = this.evaluate(result[0]);
      return inner.kind === "list" ? { ...inner, complete: false } : undefined;
    }
    if (callee.property === "concat") {
      const receiver = this.evaluate(callee.object);
      if (receiver.kind !== "list") return undefined;
      return this.list([...receiver.items, ...expr.args.map((argument): Expr => ({ kind: "spread", range: argument.value.range, value: argument.value }))], "list");
    }
    return undefined;
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

  /** What a function of the project returns. */
  private result(fn: FunctionInfo): Value {
    if (fn.yields.length > 0 || fn.returns.length === 0) return UNKNOWN;
    return shared(this.choice(fn.returns.map((value) => this.evaluate(value))));
  }

  private operation(operator: string, operands: readonly Expr[]): Value {
    if (COMPARISON.has(operator)) return typed(BOOLEAN);
    const values = operands.map((operand) => this.evaluate(operand));
    if (operator === "+") {
      const isNumber = (value: Value): boolean => (value.kind === "literal" && typeof value.value === "number") || (value.kind === "typed" && value.type.kind === "primitive" && value.type.name === "number");
      if (values.every((value) => this.isString(value))) return typed(STRING);
      if (this.dialect.language === "ecmascript" && values.some((value) => this.isString(value))) return typed(STRING);
      if (values.length === 2 && values.every(isNumber)) return typed(NUMBER);
      const [left, right] = values;
      if (left?.kind === "list" && right?.kind === "list") return { kind: "list", items: [...left.items, ...right.items], complete: left.complete && right.complete, sequence: left.sequence, origin: "fresh" };
      return UNKNOWN;
    }
    // Python formats strings with %, repeats them with *.
    if (ARITHMETIC.has(operator) && this.dialect.language === "ecmascript" && operands.length > 0) return typed(NUMBER);
    if (operator === "%" && values[0] && this.isString(values[0])) return typed(STRING);
    return UNKNOWN;
  }

  /** The class or base class chain of a local class: local bases, and the first schema class above them. */
  bases(cls: ClassInfo): { readonly local: readonly ClassInfo[]; readonly schema: ClassSchema | undefined; readonly unknown: boolean } {
    const local: ClassInfo[] = [];
    let current: ClassInfo | undefined = cls;
    let schema: ClassSchema | undefined;
    let isUnknown = false;
    while (current && local.length < 30) {
      const bases: readonly Expr[] = current.bases;
      current = undefined;
      for (const base of bases) {
        const value = this.evaluate(base);
        if (value.kind === "localClass" && !local.includes(value.cls) && value.cls !== cls) {
          local.push(value.cls);
          current ??= value.cls;
        } else if (value.kind === "type" && value.type.kind === "class") schema ??= value.type;
        else if (value.kind !== "external") isUnknown = true;
        else if (base.kind !== "name" || !["object", "ABC"].includes(base.name)) isUnknown ||= !isAbc(base);
      }
    }
    return { local, schema, unknown: isUnknown };
  }
}

const mockedModules = new WeakMap<SourceModel, ReadonlySet<string>>();

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

/** A function may be called from anywhere: what it returns is everybody's. */
function shared(value: Value): Value {
  if (value.kind === "list") return { ...value, origin: "shared" };
  if (value.kind !== "record") return value;
  return { ...value, entries: value.entries.map((entry) => (entry.origin === "maybe" ? entry : { ...entry, origin: "shared" })) };
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
