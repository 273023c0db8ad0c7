/**
 * Which version of a package a linted file uses: what is stated, installed, locked or asked for nearest to the file.
 *
 * Manifests are read as data, never executed. One that is broken, huge or no file counts as absent.
 */
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { maxSatisfying, valid, validRange } from "semver";
import { cached, entriesOf, exists, stringOf, valueOf } from "./manifest-files.js";
import { pythonManifests, type Requirement } from "./python-requirements.js";
import { bundledVersions } from "./schema.js";
import { readBundledPackages } from "./store.js";

/** Versions that the user states. */
export interface Settings {
  /** Version or range of single packages by npm name. */
  readonly versions?: Readonly<Record<string, string>> | undefined;
  /** Version or range of every provider package. */
  readonly providerVersion?: string | undefined;
}

export interface VersionInUse {
  /** An exact version, or a range that no version known here is in. */
  readonly version: string;
  /** Where that stands, for messages: `settings`, `node_modules`, the name of a manifest, `newest known`. */
  readonly source: string;
}

const MAX_LEVELS = 64;
const PROVIDER = /^@cdk(?:tf|tn)\/provider-/u;
/** The packages whose versions are kept of a parsed lock file. */
const INTERESTING = /^(?:@cdktf\/.+|@cdktn\/.+|cdktf|cdktn|constructs)$/u;
const DEPENDENCY_FIELDS = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

/**
 * The version of a package that a file uses.
 *
 * @param filename absolute path of the file; for a made-up name only settings count
 * @param npmName the package, by npm name in Python too
 * @returns undefined for a package that neither the project nor this plugin knows
 */
export function versionInUse(filename: string, npmName: string, settings: Settings = {}): VersionInUse | undefined {
  const stated = stringOf(settings.versions, npmName) ?? (PROVIDER.test(npmName) ? settings.providerVersion : undefined);
  if (stated !== undefined && stated.trim() !== "") {
    return { version: settle(npmName, stated) ?? stated, source: "settings" };
  }
  const found = isAbsolute(filename) ? inProject(filename, npmName) : undefined;
  if (found) return found;
  const newest = bundledVersions(npmName).at(-1);
  return newest === undefined ? undefined : { version: newest, source: "newest known" };
}

function inProject(filename: string, npmName: string): VersionInUse | undefined {
  const folders = foldersAbove(dirname(filename));
  const fromPython = /\.pyi?$/u.test(filename) ? inPythonManifests(folders, npmName) : undefined;
  return fromPython ?? installed(folders, npmName) ?? inPackageLock(folders, npmName) ?? inPackageJson(folders, npmName);
}

/** The folder and those above it, up to the one that holds the repository. */
function foldersAbove(start: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = start; folders.length < MAX_LEVELS; folder = dirname(folder)) {
    folders.push(folder);
    if (dirname(folder) === folder || exists(join(folder, ".git"))) break;
  }
  return folders;
}

function installed(folders: readonly string[], npmName: string): VersionInUse | undefined {
  for (const folder of folders) {
    if (basename(folder) === "node_modules") continue;
    const manifest = cached(join(folder, "node_modules", ...npmName.split("/"), "package.json"), parsePackageJson);
    if (manifest?.name === npmName && manifest.version !== undefined) return { version: manifest.version, source: "node_modules" };
  }
  return undefined;
}

function inPackageLock(folders: readonly string[], npmName: string): VersionInUse | undefined {
  for (const folder of folders) {
    const lock = cached(join(folder, "package-lock.json"), parsePackageLock);
    if (!lock) continue;
    // As Node looks it up: beside the file first, then above.
    const parts = relative(folder, folders[0] ?? folder).split(sep).filter((part) => part !== "");
    for (let depth = parts.length; depth >= 0; depth--) {
      const version = lock.get([...parts.slice(0, depth), "node_modules", npmName].join("/"));
      if (version !== undefined) return { version, source: "package-lock.json" };
    }
  }
  return undefined;
}

function inPackageJson(folders: readonly string[], npmName: string): VersionInUse | undefined {
  for (const folder of folders) {
    const range = cached(join(folder, "package.json"), parsePackageJson)?.ranges.get(npmName);
    if (range !== undefined) return { version: settle(npmName, range) ?? range, source: "package.json" };
  }
  return undefined;
}

function inPythonManifests(folders: readonly string[], npmName: string): VersionInUse | undefined {
  const distribution = distributionOf(npmName);
  if (distribution === undefined) return undefined;
  for (const folder of folders) {
    for (const { name, requirements } of pythonManifests(folder)) {
      const requirement = requirements.get(distribution);
      if (requirement) return { version: settlePython(npmName, requirement), source: name };
    }
  }
  return undefined;
}

/** The version that a written version or range means: the newest known in it; undefined if none is. */
function settle(npmName: string, written: string): string | undefined {
  const exact = valid(written.trim());
  if (exact !== null) return exact;
  if (written.trim() === "latest") return bundledVersions(npmName).at(-1);
  return validRange(written) === null ? undefined : (maxSatisfying(bundledVersions(npmName), written) ?? undefined);
}

function settlePython(npmName: string, requirement: Requirement): string {
  return requirement.exact ?? bundledVersions(npmName).findLast((version) => requirement.allows(version)) ?? requirement.text;
}

/** The normalized name of the Python distribution of an npm package. */
function distributionOf(npmName: string): string | undefined {
  const bundled = readBundledPackages().find(({ name }) => name === npmName);
  if (bundled) return bundled.pythonDistribution.toLowerCase();
  const provider = /^@(cdk(?:tf|tn))\/(provider-[\w-]+)$/u.exec(npmName);
  if (provider) return `${provider[1] ?? ""}-${provider[1] ?? ""}-${provider[2] ?? ""}`;
  return npmName === "cdktn" ? npmName : undefined;
}

interface PackageJson {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly ranges: ReadonlyMap<string, string>;
}

function parsePackageJson(text: string): PackageJson {
  const manifest: unknown = JSON.parse(text);
  const ranges = new Map<string, string>();
  for (const field of DEPENDENCY_FIELDS) {
    for (const [name, range] of entriesOf(valueOf(manifest, field))) {
      if (INTERESTING.test(name) && !ranges.has(name) && typeof range === "string" && validRange(range) !== null) ranges.set(name, range);
    }
  }
  return { name: stringOf(manifest, "name"), version: valid(stringOf(manifest, "version")) ?? undefined, ranges };
}

/** The interesting versions of a lock file, by the path that they are installed at. */
function parsePackageLock(text: string): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const [path, entry] of entriesOf(valueOf(JSON.parse(text), "packages"))) {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const version = valid(stringOf(entry, "version"));
    if (path.includes("node_modules/") && INTERESTING.test(name) && version !== null) versions.set(path, version);
  }
  return versions;
}
