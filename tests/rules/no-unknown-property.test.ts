import { testRule } from "../support/lint.js";

const TS = `import { Construct } from "constructs"; import { TerraformStack } from "cdktf"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any;`;
const PY = `import cdktf_cdktf_provider_aws as aws\nfrom cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup, LbTargetGroupHealthCheck\nfrom cdktf import TerraformOutput\n`;

testRule("no-unknown-property", {
  typescript: {
    valid: [
      `${TS} new aws.vpc.Vpc(scope, "v", { cidrBlock: "10.0.0.0/16", tags: { anyKey: "x" }, lifecycle: { createBeforeDestroy: true }, dependsOn: [], provider: anything });`,
      `${TS} new aws.lbTargetGroup.LbTargetGroup(scope, "t", { healthCheck: { enabled: true, path: "/" } });`,
      `${TS} new aws.vpc.Vpc(scope, "v", anything); new aws.vpc.Vpc(scope, "v", { ...anything, cidrBlock: "x" }); new aws.vpc.Vpc(...anything);`,
      // Shared objects may hold what one of their users does not take.
      `${TS} const common = { vpcId: "x", owner: "me" }; new aws.subnet.Subnet(scope, "a", { ...common }); console.log(common.owner);`,
      `${TS} new aws.vpc.Vpc(scope, "v", { [anything]: 1, "cidrBlock": "x" });`,
      `${TS} class Own { constructor(a: unknown, b: string, c: object) {} } new Own(scope, "x", { whatever: 1 });`,
      `${TS} const config: any = {}; config.whatever = 1; new aws.vpc.Vpc(scope, "v", config);`,
      // An override may know more than the bindings; what Terraform itself can never have is another matter.
      `${TS} const v = new aws.vpc.Vpc(scope, "v", { cidrBlock: "x" }); v.addOverride("brand_new", 1); v.addOverride("tags.anyKey", "x"); v.addOverride("lifecycle.prevent_destroy", true); v.addOverride("//", { metaData: 1 }); v.addOverride(anything, 1); v.addOverride(\`tags.\${anything}\`, 1);`,
      `${TS} const g = new aws.securityGroup.SecurityGroup(scope, "g", { ingress: [{ fromPort: 1, toPort: 2, protocol: "tcp" }] }); g.addOverride("ingress.0.description", "x"); g.addOverride("ingress.0.cidr_blocks.0", "x"); g.addOverride("egress.description", "x"); g.addOverride("ingress", [{ from_port: 1 }]);`,
      `${TS} class S extends TerraformStack { build() { this.addOverride("terraform.backend.newKind", 1); } } anything.addOverride("cidrBlock", 1);`,
      // Half-typed keys.
      `${TS} new aws.vpc.Vpc(scope, "v", { cidr }); new aws.lbTargetGroup.LbTargetGroup(scope, "t", { healthCheck: { path: "/", mat } });`,
      { code: `${TS} new aws.vpc.Vpc(scope, "v", { costCentre: "x" }); new aws.lbTargetGroup.LbTargetGroup(scope, "t", { healthCheck: { intervall: 3 } });`, rule: { allow: ["Vpc.cost_centre", "LbTargetGroup.healthCheck.intervall"] } },
      // Others may use the key of an object that comes out of a list.
      ...["[...rules]", '[{ fromPort: 1, toPort: 2, protocol: "x" }].concat(rules)', "rules.map((rule) => rule)", "rules.map((rule) => ({ ...rule }))", "[rules[0]]", "[...rules.filter((rule) => rule.mine)]"].map(
        (ingress) => `${TS} const rules = [{ fromPort: 1, toPort: 2, protocol: "tcp", mine: 1 }]; console.log(rules.map((rule) => rule.mine), rules); new aws.securityGroup.SecurityGroup(scope, "g", { ingress: ${ingress} });`,
      ),
    ],
    invalid: [
      `${TS}\nnew aws.elasticacheReplicationGroup.ElasticacheReplicationGroup(scope, "r", {\n  replicationGroupId: "x",\n  replicationGroupDescription: "y",\n});`,
      `${TS}\nnew aws.vpc.Vpc(scope, "v", { cidr_block: "x", enableDnsHostname: true, "tag": {} });`,
      // That `region` came to all resources when these went makes it no successor, and no fix.
      `${TS}\nnew aws.flowLog.FlowLog(scope, "f", { logGroupName: "x" }); new aws.ssmAssociation.SsmAssociation(scope, "s", { name: "x", instanceId: "i" });`,
      // Near are the words of the owner, what is not given yet, what takes the value; not what every resource has.
      `${TS}\nnew aws.cloudwatchLogGroup.CloudwatchLogGroup(scope, "l", { logGroupName: "x" }); new aws.rdsCluster.RdsCluster(scope, "c", { masterUserPassword: "x" }); new aws.lambdaFunction.LambdaFunction(scope, "f", { functionName: "x", role: "x", capacityProvider: "x" });`,
      `${TS}\nconst cidr_block = "x";\nnew aws.vpc.Vpc(scope, "v", { cidr_block });`,
      `${TS}\nnew aws.lbTargetGroup.LbTargetGroup(scope, "t", { healthCheck: { enabled: true, intervall: 3 } });`,
      `${TS}\nnew aws.securityGroup.SecurityGroup(scope, "s", { ingress: [{ fromPort: 1, toPort: 2, protocol: "tcp", cidrBlock: ["x"] }] });`,
      `${TS}\nconst config = { cidrBlock: "x", nope: 1 };\nnew aws.vpc.Vpc(scope, "v", config);`,
      `${TS}\nnew aws.vpc.Vpc(scope, "v", { ...{ nope: 1 }, cidrBlock: "x" });`,
      `${TS}\nconst table = new aws.routeTable.RouteTable(scope, "r", { vpcId: "x" });\ntable.putTimeouts({ creates: "1m" });`,
      `${TS}\nclass S extends TerraformStack { private readonly options = { nope: 1 }; constructor() { super(scope, "s"); new aws.vpc.Vpc(this, "v", this.options); } }`,
      `${TS}\nnew aws.vpc.Vpc(scope, "v", { __proto__x: 1, constructor: 2 } as aws.vpc.VpcConfig);`,
      `${TS}\nconst v = new aws.vpc.Vpc(scope, "v", { cidrBlock: "x" });\nv.addOverride("enableDnsSupport", true);\nv.addOverride("lifecycle.preventDestroy", true);\nv.addOverride("lifecycle", {\n  ignoreChanges: ["tags"],\n});\nv.addOverride("cidr_block.value", "x");\nv.addOverride("dependsOn", []);`,
      `${TS}\nconst g = new aws.securityGroup.SecurityGroup(scope, "g", { ingress: [{ fromPort: 1, toPort: 2, protocol: "tcp" }] });\ng.addOverride("ingress.description", "x");\ng.addOverride("ingress.0.fromPort", 3);\ng.addOverride("ingress.0.cidr_blocks.first", "x");\ng.addOverride("ingress", [{ fromPort: 1, cidr_blocks: [] }]);`,
      // A name that has a value is no key in the making.
      `${TS}\nconst cidr = "x";\nnew aws.vpc.Vpc(scope, "v", { cidr });`,
      `${TS}\nnew aws.vpc.Vpc(scope, "v", { cidrRange });`,
      { code: `${TS}\nnew aws.lbTargetGroup.LbTargetGroup(scope, "t", { healthCheck: { intervall: 3 } });`, rule: { allow: ["LbTargetGroup.intervall", "LbTargetGroup.healthCheck"] } },
      // A version that is not known is judged by its neighbour.
      { code: `${TS}\nnew aws.vpc.Vpc(scope, "v", { brand: 1 });`, settings: { cdktf: { providerVersion: "16.0.99" } } },
      // Others that are spelt alike by chance, or have their own `id`, take nobody's place.
      `${TS}\nnew aws.provider.AwsProvider(scope, "p", { endpoints: [{ ebs: "x", sms: "y" }] });\nnew aws.cognitoUserPoolClient.CognitoUserPoolClient(scope, "c", { name: "x", userPoolId: "y", id: "z" });`,
    ],
  },
  python: {
    valid: [
      `${PY}aws.vpc.Vpc(scope, "v", cidr_block="10.0.0.0/16", tags={"anyKey": "x"}, lifecycle={"create_before_destroy": True}, depends_on=[], provider=p)`,
      `${PY}LbTargetGroup(scope, "t", health_check={"enabled": True, "path": "/"})\nLbTargetGroup(scope, "t", health_check=LbTargetGroupHealthCheck(enabled=True))`,
      `${PY}aws.vpc.Vpc(scope, "v", **anything)\naws.vpc.Vpc(*anything)`,
      `${PY}aws.route_table.RouteTable(scope, "r", vpc_id="x", route=[{"cidrBlock": "0.0.0.0/0", "gatewayId": "g"}])`,
      `${PY}TerraformOutput(scope, "o", value=1, description="d", sensitive=True)`,
      `${PY}class Own:\n    def __init__(self, *args, **kwargs): pass\nOwn(scope, "x", whatever=1)`,
      `${PY}kwargs = {}\nif condition:\n    kwargs["whatever"] = 1\naws.vpc.Vpc(scope, "v", **kwargs)`,
      `${PY}v = aws.vpc.Vpc(scope, "v", cidr_block="x")\nv.add_override("brand_new", 1)\nv.add_override("tags.anyKey", "x")\nv.add_override("lifecycle.prevent_destroy", True)\nv.add_override(anything, 1)\nv.add_override(f"tags.{anything}", 1)`,
      `${PY}g = aws.security_group.SecurityGroup(scope, "g", ingress=[{"fromPort": 1, "toPort": 2, "protocol": "tcp"}])\ng.add_override("ingress.0.description", "x")\ng.add_override("egress.description", "x")\ng.add_override(path="ingress", value=[{"from_port": 1}])`,
      { code: `${PY}aws.vpc.Vpc(scope, "v", cost_centre="x")\nLbTargetGroup(scope, "t", health_check={"intervall": 3})\nLbTargetGroup(scope, "t", health_check=LbTargetGroupHealthCheck(intervall=3))`, rule: { allow: ["Vpc.costCentre", "LbTargetGroup.health_check.intervall", "LbTargetGroupHealthCheck.intervall"] } },
    ],
    invalid: [
      `${PY}aws.elasticache_replication_group.ElasticacheReplicationGroup(\n    scope,\n    "r",\n    replication_group_id="x",\n    replication_group_description="y",\n)`,
      `${PY}aws.vpc.Vpc(scope, "v", cidrBlock="x", enable_dns_hostname=True, tag={})`,
      `${PY}LbTargetGroup(scope, "t", health_check={"enabled": True, "intervall": 3, "unhealthyThreshold": 2})`,
      `${PY}LbTargetGroup(scope, "t", health_check=LbTargetGroupHealthCheck(enabled=True, intervall=3))`,
      `${PY}aws.route_table.RouteTable(scope, "r", vpc_id="x", route=[{"cidrBlock": "0.0.0.0/0", "gateway": "g"}])`,
      `${PY}common = {"cidr_block": "x", "owner": "me"}\naws.vpc.Vpc(scope, "v", **common)\nprint(common["owner"])`,
      `${PY}options = dict(cidr_block="x", nope=1)\naws.vpc.Vpc(scope, "v", **options)`,
      `${PY}table = aws.route_table.RouteTable(scope, "r", vpc_id="x")\ntable.put_timeouts(creates="1m")`,
      `${PY}TerraformOutput(scope, "o", value=1, export_name="x")`,
      `${PY}v = aws.vpc.Vpc(scope, "v", cidr_block="x")\nv.add_override("enableDnsSupport", True)\nv.add_override("lifecycle.preventDestroy", True)\nv.add_override("lifecycle", {\n    "ignoreChanges": ["tags"],\n})\nv.add_override(path="cidr_block.value", value="x")`,
      `${PY}g = aws.security_group.SecurityGroup(scope, "g", ingress=[{"fromPort": 1, "toPort": 2, "protocol": "tcp"}])\ng.add_override("ingress.description", "x")\ng.add_override("ingress.0.fromPort", 3)`,
      { code: `${PY}aws.vpc.Vpc(scope, "v", cost_centre="x")`, rule: { allow: ["Subnet.cost_centre", "Vpc.cost"] } },
      `${PY}aws.provider.AwsProvider(scope, "p", endpoints=[{"ebs": "x", "sms": "y"}])\naws.cognito_user_pool_client.CognitoUserPoolClient(scope, "c", name="x", user_pool_id="y", id="z")`,
    ],
  },
});
