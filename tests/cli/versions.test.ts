/** Versions that a project does not really state: nothing is said then that some version allows. */
import type { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { cli, folderWith } from "./run-cli.js";

const PYTHON = "from cdktf import TerraformStack, TerraformCount, CloudBackend, Nonsense\n";
const TYPESCRIPT = 'import { TerraformStack, TerraformCount, CloudBackend, Nonsense } from "cdktf";\n';
const ROOT_IMPORTS = 'import { DataAwsRegion } from "@cdktf/provider-aws";\nimport { Eip } from "@cdktf/provider-aws/lib/eip";\nexport const make = (scope: any) => [new DataAwsRegion(scope, "r", {}), new Eip(scope, "e", { vpc: true, nonsense: 1 })];\n';

async function messagesIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { stdout } = await cli(folderWith({ ".git/HEAD": "", ...files }), ["--format", "json"]);
  return (JSON.parse(stdout) as ESLint.LintResult[]).flatMap(({ messages }) => messages.map(({ message }) => message));
}

describe("a package of one's own build, which is called 0.0.0, has what any version has", () => {
  it.each<[string, Record<string, string>]>([
    ["Pipfile.lock, from a path", { "a.py": PYTHON, "Pipfile.lock": '{"_meta":{},"default":{"cdktf":{"path":"./../dist/cdktf-0.0.0-py3-none-any.whl","version":"==0.0.0"}},"develop":{}}' }],
    ["poetry.lock, from a file", { "a.py": PYTHON, "poetry.lock": '[[package]]\nname = "cdktf"\nversion = "0.0.0"\n[package.source]\ntype = "file"\nurl = "dist/cdktf-0.0.0-py3-none-any.whl"\n' }],
    ["uv.lock, from a path", { "a.py": PYTHON, "uv.lock": 'version = 1\n[[package]]\nname = "cdktf"\nversion = "0.0.0"\nsource = { path = "dist/cdktf-0.0.0-py3-none-any.whl" }\n' }],
    ["pdm.lock, from a path", { "a.py": PYTHON, "pdm.lock": '[[package]]\nname = "cdktf"\nversion = "0.0.0"\npath = "./dist/cdktf-0.0.0-py3-none-any.whl"\n' }],
    ["a virtual environment", { "a.py": PYTHON, ".venv/lib/python3.11/site-packages/cdktf-0.0.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: cdktf\nVersion: 0.0.0\n" }],
    ["package-lock.json, from a file", { "a.ts": TYPESCRIPT, "package-lock.json": '{"lockfileVersion":3,"packages":{"node_modules/cdktf":{"version":"0.0.0","resolved":"file:../dist/cdktf.tgz"}}}' }],
    ["yarn.lock, from a file", { "a.ts": TYPESCRIPT, "yarn.lock": '# yarn lockfile v1\n\n"cdktf@file:../dist/cdktf.tgz":\n  version "0.0.0"\n' }],
    ["node_modules", { "a.ts": TYPESCRIPT, "node_modules/cdktf/package.json": '{"name":"cdktf","version":"0.0.0"}' }],
  ])("%s", async (_where, files) => {
    expect(await messagesIn(files)).toEqual([expect.stringContaining("`Nonsense`")]);
  });
});

describe("a provider that nothing states", () => {
  it.each([
    ["0.0.17", 1],
    ["~0.12.0", 1],
    ["^0.20.0", 1],
    // The newest provider goes with the newest core only.
    ["^0.21.0", 3],
    [">=0.17.0", 3],
  ])("is no newer than the core %s allows", async (core, findings) => {
    const messages = await messagesIn({ "a.ts": ROOT_IMPORTS, "package.json": JSON.stringify({ dependencies: { cdktf: core } }) });
    expect(messages).toHaveLength(findings);
    expect(messages.at(-1)).toContain("`nonsense`");
  });

  it("is the newest where nothing is stated at all", async () => {
    expect(await messagesIn({ "a.ts": ROOT_IMPORTS })).toHaveLength(3);
  });
});

describe("what is nothing of this command's", () => {
  it("are comments for ESLint that are wrong, unless they are about its rules", async () => {
    const root = folderWith({
      "env.js": "/* eslint-env node */\nmodule.exports = {};\n",
      "rules.ts": '/* eslint semi: banana, quotes: [2,"x"] */\nfoo();\n',
      "globals.ts": "/* global foo:banana */\nfoo();\n",
      "cdktf.ts": '/* eslint-env node */\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport const make = (scope: any) => new Vpc(scope, "v", { cidrBlok: "10.0.0.0/16" });\n',
    });
    const { code, stdout, stderr } = await cli(root, ["--format", "json"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const results = JSON.parse(stdout) as ESLint.LintResult[];
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId))).toEqual(["cdktf/no-unknown-property"]);
    expect(results.map(({ errorCount, fatalErrorCount }) => [errorCount, fatalErrorCount])).toEqual([[1, 0], [0, 0], [0, 0], [0, 0]]);

    const own = await messagesIn({ "a.ts": "/* eslint cdktf/no-inline-routes: banana */\nfoo();\n", "b.ts": "const = 1; /* eslint-env x */\n" });
    expect(own).toEqual([expect.stringContaining("cdktf/no-inline-routes"), expect.stringMatching(/^Parsing error: /u)]);
  });

  it("is an .eslintignore", async () => {
    const root = folderWith({ ".eslintignore": "*\n", "a.ts": "// eslint-disable-next-line\nfoo();\n" });
    expect(await cli(root, ["--format", "json"])).toMatchObject({ code: 0, stderr: "" });
  });
});
