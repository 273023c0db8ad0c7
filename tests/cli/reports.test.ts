/** `--format` and `--output-file`, and the same formats in ESLint itself. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { formatNames } from "../../src/formatters/index.js";
import { CLI, cli, folderWith, runNode, withoutFacts } from "./run-cli.js";

const ROOT = join(import.meta.dirname, "..", "..");
const require = createRequire(import.meta.url);
const FLAWED = `from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
LbTargetGroup(scope, "t", deregistration_delay=30)
`;

describe("--output-file", () => {
  it("writes the report, makes its folder, and prints nothing", async () => {
    const root = folderWith({ "a.py": FLAWED });
    expect(await cli(root, ["-f", "json", "-o", "out/deep/findings.json"])).toEqual({ code: 1, stdout: "", stderr: "" });
    expect(JSON.parse(readFileSync(join(root, "out/deep/findings.json"), "utf8"))).toMatchObject([{ errorCount: 1 }]);
    expect(readdirSync(join(root, "out/deep"))).toEqual(["findings.json"]);
  });

  it("takes the place of what was there, whole, with its rights and by its link", async () => {
    const root = folderWith({ "a.py": FLAWED, "real.txt": "x".repeat(100_000) });
    symlinkSync("real.txt", join(root, "link.txt"));
    const { mode } = statSync(join(root, "real.txt"));
    expect((await cli(root, ["-o", "link.txt"])).code).toBe(1);
    const text = readFileSync(join(root, "real.txt"), "utf8");
    expect(text).toContain("✖ 1 problem (1 error, 0 warnings)");
    expect(text).not.toContain("xxx");
    expect(statSync(join(root, "real.txt")).mode).toBe(mode);
    expect(readdirSync(root).sort()).toEqual(["a.py", "link.txt", "real.txt"]);
  });

  it("has colours only where they are asked for", async () => {
    const root = folderWith({ "a.py": FLAWED });
    await cli(root, ["-o", "plain.txt"], { FORCE_COLOR: "1" });
    await cli(root, ["-o", "colour.txt", "--color"]);
    expect(readFileSync(join(root, "plain.txt"), "utf8")).not.toContain("\u001B[");
    expect(readFileSync(join(root, "colour.txt"), "utf8")).toContain("\u001B[");
  });

  it("writes an empty report where nothing is found", async () => {
    const root = folderWith({ "a.py": "" });
    expect((await cli(root, ["-f", "github", "-o", "x.txt"])).code).toBe(0);
    expect(readFileSync(join(root, "x.txt"), "utf8")).toBe("");
  });

  it.each([
    [["-f", "json", "-f", "github", "-o", "b"], { b: "::error", stdout: "[{" }],
    [["-o", "a", "-f", "json"], { a: "[{", stdout: "" }],
    [["-f", "json", "-o", "a", "-f", "gitlab", "-o", "b", "-f", "markdown"], { a: "[{", b: "[\n  {", stdout: "<!--" }],
  ])("belongs to the format before it: %j", async (args, expected) => {
    const root = folderWith({ "x.py": FLAWED });
    const { stdout } = await cli(root, args);
    const found = Object.fromEntries(Object.entries(expected).map(([name, start]) => [name, (name === "stdout" ? stdout : readFileSync(join(root, name), "utf8")).slice(0, start.length)]));
    expect(found).toEqual(expected);
  });

  it("may be a pipe, which is written to as it is", () => {
    const root = folderWith({ "a.py": FLAWED });
    const { stdout } = spawnSync("bash", ["-c", 'mkfifo pipe; cat pipe & "$NODE" "$CLI" -f github -o pipe; wait'], { cwd: root, encoding: "utf8", env: { ...process.env, NODE: process.execPath, CLI } });
    expect(stdout).toMatch(/^::error file=a\.py/u);
    expect(statSync(join(root, "pipe")).isFIFO()).toBe(true);
  });

  it.each([
    [["-o", "a.py/x"], /cannot write .*a\.py\/x \(E(?:EXIST|NOTDIR)\)/u],
    [["-o", "folder"], /cannot write .*folder: it is a folder/u],
    [["-o", " "], /option '-o, --output-file <file>' argument ' ' is invalid\. It must be the name of a file\./u],
    [["-f", "json", "-f", "sarif"], /only one format can go to standard output; give the others an --output-file/u],
    [["-f", "json", "-o", "x", "-f", "sarif", "-o", "./x"], /two formats for one file: \.\/x/u],
    [["-o", "x", "-o", "y"], /Write a --format before each --output-file\./u],
    [["-f", "xml", "-o", "new/x"], /unknown format "xml"; there are: stylish, json, sarif, github, gitlab, junit, markdown, html/u],
    [["-f", "sarfi"], /unknown format "sarfi"/u],
    [["-f", "json", "-o", "/dev/full"], /cannot write \/dev\/full \(ENOSPC\)/u],
  ])("2 with one clear line for %j", async (args, message) => {
    const root = folderWith({ "a.py": FLAWED, "folder/": "" });
    const { code, stdout, stderr } = await cli(root, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /mu);
    expect(readdirSync(root).sort()).toEqual(["a.py", "folder"]);
  });
});

/** The same modules as in the command, which is one file. */
const UNBUNDLED = join(import.meta.dirname, "../support/unbundled.mjs");

