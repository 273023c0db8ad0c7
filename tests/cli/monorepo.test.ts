/** One run from the root of a repository whose packages use different provider versions. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ESLint } from "eslint";
import { expect, it } from "vitest";
import { cli, folderWith } from "./run-cli.js";

const FIXTURE = join(import.meta.dirname, "../fixtures/monorepo-versions");

function copy(): string {
  const root = folderWith({ ".git/": "" });
  cpSync(FIXTURE, root, { recursive: true });
  return root;
}

/** For each file the versions that its messages speak of. */
async function versions(cwd: string, ...args: string[]): Promise<Record<string, string[]>> {
  const { stdout, stderr } = await cli(cwd, ["--format", "json", ...args]);
  expect(stderr).toBe("");
  return Object.fromEntries((JSON.parse(stdout) as ESLint.LintResult[]).map(({ filePath, messages }) => [
    filePath.slice(cwd.length + 1).replaceAll("\\", "/"),
    [...new Set(messages.map(({ message }) => /\(you use (?:provider-aws )?([\d.]+)\)/u.exec(message)?.[1] ?? message))],
  ]));
}

const ALL = {
  "python/current/cache.py": ["21.22.1"],
  "python/legacy/cache.py": [],
  "services/current/cache.ts": ["21.22.1"],
  "services/legacy/cache.ts": [],
  "services/next/cache.ts": ["25.7.0"],
};

it("each package is judged by its own version, from the root and from its folder", async () => {
  const root = copy();
  expect(await versions(root)).toEqual(ALL);
  expect(await versions(join(root, "services/next"))).toEqual({ "cache.ts": ["25.7.0"] });
});

it("another version in one package's manifest changes that package alone", async () => {
  const root = copy();
  for (const [path, before, after] of [
    ["python/legacy/requirements.txt", /==[\d.]+/u, "==21.22.1"],
    ["services/next/package.json", "25.7.0", "24.1.0"],
    ["pnpm-lock.yaml", /25\.7\.0/gu, "24.1.0"],
  ] as const) {
    writeFileSync(join(root, path), readFileSync(join(root, path), "utf8").replace(before, after));
  }
  expect(await versions(root)).toEqual({ ...ALL, "python/legacy/cache.py": ["21.22.1"], "services/next/cache.ts": ["24.1.0"] });
});

it("a configuration at the root holds for all of them, one in a package for runs in its folder", async () => {
  const root = copy();
  writeFileSync(join(root, ".cdktf-lintrc.json"), JSON.stringify({ rules: { "no-unknown-property": "off", "valid-property-type": "off" } }));
  expect(Object.values(await versions(root))).toEqual([[], [], [], [], []]);
  expect(await versions(join(root, "services/current"))).toEqual({ "cache.ts": [] });
  writeFileSync(join(root, "services/current/.cdktf-lintrc.json"), JSON.stringify({ rules: { "valid-property-type": "off" } }));
  expect(await versions(join(root, "services/current"))).toEqual({ "cache.ts": ["21.22.1"] });
  expect(Object.values(await versions(root))).toEqual([[], [], [], [], []]);
});
