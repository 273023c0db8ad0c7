/**
 * How much work code takes as it grows, counted and not timed: V8 counts how often each block of this linter's code is
 * run. Needs a build.
 *
 *   node scripts/fuzz/growth.mjs [NAME]
 */
import { mkdirSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../support/environments.mjs";
import { workFolder } from "../support/packed.mjs";
import { Checker } from "./checks.mjs";
import { shapesOf } from "./shapes.mjs";

const SMALL = 150;
const FACTOR = 4;
/** Linear work grows by the factor; sorting and a constant share change that a little. */
const ALLOWED = 1.35;

const session = new Session();
session.connect();
const built = pathToFileURL(join(root, "dist")).href;

/** Blocks run by an action in the built code, counted by their runs; and where most of them are. */
async function workOf(action) {
  // What was counted before is taken away by this.
  await session.post("Profiler.takePreciseCoverage");
  action();
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const rows = result
    .filter(({ url }) => url.startsWith(built))
    .flatMap(({ url, functions }) => functions.flatMap(({ functionName, ranges }) => ranges.map(({ count, startOffset }) => [`${url.slice(built.length)} ${functionName}:${startOffset}`, count])));
  return { total: rows.reduce((sum, [, count]) => sum + count, 0), rows: new Map(rows) };
}

const folder = workFolder("cdktf-growth");
mkdirSync(folder, { recursive: true });
process.chdir(folder);
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
let isBad = false;
for (const language of ["typescript", "python"]) {
  const checker = new Checker(folder);
  const lint = (text) => checker.problems({ text, language, filename: language === "python" ? "main.py" : "main.ts", version: undefined, isStrict: false, isLight: false, options: {} });
  for (const [name, make] of shapesOf(language)) {
    if (process.argv[2] !== undefined && !`${language} ${name}`.includes(process.argv[2])) continue;
    // What is loaded once belongs to no size.
    lint(make(2));
    const [small, large] = [await workOf(() => lint(make(SMALL))), await workOf(() => lint(make(SMALL * FACTOR)))];
    const growth = large.total / small.total;
    // What is indented by its depth grows faster than its depth.
    const factor = Math.max(FACTOR, make(SMALL * FACTOR).length / make(SMALL).length);
    const isFast = growth <= factor * ALLOWED;
    if (isFast && process.argv[2] === undefined) continue;
    isBad ||= !isFast;
    console.log(`${isFast ? "ok  " : "FAIL"} ${language} ${name}: ${small.total} → ${large.total} (× ${growth.toFixed(2)} for × ${factor.toFixed(2)})`);
    const worst = [...large.rows].map(([where, count]) => [count - factor * (small.rows.get(where) ?? 0), where, count]).sort((a, b) => b[0] - a[0]).slice(0, 4);
    for (const [, where, count] of worst) console.log(`       ${small.rows.get(where) ?? 0} → ${count} ${where}`);
  }
}
process.exitCode = isBad ? 1 : 0;
