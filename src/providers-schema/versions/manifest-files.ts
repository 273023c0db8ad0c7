/** Manifests as untrusted data: read with care, parsed once, read again when they changed. */
import { consultContent } from "../../consulted.js";
import { NotRead, readOwnFile, stampOf, stateOf } from "../../disk.js";
import { reportProblem } from "../problems.js";

const MAX_BYTES = 32_000_000;
const MAX_CACHED = 5000;
/** A longer version or range says nothing: no person and no tool writes one, and it would take long to understand. */
export const MAX_SPECIFIER_LENGTH = 512;

/** An own property, whatever the object's prototype is made to look like. */
export function valueOf(object: unknown, key: string): unknown {
  return typeof object === "object" && object !== null && Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}

/** The own entries of an object; none of anything else. */
export function entriesOf(object: unknown): readonly [string, unknown][] {
  return typeof object === "object" && object !== null ? Object.entries(object) : [];
}

/** The items of an array; none of anything else. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An own property that is a string. */
export function stringOf(object: unknown, key: string): string | undefined {
  const value = valueOf(object, key);
  return typeof value === "string" ? value : undefined;
}

/** JSON, whatever it says. */
export function parseJson(text: string): unknown {
  return JSON.parse(text);
}

/** By parser: a file may be read as several things. */
const files = new Map<unknown, Map<string, { readonly stamp: string; readonly value: unknown; readonly problem: string | undefined }>>();

/**
 * A parsed file, read again when it changed; undefined if there is none that can be read and parsed. A file that is
 * there and cannot be parsed is reported once.
 *
 * @param parse the same function each time
 */
export function cached<T>(path: string, parse: (text: string) => T): T | undefined {
  consultContent(path);
  const state = stateOf(path);
  if (!state?.isFile) return undefined;
  const stamp = `${stampOf(state)} ${state.ino}`;
  let parsed = files.get(parse);
  if (!parsed) files.set(parse, (parsed = new Map()));
  const known = parsed.get(path);
  if (known?.stamp === stamp) {
    if (known.problem !== undefined) reportProblem(path, stamp, known.problem);
    return known.value as T | undefined;
  }
  let value: T | undefined;
  let problem: string | undefined;
  try {
    value = parse(decode(readOwnFile(path, MAX_BYTES)));
  } catch (error) {
    problem = error instanceof NotRead ? error.message : `cannot be read as what its name says (${firstLine(error)}) and is passed over`;
    reportProblem(path, stamp, problem);
  }
  if (parsed.size >= MAX_CACHED) parsed.clear();
  parsed.set(path, { stamp, value, problem });
  return value;
}

function firstLine(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).split(/[\r\n]/u, 1)[0]!;
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** Text in UTF-8, or in the UTF-16 that PowerShell redirects into. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  return bytes.toString("utf8").replace(/^\uFEFF/u, "");
}
