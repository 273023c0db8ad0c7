import { compare } from "semver";
import { describe, expect, it } from "vitest";
import { bundledPackages, bundledVersions, createSchema, loadPackage } from "../../src/providers-schema/index.js";
import type { ClassSchema, PackageSchema, StructSchema, TypeRef } from "../../src/providers-schema/types.js";
import { lint } from "../support/lint.js";
import { typeText } from "../support/declarations.js";

const AWS = "@cdktf/provider-aws";
const HOSTILE = ["__proto__", "constructor", "toString", "hasOwnProperty", "", ".", "..", "|", "\0", "!"];
const schema = createSchema((name) => bundledVersions(name).at(-1));
const newest = (name: string): PackageSchema => loadPackage(name, bundledVersions(name).at(-1) ?? "") ?? expect.unreachable(name);
const aws = newest(AWS);

function structNamed(fqn: string): StructSchema {
  const type = schema.type(fqn);
  return type?.kind === "struct" ? type : expect.unreachable(fqn);
}

function classNamed(fqn: string): ClassSchema {
  const type = schema.type(fqn);
  return type?.kind === "class" ? type : expect.unreachable(fqn);
}

const text = (type: TypeRef | undefined): string => (type ? typeText(type) : "none");

describe("what is bundled", () => {
  it("has the versions of every package, oldest first", () => {
    expect(bundledPackages()).toEqual([AWS, "@cdktn/provider-aws", "cdktf", "cdktn", "constructs"]);
    expect(bundledVersions(AWS)[0]).toBe("0.0.15");
    expect(bundledVersions(AWS)).toContain("5.0.52");
    expect(bundledVersions(AWS).length).toBeGreaterThanOrEqual(276);
    expect(bundledVersions("cdktn")[0]).toBe("0.24.0");
    for (const name of bundledPackages()) expect([...bundledVersions(name)].sort(compare)).toEqual(bundledVersions(name));
  });

  it("knows nothing of other packages and versions", () => {
    expect(bundledVersions("left-pad")).toEqual([]);
    expect(loadPackage(AWS, "21.22.99")).toBeUndefined();
    expect(loadPackage(AWS, "25.7.0")).toBeUndefined();
    expect(loadPackage("__proto__", "21.22.1")).toBeUndefined();
  });

  it("gives the same object each time", () => {
    expect(loadPackage(AWS, "21.22.1")).toBe(aws);
    expect(createSchema((name) => bundledVersions(name).at(-1))).toBe(schema);
    expect(schema.type(`${AWS}.vpc.Vpc`)).toBe(aws.type("vpc", "Vpc"));
  });

  it("says which Terraform provider the bindings are made from", () => {
    expect(aws.terraformProviderVersion).toMatch(/^6\.\d+\.\d+$/u);
    expect(newest("cdktf").terraformProviderVersion).toBeUndefined();
  });
});

