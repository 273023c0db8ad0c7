/** The other files of a project, read and lowered on demand; never executed, never written. */
import { readdirSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, extname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { consultContent, consultNames } from "../consulted.js";
import { frontEndOf } from "../languages/front-ends.js";
import type { Language, SourceModel } from "../model/ir.js";
import { noProjectFiles, type ProjectFiles } from "../model/modules.js";
import { isInside, namesIn, projectTop, readOwnFile, readPlainFile, ROOT_MARKERS } from "../disk.js";
import { pathAliases } from "./tsconfig-paths.js";

/** Larger files are generated or data; they are not read for what another file says. */
const MAX_FILE_BYTES = 1_000_000;
/** Files whose texts and models are kept for those that import them; of more, the oldest are read again when they are asked for. */
const MAX_KEPT_FILES = 2000;
/** A reverse search (`mentioning`) looks at no more files than this. */
const MAX_SEARCHED_FILES = 3000;

export const ECMASCRIPT_EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  "node_modules", "cdktf.out", ".gen", "imports", ".git", ".venv", "venv", "env", "__pycache__", "site-packages", "dist", "build", ".terraform",
]);

const UNSKIPPED = new RegExp(`^(?!(?:${[...SKIPPED_FOLDERS].join("|").replaceAll(".", "\\.")})$)`, "u");

const MARK = "\uFEFF";

interface CachedFile {
  readonly stamp: string;
  /** Without byte order mark. */
  readonly text: string;
  readonly hasMark: boolean;
  model: SourceModel | undefined;
}

const files = new Map<string, CachedFile>();

/** Identity of a file's content as far as its metadata tells; undefined if it is not a readable, small file. */
function stampOf(path: string): string | undefined {
  consultContent(path);
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isFile() === true && stat.size <= MAX_FILE_BYTES ? stampFrom(stat.mtimeMs, stat.size) : undefined;
  } catch {
    return undefined;
  }
}

function stampFrom(mtimeMs: number, size: number): string {
  return `${mtimeMs} ${size}`;
}

function keep(path: string, text: string, stamp: string): CachedFile {
  const hasMark = text.startsWith(MARK);
  const file: CachedFile = { stamp, text: hasMark ? text.slice(1) : text, hasMark, model: undefined };
  files.delete(path);
  files.set(path, file);
  const [oldest] = files.size > MAX_KEPT_FILES ? files.keys() : [];
  if (oldest !== undefined) files.delete(oldest);
  return file;
}

function load(path: string): CachedFile | undefined {
  const stamp = stampOf(path);
  if (stamp === undefined) return undefined;
  const known = files.get(path);
  if (known?.stamp === stamp) return known;
  try {
    return keep(path, readOwnFile(path, MAX_FILE_BYTES).toString("utf8"), stamp);
  } catch {
    return undefined;
  }
}

/** The text of a file of the project; undefined where there is none that is read. */
export function textOf(path: string): string | undefined {
  return load(path)?.text;
}

/** The files of the project that an import may mean, best first. */
export function candidatesOf(specifier: string, from: string, language: Language): readonly string[] {
  const candidates = language === "python" ? pythonCandidates(specifier, from, projectRoot(from)) : ecmaScriptCandidates(specifier, from);
  const folder = dirname(from);
  if (candidates.every((candidate) => isInside(candidate, folder))) return candidates;
  const top = projectTop(folder);
  return candidates.filter((candidate) => isInside(candidate, top));
}

/** The lowered file, or undefined if it cannot be read or parsed. */
function modelOf(path: string): SourceModel | undefined {
  const file = load(path);
  if (!file) return undefined;
  return (file.model ??= lowered(file.text, path));
}

function lowered(text: string, path: string): SourceModel | undefined {
  // A JSON document is what a module that exports it would be.
  const isData = extname(path) === ".json";
  const frontEnd = frontEndOf(extname(path) === ".py" ? "python" : "ecmascript");
  const parsed = isData ? frontEnd.parse(`module.exports = ${text}`, `${path}.cjs`) : frontEnd.parse(text, path);
  return parsed?.(path);
}

/** The model that was already made of this very text, for another file or for this one. */
export function knownModel(path: string, text: string): SourceModel | undefined {
  const file = files.get(path);
  return file?.text === text ? file.model : undefined;
}

/** Keeps the model of a file that was read by `readSource`, for the files that import it. */
export function keepModel(path: string, text: string, model: SourceModel): void {
  const file = files.get(path);
  if (file?.text === text) file.model ??= model;
}

/**
 * The text of a file that is to be linted, with its byte order mark; it is read once for this and for other files.
 *
 * @throws {NotRead} what is no plain file, or is larger than `maxBytes`; else the error of the file system
 */
export function readSource(path: string, maxBytes: number): string {
  const { mtimeMs, size } = statSync(path);
  const stamp = stampFrom(mtimeMs, size);
  const known = files.get(path);
  if (known?.stamp === stamp) return known.hasMark ? MARK + known.text : known.text;
  const text = readPlainFile(path, maxBytes).toString("utf8");
  if (size <= MAX_FILE_BYTES) keep(path, text, stamp);
  return text;
}

