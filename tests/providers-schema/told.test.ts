/** What is told of a run: files that could not be read, versions whose schema is not known. */
import { beforeEach, expect, it, vi } from "vitest";

type Problems = typeof import("../../src/providers-schema/problems.js");
type Versions = typeof import("../../src/providers-schema/unknown-versions.js");
let problems: Problems;
let versions: Versions;

// As in a process of its own: what is told is kept for all of it.
beforeEach(async () => {
  vi.resetModules();
  problems = await import("../../src/providers-schema/problems.js");
  versions = await import("../../src/providers-schema/unknown-versions.js");
});

it("the same trouble with the same content of a file is told once", () => {
  problems.reportProblem("a", "1", "is odd");
  problems.reportProblem("a", "1", "is odd");
  problems.reportProblem("a", "1", "is even");
  problems.reportProblem("a", "2", "is odd");
  problems.reportProblem("b", "1", "is odd");
  expect(problems.reportedProblems().map(({ path, text }) => `${path} ${text}`)).toEqual(["a is odd", "a is even", "a is odd", "b is odd"]);
});

it("a hundred troubles are told, and no more", () => {
  for (let at = 0; at < 101; at++) problems.reportProblem(`file ${at}`, "1", "is odd");
  expect(problems.reportedProblems()).toHaveLength(100);
  expect(problems.reportedProblems().at(-1)).toEqual({ path: "file 99", text: "is odd" });
});

it("a version that is not known is told once, with what it is judged by", () => {
  const acme = { name: "acme", version: "1.0.0", source: "package.json", judgedBy: undefined };
  versions.noteUnknownVersion(acme);
  versions.noteUnknownVersion({ ...acme, judgedBy: "0.9.0" });
  versions.noteUnknownVersion({ ...acme, version: "2.0.0" });
  expect(versions.unknownVersionsInUse()).toEqual([{ ...acme, judgedBy: "0.9.0" }, { ...acme, version: "2.0.0" }]);
});
