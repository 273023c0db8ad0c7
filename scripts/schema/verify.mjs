/**
 * Compares all that the store answers with what was published, fact by fact and both ways: with the jsii manifests,
 * and with the TypeScript declarations as ts-morph reads them, the independent second source.
 *
 *   npm run schema:verify                       a few versions chosen at random, and the newest of each package
 *   npm run schema:verify -- --all              every version; writes data/verified.md
 *   npm run schema:verify -- NAME@VERSION …     these
 *   --seed N                                    chooses the same few again
 *
 * Reads the manifest in its own way, not through manifest.mjs, so that a fault there is seen here.
 */
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { parseArgs } from "node:util";
import { Project } from "ts-morph";
import { randomFrom } from "../random.mjs";
import { extractAll, readExtract, readManifest } from "./extract.mjs";
import { declaredReader, schemaReader } from "./source.mjs";
import { fetchTarball, readPublished } from "./tarball.mjs";

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
    const source = submodule.symbolId?.replace(/:$/, "").replace(/\/index$/, "").replace(/^src\//, "lib/") ?? module?.path;
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
  return name.includes(".") ? `<${name}>` : `<${homeOf(node, name) ?? module}.${name}>`;
}

/** The module that a name is imported from, where it is another one of the package. */
function homeOf(node, name) {
  const source = node.getSourceFile();
  const imported = source.getImportDeclarations().find((one) => one.getNamedImports().some((each) => each.getName() === name));
  const specifier = imported?.getModuleSpecifierValue();
  if (!specifier?.startsWith(".")) return undefined;
  const home = modulesByPath.get(posix.join(posix.dirname(source.getFilePath()), specifier).replace(/\/index$/, ""));
  return home;
}

/** Fully qualified names of the modules of the package that is being compared, by path. */
const modulesByPath = new Map();

function sortedUnions(type) {
  if (type.kind === "union") return `(${[...new Set(type.of.map(sortedUnions))].sort().join("|")})`;
  return type.kind === "list" || type.kind === "map" ? `${type.kind} ${sortedUnions(type.of)}` : storedType(type);
}

/** Compares a provider's modules with their declarations, and the exports of every module. */
function compareDeclarations(pkg, files) {
  let facts = 0;
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true, compilerOptions: { noResolve: false, types: [] } });
  modulesByPath.clear();
  for (const name of pkg.moduleNames()) modulesByPath.set(`/${pkg.module(name).path}`, `${pkg.name}.${name}`);
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

/** How many modules are read again from what an installed package declares. */
const DECLARED_MODULES = 80;

/**
 * Compares what is read of an installed package, as of one that is not bundled, with what the store says of the same
 * version: from its declarations as npm installs them, and from the manifest that a Python wheel carries.
 */
