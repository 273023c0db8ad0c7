/**
 * What an expression mentions: each deployment here mentions the integration `a` in another way, so that only `b` is
 * found missing; where something cannot be seen, nothing is said of the deployment.
 */
import { testPrograms } from "../support/programs.js";

const TS = `import { Construct } from "constructs"; import { Fn, Lazy, TerraformLocal, Token } from "cdktf"; import * as aws from "@cdktf/provider-aws"; import { other, Other } from "some-library"; declare const scope: Construct; declare const anything: any;
const api = new aws.apiGatewayRestApi.ApiGatewayRestApi(scope, "api", { name: "x" });
const integrate = aws.apiGatewayIntegration.ApiGatewayIntegration; const common = { restApiId: api.id, resourceId: "r", httpMethod: "GET", type: "MOCK" };
const a = new integrate(scope, "a", common);
const b = new integrate(scope, "b", common);
`;
const PY = `import json
import cdktf_cdktf_provider_aws as aws
from cdktf import Fn, Token, TerraformStack
from some_library import other, Other
api = aws.api_gateway_rest_api.ApiGatewayRestApi(scope, "api", name="x")
common = dict(rest_api_id=api.id, resource_id="r", http_method="GET", type="MOCK")
a = aws.api_gateway_integration.ApiGatewayIntegration(scope, "a", **common)
b = aws.api_gateway_integration.ApiGatewayIntegration(scope, "b", **common)
`;
const ts = (forms: readonly string[], key = "dependsOn"): string => forms.map((form, at) => `new aws.apiGatewayDeployment.ApiGatewayDeployment(scope, "${key}${at}", { restApiId: api.id, ${key}: ${form} });`).join("\n");
const py = (forms: readonly string[], key = "depends_on"): string => forms.map((form, at) => `aws.api_gateway_deployment.ApiGatewayDeployment(scope, "${key}${at}", rest_api_id=api.id, ${key}=${form})`).join("\n");

testPrograms("typescript", TS, {
  "lists, in all ways": `const list = [a];
const pushed: any[] = []; pushed.push(a);
const extended: any[] = []; extended.push(...list);
const [first] = list;
const held = { inner: a, deep: { list: [a] } };
const { inner } = held;
function make() { return [a]; }
const arrow = () => [a];
function* generate() { yield a; }
let late; late = a;
class Holder { field = a; static fixed = a; get got() { return a; } give() { return [a]; } }
const holder = new Holder();
const wrap = (one: any) => [one];
${ts(["[a]", "[...list]", "list", "pushed", "extended", "[first]", "[inner]", "held.deep.list", "[held['inner']]", "make()", "arrow()", "[...generate()]", "[late]", "[holder.field]", "[Holder.fixed]", "[holder.got]", "holder.give()", "wrap(a)", "anything ? [a] : [a]", "anything ? [a] : []", "[anything && a]", "[a, a]", "[a].concat([])", "list.concat([a])", "[a].filter(anything)", "[a].map((one) => one)", "Object.values({ a })", "Array.from([a])", "[a] as any", "[a!]", "(a, [a])", "[[a]] as any", "[(() => a)()]", "[a as any]", "list.slice(0)", "[list[0]]", "[list.at(0)]", "new Set([a]) as any", "other(a)", "other([a])", "other.some.thing(a)"])}`,
  "references, in all ways": ts(["{ x: a.id }", "{ x: `${a.id}` }", "{ x: 'x' + a.id }", "{ x: Fn.join('', [a.id]) }", "{ x: Fn.sha1(JSON.stringify([a.id])) }", "{ x: JSON.stringify({ a: a.id }) }", "{ x: JSON.stringify(a) }", "{ x: Token.asString(a.id) }", "{ x: a.getStringAttribute('id') }", "{ x: Fn.lookup({ y: a.id }, 'y') }", "{ x: anything ? a.id : 'x' }", "{ x: `${anything ? a.id : 1}` }", "{ x: a.id.toUpperCase() }", "{ x: String(a.id) }", "{ ['x']: a.id }", "{ ...{ x: a.id } }", "Object.assign({}, { x: a.id })", "{ x: a['id'] }", "{ x: a.id as any }", "{ x: new TerraformLocal(scope, 'l', a.id).asString }", "{ x: Lazy.stringValue({ produce: () => a.id }) }"], "triggers"),
  "what cannot be seen": `declare function hidden(...all: any[]): any;
export function build(given: any, ...rest: any[]) {
  ${ts(["[given]", "given", "rest", "[...rest]", "[given.deep]", "[given[0]]", "given()", "[a, given]", "given.map((one: any) => one)"])}
}
class S extends Construct { list: any; build() { ${ts(["[this] as any", "this.list", "[this.list]", "this.node.children as any"])} } }
class Own extends Construct {}
const own = new Own(scope, "own");
for (const one of anything) { ${ts(["[one]"])} }
${ts(["anything", "[anything]", "[hidden()]", "hidden(a)", "[other]", "[other.thing]", "other()", "[new Other()]", "[own]", "[new Own(scope, 'x')]", "unheard", "[unheard]", "undefined", "null", "[]", "[1] as any", "[a, undefined]"])}`,
  "loops": `for (const one of [a]) { ${ts(["[one]"])} }
for (const { one } of [{ one: a }]) { ${ts(["[one]"])} }
[a].forEach((one) => { ${ts(["[one]"])} });
for (const key of ["x"]) { ${ts(["[a]"])} }
[a].map((one, at) => { ${ts(["[one]", "[at] as any"])} });`,
});

