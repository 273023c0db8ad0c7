/** Packages that are not bundled: read from what they declare themselves. */
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as tar from "tar";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reportedProblems, schemaForFile } from "../../src/providers-schema/index.js";
import { testProject } from "../support/project.js";

const project = testProject();

beforeEach(() => {
  process.env["CDKTF_LINT_CACHE"] = join(project.root, "cache");
});
afterEach(() => {
  delete process.env["CDKTF_LINT_CACHE"];
});

/** A resource with a block, as a provider declares it. */
const DECLARATIONS = `
import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface AnvilConfig extends cdktf.TerraformMetaArguments {
    readonly weight: number;
    readonly name?: string;
    readonly polished?: boolean | cdktf.IResolvable;
    readonly tags?: { [key: string]: string };
    readonly face?: AnvilFace[] | cdktf.IResolvable;
}
export interface AnvilFace {
    readonly hardness: string;
}
export declare function anvilFaceToTerraform(struct?: AnvilFace | cdktf.IResolvable): any;
export declare class Anvil extends cdktf.TerraformResource {
    static readonly tfResourceType = "acme_anvil";
    constructor(scope: Construct, id: string, config: AnvilConfig);
    get arn(): string;
    private _weight?;
    get weight(): number;
    set weight(value: number);
    get weightInput(): number | undefined;
    protected synthesizeAttributes(): { [name: string]: any };
}
`;

/** The same as `cdktf get` writes it: with bodies, and getters that do not say their type. */
const GENERATED = `
import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface AnvilConfig extends cdktf.TerraformMetaArguments {
  readonly weight: number;
  readonly name?: string;
  readonly polished?: boolean | cdktf.IResolvable;
  readonly tags?: { [key: string]: string };
  readonly face?: AnvilFace[] | cdktf.IResolvable;
}
export interface AnvilFace {
  readonly hardness: string;
}
export function anvilFaceToTerraform(struct?: AnvilFace | cdktf.IResolvable): any { return {}; }
export class Anvil extends cdktf.TerraformResource {
  public static readonly tfResourceType = "acme_anvil";
  public constructor(scope: Construct, id: string, config: AnvilConfig) { super(scope, id, {} as any); this._weight = config.weight; }
  public get arn() { return this.getStringAttribute('arn'); }
  private _weight?: number;
  public get weight() { return this.getNumberAttribute('weight'); }
  public set weight(value: number) { this._weight = value; }
  public get weightInput() { return this._weight; }
}
`;

const TYPESCRIPT = `import { Anvil, Hammer } from "FROM";
import { Rocket } from "ROCKET";
export const build = (scope: any) => {
  const anvil = new Anvil(scope, "a", { weight: "10", nam: "x", face: [{ hardnes: "x" }] });
  new Anvil(scope, "b", { name: anvil.weight });
  return new Anvil(scope, "c", { weight: 1, name: anvil.arn, tags: { any: "x" }, lifecycle: { preventDestroy: true } });
};
`;

const PYTHON = `from FROM.anvil import Anvil, AnvilFace, Hammer
from FROM.rocket import Rocket

anvil = Anvil(scope, "a", weight="10", nam="x", face=[{"hardness": "x"}, AnvilFace(hardnes="x")])
Anvil(scope, "b", name=anvil.weight)
Anvil(scope, "c", weight=1, name=anvil.arn, tags={"any": "x"}, lifecycle={"prevent_destroy": True})
`;

const INDEX = `export * as anvil from './anvil';\n`;

