/** Modules of a provider as TypeScript: the declarations in `node_modules`, or what `cdktf get` wrote to `.gen`. */
import { join, posix } from "node:path";
import { consultContent } from "../../consulted.js";
import { pythonName } from "../../dialects/python-names.js";
import { reportProblem } from "../problems.js";
import { namesIn, NotRead, readOwnText } from "../../disk.js";
import type { TypeSchema } from "../types.js";
import { barePath, type DeclaredModule, type ModuleReader } from "./declared-package.js";
import { readDeclarations } from "./typescript-types.js";

/** Larger declaration files are not read. */
const MAX_FILE_BYTES = 32_000_000;
/** A module spread over more files than this is not read. */
const MAX_FILES = 60;

const NAMESPACE = /^export \* as ([A-Za-z_$][\w$]*) from (["'])(\.[^"']*)\2/gmu;
const LAZY = /^Object\.defineProperty\(exports, '([A-Za-z_$][\w$]*)', .*require\((["'])(\.[^"']*)\2\)/gmu;

export interface SourceTree {
  /** Folder of the file that exports all. */
  readonly folder: string;
  /** Its name without extension: `index`. */
  readonly entry: string;
  /** npm sub-path of the folder: `lib`; the empty string where the folder itself is imported from. */
  readonly prefix: string;
  readonly extension: ".d.ts" | ".ts";
  readonly package: string;
  readonly python: string;
}

export class SourceTreeReader implements ModuleReader {
  readonly #tree: SourceTree;
  #modules: ReadonlyMap<string, { readonly path: string; readonly python: string }> | undefined;

  constructor(tree: SourceTree) {
    this.#tree = tree;
  }

  get modules(): ReadonlyMap<string, { readonly path: string; readonly python: string }> {
    if (!this.#modules) {
      const { entry, prefix, python } = this.#tree;
      const text = this.#text(entry) ?? "";
      const found = new Map<string, { path: string; python: string }>();
      for (const pattern of [NAMESPACE, LAZY]) {
        for (const [, name, , specifier] of text.matchAll(pattern)) {
          found.set(name!, { path: posix.join(prefix, barePath(specifier!)), python: `${python}.${pythonName(name!)}` });
        }
      }
      this.#modules = found;
    }
    return this.#modules;
  }

  read(module: string): DeclaredModule | undefined {
    const { entry, prefix } = this.#tree;
    const place = this.modules.get(module);
    if (module !== "" && !place) return undefined;
    const types = new Map<string, TypeSchema>();
    const values = new Set<string>();
    const isWhole = this.#gather(place ? posix.relative(prefix, place.path) : entry, module, types, values, new Set());
    return isWhole ? { types, typescriptOnly: [...values] } : undefined;
  }

  /** Reads a file and those that it re-exports all of; false where something is missing. */
  #gather(path: string, module: string, types: Map<string, TypeSchema>, values: Set<string>, seen: Set<string>): boolean {
    const file = isAbove(path) ? undefined : this.#existing(path);
    if (file === undefined) return false;
    if (seen.has(file)) return true;
    seen.add(file);
    if (seen.size > MAX_FILES) return false;
    const text = this.#text(file);
    if (text === undefined) return false;
    const full = this.#full(file);
    let declared;
    try {
      declared = readDeclarations(text, full, { package: this.#tree.package, module }, (specifier) => this.#moduleOf(posix.join(posix.dirname(file), specifier)) ?? module);
    } catch (error) {
      reportProblem(full, text.length.toString(), `cannot be read as TypeScript (${error instanceof Error ? error.message : String(error)}) and is passed over`);
      return false;
    }
    for (const type of declared.types) types.set(type.name, type);
    for (const value of declared.values) values.add(value);
    return declared.stars.every((star) => this.#gather(posix.join(posix.dirname(file), star.replace(/\.js$/u, "")), module, types, values, seen));
  }

  /** The module that a file of the tree belongs to. */
  #moduleOf(path: string): string | undefined {
    const full = posix.join(this.#tree.prefix, barePath(path));
    for (const [name, place] of this.modules) if (full === place.path || full.startsWith(`${place.path}/`)) return name;
    return undefined;
  }

  hasPath(path: string): boolean {
    const { prefix } = this.#tree;
    const inside = posix.relative(prefix, path);
    return path === "package.json" || (!isAbove(inside) && this.#existing(inside) !== undefined);
  }

  /** The file that a path means: itself, or the index of a folder. */
  #existing(path: string): string | undefined {
    return [path, posix.join(path, "index")].find((candidate) => {
      const full = this.#full(candidate);
      // One listing of a folder answers for all files in it.
      const slash = Math.max(full.lastIndexOf("/"), full.lastIndexOf("\\"));
      return namesIn(full.slice(0, slash)).has(full.slice(slash + 1));
    });
  }

  #full(path: string): string {
    return join(this.#tree.folder, path + this.#tree.extension);
  }

  #text(path: string): string | undefined {
    const full = this.#full(path);
    consultContent(full);
    try {
      return readOwnText(full, MAX_FILE_BYTES);
    } catch (error) {
      // A file that vanished meanwhile is as one that never was.
      if (error instanceof NotRead) reportProblem(full, error.message, error.message);
      return undefined;
    }
  }
}

/** Does a path lead out of the tree that it is relative to? */
function isAbove(path: string): boolean {
  return path.startsWith("..") || posix.isAbsolute(path);
}
