/** What must hold whatever the text is. Needs a build. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Linter } from "eslint";

const { default: plugin } = await import("../../dist/index.js");
const { ecmaScriptParser, lightEcmaScriptParser, parseEcmaScript } = await import("../../dist/languages/ecmascript/parser.js");
const { pythonLanguage } = await import("../../dist/languages/python/language.js");
const require = createRequire(import.meta.url);
// Not exported by ESLint; without it, the configuration would be put together anew for each text.
const { FlatConfigArray } = require(join(dirname(require.resolve("eslint/package.json")), "lib", "config", "flat-config-array.js"));

/** Longer texts are linted, but not repaired over and over. */
const MAX_REPAIRED = 200_000;
const MAX_SUGGESTIONS = 40;

const LINES = { typescript: /\r\n|[\r\n\u2028\u2029]/, python: /\r\n|[\r\n]/ };

const configurations = new Map();

/** ESLint's configuration, normalized and kept. */
function configuration(folder, { version, isStrict, isLight, options }) {
  const key = JSON.stringify([version, isStrict, isLight, options]);
  let made = configurations.get(key);
  if (!made) {
    const parser = isLight ? lightEcmaScriptParser : ecmaScriptParser;
    const rules = Object.fromEntries(Object.entries(options).map(([rule, option]) => [rule, ["error", option]]));
    const own = plugin.configs[isStrict ? "strict" : "recommended"].filter(({ files }) => files);
    made = new FlatConfigArray(
      [
        ...own,
        { files: ["**/*.{ts,tsx,mts,cts,js,jsx}"], languageOptions: { parser, parserOptions: { cdktfParser: "oxc" } } },
        { files: ["**/*"], settings: { cdktf: { providerVersion: version } }, linterOptions: { reportUnusedDisableDirectives: "off" } },
        ...own.filter(({ rules: levels }) => levels).map(({ files }) => ({ files, rules })),
      ],
      { basePath: folder },
    );
    made.normalizeSync();
    configurations.set(key, made);
  }
  return made;
}

/** What is checked about texts in a folder; counts what it saw. */
export class Checker {
  #linter;
  #folder;
  counts = { valid: 0, findings: 0, fixed: 0, suggestions: 0 };

  /** `onRepair(before, after)` is called for each repair of valid Python. */
  constructor(folder, onRepair = () => {}) {
    this.#folder = folder;
    this.#linter = new Linter({ configType: "flat", cwd: folder });
    this.onRepair = onRepair;
  }

  /**
   * Lints a text as ESLint does, and repairs it.
   *
   * @param {{text: string, language: "typescript" | "python", filename: string, version: string, isStrict: boolean, isLight: boolean, options: object}} input
   * @returns {string[]} what is wrong with the linter
   */
  problems(input) {
    const { text, language, filename } = input;
    const found = [];
    const config = configuration(this.#folder, input);
    let messages;
    try {
      messages = this.#linter.verify(text, config, { filename: join(this.#folder, filename) });
    } catch (error) {
      return [`exception: ${stackOf(error)}`];
    }
    const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
    const isBroken = messages.some(({ fatal }) => fatal);
    if (isBroken) found.push(...this.#parserFaults(body, language, filename, messages));
    found.push(...misplaced(body, language, messages));
    this.counts.findings += messages.length;
    if (isBroken) return found;
    this.counts.valid++;
    if (text.length > MAX_REPAIRED) return found;
    if (messages.some(({ fix }) => fix)) found.push(...this.#fixFaults(text, body, language, filename, config));
    const suggestions = messages.flatMap(({ ruleId, suggestions: some = [] }) => some.map((suggestion) => ({ ruleId, ...suggestion })));
    for (const { ruleId, desc, fix } of suggestions.slice(0, MAX_SUGGESTIONS)) {
      this.counts.suggestions++;
      const after = body.slice(0, fix.range[0]) + fix.text + body.slice(fix.range[1]);
      found.push(...this.#breakage(body, after, language, filename, `suggestion of ${ruleId}: ${desc}`));
    }
    return found;
  }

  #fixFaults(text, body, language, filename, config) {
    try {
      const repair = (code) => this.#linter.verifyAndFix(code, config, { filename: join(this.#folder, filename) });
      const { output, messages } = repair(text);
      this.counts.fixed++;
      const found = this.#breakage(body, output.startsWith("\uFEFF") ? output.slice(1) : output, language, filename, "fix");
      if (found.length === 0 && messages.some(({ fix }) => fix) && repair(output).output !== output) found.push("fixes go on and on");
      return found;
    } catch (error) {
      return [`exception while fixing: ${stackOf(error)}`];
    }
  }

  /** A repair of valid code that leaves invalid code. */
  #breakage(before, after, language, filename, what) {
    const parsed = language === "python" ? pythonLanguage.parse({ body: after }) : parseEcmaScript(after, filename);
    if (!parsed.ok) return [`${what} breaks the code: ${parsed.message ?? parsed.errors[0].message}`];
    if (language === "python" && after !== before) this.onRepair(before, after, what);
    return [];
  }

  /** Syntax errors that are no syntax errors but faults of the parser. */
  #parserFaults(body, language, filename, messages) {
    try {
      if (language === "python") {
        if (pythonLanguage.parse({ body }).ok) return [`fatal without a syntax error: ${messages[0].message}`];
      } else {
        ecmaScriptParser.parseForESLint(body, { filePath: join(this.#folder, filename), cdktfParser: "oxc", sourceType: "module" });
      }
      return [];
    } catch (error) {
      return error instanceof SyntaxError && Number.isInteger(error.index) ? [] : [`exception in the parser: ${stackOf(error)}`];
    }
  }
}

function misplaced(body, language, messages) {
  const lines = body.split(LINES[language]);
  const isOutside = (line, column) => !Number.isInteger(line) || !Number.isInteger(column) || line < 1 || line > lines.length || column < 1 || column > lines[line - 1].length + 1;
  const isNoRange = ([start, end]) => !Number.isInteger(start) || !Number.isInteger(end) || start < 0 || start > end || end > body.length;
  return messages.flatMap((message) => {
    const { line, column, endLine, endColumn, fix, suggestions = [], ruleId } = message;
    const found = [];
    const place = `${line}:${column}-${endLine}:${endColumn}`;
    if (isOutside(line, column) || (endLine !== undefined && isOutside(endLine, endColumn))) found.push(`place outside of the file: ${ruleId} ${place} ${message.message}`);
    else if (endLine !== undefined && (endLine < line || (endLine === line && endColumn < column))) found.push(`place ends before it begins: ${ruleId} ${place}`);
    for (const edit of [...(fix ? [fix] : []), ...suggestions.map((suggestion) => suggestion.fix)]) if (isNoRange(edit.range)) found.push(`repair outside of the file: ${ruleId} ${edit.range.join("-")}`);
    if (message.message.includes("undefined") && /`undefined`/.test(message.message) && !body.includes("undefined")) found.push(`a message that names nothing: ${message.message}`);
    return found;
  });
}

function stackOf(error) {
  return error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 8).join("\n") : String(error);
}
