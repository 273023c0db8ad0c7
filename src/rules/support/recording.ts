/** What the rules consulted for each file and what facts their findings rest on, where somebody wants to know. */
import { Consulted, consulting } from "../../consulted.js";
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

interface Recording {
  readonly consulted: Consulted;
  readonly facts: RecordedFacts[];
}

let isRecording = false;
const recordings = new WeakMap<object, Recording>();

/** From now on it is recorded. */
export function startRecording(): void {
  isRecording = true;
}

/** Everything that was recorded so far for a file. */
export function recordedFor(source: object): Recording {
  let recording = recordings.get(source);
  if (!recording) recordings.set(source, (recording = { consulted: new Consulted(), facts: [] }));
  return recording;
}

/** Runs a rule on a file. */
export function recording(source: object, run: () => void): void {
  if (isRecording) consulting(recordedFor(source).consulted, run);
  else run();
}

/** Keeps the facts of a finding. */
export function recordFacts(source: object, facts: RecordedFacts): void {
  if (isRecording) recordedFor(source).facts.push(facts);
}
