import { testRule } from "../support/lint.js";

const TS = `import { Construct } from "constructs"; import * as aws from "@cdktf/provider-aws"; import { TerraformOutput } from "cdktf"; declare const scope: Construct; declare const anything: any;`;
const PY = `import cdktf_cdktf_provider_aws as aws\nfrom cdktf import TerraformOutput\nfrom cdktf_cdktf_provider_aws.security_group import SecurityGroup\n`;

testRule("no-missing-property", {
  typescript: {
    valid: [
      `${TS} new aws.subnet.Subnet(scope, "s", { vpcId: "x" }); new aws.vpc.Vpc(scope, "v"); new aws.vpc.Vpc(scope, "v", {});`,
      `${TS} new aws.subnet.Subnet(scope, "s", anything); new aws.subnet.Subnet(scope, "s", { ...anything }); new aws.subnet.Subnet(...anything);`,
      `${TS} const config: any = {}; config.vpcId = "x"; new aws.subnet.Subnet(scope, "s", config);`,
      `${TS} const config = { cidrBlock: "x" }; (config as any).vpcId = "y"; new aws.subnet.Subnet(scope, "s", config as any as aws.subnet.SubnetConfig); new aws.subnet.Subnet(scope, "t", { ...config } as any as aws.subnet.SubnetConfig);`,
      `${TS} const config: any = { cidrBlock: "x" }; (config as { vpcId: string }).vpcId = "y"; new aws.subnet.Subnet(scope, "s", config);`,
      `${TS} const config: any = { cidrBlock: "x" }; function complete(one: any) { one[anything] = "y"; } complete(<any>config); new aws.subnet.Subnet(scope, "s", config);`,
      `${TS} const config: any = { cidrBlock: "x" }; (config as any).vpcId = "y"; new aws.subnet.Subnet(scope, "s", config);`,
      // By its name, this function may put it in.
      `${TS} import { merge } from "library"; const config: any = {}; merge(config, { vpcId: "x" }); new aws.subnet.Subnet(scope, "s", config);`,
      `${TS} const config = {} as any; new aws.subnet.Subnet(scope, "s", config); new aws.subnet.Subnet(scope, "s", {} as aws.subnet.SubnetConfig);`,
      `${TS} const vpcId = "x"; const base = { vpcId }; new aws.subnet.Subnet(scope, "s", { ...base, cidrBlock: "x" });`,
      `${TS} function fill(target: any) { target.vpcId = "x"; } const config: any = {}; fill(config); new aws.subnet.Subnet(scope, "s", config);`,
      `${TS} new aws.subnet.Subnet(scope, "s", { [anything]: "x" });`,
      // Somebody is typing.
      `${TS} new aws.subnet.Subnet(scope, "s", { cidr });`,
    ],
    invalid: [
      `${TS}\nnew aws.subnet.Subnet(scope, "s", { cidrBlock: "x" });`,
      `${TS}\nnew aws.subnet.Subnet(scope, "s", {});`,
      `${TS}\nnew aws.elasticacheReplicationGroup.ElasticacheReplicationGroup(scope, "r", {\n  nodeType: "x",\n});`,
      `${TS}\nnew aws.lbListener.LbListener(scope, "l", {\n  loadBalancerArn: "x",\n  defaultAction: [{ targetGroupArn: "y" }],\n});`,
      `${TS}\nnew TerraformOutput(scope, "o", { description: "x" });`,
      `${TS}\nconst base = { cidrBlock: "x" };\nnew aws.subnet.Subnet(scope, "s", { ...base });`,
      `${TS}\nconst cidrBlock = "x";\nnew aws.subnet.Subnet(scope, "s", { cidrBlock });`,
      // Four spaces are kept, and what `Object.assign` makes has no place for more.
      `${TS}\nnew aws.subnet.Subnet(\n    scope,\n    "s",\n    {\n        cidrBlock: "x",\n    },\n);\nnew aws.subnet.Subnet(\n    scope,\n    "t",\n    Object.assign({}, { cidrBlock: "x" }),\n);`,
    ],
  },
  python: {
    valid: [
      `${PY}aws.subnet.Subnet(scope, "s", vpc_id="x")\naws.vpc.Vpc(scope, "v")`,
      `${PY}aws.subnet.Subnet(scope, "s", **anything)\naws.subnet.Subnet(*anything)`,
      `${PY}options = {}\noptions["vpc_id"] = "x"\naws.subnet.Subnet(scope, "s", **options)`,
      `${PY}from deepmerge import always_merger\noptions = {}\nalways_merger.merge(options, {"vpc_id": "x"})\naws.subnet.Subnet(scope, "s", **options)`,
      `${PY}options = {"vpc_id": "x"}\naws.subnet.Subnet(scope, "s", cidr_block="x", **options)`,
      `${PY}options = {}\noptions.update(more)\naws.subnet.Subnet(scope, "s", **options)`,
      // Somebody is typing.
      `${PY}aws.subnet.Subnet(scope, "s", cidr)`,
    ],
    invalid: [
      `${PY}aws.subnet.Subnet(scope, "s", cidr_block="x")`,
      `${PY}aws.subnet.Subnet(scope, "s")`,
      `${PY}aws.elasticache_replication_group.ElasticacheReplicationGroup(\n    scope,\n    "r",\n    node_type="x",\n)`,
      `${PY}aws.lb_listener.LbListener(\n    scope,\n    "l",\n    load_balancer_arn="x",\n    default_action=[aws.lb_listener.LbListenerDefaultAction(target_group_arn="y")],\n)`,
      `${PY}TerraformOutput(scope, "o", description="x")`,
      `${PY}options = {"cidr_block": "x"}\naws.subnet.Subnet(scope, "s", **options)`,
      `${PY}aws.subnet.Subnet(\n  scope,\n  "s",\n  cidr_block="x",\n  tags={\n    "Name": "x",\n  },\n)`,
    ],
  },
});
