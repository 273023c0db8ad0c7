import { testRule } from "../support/lint.js";

const TS = `import { Construct } from "constructs"; import { RouteTable } from "@cdktf/provider-aws/lib/route-table"; import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table"; declare const scope: Construct; declare const anything: any;`;
const PY = `from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute\nfrom cdktf_cdktf_provider_aws.default_route_table import DefaultRouteTable\n`;

testRule("no-inline-routes", {
  typescript: {
    valid: [
      `${TS} new RouteTable(scope, "r", { vpcId: "x" }); new RouteTable(scope, "r", { vpcId: "x", route: [] }); new RouteTable(scope, "r", { vpcId: "x", route: anything });`,
      `import { AppmeshRoute } from "@cdktf/provider-aws/lib/appmesh-route"; new AppmeshRoute(null as any, "x", { meshName: "m", name: "n", virtualRouterName: "v", spec: {} });`,
      // Rules of security groups are looked at where somebody wants it.
      `import { Construct } from "constructs"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; new aws.securityGroup.SecurityGroup(scope, "g", { ingress: [{ fromPort: 443 }] });`,
      { code: `${TS} new RouteTable(scope, "r", { vpcId: "x", route: [{ cidrBlock: "0.0.0.0/0" }] });`, rule: { resources: ["SecurityGroup"] } },
      `class RouteTable { constructor(a: unknown, b: string, c: object) {} } new RouteTable(null, "x", { route: [{}] });`,
    ],
    invalid: [
      `${TS}\nnew RouteTable(scope, "r", {\n  vpcId: "x",\n  route: [{ cidrBlock: "0.0.0.0/0", gatewayId: "g" }],\n});`,
      `${TS}\nconst config = {\n  vpcId: "x",\n  route: [{ cidrBlock: "0.0.0.0/0" }],\n};\nnew RouteTable(scope, "r", config);`,
      `${TS}\nconst routes = [{ cidrBlock: "0.0.0.0/0" }];\nnew RouteTable(scope, "r", { vpcId: "x", route: routes });`,
      `${TS}\nnew DefaultRouteTable(scope, "r", { defaultRouteTableId: "x", route: [{ cidrBlock: "0.0.0.0/0" }] });`,
      `${TS}\nconst table = new RouteTable(scope, "public-routes", {\n  vpcId: "x",\n  route: [\n    { cidrBlock: "0.0.0.0/0", gatewayId: "g" },\n    { ipv6CidrBlock: "::/0", egressOnlyGatewayId: "e" },\n  ],\n  tags: { a: "b" },\n});\nconsole.log(table);`,
      {
        code: `import { Construct } from "constructs"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct;\nnew aws.securityGroup.SecurityGroup(scope, "g", { ingress: [{ fromPort: 443, toPort: 443, protocol: "tcp" }], egress: [{ protocol: "-1" }] });`,
        rule: { resources: ["SecurityGroup", "RouteTable"] },
      },
      // Older providers have one class for both directions.
      {
        code: `import { Construct } from "constructs"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct;\nnew aws.defaultSecurityGroup.DefaultSecurityGroup(scope, "g", { ingress: [{ fromPort: 443, toPort: 443, protocol: "tcp" }] });`,
        rule: { resources: ["DefaultSecurityGroup"] },
        settings: { cdktf: { providerVersion: "10.0.0" } },
      },
      `import { Construct } from "constructs";\nimport * as aws from "@cdktf/provider-aws";\nexport function routes(scope: Construct) {\n  new aws.routeTable.RouteTable(scope, "public", { route: [{ cidrBlock: "0.0.0.0/0", gatewayId: "g" }], vpcId: "x" })\n}`,
    ],
  },
  python: {
    valid: [
      `${PY}RouteTable(scope, "r", vpc_id="x")\nRouteTable(scope, "r", vpc_id="x", route=[])\nRouteTable(scope, "r", vpc_id="x", route=anything)`,
      `class RouteTable: pass\nRouteTable(scope, "x", route=[{}])`,
      `from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress\nSecurityGroup(scope, "g", ingress=[SecurityGroupIngress(from_port=443)])`,
    ],
    invalid: [
      `${PY}RouteTable(\n    scope,\n    "r",\n    vpc_id="x",\n    route=[{"cidr_block": "0.0.0.0/0", "gateway_id": igw.id}],\n)`,
      `${PY}RouteTable(scope, "r", vpc_id="x", route=[RouteTableRoute(cidr_block="0.0.0.0/0")])`,
      `${PY}options = {\n    "vpc_id": "x",\n    "route": [RouteTableRoute(cidr_block="0.0.0.0/0")],\n}\nRouteTable(scope, "r", **options)`,
      `${PY}DefaultRouteTable(scope, "r", default_route_table_id="x", route=[RouteTableRoute(cidr_block="0.0.0.0/0")])`,
      `${PY}class Network:\n    def __init__(self, scope):\n        self.table = RouteTable(\n            scope,\n            "public_routes",\n            vpc_id="x",\n            route=[RouteTableRoute(cidr_block="0.0.0.0/0", gateway_id="g"), {"ipv6CidrBlock": "::/0"}]\n        )\n`,
      {
        code: `from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress\nSecurityGroup(scope, "g", ingress=[SecurityGroupIngress(from_port=443)], egress=[])`,
        rule: { resources: ["SecurityGroup"] },
      },
      // The comma before the list goes with it, the comment behind the comma does not.
      `${PY}RouteTable(\n    scope,\n    "r",\n    vpc_id="x",  # ours, not theirs\n    route=[RouteTableRoute(cidr_block="0.0.0.0/0")]\n)`,
      // A comment among the routes would be lost, so nothing is suggested.
      `${PY}RouteTable(\n    scope,\n    "r",\n    vpc_id="x",\n    route=[  # to the internet\n        RouteTableRoute(cidr_block="0.0.0.0/0"),\n    ],\n)`,
    ],
  },
});
