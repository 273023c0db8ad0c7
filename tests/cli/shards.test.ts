/** `--shard` and `merge`: parts of a run, and the one report that is made of theirs. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatNames } from "../../src/formatters/index.js";
import { cli, folderWith } from "./run-cli.js";

const FILES = {
  "package.json": '{"dependencies":{"@cdktf/provider-aws":"21.22.1"}}',
  "a.py": 'from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup\nLbTargetGroup(scope, "t", deregistration_delay=30)\n',
  "b.ts": 'import { Vpc } from "@cdktf/provider-aws/lib/vpc";\nnew Vpc(scope, "v", { cidrBlok: "10.0.0.0/16" });\n',
  "c.ts": "export const answer = 42;\n",
  "d.ts": 'import { Vpc } from "@cdktf/provider-aws/lib/vpc";\n// eslint-disable-next-line cdktf/no-unknown-property -- for now\nnew Vpc(scope, "v", { cidrBlok: "10.0.0.0/16" });\n',
  "e.py": "def (\n",
  "sub/f.ts": 'import { RouteTable } from "@cdktf/provider-aws/lib/route-table";\nnew RouteTable(scope, "r", { vpcId: "v", route: [{ cidrBlock: "0.0.0.0/0" }] });\n',
  "sub/g.py": "",
};

/** Lints every part of the files in a folder, and names the reports. */
async function reportsOf(root: string, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, at) => `report-${at + 1}.json`);
  for (const [at, name] of names.entries()) expect((await cli(root, ["--shard", `${at + 1}/${count}`, "-f", "json", "-o", name])).code).toBeLessThan(2);
  return names;
}

describe("--shard and merge", () => {
  it.each([1, 2, 3, 9])("give with %d parts what one run gives, in every format", async (count) => {
    const root = folderWith(FILES);
    const reports = await reportsOf(root, count);
    const linted = reports.flatMap((name) => (JSON.parse(readFileSync(join(root, name), "utf8")) as { filePath: string }[]).map(({ filePath }) => filePath));
    expect(linted).toHaveLength(7);
    for (const format of formatNames) {
      const whole = await cli(root, ["-f", format]);
      expect(await cli(root, ["merge", ...reports, "-f", format]), format).toEqual(whole);
      expect(whole.code).toBe(1);
    }
  });

  it("give what one run gives with --quiet and --max-warnings", async () => {
    const root = folderWith({ "f.ts": FILES["sub/f.ts"], "g.ts": FILES["sub/f.ts"], "h.ts": "" });
    const reports = await reportsOf(root, 2);
    for (const options of [[], ["--quiet"], ["--quiet", "-f", "json"], ["--max-warnings", "1"]]) expect(await cli(root, ["merge", ...reports, ...options])).toEqual(await cli(root, options));
  });

  it("hand on fields of a report that nothing here knows", async () => {
    const root = folderWith(FILES);
    const [first = "", second = ""] = await reportsOf(root, 2);
    const results = JSON.parse(readFileSync(join(root, first), "utf8")) as { filePath: string; messages: object[] }[];
    const extended = results.map((result) => ({ ...result, stats: { times: 1 }, messages: result.messages.map((message) => ({ ...message, facts: { version: "1" } })) }));
    writeFileSync(join(root, first), JSON.stringify(extended));
    const { stdout } = await cli(root, ["merge", first, second, "-f", "json"]);
    const found = JSON.parse(stdout) as object[];
    for (const { shard, ...result } of extended as (typeof extended[number] & { shard: object })[]) {
      expect(shard).toBeDefined();
      expect(found).toContainEqual(result);
    }
  });

  it("may lie in different folders: a report is of the folder in which it is merged", async () => {
    const [root, elsewhere] = [folderWith(FILES), folderWith({})];
    for (const name of Object.keys(FILES)) cpSync(join(root, name), join(elsewhere, name));
    const reports = (await reportsOf(elsewhere, 3)).map((name) => join(elsewhere, name));
    expect(await cli(root, ["merge", ...reports, "-f", "sarif"])).toEqual(await cli(root, ["-f", "sarif"]));
  });

  it("merge takes reports of runs that have no file in common, too", async () => {
    const root = folderWith(FILES);
    await cli(root, ["-f", "json", "-o", "1.json", "a.py", "b.ts", "c.ts", "d.ts"]);
    await cli(root, ["-f", "json", "-o", "2.json", "e.py", "sub"]);
    expect(await cli(root, ["merge", "2.json", "1.json"])).toEqual(await cli(root));
    expect((await cli(root, ["merge", "1.json", "./1.json"])).stderr).toMatch(/^cdktf-lint: .*a\.py is in two reports: 1\.json and \.\/1\.json\n$/u);
  });

  it("a folder may be called merge", async () => {
    const root = folderWith({ "merge/a.py": FILES["a.py"] });
    expect((await cli(root, ["merge"])).stdout).toContain("merge/a.py");
  });

  it.each(["0/3", "4/3", "1", "1/0", "-1/2", "a/b", "1/3/5"])("2 with one clear line for --shard %s", async (part) => {
    const { code, stderr } = await cli(folderWith(FILES), ["--shard", part]);
    expect({ code, line: stderr.split("\n", 1)[0] }).toEqual({ code: 2, line: `cdktf-lint: option '--shard <part>' argument '${part}' is invalid. It must be a part of the whole, such as 1/3, 2/3 or 3/3.` });
  });

  it("2 where suppressions would be recorded from a part of the files", async () => {
    const { code, stderr } = await cli(folderWith(FILES), ["--shard", "1/2", "--suppress-all"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "cdktf-lint: --shard sees a part of the files only, so suppressions cannot be recorded or pruned with it\n" });
  });

  it("2 with one clear line for reports that do not make a whole", async () => {
    const root = folderWith(FILES);
    const [one = "", two = "", three = ""] = await reportsOf(root, 3);
    const text = readFileSync(join(root, two), "utf8");
    const files = { "torn.json": text.slice(0, -20), "empty.json": "", "other.json": '{"runs":[]}', "items.json": '[{"filePath":1}]' };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
    await cli(root, ["--shard", "1/2", "-f", "json", "-o", "half.json"]);
    await cli(root, ["-f", "json", "-o", "whole.json", "c.ts"]);
    await cli(root, ["--shard", "4/4", "-f", "json", "-o", "nothing.json", "c.ts"]);
    await cli(root, ["--shard", "1/4", "-f", "json", "-o", "something.json", "c.ts"]);
    const cases: [string[], string][] = [
      [[one, three], "parts are missing: 2/3"],
      [[two], "parts are missing: 1/3, 3/3"],
      [["something.json", "nothing.json"], "2 of these parts are missing: 2/4, 3/4, 4/4"],
      [[one, two, two, three], `${two} and ${two} are both part 2/3`],
      [[one, "half.json"], `${one} is a part of 3 and half.json of 2`],
      [[one, two, three, "whole.json"], `${one} is a part of 3 and whole.json is none`],
      [[one, "torn.json", three], "torn.json is not a whole report: it is no complete JSON"],
      [[one, "empty.json", three], "empty.json is not a whole report: it is empty"],
      [[one, "other.json", three], "other.json is no report of --format json"],
      [["items.json"], "items.json is no report of --format json"],
      [[one, "gone.json"], "there is no report gone.json"],
      [["sub"], "cannot read sub (EISDIR)"],
    ];
    for (const [reports, line] of cases) expect(await cli(root, ["merge", ...reports, "-f", "json", "-o", "all.json"])).toEqual({ code: 2, stdout: "", stderr: `cdktf-lint: ${line}\n` });
  });
});
