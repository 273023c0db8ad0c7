/** Runs a program of this package with arguments, and then prints the files that were loaded for it, one a line. */
import Module, { register } from "node:module";
import { pathToFileURL } from "node:url";
import { MessageChannel } from "node:worker_threads";

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

const [program, ...args] = process.argv.slice(2);
process.argv = [process.execPath, program, ...args];
const { write } = process.stdout;
process.stdout.write = (_text, done) => {
  if (typeof done === "function") done();
  return true;
};
await import(pathToFileURL(program).href);
// Messages of the loader's thread arrive with the next turns.
await new Promise((resolve) => setTimeout(resolve, 200));
process.stdout.write = write;
const files = new Set([...loaded.filter((url) => url.startsWith("file:")), ...Object.keys(Module._cache).map((path) => pathToFileURL(path).href)]);
process.stdout.write(`${[...files].join("\n")}\n`);
