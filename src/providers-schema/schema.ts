/** All packages that one file can see, each at one version, as the answers of `Schema`. */
import coerce from "semver/functions/coerce.js";
import lte from "semver/functions/lte.js";
import { AnswerMap } from "../consulted.js";
import { PackedPackage } from "./package.js";
import { openBundled, readBundledPackages } from "./store.js";
import type { ClassSchema, InterfaceSchema, MemberSchema, MethodSchema, PackageSchema, ParameterSchema, PropertySchema, Schema, StructSchema, TypeSchema } from "./types.js";

/** No struct of a provider has a longer line of bases; what a longer one takes is not known. */
const MAX_INHERITANCE = 100;
const NO_VERSIONS: readonly string[] = [];
const packages = new Map<string, PackageSchema>();
const schemas = new Map<string, Schema>();

/** npm names of the packages whose schema comes with this plugin. */
export function bundledPackages(): readonly string[] {
  return readBundledPackages().map(({ name }) => name);
}

/** The versions of a package whose schema comes with this plugin, oldest first. */
export function bundledVersions(npmName: string): readonly string[] {
  return readBundledPackages().find(({ name }) => name === npmName)?.versions ?? NO_VERSIONS;
}

/** A bundled package at exactly this version; the same object each time. */
export function loadPackage(npmName: string, version: string): PackageSchema | undefined {
  const key = `${npmName}@${version}`;
  let loaded = packages.get(key);
  if (!loaded) {
    const bundled = readBundledPackages().find(({ name, versions }) => name === npmName && versions.includes(version));
    if (!bundled) return undefined;
    packages.set(key, (loaded = new PackedPackage(openBundled(bundled.file), npmName, version)));
  }
  return loaded;
}

/** A package as one file sees it. */
export interface ResolvedPackage {
  readonly package: PackageSchema;
  /** It is at the version in use; else at the nearest one that is known. */
  readonly isExact: boolean;
}

/** Where the packages of a schema come from. */
export interface PackageSource {
  /** The package with this npm name. */
  find(npmName: string): ResolvedPackage | undefined;
  /** The npm name of a package by its Python root module, other than the bundled ones; or the generated package. */
  ofPython?(dotted: string): PackageSchema | undefined;
  generated?(specifier: string, from: string): { readonly package: PackageSchema; readonly path: string } | undefined;
  versionInUse?(npmName: string): string | undefined;
}

/**
 * The schema of bundled packages; the same object for the same versions.
 *
 * @param choose gives the version in use of a package, undefined for one that the project does not know
 */
export function createSchema(choose: (npmName: string) => string | undefined): Schema {
  const versions = new Map(bundledPackages().map((name) => [name, choose(name)]));
  const key = JSON.stringify([...versions]);
  let schema = schemas.get(key);
  if (!schema) schemas.set(key, (schema = new ProjectSchema({ find: (name) => bundledPackage(name, versions.get(name)) })));
  return schema;
}

/** What jsii's projects call a build of their own; the few releases of that number are of no use to anybody. */
const OWN_BUILD = "0.0.0";

/** A bundled package at the version in use, else at the nearest bundled one below it, else at the oldest; for somebody's own build at the newest. */
export function bundledPackage(npmName: string, wanted: string | undefined): ResolvedPackage | undefined {
  const bundled = bundledVersions(npmName);
  if (wanted === undefined || bundled.length === 0) return undefined;
  if (wanted === OWN_BUILD) return { package: loadPackage(npmName, bundled.at(-1)!)!, isExact: false };
  const isExact = bundled.includes(wanted);
  return { package: loadPackage(npmName, isExact ? wanted : nearestBelow(wanted, bundled))!, isExact };
}

function nearestBelow(wanted: string, bundled: readonly string[]): string {
  const target = coerce(wanted);
  return (target && bundled.findLast((one) => lte(one, target))) ?? bundled[0]!;
}

/** All packages that one file can see, each at one version. */
export class ProjectSchema implements Schema {
  readonly #source: PackageSource;
  readonly #packages = new AnswerMap<string, ResolvedPackage | undefined>();
  /** Those that were found where they were generated, by the names of their types. */
  readonly #others = new Map<string, ResolvedPackage>();
  readonly #generated = new AnswerMap<string, { readonly package: PackageSchema; readonly path: string } | undefined>();
  readonly #types = new AnswerMap<string, TypeSchema | undefined>();
  readonly #structs = new AnswerMap<StructSchema, ReadonlyMap<string, PropertySchema> | undefined>();
  readonly #ancestry = new Map<string, AnswerMap<string, boolean | undefined>>();

  constructor(source: PackageSource) {
    this.#source = source;
  }

