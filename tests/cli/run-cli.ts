/** Runs the built command in a folder made for one test. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

export const CLI = join(import.meta.dirname, "../../dist/cli/main.cjs");

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty temporary folder, which the caller deletes. */
export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "cdktf-lint-")));
}

/** A temporary folder with these files; a name that ends in `/` is an empty folder. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name);
    if (name.endsWith("/")) mkdirSync(path, { recursive: true });
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  return root;
}

/** Runs the command without a terminal. */
export function cli(cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return runNode(CLI, cwd, args, env);
}

/** What the command prints as JSON, less what it adds of its own to ESLint's format. */
export function withoutFacts(json: string): unknown {
  return JSON.parse(json, (key, value: unknown) => (key === "facts" ? undefined : value));
}

/**
 * Runs a program in Node without a terminal.
 *
 * @param patience milliseconds after which it is killed; without end if absent
 */
export function runNode(program: string, cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}, patience?: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !["FORCE_COLOR", "NO_COLOR", "DEBUG"].includes(name)));
    const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...inherited, ...env }, ...(patience === undefined ? {} : { timeout: patience, killSignal: "SIGKILL" as const }) });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
