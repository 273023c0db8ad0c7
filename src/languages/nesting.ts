/**
 * Text that is nested too deeply for a recursive parser in native code.
 *
 * There such text does not raise an error: it ends the whole process. So suspicious text is tried out in a
 * process of its own first.
 */
import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";

/** Below this many levels no construct comes near the limits of a worker thread's stack. */
const HARMLESS_LEVELS = 1000;

const PROBE_TIMEOUT_MS = 20_000;

/** Words that continue a statement after a line break. */
const CONTINUING_WORD = /(?:else|in|instanceof|as|satisfies|catch|finally|while|extends|of|is)\b/uy;

/**
 * How deep a text may be nested: brackets, and operators, clauses and words in a row. Mostly too high, never
 * by much too low; one pass, no tokens.
 */
export function nestingBound(text: string): number {
  const outer: number[] = [];
  let inner = 0;
  let below = 0;
  let bound = 0;
  let lastSolid = 59;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    switch (code) {
      case 34: // "
      case 39: // '
        index = stringEnd(text, index, code);
        break;
      case 40: // (
      case 91: // [
      case 123: // {
        outer.push(inner);
        below += inner + 1;
        inner = 0;
        if (below > bound) bound = below;
        break;
      case 41: // )
      case 93: // ]
      case 125: // }
        inner = outer.pop() ?? 0;
        below -= Math.min(below, inner + 1);
        inner++;
        break;
      case 44: // ,
      case 59: // ;
        inner = 0;
        break;
      case 33: case 37: case 38: case 42: case 43: case 45: case 47: case 58: // ! % & * + - / :
      case 60: case 61: case 62: case 63: case 94: case 124: case 126: // < = > ? ^ | ~
        inner++;
        break;
      case 10: // line feed
        if (endsStatement(lastSolid) && startsStatement(text, index + 1)) inner = 0;
        continue;
      case 32: // space
        if (isWordCode(lastSolid)) inner++;
        continue;
      case 9:
      case 13:
        continue;
    }
    lastSolid = code;
    if (below + inner > bound) bound = below + inner;
  }
  return bound;
}

/** Offset of the quote that ends a string, or of the one that begins it if its line has no other. */
function stringEnd(text: string, start: number, quote: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) return index;
    if (code === 10) break;
    if (code === 92) index++;
  }
  return start;
}

function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36 || code > 127;
}

function endsStatement(code: number): boolean {
  // A word, a closing bracket, or the end of a string.
  return isWordCode(code) || code === 41 || code === 93 || code === 125 || code === 34 || code === 39 || code === 96;
}

function startsStatement(text: string, from: number): boolean {
  let index = from;
  while (text.charCodeAt(index) === 32 || text.charCodeAt(index) === 9) index++;
  if (!isWordCode(text.charCodeAt(index)) && text.charCodeAt(index) !== 64) return false;
  CONTINUING_WORD.lastIndex = index;
  return !CONTINUING_WORD.test(text);
}

/**
 * Whether the parser survives a text.
 *
 * @param findParser gives the file of the parser's entry point
 * @param options the options that the parser will be called with
 */
export function survivesParsing(text: string, filename: string, findParser: () => string, options: object): boolean {
  if (nestingBound(text) <= HARMLESS_LEVELS) return true;
  // A worker's stack is the smallest that the parser will meet.
  const worker = `
    import { readFileSync } from "node:fs";
    import { Worker } from "node:worker_threads";
    const source = 'import { parseSync } from ' + JSON.stringify(${JSON.stringify(pathToFileURL(findParser()).href)}) +
      ';import { workerData } from "node:worker_threads"; parseSync(workerData.filename, workerData.text, workerData.options).program;';
    new Worker(new URL("data:text/javascript," + encodeURIComponent(source)), {
      workerData: { text: readFileSync(0, "utf8"), filename: ${JSON.stringify(filename)}, options: ${JSON.stringify(options)} },
    });`;
  const probe = spawnSync(process.execPath, ["--input-type=module", "-e", worker], {
    input: text,
    stdio: ["pipe", "ignore", "ignore"],
    timeout: PROBE_TIMEOUT_MS,
    windowsHide: true,
  });
  return probe.status === 0;
}