  #find(npmName: string): ResolvedPackage | undefined {
    return this.#others.get(npmName) ?? this.#packages.get(npmName, this.#findPackage);
  }

  readonly #findPackage = (npmName: string): ResolvedPackage | undefined => this.#source.find(npmName);

  package(npmName: string): PackageSchema | undefined {
    return this.#find(npmName)?.package;
  }

  isExact(npmName: string): boolean {
    return this.#find(npmName)?.isExact === true;
  }

  packageOfPython(dotted: string): PackageSchema | undefined {
    const root = dotted.split(".", 1)[0];
    const bundled = readBundledPackages().find(({ python }) => python === root);
    if (bundled) return this.package(bundled.name);
    const found = this.#source.ofPython?.(dotted);
    if (found) this.#others.set(found.name, { package: found, isExact: true });
    return found;
  }

  generated(specifier: string, from: string): { readonly package: PackageSchema; readonly path: string } | undefined {
    return this.#generated.get(`${from}\0${specifier}`, () => {
      const found = this.#source.generated?.(specifier, from);
      if (found) this.#others.set(found.package.name, { package: found.package, isExact: true });
      return found;
    });
  }

  versionInUse(npmName: string): string | undefined {
    return this.#source.versionInUse?.(npmName) ?? this.package(npmName)?.version;
  }

  type(fqn: string): TypeSchema | undefined {
    return this.#types.get(fqn, this.#findType);
  }

  readonly #findType = (fqn: string): TypeSchema | undefined => {
    // A package's name has no dot after its last slash: `@cdktf/provider-aws.routeTable.RouteTable`.
    const dot = fqn.indexOf(".", fqn.lastIndexOf("/"));
    const found = dot < 0 ? undefined : this.package(fqn.slice(0, dot));
    if (!found) return undefined;
    const local = fqn.slice(dot + 1);
    for (let end = local.lastIndexOf("."); end > 0; end = local.lastIndexOf(".", end - 1)) {
      const type = found.type(local.slice(0, end), local.slice(end + 1));
      if (type) return type;
    }
    return found.type("", local);
  };

  structProperties(struct: StructSchema): ReadonlyMap<string, PropertySchema> | undefined {
    return this.#structs.get(struct, this.#findProperties);
  }

  readonly #findProperties = (struct: StructSchema): ReadonlyMap<string, PropertySchema> | undefined => {
    const chain: StructSchema[] = [];
    return this.#chainOf(struct, chain) ? propertiesOf(chain) : undefined;
  };

  /** Appends a struct and all that it extends, in the order in which properties count; false if one of them is not known. */
  #chainOf(struct: StructSchema, chain: StructSchema[], seen = new Set<string>(), depth = 0): boolean {
    if (depth > MAX_INHERITANCE) return false;
    seen.add(struct.fqn);
    for (const fqn of struct.bases) {
      if (seen.has(fqn)) continue;
      const base = this.type(fqn);
      if (base?.kind !== "struct" || !this.#chainOf(base, chain, seen, depth + 1)) return false;
    }
    chain.push(struct);
    return true;
  }

  declaringStruct(struct: StructSchema, name: string): StructSchema | undefined {
    for (const one of this.#lineage(struct)) if (one.kind === "struct" && one.properties.has(name)) return one;
    return undefined;
  }

  member(type: ClassSchema | InterfaceSchema, name: string): MemberSchema | undefined {
    for (const one of this.#lineage(type)) {
      const found = one.kind === "class" || one.kind === "interface" ? one.properties.get(name) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  method(type: ClassSchema | InterfaceSchema, name: string): MethodSchema | undefined {
    for (const one of this.#lineage(type)) {
      const found = one.kind === "class" || one.kind === "interface" ? one.methods.get(name) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  /** A type and all that it is made from, each before its bases, whatever circles they are in. */
  *#lineage(type: TypeSchema): Iterable<TypeSchema> {
    const seen = new Set<string>();
    const open: TypeSchema[] = [type];
    for (let current = open.pop(); current; current = open.pop()) {
      if (seen.has(current.fqn)) continue;
      seen.add(current.fqn);
      yield current;
      const bases = basesOf(current).flatMap((fqn) => (seen.has(fqn) ? [] : (this.type(fqn) ?? [])));
      open.push(...bases.reverse());
    }
  }

  constructorParameters(type: ClassSchema): readonly ParameterSchema[] | undefined {
    // The manifest repeats an inherited constructor; a class that has none there cannot be constructed.
    return type.parameters;
  }

  isA(fqn: string, ancestor: string): boolean | undefined {
    let answers = this.#ancestry.get(ancestor);
    if (!answers) this.#ancestry.set(ancestor, (answers = new AnswerMap()));
    return answers.get(fqn, () => this.#derives(fqn, ancestor));
  }

  #derives(fqn: string, ancestor: string): boolean | undefined {
    // Most classes are found to be constructs by their base classes alone.
    let base: string | undefined = fqn;
    for (let depth = 0; base !== undefined && depth < MAX_INHERITANCE; depth++) {
      if (base === ancestor) return true;
      const type: TypeSchema | undefined = this.type(base);
      base = type?.kind === "class" ? type.base : undefined;
    }
    const seen = new Set<string>();
    const open = [fqn];
    let answer: boolean | undefined = false;
    for (let current = open.pop(); current !== undefined; current = open.pop()) {
      if (current === ancestor) return true;
      if (seen.has(current)) continue;
      seen.add(current);
      const type = this.type(current);
      if (type) open.push(...basesOf(type));
      else answer = undefined;
    }
    return answer;
  }
}

const collected = new WeakMap<StructSchema, { readonly chain: readonly StructSchema[]; readonly properties: ReadonlyMap<string, PropertySchema> }>();

/** The properties of the last struct of a chain; the same object for the same chain, in whichever file. */
function propertiesOf(chain: readonly StructSchema[]): ReadonlyMap<string, PropertySchema> {
  const struct = chain.at(-1)!;
  const known = collected.get(struct);
  if (known?.chain.length === chain.length && known.chain.every((one, at) => one === chain[at])) return known.properties;
  const properties = new Map<string, PropertySchema>();
  for (const { properties: own } of chain) for (const [name, property] of own) properties.set(name, property);
  collected.set(struct, { chain, properties });
  return properties;
}

function basesOf(type: TypeSchema): readonly string[] {
  if (type.kind === "enum") return [];
  if (type.kind !== "class") return type.bases;
  return type.base === undefined ? type.interfaces : [type.base, ...type.interfaces];
}
