/** How results are printed; each format is loaded only when it is asked for. */
import type { ESLint } from "eslint";

export interface FormatContext {
  /** Paths are shown relative to it where a person reads them. */
  readonly cwd: string;
  /** `undefined`: as the terminal and the environment say. */
  readonly color: boolean | undefined;
}

export type Formatter = (results: readonly ESLint.LintResult[], context: FormatContext) => string;

const formats: Readonly<Record<string, () => Promise<Formatter>>> = {
  stylish: async () => (await import("./stylish.js")).stylish,
  json: async () => (await import("./json.js")).json,
};

/** Names that `--format` takes. */
export const formatNames: readonly string[] = Object.keys(formats);

/** The formatter of a name, or undefined if there is none. */
export async function loadFormatter(name: string): Promise<Formatter | undefined> {
  return Object.hasOwn(formats, name) ? formats[name]!() : undefined;
}
