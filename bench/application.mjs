/**
 * Applications to measure with: stacks of everyday AWS constructs, each in a file of its own, in TypeScript or Python.
 * The same for the same numbers, on every machine.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomFrom } from "../scripts/random.mjs";

/** Constructs of a stack; its outputs and its provider are not counted. */
const CONSTRUCTS = 20;
/** One stack in so many has a mistake that every tool must find. */
const MISTAKE_EVERY = 25;
const SEED = 20_261_127;

const ref = (construct, attribute) => ({ construct, attribute });
const block = (name, keys) => ({ name, keys });
const setting = (name) => ({ setting: name });

/** What a stack is made of: a variable, the module and class, and the configuration. The first ones are in every stack. */
const CORE = [
  ["vpc", "vpc", "Vpc", (n) => ({ cidrBlock: `10.${n % 256}.0.0/16`, enableDnsHostnames: true, tags: { Name: `vpc-${n}`, Team: setting("team") } })],
  ["subnet", "subnet", "Subnet", (n) => ({ vpcId: ref("vpc", "id"), cidrBlock: `10.${n % 256}.1.0/24`, availabilityZone: "eu-west-1a" })],
  ["otherSubnet", "subnet", "Subnet", (n) => ({ vpcId: ref("vpc", "id"), cidrBlock: `10.${n % 256}.2.0/24`, availabilityZone: "eu-west-1b" })],
  ["gateway", "internet-gateway", "InternetGateway", () => ({ vpcId: ref("vpc", "id") })],
  ["routes", "route-table", "RouteTable", () => ({ vpcId: ref("vpc", "id") })],
  ["route", "route", "Route", () => ({ routeTableId: ref("routes", "id"), destinationCidrBlock: "0.0.0.0/0", gatewayId: ref("gateway", "id") })],
  ["association", "route-table-association", "RouteTableAssociation", () => ({ subnetId: ref("subnet", "id"), routeTableId: ref("routes", "id") })],
  ["group", "security-group", "SecurityGroup", () => ({
    vpcId: ref("vpc", "id"),
    description: "what may come in",
    ingress: [block("SecurityGroupIngress", { fromPort: 443, toPort: 443, protocol: "tcp", cidrBlocks: ["0.0.0.0/0"] }), block("SecurityGroupIngress", { fromPort: 80, toPort: 80, protocol: "tcp", cidrBlocks: ["10.0.0.0/8"] })],
    egress: [block("SecurityGroupEgress", { fromPort: 0, toPort: 0, protocol: "-1", cidrBlocks: ["0.0.0.0/0"] })],
  })],
  ["role", "iam-role", "IamRole", (n) => ({ name: `role-${n}`, assumeRolePolicy: '{"Version":"2012-10-17","Statement":[]}', maxSessionDuration: 3600 })],
  ["key", "kms-key", "KmsKey", () => ({ description: "data at rest", enableKeyRotation: true, deletionWindowInDays: 30 })],
];

