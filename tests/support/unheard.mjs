/** Runs the program that stands first on the command line, with the arguments behind it; nothing that it prints is shown. */
import { pathToFileURL } from "node:url";

export async function runUnheard() {
  const [program, ...args] = process.argv.slice(2);
  process.argv = [process.execPath, program, ...args];
  const { write } = process.stdout;
  process.stdout.write = (_text, done) => {
    if (typeof done === "function") done();
    return true;
  };
  await import(pathToFileURL(program).href);
  process.stdout.write = write;
}
