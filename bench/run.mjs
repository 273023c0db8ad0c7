/**
 * `npm run bench`: the command beside the compilers and linters that people run today, all in one run. Needs a build.
 *
 *   node bench/run.mjs [--only reference,application,large,scale,threads,start,eslint,editor] [--runs N] [--write]
 *
 * Each part is measured in rounds: every subject once, in turn, after a warm-up. What is printed are medians, the
 * quickest and the slowest run, and how our time relates to each peer's in the same round. `--write` keeps what was
 * measured in bench/results.json and writes the tables of docs/performance.md from it.
 *
 * The peers are installed once, with the environments of the judges (scripts/support/environments.mjs).
 */
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { pathToFileURL } from "node:url";
import { binOf, pythonStack, ruff, typescriptCompiler, typescriptStack } from "../scripts/support/environments.mjs";
import { writeApplication } from "./application.mjs";
import { compare, once } from "./measure.mjs";
import { documentWith, tablesOf } from "./report.mjs";

const ROOT = resolve(import.meta.dirname, "..");
const CLI = join(ROOT, "dist", "cli", "main.cjs");
const RESULTS = join(import.meta.dirname, "results.json");
const DOCUMENT = join(ROOT, "docs", "performance.md");
const VERSIONS = { tsc5: "5.9.3", tsc7: "7.0.2", ruff: "0.17.6" };
/** Repetitions of each part; what takes minutes is run once, without a warm-up. */
const RUNS = { reference: 11, application: 7, large: 5, scale: 5, threads: 3, start: 15, eslint: 7, editor: 60 };

const { values } = parseArgs({ options: { only: { type: "string" }, runs: { type: "string" }, write: { type: "boolean", default: false } } });
const parts = values.only?.split(",") ?? Object.keys(RUNS);
for (const part of parts) if (!(part in RUNS)) throw new Error(`there is no part "${part}"; the parts are ${Object.keys(RUNS).join(", ")}`);
if (!existsSync(CLI)) throw new Error("dist is missing: npm run build");
const runsOf = (part) => Number(values.runs ?? RUNS[part]);
const work = mkdtempSync(join(tmpdir(), "cdktf-bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

const lazily = (make) => {
  let made;
  return () => (made ??= make());
};
const typescript = lazily(typescriptStack);
const python = lazily(pythonStack);
const tsc5 = lazily(() => typescriptCompiler(VERSIONS.tsc5));
const tsc7 = lazily(() => typescriptCompiler(VERSIONS.tsc7));
const ruffed = lazily(() => ruff(VERSIONS.ruff));
const versionIn = (path) => JSON.parse(readFileSync(join(ROOT, path), "utf8")).version;
const eslintBin = join(ROOT, "node_modules", "eslint", "bin", "eslint.js");

// ---- projects ------------------------------------------------------------------------------------------------------

/** A folder as a repository: nothing above it counts. */
function repository(name, fill) {
  const folder = join(work, name);
  mkdirSync(join(folder, ".git"), { recursive: true });
  const facts = fill(folder);
  return { folder, ...facts };
}

function linkModules(folder) {
  symlinkSync(join(typescript(), "node_modules"), join(folder, "node_modules"), "junction");
}

const COMPILER = { target: "ES2022", lib: ["ES2022"], module: "nodenext", moduleResolution: "nodenext", strict: true, skipLibCheck: true, noEmit: true, types: ["node"] };

function reference(language, kind) {
  return repository(`reference-${language}-${kind}`, (folder) => {
    cpSync(join(ROOT, "tests", "fixtures", `streaming-stack-${language}-${kind}`), folder, { recursive: true });
    if (language !== "typescript") return {};
    // The fixture's own settings are none that TypeScript 7 takes.
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: COMPILER, include: ["main.ts", "lib/**/*.ts", "tests/**/*.ts"] }));
    linkModules(folder);
    return {};
  });
}

function application(name, wanted) {
  return repository(name, (folder) => {
    const facts = writeApplication(folder, wanted);
    if (wanted.language === "typescript") linkModules(folder);
    return facts;
  });
}

// ---- subjects ------------------------------------------------------------------------------------------------------

