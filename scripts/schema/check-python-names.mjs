/**
 * Checks how names are written in Python against the generated Python packages themselves: modules, classes, properties,
 * methods, constants, parameters and keywords.
 *
 * Usage: node scripts/schema/check-python-names.mjs SITE_PACKAGES
 * The folder holds the installed distributions of the bundled versions.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pythonName, pythonParameterName, schemaReader } from "./source.mjs";

const [sitePackages] = process.argv.slice(2);
if (!sitePackages || !existsSync(sitePackages)) {
  console.error("usage: node scripts/schema/check-python-names.mjs SITE_PACKAGES");
  process.exit(2);
}
const { bundledPackages, bundledVersions, createSchema, loadPackage } = await schemaReader();
const schema = createSchema((name) => bundledVersions(name).at(-1));
const differences = [];
const expect = (where, expected, actual) => {
  if (expected !== actual) differences.push(`${where}: Python has ${actual}, derived ${expected}`);
};

/** Splits a signature at its own commas. */
function splitParameters(signature) {
  const parts = [];
  let depth = 0;
  let quote = "";
  let part = "";
  for (const letter of signature) {
    if (quote) quote = letter === quote ? "" : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if ("([{".includes(letter)) depth++;
    else if (")]}".includes(letter)) depth--;
    if (letter === "," && depth === 0 && !quote) {
      parts.push(part.trim());
      part = "";
    } else part += letter;
  }
  return [...parts, part.trim()].filter((text) => text !== "");
}

/** Own parameters and keywords of the function whose parenthesis opens at this place. */
function signatureAt(text, open) {
  let depth = 0;
  let end = open;
  for (let quote = ""; end < text.length; end++) {
    const letter = text[end];
    if (quote) quote = letter === quote ? "" : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === "(" || letter === "[") depth++;
    else if ((letter === ")" || letter === "]") && --depth === 0) break;
  }
  const names = splitParameters(text.slice(open + 1, end)).map((part) => part.replace(/[:=].*$/s, "").trim());
  const star = names.indexOf("*");
  const own = (star < 0 ? names : names.slice(0, star)).filter((name) => name !== "self" && name !== "cls");
  return { own, keywords: star < 0 ? [] : names.slice(star + 1) };
}

/** What the signature should be. */
function derivedSignature(parameters) {
  const last = parameters.at(-1)?.type;
  const struct = last?.kind === "named" && !parameters.at(-1).variadic ? schema.type(last.fqn) : undefined;
  const lifted = struct?.kind === "struct" ? [...schema.structProperties(struct).keys()].map(pythonName) : undefined;
  const own = (lifted ? parameters.slice(0, -1) : parameters).map((parameter) => (parameter.variadic ? "*" : "") + pythonParameterName(parameter.name, new Set(lifted)));
  return { own, keywords: lifted ?? [] };
}

const counts = { modules: 0, classes: 0, members: 0, keys: 0, signatures: 0 };

function checkSignature(where, parameters, actual) {
  counts.signatures++;
  const derived = derivedSignature(parameters);
  expect(where, derived.own.join(", "), actual.own.join(", "));
  expect(`keywords of ${where}`, [...derived.keywords].sort().join(", "), [...actual.keywords].sort().join(", "));
}

