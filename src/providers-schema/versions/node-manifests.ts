/** Which versions npm, pnpm, Yarn and Bun have installed, locked or been asked for. */
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import satisfies from "semver/functions/satisfies.js";
import valid from "semver/functions/valid.js";
import validRange from "semver/ranges/valid.js";
import { namesIn } from "../../disk.js";
import { cached, entriesOf, itemsOf, MAX_SPECIFIER_LENGTH, stringOf, valueOf } from "./manifest-files.js";

const require = createRequire(import.meta.url);

/** The packages whose versions are kept of a parsed lock file. */
const INTERESTING = /^(?:@cdkt[fn]\/|(?:cdkt[fn]|constructs)$)/u;
/** No version that anybody uses. */
const PLACEHOLDER = /^\s*[~^]?0\.0\.0\s*$/u;
const DEPENDENCY_FIELDS = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

export interface PackageJson {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly ranges: ReadonlyMap<string, string>;
}

/** `package.json`, as far as it says anything about the packages of interest. */
export function readPackageJson(path: string): PackageJson | undefined {
  return cached(path, parsePackageJson);
}

function parsePackageJson(text: string): PackageJson {
  const manifest: unknown = JSON.parse(text);
  const ranges = new Map<string, string>();
  for (const field of DEPENDENCY_FIELDS) {
    for (const [name, range] of entriesOf(valueOf(manifest, field))) {
      // 0.0.0 is how a monorepo calls its own, unpublished packages.
      if (INTERESTING.test(name) && !ranges.has(name) && typeof range === "string" && range.length <= MAX_SPECIFIER_LENGTH && validRange(range) !== null && !PLACEHOLDER.test(range)) ranges.set(name, range);
    }
  }
  return { name: stringOf(manifest, "name"), version: knownVersion(stringOf(manifest, "version")), ranges };
}

function knownVersion(written: string | undefined): string | undefined {
  const version = valid(written);
  return version === null || version === "0.0.0" ? undefined : version;
}

/** A parsed lock file's answer for a package, as seen from a folder. */
interface Lock {
  /**
   * @param parts folders from the lock file's own down to the asking one; `[""]` for its own
   * @param range what the nearest package.json asks for
   */
  lookUp(npmName: string, parts: readonly string[], range: string | undefined): string | undefined;
}

const LOCKS: readonly { readonly name: string; readonly parse: (text: string) => Lock }[] = [
  { name: "package-lock.json", parse: parsePackageLock },
  { name: "npm-shrinkwrap.json", parse: parsePackageLock },
  { name: "pnpm-lock.yaml", parse: parsePnpmLock },
  { name: "yarn.lock", parse: parseYarnLock },
  { name: "bun.lock", parse: parseBunLock },
];

/**
 * The version that the nearest lock file gives.
 *
 * @param folders the asking folder and those above it
 * @param range what the nearest package.json asks for
 */
export function lockedVersion(folders: readonly string[], npmName: string, range: string | undefined): { version: string; source: string } | undefined {
  for (const folder of folders) {
    const names = namesIn(folder);
    for (const { name, parse } of LOCKS) {
      if (!names.has(name)) continue;
      const parts = relative(folder, folders[0]!).split(sep);
      const version = cached(join(folder, name), parse)?.lookUp(npmName, parts, range);
      // A lock that does not go with what is asked for was left behind by another package manager.
      const isStale = version !== undefined && range !== undefined && !satisfies(version, range, { includePrerelease: true });
      if (version !== undefined && !isStale) return { version, source: name };
    }
  }
  return undefined;
}

/** The folder itself, then those above it: `["a", "b"]`, `["a"]`, `[]`. */
function* upwards(parts: readonly string[]): Iterable<readonly string[]> {
  for (let depth = parts.length; depth >= 0; depth--) yield parts.slice(0, depth);
}

/** npm's own: what is installed where. */
function parsePackageLock(text: string): Lock {
  const lock: unknown = JSON.parse(text);
  const versions = new Map<string, string>();
  for (const [path, entry] of entriesOf(valueOf(lock, "packages"))) {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const version = valid(stringOf(entry, "version"));
    if (INTERESTING.test(name) && version !== null) versions.set(path, version);
  }
  // The first version of the format, npm 6 and before.
  for (const [name, entry] of entriesOf(valueOf(lock, "dependencies"))) {
    const version = valid(stringOf(entry, "version"));
    const path = `node_modules/${name}`;
    if (INTERESTING.test(name) && version !== null && !versions.has(path)) versions.set(path, version);
  }
  return {
    lookUp(npmName, parts) {
      for (const folder of upwards(parts)) {
        const version = versions.get([...folder, "node_modules", npmName].join("/"));
        if (version !== undefined) return version;
      }
      return undefined;
    },
  };
}

