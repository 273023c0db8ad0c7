/** Lints files with this plugin's own configuration as ESLint does, by ESLint where it is needed, and keeps what is about CDKTF. */
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { sep } from "node:path";
import type { ESLint, Linter, Rule } from "eslint";
import { holdDisk } from "../disk.js";
import type { CdktfSettings } from "../project/program-of.js";
import { recorded, type Recorded, type RecordedExtent, startRecording } from "../rules/support/recording.js";
import type { DirectLinter } from "./direct-lint.js";
import { commonFolder } from "./find-files.js";
import { cleanResult, glanceAt } from "./glance.js";
import type { CliOptions } from "./options.js";
import { withMessages } from "./results.js";
import { type Unread, whyUnread } from "./readable.js";
import { parseRuleLevels } from "./rule-levels.js";
import { UsageError } from "./usage-error.js";
import { use } from "./used-parts.js";

const ECMASCRIPT_FILES = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"].map((extension) => `**/*.${extension}`);
const ALL_FILES = [...ECMASCRIPT_FILES, "**/*.py"];

/** Files after which progress is shown. */
const BATCH = 25;
/** Fewer files are linted sooner than another thread is started. */
const FILES_WORTH_A_THREAD = 100;

/** What the command asks of the plugin. */
interface Plugin {
  readonly rules: Readonly<Record<string, unknown>>;
  readonly configs: { readonly recommended: readonly Linter.Config[]; readonly strict: readonly Linter.Config[] };
}

/** Whether a finding of a file may be repaired. */
type MayFix = (file: string, message: Linter.LintMessage) => boolean;

type LintOptions = Pick<CliOptions, "fix" | "maxWarnings" | "quiet" | "rules" | "strict" | "providerVersion" | "cache" | "cacheLocation" | "cacheStrategy" | "concurrency"> & {
  /** Versions of single packages. */
  readonly versions?: Readonly<Record<string, string>> | undefined;
  /** Put the schema's facts beside the messages. */
  readonly facts?: boolean;
  /** What may be repaired, where not everything may. */
  readonly mayFix?: MayFix | undefined;
};

/** What a run is made from; data, because worker threads get it. */
export interface EslintOptionsInput extends Pick<LintOptions, "fix" | "quiet" | "rules" | "strict" | "providerVersion" | "versions" | "concurrency"> {
  /** ESLint's folder. */
  readonly cwd: string;
  /** What is recorded beside the findings, if anything is. */
  readonly recording: RecordedExtent | undefined;
}

/** What came of linting files. */
export interface Linted {
  /** ESLint's results in the order of the files; fixes are written already. */
  readonly results: ESLint.LintResult[];
  /** Files of which there is no result. */
  readonly unread: readonly Unread[];
  /** By file why it was not repaired; its result tells what is in it as it is. */
  readonly unrepaired: ReadonlyMap<string, string>;
}

/**
 * Lints files.
 *
 * @param files absolute paths in order
 * @param progress called with the number of files done, if given
 */
export async function lintFiles(
  files: readonly string[],
  options: LintOptions,
  cwd: string,
  progress?: (done: number) => void,
): Promise<Linted> {
  const unread = new Map<string, Unread>();
  const readable = files.filter((file) => {
    const problem = whyUnread(file);
    if (problem) unread.set(file, problem);
    return !problem;
  });
  const given = inputFor(files, options, cwd);
  const before = options.fix ? new (await import("./write-fixes.js")).FilesBefore(readable) : undefined;
  const lint: Lint = (some, input, shown, record) => lintWith(some, input, shown, record, options.mayFix);
  const lintAll = async (some: readonly string[]): Promise<ESLint.LintResult[]> =>
    options.cache ? (await import("./cached-lint.js")).lintWithCache(some, options, given, cwd, lint, progress) : lint(some, given, progress);
  let results = await lintReadable(readable, unread, lintAll);
  const unrepaired = before?.write(results) ?? new Map<string, string>();
  if (unrepaired.size > 0) {
    // What would be left after a repair is no news of a file that stays as it is.
    const asTheyAre = await lintReadable([...unrepaired.keys()], unread, (some) => lint(some, { ...given, fix: false }));
    results = [...results.filter(({ filePath }) => !unrepaired.has(filePath)), ...asTheyAre];
  }
  return { results: results.sort((a, b) => (a.filePath < b.filePath ? -1 : 1)), unread: [...unread.values()], unrepaired };
}