it("a format loads nothing that only others need", async () => {
  const root = folderWith({
    "a.py": FLAWED,
    "hooks.mjs": 'import { appendFileSync } from "node:fs";\nexport async function load(url, context, next) {\n  appendFileSync(process.env.LOADED, `${url}\\n`);\n  return next(url, context);\n}\n',
    "register.mjs": 'import { register } from "node:module";\nregister("./hooks.mjs", import.meta.url);\n',
  });
  const loadedBy = async (format: string): Promise<string> => {
    const file = join(root, `${format}.txt`);
    await runNode(UNBUNDLED, root, ["-f", format, "a.py"], { NODE_OPTIONS: `--import ${pathToFileURL(join(root, "register.mjs")).href}`, LOADED: file });
    return readFileSync(file, "utf8");
  };
  const own: Record<string, RegExp> = { stylish: /\/chalk\//u, sarif: /\/node-sarif-builder\//u, junit: /\/xmlbuilder\//u, html: /formatters\/html\.js/u, github: /formatters\/github\.js/u };
  for (const format of ["json", ...Object.keys(own)]) {
    const loaded = await loadedBy(format);
    expect(loaded, format).toContain(`formatters/${format}.js`);
    for (const [other, pattern] of Object.entries(own)) expect(pattern.test(loaded), `${format} loads what ${other} needs`).toBe(other === format);
  }
});

describe.each([
  ["ESLint 10", "eslint"],
  ["ESLint 9", "eslint9"],
])("in %s", (_, name) => {
  const eslint = join(dirname(require.resolve(`${name}/package.json`)), "bin", "eslint.js");

  /** A project that has ESLint's own configuration and the package installed. */
  function project(): string {
    const root = folderWith({ "a.py": FLAWED, "eslint.config.mjs": 'import cdktf from "eslint-plugin-cdktf";\nexport default [...cdktf.configs.recommended];\n', "package.json": '{"type":"module"}' });
    mkdirSync(join(root, "node_modules"));
    symlinkSync(ROOT, join(root, "node_modules", "eslint-plugin-cdktf"), "dir");
    return root;
  }
  const run = (root: string, args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [...args], { cwd: root, encoding: "utf8", env: { ...process.env, NO_COLOR: "1", GITHUB_WORKSPACE: root } });

  it("-f takes a format by its path", () => {
    const root = project();
    const { status, stdout, stderr } = run(root, [eslint, "-f", "./node_modules/eslint-plugin-cdktf/dist/formatters/github.js", "a.py"]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toMatch(/^::error file=a\.py,line=2,endLine=2,col=27,endColumn=47,title=cdktf\/valid-property-type::/u);
  });

  it("every format gives what the command gives", async () => {
    const root = project();
    await cli(root, [...formatNames.flatMap((format) => ["-f", format, "-o", `command/${format}`]), "a.py"], { GITHUB_WORKSPACE: root });
    writeFileSync(join(root, "run.mjs"), `import { ESLint } from ${JSON.stringify(pathToFileURL(require.resolve(name)).href)};
import { mkdirSync, writeFileSync } from "node:fs";
const eslint = new ESLint();
const results = await eslint.lintFiles(["a.py"]);
mkdirSync("plain");
for (const format of ${JSON.stringify(formatNames)}) {
  const formatter = await eslint.loadFormatter("./node_modules/eslint-plugin-cdktf/dist/formatters/" + format + ".js");
  writeFileSync("plain/" + format, await formatter.format(results));
}
`);
    expect(run(root, ["run.mjs"])).toMatchObject({ status: 0, stderr: "" });
    for (const format of formatNames) {
      const [own, plain] = ["command", "plain"].map((folder) => readFileSync(join(root, folder, format), "utf8"));
      // What the command adds of its own is no part of ESLint's format.
      if (format === "json") expect(JSON.parse(plain!)).toMatchObject(withoutFacts(own!) as ESLint.LintResult[]);
      else expect(plain, format).toBe(own);
    }
  });

  it("the package exports them by name", () => {
    const root = project();
    writeFileSync(join(root, "run.mjs"), `import { ESLint } from ${JSON.stringify(pathToFileURL(require.resolve(name)).href)};
import sarif from "eslint-plugin-cdktf/formatters/sarif";
import { fileURLToPath } from "node:url";
const eslint = new ESLint();
const formatter = await eslint.loadFormatter(fileURLToPath(import.meta.resolve("eslint-plugin-cdktf/formatters/gitlab")));
console.log(typeof sarif, JSON.parse(await formatter.format(await eslint.lintFiles(["a.py"])))[0].check_name);
for (const path of ["index", "support/text"]) await import("eslint-plugin-cdktf/formatters/" + path).catch(({ code }) => console.log(code));
`);
    const { stdout, stderr } = run(root, ["run.mjs"]);
    expect({ stdout, stderr }).toEqual({ stdout: "function cdktf/valid-property-type\nERR_PACKAGE_PATH_NOT_EXPORTED\nERR_PACKAGE_PATH_NOT_EXPORTED\n", stderr: "" });
  });
});

it("every exported format is built", () => {
  for (const format of formatNames) expect(existsSync(join(ROOT, "dist", "formatters", `${format}.d.ts`)), format).toBe(true);
});
