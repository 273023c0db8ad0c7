/**
 * ESTree (and TS-ESTree) → the model's intermediate form.
 *
 * Works on the tree of any ESLint parser: only `type`, `range` (or `start`/`end`) and the standard child
 * properties are read, never tokens, comments, `parent` or parser services.
 */
import {
  type Argument,
  type Binding,
  type CallExpr,
  type ClassInfo,
  type Definition,
  type Expr,
  fieldOf,
  type FlowContext,
  type FunctionInfo,
  type ImportSpec,
  link,
  type MemberExpr,
  type Mutation,
  type ParameterInfo,
  partOf,
  type Range,
  type RecordEntry,
  Scope,
  SourceModel,
  type SpreadExpr,
} from "../../model/ir.js";

/** The part of an ESTree node that is read here. */
export interface EsNode {
  readonly type: string;
  readonly range?: readonly [number, number];
  readonly start?: number;
  readonly end?: number;
  readonly [key: string]: unknown;
}

/** Deeper nesting than this is not followed, so that hostile input cannot overflow the stack. */
const MAX_DEPTH = 400;

const APPENDING_METHODS: ReadonlySet<string> = new Set(["push", "unshift", "add"]);
const OPAQUE_METHODS: ReadonlySet<string> = new Set(["splice", "pop", "shift", "fill", "copyWithin", "sort", "reverse", "set", "delete", "clear"]);
const LOOPING_METHODS: ReadonlySet<string> = new Set([
  "forEach", "map", "flatMap", "filter", "reduce", "reduceRight", "some", "every", "find", "from",
]);

/** What the left side of a logical expression cannot be where it is the result. */
const FIRST_IS_NOT: Readonly<Record<string, "nullish" | "falsy" | "truthy">> = { "??": "nullish", "||": "falsy", "&&": "truthy" };

const TYPE_NAMES: ReadonlyMap<string, "string" | "number" | "boolean" | "undefined"> = new Map([
  ["TSStringKeyword", "string"],
  ["TSNumberKeyword", "number"],
  ["TSBooleanKeyword", "boolean"],
  ["TSUndefinedKeyword", "undefined"],
  ["TSNullKeyword", "undefined"],
]);

/** Child properties that hold no code that runs or that the type walk handles. */
const SKIPPED_KEYS: ReadonlySet<string> = new Set(["parent", "loc", "range", "start", "end", "type", "tokens", "comments"]);

function isNode(value: unknown): value is EsNode {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

function nodes(value: unknown): (EsNode | null)[] {
  return Array.isArray(value) ? (value as (EsNode | null)[]) : [];
}

function rangeOf(node: EsNode): Range {
  return node.range ?? [node.start ?? 0, node.end ?? 0];
}

function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === "Identifier" || node.type === "PrivateIdentifier" || node.type === "JSXIdentifier") {
    const name = node["name"] as string;
    return node.type === "PrivateIdentifier" ? `#${name.replace(/^#/u, "")}` : name;
  }
  return node.type === "Literal" && typeof node["value"] === "string" ? node["value"] : undefined;
}

interface Context {
  readonly scope: Scope;
  readonly flow: FlowContext;
  /** Class whose `this` is meant here. */
  readonly self: ClassInfo | undefined;
  readonly depth: number;
  /** Inside `try` or a condition: what is imported here may be missing. */
  readonly guarded: boolean;
}

/**
 * Lowers a program.
 *
 * @param program the `Program` node of any ESTree parser
 * @param filename absolute path of the file, or a made-up name
 */
export function lowerEcmaScript(program: EsNode, filename: string): SourceModel {
  const file = new SourceModel("ecmascript", filename);
  new Lowering(file).program(program);
  link(file);
  return file;
}

class Lowering {
  constructor(private readonly file: SourceModel) {}

  program(program: EsNode): void {
    const context: Context = {
      scope: this.file.scope,
      flow: { fn: undefined, cls: undefined, inLoop: false, inBranch: false, inTry: false },
      self: undefined,
      depth: 0,
      guarded: false,
    };
    this.statements(nodes(program["body"]), context);
  }

  private statements(list: readonly (EsNode | null)[], context: Context): void {
    for (const node of list) if (node) this.statement(node, context);
  }

  private block(context: Context): Context {
    return { ...context, scope: new Scope("block", context.scope, this.file) };
  }

  private branch(context: Context): Context {
    return { ...context, flow: { ...context.flow, inBranch: true } };
  }

  private loop(context: Context): Context {
    return { ...this.block(context), flow: { ...context.flow, inLoop: true } };
  }

