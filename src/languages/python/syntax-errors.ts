/** Where a file stops being Python, and what to say about it. */
import type { Parser, Tree } from "web-tree-sitter";
import type { LineTable } from "./nodes.js";

/** A syntax error; line and column from 1. */
export interface PythonSyntaxError {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** The parser's log of larger files would take too long. */
const MAX_LOGGED_LENGTH = 500_000;

/** A comment for ESLint in JavaScript's form, which editors write into Python too. */
const FOREIGN_COMMENT = /^((?:[^"'#]|"[^"]*"|'[^']*')*?)(?:\/\/|\/\*)[ \t]*(eslint-(?:disable|enable)[\w-]*(?:[ \t]+[\w@/-]+)?)/u;

/** The log counts columns in bytes of UTF-16. */
const BYTES_PER_UNIT = 2;

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

export function errorAt(message: string, offset: number, lines: LineTable): PythonSyntaxError {
  const { line, column } = lines.position(offset);
  return { message: `Invalid Python: ${message}`, line, column: column + 1 };
}

/**
 * Describes the first error.
 *
 * @param parsed the text that the parser refused
 * @param tree what it made of it, if anything
 */
export function describeError(parser: Parser, parsed: string, tree: Tree | undefined, lines: LineTable): PythonSyntaxError {
  const stop = (parsed.length <= MAX_LOGGED_LENGTH ? stopOf(parser, parsed) : undefined) ?? (tree ? firstErrorOf(tree) : 0);
  const foreign = foreignCommentAt(parsed, stop);
  if (foreign) return errorAt(`a comment starts with \`#\` here; write \`# ${foreign.text}\``, foreign.index, lines);
  const { unclosed, unmatched, openString } = bracketsUntil(parsed, stop);
  if (openString !== undefined) return errorAt("a string is not closed", openString, lines);
  if (unmatched !== undefined) return errorAt(`\`${parsed.charAt(unmatched)}\` closes nothing`, unmatched, lines);
  const next = nextToken(parsed, stop, unclosed !== undefined);
  const isEnd = next >= parsed.length;
  if (unclosed !== undefined && (isEnd || lines.position(unclosed).line < lines.position(next).line)) {
    return errorAt(`\`${parsed.charAt(unclosed)}\` is not closed`, unclosed, lines);
  }
  if (isEnd) return errorAt("the file ends too early", stop, lines);
  if (/[\r\n]/u.test(parsed.charAt(next))) return errorAt("the line ends too early", stop, lines);
  const [seen = ""] = /^(?:\w+|[^\w\r\n]{1,3})/u.exec(parsed.slice(next, next + 40)) ?? [parsed.charAt(next)];
  return errorAt(`unexpected \`${seen.trim()}\``, next, lines);
}

/** The end of the last token that still fitted, from the parser's own log. */
function stopOf(parser: Parser, parsed: string): number | undefined {
  const starts = [0];
  for (let index = parsed.indexOf("\n"); index >= 0; index = parsed.indexOf("\n", index + 1)) starts.push(index + 1);
  let place = "";
  let furthest: number | undefined;
  let stop: number | undefined;
  parser.setLogger((message, isLex) => {
    if (isLex || stop !== undefined) return;
    if (message.startsWith("process ")) place = message;
    else if (message.startsWith("detect_error")) {
      const [, row = "0", column = "0"] = /row:(\d+), col:(\d+)/u.exec(place) ?? [];
      furthest = Math.max(furthest ?? 0, (starts[Number(row)] ?? 0) + Number(column) / BYTES_PER_UNIT);
      // Other readings of the same text may go on; once the parser resumes one that had stopped, none has.
    } else if (message.startsWith("resume ")) stop = furthest;
  });
  try {
    const tree = parser.parse(parsed, null, { progressCallback: () => stop !== undefined });
    if (tree) tree.delete();
    else parser.reset();
  } finally {
    parser.setLogger(null);
  }
  return stop ?? furthest;
}

/** The first node of the tree that is no Python, for files whose log would be too long. */
function firstErrorOf(tree: Tree): number {
  const cursor = tree.walk();
  try {
    let descend = true;
    for (;;) {
      if (cursor.nodeIsMissing || cursor.nodeType === "ERROR") return cursor.startIndex;
      if (descend && cursor.gotoFirstChild()) continue;
      if (cursor.gotoNextSibling()) descend = true;
      else if (cursor.gotoParent()) descend = false;
      else return 0;
    }
  } finally {
    cursor.delete();
  }
}

/** The comment of another language in the line where the parser stopped, or where it went on reading. */
function foreignCommentAt(text: string, stop: number): { index: number; text: string } | undefined {
  for (const place of [text.slice(0, stop).trimEnd().length, nextToken(text, stop, true)]) {
    const start = Math.max(text.lastIndexOf("\n", place - 1), text.lastIndexOf("\r", place - 1)) + 1;
    const [line = ""] = /^[^\r\n]*/u.exec(text.slice(start, start + 1000)) ?? [];
    const match = FOREIGN_COMMENT.exec(line);
    if (match) return { index: start + (match[1] ?? "").length, text: match[2] ?? "" };
  }
  return undefined;
}

/** Where the next token starts; at a line break, unless brackets are open. */
function nextToken(text: string, from: number, inBrackets: boolean): number {
  const blank = inBrackets ? /(?:\s|#[^\r\n]*|\\\r?\n)*/uy : /(?:[ \t\f]|#[^\r\n]*|\\\r?\n)*/uy;
  blank.lastIndex = from;
  blank.exec(text);
  return blank.lastIndex;
}

/** The innermost bracket that is open at an offset, and a bracket there that closes nothing. */
function bracketsUntil(text: string, until: number): { unclosed: number | undefined; unmatched: number | undefined; openString: number | undefined } {
  const open: number[] = [];
  const token = /[rR]?('{3}|"{3}|['"])|#[^\r\n]*|[([{)\]}]/gu;
  for (let match = token.exec(text); match && match.index <= until; match = token.exec(text)) {
    const [found, quote] = match;
    if (quote !== undefined) {
      const end = endOfString(text, token.lastIndex, quote);
      if (end === undefined) return { unclosed: undefined, unmatched: undefined, openString: match.index };
      token.lastIndex = end;
    } else if (found in CLOSING) open.push(match.index);
    else if (!found.startsWith("#")) {
      const last = open.pop();
      if (last === undefined || CLOSING[text.charAt(last)] !== found) return { unclosed: last, unmatched: match.index, openString: undefined };
    }
  }
  return { unclosed: open.at(-1), unmatched: undefined, openString: undefined };
}

function endOfString(text: string, from: number, quote: string): number | undefined {
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === "\\") index++;
    else if (text.startsWith(quote, index)) return index + quote.length;
    else if (quote.length === 1 && character === "\n") return undefined;
  }
  return undefined;
}
