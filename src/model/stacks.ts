/** Stacks: which classes and calls make one, and what is created in them. */
import { basename } from "node:path";
import { SideTable } from "../side-table.js";
import { isCoreClass } from "./core-types.js";
import { addTo, type CallExpr, type ClassInfo, type Expr, type FunctionInfo, type Range, type SourceModel } from "./ir.js";
import type { TypeSchema } from "../providers-schema/types.js";
import { classFileOf, classNameOf } from "./local-classes.js";
import type { ProgramModel } from "./program.js";
import type { Value } from "./values.js";

const STACK = /^cdkt[fn]\.TerraformStack$/u;

/** What is created under a stack, as far as it can be seen. */
export interface Contents {
  resources: boolean;
  outputs: boolean;
  /** Something gets the stack that cannot be seen into. */
  opaque: boolean;
}

/** A class that is a stack, and is one that can be created: not abstract, and no base of another. */
export function concreteStacks(program: ProgramModel): ClassInfo[] {
  const stacks = program.file.classes.filter((cls) => !isAbstract(cls) && isStack(program, cls));
  if (stacks.length === 0) return [];
  const extended = new Set(program.file.classes.flatMap(({ bases }) => bases.map((base) => classOf(program.evaluate(base)))));
  return stacks.filter((cls) => !extended.has(cls));
}

function classOf(value: Value): ClassInfo | undefined {
  return value.kind === "localClass" ? value.cls : undefined;
}

function isStack(program: ProgramModel, cls: ClassInfo): boolean {
  if (cls.bases.length === 0) return false;
  const { schema, unknown } = program.evaluator.bases(cls);
  return !unknown && schema !== undefined && isCoreClass(program.schema, schema.fqn, "TerraformStack");
}

function isAbstract(cls: ClassInfo): boolean {
  if (cls.isAbstract) return true;
  // Python: an abstract method anywhere, or ABC among the bases.
  const abstractMethod = [...cls.methods.values()].some((method) =>
    method.decorators.some((decorator) => (decorator.kind === "name" ? decorator.name : decorator.kind === "member" ? decorator.property : "").startsWith("abstract")),
  );
  return abstractMethod || cls.bases.some((base) => (base.kind === "name" && base.name === "ABC") || (base.kind === "member" && base.property === "ABC"));
}

/** A plain `TerraformStack` that is created and filled from outside; those on a testing app are left out. */
export function bareStacks(program: ProgramModel): CallExpr[] {
  return program.file.calls.filter((call) => {
    const value = program.evaluate(call);
    if (value.kind !== "instance" || value.call !== call || !STACK.test(value.type.fqn)) return false;
    const app = call.args[0] ? program.evaluate(call.args[0].value) : undefined;
    return app?.kind === "instance";
  });
}

/** True where a file holds tests: a library that gets a stack there only looks at it. */
function isTestFile(file: SourceModel): boolean {
  return /(?:^test_|_test\.|\.test\.|\.spec\.|^conftest\.)/u.test(basename(file.filename)) || /[\\/](?:tests?|__tests__|spec)[\\/]/u.test(file.filename);
}

/** The calls of a file by what they belong to, so that many stacks in one file are not many walks over all of it. */
class CallIndex {
  /** In the order of their ends. */
  private readonly byEnd: readonly CallExpr[];
  private readonly byClass = new Map<ClassInfo, CallExpr[]>();
  private given: ReadonlyMap<ClassInfo | CallExpr, ReadonlySet<CallExpr>> | undefined;

  constructor(
    private readonly program: ProgramModel,
    private readonly file: SourceModel,
  ) {
    this.byEnd = file.calls.toSorted((a, b) => a.range[1] - b.range[1]);
    for (const call of file.calls) {
      if (call.flow.cls) addTo(this.byClass, call.flow.cls, call);
    }
  }

  /** Calls that are written in a class. */
  in(cls: ClassInfo): readonly CallExpr[] {
    return this.byClass.get(cls) ?? [];
  }

