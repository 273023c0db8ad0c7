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
});
