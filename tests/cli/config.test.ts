/** What a team sets for the command in a file. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { cli, folderWith } from "./run-cli.js";

const STACK_TS = `import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
declare const scope: any;
new RouteTable(scope, "r", { vpcId: "x", route: [{ cidrBlock: "0.0.0.0/0", gatewayId: "g" }] });
new LbTargetGroup(scope, "t", { deregistrationDelay: 30 });
`;
const STACK_PY = `from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
RouteTable(scope, "r", vpc_id="x", route=[RouteTableRoute(cidr_block="0.0.0.0/0", gateway_id="g")])
LbTargetGroup(scope, "t", deregistration_delay=30)
`;
const RULES = { "no-inline-routes": "off", "cdktf/valid-property-type": "warn" };
const TOML = `[tool.cdktf-lint.rules]\nno-inline-routes = "off"\n"cdktf/valid-property-type" = ["warn"]\n`;

/** `file rule severity` of all findings. */
async function found(cwd: string, ...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await cli(cwd, ["--format", "json", ...args]);
  expect(stderr).toBe("");
  return (JSON.parse(stdout) as ESLint.LintResult[]).flatMap(({ filePath, messages }) => messages.map(({ ruleId, severity }) => `${filePath.slice(cwd.length + 1).replaceAll("\\", "/")} ${ruleId?.replace("cdktf/", "") ?? "fatal"} ${severity}`));
}

const BOTH = { "a.ts": STACK_TS, "b.py": STACK_PY };
const WARNED = ["a.ts valid-property-type 1", "b.py valid-property-type 1"];
const DEFAULT = ["a.ts no-inline-routes 1", "a.ts valid-property-type 2", "b.py no-inline-routes 1", "b.py valid-property-type 2"];

describe("a configuration", () => {
  it.each([
    [".cdktf-lintrc.json", `// levels\n${JSON.stringify({ $schema: "x", rules: RULES })}`],
    ["package.json", JSON.stringify({ name: "x", "cdktf-lint": { rules: RULES } })],
    ["pyproject.toml", `[project]\nname = "x"\n\n${TOML}`],
  ])("in %s sets levels for both languages, and the command line wins", async (name, text) => {
    const root = folderWith({ ...BOTH, [name]: text });
    expect(await found(root)).toEqual(WARNED);
    expect(await found(root, "--rule", "valid-property-type: off")).toEqual([]);
    expect(await found(root, "--no-config")).toEqual(DEFAULT);
  });

  it("is the nearest one, up to the repository's root", async () => {
    const root = folderWith({ "package.json": JSON.stringify({ "cdktf-lint": { rules: RULES } }), "repo/.git/": "", "repo/sub/a.ts": STACK_TS, "repo/other/a.ts": STACK_TS, "repo/other/package.json": "{}" });
    expect(await found(join(root, "repo/sub"))).toEqual(DEFAULT.slice(0, 2));
    writeFileSync(join(root, "repo/pyproject.toml"), TOML);
    expect(await found(join(root, "repo/other"))).toEqual(WARNED.slice(0, 1));
    writeFileSync(join(root, "repo/other/.cdktf-lintrc.json"), JSON.stringify({ strict: true }));
    expect(await found(join(root, "repo/other"))).toEqual(["a.ts no-inline-routes 2", "a.ts valid-property-type 2"]);
  });

  it("may be named", async () => {
    const root = folderWith({ ...BOTH, "package.json": JSON.stringify({ "cdktf-lint": { strict: true } }), "config/levels.json": JSON.stringify({ rules: RULES }), "config/levels.toml": TOML });
    for (const name of ["config/levels.json", "config/levels.toml"]) expect(await found(root, "--config", name)).toEqual(WARNED);
  });

  it("sets options of rules, in the same way as --rule", async () => {
    const stack = `import { TerraformStack } from "cdktf";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport class LegacyStack extends TerraformStack { build() { new Vpc(this, "v"); } }\n`;
    const root = folderWith({ "a.ts": stack, ".cdktf-lintrc.json": JSON.stringify({ rules: { "require-stack-outputs": ["error", { ignore: ["^Legacy"] }] } }) });
    expect(await found(root)).toEqual([]);
    expect(await found(root, "--no-config", "--rule", 'require-stack-outputs: [error, {"ignore": ["^Legacy"]}]')).toEqual([]);
    expect(await found(root, "--no-config")).toEqual(["a.ts require-stack-outputs 1"]);
  });

  it("states versions, and --provider-version wins over those of providers", async () => {
    const versions = async (settings: object, ...args: string[]): Promise<string[]> => {
      const root = folderWith({ "b.py": `from cdktf_cdktf_provider_aws.vpc import Nope\nfrom cdktf import Nope\n`, ".cdktf-lintrc.json": JSON.stringify({ settings }) });
      const { stdout } = await cli(root, ["--format", "json", ...args]);
      return (JSON.parse(stdout) as ESLint.LintResult[]).flatMap(({ messages }) => messages.map(({ message }) => /\d+\.\d+\.\d+/u.exec(message)?.[0] ?? message));
    };
    expect(await versions({ providerVersion: "19.65.0", versions: { cdktf: "0.20.12" } })).toEqual(["19.65.0", "0.20.12"]);
    expect(await versions({ providerVersion: "19.65.0", versions: { "@cdktf/provider-aws": "~18.2.0" } })).toEqual(["18.2.0", expect.any(String)]);
    expect(await versions({ versions: { "@cdktf/provider-aws": "18.2.0", cdktf: "0.20.12" } }, "--provider-version", "20.0.0")).toEqual(["20.0.0", "0.20.12"]);
  });

  it("leaves files out, also such that are named, which is said", async () => {
    const root = folderWith({ "package.json": JSON.stringify({ "cdktf-lint": { ignores: ["legacy/", "/*.py", "!keep.py"] } }), "a.ts": STACK_TS, "b.py": STACK_PY, "keep.py": STACK_PY, "legacy/c.ts": STACK_TS, "sub/legacy/d.ts": STACK_TS, "sub/e.py": STACK_PY });
    const files = async (...args: string[]): Promise<string[]> => [...new Set((await found(root, ...args)).map((line) => line.split(" ")[0] ?? ""))];
    expect(await files()).toEqual(["a.ts", "keep.py", "sub/e.py"]);
    expect(await files("legacy")).toEqual([]);
    expect(await cli(root, ["legacy/c.ts", "keep.py", "--rule", "valid-property-type: off", "--rule", "no-inline-routes: off"])).toEqual({ code: 0, stdout: "", stderr: `cdktf-lint: left out by "ignores" in package.json: ${join("legacy", "c.ts")}\n` });
  });

  it("is never executed, and manifests that say nothing of the command are none", async () => {
    const root = folderWith({ ...BOTH, "package.json": "{ broken", "pyproject.toml": "also = = broken", "cdktf-lint.config.js": "process.exit(7);\n", ".cdktf-lintrc.js": "process.exit(7);\n" });
    expect((await cli(root)).code).toBe(1);
  });
});

