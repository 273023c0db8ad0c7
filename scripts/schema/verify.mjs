/**
 * Compares all that the store answers with what was published, fact by fact and both ways: with the jsii manifests,
 * and with the TypeScript declarations as ts-morph reads them, the independent second source.
 *
 * Reads the manifest in its own way, not through manifest.mjs, so that a fault there is seen here.
 */
import { Project } from "ts-morph";
import { readManifest } from "./manifest.mjs";
import { schemaReader } from "./source.mjs";
import { readPublished } from "./tarball.mjs";

const SHOWN = 20;
const { bundledPackages, bundledVersions, loadPackage } = await schemaReader();
const differences = [];
const differ = (where, expected, actual) => differences.push(`${where}: published ${expected}, packed ${actual}`);

const writtenType = (type) =>
  type.primitive ??
  (type.fqn && `<${type.fqn}>`) ??
  (type.union && `(${type.union.types.map(writtenType).join("|")})`) ??
  `${type.collection.kind === "array" ? "list" : "map"} ${writtenType(type.collection.elementtype)}`;
const storedType = (type) => {
  if (type.kind === "primitive") return type.name;
  if (type.kind === "named") return `<${type.fqn}>`;
  return type.kind === "union" ? `(${type.of.map(storedType).join("|")})` : `${type.kind} ${storedType(type.of)}`;
};

/** All facts of a manifest's type as lines. */
function publishedFacts(type) {
  const kind = type.kind === "interface" && type.datatype ? "struct" : type.kind;
  const facts = [`kind ${kind}`, `name ${type.name}`, `assembly ${type.assembly}`];
  if (kind === "enum") return [...facts, ...type.members.map((member) => `member ${member.name}`)];
  const parameters = (list = []) => list.map((one) => `${one.name}${one.optional ? "?" : ""}${one.variadic ? "..." : ""}: ${writtenType(one.type)}`).join(", ");
  if (kind === "class") facts.push(`abstract ${!!type.abstract}`, `base ${type.base}`, `constructor ${type.initializer ? `(${parameters(type.initializer.parameters)})` : "none"}`);
  facts.push(...(type.interfaces ?? []).map((fqn) => `implements ${fqn}`));
  const marks = (one) => `${one.static ? "static " : ""}${one.protected ? "protected " : ""}`;
  facts.push(...(type.properties ?? []).map((one) => `${marks(one)}${one.name}${one.optional ? "?" : ""}: ${writtenType(one.type)}`));
  facts.push(...(type.methods ?? []).map((one) => `${marks(one)}${one.name}(${parameters(one.parameters)}): ${one.returns ? writtenType(one.returns.type) : "void"}`));
  return facts;
}

/** The same facts as the store answers them. */
function storedFacts(type) {
  const facts = [`kind ${type.kind}`, `name ${type.name.split(".").at(-1)}`, `assembly ${type.package}`];
  if (type.kind === "enum") return [...facts, ...type.members.map((member) => `member ${member}`)];
  const parameters = (list) => list.map((one) => `${one.name}${one.optional ? "?" : ""}${one.variadic ? "..." : ""}: ${storedType(one.type)}`).join(", ");
  if (type.kind === "class") facts.push(`abstract ${type.abstract}`, `base ${type.base}`, `constructor ${type.parameters ? `(${parameters(type.parameters)})` : "none"}`);
  facts.push(...(type.kind === "class" ? type.interfaces : type.bases).map((fqn) => `implements ${fqn}`));
  const marks = (one) => `${one.static ? "static " : ""}${one.protected ? "protected " : ""}`;
  for (const [name, one] of type.properties) facts.push(`${marks(one)}${name}${one.optional ? "?" : ""}: ${storedType(one.type)}`);
  for (const [name, one] of type.methods ?? []) facts.push(`${marks(one)}${name}(${parameters(one.parameters)}): ${one.returns ? storedType(one.returns) : "void"}`);
  return facts;
}

function compareSets(where, expected, actual) {
  const left = new Set(expected);
  const right = new Set(actual);
  for (const fact of left) if (!right.has(fact)) differ(where, fact, "nothing like it");
  for (const fact of right) if (!left.has(fact)) differ(where, "nothing like it", fact);
  return left.size;
}