/** Lints files; one that goes away meanwhile, or cannot be read to its end, does not take the findings in all others with it. */
async function lintReadable(files: readonly string[], unread: Map<string, Unread>, lint: (files: readonly string[]) => Promise<ESLint.LintResult[]>): Promise<ESLint.LintResult[]> {
  if (files.length === 0) return [];
  try {
    return await lint(files);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    const culprits = new Map(files.flatMap((file) => {
      const problem = whyUnread(file, true);
      return problem ? [[file, problem] as const] : [];
    }));
    if (culprits.size === 0) throw error;
    for (const [file, problem] of culprits) unread.set(file, problem);
    return lintReadable(files.filter((file) => !culprits.has(file)), unread, lint);
  }
}

function inputFor(files: readonly string[], { fix, quiet, rules, strict, providerVersion, versions, cache, concurrency, facts }: LintOptions, cwd: string): EslintOptionsInput {
  const inside = cwd.endsWith(sep) ? cwd : cwd + sep;
  return {
    // ESLint refuses files outside of its folder.
    cwd: files.every((file) => file.startsWith(inside)) ? cwd : commonFolder(files),
    recording: cache ? "all" : facts === true ? "facts" : undefined,
    ...{ fix, quiet, rules, strict, providerVersion, versions, concurrency },
  };
}

/**
 * Lints texts instead of what the files hold; repairs nothing.
 *
 * @param texts by absolute path
 */
export async function lintTexts(texts: ReadonlyMap<string, string>, options: LintOptions, cwd: string): Promise<ESLint.LintResult[]> {
  const { ESLint } = await loadEslint();
  const eslint = new ESLint(await eslintOptions({ ...inputFor([...texts.keys()], options, cwd), fix: false, recording: undefined }));
  const results: ESLint.LintResult[] = [];
  for (const [filePath, text] of texts) results.push(...(await eslint.lintText(text, { filePath })).map(ownFindings));
  return results;
}

/** Called with the number of files done. */
export type Progress = (done: number) => void;
/** Called for each result with what it was made from, if that is recorded. */
export type OnResult = (result: ESLint.LintResult, made: Recorded | undefined) => void;
/** Lints files, all of them. */
export type Lint = (files: readonly string[], given: EslintOptionsInput, progress?: Progress, record?: OnResult) => Promise<ESLint.LintResult[]>;

/**
 * Lints files, all of them: here or in threads, by the rules alone or by ESLint.
 *
 * @param mayFix what may be repaired, where not everything may
 */
async function lintWith(files: readonly string[], given: EslintOptionsInput, progress?: Progress, record?: OnResult, mayFix?: MayFix): Promise<ESLint.LintResult[]> {
  const threads = mayFix ? 1 : threadCount(given.concurrency, files.length);
  if (threads === 1) return lintHere(files, given, progress, record, mayFix);
  const { lintInThreads } = await import("./threads.js");
  const results: ESLint.LintResult[] = [];
  await lintInThreads(files, given, threads, (linted) => {
    for (const { result, made } of linted) {
      record?.(result, made);
      results.push(result);
    }
    progress?.(results.length);
  });
  return results;
}

function threadCount(wanted: CliOptions["concurrency"], files: number): number {
  if (wanted === "off") return 1;
  return Math.max(1, Math.min(wanted === "auto" ? availableParallelism() : wanted, Math.ceil(files / (wanted === "auto" ? FILES_WORTH_A_THREAD : 1))));
}

/**
 * Lints files in this thread. One that imports many others comes after them: it needs no more than their outlines then.
 *
 * @param postponed takes up such files, where somebody else has those that they import; they are not linted
 */
