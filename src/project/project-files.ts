/** The other files of a project, read and lowered on demand; never executed, never written. */
import { readdirSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, extname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { consultNames } from "../consulted.js";
import { type Language, SourceModel } from "../model/ir.js";
import { noProjectFiles, type ProjectFile, type ProjectFiles } from "../model/modules.js";
import type { Outline } from "../model/outline.js";
import { isInside, namesIn, projectTop, ROOT_MARKERS } from "../disk.js";
import { importsIn } from "./imports-in-text.js";
import { hasModel, modelOf, outlineAt, stampAt, textOf } from "./kept-files.js";
import { NO_ALIASES, pathAliases } from "./tsconfig-paths.js";

/** A reverse search (`mentioning`) looks at no more files than this. */
const MAX_SEARCHED_FILES = 3000;

export const ECMASCRIPT_EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  "node_modules", "cdktf.out", ".gen", "imports", ".git", ".venv", "venv", "env", "__pycache__", "site-packages", "dist", "build", ".terraform",
]);

const NOTHING: readonly string[] = [];
const UNSKIPPED = new RegExp(`^(?!(?:${[...SKIPPED_FOLDERS].join("|").replaceAll(".", "\\.")})$)`, "u");

/** So many files that are imported before they were linted are worth another order. */
const MANY_IMPORTS = 8;
/** More imports than this are not looked for, only to find out which file to lint first. */
const MAX_LOOKED_FOR = 5000;
/** Imports that are certainly, or most likely, none of the project's files. */
const OF_PACKAGE: Readonly<Record<Language, RegExp>> = { ecmascript: /^[^.]/u, python: /^(?:cdkt[fn]|(?:constructs|imports)\b)/u };

/** Does a text import many files of its project of which nothing is known yet, so that it is read better after them? */
export function importsManyUnread(text: string, filename: string): boolean {
  const language = extname(filename) === ".py" ? "python" : "ecmascript";
  const specifiers = importsIn(text, language === "python");
  if (specifiers.size < MANY_IMPORTS) return false;
  let unread = 0;
  let left = MAX_LOOKED_FOR;
  for (const specifier of specifiers) {
    if (left-- === 0) return false;
    if (OF_PACKAGE[language].test(specifier)) continue;
    for (const path of candidatesOf(specifier, filename, language)) {
      const stamp = stampAt(path);
      if (stamp === undefined) continue;
      if (!hasModel(path, stamp) && !outlineAt(path, stamp)) unread++;
      break;
    }
    if (unread >= MANY_IMPORTS) return true;
  }
  return false;
}

/** The files of the project that an import may mean, best first. */
export function candidatesOf(specifier: string, from: string, language: Language): readonly string[] {
  const candidates = language === "python" ? pythonCandidates(specifier, from, projectRoot(from)) : ecmaScriptCandidates(specifier, from);
  if (candidates.length === 0) return candidates;
  const folder = dirname(from);
  if (candidates.every((candidate) => isInside(candidate, folder))) return candidates;
  const top = projectTop(folder);
  return candidates.filter((candidate) => isInside(candidate, top));
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
  const known = new Map<string, ProjectFile | undefined>();
  const fileAt = (path: string, stamp: string): ProjectFile | undefined => {
    const outline = models.has(path) || hasModel(path, stamp) ? undefined : outlineAt(path, stamp);
    if (outline) return new OutlinedFile(path, linted.language, outline, modelAt);
    const model = modelAt(path);
    return model && { filename: path, language: model.language, outline: undefined, model };
  };
  const firstOf = (candidates: readonly string[]): ProjectFile | undefined => {
    for (const path of candidates) {
      const stamp = stampAt(path);
      if (stamp === undefined) continue;
      if (!known.has(path)) known.set(path, fileAt(path, stamp));
      return known.get(path);
    }
    return undefined;
  };
  /** By the importing file and what it writes. */
  const resolved = new Map<string, Map<string, ProjectFile | undefined>>();
  return {
    resolve(specifier, from) {
      let ofFile = resolved.get(from.filename);
      if (!ofFile) resolved.set(from.filename, (ofFile = new Map()));
      if (!ofFile.has(specifier)) ofFile.set(specifier, firstOf(candidatesOf(specifier, from.filename, from.language)));
      return ofFile.get(specifier);
    },
    aliases(specifier, from) {
      const paths = /^\./u.test(specifier) || from.language === "python" ? [] : pathAliases(from.filename)(specifier).filter(isOfProject);
      return paths.map((path) => `./${relative(dirname(from.filename), path).replaceAll(sep, "/")}`);
    },
    hasText(word, pattern, from) {
      for (const path of sourceFiles(root, from.language)) {
        const text = path === from.filename ? undefined : textOf(path);
        if (text?.includes(word) && pattern.test(text)) return true;
      }
      return false;
    },
    *mentioning(word, from) {
      for (const path of sourceFiles(root, from.language)) {
        if (path === from.filename || !textOf(path)?.includes(word)) continue;
        const model = modelAt(path);
        if (model) yield model;
      }
    },
  };
}

/** A file of which no more than its outline is known, until somebody asks for more. */
class OutlinedFile implements ProjectFile {
  #model: SourceModel | undefined;

  constructor(
    readonly filename: string,
    readonly language: Language,
    readonly outline: Outline,
    private readonly read: (path: string) => SourceModel | undefined,
  ) {}

  get model(): SourceModel {
    // One that went away, or is just being written, says nothing.
    return (this.#model ??= this.read(this.filename) ?? new SourceModel(this.language, this.filename));
  }
}

/** An alias may lead to what is installed, which is none of the project's files. */
function isOfProject(path: string): boolean {
  return !path.split(/[/\\]/u).includes("node_modules");
}

function ecmaScriptCandidates(specifier: string, from: string): readonly string[] {
  if (!/^\.{1,2}(?:\/|$)/u.test(specifier)) {
    const aliases = pathAliases(from);
    return aliases === NO_ALIASES || isBuiltin(specifier) ? NOTHING : aliases(specifier).filter(isOfProject).flatMap(filesAt);
  }
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
