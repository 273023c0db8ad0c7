/** What other versions say about the properties of structs, asked at several versions. */
import { expect, it } from "vitest";
import { alwaysRequired, everNamed, type Past, pastOf, pastOfProperty, requiredSince, typeSince, typesEver } from "../../src/model/history.js";
import type { ProgramModel } from "../../src/model/program.js";
import type { Run, StructSchema, VersionRef } from "../../src/providers-schema/types.js";
import { programOfText, typeText } from "../support/model.js";

const AWS = "@cdktf/provider-aws";

function structAt(version: string, name: string, language: "typescript" | "python" = "typescript"): { program: ProgramModel; struct: StructSchema } {
  const program = programOfText("", language, undefined, { providerVersion: version });
  const pkg = program.schema.package(AWS) ?? expect.unreachable(version);
  for (const module of pkg.modulesDeclaring(name)) {
    const struct = pkg.type(module, name);
    if (struct?.kind === "struct") return { program, struct };
  }
  return expect.unreachable(name);
}

function versionText({ package: name, version }: VersionRef): string {
  return `${name === AWS ? "" : `${name} `}${version}`;
}

function pastText(past: Past | undefined): string {
  if (!past) return "no past";
  return past.kind === "later" ? `comes with ${versionText(past.since)}` : `went with ${versionText(past.at)}${past.successors.length > 0 ? `, now ${past.successors.join(", ")}` : ""}`;
}

/** The properties of which other versions say something else, a struct after the other. */
function past(version: string, structs: readonly string[], of: (program: ProgramModel, struct: StructSchema, name: string) => string | undefined): string {
  return structs.map((name) => {
    const { program, struct } = structAt(version, name);
    const all = [...(program.schema.package(AWS)?.everyProperty(name) ?? []), ...(name.endsWith("Config") ? ["forEach"] : [])];
    const lines = all.flatMap((one) => of(program, struct, one) ?? []).map((line) => `    ${line}\n`);
    return `${name}\n${lines.join("")}`;
  }).join("");
}

it.each(["9.0.0", "15.0.0", "21.22.1"])("what is there at %s", (version) => {
  const structs = ["ElasticacheReplicationGroupConfig", "FlowLogConfig", "LbListenerConfig", "EksClusterConfig", "KinesisFirehoseDeliveryStreamConfig", "SecurityGroupRuleConfig"];
  expect(`\n${past(version, structs, (program, struct, name) => {
    const property = program.schema.structProperties(struct)?.get(name);
    if (!property) return undefined;
    const type = typeSince(program, struct, property);
    const required = property.optional ? undefined : requiredSince(program, struct, name);
    const types = new Set(typesEver(program, struct, property).map(typeText));
    const facts = [...(type ? [`was ${typeText(type.before)} before ${versionText(type.since)}`] : []), ...(types.size > 1 ? [`of ${[...types].join(" or ")}`] : []), ...(required ? [`required since ${versionText(required)}`] : []), ...(alwaysRequired(program, struct, name) ? ["always required"] : [])];
    return facts.length > 0 ? `${name} ${facts.join(", ")}` : undefined;
  })}`).toMatchSnapshot();
});

it.each(["9.0.0", "15.0.0", "21.22.1"])("what is not there at %s, and what took its place", (version) => {
  const structs = ["ElasticacheReplicationGroupConfig", "FlowLogConfig", "VpcConfig", "DbInstanceConfig", "InstanceConfig", "S3BucketConfig", "AutoscalingAttachmentConfig", "AwsProviderEndpoints", "BatchComputeEnvironmentConfig", "CognitoUserPoolClientConfig", "DataAwsIamRoleConfig", "SpotInstanceRequestConfig", ...(version === "21.22.1" ? ["AppflowFlowSourceFlowConfigSourceConnectorPropertiesSapoData", "BedrockagentFlowDefinitionNodeConfigurationPromptSourceConfigurationResource", "Lexv2ModelsSlotTypeCompositeSlotTypeSetting", "Lexv2ModelsSlotTypeValueSelectionSettingAdvancedRecognitionSetting", "MedialiveChannelInputAttachmentsInputSettingsAudioSelectorSelectorSettingsAudioTrackSelection", "MedialiveChannelEncoderSettingsOutputGroupsOutputGroupSettingsHlsGroupSettings"] : [])];
  expect(`\n${past(version, structs, (program, struct, name) => (program.schema.structProperties(struct)?.has(name) ? undefined : `${name} ${pastText(pastOfProperty(program, struct, name, "object"))}`))}`).toMatchSnapshot();
});

