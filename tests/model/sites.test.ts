/** Where structs and their properties are given: what each place is, and what may be done with it. */
import { describe, expect, it } from "vitest";
import type { Range } from "../../src/model/ir.js";
import type { TestedLanguage } from "../support/lint.js";
import { programOfText, typeText, valueText } from "../support/model.js";
import { testProject } from "../support/project.js";

/** Constructs, structs and keys of a text, one a line. */
function sites(text: string, language: TestedLanguage, filename?: string): string {
  const program = programOfText(text, language, filename);
  const at = (range: Range | undefined): string => (range ? text.slice(...range).replaceAll(/\s+/gu, " ") : "nowhere");
  const constructs = program.constructs.map(({ type, scope, id, config }) => `${type.name} in ${at(scope?.range)} as ${at(id?.range)} with ${config ? `${config.entries.map(({ key }) => key).join(", ")}${config.complete ? "" : "…"}` : "what is not known"}${config?.expr ? " as one object" : ""}`);
  const structs = program.structSites.map(({ struct, provided, complete, path, owner, hasDropped, halfTyped, brackets, convention, call }) => `${struct.name} of ${[owner.name, ...path].join(".")}: ${[...provided].join(", ")}${complete ? "" : "…"} (${[convention, ...(hasDropped ? ["dropped keys"] : []), ...(halfTyped ? ["half-typed"] : [])].join(", ")}) in ${at(brackets)}${brackets === call.range ? ", the call" : ""}`);
  const fields = program.fieldSites.map(({ struct, entry, range, property, dropped, convention, path, owner, editable, record, halfTyped }) => `${struct.name}.${entry.key} of ${[owner.name, ...path].join(".")}: ${property ? `${property.name}, ${typeText(property.type)}` : dropped ? `dropped ${dropped.name}` : "unknown"} is ${valueText(program.evaluate(entry.value), program)} (${[convention, entry.origin, ...(editable ? [] : ["elsewhere"]), ...(record ? [] : ["no object"]), ...(halfTyped ? ["half-typed"] : [])].join(", ")}) at ${at(range)}`);
  return [...constructs, "", ...structs, "", ...fields, ""].join("\n");
}

function testSites(language: TestedLanguage, prelude: string, programs: Readonly<Record<string, string>>): void {
  it.each(Object.entries(programs))(`${language}: %s`, (_, code) => {
    expect(`\n${code}\n\n${sites(`${prelude}\n${code}`, language)}`).toMatchSnapshot();
  });
}

const TS = `import { Construct } from "constructs"; import { DataResource, TerraformOutput, TerraformStack, App, S3Backend, Testing } from "cdktf"; import { Vpc } from "@cdktf/provider-aws/lib/vpc"; import { Subnet } from "@cdktf/provider-aws/lib/subnet"; import { RouteTable, RouteTableRoute } from "@cdktf/provider-aws/lib/route-table"; import { LbListener } from "@cdktf/provider-aws/lib/lb-listener"; import { AwsProvider } from "@cdktf/provider-aws/lib/provider"; declare const anything: any; declare const scope: Construct;`;

