/**
 * `npm run docs`: writes what the rules say of themselves into the documentation, between markers: the rule tables
 * of README.md and eslint-plugin.md, the head of each rule's page, and the tables of docs/dependencies.md. With `--check` nothing is written, and the
 * exit code is 1 if something is not current. It reads the built rules, so `npm run build` comes first.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { dependencyTable, licenceTable } from "./dependencies.mjs";

const ROOT = resolve(import.meta.dirname, "..");
const LANGUAGES = { ts: "TypeScript", python: "Python" };
const LEVELS = { error: "error", warn: "warning" };

/** Which languages a rule has findings in: those that its page shows wrong code of. */
export function languagesOf(page) {
  const wrong = /^## Wrong\n(.*?)(?=^## )/msu.exec(page)?.[1] ?? "";
  return Object.keys(LANGUAGES).filter((tag) => wrong.includes(`\`\`\`${tag}\n`)).map((tag) => LANGUAGES[tag]);
}

/** A rule of the plugin as the documentation shows it. */
function facts(name, rule, strictLevel, page) {
  return {
    name,
    description: rule.meta.docs.description,
    recommended: LEVELS[rule.level],
    strict: LEVELS[strictLevel],
    repairs: [rule.meta.fixable === "code" ? "fixes" : "", rule.meta.hasSuggestions ? "suggestions" : ""].filter((word) => word !== "").join(", "),
    languages: languagesOf(page),
    since: rule.definition.since,
  };
}

function table(rules, folder) {
  const rows = rules.map((rule) => [
    `[\`cdktf/${rule.name}\`](${folder}${rule.name}.md)`,
    rule.description,
    rule.recommended,
    rule.strict,
    rule.repairs,
    rule.languages.join(", "),
  ]);
  const head = ["Rule", "What it asks for", "`recommended`", "`strict`", "Repairs", "Languages"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function pageHead(rule) {
  const repairs = rule.repairs.replace("fixes", "fixes, with `--fix`").replace("suggestions", "suggestions, in an editor") || "none";
  const level = rule.recommended === rule.strict ? `${rule.strict} in \`recommended\` and \`strict\`` : `${rule.recommended} in \`recommended\`, ${rule.strict} in \`strict\``;
  return `${rule.description}.\n\nLevel: ${level}. Repairs: ${repairs}. Languages: ${rule.languages.join(", ")}. Since: ${rule.since}.`;
}

/** The text with `content` between `<!-- name:start -->` and `<!-- name:end -->`. */
function between(text, name, content, file) {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file} has no markers ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

function dependencies(read) {
  const file = "docs/dependencies.md";
  const current = read(file);
  return { file, current, wanted: between(between(current, "dependencies", dependencyTable(), file), "licences", licenceTable(), file) };
}

/**
 * Every generated file as it should be.
 *
 * @param plugin the plugin's default export
 * @returns {{ file: string, current: string, wanted: string }[]} paths relative to the repository
 */
export function documents(plugin) {
  const read = (file) => readFileSync(join(ROOT, file), "utf8");
  const strictRules = plugin.configs.strict.find((config) => config.rules).rules;
  const rules = Object.entries(plugin.rules).map(([name, rule]) => {
    const file = `docs/rules/${name}.md`;
    const page = read(file);
    return { ...facts(name, rule, strictRules[`cdktf/${name}`], page), file, page };
  });
  return [
    ...["README.md", "eslint-plugin.md"].map((file) => {
      const current = read(file);
      return { file, current, wanted: between(current, "rules", table(rules, "docs/rules/"), file) };
    }),
    dependencies(read),
    ...rules.map((rule) => ({ file: rule.file, current: rule.page, wanted: between(rule.page, "rule", pageHead(rule), rule.file) })),
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const entry = join(ROOT, "dist", "index.js");
  if (!existsSync(entry)) {
    console.error("docs: the plugin is not built; run `npm run build` first");
    process.exit(2);
  }
  const { default: plugin } = await import(pathToFileURL(entry).href);
  const stale = documents(plugin).filter(({ current, wanted }) => current !== wanted);
  const isCheck = process.argv.includes("--check");
  for (const { file, wanted } of stale) {
    if (!isCheck) writeFileSync(join(ROOT, file), wanted);
    console.log(isCheck ? `not current: ${file}; run \`npm run docs\`` : `written: ${file}`);
  }
  if (isCheck && stale.length > 0) process.exitCode = 1;
}
