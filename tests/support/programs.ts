/** Whole programs under all rules: the snapshot shows each finding with its place and message, and what becomes of the program. */
import type { Linter } from "eslint";
import { expect, it } from "vitest";
import plugin from "../../src/index.js";
import { fix, frames, lint, type TestedLanguage } from "./lint.js";

const ALL: Linter.RulesRecord = {
  ...Object.fromEntries(Object.keys(plugin.rules).map((rule) => [`cdktf/${rule}`, "error" as const])),
  // Advice about whole stacks; the programs here are fragments.
  "cdktf/require-stack-outputs": "off",
};

/** The lines of a text that an edit made or changed, with a mark before each. */
function changed(before: string, after: string): string {
  const [old, lines] = [before.split("\n"), after.split("\n")];
  const start = lines.findIndex((line, at) => line !== old[at]);
  let end = 0;
  while (end < Math.min(old.length, lines.length) - start && old.at(-1 - end) === lines.at(-1 - end)) end++;
  return lines.slice(start, lines.length - end).map((line, at) => `${start + at + 1}+ ${line}`).join("\n");
}

/** What each suggestion makes of the lines that it changes. */
function suggested(code: string, messages: readonly Linter.LintMessage[]): string {
  const all = messages.flatMap(({ suggestions = [] }) => suggestions);
  return all.map(({ desc, fix: { range, text } }) => `\nsuggested: ${desc}\n${changed(code, code.slice(0, range[0]) + text + code.slice(range[1]))}\n`).join("");
}

/**
 * Declares a test for each program.
 *
 * @param prelude put before every program, on lines of its own
 * @param rules levels of rules that are others than all on
 * @param settings of this plugin: the versions in use
 */
export function testPrograms(language: TestedLanguage, prelude: string, programs: Readonly<Record<string, string>>, rules: Linter.RulesRecord = {}, settings: object = {}): void {
  const options = { settings: { cdktf: settings } };
  it.each(Object.entries(programs))(`${language}: %s`, (_, program) => {
    const code = prelude + program;
    const messages = lint(code, language, { ...ALL, ...rules }, options);
    const fixed = fix(code, language, { ...ALL, ...rules }, options);
    expect(`\n${program}\n\n${frames(code, messages)}\n${fixed === code ? "" : `\nfixed:\n${changed(code, fixed)}\n`}${suggested(code, messages)}`).toMatchSnapshot();
    expect(fix(fixed, language, { ...ALL, ...rules }, options)).toBe(fixed);
  });
}
