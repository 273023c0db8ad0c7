/**
 * A file as it is met: read, and left after a glance at its text where it has nothing to do with CDKTF. Nothing is
 * loaded for that but what finds out.
 */
import { extname } from "node:path";
import type { ESLint } from "eslint";
import { frontEndOf } from "../languages/front-ends.js";
import { LineMap } from "../languages/line-map.js";
import type { SourceModel } from "../model/ir.js";
import type { LintedSource } from "../project/program-of.js";
import { keepModel, knownModel, readSource } from "../project/kept-files.js";
import { importsManyUnread } from "../project/project-files.js";
import { mayBeCdktf } from "../project/relevance.js";
import { recording } from "../rules/support/recording.js";
import { MAX_LINTED_BYTES } from "./readable.js";

/** What may be a comment that ESLint acts upon, or complains about. */
const FOR_ESLINT = /eslint|\/\*\s*(?:globals?|exported)\b/u;

/**
 * Reads a file.
 *
 * @param file absolute path
 * @param mayWait whether there is a later time to lint it
 * @returns undefined where something in it is for ESLint to decide; `later` where it is linted better after what it imports
 */
export function glanceAt(file: string, mayWait = false): GlancedSource | "later" | undefined {
  try {
    const text = readSource(file, MAX_LINTED_BYTES);
    const isPython = extname(file) === ".py";
    const source = new GlancedSource(text, file, isPython);
    // Where nothing can be found, comments switch nothing off; what is wrong with them is said if it is about our rules.
    if (FOR_ESLINT.test(text) && (source.isRelevant || text.includes("cdktf/"))) return undefined;
    // ESLint takes marks and shebangs out of the text by its own ways; CommonJS is parsed in another mode.
    if (text.startsWith("\uFEFF") || (!isPython && (text.startsWith("#!") || extname(file) === ".cjs"))) return undefined;
    if (mayWait && source.isRelevant && importsManyUnread(text, file)) return "later";
    return source.read() ? source : undefined;
  } catch {
    // ESLint meets the same, and says in which file.
    return undefined;
  }
}

/** ESLint's result for a file in which nothing is found. */
export function cleanResult(filePath: string): ESLint.LintResult {
  return { filePath, messages: [], suppressedMessages: [], errorCount: 0, fatalErrorCount: 0, warningCount: 0, fixableErrorCount: 0, fixableWarningCount: 0, usedDeprecatedRules: [] };
}

/** A file as the rules see it. */
export class GlancedSource implements LintedSource {
  #lines: LineMap | undefined;
  #lower: ((filename: string) => SourceModel) | undefined;
  #model: SourceModel | undefined;
  /** Whether it may have to do with CDKTF. */
  readonly isRelevant: boolean;

  constructor(
    readonly text: string,
    /** Absolute path. */
    readonly file: string,
    readonly isPython: boolean,
  ) {
    this.isRelevant = recording(this, () => mayBeCdktf(text, file));
  }

  get ast(): never {
    throw new Error("no rule reads the tree");
  }

  /** Parses the text, as far as that is worth it; false if it cannot be parsed. */
  read(): boolean {
    const frontEnd = frontEndOf(this.isPython ? "python" : "ecmascript");
    this.#model = knownModel(this.file, this.text);
    if (this.#model) return true;
    if (!this.isRelevant) return frontEnd.isWellFormed(this.text, this.file);
    this.#lower = frontEnd.parse(this.text, this.file);
    return this.#lower !== undefined;
  }

  lowered(): SourceModel {
    this.#model ??= this.#lower!(this.file);
    // With it goes the tree.
    this.#lower = undefined;
    keepModel(this.file, this.text, this.#model);
    return this.#model;
  }

  getLocFromIndex(offset: number): { line: number; column: number } {
    return (this.#lines ??= new LineMap(this.text, this.isPython)).position(offset);
  }
}
