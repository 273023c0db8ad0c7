/** Types that derive from one another, within a package and across packages, in every shape that a manifest can have. */
import { describe, expect, it } from "vitest";
import { DeclaredPackage } from "../../src/providers-schema/declared/declared-package.js";
import { bundledPackage, createSchema, ProjectSchema } from "../../src/providers-schema/schema.js";
import { bundledVersions } from "../../src/providers-schema/index.js";
import type { ClassSchema, InterfaceSchema, StructSchema, TypeSchema } from "../../src/providers-schema/types.js";

const HOME = { package: "acme", module: "" };
const named = (name: string): { fqn: string; name: string; package: string; module: string } => ({ ...HOME, fqn: `acme.${name}`, name });
const typed = (names: readonly string[], of = "string"): Map<string, { name: string; type: { kind: "primitive"; name: "string" }; optional: boolean; static: boolean; protected: boolean }> =>
  new Map(names.map((name) => [name, { name, type: { kind: "primitive", name: of as "string" }, optional: false, static: false, protected: false }]));
const calls = (names: readonly string[]): ClassSchema["methods"] => new Map(names.map((name) => [name, { name, static: false, protected: false, parameters: [], returns: undefined }]));

const struct = (name: string, bases: readonly string[] = [], properties: readonly string[] = [], of = "string"): StructSchema => ({ ...named(name), kind: "struct", bases, properties: typed(properties, of) });
const klass = (name: string, base: string | undefined, interfaces: readonly string[] = [], properties: readonly string[] = [], methods: readonly string[] = []): ClassSchema => ({ ...named(name), kind: "class", abstract: false, base, interfaces, parameters: undefined, properties: typed(properties, name), methods: calls(methods) });
const face = (name: string, bases: readonly string[] = [], properties: readonly string[] = [], methods: readonly string[] = []): InterfaceSchema => ({ ...named(name), kind: "interface", bases, properties: typed(properties, name), methods: calls(methods) });

/** The schema of a project with one package, in whose modules these types are. */
function schemaOf(types: readonly TypeSchema[], modules: Readonly<Record<string, readonly TypeSchema[]>> = {}): ProjectSchema {
  const all = new Map<string, readonly TypeSchema[]>([["", types], ...Object.entries(modules)]);
  const pkg = new DeclaredPackage({ name: "acme", version: "1.0.0", python: "acme", terraformProviderVersion: undefined }, {
    modules: new Map(Object.keys(modules).map((name) => [name, { path: `lib/${name}`, python: `acme.${name}` }])),
    read: (module) => ({ types: new Map((all.get(module) ?? []).map((type) => [type.name, type])), typescriptOnly: [] }),
    hasPath: () => false,
  });
  return new ProjectSchema({ find: (name) => (name === "acme" ? { package: pkg, isExact: true } : undefined) });
}

describe("the properties of a struct", () => {
  const propertiesOf = (types: readonly StructSchema[]): string[] | undefined => {
    const properties = schemaOf(types).structProperties(types[0]!);
    return properties && [...properties].map(([name, { type }]) => `${name}: ${type.kind === "primitive" ? type.name : ""}`);
  };

  it.each<[string, readonly StructSchema[], readonly string[] | undefined]>([
    ["its own", [struct("A", [], ["x"])], ["x: string"]],
    ["those of its bases first", [struct("A", ["acme.B", "acme.C"], ["a"]), struct("B", [], ["b"]), struct("C", ["acme.D"], ["c"]), struct("D", [], ["d"])], ["b: string", "d: string", "c: string", "a: string"]],
    ["its own rather than a base's", [struct("A", ["acme.B"], ["x"], "number"), struct("B", [], ["x", "y"])], ["x: number", "y: string"]],
    ["the last base's rather than the first's", [struct("A", ["acme.B", "acme.C"]), struct("B", [], ["x"]), struct("C", [], ["x"], "boolean")], ["x: boolean"]],
    ["those of a base on two ways once, where it is first met", [struct("A", ["acme.B", "acme.C"]), struct("B", ["acme.D"], ["x"], "boolean"), struct("C", ["acme.D"]), struct("D", [], ["x"])], ["x: boolean"]],
    ["those that it has in a circle", [struct("A", ["acme.B"], ["a"]), struct("B", ["acme.A"], ["b"])], ["b: string", "a: string"]],
    ["unknown where a base is unknown", [struct("A", ["acme.B"], ["a"]), struct("B", ["acme.Gone"], ["b"])], undefined],
    ["unknown where a base is of a package that is unknown", [struct("A", ["other.B"], ["a"])], undefined],
  ])("are %s", (_, types, expected) => {
    expect(propertiesOf(types)).toEqual(expected);
  });

  it("are unknown where a base is no struct", () => {
    const a = struct("A", ["acme.B"], ["a"]);
    expect(schemaOf([a, klass("B", undefined)]).structProperties(a)).toBeUndefined();
  });

  it("are known as deep as a line of bases may be, and no deeper", () => {
    const line = (length: number): StructSchema[] => Array.from({ length }, (_, at) => struct(`S${at}`, at + 1 < length ? [`acme.S${at + 1}`] : [], [`p${at}`]));
    expect(propertiesOf(line(101))).toHaveLength(101);
    expect(propertiesOf(line(102))).toBeUndefined();
  });

  it("are the same object for the same bases, and another one where a base is another one", () => {
    const a = struct("A", ["acme.B"], ["a"]);
    const b = struct("B", [], ["b"]);
    const first = schemaOf([a, b]).structProperties(a);
    expect(schemaOf([a, b]).structProperties(a)).toBe(first);
    expect([...(schemaOf([a, struct("B", [], ["c"])]).structProperties(a)?.keys() ?? [])]).toEqual(["c", "a"]);
    expect([...(schemaOf([a, b]).structProperties(a)?.keys() ?? [])]).toEqual(["b", "a"]);
  });

  it("are declared by the struct itself or the base that has them", () => {
    const a = struct("A", ["acme.B", "acme.C"], ["a"]);
    const schema = schemaOf([a, struct("B", ["acme.C"], ["b", "x"]), struct("C", [], ["c", "x"])]);
    expect(["a", "b", "c", "x", "y", "constructor"].map((name) => schema.declaringStruct(a, name)?.name)).toEqual(["A", "B", "C", "B", undefined, undefined]);
    // A class among the bases declares nothing of a struct.
    const odd = struct("Odd", ["acme.K", "acme.C"]);
    expect(schemaOf([odd, klass("K", undefined, [], ["c"]), struct("C", [], ["c"])]).declaringStruct(odd, "c")?.name).toBe("C");
  });
});