function checkFile(pkg, module, text) {
  const TOKEN =
    /^class (?<class>\w+)\(?|^@jsii\.(?:interface|data_type|enum)\(\s*jsii_type="(?<decorated>[^"]+)"|^ {4}jsii_type="(?<typed>[^"]+)"|^ +"(?<key>\w+)": "(?<mapped>\w+)"|name_mapping=\{(?<line>[^\n}]+)\}|@jsii\.member\(jsii_name="(?<member>\w+)"\)\n(?<between>(?: {4}@.*\n)*) {4}def (?<def>\w+)(?<open>\()|^ {4}def (?<init>__init__)(?<initOpen>\()/gm;
  let type;
  let className = "";
  let decorated;
  const member = (jsii, python, between, open, classProperty) => {
    counts.members++;
    const where = `${type.fqn}.${jsii}`;
    const property = type.properties?.get(jsii);
    const method = type.methods?.get(jsii);
    if (!property && !method) return void differences.push(`${where}: not in the schema`);
    const name = pythonName(jsii);
    const isStatic = (property ?? method).static;
    expect(where, ((property ?? method).protected ? "_" : "") + (property && isStatic ? name.toUpperCase() : name), python);
    if (property && isStatic && !classProperty) differences.push(`${where}: no class property`);
    if (method) checkSignature(where, method.parameters, signatureAt(text, open));
  };
  for (const match of text.matchAll(TOKEN)) {
    const groups = match.groups;
    if (groups.class) {
      className = groups.class;
      // Proxies of interfaces and abstract classes repeat what they stand for.
      type = decorated ? typeOf(decorated) : /^_\w+Proxy$/.test(className) ? undefined : type && undefined;
      if (decorated) expect(decorated, type?.name, className);
      decorated = undefined;
    } else if (groups.decorated) {
      decorated = groups.decorated;
      counts.classes++;
      const found = typeOf(decorated);
      if (!found) differences.push(`${decorated}: not in the schema`);
      type = found;
    } else if (groups.typed) {
      counts.classes++;
      type = typeOf(groups.typed);
      if (!type) differences.push(`${groups.typed}: not in the schema`);
      else {
        expect(groups.typed, type.name, className);
        expect(`module of ${groups.typed}`, module, pkg.module(type.module).python);
      }
    } else if (groups.key) {
      if (decorated) key(groups.mapped, groups.key);
    } else if (groups.line) {
      for (const [, python, jsii] of groups.line.matchAll(/"(\w+)": "(\w+)"/g)) key(jsii, python);
    } else if (groups.member && type) {
      const open = match.index + match[0].length - 1;
      const classProperty = text.slice(Math.max(0, match.index - 40), match.index).includes("@jsii.python.classproperty");
      member(groups.member, groups.def, groups.between, open, classProperty);
    } else if (groups.init && type) {
      const open = match.index + match[0].length - 1;
      if (type.kind === "class") checkSignature(`constructor of ${type.fqn}`, type.parameters ?? [], signatureAt(text, open));
      if (type.kind === "struct") {
        const actual = signatureAt(text, open);
        counts.signatures++;
        expect(`keywords of ${type.fqn}`, [...schema.structProperties(type).keys()].map(pythonName).sort().join(", "), [...actual.keywords].sort().join(", "));
      }
    }
  }
  function key(jsii, python) {
    counts.keys++;
    expect(`key ${jsii} in ${module}`, pythonName(jsii), python);
  }
  function typeOf(fqn) {
    const local = fqn.slice(pkg.name.length + 1);
    const dot = local.lastIndexOf(".");
    return pkg.type(dot < 0 ? "" : local.slice(0, dot), local.slice(dot + 1));
  }
}

for (const name of bundledPackages()) {
  const pkg = loadPackage(name, bundledVersions(name).at(-1));
  const folder = join(sitePackages, pkg.python);
  const installed = readdirSync(join(folder, "_jsii")).find((file) => file.endsWith(".jsii.tgz"));
  if (!installed?.endsWith(`@${pkg.version}.jsii.tgz`)) throw new Error(`${folder} holds ${installed}, not version ${pkg.version}`);
  const found = readdirSync(folder, { recursive: true }).filter((file) => /(?:^|\/)__init__\.py$/.test(file)).map((file) => file.replace(/\/?__init__\.py$/, ""));
  const modules = new Map(found.filter((path) => path !== "_jsii").map((path) => [[pkg.python, ...path.split("/").filter((part) => part !== "")].join("."), path]));
  for (const module of ["", ...pkg.moduleNames()].map((each) => pkg.module(each).python)) if (!modules.has(module)) differences.push(`${module}: not in Python`);
  for (const [module, path] of modules) {
    counts.modules++;
    if (!pkg.moduleInPython(module)) differences.push(`${module}: not in the schema`);
    checkFile(pkg, module, readFileSync(join(folder, path, "__init__.py"), "utf8"));
  }
}
console.log(`${Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(", ")}: ${differences.length} differences`);
for (const difference of differences.slice(0, 20)) console.error(difference);
process.exitCode = differences.length > 0 ? 1 : 0;
