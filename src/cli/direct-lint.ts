/**
 * Results as ESLint gives them, of files in which nothing is for ESLint to decide: no comment for it, no syntax error,
 * no repair to be made. They are made of the rules' findings alone, and where all files are so ESLint is never loaded.
 */
import type { ESLint, Linter, Rule } from "eslint";
import type { CdktfSettings } from "../project/program-of.js";
import { rules } from "../rules/index.js";
import type { CdktfRule } from "../rules/support/create-rule.js";
import { cleanResult, type GlancedSource } from "./glance.js";
import { withMessages } from "./results.js";

const SEVERITIES: ReadonlyMap<unknown, 0 | 1 | 2> = new Map<unknown, 0 | 1 | 2>([["off", 0], ["warn", 1], ["error", 2], [0, 0], [1, 1], [2, 2]]);

interface ActiveRule {
  readonly id: string;
  readonly rule: CdktfRule;
  readonly severity: 1 | 2;
}

/** What a rule of this plugin reads of its context. */
type Context = Pick<Rule.RuleContext, "id" | "physicalFilename" | "settings" | "options" | "report"> & { readonly sourceCode: GlancedSource };

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
  lint(source: GlancedSource): ESLint.LintResult | undefined {
    try {
      const messages = this.#messages(source);
      if (this.#isFixing && messages.some(({ fix }) => fix)) return undefined;
      return resultOf(source, messages);
    } catch {
      // ESLint meets the same, and says in which file and rule.
      return undefined;
    }
  }

  #messages(source: GlancedSource): Linter.LintMessage[] {
    const messages: Linter.LintMessage[] = [];
    for (const { id, rule, severity } of this.#rules) {
      const context: Context = {
        id,
        sourceCode: source,
        physicalFilename: source.file,
        settings: { cdktf: this.#settings },
        options: (rule.meta?.defaultOptions as unknown[] | undefined) ?? [],
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

function resultOf({ file, text }: GlancedSource, messages: Linter.LintMessage[]): ESLint.LintResult {
  if (messages.length === 0) return cleanResult(file);
  const { usedDeprecatedRules, ...counted } = withMessages(cleanResult(file), messages);
  return { ...counted, source: text, usedDeprecatedRules };
}
