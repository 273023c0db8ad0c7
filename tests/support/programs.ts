/** Whole programs under all rules: the snapshot shows each finding with its place and message, and what becomes of the program. */
import type { Linter } from "eslint";
import { expect, it } from "vitest";
import plugin from "../../src/index.js";
import { fix, frames, lint, suggested, type LintOptions, type TestedLanguage } from "./lint.js";

const ALL: Linter.RulesRecord = {
  ...Object.fromEntries(Object.keys(plugin.rules).map((rule) => [`cdktf/${rule}`, "error" as const])),
  // Advice about whole stacks; the programs here are fragments.
  "cdktf/require-stack-outputs": "off",
};

/**
 * Declares a test for each program.
 *
 * @param prelude put before every program, on lines of its own
 */
export function testPrograms(language: TestedLanguage, prelude: string, programs: Readonly<Record<string, string>>, options: LintOptions = {}): void {
  it.each(Object.entries(programs))(`${language}: %s`, (_, program) => {
    const code = prelude + program;
    const messages = lint(code, language, ALL, options);
    const fixed = fix(code, language, ALL, options);
    expect(`\n${program}\n\n${frames(code, messages)}\n${fixed === code ? "" : `\nfixed:\n${fixed}\n`}${suggested(code, messages)}`).toMatchSnapshot();
    expect(fix(fixed, language, ALL, options)).toBe(fixed);
  });
}