/** The manifest of the same provider. */
function manifest(name: string, python: string): object {
  const property = (one: string, type: object, optional = true): object => ({ name: one, type, ...(optional ? { optional } : {}), immutable: true, abstract: true });
  const home = { assembly: name, namespace: "anvil" };
  const resolvable = (type: object): object => ({ union: { types: [type, { fqn: "cdktf.IResolvable" }] } });
  return {
    schema: "jsii/0.10.0", name, version: "1.2.3", targets: { python: { module: python, distName: python.replaceAll("_", "-") } },
    submodules: { [`${name}.anvil`]: { symbolId: "src/anvil/index:" } },
    types: {
      [`${name}.anvil.AnvilConfig`]: {
        ...home, fqn: `${name}.anvil.AnvilConfig`, name: "AnvilConfig", kind: "interface", datatype: true, interfaces: ["cdktf.TerraformMetaArguments"],
        properties: [
          property("weight", { primitive: "number" }, false),
          property("name", { primitive: "string" }),
          property("polished", resolvable({ primitive: "boolean" })),
          property("tags", { collection: { kind: "map", elementtype: { primitive: "string" } } }),
          property("face", resolvable({ collection: { kind: "array", elementtype: { fqn: `${name}.anvil.AnvilFace` } } })),
        ],
      },
      [`${name}.anvil.AnvilFace`]: { ...home, fqn: `${name}.anvil.AnvilFace`, name: "AnvilFace", kind: "interface", datatype: true, properties: [property("hardness", { primitive: "string" }, false)] },
      [`${name}.anvil.Anvil`]: {
        ...home, fqn: `${name}.anvil.Anvil`, name: "Anvil", kind: "class", base: "cdktf.TerraformResource",
        initializer: { parameters: [{ name: "scope", type: { fqn: "constructs.Construct" } }, { name: "id", type: { primitive: "string" } }, { name: "config", type: { fqn: `${name}.anvil.AnvilConfig` } }] },
        properties: [{ name: "arn", type: { primitive: "string" }, immutable: true }, { name: "weight", type: { primitive: "number" } }],
      },
    },
  };
}

/** An archive as a Python package carries it. */
function archive(content: string, name = ".jsii"): Buffer {
  const folder = join(project.root, "packing");
  mkdirSync(join(folder, "package"), { recursive: true });
  writeFileSync(join(folder, "package", name), content);
  const file = join(folder, "x.tgz");
  tar.create({ file, cwd: folder, gzip: true, sync: true }, [`package/${name}`]);
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  return bytes;
}

const NPM = {
  "package.json": JSON.stringify({ dependencies: { "@cdktf/provider-acme": "^1.0.0" } }),
  "node_modules/@cdktf/provider-acme/package.json": JSON.stringify({ name: "@cdktf/provider-acme", version: "1.2.3", types: "lib/index.d.ts" }),
  "node_modules/@cdktf/provider-acme/lib/index.d.ts": INDEX,
  "node_modules/@cdktf/provider-acme/lib/anvil/index.d.ts": DECLARATIONS,
};

