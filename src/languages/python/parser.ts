/** Python text → syntax tree, by tree-sitter; tolerant of nothing that Python itself would refuse to read. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Parser, TreeCursor } from "web-tree-sitter";
import { LineTable, type PyComment, type PyModule, type PyNode, type SourceRange } from "./nodes.js";

/** A syntax error; line and column from 1. */
export interface PythonSyntaxError {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export type PythonParseResult = { readonly ok: true; readonly ast: PyModule } | { readonly ok: false; readonly errors: readonly PythonSyntaxError[] };

// Node has it; its type is declared by the DOM library only.
declare const WebAssembly: { Module: new (bytes: Uint8Array) => object };

/** The part of the generated, synchronous web-tree-sitter that is used here. */
interface TreeSitter {
  Parser: { init(options: { wasmBinary: Uint8Array }): void; new (): Parser };
  Language: { loadSync(module: object): unknown };
}

const GENERATED = join(dirname(fileURLToPath(import.meta.url)), "generated");

let parser: Parser | undefined;

/** Starts the parser when the first Python file comes. */
function pythonParser(): Parser {
  if (parser) return parser;
  const code = join(GENERATED, "tree-sitter.cjs");
  if (!existsSync(code)) throw new Error("The Python parser is not built; run `npm run build`.");
  const { Parser: ParserClass, Language } = createRequire(import.meta.url)(code) as TreeSitter;
  ParserClass.init({ wasmBinary: readFileSync(join(GENERATED, "tree-sitter.wasm")) });
  parser = new ParserClass();
  parser.setLanguage(Language.loadSync(new WebAssembly.Module(readFileSync(join(GENERATED, "python.wasm")))) as never);
  return parser;
}

/**
 * Parses a module.
 *
 * @param text without byte order mark
 */
export function parsePython(text: string): PythonParseResult {
  const lines = new LineTable(text);
  const first = attempt(text, text, lines, []);
  if (first.ok) return first;
  // tree-sitter-python can lose count of the indentation at a line break inside brackets: without those it cannot.
  const { flat, comments } = withoutBracketBreaks(text);
  const second = flat === text ? first : attempt(flat, text, lines, comments);
  return second.ok ? second : first;
}

/** Parses a text that has the same offsets as the file's own. */
function attempt(parsed: string, text: string, lines: LineTable, comments: readonly PyComment["range"][]): PythonParseResult {
  const tree = pythonParser().parse(parsed);
  if (!tree) return { ok: false, errors: [{ message: "The file cannot be parsed", line: 1, column: 1 }] };
  try {
    if (tree.rootNode.hasError) return { ok: false, errors: [firstError(tree.walk(), lines, text)] };
    return { ok: true, ast: new Conversion(text, lines, comments).module(tree.walk()) };
  } finally {
    tree.delete();
  }
}

/** Blanks line breaks and comments inside brackets, which mean nothing to Python; every offset stays. */
function withoutBracketBreaks(text: string): { flat: string; comments: PyComment["range"][] } {
  const comments: PyComment["range"][] = [];
  const pieces: string[] = [];
  let depth = 0;
  let copied = 0;
  const token = /(?:'''|""")|['"]|#[^\r\n]*|[([{]|[)\]}]|\\?(?:\r\n|\r|\n)/gu;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const found = match[0];
    const start = match.index;
    if (found.startsWith("'") || found.startsWith('"')) {
      token.lastIndex = endOfString(text, start + found.length, found);
    } else if (found.length === 1 && "([{".includes(found)) depth++;
    else if (found.length === 1 && ")]}".includes(found)) depth = Math.max(0, depth - 1);
    else if (depth > 0) {
      if (found.startsWith("#")) comments.push([start, start + found.length]);
      pieces.push(text.slice(copied, start), " ".repeat(found.length));
      copied = start + found.length;
    }
  }
  pieces.push(text.slice(copied));
  return { flat: pieces.join(""), comments };
}

/** Where the string ends that opened with `quote`; the end of the text if it never does. */
function endOfString(text: string, from: number, quote: string): number {
  for (let index = from; index < text.length; index++) {
    if (text.charAt(index) === "\\") index++;
    else if (text.startsWith(quote, index)) return index + quote.length;
    else if (quote.length === 1 && (text.charAt(index) === "\n" || text.charAt(index) === "\r")) return index;
  }
  return text.length;
}

function firstError(cursor: TreeCursor, lines: LineTable, text: string): PythonSyntaxError {
  try {
    let descend = true;
    for (;;) {
      if (cursor.nodeIsMissing || cursor.nodeType === "ERROR") {
        const { line, column } = lines.position(cursor.startIndex);
        const seen = text.slice(cursor.startIndex, cursor.endIndex).split(/[\r\n]/u, 1)[0]?.trim() ?? "";
        const message = cursor.nodeIsMissing
          ? `Invalid Python: ${cursor.nodeType} is missing`
          : `Invalid Python${seen === "" ? "" : ` near \`${seen.length > 40 ? `${seen.slice(0, 40)}…` : seen}\``}`;
        return { message, line, column: column + 1 };
      }
      if (descend && cursor.gotoFirstChild()) continue;
      if (cursor.gotoNextSibling()) descend = true;
      else if (cursor.gotoParent()) descend = false;
      else return { message: "Invalid Python", line: 1, column: 1 };
    }
  } finally {
    cursor.delete();
  }
}

class Node implements PyNode {
  [field: string]: unknown;
  readonly #lines: LineTable;
  readonly type: string;
  readonly range: [number, number];
  readonly children: PyNode[] = [];
  parent: PyNode | undefined;

  constructor(type: string, start: number, end: number, lines: LineTable) {
    this.type = type;
    this.range = [start, end];
    this.#lines = lines;
  }

  get loc(): SourceRange {
    return this.#lines.range(this.range[0], this.range[1]);
  }
}

const typeNames = new Map<string, string>();
const fieldNames = new Map<string, string>();

function typeName(kind: string): string {
  let name = typeNames.get(kind);
  if (name === undefined) {
    name = `Py${kind.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`;
    typeNames.set(kind, name);
  }
  return name;
}

function fieldName(field: string): string {
  let name = fieldNames.get(field);
  if (name === undefined) {
    name = field === "type" ? "annotation" : field.replace(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());
    fieldNames.set(field, name);
  }
  return name;
}

/** Walks the tree with a cursor: no recursion, however deep the code is nested. */
class Conversion {
  private readonly comments: PyComment[] = [];

  constructor(
    private readonly text: string,
    private readonly lines: LineTable,
    /** Comments that the parser did not get to see. */
    hidden: readonly PyComment["range"][],
  ) {
    for (const [start, end] of hidden) this.comment(start, end);
  }

  private comment(start: number, end: number): void {
    this.comments.push({ type: "Line", value: this.text.slice(start + 1, end), range: [start, end], loc: this.lines.range(start, end) });
  }

  module(cursor: TreeCursor): PyModule {
    const { text, lines } = this;
    // The root spans the whole file, blank lines and comments at both ends included.
    const root = new Node("Module", 0, text.length, lines);
    try {
      let parent = root;
      const stack: Node[] = [];
      if (cursor.gotoFirstChild()) {
        for (;;) {
          const node = this.visit(cursor, parent);
          if (node && cursor.gotoFirstChild()) {
            stack.push(parent);
            parent = node;
            continue;
          }
          if (node) this.finish(node);
          while (!cursor.gotoNextSibling()) {
            cursor.gotoParent();
            const above = stack.pop();
            if (!above) {
              return this.complete(root);
            }
            this.finish(parent);
            parent = above;
          }
        }
      }
    } finally {
      cursor.delete();
    }
    return this.complete(root);
  }

  private complete(root: Node): PyModule {
    root["comments"] = this.comments.sort((a, b) => a.range[0] - b.range[0]);
    root["tokens"] = [];
    root["body"] = root.children;
    return root as unknown as PyModule;
  }

  /** Adds the cursor's node to its parent; returns it if its children are wanted. */
  private visit(cursor: TreeCursor, parent: Node): Node | undefined {
    const kind = cursor.nodeType;
    const start = cursor.startIndex;
    const end = cursor.endIndex;
    const field = cursor.currentFieldName;
    if (!cursor.nodeIsNamed) {
      if (field !== null) addField(parent, fieldName(field), kind);
      else if (kind === "async") parent["async"] = true;
      return undefined;
    }
    if (kind === "comment") {
      this.comment(start, end);
      return undefined;
    }
    if (kind === "line_continuation") return undefined;
    const node = new Node(typeName(kind), start, end, this.lines);
    node.parent = parent as PyNode;
    parent.children.push(node as PyNode);
    if (field !== null) addField(parent, fieldName(field), node);
    switch (kind) {
      case "identifier":
        node["name"] = this.text.slice(start, end);
        return undefined;
      case "integer":
      case "float":
        node["raw"] = this.text.slice(start, end);
        node["value"] = numberValue(node["raw"] as string);
        return undefined;
      default:
        return node;
    }
  }

  /** What only the children tell. */
  private finish(node: Node): void {
    if (node.type !== "PyString") return;
    const [first] = node.children;
    const last = node.children.at(-1);
    if (!first || !last) return;
    const opening = this.text.slice(first.range[0], first.range[1]);
    const prefix = opening.replace(/["']+$/u, "").toLowerCase();
    node["prefix"] = prefix;
    if (prefix.includes("b") || node.children.some((child) => child.type === "PyInterpolation")) return;
    node["value"] = decode(this.text.slice(first.range[1], last.range[0]), prefix);
  }
}

function addField(node: Node, name: string, value: Node | string): void {
  const known = node[name];
  if (known === undefined) node[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else node[name] = [known, value];
}

function numberValue(raw: string): number | undefined {
  const text = raw.replaceAll("_", "").toLowerCase();
  if (/[jl]$/u.test(text) && !text.startsWith("0x")) return undefined;
  const value = Number(/^0\d+$/u.test(text) ? String(Number(text)) : text);
  return Number.isNaN(value) ? undefined : value;
}

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\"], ["'", "'"], ['"', '"'], ["a", "\u0007"], ["b", "\b"], ["f", "\f"], ["n", "\n"], ["r", "\r"], ["t", "\t"], ["v", "\v"],
  ["\n", ""], ["\r\n", ""], ["\r", ""],
]);

/** The text that a literal stands for; undefined if it names a character that only Python's tables know. */
function decode(source: string, prefix: string): string | undefined {
  // Doubled braces stand for one in an f-string or template string.
  const text = /[ft]/u.test(prefix) ? source.replaceAll("{{", "{").replaceAll("}}", "}") : source;
  if (prefix.includes("r") || !text.includes("\\")) return text.replace(/\r\n?/gu, "\n");
  let isKnown = true;
  const decoded = text.replace(/\\(\r\n|N\{[^}]*\}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{1,3}|[\s\S])/gu, (whole, escape: string) => {
    const simple = SIMPLE_ESCAPES.get(escape);
    if (simple !== undefined) return simple;
    if (escape.startsWith("N{")) isKnown = false;
    if (/^[0-7]/u.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8));
    if (/^[xuU][\da-fA-F]/u.test(escape)) {
      const code = Number.parseInt(escape.slice(1), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
    }
    return whole;
  });
  return isKnown ? decoded : undefined;
}
