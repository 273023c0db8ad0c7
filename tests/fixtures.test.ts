/** The reference stacks: every failure on its line in the flawed ones, silence on the fixed ones, the same from ESLint. */
import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ESLint, Linter } from "eslint";
import { ESLint as ESLint9 } from "eslint9";
import { describe, expect, it } from "vitest";
import plugin from "../src/index.js";
import { cli } from "./cli/run-cli.js";

const FIXTURES = join(import.meta.dirname, "fixtures");

interface Row {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: number;
  readonly rule: string | null;
  readonly message: string;
}

function rows(results: readonly { filePath: string; messages: readonly { line: number; column: number; severity: number; ruleId: string | null; message: string }[] }[], root: string): Row[] {
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, severity, ruleId, message }) => ({ file: relative(root, filePath).split(sep).join("/"), line, column, severity, rule: ruleId, message })),
    )
    .sort((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1));
}

const runs = new Map<string, Promise<{ code: number | null; rows: Row[] }>>();

/** What the command finds in a fixture; it is run once. */
function commandRows(name: string): Promise<{ code: number | null; rows: Row[] }> {
  let run = runs.get(name);
  if (!run) runs.set(name, (run = runOn(name)));
  return run;
}

async function runOn(name: string): Promise<{ code: number | null; rows: Row[] }> {
  const root = join(FIXTURES, name);
  const { code, stdout } = await cli(root, ["--format", "json"]);
  return { code, rows: rows(JSON.parse(stdout) as ESLint.LintResult[], root) };
}

/** What each of the eight failures is found by, and the text on the line where its finding stands. */
const FAILURES = {
  python: [
    ["no-unknown-import", "stacks/streaming_stack.py", "import EcsTaskDefinition, EcsTaskDefinitionContainerDefinitions"],
    ["no-unknown-property", "stacks/streaming_stack.py", 'replication_group_description="Redis'],
    ["valid-property-type", "stacks/streaming_stack.py", "at_rest_encryption_enabled=True"],
    ["valid-property-type", "stacks/streaming_stack.py", "auto_minor_version_upgrade=True"],
    ["valid-property-type", "stacks/streaming_stack.py", "deregistration_delay=30"],
    ["valid-testing-assertion", "tests/test_streaming_stack.py", "resources = Testing.to_be_valid_terraform(synthesized)"],
    ["no-inline-routes", "stacks/streaming_stack.py", "route=["],
    ["no-dropped-block-keys", "stacks/streaming_stack.py", '"gateway_id": igw.id'],
    ["require-integration-dependency", "stacks/streaming_stack.py", "deployment = ApiGatewayDeployment("],
    ["require-stack-outputs", "stacks/streaming_stack.py", "class StreamingStack(TerraformStack):"],
  ],
  typescript: [
    ["no-unknown-import", "lib/streaming-stack.ts", "import { EcsTaskDefinition, EcsTaskDefinitionContainerDefinitions }"],
    ["no-unknown-property", "lib/streaming-stack.ts", 'replicationGroupDescription: "Redis'],
    ["valid-property-type", "lib/streaming-stack.ts", "atRestEncryptionEnabled: true"],
    ["valid-property-type", "lib/streaming-stack.ts", "autoMinorVersionUpgrade: true"],
    ["valid-property-type", "lib/streaming-stack.ts", "deregistrationDelay: 30"],
    ["valid-testing-assertion", "tests/streaming-stack.test.ts", "expect(Testing.toBeValidTerraform(synthesized)).toBe(true)"],
    ["no-inline-routes", "lib/streaming-stack.ts", "route: [{"],
    ["require-integration-dependency", "lib/streaming-stack.ts", "new ApiGatewayDeployment("],
    ["require-stack-outputs", "lib/streaming-stack.ts", "export class StreamingStack extends TerraformStack"],
  ],
} as const;

describe.each(["typescript", "python"] as const)("the reference stack in %s", (language) => {
  const flawed = `streaming-stack-${language}-flawed`;
  const fixed = `streaming-stack-${language}-fixed`;

  it("shows the flaws as the golden file has them", async () => {
    const { code, rows: found } = await commandRows(flawed);
    expect(code).toBe(1);
    const text = found.map((row) => `${row.file}:${row.line}:${row.column} ${row.severity === 2 ? "error" : "warning"} ${row.rule ?? "fatal"}\n  ${row.message}`).join("\n");
    await expect(`${text}\n`).toMatchFileSnapshot(`golden/${flawed}.txt`);
  });

  it.each(FAILURES[language].map(([rule, file, text]) => ({ rule, file, text })))("$rule stands on the line of `$text`", async ({ rule, file, text }) => {
    const lines = readFileSync(join(FIXTURES, flawed, file), "utf8").split("\n");
    const line = lines.findIndex((candidate) => candidate.includes(text)) + 1;
    expect(line).toBeGreaterThan(0);
    const { rows: found } = await commandRows(flawed);
    expect(found.filter((row) => row.file === file && row.line === line).map((row) => row.rule)).toContain(`cdktf/${rule}`);
  });

  it.each(["\n", "\r\n"])("is repaired without a loss, with line endings %j", (newline) => {
    const root = join(FIXTURES, flawed);
    const config = plugin.configs.recommended as Linter.Config[];
    const linter = new Linter({ configType: "flat", cwd: root });
    const comments = language === "python" ? /#.*$/gmu : /\/\/.*$|\/\*[^]*?\*\//gmu;
    for (const file of new Set(FAILURES[language].map(([, path]) => path))) {
      const filename = join(root, file);
      const text = readFileSync(filename, "utf8").replaceAll("\n", newline);
      const before = linter.verify(text, config, { filename });
      const { output, messages } = linter.verifyAndFix(text, config, { filename });
      expect(output !== text).toBe(before.some(({ fix }) => fix));
      expect(messages.filter(({ fix }) => fix)).toEqual([]);
      const known = before.map(({ ruleId, message }) => `${String(ruleId)} ${message}`);
      expect(messages.filter(({ ruleId, message }) => !known.includes(`${String(ruleId)} ${message}`))).toEqual([]);
      expect(output.match(comments)).toEqual(text.match(comments));
      expect(output.replaceAll(newline, "")).not.toMatch(/[\r\n]/u);
      expect(linter.verifyAndFix(output, config, { filename }).output).toBe(output);
      // A suggestion alone, too, leaves code that parses, and makes no finding but of what it asks somebody to fill in.
      for (const { range, text: written } of messages.flatMap(({ suggestions }) => suggestions ?? []).map(({ fix }) => fix)) {
        const applied = output.slice(0, range[0]) + written + output.slice(range[1]);
        expect(linter.verify(applied, config, { filename }).length).toBeLessThan(messages.length);
        expect(applied.match(comments)?.length).toBe(output.match(comments)?.length);
      }
    }
  });

  it("says nothing about the fixed stack", async () => {
    expect(await commandRows(fixed)).toEqual({ code: 0, rows: [] });
  });

  it.each([
    ["ESLint 10", ESLint],
    ["ESLint 9", ESLint9 as unknown as typeof ESLint],
  ])("gives the same findings in a plain configuration of %s", async (_, ESLintClass) => {
    const root = join(FIXTURES, flawed);
    const eslint = new ESLintClass({ cwd: root, overrideConfigFile: true, overrideConfig: plugin.configs.recommended });
    const found = rows(await eslint.lintFiles(["."]), root);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual((await commandRows(flawed)).rows);
  });
});
