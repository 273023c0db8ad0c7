/** `cdktf-lint schema`: what is printed, and the exit code. */
import { describe, expect, it } from "vitest";
import { cli, folderWith } from "./run-cli.js";

const python = (): string => folderWith({ "requirements.txt": "cdktf-cdktf-provider-aws==21.22.1\n" });
const typescript = (): string => folderWith({ "package.json": '{"dependencies":{"@cdktf/provider-aws":"18.2.0"}}' });

describe("cdktf-lint schema", () => {
  it.each([
    ["a class", ["RouteTable"]],
    ["a module", ["route_table"]],
    ["Terraform's name", ["aws_route_table"]],
  ])("answers %s in the language of the project", async (_, args) => {
    const { code, stdout, stderr } = await cli(python(), ["schema", ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatchSnapshot();
  });

  it.each([
    ["a class of the version in use", ["ElasticacheReplicationGroup"]],
    ["a block", ["RouteTableRoute"]],
    ["an argument and its history", ["ElasticacheReplicationGroup.atRestEncryptionEnabled"]],
    ["an argument that is gone", ["ElasticacheReplicationGroup.replicationGroupDescription", "--provider-version", "21.22.1"]],
    ["the core package", ["TerraformOutput"]],
    ["an enumeration", ["VariableType"]],
    ["a version of the other line", ["Vpc", "--provider-version", "25.7.0"]],
    ["an attribute", ["Vpc.arn"]],
  ])("answers %s", async (_, args) => {
    const { code, stdout, stderr } = await cli(typescript(), ["schema", ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatchSnapshot();
  });

  it("answers in JSON", async () => {
    const { code, stdout } = await cli(python(), ["schema", "RouteTableRoute", "--format", "json"]);
    expect(code).toBe(0);
    const answer = JSON.parse(stdout) as { import: string; arguments: { name: string }[]; version: string };
    expect(answer).toMatchObject({ name: "RouteTableRoute", kind: "struct", package: "@cdktf/provider-aws", version: "21.22.1", versionFrom: "requirements.txt", import: "from cdktf_cdktf_provider_aws.route_table import RouteTableRoute" });
    expect(answer.arguments.map(({ name }) => name)).toContain("nat_gateway_id");
  });

  it.each([
    [["RouteTabel"], "did you mean `route_table`?"],
    [["OpsworksStack"], "`OpsworksStack` was removed in @cdktf/provider-aws 21.0.0 (asked for 21.22.1)"],
    [["RouteTable.vpc_ids"], "did you mean `vpc_id`?"],
    [["__proto__"], "`__proto__` is not in @cdktf/provider-aws 21.22.1"],
  ])("1 and a hint for %j", async (args, hint) => {
    const { code, stdout, stderr } = await cli(python(), ["schema", ...args]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(hint);
  });

  it("lists the versions", async () => {
    const { code, stdout } = await cli(python(), ["schema", "--versions"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^@cdktf\/provider-aws: \d+ versions, 0\.0\.15 to \d+\.\d+\.\d+$/mu);
    expect(stdout).toContain("without 0.0.0: its manifest is of @cdktf/provider-aws@12.0.7");
    const { stdout: json } = await cli(python(), ["schema", "--versions", "--format", "json"]);
    expect((JSON.parse(json) as { name: string; versions: string[] }[]).find(({ name }) => name === "@cdktn/provider-aws")?.versions).toContain("25.7.0");
  });

  it.each([[["schema", "--nonsense"]], [["schema", "Vpc", "--language", "cobol"]], [["schema", "Vpc", "--format", "xml"]]])("2 for %j", async (args) => {
    const { code, stdout, stderr } = await cli(python(), args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^cdktf-lint: .+\n\(cdktf-lint schema --help shows how it is used\)\n$/u);
  });

  it("lints a folder of that name", async () => {
    const root = folderWith({ "schema/a.py": "from cdktf_cdktf_provider_aws.vpc import Nope\n" });
    expect((await cli(root, ["./schema"])).code).toBe(1);
    expect((await cli(root, ["schema"])).code).toBe(1);
  });
});