describe("a provider in node_modules", () => {
  const stack = TYPESCRIPT.replace("FROM", "@cdktf/provider-acme/lib/anvil").replace("ROCKET", "@cdktf/provider-acme/lib/rocket");

  it("is checked by its declarations", () => {
    expect(project.lintIn({ ...NPM, "stack.ts": stack }, "stack.ts")).toMatchSnapshot();
  });

  it("is checked through its root", () => {
    const text = `import { anvil, rocket } from "@cdktf/provider-acme";\nexport const build = (scope: any) => new anvil.Anvil(scope, "a", { weight: true });\n`;
    expect(project.lintIn({ ...NPM, "stack.ts": text }, "stack.ts")).toMatchSnapshot();
  });

  it("knows which module a type is imported from", () => {
    project.write({
      ...NPM,
      "node_modules/@cdktf/provider-acme/lib/index.d.ts": "export * as anvil from './anvil';\nexport * as anvilTools from './anvil-tools';\n",
      "node_modules/@cdktf/provider-acme/lib/anvil-tools/index.d.ts": "export declare class Tongs {}\n",
      "node_modules/@cdktf/provider-acme/lib/anvil/index.d.ts": `import { Tongs } from '../anvil-tools';\n${DECLARATIONS.replace("get arn(): string;", "get tongs(): Tongs;")}`,
    });
    const anvil = schemaForFile(join(project.root, "stack.ts")).type("@cdktf/provider-acme.anvil.Anvil");
    expect(anvil?.kind === "class" && anvil.properties.get("tongs")?.type).toEqual({ kind: "named", fqn: "@cdktf/provider-acme.anvilTools.Tongs" });
  });

  it("is read again when another version is installed", () => {
    const text = `import { Anvil } from "@cdktf/provider-acme/lib/anvil";\nexport const build = (scope: any) => new Anvil(scope, "a", { weight: 1, colour: "red" });\n`;
    expect(project.lintIn({ ...NPM, "stack.ts": text }, "stack.ts")).toContain("`colour` is not an argument of `Anvil` in provider-acme 1.2.3");
    const next = {
      "node_modules/@cdktf/provider-acme/package.json": NPM["node_modules/@cdktf/provider-acme/package.json"].replace("1.2.3", "1.30.0"),
      "node_modules/@cdktf/provider-acme/lib/anvil/index.d.ts": DECLARATIONS.replace("readonly weight: number;", "readonly weight: number;\n    readonly colour?: string;"),
    };
    expect(project.lintIn({ ...next, "stack.ts": text }, "stack.ts")).toBe("");
  });

  it.each([
    ["garbage", "export declare class {{{"],
    ["nothing", ""],
    ["a file that is not there", undefined],
  ])("is left alone where a module holds %s", (_, text) => {
    const files = { ...NPM, "node_modules/@cdktf/provider-acme/lib/anvil/index.d.ts": text ?? "export * from './missing';\n" };
    const only = `import { Anvil } from "@cdktf/provider-acme/lib/anvil";\nexport const build = (scope: any) => new Anvil(scope, "a", { weight: "x", nope: 1 });\n`;
    const found = project.lintIn({ ...files, "stack.ts": only }, "stack.ts");
    // An empty file declares nothing, which is certain.
    expect(found.includes("no-unknown-import")).toBe(text === "");
    expect(found).not.toMatch(/no-unknown-property|valid-property-type/u);
    if (text?.includes("{{{")) expect(reportedProblems().some((problem) => problem.path.endsWith("anvil/index.d.ts") && /cannot be read as TypeScript/u.test(problem.text))).toBe(true);
  });

  it("is left alone where its root declares nothing", () => {
    expect(project.lintIn({ ...NPM, "node_modules/@cdktf/provider-acme/lib/index.d.ts": "", "stack.ts": stack }, "stack.ts")).toBe("");
  });

  it("is left alone where it is not installed", () => {
    expect(project.lintIn({ "package.json": NPM["package.json"], "stack.ts": stack }, "stack.ts")).toBe("");
  });
});

