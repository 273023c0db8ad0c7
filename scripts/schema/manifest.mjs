/** A published package's jsii manifest and declarations, as the facts that are packed. */
import { posix } from "node:path";
import { exportsOf } from "./declarations.mjs";
import { pythonName } from "./source.mjs";

/**
 * A property: `flags` holds `o` (optional), `s` (static), `p` (protected).
 * @typedef {{name: string, flags: string, type: any}} PropertyFacts
 * @typedef {{name: string, flags: string, type: any}} ParameterFacts `flags`: `o`, `v` (variadic)
 * @typedef {{name: string, flags: string, parameters: ParameterFacts[], returns: any}} MethodFacts
 *
 * @typedef {object} TypeFacts
 * @property {"class" | "struct" | "interface" | "enum"} kind
 * @property {boolean} abstract
 * @property {string | undefined} base
 * @property {string[]} interfaces interfaces of a class, bases of a struct or interface
 * @property {ParameterFacts[] | undefined} parameters of the constructor
 * @property {PropertyFacts[]} properties by name
 * @property {MethodFacts[]} methods by name
 * @property {string[]} members of an enum
 *
 * A unit is what one source file of a provider declares: a resource with its blocks. It keeps its name through all
 * layouts of the bindings: all in the package root (before 2), by service (before 10), a module each.
 *
 * @typedef {object} UnitFacts
 * @property {string} module jsii submodule, the root as the empty string
 * @property {string} path npm sub-path of the file, without `/index`
 * @property {string[]} typescriptOnly exported names that the manifest does not have, sorted
 * @property {Map<string, TypeFacts>} types by name
 *
 * @typedef {object} PackageFacts
 * @property {string} name
 * @property {string} version
 * @property {string} python root module
 * @property {string} pythonDistribution
 * @property {string | undefined} terraformProviderVersion
 * @property {string} entry npm sub-path that the bare package name stands for
 * @property {string[]} otherPaths npm sub-paths of declarations that are no modules
 * @property {Map<string, {path: string, python: string}>} modules by jsii submodule name
 * @property {Map<string, UnitFacts>} units by name; the empty string is the root's own
 */

/**
 * All facts of a published package.
 *
 * @param {import("./extract.mjs").Extract} extract
 * @returns {PackageFacts}
 */
