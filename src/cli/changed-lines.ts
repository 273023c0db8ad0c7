/** `--since`: which lines of which files changed since a git revision. */
import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { ESLint, Linter } from "eslint";
import { type Git, GitError, gitIn } from "./git.js";
import { withMessages } from "./results.js";
import { UsageError } from "./usage-error.js";

/** A place where lines were replaced, added or removed. */
interface Hunk {
  /** Its first line now, counted from 1; where lines were only removed, the gap after a line has that line's number and a half. */
  readonly first: number;
  readonly last: number;
  /** How many lines more there are now than before. */
  readonly growth: number;
}

/** A file that is not as it was. */
interface ChangedFile {
  /** In order; `undefined`: the file is new, and every line of it. */
  readonly hunks: readonly Hunk[] | undefined;
  /** Its path at that revision, from the top of the repository. */
  readonly before: string | undefined;
}

type Place = Pick<Linter.LintMessage, "line" | "endLine" | "fatal">;

export interface Changes {
  /** The files that changed, of those that were asked about, in the same order. */
  readonly files: readonly string[];
  /** What is not in this repository and not compared: submodules, clones inside, files outside; relative to the current folder. */
  readonly elsewhere: readonly string[];
  /** Whether a finding in a file stands on a changed line. */
  isChanged(file: string, message: Place): boolean;
  /** The number that an unchanged line of a file had at that revision. */
  lineBefore(file: string, line: number): number;
  /** The text of a changed file at that revision; undefined if it was not there. */
  textBefore(file: string): Promise<string | undefined>;
}

/**
 * Compares the working tree with the commit from which the current branch and a revision went apart (`git diff
 * ref...`, with what is not committed yet).
 *
 * @param files absolute paths
 * @throws {UsageError} one sentence: no git, no repository, no such revision, no common history
 */
export async function changesSince(ref: string, files: readonly string[], cwd: string): Promise<Changes> {
  const root = await topOf(await gitIn(cwd), cwd);
  const git = readingWell(await gitIn(root));
  const base = await baseOf(git, ref);
  const changed = parseDiff(await git([
    "diff", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv", "--text", "--find-renames", "--no-relative",
    "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/", base, "--",
  ]));
  const tracked = new Set((await git(["ls-files", "-z", "--full-name"])).toString("utf8").split("\0"));
  const states = new Map<string, ChangedFile>();
  const elsewhere = new Set<string>();
  const repositories = new Map<string, string>();
  for (const file of files) {
    const real = realpathSync(dirname(file)) + file.slice(dirname(file).length);
    const repository = repositoryOf(dirname(real), root, repositories);
    if (repository !== root) {
      elsewhere.add(relative(cwd, existsSync(join(repository, ".git")) ? repository : file));
      continue;
    }
    const path = relative(root, real).split(sep).join("/");
    const state = changed.get(path) ?? (tracked.has(path) ? undefined : { hunks: undefined, before: undefined });
    if (state) states.set(file, state);
  }
  return {
    files: files.filter((file) => states.has(file)),
    elsewhere: [...elsewhere].sort(),
    isChanged(file, { line, endLine, fatal }) {
      const state = states.get(file);
      if (!state) return false;
      // Where the file cannot be parsed, everything in it is hidden.
      if (fatal === true || state.hunks === undefined) return true;
      return state.hunks.some(({ first, last }) => line <= last && (endLine ?? line) >= first);
    },
    lineBefore: (file, line) => (states.get(file)?.hunks ?? []).reduce((before, { last, growth }) => (last < line ? before - growth : before), line),
    async textBefore(file) {
      const before = states.get(file)?.before;
      return before === undefined ? undefined : (await git(["cat-file", "blob", `${base}:${before}`])).toString("utf8");
    },
  };
}

/** Git whose failures are told in one sentence, but for those that the caller tells better. */
function readingWell(git: Git): Git {
  return async (args) => {
    try {
      return await git(args);
    } catch (error) {
      if (error instanceof GitError && ["diff", "ls-files", "cat-file"].includes(args[0]!)) throw new UsageError(`--since: git cannot read this repository: ${error.stderr}`);
      throw error;
    }
  };
}

async function topOf(git: Git, cwd: string): Promise<string> {
  try {
    const top = (await git(["rev-parse", "--show-toplevel"])).toString("utf8").replace(/\r?\n$/u, "");
    if (top !== "") return realpathSync(top);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (!/not a git repository/iu.test(error.stderr)) throw new UsageError(`--since: git cannot read this repository: ${error.stderr}`);
  }
  throw new UsageError(`--since needs a git repository, and there is none at ${cwd}`);
}

