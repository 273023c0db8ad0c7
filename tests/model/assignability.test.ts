/** Which values fit which types: each value is held against each type. */
import { expect, it } from "vitest";
import { type Mismatch, mismatch } from "../../src/model/assignability.js";
import type { TypeRef } from "../../src/providers-schema/types.js";
import { programOfText, shown, shows, type TextProgram, typeText } from "../support/model.js";

const primitive = (name: "string" | "number" | "boolean" | "any" | "json" | "date"): TypeRef => ({ kind: "primitive", name });
const named = (fqn: string): TypeRef => ({ kind: "named", fqn });
const list = (of: TypeRef): TypeRef => ({ kind: "list", of });
const map = (of: TypeRef): TypeRef => ({ kind: "map", of });
const union = (...of: TypeRef[]): TypeRef => ({ kind: "union", of });

const [STRING, NUMBER, BOOLEAN, ANY, JSON_VALUE] = [primitive("string"), primitive("number"), primitive("boolean"), primitive("any"), primitive("json")] as const;
const TOKEN = named("cdktf.IResolvable");
const ROUTE = named("@cdktf/provider-aws.routeTable.RouteTableRoute");
const TYPES: readonly TypeRef[] = [
  STRING, NUMBER, BOOLEAN, ANY, JSON_VALUE, primitive("date"),
  list(STRING), list(NUMBER), list(BOOLEAN), list(ANY), list(list(STRING)), list(map(STRING)),
  map(STRING), map(NUMBER), map(ANY), map(list(STRING)), map(ROUTE),
  ROUTE, list(ROUTE), TOKEN, named("cdktf.AssetType"), named("cdktf.TerraformProvider"), named("cdktf.ITerraformDependable"), named("cdktf.Nothing"),
  union(BOOLEAN, TOKEN), union(TOKEN, list(ROUTE)), union(STRING, NUMBER), union(TOKEN, map(STRING)), union(STRING, list(STRING)),
];

/** For each value the types that it fits, and what is said of the others; what is said of most types stands for all that are not listed. */
function table(program: TextProgram): string {
  return shown(program).map(({ text, value }) => {
    const groups = new Map<string, string[]>();
    for (const type of TYPES) {
      const miss = mismatch(value, type, program.evaluator);
      const outcome = miss ? outcomeOf(miss, type) : "fits";
      groups.set(outcome, [...(groups.get(outcome) ?? []), typeText(type)]);
    }
    const most = Math.max(...[...groups.values()].map(({ length }) => length));
    const lines = [...groups].map(([outcome, types]) => `    ${outcome}: ${types.length === most ? "all else" : types.join(", ")}\n`);
    return `${text}\n${lines.join("")}`;
  }).join("");
}

/** What is found, in the place of what, where; and how to mend it. */
function outcomeOf({ expected, found, isA, replacement, reshape, path }: Mismatch, type: TypeRef): string {
  const kind = isA ? ` (${isA})` : "";
  const where = `${path === "" ? "" : ` at ${path}`}${expected === type ? "" : ` for ${typeText(expected)}`}`;
  return `${found}${kind}${where}${replacement === undefined ? "" : ` ⇒ ${JSON.stringify(replacement)}`}${reshape ? ` ⇒ ${reshape}` : ""}`;
}

const TS = `import { AssetType, VariableType, Token, Fn } from "cdktf"; import { Construct } from "constructs"; import { Vpc } from "@cdktf/provider-aws/lib/vpc"; import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc"; import { Instance } from "@cdktf/provider-aws/lib/instance"; import { RouteTable } from "@cdktf/provider-aws/lib/route-table"; import * as helper from "library";
declare const scope: Construct; declare const anything: any;
const vpc = new Vpc(scope, "v"); const data = new DataAwsVpc(scope, "d"); const instance = new Instance(scope, "i"); const table = new RouteTable(scope, "r", { vpcId: "x" });
class Own extends Vpc {} const own = new Own(scope, "o"); class Part extends Construct {} const part = new Part(scope, "p"); class Plain {} class Foreign extends helper.Base {} class Mixed extends anything {}
enum Size { Small = 1, Large = 2 } enum Name { A = "a" }
export function all(text: string, number: number, yes: boolean, either: string | number, texts: string[], numbers: number[], deep: string[][], given: Vpc) {`;
const PY = `import enum, typing, helper
from cdktf import TerraformStack, Token, Fn
from constructs import Construct
from cdktf_cdktf_provider_aws.vpc import Vpc, VpcConfig
from cdktf_cdktf_provider_aws.data_aws_vpc import DataAwsVpc
from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute, RouteTableTimeouts
vpc = Vpc(scope, "v")
data = DataAwsVpc(scope, "d")
table = RouteTable(scope, "r", vpc_id="x")
class Own(Vpc): ...
class Mixed(Vpc, Unheard): ...
class Plain: ...
class Size(enum.IntEnum):
    SMALL = 1
class Name(str, enum.Enum):
    A = "a"
class Colour(enum.Enum):
    RED = "red"`;

