/**
 * What the packed schema costs: its size, and one cold question about one class at one version.
 *
 *   node bench/schema.mjs [--runs N] [--check]
 *
 * Every run is a new process, of which only the question counts; import of the module and start of the process do not.
 * With --check the exit code is 1 if a goal is missed.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const ROOT = resolve(import.meta.dirname, "..");
const GOALS = { bytes: 5_000_000, milliseconds: 10, megabytes: 15 };
const QUESTIONS = [
  ["@cdktf/provider-aws", "21.22.1", "elasticacheReplicationGroup", "ElasticacheReplicationGroupConfig"],
  ["@cdktf/provider-aws", "19.20.0", "wafv2WebAcl", "Wafv2WebAclConfig"],
  ["@cdktf/provider-aws", "9.0.0", "dynamodb", "DynamodbTable"],
  ["@cdktf/provider-aws", "1.0.44", "", "RouteTable"],
  ["@cdktn/provider-aws", "25.7.0", "vpc", "Vpc"],
  ["cdktf", "0.20.8", "", "TerraformStack"],
];

const { values } = parseArgs({ options: { runs: { type: "string", default: "9" }, check: { type: "boolean", default: false } } });

const script = `
const { loadPackage } = await import(${JSON.stringify(pathToFileURL(join(ROOT, "dist/providers-schema/schema.js")).href)});
const [name, version, module, type] = process.argv.slice(1);
globalThis.gc();
const before = process.memoryUsage();
const start = performance.now();
const answer = loadPackage(name, version).type(module, type);
const time = performance.now() - start;
const after = process.memoryUsage();
if (!answer) throw new Error("no answer");
console.log(JSON.stringify({ time, memory: (after.rss - before.rss) / 1e6 }));
`;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
let isMissed = false;

const files = readdirSync(join(ROOT, "data")).filter((file) => /\.(?:pack|json)$/u.test(file));
const bytes = files.reduce((sum, file) => sum + statSync(join(ROOT, "data", file)).size, 0);
isMissed ||= bytes > GOALS.bytes;
console.log(`packed data: ${bytes} bytes in ${files.length} files (goal: ${GOALS.bytes})`);

for (const question of QUESTIONS) {
  const runs = Array.from({ length: Number(values.runs) }, () => JSON.parse(execFileSync(process.execPath, ["--expose-gc", "--input-type=module", "-e", script, ...question], { encoding: "utf8" })));
  const time = median(runs.map((run) => run.time));
  const memory = median(runs.map((run) => run.memory));
  const good = time <= GOALS.milliseconds && memory <= GOALS.megabytes;
  isMissed ||= !good;
  console.log(`${question[0]} ${question[1]} ${question[3]}: ${time.toFixed(1)} ms, ${memory.toFixed(1)} MB (goal: ${GOALS.milliseconds} ms, ${GOALS.megabytes} MB: ${good ? "reached" : "MISSED"})`);
}
if (values.check && isMissed) process.exitCode = 1;
