/**
 * Which version of a package a linted file uses: what is stated, installed, locked or asked for nearest to the file.
 *
 * Manifests are read as data, never executed. One that is broken or huge is named once and then counts as absent.
 */
import { basename, dirname, isAbsolute, join } from "node:path";
import maxSatisfying from "semver/ranges/max-satisfying.js";
import satisfies from "semver/functions/satisfies.js";
import valid from "semver/functions/valid.js";
import validRange from "semver/ranges/valid.js";
import { bundledVersions } from "../schema.js";
import { readBundledPackages } from "../store.js";
import { namesIn } from "../../disk.js";
import { stringOf } from "./manifest-files.js";
import { lockedVersion, readPackageJson } from "./node-manifests.js";
import { installedDistribution, pythonManifests, type Requirement } from "./python-requirements.js";

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
  /** The folder of the installed package, where there is one: for npm its own, for Python the `site-packages`. */
  readonly installed?: string | undefined;
}

/** The source of a version that nothing states. */
export const NEWEST_KNOWN = "newest known";

const MAX_LEVELS = 64;
const PROVIDER = /^@cdk(?:tf|tn)\/provider-/u;

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
  return newest === undefined ? undefined : { version: newest, source: NEWEST_KNOWN };
}

function inProject(filename: string, npmName: string): VersionInUse | undefined {
  const folders = foldersAbove(dirname(filename));
  const fromPython = /\.pyi?$/u.test(filename) ? inPython(folders, npmName) : undefined;
  return fromPython ?? inNode(folders, npmName);
}

/** The folder and those above it, up to the one that holds the repository. */
export function foldersAbove(start: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = start; folders.length < MAX_LEVELS; folder = dirname(folder)) {
    folders.push(folder);
    if (dirname(folder) === folder || namesIn(folder).has(".git")) break;
  }
  return folders;
}

function inNode(folders: readonly string[], npmName: string): VersionInUse | undefined {
  for (const folder of folders) {
    if (basename(folder) === "node_modules" || !namesIn(folder).has("node_modules")) continue;
    const installed = join(folder, "node_modules", ...npmName.split("/"));
    const manifest = readPackageJson(join(installed, "package.json"));
    if (manifest?.name === npmName && manifest.version !== undefined) return { version: manifest.version, source: "node_modules", installed };
  }
  const range = askedFor(folders, npmName);
  const locked = lockedVersion(folders, npmName, range);
  if (locked) return locked;
  return range === undefined ? undefined : { version: settle(npmName, range) ?? range, source: "package.json" };
}

/** The range in the nearest package.json that has one. */
function askedFor(folders: readonly string[], npmName: string): string | undefined {
  for (const folder of folders) {
    const range = namesIn(folder).has("package.json") ? readPackageJson(join(folder, "package.json"))?.ranges.get(npmName) : undefined;
    if (range !== undefined) return range;
  }
  return undefined;
}

/**
 * What is exactly stated or locked nearest, else what is installed, else the newest that is asked for. What stands
 * further away must be allowed by what is asked for nearer.
 */
function inPython(folders: readonly string[], npmName: string): VersionInUse | undefined {
  const distribution = distributionOf(npmName);
  if (distribution === undefined) return undefined;
  let asked: { readonly requirement: Requirement; readonly name: string } | undefined;
  for (const folder of folders) {
    for (const { name, requirements } of pythonManifests(folder)) {
      const requirement = requirements.get(distribution);
      if (requirement?.exact === undefined) asked ??= requirement && { requirement, name };
      else if (!asked || asked.requirement.allows(requirement.exact)) return { version: requirement.exact, source: name, installed: installedIn(folders, distribution, requirement.exact) };
    }
  }
  for (const folder of folders) {
    const installed = installedDistribution(folder, distribution);
    if (installed && (!asked || asked.requirement.allows(installed.version))) return { version: installed.version, source: "site-packages", installed: installed.sitePackages };
  }
  return asked && { version: settlePython(npmName, asked.requirement), source: asked.name };
}

function installedIn(folders: readonly string[], distribution: string, version: string): string | undefined {
  for (const folder of folders) {
    const installed = installedDistribution(folder, distribution);
    if (installed?.version === version) return installed.sitePackages;
  }
  return undefined;
}

/** The version that a written version or range means: the newest known in it; undefined if none is. */
function settle(npmName: string, written: string): string | undefined {
  const exact = valid(written.trim());
  if (exact !== null) return exact;
  if (written.trim() === "latest") return bundledVersions(npmName).at(-1);
  if (validRange(written) === null) return undefined;
  return maxSatisfying(bundledVersions(npmName), written) ?? bundledVersions(npmName).findLast((version) => satisfies(version, written, { includePrerelease: true }));
}

/** The newest known version that is allowed, where no version is named. */
function settlePython(npmName: string, requirement: Requirement): string {
  return bundledVersions(npmName).findLast((version) => requirement.allows(version)) ?? requirement.text;
}

/** The normalized name of the Python distribution of an npm package. */
function distributionOf(npmName: string): string | undefined {
  const bundled = readBundledPackages().find(({ name }) => name === npmName);
  if (bundled) return bundled.pythonDistribution.toLowerCase();
  // The two lines of provider packages name their distributions differently.
  const provider = /^@(cdk(?:tf|tn))\/(provider-[\w-]+)$/u.exec(npmName);
  if (!provider) return undefined;
  return provider[1] === "cdktf" ? `cdktf-cdktf-${provider[2] ?? ""}` : `cdktn-${provider[2] ?? ""}`;
}
