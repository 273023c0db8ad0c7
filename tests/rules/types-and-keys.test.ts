/** Values of the wrong type and keys that are near to others, with what becomes of them. */
import { testPrograms } from "../support/programs.js";

const TS = `import { Construct } from "constructs"; import { TerraformStack } from "cdktf"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any;\n`;
const PY = `import cdktf_cdktf_provider_aws as aws\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\nfrom cdktf import TerraformOutput, TerraformStack\n`;

testPrograms("typescript", TS, {
  "constructs for other types": `const v = new aws.vpc.Vpc(scope, "v", { cidrBlock: "x" });
new aws.lbTargetGroup.LbTargetGroup(scope, "a", { port: v });
new aws.lbTargetGroup.LbTargetGroup(scope, "b", { vpcId: v, name: v.tags });
new aws.lb.Lb(scope, "c", { subnets: [v, "x", v], securityGroups: v });
new aws.flowLog.FlowLog(scope, "d", { iamRoleArn: v, vpcId: new aws.vpc.Vpc(scope, "w", {}) });
const shared = { vpcId: v };
new aws.subnet.Subnet(scope, "e", shared);
new aws.route53Zone.Route53Zone(scope, "f", { name: v, tags: { a: v } });
class A { v = v; build() { new aws.subnet.Subnet(scope, "g", { vpcId: this.v }); } }`,
  "literals of other types": `new aws.lbTargetGroup.LbTargetGroup(scope, "a", { port: "80", name: 1, deregistrationDelay: 30, slowStart: "x", vpcId: true, tags: "x" });
new aws.lbTargetGroup.LbTargetGroup(scope, "b", { healthCheck: { enabled: "true", timeout: "5", path: 1 } });
new aws.lbTargetGroup.LbTargetGroup(scope, "c", { healthCheck: [{ enabled: true }] });
new aws.lbTargetGroup.LbTargetGroup(scope, "d", { healthCheck: [] });
new aws.lbTargetGroup.LbTargetGroup(scope, "e", { healthCheck: [{ enabled: true }, { enabled: false }] });
new aws.lbTargetGroup.LbTargetGroup(scope, "f", { healthCheck: [ { enabled: true }, ] });
new aws.lbTargetGroup.LbTargetGroup(scope, "g", { healthCheck: [/* why */ { enabled: true }] });
new aws.lbTargetGroup.LbTargetGroup(scope, "h", { healthCheck: [{ brand: true }] });
const check = { enabled: true };
new aws.lbTargetGroup.LbTargetGroup(scope, "i", { healthCheck: [check] });
const checks = [{ enabled: true }];
new aws.lbTargetGroup.LbTargetGroup(scope, "j", { healthCheck: checks });
new aws.routeTable.RouteTable(scope, "k", { vpcId: "x", route: { cidrBlock: "x" } });
new aws.lbListener.LbListener(scope, "l", { loadBalancerArn: "x", defaultAction: { type: "x" } });
new aws.lbListener.LbListener(scope, "m", { loadBalancerArn: "x", defaultAction: { brand: "x" } });
new aws.lbListener.LbListener(scope, "n", { loadBalancerArn: "x", defaultAction: [{ type: "x", forward: { targetGroup: { arn: "x" } } }] });
new aws.lb.Lb(scope, "o", { subnets: "x" });
new aws.lb.Lb(scope, "p", { subnets: new Set(["x"]), internal: "yes", enableHttp2: "false", idleTimeout: "sixty" });
const one = "x";
new aws.lb.Lb(scope, "q", { subnets: one });
new aws.lb.Lb(scope, "r", { name: ["x"], subnets: [["x"]], tags: { a: 1, b: ["x"] } });
new aws.lb.Lb(scope, "s", { name: null, subnets: undefined, tags: undefined });
new aws.lbTargetGroup.LbTargetGroup(scope, "y", { port: scope.node.scope.node.path });
const vpc = new aws.vpc.Vpc(scope, "vpc", {});
new aws.lbTargetGroup.LbTargetGroup(scope, "z", { port: vpc.node.scope.node.path, name: vpc.node.children.length, slowStart: vpc.node.root.node.id });
const port = "80";
new aws.lbTargetGroup.LbTargetGroup(scope, "t", { port });
new aws.lbTargetGroup.LbTargetGroup(scope, "u", { port: anything ? "80" : "81" });
new aws.lbTargetGroup.LbTargetGroup(scope, "v", { port: anything ? "80" : 81 });
new aws.lbTargetGroup.LbTargetGroup(scope, "w", { ...(anything ? { port: "80" } : {}) });`,
  "keys near to several": `new aws.lb.Lb(scope, "a", { subnet: ["x"], security_group: ["x"], names: "x", tag: {}, idle_time_out: 1, enableHttp: true });
new aws.lb.Lb(scope, "b", { subnets: ["x"], subnet: ["y"], Name: "x", nme: 1 });
new aws.instance.Instance(scope, "c", { ami: "x", instance_type: "x", securityGroup: ["x"], instanceId: "x", keyname: 1, ebsDevice: [], rootDevice: {}, subnet: "x" });
new aws.dbInstance.DbInstance(scope, "d", { instanceClas: "x", engineVersions: 1, user: "x", pass: "x", allocatedStorages: 1, dbInstanceName: "x", multiAZ: true });
new aws.securityGroup.SecurityGroup(scope, "e", { ingress: [{ from: 1, port: 2, cidr: ["x"], protocols: "tcp" }] });
new aws.securityGroup.SecurityGroup(scope, "g", { ingress: [{ fromPort: 1, port: 2, protocol: "tcp" }, { toPort: 1, port: 2, protocol: "tcp" }] });
new aws.subnet.Subnet(scope, "f", { vpc: "x", vpcID: "x", cidr: "x", az: "x", lifecycles: {}, dependOn: [] });`,
});