export async function lintHere(files: readonly string[], given: EslintOptionsInput, progress?: Progress, record?: OnResult, mayFix?: MayFix, postponed?: string[]): Promise<ESLint.LintResult[]> {
  const results: ESLint.LintResult[] = [];
  const facts = given.recording ? await import("./recording.js") : undefined;
  const take = (result: ESLint.LintResult, made: Recorded | undefined): void => {
    if (made) facts?.addFacts([...result.messages, ...result.suppressedMessages], made);
    record?.(result, made);
    results.push(result);
    if (results.length % BATCH === 0) progress?.(results.length);
  };
  // Wrong levels of rules are told whatever the files are.
  const version = eslintVersion();
  let direct = given.rules.length > 0 ? directLinter(given, version) : undefined;
  // So are wrong options of rules, which ESLint checks.
  const isForEslint = direct !== undefined && (await direct) === undefined;
  if (given.recording) startRecording(given.recording);
  await loadFrontEnds(files);
  const left: string[] = [];
  const later = postponed ?? [];
  const lintSome = async (some: readonly string[], mayWait: boolean): Promise<void> => {
    for (const file of some) {
      const source = isForEslint ? undefined : glanceAt(file, mayWait);
      if (source === "later") {
        later.push(file);
        continue;
      }
      const result = source && (source.isRelevant ? (await (direct ??= directLinter(given, version)))?.lint(source) : cleanResult(file));
      if (result) take(result, recorded(source));
      else left.push(file);
    }
  };
  const release = holdDisk();
  try {
    await lintSome(files, true);
    if (!postponed) await lintSome(later, false);
    if (left.length > 0) await lintByEslint(left, given, take, mayFix);
  } finally {
    release();
  }
  progress?.(results.length);
  return results;
}

/** What lints without ESLint as ESLint would; undefined where options of rules are to be checked, which is ESLint's. */
async function directLinter({ rules: written, strict, providerVersion, versions, fix }: EslintOptionsInput, version: string): Promise<DirectLinter | undefined> {
  const [{ DirectLinter }, { rules }] = await Promise.all([import("./direct-lint.js"), import("../rules/index.js")]);
  const levels: Record<string, unknown> = Object.fromEntries(Object.entries(rules).map(([name, { level }]) => [`cdktf/${name}`, strict ? "error" : level]));
  for (const [name, entry] of Object.entries(parseRuleLevels(written, Object.keys(rules)))) {
    if (Array.isArray(entry) && entry.length > 1) return undefined;
    levels[name] = Array.isArray(entry) ? entry[0] : entry;
  }
  return new DirectLinter(levels, { providerVersion, versions } as CdktfSettings, fix, version);
}

/** Loads what reads the languages that files are in. */
async function loadFrontEnds(files: readonly string[]): Promise<void> {
  const isPython = (file: string): boolean => file.endsWith(".py");
  const load = {
    python: () => import("../languages/python/front-end.js"),
    ecmascript: async () => {
      await import("../languages/ecmascript/front-end.js");
      (await import("../languages/ecmascript/raw-tree.js")).makeTreesRaw();
    },
  };
  for (const language of new Set(files.map((file) => (isPython(file) ? "python" : "ecmascript")))) {
    use(language);
    await load[language]();
  }
}

async function lintByEslint(files: readonly string[], given: EslintOptionsInput, take: OnResult, mayFix?: MayFix): Promise<void> {
  const { ESLint } = await loadEslint();
  // ESLint does not say of which file a message is that it asks about, so such files are linted one by one.
  const isOneByOne = given.fix && mayFix !== undefined;
  let current = "";
  const options = await eslintOptions(given);
  if (isOneByOne) options.fix = (message) => (!given.quiet || message.severity === 2) && mayFix(current, message);
  const eslint = new ESLint(options);
  const recording = given.recording ? await import("./recording.js") : undefined;
  const size = isOneByOne ? 1 : BATCH;
  for (let start = 0; start < files.length; start += size) {
    current = files[start] ?? "";
    for (const result of await eslint.lintFiles(files.slice(start, start + size))) {
      take(ownFindings(result), recording?.recordIn(result.messages, result.suppressedMessages));
    }
  }
}

