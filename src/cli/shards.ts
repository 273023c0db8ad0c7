/** Parts of a run that are linted by different machines, and how their reports become one. */
import { readFileSync } from "node:fs";
import { resolve, sep } from "node:path";
import type { ESLint } from "eslint";
import type { Shard } from "./options.js";
import { UsageError } from "./usage-error.js";

/** What a result in the report of a part says of where it comes from. */
interface Mark extends Shard {
  /** The folder that the part was linted in. */
  readonly folder: string;
}

type MarkedResult = ESLint.LintResult & { readonly shard?: Mark };

/** The files of a part: neighbours go to different ones, so that all take about as long. */
export function part(files: readonly string[], shard: Shard | undefined): readonly string[] {
  return shard ? files.filter((_, at) => at % shard.count === shard.index - 1) : files;
}

/** Results that say which part they are of. */
export function marked(results: readonly ESLint.LintResult[], shard: Shard, folder: string): ESLint.LintResult[] {
  return results.map((result) => ({ ...result, shard: { ...shard, folder } satisfies Mark }));
}

/**
 * The results of all parts, as a run of the whole gives them.
 *
 * @param paths reports in ESLint's JSON format, of all parts or of runs that have no file in common
 * @param cwd folder in which the whole would be linted
 * @throws UsageError for what is no whole report, for parts that are missing, and for files that are in two reports
 */
export function merged(paths: readonly string[], cwd: string): ESLint.LintResult[] {
  const reports = paths.map((path) => ({ path, results: readReport(path, cwd) }));
  checkParts(reports);
  const from = new Map<string, string>();
  const all = reports.flatMap(({ path, results }) => results.map((result) => {
    const { shard, ...whole } = result;
    const filePath = shard ? moved(result.filePath, shard.folder, cwd) : result.filePath;
    const other = from.get(filePath);
    if (other !== undefined) throw new UsageError(`${filePath} is in two reports: ${other} and ${path}`);
    from.set(filePath, path);
    return { ...whole, filePath };
  }));
  return all.sort((a, b) => (a.filePath < b.filePath ? -1 : 1));
}

function readReport(path: string, cwd: string): MarkedResult[] {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, path), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(code === "ENOENT" ? `there is no report ${path}` : `cannot read ${path} (${code ?? String(error)})`);
  }
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not a whole report: it is ${text.trim() === "" ? "empty" : "no complete JSON"}`);
  }
  if (!Array.isArray(report) || !report.every(isResult)) throw new UsageError(`${path} is no report of --format json`);
  return report;
}

function isResult(value: unknown): value is MarkedResult {
  if (typeof value !== "object" || value === null) return false;
  const { filePath, messages, suppressedMessages, errorCount, warningCount, shard } = value as Record<string, unknown>;
  const isWhole = typeof filePath === "string" && Array.isArray(messages) && Array.isArray(suppressedMessages) && typeof errorCount === "number" && typeof warningCount === "number";
  return isWhole && (shard === undefined || isMark(shard));
}

function isMark(value: unknown): value is Mark {
  if (typeof value !== "object" || value === null) return false;
  const { index, count, folder } = value as Record<string, unknown>;
  return Number.isInteger(index) && Number.isInteger(count) && typeof folder === "string";
}

/** All parts of one whole must be there, each once; one in which nothing was linted does not say which it is. */
function checkParts(reports: readonly { readonly path: string; readonly results: readonly MarkedResult[] }[]): void {
  const named = reports.flatMap(({ path, results }) => (results[0]?.shard ? [{ path, ...results[0].shard }] : []));
  const [first] = named;
  if (!first) return;
  const { count } = first;
  const seen = new Map<number, string>();
  for (const { path, ...shard } of named) {
    if (shard.count !== count) throw new UsageError(`${first.path} is a part of ${count} and ${path} of ${shard.count}`);
    const other = seen.get(shard.index);
    if (other !== undefined) throw new UsageError(`${other} and ${path} are both part ${shard.index}/${count}`);
    seen.set(shard.index, path);
  }
  const unmarked = reports.find(({ results }) => results.length > 0 && !results[0]?.shard);
  if (unmarked) throw new UsageError(`${first.path} is a part of ${count} and ${unmarked.path} is none`);
  if (reports.length === count) return;
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !seen.has(index)).map((index) => `${index}/${count}`);
  if (reports.length > count) throw new UsageError(`${reports.length} reports for ${count} parts`);
  const lacking = count - reports.length;
  throw new UsageError(`${missing.length > lacking ? `${lacking} of these parts` : "parts"} are missing: ${missing.join(", ")}`);
}

/** Where a file is in the folder in which reports are merged, which need not be where it was linted. */
function moved(filePath: string, folder: string, cwd: string): string {
  const inside = folder.endsWith(sep) ? folder : folder + sep;
  return folder !== cwd && filePath.startsWith(inside) ? resolve(cwd, filePath.slice(inside.length)) : filePath;
}
