/** GitLab's code quality report, which its merge requests show. */
import type { Formatter } from "./index.js";
import { type Finding, hashOf, reportOf } from "./support/findings.js";

const gitlab: Formatter = (results, context) => `${JSON.stringify(reportOf(results, context).findings.map(issue), undefined, 2)}\n`;

export default gitlab;

function issue({ message, rule, level, isFatal, file, fingerprint, line, endLine }: Finding): object {
  return {
    type: "issue",
    check_name: rule.id,
    description: message,
    ...(rule.url === undefined ? {} : { content: { body: `${rule.description}. See ${rule.url}` } }),
    categories: ["Bug Risk"],
    severity: isFatal ? "critical" : level === "error" ? "major" : "minor",
    // It must be unique in the whole report.
    fingerprint: hashOf([file.path, fingerprint]),
    location: { path: file.path, lines: { begin: line, end: endLine } },
  };
}
