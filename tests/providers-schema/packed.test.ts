/** What is read of a packed file, from small ones in which everything that the format knows occurs. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PackedPackage } from "../../src/providers-schema/package.js";
import { PackFile } from "../../src/providers-schema/store.js";
import type { Run } from "../../src/providers-schema/types.js";
import { moduleDeclarations, typeText } from "../support/declarations.js";
import { numbered, type Pack, packed, partly, section } from "../support/packs.js";

const ACME = "@cdktf/provider-acme";
const LATER = "@cdktn/provider-acme";
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cdktf-pack-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(bytes: Buffer): PackFile {
  const path = join(folder, "acme.pack");
  writeFileSync(path, bytes);
  return new PackFile(path);
}

const resolvable = "(<~.IResolvable>[<+>)";
const construct = ["scope", "<constructs.Construct>"];

/** Everything about a resource with a block, which changes, moves from place to place and goes away. */
const ANVIL = section(
  {
    forms: [
      // The first number of its own is 1, after the only one that all units share.
      [[["", "c", ["~.IResolvable"], [["tfResourceType", "s!s"]], [["strike", "", "b", [["times", "n"], ["how", "s!v"]]], ["make", "s", "<=>", [construct]], ["guard", "p", "", []]], "~.TerraformResource", [construct, ["id", "s"], ["config", "<=Config>!o"]]], ["Config", "s", ["~.TerraformMetaArguments"], []]], ["ToTerraform", "ToHclTerraform"]],
      [[["", "a", [], [["tfResourceType", "s!s"]], [], "~.TerraformResource", 0], ["Config", "s", [], [["metal", "<.Metal>"]]]], ["ToTerraform"]],
      [[["", "s", [], []], ["List", "c", [], [["wrapsSet", "b!p"]], [["get", "", "<=OutputReference>", [["index", "n"]]]], "~.ComplexList", [["parent", "<~.IInterpolatingParent>"]]], ["OutputReference", "c", [], [], [], "~.ComplexObject", 0]], []],
      [[["", "e", ["IRON", "STEEL"]]], []],
      [[["", "i", ["constructs.IConstruct", ":forge.Shared"], [["weight", "n!o"]], [["hit", "", "", []]]]], []],
    ],
    formHistories: ["1,3:2", "3", "4", "5"],
    shapes: [
      [["", "n", "n!o"], ["Config", "n"]],
      [["", "s", "s!o", 0, 1], ["Config", "s!o"]],
      [["", "<+List>", `${resolvable}!o`, resolvable, 1], ["Config", `${resolvable}!o`]],
      [["", "s!o"], ["OutputReference", "s!o"]],
      [["", "{[a", "d!o", 0, 1], ["Config", "j!o"]],
    ],
    shapeHistories: ["0,2:1,5:", "2", "3", "4"],
    typescriptOnly: ["anvilKinds|1", "anvilOld|0,3-"],
  },
  numbered(1), "face", numbered(1), "seal", partly(6, 7), numbered(3), "tags", partly(2, 6), numbered(3), "weight", numbered(0),
  partly(1, 7), numbered(2), "hardness", partly(2, 7), numbered(2),
  numbered(4),
  partly(3, 7), numbered(3),
);
const PLAIN = section({}, numbered(0));

