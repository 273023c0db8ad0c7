/** Asks git, without letting the configuration of a repository run anything. */
import { execFile } from "node:child_process";
import { UsageError } from "./usage-error.js";

/** A diff of more than this is no review. */
const MAX_OUTPUT_BYTES = 256_000_000;

/** Settings that name programs, and those that change what git prints. */
const SETTINGS: readonly string[] = [
  "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "core.quotePath=true", "safe.bareRepository=explicit", "submodule.recurse=false",
];

/** What a failed git said. */
export class GitError extends Error {
  constructor(
    readonly exitCode: number | undefined,
    readonly stderr: string,
  ) {
    super(stderr);
  }
}

export interface Git {
  /** What a git command prints; throws `GitError` if it fails. */
  (args: readonly string[]): Promise<Buffer>;
}

/**
 * Git in a folder. Filter programs are switched off: they are for large and secret files, and could be anything.
 *
 * @throws {UsageError} if there is no git
 */
export async function gitIn(cwd: string): Promise<Git> {
  // A program of that name in the linted folder is not git.
  if (process.platform === "win32") process.env["NoDefaultCurrentDirectoryInExePath"] = "1";
  const plain = (args: readonly string[]): Promise<Buffer> => run(args, cwd, environment([]));
  const filters = await plain(["config", "--null", "--name-only", "--get-regexp", "^filter\\..*\\.(clean|smudge|process)$"]).catch((error: unknown) => {
    // 1 is "there are none"; everything else comes again with the first real question.
    if (error instanceof GitError) return Buffer.alloc(0);
    throw error;
  });
  const overrides = [...new Set(filters.toString("utf8").split("\0").filter(Boolean))].flatMap((key): [string, string][] => [
    [key, ""],
    [key.replace(/\.[^.]*$/u, ".required"), "false"],
  ]);
  const env = environment(overrides);
  return (args) => run(args, cwd, env);
}

function environment(overrides: readonly (readonly [string, string])[]): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none", GIT_TERMINAL_PROMPT: "0", GIT_PAGER: "cat" };
  // These win over options, or run something.
  for (const name of ["GIT_DIFF_OPTS", "GIT_EXTERNAL_DIFF", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_TRACE"]) Reflect.deleteProperty(env, name);
  const first = Number(env["GIT_CONFIG_COUNT"] ?? 0) || 0;
  overrides.forEach(([key, value], index) => {
    env[`GIT_CONFIG_KEY_${first + index}`] = key;
    env[`GIT_CONFIG_VALUE_${first + index}`] = value;
  });
  if (overrides.length > 0) env["GIT_CONFIG_COUNT"] = String(first + overrides.length);
  return env;
}

function run(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Buffer> {
  const settings = SETTINGS.flatMap((setting) => ["-c", setting]);
  return new Promise((resolve, reject) => {
    execFile("git", [...settings, ...args], { cwd, env, encoding: "buffer", maxBuffer: MAX_OUTPUT_BYTES, windowsHide: true }, (error, stdout, stderr) => {
      if (!error) {
        resolve(stdout);
        return;
      }
      const { code } = error as NodeJS.ErrnoException & { code?: string | number };
      if (code === "ENOENT") reject(new UsageError("--since needs git, and no git is installed"));
      else if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") reject(new UsageError(`the changes since that revision are too many to read (more than ${MAX_OUTPUT_BYTES / 1_000_000} MB); choose a nearer one`));
      else reject(new GitError(typeof code === "number" ? code : undefined, firstLine(stderr.toString("utf8"))));
    });
  });
}

/** What git complains of, without its prefix. */
function firstLine(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("warning:"));
  return (lines[0] ?? "git failed").replace(/^(?:fatal|error): /u, "");
}
