/** A published package's jsii manifest and declarations, as the facts that are packed. */
import { posix } from "node:path";
import { gunzipSync } from "node:zlib";
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
 * @typedef {object} ModuleFacts
 * @property {string} path npm sub-path, without `/index`
 * @property {string} python dotted Python module
 * @property {string[]} typescriptOnly exported names that the manifest does not have, sorted
 * @property {Map<string, TypeFacts>} types by name
 *
 * @typedef {object} PackageFacts
 * @property {string} name
 * @property {string} version
 * @property {string} integrity
 * @property {string} python root module
 * @property {string} pythonDistribution
 * @property {string | undefined} terraformProviderVersion
 * @property {string} entry npm sub-path that the bare package name stands for
 * @property {string[]} otherPaths npm sub-paths of declarations that are no modules of the manifest
 * @property {Map<string, ModuleFacts>} modules by jsii submodule name, the root as the empty string
 */

/**
 * The manifest of a published package, also where it is a redirect to a compressed file.
 *
 * @param {Map<string, Buffer>} files
 * @returns {any}
 */
export function readManifest(files) {
  const file = files.get(".jsii");
  if (!file) throw new Error("the package has no .jsii manifest");
  const manifest = JSON.parse(file.toString("utf8"));
  if (manifest.schema !== "jsii/file-redirect") return manifest;
  const target = files.get(manifest.filename);
  if (!target || manifest.compression !== "gzip") throw new Error(`the manifest redirects to ${manifest.filename}, which is not there`);
  return JSON.parse(gunzipSync(target).toString("utf8"));
}

/**
 * All facts of a published package.
 *
 * @param {import("./tarball.mjs").PublishedPackage} published
 * @returns {PackageFacts}
 */
export function factsOf({ name, version, integrity, files }) {
  const manifest = readManifest(files);
  const packageJson = JSON.parse(files.get("package.json").toString("utf8"));
  if (manifest.name !== name || manifest.version !== version) throw new Error(`the manifest is of ${manifest.name}@${manifest.version}`);
  const python = manifest.targets.python.module;
  const declarations = declarationRoot(manifest, packageJson);

  /** @type {Map<string, ModuleFacts>} */
  const modules = new Map();
  const entry = declarations(packageJson.types ?? "lib/index");
  modules.set("", { path: "", python, typescriptOnly: [], types: new Map() });
  const rootExports = exportsOf(files, entry);
  for (const [fqn, submodule] of Object.entries(manifest.submodules ?? {})) {
    const module = fqn.slice(name.length + 1);
    const file = declarations(submodule.symbolId.replace(/:.*$/s, ""));
    modules.set(module, {
      path: file.replace(/\/index$/, ""),
      python: submodule.targets?.python?.module ?? `${python}.${module.split(".").map(pythonName).join(".")}`,
      typescriptOnly: [],
      types: new Map(),
    });
  }
  for (const [fqn, type] of Object.entries(manifest.types ?? {})) {
    const module = type.namespace && modules.has(type.namespace) ? type.namespace : "";
    const typeName = fqn.slice(name.length + 1 + (module === "" ? 0 : module.length + 1));
    modules.get(module).types.set(typeName, typeFacts(type));
  }
  for (const [module, facts] of modules) {
    const exported = module === "" ? rootExports : exportsOf(files, existing(files, facts.path));
    // A top-level module is reached from the root as a namespace: those names are modules, not exports.
    const known = (export_) => facts.types.has(export_) || modules.has(module === "" ? export_ : `${module}.${export_}`);
    facts.typescriptOnly = [...exported].filter((export_) => !known(export_)).sort();
    if (module !== "" && !module.includes(".") && !rootExports.has(module)) {
      throw new Error(`${name}@${version}: the root exports no namespace ${module}`);
    }
  }
  return {
    name,
    version,
    integrity,
    python,
    pythonDistribution: manifest.targets.python.distName,
    terraformProviderVersion: packageJson.cdktf?.provider?.version,
    entry: entry.replace(/\/index$/, ""),
    otherPaths: otherPaths(files, new Set([entry.replace(/\/index$/, ""), ...[...modules.values()].map((module) => module.path)])),
    modules,
  };
}

function otherPaths(files, known) {
  const paths = [...files.keys()].filter((path) => path.endsWith(".d.ts") && !path.includes("node_modules/")).map((path) => path.replace(/(\/index)?\.d\.ts$/, ""));
  return [...new Set(paths)].filter((path) => !known.has(path)).sort();
}

/** Where the declarations of a source file of the manifest are published. */
function declarationRoot(manifest, packageJson) {
  const from = manifest.metadata?.tscRootDir ?? packageJson.jsii?.tsc?.rootDir;
  const to = manifest.metadata?.tscOutDir ?? packageJson.jsii?.tsc?.outDir ?? from;
  return (path) => {
    const bare = posix.normalize(path).replace(/(\.d)?\.ts$/, "");
    return from !== undefined && from !== to && bare.startsWith(`${from}/`) ? posix.join(to, bare.slice(from.length + 1)) : bare;
  };
}

function existing(files, path) {
  const found = [`${path}/index`, path].find((candidate) => files.has(`${candidate}.d.ts`));
  if (found === undefined) throw new Error(`no declarations at ${path}`);
  return found;
}

const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** @returns {TypeFacts} */
function typeFacts(type) {
  const kind = type.kind === "interface" ? (type.datatype ? "struct" : "interface") : type.kind;
  for (const property of type.properties ?? []) {
    // The Python name of a static property is that of a constant; nothing else is known to exist.
    if (property.static && !property.const) throw new Error(`${type.fqn}.${property.name} is static but no constant`);
  }
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