describe("the members of a class", () => {
  const top = klass("Top", "acme.Middle", ["acme.ITop"], ["own"], ["run"]);
  const schema = schemaOf([top, klass("Middle", "acme.Bottom", ["acme.IMiddle"], ["own", "middle"], ["walk"]), klass("Bottom", undefined, [], ["bottom", "deep"], ["stand"]), face("ITop", ["acme.IBase"], ["deep", "told"], ["run", "say"]), face("IMiddle", [], ["between"]), face("IBase", ["acme.ITop", "acme.Gone"], ["base"], ["be"])]);
  const from = (name: string): string | undefined => {
    const type = schema.member(top, name)?.type;
    return type?.kind === "primitive" ? type.name : undefined;
  };

  it("are its own, then those of its base with all that is behind it, then those of its interfaces", () => {
    expect(["own", "middle", "bottom", "deep", "between", "told", "base", "none", "__proto__"].map(from)).toEqual(["Top", "Middle", "Bottom", "Bottom", "IMiddle", "ITop", "IBase", undefined, undefined]);
    expect(["run", "walk", "stand", "say", "be", "none", "own"].map((name) => schema.method(top, name)?.name)).toEqual(["run", "walk", "stand", "say", "be", undefined, undefined]);
    expect(schema.member(top, "run")).toBeUndefined();
  });

  it("are none of a struct's or an enum's", () => {
    const odd = face("IOdd", ["acme.S", "acme.E", "acme.IFine"]);
    const own = schemaOf([odd, struct("S", [], ["x"]), { ...named("E"), kind: "enum", members: ["x"] }, face("IFine", [], ["x"], ["m"])]);
    expect(own.member(odd, "x")?.type).toEqual({ kind: "primitive", name: "IFine" });
    expect(own.method(odd, "m")?.name).toBe("m");
    expect(own.method(odd, "x")).toBeUndefined();
  });
});

describe("descent", () => {
  const schema = schemaOf([klass("A", "acme.B", ["acme.IA"]), klass("B", "acme.C"), klass("C", undefined), face("IA", ["acme.IB"]), face("IB", ["acme.IA"]), klass("Lost", "gone.X", ["acme.IB"]), { ...named("E"), kind: "enum", members: [] }, struct("S", ["acme.T"]), struct("T")]);
  it.each([
    ["A", "acme.A", true], ["A", "acme.C", true], ["A", "acme.IB", true], ["A", "acme.E", false], ["B", "acme.IA", false], ["C", "acme.A", false],
    ["S", "acme.T", true], ["T", "acme.S", false], ["E", "acme.E", true], ["E", "acme.A", false],
    // What is not known may derive from anything, but what is known to be a base stays one.
    ["Lost", "acme.A", undefined], ["Lost", "acme.IA", true], ["Lost", "gone.X", true], ["Gone", "acme.A", undefined], ["Gone", "acme.Gone", true],
  ])("of %s from %s: %s", (name, ancestor, expected) => {
    expect(schema.isA(`acme.${name}`, ancestor)).toBe(expected);
    expect(schema.isA(`acme.${name}`, ancestor)).toBe(expected);
  });
});

