/** How results are printed; each format is loaded only when it is asked for. */
import type { ESLint, Rule } from "eslint";

/** What ESLint gives a formatter, and what the command adds. */
export interface FormatContext {
  /** Paths are shown relative to it where a person reads them. */
  readonly cwd?: string | undefined;
  /** `undefined`: as the terminal and the environment say. */
  readonly color?: boolean | undefined;
  /** Facts about the rules that have findings, by their full names. */
  readonly rulesMeta?: Readonly<Record<string, Rule.RuleMetaData>> | undefined;
}

export type Formatter = (results: readonly ESLint.LintResult[], context: FormatContext) => string | Promise<string>;

const formats: Readonly<Record<string, () => Promise<{ default: Formatter }>>> = {
  stylish: () => import("./stylish.js"),
  json: () => import("./json.js"),
  sarif: () => import("./sarif.js"),
  github: () => import("./github.js"),
  gitlab: () => import("./gitlab.js"),
  junit: () => import("./junit.js"),
  markdown: () => import("./markdown.js"),
  html: () => import("./html.js"),
};

/** Names that `--format` takes. */
export const formatNames: readonly string[] = Object.keys(formats);

/** The formatter of a name, or undefined if there is none. */
export async function loadFormatter(name: string): Promise<Formatter | undefined> {
  return Object.hasOwn(formats, name) ? (await formats[name]!()).default : undefined;
}