it("in TypeScript", () => {
  expect(`\n${table(programOfText(`${TS}\n${shows([
    "30", "-1.5", "0.1", "1e400", "9007199254740991", "-9007199254740991", "9007199254740993", "1e21", '"30"', '"-30"', '"030"', '"1.50"', '"1e3"', '"30x"', '"x30"', '"1."', '"123456789012345"', '"1234567890123456"', '"true"', '"false"', '"True"', '""', "true", "false", "null", "undefined",
    "`${anything}`", "text", "number", "yes", "either", "texts", "numbers", "deep", "given", "anything as string | number", "number ?? text", "anything",
    "[]", '["a"]', "[1]", '["a", 1]', "[true]", "[[1]]", '[["a"]]', "[{}]", '[{ cidrBlock: "x" }]', "[...anything]", "[...anything, 1]", "[anything, 1]", "[anything]", "[null]", "[text]", "[number]", "[1, ...anything]", '[...["a"]]',
    "{}", '{ a: "x" }', "{ a: 1 }", '{ a: ["x"] }', "{ a: [1] }", "{ a: { b: 1 } }", "{ a: null }", "{ ...anything }", "{ ...anything, a: 1 }", "{ ...(anything ? { a: 1 } : {}) }", '{ resolve: () => "x" }', "{ cidrBlock: 1 }",
    "vpc", "own", "part", "new Plain()", "new Foreign(scope)", "new Mixed(scope)", "[vpc]", "{ a: vpc }", "scope", "vpc.id", "vpc.tags", "vpc.enableDnsSupport", "table.timeouts", "table.route", "data.filter", "data.cidrBlockAssociations", "table.propagatingVgws", "[vpc.id]", "[vpc.enableDnsSupport]", "instance.cpuCoreCount", 'Token.asList("x")', 'Fn.max([1])', 'Token.asNumberMap("x")', 'Token.asStringMap("x")', 'Token.asAnyMap("x")', 'Token.asString("x")',
    "AssetType.FILE", "VariableType.STRING", "Vpc", "Size.Small", "Name.A", "() => 1", "anything ? 1 : 2", 'anything ? 1 : "a"', 'anything ? 1 : "true"', "anything ? null : 1", "anything ? vpc : 1", "typeof anything", "!anything",
  ])}}`, "typescript"))}`).toMatchSnapshot();
});

it("in Python", () => {
  expect(`\n${table(programOfText(`${PY}\n${shows([
    "30", "1.5", '"30"', '"true"', "True", "None",
    "[]", '["a"]', "[1]", "[None]", '["a", None]', "[[None]]", "[*x, 1]", "[x, 1]", '("a",)', '{"a"}', '(y for y in x)', '["a" for y in x]', "[1 for y in x]", '[("a",)]', '[{"a": None}]', "()",
    "{}", '{"a": "x"}', '{"a": 1}', '{"a": None}', '{"a": [None]}', '{"a": ["x"]}', '{"a": ("x",)}', "{**x}", '{**x, "a": 1}', '{"resolve": 1}', "{y: 1 for y in x}", '{y: "a" for y in x}', "dict(a=1)",
    "vpc", "Own(scope, 'o')", "Mixed(scope, 'o')", "Plain()", "vpc.id", "vpc.enable_dns_support", "vpc.tags", "table.timeouts", "table.route", "data.cidr_block_associations", 'Token.as_list("x")', 'Token.as_number_map("x")',
    'RouteTableRoute(cidr_block="x")', '[RouteTableRoute(cidr_block="x")]', "[RouteTableTimeouts()]", "RouteTableTimeouts()", "VpcConfig()", '{"a": RouteTableRoute()}',
    "Size.SMALL", "Name.A", "Colour.RED", "Size.SMALL.value", "Name.A.name", "[Size.SMALL]",
    "f'{x}'", "x == 1", "len(x)", "range(3)", "1 if x else 'a'", "1 if x else None", "RouteTableRoute() if x else 1",
  ])}`, "python"))}`).toMatchSnapshot();
});