describe("modules", () => {
  it("finds a module by name, path and Python name", () => {
    const module = aws.module("routeTable");
    expect(module).toMatchObject({ name: "routeTable", path: "lib/route-table", python: "cdktf_cdktf_provider_aws.route_table" });
    for (const path of ["lib/route-table", "lib/route-table/index", "lib/route-table/index.js", "lib/route-table/"]) {
      expect(aws.moduleAtPath(path)).toBe(module);
    }
    expect(aws.moduleInPython("cdktf_cdktf_provider_aws.route_table")).toBe(module);
  });

  it("finds the root", () => {
    const root = aws.module("");
    expect(root).toMatchObject({ name: "", path: "", python: "cdktf_cdktf_provider_aws", typeNames: [] });
    for (const path of ["", "lib", "lib/index", "lib/index.js"]) expect(aws.moduleAtPath(path)).toBe(root);
    expect(aws.moduleInPython("cdktf_cdktf_provider_aws")).toBe(root);
  });

  it.each(["lib/routeTable", "lib/route_table", "route-table", "lib/RouteTable", "lib/ec2", "lib/route-table/structs"])("has no module at %s", (path) => {
    expect(aws.moduleAtPath(path)).toBeUndefined();
    expect(aws.hasPath(path)).toBe(false);
  });

  it("tells files that are no modules from nothing", () => {
    expect(aws.hasPath("lib/route-table/index.js")).toBe(true);
    expect(aws.hasPath("lib/medialive-channel/index-structs")).toBe(true);
    expect(aws.hasPath("package.json")).toBe(true);
    expect(newest("cdktf").hasPath("lib/terraform-stack")).toBe(true);
  });

  it("is found under every path and Python name of its own", () => {
    expect(aws.moduleNames()).toHaveLength(2212);
    expect([...aws.moduleNames()].sort()).toEqual(aws.moduleNames());
    const lost = aws.moduleNames().filter((name) => aws.moduleAtPath(aws.module(name)?.path ?? "")?.name !== name || aws.moduleInPython(aws.module(name)?.python ?? "")?.name !== name);
    expect(lost).toEqual([]);
  });

  it("lists types, and apart from them what only TypeScript has", () => {
    const module = aws.module("routeTable");
    expect(module?.typeNames).toEqual(
      ["RouteTable", "RouteTableConfig", "RouteTableRoute", "RouteTableRouteList", "RouteTableRouteOutputReference", "RouteTableTimeouts", "RouteTableTimeoutsOutputReference"],
    );
    expect(module?.typescriptOnly).toEqual(
      ["routeTableRouteToHclTerraform", "routeTableRouteToTerraform", "routeTableTimeoutsToHclTerraform", "routeTableTimeoutsToTerraform"],
    );
  });

  it("knows the exports of cdktf that jsii does not", () => {
    const cdktf = newest("cdktf");
    expect(cdktf.module("")?.typescriptOnly).toEqual(expect.arrayContaining(["stringToTerraform", "isComplexElement"]));
    expect(cdktf.module("")?.typescriptOnly).not.toContain("testingMatchers");
    expect(cdktf.module("testingMatchers")?.path).toBe("lib/testing/matchers");
  });

  it.each(["EcsTaskDefinitionContainerDefinitions", "ApiGatewayV2Api", "Wafv2WebAclRuleStatement"])("has no %s anywhere", (name) => {
    expect(aws.modulesDeclaring(name)).toEqual([]);
  });

  it("tells names per module", () => {
    expect(aws.module("s3BucketVersioning")?.typeNames).toContain("S3BucketVersioningA");
    expect(aws.module("s3BucketVersioning")?.typeNames).not.toContain("S3BucketVersioning");
    expect(aws.modulesDeclaring("S3BucketVersioning")).toEqual(["s3Bucket"]);
    expect(aws.modulesDeclaring("S3BucketVersioningA")).toEqual(["s3BucketVersioning"]);
    expect(aws.modulesDeclaring("AutoscalingGroupTag")).toEqual(["autoscalingGroup"]);
  });

  it("lists all type names", () => {
    const names = [...aws.typeNames()];
    expect(names).toHaveLength(24943);
    expect(names).toContain("ElasticacheReplicationGroup");
  });
});

