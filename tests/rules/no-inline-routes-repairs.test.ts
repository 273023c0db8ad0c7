/** When routes in a table are findings, and when they can be written as resources of their own. */
import { describe, expect, it } from "vitest";
import { lint, type TestedLanguage } from "../support/lint.js";

const TS = `import { Construct } from "constructs";\nimport { RouteTable } from "@cdktf/provider-aws/lib/route-table";\ndeclare const scope: Construct;\ndeclare const anything: any;\n`;
const PY = `from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute\n`;
const ROUTE = 'import { Route } from "@cdktf/provider-aws/lib/route";\n';

/** The text after the suggestion of the only finding; "none" without a suggestion, "silent" without a finding. */
function repaired(code: string, language: TestedLanguage): string {
  const found = lint(code, language, { "cdktf/no-inline-routes": "error" });
  if (found.length === 0) return "silent";
  expect(found).toHaveLength(1);
  const [suggestion] = found[0]?.suggestions ?? [];
  if (!suggestion) return "none";
  const { range, text } = suggestion.fix;
  return code.slice(0, range[0]) + text + code.slice(range[1]);
}

describe("routes become resources", () => {
  it("behind a statement that ends the file, with or without a semicolon", () => {
    const table = 'const table = new RouteTable(scope, "r", { vpcId: "x", route: [{ cidrBlock: "c" }] })';
    const imported = TS.replace('import { RouteTable }', `${ROUTE}import { RouteTable }`);
    const after = 'const table = new RouteTable(scope, "r", { vpcId: "x" })';
    const route = 'new Route(scope, "r-route", { routeTableId: table.id, destinationCidrBlock: "c" })';
    expect(repaired(TS + table, "typescript")).toBe(`${imported}${after}\n${route}`);
    expect(repaired(`${TS}${table};  \n`, "typescript")).toBe(`${imported}${after};\n${route};  \n`);
    expect(repaired(`${TS}${table}  \n`, "typescript")).toBe(`${imported}${after}\n${route}  \n`);
  });

  it("named by the separator of the table's id", () => {
    expect(repaired(`${PY}table = RouteTable(scope, "a_b", vpc_id="x", route=[RouteTableRoute(cidr_block="c")])\n`, "python")).toContain('Route(scope, "a_b_route", route_table_id=table.id, destination_cidr_block="c")\n');
    expect(repaired(`${PY}table = RouteTable(scope, "ab", vpc_id="x", route=[RouteTableRoute(cidr_block="c"), RouteTableRoute(cidr_block="d")])\n`, "python")).toContain('Route(scope, "ab-route-1", route_table_id=table.id, destination_cidr_block="c")\nRoute(scope, "ab-route-2", route_table_id=table.id, destination_cidr_block="d")\n');
  });
});

describe("nothing is suggested where", () => {
  it.each([
    ["other code follows on the line", 'const t = new RouteTable(scope, "r", { vpcId: "x", route: [{ cidrBlock: "c" }] }), u = 1;'],
    ["the id is computed", 'const t = new RouteTable(scope, anything, { vpcId: "x", route: [{ cidrBlock: "c" }] });'],
    ["the id is no text", 'const t = new RouteTable(scope, 1 as any, { vpcId: "x", route: [{ cidrBlock: "c" }] });'],
    ["the table is made in a loop", 'for (const a of anything) {\n  const t = new RouteTable(scope, "r", { vpcId: "x", route: [{ cidrBlock: "c" }] });\n}'],
    ["the table is part of an expression", 'anything(new RouteTable(scope, "r", { vpcId: "x", route: [{ cidrBlock: "c" }] })\n);'],
    ["a route is spread", 'const t = new RouteTable(scope, "r", { vpcId: "x", route: [{ ...anything, cidrBlock: "c" }] });'],
    ["a route has a computed key", 'const t = new RouteTable(scope, "r", { vpcId: "x", route: [{ [anything]: 1, cidrBlock: "c" }] });'],
    ["a route has a key that `Route` has not", 'const t = new RouteTable(scope, "r", { vpcId: "x", route: [{ cidrBlock: "c", nope: 1 }] });'],
    ["a route is a variable", 'const one = { cidrBlock: "c" };\nconst t = new RouteTable(scope, "r", { vpcId: "x", route: [one] });'],
    ["a route is made by a function", 'const t = new RouteTable(scope, "r", { vpcId: "x", route: [anything()] });'],
    ["a comment stands among the routes", 'const t = new RouteTable(scope, "r", { vpcId: "x", route: [/* c */ { cidrBlock: "c" }] });'],
    ["the list is a variable", 'const routes = [{ cidrBlock: "c" }];\nconst t = new RouteTable(scope, "r", { vpcId: "x", route: routes });'],
    ["`Route` is something else in the file", 'class Route {}\nconst t = new RouteTable(scope, "r", { vpcId: "x", route: [{ cidrBlock: "c" }] });'],
  ])("%s", (_, code) => {
    expect(repaired(`${TS}${code}\n`, "typescript")).toBe("none");
  });

  it("a route in Python is no struct of the schema", () => {
    expect(repaired(`${PY}t = RouteTable(scope, "r", vpc_id="x", route=[RouteTableRoute(**anything)])\n`, "python")).toBe("none");
    expect(repaired(`${PY}t = RouteTable(scope, "r", vpc_id="x", route=[make()])\n`, "python")).toBe("none");
  });
});

describe("silent where", () => {
  it.each([
    ["a condition decides whether there are routes", 'new RouteTable(scope, "r", { vpcId: "x", ...(anything ? { route: [{ cidrBlock: "c" }] } : {}) });'],
    ["another property is given", 'new RouteTable(scope, "r", { vpcId: "x", tags: { a: "b" }, propagatingVgws: ["v"] });'],
    ["another kind of class has a list of routes", 'import { AppmeshGatewayRoute } from "@cdktf/provider-aws/lib/appmesh-gateway-route";\nnew AppmeshGatewayRoute(scope, "r", { route: [{}] } as any);'],
    ["a data source has them", 'import { DataAwsRouteTable } from "@cdktf/provider-aws/lib/data-aws-route-table";\nnew DataAwsRouteTable(scope, "r", { filter: [{ name: "a", values: ["b"] }] });'],
    ["the table of a transit gateway has no `Route` of its own", 'import { Ec2TransitGatewayRouteTable } from "@cdktf/provider-aws/lib/ec2-transit-gateway-route-table";\nnew Ec2TransitGatewayRouteTable(scope, "r", { transitGatewayId: "x", tags: { route: "a" } });'],
  ])("%s", (_, code) => {
    expect(repaired(`${TS}${code}\n`, "typescript")).toBe("silent");
  });
});
