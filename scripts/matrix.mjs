/**
 * `npm run test:matrix`: the packed package in fresh projects, with every ESLint, Node and TypeScript that people use;
 * then every way to write a configuration. `-- --short` takes a handful of cells that has each of them once, and the
 * configurations that differ most.
 *
 * What runs a cell is real: runtimes come from the npm packages `node@22` and `node@24`.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./support/environments.mjs";
import { check, conclude, FINDINGS, findingsOf, FLAWED, pack, project, run, workFolder, write } from "./support/packed.mjs";

const isShort = process.argv.includes("--short");
const work = workFolder("cdktf-matrix");
const { tarball } = pack(work);

const ESLINTS = ["9.15.0", "9", "10"];
const NODES = ["20", "22", "24"];
const TYPESCRIPTS = ["5.9", "6", "7", "none"];
/** Together they have every ESLint, Node and TypeScript. */
const SHORT = [["9.15.0", "20", "none"], ["9", "22", "5.9"], ["10", "24", "7"], ["10", "24", "6"]];
const all = ESLINTS.flatMap((eslint) => TYPESCRIPTS.flatMap((typescript) => NODES.map((node) => [eslint, node, typescript])));
const cells = isShort ? SHORT : all;

const runtimes = new Map();

/** The path of a Node of this major version. */
function runtime(major) {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  if (!runtimes.has(major)) {
    const folder = join(work, `node-${major}`);
    write(folder, { "package.json": "{}" });
    npm(["install", `node@${major}`], folder);
    runtimes.set(major, join(folder, "node_modules/node/bin/node"));
  }
  return runtimes.get(major);
}

/** Every folder of TypeScript in a tree, with its version. */
function typescriptsIn(folder, found = []) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const path = join(folder, entry.name);
    if (entry.name === "typescript" && existsSync(join(path, "package.json"))) found.push(JSON.parse(readFileSync(join(path, "package.json"), "utf8")).version);
    else if (entry.name === "node_modules" || folder.endsWith("node_modules")) typescriptsIn(path, found);
    else if (existsSync(join(path, "node_modules"))) typescriptsIn(join(path, "node_modules"), found);
  }
  return found;
}

const projects = new Map();

function cellProject(eslint, typescript) {
  const name = `eslint-${eslint}-typescript-${typescript}`;
  if (!projects.has(name)) {
    const folder = project(join(work, name), [`eslint@${eslint}`, ...(typescript === "none" ? [] : [`typescript@${typescript}`]), tarball], {
      ...FLAWED,
      "eslint.config.mjs": 'import cdktf from "eslint-plugin-cdktf";\nexport default [...cdktf.configs.recommended];\n',
    });
    projects.set(name, folder);
    const installed = typescriptsIn(folder);
    const isAsked = typescript === "none" ? installed.length === 0 : installed.length === 1 && installed[0].startsWith(`${typescript}.`);
    check(`ESLint ${eslint}, TypeScript ${typescript}: no other TypeScript comes along`, isAsked, `${installed.join(", ")}\n${run("npm", ["ls", "typescript", "--all"], folder).stdout}`);
  }
  return projects.get(name);
}

function sameFindings(what, { status, stdout, stderr }, folder, expected = FINDINGS, expectedStatus = 1) {
  let found;
  try {
    found = findingsOf(stdout, folder);
  } catch {
    found = [];
  }
  check(what, status === expectedStatus && found.join("\n") === expected.join("\n"), [`exit code ${status}`, ...found, found.length === 0 ? stdout : "", stderr].join("\n"));
}

for (const [eslint, node, typescript] of cells) {
  const folder = cellProject(eslint, typescript);
  const name = `ESLint ${eslint}, Node ${node}, TypeScript ${typescript}`;
  sameFindings(`${name}: eslint`, run(runtime(node), ["node_modules/eslint/bin/eslint.js", ".", "--format", "json"], folder), folder);
  const threads = run(runtime(node), ["node_modules/eslint-plugin-cdktf/dist/cli/main.cjs", "--format", "json", "--concurrency", "2"], folder);
  sameFindings(`${name}: cdktf-lint --concurrency 2`, threads, folder);
  if (eslint === "9.15.0") check(`${name}: threads are there whatever ESLint has`, threads.stderr === "", threads.stderr);
  sameFindings(`${name}: cdktf-lint`, run(runtime(node), ["node_modules/eslint-plugin-cdktf/dist/cli/main.cjs", "--format", "json"], folder), folder);
}

// Configurations, next to those of others.

const IMPORT = 'import cdktf from "eslint-plugin-cdktf";\n';
const OTHERS = 'import js from "@eslint/js";\nimport prettier from "eslint-config-prettier";\nimport tseslint from "typescript-eslint";\n';
const TS_FILES = '["**/*.ts"]';
const TYPED = `{ files: ${TS_FILES}, languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } }`;
const own = (name) => (finding) => finding.includes(` ${name}/`);
/** Has a finding of a typed rule on its first line. */
const TYPED_FILE = { "typed.ts": "Promise.resolve(1);\n", "tsconfig.json": '{"compilerOptions":{"strict":true,"module":"nodenext","noEmit":true},"include":["*.ts"]}' };
const TYPED_FINDINGS = ["typed.ts 1:1 @typescript-eslint/no-floating-promises"];

