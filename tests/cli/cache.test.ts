/** `cdktf-lint --cache`: findings are only used again while all that they depend on is as it was. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { ESLint } from "eslint";
import { beforeAll, describe, expect, it } from "vitest";
import { DEPENDENCIES, writeFiles } from "../support/dependencies.js";
import { cli, folderWith, type Outcome, runNode, temporaryFolder } from "./run-cli.js";

const CACHE = ["--cache", "--cache-location", ".cache/findings.json"];
const DELAY = 'import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";\nexport const make = (scope: any) => new LbTargetGroup(scope, "t", { deregistrationDelay: 30 });\n';
const ROUTES = 'import { RouteTable } from "@cdktf/provider-aws/lib/route-table";\nexport const make = (scope: any) => new RouteTable(scope, "r", { vpcId: "v", route: [{ cidrBlock: "0.0.0.0/0" }] });\n';
const FIXABLE = 'from cdktf_cdktf_provider_aws.route_table import RouteTable\nRouteTable(scope, "r", vpc_id="x", route=[{"cidr_block": "0.0.0.0/0"}])  # eslint-disable-line cdktf/no-inline-routes\n';

function findings({ stdout }: Outcome, root: string): string[] {
  return (JSON.parse(stdout) as ESLint.LintResult[]).flatMap(({ filePath, messages }) => messages.map(({ line, column, message }) => `${relative(root, filePath)} ${line}:${column} ${message}`));
}

async function lint(root: string, ...args: string[]): Promise<string[]> {
  return findings(await cli(root, [...args, "--format", "json"], { CDKTF_LINT_CACHE: join(root, ".kept") }), root);
}

/** Writes a mark into everything that is kept: whatever shows it was not linted again. */
function mark(root: string, file = ".cache/findings.json"): void {
  const path = join(root, file);
  writeFileSync(path, readFileSync(path, "utf8").replaceAll(/"message":"(?!KEPT)/gu, '"message":"KEPT '));
}

const isKept = (finding: string): boolean => finding.includes(" KEPT ");

describe("cdktf-lint --cache", () => {
  it("uses findings again where nothing changed, and gives the same as without", async () => {
    const root = folderWith({ "package.json": "{}", "main.ts": DELAY, "clean.ts": "export {};\n", "broken.py": "def (\n", "main.py": FIXABLE });
    const plain = await cli(root, ["--format", "json"]);
    const first = await cli(root, [...CACHE, "--format", "json"]);
    const second = await cli(root, [...CACHE, "--format", "json"]);
    expect(first).toEqual(plain);
    expect(second).toEqual(plain);
    mark(root);
    const third = await lint(root, ...CACHE);
    expect(third.length).toBe(findings(plain, root).length);
    expect(third.filter((finding) => !isKept(finding))).toEqual([]);
  });

  describe("sees a change of", () => {
    const runs = new Map<string, { before: string[]; after: string[]; plain: string[] }>();

    /** All cases in one run of each kind, every one in its own folder. */
    beforeAll(async () => {
      const root = temporaryFolder();
      try {
        DEPENDENCIES.forEach(({ files }, index) => writeFiles(join(root, `case-${index}`), files));
        const before = await lint(root, ...CACHE);
        mark(root);
        DEPENDENCIES.forEach(({ change }, index) => writeFiles(join(root, `case-${index}`), change));
        const after = await lint(root, ...CACHE);
        const plain = await lint(root);
        DEPENDENCIES.forEach(({ what }, index) => {
          const ofCase = (findings: string[]): string[] => findings.filter((finding) => finding.startsWith(`case-${index}/`));
          runs.set(what, { before: ofCase(before), after: ofCase(after), plain: ofCase(plain) });
        });
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    }, 60_000);

    it.each(DEPENDENCIES)("$what", ({ what }) => {
      const { before, after, plain } = runs.get(what)!;
      expect(plain).not.toEqual(before);
      expect(after).toEqual(plain);
    });
  });

  it("lints a changed file again and leaves the others", async () => {
    const root = folderWith({ "package.json": "{}", "a.ts": DELAY, "b.ts": DELAY });
    await lint(root, ...CACHE);
    mark(root);
    writeFileSync(join(root, "a.ts"), `\n${DELAY}`);
    expect((await lint(root, ...CACHE)).map((finding) => [finding.slice(0, 6), isKept(finding)])).toEqual([["a.ts 3", false], ["b.ts 2", true]]);
  });

  it("lints all that use a helper again, and nothing else", async () => {
    const user = DELAY.replace("\n", '\nimport { delay } from "./values";\n').replace("30", "delay");
    const root = folderWith({ "package.json": "{}", "a.ts": user, "b.ts": user, "c.ts": DELAY, "values.ts": "export const delay = 30;\n" });
    await lint(root, ...CACHE);
    mark(root);
    writeFileSync(join(root, "values.ts"), "export const delay = 300;\n");
    expect((await lint(root, ...CACHE)).map((finding) => [finding.slice(0, 4), isKept(finding)])).toEqual([["a.ts", false], ["b.ts", false], ["c.ts", true]]);
  });

  it.each([
    ["--rule", ["--rule", "no-inline-routes: error"]],
    ["--strict", ["--strict"]],
    ["--provider-version", ["--provider-version", "19.0.0"]],
    ["--cache-strategy", ["--cache-strategy", "content"]],
  ])("keeps findings apart by %s", async (_option, args) => {
    const root = folderWith({ "package.json": "{}", "main.ts": ROUTES });
    expect(await lint(root, ...CACHE)).toHaveLength(1);
    mark(root);
    expect((await lint(root, ...CACHE, ...args)).filter(isKept)).toEqual([]);
  });

  it("uses nothing that another version of the plugin has found", async () => {
    const root = folderWith({ "app/package.json": "{}", "app/main.ts": DELAY, "plugin/": "" });
    const own = join(import.meta.dirname, "../..");
    for (const part of ["dist", "data"]) cpSync(join(own, part), join(root, "plugin", part), { recursive: true });
    symlinkSync(join(own, "node_modules"), join(root, "plugin/node_modules"));
    const manifest = JSON.parse(readFileSync(join(own, "package.json"), "utf8")) as object;
    const run = async (): Promise<string[]> => findings(await runNode(join(root, "plugin/dist/cli/main.cjs"), join(root, "app"), [...CACHE, "--format", "json"]), root);
    writeFileSync(join(root, "plugin/package.json"), JSON.stringify({ ...manifest, version: "1.0.0" }));
    await run();
    mark(root, "app/.cache/findings.json");
    expect((await run()).filter(isKept)).toHaveLength(1);
    writeFileSync(join(root, "plugin/package.json"), JSON.stringify({ ...manifest, version: "1.0.1" }));
    expect((await run()).filter(isKept)).toEqual([]);
    mark(root, "app/.cache/findings.json");
    const index = readFileSync(join(root, "plugin/data/index.json"), "utf8");
    writeFileSync(join(root, "plugin/data/index.json"), `${index}\n`);
    expect((await run()).filter(isKept)).toEqual([]);
  });

  it("tells by time and size, or by content, whether a file has changed", async () => {
    const root = folderWith({ "package.json": "{}", "main.ts": DELAY });
    for (const [strategy, isSeen] of [["metadata", true], ["content", false]] as const) {
      await lint(root, ...CACHE, "--cache-strategy", strategy);
      mark(root);
      utimesSync(join(root, "main.ts"), new Date(2020, 1, 1), new Date(2020, 1, strategy.length));
      expect((await lint(root, ...CACHE, "--cache-strategy", strategy)).filter((finding) => !isKept(finding)).length).toBe(isSeen ? 1 : 0);
    }
    const time = new Date(2020, 2, 2);
    utimesSync(join(root, "main.ts"), time, time);
    await lint(root, ...CACHE, "--cache-strategy", "content");
    mark(root);
    writeFileSync(join(root, "main.ts"), DELAY.replace("30", "31"));
    utimesSync(join(root, "main.ts"), time, time);
    expect((await lint(root, ...CACHE, "--cache-strategy", "content")).filter(isKept)).toEqual([]);
  });

  it("says again what was noted beside the findings", async () => {
    const root = folderWith({ "package.json": '{"dependencies":{"@cdktf/provider-aws":"99.0.0"}}', "package-lock.json": "{", "main.ts": DELAY });
    const first = await cli(root, CACHE);
    expect(first.stderr).toContain("@cdktf/provider-aws 99.0.0 is in use (package.json)");
    expect(first.stderr).toContain("package-lock.json cannot be read");
    expect(await cli(root, CACHE)).toEqual(first);
  });

  it("still repairs what was found before", async () => {
    const root = folderWith({ "pyproject.toml": "", "main.py": FIXABLE });
    expect(await lint(root, ...CACHE)).toHaveLength(1);
    expect(await lint(root, ...CACHE, "--fix")).toEqual([]);
    expect(readFileSync(join(root, "main.py"), "utf8")).toContain('RouteTableRoute(cidr_block=');
    expect(await lint(root, ...CACHE)).toEqual([]);
  });

  it("does not keep a file in which a comment switches everything off in its own way, and finds nothing there", async () => {
    const root = folderWith({ "package.json": "{}", "main.ts": `/* eslint-disable */\n${DELAY}`, "other.ts": `/* eslint cdktf-lint/consulted: off */\n${DELAY}` });
    const plain = await cli(root, ["--format", "json"]);
    expect(await cli(root, [...CACHE, "--format", "json"])).toEqual(plain);
    mark(root);
    const again = await cli(root, [...CACHE, "--format", "json"]);
    expect(findings(again, root).filter(isKept)).toEqual([]);
    expect((JSON.parse(again.stdout) as ESLint.LintResult[])[0]?.suppressedMessages.map(({ ruleId }) => ruleId)).toEqual(["cdktf/valid-property-type"]);
  });

  it("counts a damaged file as none, and says when it cannot write", async () => {
    const root = folderWith({ "package.json": "{}", "main.ts": DELAY, "damaged.json": '{"format":"cdktf-lint results 2","questions":[],"entries":{', "other.json": "[]" });
    for (const file of ["damaged.json", "other.json"]) {
      expect(await lint(root, "--cache", "--cache-location", file)).toHaveLength(1);
      mark(root, file);
      expect((await lint(root, "--cache", "--cache-location", file)).filter(isKept)).toHaveLength(1);
    }
    const blocked = await cli(root, ["--cache", "--cache-location", "main.ts/findings.json", "--format", "json"]);
    expect({ code: blocked.code, findings: findings(blocked, root) }).toEqual({ code: 1, findings: [expect.stringContaining("main.ts 2:")] });
    expect(blocked.stderr).toMatch(/^cdktf-lint: findings cannot be kept for the next run: [^\n]+\n$/u);
  });

  it("keeps findings in the user's cache folder, or in a folder that is named", async () => {
    const root = folderWith({ "package.json": "{}", "main.ts": DELAY, "folder/": "" });
    await lint(root, "--cache");
    expect(existsSync(join(root, ".kept/results"))).toBe(true);
    await lint(root, "--cache", "--cache-location", "folder");
    await lint(root, "--cache", "--cache-location", "new/");
    const [name] = readdirSync(join(root, "folder"));
    expect(name).toMatch(/^cdktf-lint-[0-9a-f]{16}\.json$/u);
    expect(existsSync(join(root, "new", name ?? "?"))).toBe(true);
  });

  it("goes together with threads", async () => {
    const root = folderWith({ "package.json": "{}", "a.ts": DELAY, "b.ts": DELAY, "c.py": FIXABLE });
    const plain = await lint(root);
    expect(await lint(root, ...CACHE, "--concurrency", "2")).toEqual(plain);
    mark(root);
    expect((await lint(root, ...CACHE)).filter(isKept)).toHaveLength(plain.length);
  });
});

describe("cdktf-lint --concurrency", () => {
  it("finds and notes the same with threads and without", async () => {
    const root = folderWith({ "package.json": '{"dependencies":{"@cdktf/provider-aws":"99.0.0"}}', "a.ts": DELAY, "b.ts": ROUTES, "c.py": FIXABLE, "d.py": "def (\n" });
    const plain = await cli(root, ["--format", "json"]);
    expect(plain.stderr).not.toBe("");
    for (const threads of ["2", "auto"]) {
      const { code, stdout, stderr } = await cli(root, ["--format", "json", "--concurrency", threads]);
      expect({ code, stdout }, threads).toEqual({ code: plain.code, stdout: plain.stdout });
      expect(stderr, threads).toContain(plain.stderr);
    }
  });

  it("repairs the same, errors only with --quiet", async () => {
    const files = { "package.json": "{}", "a.py": FIXABLE, "b.py": FIXABLE };
    for (const args of [["--fix"], ["--fix", "--quiet"]]) {
      const root = folderWith(files);
      expect(await lint(root, ...args, "--concurrency", "2")).toEqual([]);
      for (const file of ["a.py", "b.py"]) expect(readFileSync(join(root, file), "utf8")).toContain('RouteTableRoute(cidr_block=');
    }
  });

  it("wants a number, auto or off", async () => {
    const { code, stderr } = await cli(folderWith({}), ["--concurrency", "many"]);
    expect(code).toBe(2);
    expect(stderr).toContain('It must be a number from 1, "auto" or "off".');
  });
});
