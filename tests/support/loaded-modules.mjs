/** Runs a program of this package with arguments, and then prints the files that were loaded for it, one a line. */
import Module, { register } from "node:module";
import { pathToFileURL } from "node:url";
import { MessageChannel } from "node:worker_threads";
import { runUnheard } from "./unheard.mjs";

const HOOKS = `
let port;
export const initialize = (given) => { port = given; };
export async function load(url, context, next) {
  port.postMessage(url);
  return next(url, context);
}`;

const { port1, port2 } = new MessageChannel();
const loaded = [];
port1.on("message", (url) => loaded.push(url));
port1.unref();
register(`data:text/javascript,${encodeURIComponent(HOOKS)}`, { parentURL: import.meta.url, data: port2, transferList: [port2] });

await runUnheard();
// Messages of the loader's thread arrive with the next turns.
await new Promise((resolve) => setTimeout(resolve, 200));
const files = new Set([...loaded.filter((url) => url.startsWith("file:")), ...Object.keys(Module._cache).map((path) => pathToFileURL(path).href)]);
process.stdout.write(`${[...files].join("\n")}\n`);
