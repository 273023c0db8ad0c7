/**
 * Results as ESLint gives them, of files in which nothing is for ESLint to decide: no comment for it, no syntax error,
 * no repair to be made. They are made of the rules' findings alone, and where all files are so ESLint is never loaded.
 */
import { extname } from "node:path";
import type { ESLint, Linter, Rule } from "eslint";
import { frontEndOf } from "../languages/front-ends.js";
import { LineMap } from "../languages/line-map.js";
import type { SourceModel } from "../model/ir.js";
import type { CdktfSettings, LintedSource } from "../project/program-of.js";
import { keepModel, knownModel, readSource } from "../project/project-files.js";
import { mayBeCdktf } from "../project/relevance.js";
import { rules } from "../rules/index.js";
import type { CdktfRule } from "../rules/support/create-rule.js";
import { recorded, recording } from "../rules/support/recording.js";
import { MAX_LINTED_BYTES } from "./readable.js";
import type { Recorded } from "./recording.js";
import { withMessages } from "./results.js";

/** What may be a comment that ESLint acts upon, or complains about. */
const FOR_ESLINT = /eslint|\/\*\s*(?:globals?|exported)\b/u;

const SEVERITIES: ReadonlyMap<unknown, 0 | 1 | 2> = new Map<unknown, 0 | 1 | 2>([["off", 0], ["warn", 1], ["error", 2], [0, 0], [1, 1], [2, 2]]);

export interface DirectResult {
  readonly result: ESLint.LintResult;
  readonly made: Recorded | undefined;
}

interface ActiveRule {
  readonly id: string;
  readonly rule: CdktfRule;
  readonly severity: 1 | 2;
}

/** What a rule of this plugin reads of its context. */
type Context = Pick<Rule.RuleContext, "id" | "physicalFilename" | "settings" | "options" | "report"> & { readonly sourceCode: DirectSource };

export class DirectLinter {
  readonly #rules: readonly ActiveRule[];
  readonly #settings: CdktfSettings;
  readonly #isFixing: boolean;
  readonly #hasNodeType: boolean;

  /**
   * @param levels of all rules, by full name; without options
   * @param isFixing a file with a repair is then left to ESLint
   * @param eslintVersion whose results these are like
   */
  constructor(levels: Readonly<Record<string, unknown>>, settings: CdktfSettings, isFixing: boolean, eslintVersion: string) {
    this.#rules = Object.entries(rules).flatMap(([name, rule]) => {
      const severity = SEVERITIES.get(levels[`cdktf/${name}`]) ?? 0;
      return severity === 0 ? [] : [{ id: `cdktf/${name}`, rule, severity }];
    });
    this.#settings = settings;
    this.#isFixing = isFixing;
    this.#hasNodeType = eslintVersion.startsWith("9.");
  }

  /**
   * Lints a file.
   *
   * @returns undefined where ESLint has to do it
   */
  lint(file: string): DirectResult | undefined {
    try {
      return this.#lint(file);
    } catch {
      // ESLint meets the same, and says in which file and rule.
      return undefined;
    }
  }

  #lint(file: string): DirectResult | undefined {
    const text = readSource(file, MAX_LINTED_BYTES);
    const isPython = extname(file) === ".py";
    // ESLint takes marks and shebangs out of the text by its own ways; CommonJS is parsed in another mode.
    if (FOR_ESLINT.test(text) || text.startsWith("\uFEFF") || (!isPython && (text.startsWith("#!") || extname(file) === ".cjs"))) return undefined;
    const source = new DirectSource(text, file, isPython);
    const isRelevant = recording(source, () => mayBeCdktf(text, file));
    if (!source.read(isRelevant)) return undefined;
    const messages = isRelevant ? this.#messages(source, file) : [];
    if (this.#isFixing && messages.some(({ fix }) => fix)) return undefined;
    return { result: resultOf(file, text, messages), made: recorded(source) };
  }

  #messages(source: DirectSource, file: string): Linter.LintMessage[] {
    const messages: Linter.LintMessage[] = [];
    for (const { id, rule, severity } of this.#rules) {
      const context: Context = {
        id,
        sourceCode: source,
        physicalFilename: file,
        settings: { cdktf: this.#settings },
        options: structuredClone((rule.meta?.defaultOptions as unknown[] | undefined) ?? []),
        report: (descriptor: Rule.ReportDescriptor) => void messages.push(this.#message(id, rule, severity, descriptor as unknown as Descriptor, source.text)),
      };
      const listeners = rule.create(context as unknown as Rule.RuleContext);
      (listeners["Program"] as () => void)();
    }
    return messages.sort((a, b) => a.line - b.line || a.column - b.column);
  }

  /** A finding with its keys in ESLint's order. */
  #message(ruleId: string, { meta }: CdktfRule, severity: 1 | 2, { loc, messageId, data, fix, suggest }: Descriptor, text: string): Linter.LintMessage {
    const worded = (id: string, values: Values): string => filledIn(meta?.messages?.[id] ?? "", values);
    const merged = fix && merge(fix, text);
    const suggestions = (suggest ?? []).flatMap((one) => {
      const change = merge(one.fix, text);
      return change ? [{ messageId: one.messageId, ...(one.data ? { data: one.data } : {}), fix: change, desc: worded(one.messageId, one.data) }] : [];
    });
    return {
      ruleId,
      severity,
      message: worded(messageId, data),
      line: loc.start.line,
      column: loc.start.column + 1,
      ...(this.#hasNodeType ? { nodeType: null } : {}),
      messageId,
      endLine: loc.end.line,
      endColumn: loc.end.column + 1,
      ...(merged ? { fix: merged } : {}),
      ...(suggestions.length > 0 ? { suggestions } : {}),
    };
  }
}

