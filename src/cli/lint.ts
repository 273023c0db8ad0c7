/** Drives ESLint over files with this plugin's own configuration, and keeps what is about CDKTF. */
import { sep } from "node:path";
import type { ESLint, Linter } from "eslint";
import { lightEcmaScriptParser } from "../languages/ecmascript/parser.js";
import { commonFolder } from "./find-files.js";
import type { CliOptions } from "./options.js";
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

type LintOptions = Pick<CliOptions, "fix" | "maxWarnings" | "quiet" | "rules" | "strict" | "providerVersion">;

/**
 * Lints files.
 *
 * @param files absolute paths in order
 * @param progress called with the number of files done, if given
 * @returns ESLint's results in the order of the files; fixes are written already
 */
export async function lintFiles(
  files: readonly string[],
  options: LintOptions,
  cwd: string,
  progress?: (done: number) => void,
): Promise<ESLint.LintResult[]> {
  const [{ ESLint }, { default: plugin }] = await Promise.all([loadEslint(), import("../index.js") as Promise<{ default: unknown }>]);
  const overrideConfig = configuration(plugin as Plugin, options);
  const inside = cwd.endsWith(sep) ? cwd : cwd + sep;
  const eslint = new ESLint({
    // ESLint refuses files outside of its folder.
    cwd: files.every((file) => file.startsWith(inside)) ? cwd : commonFolder(files),
    overrideConfigFile: true,
    overrideConfig,
    // Which files are linted was decided before; ESLint's own defaults would leave out some that were named.
    ignorePatterns: ["!**/node_modules/", "!**/.git/"],
    errorOnUnmatchedPattern: false,
    warnIgnored: false,
    globInputPaths: false,
    fix: options.fix && (options.quiet ? (message) => message.severity === 2 : true),
  });
  const results: ESLint.LintResult[] = [];
  const size = progress ? BATCH : files.length;
  for (let start = 0; start < files.length; start += size) {
    const batch = await eslint.lintFiles(files.slice(start, start + size));
    for (const result of batch) results.push(ownFindings(result));
    progress?.(results.length);
  }
  if (options.fix) await ESLint.outputFixes(results);
  return results.sort((a, b) => (a.filePath < b.filePath ? -1 : 1));
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

function configuration(plugin: Plugin, options: LintOptions): Linter.Config[] {
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
      settings: options.providerVersion === undefined ? {} : { cdktf: { providerVersion: options.providerVersion } },
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
  if (messages.length === result.messages.length) return result;
  const counted = withMessages(result, messages);
  counted.suppressedMessages = result.suppressedMessages.filter(isOwn);
  return counted;
}

/** A result with other messages, counted anew. */
export function withMessages(result: ESLint.LintResult, messages: Linter.LintMessage[]): ESLint.LintResult {
  const errors = messages.filter((message) => message.fatal === true || message.severity === 2);
  const warnings = messages.filter((message) => !errors.includes(message));
  const changed: ESLint.LintResult = {
    ...result,
    messages,
    errorCount: errors.length,
    fatalErrorCount: errors.filter((message) => message.fatal === true).length,
    warningCount: warnings.length,
    fixableErrorCount: errors.filter((message) => message.fix).length,
    fixableWarningCount: warnings.filter((message) => message.fix).length,
  };
  // ESLint gives the source only with messages.
  if (messages.length === 0) delete changed.source;
  return changed;
}