testSites("typescript", TS, {
  "calls": `new Vpc(scope, "a"); new Vpc(scope); new Vpc(); Vpc(scope, "b", {}); new Vpc(...anything); new Vpc(scope, ...anything); new Vpc(scope, "c", ...anything); new Vpc(scope, "d", anything); new Vpc(scope, \`e\${anything}\`, {}); new Subnet(scope, "f"); new App(); new App({ outdir: "x" }); new TerraformStack(scope, "g"); new (class extends Vpc {})(scope, "h", { cidrBlock: "x" }); new AwsProvider(scope, "i", { region: "x" }); new Vpc(scope, "j", undefined); new Vpc(scope, "k", { cidrBlock: "x" }, 1); const vpc = new Vpc(scope, "l"); vpc; anything.Vpc(scope, "m"); new S3Backend(scope, { bucket: "x", key: "y" });`,
  "configurations from variables": `const own = { cidrBlock: "x" }; new Vpc(scope, "a", own); const twice = { cidrBlock: "x" }; new Vpc(scope, "b", twice); new Vpc(scope, "c", { ...twice, tags: {} }); const later: any = {}; later.cidrBlock = "y"; new Vpc(scope, "d", later); const known: any = { cidrBlock: "x", nothing: 1 }; new Vpc(scope, "e", { ...known }); new Vpc(scope, "f", { ...(anything ? { cidrBlock: "x" } : {}) }); new Vpc(scope, "g", { ...anything, cidrBlock: "x" }); new Vpc(scope, "h", anything ? { cidrBlock: "x" } : {}); function make() { return { cidrBlock: "x" }; } new Vpc(scope, "i", make()); for (const cidrBlock of ["a", "b"]) new Vpc(scope, cidrBlock, { cidrBlock }); new Vpc(scope, "j", Object.assign({}, own, { tags: {} }));`,
  "keys in other spellings": `new Subnet(scope, "a", { vpc_id: "x", "cidrBlock": "y", ["availabilityZone"]: "z", VpcId: 1, [anything]: 2, nothing: 3 });`,
  "nested blocks": `new LbListener(scope, "a", { loadBalancerArn: "x", defaultAction: [{ type: "forward", forward: { targetGroup: [{ arn: "x", weight: 1 }], nothing: 1 }, unknown: {} }] }); new RouteTable(scope, "b", { vpcId: "x", route: [{ cidrBlock: "y" }, ...[{ cidrBlock: "z" }], ...anything, anything, { ...anything }], timeouts: { create: "1m" }, tags: { a: "b" }, lifecycle: { preventDestroy: true }, provisioners: [{ type: "local-exec", command: "x" }] }); const routes = [{ cidrBlock: "y" }]; new RouteTable(scope, "c", { vpcId: "x", route: routes }); const timeouts = { create: "1m" }; new RouteTable(scope, "d", { vpcId: "x", timeouts }); new RouteTable(scope, "e", { vpcId: "x", timeouts: { ...timeouts, nothing: 1 } }); new RouteTable(scope, "f", { vpcId: "x", timeouts: anything ? timeouts : undefined, route: anything ? [] : routes }); new RouteTable(scope, "g", { vpcId: "x", route: { cidrBlock: "y" }, timeouts: [{ create: "1m" }] }); const maybe = [{ cidrBlock: "y" }]; maybe.push({ cidrBlock: "z" }); new RouteTable(scope, "h", { vpcId: "x", ...(anything ? { route: maybe } : {}) });`,
  "methods that set blocks": `const table = new RouteTable(scope, "a", { vpcId: "x" }); table.putRoute([{ cidrBlock: "y", nothing: 1 }]); table.putTimeouts({ create: "1m" }); table.putTimeouts(); table.putTimeouts(anything); table.putRoute(...anything); table.putNothing({}); table.addOverride("x", {}); anything.putTimeouts({ create: 1 }); const timeouts = { create: "1m" }; table.putTimeouts(timeouts); table.timeouts.putNothing({}); new LbListener(scope, "b", {} as any).putDefaultAction([{ type: "x" }]);`,
  "keys that are being typed": `new Subnet(scope, "a", { vpc }); new Subnet(scope, "b", { vpcId: "x", cid }); new Subnet(scope, "c", { nothing }); const tag = 1; new Subnet(scope, "d", { tag }); new Subnet(scope, "e", { vpc: vpc }); new RouteTable(scope, "f", { vpcId: "x", route: [{ cidr }] });`,
  "blocks in maps": `import { Lexv2ModelsBotVersion } from "@cdktf/provider-aws/lib/lexv2models-bot-version"; new Lexv2ModelsBotVersion(scope, "a", { botId: "x", localeSpecification: { en: { sourceBotVersion: "1", nothing: 1 }, de: anything } }); const shared = { sourceBotVersion: "1" }; new Lexv2ModelsBotVersion(scope, "b", { botId: "x", localeSpecification: { en: shared, ...(anything ? { fr: { nothing: 1 } } : {}) } });`,
  "properties that have no struct": `new DataResource(scope, "a", { input: { vpcId: { x: 1 } }, triggersReplace: {} }); new TerraformOutput(scope, "b", { value: { vpcId: 1 }, dependsOn: [anything] });`,
});

const PY = `from constructs import Construct
from cdktf import DataResource, TerraformOutput, TerraformStack, App, S3Backend
from cdktf_cdktf_provider_aws.vpc import Vpc, VpcConfig
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute, RouteTableTimeouts
from cdktf_cdktf_provider_aws.lb_listener import LbListener, LbListenerDefaultAction, LbListenerDefaultActionForward
from cdktf_cdktf_provider_aws.instance import Instance, InstanceRootBlockDevice
from cdktf_cdktf_provider_aws.ecs_service import EcsService
`;

