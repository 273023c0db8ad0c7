/** What the rules consulted for each file, where somebody wants to know. */
import { Consulted, consulting } from "../../consulted.js";

let isRecording = false;
const consultedBy = new WeakMap<object, Consulted>();

/** From now on it is recorded. */
export function startRecording(): void {
  isRecording = true;
}

/** Everything that was consulted so far for a file. */
export function consultedFor(source: object): Consulted | undefined {
  return consultedBy.get(source);
}

/** Runs a rule on a file. */
export function recording(source: object, run: () => void): void {
  if (!isRecording) return run();
  let consulted = consultedBy.get(source);
  if (!consulted) consultedBy.set(source, (consulted = new Consulted()));
  consulting(consulted, run);
}
