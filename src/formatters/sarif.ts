/** SARIF 2.1.0, the format of code scanning. */
import { createRequire } from "node:module";
import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from "node-sarif-builder";
import type { ArtifactLocation, Fix, Region, ReportingDescriptor, Result, Run, Suppression } from "sarif";
import type { Formatter } from "./index.js";
import { type Finding, reportOf, type ReportedFile, type RuleFacts, rulesOf } from "./support/findings.js";
import { fileUri, uriPath } from "./support/paths.js";
import { rulePage } from "./support/rule-page.js";
import { lineStarts } from "./support/text.js";

const { name, version, homepage } = createRequire(import.meta.url)("../../package.json") as { name: string; version: string; homepage: string };

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
/** Characters; minified code is not carried along. */
const MAX_SNIPPET = 4_000;
/** Paths are relative to it; a viewer knows where the repository lies. */
const ROOT = "%SRCROOT%";

const sarif: Formatter = (results, context) => {
  const { files, findings, suppressed } = reportOf(results, context);
  const run = new SarifRunBuilder(runOf(files));
  for (const rule of rulesOf([...findings, ...suppressed])) run.addRule(new SarifRuleBuilder(descriptor(rule)));
  for (const file of files) {
    const starts = lineStarts(file.text);
    for (const finding of [...file.findings, ...file.suppressed]) run.addResult(new SarifResultBuilder(resultOf(finding, starts)));
  }
  const builder = new SarifBuilder({ $schema: SCHEMA });
  builder.addRun(run);
  // Not the builder's own writer: it refuses code in which one of its own marks stands.
  return `${JSON.stringify(builder.buildSarifOutput(), undefined, 2)}\n`;
};

export default sarif;

function runOf(files: readonly ReportedFile[]): Run {
  return {
    tool: { driver: { name: "cdktf-lint", fullName: `cdktf-lint of ${name} ${version}`, semanticVersion: version, version, informationUri: homepage, rules: [] } },
    results: [],
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { [ROOT]: { description: { text: "The root of the repository." } } },
    artifacts: files.map((file) => ({ location: locationOf(file), sourceLanguage: languageOf(file.path) })),
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: files.flatMap((file) =>
          [...file.findings]
            .filter(({ isFatal }) => isFatal)
            .map((finding) => ({ level: "error" as const, message: { text: finding.message }, locations: [{ physicalLocation: { artifactLocation: locationOf(file), region: regionOf(finding) } }] })),
        ),
      },
    ],
  };
}

function languageOf(path: string): string {
  if (/\.pyi?$/u.test(path)) return "python";
  return /\.[mc]?tsx?$/u.test(path) ? "typescript" : "javascript";
}

function locationOf(file: ReportedFile): ArtifactLocation {
  return file.isOutside ? { uri: fileUri(file.path) } : { uri: uriPath(file.path), uriBaseId: ROOT };
}

function descriptor(rule: RuleFacts): ReportingDescriptor {
  const help = rule.url === undefined ? rule.description : `${rule.description}. See ${rule.url}`;
  return {
    id: rule.id,
    name: friendlyName(rule.id),
    shortDescription: { text: rule.description },
    help: { text: help, markdown: (rule.url === undefined ? undefined : rulePage(rule.id.replace(/^cdktf\//u, ""), rule.url)) ?? help },
    ...(rule.url === undefined ? {} : { helpUri: rule.url }),
    defaultConfiguration: { level: rule.level },
    properties: { precision: "very-high", tags: ["cdktf", "terraform", "infrastructure-as-code"], "problem.severity": rule.level },
  };
}

/** `cdktf/no-inline-routes` → `NoInlineRoutes`. */
function friendlyName(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1).replace(/(?:^|\W+)(\w)/gu, (_, letter: string) => letter.toUpperCase());
}

function regionOf({ line, column, endLine, endColumn }: Finding): Region {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** The place with its code, and the lines around it. */
function regionsOf(finding: Finding, starts: readonly number[]): { region: Region; contextRegion?: Region } {
  const { file: { text, lines }, line, column, endLine, endColumn } = finding;
  const offset = (at: number, in_: number): number => (starts[at - 1] ?? text.length) + in_ - 1;
  const code = text.slice(offset(line, column), offset(endLine, endColumn));
  const first = Math.max(line - 1, 1);
  const last = Math.min(endLine + 1, lines.length);
  const around = lines.slice(first - 1, last).join("\n");
  return {
    region: { ...regionOf(finding), ...(code === "" || code.length > MAX_SNIPPET ? {} : { snippet: { text: code } }) },
    ...(around === "" || around.length > MAX_SNIPPET ? {} : { contextRegion: { startLine: first, endLine: last, snippet: { text: around } } }),
  };
}

function resultOf(finding: Finding, starts: readonly number[]): Result {
  const { file, rule, level, message, repairs, fingerprint } = finding;
  return {
    ruleId: rule.id,
    level,
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: locationOf(file),
          ...regionsOf(finding, starts),
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    // An empty list says that nothing is suppressed; without one, nobody knows.
    suppressions: finding.suppressions.map(({ kind, justification }): Suppression => ({ kind: kind === "directive" ? "inSource" : "external", ...(justification ? { justification } : {}) })),
    ...(repairs.length === 0 ? {} : { fixes: repairs.map(({ description, text, range }): Fix => ({
      description: { text: description },
      artifactChanges: [{ artifactLocation: locationOf(file), replacements: [{ deletedRegion: regionBetween(range, starts), insertedContent: { text } }] }],
    })) }),
  };
}

function regionBetween([start, end]: readonly [number, number], starts: readonly number[]): Region {
  const place = (offset: number): { line: number; column: number } => {
    const at = starts.findLastIndex((lineStart) => lineStart <= offset);
    return { line: at + 1, column: offset - (starts[at] ?? 0) + 1 };
  };
  const [from, to] = [place(Math.max(start, 0)), place(Math.max(end, 0))];
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}
