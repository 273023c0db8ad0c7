#!/usr/bin/env node
/** `cdktf-lint`, and what a thread of it starts with. */
import "./v8-options.js";
import { isMainThread } from "node:worker_threads";
import { loadCommand } from "./compiled.js";

const command = loadCommand();
(isMainThread ? command.runCommand() : command.serveThread()).catch((error: unknown) => {
  // The command tells what goes wrong; a thread that cannot even start ends with an error.
  setImmediate(() => {
    throw error;
  });
});
