/**
 * `npm run oracle:suggestions`: real names of the schema are written with the slips that people and models make, and the
 * first name that the message suggests must be the one that was meant. Names that the provider had or that other tools
 * use are asked too, where what they mean here is known.
 *
 *   node scripts/oracle/suggestions.mjs [--count N] [--seed N] [--show N]
 *
 * `--count` is the number of names that are drawn for each language, over all versions; `--show` is how many of the
 * wrong suggestions of a kind are printed. Needs a build.
 */
import { parseArgs } from "node:util";
import { Linter } from "eslint";
import { randomFrom } from "../random.mjs";
import { VERSIONS } from "./generator.mjs";
import { ARGUMENTS_ELSEWHERE, CLASSES_ELSEWHERE, FINGERS, MIND, pascal, REPLACED, snake, wordsOf } from "./slips.mjs";

const { default: plugin } = await import("../../dist/index.js");
const { bundledVersions, createSchema } = await import("../../dist/providers-schema/index.js");
const { dialectOf } = await import("../../dist/dialects/dialect.js");

/** How many of the suggestions that are given must be right. */
const PRECISION = 0.95;
/** Slips in a file. */
const SLIPS = 50;
const RULES = ["no-unknown-property", "no-unknown-attribute", "no-unknown-import"].map((rule) => `cdktf/${rule}`);
const CORE = "cdktf";
const NO_SLIP = "another resource's, no slip";

const { values } = parseArgs({ options: { count: { type: "string", default: "6000" }, seed: { type: "string", default: "1" }, show: { type: "string", default: "3" } } });
const linter = new Linter({ configType: "flat" });

/** The names of a package at a version, in a language. */
class Names {
  constructor([name, version], language, random) {
    this.schema = createSchema((one) => (one === name ? version : bundledVersions(one).at(-1)));
    this.package = this.schema.package(name);
    this.python = language === "python";
    this.dialect = dialectOf(this.python ? "python" : "ecmascript");
    this.random = random;
    this.pick = (list) => list[Math.floor(random() * list.length)];
    this.modules = this.package.moduleNames().map((module) => this.package.module(module));
  }

  key(name) {
    return this.dialect.name(name);
  }

  pathOf(module) {
    return this.dialect.modulePath(this.package.name, module);
  }

  /** A class that makes a construct, with its configuration and module. */
  construct(wanted) {
    for (let attempt = 0; attempt < 200; attempt++) {
      const modules = wanted === undefined ? undefined : this.package.modulesDeclaring(wanted);
      if (modules?.length === 0) return undefined;
      const module = modules ? this.package.module(modules[0]) : this.pick(this.modules);
      const name = wanted ?? this.pick(module.typeNames);
      const type = this.package.type(module.name, name);
      const config = this.package.type(module.name, `${name}Config`);
      if (type?.kind === "class" && config?.kind === "struct" && this.schema.isA(type.fqn, "constructs.Construct")) return { type, config, module };
      if (wanted !== undefined) return undefined;
    }
    throw new Error(`no construct in ${this.package.name}`);
  }

  /** The struct in the type of a property, and whether it is in a list. */
  structIn(type) {
    if (type.kind === "list" || type.kind === "union") {
      for (const part of type.kind === "list" ? [type.of] : type.of) {
        const found = this.structIn(part);
        if (found) return { struct: found.struct, isList: found.isList || type.kind === "list" };
      }
    }
    const struct = type.kind === "named" ? this.schema.type(type.fqn) : undefined;
    return struct?.kind === "struct" && struct.package === this.package.name && this.schema.structProperties(struct)?.size > 0 ? { struct, isList: false } : undefined;
  }

  /** A value of a type, as the language writes it. */
  value(type) {
    switch (type.kind) {
      case "primitive": return this.dialect.literal({ number: 1, boolean: true }[type.name] ?? "x");
      case "list": return `[${this.value(type.of)}]`;
      case "map": return `{"key": ${this.value(type.of)}}`;
      case "union": return this.value(type.of.find(({ kind }) => kind === "list") ?? type.of[0]);
      default: return "{}";
    }
  }
}

/** What a value is, for the words that are added to its name. */
function shapeOf(type) {
  if (type.kind === "union") return shapeOf(type.of.find(({ kind }) => kind !== "named") ?? type.of[0]);
  return type.kind === "primitive" ? type.name : type.kind;
}

/** A file of slips, each in lines of its own. */
class Program {
  constructor(names) {
    Object.assign(this, { names, imports: [], body: [], slips: [] });
    this.count = 0;
  }

