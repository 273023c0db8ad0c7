/** Manifests as untrusted data: read with care, parsed once, read again when they changed. */
import { readFileSync, statSync } from "node:fs";

const MAX_BYTES = 32_000_000;
const MAX_CACHED = 5000;

/** An own property, whatever the object's prototype is made to look like. */
export function valueOf(object: unknown, key: string): unknown {
  return typeof object === "object" && object !== null && Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}

/** The own entries of an object; none of anything else. */
export function entriesOf(object: unknown): readonly [string, unknown][] {
  return typeof object === "object" && object !== null ? Object.entries(object) : [];
}

/** An own property that is a string. */
export function stringOf(object: unknown, key: string): string | undefined {
  const value = valueOf(object, key);
  return typeof value === "string" ? value : undefined;
}

const files = new Map<string, { readonly stamp: string; readonly value: unknown }>();

/** A parsed file, read again when it changed; undefined if there is none that can be read and parsed. */
export function cached<T>(path: string, parse: (text: string) => T): T | undefined {
  let stamp: string;
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size > MAX_BYTES) return undefined;
    stamp = `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
  } catch {
    return undefined;
  }
  const known = files.get(path);
  if (known?.stamp === stamp) return known.value as T | undefined;
  let value: T | undefined;
  try {
    value = parse(decode(readFileSync(path)));
  } catch {
    value = undefined;
  }
  if (files.size >= MAX_CACHED) files.clear();
  files.set(path, { stamp, value });
  return value;
}

/** Text in UTF-8, or in the UTF-16 that PowerShell redirects into. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le", 2);
  return bytes.toString("utf8").replace(/^\uFEFF/u, "");
}

/** True if anything stands at this path. */
export function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
