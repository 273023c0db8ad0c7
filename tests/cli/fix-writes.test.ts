/** `--fix` loses nothing: what becomes of the files that it writes. */
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawn } from "node:child_process";
import type { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { lintFiles } from "../../src/cli/lint.js";
import { CLI, cli, folderWith, type Outcome } from "./run-cli.js";

/** `cidr_block` in a list of dicts never arrives; an argument of the class does. */
const BROKEN_PY = `from cdktf_cdktf_provider_aws.route_table import RouteTable
RouteTable(scope, "r", vpc_id="x", route=[{"cidr_block": "0.0.0.0/0"}])
`;
const repaired = (text: string): string => text.replace("import RouteTable", "import RouteTable, RouteTableRoute").replace('{"cidr_block": "0.0.0.0/0"}', 'RouteTableRoute(cidr_block="0.0.0.0/0")');
const WHOLE_PY = repaired(BROKEN_PY);
const BROKEN_TS = `import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
export const make = (scope: any) => new LbTargetGroup(scope, "t", { port: "80" });
`;
const FIX = ["--fix", "--format", "json", "--rule", "no-inline-routes: off"];

function rulesIn({ stdout }: Outcome): (string | null)[] {
  return (JSON.parse(stdout) as ESLint.LintResult[]).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

describe("a repaired file", () => {
  it.each([
    ["line endings of Windows", BROKEN_PY.replaceAll("\n", "\r\n")],
    ["line endings of both kinds", BROKEN_PY.replace("\n", "\r\n")],
    ["a byte order mark", `\uFEFF${BROKEN_PY}`],
    ["no line ending at its end", BROKEN_PY.trimEnd()],
    ["signs beyond the first plane", `# 😀 \u{10FFFF}\n${BROKEN_PY}`],
  ])("keeps %s", async (_, text) => {
    const root = folderWith({ "a.py": text });
    expect(await cli(root, [...FIX])).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(join(root, "a.py"), "utf8")).toBe(repaired(text));
  });

  it("keeps a byte order mark and line endings in TypeScript", async () => {
    const text = `\uFEFF${BROKEN_TS.replaceAll("\n", "\r\n")}`;
    const root = folderWith({ "a.ts": text });
    await cli(root, FIX);
    expect(readFileSync(join(root, "a.ts"), "utf8")).toBe(text.replace('"80"', "80"));
  });

  it.each([0o755, 0o600, 0o664])("keeps its mode %o", async (mode) => {
    const root = folderWith({ "a.py": BROKEN_PY });
    chmodSync(join(root, "a.py"), mode);
    await cli(root, FIX);
    expect(readFileSync(join(root, "a.py"), "utf8")).toBe(WHOLE_PY);
    expect(statSync(join(root, "a.py")).mode & 0o7777).toBe(mode);
    expect(readdirSync(root)).toEqual(["a.py"]);
  });

  it("is the one that a link in the project leads to; the link stays", async () => {
    const root = folderWith({ "real/a.py": BROKEN_PY });
    symlinkSync("real/a.py", join(root, "link.py"));
    await cli(root, [...FIX, "link.py"]);
    expect(lstatSync(join(root, "link.py")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(root, "real/a.py"), "utf8")).toBe(WHOLE_PY);
  });
});

describe("a file is left as it is, with a line, its findings and exit code 2,", () => {
  it("where a link leads out of the project", async () => {
    const outer = folderWith({ "a.py": BROKEN_PY, "inner/.git/HEAD": "" });
    symlinkSync("../a.py", join(outer, "inner/link.py"));
    const outcome = await cli(join(outer, "inner"), [...FIX, "link.py"]);
    expect({ code: outcome.code, stderr: outcome.stderr, rules: rulesIn(outcome) }).toEqual({
      code: 2,
      stderr: "cdktf-lint: link.py is a link out of the project and is not repaired\n",
      rules: ["cdktf/no-dropped-block-keys"],
    });
    expect(readFileSync(join(outer, "a.py"), "utf8")).toBe(BROKEN_PY);
  });

  it("where it is not in UTF-8", async () => {
    const root = folderWith({});
    const bytes = Buffer.concat([Buffer.from("# -*- coding: latin-1 -*-\n# caf\u00E9\n", "latin1"), Buffer.from(BROKEN_PY)]);
    writeFileSync(join(root, "a.py"), bytes);
    const outcome = await cli(root, FIX);
    expect({ code: outcome.code, stderr: outcome.stderr, rules: rulesIn(outcome) }).toEqual({ code: 2, stderr: "cdktf-lint: a.py is not in UTF-8 and is not repaired\n", rules: ["cdktf/no-dropped-block-keys"] });
    expect(readFileSync(join(root, "a.py"))).toEqual(bytes);
  });

  it("where it has changed since it was read; the others are repaired", async () => {
    const root = folderWith({ "a.py": BROKEN_PY, "b.py": BROKEN_PY });
    const saved = `${BROKEN_PY}# saved by an editor meanwhile\n`;
    const files = ["a.py", "b.py"].map((name) => join(root, name));
    const options = { fix: true, quiet: false, maxWarnings: -1, rules: ["no-inline-routes: off"], strict: false, providerVersion: undefined, cache: false, cacheLocation: undefined, cacheStrategy: "metadata" as const, concurrency: "off" as const };
    // Asked of each finding, after the file was read.
    const mayFix = (file: string): boolean => {
      if (file === files[0]) writeFileSync(file, saved);
      return true;
    };
    const { results, unrepaired } = await lintFiles(files, { ...options, mayFix }, root);
    expect([...unrepaired]).toEqual([[files[0], "has changed since it was read and is not repaired; run the command again"]]);
    expect(readFileSync(files[0]!, "utf8")).toBe(saved);
    expect(readFileSync(files[1]!, "utf8")).toBe(WHOLE_PY);
    expect(results.map(({ filePath, messages }) => [filePath, messages.length])).toEqual([[files[0], 1], [files[1], 0]]);
  });

  it("where the disk is full, and nothing is left behind", async () => {
    const root = folderWith({ "a.py": BROKEN_PY });
    // No file may grow: as on a full disk, but without one.
    const outcome = await new Promise<Outcome>((resolve) => {
      const child = spawn("sh", ["-c", 'ulimit -f 0; exec "$@"', "sh", process.execPath, CLI, ...FIX], { cwd: root });
      let stdout = "";
      let stderr = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      child.on("close", (code) => resolve({ code, stdout, stderr }));
    });
    expect({ code: outcome.code, stderr: outcome.stderr, rules: rulesIn(outcome) }).toEqual({ code: 2, stderr: "cdktf-lint: a.py cannot be written (EFBIG) and is not repaired\n", rules: ["cdktf/no-dropped-block-keys"] });
    expect(readFileSync(join(root, "a.py"), "utf8")).toBe(BROKEN_PY);
    expect(readdirSync(root)).toEqual(["a.py"]);
  });
});

describe("what else is written", () => {
  it("a report keeps its former content where the disk is full", async () => {
    const root = folderWith({ "a.py": BROKEN_PY, "report.json": "before" });
    const outcome = await new Promise<string>((resolve) => {
      const child = spawn("sh", ["-c", 'ulimit -f 0; exec "$@"', "sh", process.execPath, CLI, "--format", "json", "--output-file", "report.json"], { cwd: root });
      let stderr = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      child.on("close", (code) => resolve(`${code} ${stderr}`));
    });
    expect(outcome).toMatch(/^2 cdktf-lint: cannot write \S+report\.json \(EFBIG\)\n$/u);
    expect(readFileSync(join(root, "report.json"), "utf8")).toBe("before");
    expect(readdirSync(root).sort()).toEqual(["a.py", "report.json"]);
  });

  it.each([["--format json"], ["schema Vpc"], ["rules"], ["explain no-inline-routes"], ["--help"]])("to a full disk by %s is told in a line", async (args) => {
    const root = folderWith({ "a.py": BROKEN_PY });
    const outcome = await new Promise<string>((resolve) => {
      const child = spawn("sh", ["-c", `exec "$@" ${args} > /dev/full`, "sh", process.execPath, CLI], { cwd: root });
      let stderr = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      child.on("close", (code) => resolve(`${code} ${stderr}`));
    });
    expect(outcome).toBe("2 cdktf-lint: cannot write to standard output (ENOSPC)\n");
  });

  it("a draft does not follow a link that somebody has laid at its name", async () => {
    const root = folderWith({ "a.py": BROKEN_PY, victim: "" });
    for (let pid = 0; pid < 50; pid++) symlinkSync("victim", join(root, `.report.json.${process.pid + pid}`));
    await cli(root, ["--format", "json", "--output-file", "report.json"]);
    expect(readFileSync(join(root, "victim"), "utf8")).toBe("");
    expect(existsSync(join(root, "report.json"))).toBe(true);
  });

  it("a cache that two runs write at once serves the next", async () => {
    const root = folderWith({ "package.json": "{}", ...Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`s${at}.py`, BROKEN_PY])) });
    mkdirSync(join(root, ".kept"));
    const args = ["--cache", "--cache-location", ".kept/", "--format", "json"];
    const runs = await Promise.all([cli(root, args), cli(root, args), cli(root, args)]);
    expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1);
    const [file = "", ...others] = readdirSync(join(root, ".kept"));
    expect(others).toEqual([]);
    expect(Object.keys((JSON.parse(readFileSync(join(root, ".kept", file), "utf8")) as { entries: object }).entries).length).toBeGreaterThan(0);
    expect(await cli(root, args)).toEqual(runs[0]);
  });

  it.each([
    ["of another version", '{"format":"cdktf-lint results 0","questions":[],"entries":{}}'],
    ["with entries of another form", '{"format":"cdktf-lint results 2","questions":["content /"],"entries":{"FILE":{"run":"RUN","questions":3,"answers":"","notes":{},"result":null}}}'],
    ["with a hostile question", '{"format":"cdktf-lint results 2","questions":[7,"names /\\u0000u\\u0000("],"entries":{"FILE":null}}'],
    ["that is a list", "[]"],
    ["of null bytes", "\0\0\0\0"],
  ])("a cache %s counts as none", async (_, text) => {
    const root = folderWith({ "a.py": BROKEN_PY });
    const plain = await cli(root, ["--format", "json"]);
    writeFileSync(join(root, "kept.json"), text.replaceAll("FILE", join(root, "a.py")));
    expect(await cli(root, ["--cache", "--cache-location", "kept.json", "--format", "json"])).toEqual(plain);
  });

  it("entries that a run would take for its own are looked at before they are used", async () => {
    const root = folderWith({ "a.py": BROKEN_PY });
    const args = ["--cache", "--cache-location", "kept.json", "--format", "json"];
    const plain = await cli(root, args);
    await cli(root, args);
    const path = join(root, "kept.json");
    const kept = JSON.parse(readFileSync(path, "utf8")) as { entries: Record<string, { notes: unknown; result: unknown; questions: unknown }> };
    for (const spoilt of [{ questions: 3 }, { notes: { length: 1 } }, { result: { messages: 1 } }, { result: null }, { outline: { classes: 7 } }]) {
      writeFileSync(path, JSON.stringify({ ...kept, entries: Object.fromEntries(Object.entries(kept.entries).map(([file, entry]) => [file, { ...entry, ...spoilt }])) }));
      expect(await cli(root, args)).toEqual(plain);
    }
  });
});