function compareManifest(pkg, manifest) {
  let facts = compareSets("submodules", Object.keys(manifest.submodules ?? {}), pkg.moduleNames().map((name) => `${pkg.name}.${name}`));
  const stored = ["", ...pkg.moduleNames()].flatMap((module) => pkg.module(module).typeNames.map((name) => [`${pkg.name}.${module === "" ? "" : `${module}.`}${name}`, module, name]));
  compareSets("types", Object.keys(manifest.types), stored.map(([fqn]) => fqn));
  compareSets("type names", Object.values(manifest.types).map((type) => type.fqn.split(".").at(-1)), [...pkg.typeNames()].map((name) => name.split(".").at(-1)));
  for (const [fqn, module, name] of stored) {
    const type = pkg.type(module, name);
    if (type.fqn !== fqn) differ(fqn, fqn, type.fqn);
    if (manifest.types[fqn]) facts += compareSets(fqn, publishedFacts(manifest.types[fqn]), storedFacts(type));
  }
  for (const [fqn, submodule] of Object.entries(manifest.submodules ?? {})) {
    const module = pkg.module(fqn.slice(pkg.name.length + 1));
    const source = submodule.symbolId.replace(/:$/, "").replace(/\/index$/, "").replace(/^src\//, "lib/");
    if (module && module.path !== source) differ(`path of ${fqn}`, source, module.path);
    if (module && (pkg.moduleAtPath(source) !== module || pkg.moduleAtPath(`${source}/index.js`) !== module)) differ(`module at ${source}`, fqn, pkg.moduleAtPath(source)?.name);
    if (module && pkg.moduleInPython(module.python) !== module) differ(`module in Python ${module.python}`, fqn, pkg.moduleInPython(module.python)?.name);
  }
  return facts;
}

/** A type as it is declared, in the words of `storedType`; the members of unions sorted. */
function declaredType(node, module) {
  const text = node.getKindName();
  if (text === "ParenthesizedType") return declaredType(node.getTypeNode(), module);
  if (text === "ArrayType") return `list ${declaredType(node.getElementTypeNode(), module)}`;
  if (text === "TypeLiteral") return `map ${declaredType(node.getIndexSignatures()[0].getReturnTypeNode(), module)}`;
  if (text === "UnionType") {
    const members = [...new Set(node.getTypeNodes().map((member) => declaredType(member, module)))].filter((member) => member !== "undefined").sort();
    return members.length === 1 ? members[0] : `(${members.join("|")})`;
  }
  const name = node.getText();
  if (text !== "TypeReference") return name;
  return name.includes(".") ? `<${name}>` : `<${module}.${name}>`;
}

function sortedUnions(type) {
  if (type.kind === "union") return `(${[...new Set(type.of.map(sortedUnions))].sort().join("|")})`;
  return type.kind === "list" || type.kind === "map" ? `${type.kind} ${sortedUnions(type.of)}` : storedType(type);
}

/** Compares a provider's modules with their declarations, and the exports of every module. */
function compareDeclarations(pkg, files) {
  let facts = 0;
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true, compilerOptions: { noResolve: false, types: [] } });
  const load = (path) => project.createSourceFile(`/${path}`, files.get(path).toString("utf8"), { overwrite: true });
  for (const name of pkg.moduleNames()) {
    const module = pkg.module(name);
    const folder = `${module.path}/`;
    const own = [...files.keys()].filter((path) => path.endsWith(".d.ts") && (path.startsWith(folder) || path === `${module.path}.d.ts`));
    const sources = own.map(load);
    const entry = project.getSourceFileOrThrow((source) => [`/${module.path}/index.d.ts`, `/${module.path}.d.ts`].includes(source.getFilePath()));
    const exported = entry.getExportedDeclarations();
    facts += compareSets(`exports of ${module.path}`, exported.keys(), [...module.typeNames, ...module.typescriptOnly]);
    for (const [typeName, [declaration]] of pkg.terraformProviderVersion ? exported : []) {
      const type = pkg.type(name, typeName);
      if (!type) continue;
      const properties = [];
      for (const member of declaration.getProperties?.() ?? []) properties.push(member);
      for (const member of declaration.getGetAccessors?.() ?? []) properties.push(member);
      const visible = properties.filter((member) => !(member.getScope && member.getScope() === "private"));
      const lines = visible.map((member) => {
        // A constant is declared by its value alone.
        const written = member.getTypeNode?.() ?? member.getReturnTypeNode?.();
        const declared = written ? declaredType(written, `${pkg.name}.${name}`) : "string";
        const optional = declared === "any" || (member.hasQuestionToken?.() ?? false) || /\bundefined\b/.test(written?.getText() ?? "");
        return `${member.getName()}${optional ? "?" : ""}: ${declared}`;
      });
      const stored = [...type.properties.values()].map((one) => `${one.name}${one.optional || storedType(one.type) === "any" ? "?" : ""}: ${sortedUnions(one.type)}`);
      facts += compareSets(`${typeName} in ${module.path}`, lines, stored);
    }
    for (const source of sources) project.removeSourceFile(source);
  }
  return facts;
}

for (const name of bundledPackages()) {
  for (const version of bundledVersions(name)) {
    const before = differences.length;
    const { files } = readPublished(name, version);
    const pkg = loadPackage(name, version);
    const manifest = readManifest(files);
    if (manifest.version !== pkg.version) differ("version", manifest.version, pkg.version);
    const facts = compareManifest(pkg, manifest);
    const declared = compareDeclarations(pkg, files);
    console.log(`${name}@${version}: ${facts} facts of the manifest, ${declared} of the declarations, ${differences.length - before} differences`);
  }
}
for (const difference of differences.slice(0, SHOWN)) console.error(difference);
process.exitCode = differences.length > 0 ? 1 : 0;
