/**
 * Real packages, installed once and kept: what the judges, the fixtures and the benchmark run on.
 *
 * They stand in the folder that CDKTF_ORACLE_CACHE names (default ~/.cache/eslint-plugin-cdktf/oracle), each under a
 * hash of what is installed there.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** This repository. */
export const root = join(import.meta.dirname, "..", "..");
const cache = process.env.CDKTF_ORACLE_CACHE ?? join(homedir(), ".cache", "eslint-plugin-cdktf", "oracle");
const isWindows = process.platform === "win32";

/** Python's type checker, as all of them use it. */
const PYRIGHT = "1.1.414";
/** What the reference stacks are written for. */
const STACK_VERSION = "21.22.1";

const fixture = (language, name) => readFileSync(join(root, "tests", "fixtures", `streaming-stack-${language}-fixed`, name), "utf8");

/** npm without its chatter; throws with npm's own words if it fails. */
export function npm(args, cwd) {
  return execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], shell: isWindows, maxBuffer: 1e8 });
}

/** A folder that `make` fills once for each state of `inputs`. */
function prepared(name, inputs, make) {
  const folder = join(cache, `${name}-${createHash("sha256").update(inputs.join("\0")).digest("hex").slice(0, 12)}`);
  if (existsSync(join(folder, ".complete"))) return folder;
  console.error(`installing ${name} …`);
  const start = performance.now();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  make(folder);
  // Named last, so that what broke off half-way is never taken for whole.
  writeFileSync(join(folder, ".incomplete"), "");
  renameSync(join(folder, ".incomplete"), join(folder, ".complete"));
  console.error(`installed ${name} in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  return folder;
}

/** The executable of a virtual environment. */
export function binOf(venv, name) {
  return isWindows ? join(venv, "Scripts", `${name}.exe`) : join(venv, "bin", name);
}

/** `options` are pip's. */
/** @returns {string} a virtual environment with what pip is asked for */
function virtualEnvironment(name, requirements, options = []) {
  return prepared(name, requirements, (folder) => {
    execFileSync(isWindows ? "python" : "python3", ["-m", "venv", folder]);
    execFileSync(binOf(folder, "pip"), ["install", "--quiet", "--disable-pip-version-check", ...options, ...requirements], { stdio: ["ignore", "ignore", "inherit"] });
  });
}

/** @returns {string} a folder whose `node_modules` has what the TypeScript reference stack asks for */
export function typescriptStack() {
  const manifests = ["package.json", "package-lock.json"];
  return prepared("typescript-stack", manifests.map((name) => fixture("typescript", name)), (folder) => {
    for (const name of manifests) writeFileSync(join(folder, name), fixture("typescript", name));
    npm(["ci", "--ignore-scripts"], folder);
  });
}

/** @returns {string} a virtual environment with what the Python reference stack asks for, and pyright */
export function pythonStack() {
  return virtualEnvironment("python-stack", [...fixture("python", "requirements.txt").trim().split("\n"), `pyright[nodejs]==${PYRIGHT}`]);
}

/**
 * The provider bindings at a version.
 *
 * @param {string} name npm name
 * @returns {string} a folder whose `node_modules` has them
 */
export function npmProvider(name, version) {
  if (name === "@cdktf/provider-aws" && version === STACK_VERSION) return typescriptStack();
  const wanted = `${name}@${version}`;
  return prepared(`npm-${fileName(wanted)}`, [wanted], (folder) => {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "judged", private: true }));
    npm(["install", "--ignore-scripts", "--no-package-lock", wanted], folder);
  });
}

/**
 * The same for Python, with pyright.
 *
 * @param {string} distribution name of the wheel
 * @returns {string} a virtual environment
 */
export function pythonProvider(distribution, version) {
  if (distribution === "cdktf-cdktf-provider-aws" && version === STACK_VERSION) return pythonStack();
  const wanted = `${distribution}==${version}`;
  // Compiling two thousand modules takes longer than all else, and pyright needs none of it.
  return virtualEnvironment(`python-${fileName(wanted)}`, [wanted, `pyright[nodejs]==${PYRIGHT}`], ["--no-compile"]);
}

/** @returns {string} the script that starts a version of TypeScript's compiler */
export function typescriptCompiler(version) {
  const folder = prepared(`typescript-${version}`, [version], (made) => {
    writeFileSync(join(made, "package.json"), JSON.stringify({ name: "compiler", private: true }));
    npm(["install", "--ignore-scripts", "--no-package-lock", `typescript@${version}`], made);
  });
  return join(folder, "node_modules", "typescript", "bin", "tsc");
}

/** @returns {string} the executable of ruff at a version */
export function ruff(version) {
  return binOf(virtualEnvironment(`ruff-${version}`, [`ruff==${version}`]), "ruff");
}

/** @returns {string} the executable of pre-commit at a version */
export function preCommit(version) {
  return binOf(virtualEnvironment(`pre-commit-${version}`, [`pre-commit==${version}`]), "pre-commit");
}

/**
 * Bindings for a provider that there is none of, made by cdktf's own generator from a schema such as
 * `terraform providers schema -json` prints.
 *
 * @param {string} schemaFile path of the schema, of a provider called `demo`
 * @returns the folder of node_modules with what they need, and those of the bindings in TypeScript and Python
 */
export function generatedBindings(schemaFile) {
  const packages = ["@cdktf/provider-generator@0.21.0", "cdktf@0.21.0", "constructs@10.4.2", "jsii@5.8.9", "jsii-pacmak@1.112.0", "typescript@5.9", "@types/node@20"];
  const schema = readFileSync(schemaFile, "utf8");
  const folder = prepared("generated-bindings", [...packages, schema], (made) => {
    writeFileSync(join(made, "package.json"), JSON.stringify({ name: "bindings", private: true }));
    npm(["install", "--ignore-scripts", "--no-package-lock", ...packages], made);
    writeFileSync(join(made, "schema.json"), schema);
    writeFileSync(join(made, "generate.cjs"), GENERATE);
    execFileSync(process.execPath, ["generate.cjs"], { cwd: made, stdio: ["ignore", "ignore", "pipe"] });
  });
  return { modules: join(folder, "node_modules"), typescript: join(folder, "typescript"), python: join(folder, "python", "demo") };
}

/** As `cdktf get` calls it, but with a schema from a file instead of from Terraform. */
const GENERATE = `
const { generateProviderBindingsFromSchema: generate } = require("@cdktf/provider-generator");
const { dirname } = require("node:path");
const schema = require("./schema.json");
const deps = ["@types/node", "cdktf", "constructs"].map((name) => dirname(require.resolve(name + "/package.json")));
generate("typescript", schema)
  .then(() => generate("staging", schema, { entrypoint: "providers/demo/index.ts", deps, moduleKey: "demo", python: { outdir: "python", moduleName: "demo" } }))
  .catch((error) => { console.error(error); process.exit(1); });
`;

const fileName = (text) => text.replace(/[^\w.]+/g, "-").replace(/^-/, "");
