/** What could not be read on the way to a schema: told once in a run, never a reason to stop. */
import { consultNote, type Note } from "../consulted.js";

export interface Problem {
  readonly path: string;
  /** What is the matter, to be read after the path. */
  readonly text: string;
}

const MAX_PROBLEMS = 100;
const problems = new Map<string, Extract<Note, { kind: "problem" }>>();

/**
 * Notes that a file cannot be used.
 *
 * @param stamp identity of its content: the same trouble with the same content is told once
 */
export function reportProblem(path: string, stamp: string, text: string): void {
  const note = { kind: "problem", path, stamp, text } as const;
  consultNote(note);
  const key = `${path}\0${stamp}\0${text}`;
  if (problems.has(key) || problems.size >= MAX_PROBLEMS) return;
  problems.set(key, note);
}

/** All that was noted in this process. */
export function reportedProblems(): readonly Problem[] {
  return problemNotes().map(({ path, text }) => ({ path, text })).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** The same, for another thread to tell again. */
export function problemNotes(): readonly Extract<Note, { kind: "problem" }>[] {
  return [...problems.values()];
}
