/** What docs/agents.md promises: a program repairs its stack by the JSON of the command, and by nothing else. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ESLint, Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { cli, folderWith } from "./run-cli.js";

const FIXTURES = join(import.meta.dirname, "../fixtures");
const ROUNDS = 12;

/** The edits of a file's findings that do not touch each other, last ones first; a suggestion where there is no fix. */
function editsOf(messages: readonly Linter.LintMessage[]): { range: readonly [number, number]; text: string }[] {
  const chosen: { range: readonly [number, number]; text: string }[] = [];
  for (const { fix, suggestions } of messages) {
    const edit = fix ?? suggestions?.[0]?.fix;
    if (edit && !chosen.some(({ range }) => edit.range[0] < range[1] && range[0] < edit.range[1]) && !chosen.some(({ range }) => range[0] === edit.range[0])) chosen.push(edit);
  }
  return chosen.sort((a, b) => b.range[0] - a.range[0]);
}

async function findings(root: string): Promise<ESLint.LintResult[]> {
  const { stdout, stderr } = await cli(root, ["--format", "json"]);
  expect(stderr).toBe("");
  return JSON.parse(stdout) as ESLint.LintResult[];
}

describe("a coding agent", () => {
  it("has the facts of each finding in fields of their own, however the command runs", async () => {
    const root = folderWith({});
    cpSync(join(FIXTURES, "streaming-stack-python-flawed"), root, { recursive: true });
    const run = async (...options: string[]): Promise<unknown[]> => {
      const { stdout } = await cli(root, ["--format", "json", ...options]);
      return (JSON.parse(stdout) as ESLint.LintResult[]).flatMap(({ messages }) => messages.map((message) => [message.line, message.ruleId, (message as { facts?: unknown }).facts]));
    };
    const plain = await run();
    expect(plain.every((finding) => (finding as unknown[])[2] !== undefined)).toBe(true);
    const aws = { package: "@cdktf/provider-aws", version: "21.22.1" };
    expect(plain).toContainEqual([
      247,
      "cdktf/valid-property-type",
      { ...aws, owner: "ElasticacheReplicationGroup", member: "at_rest_encryption_enabled", expected: "str", found: "boolean", since: { ...aws, version: "19.48.0" }, before: "bool", example: '"true"' },
    ]);
    expect(plain).toContainEqual([
      237,
      "cdktf/no-unknown-property",
      { ...aws, owner: "ElasticacheReplicationGroup", member: "replication_group_description", removedIn: { ...aws, version: "16.0.0" }, candidates: ["description"] },
    ]);
    expect(plain).toContainEqual([
      233,
      "cdktf/no-missing-property",
      { ...aws, owner: "ElasticacheReplicationGroup", missing: [{ name: "description", type: "str" }], since: { ...aws, version: "19.27.0" } },
    ]);
    const cached = ["--cache", "--cache-location", join(root, ".cache")];
    expect(await run(...cached)).toEqual(plain);
    expect(await run(...cached)).toEqual(plain);
    expect(await run("--concurrency", "2")).toEqual(plain);
  });

  it("repairs the flawed Python stack with the edits in the JSON, round by round", async () => {
    const root = folderWith({});
    cpSync(join(FIXTURES, "streaming-stack-python-flawed"), root, { recursive: true });
    let results = await findings(root);
    expect(results.flatMap(({ messages }) => messages).length).toBeGreaterThan(15);
    let rounds = 0;
    for (; rounds < ROUNDS && results.some(({ messages }) => messages.length > 0); rounds++) {
      for (const { filePath, messages } of results) {
        let text = readFileSync(filePath, "utf8");
        for (const { range, text: replacement } of editsOf(messages)) text = text.slice(0, range[0]) + replacement + text.slice(range[1]);
        writeFileSync(filePath, text);
      }
      results = await findings(root);
    }
    expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
    expect(rounds).toBeLessThan(ROUNDS);
    const stack = readFileSync(join(root, "stacks/streaming_stack.py"), "utf8");
    expect(stack).toContain('description="Redis cluster for content caching"');
    expect(stack).toContain("depends_on=[content_method, content_integration]");
    expect(stack).toContain("Route(self, \"public_route_table_route\", route_table_id=public_rt.id, destination_cidr_block=\"0.0.0.0/0\", gateway_id=igw.id)");
  });
});
