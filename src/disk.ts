/**
 * Files of a linted project, which anybody may have put there: only plain files of a bounded size are read, and no
 * link is followed out of the project, but for packages that are installed in it.
 */
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname, isAbsolute, relative, sep } from "node:path";
import { FolderNames } from "./consulted.js";

/** Entries by which a folder shows itself to be a project. */
export const ROOT_MARKERS = ["cdktf.json", "package.json", "pyproject.toml", "requirements.txt", "Pipfile", "setup.py", ".git"];

const READ_CHUNK_BYTES = 65_536;
const MAX_CACHED_FOLDERS = 5000;
const MAX_HELD_STATES = 100_000;

let periods = 0;
let period: number | undefined;
/** Runs that are going on in this process. */
let holders = 0;

/**
 * From now on the disk is taken to stay as it is, until the function that it gives is called: what is asked twice is
 * asked of the disk once. For a run that writes nothing meanwhile; in an editor files change under the hands.
 */
export function holdDisk(): () => void {
  holders++;
  period ??= newPeriod();
  return () => {
    holders--;
    if (holders === 0) period = undefined;
  };
}

/** A time for which the disk is taken to stay as it is: for all that is worked out about one linted file, say. */
export function newPeriod(): number {
  return ++periods;
}

/** Works something out in a time of its own, unless the disk is held already. */
export function duringPeriod<T>(own: number, action: () => T): T {
  const outer = period;
  period ??= own;
  try {
    return action();
  } finally {
    period = outer;
  }
}

/** Answers that hold while the disk is taken to stay as it is; at other times nothing is kept. */
export class HeldAnswers<V> {
  readonly #answers = new Map<string, V>();
  readonly #max: number;
  #period: number | undefined;

  /** @param max when there are so many, all are forgotten: files come in the order of their folders */
  constructor(max: number) {
    this.#max = max;
  }

