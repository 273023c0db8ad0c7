/** One packed package at one version, as the answers of `PackageSchema`. */
import { pythonName } from "../dialects/python-names.js";
import type { IndexedModule, PackedEntity, PackedMethod, PackedProperty, PackedType, PackFile } from "./store.js";
import { upperFirst } from "./store.js";
import type { MemberSchema, MethodSchema, ModuleSchema, PackageSchema, ParameterSchema, PropertySchema, TypeRef, TypeSchema } from "./types.js";

interface UnpackedModule {
  readonly schema: ModuleSchema;
  readonly types: ReadonlyMap<string, { readonly entity: PackedEntity; readonly type: PackedType; unpacked: TypeSchema | undefined }>;
}

const PRIMITIVES: ReadonlyMap<string, TypeRef> = new Map(
  (["string", "number", "boolean", "any", "json", "date"] as const).map((name) => [name.charAt(0), { kind: "primitive", name }]),
);

/** A package read from a packed file. */
export class PackedPackage implements PackageSchema {
  readonly #file: PackFile;
  readonly #modules = new Map<string, UnpackedModule>();
  #names: readonly string[] | undefined;
  #typeNames: readonly string[] | undefined;
  #byPath: ReadonlyMap<string, string> | undefined;
  #byPython: ReadonlyMap<string, string> | undefined;

  constructor(file: PackFile) {
    this.#file = file;
  }

  get name(): string {
    return this.#file.head.name;
  }

  get version(): string {
    return this.#file.head.versions[0]?.version ?? "";
  }

  get python(): string {
    return this.#file.head.python;
  }

  get terraformProviderVersion(): string | undefined {
    return this.#file.head.versions[0]?.terraformProviderVersion;
  }

