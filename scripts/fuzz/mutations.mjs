/** Ways to spoil a text. Each takes the text, a source of random numbers and the corpus, and gives another text. */

/** Names that are something else in JavaScript's objects, or in a schema, than their looks say. */
export const HOSTILE_NAMES = [
  "__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "__defineGetter__", "then", "length", "name", "caller",
  "arguments", "undefined", "null", "NaN", "Infinity", "eval", "default", "self", "this", "super", "__init__", "__class__", "__dict__", "import", "get", "set", "0", "-1", "",
];

/** Pieces of code that stand where a name or a literal stood. */
const EXPRESSIONS = [
  "null", "None", "undefined", "true", "True", "0", "-1", "1e400", "0x1f", "9007199254740993", '""', "''", "[]", "{}", "[[]]", "()", "...x", "*x", "**x", "`${x}`", 'f"{x}"', "b''", "x?.y", "x!", "x as any",
  "(lambda x: x)", "() => x", "x if y else z", "x ? y : z", "[x for x in y]", "{**x}", "{...x}", "await x", "x := 1", "this", "self", "x[0]", "x.y.z", "new X()", "/re/g", "1n", "<T>x", "async () => {}",
];

const PUNCTUATION = ["(", ")", "[", "]", "{", "}", ",", ";", ":", ".", "=", "=>", "*", "**", "...", "?", "?.", "!", "@", "#", "//", "/*", "*/", '"', "'", "`", '"""', "\\", "\n", " ", "\t", "\f", "+", "-", "<", ">", "->", "$", "${", "~", "^", "|", "&"];

/** Marks of byte order, directions, joining and nothing. */
const MARKS = ["\uFEFF", "\u200B", "\u200D", "\u200E", "\u200F", "\u202A", "\u202E", "\u2066", "\u2069", "\u0000", "\u001A", "\u001B", "\u007F", "\u0085", "\u00A0", "\u00AD", "\u0301", "\u2028", "\u2029", "\u3000", "\uFFFD", "\uFFFE", "\uD800", "\uDC00", "\uFE0F"];

const LINE_ENDINGS = ["\r\n", "\r", "\n\r", "\u2028", "\u2029", "\n\n", "\\\n", "\f\n", "\v"];
const STATEMENTS = ["pass", "return x", "from x import *", "import x from 'x';", "import __proto__", "del x", "global x", "class X: pass", "class X {}", "if x: pass", "x = x", "let x = x;", "for (;;) {}", "while True: break", "// eslint-disable", "# eslint-disable", "/* eslint cdktf/no-inline-routes: 2 */", "# eslint-disable-next-line cdktf/__proto__", "@x"];

