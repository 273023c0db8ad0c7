/** What the rest of the plugin uses of the schema. */
import { type Settings, type VersionInUse, versionInUse } from "./project-versions.js";
import { bundledPackages, createSchema } from "./schema.js";
import type { Schema } from "./types.js";

export { nearest } from "./nearest.js";
export { type Settings, type VersionInUse, versionInUse } from "./project-versions.js";
export { bundledPackages, bundledVersions, createSchema, loadPackage } from "./schema.js";
export type * from "./types.js";

/** A package in use at a version whose schema is not known. */
export interface UnknownVersion extends VersionInUse {
  readonly name: string;
}

const unknownVersions = new Map<string, UnknownVersion>();

/** What this process has met so far of packages in use whose schema is not known: nothing of them is proven. */
export function unknownVersionsInUse(): readonly UnknownVersion[] {
  return [...unknownVersions.values()];
}

/** The schema that one file sees, and where its versions come from. */
export interface FileSchema extends Schema {
  /** The version of a package that this file uses, also where its schema is not known. */
  inUse(npmName: string): VersionInUse | undefined;
}

/**
 * The schema for a linted file, each package at the version that the file's project uses.
 *
 * @param filename its absolute path, or ESLint's placeholder for text without one
 * @param settings versions that the user states
 */
export function schemaForFile(filename: string, settings: Settings = {}): FileSchema {
  const inUse = (npmName: string): VersionInUse | undefined => versionInUse(filename, npmName, settings);
  const schema = createSchema((npmName) => inUse(npmName)?.version);
  for (const name of bundledPackages()) {
    const found = name === "constructs" || schema.isExact(name) ? undefined : inUse(name);
    if (found) unknownVersions.set(`${name}@${found.version}`, { name, ...found });
  }
  return {
    inUse,
    package: (npmName) => schema.package(npmName),
    isExact: (npmName) => schema.isExact(npmName),
    packageOfPython: (dotted) => schema.packageOfPython(dotted),
    type: (fqn) => schema.type(fqn),
    structProperties: (struct) => schema.structProperties(struct),
    member: (type, name) => schema.member(type, name),
    method: (type, name) => schema.method(type, name),
    constructorParameters: (type) => schema.constructorParameters(type),
    isA: (fqn, ancestor) => schema.isA(fqn, ancestor),
  };
}
