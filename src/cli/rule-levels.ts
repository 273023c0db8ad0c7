/** `--rule` on the command line. */
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
  const levels: Record<string, RuleEntry> = {};
  for (const text of texts) {
    for (const [name, entry] of Object.entries(parseOne(text))) {
      const short = name.replace(/^cdktf\//u, "");
      if (!known.includes(short)) throw new UsageError(`there is no rule "${name}"; the rules are: ${known.join(", ")}`);
      if (!LEVELS.includes(Array.isArray(entry) ? entry[0] : entry)) throw new UsageError(`rule "${short}" needs the level off, warn or error; ${EXAMPLE}`);
      levels[`cdktf/${short}`] = entry as RuleEntry;
    }
  }
  return levels;
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
