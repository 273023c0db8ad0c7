import { testRule } from "../support/lint.js";

const TS = `import { Construct } from "constructs"; import { Fn, Token, TerraformVariable } from "cdktf"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any; const vpc = new aws.vpc.Vpc(scope, "vpc"); const tg = aws.lbTargetGroup;`;
const READS = `${TS} const data = new aws.dataAwsVpc.DataAwsVpc(scope, "d"); const table = new aws.routeTable.RouteTable(scope, "table", { vpcId: vpc.id }); const bucket = new aws.s3Bucket.S3Bucket(scope, "b");`;
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
      `${TS} vpc.addOverride("cidr_block", null); vpc.addOverride("tags", "\${local.tags}"); vpc.addOverride("provider", "aws.us"); vpc.addOverride("for_each", { a: 1 }); vpc.addOverride("depends_on", [vpc.id, "aws_vpc.x"]); vpc.addOverride("enable_dns_support", "true"); vpc.addOverride("brand_new", [1]);`,
      `${TS} const g = new aws.securityGroup.SecurityGroup(scope, "g"); g.addOverride("timeouts", { create: "1m" }); g.addOverride("ingress", { from_port: 1 }); g.addOverride("ingress", [{ from_port: 1 }]); g.addOverride("name", anything ? ["x"] : "x");`,
      // A token that the compiler is told to take for something else is resolved all the same.
      `${READS} new aws.subnet.Subnet(scope, "s", { vpcId: data.enableDnsHostnames as any, cidrBlock: data.enableDnsSupport as unknown as string, mapPublicIpOnLaunch: data.enableDnsSupport });`,
      `${READS} new aws.routeTable.RouteTable(scope, "r", { vpcId: vpc.id, route: table.route, tags: table.tags, propagatingVgws: table.propagatingVgws });`,
      // A map of anything takes a map of strings.
      `${TS} import { DataResource } from "cdktf"; new DataResource(scope, "d", { input: vpc.tags, triggersReplace: Token.asNumberMap("x") });`,
      // Terraform takes anything there.
      `${TS} import { DataResource } from "cdktf"; const data = new DataResource(scope, "d"); data.addOverride("input", [1]); data.addOverride("triggers_replace", "x");`,
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
      `${TS}\nvpc.addOverride("depends_on", [tg, vpc]);\nvpc.addOverride("brand_new", { vpc });\nvpc.addOverride("cidr_block", ["10.0.0.0/16"]);\nvpc.addOverride("tags", "Name=x");\nnew aws.lb.Lb(scope, "l").addOverride("subnets", "subnet-1");`,
      `${TS}\nnew aws.routeTable.RouteTable(scope, "r", { vpcId: vpc.id, route: { cidrBlock: "x" }, propagatingVgws: "v" });\nnew aws.routeTable.RouteTable(scope, "s", { vpcId: vpc.id, route: { cidr: "x" } });\nnew tg.LbTargetGroup(scope, "t", { healthCheck: [{ enabled: true }, ] });`,
      // Attributes that are booleans, blocks or maps only Terraform knows.
      `${READS}\nnew aws.subnet.Subnet(scope, "s", { vpcId: data.enableDnsHostnames, cidrBlock: vpc.enableDnsSupport, availabilityZone: data.cidrBlockAssociations, ipv6Netmask: data.enableDnsHostnames });`,
      `${READS}\nnew aws.lb.Lb(scope, "l", { subnets: data.enableDnsHostnames, name: bucket.logging });`,
      // A construct where one of its attributes is meant: as the property's name says, else its id.
      `${READS}\nnew aws.lb.Lb(scope, "l", { subnets: [vpc.id, vpc], customerOwnedIpv4Pool: new aws.vpc.Vpc(scope, "w") });\nnew aws.flowLog.FlowLog(scope, "f", { logDestination: bucket, iamRoleArn: vpc });`,
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
      `${PY}from cdktf import DataResource\nDataResource(scope, "d", input={key: "x" for key in keys}, triggers_replace=vpc.tags)`,
      `${PY}from cdktf import DataResource\ndata = DataResource(scope, "d")\ndata.add_override("input", [1])\ndata.add_override("triggers_replace", "x")`,
      `${PY}vpc.add_override("cidr_block", None)\nvpc.add_override("tags", "\${local.tags}")\nvpc.add_override("provider", "aws.us")\nvpc.add_override("for_each", {"a": 1})\nvpc.add_override("depends_on", [vpc.id, "aws_vpc.x"])\nvpc.add_override("brand_new", [1])`,
      `${PY}aws.subnet.Subnet(scope, "s", vpc_id=vpc.id, map_public_ip_on_launch=aws.data_aws_vpc.DataAwsVpc(scope, "d").enable_dns_hostnames)`,
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
      `${PY}vpc.add_override("depends_on", [vpc])\nvpc.add_override("brand_new", {"vpc": vpc})\nvpc.add_override("cidr_block", ["10.0.0.0/16"])\nvpc.add_override("tags", "Name=x")\naws.lb.Lb(scope, "l").add_override(path="subnets", value="subnet-1")`,
      `${PY}RouteTable(scope, "r", vpc_id=vpc.id, route={"cidr_block": "x"}, propagating_vgws="v")\nRouteTable(scope, "s", vpc_id=vpc.id, route={"cidr": "x"})\naws.lb_target_group.LbTargetGroup(scope, "t", health_check=[{"enabled": True}])\naws.lb_target_group.LbTargetGroup(scope, "u", health_check=[{"unhealthyThreshold": 2}])`,
      `${PY}aws.lb.Lb(scope, "l", subnets=[vpc.id, vpc], customer_owned_ipv4_pool=aws.vpc.Vpc(scope, "w"))\naws.flow_log.FlowLog(scope, "f", log_destination=vpc, iam_role_arn=vpc)`,
      `${PY}data = aws.data_aws_vpc.DataAwsVpc(scope, "d")\naws.subnet.Subnet(scope, "s", vpc_id=data.enable_dns_hostnames, cidr_block=vpc.enable_dns_support, availability_zone=data.cidr_block_associations)`,
      `${PY}aws.vpc.Vpc(scope, "v", tags={"Name"})`,
      // Out of a list a dictionary is read by keyword names, except where all around it reaches jsii as it is.
      `${PY}aws.lb_listener.LbListener(scope, "l", load_balancer_arn="x", default_action=[{"type": "forward", "forward": [{"targetGroup": [], "stickiness": {"duration": 1}}]}], mutual_authentication=[{"mode": "off", "trustStoreArn": "x"}])`,
      `${PY}aws.autoscaling_policy.AutoscalingPolicy(scope, "p", autoscaling_group_name="x", name="x", target_tracking_configuration=[{"targetValue": 1, "predefinedMetricSpecification": {"predefinedMetricType": "x"}}])`,
      // What a variable holds may be used elsewhere, where its keys are right.
      `${PY}options = {"targetValue": 1}\naws.autoscaling_policy.AutoscalingPolicy(scope, "p", autoscaling_group_name="x", name="x", target_tracking_configuration=[options])`,
      // In a list the keys of a dictionary would have to be others.
      `${PY}aws.lb_listener.LbListener(scope, "l", load_balancer_arn="x", default_action=dict(target_group_arn="y", type="x"))`,
    ],
  },
});
