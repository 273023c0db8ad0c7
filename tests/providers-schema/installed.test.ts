/** Packages that are installed or generated: where they are looked for, how far they are read, and when they are read again. */
import { rmSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as tar from "tar";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Consulted, consulting } from "../../src/consulted.js";
import { generatedPython, generatedTypeScript, npmNameOfPython } from "../../src/providers-schema/declared/index.js";
import { readDeclarations } from "../../src/providers-schema/declared/typescript-types.js";
import { schemaForFile } from "../../src/providers-schema/index.js";
import type { PackageSchema, TypeSchema } from "../../src/providers-schema/types.js";
import { testProject } from "../support/project.js";
import { typeText } from "../support/declarations.js";

const project = testProject();
const ACME = "@cdktf/provider-acme";
const HOME = `node_modules/${ACME}`;

beforeEach(() => {
  process.env["CDKTF_LINT_CACHE"] = join(project.root, "cache");
});
afterEach(() => {
  delete process.env["CDKTF_LINT_CACHE"];
});

let writes = 0;

/** Writes files, each time at another time: a clock's tick may be longer than a test. */
function write(files: Readonly<Record<string, string | Buffer>>): void {
  project.write(files);
  writes++;
  for (const name of Object.keys(files)) utimesSync(join(project.root, name), writes, writes);
}

const klass = (name: string): string => `export declare class ${name} {}\n`;
const manifest = (more: object = {}): string => JSON.stringify({ name: ACME, version: "1.2.3", ...more });
const installed = (files: Readonly<Record<string, string>>, more: object = {}): PackageSchema | undefined => {
  write({ ".git/HEAD": "", [`${HOME}/package.json`]: manifest(more), ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`${HOME}/${name}`, text])) });
  return schemaForFile(join(project.root, "stack.ts")).package(ACME);
};
const typesIn = (pkg: PackageSchema | undefined, module: string): string => (pkg?.module(module)?.isKnown ? pkg.module(module)!.typeNames.join(", ") : "not known");
const notesOf = (action: () => void): string[] => {
  const consulted = new Consulted();
  consulting(consulted, action);
  return [...consulted.notes.values()].map((note) => (note.kind === "problem" ? `${note.path.slice(project.root.length + 1)} ${note.text}` : note.name));
};

