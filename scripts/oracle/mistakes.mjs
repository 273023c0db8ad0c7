/** Mistakes made in the text of a valid program, whose repair is known: the program as it was. */

const camelCase = (name) => name.replace(/_+([a-z0-9])/gu, (_, letter) => letter.toUpperCase());
const snakeCase = (name) => name.replace(/(?<=[a-z0-9])(?=[A-Z])/gu, "_").toLowerCase();

/**
 * @typedef {object} Mistake
 * @property {string} kind one of `MISTAKES`
 * @property {string} valid the program without it; not always the one that was given, but laid out alike
 * @property {string} mutant
 */

/** The kinds, with what makes all mistakes of the kind as `[start, end, wrong, right]`; `right` is what stands there if it is left out. */
const MAKERS = {
  /** A name in the style of the other language. */
  style: (text, isPython) => {
    const names = isPython ? /(?<=[(,]\s*|\n\s*)[a-z][a-z0-9]*(?:_[a-z][a-z0-9]*)+(?==)/gu : /(?<=[{,]\s*|\n\s*)[a-z][a-z0-9]*(?:[A-Z][a-z0-9]+)+(?=: )/gu;
    return matches(text, names, (name) => (isPython ? camelCase(name) : snakeCase(name)));
  },
  /** The same for keys of dictionaries. */
  key: (text, isPython) => (isPython ? [
    ...matches(text, /(?<=[{,]\s*["'])[a-z][a-z0-9]*(?:_[a-z][a-z0-9]*)+(?=["']:)/gu, camelCase),
    ...matches(text, /(?<=[{,]\s*["'])[a-z][a-z0-9]*(?:[A-Z][a-z0-9]+)+(?=["']:)/gu, snakeCase),
  ] : []),
  attribute: (text, isPython) => matches(text, isPython ? /(?<=\bvalue\d+x\d+\.)[a-z]\w*_\w+/gu : /(?<=\bvalue\d+x\d+\.)[a-z]\w*[A-Z]\w*/gu, isPython ? camelCase : snakeCase),
  /** A literal of another type. */
  literal: (text, isPython) => [
    ...matches(text, /(?<=\w(?:["']?: |=))(["'])x\1/gu, () => "5", (string) => string.replace("x", "5")),
    ...matches(text, /(?<=\w(?:["']?: |=))(["'])x\1/gu, () => (isPython ? "True" : "true"), (string) => string.replace("x", "true")),
    ...matches(text, /(?<=\w(?:["']?: |=))1\b/gu, (number) => quoteOf(text) + number + quoteOf(text)),
    ...matches(text, /(?<=\w(?:["']?: |=))(?:true|True)\b/gu, () => `${quoteOf(text)}true${quoteOf(text)}`),
  ],
  /** A class from the root of its package. */
  root: (text, isPython) => matches(text, isPython ? /(?<=from cdktf_cdkt[fn]_provider_\w+)\.\w+(?= import)/gu : /(?<=\} from ["']@cdkt[fn]\/provider-\w+)\/lib\/[\w-]+(?=["'])/gu, () => ""),
  /** The resource by the name of the block. */
  letter: (text) => {
    const name = /\b(?<=import[^;]*?)[A-Z]\w+[a-z]A\b(?! as)/u.exec(text)?.[0];
    return name === undefined ? [] : [[0, text.length, text.replace(new RegExp(`\\b${name}\\b`, "gu"), name.slice(0, -1))]];
  },
  /** The id by a keyword. */
  id: (text, isPython) => (isPython ? matches(text, /(?<=\(\s*scope,\s*)["']\w+["']/gu, (id) => `id=${id}`) : []),
  /** One block where a list is wanted. */
  wrap: (text, isPython) => bracketed(text, isPython ? /(?<=\w(?:["']: |=))\[(?=[A-Z]\w*\()/gu : /(?<=\w: )\[(?=\{)/gu).map(([start, end]) => [start, end, text.slice(start + 1, end - 1)]).filter(([, , inner]) => isOne(inner)),
  /** A list where one block is wanted. */
  unwrap: (text, isPython) => bracketed(text, isPython ? /(?<=\w(?:["']: |=))[A-Z]\w*\(/gu : /(?<=\w: )\{/gu).map(([start, end]) => [start, end, `[${text.slice(start, end)}]`]),
};

export const MISTAKES = Object.keys(MAKERS);

const quoteOf = (text) => /["']/u.exec(text)?.[0] ?? '"';

function matches(text, pattern, wrong, right) {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => [index, index + found.length, wrong(found), right?.(found) ?? found]).filter(([, , one, other]) => one !== other);
}

/** Ranges from where a pattern with one bracket begins to the bracket that closes it. */
function bracketed(text, pattern) {
  return [...text.matchAll(pattern)].flatMap(({ 0: found, index }) => {
    let depth = 0;
    for (let at = index + found.length - 1; at < text.length; at++) {
      // A bracket in a comment would mislead; there is none.
      if ("([{".includes(text[at])) depth++;
      if (")]}".includes(text[at]) && --depth === 0) return [[index, at + 1]];
    }
    return [];
  });
}

/** Whether a text is one bracket and nothing behind it. */
function isOne(text) {
  const [range] = bracketed(text, /[([{]/gu);
  return range?.[1] === text.length;
}

/**
 * One mistake in a program.
 *
 * @returns {Mistake | undefined} undefined where there is no place for this kind
 */
export function mistakeIn(text, kind, language, random) {
  const places = MAKERS[kind](text, language === "python");
  const place = places[Math.floor(random() * places.length)];
  if (!place) return undefined;
  const [start, end, wrong, right = text.slice(start, end)] = place;
  const put = (written) => text.slice(0, start) + written + text.slice(end);
  return { kind, valid: put(right), mutant: put(wrong) };
}
