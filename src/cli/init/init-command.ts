/** `cdktf-lint init`: shows what a project needs, and writes new files for those who say yes. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline/promises";
import { commandNamed, parseInto } from "../command-line.js";
import { type Plan, planFor, type Source, type Step } from "./plan.js";
import { inspectProject } from "./project.js";

const HELP = `
It changes no file that is there: for such it shows the lines to add.
Without a terminal to ask on, it only shows, and ends with 1 if there is something to write.`;

/**
 * Sets a project up.
 *
 * @param args what stands after `init`
 * @returns the exit code: 0 if nothing is left to write or it was a choice not to, 1 if there was nobody to ask, 2 for wrong usage
 */
export async function runInitCommand(args: readonly string[], source: Source): Promise<number> {
  const command = commandNamed("cdktf-lint init", "Set up ESLint, a pre-commit hook and a pipeline for the project in this folder.")
    .option("-y, --yes", "write all new files without asking", false)
    .option("--dry-run", "show what would be written, and write nothing", false)
    .addHelpText("after", HELP)
    .allowExcessArguments(false);
  const done = parseInto(command, args);
  if (done !== undefined) return done;
  const { yes, dryRun } = command.opts<{ yes: boolean; dryRun: boolean }>();
  const folder = process.cwd();
  const project = inspectProject(folder);
  const plan = planFor(project, source);
  const languages = [project.hasTypeScript && "TypeScript or JavaScript", project.hasPython && "Python"].filter((name) => name !== false).join(" and ");
  print(`A project in ${languages}${project.isRepository ? "" : ", outside of a git repository (so no hook and no pipeline)"}.\n`);
  plan.steps.forEach(show);
  const fresh = plan.steps.filter(({ kind }) => kind === "write");
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (!dryRun && fresh.length > 0) {
    if (yes) for (const step of fresh) write(folder, step);
    else if (isTerminal) await askAndWrite(folder, fresh);
    else {
      process.stderr.write("cdktf-lint: nothing was written, because there is no terminal to ask on; --yes writes the new files\n");
      return 1;
    }
  }
  showNext(plan);
  return 0;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function show({ title, path, kind, text }: Step): void {
  const what = { write: "new file", add: "is there; add to it", done: "is there already, nothing to do" }[kind];
  print(`${title}\n  ${path}: ${what}`);
  if (text !== "" && kind !== "done") print(text.trimEnd().split("\n").map((line) => (line === "" ? "" : `    ${line}`)).join("\n"));
  print("");
}

function showNext({ next }: Plan): void {
  print(`Next:\n${next.map((line) => `  ${line}`).join("\n")}`);
}

async function askAndWrite(folder: string, steps: readonly Step[]): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Whoever closes the input says no to all that is left.
  const closed = new AbortController();
  terminal.on("close", () => closed.abort());
  try {
    for (const step of steps) {
      const answer = await terminal.question(`Write ${step.path}? [y/N] `, { signal: closed.signal });
      if (/^y(?:es)?$/iu.test(answer.trim())) write(folder, step);
    }
  } catch (error) {
    if (!closed.signal.aborted) throw error;
    print("");
  } finally {
    terminal.close();
  }
}

/** Writes a new file; one that came into being meanwhile stays as it is. */
function write(folder: string, { path, text }: Step): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  try {
    writeFileSync(target, text, { flag: "wx" });
    print(`written: ${path}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    print(`left as it is: ${path}`);
  }
}