  private statement(node: EsNode, outer: Context, exported = false): void {
    if (outer.depth > MAX_DEPTH) return;
    const context: Context = { ...outer, depth: outer.depth + 1 };
    switch (node.type) {
      case "ExpressionStatement":
        this.expressionStatement(node["expression"] as EsNode, context);
        return;
      case "VariableDeclaration":
        for (const declarator of nodes(node["declarations"])) if (declarator) this.declarator(declarator, context, exported);
        return;
      case "FunctionDeclaration":
      case "TSDeclareFunction": {
        const name = nameOf(node["id"]);
        // A signature without a body is an overload, whose implementation counts, or says nothing.
        if (name !== undefined && !isNode(node["body"])) {
          const binding = context.scope.declare(name);
          if (exported) {
            binding.exported = true;
            this.file.exports.set(name, binding);
          }
          this.types(node, context);
          return;
        }
        const fn = this.fn(node, context, undefined, name);
        if (name !== undefined) this.define(name, { kind: "function", fn }, context, exported);
        return;
      }
      case "ClassDeclaration": {
        const cls = this.cls(node, context);
        if (cls.name) this.define(cls.name, { kind: "class", cls }, context, exported);
        return;
      }
      case "ImportDeclaration":
        this.importDeclaration(node, context);
        return;
      case "TSImportEqualsDeclaration": {
        const reference = node["moduleReference"] as EsNode;
        const local = nameOf(node["id"]) ?? "";
        if (reference.type === "TSExternalModuleReference") {
          const source = reference["expression"] as EsNode;
          this.addImport(source, "*", rangeOf(node["id"] as EsNode), local, context, exported);
        } else {
          this.define(local, { kind: "value", value: this.typeName(reference, context), annotation: undefined }, context, exported);
        }
        return;
      }
      case "ExportNamedDeclaration":
        this.exportNamed(node, context);
        return;
      case "ExportDefaultDeclaration": {
        const declaration = node["declaration"] as EsNode;
        if (declaration.type === "ClassDeclaration") {
          const cls = this.cls(declaration, context);
          const binding = this.define(cls.name || "default", { kind: "class", cls }, context, true);
          this.file.exports.set("default", binding);
        } else if (declaration.type === "FunctionDeclaration") {
          const name = nameOf(declaration["id"]) ?? "default";
          const fn = this.fn(declaration, context, undefined, name);
          this.file.exports.set("default", this.define(name, { kind: "function", fn }, context, true));
        } else {
          const value = this.expression(declaration, context);
          this.file.exports.set("default", value);
          this.markExported(value);
        }
        return;
      }
      case "ExportAllDeclaration": {
        const source = node["source"] as EsNode;
        const exported = isNode(node["exported"]) ? (nameOf(node["exported"]) ?? "*") : "*";
        const spec = this.spec(source, "*", rangeOf(source), "", context);
        this.file.reexports.push({ spec, exported });
        return;
      }
      case "ReturnStatement":
        if (isNode(node["argument"])) context.flow.fn?.returns.push(this.expression(node["argument"], context));
        else if (context.flow.fn) context.flow.fn.mayReturnNothing = true;
        return;
      case "BlockStatement":
      case "StaticBlock":
        this.statements(nodes(node["body"]), this.block(context));
        return;
      case "IfStatement": {
        this.maybeExpression(node["test"], context);
        const inner = { ...this.branch(context), guarded: true };
        this.maybeStatement(node["consequent"], this.block(inner));
        this.maybeStatement(node["alternate"], this.block(inner));
        return;
      }
      case "TryStatement": {
        const tried = this.branch(context);
        this.maybeStatement(node["block"], { ...tried, flow: { ...tried.flow, inTry: true }, guarded: true });
        const handler = node["handler"];
        if (isNode(handler)) {
          const inner = { ...this.block(this.branch(context)), guarded: true };
          if (isNode(handler["param"])) this.pattern(handler["param"], { kind: "unknown" }, inner);
          this.maybeStatement(handler["body"], inner);
        }
        this.maybeStatement(node["finalizer"], context);
        return;
      }
      case "ForStatement": {
        const inner = this.loop(context);
        const init = node["init"];
        if (isNode(init)) {
          if (init.type === "VariableDeclaration") this.statement(init, inner);
          else this.expression(init, inner);
        }
        this.maybeExpression(node["test"], inner);
        this.maybeExpression(node["update"], inner);
        this.maybeStatement(node["body"], inner);
        return;
      }
      case "ForInStatement":
      case "ForOfStatement": {
        const collection = this.expression(node["right"] as EsNode, context);
        const inner = this.loop(context);
        const definition: Definition = node.type === "ForOfStatement" ? { kind: "element", of: collection } : { kind: "unknown" };
        const left = node["left"] as EsNode;
        if (left.type === "VariableDeclaration") {
          for (const declarator of nodes(left["declarations"])) if (declarator) this.pattern(declarator["id"] as EsNode, definition, inner);
        } else {
          this.pattern(left, { kind: "unknown" }, inner, true);
        }
        this.maybeStatement(node["body"], inner);
        return;
      }
      case "WhileStatement":
      case "DoWhileStatement": {
        const inner = this.loop(context);
        this.maybeExpression(node["test"], inner);
        this.maybeStatement(node["body"], inner);
        return;
      }
      case "SwitchStatement": {
        this.maybeExpression(node["discriminant"], context);
        const inner = this.block(this.branch(context));
        for (const branch of nodes(node["cases"])) {
          if (!branch) continue;
          this.maybeExpression(branch["test"], inner);
          this.statements(nodes(branch["consequent"]), inner);
        }
        return;
      }
      case "LabeledStatement":
        this.maybeStatement(node["body"], context);
        return;
      case "TSModuleDeclaration":
        if (isNode(node["body"])) this.statements(nodes(node["body"]["body"]), this.block(context));
        return;
      case "TSEnumDeclaration": {
        const name = nameOf(node["id"]);
        if (name !== undefined) this.define(name, { kind: "value", value: this.enumeration(node, context), annotation: undefined }, context, exported);
        return;
      }
      case "TSInterfaceDeclaration":
      case "TSTypeAliasDeclaration": {
        const name = nameOf(node["id"]);
        if (name !== undefined) this.define(name, { kind: "unknown" }, context, exported);
        this.types(node, context);
        return;
      }
      default:
        this.parts(node, context);
    }
  }

  private maybeStatement(node: unknown, context: Context): void {
    if (isNode(node)) this.statement(node, context);
  }

  private maybeExpression(node: unknown, context: Context): Expr | undefined {
    return isNode(node) ? this.expression(node, context) : undefined;
  }

  private enumeration(node: EsNode, context: Context): Expr {
    const body = isNode(node["body"]) ? node["body"] : node;
    const entries: RecordEntry[] = [];
    for (const member of nodes(body["members"])) {
      if (!member) continue;
      const key = member["id"] as EsNode;
      const initializer = member["initializer"];
      entries.push({
        key: nameOf(key),
        keyExpr: undefined,
        keyRange: rangeOf(key),
        value: isNode(initializer)
          ? this.expression(initializer, context)
          : { kind: "operation", range: rangeOf(key), operator: "enum", operands: [] },
      });
    }
    return { kind: "record", range: rangeOf(node), entries, file: this.file };
  }