describe("2 with one clear line for", () => {
  it.each([
    [".cdktf-lintrc.json", "[]", "the configuration in .cdktf-lintrc.json: it must be an object"],
    [".cdktf-lintrc.json", '{\n  "rules": {\n', ".cdktf-lintrc.json is not well formed: CloseBraceExpected in line 3"],
    [".cdktf-lintrc.json", '{"rule": {}}', 'the configuration in .cdktf-lintrc.json: there is no key "rule"; did you mean "rules"?'],
    [".cdktf-lintrc.json", '{"extends": "x"}', 'the configuration in .cdktf-lintrc.json: there is no key "extends"; the keys are: rules, strict, settings, ignores'],
    [".cdktf-lintrc.json", '{"rules": {"no-inline-route": "off"}}', 'the configuration in .cdktf-lintrc.json: there is no rule "no-inline-route"; did you mean "no-inline-routes"?'],
    [".cdktf-lintrc.json", '{"rules": {"no-inline-routes": "loud"}}', 'the configuration in .cdktf-lintrc.json: rule "no-inline-routes" needs the level off, warn or error; write for example: "no-inline-routes": "off"'],
    [".cdktf-lintrc.json", '{"rules": {"no-inline-routes": ["warn", {"x": 1}]}}', "the options of a rule are wrong: cdktf/no-inline-routes: "],
    [".cdktf-lintrc.json", '{"rules": {"require-stack-outputs": ["warn", {"ignore": ["("]}]}}', 'the options of a rule are wrong: cdktf/require-stack-outputs: Value "(" should match format "regex".'],
    [".cdktf-lintrc.json", '{"strict": "yes"}', 'the configuration in .cdktf-lintrc.json: "strict" must be true or false'],
    [".cdktf-lintrc.json", '{"settings": {"providerversion": "21"}}', 'the configuration in .cdktf-lintrc.json: there is no key "providerversion" in "settings"; did you mean "providerVersion"?'],
    [".cdktf-lintrc.json", '{"settings": {"providerVersion": 21}}', 'the configuration in .cdktf-lintrc.json: "settings.providerVersion" must be a version or range as a string, for example "21.22.1"'],
    [".cdktf-lintrc.json", '{"settings": {"versions": {"cdktf": "newest"}}}', 'the configuration in .cdktf-lintrc.json: "settings.versions" must give a version or range as a string for each package'],
    [".cdktf-lintrc.json", '{"ignores": "x"}', 'the configuration in .cdktf-lintrc.json: "ignores" must be a list of patterns as in .gitignore'],
    ["package.json", '{"cdktf-lint": null}', "the configuration in package.json: it must be an object"],
    ["pyproject.toml", "[tool.cdktf-lint]\nrules = \n", "pyproject.toml is not well formed: "],
  ])("%s with %s", async (name, text, message) => {
    const { code, stdout, stderr } = await cli(folderWith({ "a.ts": STACK_TS, [name]: text }));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.startsWith(`cdktf-lint: ${message}`) ? message : stderr).toBe(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("one that is nested beyond all measure", async () => {
    const { code, stderr } = await cli(folderWith({ "a.ts": STACK_TS, ".cdktf-lintrc.json": "[".repeat(100_000) }));
    expect({ code, stderr }).toEqual({ code: 2, stderr: "cdktf-lint: .cdktf-lintrc.json is nested too deeply to be read\n" });
  });

  it("two in one folder, one that is not there, one without the key", async () => {
    const root = folderWith({ ".cdktf-lintrc.json": "{}", "pyproject.toml": TOML, "sub/package.json": "{}" });
    expect((await cli(root)).stderr).toBe("cdktf-lint: two configurations in one folder: .cdktf-lintrc.json and pyproject.toml; keep one\n");
    expect((await cli(root, ["--config", "nope.json"])).stderr).toBe("cdktf-lint: there is no configuration file nope.json\n");
    expect(await cli(root, ["--config", "sub/package.json"])).toEqual({ code: 2, stdout: "", stderr: 'cdktf-lint: sub/package.json has no configuration for cdktf-lint (the key "cdktf-lint")\n' });
  });
});
