/** One packed package at one version, as the answers of `PackageSchema`. */
import { pythonName } from "../dialects/python-names.js";
import type { IndexedUnit, PackedEntity, PackedMethod, PackedProperty, PackedShape, PackedType, PackedUnit, PackFile } from "./store.js";
import { camelCase, upperFirst } from "./store.js";
import type { MemberSchema, MethodSchema, ModuleRun, ModuleSchema, PackageSchema, ParameterSchema, PropertyRun, PropertySchema, Run, TypeRef, TypeRun, TypeSchema, VersionRef } from "./types.js";

/** Names without an answer that are remembered; somebody who types makes a new one with each key. */
const KEPT_MISSES = 500;

/** What is found by name, and which names were looked for in vain. */
class Lookups<T extends object> {
  readonly #found = new Map<string, T>();
  readonly #missing = new Set<string>();

  get(name: string, find: () => T | undefined): T | undefined {
    const known = this.#found.get(name);
    if (known || this.#missing.has(name)) return known;
    const found = find();
    if (found) this.#found.set(name, found);
    else {
      if (this.#missing.size >= KEPT_MISSES) this.#missing.clear();
      this.#missing.add(name);
    }
    return found;
  }
}

interface FoundType {
  readonly entity: PackedEntity;
  readonly type: PackedType;
  unpacked: TypeSchema | undefined;
}

/** One unit as it is at the version of a package; a type is found without looking at the others. */
class UnitAtVersion {
  private readonly found = new Lookups<FoundType>();

  constructor(
    private readonly unit: PackedUnit,
    private readonly at: number,
  ) {}

  get(typeName: string): FoundType | undefined {
    return this.found.get(typeName, () => this.find(typeName));
  }

  private find(typeName: string): FoundType | undefined {
    for (const entity of this.unit.entities.naming(typeName)) {
      const type = entity.form.at(this.at)?.[0].find(([suffix]) => entity.stem + suffix === typeName);
      if (type) return { entity, type, unpacked: undefined };
    }
    return undefined;
  }

  *typeNames(): Iterable<string> {
    for (const { stem, form } of this.unit.entities.all()) {
      for (const [suffix] of form.at(this.at)?.[0] ?? []) yield stem + suffix;
    }
  }

  *typescriptOnly(): Iterable<string> {
    for (const { stem, form } of this.unit.entities.all()) {
      for (const suffix of form.at(this.at)?.[1] ?? []) yield stem.charAt(0).toLowerCase() + stem.slice(1) + suffix;
    }
    for (const [name, presence] of this.unit.typescriptOnly) if (presence.at(this.at)) yield name;
  }
}

/** Answers of each sort that took a walk over all units and are kept; an editor asks the same at each keystroke. */
const KEPT_ANSWERS = 500;

/** An answer that is worked out once, as long as not too many others come. */
function kept<T>(answers: Map<string, T>, key: string, make: () => T): T {
  let answer = answers.get(key);
  if (answer === undefined) {
    if (answers.size >= KEPT_ANSWERS) answers.clear();
    answers.set(key, (answer = make()));
  }
  return answer;
}

const PRIMITIVES: ReadonlyMap<string, TypeRef> = new Map(
  (["string", "number", "boolean", "any", "json", "date"] as const).map((name) => [name.charAt(0), { kind: "primitive", name }]),
);

/** A module of several units, whose names are only gathered when they are asked for. */
class Module implements ModuleSchema {
  readonly isKnown = true;
  #typeNames: readonly string[] | undefined;
  #typescriptOnly: readonly string[] | undefined;

  constructor(
    readonly name: string,
    readonly path: string,
    readonly python: string,
    readonly units: readonly IndexedUnit[],
    private readonly unpack: (unit: IndexedUnit) => UnitAtVersion,
  ) {}

  get typeNames(): readonly string[] {
    return (this.#typeNames ??= this.units.flatMap((unit) => [...this.unpack(unit).typeNames()]).sort());
  }

  get typescriptOnly(): readonly string[] {
    return (this.#typescriptOnly ??= this.units.flatMap((unit) => [...this.unpack(unit).typescriptOnly()]).sort());
  }
}

/** A package read from a packed file. */
export class PackedPackage implements PackageSchema {
  readonly #file: PackFile;
  /** Number of the version in the file's row of versions. */
  readonly #at: number;
  readonly #units = new Map<string, UnitAtVersion>();
  readonly #modules = new Lookups<Module>();
  readonly #byPath = new Lookups<Module>();
  readonly #types = new Lookups<TypeSchema>();
  readonly #declaring = new Map<string, readonly string[]>();
  readonly #unitsOfType = new Map<string, readonly IndexedUnit[]>();
  readonly #moduleHistories = new Map<string, readonly ModuleRun[]>();
  #moduleNames: readonly string[] | undefined;
  readonly #byPython = new Map<string, string>();
  #present: readonly (readonly [unit: string, placement: string])[] | undefined;

  constructor(
    file: PackFile,
    readonly name: string,
    readonly version: string,
  ) {
    this.#file = file;
    const { packages, versions } = file.head;
    const at = packages.findIndex((one) => one.name === name);
    const first = packages[at]?.first ?? versions.length;
    this.#at = versions.indexOf(version, first);
    if (this.#at < 0 || this.#at >= (packages[at + 1]?.first ?? versions.length)) throw new Error(`no schema of ${name} ${version}`);
  }

  get #package(): { readonly name: string; readonly python: string } {
    return this.#packageAt(this.#at);
  }

  #packageAt(version: number): { readonly name: string; readonly python: string; readonly first: number } {
    const { packages } = this.#file.head;
    return packages.findLast(({ first }) => first <= version)!;
  }

  get python(): string {
    return this.#package.python;
  }

  get terraformProviderVersion(): string | undefined {
    return this.#file.head.terraform.findLast(([from]) => from <= this.#at)![1] || undefined;
  }

  /** The units of this version and where they stand. */
  get #here(): readonly (readonly [unit: string, placement: string])[] {
    return (this.#present ??= [...this.#file.unitsAt(this.#at)]);
  }

  /** The units of a list of names, all from the file. */
  #indexed(names: readonly string[]): IndexedUnit[] {
    return names.map((name) => this.#file.indexed(name)!);
  }

  moduleNames(): readonly string[] {
    if (!this.#moduleNames) {
      const names = new Set(this.#here.map(([unit, placement]) => this.#moduleOf(unit, placement)));
      names.delete("");
      this.#moduleNames = [...names].sort();
    }
    return this.#moduleNames;
  }

  /** The jsii submodule in which a unit that stands there is declared. */
  #moduleOf(unitName: string, placement: string): string {
    if (placement === "/") return camelCase(unitName);
    // The root itself; a file in it that is called otherwise is in no service either.
    if (placement === ".") return "";
    return this.#file.service(serviceOf(placement))?.[0] ?? "";
  }

  module(name: string): ModuleSchema | undefined {
    return this.#module(name);
  }

  #module(name: string): Module | undefined {
    return this.#modules.get(name, () => this.#makeModule(name));
  }

  #makeModule(name: string): Module | undefined {
    const own = this.#file.indexed(unitName(name));
    if (own?.placement.at(this.#at) === "/" && camelCase(own.name) === name) {
      return this.#newModule(name, `lib/${own.name}`, `${this.python}.${name.split(".").map(pythonName).join(".")}`, [own]);
    }
    const here = this.#here.filter(([unit, placement]) => placement !== "/" && this.#moduleOf(unit, placement) === name);
    const units = this.#indexed(here.map(([unit]) => unit));
    if (name === "") return this.#newModule("", "", this.python, units);
    const [first] = here;
    const service = first && this.#file.service(serviceOf(first[1]));
    if (!service) return undefined;
    return this.#newModule(name, service[1], `${this.python}.${service[2] || name.split(".").map(pythonName).join(".")}`, units);
  }

  #newModule(name: string, path: string, python: string, units: readonly IndexedUnit[]): Module {
    return new Module(name, path, python, units, (unit) => this.#unpack(unit));
  }

  moduleAtPath(path: string): ModuleSchema | undefined {
    const bare = barePath(path);
    if (bare === "" || bare === this.#entry) return this.module("");
    return this.#byPath.get(bare, () => this.#findAtPath(bare));
  }

  get #entry(): string {
    return this.#file.head.entries.findLast(([from]) => from <= this.#at)![1];
  }

  #findAtPath(path: string): Module | undefined {
    const [root, ...parts] = path.split("/");
    const last = parts.at(-1);
    if (root !== "lib" || last === undefined) return undefined;
    const folder = parts.slice(0, -1).join("/");
    const unit = this.#file.indexed(last);
    const placement = unit?.placement.at(this.#at);
    if (placement === "/" && folder === "") return this.#module(camelCase(last));
    const service = this.#file.service(parts.join("/"));
    const module = service && this.#module(service[0]);
    if (module?.path === path) return module;
    // A file of a service, or of the root: a part of its module.
    if (placement !== (folder || ".") || this.#file.otherPaths().get(path)?.at(this.#at)) return undefined;
    const name = this.#moduleOf(last, placement);
    return this.#newModule(name, path, this.#module(name)!.python, [unit!]);
  }

  hasPath(path: string): boolean {
    const bare = barePath(path);
    return bare === "package.json" || this.moduleAtPath(path) !== undefined || this.#file.otherPaths().get(bare)?.at(this.#at) === true;
  }

  moduleInPython(dotted: string): ModuleSchema | undefined {
    const { python } = this;
    if (dotted === python) return this.module("");
    if (!dotted.startsWith(`${python}.`)) return undefined;
    const found = kept(this.#byPython, dotted, () => {
      const guess = dotted.slice(python.length + 1).replace(/_(.)/gu, (_, letter: string) => letter.toUpperCase());
      return this.module(guess)?.python === dotted ? guess : (this.#nameInPython(dotted) ?? "");
    });
    return found === "" ? undefined : this.module(found);
  }

  /** The module that is called so in Python, where the words of its name are others than there. */
  #nameInPython(dotted: string): string | undefined {
    const last = withoutMarks(dotted.slice(dotted.lastIndexOf(".") + 1));
    for (const [unit, placement] of this.#here) {
      // A module that is named after its unit differs from it in its marks alone.
      if (placement === "/" && withoutMarks(unit) !== last) continue;
      if (this.#written(unit, placement, this.#at).python === dotted) return this.#moduleOf(unit, placement);
    }
    return undefined;
  }

  type(module: string, name: string): TypeSchema | undefined {
    return this.#types.get(`${module}:${name}`, () => this.#findType(module, name));
  }

  #findType(module: string, name: string): TypeSchema | undefined {
    const likely = this.#likelyUnit(module, name);
    for (const unit of likely ? [likely] : (this.#module(module)?.units ?? [])) {
      if (!mayDeclare(unit, name)) continue;
      const found = this.#unpack(unit).get(name);
      if (found) return (found.unpacked ??= unpackType(this.name, module, this.#core, found.entity.stem, (attributes) => attributesAt(found.entity, attributes, this.#at), found.type));
    }
    return undefined;
  }

  /** The unit of a module that a type's name tells, so that a service or the old root is not searched as a whole. */
  #likelyUnit(module: string, typeName: string): IndexedUnit | undefined {
    const words = unitName(typeName).slice(1).split("-");
    for (let length = words.length; length > 0; length--) {
      const unit = this.#file.indexed(words.slice(0, length).join("-"));
      const placement = unit?.placement.at(this.#at);
      if (unit && placement !== undefined && this.#moduleOf(unit.name, placement) === module && mayDeclare(unit, typeName) && this.#unpack(unit).get(typeName)) return unit;
    }
    return undefined;
  }

  /** What `~` stands for in names: the core package that goes with this one. */
  get #core(): string {
    return coreOf(this.name);
  }

  modulesDeclaring(typeName: string): readonly string[] {
    return kept(this.#declaring, typeName, () => this.#findDeclaring(typeName));
  }

  #findDeclaring(typeName: string): readonly string[] {
    const modules = new Set<string>();
    for (const unit of this.#unitsWith(typeName)) {
      const placement = unit.placement.at(this.#at);
      if (placement !== undefined && this.#unpack(unit).get(typeName)) modules.add(this.#moduleOf(unit.name, placement));
    }
    return [...modules].sort();
  }

  typeNames(): Iterable<string> {
    return this.#indexed(this.#here.map(([unit]) => unit)).flatMap((unit) => [...this.#unpack(unit).typeNames()]);
  }

  #unpack(indexed: IndexedUnit): UnitAtVersion {
    let unit = this.#units.get(indexed.name);
    if (!unit) this.#units.set(indexed.name, (unit = new UnitAtVersion(this.#file.unit(indexed), this.#at)));
    return unit;
  }

  // ---- history -----------------------------------------------------------------------------------------------

  #ref(version: number): VersionRef {
    return { package: this.#packageAt(version).name, version: this.#file.head.versions[version]! };
  }

  /** Runs of equal values among versions at which something may change. */
  #runs<T>(steps: Iterable<number>, valueAt: (version: number) => T | undefined, keyOf: (value: T) => string): (Run & { readonly value: T; readonly start: number })[] {
    const count = this.#file.head.versions.length;
    // Where the package goes on under another name everything is written differently.
    const points = [...new Set([...steps, ...this.#file.head.packages.map(({ first }) => first)])].filter((step) => step < count).sort((a, b) => a - b);
    const runs: { value: T; key: string; start: number; end: number }[] = [];
    for (const [index, start] of points.entries()) {
      const end = points[index + 1] ?? count;
      const value = valueAt(start);
      if (value === undefined) continue;
      const key = keyOf(value);
      const last = runs.at(-1);
      if (last?.key === key && last.end === start) last.end = end;
      else runs.push({ value, key, start, end });
    }
    return runs.map(({ value, start, end }) => ({
      value,
      start,
      since: this.#ref(start),
      until: end < count ? this.#ref(end) : undefined,
      isNow: start <= this.#at && this.#at < end,
      isPast: end <= this.#at,
    }));
  }

  /** Units of any version in whose types this one may be. */
  #unitsWith(typeName: string): readonly IndexedUnit[] {
    return kept(this.#unitsOfType, typeName, () => this.#indexed(this.#file.unitsNaming(typeName)));
  }

  propertyHistory(typeName: string, property: string): readonly PropertyRun[] {
    for (const unit of this.#unitsWith(typeName)) {
      const candidates = [...this.#file.unit(unit).entities.naming(typeName)];
      const textOf = (version: number): string | undefined => {
        for (const entity of candidates) {
          const type = entity.form.at(version)?.[0].find(([suffix]) => entity.stem + suffix === typeName);
          if (!type || type[1] === "e") continue;
          const fixed = type[3].find(([name]) => name === property)?.[1];
          const shape = entity.attributes.find(([name]) => name === property)?.[1].at(version);
          const text = fixed ?? shape?.find(([suffix]) => suffix === type[0])?.[1];
          if (text) return `${entity.stem} ${text}`;
        }
        return undefined;
      };
      const steps = candidates.flatMap((entity) => [...entity.form.steps, ...(entity.attributes.find(([name]) => name === property)?.[1].steps ?? [])]);
      const runs = this.#runs(steps, textOf, (text) => text);
      if (runs.length === 0) continue;
      return runs.map(({ value, start, ...run }) => {
        const space = value.indexOf(" ");
        const { type, flags } = typeAndFlags(value.slice(space + 1));
        const { name } = this.#packageAt(start);
        const module = this.#moduleOf(unit.name, unit.placement.at(start)!);
        const resolve = resolver(name, module, coreOf(name), value.slice(0, space));
        return { ...run, type: decodeType(type, (written) => resolve(written, property)), optional: flags.includes("o") };
      });
    }
    return [];
  }

  everyProperty(typeName: string): readonly string[] {
    const names = new Set<string>();
    for (const unit of this.#unitsWith(typeName)) {
      for (const { stem, form, attributes } of this.#file.unit(unit).entities.naming(typeName)) {
        const suffix = typeName.slice(stem.length);
        for (const step of form.steps) {
          const type = form.at(step)?.[0].find(([one]) => one === suffix);
          if (type && type[1] !== "e") for (const [name] of type[3]) names.add(name);
        }
        for (const [name, history] of attributes) {
          if (history.steps.some((step) => history.at(step)?.some(([one, property]) => one === suffix && Boolean(property)))) names.add(name);
        }
      }
    }
    return [...names].sort();
  }

  propertiesSince(typeName: string, since: VersionRef): readonly string[] {
    const { packages, versions } = this.#file.head;
    const first = packages.find(({ name }) => name === since.package)?.first;
    const at = versions.indexOf(since.version, first);
    if (at < 1) return [];
    for (const unit of this.#unitsWith(typeName)) {
      for (const { stem, form, attributes } of this.#file.unit(unit).entities.naming(typeName)) {
        const suffix = form.at(at)?.[0].find(([one]) => stem + one === typeName)?.[0];
        if (suffix === undefined || !form.at(at - 1)?.[0].some(([one]) => one === suffix)) continue;
        const has = (shape: PackedShape | undefined): boolean => shape?.some(([one, property]) => one === suffix && Boolean(property)) === true;
        return attributes.filter(([, history]) => has(history.at(at)) && !has(history.at(at - 1))).map(([name]) => name);
      }
    }
    return [];
  }

  typeHistory(typeName: string): readonly TypeRun[] {
    const all: (TypeRun & { readonly start: number })[] = [];
    for (const unit of this.#unitsWith(typeName)) {
      const candidates = [...this.#file.unit(unit).entities.naming(typeName)];
      const steps = [...unit.placement.steps, ...candidates.flatMap(({ form }) => form.steps)];
      const moduleAt = (version: number): string | undefined => {
        const placement = unit.placement.at(version);
        const isThere = placement !== undefined && candidates.some(({ stem, form }) => form.at(version)?.[0].some(([suffix]) => stem + suffix === typeName));
        return isThere ? `${this.#packageAt(version).name} ${placement}` : undefined;
      };
      for (const { value, ...run } of this.#runs(steps, moduleAt, (key) => key)) all.push({ ...run, ...this.#written(unit.name, value.slice(value.indexOf(" ") + 1), run.start) });
    }
    return all.sort((a, b) => a.start - b.start);
  }

  moduleHistory(module: { readonly path: string } | { readonly python: string }): readonly ModuleRun[] {
    return kept(this.#moduleHistories, "path" in module ? `path ${module.path}` : `python ${module.python}`, () => this.#findModuleHistory(module));
  }

  #findModuleHistory(module: { readonly path: string } | { readonly python: string }): readonly ModuleRun[] {
    const wanted = "path" in module ? barePath(module.path) : tail(module.python);
    const isWanted = (unit: string, placement: string, version: number): boolean => {
      const { path, python } = this.#written(unit, placement, version);
      return path !== "" && ("path" in module ? path : tail(python)) === wanted;
    };
    const last = withoutMarks(wanted.slice(wanted.lastIndexOf("/") + 1));
    /** By placement: the module of a service is the same for all units that stand in it. */
    const services = new Map<string, boolean>();
    const runs: (ModuleRun & { readonly start: number })[] = [];
    for (const unit of this.#indexed([...this.#file.unitNames()])) {
      const { name } = unit;
      // A module that is named after its unit differs from it in its marks alone.
      const isOwn = withoutMarks(name) === last;
      const keyAt = (version: number): string | undefined => {
        const placement = unit.placement.at(version);
        if (placement === undefined) return undefined;
        let isHere = placement === "/" ? isOwn && isWanted(name, placement, version) : services.get(placement);
        if (isHere === undefined) services.set(placement, (isHere = isWanted(name, placement, version)));
        return isHere ? `${this.#packageAt(version).name} ${placement}` : undefined;
      };
      if (!unit.placement.steps.some((step) => keyAt(step) !== undefined)) continue;
      for (const { value, ...run } of this.#runs(unit.placement.steps, keyAt, (key) => key)) runs.push({ ...run, ...this.#written(name, value.slice(value.indexOf(" ") + 1), run.start) });
    }
    return runs.sort((a, b) => a.start - b.start);
  }

  /** How the module of a unit is imported at a version. */
  #written(unit: string, placement: string, version: number): { readonly path: string; readonly python: string } {
    const { python } = this.#packageAt(version);
    const module = this.#moduleOf(unit, placement);
    if (module === "") return { path: "", python };
    if (placement === "/") return { path: `lib/${unit}`, python: `${python}.${pythonName(module)}` };
    // What stands neither in the root nor in a module of its own stands in a service.
    const [, path, dotted] = this.#file.service(serviceOf(placement))!;
    return { path, python: `${python}.${dotted || module.split(".").map(pythonName).join(".")}` };
  }
}

/** The dotted name without the package. */
function tail(python: string): string {
  return python.slice(python.indexOf(".") + 1);
}

/** Unit `s3tables-table`, module `s3TablesTable`, in Python `s3_tables_table`: all the same. */
function withoutMarks(name: string): string {
  return name.replace(/[-_]/gu, "");
}

function coreOf(packageName: string): string {
  return /^@?cdktn/u.test(packageName) ? "cdktn" : "cdktf";
}

function serviceOf(placement: string): string {
  return placement.startsWith("=") ? placement.slice(1) : placement;
}

/** `routeTable` → `route-table`. */
function unitName(module: string): string {
  return module.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}

/** Every type of a unit is named after one of its roots. */
function mayDeclare({ roots }: IndexedUnit, typeName: string): boolean {
  return roots.some((root) => typeName.startsWith(root));
}

function attributesAt({ attributes }: PackedEntity, use: (name: string, shape: PackedShape) => void, at: number): void {
  for (const [name, history] of attributes) {
    const shape = history.at(at);
    if (shape) use(name, shape);
  }
}

function barePath(path: string): string {
  return path.replace(/\.(?:[cm]?js|d\.ts|ts)$/u, "").replace(/\/index$/u, "").replace(/\/$/u, "");
}

/** Reads names that are written relative to where they stand; see data/README.md. */
function resolver(packageName: string, module: string, core: string, stem: string): (text: string, attribute: string | undefined) => string {
  const prefix = module === "" ? packageName : `${packageName}.${module}`;
  return (text, attribute) => {
    const rest = text.slice(1);
    if (text.startsWith("+")) return `${prefix}.${stem}${upperFirst(attribute!)}${rest}`;
    if (text.startsWith("=")) return `${prefix}.${stem}${rest}`;
    if (text.startsWith(".")) return `${prefix}.${rest}`;
    if (text.startsWith(":")) return `${packageName}.${rest}`;
    return text.startsWith("~") ? core + rest : text;
  };
}

function unpackType(packageName: string, module: string, core: string, stem: string, eachAttribute: (use: (name: string, shape: PackedShape) => void) => void, type: PackedType): TypeSchema {
  const prefix = module === "" ? packageName : `${packageName}.${module}`;
  const name = stem + type[0];
  const named = { fqn: `${prefix}.${name}`, name, package: packageName, module };
  const typeName = resolver(packageName, module, core, stem);
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
  eachAttribute((attribute, shape) => {
    const aspects = shape.find(([suffix]) => suffix === type[0]);
    if (!aspects) return;
    const [, property, input, put, reset] = aspects;
    if (property) addProperty(attribute, property, attribute);
    if (input) addProperty(`${attribute}Input`, input, attribute);
    if (put) addVoid(`put${upperFirst(attribute)}`, [{ name: "value", type: typeRef(put, attribute), optional: false, variadic: false }]);
    if (reset) addVoid(`reset${upperFirst(attribute)}`, []);
  });

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
      while (text.charAt(at) !== ")") of.push(read());
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
