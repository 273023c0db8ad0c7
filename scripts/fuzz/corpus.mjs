/** What is mutated: every fixture, every example of the rules' pages, and programs made from the schema. Needs a build. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { kindsOf, program, VERSIONS } from "../oracle/generator.mjs";
import { randomFrom } from "../random.mjs";
import { root } from "../support/environments.mjs";

const FENCES = { typescript: /```(?:typescript|ts|js|javascript)\n([\s\S]*?)```/g, python: /```(?:python|py)\n([\s\S]*?)```/g };
const ENDINGS = { typescript: /\.(?:ts|tsx|mts|cts|js)$/, python: /\.py$/ };
/** Made programs of each kind and version, with so many constructs in turn. */
const SIZES = [1, 1, 1, 2, 4];
/** Longer texts are cut into pieces too, so that most inputs are quick. */
const PIECE_LINES = 40;

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A long file's imports with each stretch of its statements. */
function pieces(text, language) {
  const lines = text.split("\n");
  if (lines.length <= PIECE_LINES) return [text];
  const isImport = language === "python" ? /^(?:from|import) .*[^(]$/ : /^import .*;$/;
  const imports = lines.filter((line) => isImport.test(line));
  const starts = lines.flatMap((line, at) => (/^(?:class|def|export|const|function|async|@|describe|[A-Z])/.test(line) ? [at] : []));
  return [text, ...starts.map((from, at) => [...imports, ...lines.slice(from, starts[at + 1]), ""].join("\n"))];
}

/**
 * All texts of a language, the shortest first.
 *
 * @param {"typescript" | "python"} language
 * @param {number} seed which programs are made
 * @returns {readonly string[]}
 */
export function corpusOf(language, seed) {
  const fixtures = filesUnder(join(root, "tests", "fixtures")).filter((path) => ENDINGS[language].test(path)).map((path) => readFileSync(path, "utf8"));
  const pages = filesUnder(join(root, "docs")).filter((path) => path.endsWith(".md")).flatMap((path) => [...readFileSync(path, "utf8").matchAll(FENCES[language])].map(([, code]) => code));
  const random = randomFrom(seed);
  const made = VERSIONS.flatMap(([name, version]) =>
    ["valid", ...kindsOf(language)].flatMap((kind) => SIZES.map((size) => program({ name, version, language, kind, seed: Math.floor(random() * 2 ** 31), size }).text)),
  );
  return [...fixtures.flatMap((text) => pieces(text, language)), ...pages, ...made].sort((a, b) => a.length - b.length);
}
