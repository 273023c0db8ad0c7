/** Results that the command makes without ESLint are those that ESLint makes, to the byte; and what is ESLint's goes to ESLint. */
import { cpSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../../src/index.js";
import { cli, folderWith, runNode, withoutFacts } from "./run-cli.js";

const FIXTURES = join(import.meta.dirname, "../fixtures");
const CLI = "../../dist/cli/main.cjs";

const PYTHON = 'from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup\nLbTargetGroup(scope, "t", deregistration_delay=30)\n';
const TYPESCRIPT = 'import { Vpc } from "@cdktf/provider-aws/lib/vpc";\nnew Vpc(scope, "v", { cidrBlok: "10.0.0.0/16" });\n';

/** What the command prints, less what it adds of its own. */
function plain(stdout: string): string {
  return `${JSON.stringify(withoutFacts(stdout))}\n`;
}

async function byEslint(root: string, config: "recommended" | "strict" = "recommended", Class: typeof ESLint = ESLint): Promise<string> {
  const eslint = new Class({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [...plugin.configs[config].filter(({ files }) => files), { files: ["**/*"], linterOptions: { reportUnusedDisableDirectives: "off" } }],
    errorOnUnmatchedPattern: false,
  });
  const results = await eslint.lintFiles(["**/*.{ts,mts,cts,js,cjs,py}"]);
  return `${JSON.stringify(results.sort((a, b) => (a.filePath < b.filePath ? -1 : 1)))}\n`;
}

/** Whether a run loads ESLint. */
async function loadsEslint(root: string, args: readonly string[]): Promise<boolean> {
  const { stdout } = await runNode(join(import.meta.dirname, "../support/loaded-modules.mjs"), root, [join(import.meta.dirname, CLI), ...args]);
  return stdout.includes("node_modules/eslint/lib/");
}

describe("results without ESLint", () => {
  it.each(readdirSync(FIXTURES).filter((name) => name.startsWith("streaming-stack-")))("are ESLint's for %s", async (name) => {
    const root = folderWith({});
    cpSync(join(FIXTURES, name), root, { recursive: true });
    for (const config of ["recommended", "strict"] as const) {
      const { stdout } = await cli(root, ["-f", "json", ...(config === "strict" ? ["--strict"] : [])]);
      expect(plain(stdout)).toBe(await byEslint(root, config));
    }
  });

  it("are ESLint's for whatever a text begins with, ends lines with and says to ESLint", async () => {
    const root = folderWith({
      "mark.ts": `\uFEFF${TYPESCRIPT}`,
      "mark.py": `\uFEFF${PYTHON}`,
      "shebang.js": `#!/usr/bin/env node\n${TYPESCRIPT}`,
      "shebang.py": `#!/usr/bin/env python\n${PYTHON}`,
      "carriage.ts": TYPESCRIPT.replaceAll("\n", "\r\n"),
      "carriage.py": PYTHON.replaceAll("\n", "\r"),
      "separator.ts": `const text = "\u2028";\u2029${TYPESCRIPT}`,
      "separator.py": `text = "\u2028"\n${PYTHON}`,
      "common.cjs": 'const { Vpc } = require("@cdktf/provider-aws/lib/vpc");\nnew Vpc(scope, "v", { cidrBlok: "" });\nreturn;\n',
      "disabled.ts": TYPESCRIPT.replace("new", "/* eslint-disable-next-line */\nnew"),
      "disabled.py": PYTHON.replace("30)", "30)  # eslint-disable-line cdktf/valid-property-type"),
      "configured.ts": `/* eslint cdktf/no-unknown-property: "warn" */\n${TYPESCRIPT}`,
      "broken.ts": "const = 1;\n",
      "broken.py": "def (\n",
      "plain.ts": "export {};\n",
      "plain.py": "",
    });
    expect(plain((await cli(root, ["-f", "json"])).stdout)).toBe(await byEslint(root));
  });

  it("are those of ESLint 9 where that is installed", async () => {
    const repository = join(import.meta.dirname, "../..");
    const root = folderWith({ "a.ts": TYPESCRIPT, "b.py": PYTHON, "c.ts": "export {};\n", "d.ts": `// eslint-disable-next-line cdktf/no-inline-routes\n${TYPESCRIPT}` });
    const tools = folderWith({ "node_modules/": "" });
    for (const name of ["dist", "data", "package.json"]) cpSync(join(repository, name), join(tools, name), { recursive: true });
    for (const name of readdirSync(join(repository, "node_modules"))) if (name !== "eslint") symlinkSync(join(repository, "node_modules", name), join(tools, "node_modules", name), "junction");
    symlinkSync(join(repository, "node_modules/eslint9"), join(tools, "node_modules/eslint"), "junction");
    const { stdout } = await runNode(join(tools, "dist/cli/main.cjs"), root, ["-f", "json"]);
    const { ESLint: ESLint9 } = (await import("eslint9")) as unknown as { ESLint: typeof ESLint };
    expect(stdout).toContain('"nodeType":null');
    expect(plain(stdout)).toBe(await byEslint(root, "recommended", ESLint9));
  });

  it("are made for files that need no ESLint; only the others load it", async () => {
    const root = folderWith({ "a.ts": TYPESCRIPT, "b.py": PYTHON, "c.ts": "export {};\n", "d.ts": `// eslint-disable-next-line\n${TYPESCRIPT}`, "e.py": "def (\n" });
    expect(await loadsEslint(root, ["a.ts", "b.py", "c.ts"])).toBe(false);
    expect(await loadsEslint(root, ["d.ts"])).toBe(true);
    expect(await loadsEslint(root, ["e.py"])).toBe(true);
    expect(await loadsEslint(root, ["--fix", "c.ts"])).toBe(false);
    expect(await loadsEslint(root, ["--fix", "b.py"])).toBe(true);
    expect(await loadsEslint(root, ["--rule", "no-inline-routes: warn", "a.ts"])).toBe(false);
    expect(await loadsEslint(root, ["--rule", 'require-stack-outputs: ["warn", {}]', "a.ts"])).toBe(true);
  });

  it("are ESLint's where a rule has options", async () => {
    const root = folderWith({ "a.ts": TYPESCRIPT });
    const { code, stderr } = await cli(root, ["--rule", 'no-unknown-property: ["error", {"nonsense": 1}]']);
    expect(code).toBe(2);
    expect(stderr).toContain("the options of a rule are wrong: cdktf/no-unknown-property");
  });
});

