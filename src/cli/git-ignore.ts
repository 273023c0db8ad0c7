/** What git leaves out: `.gitignore` at every level up to the repository's root, and `.git/info/exclude`. */
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Ignore, Options } from "ignore";
import { readOwnText, readPlainFile } from "../disk.js";

type IgnoreFactory = (options?: Options) => Ignore;

const require = createRequire(import.meta.url);
let createIgnore: IgnoreFactory | undefined;

/** What git ignores below a folder: the patterns of the folders above and its own. */
export interface IgnoreLevel {
  /** Folder that the patterns are relative to. */
  readonly root: string;
  readonly patterns: Ignore;
}

/** A larger file is not read. */
const MAX_FILE_BYTES = 1_000_000;
/** More `**` in a pattern could take very long to compare with a path; whole patterns are passed over then. */
export const MAX_GLOBSTARS = 3;

/** Has a pattern more `**` than are understood? */
export function isTooWild(pattern: string): boolean {
  return pattern.split("**").length - 1 > MAX_GLOBSTARS;
}

/** The text of a file as git reads it: one that is a link out of the project says nothing. */
function ownText(path: string): string | undefined {
  try {
    return readOwnText(path, MAX_FILE_BYTES);
  } catch {
    return undefined;
  }
}

/** The text of a file of git's own, which may lie elsewhere: a worktree's is that of its repository. */
function gitsText(path: string): string | undefined {
  try {
    return readPlainFile(path, MAX_FILE_BYTES).toString("utf8");
  } catch {
    return undefined;
  }
}

/** Outer patterns with those of a file in a folder, which overrule them. */
function level(folder: string, text: string | undefined, outer: IgnoreLevel | undefined): IgnoreLevel | undefined {
  if (text === undefined || text.trim() === "") return outer;
  createIgnore ??= require("ignore") as IgnoreFactory;
  // Git decides by the file system's habits.
  const patterns = createIgnore({ ignorecase: process.platform === "win32" || process.platform === "darwin" });
  if (outer) patterns.add(outer.patterns);
  const root = outer?.root ?? folder;
  const prefix = relative(root, folder).split(sep).join("/").replace(/[\\*?[\]!# ]/gu, "\\$&");
  for (const line of text.replace(/^\uFEFF/u, "").split(/\r?\n/u)) if (!isTooWild(line)) patterns.add(prefix === "" ? line : relocated(line, prefix));
  return { root, patterns };
}

/** A pattern of a folder as one of a folder above it. */
function relocated(line: string, prefix: string): string {
  if (line.trim() === "" || line.startsWith("#")) return "";
  const negated = line.startsWith("!");
  const pattern = negated ? line.slice(1) : line;
  const anchored = /\/[^\s]/u.test(pattern);
  return `${negated ? "!" : ""}/${prefix}/${anchored ? pattern.replace(/^\//u, "") : `**/${pattern}`}`;
}

/** Where `info/exclude` of a repository lies: `.git` may be a file that points elsewhere. */
function excludeFile(root: string): string {
  const dotGit = join(root, ".git");
  try {
    if (statSync(dotGit).isDirectory()) return join(dotGit, "info", "exclude");
    const target = /^gitdir:\s*(.+)$/mu.exec(gitsText(dotGit) ?? "")?.[1]?.trim();
    if (target) {
      const gitDir = resolve(root, target);
      const common = gitsText(join(gitDir, "commondir"))?.trim();
      return join(common ? resolve(gitDir, common) : gitDir, "info", "exclude");
    }
  } catch {
    // Not a repository that can be read: nothing is excluded.
  }
  return join(dotGit, "info", "exclude");
}

/** The level of a folder below others, from its entries; a repository of its own starts anew. */
export function enterFolder(folder: string, names: ReadonlySet<string>, outer: IgnoreLevel | undefined): IgnoreLevel | undefined {
  const base = names.has(".git") ? level(folder, gitsText(excludeFile(folder)), undefined) : outer;
  return names.has(".gitignore") ? level(folder, ownText(join(folder, ".gitignore")), base) : base;
}

/** The levels that apply to a folder from above, where a search begins. */
export function levelsAbove(folder: string): IgnoreLevel | undefined {
  // Without a repository nothing above the folder is git's.
  if (existsSync(join(folder, ".git"))) return undefined;
  const above: string[] = [];
  let root: string | undefined;
  for (let current = dirname(folder), last = folder; current !== last; last = current, current = dirname(current)) {
    above.unshift(current);
    if (existsSync(join(current, ".git"))) {
      root = current;
      break;
    }
  }
  if (root === undefined) return undefined;
  let result = level(root, gitsText(excludeFile(root)), undefined);
  for (const current of above) result = level(current, ownText(join(current, ".gitignore")), result);
  // Who names an ignored folder wants it linted.
  return result && isIgnored(folder, true, result) ? undefined : result;
}

/** Whether git ignores a path. */
export function isIgnored(path: string, isFolder: boolean, { root, patterns }: IgnoreLevel): boolean {
  const below = relative(root, path).split(sep).join("/");
  return patterns.ignores(isFolder ? `${below}/` : below);
}
