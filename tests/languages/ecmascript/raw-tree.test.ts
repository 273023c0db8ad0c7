/** Trees that are made of the parser's memory, held against those that its package makes of JSON. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParserOptions, type ParseResult, parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";
import { parseEcmaScript } from "../../../src/languages/ecmascript/oxc.js";
import { makeTreesRaw, parsedRaw } from "../../../src/languages/ecmascript/raw-tree.js";

const OPTIONS = { lang: "ts", astType: "ts", range: false, preserveParens: false, sourceType: "module" } as const satisfies ParserOptions;
const ROOT = join(import.meta.dirname, "../../..");

/** Texts in which a position, a string or a value is easily got wrong. */
const TEXTS: Readonly<Record<string, string>> = {
  "an empty file": "",
  "ASCII alone": 'const a = { b: "c", [d]: `e${f}` };\n',
  "letters of two, three and four bytes": 'const größe = "ä€😀"; // é\nconst 日本 = `😀${größe}é`; f("x");\n',
  "escapes": 'const a = "\\u{1F600}\\n\\x41\\0\\u2028"; const b = `\\u{41}\\``; const \\u0061bc = 1;\n',
  "lone surrogates": 'const a = "\\uD83D"; const b = "x\\uDE00y"; const c = `\\uD800`;\n',
  "numbers, big ones and regular expressions": "const a = [0x1F, 1e21, .5, 1_000n, 0b11n, /a[/]b/giu, /(?<year>\\d{4})/v];\n",
  "types": "export abstract class A<T extends B = C> extends D<T[]> implements E { declare x?: string; constructor(private readonly y: number, z?: Map<string, Set<T>>) { super(); } get v(): T { return this.w!; } }\n",
  "decorators, enums and namespaces": "@dec({ a: 1 }) class A { @inj() b: string; } enum E { A = 1, 'b-c' = A << 2 } declare module 'm' { export const x: 1 }\nnamespace N.M { export type T = typeof import('x') }\n",
  "imports and exports": 'import a, { type b as c } from "a"; import * as d from "b" with { type: "json" }; import e = require("c"); export * as f from "d"; export { a as "g h" }; export default c; export = d;\n',
  "chains and assertions": "a?.b?.[c]?.(d)!; (e as F).g; <H>i; j satisfies K; l ??= m; await n; for await (const o of p) q: for (;;) continue q;\n",
  "comments": "/* a */ // b 😀\nf(/* c */);\n/** d */\n",
};

/** All of what was parsed, in the order in which the package gives it. */
function whole({ program, comments, errors }: ParseResult): unknown {
  return { program, comments, errors };
}

function raw(text: string, options: ParserOptions = OPTIONS): ParseResult {
  const result = parsedRaw<ParseResult>("a.ts", text, options);
  if (!result) throw new Error("not parsed");
  return result;
}

// Not before it is wanted, and the first ones are left to JSON.
for (let count = 0; count < 10; count++) parsedRaw("a.ts", "", OPTIONS);
const before = parsedRaw("a.ts", "", OPTIONS);
makeTreesRaw();
for (let count = 0; count < 10; count++) parsedRaw("a.ts", "", OPTIONS);

describe("trees made of the parser's memory", () => {
  it.each(Object.entries(TEXTS))("are those of JSON: %s", (_, text) => {
    for (const lang of ["ts", "tsx"] as const) {
      const options = { ...OPTIONS, lang };
      expect(whole(raw(text, options))).toEqual(whole(parseSync("a.ts", text, options)));
    }
    // The entry of this plugin takes whichever it wants to.
    const parsed = parseEcmaScript(text, "a.ts");
    if (parsed.ok) expect(parsed.program).toEqual(parseSync("a.ts", text, OPTIONS).program);
  });

  it("are those of JSON for every TypeScript file of this project", () => {
    const files = ["src", "tests", "scripts", "bench"].flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => join(ROOT, folder, name)));
    const sources = files.filter((file) => /\.(?:m?ts|mjs)$/u.test(file) && !/node_modules|generated/u.test(file));
    expect(sources.length).toBeGreaterThan(300);
    for (const file of sources) {
      const text = readFileSync(file, "utf8");
      const lang = file.endsWith(".mjs") ? "jsx" : "ts";
      const [ours, theirs] = [raw(text, { ...OPTIONS, lang }), parseSync("a.ts", text, { ...OPTIONS, lang })].map((result) => JSON.stringify(whole(result), literal));
      // Not `toBe`, which would print both.
      expect(ours === theirs, file).toBe(true);
    }
  });

  it("differ where an optional parameter with a decorator begins, and in nothing else", () => {
    const text = "class A { m(@dec() a?: string) {} }";
    const [ours, theirs] = [raw(text), parseSync("a.ts", text, OPTIONS)].map((result) => JSON.stringify(whole(result)));
    expect(ours).not.toBe(theirs);
    expect(ours).toBe(theirs!.replace('"start":12,"end":29', '"start":19,"end":29'));
  });

  it("are those of JSON however deep", () => {
    for (const text of [`f(${"[".repeat(300)}${"]".repeat(300)});`, `a = ${"b + ".repeat(300)}c;`, `${"if (a) { ".repeat(300)}${"}".repeat(300)}`, `a${".b()".repeat(300)};`]) {
      expect(JSON.stringify(raw(text).program) === JSON.stringify(parseSync("a.ts", text, OPTIONS).program)).toBe(true);
    }
  });

  it("have the same errors where a text is wrong", () => {
    for (const text of ["const = 1;", "f(", "const é = ;", "export const a: number;", "f(😀"]) {
      expect(raw(text).errors).toEqual(parseSync("a.ts", text, OPTIONS).errors);
      expect(raw(text).errors, text).not.toEqual([]);
    }
  });

  it("stay as they are when another text is parsed", () => {
    const first = raw('const a = "one";');
    const before = JSON.stringify(first.program);
    raw(`const b = [${"2, ".repeat(5000)}];`);
    expect(JSON.stringify(first.program)).toBe(before);
  });

  it("are not made where nobody wants them: an editor's server would stop for taking the addresses", () => {
    expect(before).toBeUndefined();
  });

  it("are not made of texts whose memory would never be given back", () => {
    expect(parsedRaw("a.ts", " ".repeat(300_000), OPTIONS)).toBeUndefined();
    expect(parseEcmaScript(`const a = 1;${" ".repeat(300_000)}`, "a.ts").ok).toBe(true);
  });
});

/** What JSON has no words for. */
function literal(_: string, value: unknown): unknown {
  return typeof value === "bigint" || value instanceof RegExp ? String(value) : value;
}
