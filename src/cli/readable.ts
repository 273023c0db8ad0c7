/** Which of the files that were found can be linted; what is left out is told. */
import { accessSync, constants, statSync } from "node:fs";

/** Larger files are not linted. */
export const MAX_LINTED_BYTES = 32_000_000;

/** A file that is not linted. */
export interface Unread {
  readonly path: string;
  /** To be said after its path. */
  readonly reason: string;
  /** The run is not whole without it: there is a file, and it should have been linted. */
  readonly isFailure: boolean;
}

/** Why a file cannot be linted; undefined if it can. */
export function whyUnread(path: string): Unread | undefined {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return { path, reason: "is no file, left out", isFailure: true };
    if (stat.size > MAX_LINTED_BYTES) return { path, reason: `is larger than ${MAX_LINTED_BYTES / 1_000_000} MB, left out`, isFailure: false };
    accessSync(path, constants.R_OK);
    return undefined;
  } catch (error) {
    return unreadBecause(path, error);
  }
}

/** What an error of the file system means for a file. */
export function unreadBecause(path: string, error: unknown): Unread {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" ? { path, reason: "is gone, left out", isFailure: false } : { path, reason: `cannot be read (${code ?? String(error)}), left out`, isFailure: true };
}
