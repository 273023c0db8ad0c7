/** Tables for a job summary or a comment on a pull request. */
import type { Formatter } from "./index.js";
import { type Finding, reportOf, type ReportedFile } from "./support/findings.js";
import { browserLink } from "./support/paths.js";
import { count, onOneLine, totals } from "./support/text.js";

/** Bytes. GitHub takes comments of 65,536 characters; room is left for what others add. */
const MAX_SIZE = 60_000;
const MAX_MESSAGE_LENGTH = 1_000;
/** By which a script finds the comment that it wrote before. */
const MARK = "<!-- cdktf-lint -->";
const TABLE_HEAD = "|  | Line | Finding | Rule |\n| --- | --- | --- | --- |\n";

const markdown: Formatter = (results, context) => {
  const { files, findings, errors, warnings, suppressed } = reportOf(results, context);
  const silenced = suppressed.length === 0 ? "" : ` ${count(suppressed.length, "finding")} suppressed.`;
  if (findings.length === 0) return `${MARK}\n## cdktf-lint: no problems\n\n${count(files.length, "file")} checked.${silenced}\n`;
  const shown = fitting(findings);
  const sections = files.filter((file) => file.findings.some((finding) => shown.has(finding))).map((file) => section(file, shown));
  const left = findings.length - shown.size;
  return [
    `${MARK}\n## cdktf-lint: ${totals(errors, warnings)}\n\n${count(files.length, "file")} checked.${silenced}\n`,
    ...sections,
    ...(left > 0 ? [`… and ${left} more.\n`] : []),
  ].join("\n");
};

export default markdown;

/** As many findings as there is room for, errors before warnings. */
function fitting(findings: readonly Finding[]): ReadonlyMap<Finding, string> {
  const shown = new Map<Finding, string>();
  const headed = new Set<ReportedFile>();
  let size = 0;
  for (const finding of [...findings].sort((a, b) => Number(b.level === "error") - Number(a.level === "error"))) {
    const row = rowOf(finding);
    size += Buffer.byteLength(row) + (headed.has(finding.file) ? 0 : Buffer.byteLength(heading(finding.file)) + 1);
    if (size > MAX_SIZE) break;
    headed.add(finding.file);
    shown.set(finding, row);
  }
  return shown;
}

function section(file: ReportedFile, shown: ReadonlyMap<Finding, string>): string {
  return heading(file) + file.findings.map((finding) => shown.get(finding) ?? "").join("");
}

function heading(file: ReportedFile): string {
  return `### ${code(clip(file.path))}\n\n${TABLE_HEAD}`;
}

function rowOf({ level, isFatal, file, line, column, message, rule }: Finding): string {
  const link = file.isOutside ? undefined : browserLink(file.path, line);
  const sign = level === "error" ? "❌ error" : "⚠️ warning";
  const name = isFatal ? "syntax error" : code(rule.id);
  const cells = [sign, link === undefined ? `${line}:${column}` : `[${line}:${column}](${link})`, prose(clip(message)), rule.url === undefined ? name : `[${name}](${rule.url})`];
  return `| ${cells.join(" | ")} |\n`;
}

function clip(text: string): string {
  return text.length <= MAX_MESSAGE_LENGTH ? text : `${text.slice(0, MAX_MESSAGE_LENGTH).replace(/[\uD800-\uDBFF]$/u, "")}…`;
}

/** A message, in which names stand between backticks: they stay code, all else is only text. */
function prose(message: string): string {
  const parts = onOneLine(message).split("`");
  // An odd backtick belongs to a name, and nobody can say which is which.
  if (parts.length % 2 === 0) return escapeText(parts.join("`"));
  return parts.map((part, at) => (at % 2 === 0 ? escapeText(part) : part === "" ? "" : code(part))).join("");
}

/** Text that no Markdown, no HTML and no mention of a person or an issue comes out of. */
function escapeText(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>|~$]/gu, "\\$&")
    .replaceAll("&", "&amp;")
    .replace(/@(?=\w)|#(?=\d)/gu, "$&<!-- -->")
    .replace(/\b(https?|ftp|www)(?=[:.])/giu, "$1<!-- -->");
}

/** Code within a table: even there a pipe must be escaped. */
function code(text: string): string {
  const plain = onOneLine(text);
  const fence = "`".repeat(Math.max(0, ...[...plain.matchAll(/`+/gu)].map(([run]) => run.length)) + 1);
  const padding = plain.startsWith("`") || plain.endsWith("`") ? " " : "";
  return `${fence}${padding}${plain.replaceAll("|", "\\|")}${padding}${fence}`;
}
