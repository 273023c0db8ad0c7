/**
 * What Python's parser never gets to see: comments, continued lines, line breaks inside brackets.
 *
 * tree-sitter's scanner needs time that grows with the square of a run of comments or of continued lines, and it
 * can lose count of the indentation at a line break inside brackets. Blanking those cures both.
 */
import type { PyComment } from "./nodes.js";

/** Runs shorter than this are left to the parser. */
const LONG_RUN = 200;

/** Whether so many comment lines or continued lines follow each other that the parser would take forever. */
export function hasLongRuns(text: string): boolean {
  if (!hasMany(text, "#") && !hasMany(text, "\\")) return false;
  let comments = 0;
  let continued = 0;
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf("\n", start);
    if (end < 0) end = text.length;
    let first = start;
    while (first < end && isBlank(text.charCodeAt(first))) first++;
    // Blank lines neither make a run of comments nor end one.
    if (text.charCodeAt(first) === 35 /* # */) comments++;
    else if (first < end) comments = 0;
    const last = text.charCodeAt(end - 1) === 13 ? end - 2 : end - 1;
    continued = last >= start && text.charCodeAt(last) === 92 /* \ */ ? continued + 1 : 0;
    if (comments > LONG_RUN || continued > LONG_RUN) return true;
    start = end + 1;
  }
  return false;
}

function hasMany(text: string, character: string): boolean {
  let count = 0;
  for (let index = text.indexOf(character); index >= 0 && count <= LONG_RUN; index = text.indexOf(character, index + 1)) count++;
  return count > LONG_RUN;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 12 || code === 13;
}

export interface FlatText {
  /** As long as the text that it was made from. */
  readonly text: string;
  readonly comments: PyComment["range"][];
}

/** A replacement field that is open: `{` of an f-string or template string. */
interface Field {
  /** Quotes of the string around it. */
  readonly quote: string;
  readonly isRaw: boolean;
  /** How many brackets are open right inside it. */
  readonly depth: number;
  /** Its `:` has come; text follows instead of code. */
  inSpecifier: boolean;
}

const TOKEN = /([rR][bBfFtT]?|[bBfFtT][rR]?|[uU])?('{3}|"{3}|['"])|[A-Za-z_]\w*|#[^\r\n]*|[([{)\]}:]|\\?(?:\r\n|\r|\n)/gu;

/** Blanks what means nothing to Python; every offset stays. */
export function flatten(text: string): FlatText {
  const flattening = new Flattening(text);
  flattening.run();
  return { text: flattening.text, comments: flattening.comments };
}

class Flattening {
  readonly comments: PyComment["range"][] = [];
  private readonly pieces: string[] = [];
  private readonly fields: Field[] = [];
  private depth = 0;
  private copied = 0;

  constructor(private readonly source: string) {}

  get text(): string {
    return this.pieces.join("") + this.source.slice(this.copied);
  }

  run(): void {
    const token = new RegExp(TOKEN);
    for (let match = token.exec(this.source); match; match = token.exec(this.source)) {
      const [found, prefix = "", quote] = match;
      const start = match.index;
      const field = this.fields.at(-1);
      if (quote !== undefined) token.lastIndex = this.string(start + found.length, quote, /r/iu.test(prefix), /[ft]/iu.test(prefix), false);
      else if (found === "(" || found === "[" || found === "{") this.depth++;
      else if (found === "}" && field?.depth === this.depth) {
        this.close();
        token.lastIndex = this.string(start + 1, field.quote, field.isRaw, true, this.fields.at(-1)?.inSpecifier ?? false);
      } else if (found === ")" || found === "]" || found === "}") this.depth = Math.max(0, this.depth - 1);
      else if (found === ":") {
        if (field?.depth !== this.depth) continue;
        field.inSpecifier = true;
        token.lastIndex = this.string(start + 1, field.quote, field.isRaw, true, true);
      } else if (found.startsWith("#")) {
        this.comments.push([start, start + found.length]);
        this.blank(start, found.length);
      } else if (found.startsWith("\\")) this.blank(start, this.isLineStart(start) ? 1 : found.length);
      else if (this.depth > 0 && /[\r\n]/u.test(found)) this.blank(start, found.length);
    }
  }

  private blank(start: number, length: number): void {
    this.pieces.push(this.source.slice(this.copied, start), " ".repeat(length));
    this.copied = start + length;
  }

  private close(): void {
    this.fields.pop();
    this.depth--;
  }

  /** Whether nothing stands before an offset in its line, and the line begins a statement. */
  private isLineStart(offset: number): boolean {
    let index = offset - 1;
    while (index >= this.copied && isBlank(this.source.charCodeAt(index)) && this.source.charCodeAt(index) !== 13) index--;
    return index >= this.copied ? /[\r\n]/u.test(this.source.charAt(index)) : index < 0 || /[\r\n]/u.test(this.source.charAt(index)) && this.pieces.at(-1) === " ";
  }

  /**
   * Reads the text of a string.
   *
   * @returns where code goes on: after the string, or inside its next replacement field
   */
  private string(from: number, quote: string, isRaw: boolean, isFormat: boolean, isSpecifier: boolean): number {
    const { source } = this;
    let inSpecifier = isSpecifier;
    for (let index = from; index < source.length; index++) {
      const character = source.charAt(index);
      if (character === "\\") {
        const next = source.charAt(index + 1);
        // `\N{…}` names a character: no field. A brace after any other backslash opens one.
        if (isFormat && !isRaw && next === "N" && source.charAt(index + 2) === "{") index = Math.max(index, source.indexOf("}", index));
        else if (!(isFormat && (next === "{" || next === "}"))) index++;
      } else if (source.startsWith(quote, index)) return index + quote.length;
      else if (quote.length === 1 && (character === "\n" || character === "\r")) return index;
      else if (isFormat && character === "{") {
        if (!inSpecifier && source.charAt(index + 1) === "{") index++;
        else {
          this.depth++;
          this.fields.push({ quote, isRaw, depth: this.depth, inSpecifier: false });
          return index + 1;
        }
      } else if (inSpecifier && character === "}") {
        this.close();
        inSpecifier = this.fields.at(-1)?.inSpecifier ?? false;
      }
    }
    return source.length;
  }
}