testPrograms("python", PY, {
  "literals of other types": `aws.lb_target_group.LbTargetGroup(scope, "a", port="80", name=1, deregistration_delay=30, slow_start="x", vpc_id=True, tags="x")
aws.lb_target_group.LbTargetGroup(scope, "b", health_check={"enabled": "true", "timeout": "5", "path": 1})
aws.lb_target_group.LbTargetGroup(scope, "c", health_check=[{"enabled": True}])
aws.lb_target_group.LbTargetGroup(scope, "d", health_check=[aws.lb_target_group.LbTargetGroupHealthCheck(enabled=True)])
aws.lb_target_group.LbTargetGroup(scope, "e", health_check=[{"healthyThreshold": 3}])
aws.lb_target_group.LbTargetGroup(scope, "f", health_check=[{"healthy_threshold": 3}])
aws.lb_listener.LbListener(scope, "g", load_balancer_arn="x", default_action={"type": "x", "target_group_arn": "y"})
aws.lb_listener.LbListener(scope, "h", load_balancer_arn="x", default_action={"type": "x", "forward": {"target_group": [{"arn": "x"}]}})
aws.lb_listener.LbListener(scope, "i", load_balancer_arn="x", default_action=aws.lb_listener.LbListenerDefaultAction(type="x"))
aws.lb_listener.LbListener(scope, "j", load_balancer_arn="x", default_action=[{"type": "x", "forward": [{"targetGroup": [{"arn": "x"}]}]}])
aws.lb_listener.LbListener(scope, "k", load_balancer_arn=None, default_action=None)
aws.lb.Lb(scope, "l", subnets=("x",), name=None, internal="yes")
aws.lb.Lb(scope, "m", subnets={"x"}, security_groups=(x for x in y))
aws.subnet.Subnet(scope, "n", vpc_id=None, cidr_block=None)
vpc = Vpc(scope, "v", cidr_block="x")
aws.subnet.Subnet(scope, "o", vpc_id=vpc)
vpc.add_override("depends_on", [vpc])
vpc.add_override("tags", {"a": vpc})
TerraformOutput(scope, "p", value=None)`,
  "keys near to several": `aws.lb.Lb(scope, "a", subnet=["x"], securityGroups=["x"], names="x", tag={}, idle_time_out=1, enable_http=True)
shared = {"cidrBlock": "x", "vpc_ids": "y"}
aws.subnet.Subnet(scope, "b", **shared)
aws.subnet.Subnet(scope, "c", **shared)
aws.subnet.Subnet(scope, "d", **{"cidrBlock": "x", "vpc": "y", 'tag': {}})
aws.subnet.Subnet(scope, "e", vpc_id="x", vpcId="y", cidr_block="x", cidrBlock="y")
aws.lb_target_group.LbTargetGroup(scope, "f", health_check={"enabled": True, "healthyThreshold": 1, "interval_seconds": 5})
aws.lb_target_group.LbTargetGroup(scope, "g", health_check=dict(healthyThreshold=1))`,
});

testPrograms("typescript", TS.replaceAll('"', "'"), { "literals where quotes are single": `new aws.lbTargetGroup.LbTargetGroup(scope, 'a', { name: 1, port: '80', deregistrationDelay: 30 });` });
testPrograms("python", "import cdktf_cdktf_provider_aws as aws\n", { "literals where quotes are single": `aws.lb_target_group.LbTargetGroup(scope, 'a', name=1, port='80', healthCheck={'healthyThreshold': 1})` });
