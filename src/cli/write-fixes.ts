/** `--fix`: writes repaired files so that no text is lost, whatever happens to them meanwhile. */
import { isUtf8 } from "node:buffer";
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import type { ESLint } from "eslint";
import { digest } from "../consulted.js";
import { leadsOut, readPlainFile } from "../disk.js";
import { replaceFile } from "../write-file.js";
import { MAX_LINTED_BYTES } from "./readable.js";

/** What files hold before they are linted, so that later changes are known. */
export class FilesBefore {
  readonly #contents = new Map<string, string>();

  constructor(files: readonly string[]) {
    for (const file of files) {
      try {
        this.#contents.set(file, digest(readPlainFile(file, MAX_LINTED_BYTES)));
      } catch {
        // What cannot be read is not repaired.
      }
    }
  }

  /**
   * Writes what was repaired.
   *
   * @param results ESLint's, with the repaired text as `output`
   * @returns by file why it was not written, to be said after its path
   */
  write(results: readonly ESLint.LintResult[]): ReadonlyMap<string, string> {
    const failed = new Map<string, string>();
    for (const { filePath, output } of results) {
      if (output === undefined) continue;
      try {
        const reason = this.#writeOne(filePath, output);
        if (reason !== undefined) failed.set(filePath, reason);
      } catch (error) {
        failed.set(filePath, `cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}) and is not repaired`);
      }
    }
    return failed;
  }

  #writeOne(file: string, text: string): string | undefined {
    if (leadsOut(file)) return "is a link out of the project and is not repaired";
    // A link stays one, and what it leads to is repaired.
    const target = realpathSync(file);
    // Who made a file read-only would be surprised by a new one in its place.
    accessSync(target, constants.W_OK);
    const former = statSync(target);
    const bytes = readPlainFile(target, MAX_LINTED_BYTES);
    if (digest(bytes) !== this.#contents.get(file)) return "has changed since it was read and is not repaired; run the command again";
    // ESLint has read other bytes as signs that stand for them, and would write these.
    if (!isUtf8(bytes)) return "is not in UTF-8 and is not repaired";
    replaceFile(target, text, former);
    return undefined;
  }
}
