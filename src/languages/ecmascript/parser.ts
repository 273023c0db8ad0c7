/** TypeScript and JavaScript: the ESLint parsers of this plugin. */
import { createRequire } from "node:module";
import { projectParser } from "./delegate.js";
import { LineMap, type Location } from "../line-map.js";
import type { EsNode } from "./lower.js";
import { isTypeScriptName, type OxcComment, parseWithOxc, type SourceType } from "./oxc.js";
import { emptyScopeManager } from "./scopes.js";
import { type Token, TokenMarks, tokenize } from "./tokens.js";

export { parseEcmaScript } from "./oxc.js";

const require = createRequire(import.meta.url);
const { version } = require("../../../package.json") as { version: string };

/** ESLint walks trees recursively; deeper ones would end in a stack overflow instead of a finding. */
const MAX_TREE_DEPTH = 1000;

/** `languageOptions.parserOptions`, as far as the parser reads them. */
export interface EcmaScriptParserOptions {
  readonly filePath?: string;
  readonly sourceType?: SourceType;
  readonly ecmaFeatures?: { readonly jsx?: boolean; readonly globalReturn?: boolean; readonly impliedStrict?: boolean };
  readonly lib?: readonly string[];
  readonly jsxPragma?: string | null;
  readonly jsxFragmentName?: string | null;
  /** `"oxc"`: never use the parser of the linted project. */
  readonly cdktfParser?: "auto" | "oxc";
}

/** A comment as ESLint has it. */
export interface EslintComment {
  readonly type: "Line" | "Block";
  readonly value: string;
  readonly range: [number, number];
  readonly loc: Location;
}

/** `Program` as ESLint wants it. */
export interface EslintProgram extends EsNode {
  loc: Location;
  tokens: Token[];
  comments: EslintComment[];
  sourceType: string;
}

/** What ESLint gets from a parser. */
export interface EslintParseResult {
  readonly ast: EslintProgram;
  readonly services: object;
  readonly visitorKeys?: Readonly<Record<string, readonly string[]>>;
  readonly scopeManager?: object;
}

/** A syntax error as ESLint reads it from a parser. */
class EcmaScriptSyntaxError extends SyntaxError {
  constructor(
    message: string,
    /** Offset in UTF-16 units. */
    readonly index: number,
    /** From 1. */
    readonly lineNumber: number,
    /** From 1. */
    readonly column: number,
  ) {
    super(message);
  }
}

interface Parsed {
  readonly program: EslintProgram;
  readonly raw: readonly OxcComment[];
  readonly lines: LineMap;
}

/** Parses, or throws what ESLint shows as a fatal finding. The program has comments and its own location, no more. */
function parseProgram(text: string, options: EcmaScriptParserOptions): Parsed {
  const filename = options.filePath ?? "file.ts";
  // TypeScript decides by content; only JavaScript takes the configured kind at its word.
  const sourceType = isTypeScriptName(filename) ? "module" : (options.sourceType ?? "module");
  const parsed = parseWithOxc(text, filename, sourceType, options.ecmaFeatures?.jsx === true, true);
  const lines = new LineMap(text);
  if (!parsed.ok) {
    const { line, column } = lines.position(parsed.index);
    throw new EcmaScriptSyntaxError(parsed.message, parsed.index, line, column + 1);
  }
  const program = parsed.program as EslintProgram;
  program.sourceType = options.sourceType ?? sourceType;
  program.tokens = [];
  program.comments = parsed.comments.map(({ type, value, start, end }) => ({ type, value, range: [start, end], loc: lines.location(start, end) }));
  program.loc = lines.location(program.start ?? 0, program.end ?? text.length);
  return { program, raw: parsed.comments, lines };
}

/** Adds `loc` to every node, and the tokens. */
function complete(text: string, { program, raw, lines }: Parsed): void {
  const marks = new TokenMarks();
  const nodes: EsNode[] = [program];
  const parents: (EsNode | undefined)[] = [undefined];
  const depths: number[] = [0];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    const parent = parents.pop();
    const depth = depths.pop()!;
    if (depth > MAX_TREE_DEPTH) {
      const { line, column } = lines.position(node.start!);
      throw new EcmaScriptSyntaxError("The code is nested too deeply to be linted", node.start!, line, column + 1);
    }
    (node as { loc?: Location }).loc = lines.location(node.start!, node.end!);
    marks.add(node, parent);
    for (const key in node) {
      if (key === "loc" || key === "range" || key === "comments" || key === "tokens" || key === "parent") continue;
      const child = node[key];
      if (typeof child !== "object" || child === null) continue;
      if (Array.isArray(child)) {
        for (const item of child as (EsNode | null)[]) {
          if (item === null || typeof item !== "object" || typeof item.type !== "string") continue;
          nodes.push(item);
          parents.push(node);
          depths.push(depth + 1);
        }
      } else if (typeof (child as EsNode).type === "string") {
        nodes.push(child as EsNode);
        parents.push(node);
        depths.push(depth + 1);
      }
    }
  }
  program.tokens = tokenize(text, marks, raw, lines);
}

/** Scopes with types, by typescript-eslint's own analysis, which needs no TypeScript. */
function analyzeScopes(program: EslintProgram, options: EcmaScriptParserOptions): object {
  const { analyze } = require("@typescript-eslint/scope-manager") as typeof import("@typescript-eslint/scope-manager");
  const { ecmaFeatures, lib, jsxPragma, jsxFragmentName, sourceType } = options;
  return analyze(program as never, {
    globalReturn: ecmaFeatures?.globalReturn === true,
    impliedStrict: ecmaFeatures?.impliedStrict === true,
    sourceType: sourceType === "module" || sourceType === undefined ? "module" : "script",
    ...(lib ? { lib: [...lib] as never } : {}),
    ...(jsxPragma === undefined ? {} : { jsxPragma }),
    ...(jsxFragmentName === undefined ? {} : { jsxFragmentName }),
  });
}

/**
 * The parser for configurations: everything that rules of any plugin may ask for. Where the linted project
 * itself declares and has typescript-eslint, that parser is used, so that typed rules work in any order of
 * configurations.
 */
export const ecmaScriptParser = {
  meta: { name: "eslint-plugin-cdktf/ecmascript", version },
  parseForESLint(text: string, options: EcmaScriptParserOptions = {}): EslintParseResult {
    const chosen = options.cdktfParser === "oxc" ? undefined : projectParser(options.filePath);
    if (chosen) return chosen.parseForESLint(text, options) as EslintParseResult;
    const parsed = parseProgram(text, options);
    complete(text, parsed);
    const { visitorKeys } = require("@typescript-eslint/visitor-keys") as typeof import("@typescript-eslint/visitor-keys");
    return {
      ast: parsed.program,
      services: {},
      visitorKeys: visitorKeys as Readonly<Record<string, readonly string[]>>,
      scopeManager: analyzeScopes(parsed.program, options),
    };
  },
};

/**
 * The parser for runs with the rules of this plugin only. They read the tree as a whole and ask for no tokens,
 * scopes or visits of single nodes, so none of these is made.
 */
export const lightEcmaScriptParser = {
  meta: { name: "eslint-plugin-cdktf/ecmascript-light", version },
  parseForESLint(text: string, options: EcmaScriptParserOptions = {}): EslintParseResult {
    const { program } = parseProgram(text, options);
    return { ast: program, services: {}, visitorKeys: { Program: [] }, scopeManager: emptyScopeManager(program) };
  },
};
