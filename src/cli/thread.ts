/** A thread of `--concurrency`: gets files, answers with their results. */
import { parentPort, workerData } from "node:worker_threads";
import { lintHere } from "./lint.js";
import type { Linted, ThreadAnswer, ThreadData } from "./threads.js";
import { UsageError } from "./usage-error.js";

const { given } = workerData as ThreadData;

parentPort?.on("message", (files: readonly string[]) => {
  const linted: Linted[] = [];
  lintHere(files, given, undefined, (result, made) => linted.push({ result, made })).then(
    () => answer({ linted }),
    (error: unknown) => answer({ failure: error instanceof Error ? error.message : String(error), isUsage: error instanceof UsageError, syscall: (error as NodeJS.ErrnoException).syscall }),
  );
});

function answer(message: ThreadAnswer): void {
  parentPort?.postMessage(message);
}
