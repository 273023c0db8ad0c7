/**
 * The token list that other people's rules work with, in the shape of @typescript-eslint/parser.
 *
 * What a lexer cannot know by itself (is `/` a division, does `>>` close two type lists, where does JSX text
 * end) is read from the finished tree, so that no second parser is needed.
 */
import type { LineMap, Location } from "../line-map.js";
import type { EsNode } from "./lower.js";

/** A token as ESLint has it. */
export interface Token {
  readonly type: string;
  readonly value: string;
  readonly range: [number, number];
  readonly loc: Location;
  readonly regex?: { pattern: string; flags: string };
}

interface Mark {
  readonly type: string;
  readonly end: number;
  readonly regex?: { pattern: string; flags: string };
}

const KEYWORDS: ReadonlySet<string> = new Set([
  "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "export", "extends",
  "finally", "for", "function", "if", "import", "in", "instanceof", "new", "return", "super", "switch", "this", "throw", "try", "typeof",
  "var", "void", "while", "with", "implements", "interface", "let", "package", "private", "protected", "public", "static", "yield",
]);

const WORD = /(?:[\p{ID_Start}$_]|\\u(?:[\da-fA-F]{4}|\{[\da-fA-F]+\}))(?:[\p{ID_Continue}$\u200c\u200d]|\\u(?:[\da-fA-F]{4}|\{[\da-fA-F]+\}))*/uy;
const PUNCTUATOR = />>>=|\.\.\.|\*\*=|<<=|>>=|>>>|===|!==|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.(?!\d)|\+\+|--|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|<<|>>|\*\*|[{}()[\];,<>+\-*/%&|^!~?:=.@#]/uy;
const SPACE = /[\s\uFEFF]+/uy;
const NUMBER = /0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?[\d_]+)?n?/uy;

/** Collects from the nodes of a tree what a lexer needs to know; nodes may come in any order. */
export class TokenMarks {
  /** Tokens by their start. */
  readonly whole = new Map<number, Mark>();
  /** Offsets of `>` that close a list of types. */
  readonly closing = new Set<number>();
  /** Offsets of names, which may be spelled like keywords. */
  readonly names = new Set<number>();

  /** Takes note of a node. */
  add(node: EsNode, parent: EsNode | undefined): void {
    const start = node.start!;
    const end = node.end!;
    switch (node.type) {
      case "Literal": {
        const regex = node["regex"] as Mark["regex"];
        const value = node["value"];
        if (regex) this.whole.set(start, { type: "RegularExpression", end, regex });
        else if (typeof value === "string") this.whole.set(start, { type: parent?.type === "JSXAttribute" ? "JSXText" : "String", end });
        else if (typeof value === "number" || typeof node["bigint"] === "string") this.whole.set(start, { type: "Numeric", end });
        break;
      }
      case "TemplateElement":
        this.whole.set(start, { type: "Template", end });
        break;
      case "JSXText":
        this.whole.set(start, { type: "JSXText", end });
        break;
      case "JSXIdentifier":
        this.whole.set(start, { type: "JSXIdentifier", end });
        break;
      case "Identifier":
        if (parent?.type !== "MetaProperty") this.names.add(start);
        break;
      case "TSTypeParameterInstantiation":
      case "TSTypeParameterDeclaration":
        this.closing.add(end - 1);
        break;
      case "TSTypeAssertion": {
        const expression = node["expression"] as EsNode;
        const annotation = node["typeAnnotation"] as EsNode;
        // The bracket stands somewhere between the type and the expression.
        for (let offset = annotation.end!; offset < expression.start!; offset++) this.closing.add(offset);
        break;
      }
    }
  }
}

/**
 * The tokens of a text.
 *
 * @param comments start and end of each comment, in order
 */
export function tokenize(text: string, marks: TokenMarks, comments: readonly { start: number; end: number }[], lines: LineMap): Token[] {
  const tokens: Token[] = [];
  let comment = 0;
  let offset = 0;
  const push = (type: string, end: number, regex?: Mark["regex"]): void => {
    const raw = text.slice(offset, end);
    tokens.push({
      type,
      value: type === "PrivateIdentifier" ? raw.slice(1) : raw,
      range: [offset, end],
      loc: lines.location(offset, end),
      ...(regex ? { regex } : {}),
    });
    offset = end;
  };
  while (offset < text.length) {
    const mark = marks.whole.get(offset);
    // Text of an empty JSX or template part has no extent.
    if (mark && mark.end > offset) {
      push(mark.type, mark.end, mark.regex);
      continue;
    }
    while (comment < comments.length && comments[comment]!.end <= offset) comment++;
    if (comments[comment]?.start === offset) {
      offset = comments[comment]!.end;
      continue;
    }
    const space = matchEnd(SPACE, text, offset);
    if (space > offset) {
      offset = space;
      continue;
    }
    if (text.charCodeAt(offset) === 35) {
      const end = matchEnd(WORD, text, offset + 1);
      if (end > offset + 1) {
        push("PrivateIdentifier", end);
        continue;
      }
    }
    const word = matchEnd(WORD, text, offset);
    if (word > offset) {
      push(wordType(text.slice(offset, word), marks.names.has(offset)), word);
      continue;
    }
    const number = matchEnd(NUMBER, text, offset);
    if (number > offset) {
      push("Numeric", number);
      continue;
    }
    if (text.charCodeAt(offset) === 62 && marks.closing.has(offset)) {
      push("Punctuator", offset + 1);
      continue;
    }
    let end = matchEnd(PUNCTUATOR, text, offset);
    // `<A>>` ends two lists, `=>>` does not exist; a longer match must not swallow the end of a list.
    for (let inner = offset + 1; inner < end; inner++) if (marks.closing.has(inner) && text.charCodeAt(inner) === 62 && text[inner - 1] !== "=") end = inner;
    push("Punctuator", Math.max(end, offset + 1));
  }
  return tokens;
}

/** End of a sticky match at an offset, or the offset. */
function matchEnd(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : offset;
}

function wordType(word: string, isName: boolean): string {
  if (isName) return "Identifier";
  if (word === "true" || word === "false") return "Boolean";
  if (word === "null") return "Null";
  return KEYWORDS.has(word) ? "Keyword" : "Identifier";
}
