/** Names that somebody is just typing, and words that names repeat. */
import { expect, it } from "vitest";
import { hasHalfTypedKeyword, isHalfTyped } from "../../src/model/half-typed.js";
import { withoutOwner, withOwner } from "../../src/model/owner-words.js";
import type { TestedLanguage } from "../support/lint.js";
import { programOfText, shownExpressions, shows } from "../support/model.js";

const WORDS = new Set(["cidr_block", "tags"]);

function halfTyped(prelude: string, expressions: readonly string[], language: TestedLanguage): string[] {
  const program = programOfText(`${prelude}\n${shows(expressions)}`, language);
  return shownExpressions(program).flatMap((expr, at) => (isHalfTyped(expr, WORDS) ? [expressions[at] ?? ""] : []));
}

it("are free names that begin one of the words", () => {
  expect(halfTyped("", ["cidr_b", "cidr_block", "t", "cidr_blocks", "idr", "block", "Cidr", "'cidr'", "cidr()", "cidr.x", "x"], "python")).toEqual(["cidr_b", "cidr_block", "t"]);
  expect(halfTyped("cidr = 1", ["cidr", "cid"], "python")).toEqual(["cid"]);
  expect(halfTyped("from library import *", ["cidr"], "python")).toEqual([]);
  expect(halfTyped("const tag = 1;", ["tag", "ta", "tagss", "this.ta"], "typescript")).toEqual(["ta"]);
});

it("are looked for behind the arguments that stand before the keywords", () => {
  const has = (call: string, from?: number): boolean => {
    const found = programOfText(call, "python").file.calls.at(-1) ?? expect.unreachable();
    return hasHalfTypedKeyword(found, WORDS, from);
  };
  expect([has("f(cidr)"), has("f(1, cidr)"), has("f(cidr, 1)"), has("f()"), has("f(1)"), has("f(x=cidr)"), has("f(*cidr)"), has("f(**cidr)"), has("f(1, *tags, tag)")]).toEqual([true, true, true, false, false, false, false, false, true]);
  expect([has("f(cidr)", 1), has("f(1, cidr)", 1), has("f(1, cidr)", 2), has("f(x=1, *y, cidr)", 1), has("f(1, x=2, cidr)", 1), has("f(cidr, tags, tag)", 2)]).toEqual([false, true, false, false, true, true]);
});

it("names without the words of their owner", () => {
  const names = ["id", "arn", "cidrBlock", "name", "identifier"];
  expect(["vpcId", "vpc_arn", "VpcCidrBlock", "vpc", "id", "vpcNothing", "subnetId", "myVpcId"].map((name) => withoutOwner("Vpc", name, names))).toEqual(["id", "arn", "cidrBlock", undefined, undefined, undefined, undefined, undefined]);
  expect(["dbInstanceIdentifier", "instanceName", "dbName", "configName", "dbInstanceConfigName"].map((name) => withoutOwner("DbInstanceConfig", name, names))).toEqual(["identifier", "name", undefined, undefined, undefined]);
  expect(withoutOwner("S3BucketObject", "bucketObjectArn", new Set(["arn"]))).toBe("arn");
  expect(withoutOwner("Vpc", "vpcId", [])).toBeUndefined();
});

it("names with words of their owner before them", () => {
  expect(withOwner("DbInstance", "name", ["dbName", "identifier"])).toBe("dbName");
  expect(withOwner("DbInstance", "name", ["instanceName"])).toBe("instanceName");
  expect(withOwner("DbInstanceConfig", "name", ["dbInstanceName"])).toBe("dbInstanceName");
  expect(withOwner("DbInstanceConfig", "name", ["configName"])).toBeUndefined();
  expect(withOwner("DbInstance", "name", ["dbName", "instanceName"])).toBeUndefined();
  expect(withOwner("DbInstance", "name", ["name", "clusterName"])).toBeUndefined();
  expect(withOwner("AbcDefGhi", "id", ["defId"])).toBe("defId");
  expect(withOwner("AbcDefGhi", "id", ["abcGhiId"])).toBeUndefined();
  expect(withOwner("DbInstance", "engine_mode", ["dbEngineMode"])).toBe("dbEngineMode");
});
