/**
 * What turns text into the intermediate form, by language. Each language is loaded by who needs it: `ecmascript/front-end.ts`
 * and `python/front-end.ts` put themselves here.
 */
import type { Language, SourceModel } from "../model/ir.js";

export interface FrontEnd {
  /**
   * Parses a text.
   *
   * @param text without byte order mark
   * @returns what lowers it, for a file of a name; undefined if it has a syntax error
   */
  parse(text: string, filename: string): ((filename: string) => SourceModel) | undefined;
  /** Whether `parse` gives something; no tree is made for the answer. */
  isWellFormed(text: string, filename: string): boolean;
  /** Lowers a tree that came from elsewhere. */
  lower(ast: object, filename: string): SourceModel;
}

const frontEnds = new Map<Language, FrontEnd>();

export function provideFrontEnd(language: Language, frontEnd: FrontEnd): void {
  frontEnds.set(language, frontEnd);
}

/** The front end of a language, which must be loaded by now. */
export function frontEndOf(language: Language): FrontEnd {
  const frontEnd = frontEnds.get(language);
  if (!frontEnd) throw new Error(`the front end of ${language} is not loaded`);
  return frontEnd;
}
