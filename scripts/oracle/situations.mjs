/** Programs for the rules that look at more than one construct: with what their repairs are for, in varied writing. */

const AWS = { typescript: "@cdktf/provider-aws/lib/", python: "cdktf_cdktf_provider_aws." };

/** Two routes as members of a list. */
const routes = (random, key, separator, wrap) => ["10.0.0.0/16", "10.1.0.0/16"].slice(0, random() < 0.5 ? 1 : 2).map((block) => wrap(`${key("cidrBlock")}${separator}"${block}", ${key("gatewayId")}${separator}"igw-1"`)).join(", ");

/** Each makes the lines of a program, one statement a line. */
const MAKERS = {
  typescript: {
    routes: (random) => [
      `import { RouteTable } from "${AWS.typescript}route-table";`,
      "declare const scope: any;",
      `${random() < 0.5 ? "const main = " : ""}new RouteTable(scope, "table", { vpcId: "vpc-1", route: [${routes(random, (name) => name, ": ", (one) => `{ ${one} }`)}]${random() < 0.5 ? ', tags: { a: "b" }' : ""} });`,
    ],
    outputs: (random) => [
      `import { Vpc } from "${AWS.typescript}vpc";`,
      `import { S3Bucket } from "${AWS.typescript}s3-bucket";`,
      'import { TerraformStack } from "cdktf";',
      "export class Network extends TerraformStack {",
      "  readonly vpc: Vpc;",
      "  constructor(scope: any, id: string) {",
      "    super(scope, id);",
      `    ${random() < 0.5 ? "const bucket = " : ""}new S3Bucket(this, "bucket", { bucket: "x" });`,
      '    this.vpc = new Vpc(this, "vpc", { cidrBlock: "10.0.0.0/16" });',
      "  }",
      "}",
    ],
    testing: (random) => [
      'import { Testing, TerraformStack, App } from "cdktf";',
      "declare const expect: any;",
      'const stack = new TerraformStack(new App(), "test");',
      "const out = Testing.synth(stack);",
      "expect(Testing.toBeValidTerraform(out)).toBe(true);",
      ...(random() < 0.5 ? ['expect(Testing.toHaveResource(out, "aws_vpc"))'] : ['Testing.toHaveResource(out, "aws_vpc");']),
    ],
    integration: (random) => [
      ...["Deployment", "Integration", "RestApi"].map((name) => `import { ApiGateway${name} } from "${AWS.typescript}api-gateway-${name.replace("RestApi", "rest-api").toLowerCase()}";`),
      "declare const scope: any;",
      'const api = new ApiGatewayRestApi(scope, "api", { name: "x" });',
      ...["one", "two"].map((id) => `${random() < 0.5 ? `const ${id}Integration = ` : ""}new ApiGatewayIntegration(scope, "${id}-call", { restApiId: api.id, resourceId: "r", httpMethod: "GET", type: "MOCK" });`),
      `new ApiGatewayDeployment(scope, "deployment", { restApiId: api.id${random() < 0.5 ? ', description: "x"' : ""}${random() < 0.3 ? ", dependsOn: [api]" : ""} });`,
    ],
    unused: () => [`import { Vpc, VpcNowhere } from "${AWS.typescript}vpc";`, "declare const scope: any;", 'new Vpc(scope, "vpc", {});'],
  },
  python: {
    routes: (random) => [
      `from ${AWS.python}route_table import RouteTable, RouteTableRoute`,
      `${random() < 0.5 ? "main = " : ""}RouteTable(scope, "table", vpc_id="vpc-1", route=[${routes(random, (name) => name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`), "=", (one) => `RouteTableRoute(${one})`)}]${random() < 0.5 ? ', tags={"a": "b"}' : ""})`,
    ],
    outputs: (random) => [
      `from ${AWS.python}vpc import Vpc`,
      `from ${AWS.python}s3_bucket import S3Bucket`,
      "from cdktf import TerraformStack",
      "class Network(TerraformStack):",
      "    def __init__(self, scope, id):",
      "        super().__init__(scope, id)",
      `        ${random() < 0.5 ? "bucket = " : ""}S3Bucket(self, "bucket", bucket="x")`,
      '        self.vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")',
    ],
    testing: (random) => [
      "from cdktf import App, TerraformStack, Testing",
      "def test_network():",
      '    stack = TerraformStack(App(), "test")',
      "    out = Testing.synth(stack)",
      "    assert Testing.to_be_valid_terraform(out)",
      random() < 0.5 ? '    Testing.to_have_resource(out, "aws_vpc")' : '    assert Testing.to_have_resource(out, "aws_vpc")',
    ],
    integration: (random) => [
      ...["Deployment", "Integration", "RestApi"].map((name) => `from ${AWS.python}api_gateway_${name.replace("RestApi", "rest_api").toLowerCase()} import ApiGateway${name}`),
      'api = ApiGatewayRestApi(scope, "api", name="x")',
      ...["one", "two"].map((id) => `${random() < 0.5 ? `${id}_integration = ` : ""}ApiGatewayIntegration(scope, "${id}-call", rest_api_id=api.id, resource_id="r", http_method="GET", type="MOCK")`),
      `ApiGatewayDeployment(scope, "deployment", rest_api_id=api.id${random() < 0.5 ? ', description="x"' : ""}${random() < 0.3 ? ", depends_on=[api]" : ""})`,
    ],
    unused: () => [`from ${AWS.python}vpc import Vpc, VpcNowhere`, 'Vpc(scope, "vpc")'],
  },
};

export const SITUATIONS = Object.keys(MAKERS.python);

/**
 * @param {string} kind one of `SITUATIONS`
 * @returns {string} a program as the generator writes them, for `@cdktf/provider-aws` from version 10 on
 */
export function situation(kind, language, random) {
  return `${MAKERS[language][kind](random).join("\n")}\n`;
}
