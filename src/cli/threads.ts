/** `--concurrency`: files linted in several threads. */
import { parentPort, Worker, workerData } from "node:worker_threads";
import type { ESLint } from "eslint";
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

/** What a thread says of its share of the files. */
export type ThreadAnswer = { readonly linted: readonly Linted[] } | { readonly failure: string; readonly isUsage: boolean; /** Of a file that cannot be read. */ readonly syscall: string | undefined };

/**
 * Lints files in threads; the order of the results is not that of the files.
 *
 * @param count of threads
 * @param take called with the results of each share
 */
export async function lintInThreads(files: readonly string[], given: EslintOptionsInput, count: number, take: (linted: readonly Linted[]) => void): Promise<void> {
  let next = 0;
  const size = Math.max(1, Math.min(SHARE, Math.ceil(files.length / count)));
  const share = (): readonly string[] => files.slice(next, (next += size));
  const workers: Worker[] = [];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL("./thread.js", import.meta.url), { workerData: { given: { ...given, concurrency: "off" } } satisfies ThreadData });
      workers.push(worker);
      const advance = (): void => {
        const some = share();
        if (some.length === 0) resolve();
        else worker.postMessage(some);
      };
      worker.on("message", (answer: ThreadAnswer) => {
        if ("failure" in answer) {
          reject(answer.isUsage ? new UsageError(answer.failure) : Object.assign(new Error(answer.failure), answer.syscall === undefined ? {} : { syscall: answer.syscall }));
          return;
        }
        take(answer.linted);
        advance();
      });
      worker.on("error", reject);
      advance();
    });
  try {
    await Promise.all(Array.from({ length: count }, work));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** A thread's side: gets files, answers with their results. */
export function serveThread(): void {
  const { given } = workerData as ThreadData;
  const answer = (message: ThreadAnswer): void => parentPort?.postMessage(message);
  parentPort?.on("message", (files: readonly string[]) => {
    const linted: Linted[] = [];
    import("./lint.js").then(({ lintHere }) => lintHere(files, given, undefined, (result, made) => linted.push({ result, made }))).then(
      () => answer({ linted }),
      (error: unknown) => answer({ failure: error instanceof Error ? error.message : String(error), isUsage: error instanceof UsageError, syscall: (error as NodeJS.ErrnoException).syscall }),
    );
  });
}
