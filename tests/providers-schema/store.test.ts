import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PackedPackage } from "../../src/providers-schema/package.js";
import { PackFile } from "../../src/providers-schema/store.js";

const original = readFileSync(new URL("../../data/cdktf.pack", import.meta.url));
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cdktf-pack-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function packageOf(bytes: Buffer): PackedPackage {
  const path = join(folder, "torn.pack");
  writeFileSync(path, bytes);
  return new PackedPackage(new PackFile(path), "cdktf", "0.21.0");
}

function changed(at: number): Buffer {
  const bytes = Buffer.from(original);
  bytes[at] = (bytes[at] ?? 0) ^ 0x55;
  return bytes;
}

/** What is thrown, in words; `toThrow` would be content with a thrown `undefined`. */
function failureOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return error instanceof Error ? error.message : `no error: ${String(error)}`;
  }
  return "none";
}

describe("damaged data", () => {
  it("reads what is whole", () => {
    expect(packageOf(original).type("", "TerraformStack")?.kind).toBe("class");
  });

  it.each([
    ["empty", Buffer.alloc(0)],
    ["cut in the head", original.subarray(0, 300)],
    ["cut in the last page", original.subarray(0, original.length - 40)],
    ["another format", Buffer.concat([Buffer.from("cdktf-schema 9"), original.subarray(14)])],
    ["no length in the first line", Buffer.from("cdktf-schema 3\n")],
    ["a length that is no number", Buffer.concat([Buffer.from("cdktf-schema 3 x"), original.subarray(16)])],
    ["a length beyond all memory", Buffer.from("cdktf-schema 3 99999999999999999999 1\n")],
    ["no pack at all", Buffer.from("<!doctype html>\n<title>Not found</title>")],
    ["a flipped byte in the head", changed(200)],
    ["a flipped byte in a page", changed(original.length - 100)],
  ])("names the file: %s", (_, bytes) => {
    expect(failureOf(() => [...packageOf(bytes).typeNames()])).toMatch(/torn\.pack is missing or damaged: .+ Install eslint-plugin-cdktf again\./u);
  });

  it("names a file that is not there", () => {
    expect(failureOf(() => new PackedPackage(new PackFile(join(folder, "nowhere.pack")), "cdktf", "0.21.0"))).toMatch(/nowhere\.pack is missing or damaged/u);
  });
});
