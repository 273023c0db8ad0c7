/** Workflow commands that GitHub shows as annotations beside the changed lines. */
import type { Formatter } from "./index.js";
import { type Finding, reportOf } from "./support/findings.js";

const github: Formatter = (results, context) => reportOf(results, context).findings.map((finding) => `${command(finding)}\n`).join("");

export default github;

function command({ level, file, line, column, endLine, endColumn, rule, message }: Finding): string {
  // GitHub takes columns only where start and end are on one line.
  const columns = endLine === line ? { col: column, endColumn } : {};
  const properties = Object.entries({ file: file.path, line, endLine, ...columns, title: rule.id })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(",");
  return `::${level} ${properties}::${escapeData(rule.url === undefined ? message : `${message}\n${rule.url}`)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
