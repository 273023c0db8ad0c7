/**
 * The eight failures of the reference stack, as edits of the fixed fixtures. The flawed fixtures are the fixed ones
 * with all of them; the oracle applies them one at a time to see each fail by itself.
 */

/** @typedef {{ file: string, from: string | RegExp, to: string }} Edit an expression that must match exactly once */

const PYTHON_STACK = "stacks/streaming_stack.py";
const PYTHON_TEST = "tests/test_streaming_stack.py";
const TYPESCRIPT_STACK = "lib/streaming-stack.ts";
const TYPESCRIPT_TEST = "tests/streaming-stack.test.ts";

/** A pytest method whose assertion is the document's misuse. */
function pythonMisuse(name, resource, construct) {
  return {
    file: PYTHON_TEST,
    from: `    def ${name}(self, synthesized):\n        assert "${resource}" in synthesized\n        assert "${construct}" in synthesized\n`,
    to: `    def ${name}(self, synthesized):\n        assert Testing.to_be_valid_terraform(synthesized) is True\n`,
  };
}

/** The same for a vitest case. */
function typescriptMisuse(resource, construct) {
  return {
    file: TYPESCRIPT_TEST,
    from: `    expect(synthesized).toContain("${resource}");\n    expect(synthesized).toContain("${construct}");\n`,
    to: "    expect(Testing.toBeValidTerraform(synthesized)).toBe(true);\n",
  };
}

