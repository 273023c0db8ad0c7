/**
 * The Python syntax tree → the model's intermediate form.
 *
 * Node kinds are tree-sitter-python's, as `nodes.ts` describes them.
 */
import {
  type Argument,
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
import type { PyModule, PyNode } from "./nodes.js";

/** Deeper nesting than this is not followed, so that hostile input cannot overflow the stack. */
const MAX_DEPTH = 300;

const APPENDING_METHODS: ReadonlySet<string> = new Set(["append", "add", "insert"]);
const EXTENDING_METHODS: ReadonlySet<string> = new Set(["extend"]);
const OPAQUE_METHODS: ReadonlySet<string> = new Set(["update", "pop", "remove", "clear", "setdefault", "popitem", "discard", "sort", "reverse", "__setitem__"]);
const COMPARISONS = "==";

interface Context {
  readonly scope: Scope;
  readonly flow: FlowContext;
  /** Class whose methods are being read. */
  readonly cls: ClassInfo | undefined;
  readonly guarded: boolean;
}

/**
 * Lowers a module.
 *
 * @param module the root that the parser gives
 * @param filename absolute path of the file, or a made-up name
 */
export function lowerPython(module: PyModule, filename: string): SourceModel {
  const file = new SourceModel("python", filename);
  new Lowering(file).module(module);
  link(file);
  return file;
}

function isNode(value: unknown): value is PyNode {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

/** The child in a field; a repeated field gives its first. */
function field(node: PyNode, name: string): PyNode | undefined {
  const value = node[name];
  if (Array.isArray(value)) return value.find(isNode);
  return isNode(value) ? value : undefined;
}

function fieldList(node: PyNode, name: string): PyNode[] {
  const value = node[name];
  if (Array.isArray(value)) return value.filter(isNode);
  return isNode(value) ? [value] : [];
}

function identifier(node: PyNode | undefined): string | undefined {
  return node?.type === "PyIdentifier" ? String(node["name"]) : undefined;
}

function dotted(node: PyNode): string {
  if (node.type === "PyIdentifier") return String(node["name"]);
  const { children } = node;
  return children.length === 1 ? (identifier(children[0]) ?? "") : children.map((child) => identifier(child) ?? "").join(".");
}

function unwrapped(node: PyNode): PyNode {
  let current = node;
  while (current.type === "PyParenthesizedExpression" && current.children[0]) current = current.children[0];
  return current;
}

class Lowering {
  /** How many statements, expressions and functions are being read, one in the other. */
  private depth = 0;

  constructor(private readonly file: SourceModel) {}

  module(module: PyModule): void {
    const context: Context = {
      scope: this.file.scope,
      flow: { fn: undefined, cls: undefined, inLoop: false, inBranch: false, inTry: false },
      cls: undefined,
      guarded: false,
    };
    this.statements(module.children, context);
  }

  private statements(nodes: readonly PyNode[], context: Context): void {
    for (const node of nodes) this.statement(node, context);
  }

  private body(node: PyNode | undefined, context: Context): void {
    if (node) this.statements(node.type === "PyBlock" ? node.children : [node], context);
  }

  private branch(context: Context): Context {
    return { ...context, flow: { ...context.flow, inBranch: true } };
  }

  private loop(context: Context): Context {
    return { ...context, flow: { ...context.flow, inLoop: true } };
  }

  private statement(node: PyNode, context: Context): void {
    if (this.depth > MAX_DEPTH) return;
    this.depth++;
    this.statementAt(node, context);
    this.depth--;
  }

  private statementAt(node: PyNode, context: Context): void {
    switch (node.type) {
      case "PyExpressionStatement":
        for (const child of node.children) this.expressionStatement(child, context);
        return;
      case "PyImportStatement":
        this.importStatement(node, context);
        return;
      case "PyImportFromStatement":
      case "PyFutureImportStatement":
        this.importFrom(node, context);
        return;
      case "PyFunctionDefinition":
        this.functionDefinition(node, [], context);
        return;
      case "PyClassDefinition":
        this.classDefinition(node, [], context);
        return;
      case "PyDecoratedDefinition": {
        const decorators = node.children.filter((child) => child.type === "PyDecorator").flatMap((child) => (child.children[0] ? [this.expression(child.children[0], context)] : []));
        const definition = field(node, "definition");
        if (definition?.type === "PyClassDefinition") this.classDefinition(definition, decorators, context);
        else if (definition) this.functionDefinition(definition, decorators, context);
        return;
      }
      case "PyReturnStatement":
        if (node.children[0]) context.flow.fn?.returns.push(this.sequence(node.children, context));
        else if (context.flow.fn) context.flow.fn.mayReturnNothing = true;
        return;
      case "PyIfStatement": {
        const condition = field(node, "condition");
        if (condition) this.expression(condition, context);
        const inner = { ...this.branch(context), guarded: true };
        // What is imported for the type checker alone must be there all the same.
        this.body(field(node, "consequence"), condition && isTypeChecking(condition) ? context : inner);
        for (const alternative of fieldList(node, "alternative")) this.clause(alternative, inner);
        return;
      }
      case "PyWhileStatement": {
        const inner = this.loop(context);
        const condition = field(node, "condition");
        if (condition) this.expression(condition, inner);
        this.body(field(node, "body"), inner);
        for (const alternative of fieldList(node, "alternative")) this.clause(alternative, inner);
        return;
      }
      case "PyForStatement": {
        const right = field(node, "right");
        const left = field(node, "left");
        const collection = right ? this.expression(right, context) : undefined;
        const inner = this.loop(context);
        if (left) this.target(left, collection ? { kind: "element", of: collection } : { kind: "unknown" }, inner);
        this.body(field(node, "body"), inner);
        for (const alternative of fieldList(node, "alternative")) this.clause(alternative, this.branch(context));
        return;
      }
      case "PyTryStatement": {
        const inner = { ...this.branch(context), guarded: true };
        this.body(field(node, "body"), { ...inner, flow: { ...inner.flow, inTry: true } });
        for (const child of node.children) if (child !== field(node, "body")) this.clause(child, inner);
        return;
      }
      case "PyWithStatement":
        for (const child of node.children) {
          if (child.type === "PyWithClause") for (const item of child.children) this.withItem(item, context);
        }
        this.body(field(node, "body"), context);
        return;
      case "PyMatchStatement": {
        for (const subject of fieldList(node, "subject")) this.expression(subject, context);
        const inner = { ...this.branch(context), guarded: true };
        for (const clause of field(node, "body")?.children ?? []) this.clause(clause, inner);
        return;
      }
      case "PyGlobalStatement":
      case "PyNonlocalStatement":
        for (const child of node.children) {
          const name = identifier(child);
          if (name === undefined) continue;
          // The name belongs to an outer scope and may be anything from then on, here and there.
          context.scope.declare(name).definitions.push({ kind: "unknown" });
          const outerBinding = node.type === "PyGlobalStatement" ? this.file.scope.declare(name) : context.scope.parent?.lookup(name);
          outerBinding?.definitions.push({ kind: "unknown" });
        }
        return;
      case "PyDeleteStatement":
        for (const child of node.children) this.deleted(child, context);
        return;
      case "PyTypeAliasStatement":
      case "PyPassStatement":
      case "PyBreakStatement":
      case "PyContinueStatement":
        return;
      default:
        // assert, raise, exec, print of Python 2: expressions and nothing else.
        for (const child of node.children) this.expression(child, context);
    }
  }

  /** `elif`, `else`, `except`, `finally`, `case`: bodies, with the names that they bind. */
  private clause(node: PyNode, context: Context): void {
    for (const child of node.children) {
      if (child.type === "PyBlock") this.body(child, context);
      else if (child.type === "PyAsPattern") this.asPattern(child, context);
      else if (child.type === "PyCasePattern") this.casePattern(child, context);
      else this.expression(child, context);
    }
  }

  /** Whatever a `case` captures is unknown. */
  private casePattern(node: PyNode, context: Context): void {
    const stack: PyNode[] = [node];
    for (let current = stack.pop(); current; current = stack.pop()) {
      const name = identifier(current);
      if (name !== undefined) context.scope.declare(name).definitions.push({ kind: "unknown" });
      else stack.push(...current.children);
    }
  }

  private withItem(node: PyNode, context: Context): void {
    const value = field(node, "value") ?? node.children[0];
    if (!value) return;
    if (value.type === "PyAsPattern") this.asPattern(value, context);
    else this.expression(value, context);
  }

  private asPattern(node: PyNode, context: Context): void {
    const [value] = node.children;
    if (value) this.expression(value, context);
    const alias = field(node, "alias");
    for (const target of alias?.type === "PyAsPatternTarget" ? alias.children : alias ? [alias] : []) this.target(target, { kind: "unknown" }, context);
  }

  private deleted(node: PyNode, context: Context): void {
    if (node.type === "PyExpressionList" || node.type === "PyTuple" || node.type === "PyParenthesizedExpression") {
      for (const child of node.children) this.deleted(child, context);
      return;
    }
    const holder = node.type === "PySubscript" ? field(node, "value") : node.type === "PyAttribute" ? field(node, "object") : undefined;
    if (holder) this.file.pendingMutations.push({ target: this.expression(holder, context), mutation: { kind: "unknown" } });
    const name = identifier(node);
    if (name !== undefined) context.scope.declare(name).definitions.push({ kind: "unknown" });
  }

  // ---- assignment --------------------------------------------------------------------------------------------

  private expressionStatement(node: PyNode, context: Context): void {
    switch (node.type) {
      case "PyAssignment":
        this.assignment(node, context);
        return;
      case "PyAugmentedAssignment":
        this.augmented(node, context);
        return;
      default: {
        let inner = unwrapped(node);
        if (inner.type === "PyAwait" && inner.children[0]) inner = unwrapped(inner.children[0]);
        if (inner.type === "PyCall") this.call(inner, context, true);
        else this.expression(inner, context);
      }
    }
  }

  private assignment(node: PyNode, context: Context): Expr | undefined {
    const left = field(node, "left");
    const right = field(node, "right");
    const annotationNode = node.children.find((child) => child.type === "PyType");
    const annotation = annotationNode ? this.annotation(annotationNode, context) : undefined;
    let value: Expr | undefined;
    if (right) value = right.type === "PyAssignment" ? this.assignment(right, context) : this.expression(right, context);
    const declared = annotationNode && context.scope.kind === "class" ? identifier(left) : undefined;
    if (declared !== undefined) context.cls?.declared.set(declared, value);
    if (left && value) this.target(left, { kind: "value", value, annotation }, context);
    else if (left && identifier(left) !== undefined) context.scope.declare(identifier(left) ?? "");
    return value;
  }

  private augmented(node: PyNode, context: Context): void {
    const left = field(node, "left");
    const right = field(node, "right");
    const value = right ? this.expression(right, context) : undefined;
    if (!left) return;
    const target = this.expression(left, context);
    if (node["operator"] === "+=" && value && (value.kind === "list" || value.kind === "comprehension" || value.kind === "name")) {
      this.file.pendingMutations.push({ target, mutation: { kind: "extend", value } });
      return;
    }
    this.file.pendingMutations.push({ target, mutation: { kind: "unknown" } });
    this.target(left, { kind: "unknown" }, context);
  }

  /** Binds a target: a name, a field, or the parts of a tuple. */
  private target(node: PyNode, definition: Definition, context: Context): void {
    switch (node.type) {
      case "PyIdentifier": {
        const binding = context.scope.declare(String(node["name"]));
        binding.definitions.push(definition);
        if (definition.kind === "value") this.file.held.push({ binding, value: definition.value });
        if (context.scope.kind === "class" && context.cls) fieldOf(context.cls, binding.name).definitions.push(definition);
        return;
      }
      case "PyPatternList":
      case "PyTuplePattern":
      case "PyListPattern":
      case "PyTuple":
      case "PyList":
      case "PyExpressionList":
        {
          const isStar = (child: PyNode): boolean => child.type === "PyListSplatPattern" || child.type === "PyListSplat";
          const star = node.children.findIndex(isStar);
          node.children.forEach((child, position) => {
            // What follows the star is counted from the end.
            const fromEnd = position - node.children.length;
            if (!isStar(child)) this.target(child, partOf(definition, star >= 0 && position > star ? fromEnd : position, this.file), context);
            else this.target(child, fromEnd === -1 ? partOf(definition, { from: position }, this.file) : { kind: "unknown" }, context);
          });
        }
        return;
      case "PyListSplatPattern":
      case "PyListSplat":
      case "PyParenthesizedExpression":
        for (const child of node.children) this.target(child, definition, context);
        return;
      case "PyAttribute": {
        const objectNode = field(node, "object");
        const attribute = field(node, "attribute");
        const name = identifier(attribute);
        if (!objectNode || !attribute || name === undefined) return;
        const object = this.expression(objectNode, context);
        if (object.kind === "self") {
          if (object.cls) {
            fieldOf(object.cls, name).definitions.push(definition);
          }
          return;
        }
        const mutation: Mutation = definition.kind === "value" ? { kind: "set", key: name, keyRange: attribute.range, value: definition.value } : { kind: "unknown" };
        this.file.pendingMutations.push({ target: object, mutation });
        return;
      }
      case "PySubscript": {
        const holder = field(node, "value");
        const subscript = field(node, "subscript");
        if (!holder) return;
        const key = subscript ? this.expression(subscript, context) : undefined;
        const mutation: Mutation =
          definition.kind === "value" && subscript
            ? { kind: "set", key: key?.kind === "literal" && typeof key.value === "string" ? key.value : undefined, keyRange: subscript.range, value: definition.value }
            : { kind: "unknown" };
        this.file.pendingMutations.push({ target: this.expression(holder, context), mutation });
        return;
      }
      default:
        this.expression(node, context);
    }
  }

  // ---- imports -----------------------------------------------------------------------------------------------

  private spec(module: string, moduleRange: Range, imported: string, importedRange: Range, local: string, context: Context, written: { range?: Range; statement?: Range } = {}): ImportSpec {
    const spec: ImportSpec = { module, moduleRange, imported, importedRange, local, guarded: context.guarded, range: written.range ?? importedRange, statement: written.statement };
    this.file.imports.push(spec);
    return spec;
  }

  private importStatement(node: PyNode, context: Context): void {
    for (const child of fieldList(node, "name")) {
      if (child.type === "PyAliasedImport") {
        const name = field(child, "name");
        const alias = identifier(field(child, "alias"));
        if (!name || alias === undefined) continue;
        const spec = this.spec(dotted(name), name.range, "*", name.range, alias, context);
        context.scope.declare(alias).definitions.push({ kind: "import", spec });
        continue;
      }
      const path = dotted(child);
      const root = path.split(".")[0] ?? path;
      this.spec(path, child.range, "*", child.range, "", context);
      // `import a.b.c` binds `a`; the rest is reached through its attributes.
      const binding = context.scope.declare(root);
      const known = binding.definitions.some((definition) => definition.kind === "import" && definition.spec.module === root);
      if (!known) binding.definitions.push({ kind: "import", spec: { module: root, moduleRange: child.range, imported: "*", importedRange: child.range, local: root, guarded: context.guarded, range: child.range, statement: undefined } });
    }
  }

  private importFrom(node: PyNode, context: Context): void {
    const moduleNode = field(node, "moduleName");
    if (!moduleNode) return;
    let module: string;
    if (moduleNode.type === "PyRelativeImport") {
      const name = moduleNode.children.find((child) => child.type === "PyDottedName");
      const prefixEnd = name ? name.range[0] : moduleNode.range[1];
      module = ".".repeat(this.dots(moduleNode, prefixEnd)) + (name ? dotted(name) : "");
    } else {
      module = dotted(moduleNode);
    }
    if (node.children.some((child) => child.type === "PyWildcardImport")) {
      this.file.stars.push(this.spec(module, moduleNode.range, "*", moduleNode.range, "", context));
      return;
    }
    for (const child of fieldList(node, "name")) {
      const nameNode = child.type === "PyAliasedImport" ? field(child, "name") : child;
      if (!nameNode) continue;
      const imported = dotted(nameNode);
      const local = child.type === "PyAliasedImport" ? (identifier(field(child, "alias")) ?? imported) : imported;
      const spec = this.spec(module, moduleNode.range, imported, nameNode.range, local, context, { range: child.range, statement: node.range });
      context.scope.declare(local).definitions.push({ kind: "import", spec });
    }
  }

  /** The dots of a relative import; blanks between them are legal and rare. */
  private dots(node: PyNode, end: number): number {
    const prefix = node.children.find((child) => child.type === "PyImportPrefix");
    return prefix ? prefix.range[1] - prefix.range[0] : end - node.range[0];
  }

  // ---- functions and classes ---------------------------------------------------------------------------------

  private functionDefinition(node: PyNode, decorators: Expr[], context: Context): void {
    const name = identifier(field(node, "name"));
    // Only a function written directly in the class body is a method.
    const cls = context.scope.kind === "class" ? context.cls : undefined;
    const fn = this.fn(node, name, cls, decorators, context);
    if (name === undefined) return;
    if (cls) {
      const isSetter = decorators.some((decorator) => decorator.kind === "member" && (decorator.property === "setter" || decorator.property === "deleter"));
      if (!isSetter) cls.methods.set(name, fn);
    }
    context.scope.declare(name).definitions.push({ kind: "function", fn });
  }

  private fn(node: PyNode, name: string | undefined, cls: ClassInfo | undefined, decorators: Expr[], context: Context): FunctionInfo {
    const scope = new Scope("function", context.scope, this.file);
    const decoratorNames = new Set(decorators.map((decorator) => (decorator.kind === "name" ? decorator.name : decorator.kind === "member" ? decorator.property : "")));
    const isStatic = decoratorNames.has("staticmethod");
    const fn: FunctionInfo = {
      name,
      range: node.range,
      parameters: [],
      returns: [],
      yields: [],
      mayReturnNothing: false,
      returnType: undefined,
      decorators,
      scope,
      cls,
      isStatic,
      isGetter: decoratorNames.has("property") || decoratorNames.has("cached_property"),
      isAsync: node["async"] === true,
      isPrivate: (name?.startsWith("_") === true && !name.startsWith("__")) || (cls === undefined && context.scope.kind !== "module"),
      calls: [],
    };
    this.file.functions.push(fn);
    const inner: Context = {
      scope,
      flow: { fn, cls: cls ?? context.flow.cls, inLoop: false, inBranch: false, inTry: false },
      cls: cls ?? context.cls,
      guarded: false,
    };
    const parameters = field(node, "parameters")?.children ?? [];
    const takesSelf = cls !== undefined && !isStatic && !decoratorNames.has("classmethod");
    let isFirst = true;
    this.depth++;
    for (const parameter of parameters) {
      if (parameter.type === "PyPositionalSeparator" || parameter.type === "PyKeywordSeparator") continue;
      const own = identifier(parameter);
      if (isFirst && cls && !isStatic && own !== undefined) {
        scope.selfName = own;
        scope.selfClass = takesSelf ? cls : undefined;
        isFirst = false;
        continue;
      }
      isFirst = false;
      this.parameter(parameter, fn, { ...inner, scope: context.scope }, scope);
    }
    this.depth--;
    const returned = field(node, "returnType");
    if (returned) this.annotation(returned, context);
    const body = field(node, "body");
    this.depth++;
    if (node.type === "PyLambda") {
      if (body) fn.returns.push(this.expression(body, inner));
    } else {
      this.body(body, inner);
      fn.mayReturnNothing ||= body !== undefined && canEnd(body);
    }
    this.depth--;
    return fn;
  }

  private parameter(node: PyNode, fn: FunctionInfo, outer: Context, scope: Scope): void {
    let nameNode: PyNode | undefined = node;
    let rest: "list" | "map" | undefined;
    if (node.type !== "PyIdentifier") nameNode = field(node, "name") ?? node.children[0];
    for (const candidate of [node, nameNode]) {
      if (candidate?.type === "PyListSplatPattern") rest = "list";
      if (candidate?.type === "PyDictionarySplatPattern") rest = "map";
    }
    if (nameNode && nameNode.type !== "PyIdentifier") nameNode = nameNode.children[0];
    const name = identifier(nameNode);
    const annotationNode = node.children.find((child) => child.type === "PyType");
    const annotation = annotationNode ? this.annotation(annotationNode, outer) : undefined;
    const valueNode = field(node, "value");
    const fallback = valueNode ? this.expression(valueNode, outer) : undefined;
    if (name === undefined || !nameNode) return;
    const parameter: ParameterInfo = { name, range: nameNode.range, annotation, fallback, rest };
    fn.parameters.push(parameter);
    scope.declare(name).definitions.push({ kind: "parameter", fn, parameter });
  }

  private annotation(node: PyNode, context: Context): Expr | undefined {
    const inner = node.type === "PyType" ? node.children[0] : node;
    if (!inner) return undefined;
    const expr = this.expression(inner, context);
    if (expr.kind === "literal" && typeof expr.value === "string") return this.quoted(expr.value, inner.range, context);
    return expr.kind === "name" || expr.kind === "member" ? expr : this.optional(inner, context);
  }

  /** A type in quotation marks: `"Vpc"`, `"aws.vpc.Vpc"`. */
  private quoted(text: string, range: Range, context: Context): Expr | undefined {
    if (!/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/u.test(text)) return undefined;
    const [first = "", ...rest] = text.split(".");
    const name: Expr = { kind: "name", range, name: first, scope: context.scope };
    this.file.names.push(name);
    return rest.reduce((object: Expr, property) => this.member(range, object, property, range, context), name);
  }

  /** The class in `Optional[X]` and `X | None`. */
  private optional(node: PyNode, context: Context): Expr | undefined {
    if (node.type === "PyGenericType" && /^Optional$/u.test(identifier(node.children[0]) ?? "")) {
      const argument = node.children[1]?.children[0];
      return argument ? this.annotation(argument, context) : undefined;
    }
    if (node.type === "PySubscript") {
      const holder = field(node, "value");
      const name = holder?.type === "PyAttribute" ? identifier(field(holder, "attribute")) : identifier(holder);
      const argument = field(node, "subscript");
      return name === "Optional" && argument ? this.annotation(argument, context) : undefined;
    }
    if (node.type === "PyBinaryOperator" && node["operator"] === "|") {
      const sides = [field(node, "left"), field(node, "right")].filter((side) => side?.type !== "PyNone");
      return sides.length === 1 && sides[0] ? this.annotation(sides[0], context) : undefined;
    }
    return undefined;
  }

  private classDefinition(node: PyNode, decorators: Expr[], context: Context): void {
    const nameNode = field(node, "name");
    const name = identifier(nameNode) ?? "";
    const scope = new Scope("class", context.scope, this.file);
    const bases: Expr[] = [];
    let isAbstract = false;
    for (const base of field(node, "superclasses")?.children ?? []) {
      if (base.type === "PyKeywordArgument") {
        const value = field(base, "value");
        if (identifier(field(base, "name")) === "metaclass" && value) {
          const metaclass = this.expression(value, context);
          isAbstract ||= (metaclass.kind === "name" ? metaclass.name : metaclass.kind === "member" ? metaclass.property : "") === "ABCMeta";
        }
        continue;
      }
      bases.push(this.expression(base, context));
    }
    const cls: ClassInfo = {
      name,
      nameRange: nameNode?.range ?? node.range,
      range: node.range,
      bases,
      isAbstract,
      decorators,
      methods: new Map(),
      fields: new Map(),
      declared: new Map(),
      isOpen: false,
      scope,
      file: this.file,
    };
    this.file.classes.push(cls);
    context.scope.declare(name).definitions.push({ kind: "class", cls });
    this.body(field(node, "body"), { ...context, scope, cls, flow: { ...context.flow, cls, inBranch: false, inLoop: false, inTry: false }, guarded: false });
  }

  // ---- expressions -------------------------------------------------------------------------------------------

  /** Several expressions where one is expected make a tuple: `return a, b`. */
  private sequence(nodes: readonly PyNode[], context: Context): Expr {
    const [first] = nodes;
    if (nodes.length === 1 && first) return this.expression(first, context);
    const start = first?.range[0] ?? 0;
    return { kind: "list", range: [start, nodes.at(-1)?.range[1] ?? start], sequence: "tuple", items: nodes.map((node) => this.expression(node, context)) };
  }

  private list(nodes: readonly PyNode[], context: Context): Expr[] {
    return nodes.map((node) => this.expression(node, context));
  }

  private unknown(node: PyNode, context: Context): Expr {
    return { kind: "unknown", range: node.range, parts: this.list(node.children, context) };
  }

  private expression(node: PyNode, context: Context): Expr {
    if (this.depth > MAX_DEPTH) return { kind: "unknown", range: node.range, parts: [] };
    this.depth++;
    const expr = this.expressionAt(node, context);
    this.depth--;
    return expr;
  }

  private expressionAt(node: PyNode, context: Context): Expr {
    const { range } = node;
    switch (node.type) {
      case "PyIdentifier":
        return this.name(node, context);
      case "PyString":
        return this.string([node], range, context);
      case "PyConcatenatedString":
        return this.string(node.children, range, context);
      case "PyInteger":
      case "PyFloat":
        return typeof node["value"] === "number" ? { kind: "literal", range, value: node["value"] } : { kind: "unknown", range, parts: [] };
      case "PyTrue":
        return { kind: "literal", range, value: true };
      case "PyFalse":
        return { kind: "literal", range, value: false };
      case "PyNone":
        return { kind: "literal", range, value: null };
      case "PyParenthesizedExpression":
      case "PyAwait":
      case "PyType":
        return node.children[0] ? this.expression(node.children[0], context) : { kind: "unknown", range, parts: [] };
      case "PyList":
        return { kind: "list", range, sequence: "list", items: this.list(node.children, context) };
      case "PyTuple":
      case "PyExpressionList":
        return { kind: "list", range, sequence: "tuple", items: this.list(node.children, context) };
      case "PySet":
        return { kind: "list", range, sequence: "set", items: this.list(node.children, context) };
      case "PyListSplat":
        return { kind: "spread", range, value: node.children[0] ? this.expression(node.children[0], context) : { kind: "unknown", range, parts: [] } };
      case "PyDictionary":
        return { kind: "record", range, entries: node.children.flatMap((child) => this.entry(child, context)), file: this.file };
      case "PyAttribute": {
        const objectNode = field(node, "object");
        const attribute = field(node, "attribute");
        if (!objectNode || !attribute) return this.unknown(node, context);
        return this.member(range, this.expression(objectNode, context), String(attribute["name"] ?? ""), attribute.range, context);
      }
      case "PySubscript": {
        const holder = field(node, "value");
        const subscripts = fieldList(node, "subscript");
        if (!holder) return this.unknown(node, context);
        const object = this.expression(holder, context);
        const [index] = this.list(subscripts, context);
        if (index && subscripts.length === 1 && subscripts[0]?.type === "PySlice") {
          const definition: Definition = { kind: "part", of: object, path: [{ from: undefined }], fallback: undefined };
          return { kind: "defined", range, definition, file: this.file };
        }
        if (!index || subscripts.length !== 1) return { kind: "unknown", range, parts: [object] };
        const expr: Expr = { kind: "index", range, object, index, flow: context.flow };
        this.file.indexes.push(expr);
        return expr;
      }
      case "PyCall":
        return this.call(node, context, false);
      case "PyLambda":
        return { kind: "function", range, fn: this.fn(node, undefined, undefined, [], context) };
      case "PyConditionalExpression": {
        const [first, test, second] = node.children;
        if (test) this.expression(test, context);
        const branch = this.branch(context);
        return { kind: "choice", range, options: [first, second].flatMap((option) => (option ? [this.expression(option, branch)] : [])) };
      }
      case "PyBooleanOperator":
      case "PyBinaryOperator":
        return this.binary(node, context);
      case "PyComparisonOperator":
        return { kind: "operation", range, operator: COMPARISONS, operands: this.list(node.children, context) };
      case "PyNotOperator":
        return { kind: "operation", range, operator: "not", operands: this.list(node.children, context) };
      case "PyUnaryOperator": {
        const argument = field(node, "argument");
        const operand = argument ? this.expression(argument, context) : undefined;
        if (node["operator"] === "-" && operand?.kind === "literal" && typeof operand.value === "number") return { kind: "literal", range, value: -operand.value };
        return { kind: "operation", range, operator: `unary ${String(node["operator"])}`, operands: operand ? [operand] : [] };
      }
      case "PyNamedExpression": {
        const value = field(node, "value");
        const name = field(node, "name");
        const expr = value ? this.expression(value, context) : this.unknown(node, context);
        if (name) this.target(name, { kind: "value", value: expr, annotation: undefined }, context);
        return expr;
      }
      case "PyListComprehension":
        return this.comprehension(node, "list", context);
      case "PySetComprehension":
        return this.comprehension(node, "set", context);
      case "PyDictionaryComprehension":
        return this.comprehension(node, "map", context);
      case "PyGeneratorExpression":
        return this.comprehension(node, "generator", context);
      case "PyYield": {
        const value = node.children[0] ? this.expression(node.children[0], context) : undefined;
        if (value) context.flow.fn?.yields.push(value);
        return { kind: "unknown", range, parts: [] };
      }
      case "PyAssignment": {
        return this.assignment(node, context) ?? { kind: "unknown", range, parts: [] };
      }
      case "PyBlock":
        this.body(node, context);
        return { kind: "unknown", range, parts: [] };
      default:
        return this.unknown(node, context);
    }
  }

  private name(node: PyNode, context: Context): Expr {
    const name = String(node["name"]);
    for (let scope: Scope | undefined = context.scope; scope; scope = scope.parent) {
      if (scope.selfName === name && !scope.bindings.has(name)) return { kind: "self", range: node.range, cls: scope.selfClass };
      if (scope.bindings.has(name) && scope.kind !== "class") break;
    }
    const expr: Expr = { kind: "name", range: node.range, name, scope: context.scope };
    this.file.names.push(expr);
    return expr;
  }

  private member(range: Range, object: Expr, property: string, propertyRange: Range, { flow }: Context): MemberExpr {
    const member: MemberExpr = { kind: "member", range, object, property, propertyRange, write: false, flow };
    this.file.members.push(member);
    if (property === "__dict__" && object.kind === "self" && object.cls) object.cls.isOpen = true;
    return member;
  }

  /** Adjacent literals are one string; an interpolation anywhere makes it a template. */
  private string(nodes: readonly PyNode[], range: Range, context: Context): Expr {
    let value: string | undefined = "";
    const parts: Expr[] = [];
    let isBytes = false;
    let isTemplate = false;
    for (const node of nodes) {
      if (typeof node["prefix"] === "string" && node["prefix"].includes("b")) isBytes = true;
      const own = node["value"];
      value = value !== undefined && typeof own === "string" ? value + own : undefined;
      for (const child of node.children) {
        if (child.type !== "PyInterpolation") continue;
        isTemplate = true;
        const inner = field(child, "expression") ?? child.children[0];
        if (inner) parts.push(this.expression(inner, context));
      }
    }
    if (isBytes) return { kind: "unknown", range, parts };
    return value === undefined || isTemplate ? { kind: "template", range, parts } : { kind: "literal", range, value };
  }

  private entry(node: PyNode, context: Context): (RecordEntry | SpreadExpr)[] {
    if (node.type === "PyDictionarySplat") {
      const value = node.children[0];
      return value ? [{ kind: "spread", range: node.range, value: this.expression(value, context) }] : [];
    }
    const keyNode = field(node, "key");
    const valueNode = field(node, "value");
    if (!keyNode || !valueNode) return [];
    const keyExpr = this.expression(keyNode, context);
    const key = keyExpr.kind === "literal" && typeof keyExpr.value === "string" ? keyExpr.value : undefined;
    return [{ key, keyExpr, keyRange: keyNode.range, value: this.expression(valueNode, context) }];
  }

  private comprehension(node: PyNode, result: "list" | "set" | "map" | "generator", context: Context): Expr {
    const scope = new Scope("block", context.scope, this.file);
    const inner = this.loop({ ...context, scope });
    for (const child of node.children) {
      if (child.type === "PyForInClause") {
        const left = field(child, "left");
        const right = fieldList(child, "right").map((collection) => this.expression(collection, inner))[0];
        if (left) this.target(left, right ? { kind: "element", of: right } : { kind: "unknown" }, inner);
      } else if (child.type === "PyIfClause") {
        for (const condition of child.children) this.expression(condition, inner);
      }
    }
    const body = field(node, "body");
    let element: Expr = { kind: "unknown", range: node.range, parts: [] };
    if (body?.type === "PyPair") {
      const [entry] = this.entry(body, inner);
      if (entry) element = entry.value;
    } else if (body) {
      element = this.expression(body, inner);
    }
    return { kind: "comprehension", range: node.range, result, element };
  }

  /** Walks the left spine with a loop: generated code chains thousands of operators. */
  private binary(node: PyNode, context: Context): Expr {
    const spine: PyNode[] = [];
    let left: PyNode | undefined = node;
    while (left && (left.type === "PyBooleanOperator" || left.type === "PyBinaryOperator")) {
      spine.push(left);
      left = field(left, "left");
    }
    let value: Expr = left ? this.expression(left, context) : { kind: "unknown", range: node.range, parts: [] };
    for (const current of spine.reverse()) {
      const rightNode = field(current, "right");
      const side = current.type === "PyBooleanOperator" ? this.branch(context) : context;
      const right: Expr = rightNode ? this.expression(rightNode, side) : { kind: "unknown", range: current.range, parts: [] };
      value =
        current.type === "PyBooleanOperator"
          ? { kind: "choice", range: current.range, options: [value, right], firstIsNot: current["operator"] === "and" ? "truthy" : "falsy" }
          : { kind: "operation", range: current.range, operator: String(current["operator"]), operands: [value, right] };
    }
    return value;
  }

  private call(node: PyNode, context: Context, isStatement: boolean): CallExpr {
    const calleeNode = field(node, "function");
    const callee: Expr = calleeNode ? this.expression(calleeNode, context) : { kind: "unknown", range: node.range, parts: [] };
    const list = field(node, "arguments");
    const args: Argument[] = [];
    // `f(x for x in y)` has the generator in place of the list.
    for (const argument of list?.type === "PyGeneratorExpression" ? [list] : (list?.children ?? [])) {
      const inner = argument.children[0];
      if (argument.type === "PyKeywordArgument") {
        const nameNode = field(argument, "name");
        const valueNode = field(argument, "value");
        if (nameNode && valueNode) args.push({ value: this.expression(valueNode, context), name: String(nameNode["name"] ?? ""), nameRange: nameNode.range, spread: undefined });
      } else if (argument.type === "PyListSplat" && inner) {
        args.push({ value: this.expression(inner, context), name: undefined, nameRange: undefined, spread: "list" });
      } else if (argument.type === "PyDictionarySplat" && inner) {
        args.push({ value: this.expression(inner, context), name: undefined, nameRange: undefined, spread: "map" });
      } else {
        args.push({ value: this.expression(argument, context), name: undefined, nameRange: undefined, spread: undefined });
      }
    }
    const isSuper = callee.kind === "name" && callee.name === "super";
    const call: CallExpr = {
      kind: "call",
      range: node.range,
      callee: isSuper ? { kind: "super", range: callee.range, cls: context.cls } : callee,
      calleeRange: calleeNode?.range ?? node.range,
      args,
      isNew: false,
      scope: context.scope,
      flow: context.flow,
      isStatement,
    };
    this.file.calls.push(call);
    context.flow.fn?.calls.push(call);
    const changed = callee.kind === "name" && (callee.name === "setattr" || callee.name === "vars") ? args[0]?.value : undefined;
    if (changed?.kind === "self" && changed.cls) changed.cls.isOpen = true;
    else if (changed && callee.kind === "name" && callee.name === "setattr") this.file.pendingMutations.push({ target: changed, mutation: { kind: "set", key: undefined, keyRange: node.range, value: { kind: "unknown", range: node.range, parts: [] } } });
    if (callee.kind === "member") this.methodMutation(callee, call);
    return call;
  }

  private methodMutation(callee: MemberExpr, call: CallExpr): void {
    const push = (mutation: Mutation): void => {
      this.file.pendingMutations.push({ target: callee.object, mutation });
    };
    const last = call.args.at(-1);
    if (APPENDING_METHODS.has(callee.property) && last) push({ kind: "append", value: last.value });
    else if (EXTENDING_METHODS.has(callee.property) && last) push({ kind: "extend", value: last.value });
    else if (OPAQUE_METHODS.has(callee.property)) push({ kind: "unknown" });
  }
}

function isTypeChecking(condition: PyNode): boolean {
  const name = condition.type === "PyAttribute" ? field(condition, "attribute") : condition;
  return identifier(name) === "TYPE_CHECKING";
}

/** Can the end of these statements be reached, as far as their form tells? */
function canEnd(node: PyNode): boolean {
  const body = (name: string): boolean => {
    const inner = field(node, name);
    return inner === undefined || canEnd(inner);
  };
  switch (node.type) {
    case "PyBlock":
      return node.children.every(canEnd);
    case "PyReturnStatement":
    case "PyRaiseStatement":
      return false;
    case "PyIfStatement": {
      const alternatives = fieldList(node, "alternative");
      const isComplete = alternatives.some(({ type }) => type === "PyElseClause");
      return !isComplete || body("consequence") || alternatives.some(blockCanEnd);
    }
    case "PyWithStatement":
      return body("body");
    case "PyTryStatement": {
      const [handlers, others] = [node.children.filter(({ type }) => /Except/u.test(type)), node.children.filter(({ type }) => type === "PyElseClause" || type === "PyFinallyClause")];
      if (others.some((clause) => !blockCanEnd(clause) && clause.type === "PyFinallyClause")) return false;
      const tried = body("body") && !others.some((clause) => !blockCanEnd(clause));
      return tried || handlers.some(blockCanEnd);
    }
    default:
      return true;
  }
}

/** The same for `else`, `elif`, `except` and `finally`. */
function blockCanEnd(clause: PyNode): boolean {
  const block = clause.children.find(({ type }) => type === "PyBlock");
  return block === undefined || canEnd(block);
}
