/** What git leaves out: `.gitignore` at every level up to the repository's root, and `.git/info/exclude`. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Ignore, Options } from "ignore";

type IgnoreFactory = (options?: Options) => Ignore;

const require = createRequire(import.meta.url);
let createIgnore: IgnoreFactory | undefined;

/** The patterns of one folder, and those of the folders around it. */
export interface IgnoreLevel {
  readonly folder: string;
  readonly patterns: Ignore;
  readonly outer: IgnoreLevel | undefined;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function level(folder: string, text: string | undefined, outer: IgnoreLevel | undefined): IgnoreLevel | undefined {
  if (text === undefined || text.trim() === "") return outer;
  createIgnore ??= require("ignore") as IgnoreFactory;
  // Git decides by the file system's habits.
  const patterns = createIgnore({ ignorecase: process.platform === "win32" || process.platform === "darwin" }).add(text.replace(/^\uFEFF/u, ""));
  return { folder, patterns, outer };
}

/** Where `info/exclude` of a repository lies: `.git` may be a file that points elsewhere. */
function excludeFile(root: string): string {
  const dotGit = join(root, ".git");
  try {
    if (statSync(dotGit).isDirectory()) return join(dotGit, "info", "exclude");
    const target = /^gitdir:\s*(.+)$/mu.exec(readFileSync(dotGit, "utf8"))?.[1]?.trim();
    if (target) {
      const gitDir = resolve(root, target);
      const common = readIfThere(join(gitDir, "commondir"))?.trim();
      return join(common ? resolve(gitDir, common) : gitDir, "info", "exclude");
    }
  } catch {
    // Not a repository that can be read: nothing is excluded.
  }
  return join(dotGit, "info", "exclude");
}

/** The level of a folder below others, from its entries; a repository of its own starts anew. */
export function enterFolder(folder: string, names: ReadonlySet<string>, outer: IgnoreLevel | undefined): IgnoreLevel | undefined {
  const base = names.has(".git") ? level(folder, readIfThere(excludeFile(folder)), undefined) : outer;
  return names.has(".gitignore") ? level(folder, readIfThere(join(folder, ".gitignore")), base) : base;
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
  let result = level(root, readIfThere(excludeFile(root)), undefined);
  for (const current of above) result = level(current, readIfThere(join(current, ".gitignore")), result);
  // Who names an ignored folder wants it linted.
  return isIgnored(folder, true, result) ? undefined : result;
}

/** Whether git ignores a path whose folder it does not ignore. */
export function isIgnored(path: string, isFolder: boolean, innermost: IgnoreLevel | undefined): boolean {
  for (let current = innermost; current; current = current.outer) {
    const below = relative(current.folder, path).split(sep).join("/");
    const { ignored, unignored } = current.patterns.test(isFolder ? `${below}/` : below);
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}
