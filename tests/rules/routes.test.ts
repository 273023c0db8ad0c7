/** Routes in a table, and the separate resources that they become. */
import { testPrograms } from "../support/programs.js";

const TS = `import { Construct } from "constructs"; import { TerraformStack } from "cdktf"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any;\n`;
const PY = `import cdktf_cdktf_provider_aws as aws\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\nfrom cdktf import TerraformOutput, TerraformStack\n`;

testPrograms("typescript", TS, {
  "routes in all forms": `const t = new aws.routeTable.RouteTable(scope, "t", { vpcId: "x", route: [{ cidrBlock: "a", gatewayId: "g" }, { ipv6CidrBlock: "b", egressOnlyGatewayId: "e" }] });
new aws.routeTable.RouteTable(scope, "u_1", {
  vpcId: "x",
  route: [
    { cidrBlock: "a", gatewayId: "g" },
  ],
  tags: {},
});
new aws.routeTable.RouteTable(scope, "w", { route: [{ cidrBlock: "a" }], vpcId: "x" })
new aws.routeTable.RouteTable(scope, "y", {
  vpcId: "x",
  route: [{ cidrBlock: "a" }] // why
});
new aws.routeTable.RouteTable(scope, "z", {
  vpcId: "x", // why
  route: [{ cidrBlock: "a" }]
});
new aws.routeTable.RouteTable(scope, "aa", { vpcId: "x", route: [{ cidrBlock: "a" /* why */ }] });
new aws.routeTable.RouteTable(scope, "bb", { vpcId: "x", route: [] });
new aws.routeTable.RouteTable(scope, "cc", { vpcId: "x", route: anything });
new aws.routeTable.RouteTable(scope, "dd", { vpcId: "x", route: [...anything] });
new aws.routeTable.RouteTable(scope, "ee", { vpcId: "x", route: [{ ...anything }] });
new aws.routeTable.RouteTable(scope, "ff", { vpcId: "x", route: [{ brand: 1 }] });
new aws.routeTable.RouteTable(scope, anything, { vpcId: "x", route: [{ cidrBlock: "a" }] });
for (const one of anything) new aws.routeTable.RouteTable(scope, "gg", { vpcId: "x", route: [{ cidrBlock: "a" }] });
const routes = [{ cidrBlock: "a" }];
new aws.routeTable.RouteTable(scope, "hh", { vpcId: "x", route: routes });
console.log(new aws.routeTable.RouteTable(scope, "ii", { vpcId: "x", route: [{ cidrBlock: "a" }] }));
new aws.defaultRouteTable.DefaultRouteTable(scope, "jj", { defaultRouteTableId: "x", route: [{ cidrBlock: "a" }] });
new aws.securityGroup.SecurityGroup(scope, "kk", { ingress: [{ fromPort: 1, toPort: 2, protocol: "tcp" }] });
new aws.routeTable.RouteTable(scope, "ll", { vpcId: "x", ...(anything ? { route: [{ cidrBlock: "a" }] } : {}) });`,
  "routes of a configuration from elsewhere": `const config = { vpcId: "x", route: [{ cidrBlock: "a" }] };
new aws.routeTable.RouteTable(scope, "a", config);`,
  "routes in a class": `class S extends TerraformStack {
  table;
  constructor() {
    super(scope, "s");
    this.table = new aws.routeTable.RouteTable(this, "t", { vpcId: "x", route: [{ cidrBlock: "a" }] });
  }
}`,
});

testPrograms("python", PY, {
  "routes in all forms": `t = aws.route_table.RouteTable(scope, "t", vpc_id="x", route=[{"cidrBlock": "a", "gatewayId": "g"}, aws.route_table.RouteTableRoute(cidr_block="b", gateway_id="h")])
aws.route_table.RouteTable(
    scope,
    "u",
    vpc_id="x",
    route=[aws.route_table.RouteTableRoute(cidr_block="b")],
)
aws.route_table.RouteTable(scope, "v", route=[aws.route_table.RouteTableRoute(cidr_block="b")], vpc_id="x")
aws.route_table.RouteTable(scope, "w", vpc_id="x", route=[aws.route_table.RouteTableRoute(cidr_block="b")])  # why
aws.route_table.RouteTable(scope, "y", vpc_id="x", route=[aws.route_table.RouteTableRoute(  # why
  cidr_block="b")])
aws.route_table.RouteTable(scope, "z", vpc_id="x", route=[aws.route_table.RouteTableRoute("b")])
def build(self):
    self.table = aws.route_table.RouteTable(self, "aa", vpc_id="x", route=[{"cidrBlock": "a"}])`,
});

testPrograms("typescript", "", {
  "routes where a path ends in index.js": `import { RouteTable } from "@cdktf/provider-aws/lib/route-table/index.js";
new RouteTable(scope, "a", { vpcId: "x", route: [{ cidrBlock: "a" }] });`,
  "routes where the class is there": `import { RouteTable } from '@cdktf/provider-aws/lib/route-table'
import { Route as One } from '@cdktf/provider-aws/lib/route'
new RouteTable(scope, 'a', { vpcId: 'x', route: [{ cidrBlock: 'a' }] })`,
  "routes where the name is taken": `import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
const Route = 1;
new RouteTable(scope, "a", { vpcId: "x", route: [{ cidrBlock: "a" }] });`,
  "routes where namespaces are imported": `import { routeTable, vpc } from "@cdktf/provider-aws";
new routeTable.RouteTable(scope, "a", { vpcId: "x", route: [{ cidrBlock: "a" }] });`,
  "routes where namespaces are imported, each on a line": `import {
  routeTable,
  vpc,
} from "@cdktf/provider-aws";
new routeTable.RouteTable(scope, "a", { vpcId: "x", route: [{ cidrBlock: "a" }] });`,
});

testPrograms("python", "", {
  "routes of a class from a star": `from cdktf_cdktf_provider_aws.route_table import *
RouteTable(scope, "a", vpc_id="x", route=[{"cidrBlock": "a"}])`,
  "routes where the module is imported": `from cdktf_cdktf_provider_aws import route_table
route_table.RouteTable(scope, "a", vpc_id="x", route=[{"cidrBlock": "a"}])`,
  "routes of an indented import": `def build(scope):
    from cdktf_cdktf_provider_aws.route_table import RouteTable
    RouteTable(scope, "a", vpc_id="x", route=[{"cidrBlock": "a"}])`,
});
