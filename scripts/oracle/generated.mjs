/**
 * `npm run oracle:generated`: programs made from the schema. Valid ones must be silent; in a mutant the line with the
 * mistake, and no other, must have an error.
 *
 *   node scripts/oracle/generated.mjs [--count N] [--seed N]
 *
 * `--count` is the number of constructs of each kind (valid and mutated) for each language. Needs a build.
 */
import { parseArgs } from "node:util";
import { Linter } from "eslint";

const { default: plugin } = await import("../../dist/index.js");
const { bundledVersions, createSchema } = await import("../../dist/providers-schema/index.js");
const { dialectOf } = await import("../../dist/dialects/dialect.js");

const { values } = parseArgs({ options: { count: { type: "string", default: "2000" }, seed: { type: "string", default: "1" } } });
const PER_FILE = 40;
const MAX_DEPTH = 4;
/** Versions of both lines, of each layout that has a module for a resource or a service. */
const VERSIONS = [
  ["@cdktf/provider-aws", "5.0.52"], ["@cdktf/provider-aws", "9.0.52"], ["@cdktf/provider-aws", "12.0.13"], ["@cdktf/provider-aws", "19.20.0"],
  ["@cdktf/provider-aws", bundledVersions("@cdktf/provider-aws").at(-1)], ["@cdktn/provider-aws", bundledVersions("@cdktn/provider-aws").at(-1)],
];
const KINDS = ["unknown", "type", "missing", "wrap", "unwrap"];

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
let state = Number(values.seed) >>> 0;
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}
const pick = (list) => list[Math.floor(random() * list.length)];

/** Writes one construct, mutated where `mutation` says so. */
class Writer {
  constructor(schema, language, mutation) {
    this.schema = schema;
    this.python = language === "python";
    this.dialect = dialectOf(language === "python" ? "python" : "ecmascript");
    this.mutation = mutation;
    this.done = false;
    this.structs = new Set();
  }

  /** The type that is wanted, without tokens. */
  plain(type) {
    if (type.kind !== "union") return type;
    return this.plain(type.of.find((one) => !(one.kind === "named" && one.fqn.endsWith(".IResolvable"))) ?? type.of[0]);
  }

  struct(type) {
    const found = type.kind === "named" ? this.schema.type(type.fqn) : undefined;
    return found?.kind === "struct" ? found : undefined;
  }

  /** The properties of a struct as written pairs. */
  fields(struct, depth) {
    const own = [...struct.properties.values()];
    const nested = own.filter((property) => depth < MAX_DEPTH && this.struct(this.element(property.type)));
    const wanted = own.filter((property) => !property.optional || random() < 0.3);
    const wantsDeeper = this.mutation && this.mutation.depth > depth && nested.length > 0;
    const way = wantsDeeper ? pick(nested) : undefined;
    if (way && !wanted.includes(way)) wanted.push(way);
    const isHere = this.mutation && !this.done && !wantsDeeper;
    const pairs = [];
    let mutated = isHere ? this.target(wanted, own) : undefined;
    if (mutated && mutated !== "unknown" && !wanted.includes(mutated)) wanted.push(mutated);
    if (isHere && mutated) this.done = true;
    for (const property of wanted) {
      if (mutated === property && this.mutation.kind === "missing") continue;
      const value = mutated === property ? this.wrong(property.type, depth) : this.value(property.type, depth, false);
      if (value !== undefined) pairs.push([this.dialect.name(property.name), value]);
      else if (!property.optional) this.impossible = true;
    }
    if (mutated === "unknown") pairs.push([this.python ? "zz_unknown_zz" : "zzUnknownZz", this.python ? '"x"' : '"x"']);
    return pairs;
  }

  element(type) {
    const plain = this.plain(type);
    return plain.kind === "list" || plain.kind === "map" ? this.plain(plain.of) : plain;
  }

  /** The property that the mutation can be made at, if there is one. */
  target(wanted, own) {
    const { kind } = this.mutation;
    const primitive = (property) => ["string", "number", "boolean"].includes(this.plain(property.type).name) && (property.type.kind !== "union" || property.type.of.length === 2);
    if (kind === "unknown") return "unknown";
    if (kind === "missing") return pick(own.filter((property) => !property.optional));
    if (kind === "type") return pick(own.filter(primitive));
    if (kind === "wrap") return pick(own.filter((property) => this.plain(property.type).kind === "list" && this.struct(this.element(property.type))));
    return pick(own.filter((property) => this.struct(this.plain(property.type))));
  }

  wrong(type, depth) {
    const plain = this.plain(type);
    if (this.mutation.kind === "wrap") return this.value(plain.of, depth, false);
    if (this.mutation.kind === "unwrap") return `[${this.value(type, depth, true)}]`;
    return plain.name === "string" ? "5" : '"abc"';
  }