const lint = (cwd, more = []) => ({ name: ["cdktf-lint", ...more].join(" "), command: process.execPath, args: [CLI, "--format", "json", ...more, "."], cwd });

/** ESLint with a configuration that only the benchmark knows. */
function eslint(name, cwd, configuration) {
  // Beside the project: in it, it would be linted.
  const file = `${cwd}-${name.replace(/\W+/gu, "-")}.config.mjs`;
  const imports = { tseslint: join(ROOT, "node_modules/typescript-eslint/dist/index.js"), cdktf: join(ROOT, "dist/plugin.js") };
  writeFileSync(file, `${Object.entries(imports).map(([local, path]) => `import ${local} from ${JSON.stringify(pathToFileURL(path).href)};\n`).join("")}export default ${configuration};\n`);
  return { name, command: process.execPath, args: ["--max-old-space-size=12000", eslintBin, "--no-config-lookup", "--config", file, "--format", "json", "."], cwd };
}

const typeChecked = (cwd) => eslint("typescript-eslint, type-checked", cwd, `[{ ignores: ["**/*.mts"] }, ...tseslint.configs.recommendedTypeChecked.map((one) => ({ ...one, files: ["**/*.ts"] })), { files: ["**/*.ts"], languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: ${JSON.stringify(cwd)} } } }]`);

function typescriptSubjects(cwd, more = [], slow = {}) {
  return [
    lint(cwd),
    ...more,
    { name: `tsc ${VERSIONS.tsc7}`, command: process.execPath, args: [tsc7(), "--noEmit"], cwd },
    { name: `tsc ${VERSIONS.tsc5}`, command: process.execPath, args: ["--max-old-space-size=12000", tsc5(), "--noEmit", "--incremental", "false"], cwd, ...slow },
    { ...typeChecked(cwd), ...slow },
  ];
}

function pythonSubjects(cwd, more = [], slow = {}) {
  return [
    lint(cwd),
    ...more,
    { name: "ruff", command: ruffed(), args: ["check", "--no-cache", "."], cwd },
    { name: "pyright", command: binOf(python(), "pyright"), args: ["--pythonpath", binOf(python(), "python"), "."], cwd, ...slow },
  ];
}

