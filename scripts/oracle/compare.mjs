/** Holds the linter's findings against a type checker's, construct by construct. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { KINDS, LINES, program, seedWith } from "./generator.mjs";

const root = join(import.meta.dirname, "..", "..");

/**
 * Programs by file name, valid ones and mutants in turn.
 *
 * @param {{name: string, version: string, language: "typescript" | "python", count: number, seed: number}} wanted
 * @returns {Map<string, {text: string, head: number, lines: string[], kind: string}>}
 */
export function makePrograms({ name, version, language, count, seed }) {
  seedWith(seed);
  const made = new Map();
  for (let at = 0; at * LINES < count; at++) {
    for (const kind of ["valid", KINDS[at % KINDS.length]]) {
      made.set(`${kind}${at}.${language === "python" ? "py" : "ts"}`, { ...program(name, version, language, kind), kind });
    }
  }
  return made;
}

/** Errors of the linter in a folder, by `file:line`. */
export function ourErrors(folder) {
  const { stdout } = spawnSync(process.execPath, [join(root, "dist", "cli", "main.js"), "--format", "json", "--quiet", "."], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  return new Map(JSON.parse(stdout).flatMap(({ filePath, messages }) => messages.map(({ line, message }) => [`${filePath.split(/[\\/]/).at(-1)}:${line}`, message])));
}

/**
 * Prints what they are blind to and what we are wrong about.
 *
 * @returns {boolean} whether we are wrong about nothing
 */
export function compare(judge, made, theirs, ours) {
  const lists = { agreed: 0, blind: [], wrong: [] };
  for (const [name, { head, lines, kind }] of made) {
    for (const [at, line] of lines.entries()) {
      const key = `${name}:${head + at + 1}`;
      const [they, we] = [theirs.get(key), ours.get(key)];
      if (Boolean(they) === Boolean(we)) lists.agreed++;
      // What only we see is right in a mutant, and a false finding in a valid program.
      else if (we && kind !== "valid") lists.blind.push([kind, line, we]);
      else lists.wrong.push([kind, line, they ?? we]);
    }
  }
  console.log(`${made.size * LINES} constructs: ${lists.agreed} judged alike, ${judge} is blind to ${lists.blind.length}, we are wrong about ${lists.wrong.length}`);
  for (const [title, list] of [[`${judge} is blind`, lists.blind], ["we are wrong", lists.wrong]]) {
    for (const [kind, line, text] of list.slice(0, 10)) console.log(`${title} (${kind}): ${line.slice(0, 300)}\n    ${text.slice(0, 300)}`);
  }
  return lists.wrong.length === 0 && theirs.size > 0;
}
