/** Which known names someone may have meant by an unknown one. */
import { distance } from "fastest-levenshtein";

/** The words of a name, in lower case; what is compared of them is worked out once. */
class Words {
  readonly joined: string;
  readonly digits: string;
  #singulars: readonly string[] | undefined;
  #sorted: readonly string[] | undefined;

  constructor(readonly list: readonly string[]) {
    this.joined = list.join("");
    this.digits = this.joined.replace(/\D+/gu, " ").trim();
  }

  get singulars(): readonly string[] {
    return (this.#singulars ??= this.list.map(singular));
  }

  /** The singulars in the order of the words. */
  get sorted(): readonly string[] {
    return (this.#sorted ??= this.list.toSorted().map(singular));
  }
}

/** The known names are the same for every unknown one. */
const known = new Map<string, Words>();
const MAX_KNOWN = 50_000;

/** A name that is as likely as this is the wanted one, mistyped; below it, it has a word too many or too few. */
const SLIP = 0.85;
/** How much worse than the best a further suggestion may be, if the best is a slip or not. */
const CLOSE_TO_SLIP = 0.03;
const CLOSE_TO_BEST = 0.1;
/** More names than this that are as little alike say nothing; of those that are hardly alike, all count. */
const MAX_WEAK = 2;
const WEAK = 0.7;
/** How near to the best a name is that might as well be meant. */
const ALIKE = 0.15;
/** The keys of a keyboard: a wrong letter stands beside the right one. None stands at 0, beside what is not there. */
const KEYS = " qwertyuiop asdfghjkl zxcvbnm";

export interface NearestOptions {
  /** How many to give at most; 3 if absent. */
  readonly limit?: number;
  /** Which of equally near names is rather meant: the higher, from 0 to 1. */
  readonly prefer?: (name: string) => number;
  /** Only the same words in another writing and slips of the fingers. */
  readonly slipsOnly?: boolean;
}

/**
 * The known names nearest to an unknown one: the same words in another writing, a slip of the fingers, a word too
 * many or too few. Rather none than a far-fetched one.
 *
 * @param name the unknown name, in any writing (`multi_az`, `MultiAz`, `multi-az`)
 * @param candidates the known names
 * @returns the nearest names, best first
 */
export function nearest(name: string, candidates: Iterable<string>, { limit = 3, prefer, slipsOnly = false }: NearestOptions = {}): readonly string[] {
  const wanted = wordsOf(name);
  if (wanted.joined === "") return [];
  const isTypeName = /^[A-Z]/u.test(name);
  const found: { name: string; likeness: number }[] = [];
  for (const candidate of new Set(candidates)) {
    if (candidate === name) continue;
    const likeness = likenessOf(wanted, wordsOf(candidate), isTypeName);
    if (likeness > (slipsOnly ? SLIP : 0)) found.push({ name: candidate, likeness: likeness === 1 ? 1 : likeness + (prefer?.(candidate) ?? 0) * (likeness > SLIP ? CLOSE_TO_SLIP : CLOSE_TO_BEST) });
  }
  found.sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1));
  const best = found[0]?.likeness ?? 0;
  const least = best === 1 ? 1 : best - (best >= SLIP ? CLOSE_TO_SLIP : CLOSE_TO_BEST);
  const close = found.filter(({ likeness }) => likeness >= least);
  const alike = best < WEAK ? found : best < SLIP ? found.filter(({ likeness }) => likeness >= best - ALIKE) : [];
  return alike.length > MAX_WEAK ? [] : close.slice(0, limit).map((entry) => entry.name);
}

function wordsOf(name: string): Words {
  let words = known.get(name);
  if (!words) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(name, (words = new Words(listOf(name))));
  }
  return words;
}

function listOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll}+)/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== "");
}

/** From 0, nothing alike, to 1, the same words. */
function likenessOf(wanted: Words, other: Words, isTypeName: boolean): number {
  if (wanted.joined === other.joined) return 1;
  const longer = Math.max(wanted.joined.length, other.joined.length);
  const shorter = Math.min(wanted.joined.length, other.joined.length);
  if (areEqual(wanted.singulars, other.singulars)) return 0.95;
  if (areEqual(wanted.sorted, other.sorted)) return 0.9;
  // Another number is another thing: ipv4 is no slip for ipv6.
  if (wanted.digits === other.digits) {
    const slips = slipsBetween(wanted, other);
    if (slips !== undefined) return 0.98 - slips * 0.04;
  }
  return containment(wanted, other, isTypeName, shorter / longer);
}