  private expressionStatement(node: EsNode, context: Context): void {
    let inner = node;
    while (inner.type === "AwaitExpression" || inner.type === "ChainExpression" || inner.type === "ParenthesizedExpression") {
      inner = (inner["argument"] ?? inner["expression"]) as EsNode;
    }
    if (inner.type === "CallExpression" || inner.type === "NewExpression") this.call(inner, context, true);
    else this.expression(inner, context);
  }

  // ---- names -------------------------------------------------------------------------------------------------

  private define(name: string, definition: Definition, context: Context, exported = false): Binding {
    const binding = context.scope.declare(name);
    binding.definitions.push(definition);
    if (exported) {
      binding.exported = true;
      this.file.exports.set(name, binding);
    }
    return binding;
  }

  private markExported(value: Expr): void {
    if (value.kind !== "name") return;
    const binding = value.scope.lookup(value.name);
    if (binding) binding.exported = true;
  }

  private declarator(node: EsNode, context: Context, exported: boolean): void {
    const id = node["id"] as EsNode;
    const init = node["init"];
    if (isNode(init) && this.required(id, init, context, exported)) return;
    const annotation = this.annotation(id, context);
    const value = isNode(init) ? this.named(id, init, context) : undefined;
    // Without an initializer the first assignment is what counts.
    if (!value && id.type === "Identifier") {
      const binding = context.scope.declare(id["name"] as string);
      if (exported) {
        binding.exported = true;
        this.file.exports.set(binding.name, binding);
      }
      return;
    }
    this.pattern(id, value ? { kind: "value", value, annotation } : { kind: "unknown" }, context, false, exported);
  }

  /** A function without a name of its own goes by the name of the variable that holds it. */
  private named(id: EsNode, init: EsNode, context: Context): Expr {
    if (init.type !== "ArrowFunctionExpression" && init.type !== "FunctionExpression") return this.expression(init, context);
    return { kind: "function", range: rangeOf(init), fn: this.fn(init, { ...context, depth: context.depth + 1 }, undefined, nameOf(init["id"]) ?? nameOf(id)) };
  }

  /** `const { a } = require("m")`, `const m = await import("m")`: imports by another name. */
  private required(id: EsNode, init: EsNode, context: Context, exported: boolean): boolean {
    let call = init;
    while (call.type === "AwaitExpression") call = call["argument"] as EsNode;
    const source = call.type === "ImportExpression" ? (call["source"] as EsNode) : this.requiredModule(call, context);
    if (!source || source.type !== "Literal" || typeof source["value"] !== "string") return false;
    if (id.type === "Identifier") {
      this.addImport(source, "*", rangeOf(id), id["name"] as string, context, exported);
      return true;
    }
    if (id.type !== "ObjectPattern") return false;
    for (const property of nodes(id["properties"])) {
      if (!property) continue;
      const key = property.type === "Property" && property["computed"] !== true ? nameOf(property["key"]) : undefined;
      const value = property["value"];
      if (key !== undefined && isNode(value) && value.type !== "Identifier") {
        // Taken apart further, or with a default.
        const spec = this.spec(source, key, rangeOf(property["key"] as EsNode), "", context);
        this.pattern(value, { kind: "value", value: this.importedValue(spec), annotation: undefined }, context, false, exported);
      } else if (key !== undefined && isNode(value)) {
        this.addImport(source, key, rangeOf(property["key"] as EsNode), value["name"] as string, context, exported);
      } else {
        this.pattern(property.type === "Property" ? (value as EsNode) : (property["argument"] as EsNode), { kind: "unknown" }, context);
      }
    }
    return true;
  }

  /** The module that a call of CommonJS' `require` names. */
  private requiredModule(node: EsNode, context: Context): EsNode | undefined {
    if (node.type !== "CallExpression" || nameOf(node["callee"]) !== "require" || context.scope.lookup("require")) return undefined;
    const [source, ...more] = nodes(node["arguments"]);
    return source?.type === "Literal" && typeof source["value"] === "string" && more.length === 0 ? source : undefined;
  }

  private importedValue(spec: ImportSpec): Expr {
    return { kind: "defined", range: spec.importedRange, definition: { kind: "import", spec }, file: this.file };
  }

  /** Binds a pattern: a name, or the names in a destructuring. */
  private pattern(node: EsNode, definition: Definition, context: Context, assignment = false, exported = false): void {
    switch (node.type) {
      case "Identifier": {
        const name = node["name"] as string;
        const target = assignment ? context.scope.lookup(name) : undefined;
        if (target) target.definitions.push(definition);
        const binding = target ?? this.define(name, definition, context, exported);
        if (definition.kind === "value") this.file.held.push({ binding, value: definition.value });
        return;
      }
      case "AssignmentPattern": {
        const fallback = this.expression(node["right"] as EsNode, context);
        const left = node["left"] as EsNode;
        if (definition.kind === "part") this.pattern(left, { ...definition, fallback }, context, assignment, exported);
        else this.pattern(left, { kind: "unknown" }, context, assignment, exported);
        return;
      }
      case "ObjectPattern": {
        const taken = new Set<string>();
        // What a computed key takes out of the rest cannot be seen.
        const isOpen = nodes(node["properties"]).some((property) => property?.["computed"] === true);
        for (const property of nodes(node["properties"])) {
          if (!property) continue;
          if (property.type === "RestElement") {
            this.pattern(property["argument"] as EsNode, isOpen ? { kind: "unknown" } : partOf(definition, { without: [...taken] }, this.file), context, assignment, exported);
            continue;
          }
          const key = property["computed"] === true ? undefined : nameOf(property["key"]);
          if (key !== undefined) taken.add(key);
          this.pattern(property["value"] as EsNode, partOf(definition, key, this.file), context, assignment, exported);
        }
        return;
      }
      case "ArrayPattern":
        nodes(node["elements"]).forEach((element, index) => {
          if (!element) return;
          if (element.type === "RestElement") this.pattern(element["argument"] as EsNode, partOf(definition, { from: index }, this.file), context, assignment, exported);
          else this.pattern(element, partOf(definition, index, this.file), context, assignment, exported);
        });
        return;
      case "RestElement":
        this.pattern(node["argument"] as EsNode, { kind: "unknown" }, context, assignment, exported);
        return;
      case "MemberExpression":
        this.assignMember(node, definition.kind === "value" ? definition.value : undefined, context);
        return;
      case "TSParameterProperty":
        this.pattern(node["parameter"] as EsNode, definition, context, assignment, exported);
        return;
      default:
        if (isNode(node["expression"])) this.pattern(node["expression"], definition, context, assignment, exported);
    }
  }

