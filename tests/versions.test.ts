/** The same line is right with one version and wrong with the next. */
import { join, relative, sep } from "node:path";
import type { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { cli } from "./cli/run-cli.js";
import { lint } from "./support/lint.js";

const MONOREPO = join(import.meta.dirname, "fixtures", "monorepo-versions");

describe("a monorepo with several versions", () => {
  it("is judged package by package", async () => {
    const { code, stdout, stderr } = await cli(MONOREPO, ["--format", "json"]);
    const rows = (JSON.parse(stdout) as ESLint.LintResult[])
      .flatMap(({ filePath, messages }) => messages.map(({ line, column, ruleId, message }) => `${relative(MONOREPO, filePath).split(sep).join("/")}:${line}:${column} ${ruleId ?? "fatal"}\n  ${message}`))
      .sort();
    expect(stderr).toBe("");
    expect(code).toBe(1);
    expect(rows.filter((row) => row.includes("legacy"))).toEqual([]);
    await expect(`${rows.join("\n")}\n`).toMatchFileSnapshot("golden/monorepo-versions.txt");
  });
});

interface Case {
  readonly version: string;
  readonly code: string;
  /** Empty for silence. */
  readonly messages: readonly string[];
}

const TS = (body: string): string => `import * as aws from "@cdktf/provider-aws";\ndeclare const scope: any;\n${body}\n`;
const PY = (body: string): string => `import cdktf_cdktf_provider_aws as aws\n${body}\n`;

/** Lints with errors of the schema rules only. */
function messages(language: "typescript" | "python", { version, code }: Case): string[] {
  const rules = Object.fromEntries(["no-unknown-import", "no-unknown-property", "valid-property-type", "no-missing-property"].map((rule) => [`cdktf/${rule}`, "error" as const]));
  return lint(code, language, rules, { settings: { cdktf: { providerVersion: version } } }).map(({ message }) => message);
}

describe("history in typescript", () => {
  it.each<Case>([
    { version: "7.0.0", code: `import { elasticache } from "@cdktf/provider-aws";\ndeclare const scope: any;\nnew elasticache.ElasticacheReplicationGroup(scope, "r", { replicationGroupId: "a", replicationGroupDescription: "b", autoMinorVersionUpgrade: true });\n`, messages: [] },
    {
      version: "18.2.0",
      code: TS(`new aws.vpc.Vpc(scope, "v", { region: "x" });`),
      messages: ["`region` of `Vpc` exists from provider-aws 21.0.0 on (you use 18.2.0)."],
    },
    {
      version: "21.22.1",
      code: `import { OpsworksStack } from "@cdktf/provider-aws/lib/opsworks-stack";\n`,
      messages: ["`@cdktf/provider-aws/lib/opsworks-stack` was removed in provider-aws 21.0.0 (you use 21.22.1)."],
    },
    {
      version: "21.22.1",
      code: `import { dynamodb } from "@cdktf/provider-aws";\nimport { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb";\n`,
      messages: [
        "`dynamodb` was removed in provider-aws 10.0.0 (you use 21.22.1); did you mean `dynamodbTag` or `dynamodbTable`?",
        "`@cdktf/provider-aws/lib/dynamodb` was removed in provider-aws 10.0.0 (you use 21.22.1); `DynamodbTable` is in `@cdktf/provider-aws/lib/dynamodb-table`.",
      ],
    },
    {
      version: "9.0.0",
      code: `import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";\nimport { DynamodbTag } from "@cdktf/provider-aws/lib/dynamodb";\n`,
      messages: ["`@cdktf/provider-aws/lib/dynamodb-table` exists from provider-aws 10.0.0 on (you use 9.0.0); `DynamodbTable` is in `@cdktf/provider-aws/lib/dynamodb`."],
    },
    {
      version: "1.0.44",
      code: `import { RouteTable, Nope } from "@cdktf/provider-aws";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\ndeclare const scope: any;\nnew RouteTable(scope, "r", { vpcId: "x", nope: 1 });\nnew Vpc(scope, "v", { cidrBlock: "x" });\n`,
      messages: ["`Nope` does not exist in `@cdktf/provider-aws` of provider-aws 1.0.44.", "`nope` is not an argument of `RouteTable` in provider-aws 1.0.44."],
    },
  ])("$version: $code", (one) => {
    expect(messages("typescript", one)).toEqual(one.messages);
  });
});

describe("history in python", () => {
  it.each<Case>([
    { version: "15.0.0", code: PY(`aws.elasticache_replication_group.ElasticacheReplicationGroup(scope, "r", replication_group_id="a", replication_group_description="b", at_rest_encryption_enabled=True)`), messages: [] },
    {
      version: "21.22.1",
      code: PY(`aws.elasticache_replication_group.ElasticacheReplicationGroup(scope, "r", replication_group_id="a", description="b", replication_group_description="b", at_rest_encryption_enabled=True)`),
      messages: [
        "`replication_group_description` of `ElasticacheReplicationGroup` was removed in provider-aws 16.0.0 (you use 21.22.1); write `description`.",
        '`at_rest_encryption_enabled` of `ElasticacheReplicationGroup` takes a string since provider-aws 19.48.0 (you use 21.22.1), not a boolean; write `"true"`.',
      ],
    },
    { version: "18.2.0", code: PY(`aws.vpc.Vpc(scope, "v", region="x")`), messages: ["`region` of `Vpc` exists from provider-aws 21.0.0 on (you use 18.2.0)."] },
    {
      version: "21.22.1",
      code: "from cdktf_cdktf_provider_aws.dynamodb import DynamodbTable\nfrom cdktf_cdktf_provider_aws.opsworks_stack import OpsworksStack\n",
      messages: [
        "`cdktf_cdktf_provider_aws.dynamodb` was removed in provider-aws 10.0.0 (you use 21.22.1); `DynamodbTable` is in `cdktf_cdktf_provider_aws.dynamodb_table`.",
        "`cdktf_cdktf_provider_aws.opsworks_stack` was removed in provider-aws 21.0.0 (you use 21.22.1).",
      ],
    },
    {
      version: "9.0.0",
      code: "from cdktf_cdktf_provider_aws.dynamodb import DynamodbTable\nDynamodbTable(scope, \"t\", name=\"x\", attribute=[], nope=1)\n",
      messages: ["`nope` is not an argument of `DynamodbTable` in provider-aws 9.0.0."],
    },
  ])("$version: $code", (one) => {
    expect(messages("python", one)).toEqual(one.messages);
  });
});
