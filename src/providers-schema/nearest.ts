/** Which known names someone may have meant by an unknown one. */
import { distance } from "fastest-levenshtein";

interface Words {
  readonly list: readonly string[];
  readonly joined: string;
  readonly digits: string;
}

/** How much worse than the best a further suggestion may be. */
const CLOSE_TO_BEST = 0.1;
/** More names than this at the same small likeness say nothing. */
const MAX_WEAK = 2;
const WEAK = 0.7;

/**
 * The known names nearest to an unknown one: the same words in another writing, a slip of the fingers, a word too
 * many or too few. Rather none than a far-fetched one.
 *
 * @param name the unknown name, in any writing (`multi_az`, `MultiAz`, `multi-az`)
 * @param candidates the known names
 * @param limit how many to give at most
 * @returns the nearest names, best first
 */
export function nearest(name: string, candidates: Iterable<string>, limit = 3): readonly string[] {
  const wanted = wordsOf(name);
  if (wanted.joined === "") return [];
  const isTypeName = /^[A-Z]/u.test(name);
  const found: { name: string; likeness: number }[] = [];
  for (const candidate of new Set(candidates)) {
    if (candidate === name) continue;
    const likeness = likenessOf(wanted, wordsOf(candidate), isTypeName);
    if (likeness > 0) found.push({ name: candidate, likeness });
  }
  found.sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1));
  const best = found[0]?.likeness ?? 0;
  const close = found.filter(({ likeness }) => (best === 1 ? likeness === 1 : likeness >= best - CLOSE_TO_BEST));
  return best < WEAK && close.length > MAX_WEAK ? [] : close.slice(0, limit).map((entry) => entry.name);
}

function wordsOf(name: string): Words {
  const list = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll}+)/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== "");
  const joined = list.join("");
  return { list, joined, digits: joined.replace(/\D+/gu, " ").trim() };
}

/** From 0, nothing alike, to 1, the same words. */
function likenessOf(wanted: Words, known: Words, isTypeName: boolean): number {
  if (wanted.joined === known.joined) return 1;
  const longer = Math.max(wanted.joined.length, known.joined.length);
  const shorter = Math.min(wanted.joined.length, known.joined.length);
  // Another number is another thing: ipv4 is no slip for ipv6.
  if (wanted.digits === known.digits) {
    const slip = slipsBetween(wanted, known);
    if (slip !== undefined) return 0.98 - slip / longer;
  }
  if (sameWords(wanted.list, known.list)) return 0.9;
  return containment(wanted, known, isTypeName, shorter / longer);
}

/** The number of slips that make one name of the other; undefined if there are too many. */
function slipsBetween(a: Words, b: Words): number | undefined {
  // Word by word where the words agree in number, as max is no slip for min, however long the rest.
  const pairs = a.list.length === b.list.length ? a.list.map((word, at): [string, string] => [word, b.list[at] ?? ""]) : [[a.joined, b.joined] as [string, string]];
  let slips = 0;
  for (const [one, other] of pairs) {
    if (one === other) continue;
    const shorter = Math.min(one.length, other.length);
    const allowed = shorter < 4 ? 0 : shorter < 8 ? 1 : 2;
    const slip = isSwap(one, other) ? 1 : Math.abs(one.length - other.length) > allowed ? Infinity : distance(one, other);
    if (slip > allowed) return undefined;
    slips += slip;
  }
  return slips <= 3 ? slips : undefined;
}

/** Two letters changed places. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 3) return false;
  let at = 0;
  while (a[at] === b[at] && at < a.length) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** The same words in another order, singular and plural alike. */
function sameWords(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const sorted = (words: readonly string[]): string => words.map((word) => word.replace(/s$/u, "")).sort().join(" ");
  return sorted(a) === sorted(b);
}

/** One name is the other with words before or after it. */
function containment(wanted: Words, known: Words, isTypeName: boolean, share: number): number {
  const [short, long] = wanted.list.length < known.list.length ? [wanted, known] : [known, wanted];
  const extra = long.list.length - short.list.length;
  if (extra === 0 || short.joined.length < 4) return 0;
  const singular = (words: readonly string[]): string => words.map((word) => word.replace(/s$/u, "")).join(" ");
  const endsAlike = singular(long.list.slice(extra)) === singular(short.list);
  const startsAlike = singular(long.list.slice(0, short.list.length)) === singular(short.list);
  if (endsAlike && short.joined.length >= 8) return 0.5 + share * 0.3;
  if (endsAlike && extra === 1 && share >= 0.5) return 0.4 + share * 0.4;
  // The last word of a type's name says what it is: without it, it is another thing.
  if (startsAlike && extra === 1 && share >= 0.4 && !(isTypeName && short === known)) return 0.4 + share * 0.4;
  if (startsAlike && isTypeName && short === wanted && share >= 0.6) return 0.4 + share * 0.4;
  return 0;
}
