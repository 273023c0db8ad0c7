/** Which construct a finding is about, as far as its message and the code around it tell. For showing only. */
import type { Finding, ReportedFile } from "./findings.js";

export interface ConstructName {
  /** Class of the construct or stack. */
  readonly type: string;
  /** As it is written in the code; undefined where it is no plain text or the call is elsewhere. */
  readonly id: string | undefined;
}

/** Rules about constructs name their class; those about imports and tests do not. */
const ABOUT_NO_CONSTRUCT = /^cdktf\/(?:no-unknown-import|valid-testing-assertion)$/u;

/**
 * @param finding of a rule of this plugin; those of others are about no construct
 * @param offset where it stands in the text of its file
 */
export function constructOf({ rule, message, file }: Finding, offset: number): ConstructName | undefined {
  if (!rule.id.startsWith("cdktf/") || ABOUT_NO_CONSTRUCT.test(rule.id)) return undefined;
  // What comes after the semicolon is what should be written.
  const statement = message.split(";")[0] ?? "";
  const type = (/\b(?:of|inside|argument of|first, the) `([A-Z]\w*)`/u.exec(statement) ?? /^`([A-Z]\w*)`/u.exec(statement) ?? /`([A-Z]\w*)`/u.exec(statement))?.[1];
  return type === undefined ? undefined : { type, id: idOfCallAround(file, type, offset) };
}

/** The id in the innermost call of a class around a place. */
function idOfCallAround({ text, path }: ReportedFile, type: string, offset: number): string | undefined {
  const tokens = path.endsWith(".py") ? PYTHON_TOKENS : ECMASCRIPT_TOKENS;
  let from = offset;
  for (;;) {
    const start = text.lastIndexOf(type, from);
    if (start < 0) return undefined;
    const call = /^(?:<[^<>()]*>)?\s*\(/u.exec(text.slice(start + type.length, start + type.length + 200));
    const isWhole = !/[\w$]/u.test(text[start - 1] ?? "");
    if (call && isWhole && reaches(text, start + type.length + call[0].length, offset, tokens)) return idArgument(text.slice(start + type.length + call[0].length));
    if (start === 0) return undefined;
    from = start - 1;
  }
}

/** Strings and comments, which are passed over, and brackets. */
const PYTHON_TOKENS = /"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*|[([{]|[)\]}]/gu;
const ECMASCRIPT_TOKENS = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[^]*?\*\/|[([{]|[)\]}]/gu;

/** Whether the bracket that is open at `from` is still open at `to`. */
function reaches(text: string, from: number, to: number, tokens: RegExp): boolean {
  let depth = 1;
  tokens.lastIndex = from;
  for (let match = tokens.exec(text); match && match.index < to; match = tokens.exec(text)) {
    if (/^[([{]$/u.test(match[0])) depth++;
    else if (/^[)\]}]$/u.test(match[0]) && --depth === 0) return false;
  }
  return true;
}

/** `this, "id", …`, `self, "id", …`, `scope=self, id_="id"`. */
function idArgument(args: string): string | undefined {
  return /^\s*(?:scope\s*=\s*)?[\w$.]+\s*,\s*(?:id_?\s*=\s*)?[fr]?(["'`])((?:\\.|(?!\1)[^\\\n])*)\1/u.exec(args)?.[2];
}
