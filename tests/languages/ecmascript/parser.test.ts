import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import js from "@eslint/js";
import * as typescriptParser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { afterAll, describe, expect, it } from "vitest";
import { nestingBound } from "../../../src/languages/nesting.js";
import { ecmaScriptParser, type EcmaScriptParserOptions, type EslintComment, lightEcmaScriptParser, parseEcmaScript } from "../../../src/languages/ecmascript/parser.js";

const PARSER = ecmaScriptParser as unknown as Linter.Parser;
const LIGHT_PARSER = lightEcmaScriptParser as unknown as Linter.Parser;

function lint(code: string, rules: Linter.RulesRecord, filename = "file.ts", parser = PARSER): string[] {
  const config: Linter.Config = { files: ["**/*.{ts,tsx,js}"], languageOptions: { parser, parserOptions: { cdktfParser: "oxc" } }, rules };
  return new Linter().verify(code, [config], { filename }).map(({ ruleId, line, column, message }) => `${line}:${column} ${ruleId ?? message}`);
}

interface Node {
  type: string;
  range: [number, number];
  loc: { start: { line: number; column: number }; end: { line: number; column: number } };
  [key: string]: unknown;
}

/** Type, range, location and place of every node. */
function outline(root: Node): string[] {
  const rows: string[] = [];
  const stack: [unknown, string][] = [[root, ""]];
  for (let item = stack.pop(); item; item = stack.pop()) {
    const [value, key] = item;
    if (Array.isArray(value)) for (const element of value as unknown[]) stack.push([element, key]);
    else if (typeof value === "object" && value !== null && typeof (value as Node).type === "string") {
      const node = value as Node;
      const { start, end } = node.loc;
      rows.push(`${node.range.join("-")} ${start.line}:${start.column}-${end.line}:${end.column} ${node.type} ${key}`);
      for (const [name, child] of Object.entries(node)) {
        if (!["parent", "loc", "range", "tokens", "comments"].includes(name)) stack.push([child, name]);
      }
    }
  }
  return rows.sort();
}

const SOURCES: Record<string, string> = {
  "stack.ts": `#!/usr/bin/env node
// é😀 comment
import { type A, B as C } from "./a.js"; import fs = require("fs"); export * as ns from "b";
@dec() export class K<T extends object = {}> extends Base<Array<Array<T>>> implements I {
  private readonly x?: string = \`a\${1 + \`n\${2}\`}b\`; static #p = 1; accessor z = 1;
  constructor(private a: string, @inj() public readonly b?: Map<string, Set<number>>) { super(); }
  get v(): number { return this.#p >>> 1; }
  [k: string]: any; static { let q = 1; } override async *gen() { yield* []; await null; }
}
enum E { A = 1, B = "x", 'c-d' = A << 2 }
declare module "foo" { export const x: 1; }
const o = { a, b: 1, ['c']: /re[/]g/giu, default: 3, async f() {}, get g() { return 1 }, ...x } satisfies Rec;
let u = o!.a?.b?.[0]?.(1)!; let t = a ? .5 : b?.5:1; x ??= y ||= z &&= 1; 1_000n; 0xFF; a >>= 1;
function f<const T,>(...args: unknown[]): asserts args is string[] { label: for (const [a, { b = 1, ...c }] of d) continue label; }
type M<T> = T extends (infer U extends string)[] ? { readonly [K in keyof T as \`x\${K & string}\`]-?: T[K] } : never;
let g: Array<Array<number>>=[]; new Foo<Bar<Baz>>(); let q = <T>v; let r = a / b / c; if (x) /re/.test(y);
let { type, of, as, from } = p; let s = 'a\\
b'; import.meta.url; o.default; o.import;`,
  "crlf.mts": "// one\r\nexport const a = '😀';\r\n/* two\r\n lines */ let b: string\u2028let c = 1;\r\n",
  "view.tsx": `const el = <div a="x" {...p} b={1}>text {/* c */} {v} <A.B<string> c /> <></> 'quote" </div>;`,
  "empty.ts": "// nothing\n",
  "plain.js": "const f = async (a, { b = 1 } = {}, ...c) => { for await (const x of y) z(`t${x}`); }; module.exports = f;",
};