it("of keys, as the convention names them", () => {
  const names = (language: "typescript" | "python", convention: "object" | "keyword" | "kernel", keys: readonly string[]): (string | undefined)[] => {
    const { program, struct } = structAt("21.22.1", "VpcConfig", language);
    return keys.map((key) => everNamed(program, struct, key, convention));
  };
  const keys = ["cidrBlock", "cidr_block", "enableClassiclink", "enable_classiclink", "nothing", ""];
  expect(names("typescript", "object", keys)).toEqual(["cidrBlock", undefined, "enableClassiclink", undefined, undefined, undefined]);
  expect(names("python", "keyword", keys)).toEqual([undefined, "cidrBlock", undefined, "enableClassiclink", undefined, undefined]);
  expect(names("python", "kernel", keys)).toEqual(["cidrBlock", undefined, "enableClassiclink", undefined, undefined, undefined]);
  const { program, struct } = structAt("21.22.1", "VpcConfig", "python");
  expect(pastText(pastOfProperty(program, struct, "enable_classiclink", "keyword"))).toBe("went with 16.0.0");
  expect(pastOfProperty(program, struct, "nothing", "keyword")).toBeUndefined();
  expect(pastOfProperty(program, { ...struct, package: "nothing" }, "enable_classiclink", "keyword")).toBeUndefined();
});

it("of what a struct inherits", () => {
  const program = programOfText("", "typescript");
  const struct = program.schema.package("cdktf")?.type("", "DataTerraformRemoteStateS3Config");
  if (struct?.kind !== "struct") return expect.unreachable();
  const properties = program.schema.structProperties(struct);
  const answers = ["bucket", "key", "region", "workspace", "assumeRole", "skipRequestingAccountId"].map((name) => {
    const property = properties?.get(name) ?? expect.unreachable(name);
    const since = typeSince(program, struct, property);
    return `${name}: ${alwaysRequired(program, struct, name) ? "always required" : "optional"}, ${typesEver(program, struct, property).length} types,${property.optional ? "" : ` required since ${requiredSince(program, struct, name)?.version ?? "ever"},`} of its type since ${since?.since.version ?? "ever"}`;
  });
  expect(answers).toMatchInlineSnapshot(`
    [
      "bucket: always required, 2 types, required since ever, of its type since ever",
      "key: always required, 2 types, required since ever, of its type since ever",
      "region: optional, 2 types, of its type since ever",
      "workspace: optional, 3 types, of its type since ever",
      "assumeRole: optional, 2 types, of its type since ever",
      "skipRequestingAccountId: optional, 2 types, of its type since ever",
    ]
  `);
});

it("of runs of versions", () => {
  const at = (version: string): VersionRef => ({ package: AWS, version });
  const run = (since: string, until: string | undefined, is: "past" | "now" | "later"): Run => ({ since: at(since), until: until === undefined ? undefined : at(until), isPast: is === "past", isNow: is === "now" });
  expect(pastOf([])).toBeUndefined();
  expect(pastOf([run("1.0.0", "2.0.0", "now")])).toBeUndefined();
  expect(pastOf([run("1.0.0", "2.0.0", "past"), run("3.0.0", undefined, "now")])).toBeUndefined();
  expect(pastOf([run("1.0.0", "2.0.0", "past")])).toEqual({ kind: "removed", at: at("2.0.0"), successors: [] });
  expect(pastOf([run("1.0.0", "2.0.0", "past"), run("2.5.0", "3.0.0", "past"), run("5.0.0", undefined, "later")])).toEqual({ kind: "removed", at: at("3.0.0"), successors: [] });
  expect(pastOf([run("5.0.0", "6.0.0", "later"), run("7.0.0", undefined, "later")])).toEqual({ kind: "later", since: at("5.0.0") });
});