describe("types", () => {
  const config = structNamed(`${AWS}.elasticacheReplicationGroup.ElasticacheReplicationGroupConfig`);

  it("gives the types of arguments", () => {
    const type = (name: string): string => text(config.properties.get(name)?.type);
    expect(type("atRestEncryptionEnabled")).toBe("string");
    expect(type("autoMinorVersionUpgrade")).toBe("string");
    expect(type("transitEncryptionEnabled")).toBe("boolean | cdktf.IResolvable");
    expect(type("numCacheClusters")).toBe("number");
    expect(type("tags")).toBe("map<string>");
    expect(type("securityGroupIds")).toBe("list<string>");
    expect(config.properties.get("description")).toMatchObject({ optional: false });
    expect(config.properties.has("replicationGroupDescription")).toBe(false);
  });

  it("writes block types in full", () => {
    const route = structNamed(`${AWS}.routeTable.RouteTableConfig`).properties.get("route");
    expect(text(route?.type)).toBe(`cdktf.IResolvable | list<${AWS}.routeTable.RouteTableRoute>`);
    expect(route?.optional).toBe(true);
  });

  it("adds inherited arguments", () => {
    const all = schema.structProperties(config);
    expect([...(all?.keys() ?? [])]).toEqual(expect.arrayContaining(["description", "dependsOn", "lifecycle", "provider", "forEach"]));
    expect(config.properties.has("dependsOn")).toBe(false);
    expect(schema.structProperties(config)).toBe(all);
  });

  it("does not guess where a base is unknown", () => {
    const withoutCdktf = createSchema((name) => (name === "cdktf" ? undefined : bundledVersions(name).at(-1)));
    expect(withoutCdktf.package("cdktf")).toBeUndefined();
    expect(withoutCdktf.structProperties(config)).toBeUndefined();
    expect(withoutCdktf.isA(`${AWS}.vpc.Vpc`, "constructs.Construct")).toBeUndefined();
    expect(withoutCdktf.isA(`${AWS}.vpc.Vpc`, "cdktf.TerraformResource")).toBe(true);
  });

  it("gives classes with their attributes, methods and constructors", () => {
    const table = classNamed(`${AWS}.routeTable.RouteTable`);
    expect(table).toMatchObject({ abstract: false, base: "cdktf.TerraformResource", package: AWS, module: "routeTable", name: "RouteTable" });
    expect(schema.constructorParameters(table)?.map(({ name, optional }) => `${name}${optional ? "?" : ""}`)).toEqual(["scope", "id", "config"]);
    expect(table.properties.get("tfResourceType")).toMatchObject({ static: true });
    expect(text(table.properties.get("arn")?.type)).toBe("string");
    expect(text(table.properties.get("route")?.type)).toBe(`${AWS}.routeTable.RouteTableRouteList`);
    expect(table.properties.get("vpcIdInput")).toMatchObject({ optional: true });
    expect(text(table.methods.get("putRoute")?.parameters[0]?.type)).toBe(`cdktf.IResolvable | list<${AWS}.routeTable.RouteTableRoute>`);
    expect(table.methods.get("resetTags")).toMatchObject({ parameters: [], returns: undefined, static: false });
    expect(table.methods.get("synthesizeAttributes")).toMatchObject({ protected: true });
    expect(schema.member(table, "fqn")).toMatchObject({ name: "fqn" });
    expect(schema.member(table, "node")).toMatchObject({ name: "node" });
    expect(schema.method(table, "addOverride")).toMatchObject({ name: "addOverride" });
    expect(schema.member(table, "names")).toBeUndefined();
  });

  it("gives the data source's optional configuration", () => {
    const zones = classNamed(`${AWS}.dataAwsAvailabilityZones.DataAwsAvailabilityZones`);
    expect(zones.parameters?.at(-1)).toMatchObject({ name: "config", optional: true });
    expect(text(zones.properties.get("names")?.type)).toBe("list<string>");
  });

  it("knows cdktf itself", () => {
    const testing = classNamed("cdktf.Testing");
    expect(testing.methods.get("toBeValidTerraform")).toMatchObject({ static: true, parameters: [{ name: "received" }] });
    expect(text(testing.methods.get("fullSynth")?.returns)).toBe("string");
    expect(schema.type("cdktf.TerraformStack")?.kind).toBe("class");
    expect(schema.type("cdktf.IResolvable")?.kind).toBe("interface");
    expect(schema.type("constructs.ConstructOrder")).toMatchObject({ kind: "enum", members: ["PREORDER", "POSTORDER"] });
    expect(schema.constructorParameters(classNamed("cdktf.Aspects"))).toBeUndefined();
    expect(schema.type("cdktf.testingMatchers.AssertionReturn")?.kind).toBe("class");
  });

  it("follows inheritance across packages", () => {
    expect(schema.isA("cdktf.TerraformStack", "constructs.Construct")).toBe(true);
    expect(schema.isA("cdktf.TerraformStack", "constructs.IConstruct")).toBe(true);
    expect(schema.isA(`${AWS}.vpc.Vpc`, "cdktf.ITerraformDependable")).toBe(true);
    expect(schema.isA(`${AWS}.vpc.Vpc`, "cdktf.TerraformStack")).toBe(false);
    expect(schema.isA("left-pad.Pad", "constructs.Construct")).toBeUndefined();
  });

  it("finds packages by Python module", () => {
    expect(schema.packageOfPython("cdktf_cdktf_provider_aws.vpc")?.name).toBe(AWS);
    expect(schema.packageOfPython("cdktf")?.name).toBe("cdktf");
    expect(schema.packageOfPython("cdktf_cdktf_provider_awsx.vpc")).toBeUndefined();
    expect(schema.packageOfPython("cdktn")?.name).toBe("cdktn");
    expect(schema.packageOfPython("cdktn_provider_aws.vpc")?.name).toBe("@cdktn/provider-aws");
    expect(schema.packageOfPython("cdktnx")).toBeUndefined();
  });

  it.each(HOSTILE)("is not led astray by %j", (name) => {
    expect(schema.package(name)).toBeUndefined();
    expect(schema.packageOfPython(name)).toBeUndefined();
    expect(schema.type(name)).toBeUndefined();
    expect(schema.type(`${AWS}.${name}`)).toBeUndefined();
    expect(schema.type(`${AWS}.vpc.${name}`)).toBeUndefined();
    expect(aws.type("vpc", name)).toBeUndefined();
    expect(aws.type(name, "Vpc")).toBeUndefined();
    if (name !== "") expect(aws.module(name)).toBeUndefined();
    if (name !== "") expect(aws.moduleAtPath(name)).toBeUndefined();
    expect(aws.moduleInPython(name)).toBeUndefined();
    expect(aws.modulesDeclaring(name)).toEqual([]);
    expect(config.properties.get(name)).toBeUndefined();
    expect(schema.member(classNamed(`${AWS}.vpc.Vpc`), name)).toBeUndefined();
  });
});