/** name, file, text, and what differs from the ordinary: `expected` findings, the `manifest`, arguments; `keep` leaves its files to the next; `inShort` is also run with --short. */
const SHAPES = [
  { name: "eslint.config.js of an ES module package", file: "eslint.config.js", text: `${IMPORT}export default [...cdktf.configs.recommended];\n`, manifest: { type: "module" } },
  { name: "eslint.config.js of a CommonJS package", inShort: true, file: "eslint.config.js", text: 'const { default: cdktf } = require("eslint-plugin-cdktf");\nmodule.exports = [...cdktf.configs.recommended];\n' },
  { name: "eslint.config.cjs", file: "eslint.config.cjs", text: 'const { default: cdktf } = require("eslint-plugin-cdktf");\nmodule.exports = [...cdktf.configs.recommended];\n', manifest: { type: "module" } },
  { name: "eslint.config.mjs", file: "eslint.config.mjs", text: `${IMPORT}export default [...cdktf.configs.recommended];\n` },
  { name: "eslint.config.ts, with jiti", inShort: true, file: "eslint.config.ts", text: `${IMPORT}import type { Linter } from "eslint";\nconst config: Linter.Config[] = [...cdktf.configs.recommended];\nexport default config;\n` },
  { name: "strict", file: "eslint.config.mjs", text: `${IMPORT}export default [...cdktf.configs.strict];\n` },
  { name: "defineConfig with extends by object", file: "eslint.config.mjs", text: `${IMPORT}import { defineConfig } from "eslint/config";\nexport default defineConfig([{ extends: [cdktf.configs.recommended] }]);\n` },
  { name: "defineConfig with extends by name", file: "eslint.config.mjs", text: `${IMPORT}import { defineConfig } from "eslint/config";\nexport default defineConfig([{ plugins: { cdktf }, extends: ["cdktf/recommended"] }]);\n` },
  { name: "defineConfig with extends, for one folder", file: "eslint.config.mjs", text: `${IMPORT}import { defineConfig } from "eslint/config";\nexport default defineConfig([{ files: ["infra/**"], extends: [cdktf.configs.recommended] }]);\n`, files: { "infra/stack.py": FLAWED["stack.py"] }, expected: ["infra/stack.py 3:27 cdktf/valid-property-type"] },
  { name: "defineConfig under another name", inShort: true, file: "eslint.config.mjs", text: `${IMPORT}import { defineConfig } from "eslint/config";\nexport default defineConfig([{ plugins: { infra: cdktf }, extends: ["infra/recommended"] }]);\n`, expected: FINDINGS.map((finding) => finding.replace("cdktf/", "infra/")), plugin: "infra" },
  {
    name: "rules and language under another name",
    inShort: true,
    file: "eslint.config.mjs",
    text: `${IMPORT}const plugins = { infra: cdktf };\nconst rules = { "infra/valid-property-type": "error" };\nexport default [{ files: ["**/*.py"], plugins, language: "infra/python", rules }, { files: ["**/*.js"], plugins, rules }];\n`,
    files: { "other.js": 'import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";\nexport const build = (scope) => new LbTargetGroup(scope, "t", { deregistrationDelay: 30 });\n' },
    expected: ["other.js 2:65 infra/valid-property-type", "stack.py 3:27 infra/valid-property-type"],
    plugin: "infra",
  },
  { name: "js.configs.recommended before, for all files", file: "eslint.config.mjs", text: `${IMPORT}${OTHERS}export default [js.configs.recommended, ...cdktf.configs.recommended];\n` },
  { name: "js.configs.recommended after, for all files", inShort: true, file: "eslint.config.mjs", text: `${IMPORT}${OTHERS}export default [...cdktf.configs.recommended, js.configs.recommended];\n` },
  { name: "tseslint.configs.recommended after, for all files", inShort: true, file: "eslint.config.mjs", text: `${IMPORT}${OTHERS}export default [...cdktf.configs.recommended, ...tseslint.configs.recommended];\n` },
  { name: "tseslint.configs.recommended before, for all files", file: "eslint.config.mjs", text: `${IMPORT}${OTHERS}export default [...tseslint.configs.recommended, ...cdktf.configs.recommended];\n` },
  { name: "tseslint.configs.strict and prettier, with files", file: "eslint.config.mjs", text: `${IMPORT}${OTHERS}export default tseslint.config(...cdktf.configs.recommended, { files: ${TS_FILES}, extends: [js.configs.recommended, tseslint.configs.strict] }, prettier);\n` },
  { name: "tseslint.configs.strict and prettier, for all files", file: "eslint.config.mjs", text: `${IMPORT}${OTHERS}export default [js.configs.recommended, ...tseslint.configs.strict, ...cdktf.configs.recommended, prettier];\n` },
  { name: "tseslint.configs.recommendedTypeChecked before", file: "eslint.config.mjs", text: `${IMPORT}${OTHERS}export default [...tseslint.configs.recommendedTypeChecked.map((one) => ({ ...one, files: ${TS_FILES} })), ${TYPED}, ...cdktf.configs.recommended];\n`, files: TYPED_FILE, expected: [...FINDINGS, ...TYPED_FINDINGS], also: (finding) => finding.endsWith("/no-floating-promises") },
  { name: "tseslint.configs.recommendedTypeChecked after", inShort: true, file: "eslint.config.mjs", text: `${IMPORT}${OTHERS}export default [...cdktf.configs.recommended, ...tseslint.configs.recommendedTypeChecked.map((one) => ({ ...one, files: ${TS_FILES} })), ${TYPED}];\n`, files: TYPED_FILE, expected: [...FINDINGS, ...TYPED_FINDINGS], also: (finding) => finding.endsWith("/no-floating-promises") },
  { name: "--concurrency 2", inShort: true, args: ["--concurrency", "2"] },
  { name: "--concurrency auto", args: ["--concurrency", "auto"] },
  { name: "--stats", args: ["--stats"], and: ({ stdout }) => JSON.parse(stdout).every(({ stats }) => stats.times.passes.length > 0) },
  { name: "--cache, first", inShort: true, args: ["--cache"], keep: true },
  { name: "--cache, again", inShort: true, args: ["--cache"], keep: true },
  { name: "--cache, after a lock file has changed", inShort: true, args: ["--cache"], files: { "requirements.txt": "cdktf-cdktf-provider-aws==2.0.0\n" }, expected: ["stack.py 1:6 cdktf/no-unknown-import", ...FINDINGS.slice(1)] },
  { name: "--suppress-all", inShort: true, args: ["--suppress-all"], expected: [], status: 0, keep: true },
  { name: "suppressed findings", inShort: true, expected: [], status: 0, keep: true },
  { name: "--prune-suppressions", inShort: true, args: ["--prune-suppressions"], files: { "stack.py": "\n" }, expected: [], status: 0 },
  { name: "--fix", inShort: true, args: ["--fix"], expected: [], status: 0, and: (_result, folder) => readFileSync(join(folder, "stack.py"), "utf8").includes('deregistration_delay="30"') && readFileSync(join(folder, "stack.ts"), "utf8").includes('deregistrationDelay: "30"') && readFileSync(join(folder, "stack.ts"), "utf8").includes("provider-aws/lib/s3-bucket") },
];

