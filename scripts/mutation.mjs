/**
 * `npm run mutation:sample`: how many of the mutants of the code do the tests notice? Stryker, over a sample of the
 * mutants that a seed picks from each folder; a whole run takes a day.
 *
 *   node scripts/mutation.mjs [--share N] [--seed N] [--again] [FOLDER or FILE]...
 *
 * `--share` is in percent. Each folder is a run; its mutants are kept in `.stryker/sample`. `--again` holds only those
 * that nothing noticed against the tests as they are now, and counts the others as before.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { keyOf } from "./mutation/sample.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { share: { type: "string", default: "5" }, seed: { type: "string", default: "1" }, again: { type: "boolean", default: false } },
});

const ROOT = join(import.meta.dirname, "..");
const KEPT = join(ROOT, ".stryker", "sample");
const NOTICED = ["Killed", "Timeout", "RuntimeError"];
const MISSED = ["Survived", "NoCoverage"];
const WIDTH = 100;

/** The mutants of Stryker's report that were tried: `{ key, status, isStatic, line, change }`. */
function mutantsOf({ files }) {
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split("\n");
    return mutants.filter(({ status }) => status !== "CompileError").map((mutant) => {
      const { start, end } = mutant.location;
      const whole = lines.slice(start.line - 1, end.line);
      const last = whole.length - 1;
      const original = whole.map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined)).join(" ");
      const change = `${original.slice(0, WIDTH)} → ${mutant.replacement.replaceAll(/\s+/g, " ").slice(0, WIDTH)}`;
      return { key: keyOf(file, mutant, source), status: mutant.status, isStatic: mutant.static === true, place: `${file}:${start.line}:${start.column}`, change };
    });
  });
}

/** The mutants of a folder or file that `sample` lets through, tried. */
function tryMutants(place, sample) {
  const isFolder = statSync(join(ROOT, place)).isDirectory();
  const { status } = spawnSync("npx", ["stryker", "run", "--mutate", isFolder ? `${place}/**/*.ts` : place], {
    cwd: ROOT, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, MUTATION_SAMPLE: JSON.stringify(sample) },
  });
  if (status !== 0) throw new Error(`Stryker ended with ${status}`);
  const report = JSON.parse(readFileSync(join(ROOT, ".stryker", "report.json"), "utf8"));
  const total = Object.values(report.files).reduce((sum, { mutants }) => sum + mutants.length, 0);
  return { total, mutants: mutantsOf(report) };
}

function fileFor(place) {
  return join(KEPT, `${place.replaceAll("/", "-")}-${values.share}-${values.seed}.json`);
}

function run(place) {
  if (!values.again) return tryMutants(place, { share: Number(values.share) / 100, seed: Number(values.seed) });
  const before = JSON.parse(readFileSync(fileFor(place), "utf8"));
  const now = new Map(tryMutants(place, { only: before.mutants.filter(({ status }) => MISSED.includes(status)).map(({ key }) => key) }).mutants.map((mutant) => [mutant.key, mutant]));
  return { ...before, mutants: before.mutants.map((mutant) => now.get(mutant.key) ?? mutant) };
}

mkdirSync(KEPT, { recursive: true });
const rows = [];
for (const place of positionals.length > 0 ? positionals : ["src/rules", "src/providers-schema", "src/model"]) {
  const { total, mutants } = run(place);
  writeFileSync(fileFor(place), JSON.stringify({ total, mutants }, undefined, 1));
  const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  for (const { status, place: at, change } of mutants.filter((mutant) => MISSED.includes(mutant.status))) console.log(`${status} ${at} ${change}`);
  rows.push([place, total, mutants.length, count("Killed", "RuntimeError"), count("Timeout"), count("Survived"), count("NoCoverage"), `${((100 * count(...NOTICED)) / mutants.length).toFixed(1)} %`]);
}
console.log("\n| Folder | Mutants | Tried | Killed | Timed out | Survived | Not reached | Noticed |\n| --- | --- | --- | --- | --- | --- | --- | --- |");
for (const row of rows) console.log(`| ${row.join(" | ")} |`);