async function eslintOptions({ cwd, fix, quiet, recording: extent, ...options }: EslintOptionsInput): Promise<ESLint.Options> {
  const [{ default: plugin }, { lightEcmaScriptParser }] = await Promise.all([import("../index.js") as Promise<{ default: unknown }>, import("../languages/ecmascript/parser.js")]);
  const recording = extent ? [(await import("./recording.js")).recordingConfig(ALL_FILES, extent)] : [];
  return {
    cwd,
    overrideConfigFile: true,
    overrideConfig: [...configuration(plugin as Plugin, lightEcmaScriptParser, options), ...recording],
    // Which files are linted was decided before; ESLint's own defaults would leave out some that were named.
    ignorePatterns: ["!**/node_modules/", "!**/.git/"],
    errorOnUnmatchedPattern: false,
    warnIgnored: false,
    globInputPaths: false,
    fix: fix && (quiet ? (message) => message.severity === 2 : true),
  };
}

/** What the rules of this plugin say of themselves, by full name. */
export async function rulesMeta(): Promise<Record<string, Rule.RuleMetaData>> {
  const { rules } = await import("../rules/index.js");
  return Object.fromEntries(Object.entries(rules).map(([name, { meta }]) => [`cdktf/${name}`, meta ?? {}]));
}

/** The installed ESLint, whose results these are like even where it is not loaded. */
function eslintVersion(): string {
  try {
    return (createRequire(import.meta.url)("eslint/package.json") as { version: string }).version;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND" ? new UsageError("ESLint is not installed; install it beside this package: npm install --save-dev eslint") : error;
  }
}

let startedEslint: Promise<typeof import("eslint")> | undefined;

function loadEslint(): Promise<typeof import("eslint")> {
  return (startedEslint ??= startEslint());
}

async function startEslint(): Promise<typeof import("eslint")> {
  eslintVersion();
  const { emitWarning } = process;
  // A left-over .eslintignore is nothing to this command, which reads no configuration of ESLint's.
  process.emitWarning = (...given: unknown[]) => {
    if (given[1] !== "ESLintIgnoreWarning") Reflect.apply(emitWarning, process, given);
  };
  return import("eslint");
}

function configuration(plugin: Plugin, parser: object, options: Pick<LintOptions, "rules" | "strict" | "providerVersion" | "versions">): Linter.Config[] {
  const { rules, configs } = plugin;
  return [
    // The search for files has its own idea of what is generated, and named files are linted in any case.
    ...configs[options.strict ? "strict" : "recommended"].filter((config) => config.files !== undefined),
    { name: "cdktf-lint/parser", files: ECMASCRIPT_FILES, languageOptions: { parser: parser as Linter.Parser } },
    {
      name: "cdktf-lint/options",
      files: ALL_FILES,
      // Comments that disable rules of other plugins are no business of this run.
      linterOptions: { reportUnusedDisableDirectives: "off" },
      settings: { cdktf: { providerVersion: options.providerVersion, versions: options.versions } },
      rules: parseRuleLevels(options.rules, Object.keys(rules)) as Linter.RulesRecord,
    },
  ];
}

/** What is wrong with a comment for ESLint is fatal as well; it is ours where it is about our rules. */
function isOwn({ fatal, ruleId, message }: Linter.LintMessage): boolean {
  return ruleId?.startsWith("cdktf/") === true || (fatal === true && (message.startsWith("Parsing error: ") || message.includes("cdktf/")));
}

/** A result without what comes from comments for other people's rules. */
function ownFindings(result: ESLint.LintResult): ESLint.LintResult {
  const messages = result.messages.filter(isOwn);
  const suppressedMessages = result.suppressedMessages.filter(isOwn);
  if (messages.length === result.messages.length && suppressedMessages.length === result.suppressedMessages.length) return result;
  const counted = withMessages(result, messages);
  counted.suppressedMessages = suppressedMessages;
  return counted;
}