  private assignMember(node: EsNode, value: Expr | undefined, context: Context): void {
    const object = this.expression(node["object"] as EsNode, context);
    const property = node["computed"] === true ? this.expression(node["property"] as EsNode, context) : undefined;
    const key = property
      ? property.kind === "literal" && typeof property.value === "string"
        ? property.value
        : undefined
      : nameOf(node["property"]);
    if (object.kind === "self" && key === undefined && object.cls) object.cls.isOpen = true;
    if (object.kind === "self" && key !== undefined) {
      if (object.cls) fieldOf(object.cls, key).definitions.push(value ? { kind: "value", value, annotation: undefined } : { kind: "unknown" });
      return;
    }
    if (object.kind === "name" && !object.scope.lookup(object.name) && value && key !== undefined) {
      // CommonJS: exports.x = …, module.exports = { … }
      if (object.name === "exports") this.file.exports.set(key, value);
      else if (object.name === "module" && key === "exports") this.commonJsExports(value);
    }
    if (object.kind === "member" && object.property === "exports" && object.object.kind === "name" && object.object.name === "module" && value && key !== undefined) {
      this.file.exports.set(key, value);
      return;
    }
    const mutation: Mutation = value
      ? { kind: "set", key, keyRange: rangeOf(node["property"] as EsNode), value }
      : { kind: "unknown" };
    this.file.pendingMutations.push({ target: object, mutation });
  }

  private commonJsExports(value: Expr): void {
    this.file.exports.set("default", value);
    if (value.kind !== "record") return;
    for (const entry of value.entries) {
      if (!("key" in entry) || entry.key === undefined) continue;
      this.file.exports.set(entry.key, entry.value);
      this.markExported(entry.value);
    }
  }

  // ---- imports and exports -----------------------------------------------------------------------------------

  private spec(source: EsNode, imported: string, importedRange: Range, local: string, context: Context, written: { range?: Range; statement?: Range | undefined } = {}): ImportSpec {
    const spec: ImportSpec = {
      module: typeof source["value"] === "string" ? source["value"] : "",
      moduleRange: rangeOf(source),
      imported,
      importedRange,
      local,
      guarded: context.guarded,
      range: written.range ?? importedRange,
      statement: written.statement,
    };
    this.file.imports.push(spec);
    return spec;
  }

  private addImport(source: EsNode, imported: string, importedRange: Range, local: string, context: Context, exported: boolean, written: { range?: Range; statement?: Range | undefined } = {}): void {
    const spec = this.spec(source, imported, importedRange, local, context, written);
    this.define(local, { kind: "import", spec }, context, exported);
  }

  private importDeclaration(node: EsNode, context: Context): void {
    const source = node["source"] as EsNode;
    const specifiers = nodes(node["specifiers"]);
    if (specifiers.length === 0) this.spec(source, "*", rangeOf(source), "", context);
    const statement = specifiers.every((specifier) => specifier?.type === "ImportSpecifier") ? rangeOf(node) : undefined;
    for (const specifier of specifiers) {
      if (!specifier) continue;
      const local = nameOf(specifier["local"]) ?? "";
      if (specifier.type === "ImportSpecifier") {
        const imported = specifier["imported"] as EsNode;
        this.addImport(source, nameOf(imported) ?? "", rangeOf(imported), local, context, false, { range: rangeOf(specifier), statement });
      } else {
        const imported = specifier.type === "ImportNamespaceSpecifier" ? "*" : "default";
        this.addImport(source, imported, rangeOf(specifier["local"] as EsNode), local, context, false);
      }
    }
  }

  private exportNamed(node: EsNode, context: Context): void {
    const declaration = node["declaration"];
    if (isNode(declaration)) {
      this.statement(declaration, context, true);
      return;
    }
    const source = node["source"];
    for (const specifier of nodes(node["specifiers"])) {
      if (!specifier) continue;
      const local = specifier["local"] as EsNode;
      const exported = nameOf(specifier["exported"]) ?? "";
      if (isNode(source)) {
        const spec = this.spec(source, nameOf(local) ?? "", rangeOf(local), "", context);
        this.file.reexports.push({ spec, exported });
      } else {
        const name = nameOf(local) ?? "";
        const binding = context.scope.declare(name);
        binding.exported = true;
        this.file.exports.set(exported, binding);
      }
    }
  }

  // ---- functions and classes ---------------------------------------------------------------------------------

