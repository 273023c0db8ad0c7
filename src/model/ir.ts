/**
 * The program model's lowest layer: a small, language-neutral intermediate form of one file.
 *
 * A front end (`src/languages/<language>/lower.ts`) turns a syntax tree into this form; everything above it
 * (values, constructs, rules) is written once. All ranges are UTF-16 offsets into the file's text.
 */

export type Language = "ecmascript" | "python";

/** Start and end offset, end exclusive. */
export type Range = readonly [number, number];

/** Where a piece of code stands in the flow of its function. */
export interface FlowContext {
  readonly fn: FunctionInfo | undefined;
  readonly cls: ClassInfo | undefined;
  /** Inside a loop or comprehension: may run any number of times. */
  readonly inLoop: boolean;
  /** Inside a branch (`if`, `case`, `try`, short circuit): may not run. */
  readonly inBranch: boolean;
  /** Inside the body of a `try`: the author expects that it may fail. */
  readonly inTry: boolean;
}

export interface LiteralExpr {
  readonly kind: "literal";
  readonly range: Range;
  /** `null` stands for `null` and `None`; `undefined` for JavaScript's `undefined`. */
  readonly value: string | number | boolean | null | undefined;
}

/** A template string or f-string with at least one interpolation. */
export interface TemplateExpr {
  readonly kind: "template";
  readonly range: Range;
  readonly parts: readonly Expr[];
}

/** What kind of sequence Python sees; JavaScript only has lists. */
export type Sequence = "list" | "tuple" | "set" | "generator";

export interface ListExpr {
  readonly kind: "list";
  readonly range: Range;
  readonly sequence: Sequence;
  /** Spreads (`...x`, `*x`) stand among the items. */
  readonly items: readonly Expr[];
}

export interface SpreadExpr {
  readonly kind: "spread";
  readonly range: Range;
  readonly value: Expr;
}

export interface RecordEntry {
  /** Undefined for a key that is computed and not constant. */
  readonly key: string | undefined;
  readonly keyExpr: Expr | undefined;
  readonly keyRange: Range;
  readonly value: Expr;
}

export interface RecordExpr {
  readonly kind: "record";
  readonly range: Range;
  readonly entries: readonly (RecordEntry | SpreadExpr)[];
  /** The file that the ranges belong to. */
  readonly file: SourceModel;
}

export interface NameExpr {
  readonly kind: "name";
  readonly range: Range;
  readonly name: string;
  readonly scope: Scope;
}

export interface MemberExpr {
  readonly kind: "member";
  readonly range: Range;
  readonly object: Expr;
  readonly property: string;
  readonly propertyRange: Range;
  /** The target of an assignment or deletion, not a read. */
  readonly write: boolean;
  readonly flow: FlowContext;
}

export interface IndexExpr {
  readonly kind: "index";
  readonly range: Range;
  readonly object: Expr;
  readonly index: Expr;
  readonly flow: FlowContext;
}

export interface Argument {
  readonly value: Expr;
  /** Keyword of a Python keyword argument. */
  readonly name: string | undefined;
  readonly nameRange: Range | undefined;
  readonly spread: "list" | "map" | undefined;
}

export interface CallExpr {
  readonly kind: "call";
  readonly range: Range;
  readonly callee: Expr;
  readonly calleeRange: Range;
  readonly args: readonly Argument[];
  readonly isNew: boolean;
  readonly scope: Scope;
  readonly flow: FlowContext;
  /** The call is a statement of its own: nobody reads its result. */
  readonly isStatement: boolean;
}

export interface FunctionExpr {
  readonly kind: "function";
  readonly range: Range;
  readonly fn: FunctionInfo;
}

export interface ClassExpr {
  readonly kind: "class";
  readonly range: Range;
  readonly cls: ClassInfo;
}

/** `test ? a : b`, `a || b`, `a if test else b`: one of the options. */
export interface ChoiceExpr {
  readonly kind: "choice";
  readonly range: Range;
  readonly options: readonly Expr[];
  /** What the first option cannot be: `a ?? b` never gives a nullish `a`, `a || b` no falsy one, `a && b` no truthy one. */
  readonly firstIsNot?: "nullish" | "falsy" | "truthy";
}

/** Arithmetic, comparison, negation and the like. */
export interface OperationExpr {
  readonly kind: "operation";
  readonly range: Range;
  readonly operator: string;
  readonly operands: readonly Expr[];
}

