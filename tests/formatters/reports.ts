/** Results for tests of formats: of the real ESLint over texts with this plugin, and made by hand where it gives none such. */
import { ESLint, type Linter } from "eslint";
import plugin from "../../src/index.js";
import { type FormatContext, loadFormatter } from "../../src/formatters/index.js";

/** What the plugin's rules say of themselves. */
const rulesMeta = Object.fromEntries(Object.entries(plugin.rules).map(([name, { meta }]) => [`cdktf/${name}`, meta ?? {}]));

/** Lints a text as if it stood in a file. */
export async function resultsOf(code: string, filePath: string, cwd: string): Promise<ESLint.LintResult[]> {
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: plugin.configs.recommended });
  return eslint.lintText(code, { filePath });
}

export async function formatted(name: string, results: readonly ESLint.LintResult[], context: FormatContext = {}): Promise<string> {
  const formatter = await loadFormatter(name);
  if (!formatter) throw new Error(`no format ${name}`);
  return formatter(results, { cwd: "/repo", rulesMeta, ...context });
}

/** A result with one finding of this message, and more of what is given. */
export function resultWith(message: Partial<Linter.LintMessage>, result: Partial<ESLint.LintResult> = {}): ESLint.LintResult {
  return {
    filePath: "/repo/a.ts",
    messages: [{ ruleId: "cdktf/no-unknown-property", severity: 2, message: "`x` is not an argument.", line: 1, column: 1, endLine: 1, endColumn: 2, ...message }],
    suppressedMessages: [],
    errorCount: 1,
    fatalErrorCount: 0,
    warningCount: 0,
    fixableErrorCount: 0,
    fixableWarningCount: 0,
    usedDeprecatedRules: [],
    source: "x\n",
    ...result,
  };
}

/** A report without what has tests of its own or changes with every release: versions, pages of rules, style and script. */
export function essence(report: string): string {
  return report
    .replaceAll(/("(?:semanticVersion|version)": )"\d+\.\d+\.\d+[^"]*"(?=,\n\s+"(?:version|informationUri))/gu, '$1"VERSION"')
    .replace(/eslint-plugin-cdktf \d+\.\d+\.\d+/u, "eslint-plugin-cdktf VERSION")
    .replaceAll(/("markdown": )"(?:[^"\\]|\\.)*"/gu, '$1"PAGE"')
    .replaceAll(/'sha256-[^']*'/gu, "'HASH'")
    .replaceAll(/<(style|script)>.*?<\/\1>/gsu, "<$1>…</$1>");
}