/** @type {readonly { title: string, python: readonly Edit[], typescript: readonly Edit[] }[]} */
export const FLAWS = [
  {
    title: "imports a class that does not exist",
    python: [{ file: PYTHON_STACK, from: "import EcsTaskDefinition\n", to: "import EcsTaskDefinition, EcsTaskDefinitionContainerDefinitions\n" }],
    typescript: [{ file: TYPESCRIPT_STACK, from: "import { EcsTaskDefinition }", to: "import { EcsTaskDefinition, EcsTaskDefinitionContainerDefinitions }" }],
  },
  {
    title: "names an argument wrongly",
    python: [{ file: PYTHON_STACK, from: '            description="Redis cluster', to: '            replication_group_description="Redis cluster' }],
    typescript: [{ file: TYPESCRIPT_STACK, from: '      description: "Redis cluster', to: '      replicationGroupDescription: "Redis cluster' }],
  },
  {
    title: "gives booleans where strings are wanted",
    python: [
      { file: PYTHON_STACK, from: 'at_rest_encryption_enabled="true"', to: "at_rest_encryption_enabled=True" },
      { file: PYTHON_STACK, from: 'auto_minor_version_upgrade="true"', to: "auto_minor_version_upgrade=True" },
    ],
    typescript: [
      { file: TYPESCRIPT_STACK, from: 'atRestEncryptionEnabled: "true"', to: "atRestEncryptionEnabled: true" },
      { file: TYPESCRIPT_STACK, from: 'autoMinorVersionUpgrade: "true"', to: "autoMinorVersionUpgrade: true" },
    ],
  },
  {
    title: "gives a number where a string is wanted",
    python: [{ file: PYTHON_STACK, from: 'deregistration_delay="30"', to: "deregistration_delay=30" }],
    typescript: [{ file: TYPESCRIPT_STACK, from: 'deregistrationDelay: "30"', to: "deregistrationDelay: 30" }],
  },
  {
    title: "misuses a testing assertion",
    python: [
      {
        file: PYTHON_TEST,
        from: '    def test_vpc_created(self, synthesized):\n        assert synthesized is not None\n        assert "aws_vpc" in synthesized\n        assert "streaming_vpc" in synthesized\n',
        to: "    def test_vpc_created(self, stack):\n        synthesized = Testing.synth(stack)\n        resources = Testing.to_be_valid_terraform(synthesized)\n        assert resources is True\n",
      },
      pythonMisuse("test_internet_gateway_created", "aws_internet_gateway", "streaming_igw"),
      pythonMisuse("test_kinesis_stream_created", "aws_kinesis_stream", "content_stream"),
      pythonMisuse("test_redis_cluster_created", "aws_elasticache_replication_group", "redis_cluster"),
      pythonMisuse("test_aurora_cluster_created", "aws_rds_cluster", "aurora_cluster"),
      pythonMisuse("test_load_balancer_created", "aws_lb", "streaming_alb"),
    ],
    typescript: [
      typescriptMisuse("aws_vpc", "streaming_vpc"),
      typescriptMisuse("aws_internet_gateway", "streaming_igw"),
      typescriptMisuse("aws_kinesis_stream", "content_stream"),
      typescriptMisuse("aws_elasticache_replication_group", "redis_cluster"),
      typescriptMisuse("aws_rds_cluster", "aurora_cluster"),
      typescriptMisuse("aws_lb", "streaming_alb"),
    ],
  },
  {
    title: "writes routes into the route tables",
    python: [
      { file: PYTHON_STACK, from: "from cdktf_cdktf_provider_aws.route import Route\n", to: "" },
      {
        file: PYTHON_STACK,
        from: / {12}tags=self\._tags\("public-rt"\),\n {8}\)\n {8}Route\([^)]*\)\n/u,
        to: '            route=[\n                {\n                    "cidr_block": "0.0.0.0/0",\n                    "gateway_id": igw.id,\n                }\n            ],\n            tags=self._tags("public-rt"),\n        )\n',
      },
      {
        file: PYTHON_STACK,
        from: / {12}tags=self\._tags\("private-rt"\),\n {8}\)\n {8}Route\([^)]*\)\n/u,
        to: '            route=[\n                {\n                    "cidr_block": "0.0.0.0/0",\n                    "nat_gateway_id": nat.id,\n                }\n            ],\n            tags=self._tags("private-rt"),\n        )\n',
      },
    ],
    typescript: [
      { file: TYPESCRIPT_STACK, from: 'import { Route } from "@cdktf/provider-aws/lib/route";\n', to: "" },
      {
        file: TYPESCRIPT_STACK,
        from: / {6}tags: tags\("public-rt"\),\n {4}\}\);\n {4}new Route\(this, [^)]*\);\n/u,
        to: '      route: [{ cidrBlock: "0.0.0.0/0", gatewayId: igw.id }],\n      tags: tags("public-rt"),\n    });\n',
      },
      {
        file: TYPESCRIPT_STACK,
        from: / {6}tags: tags\("private-rt"\),\n {4}\}\);\n {4}new Route\(this, [^)]*\);\n/u,
        to: '      route: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }],\n      tags: tags("private-rt"),\n    });\n',
      },
    ],
  },
  {
    title: "deploys an API without its integration",
    python: [
      { file: PYTHON_STACK, from: "        content_integration = ApiGatewayIntegration(", to: "        ApiGatewayIntegration(" },
      { file: PYTHON_STACK, from: "depends_on=[content_integration]", to: "depends_on=[content_method]" },
    ],
    typescript: [
      { file: TYPESCRIPT_STACK, from: "    const contentIntegration = new ApiGatewayIntegration(", to: "    new ApiGatewayIntegration(" },
      { file: TYPESCRIPT_STACK, from: "dependsOn: [contentIntegration]", to: "dependsOn: [contentMethod]" },
    ],
  },
  {
    title: "has no outputs",
    python: [
      { file: PYTHON_STACK, from: "from cdktf import Fn, TerraformOutput, TerraformStack", to: "from cdktf import Fn, TerraformStack" },
      { file: PYTHON_STACK, from: "        self._create_outputs()\n", to: "" },
      { file: PYTHON_STACK, from: /\n {4}def _create_outputs[\s\S]*$/u, to: "" },
    ],
    typescript: [
      { file: TYPESCRIPT_STACK, from: "import { Fn, TerraformOutput, TerraformStack }", to: "import { Fn, TerraformStack }" },
      { file: TYPESCRIPT_STACK, from: /\n {4}\/\/ Outputs\n(?: {4}new TerraformOutput.*\n)+/u, to: "" },
      // Nothing reads these any more.
      { file: TYPESCRIPT_STACK, from: "const redis = new ElasticacheReplicationGroup", to: "new ElasticacheReplicationGroup" },
      { file: TYPESCRIPT_STACK, from: "const stage = new ApiGatewayStage", to: "new ApiGatewayStage" },
    ],
  },
];

/** The README lines of the flawed fixtures. */
export const README = {
  python: { file: "README.md", from: /^[\s\S]*$/u, to: "# Streaming stack (Python, flawed)\n\nThe reference stack with the eight failures of its analysis; `scripts/oracle/flaws.mjs` lists them. Run the linter on it.\n" },
  typescript: { file: "README.md", from: /^[\s\S]*$/u, to: "# Streaming stack (TypeScript, flawed)\n\nThe reference stack with the eight failures of its analysis; `scripts/oracle/flaws.mjs` lists them. Run the linter on it.\n" },
};

/**
 * Applies edits to a set of files.
 *
 * @param {Map<string, string>} files text by path
 * @param {readonly Edit[]} edits
 * @throws Error if an edit does not match exactly once
 */
export function applyEdits(files, edits) {
  const result = new Map(files);
  for (const { file, from, to } of edits) {
    const text = result.get(file);
    if (text === undefined) throw new Error(`${file} is not among the files`);
    const count = typeof from === "string" ? text.split(from).length - 1 : [...text.matchAll(new RegExp(from.source, `${from.flags}g`))].length;
    if (count !== 1) throw new Error(`${file}: expected once, found ${count} times: ${from}`);
    result.set(file, text.replace(from, () => to));
  }
  return result;
}
