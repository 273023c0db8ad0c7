/** docs/pull-requests.md: its workflows are valid, its commands can be read, and its table of inputs is action.yml's. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validateWorkflow } from "@action-validator/core";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { type CliOptions, parseArguments } from "../src/cli/options.js";
import { formatNames } from "../src/formatters/index.js";

const ROOT = join(import.meta.dirname, "..");
const PAGE = readFileSync(join(ROOT, "docs", "pull-requests.md"), "utf8");
const EXAMPLES = [...PAGE.matchAll(/^```yaml\n(.*?)^```$/gmsu)].map(([, code]) => code ?? "");
const { inputs, outputs } = load(readFileSync(join(ROOT, "action.yml"), "utf8")) as { inputs: Record<string, unknown>; outputs: Record<string, unknown> };

const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };

interface Workflow {
  readonly jobs: Record<string, { readonly steps: readonly { readonly id?: string; readonly uses?: string; readonly with?: Record<string, unknown> }[] }>;
}

describe("workflows of GitHub", () => {
  const workflows = EXAMPLES.filter((code) => code.includes("\njobs:"));

  it("are there", () => {
    expect(workflows).toHaveLength(5);
  });

  it.each(workflows)("are what GitHub's schema wants (%#)", (code) => {
    expect(validateWorkflow(code)).toEqual({ actionType: "workflow", errors: [] });
    expect(validateWorkflow(code.replace("runs-on", "run-on")).errors).not.toEqual([]);
  });

  it.each(workflows)("give the action inputs that it has, and read outputs that it has (%#)", (code) => {
    for (const { uses, with: given = {} } of Object.values((load(code) as Workflow).jobs).flatMap(({ steps }) => steps)) {
      if (!uses?.startsWith("eslint-plugin-cdktf/")) continue;
      expect(uses).toBe(`eslint-plugin-cdktf/eslint-plugin-cdktf@v${version}`);
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
    }
    for (const [, name] of code.matchAll(/steps\.lint\.outputs\.([\w-]+)/gu)) expect(Object.keys(outputs)).toContain(name);
  });
});

it("the example of GitLab hands over the files that it writes", () => {
  const [code] = EXAMPLES.filter((text) => text.startsWith("cdktf-lint:\n"));
  const { "cdktf-lint": job } = load(code ?? "") as { "cdktf-lint": { script: string[]; artifacts: { paths: string[]; reports: Record<string, string> } } };
  const reports = commandIn(job.script.at(-1) ?? "");
  expect(reports).toEqual([
    { format: "gitlab", file: job.artifacts.reports["codequality"] },
    { format: "junit", file: job.artifacts.reports["junit"] },
    { format: "html", file: job.artifacts.paths[0] },
    { format: "stylish", file: undefined },
  ]);
});

it.each(["matrix", "parallel"])("the example with several machines (%s) lints every part, and merges the reports that these write", (word) => {
  const code = EXAMPLES.find((text) => text.includes(`${word}:`)) ?? "";
  const { shard, reports } = optionsIn(/npx cdktf-lint --shard .*/u.exec(code)?.[0] ?? "");
  expect({ shard, reports }).toEqual({ shard: { index: 1, count: 3 }, reports: [{ format: "json", file: "cdktf-lint-1.json" }] });
  expect(code).toMatch(/part: \[1, 2, 3\]|parallel: 3/u);
  expect(code).toContain("npx cdktf-lint merge cdktf-lint-*.json -f");
});

/** What the command understands of a line in a script. */
function commandIn(line: string): readonly { format: string; file: string | undefined }[] {
  return optionsIn(line).reports;
}

function optionsIn(line: string): CliOptions {
  // As CI fills it in for the first of three jobs; what stands behind the command is the shell's.
  const filled = line.replace(/\$\{\{ matrix\.part \}\}|\$CI_NODE_INDEX/gu, "1").replaceAll("$CI_NODE_TOTAL", "3").replace(/ \|\| .*/u, "");
  const args = (/\bcdktf-lint (.*)$/u.exec(filled)?.[1] ?? "").split(" ").map((word) => word.replace(/^"(.*)"$/u, "$1"));
  const options = parseArguments(args, "0");
  if (typeof options === "number") throw new Error(`cannot be read: ${line}`);
  return options;
}

it("every command on the page can be read and names formats that there are", () => {
  const lines = [...PAGE.matchAll(/^.*?(npx cdktf-lint -.*)$/gmu)].map(([, line]) => line ?? "");
  expect(lines.length).toBeGreaterThan(1);
  for (const { format } of lines.flatMap(commandIn)) expect(formatNames).toContain(format);
});

it("the table of inputs is that of action.yml, and every format of ESLint is named", () => {
  const rows = [...PAGE.matchAll(/^\| `([a-z-]+)` \|/gmu)].map(([, name]) => name);
  expect(rows).toEqual(Object.keys(inputs));
  for (const name of Object.keys(outputs)) expect(PAGE).toContain(`\`${name}\``);
  for (const format of formatNames) expect(PAGE).toContain(`\`${format}.js\``);
});
