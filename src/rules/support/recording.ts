/**
 * What is worked out about each file: what it consulted and what facts findings rest on, where somebody wants to know,
 * and what is asked of the disk once only.
 */
import { Consulted, consulting, type Note, type Question } from "../../consulted.js";
import { duringPeriod, newPeriod } from "../../disk.js";
import { SideTable } from "../../side-table.js";
import type { Facts } from "./facts.js";

/** Facts of one finding, with what ESLint's message of it has too. */
export interface RecordedFacts {
  readonly ruleId: string;
  readonly messageId: string;
  /** 1-based, as in ESLint's messages. */
  readonly line: number;
  readonly column: number;
  readonly facts: Facts;
}

/** What the findings of a file were made from and rest on. */
export interface Recorded {
  readonly questions: readonly Question[];
  readonly notes: readonly Note[];
  readonly facts: readonly RecordedFacts[];
}

interface Recording {
  readonly consulted: Consulted;
  readonly facts: RecordedFacts[];
}

/** The facts of findings alone, or also what was asked of the disk for them. */
export type RecordedExtent = "facts" | "all";

let extent: RecordedExtent | undefined;
const recordings = new SideTable<object, Recording>();
const periods = new SideTable<object, number>();

/** From now on it is recorded. */
export function startRecording(what: RecordedExtent): void {
  extent = what;
}

/** Everything that was recorded so far for a file; undefined where nothing is recorded. */
export function recorded(source: object): Recorded | undefined {
  if (extent === undefined) return undefined;
  const { consulted, facts } = recordingOf(source);
  return { questions: [...consulted.questions], notes: [...consulted.notes.values()], facts };
}

/** Works something out about a file, such as what a rule finds. */
export function recording<T>(source: object, run: () => T): T {
  let period = periods.get(source);
  if (period === undefined) periods.set(source, (period = newPeriod()));
  return duringPeriod(period, () => (extent === "all" ? consulting(recordingOf(source).consulted, run) : run()));
}

/** Keeps the facts of a finding. */
export function recordFacts(source: object, facts: RecordedFacts): void {
  if (extent !== undefined) recordingOf(source).facts.push(facts);
}

function recordingOf(source: object): Recording {
  let own = recordings.get(source);
  if (!own) recordings.set(source, (own = { consulted: new Consulted(), facts: [] }));
  return own;
}
