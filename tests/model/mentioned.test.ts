/** Which constructs expressions mention, by their ids, and where something cannot be seen. */
import { expect, it } from "vitest";
import { mentionsIn } from "../../src/model/mentions.js";
import type { TestedLanguage } from "../support/lint.js";
import { programOfText, shownExpressions, shows } from "../support/model.js";

/** `expression mentions a, b`, with a question mark where there may be others. */
function mentioned(text: string, language: TestedLanguage): string {
  const program = programOfText(text, language);
  return shownExpressions(program).map((expr) => {
    const { constructs, opaque } = mentionsIn([expr], program.evaluator);
    const ids = [...constructs].map((call) => program.constructOf(call)?.id).map((id) => (id?.kind === "literal" ? String(id.value) : "something"));
    return `${program.text.slice(...expr.range)} mentions ${[...ids, ...(opaque ? ["?"] : [])].join(", ") || "nothing"}\n`;
  }).join("");
}

const TS = `import { Construct } from "constructs"; import { Fn, Token } from "cdktf"; import { Vpc } from "@cdktf/provider-aws/lib/vpc"; import * as lib from "library"; import { compute } from "library"; import { unseen } from "./unseen"; declare const anything: any; declare const scope: Construct;
const a = new Vpc(scope, "a"); const b = new Vpc(scope, "b");
const list = [a]; const pushed: any[] = []; pushed.push(a); const extended: any[] = []; extended.push(...[a, b]); const unknownPushed: any[] = [a]; unknownPushed.reverse(); const record = { a, more: { b } }; const open = { a, ...anything }; const set: any = {}; set.x = a; const changed: any = { a }; delete changed.a; const [first, second] = [a, b]; const { inner } = { inner: a }; let late; late = a; let never; let declared: string; const number: number = compute(a); let both = a; both = b; let counted = 1; counted = Number(a.id); const text = "x"; const grown: any = compute([]); grown.push(b); const turned: any = compute([]); turned.reverse(); const filled: any = compute({}); filled.x = a; const joined = compute([]).concat(anything ? lib.x : b); let loaded = lib.x; if (anything) loaded = b; const imported = lib.x;
class Own extends Vpc {} const own = new Own(scope, "own"); class Plain { field = a; other: any; wrapped = String(a.id); static fixed = b; get got() { return a; } give() { return [a]; } constructor(x: any) { this.other = compute(a); } look(y: any) { ${shows(["this", "this.field", "this.other", "this.wrapped", "this.give()", "this.nothing", "y", "super.x"])} } } const plain = new Plain(1);
function make() { return a; } function* generate() { yield a; } function either() { if (anything) return a; return b; } const arrow = () => b; function wrap(x: any) { return [x]; } function recursive(): any { return [recursive(), a]; }
export function given(vpc: Vpc, text: string, any: any) { ${shows(["vpc", "text", "any", "vpc.id", "[vpc.id]"])} }
`;
const PY = `from cdktf import Fn, Token
from cdktf_cdktf_provider_aws.vpc import Vpc
from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute
import library as lib
from library import compute, show
a = Vpc(scope, "a")
b = Vpc(scope, "b")
listed = [a]
appended = []
appended.append(a)
held = {"a": a, "b": [b]}
first, second = a, b
class Plain:
    field = a
    def __init__(self):
        self.own = b
    @property
    def got(self):
        return a
    def give(self):
        return [b]
    def look(self, y):
${shows(["self", "self.field", "self.own", "self.give()", "self.nothing", "y"]).replaceAll(/^(?=.)/gmu, "        ")}plain = Plain()
def make():
    return a
def generate():
    yield a
numbers = enumerate([a])
made_of = compute(a)
appended2 = compute()
appended2.append(b)
for looped in [a, b]:
    show(looped)
for at, numbered in enumerate([a]):
    show(numbered)
    show(at)
`;

