/** What an override cannot do: names, places inside of values, shapes that Terraform cannot convert. */
import { testPrograms } from "../support/programs.js";

const TS = `import { Construct } from "constructs"; import { TerraformStack } from "cdktf"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any;
const v = new aws.vpc.Vpc(scope, "v", { cidrBlock: "x" }); const l = new aws.lb.Lb(scope, "l", {});
`;
const PY = `import cdktf_cdktf_provider_aws as aws
vpc = aws.vpc.Vpc(scope, "v", cidr_block="x")
`;
const GROUP = `{ ingress: [{ fromPort: 1, toPort: 2, protocol: "tcp" }] }`;

testPrograms("typescript", TS, {
  "a construct of an own class": `class Own extends aws.vpc.Vpc {}
const own = new Own(scope, "o", { cidrBlock: "x" });
own.addOverride("enableDnsSupport", true);
own.addOverride("cidr_block", { a: 1 });`,
  "data sources and providers": `const d = new aws.dataAwsVpc.DataAwsVpc(scope, "d", {});
d.addOverride("cidrBlock", 1);
const p = new aws.provider.AwsProvider(scope, "p", {});
p.addOverride("assumeRole", 1);`,
  "what the core adds is left alone, and what is not there": `v.addOverride("lifecycle.prevent_destroy", { a: 1 });
v.addOverride("lifecycle.prevent_destroy.x", 1);
v.addOverride("count", [1]);
v.addOverride("tags");
v.addOverride();
v.addOverride("");
v.addOverride(...anything);
v.addOverride("enableDnsSupport", ...anything);
scope.addOverride("cidrBlock", 1);
anything.node.addOverride("cidrBlock", 1);`,
  "values for a scalar": `v.addOverride("cidr_block", { a: 1 });
v.addOverride("cidr_block", ["x"]);
v.addOverride("cidr_block", 1);
v.addOverride("cidr_block", anything ? { a: 1 } : { b: 1 });
v.addOverride("cidr_block", anything ? { a: 1 } : "x");
v.addOverride("cidr_block", anything ? "x" : { a: 1 });
v.addOverride("cidr_block", { resolve: () => "x" });
v.addOverride("cidr_block", { ...anything });
v.addOverride("cidr_block", anything);`,
  "values for a map": `v.addOverride("tags", ["x"]);
v.addOverride("tags", "x");
v.addOverride("tags", 1);
v.addOverride("tags", { a: "x" });
v.addOverride("tags", null);
v.addOverride("tags", undefined);
v.addOverride("tags", "\${x}");
v.addOverride("tags", "%{x}");
v.addOverride("tags", "$x{");
v.addOverride("tags.a.b", 1);`,
  "values for a list": `l.addOverride("subnets", { a: 1 });
l.addOverride("subnets", "x");
l.addOverride("subnets", "\${x}");
l.addOverride("subnets", ["x"]);
l.addOverride("subnets.0", "x");
l.addOverride("subnets.0.x", 1);
l.addOverride("subnets.x", 1);
l.addOverride("subnets.10.x.y", 1);
l.addOverride("access_logs", "x");
l.addOverride("access_logs", ["x"]);
l.addOverride("access_logs", { bucket: "x" });`,
  "constructs anywhere in the value": `v.addOverride("tags", { a: v });
v.addOverride("new", [v]);
v.addOverride("new", { a: { b: [1, v] } });
v.addOverride("new", [...[v]]);
v.addOverride("new", { ...(anything ? { a: v } : {}) });
v.addOverride("new", { a: v.id });
const held = { a: v };
v.addOverride("new", held);
v.addOverride("enableDnsSupport", v);`,
  "a key of a list that has elements": `const g = new aws.securityGroup.SecurityGroup(scope, "g", ${GROUP});
g.addOverride("ingress.description", "x");
g.addOverride("ingress.0.description", "x");
g.addOverride("ingress.cidr_blocks.0", "x");
g.addOverride("egress.description", "x");
const empty = new aws.securityGroup.SecurityGroup(scope, "e", { ingress: [] });
empty.addOverride("ingress.description", "x");
const maybe = new aws.securityGroup.SecurityGroup(scope, "m", { ...(anything ? ${GROUP} : {}) });
maybe.addOverride("ingress.description", "x");
const spread = new aws.securityGroup.SecurityGroup(scope, "s", { ingress: [...anything] });
spread.addOverride("ingress.description", "x");
const one = new aws.instance.Instance(scope, "i", { rootBlockDevice: { volumeSize: 1 } });
one.addOverride("root_block_device.volume_size", 1);
one.addOverride("root_block_device.volumeSize", 1);`,
  "names inside of blocks": `const k = new aws.lbListener.LbListener(scope, "k", { loadBalancerArn: "x", defaultAction: [{ type: "forward", forward: { targetGroup: [{ arn: "x" }] } }] });
k.addOverride("default_action.0.forward.target_group.arn", "x");
k.addOverride("default_action.0.forward.targetGroup.0.arn", "x");
k.addOverride("default_action.0.forward.target_group.0.arn.x", "x");
k.addOverride("default_action.0.forward.target_group.0.arn", ["x"]);
k.addOverride("default_action.0.forward", { targetGroup: [{ arn: 1 }] });
k.addOverride("default_action", [{ forward: [{ targetGroup: 1 }] }, ...anything, { ...(anything ? { targetGroupArn: 1 } : {}) }]);
k.addOverride("default_action", [[{ targetGroupArn: 1 }]]);
k.addOverride("default_action.0.newBlock", 1);
k.addOverride("default_action.0.TargetGroupArn", 1);
k.addOverride("default_action.0.target-groupArn", 1);
k.addOverride("newBlock", 1);
k.addOverride("NewBlock", 1);
const action = { targetGroupArn: "x" };
k.addOverride("default_action", [action]);`,
});

testPrograms("python", PY, {
  "values for a scalar": `vpc.add_override("cidr_block", {"a": 1})
vpc.add_override(value={"a": 1}, path="cidr_block")
vpc.add_override(value={"a": 1}, path="cidr_block_x")
vpc.add_override("cidr_block", value=["x"])
vpc.add_override("tags")
vpc.add_override()
vpc.add_override(*args)
vpc.add_override("cidr_block", *args)`,
  "a key of a list that has elements": `g = aws.security_group.SecurityGroup(scope, "g", ingress=[{"fromPort": 1, "toPort": 2, "protocol": "tcp"}], revoke_rules_on_delete=True)
g.add_override("ingress.from_port", 1)
g.add_override("ingress.0.fromPort", 1)
g.add_override("revoke_rules_on_delete", [1])
group = aws.security_group.SecurityGroup(scope, "h", **rules)
group.add_override("ingress.from_port", 1)`,
});