type Values = Readonly<Record<string, string>> | undefined;
type Fixing = (fixer: { replaceTextRange: (range: [number, number], text: string) => Rule.Fix }) => readonly Rule.Fix[] | null;

/** What a rule of this plugin reports, as `createRule` makes it. */
interface Descriptor {
  readonly loc: { readonly start: Linter.LintMessage; readonly end: Linter.LintMessage };
  readonly messageId: string;
  readonly data?: Record<string, string>;
  readonly fix?: Fixing;
  readonly suggest?: readonly { readonly messageId: string; readonly data?: Record<string, string>; readonly fix: Fixing }[];
}

const fixer = { replaceTextRange: (range: [number, number], text: string): Rule.Fix => ({ range, text }) };

/** Several edits, in order and apart from each other, as the one that ESLint wants. */
function merge(fixing: Fixing, text: string): Rule.Fix | undefined {
  const edits = fixing(fixer);
  const [first] = edits ?? [];
  const last = edits?.at(-1);
  if (!edits || !first || !last) return undefined;
  let merged = "";
  let position = first.range[0];
  for (const edit of edits) {
    merged += text.slice(position, edit.range[0]) + edit.text;
    position = edit.range[1];
  }
  return { range: [first.range[0], last.range[1]], text: merged };
}

function filledIn(text: string, values: Values): string {
  return text.replace(/\{\{([^{}]+?)\}\}/gu, (all, name: string) => values?.[name.trim()] ?? all);
}

function resultOf(filePath: string, text: string, messages: Linter.LintMessage[]): ESLint.LintResult {
  const empty: ESLint.LintResult = { filePath, messages: [], suppressedMessages: [], errorCount: 0, fatalErrorCount: 0, warningCount: 0, fixableErrorCount: 0, fixableWarningCount: 0, usedDeprecatedRules: [] };
  if (messages.length === 0) return empty;
  const { usedDeprecatedRules, ...counted } = withMessages(empty, messages);
  return { ...counted, source: text, usedDeprecatedRules };
}

/** A file as the rules see it. */
class DirectSource implements LintedSource {
  readonly #file: string;
  #lines: LineMap | undefined;
  #lower: ((filename: string) => SourceModel) | undefined;

  constructor(
    readonly text: string,
    file: string,
    readonly isPython: boolean,
  ) {
    this.#file = file;
  }

  get ast(): never {
    throw new Error("no rule reads the tree");
  }

  /** Whether the text can be parsed; the model is made of it only if that is wanted. */
  read(isWanted: boolean): boolean {
    const frontEnd = frontEndOf(this.isPython ? "python" : "ecmascript");
    const known = knownModel(this.#file, this.text);
    if (known) this.#lower = () => known;
    else if (!isWanted) return frontEnd.isWellFormed(this.text, this.#file);
    else this.#lower = frontEnd.parse(this.text, this.#file);
    return this.#lower !== undefined;
  }

  lowered(): SourceModel {
    const model = this.#lower!(this.#file);
    keepModel(this.#file, this.text, model);
    return model;
  }

  getLocFromIndex(offset: number): { line: number; column: number } {
    return (this.#lines ??= new LineMap(this.text, this.isPython)).position(offset);
  }
}