describe("bindings in .gen", () => {
  const files = {
    "cdktf.json": JSON.stringify({ language: "typescript", terraformProviders: ["acme@~> 1.0"] }),
    ".gen/versions.json": JSON.stringify({ "registry.terraform.io/acme/acme": "1.9.0" }),
    ".gen/providers/acme/index.ts": INDEX,
    ".gen/providers/acme/anvil/index.ts": GENERATED,
  };

  it.each([
    ["stack.ts", "./.gen/providers/acme/anvil"],
    ["lib/stack.ts", "../.gen/providers/acme/anvil/index"],
    ["stack.ts", ".gen/providers/acme/anvil"],
  ])("are checked from %s by %s", (file, specifier) => {
    const stack = TYPESCRIPT.replace("FROM", specifier).replace("ROCKET", specifier.replace(/anvil.*/u, "rocket"));
    const found = project.lintIn({ ...files, [file]: stack }, file);
    expect(found.replaceAll(specifier, "FROM").replaceAll(specifier.replace(/anvil.*/u, "rocket"), "ROCKET")).toMatchSnapshot();
  });

  it("are checked where cdktf.json puts them", () => {
    const moved = { "cdktf.json": JSON.stringify({ codeMakerOutput: "generated" }), "generated/providers/acme/index.ts": INDEX, "generated/providers/acme/anvil/index.ts": GENERATED };
    const text = `import * as acme from "./generated/providers/acme";\nexport const build = (scope: any) => new acme.anvil.Anvil(scope, "a", { weight: "1" });\n`;
    expect(project.lintIn({ ...moved, "stack.ts": text }, "stack.ts")).toContain("`weight` of `Anvil` takes a number in generated/providers/acme, not a string; write `1`.");
  });

  it("are checked in the folder that is meant, and in no other", () => {
    const moved = { "cdktf.json": JSON.stringify({ codeMakerOutput: "./gen/out/" }), "gen/out/providers/acme/index.ts": INDEX, "gen/out/providers/acme/anvil/index.ts": GENERATED };
    const from = (specifier: string): string => `import { Anvil } from "${specifier}";\nexport const build = (scope: any) => new Anvil(scope, "a", { weight: "1" });\n`;
    expect(project.lintIn({ ...moved, "stack.ts": from("./gen/out/providers/acme/anvil") }, "stack.ts")).toContain("`weight` of `Anvil` takes a number");
    for (const specifier of ["./other/providers/acme/anvil", "./out/providers/acme/anvil", "./providers/acme/anvil", "./gen/out/providers/other/anvil"]) expect(project.lintIn({ ...moved, "stack.ts": from(specifier) }, "stack.ts")).toBe("");
    expect(project.lintIn({ ...moved, "lib/stack.ts": from("../gen/out/providers/acme/anvil") }, "lib/stack.ts")).toContain("`weight` of `Anvil` takes a number");
  });

  it.each(["./.gen/providers/acme/index", "./.gen/providers/acme/index.js", "./.gen/providers/acme/index.ts", "./.gen/providers/acme/"])("are checked from their root, written as %s", (specifier) => {
    const text = `import * as acme from "${specifier}";\nexport const build = (scope: any) => [new acme.anvil.Anvil(scope, "a", { weight: "1" }), new acme.rocket.Rocket(scope, "r")];\n`;
    const found = project.lintIn({ ...files, "stack.ts": text }, "stack.ts");
    expect(found).toContain("`weight` of `Anvil` takes a number");
    expect(found).toContain("`rocket` does not exist");
  });

  it("are left alone where they are garbage", () => {
    const text = `import { Anvil } from "./.gen/providers/acme/anvil";\nexport const build = (scope: any) => new Anvil(scope, "a", { weight: "1" });\n`;
    expect(project.lintIn({ ...files, ".gen/providers/acme/anvil/index.ts": "\0\0 class", "stack.ts": text }, "stack.ts")).toBe("");
    expect(project.lintIn({ ...files, ".gen/providers/acme/index.ts": "\0", "stack.ts": text.replace("acme/anvil", "acme/rocket") }, "stack.ts")).not.toContain("no-unknown-property");
  });
});