it("in TypeScript", () => {
  expect(`\n${mentioned(TS + shows([
    "1", '"x"', "null", "a", "a.id", "[a, b]", "{ a }", "`${a.id}-${b.id}`", "`x`", "anything", "`${anything}`", "list", "list[0]", "list[anything]", "pushed", "extended", "unknownPushed", "record", "record.a", "record.more", "record.nothing", "open", "open.a", "set", "set.x", "changed", "first", "second", "inner", "late", "never", "declared", "number", "both", "counted", "text", "grown", "turned", "filled", "joined", "loaded", "imported", "compute", "lib",
    "own", "own.id", "plain", "plain.field", "plain.other", "plain.wrapped", "plain.nothing", "Plain.fixed", "plain.got", "plain.give()", "Plain", "class { x = a }", "Vpc", "make", "make()", "generate()", "[...generate()]", "either()", "arrow()", "wrap(a)", "wrap(anything)", "recursive()", "() => a", "function () { return a; }", "(() => a)()",
    "anything ? a : b", "anything ? a : null", "anything && a", "a ?? b", "a || anything", "a as any", "a!", "(a as any)", "a.id + b.id", "a === b", "!a", "-a.id", "typeof a", "[...list, b]", "[...anything]", "{ ...record }", "[a].map((x) => x.id)", "[1].map(() => a)", "[a].concat([b])", "[a].filter(anything)", "Object.values({ a })", "Object.values(record)", "Array.from([a])", "lib.f(a)", "lib.f(anything)", "lib.f()", "compute(a)", "compute()", "unseen(a)", "unseen.f(a)", "unseen.f()", "anything(a)", "anything.f(a)", "anything.a.b.c(b)", "list.slice(0)", "list.at(0)", "String(a.id)", "String()", "JSON.stringify({ a: a.id })", "Fn.join(',', [a.id, b.id])", "Token.asString(a.cidrBlock)", "a.addOverride('x', b.id)", "a.node.addDependency(b)", "a.tags", "new Set([a])", "new Date()", "(a, b)", "await a", "scope", "this", "unheard", "unheard.x", "a[anything]", "new Vpc(scope, anything)", "new Vpc(a, 'c')", "import('x')", "[a][0]", "record['a']", "record[anything]", "process.env.X", "process.env.X ?? a.id",
  ]), "typescript")}`).toMatchSnapshot();
});

it("in Python", () => {
  expect(`\n${mentioned(PY + shows([
    "1", '"x"', "None", "a", "a.id", "[a, b]", "(a, b)", "{a}", '{"k": a}', 'f"{a.id}-{b.id}"', "x", 'f"{x}"', "listed", "listed[0]", "appended", "held", 'held["a"]', 'held["b"]', 'held["c"]', "held[x]", 'held.get("a")', 'held.get("c", b)', "held.values()", "first", "second", "plain", "plain.field", "plain.own", "plain.got", "plain.give()", "Plain", "make()", "generate()", "[*generate()]", "(lambda: a)()", "lambda: a", "a if x else b", "a if x else None", "x and a", "a or b", "not a", "a == b", "a.id + b.id", "[y.id for y in [a, b]]", "[a.id for y in x]", "{y: a.id for y in x}", "(a for y in x)", "{a for y in x}", "[*listed, b]", "{**held}", "{**x}", "dict(k=a)", "list([a])", "tuple([a])", "sorted([a, b])", "reversed([a])", "zip([a], [b])", "enumerate([a])", "numbers", "made_of", "appended2", "compute", "lib", "make", "lib.f(a)", "compute(a)", "x(a)", "x.f(a)", "str(a.id)", "Fn.join(',', [a.id, b.id])", "Token.as_string(a.cidr_block)", "a.add_override('x', b.id)", "RouteTableRoute(gateway_id=a.id)", "[RouteTableRoute(gateway_id=b.id)]", "RouteTableRoute(**held)", "scope", "looped", "numbered", "at", "(c := a)", "c", "typing.cast(Vpc, a)", "os.getenv('A')", "copy.copy(a)",
  ]), "python")}`).toMatchSnapshot();
});
