/** Drives ESLint over files with this plugin's own configuration, and keeps what is about CDKTF. */
import { sep } from "node:path";
import type { ESLint, Linter, Rule } from "eslint";
import { lightEcmaScriptParser } from "../languages/ecmascript/parser.js";
import { commonFolder } from "./find-files.js";
import type { Recorded } from "./recording.js";
import type { CliOptions } from "./options.js";
import { withMessages } from "./results.js";
import { type Unread, whyUnread } from "./readable.js";
import { parseRuleLevels } from "./rule-levels.js";
import { UsageError } from "./usage-error.js";

const ECMASCRIPT_FILES = ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"].map((extension) => `**/*.${extension}`);
const ALL_FILES = [...ECMASCRIPT_FILES, "**/*.py"];

/** Files that ESLint gets at once where progress is shown. */
const BATCH = 25;

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
  /** What may be repaired, where not everything may. */
  readonly mayFix?: MayFix | undefined;
};

/** What ESLint's options are made from; JSON, because worker threads get it. */
export interface EslintOptionsInput extends Pick<LintOptions, "fix" | "quiet" | "rules" | "strict" | "providerVersion" | "versions" | "concurrency"> {
  /** ESLint's folder. */
  readonly cwd: string;
  /** Record what findings are made from. */
  readonly isRecording: boolean;
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

function inputFor(files: readonly string[], { fix, quiet, rules, strict, providerVersion, versions, cache, concurrency }: LintOptions, cwd: string): EslintOptionsInput {
  const inside = cwd.endsWith(sep) ? cwd : cwd + sep;
  return {
    // ESLint refuses files outside of its folder.
    cwd: files.every((file) => file.startsWith(inside)) ? cwd : commonFolder(files),
    // What is noted beside the findings is only in this thread's memory.
    isRecording: cache || concurrency !== "off",
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
  const eslint = new ESLint(await eslintOptions({ ...inputFor([...texts.keys()], options, cwd), fix: false, concurrency: "off", isRecording: false }));
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

async function lintWith(files: readonly string[], given: EslintOptionsInput, progress?: Progress, record?: OnResult, mayFix?: MayFix): Promise<ESLint.LintResult[]> {
  const { ESLint } = await loadEslint();
  // ESLint does not say of which file a message is that it asks about, so such files are linted one by one.
  const isOneByOne = given.fix && mayFix !== undefined;
  const threads = given.concurrency !== "off" && !isOneByOne && canUseThreads(ESLint);
  let current = "";
  const options = threads ? undefined : await eslintOptions({ ...given, concurrency: "off" });
  if (options && isOneByOne) options.fix = (message) => (!given.quiet || message.severity === 2) && mayFix(current, message);
  const eslint = options ? new ESLint(options) : await withThreads(ESLint, given);
  const recording = given.isRecording ? await import("./recording.js") : undefined;
  const results: ESLint.LintResult[] = [];
  // Threads start anew for each batch.
  const size = isOneByOne ? 1 : progress && given.concurrency === "off" ? BATCH : files.length;
  for (let start = 0; start < files.length; start += size) {
    current = files[start] ?? "";
    const batch = await eslint.lintFiles(files.slice(start, start + size));
    for (const result of batch) {
      const made = recording?.recordIn(result.messages, result.suppressedMessages);
      const own = ownFindings(result);
      if (made) recording?.tellAgain(made.notes);
      record?.(own, made);
      results.push(own);
    }
    progress?.(results.length);
  }
  return results;
}

/** ESLint's options; the module `worker-options.ts` makes the same in a worker thread. */
export async function eslintOptions({ cwd, fix, quiet, concurrency, isRecording, ...options }: EslintOptionsInput): Promise<ESLint.Options> {
  const { default: plugin } = (await import("../index.js")) as { default: unknown };
  const recording = isRecording ? [(await import("./recording.js")).recordingConfig(ALL_FILES)] : [];
  return {
    cwd,
    overrideConfigFile: true,
    overrideConfig: [...configuration(plugin as Plugin, options), ...recording],
    // Which files are linted was decided before; ESLint's own defaults would leave out some that were named.
    ignorePatterns: ["!**/node_modules/", "!**/.git/"],
    errorOnUnmatchedPattern: false,
    warnIgnored: false,
    globInputPaths: false,
    fix: fix && (quiet ? (message) => message.severity === 2 : true),
    ...(concurrency === "off" ? {} : { concurrency }),
  };
}

function canUseThreads({ version, fromOptionsModule }: typeof import("eslint").ESLint): boolean {
  if (typeof fromOptionsModule === "function") return true;
  process.stderr.write(`cdktf-lint: ESLint ${version} has no threads, so --concurrency does nothing; ESLint 9.34 and later have them\n`);
  return false;
}

function withThreads(eslint: typeof import("eslint").ESLint, given: EslintOptionsInput): Promise<ESLint> {
  const module = new URL("./worker-options.js", import.meta.url);
  module.searchParams.set("given", JSON.stringify(given));
  return eslint.fromOptionsModule(module);
}

/** What the rules of this plugin say of themselves, by full name. */
export async function rulesMeta(): Promise<Record<string, Rule.RuleMetaData>> {
  const { rules } = await import("../rules/index.js");
  return Object.fromEntries(Object.entries(rules).map(([name, { meta }]) => [`cdktf/${name}`, meta ?? {}]));
}

async function loadEslint(): Promise<typeof import("eslint")> {
  try {
    return await import("eslint");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") {
      throw new UsageError("ESLint is not installed; install it beside this package: npm install --save-dev eslint");
    }
    throw error;
  }
}

function configuration(plugin: Plugin, options: Pick<LintOptions, "rules" | "strict" | "providerVersion" | "versions">): Linter.Config[] {
  const { rules, configs } = plugin;
  return [
    // The search for files has its own idea of what is generated, and named files are linted in any case.
    ...configs[options.strict ? "strict" : "recommended"].filter((config) => config.files !== undefined),
    { name: "cdktf-lint/parser", files: ECMASCRIPT_FILES, languageOptions: { parser: lightEcmaScriptParser as unknown as Linter.Parser } },
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

function isOwn(message: Linter.LintMessage): boolean {
  return message.fatal === true || message.ruleId?.startsWith("cdktf/") === true;
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
