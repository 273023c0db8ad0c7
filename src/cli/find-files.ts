/** Which files the paths on the command line mean. */
import { type Dirent, readdirSync, type Stats, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { enterFolder, type IgnoreLevel, isIgnored, levelsAbove } from "./git-ignore.js";
import { UsageError } from "./usage-error.js";

/** Endings of the files that are searched for in folders. */
const LINTED_FILE = /\.(?:[mc]?[jt]s|[jt]sx|py)$/u;
const DECLARATION_FILE = /\.d\.(?:[^.]+\.)?[mc]?ts$/u;

/** Folders with what generators, package managers and tools write. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  "node_modules", "site-packages", "cdktf.out", ".gen", "imports", ".git", "__pycache__", ".terraform", "venv", ".venv", ".tox", ".nox", ".yarn",
]);
const SKIPPED_FILES: ReadonlySet<string> = new Set([".pnp.cjs", ".pnp.loader.mjs"]);
/** Entries by which a folder shows itself to be a Python environment, whatever its name. */
const ENVIRONMENT_MARKERS = ["pyvenv.cfg", "conda-meta"];

/** Deeper folders are not searched. */
export const MAX_FOLDER_DEPTH = 100;

export interface FoundFiles {
  /** Absolute paths in order. */
  readonly files: readonly string[];
  /** Paths in which nothing was found, as they were given. */
  readonly empty: readonly string[];
  /** Files that were named but are in no language that is linted, as they were given. */
  readonly foreign: readonly string[];
  /** Folders that could not be read. */
  readonly unreadable: readonly string[];
  /** Folders that are nested too deeply to be searched. */
  readonly tooDeep: readonly string[];
}

interface LeftOut {
  readonly unreadable: string[];
  readonly tooDeep: string[];
}

/**
 * Finds the files to lint.
 *
 * @param paths files, folders and globs
 * @param cwd what relative ones are relative to
 */
export function findFiles(paths: readonly string[], cwd: string): FoundFiles {
  const files = new Set<string>();
  const empty: string[] = [];
  const foreign: string[] = [];
  const leftOut: LeftOut = { unreadable: [], tooDeep: [] };
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const stat = path === "" ? undefined : statOf(absolute, path);
    if (stat?.isDirectory()) {
      const before = files.size;
      let found = false;
      for (const file of searchFolder(absolute, leftOut)) {
        found = true;
        files.add(file);
      }
      if (!found && files.size === before) empty.push(path);
    } else if (stat) {
      if (LINTED_FILE.test(absolute)) files.add(absolute);
      else foreign.push(path);
    } else if (isGlob(path)) {
      let found = false;
      for (const file of expandGlob(path, cwd, leftOut)) {
        found = true;
        files.add(file);
      }
      if (!found) throw new UsageError(`no files match the pattern: ${path}`);
    } else {
      throw new UsageError(`no such file or folder: ${path === "" ? '""' : path}`);
    }
  }
  return { files: [...files].sort(comparePaths), empty, foreign, ...leftOut };
}

/** What is at a path; undefined for nothing. */
function statOf(absolute: string, path: string): Stats | undefined {
  try {
    return statSync(absolute, { throwIfNoEntry: false });
  } catch (error) {
    throw new UsageError(`cannot read ${path} (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

/** Order of code units, the same everywhere. */
function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isGlob(path: string): boolean {
  return /[*?{}[\]!()]/u.test(path);
}

function* searchFolder(start: string, { unreadable, tooDeep }: LeftOut): Iterable<string> {
  const queue: { folder: string; outer: IgnoreLevel | undefined; depth: number }[] = [{ folder: start, outer: levelsAbove(start), depth: 0 }];
  for (let item = queue.pop(); item; item = queue.pop()) {
    const { folder, outer, depth } = item;
    if (depth > MAX_FOLDER_DEPTH) {
      tooDeep.push(folder);
      continue;
    }
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      if (folder === start) throw new UsageError(`cannot read ${folder} (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
      unreadable.push(folder);
      continue;
    }
    const names = new Set(entries.map((entry) => entry.name));
    if (folder !== start && ENVIRONMENT_MARKERS.some((marker) => names.has(marker))) continue;
    const ignoring = enterFolder(folder, names, outer);
    const prefix = folder.endsWith(sep) ? folder : folder + sep;
    // Links are not followed: their targets are found where they are, and no loop can arise.
    for (const entry of entries) {
      const path = prefix + entry.name;
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(entry.name) && !(ignoring && isIgnored(path, true, ignoring))) queue.push({ folder: path, outer: ignoring, depth: depth + 1 });
      } else if (entry.isFile() && isSearchedFor(entry.name) && !(ignoring && isIgnored(path, false, ignoring))) {
        yield path;
      }
    }
  }
}

function isSearchedFor(name: string): boolean {
  return LINTED_FILE.test(name) && !DECLARATION_FILE.test(name) && !SKIPPED_FILES.has(name);
}

function* expandGlob(pattern: string, cwd: string, leftOut: LeftOut): Iterable<string> {
  const { Minimatch } = createRequire(import.meta.url)("minimatch") as typeof import("minimatch");
  let base = cwd;
  const parts = pattern.split(process.platform === "win32" ? /[\\/]/u : "/");
  if (isAbsolute(pattern)) base = resolve(`${parts.shift() ?? ""}/`);
  while (parts.length > 1 && !isGlob(parts[0]!)) base = join(base, parts.shift()!);
  if (!statSync(base, { throwIfNoEntry: false })?.isDirectory()) return;
  const matcher = new Minimatch(parts.join("/"), { dot: true });
  // `stacks/*` means the folders in it as well, as the shell's own expansion would.
  const matches = (path: string): boolean => {
    for (let current = path; current !== base && current !== dirname(current); current = dirname(current)) {
      if (matcher.match(relative(base, current).split(sep).join("/")) && basename(current) !== "") return true;
    }
    return false;
  };
  for (const file of searchFolder(base, leftOut)) if (matches(file)) yield file;
}

/** The deepest folder that holds all paths. */
export function commonFolder(files: readonly string[]): string {
  let folder = dirname(files[0]!);
  for (const file of files) while (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) folder = dirname(folder);
  return folder;
}
