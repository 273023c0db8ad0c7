import { spawn } from "node:child_process";
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { CLI, cli, folderWith } from "./run-cli.js";

const WARNING_TS = `import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
declare const scope: any;
new RouteTable(scope, "r", {
  vpcId: "x",
  route: [{ cidrBlock: "0.0.0.0/0", gatewayId: "g" }],
});
`;
const ERROR_TS = `import { EcsTaskDefinitionContainerDefinitions } from "@cdktf/provider-aws/lib/ecs-task-definition";
export { EcsTaskDefinitionContainerDefinitions };
`;
const ERROR_PY = `from cdktf_cdktf_provider_aws.ecs_task_definition import EcsTaskDefinitionContainerDefinitions
`;
/** `cidr_block` in a list of dicts never arrives; the camelCase key does. */
const FIXABLE_PY = `from cdktf_cdktf_provider_aws.route_table import RouteTable
RouteTable(scope, "r", vpc_id="x", route=[{"cidr_block": "0.0.0.0/0"}])
`;

const rulesOf = (stdout: string): string[] =>
  (JSON.parse(stdout) as ESLint.LintResult[]).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId ?? "fatal"));
const filesOf = (stdout: string, root: string): string[] =>
  (JSON.parse(stdout) as ESLint.LintResult[]).map(({ filePath }) => filePath.slice(root.length + 1).replaceAll("\\", "/"));