describe("an installed provider", () => {
  it.each<[string, object, Readonly<Record<string, string>>, string, string]>([
    ["what its package.json says", { types: "lib/main.d.ts" }, { "lib/main.d.ts": "export * as anvil from './anvil';", "lib/anvil/index.d.ts": klass("Anvil") }, "lib/anvil", "Anvil"],
    ["lib/index.d.ts without a word on it", {}, { "lib/index.d.ts": "export * as anvil from './anvil';", "lib/anvil/index.d.ts": klass("Anvil") }, "lib/anvil", "Anvil"],
    ["its folder itself", { types: "index.d.ts" }, { "index.d.ts": "export * as anvil from './anvil';", "anvil.d.ts": klass("Anvil") }, "anvil", "Anvil"],
    ["its folder itself, written with a dot", { types: "./index.d.ts" }, { "index.d.ts": "export * as anvil from './anvil';", "anvil.d.ts": klass("Anvil") }, "anvil", "Anvil"],
    ["its folder lib, written with a dot", { types: "./lib/index.d.ts" }, { "lib/index.d.ts": "export * as anvil from './anvil';", "lib/anvil.d.ts": klass("Anvil") }, "lib/anvil", "Anvil"],
    ["deeper", { types: "dist/types/index.d.ts" }, { "dist/types/index.d.ts": "export * as anvil from './anvil';", "dist/types/anvil.d.ts": klass("Anvil") }, "dist/types/anvil", "Anvil"],
  ])("is read from %s", (_, more, files, path, types) => {
    const pkg = installed(files, more);
    expect(pkg?.moduleAtPath(path)?.name).toBe("anvil");
    expect(typesIn(pkg, "anvil")).toBe(types);
    expect(pkg?.hasPath(path)).toBe(true);
  });

  it.each(["", "{", "null"])("is nothing where its root says nothing, as with %j", (text) => {
    expect(installed({ "lib/index.d.ts": text })).toBeUndefined();
  });

  it("is known by its name in Python", () => {
    expect(["cdktf_cdktf_provider_acme_tools", "cdktn_provider_acme", "cdktf_provider_acme", "cdktf_cdktf_provider_", "xcdktn_provider_acme", "cdktn_provider_acme.x", ""].map(npmNameOfPython)).toEqual(["@cdktf/provider-acme-tools", "@cdktn/provider-acme", undefined, undefined, undefined, undefined, undefined]);
    const pkg = installed({ "lib/index.d.ts": "export * as anvilTools from './anvil-tools';" });
    expect([pkg?.python, pkg?.module("anvilTools")?.python, pkg?.terraformProviderVersion]).toEqual(["cdktf_cdktf_provider_acme", "cdktf_cdktf_provider_acme.anvil_tools", undefined]);
    write({ [`node_modules/@cdktn/provider-acme-x/package.json`]: JSON.stringify({ name: "@cdktn/provider-acme-x", version: "1.0.0" }), "node_modules/@cdktn/provider-acme-x/lib/index.d.ts": "export * as a from './a';" });
    expect(schemaForFile(join(project.root, "stack.ts")).package("@cdktn/provider-acme-x")?.python).toBe("cdktn_provider_acme_x");
  });

  it("has no module that lies outside of it", () => {
    write({ "node_modules/@cdktf/evil.d.ts": klass("Evil"), [`${HOME}/evil.d.ts`]: klass("Evil"), [`${HOME}/libx/a.d.ts`]: klass("Evil") });
    const pkg = installed({ "lib/index.d.ts": `export * as above from '../evil';\nexport * as far from '../../evil';\nexport * as beside from '../libx/a';\nexport * as star from './star';\nexport * as fine from './fine';\n`, "lib/star.d.ts": `export * from '../../evil';\n${klass("Star")}`, "lib/fine.d.ts": klass("Fine") });
    expect(["above", "far", "beside", "star", "fine"].map((name) => typesIn(pkg, name))).toEqual(["not known", "not known", "not known", "not known", "Fine"]);
    write({ "node_modules/@cdktf/other.d.ts": "", [`${HOME}/other.d.ts`]: "" });
    expect(["lib/fine", "lib/../../other", "../other", "other", "lib/../other", "/lib/fine", "lib/none", "package.json", "lib/package.json"].map((path) => pkg?.hasPath(path))).toEqual([true, false, false, false, false, false, false, true, false]);
  });

  it("is read as its index is written", () => {
    const pkg = installed({
      "lib/index.d.ts": `// export * as commented from './a';\nexport * as a from './a';\nexport * as $b_1 from "./a";\n  export * as indented from './a';\nexport * as mixed from './a";\nexport * as foreign from 'a';\nexport * as c from './c.js';\nObject.defineProperty(exports, 'd', { enumerable: true, get: function () { return require("./a"); } });\nObject.defineProperty(exports, "e", { get: () => require('./a') });\n`,
      "lib/a.d.ts": klass("A"), "lib/c.d.ts": klass("C"),
    });
    expect(pkg?.moduleNames()).toEqual(["$b_1", "a", "c", "d"]);
    expect(["$b_1", "a", "c", "d"].map((name) => typesIn(pkg, name))).toEqual(["A", "A", "C", "A"]);
  });

  it("is read through sixty files for a module, and no more", () => {
    const chain = (length: number): Record<string, string> => Object.fromEntries(Array.from({ length }, (_, at) => [`lib/m/${at === 0 ? "index" : `f${at}`}.d.ts`, `${klass(`T${at}`)}${at + 1 < length ? `export * from './f${at + 1}.js';\n` : ""}`]));
    const index = { "lib/index.d.ts": "export * as m from './m';\n" };
    expect(typesIn(installed({ ...index, ...chain(60) }), "m").split(", ")).toHaveLength(60);
    expect(typesIn(installed({ ...index, ...chain(61) }, { version: "1.2.4" }), "m")).toBe("not known");
  });

  it("is read where files lead to one another in a circle, and a file or its folder may be meant", () => {
    const pkg = installed({ "lib/index.d.ts": "export * as m from './m';\nexport * as n from './n';\n", "lib/m/index.d.ts": `export * from './a';\n${klass("M")}`, "lib/m/a.d.ts": `export * from '.';\nexport * from './index';\n${klass("A")}`, "lib/n.d.ts": klass("File"), "lib/n/index.d.ts": klass("Folder") });
    expect([typesIn(pkg, "m"), typesIn(pkg, "n")]).toEqual(["A, M", "File"]);
  });

  it("says which module a type belongs to by its path", () => {
    const pkg = installed({
      "lib/index.d.ts": "export * as anvil from './anvil';\nexport * as anvilTools from './anvil-tools';\n",
      "lib/anvil/index.d.ts": "import { Tongs } from '../anvil-tools/deep/file.js';\nimport { Own } from './own';\nimport { Base } from '../base';\nimport * as all from '../anvil-tools';\nexport declare class Anvil { get tongs(): Tongs; get own(): Own; get base(): Base; get other(): all.Hammer; get bare(): all; }\n",
      "lib/anvil-tools/index.d.ts": klass("Hammer"),
    });
    const type = pkg?.type("anvil", "Anvil");
    const names = type?.kind === "class" ? [...type.properties].map(([name, { type: of }]) => `${name}: ${of.kind === "named" ? of.fqn : of.kind}`) : [];
    expect(names).toEqual([`bare: ${ACME}.anvilTools.`, `base: ${ACME}.anvil.Base`, `other: ${ACME}.anvilTools.Hammer`, `own: ${ACME}.anvil.Own`, `tongs: ${ACME}.anvilTools.Tongs`]);
  });

  it("is named where it cannot be read", () => {
    const pkg = installed({ "lib/index.d.ts": "export * as broken from './broken';\nexport * as linked from './linked';\nexport * as deep from './deep';\n", "lib/broken.d.ts": "export class {{", "lib/deep.d.ts": `export declare const x: ${"[".repeat(200_000)}${"]".repeat(200_000)};` });
    expect(notesOf(() => typesIn(pkg, "broken"))).toEqual([expect.stringMatching(/^node_modules\/@cdktf\/provider-acme\/lib\/broken\.d\.ts cannot be read as TypeScript \([^)]+\) and is passed over$/u)]);
    expect(notesOf(() => typesIn(pkg, "deep"))).toEqual([`${HOME}/lib/deep.d.ts cannot be read as TypeScript (it is nested too deeply) and is passed over`]);
    expect(["broken", "linked", "deep"].map((name) => typesIn(pkg, name))).toEqual(["not known", "not known", "not known"]);
  });

  it("is the same object until its package.json changes", () => {
    const first = installed({ "lib/index.d.ts": "export * as a from './a';" });
    expect(schemaForFile(join(project.root, "other.ts")).package(ACME)).toBe(first);
    utimesSync(join(project.root, HOME, "package.json"), 1e6, 1e6);
    expect(schemaForFile(join(project.root, "stack.ts")).package(ACME)).not.toBe(first);
    rmSync(join(project.root, HOME), { recursive: true });
    expect(schemaForFile(join(project.root, "stack.ts")).package(ACME)).toBeUndefined();
  });

  it("is what names of types say of their modules", () => {
    const pkg = installed({ "lib/index.d.ts": `export * as anvil from './anvil';\nexport * as anvilFace from './anvil-face';\n${klass("Anvil")}`, "lib/anvil.d.ts": klass("Anvil") + klass("AnvilFace"), "lib/anvil-face.d.ts": klass("AnvilFace") });
    expect(["AnvilFace", "Anvil", "anvilface", "Face", ""].map((name) => pkg?.modulesDeclaring(name))).toEqual([["anvil", "anvilFace"], ["anvil"], [], [], []]);
    expect([pkg?.propertyHistory("Anvil", "x"), pkg?.everyProperty("Anvil"), pkg?.propertiesSince("Anvil", { package: ACME, version: "1.0.0" }), pkg?.typeHistory("Anvil"), pkg?.moduleHistory({ path: "lib/anvil" })]).toEqual([[], [], [], [], []]);
    expect([...(pkg?.typeNames() ?? [])]).toEqual(["Anvil", "Anvil", "AnvilFace", "AnvilFace"]);
    expect(["", "lib", "lib/index.js", "lib/anvil.d.ts", "lib/anvil/", "lib/anvil/index.mjs", "lib/anvil.cjs", "lib/anvil.ts", "lib/anvil.jsx"].map((path) => pkg?.moduleAtPath(path)?.name)).toEqual(["", "", "", "anvil", "anvil", "anvil", "anvil", "anvil", undefined]);
  });
});

