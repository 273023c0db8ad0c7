/** tree-sitter's tree → the plain tree of nodes.ts. */
import type { Language } from "web-tree-sitter";
import { numberValue, stringValue } from "./literals.js";
import { type LineTable, NODE_FIELDS, type PyComment, type PyModule, type PyNode, type SourceRange } from "./nodes.js";
import type { TreeReader } from "./tree-reader.js";

class Node implements PyNode {
  [field: string]: unknown;
  readonly #lines: LineTable;
  readonly #parent: Node | undefined;
  readonly type: string;
  readonly range: [number, number];
  readonly children: Node[];

  constructor(type: string, start: number, end: number, children: Node[], parent: Node | undefined, lines: LineTable) {
    this.type = type;
    this.range = [start, end];
    this.children = children;
    this.#parent = parent;
    this.#lines = lines;
  }

  // Not a property of its own, so that printing a node does not print the whole file.
  get parent(): Node | undefined {
    return this.#parent;
  }

  /** Computed when asked for: most nodes never are. */
  get loc(): SourceRange {
    return this.#lines.range(this.range[0], this.range[1]);
  }
}

/** The children of leaves: all share one array. */
const NONE: Node[] = [];

class Comment implements PyComment {
  readonly #lines: LineTable;
  readonly type = "Line";
  readonly value: string;
  readonly range: [number, number];

  constructor(text: string, start: number, end: number, lines: LineTable) {
    this.value = text.slice(start + 1, end);
    this.range = [start, end];
    this.#lines = lines;
  }

  get loc(): SourceRange {
    return this.#lines.range(this.range[0], this.range[1]);
  }
}

/** What to do with a symbol of the grammar. */
interface Kind {
  readonly text: string;
  readonly type: string;
  readonly isNamed: boolean;
  readonly isComment: boolean;
  /** Nothing of interest below. */
  readonly isLeaf: boolean;
  /** Its tokens in fields are kept as text. */
  readonly hasOperator: boolean;
  readonly canBeAsync: boolean;
  readonly hasFields: boolean;
  /** Fields that are arrays. */
  readonly repeated: readonly string[];
}

const LEAVES: ReadonlySet<string> = new Set([
  "identifier", "integer", "float", "true", "false", "none", "ellipsis", "string_start", "string_end", "escape_sequence", "escape_interpolation", "type_conversion",
  "pass_statement", "break_statement", "continue_statement", "wildcard_import", "import_prefix", "keyword_separator", "positional_separator",
]);
const WITH_OPERATOR: ReadonlySet<string> = new Set(["binary_operator", "boolean_operator", "unary_operator", "augmented_assignment", "comparison_operator"]);
const WITH_ASYNC: ReadonlySet<string> = new Set(["function_definition", "for_statement", "with_statement", "for_in_clause"]);

/** The names as literals of the code: comparing those with others takes a glance at their addresses. */
const TYPES: ReadonlyMap<string, string> = new Map(Object.keys(NODE_FIELDS).map((type) => [type, type]));

function typeName(kind: string): string {
  const name = `Py${kind.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`;
  return TYPES.get(name) ?? name;
}

function kindOf(text: string, isNamed: boolean): Kind {
  const type = typeName(text);
  const fields = NODE_FIELDS[type] ?? [];
  return {
    text,
    type,
    isNamed,
    isComment: isNamed && text === "comment",
    isLeaf: LEAVES.has(text),
    hasOperator: WITH_OPERATOR.has(text),
    canBeAsync: WITH_ASYNC.has(text),
    hasFields: fields.length > 0,
    repeated: fields.filter((field) => field.endsWith("[]")).map((field) => field.slice(0, -2)),
  };
}

const MODULE = kindOf("module", true);

interface Grammar {
  readonly kinds: readonly Kind[];
  readonly fields: readonly (string | undefined)[];
}

const grammars = new WeakMap<Language, Grammar>();

function grammarOf(language: Language): Grammar {
  let grammar = grammars.get(language);
  if (!grammar) {
    grammar = {
      kinds: language.types.map((text, symbol) => kindOf(text, language.nodeTypeIsNamed(symbol))),
      fields: language.fields.map((field) => (field === "type" ? "annotation" : field?.replace(/_(\w)/gu, (_, letter: string) => letter.toUpperCase()))),
    };
    grammars.set(language, grammar);
  }
  return grammar;
}

/** Deeper than any Python compiles; ESLint's walk takes time for each level above a node. */
const MAX_TREE_DEPTH = 10_000;

