/** Missing arguments with a value to fill in, in the way that a call or an object is written. */
import { testPrograms } from "../support/programs.js";

const TS = `import { Construct } from "constructs"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct;\n`;
const PY = `import cdktf_cdktf_provider_aws as aws\n`;
const OBJECTS = `new aws.subnet.Subnet(scope, "a", {});
new aws.subnet.Subnet(scope, "b", { });
new aws.subnet.Subnet(scope, "c", { cidrBlock: "x" });
new aws.subnet.Subnet(scope, "d", { cidrBlock: "x", });
new aws.subnet.Subnet(scope, "e", {cidrBlock: "x"});
new aws.subnet.Subnet(scope, "f", {
  cidrBlock: "x"
});
new aws.subnet.Subnet(scope, "g", {
      cidrBlock: "x",
});
new aws.subnet.Subnet(scope, "h", { cidrBlock: "x",
  tags: {} });
new aws.subnet.Subnet(scope, "i", {
});
new aws.subnet.Subnet(scope, "k", {  
      cidrBlock: "x",
});
new aws.subnet.Subnet(scope, "j", { tags: {
  a: "x",
} });`;

testPrograms("typescript", TS, {
  "objects in all forms": OBJECTS,
  "objects in all forms, indented by tabs": OBJECTS.replaceAll(/^/gmu, "\t").replaceAll("  ", "\t"),
  "comments that code could get into": `new aws.subnet.Subnet(scope, "a", {
  cidrBlock: "x", // why
});
new aws.subnet.Subnet(scope, "b", { cidrBlock: "x" /* why */ });
new aws.subnet.Subnet(scope, "c", { // why
});
new aws.subnet.Subnet(scope, "d", {
  // why
  cidrBlock: "x",
});`,
  "objects that are not written in the call": `const config = { cidrBlock: "x" };
new aws.subnet.Subnet(scope, "a");
new aws.subnet.Subnet(scope, "b", Object.assign({}, { cidrBlock: "x" }));
new aws.subnet.Subnet(scope, "c", config);
new aws.subnet.Subnet(scope, "d", { ...config });`,
  "values of all types": `new aws.autoscalingGroup.AutoscalingGroup(scope, "a", {});
new aws.dbSubnetGroup.DbSubnetGroup(scope, "b", {});
new aws.eksCluster.EksCluster(scope, "c", {});
new aws.eksCluster.EksCluster(scope, "d", { name: "x", roleArn: "x", vpcConfig: {} });
new aws.cloudfrontDistribution.CloudfrontDistribution(scope, "e", {
  comment: "x",
});`,
});

testPrograms("typescript", TS.replaceAll('"', "'"), { "objects with quotes and line ends of another kind": OBJECTS.replaceAll('"', "'").replaceAll("\n", "\r\n") });

testPrograms("typescript", "", { "an object in a file without any indentation": `import { Subnet } from "@cdktf/provider-aws/lib/subnet";\nnew Subnet(scope, "a", {\n});` });

testPrograms("python", PY, {
  "calls in all forms": `aws.subnet.Subnet(scope, "a")
aws.subnet.Subnet(scope, "b", )
aws.subnet.Subnet(
    scope, "c"
)
aws.subnet.Subnet(
  scope,
  "d",
)
aws.subnet.Subnet(scope, "e",  # why
)
aws.subnet.Subnet(scope, "f",
                  cidr_block="x")
(aws.subnet.Subnet)(scope, "g")
aws.subnet.Subnet(scope, "h", **{"cidr_block": "x"})
aws.subnet.Subnet(scope, "i", **dict(cidr_block="x"))`,
  "values of all types": `aws.cloudfront_distribution.CloudfrontDistribution(scope, "a")
aws.lb_listener.LbListener(scope, "b", load_balancer_arn="x", default_action=[{}, {"order": 1}, {"type": "x", "forward": {}}, {"type": "x", "redirect": {"host": "x"}}])
aws.lb_listener.LbListener(scope, "c", load_balancer_arn="x", default_action=[aws.lb_listener.LbListenerDefaultAction()])
aws.eks_cluster.EksCluster(scope, "d", name="x", role_arn="x", vpc_config={})
aws.eks_cluster.EksCluster(scope, "e", name="x", role_arn="x", vpc_config={
  "endpoint_public_access": True
})`,
});
