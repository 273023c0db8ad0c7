/** Lints text with the real ESLint and shows findings as a person would read them. */
import { isAbsolute, parse } from "node:path";
import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../../src/index.js";
import { recorded, startRecording } from "../../src/rules/support/recording.js";

export type TestedLanguage = "typescript" | "python";

const FILENAMES: Readonly<Record<TestedLanguage, string>> = { typescript: "stack.ts", python: "stack.py" };

/** The configuration with one rule on, or the given levels. */
function configFor(rules: Linter.RulesRecord, settings: Record<string, unknown> = {}): Linter.Config[] {
  return [
    ...plugin.configs.recommended.map(({ rules: _, ...config }) => config),
    { files: ["**/*"], settings },
    ...plugin.configs.recommended.filter((config) => config.rules).map((config) => ({ files: config.files ?? [], rules })),
  ];
}

export interface LintOptions {
  readonly filename?: string;
  readonly settings?: Record<string, unknown>;
}

/** Code to lint, in a certain way or with options of the rule. */
export type RuleCase = string | (LintOptions & { readonly code: string; readonly rule?: object });

/** ESLint takes files of its own folder only. */
function linterFor({ filename = "" }: LintOptions): Linter {
  return new Linter({ configType: "flat", ...(isAbsolute(filename) ? { cwd: parse(filename).root } : {}) });
}

/** All findings of some rules on a text. */
export function lint(code: string, language: TestedLanguage, rules: Linter.RulesRecord, options: LintOptions = {}): Linter.LintMessage[] {
  return linterFor(options).verify(code, configFor(rules, options.settings), { filename: options.filename ?? FILENAMES[language] });
}

/** The same, with what the findings rest on, one a line, as `--format json` has it. */
function lintWithFacts(code: string, language: TestedLanguage, rules: Linter.RulesRecord, options: LintOptions): { messages: Linter.LintMessage[]; facts: string } {
  const linter = linterFor(options);
  startRecording("facts");
  const messages = linter.verify(code, configFor(rules, options.settings), { filename: options.filename ?? FILENAMES[language] });
  const known = recorded(linter.getSourceCode())?.facts ?? [];
  return { messages, facts: known.map(({ ruleId, messageId, line, column, facts }) => `${line}:${column} ${ruleId} ${messageId} ${JSON.stringify(facts)}`).join("\n") };
}

/** The text after all fixes. */
export function fix(code: string, language: TestedLanguage, rules: Linter.RulesRecord, options: LintOptions = {}): string {
  return linterFor(options).verifyAndFix(code, configFor(rules, options.settings), { filename: options.filename ?? FILENAMES[language] }).output;
}

/** Findings with the lines that they stand on, marked. */
export function frames(code: string, messages: readonly Linter.LintMessage[]): string {
  const lines = code.split("\n");
  return messages
    .map((message) => {
      if (message.line < 1) throw new Error(message.message);
      const line = lines[message.line - 1] ?? "";
      const end = message.endLine === message.line ? (message.endColumn ?? message.column + 1) : line.length + 1;
      const marker = `${" ".repeat(message.column - 1)}${"^".repeat(Math.max(1, end - message.column))}`;
      return `${message.line}:${message.column} ${message.ruleId ?? "fatal"}\n| ${line}\n| ${marker}\n${message.message}`;
    })
    .join("\n\n");
}

/** What each suggestion makes of the text. */
function suggested(code: string, messages: readonly Linter.LintMessage[]): string {
  return messages
    .flatMap((message) => message.suggestions ?? [])
    .map(({ desc, fix: { range, text } }) => `\nsuggested: ${desc}\n${code.slice(0, range[0])}${text}${code.slice(range[1])}`)
    .join("");
}

export interface RuleCases {
  readonly valid: readonly RuleCase[];
  readonly invalid: readonly RuleCase[];
}

/** Removes the indentation that all lines share, so that cases can be written inside tests. */
function dedent(text: string): string {
  const lines = text.replace(/^\n/u, "").trimEnd().split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */u.exec(line)?.[0].length ?? 0);
  const shared = Math.min(...indents);
  return `${lines.map((line) => line.slice(shared)).join("\n")}\n`;
}

/**
 * Declares the tests of one rule: valid code gives nothing, invalid code gives what the snapshot shows
 * (place, message and the text after `--fix`).
 */
export function testRule(name: string, cases: Readonly<Record<TestedLanguage, RuleCases>>): void {
  for (const language of ["typescript", "python"] as const) {
    const rulesFor = (rule: object | undefined): Linter.RulesRecord => ({ [`cdktf/${name}`]: rule ? ["error", rule] : "error" });
    describe(`${name} in ${language}`, () => {
      cases[language].valid.forEach((entry, position) => {
        const { code, rule, ...options } = typeof entry === "string" ? { code: entry, rule: undefined } : entry;
        const rules = rulesFor(rule);
        const text = dedent(code);
        it(`valid ${position + 1}: ${title(text)}`, () => {
          expect(frames(text, lint(text, language, rules, options))).toBe("");
        });
      });
      cases[language].invalid.forEach((entry, position) => {
        const { code, rule, ...options } = typeof entry === "string" ? { code: entry, rule: undefined } : entry;
        const rules = rulesFor(rule);
        const text = dedent(code);
        it(`invalid ${position + 1}: ${title(text)}`, () => {
          const { messages, facts } = lintWithFacts(text, language, rules, options);
          expect(messages.length).toBeGreaterThan(0);
          const fixed = fix(text, language, rules, options);
          expect(`\n${text}\n${frames(text, messages)}\n${fixed === text ? "" : `\nfixed:\n${fixed}`}${suggested(text, messages)}`).toMatchSnapshot();
          expect(`\n${facts}\n`).toMatchSnapshot("facts");
          // A fix that would be fixed again would go round in circles.
          expect(fix(fixed, language, rules, options)).toBe(fixed);
        });
      });
    });
  }
}

/** The line that tells most about a case: its first that is no import. */
function title(code: string): string {
  const lines = code.split("\n").map((line) => line.trim());
  return (lines.find((line) => line !== "" && !/^(?:import|from) /u.test(line)) ?? lines[0] ?? "").slice(0, 90);
}
