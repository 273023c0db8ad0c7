/** What is set for a run over more than a few files. */
import { setFlagsFromString } from "node:v8";
import { isMainThread } from "node:worker_threads";

/** In a shorter run nothing is compiled to the end, and what Node loads after the setting takes it 3 ms longer. */
const FILES_OF_A_LONG_RUN = 8;
/** The last version of Node that V8's option was tried with; it complains of options that it does not know. */
const NEWEST_TRIED = 24;
/** In bytes of code that is put into other code; and what V8 does by itself in all versions tried. */
const INLINED = { less: 60, asEver: 460 };

let linted = 0;

/** Says that one more file was linted. */
export function countFile(): void {
  if (++linted === FILES_OF_A_LONG_RUN && isMainThread && Number.parseInt(process.versions.node, 10) <= NEWEST_TRIED && process.versions["bun"] === undefined) inlineLess();
}

/** Compiling large functions with much inlined takes longer than a run of some seconds gets back. */
function inlineLess(): void {
  const inline = (bytes: number): void => setFlagsFromString(`--max-inlined-bytecode-size=${bytes}`);
  inline(INLINED.less);
  // V8 takes code that is kept for the next run only where it was told the same.
  process.prependOnceListener("exit", () => inline(INLINED.asEver));
}