  /** Calls between two places of the text. */
  *within([start, end]: Range): Iterable<CallExpr> {
    let low = 0;
    let high = this.byEnd.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.byEnd[middle]?.range[1] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    for (let at = low; at < this.byEnd.length; at++) {
      const call = this.byEnd[at]!;
      if (call.range[1] > end) return;
      if (call.range[0] >= start) yield call;
    }
  }

  /** Calls that are given an instance of a class of the project, or what a call creates. */
  givenWhat(made: ClassInfo | CallExpr): Iterable<CallExpr> {
    this.given ??= this.findGiven();
    return this.given.get(made) ?? [];
  }

  private findGiven(): Map<ClassInfo | CallExpr, Set<CallExpr>> {
    const given = new Map<ClassInfo | CallExpr, Set<CallExpr>>();
    for (const call of this.file.calls) {
      for (const expr of getting(call, this.program)) {
        const value = this.program.evaluate(expr);
        // Only classes of this file are asked for.
        const made = value.kind === "localInstance" ? (classFileOf(value) === this.file.filename ? value.cls : undefined) : value.kind === "instance" ? value.call : undefined;
        if (made) given.set(made, (given.get(made) ?? new Set()).add(call));
      }
    }
    return given;
  }
}

/** What a call is given, and what it overrides. */
function getting({ callee, args }: CallExpr, program: ProgramModel): Expr[] {
  const overridden = callee.kind === "member" && callee.property === program.dialect.name("addOverride") ? [callee.object] : [];
  return [...overridden, ...args.map(({ value }) => value)];
}

const indexes = new SideTable<ProgramModel, Map<SourceModel, CallIndex>>();

function callsOf(program: ProgramModel, file: SourceModel): CallIndex {
  let ofProgram = indexes.get(program);
  if (!ofProgram) indexes.set(program, (ofProgram = new Map()));
  let index = ofProgram.get(file);
  if (!index) ofProgram.set(file, (index = new CallIndex(program, file)));
  return index;
}

/** A stack that is handed on to more classes and functions than this is not followed further, and nothing is said of it. */
const MAX_FOLLOWED = 2000;

/** Objects in objects that are searched for a stack. */
const MAX_HELD_DEPTH = 4;

/** Where more files than this use the name of a variable that holds a stack, nothing is said of it. */
const MAX_MENTIONING = 50;

/** Follows everything that a stack is handed to. */
export class StackInspector {
  private readonly contents: Contents = { resources: false, outputs: false, opaque: false };
  private readonly seen = new Set<ClassInfo | FunctionInfo>();
  /** What is still to be looked at; no recursion, however long a chain of helpers is. */
  private readonly pending: (() => void)[] = [];

  /** @param outputs names of classes and functions that count as outputs besides `TerraformOutput` */
  constructor(
    private readonly program: ProgramModel,
    private readonly outputs: ReadonlySet<string> = new Set(),
  ) {}

  /** What the class creates: in itself, its bases, its helpers and the constructs under it, and what others add to it. */
  ofClass(cls: ClassInfo): Contents {
    this.cls(cls);
    const { file } = this.program;
    for (const call of callsOf(this.program, file).givenWhat(cls)) this.given(call, file);
    // Another file's path to the class leads to its own copy of it.
    this.heldForOthers(file, (value) => value.kind === "localInstance" && isSameClass(value, cls));
    return this.followed();
  }

  /** A stack in a variable that another file imports: what is done with it there is not followed. */
  private heldForOthers(file: SourceModel, isIt: (value: Value) => boolean): void {
    const { evaluator } = this.program;
    for (const { binding: { name, exported }, binding, value } of file.held) {
      const isSeen = file.language === "python" ? file.scope.bindings.get(name) === binding : exported;
      if (!isSeen || !isIt(this.program.evaluate(value))) continue;
      let asked = 0;
      for (const other of evaluator.project.mentioning(name, file)) {
        const specs = [...other.imports, ...other.stars, ...other.reexports.map(({ spec }) => spec)].filter(({ imported }) => imported === name || imported === "*");
        if (++asked > MAX_MENTIONING || specs.some((spec) => isIt(evaluator.imported({ ...spec, imported: name }, other)))) {
          this.contents.opaque = true;
          return;
        }
      }
    }
  }

