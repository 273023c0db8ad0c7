/** Which paths are in which folders. */
import { isAbsolute, relative, resolve, sep } from "node:path";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { isInside } from "../src/disk.js";

/** What `node:path` says, which is slow. */
function byNode(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== ".." && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}

it.each([
  ["/a/b", "/a", true],
  ["/a", "/a", true],
  ["/a/", "/a", true],
  ["/a", "/a/", true],
  ["/ab", "/a", false],
  ["/", "/a", false],
  ["/a", "/", true],
  ["/a/../b", "/a", false],
  ["/a/..b/c", "/a", true],
  ["/a/b/..", "/a", true],
  ["/a//b", "/a/b", true],
  ["/a/./b", "/a/b", true],
  ["/x/../a/b", "/a", true],
  ["/a/.gen/b", "/a/.gen", true],
  ["/a/...", "/a", true],
] as const)("%s in %s: %s", (path, folder, expected) => {
  expect(isInside(path, folder)).toBe(expected);
});

it("are those that node:path says", () => {
  const path = fc.array(fc.constantFrom("a", "b", "ab", ".", "..", "...", ".a", "..a", ""), { maxLength: 5 }).map((parts) => `/${parts.join("/")}`);
  fc.assert(fc.property(path, path, (one, other) => {
    expect(isInside(one, other), `${one} in ${other}`).toBe(byNode(one, other));
    expect(isInside(resolve(one), resolve(other))).toBe(byNode(one, other));
  }), { numRuns: 3000 });
});
