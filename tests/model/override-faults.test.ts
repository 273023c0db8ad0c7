/** What is said of each path and value of an override. */
import { expect, it } from "vitest";
import { overrideFaults } from "../../src/model/overrides.js";
import type { TestedLanguage } from "../support/lint.js";
import { programOfText, typeText } from "../support/model.js";
import { testProject } from "../support/project.js";

/** Each statement with what is wrong with it: the kind, where it stands, and what it speaks of. */
function faults(prelude: string, statements: readonly string[], language: TestedLanguage, filename?: string): string {
  return statements.map((statement) => {
    const program = programOfText(`${prelude}\n${statement}`, language, filename);
    const found = overrideFaults(program).map((fault) => {
      const about = fault.kind === "name" ? `${fault.written} → ${fault.terraform}` : fault.kind === "inside" ? `${typeText(fault.expected)} has no ${fault.rest}` : fault.kind === "element" ? fault.rest : fault.kind === "construct" ? fault.construct : `${fault.found} for ${typeText(fault.expected)}`;
      return `    ${fault.kind} ${about} at ${program.text.slice(...fault.range)}, ${fault.struct.name} of ${fault.owner.name}${fault.path === "" ? "" : `, in ${fault.path}`}\n`;
    });
    return `${statement}\n${found.join("")}`;
  }).join("");
}

const TS = `import { Construct } from "constructs"; import { TerraformStack, TerraformOutput, DataResource } from "cdktf"; import * as aws from "@cdktf/provider-aws"; import * as lib from "library"; declare const scope: Construct; declare const anything: any;
const v = new aws.vpc.Vpc(scope, "v"); const l = new aws.lb.Lb(scope, "l"); const k = new aws.lbListener.LbListener(scope, "k", { loadBalancerArn: "x", defaultAction: [{ type: "x" }] }); const i = new aws.instance.Instance(scope, "i", { rootBlockDevice: { volumeSize: 1 } }); const g = new aws.securityGroup.SecurityGroup(scope, "g", { ingress: [{ fromPort: 1, toPort: 1, protocol: "x" }], egress: [...anything] }); const d = new aws.dataAwsVpc.DataAwsVpc(scope, "d"); const p = new aws.provider.AwsProvider(scope, "p", { assumeRole: [{ roleArn: "x" }] });
class Own extends aws.vpc.Vpc {} const own = new Own(scope, "o"); class Part extends Construct {} const part = new Part(scope, "p"); class Mixed extends lib.mix(aws.vpc.Vpc) {} class Plain {} const held = { a: v }; const text = "cidr_block"; const output = new TerraformOutput(scope, "x", { value: 1 }); const dataResource = new DataResource(scope, "y");`;