describe("layouts of the bindings", () => {
  const at = (version: string, name = AWS): PackageSchema => loadPackage(name, version) ?? expect.unreachable(version);

  it("all in the root before version 2.0.13", () => {
    const old = at("1.0.44");
    expect(old.moduleNames()).toEqual([]);
    expect(old.type("", "RouteTable")?.fqn).toBe(`${AWS}.RouteTable`);
    expect(old.moduleAtPath("lib/route-table")).toMatchObject({ name: "", path: "lib/route-table" });
    expect(old.moduleAtPath("lib/route-table")?.typeNames).toContain("RouteTableRoute");
    expect(old.moduleAtPath("lib/route-table")?.typeNames).not.toContain("Vpc");
    expect(old.module("")?.typeNames).toContain("Vpc");
  });

  it("a namespace for each service in 2.0.13", () => {
    const odd = at("2.0.13");
    expect(odd.module("ACM")?.typeNames).toContain("AcmCertificate");
    expect(odd.moduleAtPath("lib/ACM")).toBeUndefined();
    expect(odd.hasPath("lib/ACM")).toBe(true);
  });

  it("by service before version 10", () => {
    const services = at("9.0.0");
    expect(services.module("dynamodb")).toMatchObject({ path: "lib/dynamodb", python: "cdktf_cdktf_provider_aws.dynamodb" });
    expect(services.type("dynamodb", "DynamodbTable")?.fqn).toBe(`${AWS}.dynamodb.DynamodbTable`);
    expect(services.moduleAtPath("lib/dynamodb/index.js")).toBe(services.module("dynamodb"));
    const file = services.moduleAtPath("lib/dynamodb/dynamodb-table");
    expect(file?.typeNames).toContain("DynamodbTableConfig");
    expect(file?.typeNames).not.toContain("DynamodbTag");
    expect(services.moduleAtPath("lib/dynamodb-table")).toBeUndefined();
    expect(services.hasPath("lib/dynamodb-table")).toBe(false);
    expect(services.moduleInPython("cdktf_cdktf_provider_aws.dynamodb")?.name).toBe("dynamodb");
    expect(services.moduleInPython("cdktf_cdktf_provider_aws.dynamodb_table")).toBeUndefined();
  });

  it("a module for each resource since", () => {
    expect(at("10.0.0").type("dynamodbTable", "DynamodbTable")?.kind).toBe("class");
    expect(at("10.0.0").module("dynamodb")).toBeUndefined();
    expect(at("25.7.0", "@cdktn/provider-aws").type("vpc", "Vpc")).toMatchObject({ base: "cdktn.TerraformResource", fqn: "@cdktn/provider-aws.vpc.Vpc" });
  });
});