export function factsOf({ name, version, manifest, packageJson, exports }) {
  const { module: python, distName } = manifest.targets.python;
  const declarations = declarationRoot(manifest, packageJson);
  const fileOf = (source) => declarations(source.replace(/^\.\//, "").replace(/:.*$/s, "").replace(/\.tsx?$/, ""));
  const isProvider = /\/provider-/.test(name);

  /** @type {Map<string, UnitFacts>} */
  const units = new Map([["", { module: "", path: "", typescriptOnly: [], types: new Map() }]]);
  const folders = new Map();
  const files = new Map([["", new Set()]]);
  for (const [fqn, type] of Object.entries(manifest.types ?? {})) {
    const namespace = namespaceOf(type, manifest);
    const source = isProvider ? fileOf(type.locationInModule?.filename ?? `${type.symbolId}`) : "";
    const typeName = fqn.slice(name.length + 1 + (namespace === "" ? 0 : namespace.length + 1));
    // Once, in 2.0.13, a service was one file with a namespace in it: nothing tells the units but their names.
    const isNamespace = isProvider && exports[source]?.inside?.[namespace] !== undefined;
    // A package that is no provider has a unit for each of its few modules.
    const unitName = isNamespace ? kebab(resourceOf(typeName, manifest, type)).replace(/^-/, "") : isProvider ? unitOf(source) : kebab(namespace);
    let unit = units.get(unitName);
    if (!unit) units.set(unitName, (unit = { module: namespace, path: isNamespace ? `${source}#${namespace}` : pathOf(source, unitName), typescriptOnly: [], types: new Map() }));
    if (unit.module !== namespace) throw new Error(`${name}@${version}: ${unitName} is in ${unit.module} and in ${namespace}`);
    unit.types.set(typeName, typeFacts(type));
    const own = files.get(unitName) ?? new Set();
    files.set(unitName, own.add(source));
    if (isNamespace) folders.set(namespace, unit.path);
    else if (namespace !== "") folders.set(namespace, isProvider ? posix.dirname(unit.path) : fileOf(type.locationInModule.filename));
  }

  const modules = new Map();
  for (const [fqn, submodule] of Object.entries(manifest.submodules ?? {})) {
    const module = fqn.slice(name.length + 1);
    const source = submodule.symbolId ? fileOf(submodule.symbolId).replace(/\/index$/, "") : folders.get(module);
    if (source === undefined) throw new Error(`${name}@${version}: no path of ${module}`);
    modules.set(module, { path: source, python: submodule.targets?.python?.module ?? `${python}.${module.split(".").map(pythonName).join(".")}` });
  }

  const entry = fileOf((packageJson.types ?? "lib/index").replace(/\.d\.ts$/, ""));
  const exported = (path) => {
    const [file, namespace] = path.split("#");
    if (namespace !== undefined) return new Set(exports[file].inside[namespace]);
    return exportsOf(exports, exports[path] ? path : `${path}/index`);
  };
  const rootExports = exported(entry);
  if (isProvider) {
    const others = new Map([...modules].map(([module, { path }]) => [module, exported(path)]));
    others.set("", rootExports);
    for (const [unitName, unit] of units) {
      if (unitName === "") continue;
      const names = unit.path.includes("#") ? new Set(unit.types.keys()) : new Set([...files.get(unitName)].flatMap((source) => [...exported(source)]));
      unit.typescriptOnly = [...names].filter((export_) => !unit.types.has(export_)).sort();
      const ofModule = others.get(unit.module);
      for (const export_ of new Set([...names, ...unit.types.keys()])) {
        if (!ofModule?.delete(export_)) throw new Error(`${name}@${version}: ${export_} of ${unitName} is not exported by ${unit.module || "the root"}`);
      }
    }
    for (const [module, { path }] of modules) {
      if (path.includes("#")) {
        const [unit] = [...units.values()].filter((one) => one.module === module);
        unit.typescriptOnly = [...others.get(module)].sort();
      } else if (others.get(module).size > 0) throw new Error(`${name}@${version}: ${path} exports more than its units: ${[...others.get(module)].slice(0, 5).join(", ")}`);
    }
  }
  if (!isProvider) {
    for (const unit of units.values()) {
      if (unit.module === "") continue;
      unit.path = modules.get(unit.module).path;
      unit.typescriptOnly = [...exported(unit.path)].filter((export_) => !unit.types.has(export_)).sort();
    }
  }
  const root = units.get("");
  root.typescriptOnly = [...rootExports].filter((export_) => !modules.has(export_) && !root.types.has(export_)).sort();
  for (const module of modules.keys()) {
    if (!module.includes(".") && !rootExports.has(module)) throw new Error(`${name}@${version}: the root exports no namespace ${module}`);
  }
  const known = new Set([entry.replace(/\/index$/, ""), ...[...modules.values()].map((module) => module.path)]);
  for (const [unitName, unit] of units) if (unitName !== "" && sameNames(exports, unit)) known.add(unit.path);
  return {
    name,
    version,
    python,
    pythonDistribution: distName,
    terraformProviderVersion: packageJson.cdktf?.provider?.version,
    entry: entry.replace(/\/index$/, ""),
    otherPaths: [...new Set(Object.keys(exports).map((path) => path.replace(/\/index$/, "")))].filter((path) => !known.has(path)).sort(),
    modules,
    units,
  };
}

/** Does the file of a unit export just what the unit declares? */
function sameNames(exports, unit) {
  const file = exports[unit.path] ? unit.path : `${unit.path}/index`;
  if (!exports[file]) return false;
  const names = exportsOf(exports, file);
  return names.size === unit.types.size + unit.typescriptOnly.length && [...unit.types.keys()].every((name) => names.has(name));
}

/** The submodule of a type; other namespaces are classes around it. */
function namespaceOf(type, manifest) {
  return type.namespace !== undefined && manifest.submodules?.[`${manifest.name}.${type.namespace}`] ? type.namespace : "";
}

/** The name of the unit that a source file belongs to: `lib/wafv2/wafv2-web-acl-structs/structs0` → `wafv2-web-acl`. */
function unitOf(source) {
  const parts = source.split("/").slice(1);
  if (parts.at(-1) === "index") parts.pop();
  if (/^structs\d*$/.test(parts.at(-1) ?? "") || /^index$/.test(parts.at(-1) ?? "")) parts.pop();
  if (parts.at(-1) === "index-structs") parts.pop();
  return (parts.at(-1) ?? "").replace(/-structs$/, "");
}

/** The resource whose name a type's name starts with: the longest class that has a configuration. */
function resourceOf(typeName, manifest, { namespace }) {
  const has = (name) => manifest.types[`${manifest.name}.${namespace}.${name}`] !== undefined;
  for (let end = typeName.length; end > 0; end--) {
    const name = typeName.slice(0, end);
    if (has(name) && has(`${name}Config`)) return name;
  }
  return typeName;
}

const kebab = (module) => module.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The file that stands for the whole unit. */
function pathOf(source, unitName) {
  const parts = source.split("/");
  const at = parts.findLastIndex((part, index) => index > 0 && (part === unitName || part === `${unitName}-structs`));
  return [...parts.slice(0, at), unitName].join("/");
}

/** Where the declarations of a source file of the manifest are published. */
function declarationRoot(manifest, packageJson) {
  const from = manifest.metadata?.tscRootDir ?? packageJson.jsii?.tsc?.rootDir ?? "src";
  const to = manifest.metadata?.tscOutDir ?? packageJson.jsii?.tsc?.outDir ?? (from === "src" ? "lib" : from);
  return (path) => {
    const bare = posix.normalize(path);
    return from !== to && bare.startsWith(`${from}/`) ? posix.join(to, bare.slice(from.length + 1)) : bare;
  };
}

const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** @returns {TypeFacts} */
function typeFacts(type) {
  const kind = type.kind === "interface" ? (type.datatype ? "struct" : "interface") : type.kind;
  return {
    kind,
    abstract: type.abstract === true,
    base: type.base,
    interfaces: type.interfaces ?? [],
    parameters: type.initializer ? parameters(type.initializer) : undefined,
    properties: (type.properties ?? []).map((property) => ({ name: property.name, flags: flags(property), type: property.type })).sort(byName),
    methods: (type.methods ?? [])
      .map((method) => ({ name: method.name, flags: flags(method), parameters: parameters(method), returns: method.returns?.type }))
      .sort(byName),
    members: (type.members ?? []).map((member) => member.name),
  };
}

function parameters(callable) {
  return (callable.parameters ?? []).map((parameter) => ({ name: parameter.name, flags: flags(parameter), type: parameter.type }));
}

function flags({ optional, static: isStatic, protected: isProtected, variadic }) {
  return (optional ? "o" : "") + (isStatic ? "s" : "") + (isProtected ? "p" : "") + (variadic ? "v" : "");
}