const WORLD: Pack = {
  packages: [{ name: ACME, python: "cdktf_cdktf_provider_acme", first: 0 }, { name: LATER, python: "cdktn_provider_acme", first: 6 }],
  versions: ["1.0.0", "2.0.0", "3.0.0", "4.0.0", "5.0.0", "6.0.0", "6.0.0", "7.0.0"],
  terraform: [[0, ""], [2, "1.5.0"], [4, "1.6.0"]],
  entries: [[0, "lib"], [3, "lib/entry"]],
  otherPaths: ["lib/anvil/index-structs|4,6-", "lib/util|0", "lib/forge/shared-b|3"],
  services: { forge: ["forge", "lib/forge", "smithy"], "tools/hand": ["tools.hand", "lib/tools/hand", ""], bellows: ["bellows", "lib/bellows", ""] },
  forms: [[[["", "c", [], [], [], "", 0]], []]],
  formHistories: ["0"],
  units: [
    ["|0.|-", "\n"],
    ["anvil|0.,2forge,4/,7-|Anvil,IAnvil,Metal", ANVIL],
    ["bellows|2=bellows,4/", PLAIN],
    ["chain|1tools/hand,5-,6tools/hand", PLAIN],
    ["data-ore|4/", PLAIN],
    ["odd|0?lib/elsewhere", PLAIN],
    ["ore|6/", section({ forms: [[[["", "c", [], [["weight", "<=>"]], [], "", 0]], []]], formHistories: ["1"] }, numbered(1))],
    ["shared-a|2tools/hand,4/|Shared", PLAIN],
    ["shared-b|1forge,4/|Shared", section({ forms: [[[["", "e", ["ONE"]]], []]], formHistories: ["1"] }, numbered(1))],
  ],
  unitsInChunk: 3,
  unitsInPage: 2,
};

const at = (version: string, name = ACME): PackedPackage => new PackedPackage(fileOf(packed(WORLD)), name, version);
const when = ({ since, until, isNow, isPast }: Run): string => `${since.package} ${since.version} to ${until ? `${until.package} ${until.version}` : "now"}${isNow ? ", which is asked" : ""}${isPast ? ", past" : ""}`;

