/** The inputs of a run: each is made from its number and the seed alone, so that any of them can be made again. */
import fc from "fast-check";
import { VERSIONS } from "../oracle/generator.mjs";
import { randomFrom } from "../random.mjs";
import { corpusOf } from "./corpus.mjs";
import { HOSTILE_NAMES, mutated, pick } from "./mutations.mjs";
import { longLinesOf, shapesOf } from "./shapes.mjs";

/** Nesting and repetition, up to what the largest are. */
const DEEP = 100_000;
const LONG = 50_000;
/** Statements: each may have findings, and those take their time. */
const MANY = 10_000;
/** Sizes around the limits that parsers, trees and front ends have. */
const SIZES = [50, 299, 301, 399, 401, 990, 1010, 5000];

const FILENAMES = {
  typescript: ["stack.ts", "stack.ts", "stack.ts", "stack.tsx", "stack.js", "stack.mts", "stack.cts", "stack.jsx", "lib/__proto__.ts", "types.d.ts"],
  python: ["stack.py", "stack.py", "stack.py", "lib/__init__.py", "lib/__proto__.py"],
};
const STRANGE_VERSIONS = ["", "latest", "99.0.0", "0.0.1", "__proto__", ">=1", "not a version", "21.22.1-rc.1", "*"];
const LANGUAGES = ["typescript", "python"];

const name = fc.constantFrom(...HOSTILE_NAMES.filter((one) => /^\w+$/.test(one)), "tags", "Vpc");
const hostile = fc.tuple(fc.oneof(fc.constant("*"), name), fc.array(name, { minLength: 1, maxLength: 3 })).map(([owner, path]) => [owner, ...path].join("."));
const regex = fc.constantFrom("^S", "(", "[", "(a+)+$", "__proto__", ".*", "\\", "", "^constructor$", "\\p{L}");

/** Options of rules, in the form that their schemas ask for, with whatever names. */
const OPTIONS = fc.record(
  {
    "cdktf/require-stack-outputs": fc.record({ ignore: fc.uniqueArray(regex, { maxLength: 3 }) }),
    "cdktf/no-unknown-property": fc.record({ allow: fc.uniqueArray(hostile, { maxLength: 4 }) }),
    "cdktf/no-unknown-attribute": fc.record({ allow: fc.uniqueArray(hostile, { maxLength: 4 }) }),
  },
  { requiredKeys: [] },
);

const isRegex = (text) => {
  try {
    RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
};

/** The mutated texts of a seed. */
export class Inputs {
  #seed;
  #corpora;
  #options;

  constructor(seed) {
    this.#seed = seed;
    this.#corpora = Object.fromEntries(LANGUAGES.map((language) => [language, corpusOf(language, seed)]));
    this.#options = fc.sample(OPTIONS, { seed, numRuns: 40 }).map((options) => {
      const { "cdktf/require-stack-outputs": outputs, ...others } = options;
      // ESLint refuses what is no regular expression before any rule runs.
      return outputs ? { ...others, "cdktf/require-stack-outputs": { ignore: outputs.ignore.filter(isRegex) } } : others;
    });
  }

  /** @returns {{text: string, language: "typescript" | "python", filename: string, version: string | undefined, isStrict: boolean, isLight: boolean, options: object}} */
  at(number) {
    const random = randomFrom((this.#seed * 0x9e3779b1 + number) >>> 0);
    const language = LANGUAGES[number % 2];
    return {
      text: mutated(random, this.#corpora[language], this.#corpora[LANGUAGES[1 - (number % 2)]]),
      language,
      filename: pick(random, FILENAMES[language]),
      version: random() < 0.5 ? undefined : random() < 0.9 ? pick(random, VERSIONS)[1] : pick(random, STRANGE_VERSIONS),
      isStrict: random() < 0.3,
      isLight: random() < 0.3,
      options: random() < 0.1 ? pick(random, this.#options) : {},
    };
  }
}

/** Every shape at the sizes around the limits, at the largest, and lines of 10 MB. */
export function* extremes() {
  for (const language of LANGUAGES) {
    const common = { language, filename: FILENAMES[language][0], version: undefined, isStrict: false, options: {} };
    for (const [name, make] of shapesOf(language)) {
      for (const size of SIZES) yield { name: `${language} ${name} ${size}`, make: () => ({ ...common, text: make(size), isLight: size % 2 === 0 }) };
      for (const size of name.startsWith("value") ? [LONG, DEEP] : [MANY]) yield { name: `${language} ${name} ${size}`, make: () => ({ ...common, text: make(size), isLight: size === DEEP }) };
    }
    for (const [name, text] of longLinesOf(language)) yield { name: `${language} ${name}`, make: () => ({ ...common, text, isLight: true }) };
  }
}
