/** `cdktf-lint explain` and `cdktf-lint rules`, as a user types them. */
import { describe, expect, it } from "vitest";
import plugin from "../../src/index.js";
import { cli, folderWith } from "./run-cli.js";

const RULES = Object.keys(plugin.rules).sort();
const TABLE_PY = `from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute
RouteTable(
    scope,
    "r",
    vpc_id="x",
    route=[RouteTableRoute(cidr_block="0.0.0.0/0"), {"gateway_id": "g"}],
)
`;

describe("rules", () => {
  it("are listed, each on a line", async () => {
    const { code, stdout, stderr } = await cli(folderWith({}), ["rules"]);
    expect([code, stderr]).toEqual([0, ""]);
    const lines = stdout.split("\n").filter((line) => line.startsWith("cdktf/"));
    expect(lines.map((line) => line.split(" ")[0])).toEqual(RULES.map((rule) => `cdktf/${rule}`));
    expect(lines.find((line) => line.includes("valid-testing-assertion"))).toBe("cdktf/valid-testing-assertion         error    fixes, suggestions  Require CDKTF's testing helpers to get what they read and to have their verdict asserted");
  });

  it("are listed for programs", async () => {
    const { stdout } = await cli(folderWith({}), ["rules", "--format", "json"]);
    const answers = JSON.parse(stdout) as { name: string; languages: string[] }[];
    expect(answers.map(({ name }) => name)).toEqual(RULES.map((rule) => `cdktf/${rule}`));
    expect(answers.find(({ name }) => name === "cdktf/require-stack-outputs")).toMatchObject({
      recommended: "warning",
      strict: "error",
      fixes: false,
      suggestions: true,
      languages: ["TypeScript", "Python"],
      options: { ignore: { type: "array" } },
      url: "https://github.com/eslint-plugin-cdktf/eslint-plugin-cdktf/blob/main/docs/rules/require-stack-outputs.md",
    });
    expect(answers.find(({ name }) => name === "cdktf/no-dropped-block-keys")?.languages).toEqual(["Python"]);
  });

  it("do not stand in the way of a folder of that name", async () => {
    const root = folderWith({ "rules/a.py": TABLE_PY });
    const { code, stdout } = await cli(root, ["./rules", "--format", "json"]);
    expect([code, JSON.parse(stdout)]).toMatchObject([1, [{ errorCount: 1 }]]);
  });
});

describe("a rule", () => {
  it.each(["no-inline-routes", "cdktf/no-inline-routes"])("is explained by its page (%s)", async (name) => {
    const { code, stdout } = await cli(folderWith({}), ["explain", name]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^cdktf\/no-inline-routes\n\nPrefer separate Route resources/u);
    expect(stdout).toContain("\nWhat it does\n");
    expect(stdout).not.toMatch(/<!--|\]\((?!https:)/u);
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^https:.*\/no-inline-routes\.md$/u);
  });

  it("is explained for programs", async () => {
    const { stdout } = await cli(folderWith({}), ["explain", "no-inline-routes", "-f", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({ name: "cdktf/no-inline-routes", recommended: "warning", page: expect.stringContaining("## Wrong") as string });
  });

  it.each([
    [["explain", "no-inline-route"], 'cdktf-lint: there is no rule "no-inline-route"; did you mean "no-inline-routes"?\n'],
    [["explain", "__proto__"], `cdktf-lint: there is no rule "__proto__"; the rules are: ${Object.keys(plugin.rules).join(", ")}\n`],
    [["explain"], "cdktf-lint: missing required argument 'subject'\n(cdktf-lint explain --help shows how it is used)\n"],
    [["explain", "missing.py:3"], "cdktf-lint: no such file: missing.py\n"],
    [["explain", "a.py"], "cdktf-lint: give the line too, for example: cdktf-lint explain a.py:1\n"],
    [["rules", "--format", "xml"], "cdktf-lint: option '-f, --format <name>' argument 'xml' is invalid. Allowed choices are text, json.\n(cdktf-lint rules --help shows how it is used)\n"],
  ])("that cannot be explained is told in a line: %j", async (args, message) => {
    expect(await cli(folderWith({ "a.py": "" }), args)).toEqual({ code: 2, stdout: "", stderr: message });
  });
});

describe("a place", () => {
  it("is explained by its findings, their rules and their repairs", async () => {
    const { code, stdout, stderr } = await cli(folderWith({ "src/a.py": TABLE_PY }), ["explain", "src/a.py:6:54"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("src/a.py\n  6:54  error  `gateway_id` is dropped silently");
    expect(stdout).not.toContain("no-inline-routes.md");
    expect(stdout).toContain("\ncdktf/no-dropped-block-keys: Why it matters\n\nNothing fails.");
    expect(stdout).toMatch(/Repairs\n\n- cdktf-lint --fix repairs it\n$/u);
  });

  it("has all findings of its line without a column", async () => {
    const { stdout } = await cli(folderWith({ "a.py": TABLE_PY }), ["explain", "a.py:6", "--format", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      path: "a.py",
      line: 6,
      findings: [
        { ruleId: "cdktf/no-inline-routes", column: 5, suggestions: [{ desc: "Create a `Route` for each route." }], rule: { name: "cdktf/no-inline-routes" } },
        { ruleId: "cdktf/no-dropped-block-keys", column: 54, fix: { text: expect.stringContaining("RouteTableRoute(gateway_id=") as string } },
      ],
    });
  });

  it("without findings says where there are some", async () => {
    const root = folderWith({ "a.py": TABLE_PY, "b.py": "x = 1\n" });
    expect(await cli(root, ["explain", "a.py:1"])).toEqual({ code: 1, stdout: "", stderr: "cdktf-lint: no finding at a.py:1; there are some on line 6\n" });
    expect(await cli(root, ["explain", "b.py:1:2"])).toEqual({ code: 1, stdout: "", stderr: "cdktf-lint: no finding at b.py:1:2; there is none in this file\n" });
  });

  it("is judged by the project's configuration", async () => {
    const root = folderWith({ ".cdktf-lintrc.json": '{ "rules": { "no-inline-routes": "off", "no-dropped-block-keys": "off" } }', "a.py": TABLE_PY });
    expect((await cli(root, ["explain", "a.py:6"])).stderr).toBe("cdktf-lint: no finding at a.py:6; there is none in this file\n");
  });
});