  private fn(node: EsNode, context: Context, cls: ClassInfo | undefined, name: string | undefined, options: { isStatic?: boolean; isGetter?: boolean; isPrivate?: boolean; decorators?: Expr[] } = {}): FunctionInfo {
    const scope = new Scope("function", context.scope, this.file);
    const info: FunctionInfo = {
      name,
      range: rangeOf(node),
      parameters: [],
      returns: [],
      yields: [],
      mayReturnNothing: false,
      returnType: this.annotationIn(node["returnType"], { ...context, scope }),
      decorators: options.decorators ?? [],
      scope,
      cls,
      isStatic: options.isStatic ?? false,
      isGetter: options.isGetter ?? false,
      isAsync: node["async"] === true,
      isPrivate: options.isPrivate ?? cls === undefined,
      calls: [],
    };
    this.file.functions.push(info);
    const inner: Context = {
      scope,
      flow: { fn: info, cls: cls ?? context.flow.cls, inLoop: false, inBranch: false, inTry: false },
      self: cls ?? (node.type === "ArrowFunctionExpression" ? context.self : undefined),
      depth: context.depth + 1,
      guarded: false,
    };
    for (const parameter of nodes(node["params"])) if (parameter) this.parameter(parameter, info, inner);
    const body = node["body"];
    if (isNode(body)) {
      if (body.type === "BlockStatement" || body.type === "FunctionBody") {
        const statements = nodes(body["body"] ?? body["statements"]);
        this.statements(statements, inner);
        info.mayReturnNothing ||= endsOpen(statements);
      } else info.returns.push(this.expression(body, inner));
    }
    return info;
  }

  private parameter(node: EsNode, fn: FunctionInfo, context: Context): void {
    let target = node;
    const isProperty = target.type === "TSParameterProperty";
    if (isProperty) target = target["parameter"] as EsNode;
    let fallback: Expr | undefined;
    if (target.type === "AssignmentPattern") {
      fallback = this.expression(target["right"] as EsNode, context);
      target = target["left"] as EsNode;
    }
    const isRest = target.type === "RestElement";
    if (isRest) target = target["argument"] as EsNode;
    const declared = this.annotation(target, context);
    const isOptional = target["optional"] === true;
    const annotation: Expr | undefined = declared && isOptional ? { kind: "choice", range: declared.range, options: [declared, { kind: "type", range: declared.range, name: "undefined" }] } : declared;
    const name = target.type === "Identifier" ? (target["name"] as string) : "";
    const parameter: ParameterInfo = { name, range: rangeOf(target), annotation, fallback, rest: isRest ? "list" : undefined };
    fn.parameters.push(parameter);
    const definition: Definition = { kind: "parameter", fn, parameter };
    if (target.type === "Identifier") this.define(name, definition, context);
    else this.pattern(target, definition, context);
    if (isProperty && context.self) fieldOf(context.self, name).definitions.push(definition);
  }

  private cls(node: EsNode, outer: Context): ClassInfo {
    const id = node["id"];
    const start = rangeOf(node)[0];
    const scope = new Scope("class", outer.scope, this.file);
    const base = node["superClass"];
    const cls: ClassInfo = {
      name: nameOf(id) ?? "",
      nameRange: isNode(id) ? rangeOf(id) : [start, start + "class".length],
      range: rangeOf(node),
      bases: isNode(base) ? [this.expression(base, outer)] : [],
      isAbstract: node["abstract"] === true,
      decorators: nodes(node["decorators"]).flatMap((decorator) => (decorator ? [this.expression(decorator["expression"] as EsNode, outer)] : [])),
      methods: new Map(),
      fields: new Map(),
      declared: new Map(),
      isOpen: false,
      scope,
      file: this.file,
    };
    this.file.classes.push(cls);
    this.types(node["superTypeParameters"] ?? node["superTypeArguments"], outer);
    // A named class expression is known by its name inside itself.
    if (node.type === "ClassExpression" && cls.name) {
      const own = new Scope("block", outer.scope, this.file);
      own.declare(cls.name).definitions.push({ kind: "class", cls });
      return this.members(node, cls, { ...outer, scope: own });
    }
    return this.members(node, cls, outer);
  }

  private members(node: EsNode, cls: ClassInfo, outer: Context): ClassInfo {
    const context: Context = { ...outer, self: cls, flow: { ...outer.flow, cls, inBranch: false, inLoop: false, inTry: false }, depth: outer.depth + 1, guarded: false };
    for (const member of nodes((node["body"] as EsNode)["body"])) {
      if (!member) continue;
      const key = member["computed"] === true ? undefined : nameOf(member["key"]);
      switch (member.type) {
        case "MethodDefinition":
        case "TSAbstractMethodDefinition": {
          const value = member["value"];
          if (!isNode(value)) break;
          const fn = this.fn(value, context, cls, key, {
            isStatic: member["static"] === true,
            isGetter: member["kind"] === "get",
            isPrivate: member["accessibility"] === "private" || key?.startsWith("#") === true,
            decorators: nodes(member["decorators"]).flatMap((decorator) => (decorator ? [this.expression(decorator["expression"] as EsNode, context)] : [])),
          });
          // An overload signature has no body: the implementation comes last and wins.
          if (key !== undefined && member["kind"] !== "set") cls.methods.set(key, fn);
          break;
        }
        case "PropertyDefinition":
        case "AccessorProperty": {
          const value = member["value"];
          const annotation = this.annotation(member, context);
          if (key === undefined) {
            this.maybeExpression(value, context);
            break;
          }
          const field = fieldOf(cls, key);
          if (isNode(value)) {
            if (value.type === "ArrowFunctionExpression" || value.type === "FunctionExpression") {
              cls.methods.set(key, this.fn(value, context, cls, key, { isPrivate: member["accessibility"] === "private" || key.startsWith("#"), isStatic: member["static"] === true }));
            } else {
              field.definitions.push({ kind: "value", value: this.expression(value, context), annotation });
            }
          }
          break;
        }
        case "StaticBlock":
          this.statement(member, context);
          break;
        default:
          this.types(member, context);
      }
    }
    return cls;
  }

  // ---- types: only the names in them are of interest ---------------------------------------------------------

