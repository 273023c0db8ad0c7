import { testRule } from "../support/lint.js";

const TS = `import { Fn, TerraformStack, Token, VariableType } from "cdktf"; import { Construct } from "constructs"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any;`;
const PY = `import cdktf_cdktf_provider_aws as aws\nfrom cdktf import Fn, TerraformStack, Token, VariableType\n`;

testRule("no-unknown-attribute", {
  typescript: {
    valid: [
      `${TS} const vpc = new aws.vpc.Vpc(scope, "v"); use(vpc.id, vpc.arn, vpc.cidrBlockInput, vpc.node.id, vpc.fqn, vpc.toString(), vpc["arn"]); vpc.resetTags; declare function use(...a: any[]): void;`,
      `${TS} const cluster = new aws.rdsCluster.RdsCluster(scope, "c", { engine: "x" }); const secret = cluster.masterUserSecret.get(0).secretArn; const timeouts = cluster.timeouts.create;`,
      `${TS} class Own extends aws.vpc.Vpc { readonly extra = 1; } new Own(scope, "o").extra; const read = (vpc: aws.vpc.Vpc) => (vpc as any).nope; anything.nope;`,
      // A parameter may be of a class that extends the one it is declared with.
      `${TS} class Own extends aws.vpc.Vpc { readonly extra = 1; } const read = (vpc: aws.vpc.Vpc) => vpc instanceof Own ? vpc.extra : vpc.id;`,
      `${TS} aws.vpc.Vpc.tfResourceType; aws.vpc.Vpc.isConstruct(scope); aws.vpc.Vpc.name; Fn.element([], 0); Fn.jsonencode({}); VariableType.STRING; Token.asString(1);`,
      `${TS} const vpc: any = new aws.vpc.Vpc(scope, "v"); vpc.extra = 1; console.log(vpc.extra);`,
      `${TS} const azs = new aws.dataAwsAvailabilityZones.DataAwsAvailabilityZones(scope, "a"); Fn.element(azs.names, 0); const all = azs.names; const lb = new aws.lb.Lb(scope, "l", { subnets: ["a"] }); const [first] = ["a"]; lb.subnetsInput?.[0]; ["x"][0];`,
      // What a test mocks is something else.
      `import { TerraformOutput } from "cdktf"; import { Vpc } from "@cdktf/provider-aws/lib/vpc"; declare const jest: any; jest.mock("cdktf"); jest.mock("@cdktf/provider-aws/lib/vpc"); console.log(TerraformOutput.mock.calls, Vpc.mock.results[0].value);`,
      `${TS} import { Anything } from "./nowhere"; new Anything(scope).whatever; const s = new TerraformStack(scope, "s"); TerraformStack.of(s).whatever;`,
      { code: `${TS} const vpc = new aws.vpc.Vpc(scope, "v"); vpc.companyTag; new aws.subnet.Subnet(scope, "s", { vpcId: "v" }).tag_all;`, rule: { allow: ["Vpc.companyTag", "*.tagAll"] } },
    ],
    invalid: [
      `${TS}\nconst vpc = new aws.vpc.Vpc(scope, "v");\nconsole.log(vpc.vpcId, vpc.ARN, vpc.cidr_block);`,
      `${TS}\nconst group = new aws.elasticacheReplicationGroup.ElasticacheReplicationGroup(scope, "g", { replicationGroupId: "x", description: "y" });\nconsole.log(group.replicationGroupDescription, group.primaryEndpoint);`,
      `${TS}\nconst cluster = new aws.rdsCluster.RdsCluster(scope, "c", { engine: "x" });\nconsole.log(cluster.masterUserSecret.get(0).arn, cluster.masterUserSecret[0]);`,
      `${TS}\nFn.jsonEncode({});\nVariableType.TEXT;`,
      `${TS}\nconst azs = new aws.dataAwsAvailabilityZones.DataAwsAvailabilityZones(scope, "a");\nnew aws.subnet.Subnet(scope, "s", { vpcId: "v", availabilityZone: azs.names[0] });`,
      `${TS}\nclass S extends TerraformStack { vpc = new aws.vpc.Vpc(this, "v"); id() { return this.vpc.identifier; } }`,
      { code: `${TS}\nnew aws.vpc.Vpc(scope, "v").companyTag;`, rule: { allow: ["Subnet.companyTag", "Vpc.companyTags"] } },
    ],
  },
  python: {
    valid: [
      `${PY}vpc = aws.vpc.Vpc(scope, "v")\nprint(vpc.id, vpc.arn, vpc.cidr_block_input, vpc.node.id, vpc.fqn, str(vpc), vpc.__class__)\nvpc.reset_tags`,
      `${PY}cluster = aws.rds_cluster.RdsCluster(scope, "c", engine="x")\ncluster.master_user_secret.get(0).secret_arn`,
      `${PY}vpc = aws.vpc.Vpc(scope, "v")\nvpc.extra = 1\nprint(vpc.extra)`,
      `${PY}vpc = aws.vpc.Vpc(scope, "v")\nif hasattr(vpc, "nope"):\n    print(vpc.nope)\ntry:\n    print(vpc.other)\nexcept AttributeError:\n    pass`,
      `${PY}aws.vpc.Vpc.TF_RESOURCE_TYPE\naws.vpc.Vpc.is_construct(x)\naws.vpc.Vpc.__name__\nFn.element([], 0)\nVariableType.STRING\nToken.as_string(1)`,
      `${PY}azs = aws.data_aws_availability_zones.DataAwsAvailabilityZones(scope, "a")\nFn.element(azs.names, 0)\nlb = aws.lb.Lb(scope, "l", subnets=["a"])\nlb.subnets_input[0]\nazs.names[0:2]`,
      `${PY}def read(vpc: aws.vpc.Vpc):\n    return vpc.nope`,
      { code: `${PY}vpc = aws.vpc.Vpc(scope, "v")\nprint(vpc.company_tag, vpc.tag_all)`, rule: { allow: ["Vpc.companyTag", "*.tag_all"] } },
    ],
    invalid: [
      `${PY}vpc = aws.vpc.Vpc(scope, "v")\nprint(vpc.vpc_id, vpc.cidrBlock)`,
      `${PY}group = aws.elasticache_replication_group.ElasticacheReplicationGroup(scope, "g", replication_group_id="x", description="y")\nprint(group.replication_group_description, group.primary_endpoint)`,
      `${PY}cluster = aws.rds_cluster.RdsCluster(scope, "c", engine="x")\nprint(cluster.master_user_secret.get(0).arn, cluster.master_user_secret[0].secret_arn)`,
      `${PY}Fn.json_encode({})\nVariableType.TEXT`,
      `${PY}azs = aws.data_aws_availability_zones.DataAwsAvailabilityZones(scope, "a")\naws.subnet.Subnet(scope, "s", vpc_id="v", availability_zone=azs.names[0])`,
      `${PY}class S(TerraformStack):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n        self.vpc = aws.vpc.Vpc(self, "v")\n    def ident(self):\n        return self.vpc.identifier`,
      { code: `${PY}vpc = aws.vpc.Vpc(scope, "v")\nprint(vpc.company_tag)`, rule: { allow: ["Subnet.company_tag", "Vpc.company_tags"] } },
    ],
  },
});