  /** Imports a type by a name of its own. */
  local(type) {
    const { names } = this;
    const local = `Type${this.count++}`;
    this.import(type.name, names.pathOf(names.package.module(type.module)), local);
    return local;
  }

  import(name, path, local) {
    const { python } = this.names;
    if (name === "*") this.imports.push(python ? `import ${path} as ${local}` : `import * as ${local} from "${path}";`);
    else this.imports.push(python ? `from ${path} import ${name} as ${local}` : `import { ${name} as ${local} } from "${path}";`);
    return this.imports.length - 1;
  }

  /** An argument of a construct, or a key of a block in it. */
  property(found, blocks, property, written, struct) {
    const { names } = this;
    const { python } = names;
    const others = [...(names.schema.structProperties(struct) ?? new Map()).values()].filter((one) => !one.optional && one.name !== property.name);
    const pairs = (list) => list.map(([key, value]) => (python ? `${key}=${value}` : `${key}: ${value}`)).join(", ");
    let inner = pairs([...others.map((one) => [names.key(one.name), names.value(one.type)]), [written, names.value(property.type)]]);
    for (const { name, struct: block, isList } of [...blocks].reverse()) {
      const made = python ? `${this.local(block)}(${inner})` : `{ ${inner} }`;
      inner = pairs([[names.key(name), isList ? `[${made}]` : made]]);
    }
    const callee = this.local(found.type);
    this.body.push(python ? `${callee}(scope, "c${this.count}", ${inner})` : `new ${callee}(scope, "c${this.count}", { ${inner} });`);
    return { body: this.body.length - 1 };
  }

  attribute(found, written, through) {
    const callee = this.local(found.type);
    const reference = `made${this.count}`;
    const { python } = this.names;
    this.body.push(python ? `${reference} = ${callee}(scope, "c${this.count}")` : `const ${reference} = new ${callee}(scope, "c${this.count}", {});`);
    this.body.push(python ? `print(${reference}${through}.${written})` : `console.log(${reference}${through}.${written});`);
    return { body: this.body.length - 1 };
  }

  /** A name from a place. */
  wrong(name, path) {
    return { import: this.import(name, path, `Wrong${this.count++}`) };
  }

  add(at, slip) {
    this.slips.push({ at, ...slip });
  }

  run(version) {
    const { python } = this.names;
    const head = [...this.imports, ...(python ? [] : ["declare const scope: any;"])];
    const lines = [...head, ...this.body];
    const config = plugin.configs.recommended.map((one) => (one.rules ? { ...one, rules: Object.fromEntries(RULES.map((rule) => [rule, "error"])) } : one));
    const messages = linter.verify(`${lines.join("\n")}\n`, [...config, { files: ["**/*"], settings: { cdktf: { providerVersion: version } } }], { filename: python ? "stack.py" : "stack.ts" });
    const broken = messages.find(({ fatal }) => fatal);
    if (broken) throw new Error(`${broken.message}\n${lines[broken.line - 1]}`);
    return this.slips.map(({ at, ...slip }) => {
      const line = at.import === undefined ? head.length + at.body : at.import;
      return { ...slip, source: lines[line], message: messages.find((one) => one.line === line + 1)?.message };
    });
  }
}

