/** The end of a run: reports are written, and the exit code says what was found. */
import type { ESLint } from "eslint";
import { onOneLine } from "../formatters/support/text.js";
import type { Reports } from "./reports.js";
import type { CliOptions } from "./options.js";
import { withMessages } from "./results.js";
import { use } from "./used-parts.js";

/**
 * Writes reports.
 *
 * @param results of the whole run
 * @returns the exit code: 1 for findings of level error or too many warnings
 */
export async function finish(results: ESLint.LintResult[], options: Pick<CliOptions, "quiet" | "maxWarnings" | "reports" | "color">, reports: Reports, cwd: string): Promise<number> {
  const errors = sum(results, "errorCount");
  const warnings = sum(results, "warningCount");
  let shown = results;
  if (options.quiet) {
    shown = shown.map((result) => withMessages(result, result.messages.filter((message) => message.fatal === true || message.severity === 2)));
    if (options.reports.every(({ format }) => format === "json")) shown = shown.filter(({ messages }) => messages.length > 0);
  }
  for (const { format } of options.reports) use(format);
  const hasFindings = shown.some(({ messages, suppressedMessages }) => messages.length + suppressedMessages.length > 0);
  if (hasFindings) use("findings");
  const rulesMeta = hasFindings ? await (await import("./lint.js")).rulesMeta() : {};
  await reports.write(shown, { cwd, color: options.color, rulesMeta });
  const tooMany = options.maxWarnings >= 0 && warnings > options.maxWarnings;
  if (tooMany && errors === 0) note(`too many warnings: ${warnings}, at most ${options.maxWarnings} are allowed`);
  return errors > 0 || tooMany ? 1 : 0;
}

function sum(results: readonly ESLint.LintResult[], key: "errorCount" | "warningCount"): number {
  return results.reduce((total, result) => total + result[key], 0);
}

/** Tells whoever runs the command something beside the findings. */
export function note(text: string): void {
  process.stderr.write(`cdktf-lint: ${onOneLine(text)}\n`);
}