describe("a Python provider", () => {
  const installed = (content: Buffer): Record<string, string | Buffer> => ({
    "requirements.txt": "cdktf-cdktf-provider-acme>=1.0\n",
    ".venv/lib/python3.11/site-packages/cdktf_cdktf_provider_acme-1.2.3.dist-info/METADATA": "",
    ".venv/lib/python3.11/site-packages/cdktf_cdktf_provider_acme/_jsii/provider-acme@1.2.3.jsii.tgz": content,
  });
  const stack = PYTHON.replaceAll("FROM", "cdktf_cdktf_provider_acme");
  const whole = (): Buffer => archive(JSON.stringify(manifest("@cdktf/provider-acme", "cdktf_cdktf_provider_acme")));

  it("is checked by the manifest of the installed wheel, which is kept for the next run", () => {
    const found = project.lintIn({ ...installed(whole()), "stack.py": stack }, "stack.py");
    expect(found).toMatchSnapshot();
    const kept = readdirSync(join(project.root, "cache"));
    expect(kept).toEqual([expect.stringMatching(/^[\da-f]{40}\.schema$/u)]);
  });

  it.each([
    ["torn", (bytes: Buffer) => bytes.subarray(0, bytes.length - 20)],
    ["foreign", () => Buffer.from("something else")],
    ["empty", () => Buffer.alloc(0)],
  ])("does not trust a kept file that is %s", (_, damage) => {
    const bytes = whole();
    project.write(installed(bytes));
    const path = join(project.root, "main.py");
    const archivePath = join(project.root, ".venv/lib/python3.11/site-packages/cdktf_cdktf_provider_acme/_jsii/provider-acme@1.2.3.jsii.tgz");
    const anvil = (): unknown => schemaForFile(path).package("@cdktf/provider-acme")?.type("anvil", "Anvil")?.kind;
    expect(anvil()).toBe("class");
    const [kept = ""] = readdirSync(join(project.root, "cache"));
    const file = join(project.root, "cache", kept);
    writeFileSync(file, damage(readFileSync(file)));
    // As a new process would: the archive counts as changed.
    writeFileSync(archivePath, bytes);
    expect(anvil()).toBe("class");
  });

  it("is known by the names of the other line, too", () => {
    const home = ".venv/lib/python3.11/site-packages/cdktn_provider_acme";
    const files = { "requirements.txt": "cdktn-provider-acme>=1.0\n", [`${home}-1.2.3.dist-info/METADATA`]: "", [`${home}/_jsii/provider-acme@1.2.3.jsii.tgz`]: archive(JSON.stringify(manifest("@cdktn/provider-acme", "cdktn_provider_acme"))) };
    expect(project.lintIn({ ...files, "stack.py": PYTHON.replaceAll("FROM", "cdktn_provider_acme") }, "stack.py")).toContain("`weight` of `Anvil` takes a number in provider-acme 1.2.3, not a string");
  });

  it("is kept in the user's cache folder, where none is stated", () => {
    const { XDG_CACHE_HOME: before } = process.env;
    delete process.env["CDKTF_LINT_CACHE"];
    process.env["XDG_CACHE_HOME"] = join(project.root, "xdg");
    try {
      project.lintIn({ ...installed(whole()), "stack.py": stack }, "stack.py");
      if (process.platform === "linux") expect(readdirSync(join(project.root, "xdg"))).toEqual(["eslint-plugin-cdktf"]);
    } finally {
      if (before === undefined) delete process.env["XDG_CACHE_HOME"];
      else process.env["XDG_CACHE_HOME"] = before;
    }
  });

  it("does without a cache folder", () => {
    writeFileSync(join(project.root, "cache"), "a file in its place");
    expect(project.lintIn({ ...installed(whole()), "stack.py": stack }, "stack.py")).toContain("`nam` is not an argument of `Anvil`");
  });

  it.each([
    ["cut in half", () => { const bytes = whole(); return bytes.subarray(0, bytes.length / 2); }],
    ["of another kind", () => Buffer.from("no archive at all")],
    ["without a manifest", () => archive("{}", "package.json")],
    ["with a manifest cut in half", () => archive(JSON.stringify(manifest("@cdktf/provider-acme", "x")).slice(0, 300))],
    ["with a manifest of nothing", () => archive("null")],
    ["with a hostile manifest", () => archive('{"name":"__proto__","version":"1","types":{"__proto__":{"fqn":"__proto__.x","kind":"class"}},"submodules":[1]}')],
  ])("is left alone and named where the archive is %s", (_, make) => {
    const found = project.lintIn({ ...installed(make()), "stack.py": stack }, "stack.py");
    expect(found).not.toMatch(/no-unknown-property|valid-property-type|no-missing-property/u);
    const problems = reportedProblems().filter(({ path }) => path.startsWith(project.root));
    if (!found) expect(problems.map(({ text }) => text)).toEqual([expect.stringMatching(/^holds no jsii manifest that can be read \(.+\) and is passed over$/u)]);
  });
});