async function compareInstalled(name, version) {
  const { installedPackage } = await declaredReader();
  const stored = loadPackage(name, version);
  const names = stored.moduleNames();
  const sample = names.filter((one, at) => one === "provider" || at % Math.max(1, Math.floor(names.length / DECLARED_MODULES)) === 0);
  const folder = mkdtempSync(join(tmpdir(), "cdktf-declared-"));
  process.env.CDKTF_LINT_CACHE = join(folder, "cache");
  let facts = 0;
  try {
    const { files } = readPublished(name, version);
    const npm = join(folder, "node_modules", name);
    for (const [path, text] of files) {
      if (path === ".jsii") continue;
      mkdirSync(dirname(join(npm, path)), { recursive: true });
      writeFileSync(join(npm, path), text);
    }
    const wheel = join(folder, "site-packages", stored.python, "_jsii");
    mkdirSync(wheel, { recursive: true });
    copyFileSync(fetchTarball(name, version), join(wheel, `provider@${version}.jsii.tgz`));
    const read = {
      declarations: installedPackage(name, { version, source: "node_modules", installed: npm }),
      wheel: installedPackage(name, { version, source: "site-packages", installed: join(folder, "site-packages") }),
    };
    for (const [source, pkg] of Object.entries(read)) {
      facts += compareSets(`modules by ${source}`, names, pkg.moduleNames());
      for (const module of sample) {
        const types = stored.module(module).typeNames;
        facts += compareSets(`${source} of ${module}`, types, pkg.module(module).typeNames);
        if (source === "declarations") facts += compareSets(`values of ${module}`, stored.module(module).typescriptOnly, pkg.module(module).typescriptOnly);
        for (const type of types) {
          const expected = stored.type(module, type);
          const actual = pkg.type(module, type);
          if (actual) facts += compareSets(`${type} by ${source}`, comparable(expected, source), comparable(actual, source));
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return facts;
}

/** A type's facts; declarations sort the members of unions and say nothing of what takes any. */
function comparable(type, source) {
  const facts = storedFacts(type);
  if (source === "wheel") return facts;
  return facts.map((fact) => fact.replace(/\(([^()]*\|[^()]*)\)/g, (_, union) => `(${union.split("|").sort().join("|")})`).replace(/\?: any$/, ": any"));
}

/** Compares one version. The manifest is read from the tarball itself where `isWhole`, else from what is kept of it. */
function verify(name, version, isWhole) {
  const before = differences.length;
  const published = isWhole ? readPublished(name, version) : undefined;
  const manifest = published ? readManifest(published.files) : readExtract(name, version).manifest;
  const pkg = loadPackage(name, version);
  if (manifest.version !== pkg.version) differ("version", manifest.version, pkg.version);
  const facts = compareManifest(pkg, manifest);
  const isNewest = bundledVersions(name).at(-1) === version;
  const declared = published && isNewest ? compareDeclarations(pkg, published.files) : undefined;
  return { name, version, facts, declared, differences: differences.length - before };
}

function report({ name, version, facts, declared, differences: count }) {
  return `${name}@${version}: ${facts} facts of the manifest${declared === undefined ? "" : `, ${declared} of the declarations`}, ${count} differences`;
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: "boolean" }, seed: { type: "string" }, rows: { type: "boolean" } } });
const split = (one) => [one.slice(0, one.lastIndexOf("@")), one.slice(one.lastIndexOf("@") + 1)];

if (values.all) {
  await verifyAll();
} else {
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  let chosen = positionals.map(split);
  if (chosen.length === 0) {
    console.log(`seed ${seed}`);
    const random = randomFrom(seed);
    const some = (name, count) => Array.from({ length: count }, () => bundledVersions(name)[Math.floor(random() * bundledVersions(name).length)]);
    for (const name of bundledPackages()) for (const version of new Set([bundledVersions(name).at(-1), ...some(name, name.includes("provider") ? 1 : 3)])) chosen.push([name, version]);
  }
  for (const [name, version] of chosen) {
    const result = verify(name, version, !values.rows);
    console.log(values.rows ? JSON.stringify(result) : report(result));
    // Since version 10 a provider has a module for each resource, as what is read of installed ones expects.
    if (!values.rows && name.includes("/provider-") && Number.parseInt(version, 10) >= 10) {
      const before = differences.length;
      const facts = await compareInstalled(name, version);
      console.log(`${name}@${version}: ${facts} facts as read of an installed package, ${differences.length - before} differences`);
    }
  }
  for (const difference of differences.slice(0, SHOWN)) console.error(difference);
  process.exitCode = differences.length > 0 ? 1 : 0;
}

/** Every version, in several processes, and the table of what came out. */
async function verifyAll() {
  const all = bundledPackages().flatMap((name) => bundledVersions(name).map((version) => [name, version]));
  await extractAll(all);
  const batches = [];
  for (const name of bundledPackages()) {
    const versions = bundledVersions(name).map((version) => `${name}@${version}`);
    for (let at = 0; at < versions.length; at += 25) batches.push(versions.slice(at, at + 25));
  }
  const rows = [];
  const worker = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const child = spawn(process.execPath, ["--max-old-space-size=6000", process.argv[1], "--rows", ...batch], { stdio: ["ignore", "pipe", "inherit"] });
      let output = "";
      for await (const chunk of child.stdout) output += chunk;
      for (const line of output.split("\n").filter(Boolean)) rows.push(JSON.parse(line));
      console.error(`verified ${rows.length} of ${all.length} versions`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, worker));
  const lines = bundledPackages().map((name) => {
    const own = rows.filter((row) => row.name === name);
    const total = (key) => own.reduce((sum, row) => sum + row[key], 0);
    return `| \`${name}\` | ${bundledVersions(name).length} | ${bundledVersions(name)[0]} | ${bundledVersions(name).at(-1)} | ${own.length} | ${total("facts").toLocaleString("en")} | ${total("differences")} |`;
  });
  const text = `# Verified

Every bundled version, unpacked and compared with its published manifest, fact by fact, by \`npm run schema:verify -- --all\`.

| package | versions | from | to | compared | facts | differences |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join("\n")}
`;
  writeFileSync(new URL("../../data/verified.md", import.meta.url), text);
  console.log(text);
  const bad = rows.filter((row) => row.differences > 0);
  for (const row of bad.slice(0, SHOWN)) console.error(report(row));
  process.exitCode = bad.length > 0 || rows.length !== all.length ? 1 : 0;
}
