/** `eslint --cache` with this plugin, in both versions of ESLint: whatever findings depend on is in the key. */
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { ESLint } from "eslint";
import { ESLint as ESLint9 } from "eslint9";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DEPENDENCIES, writeFiles } from "./support/dependencies.js";

const DELAY = 'import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";\nexport const make = (scope: any) => new LbTargetGroup(scope, "t", { deregistrationDelay: 30 });\n';
const home = process.cwd();
let root = "";

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "cdktf-eslint-cache-")));
  process.env["CDKTF_LINT_CACHE"] = join(root, ".kept");
  process.chdir(root);
});
afterEach(() => {
  process.chdir(home);
  delete process.env["CDKTF_LINT_CACHE"];
  rmSync(root, { recursive: true, force: true });
});

/** A run as a process of its own would be: nothing of the plugin is left from the one before. */
async function lint(eslint: typeof ESLint, isCached: boolean): Promise<string[]> {
  vi.resetModules();
  const { default: plugin } = await import("../src/index.js");
  const options = { cwd: root, overrideConfigFile: true, overrideConfig: plugin.configs.recommended, cache: isCached, cacheLocation: join(root, ".eslintcache") };
  const results = await new eslint(options as ESLint.Options).lintFiles(["."]);
  return results.flatMap(({ filePath, messages }) => messages.map(({ line, column, message }) => `${relative(root, filePath)} ${line}:${column} ${message}`));
}

/** What shows this mark was not linted again. */
function mark(): void {
  const path = join(root, ".eslintcache");
  writeFileSync(path, readFileSync(path, "utf8").replaceAll("`deregistrationDelay` of", "KEPT"));
}

describe.each([
  ["ESLint 9", ESLint9 as unknown as typeof ESLint],
  ["ESLint 10", ESLint],
])("%s --cache", (_version, eslint) => {
  it.each(DEPENDENCIES)("sees a change of $what", async ({ files, change }) => {
    writeFiles(root, files);
    const before = await lint(eslint, true);
    writeFiles(root, change);
    const after = await lint(eslint, true);
    // Without a cache to use, ESLint deletes the file.
    expect(after).toEqual(await lint(eslint, false));
    expect(after).not.toEqual(before);
  });

  it("uses findings again where nothing changed, and where only files changed that have nothing to do with CDKTF", async () => {
    writeFiles(root, { "package.json": "{}", "main.ts": DELAY, "web/page.ts": 'import { text } from "./text";\nexport const page = text;\n', "web/text.ts": 'export const text = "";\n' });
    await lint(eslint, true);
    mark();
    expect(await lint(eslint, true)).toEqual([expect.stringContaining("KEPT")]);
    writeFiles(root, { "web/text.ts": "export const text = 1;\n", "web/new.ts": "export {};\n", "README.md": "# Read me\n" });
    expect(await lint(eslint, true)).toEqual([expect.stringContaining("KEPT")]);
  });

  it("lints again with another version of the plugin's data", async () => {
    vi.resetModules();
    const { default: plugin } = await import("../src/index.js");
    const key = (plugin as unknown as { version: string }).version;
    vi.doMock("../src/providers-schema/store.js", async (original) => ({ ...(await original<object>()), dataIdentity: () => "other" }));
    vi.resetModules();
    const other = (await import("../src/index.js")).default as unknown as { version: string };
    vi.doUnmock("../src/providers-schema/store.js");
    expect(other.version).not.toBe(key);
    expect(key).toMatch(new RegExp(`^${plugin.meta.version.replaceAll(".", "\\.")}\\+[0-9a-f]{16}$`, "u"));
  });
});
