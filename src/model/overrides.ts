/**
 * Overrides: `resource.addOverride("route.0.gateway_id", value)` writes into the Terraform JSON past the bindings.
 *
 * An override may name what the bindings do not know yet, so an unknown name proves nothing. What is reported here is
 * impossible for every provider version: it fails in cdktf itself (`deepMerge`, `resolve`) or breaks Terraform's own
 * rules for names and shapes.
 */
import { plainName } from "../dialects/dialect.js";
import { snakeCase } from "../dialects/python-names.js";
import type { ClassSchema, PropertySchema, StructSchema, TypeRef } from "../providers-schema/types.js";
import { constructClass, isCoreClass, isScalar, withoutTokens } from "./core-types.js";
import type { CallExpr, Expr, Range } from "./ir.js";
import type { ProgramModel } from "./program.js";
import type { Value } from "./values.js";

export type OverrideFault = {
  readonly range: Range;
  readonly owner: ClassSchema;
  /** The struct that says so: the resource's configuration or a block in it. */
  readonly struct: StructSchema;
  /** Terraform's names down to the place: `ingress.0`. */
  readonly path: string;
} & (
  | /** A name that no Terraform provider can have, which is written in jsii's way. */ { readonly kind: "name"; readonly written: string; readonly terraform: string }
  | /** Goes into something that holds no names. */ { readonly kind: "inside"; readonly expected: TypeRef; readonly rest: string }
  | /** Names a key of a list that has elements: it is lost. */ { readonly kind: "element"; readonly rest: string }
  | /** A construct somewhere in the value, which cannot be written as JSON. */ { readonly kind: "construct"; readonly construct: string }
  | /** A value of a shape that Terraform cannot convert. */ { readonly kind: "type"; readonly expected: TypeRef; readonly found: string }
);

type FaultOf<Kind> = Extract<OverrideFault, { kind: Kind }>;
type Details = { [Kind in OverrideFault["kind"]]: Omit<FaultOf<Kind>, "range" | "owner" | "struct" | "path"> }[OverrideFault["kind"]];

const OVERRIDABLE = ["TerraformResource", "TerraformDataSource", "TerraformEphemeralResource", "TerraformProvider"];
const MAX_DEPTH = 20;

/** Everything in this file's overrides that cannot work, in source order. */
export function overrideFaults(program: ProgramModel): readonly OverrideFault[] {
  const name = program.dialect.name("addOverride");
  return program.file.calls.flatMap((call) => (call.callee.kind === "member" && call.callee.property === name ? faultsOf(program, call) : []));
}

function faultsOf(program: ProgramModel, call: CallExpr): OverrideFault[] {
  const callee = program.evaluate(call.callee);
  if (callee.kind !== "method" || callee.method.name !== "addOverride" || call.args.some(({ spread }) => spread)) return [];
  const owner = ownerOf(program, callee.receiver);
  const struct = owner && program.callShape(owner)?.struct;
  const [path, value] = ["path", "value"].map((parameter, position) => (call.args.find((argument) => argument.name === parameter) ?? call.args.filter((argument) => argument.name === undefined)[position])?.value);
  const written = path && program.evaluate(path);
  if (!owner || !struct || !path || written?.kind !== "literal" || typeof written.value !== "string") return [];
  const override = new Override(program, owner, call, callee.receiver, path.range);
  override.follow(struct, written.value.split("."), value);
  return override.faults;
}

/** The class of the bindings that the override is for. */
function ownerOf(program: ProgramModel, receiver: Value): ClassSchema | undefined {
  const bases = receiver.kind === "localInstance" ? program.evaluator.heritage(receiver) : undefined;
  const type = receiver.kind === "instance" ? receiver.type : bases && !bases.unknown ? bases.schema : undefined;
  if (!type) return undefined;
  return isCoreClass(program.schema, type.fqn, ...OVERRIDABLE) ? type : undefined;
}

class Override {
  readonly faults: OverrideFault[] = [];