  get(key: string, make: (key: string) => V): V {
    if (period === undefined) return make(key);
    if (this.#period !== period) this.#answers.clear();
    this.#period = period;
    const known = this.#answers.get(key);
    if (known !== undefined || this.#answers.has(key)) return known!;
    const value = make(key);
    if (this.#answers.size >= this.#max) this.#answers.clear();
    this.#answers.set(key, value);
    return value;
  }
}

/** What is known of a file without reading it. */
export interface FileState {
  readonly isFile: boolean;
  readonly isDirectory: boolean;
  readonly mtimeMs: number;
  /** In bytes. */
  readonly size: number;
  readonly ino: number;
}

const states = new HeldAnswers<FileState | undefined>(MAX_HELD_STATES);

/** Identity of a file's content as far as its metadata tells. */
export function stampOf({ mtimeMs, size }: Pick<FileState, "mtimeMs" | "size">): string {
  return `${mtimeMs} ${size}`;
}

/** What is at a path, a link followed; undefined where nothing is, or nothing that can be asked about. */
export function stateOf(path: string): FileState | undefined {
  return states.get(path, askState);
}

function askState(path: string): FileState | undefined {
  let stat: Stats | undefined;
  try {
    stat = statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
  return stat && { isFile: stat.isFile(), isDirectory: stat.isDirectory(), mtimeMs: stat.mtimeMs, size: stat.size, ino: stat.ino };
}

/** Why a file is not read, to be said after its path. */
export class NotRead extends Error {}

/**
 * The content of a file of the project.
 *
 * @param maxBytes a larger file is not read
 * @throws {NotRead} what is no plain file, is too large, or is a link out of the project; else the error of the file system
 */
export function readOwnFile(path: string, maxBytes: number): Buffer {
  if (leadsOut(path)) throw new NotRead("is a link out of the project and is not read");
  return readPlainFile(path, maxBytes);
}

/** The text of a file of the project, without byte order mark; fails as `readOwnFile` does. */
export function readOwnText(path: string, maxBytes: number): string {
  return readOwnFile(path, maxBytes).toString("utf8").replace(/^\uFEFF/u, "");
}

/**
 * The content of a plain file, wherever it is; devices and pipes, which may have no end or never answer, are not read.
 *
 * @throws {NotRead} what is no plain file, or is too large; else the error of the file system
 */
export function readPlainFile(path: string, maxBytes: number): Buffer {
  // Opening a pipe would wait for somebody to write.
  const handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile()) throw new NotRead("is no file");
    const chunks: Buffer[] = [];
    let total = 0;
    // What a file says of its size need not be true: those of /proc say 0.
    for (let size = Math.min(stat.size, maxBytes) + 1; ; size = READ_CHUNK_BYTES) {
      if (stat.size > maxBytes || total > maxBytes) throw new NotRead(`is larger than ${inMegabytes(maxBytes)} and is not read`);
      const chunk = Buffer.allocUnsafe(size);
      const length = readSync(handle, chunk, 0, size, null);
      if (length === 0) return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
      total += length;
    }
  } finally {
    closeSync(handle);
  }
}

function inMegabytes(bytes: number): string {
  return `${bytes / 1_000_000} MB`;
}

/** A path with parts that stand for others, or for nothing. */
const UNSETTLED = /\/\.{0,2}(?:\/|$)/u;

/** Is a path, as it is written, in a folder, or the folder itself? */
export function isInside(path: string, folder: string): boolean {
  // Most paths show it.
  if (path.startsWith(folder) && path[folder.length] === sep && !path.includes("..")) return true;
  if (sep === "/" && path.startsWith("/") && folder.startsWith("/") && !UNSETTLED.test(path) && !UNSETTLED.test(folder)) return path === folder || (path.startsWith(folder) && path[folder.length] === sep);
  const below = relative(folder, path);
  return below !== ".." && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}

/** Packages that are installed lie where their manager puts them, which links lead to. */
const INSTALLED = /[/\\](?:node_modules|site-packages)[/\\]/u;

/** Does a path that is written as one of the project lead elsewhere by a link? */
export function leadsOut(path: string): boolean {
  if (INSTALLED.test(path)) return false;
  const real = realpathSync.native(path);
  return real !== path && !isInside(real, realpathSync.native(projectTop(dirname(path))));
}

/**
 * The folder beyond which nothing is followed: the one with `.git` around a folder; without a repository the outermost
 * one with a manifest, else the current folder, else the folder itself.
 */
export function projectTop(start: string): string {
  let outermost: string | undefined;
  for (let folder = start; ; folder = dirname(folder)) {
    const names = namesIn(folder);
    if (names.has(".git")) return folder;
    if (ROOT_MARKERS.some((marker) => names.has(marker))) outermost = folder;
    if (dirname(folder) === folder) break;
  }
  return outermost ?? (isInside(start, process.cwd()) ? process.cwd() : start);
}

const listings = new Map<string, { readonly stamp: number; readonly names: FolderNames }>();
const NO_NAMES: ReadonlySet<string> = new Set();

const heldListings = new HeldAnswers<FolderNames>(MAX_CACHED_FOLDERS);

/** Names of what a folder holds, read again when something was added or removed; empty if there is no such folder. */
export function namesIn(folder: string): FolderNames {
  return heldListings.get(folder, listingOf);
}

function listingOf(folder: string): FolderNames {
  try {
    const stat = stateOf(folder);
    if (!stat?.isDirectory) return new FolderNames(folder, NO_NAMES);
    const known = listings.get(folder);
    if (known?.stamp === stat.mtimeMs) return known.names;
    const names = new FolderNames(folder, new Set(readdirSync(folder)));
    if (listings.size >= MAX_CACHED_FOLDERS) listings.clear();
    // What is changed within the clock's resolution would go unseen.
    if (Date.now() - stat.mtimeMs > 1000) listings.set(folder, { stamp: stat.mtimeMs, names });
    return names;
  } catch {
    return new FolderNames(folder, NO_NAMES);
  }
}
