/** The documentation: a page for each rule, examples that the linter judges as the pages say, tables that are current. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../src/index.js";
import { frames } from "./support/lint.js";

const ROOT = join(import.meta.dirname, "..");
const PAGES = join(ROOT, "docs", "rules");
const RULES = Object.keys(plugin.rules);
const SECTIONS = ["What it does", "Why it matters", "Wrong", "Right", "When to turn it off"];
const DOCUMENTS = [
  ...["README.md", "eslint-plugin.md"],
  ...readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`),
  ...RULES.map((rule) => `docs/rules/${rule}.md`),
];

interface Example {
  readonly language: "ts" | "python";
  readonly code: string;
}

/** Texts of the sections of the second level, by title. */
function sectionsOf(markdown: string): ReadonlyMap<string, string> {
  const parts = markdown.split(/^## (.+)$/mu).slice(1);
  return new Map(parts.flatMap((part, at) => (at % 2 === 0 ? [[part.trim(), parts[at + 1] ?? ""] as const] : [])));
}

function examplesOf(section: string): Example[] {
  return [...section.matchAll(/^```(ts|python)\n(.*?)^```$/gmsu)].map(([, language, code]) => ({ language: language as Example["language"], code: code ?? "" }));
}

/** All findings in the `strict` configuration. */
function strictFindings({ language, code }: Example): Linter.LintMessage[] {
  return new Linter({ configType: "flat" }).verify(code, plugin.configs.strict, { filename: language === "ts" ? "stack.ts" : "stack.py" });
}

describe("the pages of the rules", () => {
  it("belong to a rule each", () => {
    expect(readdirSync(PAGES).sort()).toEqual(RULES.map((rule) => `${rule}.md`).sort());
  });

  describe.each(RULES)("%s", (rule) => {
    const page = readFileSync(join(PAGES, `${rule}.md`), "utf8");
    const sections = sectionsOf(page);
    const wrong = examplesOf(sections.get("Wrong") ?? "");
    const right = examplesOf(sections.get("Right") ?? "");

    it("has the title and the sections that every page has, none of them empty", () => {
      expect(page.startsWith(`# cdktf/${rule}\n`)).toBe(true);
      const hasOptions = (plugin.rules[rule]?.meta?.schema as unknown[]).length > 0;
      expect([...sections.keys()]).toEqual(hasOptions ? SECTIONS.toSpliced(-1, 0, "Options") : SECTIONS);
      for (const [title, text] of sections) expect(text.trim(), title).not.toBe("");
    });

    it("shows options that the rule takes, all of them", () => {
      const [schema] = plugin.rules[rule]?.meta?.schema as { properties: object }[];
      const shown = [...(sections.get("Options") ?? "").matchAll(/^```js\n(.*?)^```$/gmsu)].map(([, code]) => code ?? "");
      const used = shown.flatMap((code) => {
        const entry = JSON.parse(code.replace(/^"[^"]+": /u, "").replace(/(\w+):(?= )/gu, '"$1":')) as [Linter.RuleSeverity, object];
        new Linter({ configType: "flat" }).verify("", [...plugin.configs.strict, { plugins: { cdktf: plugin as never }, rules: { [`cdktf/${rule}`]: entry } }], { filename: "stack.ts" });
        return Object.keys(entry[1]);
      });
      expect(used.sort()).toEqual(Object.keys(schema?.properties ?? {}).sort());
    });

    it("shows both languages", () => {
      expect(new Set(right.map(({ language }) => language))).toEqual(new Set(["ts", "python"]));
      expect(new Set(wrong.map(({ language }) => language))).toEqual(new Set(rule === "no-dropped-block-keys" ? ["python"] : ["ts", "python"]));
    });

    it.each(wrong)("has a finding of this rule and no other in each wrong example ($language)", (example) => {
      const messages = strictFindings(example);
      expect([...new Set(messages.map(({ ruleId }) => ruleId))], frames(example.code, messages)).toEqual([`cdktf/${rule}`]);
    });

    it.each(right)("has no finding in the right examples ($language)", (example) => {
      expect(frames(example.code, strictFindings(example))).toBe("");
    });
  });
});

describe("the documents", () => {
  it("have what the rules say of themselves, as `npm run docs` writes it", async () => {
    const { documents } = (await import(join(ROOT, "scripts", "docs.mjs"))) as { documents: (of: typeof plugin) => { file: string; current: string; wanted: string }[] };
    for (const { file, current, wanted } of documents(plugin)) expect(current, `${file} is not current; run \`npm run docs\``).toBe(wanted);
  });

  it.each(DOCUMENTS)("%s links to files that exist", (file) => {
    const text = readFileSync(join(ROOT, file), "utf8").replace(/```.*?```/gsu, "");
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target]) => target ?? "").filter((target) => !/^(?:https?:|#)/u.test(target));
    const broken = targets.filter((target) => !existsSync(join(ROOT, dirname(file), target.replace(/#.*$/u, ""))));
    expect(broken).toEqual([]);
  });

  it("show messages in the manual as the rules give them", () => {
    const manual = sectionsOf(readFileSync(join(ROOT, "eslint-plugin.md"), "utf8")).get("Ten messages") ?? "";
    const golden = ["typescript", "python"].map((language) => readFileSync(join(ROOT, "tests", "golden", `streaming-stack-${language}-flawed.txt`), "utf8")).join("\n");
    const snapshots = RULES.map((rule) => readFileSync(join(ROOT, "tests", "rules", "__snapshots__", `${rule}.test.ts.snap`), "utf8")).join("\n").replaceAll("\\`", "`");
    const shown = [...manual.matchAll(/^ {3,4}> (.+)$/gmu)].map(([, message]) => message ?? "");
    expect(shown).toHaveLength(10);
    for (const message of shown) expect(`${golden}\n${snapshots}`, message).toContain(message);
  });
});