describe("as an ESLint parser", () => {
  it.each(Object.entries(SOURCES))("gives the tree and tokens of @typescript-eslint/parser: %s", (filePath, source) => {
    const text = source.replace(/^#!/u, "//");
    const options = { filePath, sourceType: "module", cdktfParser: "oxc" } as const;
    const theirs = typescriptParser.parseForESLint(text, options);
    const ours = ecmaScriptParser.parseForESLint(text, options);
    expect(outline(ours.ast as unknown as Node)).toEqual(outline(theirs.ast as unknown as Node));
    const flat = (tokens: readonly Pick<EslintComment, "value" | "range" | "loc">[]): string[] =>
      tokens.map(({ value, range, loc: { start, end }, ...token }) =>
        JSON.stringify([(token as { type?: string }).type, value, range, start.line, start.column, end.line, end.column]),
      );
    expect(flat(ours.ast.tokens)).toEqual(flat(theirs.ast.tokens ?? []));
    expect(flat(ours.ast.comments)).toEqual(flat(theirs.ast.comments ?? []));
    expect(ours.ast.sourceType).toBe(theirs.ast.sourceType);
  });

  it("lets core rules see scopes, types included", () => {
    const code = `
import { type Used, Unused } from "m";
type E = string;
type Local<T> = T | undefined;
export function f(this: Unknown, p: Used, q: Local<E>): Promise<void> { return missing(p, q); }
declare const d: number;
export abstract class K<T> { constructor(private readonly a: T) {} abstract m(x: string): void }
namespace N { export const v = d }
export { N };
`;
    const rules: Linter.RulesRecord = { "no-unused-vars": ["error", { args: "none" }], "no-undef": "error", "no-redeclare": "error", "no-shadow": "error" };
    const found = lint(code, rules);
    expect(found).toEqual(["2:21 no-unused-vars", "5:25 no-undef", "5:80 no-undef"]);
    expect(found).toEqual(lint(code, rules, "file.ts", typescriptParser as unknown as Linter.Parser));
  });

  it("lets core rules see tokens", () => {
    const code = `const a: Map<string, Set<number>> = new Map()\nconst b = 'x' as const;\nconst c = a ?.get(b) ;\n`;
    const found = lint(code, { semi: "error", quotes: ["error", "double"], "no-multi-spaces": "error", "semi-spacing": "error", "space-infix-ops": "error" });
    expect(found).toEqual(["1:46 semi", "2:11 quotes", "3:21 semi-spacing"]);
  });

  it("passes the recommended rules on decorators, generics, satisfies and JSX", () => {
    const code = `@dec class A<T = {}> { @prop x = 1 satisfies T; }\nexport const e = <A x={1}>t</A>;\nfunction dec() {} function prop() {}\nexport { A };\n`;
    const messages = new Linter().verify(
      code,
      [js.configs.recommended, { files: ["**/*.tsx"], languageOptions: { parser: PARSER, parserOptions: { cdktfParser: "oxc" } } }],
      { filename: "a.tsx" },
    );
    expect(messages).toEqual([]);
  });

  it.each([["complete", PARSER], ["light", LIGHT_PARSER]])("understands disable comments, whatever precedes them: %s", (_, parser) => {
    const rule: Linter.RulesRecord = { "eol-last": ["error", "never"], "unicode-bom": "error" };
    expect(lint("\uFEFF// 😀\r\nlet a: 1;\n", rule, "a.ts", parser)).toEqual(["1:1 unicode-bom", "2:10 eol-last"]);
    expect(lint("#!/usr/bin/env node\n/* eslint-disable eol-last */\nlet a: 1;\n", rule, "a.ts", parser)).toEqual([]);
    expect(lint("let a: 1; // eslint-disable-line eol-last -- because\n", rule, "a.ts", parser)).toEqual([]);
  });

  it.each([
    ["const a = ;\n", "1:11 Parsing error: Unexpected token"],
    ["let s = '😀';\r\n  class {", "2:10 Parsing error: "],
    ["const x;", "1:7 Parsing error: "],
    ["f(", "1:3 Parsing error: "],
  ])("reports a syntax error where it stands: %j", (code, expected) => {
    for (const parser of [PARSER, LIGHT_PARSER]) {
      const found = lint(code, {}, "a.ts", parser);
      expect(found).toHaveLength(1);
      expect(found[0]).toContain(expected);
    }
  });

  it("accepts scripts and CommonJS as TypeScript does", () => {
    expect(lint("if (done) return; function done() {}", {})).toEqual([]);
    expect(lint("const await = 1;", {})).toEqual([]);
    expect(lint("if (done) return;", {}, "a.js")).toEqual([]);
  });

  it("ends deep nesting with a finding, not with the process", () => {
    const shapes: [string, string, string, number][] = [["[", "", "]", 3000], ["[", "", "]", 50_000], ["1+", "1", "", 50_000], ["{a:", "1", "}", 30_000]];
    for (const [open, inner, close, depth] of shapes) {
      const [found] = lint(`x = ${open.repeat(depth)}${inner}${close.repeat(depth)};`, {});
      expect(found).toContain("nested too deeply");
    }
    expect(lint(`x = ${"a(".repeat(400)}1${")".repeat(400)};`, js.configs.recommended.rules as Linter.RulesRecord).join()).not.toContain("nested");
  }, 120_000);

  it("does not take ordinary long files for deep ones", () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `const a${index} = { b: [c + ${index}, "x (y"], d: f => f.g() }\nif (a${index}) {\n  run(a${index})\n}`);
    expect(nestingBound(lines.join("\n"))).toBeLessThan(200);
  });
});