  constructor(
    private readonly program: ProgramModel,
    private readonly owner: ClassSchema,
    private readonly call: CallExpr,
    private readonly receiver: Value,
    private readonly pathRange: Range,
  ) {}

  private report(details: Details, struct: StructSchema, path: readonly string[], range: Range = this.pathRange): void {
    this.faults.push({ ...details, range, owner: this.owner, struct, path: path.join(".") } as OverrideFault);
  }

  /** Goes down the path as far as the schema knows it, then looks at the value. */
  follow(root: StructSchema, segments: readonly string[], value: Expr | undefined): void {
    const construct = value && this.constructIn(value, 0);
    if (construct) return this.report({ kind: "construct", construct: construct.name }, root, segments, this.here(construct.expr));
    let struct = root;
    for (let at = 0; at < segments.length; ) {
      const name = segments[at] ?? "";
      const property = this.property(struct, name);
      if (this.isMisnamed(struct, name, property, at === 0)) return this.report({ kind: "name", written: name, terraform: snakeCase(name) }, struct, segments.slice(0, at));
      // What the core adds to every resource (`for_each`, `provider`) takes more in Terraform than in the bindings.
      // What another version takes here cannot be known either.
      const isOwn = property !== undefined && this.program.schema.declaringStruct(struct, property.name)?.package === this.owner.package && this.program.isExact(struct);
      const type = property && plainType(property.type);
      if (!type) return;
      const rest = segments.slice(at + 1);
      const path = segments.slice(0, at + 1);
      if (type.kind === "primitive") {
        if (isOwn && rest.length > 0 && isScalar(type)) this.report({ kind: "inside", expected: type, rest: rest.join(".") }, struct, path);
        else if (isOwn && rest.length === 0 && value) this.judge(value, type, struct, path);
        return;
      }
      const isElement = /^\d+$/u.test(rest[0] ?? "");
      const element = type.kind === "list" ? plainType(type.of) : undefined;
      if (type.kind === "list" && element && isOwn) {
        if (isScalar(element) && rest.length > (isElement ? 1 : 0)) return this.report({ kind: "inside", expected: type, rest: rest.join(".") }, struct, path);
        if (at === 0 && rest.length > 0 && !isElement && this.hasElements(property)) return this.report({ kind: "element", rest: rest.join(".") }, struct, path);
      }
      const steps = type.kind === "list" && isElement ? 2 : 1;
      const inner = this.structOf(type.kind === "list" ? (element ?? type) : type);
      if (rest.length < steps) {
        if (isOwn && value && rest.length === 0) this.judge(value, type, struct, path);
        if (inner && value) this.names(inner, value, segments, 0);
        return;
      }
      if (!inner) return;
      struct = inner;
      at += steps;
    }
  }

  /** The property that a Terraform name stands for; where two could be meant, none. */
  private property(struct: StructSchema, name: string): PropertySchema | undefined {
    const all = [...(this.program.schema.structProperties(struct)?.values() ?? [])].filter((property) => plainName(property.name) === plainName(name));
    return all.length === 1 ? all[0] : undefined;
  }

  /**
   * Terraform's plugin kits allow lower case letters, digits and `_` in the names of arguments and blocks. Within an
   * attribute of an object type other names are thinkable, so there the provider's bundled schema has to know the property.
   */
  private isMisnamed(struct: StructSchema, name: string, property: PropertySchema | undefined, isTop: boolean): boolean {
    if (!/^[a-z][A-Za-z0-9]*$/u.test(name) || !/[A-Z]/u.test(name)) return false;
    if (isTop) return true;
    return property?.name === name && (this.program.schema.package(struct.package)?.propertyHistory(struct.name, name).length ?? 0) > 0;
  }