/** The number of slips that make one name of the other; undefined if there are too many. */
function slipsBetween(a: Words, b: Words): number | undefined {
  // Swapped or doubled letters may stand on both sides of a word's end.
  if (isSwap(a.joined, b.joined) || isDoubled(a.joined, b.joined)) return 1;
  // A short word more is a word, and no two letters: `db_parameter_group` is no slip for `parameter_group`.
  if (hasWordMore(a.list, b.list) || hasWordMore(b.list, a.list)) return undefined;
  // Word by word where the words agree in number, as max is no slip for min, however long the rest.
  const pairs = a.list.length === b.list.length ? a.list.map((word, at): [string, string] => [word, b.list[at]!]) : [[a.joined, b.joined] as [string, string]];
  let slips = 0;
  for (const [one, other] of pairs) {
    if (one === other) continue;
    const slip = slipsInWord(one, other, Math.min(a.joined.length, b.joined.length));
    if (slip === undefined) return undefined;
    slips += slip;
  }
  return slips <= 3 ? slips : undefined;
}

/** The first has one word more, and is the same without it. */
function hasWordMore(long: readonly string[], short: readonly string[]): boolean {
  return long.length === short.length + 1 && long.some((word, at) => word.length > 1 && long.toSpliced(at, 1).join(" ") === short.join(" "));
}

function slipsInWord(one: string, other: string, ofAll: number): number | undefined {
  if (isSwap(one, other) || isDoubled(one, other)) return 1;
  const shorter = Math.min(one.length, other.length);
  const longer = Math.max(one.length, other.length);
  // Of short words, most others are one letter away.
  if (shorter === longer && longer <= 4) return isNeighbour(one, other) ? 1 : undefined;
  const allowed = longer < 4 ? (ofAll >= 6 && shorter > 1 ? 1 : 0) : shorter < 10 ? 1 : 2;
  const slip = longer - shorter > allowed ? Infinity : distance(one, other);
  return slip > allowed ? undefined : slip;
}

/** Where two words begin to differ. */
function differenceOf(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** Two letters changed places. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 3) return false;
  const at = differenceOf(a, b);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** A letter is written twice in one of them. */
function isDoubled(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length !== short.length + 1 || short.length < 3) return false;
  const at = differenceOf(short, long);
  return long[at] === long[at - 1] && long.slice(at + 1) === short.slice(at);
}

/** The key beside the right one. */
function isNeighbour(a: string, b: string): boolean {
  const at = differenceOf(a, b);
  return a.length > 2 && Math.abs(KEYS.indexOf(a[at]!) - KEYS.indexOf(b[at]!)) === 1 && a.slice(at + 1) === b.slice(at + 1);
}

function singular(word: string): string {
  return word.replace(/(?:(ss|x|ch|sh)es|([^s])s)$/u, "$1$2").replace(/ie$/u, "y");
}

function areEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, at) => word === b[at]);
}

/** One name is the other with words before, in or after it. */
function containment(wanted: Words, other: Words, isTypeName: boolean, share: number): number {
  const [short, long] = wanted.list.length < other.list.length ? [wanted, other] : [other, wanted];
  const extra = long.list.length - short.list.length;
  if (extra === 0 || short.joined.length < 4) return 0;
  const endsAlike = areEqual(long.singulars.slice(extra), short.singulars);
  const startsAlike = areEqual(long.singulars.slice(0, short.list.length), short.singulars);
  // Singular and plural are not quite alike.
  const exact = ` ${long.list.join(" ")} `.includes(` ${short.list.join(" ")} `) ? 0.02 : 0;
  const ofOneWord = 0.4 + share * 0.4 + exact;
  if (endsAlike && short.joined.length >= 8) return 0.5 + share * 0.3 + exact;
  // A lone word at the end, such as `config`, says less of what is meant than one at the beginning.
  if (endsAlike && extra === 1 && share >= 0.5) return ofOneWord - (short === other && short.list.length === 1 ? 0.15 : 0);
  // The last word of a type's name says what it is: without it, it is another thing.
  if (startsAlike && extra === 1 && share >= 0.4 && !(isTypeName && short === other)) return ofOneWord;
  if (startsAlike && isTypeName && short === wanted && share >= 0.6) return ofOneWord;
  if (extra === 1 && share >= 0.6 && long.list.some((_, at) => areEqual(long.singulars.toSpliced(at, 1), short.singulars))) return ofOneWord;
  return 0;
}
