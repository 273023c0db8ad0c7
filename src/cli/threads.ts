/** `--concurrency`: files linted in several threads, of which this one is the first. */
import { setImmediate } from "node:timers/promises";
import { parentPort, Worker, workerData } from "node:worker_threads";
import type { ESLint } from "eslint";
import type { Note } from "../consulted.js";
import { holdDisk } from "../disk.js";
import { type FileOutline, knownOutlines, learnOutlines } from "../project/kept-files.js";
import type { EslintOptionsInput } from "./lint.js";
import { notesSoFar, type Recorded, tellAgain } from "./recording.js";
import { UsageError } from "./usage-error.js";

/** Files that a thread takes at once: neighbours, which share imports. */
const LARGEST_SHARE = 32;
/** Towards the end they are fewer, so that all threads end together. */
const SHARES_LEFT = 4;
/** Files that wait for all others; more than these are worth telling the other threads what is known. */
const FEW_POSTPONED = 16;

/** Files for all threads, and how many of them are taken; the count is in memory that the threads share. */
interface Round {
  readonly files: readonly string[];
  readonly taken: Int32Array;
  readonly threads: number;
  /** What others know of files that these import; undefined while those are still being linted: files may be postponed then. */
  readonly outlines: readonly FileOutline[] | undefined;
}

/** What a thread is started with. */
interface ThreadData {
  readonly given: EslintOptionsInput;
}

export interface Linted {
  readonly result: ESLint.LintResult;
  readonly made: Recorded | undefined;
}

/** What a thread says when it is through with a share of the files, and at the end of a round. */
type ThreadAnswer =
  | { readonly linted: readonly Linted[]; readonly outlines: readonly FileOutline[] }
  | { /** Files to be linted after all others. */ readonly postponed: readonly string[]; /** All that the user is to be told, so far. */ readonly notes: readonly Note[] }
  | { readonly failure: string; readonly isUsage: boolean; /** Of a file that cannot be read. */ readonly syscall: string | undefined };

function roundOf(files: readonly string[], threads: number, outlines?: readonly FileOutline[]): Round {
  return { files, taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), threads, outlines };
}

/** The next files that no thread has taken yet. */
function takeShare({ files, taken, threads }: Round): readonly string[] {
  for (;;) {
    const start = Atomics.load(taken, 0);
    const size = Math.max(1, Math.min(LARGEST_SHARE, Math.ceil((files.length - start) / (threads * SHARES_LEFT))));
    if (start >= files.length) return [];
    if (Atomics.compareExchange(taken, 0, start, start + size) === start) return files.slice(start, start + size);
  }
}

/**
 * Lints files in threads; the order of the results is not that of the files.
 *
 * @param count of threads, this one included
 * @param take called with the results of each share
 */
export async function lintInThreads(files: readonly string[], given: EslintOptionsInput, count: number, take: (linted: readonly Linted[]) => void): Promise<void> {
  const own: EslintOptionsInput = { ...given, concurrency: "off" };
  const threads = Array.from({ length: count - 1 }, () => new Thread({ given: own }));
  let isOver = false;
  const onShare = ({ linted, outlines }: Extract<ThreadAnswer, { linted: unknown }>): void => {
    learnOutlines(outlines);
    take(linted);
  };
  /** Has all threads lint some files; gives those that are to be linted after all others. */
  const lintAll = async (round: Round): Promise<string[]> => {
    const others = threads.map((thread) => thread.lint(round, onShare));
    const here = lintShares(round, own, async (linted) => {
      take(linted);
      // The others' answers come in between.
      await setImmediate();
      return isOver;
    });
    return (await Promise.all([here, ...others])).flat();
  };
  const release = holdDisk();
  try {
    const postponed = await lintAll(roundOf(files, count));
    if (postponed.length > FEW_POSTPONED) await lintAll(roundOf(postponed, count, knownOutlines(files)));
    else if (postponed.length > 0) await lintShares(roundOf(postponed, 1, []), own, (linted) => {
      take(linted);
      return undefined;
    });
  } finally {
    isOver = true;
    release();
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/**
 * Lints files in this thread, a share after the other, as long as there are any that no other thread has taken.
 *
 * @param onShare called with the results of each share; true ends the work
 * @returns files to be linted after all others
 */
async function lintShares(round: Round, given: EslintOptionsInput, onShare: (linted: readonly Linted[], files: readonly string[]) => Promise<boolean> | undefined): Promise<string[]> {
  const { lintHere } = await import("./lint.js");
  const postponed: string[] = [];
  for (let share = takeShare(round); share.length > 0; share = takeShare(round)) {
    const linted: Linted[] = [];
    await lintHere(share, given, undefined, (result, made) => linted.push({ result, made }), undefined, round.outlines ? undefined : postponed);
    if (await onShare(linted, share)) break;
  }
  return postponed;
}

class Thread {
  readonly #worker: Worker;
  /** Rejected when the thread breaks down, at whatever time. */
  readonly #broken: Promise<never>;

  constructor(data: ThreadData) {
    this.#worker = new Worker(new URL("./main.cjs", import.meta.url), { workerData: data });
    this.#broken = new Promise((_, reject) => this.#worker.on("error", reject));
    // Whoever waits for an answer is told.
    this.#broken.catch(() => undefined);
  }

  /**
   * Has it lint what it gets of some files.
   *
   * @returns files to be linted after all others
   * @throws what the thread says went wrong
   */
  async lint(round: Round, onShare: (share: Extract<ThreadAnswer, { linted: unknown }>) => void): Promise<readonly string[]> {
    const answered = new Promise<readonly string[]>((resolve, reject) => {
      const onMessage = (answer: ThreadAnswer): void => {
        if ("linted" in answer) return onShare(answer);
        this.#worker.off("message", onMessage);
        if ("postponed" in answer) {
          tellAgain(answer.notes);
          resolve(answer.postponed);
        } else reject(answer.isUsage ? new UsageError(answer.failure) : Object.assign(new Error(answer.failure), answer.syscall === undefined ? {} : { syscall: answer.syscall }));
      };
      this.#worker.on("message", onMessage);
    });
    this.#worker.postMessage(round);
    return Promise.race([answered, this.#broken]);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** Another thread's side: gets files, answers with their results. */
export function serveThread(): void {
  const { given } = workerData as ThreadData;
  const answer = (message: ThreadAnswer): void => parentPort?.postMessage(message);
  // It lives no longer than the run.
  holdDisk();
  parentPort?.on("message", (round: Round) => {
    learnOutlines(round.outlines ?? []);
    lintShares(round, given, (linted, files) => {
      answer({ linted, outlines: knownOutlines(files) });
      return undefined;
    }).then(
      (postponed) => answer({ postponed, notes: notesSoFar() }),
      (error: unknown) => answer({ failure: error instanceof Error ? error.message : String(error), isUsage: error instanceof UsageError, syscall: (error as NodeJS.ErrnoException).syscall }),
    );
  });
}
