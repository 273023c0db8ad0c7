/** `--concurrency`: files linted in several threads. */
import { parentPort, Worker, workerData } from "node:worker_threads";
import type { ESLint } from "eslint";
import { type FileOutline, knownOutlines, learnOutlines } from "../project/kept-files.js";
import type { EslintOptionsInput } from "./lint.js";
import type { Recorded } from "./recording.js";
import { UsageError } from "./usage-error.js";

/** Files that a thread gets at once: few enough that all threads end together, and neighbours, which share imports. */
const SHARE = 32;

/** What a thread is started with. */
export interface ThreadData {
  readonly given: EslintOptionsInput;
}

export interface Linted {
  readonly result: ESLint.LintResult;
  readonly made: Recorded | undefined;
}

/** Files for a thread. */
interface Share {
  readonly files: readonly string[];
  /** What other threads know of files that these import; undefined while those are still being linted. */
  readonly outlines: readonly FileOutline[] | undefined;
}

/** What a thread says of its share of the files. */
export type ThreadAnswer = { readonly linted: readonly Linted[]; /** Files to be linted after all others. */ readonly postponed: readonly string[]; readonly outlines: readonly FileOutline[] } | { readonly failure: string; readonly isUsage: boolean; /** Of a file that cannot be read. */ readonly syscall: string | undefined };

/**
 * Lints files in threads; the order of the results is not that of the files.
 *
 * @param count of threads
 * @param take called with the results of each share
 */
export async function lintInThreads(files: readonly string[], given: EslintOptionsInput, count: number, take: (linted: readonly Linted[]) => void): Promise<void> {
  const threads = Array.from({ length: count }, () => new Thread({ given: { ...given, concurrency: "off" } }));
  const postponed: string[] = [];
  /** Has the threads lint some files in shares. */
  const lintAll = async (some: readonly string[], known?: readonly FileOutline[]): Promise<void> => {
    let next = 0;
    const size = Math.max(1, Math.min(SHARE, Math.ceil(some.length / count)));
    const work = async (thread: Thread): Promise<void> => {
      // Another thread may take the last share meanwhile.
      for (let first = true, files = some.slice(next, (next += size)); files.length > 0; files = some.slice(next, (next += size)), first = false) {
        const answer = await thread.lint({ files, outlines: known && (first ? known : []) });
        learnOutlines(answer.outlines);
        take(answer.linted);
        postponed.push(...answer.postponed);
      }
    };
    await Promise.all(threads.map(work));
  };
  try {
    await lintAll(files);
    await lintAll(postponed, knownOutlines(files));
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
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

  /** @throws what the thread says went wrong */
  async lint(share: Share): Promise<Exclude<ThreadAnswer, { failure: string }>> {
    const answered = new Promise<ThreadAnswer>((resolve) => this.#worker.once("message", resolve));
    this.#worker.postMessage(share);
    const answer = await Promise.race([answered, this.#broken]);
    if (!("failure" in answer)) return answer;
    throw answer.isUsage ? new UsageError(answer.failure) : Object.assign(new Error(answer.failure), answer.syscall === undefined ? {} : { syscall: answer.syscall });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** A thread's side: gets files, answers with their results. */
export function serveThread(): void {
  const { given } = workerData as ThreadData;
  const answer = (message: ThreadAnswer): void => parentPort?.postMessage(message);
  parentPort?.on("message", ({ files, outlines }: Share) => {
    const linted: Linted[] = [];
    const postponed: string[] = [];
    if (outlines) learnOutlines(outlines);
    import("./lint.js").then(({ lintHere }) => lintHere(files, given, undefined, (result, made) => linted.push({ result, made }), undefined, outlines ? undefined : postponed)).then(
      () => answer({ linted, postponed, outlines: knownOutlines(files) }),
      (error: unknown) => answer({ failure: error instanceof Error ? error.message : String(error), isUsage: error instanceof UsageError, syscall: (error as NodeJS.ErrnoException).syscall }),
    );
  });
}
