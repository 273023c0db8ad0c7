/** Python text → syntax tree, by tree-sitter; tolerant of nothing that Python itself would refuse to read. */
import type { Tree } from "web-tree-sitter";
import { convert, TooDeepError } from "./convert.js";
import { flatten, hasLongRuns } from "./layout.js";
import { LineTable, type PyComment, type PyModule } from "./nodes.js";
import { describeError, errorAt, type PythonSyntaxError } from "./syntax-errors.js";
import { TreeReader } from "./tree-reader.js";
import { discardParser, pythonParser } from "./tree-sitter.js";

export type { PythonSyntaxError } from "./syntax-errors.js";

export type PythonParseResult = { readonly ok: true; readonly ast: PyModule } | { readonly ok: false; readonly errors: readonly PythonSyntaxError[] };

/** How often the parser may report progress while it mends a broken text: mending noise takes minutes. */
const MAX_MENDING = 100;

/**
 * Parses a module.
 *
 * @param text without byte order mark
 */
export function parsePython(text: string): PythonParseResult {
  const lines = new LineTable(text);
  const nul = text.indexOf("\0");
  if (nul >= 0) return { ok: false, errors: [errorAt("the file contains a null character", nul, lines)] };
  try {
    return parse(text, lines);
  } catch (error) {
    if (error instanceof TooDeepError) return { ok: false, errors: [errorAt(error.message, error.index, lines)] };
    discardParser();
    // A trap of the WebAssembly code, as for want of memory, must not take the other files with it.
    if (error instanceof Error && error.name === "RuntimeError") return { ok: false, errors: [errorAt("the file is too large or too deeply nested to be parsed", 0, lines)] };
    throw error;
  }
}

/** Whether `parsePython` gives a tree; none is made for the answer where the parser takes the text at once. */
export function isWellFormed(text: string): boolean {
  return hasNoError(text) || parsePython(text).ok;
}

function hasNoError(text: string): boolean {
  if (text.includes("\0") || text.includes("\r") || hasLongRuns(text)) return false;
  try {
    const tree = read(text);
    try {
      return tree?.rootNode.hasError === false;
    } finally {
      tree?.delete();
    }
  } catch {
    // Whoever parses it learns what is wrong.
    discardParser();
    return false;
  }
}

function parse(text: string, lines: LineTable): PythonParseResult {
  // A carriage return alone ends a line for Python, but not for its grammar.
  const readable = text.includes("\r") ? text.replace(/\r(?!\n)/gu, "\n") : text;
  const isSlow = hasLongRuns(readable);
  if (!isSlow) {
    const ast = attempt(readable, text, lines, []);
    if (ast) return { ok: true, ast };
  }
  const flat = flatten(readable);
  if (isSlow || flat.text !== readable) {
    const ast = attempt(flat.text, text, lines, flat.comments);
    if (ast) return { ok: true, ast };
  }
  const { parser } = pythonParser();
  const tree = read(isSlow ? flat.text : readable);
  try {
    return { ok: false, errors: [describeError(parser, isSlow ? flat.text : readable, tree, lines)] };
  } finally {
    tree?.delete();
  }
}

/** The tree of a text without errors that has the same offsets as the file's own. */
function attempt(parsed: string, text: string, lines: LineTable, comments: readonly PyComment["range"][]): PyModule | undefined {
  const tree = read(parsed);
  if (!tree) return undefined;
  try {
    if (tree.rootNode.hasError) return undefined;
    const { language, memory } = pythonParser();
    return convert(new TreeReader(tree, language, memory), language, text, lines, comments);
  } finally {
    tree.delete();
  }
}

/** tree-sitter's tree, with errors or without; undefined if the text is so broken that mending was given up. */
function read(text: string): Tree | undefined {
  const { parser } = pythonParser();
  let mending = 0;
  const tree = parser.parse(text, null, { progressCallback: ({ hasError }) => Boolean(hasError) && ++mending > MAX_MENDING });
  if (tree) return tree;
  // Otherwise the next file would go on where this one stopped.
  parser.reset();
  return undefined;
}
