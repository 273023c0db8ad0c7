/** What a mistyped name on the command line or in a configuration may have meant. */
import { closest, distance } from "fastest-levenshtein";

/** A name with more slips than this part of its letters is another one. */
const MAX_SLIPS = 0.34;

/**
 * The end of a complaint about an unknown name.
 *
 * @param what comes before all known names where none is near, for example `the rules are`
 */
export function didYouMean(name: string, known: readonly string[], what: string): string {
  const near = closest(name, known);
  return near !== undefined && distance(name, near) <= Math.max(1, near.length * MAX_SLIPS) ? `; did you mean "${near}"?` : `; ${what}: ${known.join(", ")}`;
}