const FIRST = { file: "eslint.config.mjs", text: `${IMPORT}export default [...cdktf.configs.recommended];\n` };
for (const eslint of isShort ? ["10"] : ["9", "10"]) {
  const folder = project(join(work, `shapes-${eslint}`), [`eslint@${eslint}`, `@eslint/js@${eslint}`, "typescript@5.9", "typescript-eslint", "eslint-config-prettier", "jiti", tarball], {});
  const bare = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const clean = [];
  for (const shape of SHAPES.filter(({ inShort }) => !isShort || inShort)) {
    const { file, text } = shape.file ? shape : FIRST;
    const files = { "package.json": JSON.stringify({ ...bare, ...shape.manifest }), [file]: text, ...FLAWED, ...shape.files };
    write(folder, files);
    const result = run(process.execPath, ["node_modules/eslint/bin/eslint.js", ".", "--format", "json", ...(shape.args ?? [])], folder);
    const isOwn = own(shape.plugin ?? "cdktf");
    const kept = { ...result, stdout: withOnly(result.stdout, folder, (finding) => isOwn(finding) || shape.also?.(finding) === true) };
    sameFindings(`ESLint ${eslint}: ${shape.name}`, kept, folder, shape.expected, shape.status);
    if (shape.and) check(`ESLint ${eslint}: ${shape.name}, and what it is for`, shape.and(result, folder), result.stdout + result.stderr);
    clean.push(...Object.keys(files).filter((one) => one !== "package.json"));
    if (!shape.keep) for (const one of [...clean, ".eslintcache", "eslint-suppressions.json"]) rmSync(join(folder, one), { force: true });
  }
}
conclude(isShort ? "The covering cells and all shapes work." : "All cells and shapes work.");

/** ESLint's JSON with the findings that matter here: those of other plugins are their own business. */
function withOnly(stdout, folder, isKept) {
  try {
    return JSON.stringify(JSON.parse(stdout).map((result) => ({ ...result, messages: result.messages.filter((message) => message.fatal || isKept(findingsOf(JSON.stringify([{ ...result, messages: [message] }]), folder)[0])) })));
  } catch {
    return stdout;
  }
}
