import { describe, expect, it } from "vitest";
import { bundledVersions, loadPackage, nearest } from "../../src/providers-schema/index.js";

const aws = loadPackage("@cdktf/provider-aws", bundledVersions("@cdktf/provider-aws").at(-1) ?? "");

function argumentsOf(module: string, name: string): string[] {
  const type = aws?.type(module, name);
  return type?.kind === "struct" ? [...type.properties.keys()] : expect.unreachable(name);
}

describe("nearest", () => {
  it.each([
    ["elasticacheReplicationGroup", "ElasticacheReplicationGroupConfig", "replication_group_description", "description"],
    ["elasticacheReplicationGroup", "ElasticacheReplicationGroupConfig", "multi_az", "multiAzEnabled"],
    ["elasticacheReplicationGroup", "ElasticacheReplicationGroupConfig", "num_node_group", "numNodeGroups"],
    ["vpc", "VpcConfig", "cird_block", "cidrBlock"],
    ["vpc", "VpcConfig", "CIDRBlock", "cidrBlock"],
    ["vpc", "VpcConfig", "cidrBlocks", "cidrBlock"],
    ["vpc", "VpcConfig", "enableDnsHostname", "enableDnsHostnames"],
    ["instance", "InstanceConfig", "subnetIds", "subnetId"],
    ["s3Bucket", "S3BucketConfig", "bucketName", "bucket"],
    ["vpc", "VpcConfig", "tagsAlll", "tagsAll"],
    ["instance", "InstanceConfig", "aim", "ami"],
    ["instance", "InstanceConfig", "keyNmae", "keyName"],
  ])("%s.%s: %s is %s", (module, type, name, meant) => {
    expect(nearest(name, argumentsOf(module, type))[0]).toBe(meant);
  });

  it.each([
    ["s3BucketVersioning", "S3BucketVersioning", "S3BucketVersioningA"],
    ["s3BucketServerSideEncryptionConfiguration", "S3BucketServerSideEncryptionConfiguration", "S3BucketServerSideEncryptionConfigurationA"],
    ["apigatewayv2Api", "ApiGatewayV2Api", "Apigatewayv2Api"],
    ["apigatewayv2Api", "ApiGatewayV2ApiConfig", "Apigatewayv2ApiConfig"],
  ])("type in %s: %s is %s", (module, name, meant) => {
    expect(nearest(name, aws?.module(module)?.typeNames ?? [])[0]).toBe(meant);
  });

  it("would rather say nothing", () => {
    expect(nearest("EcsTaskDefinitionContainerDefinitions", aws?.module("ecsTaskDefinition")?.typeNames ?? [])).toEqual([]);
    expect(nearest("maxCapacity", ["minCapacity"])).toEqual([]);
    expect(nearest("enableLogging", ["disableLogging"])).toEqual([]);
    expect(nearest("ingress", ["egress"])).toEqual([]);
    expect(nearest("inputFormat", ["outputFormat"])).toEqual([]);
    expect(nearest("ipv4Cidr", ["ipv6Cidr"])).toEqual([]);
    expect(nearest("ec2", aws?.moduleNames() ?? [])).toEqual([]);
    expect(nearest("vpc", argumentsOf("eip", "EipConfig"))).toEqual([]);
    expect(nearest("roleArn", ["ruleArn"])).toEqual([]);
    expect(nearest("vpnId", ["vpcId"])).toEqual([]);
    expect(nearest("Backend", ["S3Backend", "GcsBackend", "PgBackend"])).toEqual([]);
    expect(nearest("id", ["arn", "ip", "name"])).toEqual([]);
    expect(nearest("", ["arn"])).toEqual([]);
    expect(nearest("__proto__", ["constructor", "toString"])).toEqual([]);
    expect(nearest("cidrBlock", [])).toEqual([]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    // The same words, in another writing or number.
    ["vpcId", ["vpcId", "vpc_id", "vpcIds"], ["vpc_id"]],
    ["HTTPServer", ["httpServer", "HttpServers"], ["httpServer"]],
    ["idVpc", ["vpcId"], ["vpcId"]],
    ["addresses", ["address"], ["address"]],
    ["policies", ["policy"], ["policy"]],
    ["boxes", ["box"], ["box"]],
    ["bucket", ["buckets", "bucketName", "bucketKey"], ["buckets"]],
    // Slips of the fingers: letters swapped, doubled, left out, or the key beside.
    ["tgas", ["tags"], ["tags"]],
    ["taggs", ["tags"], ["tags"]],
    ["availabilityZnoes", ["availabilityZones"], ["availabilityZones"]],
    ["descriptoin", ["description"], ["description"]],
    ["instanceTyp", ["instanceType", "instanceTypes", "instance"], ["instanceType"]],
    ["key", ["ket", "kex", "kez"], ["ket"]],
    ["name", ["game", "nane", "mame"], ["mame", "nane"]],
    ["tag", ["tags", "tagz"], ["tags", "tagz"]],
    // A word too many or too few.
    ["RouteTableAssoc", ["RouteTable", "RouteTableAssociation"], ["RouteTable"]],
    ["LbTargetGroup", ["LbTargetGroupAttachment", "AlbTargetGroup"], ["AlbTargetGroup"]],
    ["securityGroup", ["vpcSecurityGroupIds", "securityGroupIds", "securityGroups"], ["securityGroups"]],
    ["zone", ["zones", "zoneId", "zoneIds", "zoneName"], ["zones"]],
    // Other things.
    ["ab", ["ba", "abc"], []],
    ["aab", ["ab"], []],
    ["a1", ["a2"], []],
    ["abcd", ["abcx", "abcy", "abcz", "abcw"], []],
    ["dscrptn", ["description"], []],
    ["deletionWindow", ["deletionWindowInDays"], []],
    ["___", ["abc", "___"], []],
  ])("for %s among %j gives %j", (name, candidates, meant) => {
    expect(nearest(name, candidates)).toEqual(meant);
  });

  it("gives slips alone, if asked", () => {
    expect(nearest("colour", ["color", "colours", "colourOfAll"], { slipsOnly: true })).toEqual(["colours", "color"]);
    expect(nearest("zone", ["zoneId", "zoneName"], { slipsOnly: true })).toEqual([]);
  });

  it("prefers what is rather meant among equally near names", () => {
    expect(nearest("rate", ["rateKey", "rateMax"], { prefer: (name) => (name === "rateMax" ? 1 : 0) })[0]).toBe("rateMax");
    expect(nearest("rateKye", ["rateKey", "rateKeys"], { prefer: (name) => (name === "rateKeys" ? 1 : 0) })[0]).toBe("rateKey");
  });

  it("gives the best first and no more than asked", () => {
    expect(nearest("tag", ["tagss", "tags", "tagsAll"])[0]).toBe("tags");
    expect(nearest("cidrBlokc", ["cidrBlock", "cidrBlocks", "cidrBloc"], { limit: 1 })).toHaveLength(1);
  });

  it.each<[string, string]>([
    ["pvId", "vpId"], ["vpiCd", "vpcId"], ["routeTabel", "routeTable"], ["ttags", "tags"], ["atags", "tags"],
    ["tafs", "tags"], ["tah", "tag"], ["vpSubnetId", "vpcSubnetId"], ["vpSubn", "vpcSubn"], ["certificoto", "certificate"],
    ["retantion", "retention"], ["descraptoon", "description"], ["defanitoon", "definition"], ["zoneaSubneuTablf", "zonebSubnetTable"], ["zoneaSubneuTablfGroup", "zonebSubnetTableGroup"], ["aVpcSubnet", "vpcSubnet"],
    ["vpcSubnet", "aVpcSubnet"], ["vpcXSubnet", "vpcSubnet"], ["batches", "batch"], ["hashes", "hash"], ["classes", "class"],
    ["class", "clas"], ["boxes", "box"], ["ties", "ty"], ["policie", "policy"], ["idsVpc", "vpcId"],
    ["essays", "essay"], ["axes", "ax"], ["s3Bukcet2", "s3Bucket2"], ["securtiyGruop", "securityGroup"], ["securrityGrroup", "securityGroup"],
  ])("takes %s for a slip of %s", (name, candidate) => {
    expect(nearest(name, [candidate], { slipsOnly: true })).toEqual([candidate]);
    expect(nearest(name, [candidate])).toEqual([candidate]);
  });

  it.each<[string, string]>([
    ["dbParameterGroup", "parameterGroup"], ["parameterGroup", "dbParameterGroup"], ["config", "launchConfig"], ["launchConfig", "config"], ["launchName", "launch"],
    ["launch", "launchName"], ["name", "userName"], ["launchName", "launchGroupName"], ["launchGroupName", "launchName"], ["configuration", "veryLongLaunchConfiguration"],
    ["veryLongLaunchConfiguration", "configuration"], ["RouteTable", "RouteTableAssociation"], ["RouteTableAssociationConfig", "RouteTableAssociation"], ["routeTableAssociation", "routeTable"], ["rate", "rateKey"],
  ])("takes %s for %s with a word too many or too few", (name, candidate) => {
    expect(nearest(name, [candidate], { slipsOnly: true })).toEqual([]);
    expect(nearest(name, [candidate])).toEqual([candidate]);
  });

  it.each<[string, string]>([
    ["voId", "vpId"], ["pags", "aags"], ["ltgs", "ztgs"], ["tads", "tags"], ["tagz", "tags"],
    ["tagx", "tags"], ["tax", "tag"], ["vpId", "vpcId"], ["aSubnets", "azSubnets"], ["vpSub", "vpcSub"],
    ["vpSu", "vpcSu"], ["certificotx", "certificatea"], ["retontian", "retention"], ["configurat", "configuration"], ["aaaaaBaaaaaCaaaaaDaaaaa", "aaaabBaaaabCaaaabDaaaab"],
    ["zoneaSubneuTablfGruop", "zonebSubnetTableGroup"], ["cidr2", "cidr"], ["a12b", "a1b2"], ["s3Bucket2", "s3Bucket1"], ["port443x", "port444x"],
    ["name", "administratorName"], ["nameOfUser", "name"], ["group", "launchGroupName"], ["launchGroupName", "group"], ["RouteTableAssociation", "RouteTable"],
    ["RouteTable", "RouteTableAssociationConfig"], ["RouteT", "RouteTables"], ["rat", "ratKey"], ["rates", "rateKeyBox"], ["zoneId", "zoneIdsOfAll"], ["ärn", "qrn"],
  ])("takes %s for something else than %s", (name, candidate) => {
    expect(nearest(name, [candidate])).toEqual([]);
  });

  it.each<[string, readonly string[], Readonly<Record<string, number>>, readonly string[]]>([
    // The same words are what is meant, whichever is preferred.
    ["vpc-id", ["vpcId", "vpc_id"], { vpc_id: 1 }, ["vpcId", "vpc_id"]],
    // Slips and words too many alike: the higher, and else the first by name.
    ["coler", ["color", "caler"], {}, ["caler", "color"]],
    ["coler", ["color", "caler"], { color: 0.1 }, ["color", "caler"]],
    ["coler", ["color", "caler"], { color: 1 }, ["color", "caler"]],
    ["zone", ["zoneId", "zoneName"], {}, ["zoneId", "zoneName"]],
    ["zone", ["zoneId", "zoneName"], { zoneName: 0.2 }, ["zoneId", "zoneName"]],
    ["zone", ["zoneId", "zoneName"], { zoneName: 1 }, ["zoneName", "zoneId"]],
    ["rate", ["rateKey", "rateMax"], { rateMax: 0.5 }, ["rateMax", "rateKey"]],
    // A little nearer counts less than what is preferred, much nearer counts more.
    ["groups", ["group", "grouqs"], { grouqs: 1 }, ["grouqs", "group"]],
    ["rateKye", ["rateKey", "rateKeys"], { rateKeys: 1 }, ["rateKey"]],
  ])("for %s among %j with %j gives %j", (name, candidates, higher, expected) => {
    expect(nearest(name, candidates, { prefer: (one) => higher[one] ?? 0 })).toEqual(expected);
    expect(nearest(name, candidates.toReversed(), { prefer: (one) => higher[one] ?? 0 })).toEqual(expected);
  });

  it("gives two that are a little alike, and none of three", () => {
    expect(nearest("name", ["userName", "hostName"])).toEqual(["hostName", "userName"]);
    expect(nearest("name", ["userName", "hostName", "nodeName"])).toEqual([]);
    expect(nearest("zoneId", ["zone", "zoneIdList", "zoneIdSet"])).toEqual([]);
    expect(nearest("groupName", ["group", "groupNames", "groupNamePrefix"])).toEqual(["groupNames"]);
  });

  it("gives three at most, and each once", () => {
    const all = ["caler", "coder", "cooler", "coyer", "color"];
    expect(nearest("coler", [...all, ...all])).toEqual(["caler", "coder", "color"]);
    expect(nearest("coler", all, { limit: 5 })).toEqual([...all].sort());
    expect(nearest("coler", all, { limit: 0 })).toEqual([]);
  });
});
