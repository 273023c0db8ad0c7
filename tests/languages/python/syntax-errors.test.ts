/** Where a file stops being Python, and what is said about it. */
import { describe, expect, it } from "vitest";
import { parsePython } from "../../../src/languages/python/parser.js";

function errorOf(code: string): string {
  const result = parsePython(code);
  return result.ok ? "no error" : result.errors.map(({ line, column, message }) => `${line}:${column} ${message}`).join("\n");
}

describe("syntax errors in Python", () => {
  it.each([
    ["a word too many", "a = 1\nfoo bar\nb = 2\n", "2:5 Invalid Python: unexpected `bar`"],
    ["an argument too many", "x = f(a, b c)\n", "1:12 Invalid Python: unexpected `c`"],
    ["an import that goes no further", "from cdktf_cdktf_p\n\n\nclass S(T):\n    pass\n", "1:19 Invalid Python: the line ends too early"],
    ["a bracket that stays open at the end", "x = 1\ny = (1,\n", "2:5 Invalid Python: `(` is not closed"],
    ["a bracket that stays open before other code", "x = f(\n    a,\n\ndef g():\n    pass\n", "1:6 Invalid Python: `(` is not closed"],
    ["a bracket that closes nothing", "x = f(a))\ny = 1\n", "1:9 Invalid Python: `)` closes nothing"],
    ["a string that stays open", "x = \"abc\ny = 1\n", "1:5 Invalid Python: a string is not closed"],
    ["characters outside of the basic plane before it", "x = \"😀\"\nname = \"😀\" y\n", "2:13 Invalid Python: unexpected `y`"],
  ])("%s", (_, code, expected) => {
    expect(errorOf(code)).toBe(expected);
  });
});

describe("code that is nested beyond all measure", () => {
  it.each([
    ["sums", `x = ${"1 + ".repeat(50_000)}1\n`],
    ["dictionaries", `x = ${'{"a": '.repeat(50_000)}1${"}".repeat(50_000)}\n`],
    ["calls", `x = ${"f(".repeat(50_000)}${")".repeat(50_000)}\n`],
  ])("says so: %s", (_, code) => {
    expect(errorOf(code)).toContain("the code is nested too deeply to be linted");
  });

  it("is read as long as Python could compile it", () => {
    for (const code of [`x = ${"1 + ".repeat(9000)}1\n`, `x = y${".a()".repeat(4000)}\n`, `x = ${"(".repeat(199)}1${")".repeat(199)}\n`]) expect(errorOf(code)).toBe("no error");
  });
});

/** Editors disable a rule with a comment in JavaScript's form, in Python files too: the error says what to write. */
describe("comments in JavaScript's form", () => {
  const hint = "Invalid Python: a comment starts with `#` here; write `# ";

  it.each([
    ["before a statement", "a = 1\n// eslint-disable-next-line cdktf/no-inline-routes\nb = 2\n", `2:1 ${hint}eslint-disable-next-line cdktf/no-inline-routes\``],
    ["before an argument", "f(\n    a,\n    // eslint-disable-next-line cdktf/no-unknown-property\n    b=1,\n)\n", `3:5 ${hint}eslint-disable-next-line cdktf/no-unknown-property\``],
    ["behind a statement", "f(a) // eslint-disable-line cdktf/no-unknown-property\n", `1:6 ${hint}eslint-disable-line cdktf/no-unknown-property\``],
    ["as a block at the top", "/* eslint-disable cdktf/no-inline-routes */\na = 1\n", `1:1 ${hint}eslint-disable cdktf/no-inline-routes\``],
    ["in a block", "class A:\n    def b(self):\n        // eslint-disable-next-line cdktf/no-inline-routes\n        c()\n", `3:9 ${hint}eslint-disable-next-line cdktf/no-inline-routes\``],
  ])("%s", (_, code, expected) => {
    expect(errorOf(code)).toBe(expected);
  });

  it("are not meant where a line is broken for another reason, or in strings", () => {
    expect(errorOf('a = "// eslint-disable-next-line x"\n')).toBe("no error");
    expect(errorOf('a = "// eslint-disable-next-line x"\nb = (1\n')).toBe("2:5 Invalid Python: `(` is not closed");
  });
});
