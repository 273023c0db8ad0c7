/** The native parser: loaded at the first file that needs it, its results as ESTree or as one error. */
import { createRequire } from "node:module";
import { extname } from "node:path";
import type { EsNode } from "./lower.js";
import { parsedRaw } from "./raw-tree.js";
import { survivesParsing } from "../nesting.js";

type Oxc = typeof import("oxc-parser");
type Lang = "js" | "jsx" | "ts" | "tsx" | "dts";
export type SourceType = "module" | "script" | "commonjs";

/** A comment as the parser gives it, with offsets in UTF-16 units. */
export interface OxcComment {
  readonly type: "Line" | "Block";
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The first syntax error of a file. */
export interface ParseFailure {
  readonly ok: false;
  readonly message: string;
  /** Offset in UTF-16 units. */
  readonly index: number;
}

export interface ParseSuccess {
  readonly ok: true;
  /** `Program`, made when it is first asked for; its nodes have `start`, `end` and, where asked for, `range`, but no `loc` and no `parent`. */
  readonly program: EsNode;
  readonly comments: readonly OxcComment[];
}

const require = createRequire(import.meta.url);
let oxc: Oxc | undefined;

/** Whether a file name says TypeScript; anything that is not JavaScript by name is read as TypeScript. */
export function isTypeScriptName(filename: string): boolean {
  return !/^\.[mc]?jsx?$/u.test(extname(filename));
}

function langOf(filename: string, jsx: boolean): Lang {
  if (!isTypeScriptName(filename)) return "jsx";
  if (/\.d\.(?:[^.]+\.)?[mc]?ts$/u.test(filename)) return "dts";
  const extension = extname(filename);
  return extension === ".tsx" || (jsx && !/^\.[mc]?ts$/u.test(extension)) ? "tsx" : "ts";
}

/**
 * Parses TypeScript or JavaScript.
 *
 * @param filename decides the language by its ending
 * @param sourceType tried first; a file that is only valid as CommonJS or a script is accepted as well
 * @param jsx whether JSX may stand in a file whose name does not say
 * @param range whether nodes have a `range` beside `start` and `end`
 */
export function parseWithOxc(text: string, filename: string, sourceType: SourceType, jsx: boolean, range: boolean): ParseSuccess | ParseFailure {
  oxc ??= require("oxc-parser") as Oxc;
  const lang = langOf(filename, jsx);
  const options = { lang, astType: "ts", range, preserveParens: false, sourceType } as const;
  if (!survivesParsing(text, filename, () => require.resolve("oxc-parser"), options)) {
    return { ok: false, message: "The code is nested too deeply to be read", index: 0 };
  }
  const first = parseOnce(oxc, text, filename, options);
  if (first.ok || sourceType !== "module") return first;
  const second = parseOnce(oxc, text, filename, { ...options, sourceType: "commonjs" });
  return second.ok ? second : first;
}

function parseOnce(parser: Oxc, text: string, filename: string, options: import("oxc-parser").ParserOptions): ParseSuccess | ParseFailure {
  const result = (options.range ? undefined : parsedRaw<import("oxc-parser").ParseResult>(filename, text, options)) ?? parser.parseSync(filename, text, options);
  const error = result.errors.find(({ severity }) => severity === "Error");
  if (error) {
    const help = error.helpMessage ? ` (${error.helpMessage})` : "";
    const message = `${error.message}${help}`.replace(/\s+/gu, " ").trim();
    return { ok: false, message, index: Math.min(error.labels[0]?.start ?? text.length, text.length) };
  }
  return new Parsed(result);
}

/** A class, since an object made with getters of its own keeps what they see alive until all memory is gone through. */
class Parsed implements ParseSuccess {
  readonly ok = true;
  readonly #result: import("oxc-parser").ParseResult;

  constructor(result: import("oxc-parser").ParseResult) {
    this.#result = result;
  }

  get program(): EsNode {
    return this.#result.program as unknown as EsNode;
  }

  get comments(): readonly OxcComment[] {
    return this.#result.comments;
  }
}

/**
 * Parses a file for what it says, for nobody but this plugin's own reading of it.
 *
 * @param text without byte order mark
 * @param filename decides the language by its ending
 */
export function parseEcmaScript(text: string, filename: string): ParseSuccess | ParseFailure {
  return parseWithOxc(text, filename, "module", false, false);
}