export interface ComprehensionExpr {
  readonly kind: "comprehension";
  readonly range: Range;
  readonly result: "list" | "set" | "map" | "generator";
  readonly element: Expr;
}

/** The value that a definition gives: something without an expression of its own, such as each element of a list. */
export interface DefinedExpr {
  readonly kind: "defined";
  readonly range: Range;
  readonly definition: Definition;
  readonly file: SourceModel;
}

/** `this`, or the first parameter of a Python method. */
export interface SelfExpr {
  readonly kind: "self";
  readonly range: Range;
  readonly cls: ClassInfo | undefined;
}

/** `super` or `super()`. */
export interface SuperExpr {
  readonly kind: "super";
  readonly range: Range;
  readonly cls: ClassInfo | undefined;
}

/** A value under a type assertion: what it is stays known, that it is whole does not. */
export interface CastExpr {
  readonly kind: "cast";
  readonly range: Range;
  readonly value: Expr;
  /** The asserted type, where it is one that the model knows. */
  readonly type?: Expr;
  /** Asserted to be `any` or `unknown`: it is the same thing still, of which nothing is known. */
  readonly isAny?: boolean;
}

/** A type of the language that is written out: `string`, `number[]`. */
export interface TypeExpr {
  readonly kind: "type";
  readonly range: Range;
  readonly name: "string" | "number" | "boolean" | "list" | "undefined";
  readonly of?: Expr;
}

/** Syntax that the model does not follow; its parts are kept for what they mention. */
export interface UnknownExpr {
  readonly kind: "unknown";
  readonly range: Range;
  readonly parts: readonly Expr[];
}

export type Expr =
  | LiteralExpr
  | TemplateExpr
  | ListExpr
  | SpreadExpr
  | RecordExpr
  | NameExpr
  | MemberExpr
  | IndexExpr
  | CallExpr
  | FunctionExpr
  | ClassExpr
  | ChoiceExpr
  | OperationExpr
  | ComprehensionExpr
  | SelfExpr
  | SuperExpr
  | CastExpr
  | DefinedExpr
  | TypeExpr
  | UnknownExpr;

/** One imported name. */
export interface ImportSpec {
  /** As written: `@cdktf/provider-aws/lib/vpc`, `./stack`; dotted, with leading dots if relative, in Python. */
  readonly module: string;
  readonly moduleRange: Range;
  /** The name in the module; `*` for the module itself. */
  readonly imported: string;
  readonly importedRange: Range;
  /** The name that it gets here; the empty string where none is bound (`export … from`, side effects). */
  readonly local: string;
  /** Inside `try` or under a condition: the author expects that it may be missing. */
  readonly guarded: boolean;
  /** The name with its alias, as written. */
  readonly range: Range;
  /** The statement, where it does nothing but import names from one module: `import { … } from`, `from … import …`. */
  readonly statement: Range | undefined;
}

/** A step from a value to a part of it: a key, a position, or what is left without some of them. */
export type PartKey = string | number | { readonly without: readonly string[] } | { readonly from: number | undefined };

/** One way in which a name gets its value. */
export type Definition =
  | { readonly kind: "import"; readonly spec: ImportSpec }
  | { readonly kind: "value"; readonly value: Expr; readonly annotation: Expr | undefined }
  /** One part of a destructured value. */
  | { readonly kind: "part"; readonly of: Expr; readonly path: readonly PartKey[]; readonly fallback: Expr | undefined }
  | { readonly kind: "parameter"; readonly fn: FunctionInfo; readonly parameter: ParameterInfo }
  | { readonly kind: "function"; readonly fn: FunctionInfo }
  | { readonly kind: "class"; readonly cls: ClassInfo }
  /** The loop variable over this collection. */
  | { readonly kind: "element"; readonly of: Expr }
  | { readonly kind: "unknown" };

/** Something that changes a collection after it was made. */
export type Mutation =
  | { readonly kind: "append"; readonly value: Expr }
  | { readonly kind: "extend"; readonly value: Expr }
  | { readonly kind: "set"; readonly key: string | undefined; readonly keyRange: Range; readonly value: Expr }
  | { readonly kind: "unknown" };

