/** Versions in use whose schema is not known: told once in a run. */
import { consultNote } from "../consulted.js";

/** A package in use at a version whose schema is not known, and what it is judged by instead. */
export interface UnknownVersion {
  readonly name: string;
  readonly version: string;
  /** Where that stands, as in `VersionInUse`. */
  readonly source: string;
  /** The nearest known version; undefined where no version of the package is known. */
  readonly judgedBy: string | undefined;
}

const unknownVersions = new Map<string, UnknownVersion>();

/** Remembers that a package is in use whose schema is not known. */
export function noteUnknownVersion(unknown: UnknownVersion): void {
  consultNote({ kind: "unknown version", ...unknown });
  unknownVersions.set(`${unknown.name}@${unknown.version}`, unknown);
}

/** What this process has met so far of packages in use whose schema is not known; in an order that does not depend on which file came first. */
export function unknownVersionsInUse(): readonly UnknownVersion[] {
  return [...unknownVersions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, unknown]) => unknown);
}
