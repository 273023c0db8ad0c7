/**
 * Counts, not clocks: what a run loads, reads, parses and unpacks, with limits that only a change of the way it works
 * can pass. The applications are those of the benchmark.
 */
import { readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeApplication } from "../bench/application.mjs";
import { documentWith } from "../bench/report.mjs";
import { CLI as COMMAND, cli, folderWith, runNode } from "./cli/run-cli.js";

const ROOT = join(import.meta.dirname, "..");
const LOADED = join(import.meta.dirname, "support/loaded-modules.mjs");
const COUNTED = join(import.meta.dirname, "support/counted-work.mjs");
/** The same modules as in the command, which is one file. */
const CLI = join(import.meta.dirname, "support/unbundled.mjs");

type Language = "typescript" | "python";
const LANGUAGES: readonly Language[] = ["typescript", "python"];

/** What is loaded for a run: files of this package by their paths, others by the package. */
async function modulesOf(files: Readonly<Record<string, string>>, args: readonly string[] = ["--format", "json"], program = CLI): Promise<string[]> {
  const { stdout, stderr } = await runNode(LOADED, folderWith(files), [program, ...args]);
  expect(stderr).toBe("");
  const names = stdout.trim().split("\n").filter((url) => !url.endsWith("/package.json")).map((url) => {
    const path = decodeURIComponent(url);
    return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(path)?.[1] ?? /\/dist\/(.*)$/u.exec(path)?.[1] ?? "";
  });
  return [...new Set(names)].filter((name) => name !== "" && !/loaded-modules|unbundled/u.test(name)).sort();
}

/** What `counted-work.mjs` counts. */
interface Work {
  readonly parsed: number;
  readonly reads: number;
  readonly readsOfSources: number;
  readonly bytes: number;
  readonly listings: number;
  /** How often it was asked what is at a path. */
  readonly states: number;
  /** TypeScript: trees that were not handed over as JSON. */
  readonly treesOfMemory: number;
  readonly unpacked: number;
  readonly lowered: number;
  readonly types: number;
  /** Answers about the schema that were worked out. */
  readonly lookedUp: number;
}

async function workOf(language: Language, stacks: number, more: readonly string[] = []): Promise<Work & { readonly files: number }> {
  const root = folderWith({ ".git/HEAD": "" });
  const { files } = writeApplication(root, { language, stacks, plain: 5 });
  // Folders that have just changed are listed more often, by the clock.
  const old = new Date(Date.now() - 60_000);
  for (const name of ["", ...readdirSync(root, { recursive: true, encoding: "utf8" })]) utimesSync(join(root, name), old, old);
  const { stdout } = await runNode(COUNTED, root, [CLI, "--format", "json", "-o", "report.json", ...more]);
  const results = JSON.parse(readFileSync(join(root, "report.json"), "utf8")) as unknown[];
  // Python has one more, without anything in it.
  expect(results).toHaveLength(files + (language === "python" ? 1 : 0));
  return { ...(JSON.parse(stdout) as Work), files: results.length };
}