/** Code that is nested more deeply than is linted. */
export class TooDeepError extends Error {
  /** @param index offset in the text at which it is too deep */
  constructor(readonly index: number) {
    super("the code is nested too deeply to be linted");
  }
}

/**
 * Walks the tree without recursion, however deep the code is nested.
 *
 * @param tree at the root of a tree without errors
 * @param text the file, of which every offset is the tree's
 * @param hidden comments that the parser did not get to see
 * @throws {TooDeepError}
 */
export function convert(tree: TreeReader, language: Language, text: string, lines: LineTable, hidden: readonly PyComment["range"][]): PyModule {
  const { kinds, fields } = grammarOf(language);
  const comments: PyComment[] = [];
  const comment = (start: number, end: number): void => {
    comments.push(new Comment(text, start, end, lines));
  };
  for (const [start, end] of hidden) comment(start, end);

  // The root spans the whole file, blank lines and comments at both ends included.
  const root = new Node("Module", 0, text.length, [], undefined, lines);
  /** Kinds of the nodes above `parent`. */
  const above: Kind[] = [];
  let parent = root;
  let parentKind = MODULE;
  if (tree.enter()) {
    walk: for (;;) {
      const kind = kinds[tree.symbol];
      if (!kind) throw new Error("the grammar has no such node");
      if (!kind.isNamed) {
        if (parentKind.hasOperator) operator(parent, parentKind, fields[tree.field], kind.text);
        else if (parentKind.canBeAsync && kind.text === "async") parent["async"] = true;
      } else if (kind.isComment) comment(tree.start, tree.end);
      else if (kind.text !== "line_continuation") {
        const node = new Node(kind.type, tree.start, tree.end, kind.isLeaf ? NONE : [], parent, lines);
        parent.children.push(node);
        if (parentKind.hasFields) {
          const field = fields[tree.field];
          if (field !== undefined) setField(parent, parentKind, field, node);
        }
        if (kind.isLeaf) leaf(node, kind, text);
        else {
          if (kind.canBeAsync) node["async"] = false;
          if (tree.enter()) {
            if (above.length >= MAX_TREE_DEPTH) throw new TooDeepError(node.range[0]);
            above.push(parentKind);
            parent = node;
            parentKind = kind;
            continue;
          }
        }
      }
      while (!tree.next()) {
        if (!parent.parent) break walk;
        tree.leave();
        finish(parent, text);
        parent = parent.parent;
        parentKind = above.pop() ?? MODULE;
      }
    }
  }
  root["comments"] = comments.sort((a, b) => a.range[0] - b.range[0]);
  root["tokens"] = [];
  root["body"] = root.children;
  return root as unknown as PyModule;
}

function setField(node: Node, kind: Kind, field: string, value: Node | string): void {
  if (!kind.repeated.includes(field)) {
    // The grammar gives a field to the parentheses around a node as well: the first is the node.
    node[field] ??= value;
    return;
  }
  const known = node[field];
  if (Array.isArray(known)) known.push(value);
  else node[field] = [value];
}

function operator(node: Node, kind: Kind, field: string | undefined, text: string): void {
  if (field === "operator" || field === "operators") setField(node, kind, field, text);
}

function leaf(node: Node, kind: Kind, text: string): void {
  if (kind.text === "identifier") node["name"] = text.slice(node.range[0], node.range[1]);
  else if (kind.text === "integer" || kind.text === "float") {
    const raw = text.slice(node.range[0], node.range[1]);
    node["raw"] = raw;
    node["value"] = numberValue(raw);
  }
}

/** What only the children tell. */
function finish(node: Node, text: string): void {
  if (node.type === "PyParenthesizedExpression") node["expression"] = node.children[0];
  else if (node.type === "PyString") finishString(node, text);
}

function finishString(node: Node, text: string): void {
  const [opening] = node.children;
  const closing = node.children.at(-1);
  if (!opening || !closing) return;
  const prefix = text.slice(opening.range[0], opening.range[1]).replace(/["']+$/u, "").toLowerCase();
  const parts = node.children.slice(1, -1);
  node["prefix"] = prefix;
  node["parts"] = parts;
  if (prefix.includes("b")) return;
  let value: string | undefined = "";
  for (const part of parts) {
    if (part.type === "PyStringContent") part["value"] = stringValue(text.slice(part.range[0], part.range[1]), prefix);
    const own: unknown = part["value"];
    value = value === undefined || typeof own !== "string" ? undefined : value + own;
  }
  if (value !== undefined && !prefix.includes("t")) node["value"] = value;
}
