/**
 * The script of the GitHub action (action.yml): finds or installs the linter, runs it once, and hands what it found to
 * GitHub. Inputs come as INPUT_… in the environment and never pass a shell.
 */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { baseOf } from "./base.mjs";
import { ActionError } from "./error.mjs";

const PACKAGE = "eslint-plugin-cdktf";
const { version: OWN_VERSION } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

try {
  process.exitCode = main(readInputs(process.env));
} catch (error) {
  process.exitCode = 2;
  const text = error instanceof ActionError ? error.message : `unexpected error: ${error instanceof Error ? error.message : String(error)}`;
  console.log(`::error title=cdktf-lint::${escapeData(text)}`);
}

/** Inputs under their names in action.yml, checked. */
function readInputs(env) {
  const text = (name) => (env[`INPUT_${name.toUpperCase().replaceAll("-", "_")}`] ?? "").trim();
  const choice = (name, allowed, fallback) => {
    const value = text(name).toLowerCase() || fallback;
    if (!allowed.includes(value)) throw new ActionError(`the input ${name} is "${value}"; it takes ${allowed.join(", ")}`);
    return value;
  };
  const flag = (name, fallback) => choice(name, ["true", "false"], fallback) === "true";
  const file = (name) => {
    if (/[\r\n]/u.test(text(name))) throw new ActionError(`the input ${name} has more than one line`);
    return text(name);
  };
  return {
    paths: text("paths").split(/\r?\n/u).map((path) => path.trim()).filter(Boolean),
    folder: resolve(env.GITHUB_WORKSPACE || process.cwd(), file("working-directory") || "."),
    version: file("version"),
    level: choice("level", ["error", "warning", "never"], "error"),
    onlyChangedLines: flag("only-changed-lines", "false"),
    annotations: flag("annotations", "true"),
    summary: flag("summary", "true"),
    sarifFile: file("sarif-file"),
    markdownFile: file("markdown-file"),
  };
}

/** Lints; the result is the exit code of the step. */
function main(inputs) {
  const { folder, level } = inputs;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new ActionError(`the working directory does not exist: ${folder}`);
  const temporary = mkdtempSync(join(process.env.RUNNER_TEMP || tmpdir(), "cdktf-lint-"));
  const command = commandIn(folder, inputs.version, temporary);
  const files = {
    json: join(temporary, "findings.json"),
    text: join(temporary, "findings.txt"),
    github: join(temporary, "annotations.txt"),
    markdown: inputs.markdownFile ? resolve(folder, inputs.markdownFile) : join(temporary, "findings.md"),
    sarif: inputs.sarifFile ? resolve(folder, inputs.sarifFile) : undefined,
  };
  const { status, signal } = spawnSync(process.execPath, [command, ...argumentsOf(inputs, files)], { cwd: folder, stdio: "inherit" });
  if (status !== 0 && status !== 1) throw new ActionError(signal ? `cdktf-lint was stopped by ${signal}` : "cdktf-lint could not run; the lines above say why (paths stand on a line each)");
  showFindings(inputs, files);
  return level === "never" ? 0 : status;
}

function argumentsOf({ paths, level, onlyChangedLines, folder, annotations }, files) {
  const since = onlyChangedLines ? baseOf(process.env, folder) : undefined;
  return [
    ...["-f", "stylish", "-o", files.text, "-f", "json", "-o", files.json, "-f", "markdown", "-o", files.markdown],
    ...(annotations ? ["-f", "github", "-o", files.github] : []),
    ...(files.sarif ? ["-f", "sarif", "-o", files.sarif] : []),
    ...(since ? ["--since", since] : []),
    ...(level === "warning" ? ["--max-warnings", "0"] : []),
    // What comes after it is no option, whatever it looks like.
    "--",
    ...(paths.length > 0 ? paths : ["."]),
  ];
}

function showFindings({ annotations, summary, sarifFile, markdownFile }, files) {
  // Code and file names of the project are no commands to the runner.
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n${readFileSync(files.text, "utf8")}\n::${token}::\n`);
  if (annotations) process.stdout.write(readFileSync(files.github, "utf8"));
  const { GITHUB_STEP_SUMMARY, GITHUB_OUTPUT } = process.env;
  if (summary && GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, `${readFileSync(files.markdown, "utf8")}\n`);
  const results = JSON.parse(readFileSync(files.json, "utf8"));
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const outputs = { errors: sum("errorCount"), warnings: sum("warningCount"), ...(sarifFile ? { "sarif-file": files.sarif } : {}), ...(markdownFile ? { "markdown-file": files.markdown } : {}) };
  if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`).join(""));
}

/** The script of the linter: the one that the project has, unless another version is asked for. */
function commandIn(folder, version, temporary) {
  const installed = version ? undefined : installedCommand(folder);
  if (installed) return installed;
  const wanted = `${PACKAGE}@${version || OWN_VERSION}`;
  console.log(`Installing ${wanted}`);
  // Into a folder of its own: the project's dependencies stay as they are.
  const { status, error } = npm(["install", "--prefix", temporary, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--", wanted], temporary);
  const command = status === 0 ? installedCommand(temporary) : undefined;
  if (!command) throw new ActionError(`${wanted} could not be installed${error ? ` (${error.message})` : ""}`);
  return command;
}

function installedCommand(folder) {
  try {
    const manifest = createRequire(join(folder, "package.json")).resolve(`${PACKAGE}/package.json`);
    const command = join(dirname(manifest), JSON.parse(readFileSync(manifest, "utf8")).bin["cdktf-lint"]);
    return existsSync(command) ? command : undefined;
  } catch {
    return undefined;
  }
}

/** npm without a shell, which on Windows means npm's own script. */
function npm(args, cwd) {
  const script = join(dirname(process.execPath), "node_modules", "npm", "bin", "npm-cli.js");
  const [command, before] = process.platform === "win32" ? [process.execPath, [script]] : ["npm", []];
  return spawnSync(command, [...before, ...args], { cwd, stdio: "inherit" });
}

function escapeData(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