const OTHERS = [
  ["attachment", "iam-role-policy-attachment", "IamRolePolicyAttachment", () => ({ role: ref("role", "name"), policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" })],
  ["bucket", "s3-bucket", "S3Bucket", (n) => ({ bucketPrefix: `data-${n}-`, forceDestroy: false, tags: { Team: setting("team") } })],
  ["queue", "sqs-queue", "SqsQueue", (n) => ({ name: `queue-${n}`, visibilityTimeoutSeconds: 60, kmsMasterKeyId: ref("key", "arn") })],
  ["topic", "sns-topic", "SnsTopic", (n) => ({ name: `topic-${n}`, kmsMasterKeyId: ref("key", "arn") })],
  ["table", "dynamodb-table", "DynamodbTable", (n) => ({
    name: `table-${n}`,
    billingMode: "PAY_PER_REQUEST",
    hashKey: "id",
    attribute: [block("DynamodbTableAttribute", { name: "id", type: "S" })],
    pointInTimeRecovery: block("DynamodbTablePointInTimeRecovery", { enabled: true }),
    ttl: block("DynamodbTableTtl", { attributeName: "expires", enabled: true }),
  })],
  ["logs", "cloudwatch-log-group", "CloudwatchLogGroup", (n) => ({ name: `/app/${n}`, retentionInDays: setting("retention") })],
  ["handler", "lambda-function", "LambdaFunction", (n) => ({
    functionName: `handler-${n}`,
    role: ref("role", "arn"),
    handler: "index.handler",
    runtime: "nodejs22.x",
    filename: "handler.zip",
    memorySize: 256,
    environment: block("LambdaFunctionEnvironment", { variables: { STAGE: setting("team"), VPC: ref("vpc", "id") } }),
    vpcConfig: block("LambdaFunctionVpcConfig", { subnetIds: [ref("subnet", "id"), ref("otherSubnet", "id")], securityGroupIds: [ref("group", "id")] }),
  })],
  ["alarm", "cloudwatch-metric-alarm", "CloudwatchMetricAlarm", (n) => ({
    alarmName: `alarm-${n}`,
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 2,
    metricName: "Errors",
    namespace: "AWS/Lambda",
    period: 60,
    statistic: "Sum",
    threshold: n % 10,
  })],
  ["cluster", "ecs-cluster", "EcsCluster", (n) => ({ name: `cluster-${n}`, setting: [block("EcsClusterSetting", { name: "containerInsights", value: "enabled" })] })],
  ["repository", "ecr-repository", "EcrRepository", (n) => ({ name: `repository-${n}`, imageScanningConfiguration: block("EcrRepositoryImageScanningConfiguration", { scanOnPush: true }) })],
  ["balancer", "lb", "Lb", (n) => ({ name: `lb-${n}`, loadBalancerType: "application", securityGroups: [ref("group", "id")], subnets: [ref("subnet", "id"), ref("otherSubnet", "id")] })],
  ["target", "lb-target-group", "LbTargetGroup", (n) => ({ name: `target-${n}`, port: 80, protocol: "HTTP", vpcId: ref("vpc", "id"), healthCheck: block("LbTargetGroupHealthCheck", { path: "/health", interval: 30 }) })],
  ["database", "db-subnet-group", "DbSubnetGroup", (n) => ({ name: `db-${n}`, subnetIds: [ref("subnet", "id"), ref("otherSubnet", "id")] })],
  ["secret", "secretsmanager-secret", "SecretsmanagerSecret", (n) => ({ name: `secret-${n}`, recoveryWindowInDays: 7 })],
  ["address", "eip", "Eip", () => ({ domain: "vpc", tags: { Team: setting("team") } })],
];

const snake = (name) => name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
const camel = (name) => name.replace(/-(\w)/gu, (_, letter) => letter.toUpperCase());
const moduleInPython = (name) => name.replaceAll("-", "_");

/** How a language writes what a stack is made of. */
const LANGUAGES = {
  typescript: {
    value(value, indent) {
      if (Array.isArray(value)) return `[${value.map((item) => this.value(item, indent)).join(", ")}]`;
      if (typeof value !== "object") return JSON.stringify(value);
      if ("construct" in value) return `${value.construct}.${value.attribute}`;
      if ("setting" in value) return `settings.${value.setting}`;
      return this.record("keys" in value ? value.keys : value, indent);
    },
    record(keys, indent) {
      return `{\n${Object.entries(keys).map(([key, value]) => `${indent}  ${key}: ${this.value(value, `${indent}  `)},\n`).join("")}${indent}}`;
    },
    stack(name, constructs, isNamespace, n) {
      const modules = new Map(constructs.map(([, module, type]) => [module, type]));
      const imports = isNamespace ? ['import * as aws from "@cdktf/provider-aws";'] : [["provider", "AwsProvider"], ...modules].map(([module, type]) => `import { ${type} } from "@cdktf/provider-aws/lib/${module}";`);
      const of = (module, type) => (isNamespace ? `aws.${camel(module)}.${type}` : type);
      return `${imports.join("\n")}
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { settings } from "../settings";

export class ${name} extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ${of("provider", "AwsProvider")}(this, "aws", { region: settings.region });
${constructs.map(([variable, module, type, config]) => `    const ${variable} = new ${of(module, type)}(this, "${variable}", ${this.record(config(n), "    ")});\n`).join("")}    new TerraformOutput(this, "vpcId", { value: vpc.id });
${constructs.slice(CORE.length).map(([variable]) => `    new TerraformOutput(this, "${variable}Id", { value: ${variable}.id });\n`).join("")}  }
}
`;
    },
    main: (names) => `import { App } from "cdktf";
${names.map((name, n) => `import { ${name} } from "./stacks/stack${n}";\n`).join("")}
const app = new App();
${names.map((name, n) => `new ${name}(app, "stack-${n}");\n`).join("")}app.synth();
`,
    settings: 'export const settings = { region: "eu-west-1", team: "platform", retention: 30 };\n',
    plain: (n) => `/** A queue that forgets nothing. */
export class Queue${n}<T> {
  private readonly items: T[] = [];

  push(item: T): number {
    return this.items.push(item);
  }

  take(): T | undefined {
    return this.items.shift();
  }
}

export function total${n}(prices: readonly number[], tax = ${n}): number {
  return prices.reduce((sum, price) => sum + price * (1 + tax / 100), 0);
}
`,
    file: (name) => `${name}.ts`,
    manifests: {
      "package.json": JSON.stringify({ name: "application", private: true, dependencies: { "@cdktf/provider-aws": "21.22.1", cdktf: "0.21.0", constructs: "10.8.1" } }),
      "tsconfig.json": JSON.stringify({ compilerOptions: { target: "ES2022", lib: ["ES2022"], module: "nodenext", moduleResolution: "nodenext", strict: true, skipLibCheck: true, noEmit: true, types: ["node"] }, include: ["**/*.ts"] }),
    },
  },
  python: {
    value(value, indent, prefix) {
      if (Array.isArray(value)) return `[${value.map((item) => this.value(item, indent, prefix)).join(", ")}]`;
      if (typeof value === "boolean") return value ? "True" : "False";
      if (typeof value !== "object") return JSON.stringify(value);
      if ("construct" in value) return `${snake(value.construct)}.${snake(value.attribute)}`;
      if ("setting" in value) return `settings["${value.setting}"]`;
      if ("keys" in value) return `${prefix}${value.name}(\n${this.keywords(value.keys, `${indent}    `, prefix)}${indent})`;
      return `{${Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${this.value(item, indent, prefix)}`).join(", ")}}`;
    },
    keywords(keys, indent, prefix) {
      return Object.entries(keys).map(([key, value]) => `${indent}${snake(key)}=${this.value(value, indent, prefix)},\n`).join("");
    },
    stack(name, constructs, isNamespace, n) {
      const blocksOf = (value) => (typeof value !== "object" ? [] : [...(Object.hasOwn(value, "keys") ? [value.name] : []), ...Object.values(value).flatMap(blocksOf)]);
      const modules = new Map();
      for (const [, module, type, config] of constructs) modules.set(module, new Set([...(modules.get(module) ?? []), type, ...Object.values(config(n)).flatMap(blocksOf)]));
      const imports = isNamespace ? ["import cdktf_cdktf_provider_aws as aws"] : [["provider", ["AwsProvider"]], ...modules].map(([module, types]) => `from cdktf_cdktf_provider_aws.${moduleInPython(module)} import ${[...types].join(", ")}`);
      const prefixOf = (module) => (isNamespace ? `aws.${moduleInPython(module)}.` : "");
      return `${imports.join("\n")}
from cdktf import TerraformOutput, TerraformStack
from constructs import Construct

from settings import settings


class ${name}(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        ${prefixOf("provider")}AwsProvider(self, "aws", region=settings["region"])
${constructs.map(([variable, module, type, config]) => `        ${snake(variable)} = ${prefixOf(module)}${type}(\n            self,\n            "${variable}",\n${this.keywords(config(n), "            ", prefixOf(module))}        )\n`).join("")}        TerraformOutput(self, "vpcId", value=vpc.id)
${constructs.slice(CORE.length).map(([variable]) => `        TerraformOutput(self, "${variable}Id", value=${snake(variable)}.id)\n`).join("")}`;
    },
    main: (names) => `from cdktf import App

${names.map((name, n) => `from stacks.stack${n} import ${name}\n`).join("")}
app = App()
${names.map((name, n) => `${name}(app, "stack-${n}")\n`).join("")}app.synth()
`,
    settings: 'from typing import Any\n\nsettings: dict[str, Any] = {"region": "eu-west-1", "team": "platform", "retention": 30}\n',
    plain: (n) => `"""A queue that forgets nothing."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Queue${n}(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> int:
        self.items.append(item)
        return len(self.items)

    def take(self) -> T | None:
        return self.items.pop(0) if self.items else None


def total${n}(prices: list[float], tax: float = ${n}) -> float:
    return sum(price * (1 + tax / 100) for price in prices)
`,
    file: (name) => `${name}.py`,
    manifests: { "requirements.txt": "cdktf==0.21.0\ncdktf-cdktf-provider-aws==21.22.1\nconstructs==10.8.1\n" },
  },
};

/** The core and some of the others, in the order in which they may refer to each other. */
function constructsOf(random, hasMistake) {
  const left = [...OTHERS];
  while (left.length > CONSTRUCTS - CORE.length) left.splice(Math.floor(random() * left.length), 1);
  if (!hasMistake) return [...CORE, ...left];
  const [first, ...rest] = CORE;
  const [variable, module, type, config] = first;
  return [[variable, module, type, (n) => ({ ...config(n), enableDnsSupport: "no, thanks".length })], ...rest, ...left];
}

/**
 * Writes an application.
 *
 * @param {string} folder made if it is missing
 * @param {{language: "typescript" | "python", stacks: number, plain?: number, isNamespace?: boolean}} wanted `plain` is
 *   the number of files that have nothing to do with CDKTF; `isNamespace`: the provider is imported as a whole
 * @returns {{files: number, constructs: number, mistakes: number}} what was written
 */
export function writeApplication(folder, { language, stacks, plain = 0, isNamespace = false }) {
  const random = randomFrom(SEED);
  const writer = LANGUAGES[language];
  const write = (name, text) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const names = Array.from({ length: stacks }, (_, n) => `Stack${n}`);
  let mistakes = 0;
  for (const [n, name] of names.entries()) {
    const hasMistake = n % MISTAKE_EVERY === MISTAKE_EVERY - 1;
    if (hasMistake) mistakes++;
    write(writer.file(`stacks/stack${n}`), writer.stack(name, constructsOf(random, hasMistake), isNamespace, n));
  }
  if (language === "python") write("stacks/__init__.py", "");
  write(writer.file("main"), writer.main(names));
  write(writer.file("settings"), writer.settings);
  for (let n = 0; n < plain; n++) write(writer.file(`tools/plain${n}`), writer.plain(n));
  for (const [name, text] of Object.entries(writer.manifests)) write(name, text);
  return { files: stacks + plain + 2, constructs: stacks * CONSTRUCTS, mistakes };
}

/**
 * One stack as a file of about so many lines, for an editor.
 *
 * @param {"typescript" | "python"} language
 * @param {number} lines
 * @returns {string}
 */
export function longStack(language, lines) {
  const random = randomFrom(SEED);
  const writer = LANGUAGES[language];
  // The first construct's class is imported once, so its copies need only other names and ids.
  const constructs = constructsOf(random, false);
  const chosen = [...constructs];
  const text = () => writer.stack("Stack", chosen, false, 1);
  for (let copy = 0; text().split("\n").length < lines; copy++) {
    const [variable, module, type, config] = constructs[copy % CORE.length];
    chosen.splice(constructs.length + copy, 0, [`${variable}${copy}`, module, type, config]);
  }
  return text();
}