/** `21.22.1(cdktf@0.21.0)`, `21.22.1_cdktf@0.21.0`: the version before what it was resolved with. */
function pnpmVersion(written: unknown): string | null {
  const text = typeof written === "string" ? written : stringOf(written, "version");
  return valid(text?.split(/[(_]/u, 1)[0]);
}

function parsePnpmLock(text: string): Lock {
  const { load, JSON_SCHEMA } = require("js-yaml") as typeof import("js-yaml");
  const lock: unknown = load(text, { schema: JSON_SCHEMA });
  const importers = new Map<string, ReadonlyMap<string, string>>();
  const gather = (folder: string, importer: unknown): void => {
    const versions = new Map<string, string>();
    for (const field of DEPENDENCY_FIELDS) {
      for (const [name, entry] of entriesOf(valueOf(importer, field))) {
        const version = pnpmVersion(entry);
        if (INTERESTING.test(name) && version !== null) versions.set(name, version);
      }
    }
    importers.set(folder, versions);
  };
  for (const [folder, importer] of entriesOf(valueOf(lock, "importers"))) gather(folder === "." ? "" : folder, importer);
  // Without workspaces older formats have the root's dependencies at the top.
  if (importers.size === 0) gather("", lock);
  return {
    lookUp(npmName, parts) {
      for (const folder of upwards(parts)) {
        const version = importers.get(folder.join("/"))?.get(npmName);
        if (version !== undefined) return version;
      }
      return undefined;
    },
  };
}

/** Yarn 1 and later: versions by what is asked for. */
function parseYarnLock(text: string): Lock {
  const { parseSyml } = require("@yarnpkg/parsers") as typeof import("@yarnpkg/parsers");
  const byDescriptor = new Map<string, string>();
  const byName = new Map<string, Set<string>>();
  for (const [key, entry] of entriesOf(parseSyml(text))) {
    const version = valid(stringOf(entry, "version"));
    if (version === null) continue;
    for (const descriptor of key.split(/,\s*/u)) {
      const match = /^(@?[^@]+)@(?:npm:)?(.+)$/u.exec(descriptor);
      if (!match) continue;
      const name = match[1]!;
      if (!INTERESTING.test(name)) continue;
      byDescriptor.set(`${name}@${match[2]!}`, version);
      byName.set(name, (byName.get(name) ?? new Set()).add(version));
    }
  }
  return {
    lookUp(npmName, _parts, range) {
      const asked = range === undefined ? undefined : byDescriptor.get(`${npmName}@${range}`);
      const all = byName.get(npmName);
      return asked ?? (all?.size === 1 ? [...all][0] : undefined);
    },
  };
}

/** Bun's text format: JSON with trailing commas. */
function parseBunLock(text: string): Lock {
  const { parse } = require("jsonc-parser") as typeof import("jsonc-parser");
  const errors: import("jsonc-parser").ParseError[] = [];
  const lock: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) throw new Error(`error at offset ${error.offset}`);
  const versions = new Map<string, string>();
  for (const [key, entry] of entriesOf(valueOf(lock, "packages"))) {
    const [resolved] = itemsOf(entry);
    if (typeof resolved !== "string") continue;
    const at = resolved.lastIndexOf("@");
    const version = valid(resolved.slice(at + 1));
    if (INTERESTING.test(resolved.slice(0, at)) && version !== null) versions.set(key, version);
  }
  const workspaces = new Map(entriesOf(valueOf(lock, "workspaces")).map(([folder, workspace]) => [folder, stringOf(workspace, "name")]));
  return {
    lookUp(npmName, parts) {
      for (const folder of upwards(parts)) {
        const workspace = workspaces.get(folder.join("/"));
        const version = workspace === undefined ? undefined : versions.get(`${workspace}/${npmName}`);
        if (version !== undefined) return version;
      }
      return versions.get(npmName);
    },
  };
}