  /** The same for the keys of an object that the value writes for a block. */
  private names(struct: StructSchema, expr: Expr, path: readonly string[], depth: number): void {
    if (depth > MAX_DEPTH) return;
    const value = this.program.evaluate(expr);
    if (value.kind === "list") {
      for (const item of value.items) if (item.kind !== "spread") this.names(struct, item, path, depth + 1);
    }
    if (value.kind !== "record") return;
    for (const entry of value.entries) {
      if (entry.origin === "maybe") continue;
      const property = this.property(struct, entry.key);
      if (this.isMisnamed(struct, entry.key, property, false)) {
        this.report({ kind: "name", written: entry.key, terraform: snakeCase(entry.key) }, struct, path, entry.file === this.program.file ? entry.keyRange : this.pathRange);
      }
      const type = property && plainType(property.type);
      const inner = type && this.structOf(type.kind === "list" ? (plainType(type.of) ?? type) : type);
      if (inner) this.names(inner, entry.value, [...path, entry.key], depth + 1);
    }
  }

  private structOf(type: TypeRef): StructSchema | undefined {
    const struct = type.kind === "named" ? this.program.schema.type(type.fqn) : undefined;
    return struct?.kind === "struct" ? struct : undefined;
  }

  /** Was the list given with its elements where the construct was created? */
  private hasElements(property: PropertySchema): boolean {
    const call = this.receiver.kind === "instance" ? this.receiver.call : undefined;
    const config = call && this.program.constructOf(call)?.config;
    const entry = config?.entries.find(({ key }) => key === this.program.dialect.name(property.name));
    const value = entry && entry.origin !== "maybe" ? this.program.evaluate(entry.value) : undefined;
    return value?.kind === "list" && value.items.some((item) => item.kind !== "spread");
  }

  private judge(expr: Expr, type: TypeRef, struct: StructSchema, path: readonly string[]): void {
    // So the bindings write what may be of any type in Terraform.
    if (type.kind === "map" && type.of.kind === "primitive" && !isScalar(type.of)) return;
    const found = this.unconvertible(this.program.evaluate(expr), type);
    if (found !== undefined) this.report({ kind: "type", expected: type, found }, struct, path);
  }

  /** What stands there, where Terraform cannot make the type that is wanted of it; `null` takes a value back. */
  private unconvertible(value: Value, type: TypeRef): string | undefined {
    switch (value.kind) {
      case "choice": {
        const all = value.options.map((option) => this.unconvertible(option, type));
        return all.every((one) => one !== undefined) ? all[0] : undefined;
      }
      case "literal": {
        if (value.value === null || value.value === undefined || type.kind === "primitive") return undefined;
        // An expression in a string may give anything.
        if (typeof value.value === "string" && /[$%]\{/u.test(value.value)) return undefined;
        return type.kind === "named" && !this.structOf(type) ? undefined : typeof value.value;
      }
      case "list":
        return isScalar(type) || type.kind === "map" ? "list" : undefined;
      case "record": {
        if (!value.complete || value.entries.some(({ key }) => key === "resolve")) return undefined;
        const isScalarList = type.kind === "list" && isScalar(plainType(type.of) ?? type);
        return isScalar(type) || isScalarList ? (this.program.dialect.language === "python" ? "dict" : "object") : undefined;
      }
      default:
        return undefined;
    }
  }

  /** The first construct in a value: as such, in a list or under a key. */
  private constructIn(expr: Expr, depth: number): { expr: Expr; name: string } | undefined {
    if (depth > MAX_DEPTH || expr.kind === "spread") return undefined;
    const value = this.program.evaluate(expr);
    const name = constructClass(value, this.program.evaluator);
    if (name !== undefined) return { expr, name };
    const inner = value.kind === "list" ? value.items : value.kind === "record" ? value.entries.flatMap((entry) => (entry.origin === "maybe" ? [] : [entry.value])) : [];
    for (const item of inner) {
      const found = this.constructIn(item, depth + 1);
      if (found) return found;
    }
    return undefined;
  }

  /** The expression's own place, where it is written within the call. */
  private here(expr: Expr): Range {
    const [start, end] = this.call.range;
    return expr.range[0] >= start && expr.range[1] <= end ? expr.range : this.pathRange;
  }
}

/** The one type that a value has, tokens left aside; undefined where several remain. */
function plainType(type: TypeRef): TypeRef | undefined {
  const [only, ...others] = withoutTokens(type);
  return others.length === 0 ? only : undefined;
}