describe("a pack", () => {
  it.each([["1.0.0", ACME], ["2.0.0", ACME], ["3.0.0", ACME], ["4.0.0", ACME], ["5.0.0", ACME], ["6.0.0", ACME], ["6.0.0", LATER], ["7.0.0", LATER]])("holds what there is at %s of %s", (version, name) => {
    const pkg = at(version, name);
    const terraform = pkg.terraformProviderVersion ?? "none";
    expect(`\n${[`Terraform: ${terraform}; Python: ${pkg.python}; modules: ${pkg.moduleNames().join(", ")}`, ...["", ...pkg.moduleNames()].map((module) => moduleDeclarations(pkg, module))].join("\n\n")}\n`).toMatchSnapshot();
  });

  it.each([["8.0.0", ACME], ["7.0.0", ACME], ["5.0.0", LATER], ["1.0.0", "@cdktf/provider-other"]])("has no %s of %s", (version, name) => {
    expect(() => at(version, name)).toThrow(`no schema of ${name} ${version}`);
  });

  it("tells where modules stand", () => {
    const places = (version: string, name = ACME): unknown => {
      const pkg = at(version, name);
      const paths = ["", "lib", "lib/entry.js", "lib/index.js", "lib/anvil", "lib/anvil/index.d.ts", "lib/anvil/", "lib/anvil/index-structs", "anvil", "lib/forge", "lib/forge/anvil.ts", "lib/forge/shared-b", "lib/forge/chain", "lib/bellows", "lib/bellows/bellows", "lib/tools/hand", "lib/tools/hand/chain", "lib/tools", "lib/data-ore", "lib/dataOre", "lib/odd", "lib/elsewhere", "lib/util", "src/anvil", "package.json"];
      return Object.fromEntries(paths.map((path) => [path, `${pkg.hasPath(path) ? "there" : "not there"}, ${JSON.stringify(pkg.moduleAtPath(path), ["name", "path", "python"]) ?? "no module"}`]));
    };
    expect({ 1: places("1.0.0"), 3: places("3.0.0"), 4: places("4.0.0"), 5: places("5.0.0"), 7: places("7.0.0", LATER) }).toMatchSnapshot();
    const ofPython = (version: string, ...dotted: readonly string[]): unknown => dotted.map((one) => at(version).moduleInPython(`cdktf_cdktf_provider_acme${one}`)?.name);
    expect(ofPython("3.0.0", "", ".forge", ".smithy", ".tools.hand", ".bellows", ".anvil", "x")).toEqual(["", undefined, "forge", "tools.hand", "bellows", undefined, undefined]);
    expect(ofPython("5.0.0", ".anvil", ".data_ore", ".dataOre", ".shared_a", ".smithy", "_data_ore")).toEqual(["anvil", "dataOre", undefined, "sharedA", undefined, undefined]);
  });

  it("gives of a file in a service what stands in that file", () => {
    const pkg = at("3.0.0");
    expect(pkg.moduleAtPath("lib/forge/anvil")).toMatchObject({ name: "forge", path: "lib/forge/anvil", python: "cdktf_cdktf_provider_acme.smithy" });
    expect(pkg.moduleAtPath("lib/forge/anvil")?.typeNames).toEqual(["Anvil", "AnvilConfig", "AnvilFace", "AnvilFaceList", "AnvilFaceOutputReference", "IAnvil"]);
    expect(pkg.module("forge")?.typeNames).toEqual(["Anvil", "AnvilConfig", "AnvilFace", "AnvilFaceList", "AnvilFaceOutputReference", "IAnvil", "Shared"]);
    expect(at("1.0.0").moduleAtPath("lib/anvil")).toMatchObject({ name: "", python: "cdktf_cdktf_provider_acme" });
  });

  it("keeps types of one name in several modules apart", () => {
    const pkg = at("3.0.0");
    expect(pkg.modulesDeclaring("Shared")).toEqual(["forge", "tools.hand"]);
    expect([pkg.type("forge", "Shared"), pkg.type("tools.hand", "Shared"), pkg.type("", "Shared")].map((type) => type && `${type.kind} ${type.fqn}`)).toEqual([`enum ${ACME}.forge.Shared`, `class ${ACME}.tools.hand.Shared`, undefined]);
    expect(at("2.0.0").modulesDeclaring("Shared")).toEqual(["forge"]);
    expect(at("5.0.0").modulesDeclaring("Shared")).toEqual(["sharedA", "sharedB"]);
    expect(at("1.0.0").modulesDeclaring("Shared")).toEqual([]);
    expect(pkg.typeHistory("Shared").map((run) => `${when(run)}: ${run.path}`)).toEqual([
      `${ACME} 2.0.0 to ${ACME} 5.0.0, which is asked: lib/forge`,
      `${ACME} 3.0.0 to ${ACME} 5.0.0, which is asked: lib/tools/hand`,
      `${ACME} 5.0.0 to ${LATER} 6.0.0: lib/shared-a`,
      `${ACME} 5.0.0 to ${LATER} 6.0.0: lib/shared-b`,
      `${LATER} 6.0.0 to now: lib/shared-a`,
      `${LATER} 6.0.0 to now: lib/shared-b`,
    ]);
  });

  it("names modules and types in order, and what is not a module of its own by its root", () => {
    expect(at("2.0.0").modulesDeclaring("Anvil")).toEqual([""]);
    expect(at("1.0.0").modulesDeclaring("Odd")).toEqual([""]);
    expect([...at("1.0.0").typeNames()]).toEqual(["Anvil", "AnvilConfig", "IAnvil", "Odd"]);
    expect(at("5.0.0").moduleNames()).toEqual(["anvil", "bellows", "dataOre", "sharedA", "sharedB", "tools.hand"]);
    expect(at("6.0.0").moduleNames()).toEqual(["anvil", "bellows", "dataOre", "sharedA", "sharedB"]);
    expect(at("7.0.0", LATER).moduleNames()).toEqual(["bellows", "dataOre", "ore", "sharedA", "sharedB", "tools.hand"]);
  });

  it("says what a property was, in words of the package that had it", () => {
    const history = (type: string, property: string, version = "4.0.0"): string[] => at(version).propertyHistory(type, property).map((run) => `${when(run)}: ${run.optional ? "optional " : ""}${typeText(run.type)}`);
    expect(history("AnvilConfig", "weight")).toEqual([
      `${ACME} 1.0.0 to ${ACME} 3.0.0, past: number`,
      `${ACME} 3.0.0 to ${ACME} 6.0.0, which is asked: optional string`,
    ]);
    // The same for all its life, written as where it began.
    expect(history("Anvil", "face")).toEqual([`${ACME} 1.0.0 to ${LATER} 7.0.0, which is asked: ${ACME}.AnvilFaceList`]);
    expect(history("AnvilConfig", "face")).toEqual([`${ACME} 1.0.0 to ${LATER} 7.0.0, which is asked: optional cdktf.IResolvable | list<${ACME}.AnvilFace>`]);
    expect(history("AnvilConfig", "metal")).toEqual([`${ACME} 4.0.0 to ${LATER} 7.0.0, which is asked: ${ACME}.forge.Metal`]);
    expect(history("Anvil", "tags")).toEqual([`${ACME} 3.0.0 to ${LATER} 6.0.0, which is asked: map<list<any>>`]);
    expect(history("AnvilConfig", "tags")).toEqual([`${ACME} 3.0.0 to ${LATER} 6.0.0, which is asked: optional json`]);
    expect(history("AnvilFace", "hardness", "1.0.0")).toEqual([`${ACME} 3.0.0 to ${LATER} 7.0.0: optional string`]);
    expect(history("Ore", "weight", "1.0.0")).toEqual([`${LATER} 6.0.0 to now: ${LATER}.ore.Ore`]);
    expect(history("Metal", "IRON")).toEqual([]);
    expect(history("AnvilFaceList", "hardness")).toEqual([]);
    expect(history("Shared", "weight")).toEqual([]);
  });

  it("lists the properties of all versions, and those that came with one", () => {
    expect(at("7.0.0", LATER).everyProperty("AnvilConfig")).toEqual(["face", "metal", "seal", "tags", "weight"]);
    expect(at("1.0.0").everyProperty("Anvil")).toEqual(["face", "seal", "tags", "tfResourceType", "weight"]);
    expect(at("1.0.0").everyProperty("AnvilFaceOutputReference")).toEqual(["hardness"]);
    expect(at("1.0.0").everyProperty("AnvilFaceList")).toEqual(["wrapsSet"]);
    expect(at("1.0.0").everyProperty("Metal")).toEqual([]);
    const since = (type: string, version: string, name = ACME): readonly string[] => at("1.0.0").propertiesSince(type, { package: name, version });
    expect(since("AnvilConfig", "3.0.0")).toEqual(["tags"]);
    expect(since("AnvilConfig", "4.0.0")).toEqual([]);
    expect(since("AnvilFace", "3.0.0")).toEqual(["hardness"]);
    expect(since("AnvilFace", "2.0.0")).toEqual([]);
    expect(since("AnvilFaceList", "3.0.0")).toEqual([]);
    expect(since("AnvilConfig", "1.0.0")).toEqual([]);
    // Both packages have a version of this number.
    expect(since("AnvilConfig", "6.0.0")).toEqual([]);
    expect(since("AnvilConfig", "6.0.0", LATER)).toEqual(["seal"]);
  });

  it("says where a type and a module were", () => {
    const types = (type: string): string[] => at("4.0.0").typeHistory(type).map((run) => `${when(run)}: ${run.path || "root"}, ${run.python}`);
    expect(types("Anvil")).toMatchSnapshot();
    expect(types("Metal")).toMatchSnapshot();
    expect(types("Chain")).toMatchSnapshot();
    expect(types("Bellows")).toMatchSnapshot();
    const modules = (module: { path: string } | { python: string }, version = "4.0.0", name = ACME): string[] => at(version, name).moduleHistory(module).map((run) => `${when(run)}: ${run.path}, ${run.python}`);
    for (const path of ["lib/anvil", "lib/anvil/index.js", "lib/forge", "lib/bellows", "lib/tools/hand", "lib/shared-a", "lib/util", "forge", "", "lib"]) expect(modules({ path }), path).toMatchSnapshot(path);
    for (const python of ["cdktf_cdktf_provider_acme.smithy", "cdktf_cdktf_provider_acme.forge", "cdktf_cdktf_provider_acme.anvil", "cdktn_provider_acme.data_ore", "cdktf_cdktf_provider_acme.tools.hand", "cdktf_cdktf_provider_acme.bellows", "cdktf_cdktf_provider_acme"]) expect(modules({ python }), python).toMatchSnapshot(python);
  });
});

