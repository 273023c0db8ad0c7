/** Levels and options of rules, from `--rule` and from a configuration file. */
import { didYouMean } from "./did-you-mean.js";
import { UsageError } from "./usage-error.js";

export type RuleEntry = string | number | [string | number, ...unknown[]];

const LEVELS: readonly unknown[] = ["off", "warn", "error", 0, 1, 2];
const EXAMPLE = "write for example: --rule 'cdktf/no-inline-routes: off'";

/**
 * Rules with their levels and options, under their full names.
 *
 * @param texts `no-inline-routes: off`, `cdktf/no-inline-routes: [error, {"a": 1}]`, several with commas, or a JSON object
 * @param known names of the rules without prefix
 */
export function parseRuleLevels(texts: readonly string[], known: readonly string[]): Record<string, RuleEntry> {
  return Object.assign({}, ...texts.map((text) => checkRuleLevels(parseOne(text), known, EXAMPLE))) as Record<string, RuleEntry>;
}

/**
 * Rules under their full names.
 *
 * @param written names with or without prefix, and what stands there as level or as level and options
 * @param help ends the sentence where a level is wrong
 * @param source names what is read, at the beginning of a complaint
 * @throws {UsageError} an unknown rule or level
 */
export function checkRuleLevels(written: Readonly<Record<string, unknown>>, known: readonly string[], help: string, source = ""): Record<string, RuleEntry> {
  const levels: Record<string, RuleEntry> = {};
  for (const [name, entry] of Object.entries(written)) {
    const short = shortRuleName(name, known, source);
    if (!LEVELS.includes(Array.isArray(entry) ? entry[0] : entry)) throw new UsageError(`${source}rule "${short}" needs the level off, warn or error; ${help}`);
    levels[`cdktf/${short}`] = entry as RuleEntry;
  }
  return levels;
}

/** The name of a rule without prefix; a complaint if there is no such rule. */
export function shortRuleName(name: string, known: readonly string[], source = ""): string {
  const short = name.replace(/^cdktf\//u, "");
  if (known.includes(short)) return short;
  throw new UsageError(`${source}there is no rule "${name}"${didYouMean(short, known, "the rules are")}`);
}

function parseOne(text: string): Record<string, unknown> {
  const trimmed = text.trim();
  // Bare words are as good as quoted ones: the shell takes quotes away easily.
  const quoted = trimmed
    .replace(/^\{|\}$/gu, (brace) => (trimmed.startsWith("{") ? "" : brace))
    .replace(/(^|,)(\s*)"?([\w/-]+)"?\s*:/gu, '$1$2"$3":')
    .replace(/(:|\[)(\s*)(off|warn|error)\b/gu, '$1$2"$3"');
  for (const candidate of trimmed.startsWith("{") ? [trimmed, `{${quoted}}`] : [`{${quoted}}`]) {
    try {
      const value: unknown = JSON.parse(candidate);
      if (typeof value === "object" && value !== null && Object.keys(value).length > 0) return value as Record<string, unknown>;
    } catch {
      // The next form may fit.
    }
  }
  throw new UsageError(`cannot read --rule "${text}"; ${EXAMPLE}`);
}
