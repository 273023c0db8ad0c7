/** Manifests as untrusted data: read with care, parsed once, read again when they changed. */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { consultContent, FolderNames } from "../../consulted.js";
import { reportProblem } from "../problems.js";

const MAX_BYTES = 64_000_000;
const MAX_CACHED = 5000;

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

const files = new Map<string, { readonly stamp: string; readonly value: unknown; readonly problem: string | undefined }>();

/**
 * A parsed file, read again when it changed; undefined if there is none that can be read and parsed. A file that is
 * there and cannot be parsed is reported once.
 */
export function cached<T>(path: string, parse: (text: string) => T): T | undefined {
  let stamp: string;
  consultContent(path);
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile()) return undefined;
    stamp = `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
    if (stat.size > MAX_BYTES) {
      reportProblem(path, stamp, `is larger than ${MAX_BYTES / 1_000_000} MB and is not read`);
      return undefined;
    }
  } catch {
    return undefined;
  }
  const known = files.get(path);
  if (known?.stamp === stamp) {
    if (known.problem !== undefined) reportProblem(path, stamp, known.problem);
    return known.value as T | undefined;
  }
  let value: T | undefined;
  let problem: string | undefined;
  try {
    value = parse(decode(readFileSync(path)));
  } catch (error) {
    value = undefined;
    problem = `cannot be read as what its name says (${firstLine(error)}) and is passed over`;
    reportProblem(path, stamp, problem);
  }
  if (files.size >= MAX_CACHED) files.clear();
  files.set(path, { stamp, value, problem });
  return value;
}

function firstLine(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).split(/[\r\n]/u, 1)[0] ?? "";
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** Text in UTF-8, or in the UTF-16 that PowerShell redirects into. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  return bytes.toString("utf8").replace(/^\uFEFF/u, "");
}

const listings = new Map<string, { readonly stamp: number; readonly names: FolderNames }>();
const NO_NAMES: ReadonlySet<string> = new Set();

/** Listings of folders by their paths. */
export type Listings = Map<string, FolderNames>;

let remembered: Listings | undefined;

/** Works something out about one linted file; meanwhile the disk is asked once for what is in a folder. */
export function rememberingListings<T>(listingsOfFile: Listings, action: () => T): T {
  const outer = remembered;
  remembered = listingsOfFile;
  try {
    return action();
  } finally {
    remembered = outer;
  }
}

/** Names of what a folder holds, read again when something was added or removed; empty if there is no such folder. */
export function namesIn(folder: string): FolderNames {
  let names = remembered?.get(folder);
  if (!names) remembered?.set(folder, (names = listingOf(folder)));
  return names ?? listingOf(folder);
}

function listingOf(folder: string): FolderNames {
  try {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (!stat?.isDirectory()) return new FolderNames(folder, NO_NAMES);
    const known = listings.get(folder);
    if (known?.stamp === stat.mtimeMs) return known.names;
    const names = new FolderNames(folder, new Set(readdirSync(folder)));
    if (listings.size >= MAX_CACHED) listings.clear();
    // What is changed within the clock's resolution would go unseen.
    if (Date.now() - stat.mtimeMs > 1000) listings.set(folder, { stamp: stat.mtimeMs, names });
    return names;
  } catch {
    return new FolderNames(folder, NO_NAMES);
  }
}
