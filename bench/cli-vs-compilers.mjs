/**
 * `cdktf-lint` beside the compilers that people run today, on the flawed reference stacks.
 *
 *   node bench/cli-vs-compilers.mjs [--runs N] [--check]
 *
 * The projects are copied and installed once, under CDKTF_ORACLE_CACHE (default
 * ~/.cache/eslint-plugin-cdktf/oracle). Other installed projects can be measured with --typescript FOLDER,
 * --python FOLDER and --venv FOLDER. With --check the exit code is 1 if a goal is missed.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const ROOT = resolve(import.meta.dirname, "..");
const CLI = join(ROOT, "dist", "cli", "main.js");
const CACHE = process.env.CDKTF_ORACLE_CACHE ?? join(homedir(), ".cache", "eslint-plugin-cdktf", "oracle");
const TYPESCRIPT = "5.9";
const PYRIGHT = "1.1.414";
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
const windows = process.platform === "win32";

function must(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"], shell: windows });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed in ${cwd}${error ? `: ${error.message}` : ""}`);
}

/** A folder of the cache that is made once for each state of its inputs. */
function prepared(name, inputs, make) {
  const hash = createHash("sha256").update(inputs.join("\0")).digest("hex").slice(0, 12);
  const folder = join(CACHE, `bench-${name}-${hash}`);
  if (!existsSync(join(folder, ".ready"))) {
    console.error(`preparing ${folder} …`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    make(folder);
    writeFileSync(join(folder, ".ready"), "");
  }
  return folder;
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/node_modules|cdktf\.out|__pycache__/u.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => path + readFileSync(path, "utf8"));
}

function typescriptProject() {
  if (values.typescript) return resolve(values.typescript);
  const fixture = join(ROOT, "tests", "fixtures", "streaming-stack-typescript-flawed");
  if (!existsSync(fixture)) return undefined;
  return prepared("typescript", [TYPESCRIPT, ...filesOf(fixture)], (folder) => {
    cpSync(fixture, folder, { recursive: true });
    must("npm", [existsSync(join(folder, "package-lock.json")) ? "ci" : "install", "--no-audit", "--no-fund"], folder);
    must("npm", ["install", "--no-save", "--no-audit", "--no-fund", `typescript@${TYPESCRIPT}`], folder);
  });
}

function pythonProject() {
  if (values.python) return { folder: resolve(values.python), venv: resolve(values.venv ?? join(values.python, ".venv")) };
  const fixture = join(ROOT, "tests", "fixtures", "streaming-stack-python-flawed");
  if (!existsSync(fixture)) return undefined;
  const folder = prepared("python", [PYRIGHT, ...filesOf(fixture)], (target) => {
    cpSync(fixture, target, { recursive: true });
    must(windows ? "python" : "python3", ["-m", "venv", ".venv"], target);
    const pip = join(target, ".venv", windows ? "Scripts" : "bin", "pip");
    must(pip, ["install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt", `pyright[nodejs]==${PYRIGHT}`], target);
  });
  return { folder, venv: join(folder, ".venv") };
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
if (typescript) {
  const tsc = join(typescript, "node_modules", "typescript", "bin", "tsc");
  const { version } = JSON.parse(readFileSync(join(typescript, "node_modules", "typescript", "package.json"), "utf8"));
  const args = [tsc, "--noEmit", "--incremental", "false"];
  reached.push(sideBySide("TypeScript", lint(), { name: `tsc ${version}`, command: process.execPath, args }, typescript, GOALS.typescript));
} else console.log("TypeScript: no project to measure");

const python = pythonProject();
if (python) {
  const bin = join(python.venv, windows ? "Scripts" : "bin");
  const pyright = { name: "pyright", command: join(bin, "pyright"), args: ["--pythonpath", join(bin, "python"), "."] };
  reached.push(sideBySide("Python", lint(), pyright, python.folder, GOALS.python));
} else console.log("Python: no project to measure");

if (values.check && reached.some((good) => !good)) process.exitCode = 1;
