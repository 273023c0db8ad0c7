/** Projects that are broken, endless or meant to harm: a finding or a line, never a crash, a hang or a leak. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { ESLint } from "eslint";
import * as tar from "tar";
import { describe, expect, it } from "vitest";
import { CLI, folderWith, type Outcome, runNode } from "./run-cli.js";

/** What takes longer is taken for a hang. */
const PATIENCE_MS = 30_000;

type Content = string | Buffer | { readonly link: string } | { readonly pipe: true };

function project(files: Readonly<Record<string, Content>>): string {
  const root = folderWith({});
  write(root, files);
  return root;
}

function write(root: string, files: Readonly<Record<string, Content>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(name.endsWith("/") ? path : dirname(path), { recursive: true });
    if (name.endsWith("/")) continue;
    if (typeof content === "string" || Buffer.isBuffer(content)) writeFileSync(path, content);
    else if ("link" in content) symlinkSync(content.link, path);
    else execFileSync("mkfifo", [path]);
  }
}

function run(cwd: string, ...args: string[]): Promise<Outcome> {
  return runNode(CLI, cwd, ["--format", "json", ...args], { CDKTF_LINT_CACHE: join(cwd, ".kept") }, PATIENCE_MS);
}

function rulesIn({ stdout }: Outcome): string[] {
  return (JSON.parse(stdout) as ESLint.LintResult[]).flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));
}

const TS = 'import { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport const make = (scope: any) => new Vpc(scope, "v", { nope: 1 });\n';
const PY = 'from cdktf_cdktf_provider_aws.vpc import Vpc\ndef make(scope):\n    Vpc(scope, "v", nope=1)\n';
const ALIAS_TS = TS.replace("\n", '\nimport "@x/y";\n');
const FOUND = ["cdktf/no-unknown-property"];

const levels = (count: number, open = "[", close = "]"): string => open.repeat(count) + close.repeat(count);

