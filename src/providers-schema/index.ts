/** What the rest of the plugin uses of the schema. */
import { dirname, extname, isAbsolute } from "node:path";
import satisfies from "semver/functions/satisfies.js";
import { AnswerMap } from "../consulted.js";
import { HeldAnswers } from "../disk.js";
import { generatedPython, generatedTypeScript, installedPackage, npmNameOfPython } from "./declared/index.js";
import { bundledPackage, bundledVersions, ProjectSchema, type ResolvedPackage } from "./schema.js";
import type { Schema } from "./types.js";
import { noteUnknownVersion } from "./unknown-versions.js";
import { NEWEST_KNOWN, type Settings, type VersionInUse, versionInUse } from "./versions/project-versions.js";

export { nearest } from "./nearest.js";
export { reportedProblems } from "./problems.js";
export { bundledPackages, bundledVersions, createSchema, loadPackage } from "./schema.js";
export { type Settings, type VersionInUse, versionInUse } from "./versions/project-versions.js";
export type * from "./types.js";

/** The schema that one file sees, and where its versions come from. */
export interface FileSchema extends Schema {
  /** The version of a package that this file uses, also where its schema is not known. */
  inUse(npmName: string): VersionInUse | undefined;
}

const WITH_SCHEMA = /^(?:@cdkt[fn]\/provider-.+|cdkt[fn]|constructs)$/u;

/** The packages that one file sees, found when they are asked for. */
class FilePackages extends ProjectSchema implements FileSchema {
  readonly inUse: (npmName: string) => VersionInUse | undefined;

  constructor(filename: string, settings: Settings) {
    // Every message about a package asks for its version.
    const answers = new AnswerMap<string, VersionInUse | undefined>();
    const inUse = (npmName: string): VersionInUse | undefined => answers.get(npmName, () => versionInUse(filename, npmName, settings));
    super({
      // Every imported package is asked for; only these have a schema.
      find: (npmName) => (WITH_SCHEMA.test(npmName) ? find(npmName, inUse) : undefined),
      ofPython(dotted) {
        const root = dotted.split(".", 1)[0]!;
        const npmName = npmNameOfPython(root);
        return npmName === undefined ? generatedPython(dotted, filename) : find(npmName, inUse)?.package;
      },
      generated: generatedTypeScript,
      versionInUse: (npmName) => inUse(npmName)?.version,
    });
    this.inUse = inUse;
  }
}

/**
 * Is a provider's version only assumed, while the project states a core that the newest provider does not go with? Then
 * it is older than assumed, and nobody knows how much.
 */
function isAssumedAgainstCore(npmName: string, { source }: VersionInUse, versionOf: (npmName: string) => VersionInUse | undefined): boolean {
  const core = /^@(cdkt[fn])\/provider-/u.exec(npmName)?.[1];
  if (core === undefined || source !== NEWEST_KNOWN) return false;
  const stated = versionOf(core);
  const newest = bundledVersions(core).at(-1)!;
  return stated !== undefined && !satisfies(stated.version, `^${newest}`, { includePrerelease: true });
}

/** The bundled schema of the version in use, else what is installed says itself, else the nearest bundled one. */
function find(npmName: string, versionOf: (npmName: string) => VersionInUse | undefined): ResolvedPackage | undefined {
  const inUse = versionOf(npmName);
  if (!inUse) return undefined;
  const bundled = bundledPackage(npmName, inUse.version);
  if (bundled?.isExact) return { ...bundled, isExact: !isAssumedAgainstCore(npmName, inUse, versionOf) };
  const installed = npmName.includes("/provider-") ? installedPackage(npmName, inUse) : undefined;
  if (installed) return { package: installed, isExact: true };
  if (npmName !== "constructs") noteUnknownVersion({ name: npmName, version: inUse.version, source: inUse.source, judgedBy: bundled?.package.version });
  return bundled;
}

/** Folders whose schemas are kept with all that was looked up in them. */
const MAX_HELD_SCHEMAS = 100;
/** Files of one folder see the same. */
const schemas = new HeldAnswers<FileSchema>(MAX_HELD_SCHEMAS);

/**
 * The schema for a linted file, each package at the version that the file's project uses.
 *
 * @param filename its absolute path, or ESLint's placeholder for text without one
 * @param settings versions that the user states
 */
export function schemaForFile(filename: string, settings: Settings = {}): FileSchema {
  return schemas.get(`${isAbsolute(filename) ? dirname(filename) : filename}\0${extname(filename)}\0${JSON.stringify(settings)}`, () => new FilePackages(filename, settings));
}