  /** Looks at the project's other files that name the class: they may add outputs, or extend it. */
  elsewhere(cls: ClassInfo): Contents {
    if (cls.name) {
      // The other file's path to the class leads to its own copy of it.
      const isOf = (value: Value, kind: "localClass" | "localInstance"): boolean => value.kind === kind && isSameClass(value, cls);
      for (const file of this.program.evaluator.project.mentioning(cls.name, this.program.file)) {
        this.outside(file, (value) => isOf(value, "localInstance"));
        this.followed();
        const extended = file.classes.some((other) => other.bases.some((base) => isOf(this.program.evaluate(base), "localClass")));
        if (extended) this.contents.opaque = true;
        if (this.contents.opaque || this.contents.outputs) break;
      }
    }
    return this.contents;
  }

  /** What is created under the stack that this very call makes. */
  ofCall(call: CallExpr): Contents {
    const { file } = this.program;
    for (const other of callsOf(this.program, file).givenWhat(call)) this.given(other, file);
    if (file.holdersOf(call).some(({ exported }) => exported)) this.contents.opaque = true;
    return this.followed();
  }

  /** Calls anywhere in another file that are given the stack. */
  private outside(file: SourceModel, isIt: (value: Value) => boolean): void {
    for (const call of file.calls) {
      if (getting(call, this.program).some((expr) => isIt(this.program.evaluate(expr)))) this.given(call, file);
    }
    this.heldForOthers(file, isIt);
  }

  /** A call that is given the stack, or overrides something in it. */
  private given(call: CallExpr, file: SourceModel): void {
    this.named(call);
    const callee = this.program.evaluate(call.callee);
    switch (callee.kind) {
      case "type":
        this.schemaClass(callee.type);
        return;
      case "method":
        if (callee.method.name === "addOverride") this.override(call);
        return;
      case "localClass":
        this.cls(callee.cls);
        return;
      case "function":
        this.fn(callee.fn);
        return;
      case "external":
        if (!isTestFile(file) && !isGlobal(call)) this.contents.opaque = true;
        return;
      default:
        this.contents.opaque = true;
    }
  }

  /** What the user says counts as an output, by the name that it is declared or called by. */
  private named(call: CallExpr): void {
    if (this.outputs.size === 0) return;
    const callee = this.program.evaluate(call.callee);
    const declared = callee.kind === "type" ? callee.type.name : callee.kind === "localClass" ? classNameOf(callee) : callee.kind === "function" ? callee.fn.name : undefined;
    const called = call.callee.kind === "name" ? call.callee.name : call.callee.kind === "member" ? call.callee.property : undefined;
    if ([declared, called].some((name) => name !== undefined && this.outputs.has(name))) this.contents.outputs = true;
  }

  private schemaClass({ fqn }: TypeSchema): void {
    if (isCoreClass(this.program.schema, fqn, "TerraformOutput")) this.contents.outputs = true;
    else if (isCoreClass(this.program.schema, fqn, "TerraformResource")) this.contents.resources = true;
  }

  /** Looks at a class or function later, if that was not done yet. */
  private follow(what: ClassInfo | FunctionInfo, look: () => void): void {
    if (this.seen.has(what)) return;
    if (this.seen.size >= MAX_FOLLOWED) this.contents.opaque = true;
    else {
      this.seen.add(what);
      this.pending.push(look);
    }
  }

  private followed(): Contents {
    for (let look = this.pending.pop(); look; look = this.pending.pop()) look();
    return this.contents;
  }

  private cls(cls: ClassInfo): void {
    this.follow(cls, () => this.lookAtClass(cls));
  }

  private lookAtClass(cls: ClassInfo): void {
    if (cls.decorators.length > 0) this.contents.opaque = true;
    const { local, schema, unknown } = this.program.evaluator.bases(cls);
    if (unknown) this.contents.opaque = true;
    if (schema) this.schemaClass(schema);
    for (const call of callsOf(this.program, cls.file).in(cls)) this.call(call, cls.file);
    for (const base of local) this.cls(base);
  }

