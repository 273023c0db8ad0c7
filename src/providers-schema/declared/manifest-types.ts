/** Types of a jsii manifest → schema types. */
import { entriesOf, itemsOf, stringOf, valueOf } from "../versions/manifest-files.js";
import type { MemberSchema, MethodSchema, ParameterSchema, TypeRef, TypeSchema } from "../types.js";

const PRIMITIVES: ReadonlySet<string> = new Set(["string", "number", "boolean", "any", "json", "date"]);
const ANY: TypeRef = { kind: "primitive", name: "any" };

/**
 * A manifest's type as the schema has it.
 *
 * @param written one value of the manifest's `types`
 * @param home the package and the jsii submodule that declare it
 * @returns undefined for something that is no type
 */
export function typeFromManifest(written: unknown, home: { readonly package: string; readonly module: string }): TypeSchema | undefined {
  const fqn = stringOf(written, "fqn");
  const kind = stringOf(written, "kind");
  if (fqn === undefined) return undefined;
  const prefix = home.module === "" ? home.package : `${home.package}.${home.module}`;
  const named = { fqn, name: fqn.slice(prefix.length + 1), ...home };
  if (kind === "enum") return { ...named, kind: "enum", members: itemsOf(valueOf(written, "members")).map((member) => stringOf(member, "name") ?? "") };
  const properties = byName(itemsOf(valueOf(written, "properties")).map(member));
  const methods = byName(itemsOf(valueOf(written, "methods")).map(method));
  const bases = strings(valueOf(written, "interfaces"));
  if (kind === "interface") {
    if (valueOf(written, "datatype") !== true) return { ...named, kind: "interface", bases, properties, methods };
    return { ...named, kind: "struct", bases, properties: byName([...properties.values()].map(({ name, type, optional }) => ({ name, type, optional }))) };
  }
  if (kind !== "class") return undefined;
  const initializer = valueOf(written, "initializer");
  return {
    ...named,
    kind: "class",
    abstract: valueOf(written, "abstract") === true,
    base: stringOf(written, "base"),
    interfaces: bases,
    parameters: initializer === undefined ? undefined : parameters(initializer),
    properties,
    methods,
  };
}

function member(written: unknown): MemberSchema {
  return {
    name: stringOf(written, "name") ?? "",
    type: typeRef(valueOf(written, "type")),
    optional: valueOf(written, "optional") === true,
    static: valueOf(written, "static") === true,
    protected: valueOf(written, "protected") === true,
  };
}

function method(written: unknown): MethodSchema {
  const returns = valueOf(valueOf(written, "returns"), "type");
  return {
    name: stringOf(written, "name") ?? "",
    static: valueOf(written, "static") === true,
    protected: valueOf(written, "protected") === true,
    parameters: parameters(written),
    returns: returns === undefined ? undefined : typeRef(returns),
  };
}

function parameters(callable: unknown): readonly ParameterSchema[] {
  return itemsOf(valueOf(callable, "parameters")).map((parameter) => ({
    name: stringOf(parameter, "name") ?? "",
    type: typeRef(valueOf(parameter, "type")),
    optional: valueOf(parameter, "optional") === true,
    variadic: valueOf(parameter, "variadic") === true,
  }));
}

function typeRef(written: unknown): TypeRef {
  const primitive = stringOf(written, "primitive");
  if (primitive !== undefined) return PRIMITIVES.has(primitive) ? { kind: "primitive", name: primitive as "string" } : ANY;
  const fqn = stringOf(written, "fqn");
  if (fqn !== undefined) return { kind: "named", fqn };
  const collection = valueOf(written, "collection");
  if (collection !== undefined) return { kind: stringOf(collection, "kind") === "map" ? "map" : "list", of: typeRef(valueOf(collection, "elementtype")) };
  const union = itemsOf(valueOf(valueOf(written, "union"), "types"));
  return union.length > 0 ? { kind: "union", of: union.map(typeRef) } : ANY;
}

function strings(value: unknown): readonly string[] {
  return itemsOf(value).filter((item): item is string => typeof item === "string");
}

function byName<T extends { readonly name: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map([...list].sort((a, b) => (a.name < b.name ? -1 : 1)).map((one) => [one.name, one]));
}

/** The jsii submodule that a type of a manifest is declared in; the root as the empty string. */
export function moduleOfType(written: unknown, submodules: ReadonlySet<string>): string {
  const namespace = stringOf(written, "namespace");
  return namespace !== undefined && submodules.has(namespace) ? namespace : "";
}

/** Names of the submodules of a manifest. */
export function submodulesOf(manifest: unknown, packageName: string): ReadonlyMap<string, unknown> {
  return new Map(entriesOf(valueOf(manifest, "submodules")).map(([fqn, submodule]) => [fqn.slice(packageName.length + 1), submodule]));
}
