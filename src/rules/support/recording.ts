/** What is worked out about each file: what it consulted, where somebody wants to know, and what is asked of the disk once only. */
import { Consulted, consulting, type Note, type Question } from "../../consulted.js";
import { type Listings, rememberingListings } from "../../providers-schema/versions/manifest-files.js";

/** What the findings of a file were made from. */
export interface Recorded {
  readonly questions: readonly Question[];
  readonly notes: readonly Note[];
}

let isRecording = false;
const listingsOf = new WeakMap<object, Listings>();
const consultedBy = new WeakMap<object, Consulted>();

/** From now on it is recorded. */
export function startRecording(): void {
  isRecording = true;
}

/** Everything that was consulted so far for a file; undefined where nothing is recorded. */
export function recorded(source: object): Recorded | undefined {
  if (!isRecording) return undefined;
  const { questions, notes } = consultedBy.get(source) ?? new Consulted();
  return { questions: [...questions], notes: [...notes.values()] };
}

/** Works something out about a file, such as what a rule finds. */
export function recording<T>(source: object, run: () => T): T {
  let listings = listingsOf.get(source);
  if (!listings) listingsOf.set(source, (listings = new Map()));
  return rememberingListings(listings, () => consultingFor(source, run));
}

function consultingFor<T>(source: object, run: () => T): T {
  if (!isRecording) return run();
  let consulted = consultedBy.get(source);
  if (!consulted) consultedBy.set(source, (consulted = new Consulted()));
  return consulting(consulted, run);
}