describe("parseEcmaScript", () => {
  it("gives offsets in UTF-16 units", () => {
    const text = "#!/bin/x\n// 😀\nconst a: string = '😀'; b();";
    const parsed = parseEcmaScript(text, "a.ts");
    expect(parsed.ok).toBe(true);
    if (!parsed.ok) return;
    const statements = parsed.program["body"] as { start: number; end: number }[];
    expect(text.slice(statements[1]!.start, statements[1]!.end)).toBe("b();");
  });

  it("chooses the language by the name of the file", () => {
    expect(parseEcmaScript("const a = <T>(x as any);", "a.ts").ok).toBe(true);
    expect(parseEcmaScript("const a = <b>text</b>;", "a.tsx").ok).toBe(true);
    expect(parseEcmaScript("const a = <b>text</b>;", "a.js").ok).toBe(true);
    expect(parseEcmaScript("const a: string = 1;", "a.js").ok).toBe(false);
    expect(parseEcmaScript("declare const a: string; export {};", "a.d.ts").ok).toBe(true);
    expect(parseEcmaScript("return 1;", "a.cjs").ok).toBe(true);
  });

  it("says where a syntax error is", () => {
    expect(parseEcmaScript("let a = ;", "a.ts")).toMatchObject({ ok: false, index: 8, message: "Unexpected token" });
  });
});

describe("the parser of the linted project", () => {
  const root = mkdtempSync(join(tmpdir(), "cdktf-parser-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  function project(name: string, manifest: object, parserSource?: string): string {
    const folder = join(root, name);
    mkdirSync(join(folder, "src"), { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    if (parserSource !== undefined) {
      const parser = join(folder, "node_modules", "@typescript-eslint", "parser");
      mkdirSync(parser, { recursive: true });
      writeFileSync(join(parser, "package.json"), JSON.stringify({ name: "@typescript-eslint/parser", main: "index.js" }));
      writeFileSync(join(parser, "index.js"), parserSource);
      symlinkSync(join(import.meta.dirname, "../../../node_modules/typescript"), join(folder, "node_modules", "typescript"));
    }
    return join(folder, "src", "a.ts");
  }

  const MARKED = `exports.parseForESLint = (text, options) => ({ ast: { type: "Program", marked: options.project } });`;
  const parse = (filePath: string, more: object = {}): { marked?: unknown; body?: unknown } =>
    ecmaScriptParser.parseForESLint("let a = 1;", { filePath, ...more } as EcmaScriptParserOptions).ast as { marked?: unknown; body?: unknown };

  it("is used with the options given where the project declares it", () => {
    const file = project("declared", { devDependencies: { "typescript-eslint": "^8" } }, MARKED);
    expect(parse(file, { project: "tsconfig.json" }).marked).toBe("tsconfig.json");
  });

  it("is not used when the options say so", () => {
    const file = project("switched-off", { devDependencies: { "@typescript-eslint/parser": "^8" } }, MARKED);
    expect(parse(file, { cdktfParser: "oxc" }).body).toHaveLength(1);
  });

  it("is found from a package of a workspace", () => {
    const file = project("workspace", { devDependencies: { "typescript-eslint": "^8" } }, MARKED);
    const inner = join(file, "../../packages/p/src/a.ts");
    mkdirSync(join(inner, ".."), { recursive: true });
    writeFileSync(join(inner, "../../package.json"), "{}");
    expect(parse(inner, { project: true }).marked).toBe(true);
  });

  it.each([
    ["undeclared", {}, MARKED],
    ["missing", { devDependencies: { "typescript-eslint": "^8" } }, undefined],
    ["refusing its TypeScript", { devDependencies: { "typescript-eslint": "^8" } }, "throw new Error('unsupported TypeScript');"],
  ])("is left aside when it is %s", (name, manifest, source) => {
    expect(parse(project(name, manifest, source)).body).toHaveLength(1);
  });
});