describe("modules loaded", () => {
  const PLAIN = { "a.ts": "export const answer = 42;\n" };
  const TYPESCRIPT = { "a.ts": 'import { Vpc } from "@cdktf/provider-aws/lib/vpc";\nnew Vpc(scope, "v", { cidrBlock: "10.0.0.0/16" });\n' };
  const PYTHON = { "a.py": 'from cdktf_cdktf_provider_aws.vpc import Vpc\nVpc(scope, "v", cidr_block="10.0.0.0/16")\n' };

  it("for a run without CDKTF", async () => {
    expect(await modulesOf(PLAIN)).toMatchSnapshot();
  });

  it("for TypeScript only", async () => {
    const modules = await modulesOf(TYPESCRIPT);
    expect(modules).toMatchSnapshot();
    expect(modules.filter((name) => name.startsWith("languages/python/"))).toEqual([]);
  });

  it("for Python only", async () => {
    const modules = await modulesOf(PYTHON);
    expect(modules).toMatchSnapshot();
    expect(modules.filter((name) => name.startsWith("languages/ecmascript/") || name.startsWith("oxc"))).toEqual([]);
  });

  it("by the command itself, which is one file", async () => {
    // Where Node does not keep compiled code itself, command.cjs is not loaded by Node.
    const loaded = async (files: Readonly<Record<string, string>>): Promise<string[]> => (await modulesOf(files, undefined, COMMAND)).filter((name) => name !== "cli/command.cjs" && !name.startsWith("@oxc-parser/"));
    for (const files of [PLAIN, TYPESCRIPT]) expect(await loaded(files)).toEqual(["cli/main.cjs"]);
    expect(await loaded(PYTHON)).toEqual(["cli/main.cjs", "languages/python/generated/tree-sitter.cjs"]);
  });

  it("for the version and the help", async () => {
    for (const option of ["--version", "--help"]) expect((await modulesOf({}, [option])).filter((name) => /^(?:languages|model|rules|providers-schema)\/|^eslint/u.test(name))).toEqual([]);
    expect((await cli(ROOT, ["--version"])).code).toBe(0);
  });
});

describe.each(LANGUAGES)("work in %s", (language) => {
  it("grows with the files, and is done once for each", async () => {
    const few = await workOf(language, 30);
    // More than are kept as a whole for the file that creates them all.
    const many = await workOf(language, 150);
    for (const work of [few, many]) {
      // The settings are one more: without CDKTF they are left after a glance, and read when a stack asks what is in them.
      expect(work.parsed).toBe(work.files + 1);
      expect(work.readsOfSources).toBe(work.files);
    }
    // Files that have nothing to do with CDKTF are parsed, but no tree of them is made.
    expect(few.lowered).toBe(few.files - 5 - (language === "python" ? 1 : 0));
    expect(many.lowered - few.lowered).toBe(120);
    // The same classes in more files: no more of the schema is unpacked, and nothing of it is worked out again.
    expect(many.unpacked).toBe(few.unpacked);
    expect(many.types).toBe(few.types);
    expect(many.lookedUp).toBe(few.lookedUp);
    const perFile = (work: Work & { files: number }, key: keyof Work): number => work[key] / work.files;
    for (const key of ["reads", "bytes", "listings"] as const) expect(perFile(many, key), key).toBeLessThan(perFile(few, key) * 1.1);
    // Folders are listed, and manifests looked at, once in a run. Of a file it is asked whether it can be read, what it is, and by the
    // one that imports it again; in Python that one looks for a package first.
    expect(many.listings).toBe(few.listings);
    expect(many.states - few.states).toBe((language === "python" ? 5 : 4) * 120);
    expect(few.lookedUp).toBeGreaterThan(100);
    // JSON is for the first trees, until what makes the others is loaded.
    if (language === "typescript") expect(many.treesOfMemory - few.treesOfMemory).toBe(many.parsed - few.parsed);
  });

  it("is none for what is known, with --cache", async () => {
    const root = folderWith({ ".git/HEAD": "" });
    writeApplication(root, { language, stacks: 10 });
    const args = ["--format", "json", "--cache", "--cache-strategy", "content", "--cache-location", "cache.json"];
    const old = new Date(Date.now() - 60_000);
    for (const name of readdirSync(root, { recursive: true, encoding: "utf8" })) utimesSync(join(root, name), old, old);
    const first = JSON.parse((await runNode(COUNTED, root, [CLI, ...args])).stdout) as Work;
    const second = JSON.parse((await runNode(COUNTED, root, [CLI, ...args])).stdout) as Work;
    expect(first.parsed).toBeGreaterThan(10);
    expect({ parsed: second.parsed, lowered: second.lowered, unpacked: second.unpacked }).toEqual({ parsed: 0, lowered: 0, unpacked: 0 });
  });
});

it("docs/performance.md has the tables of what was measured last", () => {
  const page = readFileSync(join(ROOT, "docs/performance.md"), "utf8");
  expect(documentWith(page, JSON.parse(readFileSync(join(ROOT, "bench/results.json"), "utf8")) as object)).toBe(page);
});