describe("a fully qualified name", () => {
  const schema = schemaOf([klass("Root", undefined), klass("deep.Inner", undefined)], { "deep": [{ ...klass("Inner", undefined), module: "deep" }, { ...klass("Two", undefined), module: "deep" }], "deep.er": [{ ...klass("Two", undefined), module: "deep.er" }] });
  it.each([
    ["acme.Root", ""], ["acme.deep.Inner", "deep"], ["acme.deep.Two", "deep"], ["acme.deep.er.Two", "deep.er"],
    ["acme.deep.Root", undefined], ["acme.er.Two", undefined], ["acme", undefined], ["acme.", undefined], ["acme..Root", undefined], [".Root", undefined], ["@x/acme.Root", undefined], ["acme/x.Root", undefined], ["other.Root", undefined],
  ])("%s is in module %j", (fqn, module) => {
    expect(schema.type(fqn)?.module).toBe(module);
    expect(schema.type(fqn)).toBe(schema.type(fqn));
  });

  it("has the package before the first dot after its scope", () => {
    const scoped = new ProjectSchema({ find: (name) => (name === "@acme.io/tools" ? { package: schemaOf([klass("Root", undefined)]).package("acme")!, isExact: false } : undefined) });
    expect(scoped.type("@acme.io/tools.Root")?.name).toBe("Root");
    expect(scoped.type("@acme.io/tools.Other")).toBeUndefined();
    expect(scoped.isExact("@acme.io/tools")).toBe(false);
    expect(scoped.isExact("acme")).toBe(false);
    expect(schema.isExact("acme")).toBe(true);
  });
});

describe("where packages come from", () => {
  const acme = schemaOf([klass("Root", undefined)]).package("acme")!;

  it("is asked once for each, and what is found by an import is known by its name from then on", () => {
    const asked: string[] = [];
    const schema = new ProjectSchema({
      find: (name) => (asked.push(`find ${name}`), undefined),
      ofPython: (dotted) => (asked.push(`python ${dotted}`), dotted.startsWith("acme.") ? acme : undefined),
      generated: (specifier, from) => (asked.push(`generated ${specifier} in ${from}`), specifier.startsWith("./") ? { package: acme, path: specifier.slice(2) } : undefined),
      versionInUse: (name) => (name === "stated" ? "3.0.0" : undefined),
    });
    expect([schema.package("acme"), schema.package("acme")]).toEqual([undefined, undefined]);
    expect(asked).toEqual(["find acme"]);
    expect([schema.generated("./x", "a.ts")?.path, schema.generated("./x", "a.ts")?.path, schema.generated("./y", "a.ts")?.path, schema.generated("./x", "b.ts")?.path, schema.generated("x", "a.ts"), schema.generated("x", "a.ts")]).toEqual(["x", "x", "y", "x", undefined, undefined]);
    expect(asked.slice(1)).toEqual(["generated ./x in a.ts", "generated ./y in a.ts", "generated ./x in b.ts", "generated x in a.ts"]);
    expect(schema.package("acme")).toBe(acme);
    expect(schema.isExact("acme")).toBe(true);
    expect([schema.versionInUse("stated"), schema.versionInUse("acme"), schema.versionInUse("none")]).toEqual(["3.0.0", "1.0.0", undefined]);
  });

  it("may be a Python module", () => {
    const schema = new ProjectSchema({ find: () => undefined, ofPython: (dotted) => (dotted === "acme.x" ? acme : undefined) });
    expect(schema.packageOfPython("other.x")).toBeUndefined();
    expect(schema.package("acme")).toBeUndefined();
    expect(schema.packageOfPython("acme.x")).toBe(acme);
    expect(schema.package("acme")).toBe(acme);
    expect(schema.isExact("acme")).toBe(true);
    // A bundled package is found by its npm name alone.
    expect(schema.packageOfPython("cdktf.x")).toBeUndefined();
  });

  it("may know nothing but names", () => {
    const schema = new ProjectSchema({ find: () => undefined });
    expect([schema.packageOfPython("acme.x"), schema.generated("./x", "a.ts"), schema.versionInUse("acme")]).toEqual([undefined, undefined, undefined]);
  });
});

describe("a bundled package", () => {
  const AWS = "@cdktf/provider-aws";
  const first = bundledVersions(AWS)[0];
  const last = bundledVersions(AWS).at(-1);
  it.each([
    ["21.22.1", "21.22.1", true],
    ["21.22.2", "21.22.1", false],
    ["99.0.0", last, false],
    ["21.22.1-pre.1", "21.22.1", false],
    ["^18.0.0", "18.0.0", false],
    ["0.0.1", first, false],
    ["nothing", first, false],
    // What somebody built is as new as can be, though a release has that number.
    ["0.0.0", last, false],
  ])("for %s is %s", (wanted, version, isExact) => {
    const found = bundledPackage(AWS, wanted);
    expect([found?.package.version, found?.isExact]).toEqual([version, isExact]);
  });

  it("is none of what is not bundled or not wanted", () => {
    expect(bundledPackage(AWS, undefined)).toBeUndefined();
    expect(bundledPackage("left-pad", "1.0.0")).toBeUndefined();
    expect(createSchema(() => undefined).package(AWS)).toBeUndefined();
  });
});
