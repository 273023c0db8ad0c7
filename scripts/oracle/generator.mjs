/** Makes programs from the schema: valid ones, and mutants with one mistake in each construct. Needs a build. */
import { randomFrom } from "../random.mjs";

const { bundledVersions, createSchema } = await import("../../dist/providers-schema/index.js");
const { dialectOf } = await import("../../dist/dialects/dialect.js");

/** Constructs in a file. */
export const LINES = 40;
const MAX_DEPTH = 4;
/** The mistakes: an unknown key, a wrong type, a missing argument, an object for a list, a list for an object. */
export const KINDS = ["unknown", "type", "missing", "wrap", "unwrap"];

let random = randomFrom(1);

/** Makes what follows the same for the same seed. */
export function seedWith(seed) {
  random = randomFrom(seed);
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

/**
 * One file with some constructs; each stands on one line.
 *
 * @param {string} npmName the provider
 * @param {"typescript" | "python"} language
 * @param {string} kind "valid", or one of `KINDS`
 * @returns {{text: string, head: number, lines: string[]}} `head` is the number of lines before the constructs
 */
export function program(npmName, version, language, kind) {
  const schema = createSchema((name) => (name === npmName ? version : bundledVersions(name).at(-1)));
  const pkg = schema.package(npmName);
  const dialect = dialectOf(language === "python" ? "python" : "ecmascript");
  const modules = pkg.moduleNames();
  const imports = new Map();
  const lines = [];
  while (lines.length < LINES) {
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