  /** The expression that names the annotated type, if it is a plain name. */
  private annotation(node: EsNode, context: Context): Expr | undefined {
    return this.annotationIn(node["typeAnnotation"], context);
  }

  private annotationIn(annotation: unknown, context: Context): Expr | undefined {
    if (!isNode(annotation)) return undefined;
    const type = annotation.type === "TSTypeAnnotation" ? annotation["typeAnnotation"] : annotation;
    return isNode(type) ? this.type(type, context) : undefined;
  }

  /** The expression for a type that the model knows; whatever else is there is visited for the names in it. */
  private type(node: EsNode, context: Context): Expr | undefined {
    const range = rangeOf(node);
    const name = TYPE_NAMES.get(node.type);
    if (name) return { kind: "type", range, name };
    switch (node.type) {
      case "TSTypeReference":
        if (isNode(node["typeArguments"] ?? node["typeParameters"])) break;
        return this.typeName(node["typeName"] as EsNode, context);
      case "TSParenthesizedType":
        return isNode(node["typeAnnotation"]) ? this.type(node["typeAnnotation"], context) : undefined;
      case "TSTypeOperator":
        return node["operator"] === "readonly" && isNode(node["typeAnnotation"]) ? this.type(node["typeAnnotation"], context) : undefined;
      case "TSArrayType": {
        const of = isNode(node["elementType"]) ? this.type(node["elementType"], context) : undefined;
        return of ? { kind: "type", range, name: "list", of } : undefined;
      }
      case "TSUnionType": {
        const options = nodes(node["types"]).map((option) => (option ? this.type(option, context) : undefined));
        const known = options.flatMap((option) => (option ? [option] : []));
        return known.length === options.length ? { kind: "choice", range, options: known } : undefined;
      }
      default:
    }
    this.types(node, context);
    return undefined;
  }

  private typeName(node: EsNode, context: Context): Expr {
    if (node.type === "TSQualifiedName") {
      const right = node["right"] as EsNode;
      return this.member(rangeOf(node), this.typeName(node["left"] as EsNode, context), nameOf(right) ?? "", rangeOf(right), context);
    }
    return node.type === "Identifier" || node.type === "MemberExpression" ? this.expression(node, context) : unknown(rangeOf(node));
  }

  /** Visits type syntax for the names that it uses. */
  private types(value: unknown, context: Context): void {
    if (context.depth > MAX_DEPTH) return;
    if (Array.isArray(value)) {
      for (const item of value) this.types(item, context);
      return;
    }
    if (!isNode(value)) return;
    if (value.type === "TSTypeReference" || value.type === "TSExpressionWithTypeArguments" || value.type === "TSInterfaceHeritage" || value.type === "TSClassImplements") {
      const name = value["typeName"] ?? value["expression"];
      if (isNode(name)) this.typeName(name, context);
      this.types(value["typeArguments"] ?? value["typeParameters"], { ...context, depth: context.depth + 1 });
      return;
    }
    const inner = { ...context, depth: context.depth + 1 };
    for (const key of Object.keys(value)) if (!SKIPPED_KEYS.has(key)) this.types(value[key], inner);
  }

  // ---- expressions -------------------------------------------------------------------------------------------

  private member(range: Range, object: Expr, property: string, propertyRange: Range, { flow }: Context, write = false): MemberExpr {
    const member: MemberExpr = { kind: "member", range, object, property, propertyRange, write, flow };
    this.file.members.push(member);
    return member;
  }

