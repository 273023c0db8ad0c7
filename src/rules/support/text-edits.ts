/** How a text is written, and edits that keep to it. */
import type { Language, Range } from "../../model/ir.js";
import type { Edit } from "./create-rule.js";

/** A line as the dialect's comments would make it unsafe to write behind. */
const COMMENT: Readonly<Record<Language, RegExp>> = { ecmascript: /\/\/|\/\*|\*\//u, python: /#/u };

/** The line break that a text uses. */
export function newlineOf(text: string): string {
  return /\r\n|\r|\n/u.exec(text)?.[0] ?? "\n";
}

/** The blanks before the first character of the line in which an index lies. */
export function indentAt(index: number, text: string): string {
  return /^[ \t]*/u.exec(text.slice(lineStart(index, text), index))?.[0] ?? "";
}

/** How far a file indents one level: as little as any of its lines, or as its language is written. */
export function indentStep(text: string, language: Language): string {
  const indents = [...text.matchAll(/^(\t|[ ]{2,})(?=[^\s*])/gmu)].map(([, indent = ""]) => indent);
  const shortest = indents.reduce<string | undefined>((least, indent) => (least === undefined || indent.length < least.length ? indent : least), undefined);
  return shortest ?? (language === "python" ? "    " : "  ");
}

function lineStart(index: number, text: string): number {
  let start = index;
  while (start > 0 && text[start - 1] !== "\n" && text[start - 1] !== "\r") start--;
  return start;
}

/** The words of the text that was asked about last: a file with many findings asks about one name after the other. */
let lastWords: { readonly text: string; readonly words: ReadonlySet<string> } | undefined;

/** Whether a name stands anywhere in a text, other than at the beginning or end of a string. */
export function hasWord(name: string, text: string): boolean {
  if (lastWords?.text !== text) lastWords = { text, words: new Set(text.match(/(?<![\w$"'])[\w$]+(?![\w$"'])/gu)) };
  return lastWords.words.has(name);
}

/**
 * The edit that writes further members at the end of a bracketed list: an object, a list, a call's arguments.
 *
 * @param brackets range of the brackets with everything in them; the last character is the closing one
 * @returns undefined where a comment stands at the end, which the new text could get into
 */
export function insertMembers(brackets: Range, members: readonly string[], language: Language, text: string): Edit | undefined {
  const close = brackets[1] - 1;
  const inner = text.slice(brackets[0], close);
  const end = brackets[0] + inner.trimEnd().length;
  const lastLine = text.slice(Math.max(lineStart(end, text), brackets[0]), close);
  if (COMMENT[language].test(lastLine)) return undefined;
  const last = text.charAt(end - 1);
  const isEmpty = /[([{]$/u.test(last) && end - 1 === openingOf(brackets, text);
  const tail = text.slice(end, close);
  const isMultiline = /[\r\n]/u.test(tail);
  if (isMultiline) {
    const closing = indentAt(close, text);
    // As far in as the first member, where that has a line of its own.
    const first = /^[([{]\s*?[\r\n]+([ \t]*)\S/u.exec(text.slice(openingOf(brackets, text), close))?.[1];
    const indent = !isEmpty && first !== undefined && first.length > closing.length ? first : closing + indentStep(text, language);
    const newline = newlineOf(text);
    const separator = isEmpty || last === "," ? "" : ",";
    // What had no comma at its end gets none.
    const trailing = last === "," || isEmpty ? "," : "";
    return { range: [end, end], text: separator + members.map((member, at) => newline + indent + member + (at < members.length - 1 ? "," : trailing)).join("") };
  }
  const separator = isEmpty ? (tail === "" && language === "ecmascript" && last === "{" ? " " : "") : last === "," ? " " : ", ";
  const after = isEmpty && language === "ecmascript" && last === "{" && tail === "" ? " " : "";
  return { range: [end, end], text: separator + members.join(", ") + after };
}

function openingOf([start]: Range, text: string): number {
  const match = /^[^([{]*/u.exec(text.slice(start)) ?? [""];
  return start + match[0].length;
}

/** Whether a range of code has a comment in it. */
export function hasComment(range: Range, language: Language, text: string): boolean {
  return COMMENT[language].test(text.slice(...range).replace(/"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'/gu, ""));
}

/** A string literal in the quotes that the file uses. */
export function quoted(value: string, text: string): string {
  const quote = /["']/u.exec(text)?.[0] ?? '"';
  return quote + value.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`) + quote;
}

/** The edit that takes a member out of a bracketed list, with its comma and, if it stood alone on them, its lines. */
export function removeMember(member: Range, text: string): Edit {
  const [start, end] = member;
  const comma = /^\s*,/u.exec(text.slice(end))?.[0].length;
  const blank = blankBefore(start, text);
  if (comma !== undefined) {
    const after = end + comma;
    const isAlone = /^[\r\n]/u.test(blank) && /^[ \t]*(?:[\r\n]|$)/u.test(text.slice(after));
    if (isAlone) return { range: [start - blank.length, after], text: "" };
    return { range: [start, after + (/^[ \t]*/u.exec(text.slice(after))?.[0].length ?? 0)], text: "" };
  }
  // The comma before it goes; comments behind that stay.
  const before = commaBefore(start, text);
  return before === undefined ? { range: [start, end], text: "" } : { range: [before, end], text: text.slice(before + 1, start).trimEnd() };
}

/** The comma before an index, where nothing stands between them but blanks and comments. */
function commaBefore(index: number, text: string): number | undefined {
  let at = index;
  for (;;) {
    at = text.slice(0, at).trimEnd().length;
    if (text[at - 1] === ",") return at - 1;
    const start = lineStart(at, text);
    const line = text.slice(start, at);
    const behindComma = /,[ \t]*(?:#|\/\/)/u.exec(line);
    if (behindComma) return start + behindComma.index;
    if (!/^[ \t]*(?:#|\/\/)/u.test(line)) return undefined;
    at = start;
  }
}

/** Whether the last one of several members on lines of their own has a comma behind it in a text: as a part of it shows, else all of it. */
export function hasTrailingCommas(part: string, text: string): boolean {
  const of = (some: string): boolean | undefined => {
    const ends = /(,?)[ \t]*(?:\r\n|\r|\n)[ \t]*[)\]}]/u.exec(some);
    return ends ? ends[1] === "," : undefined;
  };
  return of(part) ?? of(text) ?? true;
}

/** The blanks before an index, with the line break before them. */
function blankBefore(index: number, text: string): string {
  let start = index;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  if (text[start - 1] === "\n") start--;
  if (text[start - 1] === "\r") start--;
  return text.slice(start, index);
}
