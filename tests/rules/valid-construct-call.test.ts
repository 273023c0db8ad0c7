import { testRule } from "../support/lint.js";

const TS = `import { App, S3Backend, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf"; import { Construct } from "constructs"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any;`;
const PY = `import cdktf_cdktf_provider_aws as aws\nfrom cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute\nfrom cdktf import App, S3Backend, TerraformOutput, TerraformStack, TerraformVariable\nfrom constructs import Construct\n`;

testRule("valid-construct-call", {
  typescript: {
    valid: [
      `${TS} new App(); new App({ outdir: "x" }); const stack = new TerraformStack(new App(), "s"); new aws.vpc.Vpc(stack, "v"); new aws.vpc.Vpc(stack, "v", { cidrBlock: "x" });`,
      `${TS} new aws.vpc.Vpc(...anything); new aws.vpc.Vpc(scope, ...anything); new aws.vpc.Vpc(anything, anything, anything);`,
      `${TS} class S extends TerraformStack { constructor(parent: Construct, id: string) { super(parent, id); new aws.vpc.Vpc(this, \`\${id}-vpc\`); new S3Backend(this, { bucket: "b", key: "k" }); } }`,
      `${TS} class Mixin { make() { new aws.vpc.Vpc(this as any, "v"); } } class Own extends Construct {} new aws.vpc.Vpc(new Own(scope, "o"), "v");`,
      `${TS} class Base { constructor(protected node: any) {} make() { new aws.vpc.Vpc(this, "v"); } }`,
      `${TS} new TerraformVariable(scope, "v", {}); new TerraformOutput(scope, "o", { value: 1 });`,
      `${TS} const make = aws.vpc.Vpc; new make(scope, "v");`,
      // Somebody is typing `this`.
      `${TS} class S extends TerraformStack { make() { new aws.vpc.Vpc(thi) } }`,
    ],
    invalid: [
      `${TS}\nnew aws.vpc.Vpc();\nnew aws.vpc.Vpc(scope);`,
      `${TS}\nnew aws.vpc.Vpc(scope, { cidrBlock: "x" });`,
      `${TS}\nnew aws.vpc.Vpc("v", { cidrBlock: "x" });`,
      `${TS}\nnew aws.vpc.Vpc(scope, 1, {});`,
      `${TS}\nnew aws.vpc.Vpc(scope, "v", {}, anything);`,
      `${TS}\naws.vpc.Vpc(scope, "v");`,
      `${TS}\nclass Network { constructor() { new aws.vpc.Vpc(this, "v"); } }`,
      `${TS}\nconst vpc = new aws.vpc.Vpc(scope, "v");\nnew aws.subnet.Subnet(scope, vpc, { vpcId: vpc.id });`,
    ],
  },
  python: {
    valid: [
      `${PY}App()\nApp(outdir="x")\nstack = TerraformStack(App(), "s")\nTerraformStack(scope=App(), id="s")\naws.vpc.Vpc(stack, "v")\naws.vpc.Vpc(stack, id_="v", id="vpc-1")\naws.vpc.Vpc(scope=stack, id_="v")`,
      `${PY}aws.vpc.Vpc(*anything)\naws.vpc.Vpc(scope, *anything)\naws.vpc.Vpc(**anything)\naws.vpc.Vpc(anything, anything)`,
      `${PY}class S(TerraformStack):\n    def __init__(self, scope: Construct, id: str):\n        super().__init__(scope, id)\n        aws.vpc.Vpc(self, f"{id}-vpc")\n        S3Backend(self, bucket="b", key="k")\n        TerraformOutput(self, "o", value=1)`,
      `${PY}class Base:\n    def make(self):\n        aws.vpc.Vpc(self, "v")\n\nclass S(Base, TerraformStack):\n    pass`,
      `${PY}RouteTableRoute(cidr_block="x")\nRouteTableRoute(**anything)\nRouteTableRoute()`,
      // Somebody is typing `self`, or a keyword.
      `${PY}class S(TerraformStack):\n    def make(self):\n        aws.vpc.Vpc(sel)\n        aws.vpc.Vpc(self, "v", cidr)\n        aws.vpc.Vpc(self, "v", tags)`,
      `${PY}RouteTableRoute(cidr)`,
    ],
    invalid: [
      // Where the resource cannot do without an `id` of its own, that is what was given.
      `${PY}aws.data_aws_odb_network.DataAwsOdbNetwork(scope, id="x")`,
      `${PY}aws.vpc.Vpc()\naws.vpc.Vpc(scope)`,
      `${PY}aws.vpc.Vpc(scope, id="v", cidr_block="x")`,
      `${PY}aws.vpc.Vpc(scope, cidr_block="x", id="v")`,
      `${PY}aws.vpc.Vpc(scope, "v", config={"cidr_block": "x"})`,
      `${PY}aws.vpc.Vpc(scope, "v", aws.vpc.VpcConfig(cidr_block="x"))`,
      `${PY}aws.vpc.Vpc(scope, "v", {"cidr_block": "x"}, 1)`,
      `${PY}aws.vpc.Vpc("v", cidr_block="x", id_="v")`,
      `${PY}aws.vpc.Vpc(scope, 1)`,
      `${PY}class Network:\n    def __init__(self):\n        aws.vpc.Vpc(self, "v")`,
      `${PY}RouteTable(scope, "r", vpc_id="x", route=[RouteTableRoute({"cidr_block": "x"})])`,
      `${PY}cidr = {"cidr_block": "x"}\naws.vpc.Vpc(scope, "v", cidr)\nRouteTableRoute(cidr)\naws.vpc.Vpc(scope, "v", settings)\naws.vpc.Vpc(self)`,
    ],
  },
});
