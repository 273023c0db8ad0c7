/**
 * ESLint's bulk suppressions as a baseline: the very file that `eslint --suppress-all` writes, so that both commands
 * share it. ESLint's own service for it is not reachable from outside, and older versions of ESLint have none.
 */
import { existsSync, realpathSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { ESLint, Linter } from "eslint";
import { NotRead, readPlainFile } from "../disk.js";
import { isWrittenElsewhere, replaceFile } from "../write-file.js";
import { withMessages } from "./results.js";
import { shortRuleName } from "./rule-levels.js";
import { UsageError } from "./usage-error.js";

const DEFAULT_FILE = "eslint-suppressions.json";
const MAX_FILE_BYTES = 64_000_000;
const PREFIX = "cdktf/";
/** Files that a message names before it only counts. */
const MAX_NAMED = 3;

export interface SuppressionOptions {
  readonly suppressAll: boolean;
  /** Rules to suppress, with or without prefix. */
  readonly suppressRules: readonly string[];
  readonly pruneSuppressions: boolean;
  readonly passOnUnprunedSuppressions: boolean;
  /** The file, where it is not `eslint-suppressions.json` in the current folder. */
  readonly suppressionsLocation: string | undefined;
}

/** By file and rule, how many findings of level error are known. */
type Suppressions = Record<string, Record<string, { count: number }>>;

/** Results after the baseline was taken off. */
export interface AfterSuppressions {
  readonly results: ESLint.LintResult[];
  /** What is to be told to whoever runs the command. */
  readonly notes: readonly string[];
  /** Set if suppressions are left that nothing needs any more: the command then ends with 2. */
  readonly unused: string | undefined;
}

/**
 * Finds out whether the options can be meant together, before anything is linted.
 *
 * @param known names of the rules without prefix
 */
export function checkSuppressionOptions(options: SuppressionOptions, known: readonly string[], cwd: string): void {
  const given = [options.suppressAll && "--suppress-all", options.suppressRules.length > 0 && "--suppress-rule", options.pruneSuppressions && "--prune-suppressions"].filter((name) => name !== false);
  if (given.length > 1) throw new UsageError(`${given.slice(0, 2).join(" and ")} cannot be used together`);
  for (const rule of options.suppressRules) shortRuleName(rule, known);
  const path = fileOf(options, cwd);
  if (/[/\\]$/u.test(options.suppressionsLocation ?? "") || statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--suppressions-location must name a file, and this is a folder: ${options.suppressionsLocation ?? path}`);
  }
  if (options.suppressionsLocation !== undefined && !existsSync(path) && !options.suppressAll && options.suppressRules.length === 0) {
    throw new UsageError(`there is no suppressions file ${options.suppressionsLocation}; --suppress-all or --suppress-rule creates it`);
  }
}

/**
 * Records, prunes and applies suppressions as the options say.
 *
 * @param results of whole files; fixes are applied already
 */
export function applySuppressions(results: ESLint.LintResult[], options: SuppressionOptions, cwd: string): AfterSuppressions {
  const path = fileOf(options, cwd);
  const shown = relative(cwd, path).split(sep).join("/");
  const notes: string[] = [];
  const changes = options.suppressAll || options.suppressRules.length > 0;
  if (!changes && !existsSync(path)) return { results, notes, unused: undefined };
  const known = load(path, shown);
  if (changes) {
    const counted = record(known, results, options.suppressAll ? undefined : options.suppressRules.map((rule) => PREFIX + withoutPrefix(rule)), cwd);
    save(path, known);
    notes.push(`${plural(counted.findings, "finding")} in ${plural(counted.files, "file")} suppressed in ${shown}; warnings are not suppressed`);
  }
  if (options.pruneSuppressions) {
    const removed = prune(known, unusedOf(known, results, cwd), cwd);
    if (removed > 0) save(path, known);
    notes.push(removed === 0 ? `nothing to prune in ${shown}` : `${plural(removed, "suppression")} pruned from ${shown}`);
  }
  const unused = options.passOnUnprunedSuppressions ? [] : Object.entries(unusedOf(known, results, cwd));
  return { results: results.map((result) => suppressed(result, known[keyOf(result, cwd)])), notes, unused: unused.length === 0 ? undefined : unusedInWords(unused, shown) };
}

function fileOf(options: SuppressionOptions, cwd: string): string {
  return resolve(cwd, options.suppressionsLocation ?? DEFAULT_FILE);
}

function withoutPrefix(rule: string): string {
  return rule.startsWith(PREFIX) ? rule.slice(PREFIX.length) : rule;
}

function keyOf(result: ESLint.LintResult, cwd: string): string {
  return relative(cwd, result.filePath).split(sep).join("/");
}

function load(path: string, shown: string): Suppressions {
  let text: string;
  try {
    text = readPlainFile(path, MAX_FILE_BYTES).toString("utf8").replace(/^\uFEFF/u, "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Object.create(null) as Suppressions;
    if (error instanceof NotRead) throw new UsageError(`the suppressions file ${shown} ${error.message}`);
    throw new UsageError(`cannot read the suppressions file ${shown} (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isSuppressions(value)) return Object.assign(Object.create(null) as Suppressions, value);
  } catch {
    // The same sentence fits.
  }
  throw new UsageError(`${shown} is no suppressions file as ESLint writes it; correct it, or delete it and run --suppress-all again`);
}

function isSuppressions(value: unknown): value is Suppressions {
  return isRecord(value) && Object.values(value).every((rules) => isRecord(rules) && Object.values(rules).every((entry) => isRecord(entry) && typeof entry["count"] === "number"));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Written as ESLint writes it, to the byte; never half a file. */
function save(path: string, suppressions: Suppressions): void {
  const text = JSON.stringify(sorted(suppressions), undefined, 2);
  const target = existsSync(path) ? realpathSync(path) : path;
  if (isWrittenElsewhere(path, process.cwd())) throw new UsageError(`the suppressions file ${path} is a link out of the project and is not written`);
  try {
    replaceFile(target, text === "{}" ? "{\n}" : text, statSync(target, { throwIfNoEntry: false }));
  } catch (error) {
    throw new UsageError(`cannot write the suppressions file ${path} (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

function sorted(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
}

/** How many findings of level error each rule has in a file. */
function errorsByRule(result: ESLint.LintResult): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { ruleId, severity } of result.messages) {
    if (ruleId !== null && severity === 2) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  }
  return counts;
}

/** Notes what is there as known; changes `known`. */
function record(known: Suppressions, results: readonly ESLint.LintResult[], rules: readonly string[] | undefined, cwd: string): { findings: number; files: number } {
  const files = new Set<string>();
  let findings = 0;
  for (const result of results) {
    for (const [rule, count] of errorsByRule(result)) {
      if (rules && !rules.includes(rule)) continue;
      const key = keyOf(result, cwd);
      (known[key] ??= {})[rule] = { count };
      files.add(key);
      findings += count;
    }
  }
  return { findings, files: files.size };
}

/**
 * Suppressions that this run shows to be needed no more. It cannot judge those of other plugins' rules, of rules that
 * give warnings here, and of files that cannot be parsed.
 */
function unusedOf(known: Suppressions, results: readonly ESLint.LintResult[], cwd: string): Suppressions {
  const unused: Suppressions = {};
  for (const result of results) {
    const key = keyOf(result, cwd);
    const ofFile = known[key];
    if (!ofFile || result.messages.some(({ fatal }) => fatal)) continue;
    const errors = errorsByRule(result);
    const warned = new Set(result.messages.filter(({ severity }) => severity === 1).map(({ ruleId }) => ruleId));
    for (const [rule, { count }] of Object.entries(ofFile)) {
      const surplus = count - (errors.get(rule) ?? 0);
      if (rule.startsWith(PREFIX) && !warned.has(rule) && surplus > 0) (unused[key] ??= {})[rule] = { count: surplus };
    }
  }
  return unused;
}

/** Takes away what is unused, and files that are gone; changes `known`. Gives the number of entries touched. */
function prune(known: Suppressions, unused: Suppressions, cwd: string): number {
  let touched = 0;
  for (const [file, rules] of Object.entries(unused)) {
    const ofFile = known[file]!;
    for (const [rule, { count }] of Object.entries(rules)) {
      touched++;
      if (ofFile[rule]!.count === count) Reflect.deleteProperty(ofFile, rule);
      else ofFile[rule]!.count -= count;
    }
    if (Object.keys(ofFile).length === 0) Reflect.deleteProperty(known, file);
  }
  for (const file of Object.keys(known)) {
    if (existsSync(resolve(cwd, file))) continue;
    touched += Object.keys(known[file]!).length;
    Reflect.deleteProperty(known, file);
  }
  return touched;
}

/** A result in which the known findings are suppressed: all of a rule in a file, or none if there are more than known. */
function suppressed(result: ESLint.LintResult, ofFile: Suppressions[string] | undefined): ESLint.LintResult {
  if (!ofFile) return result;
  const errors = errorsByRule(result);
  const isKnown = ({ ruleId }: Linter.LintMessage): boolean => ruleId !== null && Object.hasOwn(ofFile, ruleId) && (errors.get(ruleId) ?? Infinity) <= ofFile[ruleId]!.count;
  const known = result.messages.filter(isKnown);
  if (known.length === 0) return result;
  return {
    ...withMessages(result, result.messages.filter((message) => !isKnown(message))),
    suppressedMessages: [...result.suppressedMessages, ...known.map((message) => ({ ...message, suppressions: [{ kind: "file", justification: "" }] }) as unknown as Linter.SuppressedLintMessage)],
  };
}

function unusedInWords(unused: readonly [string, Record<string, unknown>][], shown: string): string {
  const named = unused.slice(0, MAX_NAMED).map(([file, rules]) => `${file} (${Object.keys(rules).join(", ")})`);
  if (unused.length > MAX_NAMED) named.push(`${unused.length - MAX_NAMED} more`);
  return `suppressions in ${shown} that nothing needs any more: ${named.join(", ")}; remove them with --prune-suppressions, or leave them with --pass-on-unpruned-suppressions`;
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}