testPrograms("python", PY, {
  "lists, in all ways": `held = [a]
pushed = []
pushed.append(a)
extended = []
extended.extend(held)
added = []
added += [a]
first, *others = held
keyed = {"inner": a, "deep": {"list": [a]}}
def make():
    return [a]
def generate():
    yield a
class Holder:
    fixed = a
    def __init__(self):
        self.field = a
    @property
    def got(self):
        return a
holder = Holder()
${py(["[a]", "[*held]", "held", "pushed", "extended", "added", "[first]", "keyed['deep']['list']", "[keyed['inner']]", "[keyed.get('inner')]", "make()", "list(generate())", "[*generate()]", "[holder.field]", "[Holder.fixed]", "[holder.got]", "[a] if x else [a]", "[a] if x else []", "[x and a]", "[a] + []", "held + [a]", "[one for one in [a]]", "[a for one in x]", "list(held)", "sorted([a])", "list({'a': a}.values())", "(a,)", "[(lambda: a)()]", "held[:1]", "[held[0]]", "other(a)"])}`,
  "references, in all ways": py(["{'x': a.id}", "{'x': f'{a.id}'}", "{'x': 'x' + a.id}", "{'x': '%s' % a.id}", "{'x': '{}'.format(a.id)}", "{'x': ''.join([a.id])}", "{'x': Fn.join('', [a.id])}", "{'x': Fn.sha1(json.dumps([a.id]))}", "{'x': json.dumps({'a': a.id})}", "{'x': str(a.id)}", "dict(x=a.id)", "{**{'x': a.id}}", "{'x': a.get_string_attribute('id')}"], "triggers"),
  "what cannot be seen": `def build(given, *rest, **named):
${py(["[given]", "given", "rest", "[*rest]", "[given.deep]", "given()", "[a, given]", "named['x']", "[one for one in given]"]).replaceAll(/^/gmu, "    ")}
class S(TerraformStack):
    def build(self):
${py(["[self]", "self.all", "[self.all]"]).replaceAll(/^/gmu, "        ")}
${py(["[other]", "other()", "[Other()]", "unheard", "[unheard]", "None", "[]", "[None]", "[a, None]"])}`,
});