it("in TypeScript", () => {
  const on = (name: string, given: readonly string[]): string[] => given.map((one) => `${name}.addOverride(${one});`);
  expect(`\n${faults(TS, [
    ...on("v", [`"cidr_block", 1`, `"cidr_block", "x"`, `"cidr_block", null`, `"cidr_block", [1]`, `"cidr_block", { a: 1 }`, `"cidr_block", {}`, `"cidr_block", { ...anything }`, `"cidr_block", { resolve: 1 }`, `"cidr_block", anything`, `"cidr_block", anything ? [1] : {}`, `"cidr_block", anything ? [1] : 1`, `"cidr_block", anything ? 1 : [1]`, `"cidr_block", d.id`, `"cidr_block"`, `text, [1]`, `"cidrBlock", 1`, `"CidrBlock", 1`, `"cidr_Block", [1]`, `"cidrblock", [1]`, `"cidr-block", 1`, `"cidr_block.x", 1`, `"cidr_block.x.y", 1`, `"cidr_block.0", 1`, `"cidr_block.", 1`, `"", 1`, `".", 1`, `"newThing", 1`, `"new_thing", [1]`, `"new_thing.someKey", 1`, `"Name", 1`, `"n", 1`, `"nN", 1`, `1, [1]`, `anything, [1]`, `"enable_dns_support", [1]`, `"enable_dns_support", 1`, `"enable_dns_support", "true"`, `"enable_dns_support.x", 1`, `"assign_generated_ipv6_cidr_block", {}`, `"ipv4_netmask_length", "x"`, `"ipv4_netmask_length", []`]),
    ...on("v", [`"tags", "x"`, `"tags", 1`, `"tags", true`, `"tags", ["x"]`, `"tags", {}`, `"tags", { aB: 1 }`, `"tags", null`, `"tags", undefined`, `"tags", "\${x}"`, `"tags", "%{x}"`, `"tags", "$x"`, `"tags", "{x}"`, `"tags.aB", 1`, `"tags.a", []`, `"tags.a.b", 1`, `"lifecycle", 1`, `"lifecycle.prevent_destroy", []`, `"lifecycle.preventDestroy", true`, `"lifecycle", { preventDestroy: true }`, `"provider", 1`, `"for_each", "x"`, `"count", []`, `"depends_on", v`, `"depends_on", [v]`, `"depends_on", [v.id]`, `"new", { a: [1, { b: own }] }`, `"new", held`, `"new", part`, `"new", new Plain()`, `"new", new Mixed(scope, "m")`, `"new", scope`, `"new", [...[v]]`, `"new", [...anything, v]`, `"new", { ...(anything ? { a: v } : {}) }`, `"new", () => v`, `"cidrBlock", v`, `...anything`, `"cidr_block", ...anything`, ``, `"cidr_block", [1], 2`]),
    ...on("l", [`"subnets", "x"`, `"subnets", 1`, `"subnets", {}`, `"subnets", []`, `"subnets", "\${x}"`, `"subnets.0", 1`, `"subnets.0", []`, `"subnets.0.x", 1`, `"subnets.x", 1`, `"subnets.00", 1`, `"subnets.1x", 1`, `"subnets.x1.y", 1`, `"access_logs", 1`, `"access_logs", []`, `"access_logs", {}`, `"access_logs", { someKey: 1 }`, `"access_logs.bucket", []`, `"access_logs.0.bucket", []`, `"access_logs.bucket.x", 1`, `"access_logs.someKey", 1`]),
    ...on("k", [`"default_action", 1`, `"default_action", "x"`, `"default_action", "\${x}"`, `"default_action", []`, `"default_action", {}`, `"default_action", { targetGroupArn: 1 }`, `"default_action", [{ targetGroupArn: 1, newKey: 1, target_group_arn: 1 }]`, `"default_action", [{ forward: { targetGroup: [{ arn: "x" }] } }]`, `"default_action", [{ forward: [{ targetGroup: 1 }], redirect: { statusCode: 1 } }, ...anything, 1]`, `"default_action", [{ ...(anything ? { targetGroupArn: 1 } : {}) }]`, `"default_action.target_group_arn", 1`, `"default_action.0.target_group_arn", []`, `"default_action.0.targetGroupArn", 1`, `"default_action.0.newKey", 1`, `"default_action.0.forward.target_group.0.arn", {}`, `"default_action.0.forward.target_group.arn", {}`, `"default_action.0.forward.targetGroup", []`, `"default_action.0.forward.0.target_group", 1`, `"default_action.0.forward", 1`, `"default_action.0.forward", { targetGroup: 1 }`, `"default_action.0", []`, `"default_action.0", { targetGroupArn: 1 }`, `"default_action.0", 1`, `"default_action.0.type.x", 1`, `"defaultAction.0.targetGroupArn", 1`]),
    ...on("i", [`"root_block_device.volume_size", []`, `"root_block_device.0.volume_size", []`, `"root_block_device.volumeSize", 1`, `"root_block_device", { volumeSize: 1 }`, `"root_block_device", [{ volumeSize: 1 }]`, `"root_block_device", 1`, `"metadata_options.http_tokens", {}`]),
    ...on("g", [`"ingress.description", 1`, `"ingress.0.description", 1`, `"ingress.0.description", []`, `"ingress.cidr_blocks.0", 1`, `"ingress", 1`, `"ingress.x", 1`, `"egress.description", 1`]),
    ...on("d", [`"cidrBlock", 1`, `"cidr_block", []`, `"filter.name", 1`, `"filter", 1`]), ...on("new (anything)()", [`"cidrBlock", 1`]), ...on("new Plain()", [`"cidrBlock", 1`]), ...on("p", [`"region", []`, `"assumeRole", 1`, `"assume_role.role_arn", 1`, `"default_tags", 1`]), ...on("own", [`"cidrBlock", 1`, `"cidr_block", []`]), ...on("part", [`"cidrBlock", 1`]), ...on("output", [`"sensitiveValue", 1`]), ...on("dataResource", [`"inputValue", 1`, `"input", []`]), ...on("(new Mixed(scope, 'm'))", [`"cidrBlock", 1`]), ...on("(anything ? v : l)", [`"cidrBlock", 1`]), ...on("anything", [`"cidrBlock", 1`]), ...on("v.node", [`"cidrBlock", 1`]), ...on("new TerraformStack(scope, 's')", [`"cidrBlock", 1`]),
    `new aws.s3Bucket.S3Bucket(scope, "b").addOverride("lifecycle_rule", [{ id: "x", transition: [{ storageClass: "x" }], noncurrent_version_transition: { storageClass: "y" } }]);`, `const value = [1]; v.addOverride("cidr_block", value);`, `const value = { targetGroupArn: 1 }; k.addOverride("default_action", [value]);`, `v.overrideLogicalId("cidrBlock");`, `addOverride("cidrBlock", 1);`, `export function f(x: aws.vpc.Vpc) { x.addOverride("cidrBlock", 1); x.addOverride("cidr_block", []); }`, `class T extends aws.vpc.Vpc { build() { this.addOverride("cidrBlock", 1); } }`,
  ], "typescript")}`).toMatchSnapshot();
});