/** The first name that a message suggests; undefined if it suggests none. */
export function suggestionIn(message) {
  const [, hint = ""] = /^[^;]*(?:`[^`]*`[^;`]*)*; ([^;]*)$/.exec(message) ?? [];
  // Where a thing lives is the answer; its name is what was asked.
  return (/^(?:did you mean|write(?: it inside)?|import it from|the (?:resource|configuration) is) `([^`]+)`/.exec(hint) ?? /^`[^`]+` is in `([^`]+)`/.exec(hint) ?? /^`([^`]+)` of `[^`]+` takes/.exec(hint))?.[1];
}

/** What is asked of the names of a package in turn, each as `(program, names) => boolean`: whether it had a question. */
const questions = [];

/** No slip of a name is one of these: it would be no name at all. */
const RESERVED = new Set("and as assert async await break case class const continue def default del do elif else enum except export extends False finally for from function global if import in is lambda new None nonlocal not null or pass raise return super switch this throw True try typeof var void while with yield".split(" "));

/** Any slip of a name, made by its kind; undefined if there is none, or if it is a name itself. */
function slipOf(kind, named, pick, taken) {
  const slip = kind in FINGERS ? FINGERS[kind](named.name, pick) : MIND[kind](named, pick);
  return slip === undefined || slip === named.name || taken.has(slip) || RESERVED.has(slip) || !/^[A-Za-z]\w*$/.test(slip) ? undefined : slip;
}

const KINDS = [...Object.keys(FINGERS), ...Object.keys(MIND)];

for (const kind of KINDS) {
  questions.push(["property", kind, (program, names) => {
    const found = names.construct();
    let struct = found.config;
    const blocks = [];
    for (let depth = Math.floor(names.random() * 4); depth > 0; depth--) {
      const inside = [...(names.schema.structProperties(struct)?.values() ?? [])].flatMap(({ name, type }) => {
        const block = names.structIn(type);
        return block ? [{ name, ...block }] : [];
      });
      if (inside.length === 0) break;
      const block = names.pick(inside);
      blocks.push(block);
      struct = block.struct;
    }
    // What every resource has is no more often meant than the rest.
    const own = [...struct.properties.values()];
    const all = names.schema.structProperties(struct);
    if (own.length === 0 || !all) return false;
    const property = names.pick(own);
    const taken = new Set([...all.keys()].map((name) => names.key(name)));
    const named = { name: names.key(property.name), jsii: property.name, python: dialectOf("python").name(property.name), shape: shapeOf(property.type), owner: blocks.at(-1)?.name ?? found.type.name };
    const slip = slipOf(kind, named, names.pick, taken);
    if (slip === undefined) return false;
    program.add(program.property(found, blocks, property, slip, struct), { slip, meant: [named.name] });
    return true;
  }]);

  questions.push(["attribute", kind, (program, names) => {
    const found = names.construct();
    const attributes = [...found.type.properties.values()].filter(({ name, static: isStatic, protected: isProtected }) => !isStatic && !isProtected && !name.endsWith("Input"));
    if (attributes.length === 0) return false;
    const attribute = names.pick(attributes);
    const named = { name: names.key(attribute.name), jsii: attribute.name, python: dialectOf("python").name(attribute.name), shape: shapeOf(attribute.type), owner: found.type.name };
    const slip = slipOf(kind, named, names.pick, new Set([...found.type.properties.keys(), ...found.type.methods.keys()].map((name) => names.key(name))));
    if (slip === undefined) return false;
    program.add(program.attribute(found, slip, ""), { slip, meant: [named.name] });
    return true;
  }]);

  questions.push(["class", kind, (program, names) => {
    const { type, module } = names.construct();
    const name = names.random() < 0.3 ? `${type.name}Config` : type.name;
    const named = { name, jsii: name, python: snake(wordsOf(name)), shape: "named", owner: module.name };
    const slip = slipOf(kind, named, names.pick, new Set(module.typeNames));
    // The name of another class is no slip of this one.
    if (slip === undefined || names.package.modulesDeclaring(slip).length > 0) return false;
    program.add(program.wrong(slip, names.pathOf(module)), { slip, meant: [name] });
    return true;
  }]);

  questions.push(["module", kind, (program, names) => {
    const module = names.pick(names.modules.filter(({ name }) => !name.includes(".")));
    const path = names.pathOf(module);
    const last = path.slice(path.search(/[^./]+$/));
    const before = path.slice(0, -last.length);
    const named = { name: last.replaceAll("-", "_"), jsii: undefined, python: module.name, shape: "named", owner: "aws" };
    const slip = slipOf(kind, named, names.pick, new Set());
    if (slip === undefined) return false;
    const written = before + (names.python || kind === "other language's casing" ? slip : slip.replaceAll("_", "-"));
    if (names.python ? names.package.moduleInPython(written) : names.package.hasPath(written.slice(names.package.name.length + 1))) return false;
    program.add(program.wrong("*", written), { slip: written, meant: [path] });
    return true;
  }]);
}

function askClass(program, names, written, name, path) {
  const home = names.package.modulesDeclaring(name);
  const module = names.package.module(home[0] ?? "");
  if (home.length === 0 || names.package.modulesDeclaring(written).length > 0) return false;
  program.add(program.wrong(written, path ?? names.pathOf(module)), { slip: written, meant: [name, `${module.name}.${name}`] });
  return true;
}

const terraformName = ({ type }) => (type.name.startsWith("Data") ? undefined : snake(["aws", ...wordsOf(type.name)]));

questions.push(
  ["class", "Terraform's name", (program, names) => {
    const found = names.construct();
    const name = terraformName(found);
    if (name === undefined) return false;
    return askClass(program, names, names.pick([name, pascal(wordsOf(name))]), found.type.name);
  }],
  ["module", "Terraform's name", (program, names) => {
    const found = names.construct();
    const name = terraformName(found);
    // In the layout by service there is no module of this name.
    if (name === undefined || !names.package.module(found.module.name).typeNames.includes(`${found.type.name}Config`) || wordsOf(found.module.name).join("") !== wordsOf(found.type.name).join("")) return false;
    const path = names.pathOf(found.module);
    const written = path.slice(0, path.search(/[^./]+$/)) + (names.python ? name : names.pick([name, name.replaceAll("_", "-")]));
    program.add(program.wrong("*", written), { slip: written, meant: [path] });
    return true;
  }],
  ["class", "AWS CDK's name", (program, names) => {
    const [written, name] = names.pick(CLASSES_ELSEWHERE);
    return askClass(program, names, written, name);
  }],
  ["class", "AWS CDK's name", (program, names) => {
    const { type } = names.construct();
    return askClass(program, names, type.name + names.pick(["Props", "Args"]), `${type.name}Config`);
  }],
  ["class", "AWS CDK's name", (program, names) => {
    const { type, module } = names.construct();
    const words = wordsOf(type.name);
    const rest = words.slice(1);
    if (rest.length === 0 || type.name.startsWith("Data") || module.typeNames.filter((name) => wordsOf(name).slice(1).join() === rest.join()).length > 1) return false;
    return askClass(program, names, names.pick(["Cfn", ""]) + pascal(rest), type.name);
  }],
  ["property", "AWS CDK's name", (program, names) => {
    const [name, written, meant] = names.pick(ARGUMENTS_ELSEWHERE);
    return askProperty(program, names, name, written, [meant]);
  }],
  // No slip: nothing can be right, and little should be said.
  ["property", NO_SLIP, (program, names) => {
    const found = names.construct();
    const other = names.construct();
    const property = names.pick([...other.config.properties.values()]);
    const all = names.schema.structProperties(found.config);
    if (property === undefined || !all || found.config.properties.size === 0 || all.has(property.name) || names.package.everyProperty(found.config.name).includes(property.name)) return false;
    const key = names.key(property.name);
    program.add(program.property(found, [], property, key, found.config), { slip: key, meant: [] });
    return true;
  }],
  ["property", "the name before", (program, names) => {
    const [name, written, meant] = names.pick(REPLACED);
    return askProperty(program, names, name, written, meant);
  }],
  ["class", "the name before", (program, names) => {
    const now = names.pick(names.renamed ??= renamedClasses(names));
    if (now === undefined) return false;
    return askClass(program, names, now[0], now[1]);
  }],
  ["class", "without its A", (program, names) => {
    const all = (names.withA ??= names.modules.flatMap((module) => module.typeNames.filter((name) => /[a-z\d]A$/.test(name) && module.typeNames.includes(`${name}Config`)).map((name) => [module, name])));
    if (all.length === 0) return false;
    const [module, name] = names.pick(all);
    const written = name.slice(0, -1);
    if (module.typeNames.includes(written)) return false;
    program.add(program.wrong(written, names.pathOf(module)), { slip: written, meant: [name] });
    return true;
  }],
  ["class", "from another module", (program, names) => {
    const { type, module } = names.construct();
    const other = names.pick([names.package.module(""), names.pick(names.modules)]);
    if (other.typeNames.includes(type.name) || other.typeNames.includes(`${type.name}A`)) return false;
    program.add(program.wrong(type.name, names.pathOf(other)), { slip: `${type.name} from ${names.pathOf(other)}`, meant: [names.pathOf(module)] });
    return true;
  }],
  ["class", "from a module before", (program, names) => {
    const { type, module } = names.construct();
    const run = names.pick(names.package.typeHistory(type.name).filter(({ isPast, path }) => isPast && path !== module.path && path !== ""));
    if (run === undefined) return false;
    const written = names.pathOf(run);
    if (!written.startsWith(names.python ? names.package.python : names.package.name)) return false;
    const there = names.python ? names.package.moduleInPython(written) : names.package.moduleAtPath(run.path);
    if (there?.typeNames.includes(type.name) || there?.typeNames.includes(`${type.name}A`)) return false;
    program.add(program.wrong(type.name, written), { slip: `${type.name} from ${written}`, meant: [names.pathOf(module)] });
    return true;
  }],
  ["core", "slips", (program, names) => {
    const core = names.schema.package(CORE);
    const root = core.module("");
    const name = names.pick(root.typeNames);
    const kind = names.pick(KINDS.filter((one) => one !== "word added"));
    const slip = slipOf(kind, { name, jsii: name, python: snake(wordsOf(name)), shape: "named", owner: CORE }, names.pick, new Set(root.typeNames));
    if (slip === undefined) return false;
    program.add(program.wrong(slip, CORE), { slip, meant: [name] });
    return true;
  }],
);

function askProperty(program, names, name, written, meant) {
  const found = names.construct(name);
  const all = found && names.schema.structProperties(found.config);
  const there = meant.filter((one) => all?.has(one));
  if (there.length === 0 || all.has(written)) return false;
  // What was given under the old name fits the new one or not: its own type is what was written.
  const run = names.package.propertyHistory(found.config.name, written).findLast(({ isPast }) => isPast);
  const property = all.get(there[0]);
  const key = names.key(written);
  program.add(program.property(found, [], run ? { ...property, type: run.type } : property, key, found.config), { slip: key, meant: there.map((one) => names.key(one)) });
  return true;
}

/** Classes that were written differently before, `[before, now]`: other letters are capital, or an A was added. */
function renamedClasses(names) {
  const now = new Map(names.modules.flatMap(({ typeNames }) => typeNames.map((name) => [name.toLowerCase(), name])));
  const before = new Set();
  for (const version of bundledVersions(names.package.name)) {
    if (!/\.0\.0$/.test(version) || Number(version.split(".")[0]) >= Number(names.package.version.split(".")[0])) continue;
    const pkg = createSchema((one) => (one === names.package.name ? version : bundledVersions(one).at(-1))).package(names.package.name);
    for (const module of pkg.moduleNames()) for (const name of pkg.module(module).typeNames) before.add(name);
  }
  return [...before].flatMap((name) => {
    const other = now.get(name.toLowerCase());
    return other !== undefined && other !== name && names.package.modulesDeclaring(name).length === 0 ? [[name, other]] : [];
  });
}

/** Answers by what was asked. */
const cells = new Map();
const worst = new Map();
let silent = 0;

function judge(answer, language, version) {
  const { what, kind, slip, meant, source, message } = answer;
  if (message === undefined) {
    silent++;
    if (silent <= Number(values.show)) console.error(`nothing said (${language}, ${version}): ${source}`);
    return;
  }
  const given = suggestionIn(message);
  const verdict = given === undefined ? "none" : meant.includes(given) ? "right" : "wrong";
  for (const key of [`${what}: ${kind}`, ...(kind === NO_SLIP ? [] : ["all"])]) {
    const cell = cells.get(key) ?? { right: 0, wrong: 0, none: 0 };
    cell[verdict]++;
    cells.set(key, cell);
  }
  if (verdict !== "right") {
    const key = `${verdict}: ${what}: ${kind}`;
    worst.set(key, [...(worst.get(key) ?? []), `${slip} → ${given ?? "–"}, meant ${meant[0] ?? "nothing"} (${language}, ${version}): ${message}`]);
  }
}

for (const [at, language] of ["typescript", "python"].entries()) {
  for (const [turn, version] of VERSIONS.entries()) {
    const names = new Names(version, language, randomFrom((Number(values.seed) * 2 + at) * 1009 + turn));
    const share = Math.ceil(Number(values.count) / VERSIONS.length);
    let program = new Program(names);
    const flush = () => {
      for (const answer of program.run(version[1])) judge(answer, language, version[1]);
      program = new Program(names);
    };
    for (let asked = 0, tried = 0; asked < share && tried < share * 10; tried++) {
      const [what, kind, ask] = questions[tried % questions.length];
      const before = program.slips.length;
      if (!ask(program, names)) continue;
      asked++;
      Object.assign(program.slips[before], { what, kind });
      if (program.slips.length >= SLIPS) flush();
    }
    flush();
  }
}

const percent = (part, whole) => (whole === 0 ? "–" : `${((part / whole) * 100).toFixed(1)} %`);
const rows = [...cells].sort(([a], [b]) => (a === "all") - (b === "all") || (a < b ? -1 : 1));
const table = [["", "asked", "given", "right", "wrong", "none", "precision"], ...rows.map(([key, { right, wrong, none }]) => [key, right + wrong + none, right + wrong, right, wrong, none, percent(right, right + wrong)].map(String))];
const widths = table[0].map((_, at) => Math.max(...table.map((row) => row[at].length)));
const isShown = Number(values.show) > 0;
if (isShown) for (const [key, list] of [...worst].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(`${key}\n${list.slice(0, Number(values.show)).map((line) => `  ${line}`).join("\n")}`);
for (const row of table) console.log(row.map((text, at) => (at === 0 ? text.padEnd(widths[at]) : text.padStart(widths[at]))).join("  "));
const { right = 0, wrong = 0 } = cells.get("all") ?? {};
console.log(`seed ${values.seed}; ${silent} slips that no rule speaks of`);
process.exitCode = right + wrong === 0 || right / (right + wrong) < PRECISION ? 1 : 0;