/** The commit to compare with. */
async function baseOf(git: Git, ref: string): Promise<string> {
  const isShallow = (await git(["rev-parse", "--is-shallow-repository"])).toString("utf8").trim() === "true";
  const cutOff = "; this clone is shallow, so fetch the history (git fetch --unshallow, or fetch-depth: 0 in actions/checkout)";
  let commit: string;
  try {
    // Git takes no name that begins with a dash; as an option it could do anything.
    if (ref === "" || ref.startsWith("-")) throw new GitError(undefined, "");
    commit = (await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`])).toString("utf8").trim();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(`--since: git knows no revision "${ref}"${isShallow ? cutOff : ""}`);
  }
  try {
    return (await git(["merge-base", commit, "HEAD"])).toString("utf8").trim();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(`--since: "${ref}" and the current commit have no common history${isShallow ? cutOff : ""}`);
  }
}

/** The repository that a folder below the top belongs to: a submodule or a clone inside is another one. */
function repositoryOf(folder: string, root: string, known: Map<string, string>): string {
  const found = known.get(folder);
  if (found !== undefined) return found;
  const parent = dirname(folder);
  const answer = folder === root || parent === folder || existsSync(join(folder, ".git")) ? folder : repositoryOf(parent, root, known);
  known.set(folder, answer);
  return answer;
}

/** Changed files by their present path, from what `git diff --unified=0` prints. */
function parseDiff(output: Buffer): Map<string, ChangedFile> {
  const files = new Map<string, ChangedFile>();
  let before: string | undefined;
  let hunks: Hunk[] = [];
  for (let at = 0; at < output.length; ) {
    const line = lineAt(output, at);
    at += line.length + 1;
    const text = line.toString("latin1");
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/u.exec(text);
    if (hunk) {
      const removed = Number(hunk[1] ?? 1);
      const first = Number(hunk[2]);
      const added = Number(hunk[3] ?? 1);
      // Where lines were only removed, what spans the gap has changed.
      hunks.push({ ...(added > 0 ? { first, last: first + added - 1 } : { first: first + 0.5, last: first + 0.5 }), growth: added - removed });
      // The lines themselves are skipped by their number: they may look like anything.
      for (let skip = removed + added; skip > 0; skip--) at += lineAt(output, at).length + 1;
    } else if (text.startsWith("diff --git ")) {
      before = undefined;
      hunks = [];
    } else if (text.startsWith("--- ")) {
      before = pathIn(line.subarray(4));
    } else if (text.startsWith("+++ ")) {
      const after = pathIn(line.subarray(4));
      if (after !== undefined) files.set(after, { hunks: before === undefined ? undefined : hunks, before });
    }
  }
  return files;
}

function lineAt(output: Buffer, at: number): Buffer {
  const end = output.indexOf(10, at);
  return output.subarray(at, end < 0 ? output.length : end);
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, "\\": 92 };

/** `a/stacks/x.ts`, in quotes with escaped bytes where it is unusual; undefined for `/dev/null`. */
function pathIn(written: Buffer): string | undefined {
  // Git puts a tab after a name with blanks.
  let bytes = written.at(-1) === 9 ? written.subarray(0, -1) : written;
  if (bytes[0] === 34) {
    const out: number[] = [];
    for (const [, octal, escape, plain] of bytes.toString("latin1").slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\])/gsu)) {
      out.push(octal !== undefined ? parseInt(octal, 8) : escape !== undefined ? ESCAPES[escape]! : plain!.charCodeAt(0));
    }
    bytes = Buffer.from(out);
  }
  const path = bytes.toString("utf8");
  return path === "/dev/null" ? undefined : path.slice(2);
}

/**
 * Results with the findings that are new: those on changed lines, and those on other lines of a changed file that
 * were not there before, such as an argument that is missing now because its line was removed.
 *
 * @param lintBefore lints former texts of files, by their present paths
 */
export async function onlyNew(
  results: readonly ESLint.LintResult[],
  changes: Changes,
  lintBefore: (texts: ReadonlyMap<string, string>) => Promise<readonly ESLint.LintResult[]>,
): Promise<ESLint.LintResult[]> {
  const texts = new Map<string, string>();
  for (const { filePath, messages } of results) {
    if (messages.every((message) => changes.isChanged(filePath, message))) continue;
    const text = await changes.textBefore(filePath);
    if (text !== undefined) texts.set(filePath, text);
  }
  const former = new Map((texts.size > 0 ? await lintBefore(texts) : []).map(({ filePath, messages }) => [filePath, messages]));
  return results.map((result) => {
    const then = former.get(result.filePath) ?? [];
    const wasReadable = then.every(({ fatal }) => fatal !== true);
    const places = new Set(then.map(({ ruleId, line, column }) => `${ruleId} ${line} ${column}`));
    const wasThere = ({ ruleId, line, column }: Linter.LintMessage): boolean => !wasReadable || places.has(`${ruleId} ${changes.lineBefore(result.filePath, line)} ${column}`);
    const messages = result.messages.filter((message) => changes.isChanged(result.filePath, message) || !wasThere(message));
    return messages.length === result.messages.length ? result : withMessages(result, messages);
  });
}