  private expression(node: EsNode, outer: Context): Expr {
    const range = rangeOf(node);
    if (outer.depth > MAX_DEPTH) return unknown(range);
    const context: Context = { ...outer, depth: outer.depth + 1 };
    switch (node.type) {
      case "Literal": {
        const value = node["value"];
        if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return { kind: "literal", range, value };
        return value === null && !("regex" in node && node["regex"]) && !("bigint" in node && node["bigint"]) ? { kind: "literal", range, value: null } : unknown(range);
      }
      case "TemplateLiteral": {
        const quasis = nodes(node["quasis"]);
        if (quasis.length === 1) {
          const cooked = (quasis[0]?.["value"] as { cooked?: unknown } | undefined)?.cooked;
          return { kind: "literal", range, value: typeof cooked === "string" ? cooked : "" };
        }
        return { kind: "template", range, parts: this.list(node["expressions"], context) };
      }
      case "Identifier": {
        const name = node["name"] as string;
        if (name === "undefined") return { kind: "literal", range, value: undefined };
        const expr: Expr = { kind: "name", range, name, scope: context.scope };
        this.file.names.push(expr);
        return expr;
      }
      case "ThisExpression":
        return { kind: "self", range, cls: context.self };
      case "Super":
        return { kind: "super", range, cls: context.self };
      case "ArrayExpression":
        return { kind: "list", range, sequence: "list", items: nodes(node["elements"]).map((item) => (item ? this.expression(item, context) : { kind: "literal", range, value: undefined })) };
      case "SpreadElement":
        return { kind: "spread", range, value: this.expression(node["argument"] as EsNode, context) };
      case "ObjectExpression":
        return { kind: "record", range, entries: nodes(node["properties"]).flatMap((property) => (property ? [this.entry(property, context)] : [])), file: this.file };
      case "MemberExpression":
        return this.memberExpression(node, context, range);
      case "ChainExpression":
      case "ParenthesizedExpression":
      case "TSSatisfiesExpression":
      case "TSInstantiationExpression":
        this.types(node["typeAnnotation"], context);
        return this.expression(node["expression"] as EsNode, context);
      case "TSNonNullExpression": {
        const value = this.expression(node["expression"] as EsNode, context);
        return value.kind === "name" || value.kind === "self" ? value : { kind: "choice", range, options: [value], firstIsNot: "nullish" };
      }
      case "TSAsExpression":
      case "TSTypeAssertion": {
        const value = this.expression(node["expression"] as EsNode, context);
        const type = node["typeAnnotation"] as EsNode;
        if (type.type === "TSTypeReference" && nameOf(type["typeName"]) === "const") return value;
        if (type.type === "TSAnyKeyword" || type.type === "TSUnknownKeyword") return { kind: "cast", range, value, isAny: true };
        const asserted = this.type(type, context);
        return { kind: "cast", range, value, ...(asserted ? { type: asserted } : {}) };
      }
      case "AwaitExpression":
        return this.expression(node["argument"] as EsNode, context);
      case "CallExpression":
      case "NewExpression": {
        const required = this.requiredModule(node, context);
        return required ? this.importedValue(this.spec(required, "*", rangeOf(required), "", context)) : this.call(node, context, false);
      }
      case "ImportExpression": {
        const source = node["source"] as EsNode;
        if (source.type !== "Literal" || typeof source["value"] !== "string") return { kind: "unknown", range, parts: this.parts(node, context) };
        return this.importedValue(this.spec(source, "*", rangeOf(source), "", context));
      }
      case "ArrowFunctionExpression":
      case "FunctionExpression":
        return { kind: "function", range, fn: this.fn(node, context, undefined, nameOf(node["id"])) };
      case "ClassExpression":
        return { kind: "class", range, cls: this.cls(node, context) };
      case "ConditionalExpression": {
        this.expression(node["test"] as EsNode, context);
        const branch = this.branch(context);
        return { kind: "choice", range, options: [this.expression(node["consequent"] as EsNode, branch), this.expression(node["alternate"] as EsNode, branch)] };
      }
      case "LogicalExpression":
      case "BinaryExpression":
        return this.binary(node, context);
      case "UnaryExpression": {
        const operator = node["operator"] as string;
        const argument = node["argument"] as EsNode;
        if (operator === "delete" && argument.type === "MemberExpression") {
          this.file.pendingMutations.push({ target: this.expression(argument["object"] as EsNode, context), mutation: { kind: "unknown" } });
          return { kind: "operation", range, operator, operands: [] };
        }
        const operand = this.expression(argument, context);
        if (operator === "-" && operand.kind === "literal" && typeof operand.value === "number") return { kind: "literal", range, value: -operand.value };
        if (operator === "void") return { kind: "literal", range, value: undefined };
        return { kind: "operation", range, operator: `unary ${operator}`, operands: [operand] };
      }
      case "UpdateExpression":
        this.pattern(node["argument"] as EsNode, { kind: "unknown" }, context, true);
        return { kind: "operation", range, operator: "-", operands: [] };
      case "AssignmentExpression": {
        const value = this.expression(node["right"] as EsNode, context);
        const left = node["left"] as EsNode;
        const plain = node["operator"] === "=";
        this.pattern(left, plain ? { kind: "value", value, annotation: undefined } : { kind: "unknown" }, context, true);
        return value;
      }
      case "SequenceExpression": {
        const values = this.list(node["expressions"], context);
        return values.at(-1) ?? unknown(range);
      }
      case "YieldExpression": {
        const value = this.maybeExpression(node["argument"], context);
        if (value) context.flow.fn?.yields.push(value);
        return unknown(range);
      }
      case "TaggedTemplateExpression":
        return { kind: "unknown", range, parts: [this.expression(node["tag"] as EsNode, context), this.expression(node["quasi"] as EsNode, context)] };
      default:
        return { kind: "unknown", range, parts: this.parts(node, context) };
    }
  }

  private list(value: unknown, context: Context): Expr[] {
    return nodes(value).flatMap((node) => (node ? [this.expression(node, context)] : []));
  }