testSites("python", PY, {
  "calls": `Vpc(scope, "a")\nVpc(scope)\nVpc()\nVpc(scope=scope, id="b", cidr_block="x")\nVpc(scope, id_="c", cidr_block="x")\nVpc(*x)\nVpc(scope, *x)\nVpc(scope, "d", *x)\nVpc(scope, "e", **x)\nVpc(scope, "f", VpcConfig(cidr_block="x"))\nVpc(scope, "g", config={"cidr_block": "x"})\nVpc(scope, "h", {"cidr_block": "x"})\nInstance(scope, "i", ami="x")\nInstance(scope, id_="j", id="k")\nTerraformStack(App(), "l")\nApp(outdir="x")\nVpcConfig(cidr_block="x", nothing=1)\nclass Own(Vpc): ...\nOwn(scope, "m", cidr_block="x")\nTerraformStack(scope, id="n")\nS3Backend(scope, bucket="x", key="y")\nVpc(**x, id="o", scope=scope)`,
  "configurations from variables": `own = {"cidr_block": "x"}\nVpc(scope, "a", **own)\ntwice = {"cidr_block": "x"}\nVpc(scope, "b", **twice)\nVpc(scope, "c", tags={}, **twice)\nlater = {}\nlater["cidr_block"] = "x"\nVpc(scope, "d", **later)\nVpc(scope, "e", **{"cidr_block": "x", "nothing": 1})\nVpc(scope, "f", **({"cidr_block": "x"} if y else {}))\nVpc(scope, "g", **{"cidr_block": "x", **z})\nVpc(scope, "h", **dict(cidr_block="x"))\nVpc(scope, "i", **VpcConfig(cidr_block="x"))\nVpc(scope, "j", cidr_block="x", **{"cidr_block": "y"})`,
  "keys in other spellings": `Subnet(scope, "a", vpcId="x", cidr_block="y", Vpc_Id=1, nothing=2, vpcid=3)`,
  "nested blocks": `LbListener(scope, "a", load_balancer_arn="x", default_action=[{"type": "forward", "targetGroupArn": "y", "target_group_arn": "z", "forward": {"targetGroup": [{"arn": "x"}], "target_group": []}, "nothing": 1}, LbListenerDefaultAction(type="x", forward={"target_group": [], "targetGroup": []}), LbListenerDefaultAction(type="x", forward=LbListenerDefaultActionForward(target_group=[]))])\nRouteTable(scope, "b", vpc_id="x", timeouts={"create": "1m", "nothing": 1}, route=[RouteTableRoute(cidr_block="x"), {"cidr_block": "y"}, {"cidrBlock": "z"}, *x, x, {**x}])\nroutes = [{"cidrBlock": "y"}]\nRouteTable(scope, "c", vpc_id="x", route=routes)\ntimeouts = {"create": "1m"}\nRouteTable(scope, "d", vpc_id="x", timeouts=timeouts)\nRouteTable(scope, "e", vpc_id="x", timeouts={**timeouts, "delete": "1m"})\nRouteTable(scope, "f", vpc_id="x", route={"cidr_block": "y"}, timeouts=[{"create": "1m"}])\nInstance(scope, "g", root_block_device={"volume_size": 1, "volumeType": "x", "nothing": 1}, lifecycle={"prevent_destroy": True, "preventDestroy": True})\nRouteTable(scope, "h", vpc_id="x", route=[y for y in [{"cidrBlock": "z"}]])`,
  "methods that set blocks": `table = RouteTable(scope, "a", vpc_id="x")\ntable.put_route([RouteTableRoute(cidr_block="y"), {"cidr_block": "z"}, {"cidrBlock": "z"}])\ntable.put_timeouts(create="1m", nothing=1)\ntable.put_timeouts()\ntable.put_timeouts(**x)\ntable.put_timeouts({"create": "1m"})\ntable.put_route(*x)\ntable.put_route(value=[{"cidrBlock": "z"}])\ntable.add_override("x", {})\nx.put_timeouts(create=1)\nInstance(scope, "b").put_root_block_device(volume_size=1)`,
  "keys that are being typed": `Subnet(scope, "a", vpc)\nSubnet(scope, "b", vpc_id="x", *cidr)\nSubnet(scope, "c", cidr_b, vpc_id="x")\nSubnet(scope, "d", nothing)\ntag = 1\nSubnet(scope, "e", tag)\nSubnet(tag, vpc_i)\nSubnet(vpc)\nSubnet(scope, vpc)\nRouteTable(scope, "f", vpc_id="x", route=[RouteTableRoute(cidr)])\nRouteTable(scope, "g", vpc_id="x").put_timeouts(crea)\nVpcConfig(cidr)\nApp(outd)`,
  "arguments named config": `from cdktf_cdktf_provider_aws.vpclattice_target_group import VpclatticeTargetGroup, VpclatticeTargetGroupConfigA\nfrom cdktf_cdktf_provider_aws.connect_hours_of_operation import ConnectHoursOfOperation\nVpclatticeTargetGroup(scope, "a", name="x", type="y", config=VpclatticeTargetGroupConfigA(port=1))\nVpclatticeTargetGroup(scope, "b", name="x", type="y", config={"port": 1, "nothing": 2})\nConnectHoursOfOperation(scope, "c", config=[{"day": "x", "startTime": {"hours": 1}}])`,
  "blocks in maps and lists in lists": `from cdktf_cdktf_provider_aws.lexv2_models_bot_version import Lexv2ModelsBotVersion\nfrom cdktf_cdktf_provider_aws.accessanalyzer_analyzer import AccessanalyzerAnalyzerConfigurationUnusedAccessAnalysisRuleExclusion\nLexv2ModelsBotVersion(scope, "a", bot_id="x", locale_specification={"en": {"sourceBotVersion": "1", "source_bot_version": "2", "nothing": 1}, "de": x})\nshared = {"sourceBotVersion": "1"}\nLexv2ModelsBotVersion(scope, "b", bot_id="x", locale_specification={"en": shared, **({"fr": {"nothing": 1}} if y else {})})\nAccessanalyzerAnalyzerConfigurationUnusedAccessAnalysisRuleExclusion(resource_tags=[{"a": "b"}, {"a": 1}])`,
  "keys behind an import of everything": `from library import *\nSubnet(scope, "a", vpc)`,
});