const TOKEN = /[\p{L}_$][\p{L}\p{N}_$]*|\d[\d._]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\s+|./gsu;
const WORD = /^[\p{L}_$\d"']/u;

const below = (random, limit) => Math.floor(random() * limit);
/** One of a list. */
export const pick = (random, list) => list[below(random, list.length)];
const splice = (text, from, to, put) => text.slice(0, from) + put + text.slice(to);
const place = (random, text) => below(random, text.length + 1);

/** A character of any of the 17 planes; half a pair too. */
function character(random) {
  const code = (random() < 0.5 ? 0 : below(random, 17)) * 0x10000 + below(random, 0x10000);
  return String.fromCodePoint(code);
}

/** Some words of a text replaced; what stands around them stays, so that the code often stays valid. */
function replaceWords(text, random, make) {
  const tokens = text.match(TOKEN) ?? [];
  const words = tokens.flatMap((token, at) => (WORD.test(token) ? [at] : []));
  for (let times = 1 + below(random, 3); times > 0 && words.length > 0; times--) {
    const at = pick(random, words);
    const now = tokens[at];
    tokens[at] = make(now, tokens);
  }
  return tokens.join("");
}

const inQuotes = (now, name) => (/^["']/.test(now) ? now[0] + name + now[0] : name);

/** Shifts each line or some lines. */
function mapLines(text, random, share, change) {
  return text.split("\n").map((line) => (random() < share ? change(line) : line)).join("\n");
}

/** A name used everywhere becomes another one everywhere. */
function rename(text, random) {
  const names = [...new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [])];
  if (names.length === 0) return text;
  const from = pick(random, names);
  const to = pick(random, [...HOSTILE_NAMES, ...names]);
  return text.replaceAll(new RegExp(`(?<![\\p{L}\\p{N}_$])${from.replaceAll("$", "\\$")}(?![\\p{L}\\p{N}_$])`, "gu"), () => to);
}

/** Bracketed code around a bracket. */
function wrap(text, random) {
  const depth = random() < 0.02 ? 500 + below(random, 1500) : 1 + below(random, 60);
  const [open, close] = pick(random, [["(", ")"], ["[", "]"], ["{a:", "}"], ['{"a":', "}"], ["f(", ")"], ["[...", "]"], ["(x,", ")"], ["-", ""], ["not ", ""], ["!", ""], ["x.y(", ")"], ["`${", "}`"], ["lambda: ", ""], ["() => ", ""], ["new X(", ")"], ["a ? ", " : b"], ["a + ", ""], ["a || ", ""], ["a.", ""]]);
  return replaceWords(text, random, (now) => open.repeat(depth) + now + close.repeat(depth));
}

/** Something in a loop with itself. */
function entangle(text, random) {
  const names = text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? ["x"];
  const [a, b] = [pick(random, names), pick(random, names)];
  const line = pick(random, [`${a} = ${b}`, `${a} = [*${a}, ${b}]`, `${a} = { ...${a}, ${b} }`, `${a} = ${a}.${b}`, `const ${a} = ${b};`, `const { ${a} } = ${b};`, `function ${a}(x) { return ${b}(${a}(x)); }`, `def ${a}(x): return ${b}(${a}(x))`, `class ${a}(${b}): pass`, `class ${a} extends ${b} {}`, `${a}.${b} = ${a}`, `${a}[${b}] = ${b}`, `for ${a} in ${b}: ${a}()`, `${a} += ${b}`]);
  const lines = text.split("\n");
  lines.splice(below(random, lines.length + 1), 0, line);
  return lines.join("\n");
}

const MUTATIONS = {
  names: (text, random) => replaceWords(text, random, (now) => inQuotes(now, pick(random, HOSTILE_NAMES))),
  expressions: (text, random) => replaceWords(text, random, () => pick(random, EXPRESSIONS)),
  exchange: (text, random) => replaceWords(text, random, (now, tokens) => pick(random, tokens)),
  graft: (text, random, corpus) => {
    const others = pick(random, corpus).match(TOKEN) ?? [""];
    return replaceWords(text, random, () => pick(random, others));
  },
  rename,
  wrap,
  entangle,
  punctuation: (text, random) => splice(text, ...((at) => [at, at])(place(random, text)), pick(random, PUNCTUATION)),
  statement: (text, random) => {
    const lines = text.split("\n");
    const at = below(random, lines.length + 1);
    lines.splice(at, 0, (/^\s*/.exec(lines[at] ?? "")?.[0] ?? "") + pick(random, STATEMENTS));
    return lines.join("\n");
  },
  remove: (text, random) => {
    const at = place(random, text);
    return splice(text, at, at + 1 + below(random, random() < 0.5 ? 3 : 200), "");
  },
  cut: (text, random) => text.slice(0, place(random, text)),
  behead: (text, random) => text.slice(place(random, text)),
  splice: (text, random, corpus) => {
    const other = pick(random, corpus);
    return text.slice(0, place(random, text)) + other.slice(place(random, other));
  },
  append: (text, random, corpus) => `${text}\n${pick(random, corpus)}`,
  double: (text, random) => {
    const [from, to] = [place(random, text), place(random, text)].sort((a, b) => a - b);
    return splice(text, to, to, text.slice(from, to));
  },
  removeLine: (text, random) => {
    const lines = text.split("\n");
    lines.splice(below(random, lines.length), 1 + below(random, 3));
    return lines.join("\n");
  },
  swapLines: (text, random) => {
    const lines = text.split("\n");
    const [a, b] = [below(random, lines.length), below(random, lines.length)];
    [lines[a], lines[b]] = [lines[b], lines[a]];
    return lines.join("\n");
  },
  joinLines: (text, random) => {
    const breaks = [...text.matchAll(/\n\s*/g)];
    if (breaks.length === 0) return text;
    const chosen = pick(random, breaks);
    return splice(text, chosen.index, chosen.index + chosen[0].length, pick(random, [" ", "", ";"]));
  },
  indent: (text, random) => mapLines(text, random, 0.2, (line) => pick(random, [" ", "\t", "    ", "\f", "\u00A0"]) + line),
  tabs: (text) => text.replaceAll("    ", "\t").replaceAll("  ", "\t"),
  endings: (text, random) => {
    const ending = pick(random, LINE_ENDINGS);
    const share = pick(random, [1, 0.3]);
    return text.replaceAll("\n", () => (random() < share ? ending : "\n"));
  },
  mark: (text, random) => splice(text, ...((at) => [at, at])(random() < 0.3 ? 0 : place(random, text)), pick(random, MARKS)),
  markInWord: (text, random) => replaceWords(text, random, (now) => splice(now, 1, 1, random() < 0.5 ? pick(random, MARKS) : character(random))),
  characters: (text, random) => {
    let spoilt = text;
    for (let times = 1 + below(random, 8); times > 0; times--) {
      const at = place(random, spoilt);
      spoilt = splice(spoilt, at, at + below(random, 2), character(random));
    }
    return spoilt;
  },
  bytes: (text, random) => {
    const bytes = Buffer.from(text);
    for (let times = 1 + below(random, 12); times > 0 && bytes.length > 0; times--) bytes[below(random, bytes.length)] = below(random, 256);
    return bytes.toString(random() < 0.5 ? "utf8" : "latin1");
  },
};

/** Those that often leave valid code come more often: what is broken ends at the parser. */
const NAMES = [...Object.keys(MUTATIONS), ...Array.from({ length: 5 }, () => ["names", "rename", "rename", "entangle", "swapLines", "removeLine", "append"]).flat()];

/**
 * A text of the corpus, spoilt once or a few times.
 *
 * @param {() => number} random
 * @param {readonly string[]} corpus of the language
 * @param {readonly string[]} foreign of the other language
 */
export function mutated(random, corpus, foreign) {
  if (random() < 0.01) return noise(random);
  const texts = random() < 0.01 ? foreign : corpus;
  // Rather a short one, as there are many of those in the time of a long one.
  let text = texts[Math.floor(random() ** 2.5 * texts.length)];
  for (let times = pick(random, [0, 1, 1, 1, 1, 2, 2, 3, 5, 8]); times > 0; times--) text = MUTATIONS[pick(random, NAMES)](text, random, random() < 0.05 ? foreign : corpus);
  return text;
}

/** Nothing that was ever code. */
function noise(random) {
  const kind = below(random, 3);
  return Array.from({ length: below(random, 400) }, () => (kind === 0 ? character(random) : kind === 1 ? pick(random, PUNCTUATION) : pick(random, [...PUNCTUATION, ...EXPRESSIONS, ...STATEMENTS, ...HOSTILE_NAMES]))).join(kind === 2 && random() < 0.5 ? " " : "");
}