describe("history", () => {
  const version = ({ since, until }: { since: { version: string }; until: { version: string } | undefined }): [string, string | undefined] => [since.version, until?.version];

  it("knows what a property was", () => {
    const runs = aws.propertyHistory("ElasticacheReplicationGroupConfig", "atRestEncryptionEnabled");
    expect(runs.map((run) => [...version(run), text(run.type)])).toEqual([
      ["0.0.15", "2.0.11", "boolean"],
      ["2.0.11", "19.48.0", "boolean | cdktf.IResolvable"],
      ["19.48.0", undefined, "string"],
    ]);
    expect(runs.map(({ isNow, isPast }) => [isNow, isPast])).toEqual([[false, true], [false, true], [true, false]]);
  });

  it("knows what is gone, and that it is gone", () => {
    const runs = aws.propertyHistory("ElasticacheReplicationGroupConfig", "replicationGroupDescription");
    expect(runs.at(-1)?.until).toEqual({ package: AWS, version: "16.0.0" });
    expect(aws.everyProperty("ElasticacheReplicationGroupConfig")).toContain("replicationGroupDescription");
    expect(aws.propertyHistory("ElasticacheReplicationGroupConfig", "neverThere")).toEqual([]);
  });

  it("knows what came with a version", () => {
    expect(aws.propertiesSince("VpcConfig", { package: AWS, version: "21.0.0" })).toEqual(["region"]);
    expect(aws.propertiesSince("VpcConfig", { package: AWS, version: "0.0.15" })).toEqual([]);
  });

  it("knows where a class lived", () => {
    expect(aws.typeHistory("S3BucketVersioningA").map((run) => [...version(run), run.path])).toEqual([
      ["5.0.52", "10.0.0", "lib/s3"],
      ["10.0.0", "23.7.0", "lib/s3-bucket-versioning"],
      ["23.7.0", undefined, "lib/s3-bucket-versioning"],
    ]);
    expect(aws.typeHistory("S3BucketVersioningA").at(-1)).toMatchObject({ since: { package: "@cdktn/provider-aws" }, python: "cdktn_provider_aws.s3_bucket_versioning" });
    expect(aws.typeHistory("NeverThere")).toEqual([]);
  });

  it("knows when a module was there", () => {
    expect(aws.moduleHistory({ path: "lib/opsworks-stack" }).map(version)).toEqual([["10.0.0", "21.0.0"]]);
    expect(aws.moduleHistory({ python: "cdktf_cdktf_provider_aws.opsworks_stack" }).map(version)).toEqual([["10.0.0", "21.0.0"]]);
    expect(aws.moduleHistory({ path: "lib/dynamodb/index.js" })[0]?.until?.version).toBe("10.0.0");
    expect(aws.moduleHistory({ path: "lib/nothing" })).toEqual([]);
    // The words of a Python name are those of the module, not of its file.
    expect(aws.module("s3TablesTable")).toMatchObject({ path: "lib/s3tables-table", python: "cdktf_cdktf_provider_aws.s3_tables_table" });
    expect(aws.moduleHistory({ python: "cdktf_cdktf_provider_aws.s3_tables_table" })[0]?.since.version).toBe("19.46.0");
    expect(aws.moduleHistory({ python: "cdktf_cdktf_provider_aws.s3tables_table" })).toEqual([]);
    for (const [name, at] of [["DynamoDB", "2.0.13"], ["dynamodb", "9.0.0"], ["lexv2ModelsBot", "21.22.1"], ["route53RecoveryreadinessCell", "21.22.1"], ["dataAwsRoute53ProfilesProfiles", "21.22.1"]] as const) {
      const { path, python } = loadPackage(AWS, at)?.module(name) ?? expect.unreachable(name);
      expect([aws.moduleHistory({ path })[0], aws.moduleHistory({ python })[0]], name).toEqual([expect.objectContaining({ path, python }), expect.objectContaining({ path, python })]);
    }
  });

  it.each([
    ["typescript", "18.0.0", 'import { S3TablesTable } from "@cdktf/provider-aws/lib/s3tables-table";', "1:32 `@cdktf/provider-aws/lib/s3tables-table` exists from provider-aws 19.46.0 on (you use 18.0.0)."],
    ["typescript", "18.0.0", 'import { s3TablesTable } from "@cdktf/provider-aws";', "1:10 `s3TablesTable` exists from provider-aws 19.46.0 on (you use 18.0.0)."],
    ["python", "18.0.0", "from cdktf_cdktf_provider_aws.s3_tables_table import S3TablesTable", "1:6 `cdktf_cdktf_provider_aws.s3_tables_table` exists from provider-aws 19.46.0 on (you use 18.0.0)."],
    ["python", "18.0.0", "from cdktf_cdktf_provider_aws import s3_tables_table", "1:38 `s3_tables_table` exists from provider-aws 19.46.0 on (you use 18.0.0)."],
    ["python", "21.22.1", "from cdktf_cdktf_provider_aws.dynamo_db import DynamodbTable", "1:6 `cdktf_cdktf_provider_aws.dynamo_db` was removed in provider-aws 3.0.0 (you use 21.22.1); `DynamodbTable` is in `cdktf_cdktf_provider_aws.dynamodb_table`."],
    // Some known version has it, and what the one in use has is not known.
    ["typescript", "19.45.99", 'import { S3TablesTable } from "@cdktf/provider-aws/lib/s3tables-table"; import { s3TablesTable } from "@cdktf/provider-aws";', ""],
    ["python", "19.45.99", "from cdktf_cdktf_provider_aws.s3_tables_table import S3TablesTable\nfrom cdktf_cdktf_provider_aws import s3_tables_table", ""],
  ] as const)("of a module that is written in other words: %s, %s, %s", (language, providerVersion, code, message) => {
    expect(lint(`${code}\n`, language, { "cdktf/no-unknown-import": "error" }, { settings: { cdktf: { providerVersion } } }).map(({ line, column, message: text }) => `${line}:${column} ${text}`).join("\n")).toBe(message);
  });

  it.each(HOSTILE)("is not led astray by %j", (name) => {
    expect(aws.propertyHistory(name, name)).toEqual([]);
    expect(aws.propertyHistory("VpcConfig", name)).toEqual([]);
    expect(aws.everyProperty(name)).toEqual([]);
    expect(aws.propertiesSince("VpcConfig", { package: name, version: name })).toEqual([]);
    expect(aws.typeHistory(name)).toEqual([]);
    expect(aws.moduleHistory({ path: `lib/${name}` })).toEqual([]);
    expect(aws.moduleAtPath(`lib/x${name}`)).toBeUndefined();
  });
});
