/** The command from its options to its exit code. */
import { relative, resolve } from "node:path";
import type { ESLint } from "eslint";
import type { Changes } from "./changed-lines.js";
import { leaveOut, NO_CONFIG, readConfig, settledOptions } from "./config.js";
import { findFiles, MAX_FOLDER_DEPTH } from "./find-files.js";
import { finish, note } from "./finish.js";
import type { CliOptions } from "./options.js";
import { prepareReports } from "./reports.js";
import { marked, part } from "./shards.js";
import { UsageError } from "./usage-error.js";

/** Fewer files are done before anybody asks. */
const PROGRESS_FROM = 50;

/** Lints and prints; the result is the exit code. */
export async function run(options: CliOptions): Promise<number> {
  const cwd = process.cwd();
  const reports = await prepareReports(options.reports, cwd);
  const config = options.config === false ? NO_CONFIG : readConfig(cwd, options.config);
  const settled = await settledOptions(options, config);
  await checkSuppressing(options, cwd);
  const { files: found, empty, foreign, unreadable, tooDeep } = findFiles(options.paths, cwd);
  for (const path of foreign) note(`not a TypeScript, JavaScript or Python file, left out: ${path}`);
  for (const path of unreadable) note(`cannot be read, left out: ${path}`);
  for (const path of tooDeep) note(`nested deeper than ${MAX_FOLDER_DEPTH} folders, left out: ${path}`);
  for (const path of empty) note(`no TypeScript, JavaScript or Python files in: ${path}`);
  const { kept, ignored } = leaveOut(found, config);
  for (const file of ignored) {
    if (options.paths.some((path) => resolve(cwd, path) === file)) note(`left out by "ignores" in ${config.shown ?? ""}: ${relative(cwd, file)}`);
  }
  const changes = options.since === undefined ? undefined : await changed(options.since, kept, cwd);
  const files = part(changes?.files ?? kept, options.shard);
  let results: ESLint.LintResult[] = [];
  let isWhole = true;
  if (files.length > 0) {
    const { lintFiles } = await import("./lint.js");
    const progress = process.stderr.isTTY && files.length > PROGRESS_FROM ? progressLine(files.length) : undefined;
    try {
      const linted = await lintFiles(files, { ...settled, mayFix: changes?.isChanged, facts: options.reports.some(({ format }) => format === "json") }, cwd, progress?.show);
      progress?.clear();
      results = linted.results;
      isWhole = linted.unrepaired.size === 0 && !linted.unread.some(({ isFailure }) => isFailure);
      for (const { path, reason } of linted.unread) note(`${relative(cwd, path)} ${reason}`);
      for (const [path, reason] of linted.unrepaired) note(`${relative(cwd, path)} ${reason}`);
    } finally {
      progress?.clear();
    }
  }
  const { applySuppressions } = await import("./suppressions.js");
  const baseline = applySuppressions(results, options, cwd);
  results = baseline.results;
  for (const text of baseline.notes) note(text);
  if (changes) {
    const { onlyNew } = await import("./changed-lines.js");
    results = await onlyNew(results, changes, async (texts) => (await import("./lint.js")).lintTexts(texts, settled, cwd));
  }
  if (results.length > 0) await noteUnknownVersions();
  if (options.shard) results = marked(results, options.shard, cwd);
  const exitCode = await finish(results, options, reports, cwd);
  if (baseline.unused !== undefined) note(baseline.unused);
  return baseline.unused === undefined && isWhole ? exitCode : 2;
}

/** Wrong options of suppressions are told before anything is linted. */
async function checkSuppressing(options: CliOptions, cwd: string): Promise<void> {
  const isSuppressing = options.suppressAll || options.suppressRules.length > 0 || options.pruneSuppressions;
  if (!isSuppressing && options.suppressionsLocation === undefined) return;
  if (isSuppressing && options.shard) throw new UsageError("--shard sees a part of the files only, so suppressions cannot be recorded or pruned with it");
  if (isSuppressing && options.since !== undefined) throw new UsageError("--since sees a part of the findings only, so suppressions cannot be recorded or pruned with it");
  const [{ checkSuppressionOptions }, { rules }] = await Promise.all([import("./suppressions.js"), import("../rules/index.js")]);
  checkSuppressionOptions(options, Object.keys(rules), cwd);
}

async function changed(since: string, files: readonly string[], cwd: string): Promise<Changes> {
  const { changesSince } = await import("./changed-lines.js");
  const changes = await changesSince(since, files, cwd);
  for (const path of changes.elsewhere) note(`not in this repository, left out by --since: ${path}`);
  return changes;
}

/** What was judged by another version than the one in use, and what could not be read. */
async function noteUnknownVersions(): Promise<void> {
  const [{ reportedProblems }, { unknownVersionsInUse }] = await Promise.all([import("../providers-schema/problems.js"), import("../providers-schema/unknown-versions.js")]);
  for (const { name, version, source, judgedBy } of unknownVersionsInUse()) {
    const consequence = judgedBy === undefined ? "its names and types are not checked" : `judged by ${judgedBy}, the nearest known version: only what no known version allows is reported`;
    note(`${name} ${version} is in use (${source}), which this linter has no schema of; ${consequence}`);
  }
  for (const { path, text } of reportedProblems()) note(`${path} ${text}`);
}

/** One line on standard error that counts files and leaves nothing behind. */
function progressLine(total: number): { show: (done: number) => void; clear: () => void } {
  process.stderr.write(`Linting ${total} files …`);
  return {
    show: (done) => process.stderr.write(`\r\u001B[KLinting ${done} of ${total} files …`),
    clear: () => process.stderr.write("\r\u001B[K"),
  };
}
