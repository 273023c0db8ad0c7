/** A package that is not bundled, as the answers of `PackageSchema`: read module by module from what it declares itself. */
import { AnswerMap } from "../../consulted.js";
import type { ModuleRun, ModuleSchema, PackageSchema, PropertyRun, TypeRun, TypeSchema } from "../types.js";

/** What a module declares. */
export interface DeclaredModule {
  readonly types: ReadonlyMap<string, TypeSchema>;
  readonly typescriptOnly: readonly string[];
}

/** Where the modules of a package stand and how one is read. */
export interface ModuleReader {
  /** By jsii submodule name, without the root. */
  readonly modules: ReadonlyMap<string, { readonly path: string; readonly python: string }>;
  /**
   * Everything that a module declares; the root as the empty string.
   *
   * @returns undefined where it cannot be read: nothing is known of it then
   */
  read(module: string): DeclaredModule | undefined;
  /** Does anything that can be imported stand at this sub-path? */
  hasPath(path: string): boolean;
}

export interface PackageIdentity {
  readonly name: string;
  readonly version: string;
  readonly python: string;
  readonly terraformProviderVersion: string | undefined;
}

export class DeclaredPackage implements PackageSchema {
  readonly name: string;
  readonly version: string;
  readonly python: string;
  readonly terraformProviderVersion: string | undefined;
  readonly #reader: ModuleReader;
  readonly #declared = new AnswerMap<string, DeclaredModule | undefined>();
  readonly #modules = new Map<string, ModuleSchema>();
  #byPath: ReadonlyMap<string, string> | undefined;
  #byPython: ReadonlyMap<string, string> | undefined;

  constructor({ name, version, python, terraformProviderVersion }: PackageIdentity, reader: ModuleReader) {
    this.name = name;
    this.version = version;
    this.python = python;
    this.terraformProviderVersion = terraformProviderVersion;
    this.#reader = reader;
  }

  #read(module: string): DeclaredModule | undefined {
    return this.#declared.get(module, () => this.#reader.read(module));
  }

  moduleNames(): readonly string[] {
    return [...this.#reader.modules.keys()].sort();
  }

  module(name: string): ModuleSchema | undefined {
    const place = name === "" ? { path: "", python: this.python } : this.#reader.modules.get(name);
    if (!place) return undefined;
    let module = this.#modules.get(name);
    if (!module) {
      const read = (): DeclaredModule | undefined => this.#read(name);
      module = {
        name,
        ...place,
        get isKnown() {
          return read() !== undefined;
        },
        get typeNames() {
          return [...(read()?.types.keys() ?? [])].sort();
        },
        get typescriptOnly() {
          return [...(read()?.typescriptOnly ?? [])].sort();
        },
      };
      this.#modules.set(name, module);
    }
    return module;
  }

  moduleAtPath(path: string): ModuleSchema | undefined {
    const bare = barePath(path);
    if (bare === "" || bare === "lib") return this.module("");
    this.#byPath ??= new Map([...this.#reader.modules].map(([name, place]) => [place.path, name]));
    const name = this.#byPath.get(bare);
    return name === undefined ? undefined : this.module(name);
  }

  hasPath(path: string): boolean {
    return this.moduleAtPath(path) !== undefined || this.#reader.hasPath(barePath(path));
  }

  moduleInPython(dotted: string): ModuleSchema | undefined {
    if (dotted === this.python) return this.module("");
    this.#byPython ??= new Map([...this.#reader.modules].map(([name, place]) => [place.python, name]));
    const name = this.#byPython.get(dotted);
    return name === undefined ? undefined : this.module(name);
  }

  type(module: string, name: string): TypeSchema | undefined {
    return this.#read(module)?.types.get(name);
  }

  modulesDeclaring(typeName: string): readonly string[] {
    // A class that is named as its module; reading every module to find the others would cost too much.
    return this.moduleNames().filter((name) => typeName.toLowerCase().startsWith(name.toLowerCase()) && this.type(name, typeName) !== undefined);
  }

  typeNames(): Iterable<string> {
    return ["", ...this.moduleNames()].flatMap((name) => [...(this.#read(name)?.types.keys() ?? [])]);
  }

  // No other version is at hand.

  propertyHistory(): readonly PropertyRun[] {
    return [];
  }

  everyProperty(): readonly string[] {
    return [];
  }

  propertiesSince(): readonly string[] {
    return [];
  }

  typeHistory(): readonly TypeRun[] {
    return [];
  }

  moduleHistory(): readonly ModuleRun[] {
    return [];
  }
}

/** A sub-path without `/index` and extension. */
export function barePath(path: string): string {
  return path.replace(/\.(?:[cm]?js|d\.ts|ts)$/u, "").replace(/\/index$/u, "").replace(/\/$/u, "");
}
