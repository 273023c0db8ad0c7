import { testRule } from "../support/lint.js";

const TS = `import { Construct } from "constructs"; import { Fn, Token, TerraformVariable } from "cdktf"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any; const vpc = new aws.vpc.Vpc(scope, "vpc"); const tg = aws.lbTargetGroup;`;
const PY = `import os, json\nimport cdktf_cdktf_provider_aws as aws\nfrom cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute\nfrom cdktf import Fn, Token\nvpc = aws.vpc.Vpc(scope, "vpc")\n`;

testRule("valid-property-type", {
  typescript: {
    valid: [
      `${TS} new tg.LbTargetGroup(scope, "t", { deregistrationDelay: "30", port: 80, name: \`x-\${anything}\`, vpcId: vpc.id, tags: { a: "b" } });`,
      `${TS} new tg.LbTargetGroup(scope, "t", { deregistrationDelay: anything, port: Token.asNumber(anything), name: Fn.join("-", ["a"]), vpcId: anything ? vpc.id : "x" });`,
      `${TS} new aws.vpc.Vpc(scope, "v", { enableDnsHostnames: true, instanceTenancy: undefined, dependsOn: [vpc] });`,
      `${TS} new aws.ecsTaskDefinition.EcsTaskDefinition(scope, "t", { family: "x", containerDefinitions: JSON.stringify([{ name: "x" }]), cpu: String(256) });`,
      `${TS} new aws.lb.Lb(scope, "l", { subnets: [1, 2].map((n) => "subnet-" + n), securityGroups: Fn.tolist(anything) });`,
      // One branch is right, so nothing is proven.
      `${TS} new tg.LbTargetGroup(scope, "t", { deregistrationDelay: anything ? 30 : "30" });`,
      `${TS} const parts = process.env.SUBNETS!.split(","); new aws.lb.Lb(scope, "l", { subnets: parts, name: process.env.NAME });`,
      `${TS} new aws.routeTable.RouteTable(scope, "r", { vpcId: vpc.id, route: [{ cidrBlock: "x" }] });`,
      `${TS} const variable = new TerraformVariable(scope, "x", { type: "number" }); new tg.LbTargetGroup(scope, "t", { port: variable.numberValue, name: variable.stringValue });`,
      `${TS} new aws.lambdaFunction.LambdaFunction(scope, "l", { functionName: "x", role: "y", environment: { variables: { A: "1" } }, layers: [...anything] });`,
    ],
    invalid: [
      `${TS}\nnew tg.LbTargetGroup(scope, "t", { deregistrationDelay: 30 });`,
      `${TS}\nnew aws.elasticacheReplicationGroup.ElasticacheReplicationGroup(scope, "r", {\n  replicationGroupId: 'x',\n  description: 'y',\n  atRestEncryptionEnabled: true,\n  autoMinorVersionUpgrade: false,\n  transitEncryptionEnabled: true,\n});`,
      `${TS}\nnew tg.LbTargetGroup(scope, "t", { port: "80", healthCheck: { timeout: "5", enabled: "true" } });`,
      `${TS}\nnew aws.vpc.Vpc(scope, "v", { enableDnsHostnames: "true", enableDnsSupport: 1, tags: { Name: "x", Count: 3 } });`,
      `${TS}\nnew aws.routeTable.RouteTable(scope, "r", { vpcId: vpc, route: { cidrBlock: "x" } });`,
      `${TS}\nnew tg.LbTargetGroup(scope, "t", { healthCheck: [{ enabled: true }] });`,
      `${TS}\nconst delay = 30;\nnew tg.LbTargetGroup(scope, "t", { deregistrationDelay: delay });`,
      `${TS}\nnew tg.LbTargetGroup(scope, "t", { deregistrationDelay: anything ? 30 : 60 });`,
      `${TS}\nnew aws.lb.Lb(scope, "l", { subnets: vpc.id, securityGroups: "sg-1" });`,
      `${TS}\nnew aws.subnet.Subnet(scope, "s", { vpcId: vpc.id, mapPublicIpOnLaunch: vpc.arn, cidrBlock: 10 * 2 });`,
      `${TS}\nnew aws.lb.Lb(scope, "l", { subnets: ["a", 1] });`,
      `${TS}\nconst config = { deregistrationDelay: 30 };\nnew tg.LbTargetGroup(scope, "t", config);\nnew tg.LbTargetGroup(scope, "u", { ...config });`,
    ],
  },
  python: {
    valid: [
      `${PY}aws.lb_target_group.LbTargetGroup(scope, "t", deregistration_delay="30", port=80, name=f"x-{name}", vpc_id=vpc.id, tags={"a": "b"})`,
      `${PY}aws.lb_target_group.LbTargetGroup(scope, "t", deregistration_delay=anything, port=Token.as_number(anything), name=Fn.join("-", ["a"]))`,
      `${PY}aws.vpc.Vpc(scope, "v", enable_dns_hostnames=True, instance_tenancy=None, depends_on=[vpc])`,
      `${PY}aws.ecs_task_definition.EcsTaskDefinition(scope, "t", family="x", container_definitions=json.dumps([{"name": "x"}]), cpu=str(256))`,
      `${PY}aws.lb.Lb(scope, "l", subnets=[s.id for s in subnets], security_groups=Fn.tolist(anything))`,
      `${PY}aws.lb_target_group.LbTargetGroup(scope, "t", deregistration_delay=30 if anything else "30")`,
      `${PY}aws.lb.Lb(scope, "l", subnets=os.environ["SUBNETS"].split(","), name=os.getenv("NAME"))`,
      `${PY}RouteTable(scope, "r", vpc_id=vpc.id, route=[RouteTableRoute(cidr_block="x")])`,
      `${PY}def helper(delay):\n    aws.lb_target_group.LbTargetGroup(scope, "t", deregistration_delay=delay)`,
      `${PY}aws.lb.Lb(scope, "l", name="a" "b", subnets=["a", "b"])`,
    ],
    invalid: [
      `${PY}aws.lb_target_group.LbTargetGroup(scope, "t", deregistration_delay=30)`,
      `${PY}aws.elasticache_replication_group.ElasticacheReplicationGroup(\n    scope,\n    "r",\n    replication_group_id="x",\n    description="y",\n    at_rest_encryption_enabled=True,\n    auto_minor_version_upgrade=False,\n    transit_encryption_enabled=True,\n)`,
      `${PY}aws.lb_target_group.LbTargetGroup(scope, "t", port="80", health_check={"timeout": "5"})`,
      `${PY}aws.vpc.Vpc(scope, "v", enable_dns_hostnames="true", tags={"Name": "x", "Count": 3})`,
      `${PY}RouteTable(scope, "r", vpc_id=vpc, route=RouteTableRoute(cidr_block="x"))`,
      `${PY}RouteTable(scope, "r", vpc_id=vpc.id, route={"cidr_block": "x"})`,
      `${PY}delay = 30\naws.lb_target_group.LbTargetGroup(scope, "t", deregistration_delay=delay)`,
      `${PY}aws.lb_target_group.LbTargetGroup(scope, "t", deregistration_delay=30 if anything else 60)`,
      `${PY}aws.lb.Lb(scope, "l", subnets=vpc.id)`,
      `${PY}class S:\n    def __init__(self):\n        self.delay = 30\n    def build(self):\n        aws.lb_target_group.LbTargetGroup(self, "t", deregistration_delay=self.delay)`,
      `${PY}options = {"deregistration_delay": 30}\naws.lb_target_group.LbTargetGroup(scope, "t", **options)`,
      `${PY}RouteTable(scope, "r", vpc_id=vpc.id, route=[RouteTableRoute(cidr_block=10)])`,
      // What jsii's runtime refuses although a type checker lets it pass.
      `${PY}aws.lb.Lb(scope, "l", subnets=("a", "b"), security_groups=(x for x in ids))`,
      `${PY}aws.lb_target_group.LbTargetGroup(scope, "t", port=True, tags={"a": None})`,
      `${PY}RouteTable(scope, "r", vpc_id=None)`,
    ],
  },
});
