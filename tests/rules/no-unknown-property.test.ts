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
    ],
    invalid: [
      `${TS}\nnew aws.elasticacheReplicationGroup.ElasticacheReplicationGroup(scope, "r", {\n  replicationGroupId: "x",\n  replicationGroupDescription: "y",\n});`,
      `${TS}\nnew aws.vpc.Vpc(scope, "v", { cidr_block: "x", enableDnsHostname: true, "tag": {} });`,
      `${TS}\nconst cidr_block = "x";\nnew aws.vpc.Vpc(scope, "v", { cidr_block });`,
      `${TS}\nnew aws.lbTargetGroup.LbTargetGroup(scope, "t", { healthCheck: { enabled: true, intervall: 3 } });`,
      `${TS}\nnew aws.securityGroup.SecurityGroup(scope, "s", { ingress: [{ fromPort: 1, toPort: 2, protocol: "tcp", cidrBlock: ["x"] }] });`,
      `${TS}\nconst config = { cidrBlock: "x", nope: 1 };\nnew aws.vpc.Vpc(scope, "v", config);`,
      `${TS}\nnew aws.vpc.Vpc(scope, "v", { ...{ nope: 1 }, cidrBlock: "x" });`,
      `${TS}\nconst table = new aws.routeTable.RouteTable(scope, "r", { vpcId: "x" });\ntable.putTimeouts({ creates: "1m" });`,
      `${TS}\nclass S extends TerraformStack { private readonly options = { nope: 1 }; constructor() { super(scope, "s"); new aws.vpc.Vpc(this, "v", this.options); } }`,
      `${TS}\nnew aws.vpc.Vpc(scope, "v", { __proto__x: 1, constructor: 2 } as aws.vpc.VpcConfig);`,
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
    ],
  },
});