describe("generated TypeScript", () => {
  const files = (output: string, entry = "index"): Record<string, string> => ({ [`${output}/providers/acme/${entry}.ts`]: "export * as anvil from './anvil';\n", [`${output}/providers/acme/anvil/index.ts`]: "export class Anvil {}\n" });
  const found = (specifier: string, from = "stack.ts"): string => {
    const one = generatedTypeScript(specifier, join(project.root, from));
    return one ? `${one.package.name} ${one.package.version} at ${one.path || "root"}` : "nothing";
  };

  it("is found in the folders that cdktf get writes to", () => {
    write({ ".git/HEAD": "", ...files(".gen"), ...files("imports") });
    expect(["./.gen/providers/acme", "./.gen/providers/acme/anvil", ".gen/providers/acme/anvil/index", "./imports/providers/acme", "imports/providers/acme/"].map((one) => found(one))).toEqual([".gen/providers/acme  at root", ".gen/providers/acme  at anvil", ".gen/providers/acme  at anvil/index", "imports/providers/acme  at root", "imports/providers/acme  at root"]);
    expect(["./.gen/providers/", "./.gen/acme", "./.gen/myproviders/acme", "./.gen/providers/other", "providers/acme", "./providers/acme", "..gen/providers/acme", "x/.gen/providers/acme", "./generated/providers/acme", "./.gen/providers/.."].map((one) => found(one))).toEqual(Array.from({ length: 10 }, () => "nothing"));
    expect([found("../.gen/providers/acme", "lib/stack.ts"), found("./.gen/providers/acme", "lib/stack.ts"), found(".gen/providers/acme", "lib/deep/stack.ts"), found("./providers/acme", ".gen/stack.ts"), found("../providers/acme", ".gen/x/stack.ts"), found("providers/acme", ".gen/stack.ts")]).toEqual([".gen/providers/acme  at root", "nothing", ".gen/providers/acme  at root", ".gen/providers/acme  at root", ".gen/providers/acme  at root", "nothing"]);
  });

  it("is found where cdktf.json says, and still in the others", () => {
    write({ ".git/HEAD": "", "cdktf.json": JSON.stringify({ codeMakerOutput: "./out/gen/" }), ...files("out/gen"), ...files(".gen") });
    expect([found("./out/gen/providers/acme"), found("out/gen/providers/acme"), found("./.gen/providers/acme"), found("./out/providers/acme")]).toEqual(["out/gen/providers/acme  at root", "out/gen/providers/acme  at root", ".gen/providers/acme  at root", "nothing"]);
    for (const text of ["{", "[]", JSON.stringify({ codeMakerOutput: 3 })]) {
      write({ "cdktf.json": text });
      expect([found("./out/gen/providers/acme"), found("./.gen/providers/acme")]).toEqual(["nothing", ".gen/providers/acme  at root"]);
    }
  });

  it("is not found outside of its project", () => {
    write({ "inner/.git/HEAD": "", "inner/cdktf.json": JSON.stringify({ codeMakerOutput: "../outer" }), ...files("outer"), ...files(".gen") });
    expect([found("../outer/providers/acme", "inner/stack.ts"), found("../.gen/providers/acme", "inner/stack.ts")]).toEqual(["nothing", "nothing"]);
  });

  it("has the version that is noted beside it", () => {
    write({ ".git/HEAD": "", ...files(".gen"), ".gen/versions.json": JSON.stringify({ "registry.terraform.io/x/notacme": "1.0.0", "registry.terraform.io/x/acme": 3, "registry.opentofu.org/x/acme": "2.0.0" }) });
    expect(found("./.gen/providers/acme")).toBe(".gen/providers/acme 2.0.0 at root");
  });

  it("is read from the lazy index, if there is one", () => {
    write({ ".git/HEAD": "", ...files(".gen"), ".gen/providers/acme/lazy-index.ts": "Object.defineProperty(exports, 'lazy', { enumerable: true, get: function () { return require('./anvil'); } });\n" });
    const pkg = generatedTypeScript("./.gen/providers/acme", join(project.root, "stack.ts"))?.package;
    expect([pkg?.moduleNames(), pkg?.moduleAtPath("anvil")?.name, typesIn(pkg, "lazy"), pkg?.python]).toEqual([["lazy"], "lazy", "Anvil", ""]);
  });

  it("is looked for further up where what is nearer is no file or leads away", () => {
    write({ ".git/HEAD": "", ...files(".gen"), "app/.gen/providers/acme/index.ts/x": "" });
    expect(found(".gen/providers/acme", "app/stack.ts")).toBe(".gen/providers/acme  at root");
    write({ "inner/.git/HEAD": "", "inner/.gen/providers/acme/x": "" });
    symlinkSync(join(project.root, ".gen/providers/acme/index.ts"), join(project.root, "inner/.gen/providers/acme/index.ts"));
    expect(found("./.gen/providers/acme", "inner/stack.ts")).toBe("nothing");
  });
});