describe("what another file gives", () => {
  const project = testProject();

  it("in TypeScript", () => {
    project.write({ "package.json": "{}", "config.ts": `export const config = { cidrBlock: "x", nothing: 1 };\nexport const routes = [{ cidrBlock: "y", nothing: 2 }];\nexport const specification = { en: { sourceBotVersion: "1", nothing: 3 } };\nexport const timeouts = { create: "1m", nothing: 4 };\nexport function make() { return { vpcId: "x", route: routes }; }\n` });
    expect(`\n${sites(`${TS} import { config, routes, specification, timeouts, make } from "./config"; import { Lexv2ModelsBotVersion } from "@cdktf/provider-aws/lib/lexv2models-bot-version";
new Vpc(scope, "a", config); new Vpc(scope, "b", { ...config, tags: {} }); new RouteTable(scope, "c", { vpcId: "x", route: routes, timeouts }); new RouteTable(scope, "d", { vpcId: "x", route: [...routes], timeouts: { ...timeouts } }); new Lexv2ModelsBotVersion(scope, "e", { botId: "x", localeSpecification: specification }); new RouteTable(scope, "f", make()); new RouteTable(scope, "g", { vpcId: "x" }).putRoute(routes);`, "typescript", `${project.root}/stack.ts`)}`).toMatchSnapshot();
  });

  it("in Python", () => {
    project.write({ "requirements.txt": "", "config.py": `config = {"cidr_block": "x", "nothing": 1}\nroutes = [{"cidrBlock": "y", "cidr_block": "z", "nothing": 2}]\nspecification = {"en": {"sourceBotVersion": "1", "nothing": 3}}\ntimeouts = {"create": "1m", "nothing": 4}\ndef make():\n    return {"vpc_id": "x", "route": routes}\n` });
    expect(`\n${sites(`${PY}from config import config, routes, specification, timeouts, make
from cdktf_cdktf_provider_aws.lexv2_models_bot_version import Lexv2ModelsBotVersion
Vpc(scope, "a", **config)
Vpc(scope, "b", tags={}, **config)
RouteTable(scope, "c", vpc_id="x", route=routes, timeouts=timeouts)
RouteTable(scope, "d", vpc_id="x", route=[*routes], timeouts={**timeouts})
Lexv2ModelsBotVersion(scope, "e", bot_id="x", locale_specification=specification)
RouteTable(scope, "f", **make())
RouteTable(scope, "g", vpc_id="x").put_route(routes)`, "python", `${project.root}/stack.py`)}`).toMatchSnapshot();
  });
});
