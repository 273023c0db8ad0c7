/** The command from its options to its exit code. */
import type { ESLint } from "eslint";
import { formatNames, loadFormatter } from "../formatters/index.js";
import { findFiles } from "./find-files.js";
import type { CliOptions } from "./options.js";
import { UsageError } from "./usage-error.js";

/** Fewer files are done before anybody asks. */
const PROGRESS_FROM = 50;

/** Lints and prints; the result is the exit code. */
export async function run(options: CliOptions): Promise<number> {
  const format = await loadFormatter(options.format);
  if (!format) throw new UsageError(`unknown format "${options.format}"; there are: ${formatNames.join(", ")}`);
  const cwd = process.cwd();
  const { files, empty, foreign, unreadable } = findFiles(options.paths, cwd);
  for (const path of foreign) note(`not a TypeScript, JavaScript or Python file, left out: ${path}`);
  for (const path of unreadable) note(`cannot be read, left out: ${path}`);
  for (const path of empty) note(`no TypeScript, JavaScript or Python files in: ${path}`);
  let results: ESLint.LintResult[] = [];
  if (files.length > 0) {
    const { lintFiles } = await import("./lint.js");
    const progress = process.stderr.isTTY && files.length > PROGRESS_FROM ? progressLine(files.length) : undefined;
    try {
      results = await lintFiles(files, options, cwd, progress?.show);
    } finally {
      progress?.clear();
    }
  }
  const errors = sum(results, "errorCount");
  const warnings = sum(results, "warningCount");
  if (options.quiet) {
    const { withMessages } = await import("./lint.js");
    results = results.map((result) => withMessages(result, result.messages.filter((message) => message.fatal === true || message.severity === 2)));
    results = options.format === "json" ? results.filter(({ messages }) => messages.length > 0) : results;
  }
  if (results.length > 0) await noteUnknownVersions();
  await write(format(results, { cwd, color: options.color }));
  const tooMany = options.maxWarnings >= 0 && warnings > options.maxWarnings;
  if (tooMany && errors === 0) note(`too many warnings: ${warnings}, at most ${options.maxWarnings} are allowed`);
  return errors > 0 || tooMany ? 1 : 0;
}

/** Silence is only good news where something was looked at. */
/** What was judged by another version than the one in use, and what could not be read. */
async function noteUnknownVersions(): Promise<void> {
  const { reportedProblems, unknownVersionsInUse } = await import("../providers-schema/index.js");
  for (const { name, version, source, judgedBy } of unknownVersionsInUse()) {
    const consequence = judgedBy === undefined ? "its names and types are not checked" : `judged by ${judgedBy}, the nearest known version: only what no known version allows is reported`;
    note(`${name} ${version} is in use (${source}), which this linter has no schema of; ${consequence}`);
  }
  for (const { path, text } of reportedProblems()) note(`${path} ${text}`);
}

function sum(results: readonly ESLint.LintResult[], key: "errorCount" | "warningCount"): number {
  return results.reduce((total, result) => total + result[key], 0);
}

function note(text: string): void {
  process.stderr.write(`cdktf-lint: ${text}\n`);
}

/** Resolves when all is written, or when nobody reads any more. */
function write(text: string): Promise<void> {
  if (text === "") return Promise.resolve();
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

/** One line on standard error that counts files and leaves nothing behind. */
function progressLine(total: number): { show: (done: number) => void; clear: () => void } {
  process.stderr.write(`Linting ${total} files …`);
  return {
    show: (done) => process.stderr.write(`\r\u001B[KLinting ${done} of ${total} files …`),
    clear: () => process.stderr.write("\r\u001B[K"),
  };
}