describe("generated Python", () => {
  const archive = (): Buffer => {
    const content = Buffer.from(JSON.stringify({ name: "acme", version: "0.0.0", types: {}, submodules: { "acme.anvil": {} } }));
    const header = Buffer.alloc(512);
    new tar.Header({ path: "package/.jsii", size: content.length, type: "File", mode: 0o644, mtime: new Date(0) }).encode(header);
    return gzipSync(Buffer.concat([header, content, Buffer.alloc(1536 - (content.length % 512))]));
  };
  const found = (dotted: string, from = "main.py"): string | undefined => generatedPython(dotted, join(project.root, from))?.module("anvil")?.python;

  it("is found in the folders that cdktf get writes to", () => {
    write({ ".git/HEAD": "", "imports/acme/_jsii/acme@0.0.0.jsii.tgz": archive(), "other/acme/_jsii/acme@0.0.0.jsii.tgz": archive(), "gen/acme/_jsii/acme@0.0.0.jsii.tgz": archive() });
    expect([found("imports.acme.anvil"), found("imports.acme"), found("imports.acme", "stacks/main.py"), found("imports"), found("imports.other"), found("other.acme"), found(""), found(".acme"), found("gen.acme")]).toEqual(["imports.acme.anvil", "imports.acme.anvil", "imports.acme.anvil", undefined, undefined, undefined, undefined, undefined, undefined]);
    write({ "cdktf.json": JSON.stringify({ codeMakerOutput: "gen" }) });
    expect([found("gen.acme"), found("imports.acme")]).toEqual(["gen.acme.anvil", "imports.acme.anvil"]);
  });

  it("is looked for further up where what is nearer cannot be read", () => {
    write({ ".git/HEAD": "", "imports/acme/_jsii/acme@0.0.0.jsii.tgz": archive(), "app/imports/acme/_jsii/acme@0.0.0.jsii.tgz": "no archive", "lib/imports/acme/__init__.py": "" });
    expect([found("imports.acme", "app/main.py"), found("imports.acme", "lib/main.py")]).toEqual(["imports.acme.anvil", "imports.acme.anvil"]);
  });
});