  private fn(fn: FunctionInfo): void {
    this.follow(fn, () => this.lookAtFunction(fn));
  }

  private lookAtFunction(fn: FunctionInfo): void {
    const file = fn.scope.file;
    for (const call of callsOf(this.program, file).within(fn.range)) this.call(call, file);
  }

  /** Any call in code that runs for the stack. */
  private call(call: CallExpr, file: SourceModel): void {
    if (isSuperCall(call)) return;
    this.named(call);
    const callee = this.program.evaluate(call.callee);
    if (callee.kind === "type") this.schemaClass(callee.type);
    else if (callee.kind === "localClass") this.cls(callee.cls);
    else if (callee.kind === "function") this.fn(callee.fn);
    else if (callee.kind === "method") {
      if (callee.method.name === "addOverride") this.override(call);
    } else if (callee.kind === "choice") {
      this.contents.opaque = true;
    } else if (callee.kind === "unknown") {
      if (!this.isOfCollection(call) && (this.handsOver(call) || isUnresolvedImport(call))) this.contents.opaque = true;
    } else if (callee.kind === "external" && this.handsOver(call) && !isGlobal(call) && !isTestFile(file)) {
      this.contents.opaque = true;
    }
  }

  /** A method of a list, a dictionary or a string: `subnets.append(subnet)`. */
  private isOfCollection(call: CallExpr): boolean {
    if (call.callee.kind !== "member") return false;
    const { kind } = this.program.evaluate(call.callee.object);
    return kind === "list" || kind === "record" || kind === "literal" || kind === "typed";
  }

  /** `addOverride("output.x", …)` makes an output by hand; a computed path may. */
  private override(call: CallExpr): void {
    const path = call.args[0] ? this.program.evaluate(call.args[0].value) : undefined;
    if (path?.kind !== "literal" || typeof path.value !== "string") this.contents.opaque = true;
    else if (path.value === "output" || path.value.startsWith("output.")) this.contents.outputs = true;
  }

  /** Does the call get `this`, or a construct from which the stack can be had? */
  private handsOver(call: CallExpr): boolean {
    return call.args.some((argument) => this.leadsToStack(argument.value, 0));
  }

  /** The same of a value, with what it holds. */
  private leadsToStack(expr: Expr, depth: number): boolean {
    if (expr.kind === "self") return true;
    const value = this.program.evaluate(expr);
    if (value.kind === "instance" || value.kind === "localInstance") return true;
    if (depth > MAX_HELD_DEPTH) return false;
    const held = value.kind === "list" ? value.items : value.kind === "record" ? value.entries.map((entry) => entry.value) : [];
    return held.some((inner) => this.leadsToStack(inner, depth + 1));
  }
}

/** Is a value the class, or made of it? Its name in its file identifies it. */
function isSameClass(value: Value, cls: ClassInfo): boolean {
  return (value.kind === "localClass" || value.kind === "localInstance") && classNameOf(value) === cls.name && classFileOf(value) === cls.file.filename;
}

/** `super(…)`, `super().__init__(…)`: the bases are looked at by themselves. */
function isSuperCall(call: CallExpr): boolean {
  let root: Expr = call.callee;
  while (root.kind === "member" || root.kind === "call") root = root.kind === "member" ? root.object : root.callee;
  return root.kind === "super";
}

/** A name that the language brings along: `print`, `expect`, `console.log`. */
function isGlobal(call: CallExpr): boolean {
  let root = call.callee;
  while (root.kind === "member" || root.kind === "call") root = root.kind === "member" ? root.object : root.callee;
  return root.kind === "name" && !root.scope.lookup(root.name);
}

/** A function or class that is imported from a file that cannot be seen. */
function isUnresolvedImport(call: CallExpr): boolean {
  let root = call.callee;
  while (root.kind === "member") root = root.object;
  if (root.kind !== "name") return false;
  return root.scope.lookup(root.name)?.definitions.some((definition) => definition.kind === "import") === true;
}
