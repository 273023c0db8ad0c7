/** Has a file anything to do with CDKTF? Most files of a repository have not, and are left after a glance at their text. */
import { extname } from "node:path";
import { Consulted, consulting } from "../consulted.js";
import { importsIn } from "./imports-in-text.js";
import { textOf } from "./kept-files.js";
import { candidatesOf } from "./project-files.js";

const TRACE = /cdkt[fn]|constructs|\.gen\b|providers\/|imports\./u;
/** How many files an import may be handed through. */
const MAX_DEPTH = 4;
const MAX_KEPT = 20_000;

/** Whether a text, itself or through what it imports from its project, speaks of CDKTF. */
export function mayBeCdktf(text: string, filename: string): boolean {
  return TRACE.test(text) || leadsThere(text, filename, MAX_DEPTH, new Set([filename]));
}

const known = new Map<string, { readonly text: string; readonly answer: boolean; readonly consulted: Consulted }>();

function leadsThere(text: string, filename: string, depth: number, seen: Set<string>): boolean {
  if (depth === 0) return false;
  const isPython = extname(filename) === ".py";
  for (const specifier of importsIn(text, isPython)) {
    for (const path of candidatesOf(specifier, filename, isPython ? "python" : "ecmascript")) {
      const other = textOf(path);
      if (other === undefined) continue;
      if (!seen.has(path)) {
        seen.add(path);
        if (speaksOfIt(other, path, depth, seen)) return true;
      }
      break;
    }
  }
  return false;
}

function speaksOfIt(text: string, path: string, depth: number, seen: Set<string>): boolean {
  const kept = known.get(path);
  if (kept?.text === text) return consulting(kept.consulted, () => kept.answer);
  // What is remembered must not depend on what the asking file had seen before.
  const isRemembered = depth === MAX_DEPTH;
  const consulted = new Consulted();
  const answer = consulting(consulted, () => TRACE.test(text) || leadsThere(text, path, depth - 1, isRemembered ? new Set([path]) : seen));
  // A shallow look that found nothing is no answer for a deeper one.
  if (answer || isRemembered) {
    if (known.size >= MAX_KEPT) known.clear();
    known.set(path, { text, answer, consulted });
  }
  return answer;
}
