/**
 * `cdktf-lint` beside the compilers that people run today, on the flawed reference stacks.
 *
 *   node bench/cli-vs-compilers.mjs [--runs N] [--check]
 *
 * Their packages are installed once, in the environments of the judges (scripts/support/environments.mjs). Other
 * installed projects can be measured with --typescript FOLDER, --python FOLDER and --venv FOLDER. With --check the exit
 * code is 1 if a goal is missed.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { binOf, pythonStack, typescriptStack } from "../scripts/support/environments.mjs";

const ROOT = resolve(import.meta.dirname, "..");
const CLI = join(ROOT, "dist", "cli", "main.js");
/** Greatest time of ours that is good enough, as a part of theirs. */
const GOALS = { typescript: 1, python: 0.2 };

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "9" },
    check: { type: "boolean", default: false },
    typescript: { type: "string" },
    python: { type: "string" },
    venv: { type: "string" },
  },
});
const runs = Number(values.runs);
const work = mkdtempSync(join(tmpdir(), "cdktf-bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

/** A flawed reference stack in a folder of its own. */
function copied(language) {
  const folder = join(work, language);
  cpSync(join(ROOT, "tests", "fixtures", `streaming-stack-${language}-flawed`), folder, { recursive: true });
  return folder;
}

function typescriptProject() {
  if (values.typescript) return resolve(values.typescript);
  const folder = copied("typescript");
  symlinkSync(join(typescriptStack(), "node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}

function pythonProject() {
  if (values.python) return { folder: resolve(values.python), venv: resolve(values.venv ?? join(values.python, ".venv")) };
  return { folder: copied("python"), venv: pythonStack() };
}

function once(command, args, cwd) {
  const start = performance.now();
  const { status, error, signal } = spawnSync(command, args, { cwd, stdio: "ignore" });
  const time = performance.now() - start;
  // Findings are expected on both sides; anything else did not do the work.
  if (error || signal || status === null || status > 2) throw new Error(`${command} ${args.join(" ")} could not run: ${error?.message ?? signal ?? status}`);
  return { time, status };
}

function median(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Both sides in turn, so that what else the machine does falls on both. */
function sideBySide(label, ours, theirs, cwd, goal) {
  for (const side of [ours, theirs]) side.status = once(side.command, side.args, cwd).status;
  if (ours.status === 2) throw new Error(`cdktf-lint could not run on ${cwd}`);
  const times = { ours: [], theirs: [] };
  for (let run = 0; run < runs; run++) {
    times.ours.push(once(ours.command, ours.args, cwd).time);
    times.theirs.push(once(theirs.command, theirs.args, cwd).time);
  }
  const [our, their] = [median(times.ours), median(times.theirs)];
  const ratio = our / their;
  const good = ratio < goal;
  console.log(`${label}: cdktf-lint ${our.toFixed(0)} ms, ${theirs.name} ${their.toFixed(0)} ms, ratio ${ratio.toFixed(3)} (goal < ${goal}: ${good ? "reached" : "MISSED"})`);
  return good;
}

const lint = () => ({ name: "cdktf-lint", command: process.execPath, args: [CLI, "--format", "json", "."] });
if (!existsSync(CLI)) throw new Error("dist is missing: npm run build");
console.log(`median of ${runs} runs after a warm-up, Node ${process.version}, ${availableParallelism()} processors`);
const reached = [];

const typescript = typescriptProject();
const tsc = join(typescript, "node_modules", "typescript", "bin", "tsc");
const { version } = JSON.parse(readFileSync(join(typescript, "node_modules", "typescript", "package.json"), "utf8"));
reached.push(sideBySide("TypeScript", lint(), { name: `tsc ${version}`, command: process.execPath, args: [tsc, "--noEmit", "--incremental", "false"] }, typescript, GOALS.typescript));

const python = pythonProject();
const pyright = { name: "pyright", command: binOf(python.venv, "pyright"), args: ["--pythonpath", binOf(python.venv, "python"), "."] };
reached.push(sideBySide("Python", lint(), pyright, python.folder, GOALS.python));

if (values.check && reached.some((good) => !good)) process.exitCode = 1;
