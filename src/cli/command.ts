/** `cdktf-lint` from its arguments to its exit code: loads no more than they ask for. */
import { createRequire } from "node:module";
import type { CliOptions } from "./options.js";
import { onOneLine } from "../formatters/support/text.js";
import { UsageError } from "./usage-error.js";

export { usedParts } from "./used-parts.js";
export { replaceFile } from "../write-file.js";

const { version, bugs, repository } = createRequire(import.meta.url)("../../package.json") as {
  version: string;
  bugs?: { url?: string };
  repository: { url: string };
};

/** Runs the command with the arguments of this process; `process.exitCode` says how it went. */
export async function runCommand(): Promise<void> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // Who reads only the beginning (`| head`) has what they want.
    if (error.code === "EPIPE") return;
    process.stderr.write(`cdktf-lint: cannot write to standard output (${error.code ?? error.message})\n`);
    process.exit(2);
  });
  // What cannot be told can be told to nobody.
  process.stderr.on("error", () => undefined);

  try {
    const [first, ...rest] = process.argv.slice(2);
    // Alone it can only be a folder of that name.
    if (first === "schema" && rest.length > 0) process.exitCode = (await import("./schema-command.js")).runSchemaCommand(rest);
    else if (first === "merge" && rest.length > 0) process.exitCode = await (await import("./merge-command.js")).runMergeCommand(rest);
    else if (first === "explain") process.exitCode = await (await import("./explain-command.js")).runExplainCommand(rest, version);
    else if (first === "rules") process.exitCode = (await import("./explain-command.js")).runRulesCommand(rest);
    else if (first === "init") process.exitCode = await (await import("./init/init-command.js")).runInitCommand(rest, { version, url: repository.url.replace(/^git\+|\.git$/gu, "") });
    else await lint();
  } catch (error) {
    process.exitCode = 2;
    process.stderr.write(`cdktf-lint: ${process.env["DEBUG"] ? describe(error) : onOneLine(describe(error))}\n`);
  }
}

/** A thread's side of `--concurrency`. */
export async function serveThread(): Promise<void> {
  (await import("./threads.js")).serveThread();
}

async function lint(): Promise<void> {
  const { parseArguments } = await import("./options.js");
  const options: CliOptions | number = parseArguments(process.argv.slice(2), version);
  process.exitCode = typeof options === "number" ? options : await (await import("./run.js")).run(options);
}

function describe(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (process.env["DEBUG"]) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const text = error instanceof Error ? error.message : String(error);
  // ESLint appends file and rule to what a rule threw.
  const [first = "unknown", ...rest] = text.split("\n").map((line) => line.trim()).filter(Boolean);
  const details = rest.filter((line) => /^(?:Occurred while|Rule:)/u.test(line)).join(", ");
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (syscall === "uv_cwd") return "the current folder is gone";
  if (code === "EACCES" || code === "EPERM" || code === "ENOSPC" || code === "EROFS") return `${first}${path && !first.includes(path) ? ` (${path})` : ""}`;
  if (/^Key "|^Error while processing options|Configuration for rule/u.test(first)) return `the options of a rule are wrong: ${[/cdktf\/[\w-]+/u.exec(first)?.[0], rest.join(" ") || first].filter(Boolean).join(": ")}`;
  const where = bugs?.url ? ` at ${bugs.url}` : "";
  return `unexpected error: ${first}${details ? ` (${details})` : ""}. Please report it${where}; with DEBUG=1 set, the stack trace is shown.`;
}