describe("what is too large or goes in circles", () => {
  const stack = PYTHON.replaceAll("FROM", "cdktf_cdktf_provider_acme");
  const file = ".venv/lib/python3.11/site-packages/cdktf_cdktf_provider_acme/_jsii/provider-acme@1.2.3.jsii.tgz";
  const around = { "requirements.txt": "cdktf-cdktf-provider-acme==1.2.3\n", ".venv/lib/python3.11/site-packages/cdktf_cdktf_provider_acme-1.2.3.dist-info/METADATA": "" };

  it("a manifest of 200 MB is named and not read", () => {
    const header = Buffer.alloc(512);
    new tar.Header({ path: "package/.jsii", size: 200_000_000, type: "File", mode: 0o644, mtime: new Date(0) }).encode(header);
    const found = project.lintIn({ ...around, [file]: gzipSync(Buffer.concat([header, Buffer.alloc(1 << 20, " ")])), "stack.py": stack }, "stack.py");
    expect(found).toBe("");
    expect(reportedProblems().filter(({ path }) => path === join(project.root, file)).map(({ text }) => text)).toEqual([
      "holds no jsii manifest that can be read (its manifest is larger than 190 MB) and is passed over",
    ]);
  });

  it("links that lead to themselves are as good as nothing", () => {
    mkdirSync(join(project.root, "node_modules/@cdktf"), { recursive: true });
    symlinkSync(join(project.root, "node_modules/@cdktf/provider-acme"), join(project.root, "node_modules/@cdktf/provider-acme"));
    symlinkSync(join(project.root, ".gen"), join(project.root, ".gen"));
    symlinkSync(join(project.root, ".venv"), join(project.root, ".venv"));
    const text = `import { Anvil } from "@cdktf/provider-acme/lib/anvil";\nimport { Other } from "./.gen/providers/acme/anvil";\nexport const build = (scope: any) => [new Anvil(scope, "a", { nope: 1 }), new Other(scope, "b", {})];\n`;
    expect(project.lintIn({ "stack.ts": text, "package.json": NPM["package.json"], "requirements.txt": "cdktf-cdktf-provider-acme==1.2.3\n" }, "stack.ts")).toBe("");
    expect(project.lintIn({ "stack.py": stack }, "stack.py")).toBe("");
  });
});

describe("bindings in imports", () => {
  it("are checked by the manifest beside them", () => {
    const files = {
      "cdktf.json": JSON.stringify({ language: "python", codeMakerOutput: "imports" }),
      "imports/acme/__init__.py": "",
      "imports/acme/anvil/__init__.py": "class Anvil: pass\n",
      "imports/acme/_jsii/acme@0.0.0.jsii.tgz": archive(JSON.stringify(manifest("acme", "imports.acme"))),
      "stacks/stack.py": PYTHON.replaceAll("FROM", "imports.acme"),
    };
    expect(project.lintIn(files, "stacks/stack.py")).toMatchSnapshot();
  });

  it("are checked under each name that the same ones have", () => {
    const bytes = archive(JSON.stringify(manifest("acme", "acme")));
    const findings = ["imports", "stuff"].map((folder) => {
      const stack = `import cdktf\n${PYTHON.replaceAll("FROM", `${folder}.acme`)}`;
      const found = project.lintIn({ "cdktf.json": JSON.stringify({ codeMakerOutput: folder }), [`${folder}/acme/_jsii/acme@0.0.0.jsii.tgz`]: bytes, "stack.py": stack }, "stack.py");
      return found.split("\n").filter((line) => !line.startsWith("|")).join("\n").replaceAll(folder, "FROM").replaceAll(/^(\d+):\d+/gmu, "$1");
    });
    expect(findings[0]).toContain("`weight` of `Anvil` takes a number");
    expect(findings[1]).toBe(findings[0]);
  });
});
