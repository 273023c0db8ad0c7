/** `cdktf-lint explain` and `cdktf-lint rules`: what a rule is about, and what stands behind a finding. */
import { statSync } from "node:fs";
import { relative, resolve } from "node:path";
import { Chalk } from "chalk";
import { type Command, Option } from "commander";
import type { Linter } from "eslint";
import { loadFormatter } from "../formatters/index.js";
import { colorLevel } from "../formatters/support/color.js";
import { rulePage, sectionOf } from "../formatters/support/rule-page.js";
import type { VersionRef } from "../providers-schema/types.js";
import { rules } from "../rules/index.js";
import type { Facts } from "../rules/support/facts.js";
import { commandNamed, parseInto } from "./command-line.js";
import { readConfig, settledOptions } from "./config.js";
import { parseArguments } from "./options.js";
import { withMessages } from "./results.js";
import { shortRuleName } from "./rule-levels.js";
import { UsageError } from "./usage-error.js";

type Format = "text" | "json";

interface Options {
  readonly format: Format;
  /** `undefined`: as the terminal and the environment say. */
  readonly color?: boolean;
}

/** A rule as `rules --format json` and `explain RULE --format json` print it. */
interface RuleAnswer {
  readonly name: string;
  readonly description: string;
  readonly recommended: string;
  readonly strict: string;
  readonly fixes: boolean;
  readonly suggestions: boolean;
  readonly languages: readonly string[];
  /** Version of this package that brought it. */
  readonly since: string;
  readonly options: object | undefined;
  readonly url: string;
}

/** Runs `cdktf-lint rules …`; the result is the exit code. */
export function runRulesCommand(args: readonly string[]): number {
  const command = commandFor("rules", "List the rules, with their levels and repairs.");
  const done = parseInto(command, args);
  if (done !== undefined) return done;
  const { format } = command.opts<Options>();
  const answers = Object.keys(rules).sort().map(answerOf);
  if (format === "json") return write(JSON.stringify(answers, null, 2));
  const width = Math.max(...answers.map(({ name }) => name.length));
  const repairs = ({ fixes, suggestions }: RuleAnswer): string => [fixes ? "fixes" : "", suggestions ? "suggestions" : ""].filter(Boolean).join(", ");
  const widest = Math.max(...answers.map((answer) => repairs(answer).length));
  for (const answer of answers) write(`${answer.name.padEnd(width)}  ${answer.recommended.padEnd(7)}  ${repairs(answer).padEnd(widest)}  ${answer.description}`);
  return write("\ncdktf-lint explain RULE prints the page of a rule. All rules are errors with --strict.");
}