describe("declarations", () => {
  const read = (text: string, filename = "x.d.ts", module = "m"): readonly TypeSchema[] => readDeclarations(text, filename, { package: "acme", module }).types;
  const property = (type: string): string => {
    const [one] = read(`import * as cdktf from "cdktf";\nimport { Named as Local, Same } from "other";\nimport { Near } from "./near";\nexport interface One { readonly p: ${type}; }`);
    const found = one?.kind === "struct" ? one.properties.get("p") : undefined;
    return found ? `${typeText(found.type)}${found.optional ? ", optional" : ""}` : "none";
  };

  it.each([
    ["string", "string"], ["number", "number"], ["boolean", "boolean"], ["Date", "date"], ["any", "any, optional"], ["unknown", "any, optional"], ["object", "any, optional"], ["null", "any, optional"], ["void", "any, optional"],
    ["(string)", "string"], ["string[]", "list<string>"], ["undefined[]", "list<any>, optional"], ["{ [k: string]: number }", "map<number>"], ["{ [k: string]: boolean | cdktf.IResolvable }", "map<boolean | cdktf.IResolvable>"], ["{ a: string }", "any, optional"], ["{}", "any, optional"],
    ["string | undefined", "string, optional"], ["undefined", "any, optional"], ["string | number", "string | number"], ["string | number | undefined", "string | number, optional"], ["(string | undefined)[]", "list<string>, optional"],
    ["Local", "other.Named"], ["Same", "other.Same"], ["Near", "acme.m.Near"], ["cdktf.deep.Thing", "cdktf.deep.Thing"], ["Own", "acme.m.Own"], ["Own.Inner", "any, optional"], ["Array<string>", "any, optional"], ["Record<string, string>", "any, optional"], ["Map<string, string>", "any, optional"], ["Promise<string>", "any, optional"], ["Partial<Own>", "any, optional"], ["Set<string>", "any, optional"], ["Object", "any, optional"],
    ["() => string", "any, optional"], ['"a" | "b"', "any | any"], ["[string]", "any, optional"], ["string & number", "any, optional"],
  ])("of type %s give %s", (written, expected) => {
    expect(property(written)).toBe(expected);
  });

  it("tell structs from interfaces", () => {
    const kinds = (text: string): string => read(text).map(({ kind, name, fqn }) => `${kind} ${name} ${fqn}`).join("; ");
    expect(kinds("export interface Plain {}")).toBe("struct Plain acme.m.Plain");
    expect(kinds("export interface Item {}")).toBe("struct Item acme.m.Item");
    expect(kinds("export interface IThing {}")).toBe("interface IThing acme.m.IThing");
    expect(kinds("export interface I {}")).toBe("struct I acme.m.I");
    expect(kinds("export interface XIThing {}")).toBe("struct XIThing acme.m.XIThing");
    expect(kinds("export interface Calls { run(): void; }")).toBe("interface Calls acme.m.Calls");
    expect(kinds("interface Hidden {} export default class {} export declare enum E { A }")).toBe("enum E acme.m.E");
  });

  it("at the root are named without a module", () => {
    expect(read("export declare class A extends B {} export declare class B {}", "x.d.ts", "").map((type) => [type.fqn, type.module, type.kind === "class" ? type.base : ""])).toEqual([["acme.A", "", "acme.B"], ["acme.B", "", undefined]]);
  });

  it("say what is exported besides", () => {
    const found = readDeclarations(`export * from "./a"; export * as b from "./b"; export { c, d as e } from "./c"; export const f = 1, g = 2; export function h() {} export type T = string; export default 1; const hidden = 1;`, "x.ts", { package: "acme", module: "m" });
    expect([found.stars, found.values]).toEqual([["./a"], ["b", "c", "e", "f", "g", "h", "T"]]);
  });

  it("are read as what their file's name says", () => {
    const body = "export class A { private x = 1; get y() { return this.x; } }";
    expect(read(body, "x.ts").map(({ name }) => name)).toEqual(["A"]);
    for (const name of ["x.d.ts", "x.d.mts", "x.d.cts"]) expect(read("export class A { get x(): string; }", name).map((type) => type.name)).toEqual(["A"]);
    expect(() => read("export class {{")).toThrow(/\w/u);
  });

  it("of methods say what they give and take", () => {
    const [one] = read(`export class A { a(): void {} b(): string { return ""; } c() { return 1; } d() { } e(x: number, y?: string, z = 1, ...w: string[]): A[] { return []; } static f(): void {} protected g(): void {} private h(): void {} declare(): any; constructor(readonly p: string, protected q?: number, private r = 1) {} i(): undefined {} j(...all: any): void {} }`, "x.ts");
    const methods = one?.kind === "class" ? [...one.methods.values()].map((method) => `${method.static ? "static " : ""}${method.protected ? "protected " : ""}${method.name}(${method.parameters.map(({ name, type, optional, variadic }) => `${variadic ? "..." : ""}${name}${optional ? "?" : ""}: ${typeText(type)}`).join(", ")}): ${method.returns ? typeText(method.returns) : "nothing"}`) : [];
    expect(methods).toEqual(["a(): nothing", "b(): string", "c(): any", "d(): nothing", "declare(): any", "e(x: number, y?: string, z?: any, ...w: string): list<acme.m.A>", "static f(): nothing", "protected g(): nothing", "i(): any", "j(...all?: any): nothing"]);
    const properties = one?.kind === "class" ? [...one.properties.values()].map((found) => `${found.static ? "static " : ""}${found.protected ? "protected " : ""}${found.name}${found.optional ? "?" : ""}: ${typeText(found.type)}`) : [];
    expect(properties).toEqual(["p: string", "protected q?: number"]);
    expect(one?.kind === "class" && one.parameters?.map(({ name, optional }) => `${name}${optional ? "?" : ""}`)).toEqual(["p", "q?", "r?"]);
  });

  it("of parameters that are properties too may have a default", () => {
    const [one] = read(`export class A { constructor(readonly p: string = "x", protected q = 1, private r = 2) {} }`, "x.ts");
    expect(one?.kind === "class" && [...one.properties.values()].map(({ name, type, optional }) => `${name}${optional ? "?" : ""}: ${typeText(type)}`)).toEqual(["p: string", "q: any"]);
  });

  it("of getters say what their bodies show", () => {
    const [one] = read(`import * as cdktf from "cdktf";\nexport class A { private _typed?: number; private _made = new cdktf.StringMap(this); private _value = 1; public shown = "x"; private _bare; public _seen = 1; public _told?: number;
      get string() { return this.getStringAttribute("x"); } get number() { return this.getNumberAttribute("x"); } get list() { return this.getListAttribute("x"); } get numbers() { return this.getNumberListAttribute("x"); } get flag() { return this.getBooleanAttribute("x"); } get other() { return this.constructor("x"); } get free() { return getStringAttribute("x"); } get deep() { return this.x.getStringAttribute("x"); }
      get typed() { return this._typed; } get made() { return this._made; } get value() { return this._value; } get bare() { return this._bare; } get open() { return this.shown; } get told() { return this._told; } get far() { return other._typed; } get two() { log(); return this._typed; } get none() { } get empty() { return; } get stated(): string | undefined { return this._typed; } }`, "x.ts");
    const properties = one?.kind === "class" ? Object.fromEntries([...one.properties.values()].map((found) => [found.name, `${typeText(found.type)}${found.optional ? ", optional" : ""}`])) : {};
    expect(properties).toEqual({
      string: "string", number: "number", list: "list<string>", numbers: "list<number>", flag: "cdktf.IResolvable", other: "any", free: "any", deep: "any",
      typed: "number, optional", made: "cdktf.StringMap", value: "any, optional", bare: "any, optional", open: "any, optional", told: "any, optional", _seen: "any", _told: "number, optional", far: "any, optional", two: "any, optional", none: "any, optional", empty: "any, optional", stated: "string, optional", shown: "string",
    });
  });
});