describe("exit codes", () => {
  it("0 and silence where nothing is found", async () => {
    const root = folderWith({ "a.ts": "export const a: number = 1;\n", "b.py": "print(1)\n" });
    expect(await cli(root)).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("no note about packages that are none of the CDK's", async () => {
    const root = folderWith({
      "node_modules/vitest/package.json": '{"name":"vitest","version":"4.1.0"}',
      "a.ts": 'import { App } from "cdktf";\nimport { it } from "vitest";\nit("x", () => new App());\n',
    });
    expect(await cli(root)).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("0 for warnings, 1 beyond --max-warnings", async () => {
    const root = folderWith({ "a.ts": WARNING_TS });
    const plain = await cli(root);
    expect(plain.code).toBe(0);
    expect(plain.stdout).toContain("cdktf/no-inline-routes");
    expect((await cli(root, ["--max-warnings", "1"])).code).toBe(0);
    const strict = await cli(root, ["--max-warnings", "0"]);
    expect(strict.code).toBe(1);
    expect(strict.stderr).toBe("cdktf-lint: too many warnings: 1, at most 0 are allowed\n");
    expect((await cli(root, ["--quiet", "--max-warnings=0"])).code).toBe(1);
  });

  it("1 for errors, in both languages", async () => {
    const root = folderWith({ "a.ts": ERROR_TS, "b.py": ERROR_PY });
    const { code, stdout } = await cli(root, ["--format", "json"]);
    expect(code).toBe(1);
    expect(rulesOf(stdout)).toEqual(["cdktf/no-unknown-import", "cdktf/no-unknown-import"]);
    expect((await cli(root, ["a.ts"])).code).toBe(1);
  });

  it("1 for a syntax error, and the other files are linted all the same", async () => {
    const root = folderWith({ "a.ts": "const = ;\n", "b.py": "def f(:\n", "c.ts": ERROR_TS });
    const { code, stdout } = await cli(root, ["--format=json"]);
    expect(code).toBe(1);
    const results = JSON.parse(stdout) as ESLint.LintResult[];
    expect(results.map(({ fatalErrorCount }) => fatalErrorCount)).toEqual([1, 1, 0]);
    expect(rulesOf(stdout)).toEqual(["fatal", "fatal", "cdktf/no-unknown-import"]);
  });

  it.each([
    [["nope.ts"], "cdktf-lint: no such file or folder: nope.ts\n"],
    [[""], 'cdktf-lint: no such file or folder: ""\n'],
    [["x*/*.ts"], "cdktf-lint: no files match the pattern: x*/*.ts\n"],
    [["--format", "xml"], 'cdktf-lint: unknown format "xml"; there are: stylish, json, sarif, github, gitlab, junit, markdown, html\n'],
    [["--max-warnings", "few"], "cdktf-lint: option '--max-warnings <number>' argument 'few' is invalid."],
    [["--provider-version", "latest"], "cdktf-lint: option '--provider-version <version>' argument 'latest' is invalid."],
    [["--colour"], "cdktf-lint: unknown option '--colour'"],
    [["--rule", "no-such-rule: off"], 'cdktf-lint: there is no rule "no-such-rule"; the rules are: '],
    [["--rule", "no-inline-routes: loud"], "cdktf-lint: cannot read --rule "],
    [["--rule", "no-inline-routes: [error, {\"a\": 1}]"], "cdktf-lint: the options of a rule are wrong: "],
  ])("2 with one clear line for %j", async (args, message) => {
    const root = folderWith({ "a.ts": "export {};\n" });
    const { code, stdout, stderr } = await cli(root, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.startsWith(message) ? message : stderr).toBe(message);
    expect(stderr).not.toMatch(/^\s+at /mu);
  });

  it("0 with a note for an empty folder", async () => {
    const root = folderWith({ "empty/": "", "text/readme.md": "" });
    expect(await cli(root, ["empty"])).toEqual({ code: 0, stdout: "", stderr: "cdktf-lint: no TypeScript, JavaScript or Python files in: empty\n" });
    expect(await cli(root, ["--format", "json"])).toMatchObject({ code: 0, stdout: "[]\n" });
    expect(await cli(root, ["text/readme.md"])).toMatchObject({ code: 0, stdout: "" });
  });

  it("2 and a hint where the unexpected happens, a stack trace only on request", async () => {
    const root = folderWith({ "a.ts": WARNING_TS, "b/a.ts": WARNING_TS });
    chmodSync(join(root, "a.ts"), 0);
    const { code, stderr } = await cli(root, ["a.ts"]);
    // Whoever may read everything cannot see this.
    if (process.getuid?.() === 0) return;
    expect(code).toBe(2);
    expect(stderr.split("\n")).toHaveLength(2);
  });
});

describe("which files", () => {
  const DIRTY: Record<string, string> = Object.fromEntries(
    [
      "a.ts", "b.tsx", "c.mts", "d.cts", "e.js", "f.mjs", "g.cjs", "h.jsx", "i.py", "dist/j.ts", "[id]/k.ts", ".hidden/l.ts", "env/prod.ts",
      "node_modules/p/x.ts", "sub/node_modules/p/x.ts", "lib/site-packages/x.py", ".venv/x.py", "myenv/x.py", "cdktf.out/x.ts", ".gen/x.ts", "imports/aws/__init__.py",
      "__pycache__/x.py", ".terraform/x.py", ".git/x.py", "types.d.ts", "types.d.mts", "text.md", "data.json",
    ].map((name) => [name, ""]),
  );

  it("searches folders, without what is generated, installed or declared only", async () => {
    const root = folderWith({ ...DIRTY, "myenv/pyvenv.cfg": "" });
    const { stdout } = await cli(root, ["--format", "json"]);
    expect(filesOf(stdout, root)).toEqual([
      ".hidden/l.ts", "[id]/k.ts", "a.ts", "b.tsx", "c.mts", "d.cts", "dist/j.ts", "e.js", "env/prod.ts", "f.mjs", "g.cjs", "h.jsx", "i.py",
    ]);
  });

  it("takes what is named, wherever it lies", async () => {
    const root = folderWith({ ...DIRTY, "myenv/pyvenv.cfg": "", ".gitignore": "dist\n*.mts\n" });
    const named = ["node_modules/p/x.ts", ".gen/x.ts", "types.d.ts", "[id]/k.ts", "c.mts", "dist", "myenv", "a.ts", "./a.ts"];
    const { stdout, stderr, code } = await cli(root, ["--format", "json", ...named]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(filesOf(stdout, root)).toEqual([".gen/x.ts", "[id]/k.ts", "a.ts", "c.mts", "dist/j.ts", "myenv/x.py", "node_modules/p/x.ts", "types.d.ts"]);
  });

  it("leaves out what git ignores, from the repository's root downwards", async () => {
    const files = ["top.ts", "keep.ts", "gen/a.ts", "app/x.ts", "app/out/y.ts", "app/out2/y.ts", "app/tmp/z.py", "app/deep/tmp/keep.ts", "app/deep/tmp/lost.ts", "app/secret.py", "app/[id]/s.ts", "app/[id]/t.ts"];
    const root = folderWith({
      ...Object.fromEntries(files.map((name) => [name, ""])),
      ".git/info/exclude": "secret.py\n",
      ".gitignore": "# generated\n/top.ts\ngen/\ntmp\n",
      "app/.gitignore": "/out\n!tmp\n",
      "app/[id]/.gitignore": "s.ts\r\n",
      "app/deep/.gitignore": "tmp/*\n!tmp/keep.ts\n",
    });
    // What git itself says, with `git ls-files --others --exclude-standard`.
    const expected = ["app/[id]/t.ts", "app/deep/tmp/keep.ts", "app/out2/y.ts", "app/tmp/z.py", "app/x.ts"];
    expect(filesOf((await cli(root, ["--format", "json"])).stdout, root)).toEqual([...expected, "keep.ts"]);
    expect(filesOf((await cli(join(root, "app"), ["--format", "json"])).stdout, root)).toEqual(expected);
  });

  it("reads .gitignore where there is no repository as well", async () => {
    const root = folderWith({ "a.ts": "", "build/b.ts": "", ".gitignore": "build/\n" });
    expect(filesOf((await cli(root, ["--format", "json"])).stdout, root)).toEqual(["a.ts"]);
  });

  it("understands globs", async () => {
    const root = folderWith({ "stacks/a.ts": "", "stacks/in/b.ts": "", "stacks/c.py": "", "other/d.ts": "", "stacks/node_modules/e.ts": "" });
    const found = async (...globs: string[]): Promise<string[]> => filesOf((await cli(root, ["--format", "json", ...globs])).stdout, root);
    expect(await found("**/*.ts")).toEqual(["other/d.ts", "stacks/a.ts", "stacks/in/b.ts"]);
    expect(await found("stacks/*.{ts,py}")).toEqual(["stacks/a.ts", "stacks/c.py"]);
    expect(await found("stac*")).toEqual(["stacks/a.ts", "stacks/c.py", "stacks/in/b.ts"]);
    expect(await found(join(root, "other/*.ts"))).toEqual(["other/d.ts"]);
  });

  it("lints outside of the current folder", async () => {
    const root = folderWith({ "here/a.ts": WARNING_TS, "there/b.ts": WARNING_TS, "there/venv2/c.py": "" });
    const { stdout } = await cli(join(root, "here"), ["--format", "json", "../there", "."]);
    expect(filesOf(stdout, root)).toEqual(["here/a.ts", "there/b.ts", "there/venv2/c.py"]);
    expect(rulesOf(stdout)).toEqual(["cdktf/no-inline-routes", "cdktf/no-inline-routes"]);
  });

  it("does not run in circles", async () => {
    const root = folderWith({ "src/a.ts": "" });
    symlinkSync(root, join(root, "src", "loop"), "dir");
    expect(filesOf((await cli(root, ["--format", "json"])).stdout, root)).toEqual(["src/a.ts"]);
  });
});

describe("options", () => {
  it("--fix repairs", async () => {
    const root = folderWith({ "a.py": FIXABLE_PY });
    const before = await cli(root, ["--rule", "no-inline-routes: off"]);
    expect(before.code).toBe(1);
    expect(before.stdout).toContain("can be repaired with --fix");
    const after = await cli(root, ["--fix", "--rule", "no-inline-routes: off"]);
    expect(after).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(join(root, "a.py"), "utf8")).not.toContain("cidr_block\"");
  });

  it.each([
    [["--rule", "cdktf/no-inline-routes: error"], [2]],
    [["--rule", "no-inline-routes:off"], []],
    [["--rule", '{"cdktf/no-inline-routes": ["error"]}'], [2]],
    [["--rule", "no-inline-routes: off, no-unknown-import: off"], []],
    [["--rule", "no-inline-routes: off", "--rule", "no-inline-routes: [error]"], [2]],
    [["--strict"], [2]],
    [["--strict", "--rule", "no-inline-routes: 1"], [1]],
    [["--quiet"], undefined],
  ])("%j", async (args, severities) => {
    const root = folderWith({ "a.ts": WARNING_TS });
    const results = JSON.parse((await cli(root, ["--format", "json", ...args])).stdout) as ESLint.LintResult[];
    expect(results[0]?.messages.map(({ severity }) => severity)).toEqual(severities);
  });

  it("--provider-version decides what is checked against", async () => {
    const root = folderWith({ "a.py": ERROR_PY });
    expect((await cli(root, ["--provider-version", "21.22.1"])).stdout).toContain("21.22.1");
  });

  it("--version and --help, without loading ESLint", async () => {
    const root = folderWith({});
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as { version: string };
    expect(await cli(root, ["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
    const { code, stdout } = await cli(root, ["--help"], { NODE_DEBUG: "" });
    expect(code).toBe(0);
    for (const text of ["Usage: cdktf-lint [options] [paths...]", "--provider-version", "Examples:", "Exit codes:"]) expect(stdout).toContain(text);
  });
});

describe("findings", () => {
  it("disable comments count, those for other plugins do no harm", async () => {
    const root = folderWith({
      "a.ts": `// eslint-disable-next-line @typescript-eslint/no-unused-vars, cdktf/no-unknown-import\n${ERROR_TS}/* eslint no-undef: error, foo/bar: 2 */\nmissing();\n// eslint-disable-next-line cdktf/no-inline-routes\n`,
      "b.py": `# eslint-disable-next-line cdktf/no-unknown-import\n${ERROR_PY}`,
    });
    const { code, stdout } = await cli(root, ["--format", "json"]);
    expect(code).toBe(0);
    const results = JSON.parse(stdout) as ESLint.LintResult[];
    for (const { messages, suppressedMessages, errorCount, warningCount } of results) {
      expect({ messages, errorCount, warningCount }).toEqual({ messages: [], errorCount: 0, warningCount: 0 });
      expect(suppressedMessages.map(({ ruleId }) => ruleId)).toEqual(["cdktf/no-unknown-import"]);
    }
  });

  it("do not depend on a configuration of the project", async () => {
    const root = folderWith({ "a.ts": WARNING_TS, "eslint.config.js": "throw new Error('not mine');\n", ".eslintrc.json": "{" });
    expect((await cli(root, ["a.ts"])).stdout).toContain("no-inline-routes");
  });

  it("carry ESLint's JSON fields", async () => {
    const root = folderWith({ "a.ts": WARNING_TS });
    const [result] = JSON.parse((await cli(root, ["--format", "json"])).stdout) as ESLint.LintResult[];
    expect(result).toMatchObject({ filePath: join(root, "a.ts"), errorCount: 0, fatalErrorCount: 0, warningCount: 1, source: WARNING_TS });
    expect(result?.messages[0]).toMatchObject({ ruleId: "cdktf/no-inline-routes", severity: 1, line: 5, column: 3, endLine: 5, endColumn: 8 });
  });

  it("read well without colours", async () => {
    const root = folderWith({ "src/a.ts": WARNING_TS, "b.ts": `const x = "名前😀"; ${ERROR_TS}`.replace("\n", " ") });
    const { stdout } = await cli(root);
    expect(stdout.replace(/ {2}(?:Routes inside|`EcsTask).*(?= {2}cdktf)/gu, "  MESSAGE")).toMatchInlineSnapshot(`
      "
      b.ts
        1:28  error  MESSAGE  cdktf/no-unknown-import
        > 1 | const x = "名前😀"; import { EcsTaskDefinitionContainerDefinitions } from "@cdktf/provider-aws/lib/ecs-task-defi…
            |                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      src/a.ts
        5:3  warning  MESSAGE  cdktf/no-inline-routes
          4 |   vpcId: "x",
        > 5 |   route: [{ cidrBlock: "0.0.0.0/0", gatewayId: "g" }],
            |   ^^^^^
            suggestion: Create a \`Route\` for each route.

      ✖ 2 problems (1 error, 1 warning)
        More about these rules:
          https://github.com/eslint-plugin-cdktf/eslint-plugin-cdktf/blob/main/docs/rules/no-inline-routes.md
          https://github.com/eslint-plugin-cdktf/eslint-plugin-cdktf/blob/main/docs/rules/no-unknown-import.md

      "
    `);
  });

  it("are coloured where it is wanted", async () => {
    const root = folderWith({ "a.ts": WARNING_TS });
    const coloured = async (args: string[], env: Record<string, string>): Promise<boolean> => (await cli(root, args, env)).stdout.includes("\u001B[");
    expect(await coloured([], {})).toBe(false);
    expect(await coloured([], { FORCE_COLOR: "1" })).toBe(true);
    expect(await coloured([], { FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(true);
    expect(await coloured([], { FORCE_COLOR: "0" })).toBe(false);
    expect(await coloured(["--color"], {})).toBe(true);
    expect(await coloured(["--no-color"], { FORCE_COLOR: "1" })).toBe(false);
    expect(await coloured(["--format", "json"], { FORCE_COLOR: "1" })).toBe(false);
  });

  it("are written completely, and nobody minds if they are not read", async () => {
    const root = folderWith({});
    for (let index = 0; index < 60; index++) writeFileSync(join(root, `f${index}.ts`), `${WARNING_TS}${"// padding\n".repeat(2000)}`);
    const { stdout, stderr } = await cli(root, ["--format", "json"]);
    expect(stderr).toBe("");
    expect(rulesOf(stdout)).toHaveLength(60);
    const outcome = await new Promise<{ code: number | null; stderr: string }>((resolve) => {
      const child = spawn(process.execPath, [CLI, "--format", "json"], { cwd: root });
      let text = "";
      child.stderr.setEncoding("utf8").on("data", (part: string) => (text += part));
      child.stdout.once("data", () => child.stdout.destroy());
      child.on("close", (code) => resolve({ code, stderr: text }));
    });
    expect(outcome).toEqual({ code: 0, stderr: "" });
  });
});
