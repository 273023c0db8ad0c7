/** Source text and words, for people. */
import { readFileSync } from "node:fs";
import type { ESLint } from "eslint";

const TAB = "  ";

const LINE_BREAK = /\r\n|[\r\n\u2028\u2029]/u;

/** The text that the places of a result speak of, without byte order mark: what ESLint kept, or else what is in the file. */
export function sourceText(result: ESLint.LintResult): string {
  let text = result.output ?? result.source;
  if (text === undefined) {
    try {
      text = readFileSync(result.filePath, "utf8");
    } catch {
      text = "";
    }
  }
  return text.replace(/^\uFEFF/u, "");
}

export function linesOf(text: string): readonly string[] {
  return text.split(LINE_BREAK);
}

/** Offsets at which lines begin. */
export function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(new RegExp(LINE_BREAK, "gu"))].map((match) => match.index + match[0].length)];
}

/** Tabs as spaces, and what would move the cursor or turn the direction of writing as a visible sign. */
export function visible(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replaceAll("\t", TAB).replace(/[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, "\uFFFD");
}

/** A text on one line, without what would move the cursor. */
export function onOneLine(text: string): string {
  return visible(text.replace(/\s*[\r\n\u2028\u2029]+\s*/gu, " "));
}

/** The part of a long line that is shown so that the marked range is in it. Offsets in UTF-16 code units. */
export function window(code: string, start: number, end: number, width: number): { from: number; to: number } {
  if (code.length <= width) return { from: 0, to: code.length };
  const from = end <= width ? 0 : Math.max(0, start - 30);
  return { from, to: Math.min(code.length, from + width) };
}

/** `1 error`, `2 errors`. */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

/** `2 problems (1 error, 1 warning)`. */
export function totals(errors: number, warnings: number): string {
  return `${count(errors + warnings, "problem")} (${count(errors, "error")}, ${count(warnings, "warning")})`;
}
