/** The baseline, held against what the real `eslint` does with the same file. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { cli, folderWith, type Outcome, withoutFacts } from "./run-cli.js";

const ROOT = join(import.meta.dirname, "../..");
const WRONG_TS = `import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Nope } from "@cdktf/provider-aws/lib/vpc";
declare const scope: any;
new LbTargetGroup(scope, "a", { deregistrationDelay: 30 });
new LbTargetGroup(scope, "b", { deregistrationDelay: 30 });
export { Nope };
`;
const WRONG_PY = `from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
LbTargetGroup(scope, "a", deregistration_delay=30)
LbTargetGroup(scope, "b", deregistration_delay=30)
`;
const WARNING_PY = `from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute
RouteTable(scope, "r", vpc_id="x", route=[RouteTableRoute(cidr_block="0.0.0.0/0", gateway_id="g")])
`;
const BASELINE = "eslint-suppressions.json";
const TYPE = "cdktf/valid-property-type";

function project(files: Readonly<Record<string, string>> = { "b.ts": WRONG_TS, "stacks/a.py": WRONG_PY }): string {
  const root = folderWith({ "eslint.config.mjs": 'import cdktf from "eslint-plugin-cdktf";\nexport default [...cdktf.configs.recommended];\n', ...files });
  mkdirSync(join(root, "node_modules"));
  symlinkSync(ROOT, join(root, "node_modules", "eslint-plugin-cdktf"), "dir");
  return root;
}

function eslint(root: string, args: readonly string[], major: "eslint" | "eslint9" = "eslint"): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "node_modules", major, "bin", "eslint.js"), ".", ...args], { cwd: root, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

const read = (root: string, name = BASELINE): string => readFileSync(join(root, name), "utf8");
const results = ({ stdout }: Outcome): ESLint.LintResult[] => withoutFacts(stdout) as ESLint.LintResult[];
const rulesOf = (outcome: Outcome): (string | null)[] => results(outcome).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));

describe("the baseline is ESLint's", () => {
  it.each([["--suppress-all"], ["--suppress-rule", TYPE]])("%s %s writes the same file as eslint 9 and 10", async (...args) => {
    const root = project();
    const { code, stdout } = await cli(root, args);
    expect({ code, stdout: stdout === "" }).toEqual({ code: args.length === 1 ? 0 : 1, stdout: args.length === 1 });
    const own = read(root);
    for (const major of ["eslint9", "eslint"] as const) {
      rmSync(join(root, BASELINE));
      expect(eslint(root, args, major).code).toBe(code);
      expect(own, major).toBe(read(root));
    }
  });

  it("each command accepts what the other one wrote", async () => {
    const root = project();
    expect(eslint(root, ["--suppress-all"]).code).toBe(0);
    expect(await cli(root)).toEqual({ code: 0, stdout: "", stderr: "" });
    rmSync(join(root, BASELINE));
    expect((await cli(root, ["--suppress-all"])).code).toBe(0);
    expect(eslint(root, [])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("gives the same JSON as eslint, suppressed messages with it", async () => {
    const root = project();
    await cli(root, ["--suppress-rule", "valid-property-type"]);
    const theirs = results(eslint(root, ["--format", "json"])).filter(({ filePath }) => !filePath.endsWith(".mjs"));
    const own = results(await cli(root, ["--format", "json"])).filter(({ filePath }) => !filePath.endsWith(".mjs"));
    const essence = (all: ESLint.LintResult[]): unknown => all.map(({ filePath, messages, suppressedMessages, errorCount, fixableErrorCount }) => ({ filePath, messages, suppressedMessages, errorCount, fixableErrorCount }));
    expect(essence(own)).toEqual(essence(theirs));
    expect(own.map(({ suppressedMessages }) => suppressedMessages.map(({ ruleId, suppressions }) => [ruleId, suppressions]))).toEqual(
      [2, 2].map((count) => Array.from({ length: count }, () => [TYPE, [{ kind: "file", justification: "" }]])),
    );
  });

  it("prunes as eslint does", async () => {
    const root = project();
    await cli(root, ["--suppress-all"]);
    writeFileSync(join(root, "b.ts"), WRONG_TS.replace(/.*"b".*\n/u, ""));
    rmSync(join(root, "stacks"), { recursive: true });
    const before = read(root);
    expect((await cli(root, ["--prune-suppressions"])).code).toBe(0);
    const own = read(root);
    writeFileSync(join(root, BASELINE), before);
    expect(eslint(root, ["--prune-suppressions"]).code).toBe(0);
    expect(own).toBe(read(root));
    expect(JSON.parse(own)).toEqual({ "b.ts": { [TYPE]: { count: 1 }, "cdktf/no-unknown-import": { count: 1 } } });
  });
});

describe("with a baseline", () => {
  it("all findings of a rule come back where there is one more than known", async () => {
    const root = project({ "a.py": WRONG_PY });
    await cli(root, ["--suppress-all"]);
    writeFileSync(join(root, "a.py"), `${WRONG_PY}LbTargetGroup(scope, "c", deregistration_delay=30)\n`);
    const outcome = await cli(root, ["--format", "json"]);
    expect(outcome.code).toBe(1);
    expect(rulesOf(outcome)).toEqual([TYPE, TYPE, TYPE]);
  });

  it.each([
    [[], 2],
    [["--pass-on-unpruned-suppressions"], 0],
    [["--fix", "--pass-on-unpruned-suppressions"], 0],
    [["--prune-suppressions"], 0],
  ])("suppressions that nothing needs any more: %j ends with %d", async (args, expected) => {
    const root = project({ "a.py": WRONG_PY });
    await cli(root, ["--suppress-all"]);
    writeFileSync(join(root, "a.py"), WRONG_PY.replaceAll("30", '"30"'));
    const { code, stdout, stderr } = await cli(root, args);
    expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
    expect(eslint(root, args).code).toBe(expected);
    expect(stderr).toBe(
      expected === 2
        ? `cdktf-lint: suppressions in ${BASELINE} that nothing needs any more: a.py (${TYPE}); remove them with --prune-suppressions, or leave them with --pass-on-unpruned-suppressions\n`
        : args[0] === "--prune-suppressions" ? `cdktf-lint: 1 suppression pruned from ${BASELINE}\n` : "",
    );
  });

  it("findings are printed before the complaint about unused suppressions", async () => {
    const root = project({ "a.py": WRONG_PY, "b.ts": WRONG_TS });
    await cli(root, ["--suppress-all"]);
    writeFileSync(join(root, "a.py"), "");
    writeFileSync(join(root, "b.ts"), `${WRONG_TS}new LbTargetGroup(scope, "c", { deregistrationDelay: 30 });\n`);
    const outcome = await cli(root, ["--format", "json"]);
    expect(outcome.code).toBe(2);
    expect(rulesOf(outcome)).toEqual([TYPE, TYPE, TYPE]);
  });

  it("--fix repairs suppressed findings too, as in eslint", async () => {
    const root = project({ "a.py": WRONG_PY });
    await cli(root, ["--suppress-all"]);
    expect((await cli(root, ["--fix", "--prune-suppressions"])).code).toBe(0);
    expect(read(root, "a.py")).toBe(WRONG_PY.replaceAll("30", '"30"'));
    expect(read(root)).toBe("{\n}");
  });

  it("warnings are neither suppressed nor forgotten by --max-warnings", async () => {
    const root = project({ "a.py": WARNING_PY });
    const { code, stdout } = await cli(root, ["--suppress-all", "--max-warnings", "0"]);
    expect(code).toBe(1);
    expect(stdout).toContain("cdktf/no-inline-routes");
    expect(JSON.parse(read(root))).toEqual({});
    // With --strict they are errors, and the two runs do not contradict each other.
    expect((await cli(root, ["--strict", "--suppress-all"])).code).toBe(0);
    expect((await cli(root, ["--strict"])).code).toBe(0);
    const warned = await cli(root);
    expect(warned).toMatchObject({ code: 0, stderr: "" });
    expect(warned.stdout).toContain("warning");
  });

  it("other plugins' rules, and files that do not parse for the moment, are left alone", async () => {
    const root = project({ "a.py": WRONG_PY, "b.ts": WRONG_TS });
    writeFileSync(join(root, BASELINE), JSON.stringify({ "b.ts": { "no-undef": { count: 7 } }, "a.py": { [TYPE]: { count: 2 } } }));
    await cli(root, ["--suppress-all"]);
    writeFileSync(join(root, "a.py"), "def f(:\n");
    const { code, stderr } = await cli(root, ["--prune-suppressions"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `cdktf-lint: nothing to prune in ${BASELINE}\n` });
    expect(JSON.parse(read(root))).toEqual({ "a.py": { [TYPE]: { count: 2 } }, "b.ts": { "cdktf/no-unknown-import": { count: 1 }, [TYPE]: { count: 2 }, "no-undef": { count: 7 } } });
  });

  it("is read from another place, relative to the current folder", async () => {
    const root = project({ "sub/a.py": WRONG_PY, "config/": "" });
    const cwd = join(root, "sub");
    expect((await cli(cwd, ["--suppress-all", "--suppressions-location", "../config/known.json"])).code).toBe(0);
    expect(JSON.parse(read(root, "config/known.json"))).toEqual({ "a.py": { [TYPE]: { count: 2 } } });
    expect((await cli(cwd, ["--suppressions-location", "../config/known.json"])).code).toBe(0);
    expect((await cli(cwd)).code).toBe(1);
  });
});

describe("2 with one clear line", () => {
  it.each([
    [["--suppress-all", "--suppress-rule", "no-inline-routes"], "--suppress-all and --suppress-rule cannot be used together"],
    [["--suppress-all", "--prune-suppressions"], "--suppress-all and --prune-suppressions cannot be used together"],
    [["--suppress-rule", "valid-property-type", "--prune-suppressions"], "--suppress-rule and --prune-suppressions cannot be used together"],
    [["--suppress-all", "--since", "HEAD"], "--since sees a part of the findings only, so suppressions cannot be recorded or pruned with it"],
    [["--suppress-rule", "valid-property-typ"], 'there is no rule "valid-property-typ"; did you mean "valid-property-type"?'],
    [["--suppressions-location", "nope.json"], "there is no suppressions file nope.json; --suppress-all or --suppress-rule creates it"],
    [["--suppressions-location", "stacks", "--suppress-all"], "--suppressions-location must name a file, and this is a folder: stacks"],
    [["--suppressions-location", "nope/known.json", "--suppress-all"], /^cannot write the suppressions file .*known\.json \(ENOENT\)$/u],
  ])("%j", async (args, message) => {
    const { code, stdout, stderr } = await cli(project(), args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.replace(/^cdktf-lint: /u, "").trimEnd()).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
  });

  it.each(["", "{", "[]", '{"a.py": 1}', '{"a.py": {"cdktf/valid-property-type": 2}}'])("a suppressions file that holds %j", async (text) => {
    const root = project();
    writeFileSync(join(root, BASELINE), text);
    expect(await cli(root)).toEqual({ code: 2, stdout: "", stderr: `cdktf-lint: ${BASELINE} is no suppressions file as ESLint writes it; correct it, or delete it and run --suppress-all again\n` });
    expect(existsSync(join(root, BASELINE))).toBe(true);
  });
});
