/** Which constructs an expression mentions, however deep and however wrapped. */
import { type Binding, bindingOf, type CallExpr, type Definition, type Expr, type FunctionInfo } from "./ir.js";
import type { Evaluator, Value } from "./values.js";

export interface Mentions {
  /** The calls that create the constructs mentioned. */
  readonly constructs: ReadonlySet<CallExpr>;
  /** Something in it cannot be seen: it may mention any construct. */
  readonly opaque: boolean;
}

/** Everything that the expressions mention, followed through variables, collections, templates and calls. */
export function mentionsIn(exprs: readonly Expr[], evaluator: Evaluator): Mentions {
  const walk = new MentionWalk(evaluator);
  for (const expr of exprs) walk.expr(expr);
  return { constructs: walk.constructs, opaque: walk.opaque };
}

class MentionWalk {
  readonly constructs = new Set<CallExpr>();
  opaque = false;
  private readonly seen = new Set<Expr>();
  private readonly bindings = new Set<Binding>();

  constructor(private readonly evaluator: Evaluator) {}

  expr(expr: Expr): void {
    if (this.seen.has(expr)) return;
    this.seen.add(expr);
    switch (expr.kind) {
      case "literal":
        return;
      case "template":
      case "unknown":
        for (const part of expr.parts) this.expr(part);
        if (expr.kind === "unknown") this.opaque ||= expr.parts.length === 0;
        return;
      case "operation":
        for (const operand of expr.operands) this.expr(operand);
        return;
      case "choice":
        for (const option of expr.options) this.expr(option);
        return;
      case "spread":
      case "cast":
        this.expr(expr.value);
        return;
      case "defined":
        this.definition(expr.definition);
        return;
      case "type":
        this.opaque = true;
        return;
      case "comprehension":
        this.expr(expr.element);
        return;
      case "function":
        this.results(expr.fn);
        return;
      case "list":
        for (const item of expr.items) this.expr(item);
        return;
      case "record":
        for (const entry of expr.entries) this.expr(entry.value);
        return;
      case "call":
        this.call(expr);
        return;
      case "name":
        this.name(expr);
        return;
      case "member": {
        const value = this.evaluator.evaluate(expr);
        const field = bindingOf(expr);
        if (isTelling(value)) this.value(value);
        else if (field && value.kind !== "unknown") this.binding(field);
        else this.expr(expr.object);
        return;
      }
      case "index":
        this.expr(expr.object);
        return;
      case "self":
      case "super":
        this.opaque = true;
        return;
      case "class":
        return;
    }
  }

  private name(expr: Extract<Expr, { kind: "name" }>): void {
    const value = this.evaluator.evaluate(expr);
    const binding = expr.scope.lookup(expr.name);
    if (isTelling(value)) this.value(value);
    // A library by itself holds nothing of this program.
    else if (value.kind !== "external" || binding?.definitions.some(({ kind }) => kind !== "import")) this.binding(binding);
  }

  /** Whatever a variable or field was ever given. */
  private binding(binding: Binding | undefined): void {
    if (!binding || this.bindings.has(binding)) {
      this.opaque ||= !binding;
      return;
    }
    this.bindings.add(binding);
    for (const definition of binding.definitions) this.definition(definition);
    if (binding.definitions.length === 0) this.opaque = true;
    for (const mutation of binding.mutations) {
      if (mutation.kind === "unknown") this.opaque = true;
      else this.expr(mutation.value);
    }
  }

  private definition(definition: Definition): void {
    if (definition.kind === "element" || definition.kind === "part") this.expr(definition.of);
    else if (definition.kind === "value") this.expr(definition.value);
    else if (definition.kind === "parameter" && definition.parameter.each) this.expr(definition.parameter.each.of);
    else this.opaque = true;
  }

  private call(expr: CallExpr): void {
    const value = this.evaluator.evaluate(expr);
    if (value.kind === "instance" || value.kind === "struct") {
      this.value(value);
      return;
    }
    if (value.kind === "localInstance") {
      this.opaque = true;
      return;
    }
    const callee = this.evaluator.evaluate(expr.callee);
    if (callee.kind === "function") this.results(callee.fn);
    else if (callee.kind === "unknown" && expr.callee.kind !== "member") this.opaque = true;
    if (expr.callee.kind === "member" && callee.kind !== "function") this.expr(expr.callee.object);
    for (const argument of expr.args) this.expr(argument.value);
  }

  /** What a function gives. */
  private results({ returns, yields }: FunctionInfo): void {
    for (const result of [...returns, ...yields]) this.expr(result);
  }

  private value(value: Value): void {
    switch (value.kind) {
      case "instance":
        if (value.call) this.constructs.add(value.call);
        else this.opaque = true;
        return;
      case "typed":
        if (value.read) {
          this.value(value.read.receiver);
          for (const argument of value.read.call?.args ?? []) this.expr(argument.value);
        }
        return;
      case "list":
        for (const item of value.items) this.expr(item);
        return;
      case "record":
        for (const entry of value.entries) this.expr(entry.value);
        if (!value.complete) this.opaque = true;
        return;
      case "struct":
        for (const argument of value.call.args) this.expr(argument.value);
        return;
      case "choice":
        for (const option of value.options) this.value(option);
        return;
      case "function":
        this.results(value.fn);
        return;
      case "unknown":
      case "localInstance":
        this.opaque = true;
        return;
      default:
    }
  }
}

/** A value whose type alone is known, or that a library made, says nothing about what it is made of. */
function isTelling(value: Value): boolean {
  if (value.kind === "choice") return value.options.every(isTelling);
  return value.kind !== "unknown" && value.kind !== "external" && (value.kind !== "typed" || value.read !== undefined);
}
