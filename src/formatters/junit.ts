/** JUnit's XML, for every CI that lists failed tests: a suite for each file, a case for each finding in it. */
import { create, type XMLElement } from "xmlbuilder";
import type { Formatter } from "./index.js";
import { type Finding, reportOf, type ReportedFile } from "./support/findings.js";
import { onOneLine } from "./support/text.js";

const junit: Formatter = (results, context) => {
  const { files } = reportOf(results, context);
  const options = { encoding: "UTF-8", invalidCharReplacement: "\uFFFD" };
  const root = create("testsuites", options).att("name", "cdktf-lint").att(sums(files));
  for (const file of files) suite(root, file);
  return `${root.end({ pretty: true })}\n`;
};

export default junit;

function sums(files: readonly ReportedFile[]): Record<string, string | number> {
  const sum = (of: (file: ReportedFile) => number): number => files.reduce((total, file) => total + of(file), 0);
  const fatal = ({ findings }: ReportedFile): number => findings.filter(({ isFatal }) => isFatal).length;
  return {
    tests: sum(({ findings, suppressed }) => Math.max(findings.length + suppressed.length, 1)),
    failures: sum((file) => file.findings.length - fatal(file)),
    errors: sum(fatal),
    skipped: sum(({ suppressed }) => suppressed.length),
    time: 0,
  };
}

function suite(root: XMLElement, file: ReportedFile): void {
  const element = root.ele("testsuite", { name: file.path, ...sums([file]) });
  // A file in which all is well is a test that passed.
  if (file.findings.length + file.suppressed.length === 0) element.ele("testcase", { name: "cdktf-lint", classname: file.path, file: file.path, time: 0 });
  for (const finding of file.findings) {
    const { isFatal, level, message, rule, line, column } = finding;
    const place = `${file.path}:${line}:${column}`;
    testCase(element, finding).ele(isFatal ? "error" : "failure", { type: level, message: onOneLine(message) }, [`${place}: ${message}`, file.lines[line - 1], rule.url].filter(Boolean).join("\n"));
  }
  for (const finding of file.suppressed) testCase(element, finding).ele("skipped", { message: onOneLine(finding.suppressions[0]?.justification || "suppressed") });
}

function testCase(suiteElement: XMLElement, { rule, file, line, column }: Finding): XMLElement {
  return suiteElement.ele("testcase", { name: `${rule.id} (${line}:${column})`, classname: file.path, file: file.path, line, time: 0 });
}
