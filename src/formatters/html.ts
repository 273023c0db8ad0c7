/** One page that holds everything: findings by file, rule and construct, with their code, and nothing from a network. */
import { createHash } from "node:crypto";
import type { FormatContext, Formatter } from "./index.js";
import { constructOf } from "./support/construct.js";
import { type Finding, reportOf, type ReportedFile } from "./support/findings.js";
import { SCRIPT, STYLE } from "./support/html-page.js";
import { browserLink } from "./support/paths.js";
import { count, lineStarts, totals, visible, window } from "./support/text.js";

/** Lines of code shown before and after the one of a finding. */
const CONTEXT = 2;
const MAX_CODE_WIDTH = 240;

/** A finding with the names that it is grouped by. */
interface Card {
  readonly finding: Finding;
  readonly id: string;
  readonly rule: string;
  readonly file: string;
  readonly construct: string;
}

const html: Formatter = (results, context: FormatContext) => {
  const { files, findings, suppressed, errors, warnings } = reportOf(results, context);
  const cards = files.flatMap(cardsOf).map((card, at) => ({ ...card, id: `f${at + 1}` }));
  const title = findings.length === 0 ? "no problems" : totals(errors, warnings);
  const silenced = suppressed.length === 0 ? "" : `, ${count(suppressed.length, "finding")} suppressed`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; form-action 'none'">
<title>cdktf-lint: ${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>cdktf-lint</h1>
<p class="totals"><b>${escape(title)}</b> in ${escape(count(files.length, "file"))}${escape(silenced)}</p>
${cards.length === 0 ? "" : body(cards)}</body>
</html>
`;
};

export default html;

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

function cardsOf(file: ReportedFile): Omit<Card, "id">[] {
  const starts = lineStarts(file.text);
  return [...file.findings, ...file.suppressed].map((finding) => {
    const construct = constructOf(finding, (starts[finding.line - 1] ?? 0) + finding.column - 1);
    return {
      finding,
      rule: finding.rule.id,
      file: visible(file.path),
      construct: construct === undefined ? "" : visible(construct.id === undefined ? construct.type : `${construct.type} "${construct.id}"`),
    };
  });
}

function body(cards: readonly Card[]): string {
  const reported = cards.filter(({ finding }) => finding.suppressions.length === 0);
  return `${reported.length === 0 ? "" : `<div class="overview">
${(["rule", "file", "construct"] as const).map((by) => overview(by, reported)).join("")}</div>
`}<form id="controls" hidden>
<label id="search"><span>Search</span> <input id="search-text" type="search" autocomplete="off"></label>
<label>Group by <select id="group" autocomplete="off"><option value="file">file</option><option value="rule">rule</option><option value="construct">construct</option></select></label>
${box("error", cards, true)}${box("warning", cards, true)}${box("suppressed", cards, reported.length === 0)}<span id="shown" role="status"></span>
</form>
<main id="findings" data-by="file">
${sections(cards)}</main>
<p id="none" class="none" hidden>Nothing fits these filters.</p>
<script>${SCRIPT}</script>
`;
}

function kindOf({ suppressions, level }: Finding): string {
  return suppressions.length > 0 ? "suppressed" : level;
}

function box(kind: string, cards: readonly Card[], isChecked: boolean): string {
  const number = cards.filter(({ finding }) => kindOf(finding) === kind).length;
  const label = kind === "suppressed" ? "suppressed" : `${kind}s`;
  return number === 0 ? "" : `<label><input type="checkbox" value="${kind}" autocomplete="off"${isChecked ? " checked" : ""}> ${number} ${label}</label>\n`;
}

/** How many findings each rule, file or construct has; the links lead to the first of each. */
function overview(by: "rule" | "file" | "construct", cards: readonly Card[]): string {
  const groups = new Map<string, Card[]>();
  for (const card of cards) if (card[by] !== "") groups.set(card[by], [...(groups.get(card[by]) ?? []), card]);
  if (groups.size === 0) return "";
  const rows = [...groups]
    .sort(([a, first], [b, second]) => second.length - first.length || (a < b ? -1 : 1))
    .map(([name, group]) => `<li><a href="#${group[0]?.id ?? ""}">${escape(name)}</a> <span>${group.length}</span></li>\n`);
  return `<details data-by="${by}"><summary>${escape(count(groups.size, by))}</summary><ol>\n${rows.join("")}</ol></details>\n`;
}

function sections(cards: readonly Card[]): string {
  const files = new Map<string, Card[]>();
  for (const card of cards) files.set(card.file, [...(files.get(card.file) ?? []), card]);
  return [...files].map(([file, group]) => `<section><h2>${escape(file)}<small> ${group.length}</small></h2>\n${group.map(article).join("")}</section>\n`).join("");
}

function article({ finding, id, rule, file, construct }: Card): string {
  const { level, line, column, message, suppressions, repairs } = finding;
  const kind = kindOf(finding);
  const place = `<span class="path">${escape(file)}:</span>${line}:${column}`;
  const link = finding.file.isOutside ? undefined : browserLink(finding.file.path, line);
  const name = escape(rule);
  const notes = [
    ...(kind === "suppressed" ? [suppressions.map(({ justification }) => (justification ? `Suppressed: ${justification}` : "Suppressed")).join("; ")] : []),
    ...(construct === "" ? [] : [`In ${construct}`]),
    ...repairs.map(({ description }) => (description === `Repair by ${rule}` ? "Can be repaired with --fix" : description)),
  ];
  return `<article id="${id}" class="finding ${level} ${kind}" data-kind="${kind}" data-rule="${name}" data-file="${escape(file)}" data-construct="${escape(construct)}">
<header><span class="level">${level}</span> ${finding.rule.url === undefined ? name : anchor(finding.rule.url, name)} <span class="place">${link === undefined ? place : anchor(link, place)}</span></header>
<p>${prose(visible(message))}</p>
${notes.length === 0 ? "" : `<p class="note">${notes.map((note) => escape(visible(note))).join(" · ")}</p>\n`}${excerpt(finding)}</article>
`;
}

function anchor(url: string, content: string): string {
  return `<a href="${escape(url)}" rel="noopener noreferrer">${content}</a>`;
}

/** A message, in which names stand between backticks. */
function prose(message: string): string {
  const parts = message.split("`");
  if (parts.length % 2 === 0) return escape(message);
  return parts.map((part, at) => (at % 2 === 0 ? escape(part) : `<code>${escape(part)}</code>`)).join("");
}

/** The line of a finding and its neighbours, without the indentation that all of them share. */
function excerpt({ line, column, endLine, endColumn, file: { lines } }: Finding): string {
  const first = Math.max(line - CONTEXT, 1);
  const shown = lines.slice(first - 1, line + CONTEXT);
  if (shown.join("").trim() === "") return "";
  const indent = Math.min(column - 1, ...shown.filter((code) => code.trim() !== "").map((code) => /^[ \t]*/u.exec(code)?.[0].length ?? 0));
  const rows = shown.map((code, at) => {
    const cut = code.slice(indent);
    const isMarked = first + at === line;
    if (!isMarked && code.trim() === "" && (at === 0 || at === shown.length - 1)) return "";
    const number = `<i>${first + at}</i>`;
    return `<span>${number}${isMarked ? marked(cut, column - 1 - indent, endLine === line ? endColumn - 1 - indent : cut.length) : plain(cut)}</span>`;
  });
  return `<pre tabindex="0"><code>${rows.join("")}</code></pre>\n`;
}

function plain(code: string): string {
  return escape(visible(code.length <= MAX_CODE_WIDTH ? code : `${code.slice(0, MAX_CODE_WIDTH)}…`));
}

function marked(code: string, start: number, end: number): string {
  const { from, to } = window(code, start, end, MAX_CODE_WIDTH);
  const part = (a: number, b: number): string => escape(visible(code.slice(Math.max(a, from), Math.min(b, to))));
  return `${from > 0 ? "…" : ""}${part(from, start)}<mark>${part(start, end)}</mark>${part(end, to)}${to < code.length ? "…" : ""}`;
}