/** The folder that holds the project of a file: the nearest one with a manifest. */
export function projectRoot(filename: string): string {
  const start = dirname(filename);
  for (let folder = start; ; folder = dirname(folder)) {
    const names = namesIn(folder);
    if (ROOT_MARKERS.some((marker) => names.has(marker))) return folder;
    if (dirname(folder) === folder) return start;
  }
}

/**
 * The project around a file.
 *
 * @param linted the file, which others see as it is here; one with a made-up name sees nothing else
 */
export function projectFilesOf(linted: SourceModel): ProjectFiles {
  if (!isAbsolute(linted.filename)) return noProjectFiles;
  const root = projectRoot(linted.filename);
  // One and the same for this file, whatever is kept for others.
  const models = new Map<string, SourceModel | undefined>([[linted.filename, linted]]);
  const modelAt = (path: string): SourceModel | undefined => {
    if (!models.has(path)) models.set(path, modelOf(path));
    return models.get(path);
  };
  const resolved = new Map<string, SourceModel | undefined>();
  return {
    resolve(specifier, from) {
      const key = `${from.filename}\0${specifier}`;
      if (!resolved.has(key)) {
        const candidates = candidatesOf(specifier, from.filename, from.language);
        const path = candidates.find((candidate) => stampOf(candidate) !== undefined);
        resolved.set(key, path === undefined ? undefined : modelAt(path));
      }
      return resolved.get(key);
    },
    aliases(specifier, from) {
      const paths = /^\./u.test(specifier) || from.language === "python" ? [] : pathAliases(from.filename)(specifier).filter(isOfProject);
      return paths.map((path) => `./${relative(dirname(from.filename), path).replaceAll(sep, "/")}`);
    },
    hasText(word, pattern, from) {
      for (const path of sourceFiles(root, from.language)) {
        const text = path === from.filename ? undefined : load(path)?.text;
        if (text?.includes(word) && pattern.test(text)) return true;
      }
      return false;
    },
    *mentioning(word, from) {
      for (const path of sourceFiles(root, from.language)) {
        if (path === from.filename || !load(path)?.text.includes(word)) continue;
        const model = modelAt(path);
        if (model) yield model;
      }
    },
  };
}

/** An alias may lead to what is installed, which is none of the project's files. */
function isOfProject(path: string): boolean {
  return !path.split(/[/\\]/u).includes("node_modules");
}

function ecmaScriptCandidates(specifier: string, from: string): string[] {
  if (!/^\.{1,2}(?:\/|$)/u.test(specifier)) return isBuiltin(specifier) ? [] : pathAliases(from)(specifier).filter(isOfProject).flatMap(filesAt);
  return filesAt(resolve(dirname(from), specifier));
}

/** The source files that a path without, or with another, extension may mean. */
function filesAt(base: string): string[] {
  if (extname(base) === ".json") return [base];
  const candidates: string[] = [];
  const match = /\.([mc]?)jsx?$/u.exec(base);
  if (match) {
    // TypeScript writes the name of the file that the compiler will emit.
    const stem = base.slice(0, match.index);
    candidates.push(`${stem}.${match[1] ?? ""}ts`, `${stem}.tsx`);
  }
  candidates.push(base, ...ECMASCRIPT_EXTENSIONS.map((extension) => base + extension));
  candidates.push(...ECMASCRIPT_EXTENSIONS.map((extension) => join(base, `index${extension}`)));
  return candidates.filter((candidate) => ECMASCRIPT_EXTENSIONS.includes(extname(candidate)) && !candidate.endsWith(".d.ts"));
}

function pythonCandidates(dotted: string, from: string, root: string): string[] {
  const dots = /^\.*/u.exec(dotted)?.[0].length ?? 0;
  const parts = dotted.slice(dots).split(".").filter(Boolean);
  const inFolder = (folder: string): string[] => [
    // Python prefers a package to a module of the same name.
    join(folder, ...parts, "__init__.py"),
    ...(parts.length > 0 ? [`${join(folder, ...parts)}.py`] : []),
  ];
  if (dots > 0) {
    let folder = dirname(from);
    for (let level = 1; level < dots; level++) folder = dirname(folder);
    return inFolder(folder);
  }
  if (parts.length === 0) return [];
  const candidates: string[] = [];
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    candidates.push(...inFolder(folder));
    if (folder === root || dirname(folder) === folder || !folder.startsWith(root)) break;
  }
  for (const source of ["src", "lib"]) candidates.push(...inFolder(join(root, source)));
  return candidates;
}

/** Source files of one language under a folder, breadth first; links are not followed. */
function* sourceFiles(root: string, language: Language): Iterable<string> {
  const extensions = language === "python" ? [".py"] : ECMASCRIPT_EXTENSIONS;
  const queue = [root];
  let seen = 0;
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    let entries;
    consultNames(folder, UNSKIPPED);
    try {
      entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch {
      continue;
    }
    for (const entry of entries) {
      const path = folder + sep + entry.name;
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(entry.name)) queue.push(path);
      } else if (entry.isFile() && extensions.includes(extname(entry.name)) && !entry.name.endsWith(".d.ts")) {
        if (++seen > MAX_SEARCHED_FILES) return;
        yield path;
      }
    }
  }
}
