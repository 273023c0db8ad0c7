/** ESLint's results as every report needs them: one list of findings, with what is known of their rules. */
import { createHash } from "node:crypto";
import type { ESLint, Linter, Rule } from "eslint";
import type { FormatContext } from "../index.js";
import { repositoryRoot, relativePath, withSlashes } from "./paths.js";
import { linesOf, sourceText } from "./text.js";

export type Level = "error" | "warning";

/** What a report says of a rule. */
export interface RuleFacts {
  readonly id: string;
  readonly description: string;
  /** Page of the rule, always http(s). */
  readonly url: string | undefined;
  /** Level that it has unless a configuration says otherwise. */
  readonly level: Level;
}

/** Places are 1-based and count UTF-16 code units; the end is exclusive. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Finding extends Place {
  readonly file: ReportedFile;
  readonly rule: RuleFacts;
  readonly level: Level;
  /** The file could not be parsed. */
  readonly isFatal: boolean;
  readonly message: string;
  /** Repairs: the fix, then suggestions. */
  readonly repairs: readonly Repair[];
  /** Comments or a baseline that silence the finding; empty for what is reported. */
  readonly suppressions: readonly Linter.LintSuppression[];
  /** The same for the same code in the same file, wherever it stands, and another for every other finding in it. */
  readonly fingerprint: string;
}

export interface Repair {
  readonly description: string;
  readonly text: string;
  /** What is replaced, in UTF-16 code units of the text without its byte order mark. */
  readonly range: readonly [number, number];
}

export interface ReportedFile {
  /** Relative to the repository with slashes; absolute where `isOutside`. */
  readonly path: string;
  readonly isOutside: boolean;
  /** Without byte order mark; empty where nothing was found. */
  readonly text: string;
  readonly lines: readonly string[];
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
}

export interface Report {
  /** All files that were linted, in order. */
  readonly files: readonly ReportedFile[];
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  readonly errors: number;
  readonly warnings: number;
}

/** A file that no parser could read has no rule to name. */
const SYNTAX_ERROR: RuleFacts = { id: "syntax-error", description: "The file cannot be parsed, so nothing else in it was checked", url: undefined, level: "error" };
const NOTICE: RuleFacts = { id: "eslint", description: "What ESLint itself says about a file", url: undefined, level: "warning" };

/** Turns results into a report. Sources are read where ESLint left them out. */
export function reportOf(results: readonly ESLint.LintResult[], context: FormatContext): Report {
  const root = repositoryRoot(context.cwd ?? process.cwd());
  const facts = new Map<string, RuleFacts>();
  const ruleOf = ({ ruleId, fatal }: Linter.LintMessage): RuleFacts => {
    if (ruleId === null) return fatal === true ? SYNTAX_ERROR : NOTICE;
    let rule = facts.get(ruleId);
    if (!rule) facts.set(ruleId, (rule = ruleFacts(ruleId, context.rulesMeta?.[ruleId])));
    return rule;
  };
  const files = results.map((result) => fileOf(result, root, ruleOf));
  const findings = files.flatMap((file) => file.findings);
  return {
    files,
    findings,
    suppressed: files.flatMap((file) => file.suppressed),
    errors: findings.filter(({ level }) => level === "error").length,
    warnings: findings.filter(({ level }) => level === "warning").length,
  };
}

function ruleFacts(id: string, meta: Rule.RuleMetaData | undefined): RuleFacts {
  const docs = meta?.docs as { description?: unknown; url?: unknown; level?: unknown } | undefined;
  const url = typeof docs?.url === "string" && /^https?:\/\//u.test(docs.url) ? docs.url : undefined;
  const level = docs?.level === "warn" || (docs?.level === undefined && meta?.type !== "problem") ? "warning" : "error";
  return { id, description: typeof docs?.description === "string" && docs.description !== "" ? docs.description : id, url, level };
}

function fileOf(result: ESLint.LintResult, root: string, ruleOf: (message: Linter.LintMessage) => RuleFacts): ReportedFile {
  const path = relativePath(result.filePath, root);
  const all = [...result.messages, ...result.suppressedMessages];
  const text = all.length === 0 ? "" : sourceText(result);
  const lines = linesOf(text);
  const seen = new Map<string, number>();
  const file = { path: path ?? withSlashes(result.filePath), isOutside: path === undefined, text, lines, findings: [] as Finding[], suppressed: [] as Finding[] };
  const toFinding = (message: Linter.LintMessage): Finding => {
    const place = placeOf(message);
    const rule = ruleOf(message);
    return {
      ...place,
      file,
      rule,
      level: message.fatal === true || message.severity === 2 ? "error" : "warning",
      isFatal: message.fatal === true,
      message: message.message,
      repairs: [
        ...(message.fix ? [{ description: `Repair by ${rule.id}`, text: message.fix.text, range: message.fix.range }] : []),
        ...(message.suggestions ?? []).map(({ desc, fix }) => ({ description: desc, text: fix.text, range: fix.range })),
      ],
      suppressions: (message as Linter.SuppressedLintMessage).suppressions ?? [],
      fingerprint: fingerprintOf(rule.id, place, lines, seen),
    };
  };
  // In the order of the text, so that a comment that silences one finding does not renumber the others.
  for (const message of all.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))) {
    const finding = toFinding(message);
    (finding.suppressions.length > 0 ? file.suppressed : file.findings).push(finding);
  }
  return file;
}

function placeOf({ line, column, endLine, endColumn }: Linter.LintMessage): Place {
  const start = { line: Math.max(line ?? 1, 1), column: Math.max(column ?? 1, 1) };
  const isAfter = endLine !== undefined && endColumn !== undefined && (endLine > start.line || (endLine === start.line && endColumn >= start.column));
  return { ...start, endLine: isAfter ? endLine : start.line, endColumn: isAfter ? endColumn : start.column + 1 };
}

/**
 * Made of the rule and the code, not of the place or the message: a finding keeps its fingerprint when lines are
 * inserted above it and when another version of the provider words it differently. Equal ones are numbered.
 */
function fingerprintOf(rule: string, { line, column, endLine, endColumn }: Place, lines: readonly string[], seen: Map<string, number>): string {
  const code = lines[line - 1] ?? "";
  const marked = code.slice(column - 1, endLine === line ? endColumn - 1 : undefined);
  const hash = hashOf([rule, marked, code.trim().replace(/\s+/gu, " ")]);
  const number = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, number);
  return `${hash}:${number}`;
}

/** 16 hexadecimal digits. */
export function hashOf(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

/** Every rule that has a finding, by name, each once. */
export function rulesOf(findings: readonly Finding[]): RuleFacts[] {
  const rules = new Map(findings.map(({ rule }) => [rule.id, rule]));
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