describe("the format", () => {
  const one = (forms: readonly unknown[], text: string, more: Partial<Pack> = {}): Pack => ({ packages: [{ name: "cdktf", python: "cdktf", first: 0 }], versions: ["1.0.0"], forms, formHistories: forms.map((_, number) => String(number)), units: [["|0.|A,B,C,D,E,F", text]], ...more });
  const read = (pack: Pack, change?: (head: Record<string, unknown>) => Record<string, unknown>): PackedPackage => new PackedPackage(fileOf(packed(pack, change)), "cdktf", "1.0.0");
  const failureOf = (make: () => unknown): string => {
    try {
      make();
    } catch (error) {
      return String(error).replace(/The schema data file \S+acme\.pack/u, "The file");
    }
    return "none";
  };
  const enumNamed = (suffix: string, ...members: string[]): unknown => [[[suffix, "e", members]], []];

  it("has numbers of one, two and three bytes", () => {
    const numbers = [0x5f, 0x60, 0x7ff, 0x800, 0x3fff, 0x4000];
    const forms = Array.from({ length: 0x4001 }, (_, number) => enumNamed(`x${number}`));
    expect([...read(one(forms, section({}, ...numbers.map(numbered)))).typeNames()]).toEqual(["Ax95", "Bx96", "Cx2047", "Dx2048", "Ex16383", "Fx16384"]);
  });

  it("has places for what does not exist", () => {
    expect([...read(one([enumNamed("")], section({}, "!", numbered(0), "!!", numbered(0), "!"))).typeNames()]).toEqual(["B", "E"]);
  });

  it("has blocks where an argument leads to one at any time of its own life", () => {
    const pack: Pack = {
      packages: [{ name: "cdktf", python: "cdktf", first: 0 }], versions: ["0.0.0", "1.0.0", "2.0.0", "3.0.0", "4.0.0", "5.0.0"],
      forms: [[[["", "s", [], []]], []]], formHistories: ["0"], shapes: [[["", "s"]], [["", "<+>"]], [["", 0, 0, 0, 1]]],
      // A block from 3 on; never; always; until 3; from 2 until 4 only, and there from then on alone.
      shapeHistories: ["0,3:1", "0,4:2", "1", "1,3:", ",2:1,4:0"],
      units: [["|0.|A,B,C,D,E,F,G,H,I,J,K,L", section({}, ...[
        ["x", partly(0, 3), 0, ""], ["x", partly(3, 6), 0, "child"], ["x", partly(2, 4), 0, "child"], ["x", "", 0, "child"],
        ["x", "", 1, ""], ["x", "", 2, "child"],
        ["x", partly(3, 6), 3, ""], ["x", partly(2, 6), 3, "child"],
        ["x", partly(0, 2), 4, ""], ["x", partly(1, 3), 4, "child"], ["x", partly(3, 5), 4, "child"], ["x", partly(4, 6), 4, ""],
      ].map(([name = "", part = "", history = 0, child = ""]) => `${numbered(0)}${name}${part}${numbered(Number(history))}${child === "" ? "" : numbered(0)}`))]],
    };
    const at = (version: string): PackedPackage => new PackedPackage(fileOf(packed(pack)), "cdktf", version);
    expect([...at("3.0.0").typeNames()]).toEqual(["A", "B", "BX", "C", "CX", "D", "DX", "E", "F", "FX", "G", "H", "HX", "I", "J", "JX", "K", "KX", "L"]);
    const typesOfX = (version: string): string => [..."ABCDEFGHIJKL"].map((name) => {
      const type = at(version).type("", name);
      const x = type?.kind === "struct" ? type.properties.get("x")?.type : undefined;
      return `${name} ${x ? typeText(x) : "none"}`;
    }).join(", ");
    expect(["0.0.0", "1.0.0", "2.0.0", "3.0.0", "4.0.0", "5.0.0"].map(typesOfX)).toMatchInlineSnapshot(`
      [
        "A string, B none, C none, D string, E string, F cdktf.FX, G none, H none, I none, J none, K none, L none",
        "A string, B none, C none, D string, E string, F cdktf.FX, G none, H none, I none, J none, K none, L none",
        "A string, B none, C string, D string, E string, F cdktf.FX, G none, H cdktf.HX, I none, J cdktf.JX, K none, L none",
        "A none, B cdktf.BX, C cdktf.CX, D cdktf.DX, E string, F cdktf.FX, G none, H none, I none, J none, K cdktf.KX, L none",
        "A none, B cdktf.BX, C none, D cdktf.DX, E none, F cdktf.FX, G none, H none, I none, J none, K string, L string",
        "A none, B cdktf.BX, C none, D cdktf.DX, E none, F cdktf.FX, G none, H none, I none, J none, K none, L string",
      ]
    `);
  });

  it("has every primitive type, and no other", () => {
    const struct = (type: string): Pack => one([[[["", "s", [], [["p", type]]]], []]], section({}, numbered(0), "!!!!!"));
    const typeOf = (type: string): unknown => {
      const found = read(struct(type)).type("", "A");
      return found?.kind === "struct" ? found.properties.get("p")?.type : undefined;
    };
    expect(["s", "n", "b", "a", "j", "d"].map(typeOf)).toEqual(["string", "number", "boolean", "any", "json", "date"].map((name) => ({ kind: "primitive", name })));
    expect(typeOf("([s{n<~.X>)")).toEqual({ kind: "union", of: [{ kind: "list", of: { kind: "primitive", name: "string" } }, { kind: "map", of: { kind: "primitive", name: "number" } }, { kind: "named", fqn: "cdktf.X" }] });
    expect(failureOf(() => typeOf("x"))).toBe("Error: unknown type x");
  });

  it.each<[string, Pack, ((head: Record<string, unknown>) => Record<string, unknown>) | undefined, string]>([
    ["more entities than there are roots", one([enumNamed("")], section({}, numbered(0), "!!!!!", numbered(0))), undefined, "entities left over"],
    ["a number of nothing", one([enumNamed("")], section({}, numbered(1), "!!!!!")), undefined, "no entry 1"],
    ["a section that is no JSON", one([enumNamed("")], `{\n${numbered(0)}!!!!!`), undefined, "Expected property name"],
    ["a form that is no JSON", one(["["], section({}, numbered(0), "!!!!!")), undefined, "Unexpected end of JSON input"],
    ["a page without a unit", one([enumNamed("")], section({}, numbered(0), "!!!!!"), { units: [["|0.|-", "\n"], ["a|0.", section({}, numbered(0))]], unitsInPage: 1 }), (head) => ({ ...head, pages: (head["pages"] as [number, number, number][]).slice(0, 1).map(([length, checksum]) => [length, checksum, 2]) }), "page 0 has no unit a"],
  ])("is named as damaged where it has %s", (_, pack, change, reason) => {
    expect(failureOf(() => [...read(pack, change).typeNames()])).toContain(reason);
  });

  it("is named as damaged by where it is", () => {
    const bytes = packed(one([enumNamed("")], section({}, numbered(0), "!!!!!")));
    const start = bytes.indexOf("\n") + 1;
    const failing = (changed: Buffer): string => failureOf(() => [...new PackedPackage(fileOf(changed), "cdktf", "1.0.0").typeNames()]);
    const flipped = Buffer.from(bytes);
    flipped[start + 3] = (flipped[start + 3] ?? 0) ^ 1;
    expect(failing(flipped)).toBe(`Error: The file is missing or damaged: wrong checksum at byte ${start}. Install eslint-plugin-cdktf again.`);
    expect(failing(bytes.subarray(0, bytes.length - 1))).toBe(`Error: The file is missing or damaged: it ends at byte ${bytes.length - 1}. Install eslint-plugin-cdktf again.`);
    for (const first of ["cdktf-schema 2 1 1\n", "other-schema 3 1 1\n", "cdktf-schema 3 1 1", ""]) expect(failing(Buffer.from(first))).toBe("Error: The file is missing or damaged: no schema data of a known format. Install eslint-plugin-cdktf again.");
  });

  describe("with many units", () => {
    const letters = (number: number): string => String.fromCharCode(97 + Math.floor(number / 26), 97 + (number % 26));
    const name = (number: number): string => `unit-${letters(number)}`;
    const type = (number: number): string => `Unit${letters(number).charAt(0).toUpperCase()}${letters(number).charAt(1)}`;
    const module = (number: number): string => type(number).replace("U", "u");
    const many = (count: number): Pack => ({ packages: [{ name: "cdktf", python: "cdktf", first: 0 }], versions: ["1.0.0"], forms: [enumNamed("", "A")], formHistories: ["0"], units: Array.from({ length: count }, (_, number) => [`${name(number)}|0/`, section({}, numbered(0))]), unitsInChunk: 10, unitsInPage: 5 });

    it("is read part by part: one question needs one chunk of units and one page", () => {
      const bytes = packed(many(40));
      const whole = fileOf(bytes);
      const { units, pages } = whole.head;
      const end = bytes.length - pages.reduce((sum, [length]) => sum + length, 0);
      const start = end - units.reduce((sum, [length]) => sum + length, 0);
      // All but the second chunk and the fourth page.
      const spoilt = Buffer.from(bytes);
      units.reduce((at, [length], number) => (number === 1 || (spoilt[at] = (spoilt[at] ?? 0) ^ 1), at + length), start);
      pages.reduce((at, [length], number) => (number === 3 || (spoilt[at] = (spoilt[at] ?? 0) ^ 1), at + length), end);
      const pkg = new PackedPackage(fileOf(spoilt), "cdktf", "1.0.0");
      for (const number of [15, 17, 19]) expect(pkg.type(module(number), type(number))?.kind).toBe("enum");
      expect(failureOf(() => pkg.type(module(14), type(14)))).toContain(`wrong checksum at byte ${end + pages.slice(0, 2).reduce((sum, [length]) => sum + length, 0)}`);
      expect(failureOf(() => pkg.type(module(9), type(9)))).toContain(`wrong checksum at byte ${start}`);
      expect(failureOf(() => pkg.moduleNames())).toContain("wrong checksum");
    });

    it("finds each of them, again and again", () => {
      const pkg = new PackedPackage(fileOf(packed(many(123))), "cdktf", "1.0.0");
      const all = Array.from({ length: 123 }, (_, number) => number);
      for (const order of [all, all.toReversed()]) expect(order.filter((number) => pkg.type(module(number), type(number))?.name !== type(number))).toEqual([]);
      expect([...pkg.typeNames()]).toEqual(all.map(type));
      expect(pkg.moduleNames()).toHaveLength(123);
      expect(all.filter((number) => pkg.modulesDeclaring(type(number))[0] !== module(number))).toEqual([]);
      expect([module(123), "unit", "unit-aa", "unitaa", "", "unitAaa", "UnitAa"].map((one) => pkg.module(one)?.typeNames.length ?? 0)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    });

    it("keeps 64 units at most", () => {
      const file = fileOf(packed(many(70)));
      const unit = (number: number): unknown => file.unit(file.indexed(name(number)) ?? expect.unreachable(name(number)));
      const first = unit(0);
      for (let number = 1; number < 64; number++) unit(number);
      expect(unit(0)).toBe(first);
      const second = unit(1);
      unit(64);
      expect(unit(1)).toBe(second);
      expect(unit(0)).not.toBe(first);
    });
  });
});