const say = (text) => console.error(text);
const shown = (milliseconds) => (milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`);

function measured(what, subjects, rounds) {
  const rows = compare(subjects, rounds);
  say(`\n${what}`);
  for (const { name, runs, wall, low, high, cpu, memory, ratio, cpuRatio } of rows) {
    say(runs === 0 ? `  ${name}: not within the time` : `  ${name}: ${shown(wall)} (${shown(low)} to ${shown(high)}, ${runs} runs), CPU ${shown(cpu)}, ${memory.toFixed(0)} MB, ratio ${ratio.toFixed(3)}, in CPU time ${cpuRatio.toFixed(3)}`);
  }
  return { what, rows };
}

// ---- parts ---------------------------------------------------------------------------------------------------------

const LANGUAGES = { typescript: "TypeScript", python: "Python" };
const subjectsIn = (language, ...rest) => (language === "python" ? pythonSubjects(...rest) : typescriptSubjects(...rest));

const measures = {
  reference: (rounds) => Object.entries(LANGUAGES).flatMap(([language, label]) => ["flawed", "fixed"].map((kind) => measured(`reference stack, ${label}, ${kind}`, subjectsIn(language, reference(language, kind).folder), rounds))),
  application: (rounds) => Object.entries(LANGUAGES).map(([language, label]) => {
    const { folder, files, constructs } = application(`application-${language}`, { language, stacks: 70, plain: 28 });
    return measured(`application, ${label}: ${files} files, ${constructs} constructs`, subjectsIn(language, folder), rounds);
  }),
  large: (rounds) => Object.entries(LANGUAGES).flatMap(([language, label]) => [false, true].map((isNamespace) => {
    const { folder, files, constructs } = application(`large-${language}-${isNamespace}`, { language, stacks: 1000, isNamespace });
    const cache = join(work, `cache-${language}-${isNamespace}.json`);
    const cached = { ...lint(folder, ["--cache", "--cache-location", cache]), name: "cdktf-lint --cache, nothing changed" };
    once(cached);
    // Whatever else is done with the folder comes before.
    const entry = join(folder, language === "python" ? "main.py" : "main.ts");
    const changed = { ...cached, name: "cdktf-lint --cache, the file that creates all stacks changed", before: () => appendFileSync(entry, "\n"), runs: 1 };
    const more = [lint(folder, ["--concurrency", "2"]), cached, changed];
    return measured(`1,000 stacks, ${label}, ${isNamespace ? "namespace" : "deep"} imports: ${files} files, ${constructs} constructs`, subjectsIn(language, folder, more, { runs: 1 }), rounds);
  })),
  scale: (rounds) => Object.entries(LANGUAGES).map(([language, label]) => {
    const sizes = [100, 1000].map((stacks) => application(`scale-${language}-${stacks}`, { language, stacks }));
    return measured(`2,000 and 20,000 constructs, ${label}`, sizes.map(({ folder, constructs }) => ({ ...lint(folder), name: `cdktf-lint, ${constructs} constructs` })), rounds);
  }),
  threads: (rounds) => Object.entries(LANGUAGES).map(([language, label]) => {
    const { folder, constructs } = application(`threads-${language}`, { language, stacks: 4000 });
    return measured(`${constructs.toLocaleString("en")} constructs in threads, ${label}`, [lint(folder, ["--concurrency", "2"]), lint(folder)], rounds);
  }),
  start(rounds) {
    const { folder: cwd } = repository("start", (folder) => writeFileSync(join(folder, "plain.ts"), "export const answer = 42;\n"));
    const { folder: some } = repository("start-cdktf", (folder) => writeFileSync(join(folder, "stack.ts"), 'import { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport const vpc = new Vpc(globalThis as never, "vpc", { cidrBlock: "10.0.0.0/16" });\n'));
    return [measured("start-up", [
      { ...lint(cwd), name: "cdktf-lint, one file without CDKTF" },
      { ...lint(some), name: "cdktf-lint, one file with one construct" },
      { name: "eslint --version", command: process.execPath, args: [eslintBin, "--version"], cwd },
      { name: "node -e 0", command: process.execPath, args: ["-e", "0"], cwd },
    ], rounds)];
  },
  eslint(rounds) {
    const { folder: cwd, files } = application("eslint", { language: "typescript", stacks: 70, plain: 28 });
    writeFileSync(join(cwd, "package.json"), JSON.stringify({ name: "application", private: true, dependencies: { "@cdktf/provider-aws": "21.22.1", cdktf: "0.21.0", constructs: "10.8.1" } }));
    const parse = '{ files: ["**/*.ts"], languageOptions: { parser: tseslint.parser } }';
    return [measured(`in an existing run of eslint: ${files} files`, [
      eslint("eslint, typescript-eslint's parser and this plugin", cwd, `[...cdktf.configs.recommended, ${parse}]`),
      eslint("eslint, typescript-eslint's parser alone", cwd, `[${parse}]`),
    ], rounds)];
  },
  editor(rounds) {
    const { stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "editor.mjs"), String(rounds)], { cwd: ROOT, encoding: "utf8" });
    if (!stdout) throw new Error(stderr);
    say(`\neditor\n  ${stdout}`);
    return JSON.parse(stdout);
  },
};

const results = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, "utf8")) : {};
results.machine = {
  date: new Date().toISOString().slice(0, 10),
  processors: `${availableParallelism()} × ${cpus()[0]?.model ?? "unknown"}`,
  memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
  node: process.version,
  versions: { ...VERSIONS, eslint: versionIn("node_modules/eslint/package.json"), "typescript-eslint": versionIn("node_modules/typescript-eslint/package.json"), pyright: "1.1.414" },
};
for (const part of parts) {
  results[part] = measures[part](runsOf(part));
  // What was measured is kept at once: the next part may take long.
  if (values.write) keep();
}
console.log(tablesOf(results));

function keep() {
  writeFileSync(RESULTS, `${JSON.stringify(results, (_, value) => (typeof value === "number" ? Number(value.toPrecision(5)) : value), 1)}\n`);
  // From what was kept, which is rounded.
  writeFileSync(DOCUMENT, documentWith(readFileSync(DOCUMENT, "utf8"), JSON.parse(readFileSync(RESULTS, "utf8"))));
}