it("in Python", () => {
  const prelude = `import cdktf_cdktf_provider_aws as aws
v = aws.vpc.Vpc(scope, "v")
k = aws.lb_listener.LbListener(scope, "k", load_balancer_arn="x", default_action=[aws.lb_listener.LbListenerDefaultAction(type="x")])
g = aws.security_group.SecurityGroup(scope, "g", ingress=[{"fromPort": 1, "toPort": 1, "protocol": "x"}], revoke_rules_on_delete=True)
class Own(aws.vpc.Vpc): ...`;
  expect(`\n${faults(prelude, [
    ...[`"cidr_block", {}`, `"cidr_block", [1]`, `"cidr_block", (1,)`, `"cidr_block", None`, `path="cidr_block", value=[1]`, `value=[1], path="cidr_block"`, `"cidr_block", value=[1]`, `"cidrBlock", 1`, `"tags", "x"`, `"tags", {"aB": 1}`, `"new", v`, `"new", [v]`, `*x`, `"cidr_block", *x`, `**x`, ``].map((one) => `v.add_override(${one})`),
    `v.addOverride("cidrBlock", 1)`, `Own(scope, "o").add_override("cidrBlock", 1)`, `k.add_override("default_action", [{"targetGroupArn": 1}])`, `k.add_override("default_action.target_group_arn", 1)`, `k.add_override("default_action.0.targetGroupArn", 1)`, `g.add_override("ingress.from_port", 1)`, `g.add_override("revoke_rules_on_delete", {})`, `g.add_override("revokeRulesOnDelete", 1)`, `x.add_override("cidrBlock", 1)`,
  ], "python")}`).toMatchSnapshot();
});

const project = testProject();

it("of values in other files", () => {
  project.write({ "package.json": "{}", "other.ts": `import { Construct } from "constructs";\nexport const action = { targetGroupArn: "x" };\nexport const list = [1];\nexport class Part extends Construct {}\nexport const part = { a: new Part(1, "x") };\nexport const path = "cidrBlock";\n` });
  expect(`\n${faults(`${TS} import { action, list, part, path } from "./other";`, [`k.addOverride("default_action", [action]);`, `k.addOverride("default_action.0", action);`, `v.addOverride("cidr_block", list);`, `v.addOverride("new", part);`, `v.addOverride(path, 1);`], "typescript", `${project.root}/main.ts`)}`).toMatchSnapshot();
});
