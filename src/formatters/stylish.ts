/** For people: findings by file, each with the code it is about. */
import { relative } from "node:path";
import { Chalk, type ChalkInstance } from "chalk";
import type { ESLint, Linter } from "eslint";
import type { FormatContext, Formatter } from "./index.js";
import { colorLevel } from "./support/color.js";
import { count, linesOf, onOneLine, sourceText, totals, visible, window } from "./support/text.js";

/** Longer lines of code are cut around the finding. */
const MAX_CODE_WIDTH = 110;

const stylish: Formatter = async (results, context) => {
  const paint = new Chalk({ level: colorLevel(context.color) });
  const flawed = results.filter(({ messages }) => messages.length > 0);
  if (flawed.length === 0) return "";
  const links = await ruleLinks(context);
  const blocks = flawed.map((result) => fileBlock(result, context, links, paint));
  return `\n${blocks.join("\n")}\n${summary(results, paint)}${links.inline ? "" : pages(flawed, links, paint)}\n`;
};

export default stylish;

/** Pages of the rules: behind their names where the terminal can show it, otherwise at the end. */
interface RuleLinks {
  readonly inline: boolean;
  urlOf(ruleId: string): string | undefined;
}

async function ruleLinks({ rulesMeta, color }: FormatContext): Promise<RuleLinks> {
  // The check is not loaded where no terminal is.
  const mayLink = color !== false && (process.stdout.isTTY || process.env["FORCE_HYPERLINK"] !== undefined);
  return {
    inline: mayLink && (await import("supports-hyperlinks")).createSupportsHyperlinks(process.stdout),
    urlOf(ruleId) {
      const url = rulesMeta?.[ruleId]?.docs?.url;
      return url !== undefined && /^https?:\/\/[!-~]+$/u.test(url) ? url : undefined;
    },
  };
}

function fileBlock(result: ESLint.LintResult, { cwd }: FormatContext, links: RuleLinks, paint: ChalkInstance): string {
  const path = relative(cwd ?? process.cwd(), result.filePath);
  const lines = linesOf(sourceText(result));
  const findings = result.messages.map((message) => finding(message, lines, links, paint));
  return `${paint.underline(onOneLine(path.startsWith("..") ? result.filePath : path))}\n${findings.join("\n")}`;
}

function finding(message: Linter.LintMessage, lines: readonly string[], links: RuleLinks, paint: ChalkInstance): string {
  const isError = message.fatal === true || message.severity === 2;
  const place = paint.dim(`${message.line ?? 0}:${message.column ?? 0}`);
  const level = isError ? paint.red("error") : paint.yellow("warning");
  const rule = message.ruleId ? `  ${linked(paint.dim(message.ruleId), links.inline ? links.urlOf(message.ruleId) : undefined)}` : "";
  const head = `  ${place}  ${level}  ${onOneLine(message.message)}${rule}\n`;
  const suggestions = (message.suggestions ?? []).map(({ desc }) => `      ${paint.dim("suggestion:")} ${onOneLine(desc)}\n`).join("");
  return head + codeFrame(message, lines, isError ? paint.red : paint.yellow, paint) + suggestions;
}

/** A text that leads to a page when it is clicked on. */
function linked(text: string, url: string | undefined): string {
  return url === undefined ? text : `\u001B]8;;${url}\u0007${text}\u001B]8;;\u0007`;
}

/** The line of a finding under the one before it, with the range marked. */
function codeFrame(message: Linter.LintMessage, lines: readonly string[], mark: ChalkInstance, paint: ChalkInstance): string {
  const line = message.line ?? 0;
  const code = lines[line - 1];
  if (code === undefined || (code === "" && message.fatal !== true)) return "";
  const start = Math.min(Math.max((message.column ?? 1) - 1, 0), code.length);
  const sameLine = message.endLine === undefined || message.endLine === line;
  const end = Math.max(sameLine ? (message.endColumn ?? message.column ?? 1) - 1 : code.length, start + 1);
  const cut = window(code, start, end, MAX_CODE_WIDTH);
  const before = lines[line - 2];
  const width = String(line).length;
  const rows: string[] = [];
  if (before !== undefined && before.trim() !== "" && cut.from === 0) {
    rows.push(paint.dim(`    ${String(line - 1).padStart(width)} | ${clip(visible(before))}`));
  }
  const shown = (cut.from > 0 ? "…" : "") + visible(code.slice(cut.from, cut.to)) + (cut.to < code.length ? "…" : "");
  rows.push(`  ${mark(">")} ${paint.dim(`${String(line).padStart(width)} |`)} ${shown}`);
  const indent = displayWidth(visible(code.slice(cut.from, start))) + (cut.from > 0 ? 1 : 0);
  const length = Math.max(displayWidth(visible(code.slice(start, Math.min(end, cut.to)))), 1);
  rows.push(`    ${" ".repeat(width)} ${paint.dim("|")} ${" ".repeat(indent)}${mark("^".repeat(length))}`);
  return `${rows.join("\n")}\n`;
}

function clip(text: string): string {
  return text.length <= MAX_CODE_WIDTH ? text : `${text.slice(0, MAX_CODE_WIDTH)}…`;
}

/** Columns that a text takes on a terminal: East Asian wide characters and emoji take two, marks none. */
function displayWidth(text: string): number {
  if (/^[ -~]*$/u.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}|\u200D/u.test(character)) continue;
    width += /\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6]/u.test(character) ? 2 : 1;
  }
  return width;
}

function summary(results: readonly ESLint.LintResult[], paint: ChalkInstance): string {
  const sum = (key: "errorCount" | "warningCount" | "fixableErrorCount" | "fixableWarningCount"): number =>
    results.reduce((total, result) => total + result[key], 0);
  const errors = sum("errorCount");
  const warnings = sum("warningCount");
  const fixableErrors = sum("fixableErrorCount");
  const fixableWarnings = sum("fixableWarningCount");
  const bold = errors > 0 ? paint.red.bold : paint.yellow.bold;
  const lines = [bold(`✖ ${totals(errors, warnings)}`)];
  if (fixableErrors + fixableWarnings > 0) {
    lines.push(bold(`  ${count(fixableErrors, "error")} and ${count(fixableWarnings, "warning")} can be repaired with --fix.`));
  }
  return `${lines.join("\n")}\n`;
}

/** The page of each rule that has findings. */
function pages(results: readonly ESLint.LintResult[], links: RuleLinks, paint: ChalkInstance): string {
  const rules = [...new Set(results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId ?? "")))].sort();
  const rows = rules.flatMap((rule) => links.urlOf(rule) ?? []);
  return rows.length === 0 ? "" : `${paint.dim(`  More about ${rows.length === 1 ? "this rule" : "these rules"}:\n${rows.map((url) => `    ${url}\n`).join("")}`)}`;
}