  moduleNames(): readonly string[] {
    return (this.#names ??= [...this.#file.moduleNames()].filter((name) => name !== "").sort());
  }

  module(name: string): ModuleSchema | undefined {
    return this.#unpack(name)?.schema;
  }

  moduleAtPath(path: string): ModuleSchema | undefined {
    const bare = barePath(path);
    if (bare === "" || bare === this.#file.head.entry) return this.module("");
    const guess = bare.replace(/^lib\//u, "").replace(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
    const indexed = this.#file.indexed(guess);
    if (indexed && this.#pathOf(indexed) === bare) return this.module(guess);
    this.#byPath ??= new Map(this.#indexed().map((module) => [this.#pathOf(module), module.name]));
    const name = this.#byPath.get(bare);
    return name === undefined ? undefined : this.module(name);
  }

  hasPath(path: string): boolean {
    return barePath(path) === "package.json" || this.#file.head.otherPaths.includes(barePath(path)) || this.moduleAtPath(path) !== undefined;
  }

  moduleInPython(dotted: string): ModuleSchema | undefined {
    const { python } = this;
    if (dotted === python) return this.module("");
    if (!dotted.startsWith(`${python}.`)) return undefined;
    const guess = dotted.slice(python.length + 1).replace(/_(.)/gu, (_, letter: string) => letter.toUpperCase());
    const indexed = this.#file.indexed(guess);
    if (indexed && this.#pythonOf(indexed) === dotted) return this.module(guess);
    this.#byPython ??= new Map(this.#indexed().map((module) => [this.#pythonOf(module), module.name]));
    const name = this.#byPython.get(dotted);
    return name === undefined ? undefined : this.module(name);
  }

  type(module: string, name: string): TypeSchema | undefined {
    const found = this.#unpack(module)?.types.get(name);
    return found && (found.unpacked ??= unpackType(this.name, module, found.entity, found.type));
  }

  modulesDeclaring(typeName: string): readonly string[] {
    const modules: string[] = [];
    for (const indexed of this.#indexed()) {
      // Every type of a module is named after one of its roots.
      if (rootsOf(indexed).some((root) => typeName.startsWith(root)) && this.#unpack(indexed.name)?.types.has(typeName)) modules.push(indexed.name);
    }
    return modules.sort();
  }

  typeNames(): Iterable<string> {
    // Modules that nobody asked for are unpacked for their names only and let go.
    return (this.#typeNames ??= this.#indexed().flatMap((indexed) => {
      const known = this.#modules.get(indexed.name);
      if (known) return known.schema.typeNames;
      return this.#file.module(indexed, rootsOf(indexed)).entities.flatMap(({ stem, form }) => form[0].map(([suffix]) => stem + suffix));
    }));
  }

  #unpack(name: string): UnpackedModule | undefined {
    let unpacked = this.#modules.get(name);
    const indexed = unpacked ? undefined : this.#file.indexed(name);
    if (indexed) {
      const { entities, typescriptOnly } = this.#file.module(indexed, rootsOf(indexed));
      const types = new Map<string, { entity: PackedEntity; type: PackedType; unpacked: TypeSchema | undefined }>();
      const functions: string[] = [];
      for (const entity of entities) {
        const [ownTypes, suffixes] = entity.form;
        for (const type of ownTypes) types.set(entity.stem + type[0], { entity, type, unpacked: undefined });
        for (const suffix of suffixes) functions.push(entity.stem.charAt(0).toLowerCase() + entity.stem.slice(1) + suffix);
      }
      const schema: ModuleSchema = {
        name,
        path: this.#pathOf(indexed),
        python: this.#pythonOf(indexed),
        typeNames: [...types.keys()].sort(),
        typescriptOnly: [...functions, ...typescriptOnly].sort(),
      };
      unpacked = { schema, types };
      this.#modules.set(name, unpacked);
    }
    return unpacked;
  }

  #indexed(): readonly IndexedModule[] {
    return [...this.#file.moduleNames()].flatMap((name) => this.#file.indexed(name) ?? []);
  }

  #pathOf({ name, path }: IndexedModule): string {
    return path ?? (name === "" ? "" : `lib/${name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`);
  }

  #pythonOf({ name, python }: IndexedModule): string {
    return python ?? (name === "" ? this.python : `${this.python}.${name.split(".").map(pythonName).join(".")}`);
  }
}

function barePath(path: string): string {
  return path.replace(/\.(?:[cm]?js|d\.ts|ts)$/u, "").replace(/\/index$/u, "").replace(/\/$/u, "");
}

function rootsOf({ name, roots }: IndexedModule): readonly string[] {
  return roots ?? [upperFirst(name)];
}

function unpackType(packageName: string, module: string, { stem, attributes }: PackedEntity, type: PackedType): TypeSchema {
  const prefix = module === "" ? packageName : `${packageName}.${module}`;
  const name = stem + type[0];
  const named = { fqn: `${prefix}.${name}`, name, package: packageName, module };
  const typeName = (text: string, attribute: string | undefined): string => {
    const rest = text.slice(1);
    if (text.startsWith("+")) return `${prefix}.${stem}${upperFirst(attribute ?? "")}${rest}`;
    if (text.startsWith("=")) return `${prefix}.${stem}${rest}`;
    if (text.startsWith(".")) return `${prefix}.${rest}`;
    if (text.startsWith(":")) return `${packageName}.${rest}`;
    return text;
  };
  const typeRef = (text: string, attribute?: string): TypeRef => decodeType(text, (written) => typeName(written, attribute));
  const parameter = ([parameterName, text]: PackedProperty): ParameterSchema => {
    const { type: written, flags } = typeAndFlags(text);
    return { name: parameterName, type: typeRef(written), optional: flags.includes("o"), variadic: flags.includes("v") };
  };

  if (type[1] === "e") return { ...named, kind: "enum", members: type[2] };

  const properties: MemberSchema[] = [];
  const methods: MethodSchema[] = [];
  const addProperty = (propertyName: string, text: string, attribute?: string): void => {
    const { type: written, flags } = typeAndFlags(text);
    properties.push({ name: propertyName, type: typeRef(written, attribute), optional: flags.includes("o"), static: flags.includes("s"), protected: flags.includes("p") });
  };
  const addMethod = ([methodName, flags, returns, parameters]: PackedMethod): void => {
    const returned = returns === "" ? undefined : typeRef(returns);
    methods.push({ name: methodName, static: flags.includes("s"), protected: flags.includes("p"), parameters: parameters.map(parameter), returns: returned });
  };
  const addVoid = (methodName: string, parameters: readonly ParameterSchema[]): void => {
    methods.push({ name: methodName, static: false, protected: false, parameters, returns: undefined });
  };

  for (const [propertyName, text] of type[3]) addProperty(propertyName, text);
  if (type[1] !== "s") for (const method of type[4]) addMethod(method);
  for (const [attribute, shape] of attributes) {
    const aspects = shape.find(([suffix]) => suffix === type[0]);
    if (!aspects) continue;
    const [, property, input, put, reset] = aspects;
    if (property) addProperty(attribute, property, attribute);
    if (input) addProperty(`${attribute}Input`, input, attribute);
    if (put) addVoid(`put${upperFirst(attribute)}`, [{ name: "value", type: typeRef(put, attribute), optional: false, variadic: false }]);
    if (reset) addVoid(`reset${upperFirst(attribute)}`, []);
  }

  const bases = type[2].map((text) => typeName(text, undefined));
  if (type[1] === "s") {
    const own = properties.map((property): PropertySchema => ({ name: property.name, type: property.type, optional: property.optional }));
    return { ...named, kind: "struct", bases, properties: byName(own) };
  }
  if (type[1] === "i") return { ...named, kind: "interface", bases, properties: byName(properties), methods: byName(methods) };
  return {
    ...named,
    kind: "class",
    abstract: type[1] === "a",
    base: type[5] === "" ? undefined : typeName(type[5], undefined),
    interfaces: bases,
    parameters: type[6] === 0 ? undefined : type[6].map(parameter),
    properties: byName(properties),
    methods: byName(methods),
  };
}

function byName<T extends { readonly name: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map(sorted.map((entry) => [entry.name, entry]));
}

function typeAndFlags(text: string): { type: string; flags: string } {
  const mark = text.indexOf("!");
  return mark < 0 ? { type: text, flags: "" } : { type: text.slice(0, mark), flags: text.slice(mark + 1) };
}

/** A written type: a primitive's letter, `<name>`, `[` list, `{` map, `(` union `)`. */
function decodeType(text: string, resolve: (name: string) => string): TypeRef {
  let at = 0;
  const read = (): TypeRef => {
    const mark = text.charAt(at++);
    if (mark === "[") return { kind: "list", of: read() };
    if (mark === "{") return { kind: "map", of: read() };
    if (mark === "(") {
      const of: TypeRef[] = [];
      while (at < text.length && text.charAt(at) !== ")") of.push(read());
      at++;
      return { kind: "union", of };
    }
    if (mark === "<") {
      const end = text.indexOf(">", at);
      const fqn = resolve(text.slice(at, end));
      at = end + 1;
      return { kind: "named", fqn };
    }
    const primitive = PRIMITIVES.get(mark);
    if (!primitive) throw new Error(`unknown type ${text}`);
    return primitive;
  };
  return read();
}