  value(type, depth, inList) {
    const plain = this.plain(type);
    switch (plain.kind) {
      case "primitive":
        if (plain.name === "number") return "1";
        if (plain.name === "boolean") return this.python ? "True" : "true";
        return plain.name === "any" || plain.name === "string" || plain.name === "json" ? '"x"' : undefined;
      case "list": {
        const inner = this.value(plain.of, depth, true);
        return inner === undefined ? undefined : `[${inner}]`;
      }
      case "map": {
        const inner = this.value(plain.of, depth, true);
        return inner === undefined ? undefined : `{${this.python ? '"key"' : "key"}: ${inner}}`;
      }
      default: {
        const struct = this.struct(plain);
        if (!struct || depth >= MAX_DEPTH + 2) return undefined;
        const pairs = this.fields(struct, depth + 1);
        if (!this.python) return `{${pairs.map(([name, value]) => `${name}: ${value}`).join(", ")}}`;
        // In a list only a struct object arrives; a single one may also be a dictionary.
        if (!inList && random() < 0.4) return `{${pairs.map(([name, value]) => `"${name}": ${value}`).join(", ")}}`;
        this.structs.add(struct);
        return `${struct.name}(${pairs.map(([name, value]) => `${name}=${value}`).join(", ")})`;
      }
    }
  }
}

/** One file with some constructs; each stands on one line. */
function program(schema, pkg, language, kind) {
  const dialect = dialectOf(language === "python" ? "python" : "ecmascript");
  const modules = pkg.moduleNames();
  const imports = new Map();
  const lines = [];
  while (lines.length < PER_FILE) {
    const module = pkg.module(pick(modules));
    const name = pick(module.typeNames.filter((one) => module.typeNames.includes(`${one}Config`)));
    const type = name && pkg.type(module.name, name);
    const config = name && pkg.type(module.name, `${name}Config`);
    if (type?.kind !== "class" || config?.kind !== "struct" || schema.isA(type.fqn, "constructs.Construct") !== true) continue;
    const mutation = kind === "valid" ? undefined : { kind, depth: Math.floor(random() * (MAX_DEPTH + 1)) };
    const writer = new Writer(schema, language, mutation);
    const pairs = writer.fields(config, 0);
    if (writer.impossible || (mutation && !writer.done)) continue;
    const clash = [name, ...[...writer.structs].map((struct) => struct.name)].some((one) => imports.has(one) && imports.get(one) !== module);
    if (clash) continue;
    for (const one of [name, ...[...writer.structs].map((struct) => struct.name)]) imports.set(one, module);
    const id = `"c${lines.length}"`;
    lines.push(language === "python" ? `${name}(scope, ${id}${pairs.map(([key, value]) => `, ${key}=${value}`).join("")})` : `new ${name}(scope, ${id}, {${pairs.map(([key, value]) => `${key}: ${value}`).join(", ")}});`);
  }
  const head = [...imports].map(([name, module]) => {
    const path = dialect.modulePath(pkg.name, module);
    return language === "python" ? `from ${path} import ${name}` : `import { ${name} } from "${path}";`;
  });
  if (language !== "python") head.push("declare const scope: any;");
  return { text: `${[...head, ...lines].join("\n")}\n`, head: head.length, lines };
}

const linter = new Linter({ configType: "flat" });
const errorsOf = (text, language, pkg) =>
  linter
    .verify(text, [...plugin.configs.recommended, { files: ["**/*"], settings: { cdktf: { providerVersion: pkg.version } } }], { filename: language === "python" ? "stack.py" : "stack.ts" })
    .filter(({ severity, fatal }) => severity === 2 || fatal);

let isBad = false;
const show = (what, line, messages) => console.error(`${what}\n  ${line.slice(0, 400)}\n  ${messages.map(({ message }) => message).join("\n  ")}`);
for (const language of ["typescript", "python"]) {
  const counts = Object.fromEntries(["valid", ...KINDS].map((kind) => [kind, { made: 0, missed: 0, surplus: 0 }]));
  for (let made = 0; made < Number(values.count); made += PER_FILE) {
    for (const kind of ["valid", KINDS[(made / PER_FILE) % KINDS.length]]) {
      const [name, version] = VERSIONS[Math.floor(made / PER_FILE) % VERSIONS.length];
      const schema = createSchema((npmName) => (npmName === name ? version : bundledVersions(npmName).at(-1)));
      const pkg = schema.package(name);
      const { text, head, lines } = program(schema, pkg, language, kind);
      const errors = errorsOf(text, language, pkg);
      for (const [at, line] of lines.entries()) {
        const own = errors.filter((message) => message.line === head + at + 1);
        counts[kind].made++;
        if (kind === "valid" && own.length > 0 && ++counts.valid.surplus <= 5) show(`false finding (${name} ${version})`, line, own);
        if (kind !== "valid" && own.length === 0 && ++counts[kind].missed <= 3) show(`missed: ${kind} (${name} ${version})`, line, []);
      }
      const outside = errors.filter((message) => message.line <= head);
      if (outside.length > 0 && (counts.valid.surplus += outside.length) <= 5) show("false finding in an import", text.split("\n")[outside[0].line - 1], outside);
    }
  }
  const mutants = KINDS.reduce((sum, kind) => sum + counts[kind].made, 0);
  const missed = KINDS.reduce((sum, kind) => sum + counts[kind].missed, 0);
  const recall = mutants === 0 ? 1 : (mutants - missed) / mutants;
  console.log(`${language}: ${counts.valid.made} valid constructs, ${counts.valid.surplus} false findings; ${mutants} mutants, recall ${(recall * 100).toFixed(2)} % (${KINDS.map((kind) => `${kind} ${counts[kind].made - counts[kind].missed}/${counts[kind].made}`).join(", ")})`);
  isBad ||= counts.valid.surplus > 0 || recall < 0.995;
}
console.log(`seed ${values.seed}`);
process.exitCode = isBad ? 1 : 0;
