/** A rule that finds nothing: it hands on, with the findings of a file, what these were made from and rest on. */
import type { Linter, Rule } from "eslint";
import type { Note } from "../consulted.js";
import { problemNotes, reportProblem } from "../providers-schema/problems.js";
import { noteUnknownVersion, unknownVersionsInUse } from "../providers-schema/unknown-versions.js";
import { type Recorded, recorded, type RecordedExtent, startRecording } from "../rules/support/recording.js";

export type { Recorded } from "../rules/support/recording.js";

const RULE = "cdktf-lint/consulted";

const rule: Rule.RuleModule = {
  meta: { schema: [], ...({ languages: ["js/js", "cdktf/python"] } as object) },
  create(context) {
    const report = (): void => {
      context.report({ loc: { line: 1, column: 0 }, message: JSON.stringify(recorded(context.sourceCode)) });
    };
    return { "Program:exit": report, "Module:exit": report };
  },
};

/** The configuration that records, and with it the recording itself. */
export function recordingConfig(files: string[], extent: RecordedExtent): Linter.Config {
  startRecording(extent);
  return { name: "cdktf-lint/recording", files, plugins: { "cdktf-lint": { rules: { consulted: rule } } }, rules: { [RULE]: "warn" } };
}

/**
 * The record among the messages of a result.
 *
 * @returns undefined if there is none: a comment in the file may switch off any rule
 */
export function recordIn(messages: readonly Linter.LintMessage[], suppressed: readonly Linter.LintMessage[]): Recorded | undefined {
  // No rule sees a file with a syntax error, and nothing else is read for it.
  if (messages.some((message) => message.fatal === true)) return { questions: [], notes: [], facts: [] };
  const message = [...messages, ...suppressed].find(({ ruleId }) => ruleId === RULE);
  return message && (JSON.parse(message.message) as Recorded);
}

/** Puts the facts of findings beside their messages, in a field that ESLint's own formats do not know. */
export function addFacts(messages: readonly Linter.LintMessage[], { facts }: Recorded): void {
  const placeOf = ({ ruleId, messageId, line, column }: Pick<Linter.LintMessage, "ruleId" | "messageId" | "line" | "column">): string => `${ruleId ?? ""} ${messageId ?? ""} ${line} ${column}`;
  // Of several at one place the first counts.
  const byPlace = new Map(facts.toReversed().map((one) => [placeOf(one), one.facts]));
  for (const message of messages) {
    const own = byPlace.get(placeOf(message));
    if (own) Object.assign(message, { facts: own });
  }
}

/** What was noted in this thread, for another one to tell. */
export function notesSoFar(): Note[] {
  return [...problemNotes(), ...unknownVersionsInUse().map((unknown): Note => ({ kind: "unknown version", ...unknown }))];
}

/** Tells what was noted elsewhere, in another thread or an earlier run, as if it had been met here. */
export function tellAgain(notes: readonly Note[]): void {
  for (const note of notes) {
    if (note.kind === "problem") reportProblem(note.path, note.stamp, note.text);
    else noteUnknownVersion({ name: note.name, version: note.version, source: note.source, judgedBy: note.judgedBy });
  }
}