/** A variable, or a field of a class. */
export class Binding {
  readonly definitions: Definition[] = [];
  readonly mutations: Mutation[] = [];
  /** Reads of the name; filled by `link`. */
  references = 0;
  /** Calls that were given this very variable. */
  readonly passedTo: CallExpr[] = [];
  exported = false;
  constructor(readonly name: string) {}
}

export type ScopeKind = "module" | "function" | "class" | "block";

/** A lexical scope. Python's class scopes are not seen from the functions in them. */
export class Scope {
  readonly bindings = new Map<string, Binding>();
  /** Python: the name of a method's first parameter. */
  selfName: string | undefined;
  /** The class whose instance that parameter is; none for a class method. */
  selfClass: ClassInfo | undefined;
  constructor(
    readonly kind: ScopeKind,
    readonly parent: Scope | undefined,
    readonly file: SourceModel,
  ) {}

  /** The binding with this name in this very scope, made if absent. */
  declare(name: string): Binding {
    let binding = this.bindings.get(name);
    if (!binding) this.bindings.set(name, (binding = new Binding(name)));
    return binding;
  }

  /** The binding that a use of the name here means, or undefined for a global. */
  lookup(name: string): Binding | undefined {
    const own = this.bindings.get(name);
    if (own) return own;
    for (let scope = this.parent; scope; scope = scope.parent) {
      if (scope.kind === "class") continue;
      const binding = scope.bindings.get(name);
      if (binding) return binding;
    }
    return undefined;
  }
}

export interface ParameterInfo {
  readonly name: string;
  readonly range: Range;
  readonly annotation: Expr | undefined;
  readonly fallback: Expr | undefined;
  readonly rest: "list" | "map" | undefined;
  /** A callback's parameter: each element, or each position, of this collection. */
  each?: { readonly of: Expr; readonly isPosition: boolean };
}

export interface FunctionInfo {
  readonly name: string | undefined;
  readonly range: Range;
  readonly parameters: ParameterInfo[];
  readonly returns: Expr[];
  readonly yields: Expr[];
  /** Some path through the body ends without a value. */
  mayReturnNothing: boolean;
  readonly returnType: Expr | undefined;
  readonly decorators: Expr[];
  readonly scope: Scope;
  readonly cls: ClassInfo | undefined;
  readonly isStatic: boolean;
  /** A getter or `@property`: reading it calls it. */
  readonly isGetter: boolean;
  readonly isAsync: boolean;
  /** Not callable from outside its class or file by convention or by keyword. */
  readonly isPrivate: boolean;
  /** Calls made directly in this function's body. */
  readonly calls: CallExpr[];
}

export interface ClassInfo {
  readonly name: string;
  /** Where the name stands; the `class` keyword for an anonymous class. */
  readonly nameRange: Range;
  readonly range: Range;
  readonly bases: Expr[];
  readonly isAbstract: boolean;
  readonly decorators: Expr[];
  readonly methods: Map<string, FunctionInfo>;
  /** Class variables and whatever is assigned to `this.x` / `self.x`. */
  readonly fields: Map<string, Binding>;
  /** Python: the annotated variables of the class body in their order, which are what a dataclass is made of. */
  readonly declared: Map<string, Expr | undefined>;
  /** Fields are set under names that cannot be seen: `Object.assign(this, …)`, `setattr(self, …)`. */
  isOpen: boolean;
  readonly scope: Scope;
  readonly file: SourceModel;
}

/** The field of a class with this name, made if absent. */
export function fieldOf(cls: ClassInfo, name: string): Binding {
  let field = cls.fields.get(name);
  if (!field) cls.fields.set(name, (field = new Binding(name)));
  return field;
}

/** The definition of one part of a value that is taken apart; `undefined` stands for a part that has no constant key. */
export function partOf(definition: Definition, key: PartKey | undefined, file: SourceModel): Definition {
  if (key === undefined || definition.kind === "unknown") return { kind: "unknown" };
  if (definition.kind === "value") return { kind: "part", of: definition.value, path: [key], fallback: undefined };
  if (definition.kind === "part" && !definition.fallback) return { ...definition, path: [...definition.path, key] };
  return { kind: "part", of: { kind: "defined", range: [0, 0], definition, file }, path: [key], fallback: undefined };
}

/** A change to a collection, not yet tied to the variable that holds it. */
export interface PendingMutation {
  readonly target: Expr;
  readonly mutation: Mutation;
}

