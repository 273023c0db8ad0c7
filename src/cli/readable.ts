/** Which of the files that were found can be linted; what is left out is told. */
import { accessSync, constants, statSync } from "node:fs";
import { readPlainFile } from "../disk.js";

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

/**
 * Why a file cannot be linted; undefined if it can.
 *
 * @param isThorough read it to its end to find out
 */
export function whyUnread(path: string, isThorough = false): Unread | undefined {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return { path, reason: "is no file, left out", isFailure: true };
    if (stat.size > MAX_LINTED_BYTES) return { path, reason: `is larger than ${MAX_LINTED_BYTES / 1_000_000} MB, left out`, isFailure: false };
    if (isThorough) readPlainFile(path, MAX_LINTED_BYTES);
    else accessSync(path, constants.R_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? { path, reason: "is gone, left out", isFailure: false } : { path, reason: `cannot be read (${code ?? String(error)}), left out`, isFailure: true };
  }
}
