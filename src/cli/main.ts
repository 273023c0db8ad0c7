#!/usr/bin/env node
/** `cdktf-lint`, and what a thread of it starts with. */
import { setFlagsFromString } from "node:v8";
import { isMainThread } from "node:worker_threads";
import { loadCommand } from "./compiled.js";

/** The last version of Node that V8's option was tried with; it complains of options that it does not know. */
const NEWEST_TRIED = 24;

// A run ends before the time pays off that V8 spends on large functions with much inlined into each: a sixth of a long run.
if (isMainThread && Number.parseInt(process.versions.node, 10) <= NEWEST_TRIED && process.versions["bun"] === undefined) setFlagsFromString("--max-inlined-bytecode-size=60");

const command = loadCommand();
(isMainThread ? command.runCommand() : command.serveThread()).catch((error: unknown) => {
  // The command tells what goes wrong; a thread that cannot even start ends with an error.
  setImmediate(() => {
    throw error;
  });
});