/** One file, lowered. */
export class SourceModel {
  readonly scope: Scope;
  readonly imports: ImportSpec[] = [];
  /** `from m import *`. */
  readonly stars: ImportSpec[] = [];
  /** `export … from`, `export *`; `local` is the exported name, `*` for all. */
  readonly reexports: { spec: ImportSpec; exported: string }[] = [];
  /** Exported name → binding or expression. */
  readonly exports = new Map<string, Binding | Expr>();
  readonly calls: CallExpr[] = [];
  readonly classes: ClassInfo[] = [];
  readonly functions: FunctionInfo[] = [];
  readonly members: MemberExpr[] = [];
  readonly indexes: IndexExpr[] = [];
  readonly names: NameExpr[] = [];
  readonly pendingMutations: PendingMutation[] = [];
  /** Variables and what they were given, in source order. */
  readonly held: { readonly binding: Binding; readonly value: Expr }[] = [];
  private heldIndex: HeldIndex | undefined;

  constructor(
    readonly language: Language,
    /** Absolute path, or a made-up name such as `<input>`. */
    readonly filename: string,
  ) {
    this.scope = new Scope("module", undefined, this);
  }

  /** The variables that are given this very expression, in source order; to be asked when the file is lowered. */
  holdersOf(value: Expr): readonly Binding[] {
    return this.#held().holders.get(value) ?? [];
  }

  /** What a variable is given, in source order; to be asked when the file is lowered. */
  valuesOf(binding: Binding): readonly Expr[] {
    return this.#held().values.get(binding) ?? [];
  }

  #held(): HeldIndex {
    if (!this.heldIndex) {
      this.heldIndex = { holders: new Map(), values: new Map() };
      for (const { binding, value } of this.held) {
        addTo(this.heldIndex.holders, value, binding);
        addTo(this.heldIndex.values, binding, value);
      }
    }
    return this.heldIndex;
  }
}

interface HeldIndex {
  readonly holders: Map<Expr, Binding[]>;
  readonly values: Map<Binding, Expr[]>;
}

/** Adds a value to those of a key. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

/** The variable or field that an expression names directly, if it does. */
export function bindingOf(expr: Expr): Binding | undefined {
  if (expr.kind === "name") return expr.scope.lookup(expr.name);
  if (expr.kind === "member" && expr.object.kind === "self") return expr.object.cls?.fields.get(expr.property);
  const inner = asserted(expr);
  return inner && bindingOf(inner);
}

/** What an assertion is about: `x!`, `x as T`. */
function asserted(expr: Expr): Expr | undefined {
  if (expr.kind === "cast") return expr.value;
  return expr.kind === "choice" && expr.options.length === 1 ? expr.options[0] : undefined;
}

/** The variable or field at the root of `a.b[c].d`. */
function rootBinding(expr: Expr): Binding | undefined {
  let current: Expr | undefined = expr;
  while (current) {
    const binding = bindingOf(current);
    if (binding) return binding;
    current = current.kind === "member" || current.kind === "index" ? current.object : asserted(current);
  }
  return undefined;
}

/** Ties names, mutations and passed variables to their bindings; called once, after lowering. */
export function link(file: SourceModel): void {
  for (const name of file.names) {
    const binding = name.scope.lookup(name.name);
    if (binding) binding.references++;
  }
  for (const member of file.members) {
    if (member.object.kind !== "self" || member.write) continue;
    const field = member.object.cls?.fields.get(member.property);
    if (field) field.references++;
  }
  const changed = new Set<Expr>();
  for (const { target, mutation } of file.pendingMutations) {
    const binding = bindingOf(target);
    // `list.append(x)` names the list without reading it.
    if (binding && !changed.has(target)) binding.references--;
    changed.add(target);
    if (binding) binding.mutations.push(mutation);
    else rootBinding(target)?.mutations.push({ kind: "unknown" });
  }
  // What is changed through another name for it.
  for (const { binding, value } of file.held) {
    const origin = binding.mutations.length > 0 ? bindingOf(value) : undefined;
    if (origin && origin !== binding) origin.mutations.push({ kind: "unknown" });
  }
  for (const call of file.calls) {
    for (const argument of call.args) {
      if (argument.spread) continue;
      bindingOf(argument.value)?.passedTo.push(call);
    }
  }
}
