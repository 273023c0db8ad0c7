/** Tables of ways to write a program: each is tried with a fault, which is found, and without it, which is silent. */
import type { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../../src/index.js";
import { frames, lint, type TestedLanguage } from "./lint.js";
import { testProject } from "./project.js";

const ALL: Linter.RulesRecord = {
  ...Object.fromEntries(Object.keys(plugin.rules).map((rule) => [`cdktf/${rule}`, "error" as const])),
  // Advice about whole stacks; the programs here are fragments.
  "cdktf/require-stack-outputs": "off",
};

export interface Shape {
  /** With `«»` around everything that is found; `§` stands for a value that is wrong in one run and right in the other. */
  readonly code: string;
  /** The same without the fault, where it takes more than another value for `§`. */
  readonly right?: string;
  /** Other files of the project, in which `§` stands for the same value. */
  readonly files?: Readonly<Record<string, string>>;
  /** A part of the message of each finding. */
  readonly says?: string;
  /** Wrong and right value of `§`. */
  readonly values?: readonly [string, string];
}

export interface ShapeTable {
  readonly language: TestedLanguage;
  /** Put before every program. */
  readonly prelude: string;
  readonly values: readonly [string, string];
  readonly says: string;
}

/** `line:column-line:column` of everything between `«` and `»`, and the text without them. */
function unmarked(marked: string): { code: string; places: string[] } {
  const places: string[] = [];
  let code = "";
  let start = "";
  const here = (): string => `${code.split("\n").length}:${code.length - code.lastIndexOf("\n")}`;
  for (const character of marked) {
    if (character === "«") start = here();
    else if (character === "»") places.push(`${start}-${here()}`);
    else code += character;
  }
  return { code, places };
}

/** Declares two tests for each shape: what is marked is found and nothing else, and the right program is silent. */
export function testShapes({ language, prelude, values, says }: ShapeTable, shapes: Readonly<Record<string, string | Shape>>): void {
  const project = testProject();
  const file = language === "python" ? "stack.py" : "stack.ts";
  const run = (code: string, files: Shape["files"], value: string): Linter.LintMessage[] => {
    const others = Object.entries(files ?? {}).map(([name, text]) => [name, text.replaceAll("§", value)]);
    project.write({ ...(language === "python" ? { "requirements.txt": "" } : { "package.json": "{}" }), ...Object.fromEntries(others) as Record<string, string>, [file]: code });
    return lint(code, language, ALL, { filename: `${project.root}/${file}` });
  };
  describe.each(Object.entries(shapes))(`${language}: %s`, (_, entry) => {
    const shape: Shape = typeof entry === "string" ? { code: entry } : entry;
    const [wrong, right] = shape.values ?? values;

    it("is found", () => {
      const { code, places } = unmarked(prelude + shape.code.replaceAll("§", wrong));
      expect(places.length).toBeGreaterThan(0);
      const messages = run(code, shape.files, wrong);
      const found = messages.map((one) => `${one.line}:${one.column}-${one.endLine ?? 0}:${one.endColumn ?? 0}`);
      expect(found, frames(code, messages)).toEqual(places);
      for (const { message } of messages) expect(message).toContain(shape.says ?? says);
    });

    it("is silent where right", () => {
      const { code } = unmarked(prelude + (shape.right ?? shape.code).replaceAll("§", right));
      expect(frames(code, run(code, shape.files, right))).toBe("");
    });
  });
}

/** Declares a test for each program of which nothing is known for sure, although it looks wrong: it is silent. */
export function testSilence(language: TestedLanguage, prelude: string, programs: Readonly<Record<string, string | Shape>>): void {
  const project = testProject();
  const file = language === "python" ? "stack.py" : "stack.ts";
  it.each(Object.entries(programs))(`${language}: nothing is known of %s`, (_, entry) => {
    const { code, files = {} } = typeof entry === "string" ? { code: entry } : entry;
    const text = prelude + code;
    project.write({ ...(language === "python" ? { "requirements.txt": "" } : { "package.json": "{}" }), ...files, [file]: text });
    expect(frames(text, lint(text, language, ALL, { filename: `${project.root}/${file}` }))).toBe("");
  });
}
