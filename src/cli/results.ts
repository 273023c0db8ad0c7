/** ESLint's results, changed. */
import type { ESLint, Linter } from "eslint";

/** A result with other messages, counted anew. */
export function withMessages(result: ESLint.LintResult, messages: Linter.LintMessage[]): ESLint.LintResult {
  const errors = messages.filter((message) => message.fatal === true || message.severity === 2);
  const warnings = messages.filter((message) => !errors.includes(message));
  const changed: ESLint.LintResult = {
    ...result,
    messages,
    errorCount: errors.length,
    fatalErrorCount: errors.filter((message) => message.fatal === true).length,
    warningCount: warnings.length,
    fixableErrorCount: errors.filter((message) => message.fix).length,
    fixableWarningCount: warnings.filter((message) => message.fix).length,
  };
  // ESLint gives the source only with messages.
  if (messages.length === 0) delete changed.source;
  return changed;
}