  /** Lowers whatever stands under a node of a kind that is not known. */
  private parts(node: EsNode, context: Context): Expr[] {
    const found: Expr[] = [];
    for (const key of Object.keys(node)) {
      if (SKIPPED_KEYS.has(key)) continue;
      const value = node[key];
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (!isNode(child)) continue;
        if (/Statement$|Declaration$/u.test(child.type)) this.statement(child, context);
        else if (child.type.startsWith("TS")) this.types(child, context);
        else found.push(this.expression(child, context));
      }
    }
    return found;
  }

  /** Walks the left spine with a loop: generated code chains thousands of operators. */
  private binary(node: EsNode, context: Context): Expr {
    const spine: EsNode[] = [];
    let left: EsNode = node;
    while (left.type === "BinaryExpression" || left.type === "LogicalExpression") {
      spine.push(left);
      left = left["left"] as EsNode;
    }
    let value = this.expression(left, context);
    for (const current of spine.reverse()) {
      const range = rangeOf(current);
      if (current.type === "LogicalExpression") {
        const right = this.expression(current["right"] as EsNode, this.branch(context));
        value = { kind: "choice", range, options: [value, right], firstIsNot: FIRST_IS_NOT[current["operator"] as string] ?? "nullish" };
      } else {
        const right = this.expression(current["right"] as EsNode, context);
        value = { kind: "operation", range, operator: current["operator"] as string, operands: [value, right] };
      }
    }
    return value;
  }

  private entry(property: EsNode, context: Context): RecordEntry | SpreadExpr {
    if (property.type === "SpreadElement" || property.type === "ExperimentalSpreadProperty") {
      return { kind: "spread", range: rangeOf(property), value: this.expression(property["argument"] as EsNode, context) };
    }
    const keyNode = property["key"] as EsNode;
    const keyRange = rangeOf(keyNode);
    let key = property["computed"] === true ? undefined : nameOf(keyNode);
    let keyExpr: Expr | undefined;
    if (property["computed"] === true) {
      keyExpr = this.expression(keyNode, context);
      if (keyExpr.kind === "literal" && keyExpr.value !== undefined && keyExpr.value !== null) key = String(keyExpr.value);
    } else if (key === undefined && keyNode.type === "Literal") {
      key = String(keyNode["value"]);
    }
    const valueNode = property["value"] as EsNode;
    if (property["kind"] === "get" || property["kind"] === "set") {
      this.expression(valueNode, context);
      return { key, keyExpr, keyRange, value: unknown(rangeOf(property)) };
    }
    return { key, keyExpr, keyRange, value: this.expression(valueNode, context) };
  }

  private memberExpression(node: EsNode, context: Context, range: Range): Expr {
    // Long chains `a.b().c()…` are left-recursive too; depth counting bounds them.
    const object = this.expression(node["object"] as EsNode, context);
    const propertyNode = node["property"] as EsNode;
    if (node["computed"] === true) {
      const index = this.expression(propertyNode, context);
      if (index.kind === "literal" && typeof index.value === "string") return this.member(range, object, index.value, index.range, context);
      const expr: Expr = { kind: "index", range, object, index, flow: context.flow };
      this.file.indexes.push(expr);
      return expr;
    }
    return this.member(range, object, nameOf(propertyNode) ?? "", rangeOf(propertyNode), context);
  }

  private call(node: EsNode, context: Context, isStatement: boolean): CallExpr {
    const calleeNode = node["callee"] as EsNode;
    const callee = this.expression(calleeNode, context);
    this.types(node["typeArguments"] ?? node["typeParameters"], context);
    const method = callee.kind === "member" ? callee.property : undefined;
    const argumentContext: Context =
      method !== undefined && LOOPING_METHODS.has(method) ? { ...context, flow: { ...context.flow, inLoop: true } } : context;
    const args: Argument[] = nodes(node["arguments"]).flatMap((argument): Argument[] => {
      if (!argument) return [];
      const isSpread = argument.type === "SpreadElement";
      const value = this.argument(isSpread ? (argument["argument"] as EsNode) : argument, argumentContext);
      return [{ value, name: undefined, nameRange: undefined, spread: isSpread ? "list" : undefined }];
    });
    const call: CallExpr = {
      kind: "call",
      range: rangeOf(node),
      callee,
      calleeRange: rangeOf(calleeNode),
      args,
      isNew: node.type === "NewExpression",
      scope: context.scope,
      flow: context.flow,
      isStatement,
    };
    this.file.calls.push(call);
    context.flow.fn?.calls.push(call);
    if (callee.kind === "member") {
      this.methodMutation(callee, call);
      // The callback's first parameter is each element in turn.
      const callback = LOOPING_METHODS.has(callee.property) && !callee.property.startsWith("reduce") ? args[0]?.value : undefined;
      const [parameter, position] = callback?.kind === "function" ? callback.fn.parameters : [];
      const binding = callback?.kind === "function" && parameter ? callback.fn.scope.bindings.get(parameter.name) : undefined;
      if (binding && !parameter?.fallback) binding.definitions[0] = { kind: "element", of: callee.object };
      if (parameter && !parameter.rest) parameter.each = { of: callee.object, isPosition: false };
      if (position && !position.rest) position.each = { of: callee.object, isPosition: true };
    }
    return call;
  }

  /** A callback keeps the loop that it is called in. */
  private argument(node: EsNode, context: Context): Expr {
    if (node.type !== "ArrowFunctionExpression" && node.type !== "FunctionExpression") return this.expression(node, context);
    const before = this.file.calls.length;
    const expr = this.expression(node, context);
    if (context.flow.inLoop) {
      for (const call of this.file.calls.slice(before)) (call.flow as { inLoop: boolean }).inLoop = true;
    }
    return expr;
  }

  private methodMutation(callee: MemberExpr, call: CallExpr): void {
    const push = (mutation: Mutation): void => {
      this.file.pendingMutations.push({ target: callee.object, mutation });
    };
    if (callee.object.kind === "name" && callee.object.name === "Object" && callee.property === "assign") {
      const target = call.args[0];
      if (target?.value.kind === "self" && target.value.cls) target.value.cls.isOpen = true;
      if (target && target.value.kind !== "record") this.file.pendingMutations.push({ target: target.value, mutation: { kind: "set", key: undefined, keyRange: call.range, value: unknown(call.range) } });
      return;
    }
    if (APPENDING_METHODS.has(callee.property)) {
      for (const argument of call.args) push(argument.spread ? { kind: "extend", value: argument.value } : { kind: "append", value: argument.value });
    } else if (OPAQUE_METHODS.has(callee.property)) {
      push({ kind: "unknown" });
    }
  }
}

/** Can the end of these statements be reached, as far as their form tells? */
function endsOpen(statements: readonly (EsNode | null)[]): boolean {
  return !statements.some((node) => node && !canEnd(node));
}

function canEnd(node: EsNode): boolean {
  const inner = (key: string): boolean => !isNode(node[key]) || canEnd(node[key]);
  switch (node.type) {
    case "ReturnStatement":
    case "ThrowStatement":
      return false;
    case "BlockStatement":
      return endsOpen(nodes(node["body"]));
    case "IfStatement":
      return inner("consequent") || inner("alternate");
    case "TryStatement":
      return (isNode(node["finalizer"]) ? canEnd(node["finalizer"]) : true) && (inner("block") || (isNode(node["handler"]) && endsOpen(nodes((node["handler"]["body"] as EsNode)["body"]))));
    case "SwitchStatement": {
      // Each case that has statements of its own leaves for good, and there is no value without a case.
      const cases = nodes(node["cases"]).flatMap((one) => (one ? [one] : []));
      return !cases.some((one) => !isNode(one["test"])) || cases.some((one) => nodes(one["consequent"]).length > 0 && endsOpen(nodes(one["consequent"])));
    }
    default:
      return true;
  }
}

function unknown(range: Range): Expr {
  return { kind: "unknown", range, parts: [] };
}