/** Runs `cdktf-lint explain …`; the result is the exit code: 0 explained, 1 nothing to explain there, 2 wrong usage. */
export async function runExplainCommand(args: readonly string[], version: string): Promise<number> {
  const command = commandFor("explain", "Print the page of a rule, or what stands behind the findings at a place.")
    .argument("<subject>", "a rule, or a place: no-inline-routes, stacks/main.py:129, stacks/main.py:129:13")
    .option("--color", "colours even where there is no terminal")
    .option("--no-color", "no colours");
  const done = parseInto(command, args);
  if (done !== undefined) return done;
  const subject = command.args[0] ?? "";
  const place = /^(.+?):(\d+)(?::(\d+))?$/u.exec(subject);
  const { format, color } = command.opts<Options>();
  if (place) return explainPlace(place[1] ?? "", Number(place[2]), place[3] === undefined ? undefined : Number(place[3]), format, color, version);
  if (statSync(subject, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`give the line too, for example: cdktf-lint explain ${subject}:1`);
  const name = shortRuleName(subject, Object.keys(rules));
  const answer = answerOf(name);
  const page = rulePage(name, answer.url);
  if (format === "json") return write(JSON.stringify({ ...answer, page }, null, 2));
  return write(`${heading(`cdktf/${name}`, color)}\n\n${shown(page ?? answer.description, color)}\n${answer.url}`);
}

function commandFor(name: string, description: string): Command {
  return commandNamed(`cdktf-lint ${name}`, description).addOption(new Option("-f, --format <name>", "how the answer is printed").choices(["text", "json"]).default("text"));
}

function answerOf(name: string): RuleAnswer {
  const rule = Object.entries(rules).find(([key]) => key === name)?.[1];
  const url = rule?.meta?.docs?.url ?? "";
  const page = rulePage(name, url) ?? "";
  const [schema] = (rule?.meta?.schema as { properties?: object }[] | undefined) ?? [];
  return {
    name: `cdktf/${name}`,
    description: rule?.meta?.docs?.description ?? "",
    recommended: rule?.level === "warn" ? "warning" : "error",
    strict: "error",
    fixes: rule?.meta?.fixable === "code",
    suggestions: rule?.meta?.hasSuggestions === true,
    languages: /Languages: ([^.\n]+)\./u.exec(page)?.[1]?.split(", ") ?? [],
    since: rule?.definition.since ?? "",
    options: schema?.properties,
    url,
  };
}

/** The findings at a place, each with what its rule is about and how it can be repaired. */
async function explainPlace(path: string, line: number, column: number | undefined, format: Format, color: boolean | undefined, version: string): Promise<number> {
  const cwd = process.cwd();
  const file = resolve(cwd, path);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`no such file: ${path}`);
  const options = parseArguments([file], version);
  if (typeof options === "number") return options;
  const settled = await settledOptions(options, readConfig(cwd));
  const { lintFiles, rulesMeta } = await import("./lint.js");
  const { results, unread } = await lintFiles([file], { ...settled, facts: true }, cwd);
  if (unread[0]) throw new UsageError(`${path} ${unread[0].reason}`);
  const [result] = results;
  const messages = result?.messages ?? [];
  const isThere = (message: Linter.LintMessage): boolean => message.line === line && (column === undefined || message.column === column);
  const found = messages.filter(isThere);
  if (format === "json") {
    write(JSON.stringify({ path: relative(cwd, file), line, ...(column === undefined ? {} : { column }), findings: found.map((message) => ({ ...message, ...(message.ruleId === null ? {} : { rule: answerOf(short(message.ruleId)) }) })) }, null, 2));
    return found.length > 0 ? 0 : 1;
  }
  if (!result || found.length === 0) {
    const others = [...new Set(messages.map((message) => message.line))];
    const where = others.length === 0 ? "there is none in this file" : `there are some on ${others.length === 1 ? "line" : "lines"} ${others.join(", ")}`;
    process.stderr.write(`cdktf-lint: no finding at ${path}:${line}${column === undefined ? "" : `:${column}`}; ${where}\n`);
    return 1;
  }
  const stylish = await loadFormatter("stylish");
  if (stylish) process.stdout.write(await stylish([withMessages(result, found)], { cwd, color, rulesMeta: await rulesMeta() }));
  for (const rule of new Set(found.flatMap(({ ruleId }) => (ruleId === null ? [] : [short(ruleId)])))) {
    const answer = answerOf(rule);
    const page = rulePage(rule, answer.url) ?? "";
    for (const title of ["What it does", "Why it matters"]) {
      const section = sectionOf(page, title);
      if (section !== undefined) write(`${heading(`${answer.name}: ${title}`, color)}\n\n${shown(section, color)}\n`);
    }
    write(`The whole page: cdktf-lint explain ${rule}\n`);
  }
  const facts = [...new Set(found.flatMap((message) => factLines((message as { facts?: Facts }).facts)))];
  if (facts.length > 0) write(`${heading("What the schema says", color)}\n\n${facts.join("\n")}\n`);
  const repairs = found.flatMap(({ fix, suggestions = [] }) => [...(fix ? ["cdktf-lint --fix repairs it"] : []), ...suggestions.map(({ desc }) => `an editor offers: ${desc}`)]);
  if (repairs.length > 0) write(`${heading("Repairs", color)}\n\n${[...new Set(repairs)].map((repair) => `- ${repair}`).join("\n")}`);
  return 0;
}

/** Facts as lines: `expected: string`. */
function factLines(facts: Facts = {}): string[] {
  const versioned = ({ package: name, version }: VersionRef): string => `${name} ${version}`;
  const written = (value: NonNullable<Facts[keyof Facts]>): string => {
    if (typeof value === "string") return value;
    return "version" in value ? versioned(value) : value.map((one) => (typeof one === "string" ? one : one.type === undefined ? one.name : `${one.name}: ${one.type}`)).join(", ");
  };
  return Object.entries(facts as Record<string, NonNullable<Facts[keyof Facts]>>).flatMap(([key, value]) => (written(value) === "" ? [] : [`- ${key}: ${written(value)}`]));
}

function short(ruleId: string): string {
  return ruleId.replace(/^cdktf\//u, "");
}

function heading(text: string, color: boolean | undefined): string {
  return new Chalk({ level: colorLevel(color) }).bold(text);
}

/** Markdown for a terminal: it reads well as it is, with its headings set off. */
function shown(markdown: string, color: boolean | undefined): string {
  return markdown.trim().replace(/^##+ (.+)$/gmu, (_, title: string) => heading(title, color));
}

function write(text: string): 0 {
  process.stdout.write(`${text}\n`);
  return 0;
}