describe("what stands beside the code", () => {
  // Findings are as they would be without the file; the line, where there is one, tells of it.
  it.each<[string, Record<string, Content>, RegExp?]>([
    [".gitignore is a device", { "a.ts": TS, ".gitignore": { link: "/dev/zero" } }],
    [".gitignore is a pipe", { "a.ts": TS, ".gitignore": { pipe: true } }],
    [".gitignore has patterns that take ages", { [`${"a/".repeat(60)}x.ts`]: TS, ".gitignore": `${"**/a/".repeat(20)}b\n` }],
    [".git is a device", { "a.ts": TS, ".git": { link: "/dev/zero" } }],
    ["tsconfig.json is a device", { "a.ts": TS, "tsconfig.json": { link: "/dev/zero" } }],
    ["tsconfig.json extends a device", { "a.ts": ALIAS_TS, "tsconfig.json": '{"extends":"./b.json"}', "b.json": { link: "/dev/zero" } }],
    ["tsconfig.json extends an installed device", { "a.ts": ALIAS_TS, "tsconfig.json": '{"extends":"base/tsconfig.json"}', "node_modules/base/tsconfig.json": { link: "/dev/zero" } }],
    ["tsconfig.json extends itself", { "a.ts": ALIAS_TS, "tsconfig.json": '{"extends":"./b.json","compilerOptions":{"paths":{"@x/*":["./*"]}}}', "b.json": '{"extends":"./tsconfig.json"}' }],
    ["tsconfig.json extends more and more", { "a.ts": ALIAS_TS, "tsconfig.json": '{"extends":["./t0.json","./t0.json"]}', ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`t${at}.json`, `{"extends":["./t${at + 1}.json","./t${at + 1}.json"]}`])) }],
    ["folders are called as manifests", { "a.ts": TS, "package.json/": "", "tsconfig.json/": "", ".gitignore/": "", "cdktf.json/": "", ".cdktf-lintrc.json/": "" }],
    ["package.json asks for a range without end", { "a.ts": TS, "package.json": JSON.stringify({ dependencies: { "@cdktf/provider-aws": `${"1 || ".repeat(100_000)}2` } }) }],
    ["package-lock.json is nested deeply", { "a.ts": TS, "package-lock.json": levels(1_000_000) }],
    ["pnpm-lock.yaml is a bomb of aliases", { "a.ts": TS, "pnpm-lock.yaml": `a0: &a0 [x,x]\n${Array.from({ length: 40 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at},*a${at}]\n`).join("")}importers: *a40\n` }],
    ["pnpm-lock.yaml is nested deeply", { "a.ts": TS, "pnpm-lock.yaml": levels(100_000) }, /^cdktf-lint: \S+pnpm-lock\.yaml cannot be read as what its name says \(.+\) and is passed over\n$/u],
    ["bun.lock is nested deeply", { "a.ts": TS, "bun.lock": levels(100_000) }, /^cdktf-lint: \S+bun\.lock cannot be read as what its name says \(.+\) and is passed over\n$/u],
    ["yarn.lock is no lock file", { "a.ts": TS, "yarn.lock": `a${" ".repeat(200_000)}b\n` }, /^cdktf-lint: \S+yarn\.lock cannot be read as what its name says \(.+\) and is passed over\n$/u],
    ["requirements.txt has a line that takes ages", { "a.py": PY, "requirements.txt": `-r${"=".repeat(200_000)} x y\na${" ".repeat(200_000)}@\n` }],
    ["requirements files include each other", { "a.py": PY, "requirements.txt": "-r b.txt\n", "b.txt": "-r requirements.txt\n-r ./b.txt\n-c ../x/../b.txt\n" }],
    ["poetry.lock is nested deeply", { "a.py": PY, "poetry.lock": `a = ${levels(100_000)}` }, /^cdktf-lint: \S+poetry\.lock cannot be read as what its name says \(.+\) and is passed over\n$/u],
    ["an imported file is a device, another a pipe", { "a.ts": `${TS}import * as b from "./b";\nimport * as c from "./c";\nexport { b, c };\n`, "b.ts": { link: "/dev/zero" }, "c.ts": { pipe: true } }],
    ["an imported file has nothing but empty lines", { "a.py": `import b\n${PY}`, "b.py": "\n".repeat(900_000) }],
    ["an imported file has brackets that are never closed", { "a.ts": TS, "b.py": "import c\n", "c.py": "from a import (\n".repeat(50_000), ".gitignore": "c.py" }],
    ["links lead in circles", { "a.ts": TS, "loop.ts": { link: "loop.ts" }, "b/c": { link: "../b" } }],
  ])("%s", async (_, files, line) => {
    const outcome = await run(project(files));
    expect({ code: outcome.code, rules: rulesIn(outcome) }).toEqual({ code: 1, rules: FOUND });
    if (line) expect(outcome.stderr).toMatch(line);
    else expect(outcome.stderr).toBe("");
  });
});

describe("the configuration of the command", () => {
  it.each<[string, string, RegExp]>([
    ["is nested deeply", levels(200_000), /^cdktf-lint: \.cdktf-lintrc\.json is nested too deeply to be read\n$/u],
    ["has options that are nested deeply", `{"rules":{"no-inline-routes":["error",${levels(100, '{"a":', "}").replace('{"a":}', "{}")}]}}`, /^cdktf-lint: the configuration in \.cdktf-lintrc\.json: it is nested deeper than 20 levels\n$/u],
    ["has a version without end", `{"settings":{"providerVersion":"${">=1 ".repeat(30_000)}"}}`, /^cdktf-lint: the configuration in \.cdktf-lintrc\.json: "settings\.providerVersion" must be a version or range/u],
    ["has patterns that take ages", `{"ignores":["${"**/a/".repeat(20)}b"]}`, /^cdktf-lint: the configuration in \.cdktf-lintrc\.json: a pattern in "ignores" has more than 3 times \*\*: /u],
    ["names what every object has", '{"rules":{"constructor":"off"}}', /^cdktf-lint: the configuration in \.cdktf-lintrc\.json: there is no rule "constructor"/u],
  ])("%s", async (_, text, line) => {
    const { code, stdout, stderr } = await run(project({ "a.ts": TS, ".cdktf-lintrc.json": text }));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(line);
    expect(stderr.split("\n")).toHaveLength(2);
  });

  it("changes no object's prototype", async () => {
    const outcome = await run(project({ "a.ts": TS, ".cdktf-lintrc.json": '{"__proto__":{"strict":true},"rules":{"__proto__":["error"]},"settings":{"versions":{"__proto__":"1.0.0"}}}' }));
    expect({ code: outcome.code, rules: rulesIn(outcome), stderr: outcome.stderr }).toEqual({ code: 1, rules: FOUND, stderr: "" });
  });
});

const ACME_TS = 'import { Anvil } from "./.gen/providers/acme/anvil";\nexport const make = (scope: any) => new Anvil(scope, "a", { weight: "10" });\n';
const ACME_PY = 'from imports.acme.anvil import Anvil\ndef make(scope):\n    Anvil(scope, "a", weight="10")\n';
const HOME = { assembly: "acme", namespace: "anvil" };

function struct(name: string, more: object = {}): object {
  return { ...HOME, fqn: `acme.anvil.${name}`, name, kind: "interface", datatype: true, interfaces: [], properties: [{ name: "weight", type: { primitive: "number" }, immutable: true, abstract: true }], ...more };
}

function anvil(name = "Anvil", base = "cdktf.TerraformResource"): object {
  const parameters = [{ name: "scope", type: { fqn: "constructs.Construct" } }, { name: "id", type: { primitive: "string" } }, { name: "config", type: { fqn: "acme.anvil.AnvilConfig" } }];
  return { ...HOME, fqn: `acme.anvil.${name}`, name, kind: "class", base, initializer: { parameters } };
}

function manifest(types: readonly object[], submodules: object = { "acme.anvil": { symbolId: "providers/acme/anvil/index:" } }): string {
  return JSON.stringify({ schema: "jsii/0.10.0", name: "acme", version: "0.0.0", targets: { python: { module: "imports.acme" } }, submodules, types: Object.fromEntries(types.map((type) => [(type as { fqn: string }).fqn, type])) });
}

function header(path: string, size: number, type: "File" | "ExtendedHeader" = "File"): Buffer {
  const bytes = Buffer.alloc(512);
  new tar.Header({ path, size, type, mode: 0o644, mtime: new Date(0) }).encode(bytes);
  return bytes;
}

function entry(path: string, content: Buffer): Buffer {
  return Buffer.concat([header(path, content.length), content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

function archive(text: string): Buffer {
  return gzipSync(Buffer.concat([entry("package/.jsii", Buffer.from(text)), Buffer.alloc(1024)]));
}

function generatedPython(content: Buffer | { link: string }): Record<string, Content> {
  return { "cdktf.json": "{}", "imports/__init__.py": "", "imports/acme/_jsii/acme@0.0.0.jsii.tgz": content, "a.py": ACME_PY };
}

function generatedTypeScript(index: Content, anvilModule: Content): Record<string, Content> {
  return { "package.json": "{}", "cdktf.json": "{}", ".gen/providers/acme/index.ts": index, ".gen/providers/acme/anvil/index.ts": anvilModule, "a.ts": ACME_TS };
}

describe("generated bindings", () => {
  const INDEX = "export * as anvil from './anvil';\n";

  it.each<[string, string[], RegExp, Record<string, Content>]>([
    ["whose index is a device", [], /^$/u, generatedTypeScript({ link: "/dev/zero" }, "")],
    ["whose module is a device", [], /^cdktf-lint: \S+\/anvil\/index\.ts is a link out of the project and is not read\n$/u, generatedTypeScript(INDEX, { link: "/dev/zero" })],
    ["that export each other", ["cdktf/no-unknown-import"], /^$/u, { ...generatedTypeScript(INDEX, "export * from './a';"), ".gen/providers/acme/anvil/a.ts": "export * from './index';" }],
    ["that export what is out of them", [], /^$/u, { ...generatedTypeScript(INDEX, "export * from '../../../../b';"), "b.ts": "export interface AnvilConfig { readonly weight: number }\nexport class Anvil { constructor(scope: any, id: string, config: AnvilConfig) {} }\n" }],
  ])("%s say what they can", async (_, rules, line, files) => {
    const outcome = await run(project(files));
    expect(rulesIn(outcome)).toEqual(rules);
    expect(outcome.stderr).toMatch(line);
  });

  it("that are nested too deeply for the parser are named", async () => {
    const { code, stderr } = await run(project(generatedTypeScript(INDEX, `export type A = ${levels(100_000)};`)));
    expect(code).toBe(0);
    expect(stderr).toMatch(/^cdktf-lint: \S+\/anvil\/index\.ts cannot be read as TypeScript \(it is nested too deeply\) and is passed over\n$/u);
  });

  it.each<[string, () => Buffer | { link: string }, RegExp]>([
    ["that is a device", () => ({ link: "/dev/zero" }), /^$/u],
    ["with files without end", () => gzipSync(Buffer.concat(Array.from({ length: 120_000 }, () => header("package/a", 0)))), /\(it has more than 100000 files before its manifest\)/u],
    ["with zeros without end behind its end", () => { const zeros = gzipSync(Buffer.alloc(64_000_000)); return Buffer.concat(Array.from({ length: 40 }, () => zeros)); }, /\(no manifest is in it\)/u],
    ["that says more of a file than there can be", () => gzipSync(Buffer.concat([header("package/a", 3_000_000_000), Buffer.alloc(100_000)])), /\(it unpacks to more than 2000 MB before its manifest\)/u],
    ["with a file that unpacks a thousandfold", () => gzipSync(Buffer.concat([header("package/a", 500_000_000), Buffer.alloc(500_000_000)])), /\(.+\) and is passed over/u],
    ["with a manifest that unpacks a thousandfold", () => gzipSync(Buffer.concat([entry("package/.jsii.gz", gzipSync(Buffer.alloc(300_000_000, " "))), Buffer.alloc(1024)])), /\(.+\) and is passed over/u],
    ["whose manifest is nested deeply", () => archive(`{"name":"acme","version":"1","types":{"x":${levels(100_000)}}}`), /\(Maximum call stack size exceeded\)/u],
    ["whose manifest has modules without end", () => archive(manifest([anvil(), struct("AnvilConfig")], Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => [`acme.m${at}`, {}])))), /\(it has more than 20000 modules\)/u],
    ["whose manifest leads elsewhere", () => archive('{"schema":"jsii/file-redirect","compression":"gzip","filename":"../../../../etc/passwd"}'), /\(no manifest is in it\)/u],
  ])("an archive %s is passed over", async (_, make, line) => {
    const { code, stderr } = await run(project(generatedPython(make())));
    expect(code).toBe(0);
    expect(stderr).toMatch(line);
    expect(stderr.split("\n").length).toBeLessThanOrEqual(2);
  });

  const long = 20_000;
  it.each<[string, readonly object[], string[]]>([
    ["types that are made from themselves", [anvil("Anvil", "acme.anvil.Anvil"), struct("AnvilConfig", { interfaces: ["acme.anvil.AnvilConfig"] })], ["cdktf/valid-property-type"]],
    ["names that every object has", [anvil(), struct("AnvilConfig", { interfaces: ["acme.constructor.Foo", "acme.toString.X", "acme.__proto__.Y"] })], []],
    ["a line of structs without end", [anvil(), struct("AnvilConfig", { interfaces: ["acme.anvil.S0"] }), ...Array.from({ length: long }, (_, at) => struct(`S${at}`, { interfaces: [`acme.anvil.S${at + 1}`] }))], []],
    ["a line of classes without end", [anvil("Anvil", "acme.anvil.S0"), struct("AnvilConfig"), ...Array.from({ length: long }, (_, at) => anvil(`S${at}`, `acme.anvil.S${at + 1}`))], ["cdktf/valid-property-type"]],
    ["bases that double at every step", [anvil(), struct("AnvilConfig", { interfaces: ["acme.anvil.S0", "acme.anvil.T0"] }), ...Array.from({ length: 25 }, (_, at) => ["S", "T"].map((name) => struct(`${name}${at}`, { interfaces: at === 24 ? [] : [`acme.anvil.S${at + 1}`, `acme.anvil.T${at + 1}`] }))).flat()], ["cdktf/valid-property-type"]],
  ])("a manifest with %s is judged as far as it can be", async (_, types, rules) => {
    const outcome = await run(project(generatedPython(archive(manifest(types)))));
    expect({ code: outcome.code, rules: rulesIn(outcome), stderr: outcome.stderr }).toEqual({ code: rules.length > 0 ? 1 : 0, rules, stderr: "" });
  });

  it("an archive that has been made to look like another one at both ends is not taken for it", async () => {
    const both = [manifest([anvil(), struct("AnvilConfig")]), manifest([anvil(), struct("AnvilConfig")]).replace('"number"', '"string"')].map((text) => {
      const padding = entry("package/z", Buffer.alloc(70_000));
      const first = Buffer.concat([entry("package/a", Buffer.alloc(70_000)), entry("package/.jsii", Buffer.from(text))]);
      return Buffer.concat([gzipSync(first, { level: 0 }), gzipSync(Buffer.concat([padding, Buffer.alloc(1024)]), { level: 0 })]);
    });
    const [numbers, strings] = both as [Buffer, Buffer];
    expect(numbers.subarray(0, 65_536).equals(strings.subarray(0, 65_536)) && numbers.subarray(-65_536).equals(strings.subarray(-65_536))).toBe(true);
    const root = project(generatedPython(numbers));
    expect(rulesIn(await run(root))).toEqual(["cdktf/valid-property-type"]);
    writeFileSync(join(root, "imports/acme/_jsii/acme@0.0.0.jsii.tgz"), strings);
    expect(rulesIn(await run(root))).toEqual([]);
  });
});

describe("files that cannot be linted", () => {
  it.each<[string, Content, RegExp, number]>([
    ["a pipe", { pipe: true }, /^cdktf-lint: bad\.ts is no file, left out\n$/u, 2],
    ["a device", { link: "/dev/zero" }, /^cdktf-lint: bad\.ts is no file, left out\n$/u, 2],
    ["a file that cannot be read to its end", { link: "/proc/self/mem" }, /^cdktf-lint: bad\.ts cannot be read \(EIO\), left out\n$/u, 2],
    ["a file of 33 MB", Buffer.alloc(33_000_000, "\n"), /^cdktf-lint: bad\.ts is larger than 32 MB, left out\n$/u, 1],
  ])("%s leaves the findings in others", async (_, content, line, code) => {
    const outcome = await run(project({ "a.ts": TS, "bad.ts": content, "c.ts": TS }), "a.ts", "bad.ts", "c.ts");
    expect({ code: outcome.code, rules: rulesIn(outcome) }).toEqual({ code, rules: [...FOUND, ...FOUND] });
    expect(outcome.stderr).toMatch(line);
  });

  it.each([
    [{ "a.ts": { link: "a.ts" } }, "cannot read a.ts (ELOOP)"],
    [{ "a.ts": { link: "nowhere.ts" } }, "no such file or folder: a.ts"],
  ])("a link that leads nowhere is a wrong path", async (files, line) => {
    expect(await run(project(files), "a.ts")).toEqual({ code: 2, stdout: "", stderr: `cdktf-lint: ${line}\n` });
  });

  it("folders nested without end are left out with a line", async () => {
    const outcome = await run(project({ "a.ts": TS, [`${"a/".repeat(120)}b.ts`]: TS }));
    expect({ code: outcome.code, rules: rulesIn(outcome) }).toEqual({ code: 1, rules: FOUND });
    expect(outcome.stderr).toMatch(/^cdktf-lint: nested deeper than 100 folders, left out: \S+\n$/u);
  });

  it("names with line breaks and control characters make one plain line", async () => {
    const { stderr } = await run(project({ "x\n::error::y\u001B[31m.md": "" }), "x\n::error::y\u001B[31m.md");
    expect(stderr).toBe("cdktf-lint: not a TypeScript, JavaScript or Python file, left out: x ::error::y\uFFFD[31m.md\n");
  });

  it("a folder that is gone is told", async () => {
    const root = project({});
    const script = `cd "$1" && rmdir "$1" && exec "$2" "$3"`;
    const told = await new Promise<string>((resolve) => {
      const child = spawn("sh", ["-c", script, "sh", root, process.execPath, CLI]);
      let stderr = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      child.on("close", (code) => resolve(`${code} ${stderr}`));
    });
    expect(told).toBe("2 cdktf-lint: the current folder is gone\n");
  });
});

describe("what lies out of the project", () => {
  const secrets = (root: string): void => {
    writeFileSync(join(root, "secret.ts"), 'export const cidr = "hunter2";\n');
    writeFileSync(join(root, "secret.txt"), "cdktf-cdktf-provider-aws==12.0.1\n");
    writeFileSync(join(root, "secret.json"), '{"password":"hunter2"');
  };
  const VALUE_TS = 'import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";\nimport { cidr } from "FROM";\nexport const make = (scope: any) => new LbTargetGroup(scope, "t", { port: cidr });\n';

  it.each([
    ["an import", { "a.ts": VALUE_TS.replace("FROM", "../secret") }],
    ["a link", { "a.ts": VALUE_TS.replace("FROM", "./link"), "link.ts": { link: "../secret.ts" } }],
    ["a link of a folder", { "a.ts": VALUE_TS.replace("FROM", "./link/secret"), link: { link: ".." } }],
    ["an alias", { "a.ts": VALUE_TS.replace("FROM", "@out"), "tsconfig.json": '{"compilerOptions":{"paths":{"@out":["../secret.ts"]}}}' }],
  ] as [string, Record<string, Content>][])("is not read through %s", async (_, files) => {
    const outer = project({ "inner/": "" });
    secrets(outer);
    write(join(outer, "inner"), { ...files, ".git/HEAD": "" });
    expect(rulesIn(await run(join(outer, "inner")))).toEqual([]);
    // With the boundary one folder further out it is the project's own.
    mkdirSync(join(outer, ".git"));
    execFileSync("rm", ["-r", join(outer, "inner", ".git")]);
    expect(rulesIn(await run(join(outer, "inner")))).toEqual(["cdktf/valid-property-type"]);
  });

  it("is no manifest, and nothing of it is shown", async () => {
    const outer = project({ "inner/.git/HEAD": "", "inner/a.ts": TS, "inner/a.py": PY, "inner/package-lock.json": { link: "../secret.json" }, "inner/requirements.txt": "-r ../secret.txt\n" });
    secrets(outer);
    const outcome = await run(join(outer, "inner"));
    expect(rulesIn(outcome)).toEqual([...FOUND, ...FOUND]);
    expect(outcome.stdout).not.toContain("12.0.1");
    expect(outcome.stderr).toMatch(/^cdktf-lint: \S+package-lock\.json is a link out of the project and is not read\n$/u);
  });

  it.each([
    [["--output-file", "report.json"], { "report.json": { link: "../victim" } }],
    [["--output-file", "out/report.json"], { out: { link: "../elsewhere" } }],
    [["--suppress-all"], { "eslint-suppressions.json": { link: "../victim" } }],
    [["--cache", "--cache-location", "kept.json"], { "kept.json": { link: "../victim" } }],
  ] as [string[], Record<string, Content>][])("is not written to with %j where a link leads there", async (args, links) => {
    const outer = project({ victim: "{}", "elsewhere/": "", "inner/.git/HEAD": "", "inner/a.ts": TS, ...Object.fromEntries(Object.entries(links).map(([name, content]) => [`inner/${name}`, content])) });
    const { code, stderr } = await run(join(outer, "inner"), ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^cdktf-lint: [^\n]*link[^\n]* out of the project[^\n]*\n$/u);
    expect(readFileSync(join(outer, "victim"), "utf8")).toBe("{}");
    expect(execFileSync("ls", [join(outer, "elsewhere")], { encoding: "utf8" })).toBe("");
  });
});
