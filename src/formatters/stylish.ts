/** For people: findings by file, each with the code it is about. */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { Chalk, type ChalkInstance, supportsColor } from "chalk";
import type { ESLint, Linter } from "eslint";
import type { FormatContext, Formatter } from "./index.js";

/** Longer lines of code are cut around the finding. */
const MAX_CODE_WIDTH = 110;
const TAB = "  ";

export const stylish: Formatter = (results, context) => {
  const paint = new Chalk({ level: colorLevel(context.color) });
  const blocks = results.filter(({ messages }) => messages.length > 0).map((result) => fileBlock(result, context, paint));
  if (blocks.length === 0) return "";
  return `\n${blocks.join("\n")}\n${summary(results, paint)}\n`;
};

/** NO_COLOR counts unless FORCE_COLOR contradicts it, as in Node itself. */
function colorLevel(wanted: boolean | undefined): 0 | 1 | 2 | 3 {
  if (wanted === false) return 0;
  const detected = supportsColor ? supportsColor.level : 0;
  if (wanted === true) return detected === 0 ? 1 : detected;
  const { FORCE_COLOR, NO_COLOR } = process.env;
  if (FORCE_COLOR === undefined && NO_COLOR !== undefined && NO_COLOR !== "") return 0;
  return detected;
}

function fileBlock(result: ESLint.LintResult, { cwd }: FormatContext, paint: ChalkInstance): string {
  const path = relative(cwd, result.filePath);
  const lines = sourceLines(result);
  const findings = result.messages.map((message) => finding(message, lines, paint));
  return `${paint.underline(path.startsWith("..") ? result.filePath : path)}\n${findings.join("\n")}`;
}

function sourceLines(result: ESLint.LintResult): readonly string[] {
  let text = result.output ?? result.source;
  if (text === undefined) {
    try {
      text = readFileSync(result.filePath, "utf8");
    } catch {
      text = "";
    }
  }
  return text.replace(/^\uFEFF/u, "").split(/\r\n|[\r\n\u2028\u2029]/u);
}

function finding(message: Linter.LintMessage, lines: readonly string[], paint: ChalkInstance): string {
  const isError = message.fatal === true || message.severity === 2;
  const place = paint.dim(`${message.line ?? 0}:${message.column ?? 0}`);
  const level = isError ? paint.red("error") : paint.yellow("warning");
  const rule = message.ruleId ? `  ${paint.dim(message.ruleId)}` : "";
  const head = `  ${place}  ${level}  ${message.message}${rule}\n`;
  const suggestions = (message.suggestions ?? []).map(({ desc }) => `      ${paint.dim("suggestion:")} ${desc}\n`).join("");
  return head + codeFrame(message, lines, isError ? paint.red : paint.yellow, paint) + suggestions;
}

/** The line of a finding under the one before it, with the range marked. */
function codeFrame(message: Linter.LintMessage, lines: readonly string[], mark: ChalkInstance, paint: ChalkInstance): string {
  const line = message.line ?? 0;
  const code = lines[line - 1];
  if (code === undefined || (code === "" && message.fatal !== true)) return "";
  const start = Math.min(Math.max((message.column ?? 1) - 1, 0), code.length);
  const sameLine = message.endLine === undefined || message.endLine === line;
  const end = Math.max(sameLine ? (message.endColumn ?? message.column ?? 1) - 1 : code.length, start + 1);
  const cut = window(code, start, end);
  const before = lines[line - 2];
  const width = String(line).length;
  const rows: string[] = [];
  if (before !== undefined && before.trim() !== "" && cut.from === 0) {
    rows.push(paint.dim(`    ${String(line - 1).padStart(width)} | ${clip(expand(before))}`));
  }
  const shown = (cut.from > 0 ? "…" : "") + expand(code.slice(cut.from, cut.to)) + (cut.to < code.length ? "…" : "");
  rows.push(`  ${mark(">")} ${paint.dim(`${String(line).padStart(width)} |`)} ${shown}`);
  const indent = displayWidth(expand(code.slice(cut.from, start))) + (cut.from > 0 ? 1 : 0);
  const length = Math.max(displayWidth(expand(code.slice(start, Math.min(end, cut.to)))), 1);
  rows.push(`    ${" ".repeat(width)} ${paint.dim("|")} ${" ".repeat(indent)}${mark("^".repeat(length))}`);
  return `${rows.join("\n")}\n`;
}

/** The part of a long line that is shown. */
function window(code: string, start: number, end: number): { from: number; to: number } {
  if (code.length <= MAX_CODE_WIDTH) return { from: 0, to: code.length };
  const from = end <= MAX_CODE_WIDTH ? 0 : Math.max(0, start - 30);
  return { from, to: Math.min(code.length, from + MAX_CODE_WIDTH) };
}

function clip(text: string): string {
  return text.length <= MAX_CODE_WIDTH ? text : `${text.slice(0, MAX_CODE_WIDTH)}…`;
}

/** Tabs as spaces, and what would move the cursor as a visible sign. */
function expand(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replaceAll("\t", TAB).replace(/[\u0000-\u001F\u007F-\u009F]/gu, "\uFFFD");
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

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function summary(results: readonly ESLint.LintResult[], paint: ChalkInstance): string {
  const sum = (key: "errorCount" | "warningCount" | "fixableErrorCount" | "fixableWarningCount"): number =>
    results.reduce((total, result) => total + result[key], 0);
  const errors = sum("errorCount");
  const warnings = sum("warningCount");
  const fixableErrors = sum("fixableErrorCount");
  const fixableWarnings = sum("fixableWarningCount");
  const bold = errors > 0 ? paint.red.bold : paint.yellow.bold;
  const lines = [bold(`✖ ${count(errors + warnings, "problem")} (${count(errors, "error")}, ${count(warnings, "warning")})`)];
  if (fixableErrors + fixableWarnings > 0) {
    lines.push(bold(`  ${count(fixableErrors, "error")} and ${count(fixableWarnings, "warning")} can be repaired with --fix.`));
  }
  return `${lines.join("\n")}\n`;
}
