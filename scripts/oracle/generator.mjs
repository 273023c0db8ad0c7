/** Makes programs from the schema: valid ones, and mutants with one mistake in each construct. Needs a build. */
import { randomFrom } from "../random.mjs";
import { attributesOf, CONFIGURATION_KINDS, Planner } from "./configurations.mjs";
import { Writer } from "./writing.mjs";

const { bundledVersions, createSchema } = await import("../../dist/providers-schema/index.js");
const { dialectOf } = await import("../../dist/dialects/dialect.js");

/** Constructs in a file, at most. */
const CONSTRUCTS = 40;
/** Blocks around the deepest mistakes. */
const MAX_DEPTH = 5;
/** Classes that are tried before less is asked of them. */
const MAX_ATTEMPTS = 400;
const newest = (name) => bundledVersions(name).at(-1);

/**
 * Versions of both lines, of each layout that has a module for a resource or a service.
 *
 * @type {readonly (readonly [string, string])[]}
 */
export const VERSIONS = [
  ["@cdktf/provider-aws", "5.0.52"], ["@cdktf/provider-aws", "9.0.52"], ["@cdktf/provider-aws", "12.0.13"], ["@cdktf/provider-aws", "19.20.0"],
  ["@cdktf/provider-aws", newest("@cdktf/provider-aws")], ["@cdktn/provider-aws", newest("@cdktn/provider-aws")],
];

/** The mistakes that can be made in a language. */
export function kindsOf(language) {
  return [...CONFIGURATION_KINDS.filter((kind) => kind !== "dropped" || language === "python"), "import", "call"];
}

/** A package at a version, as a source of programs. */
class World {
  constructor(npmName, version) {
    this.schema = createSchema((name) => (name === npmName ? version : newest(name)));
    this.package = this.schema.package(npmName);
    /** What has a configuration, as `[module, name]`. */
    this.configurable = this.package.moduleNames().flatMap((module) => {
      const names = new Set(this.package.module(module).typeNames);
      return [...names].filter((one) => names.has(`${one}Config`)).map((one) => [module, one]);
    });
    this.dialects = { typescript: dialectOf("ecmascript"), python: dialectOf("python") };
    /** Structs by name, for there are many questions about each. */
    this.structs = new Map();
    /** What `Planner.reaches` found. */
    this.reached = new Map();
    this.hasReads = true;
  }

  pick(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  /** One of some `[choice, weight]`. */
  weighted(choices) {
    let left = this.random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    return (choices.find(([, weight]) => (left -= weight) < 0) ?? choices[0])[0];
  }

  /** The struct of this name, if it is one. */
  struct(fqn) {
    let struct = this.structs.get(fqn);
    if (struct === undefined) {
      const type = this.schema.type(fqn);
      this.structs.set(fqn, (struct = type?.kind === "struct" ? type : null));
    }
    return struct ?? undefined;
  }

  /** A class that can be created, with the struct of its configuration. */
  constructClass() {
    for (;;) {
      const [module, name] = this.pick(this.configurable);
      const type = this.package.type(module, name);
      const config = this.package.type(module, `${name}Config`);
      if (type?.kind === "class" && config?.kind === "struct" && this.schema.isA(type.fqn, "constructs.Construct") === true) return { type, config };
    }
  }

  /** A construct whose attributes can be read, with no more than it requires. */
  source() {
    for (;;) {
      const { type, config } = this.constructClass();
      const attributes = attributesOf(type);
      if (attributes.length < 2) continue;
      this.hasReads = false;
      const tree = new Planner(this, "typescript", { kind: "valid", depth: 0 }).plan(config);
      this.hasReads = true;
      // Structs as dictionaries only, so that nothing else has to be imported.
      if (tree && isFlat(tree)) return { type, attributes, config: tree };
    }
  }
}

const isFlat = ({ pairs }) => pairs.every(({ node }) => node.kind === "literal" || ((node.kind === "list" || node.kind === "map") && (node.items?.[0] ?? node.value).kind === "literal"));

/** The one in use, by its package and version. */
let latest = { key: "", world: undefined };

function worldOf(npmName, version, seed) {
  const key = `${npmName}@${version}`;
  if (latest.key !== key) latest = { key, world: new World(npmName, version) };
  latest.world.random = randomFrom(seed);
  return latest.world;
}

/**
 * One file with some constructs, the same for the same seed.
 *
 * @param {{name: string, version: string, language: "typescript" | "python", kind: string, seed: number, size: number, isAnnotated?: boolean}} wanted
 *   `kind` is "valid", or one of `kindsOf`; `size` is the number of constructs
 * @returns {{text: string, constructs: {id: string, kind: string, depth: number, carrier: string, form: string, lines: number[], imports: string[], body: string[], config: object}[]}}
 *   `lines` are the numbers of the lines that belong to a construct alone
 */
export function program({ name, version, language, kind, seed, size, isAnnotated = false }) {
  const world = worldOf(name, version, seed);
  const isInConfiguration = kind === "valid" || CONFIGURATION_KINDS.includes(kind);
  const names = new Map(language === "python" ? [] : [["scope", "declare"]]);
  const written = [];
  let depth = Math.floor(world.random() * (MAX_DEPTH + 1));
  for (let attempts = 0; written.length < size; attempts++) {
    // Few classes nest deep; some versions have none that takes a certain mistake there.
    if (attempts > MAX_ATTEMPTS) {
      if (depth === 0) throw new Error(`no class of ${name} ${version} can be given a mistake of the kind ${kind}`);
      [depth, attempts] = [depth - 1, 0];
    }
    const { type, config } = world.constructClass();
    const wanted = { kind: isInConfiguration ? kind : "valid", depth: isInConfiguration ? depth : 0 };
    const planner = new Planner(world, language, wanted);
    const tree = planner.plan(config);
    if (!tree) continue;
    const id = `"c${written.length}"`;
    const known = new Map(names);
    const writer = new Writer(world, language, written.length, known, { isAnnotated });
    writer.createSources(planner.sources);
    if (kind === "import") {
      if (!writer.wronglyImported(type, id, tree)) continue;
    } else if (kind === "call") {
      if (!writer.wronglyCalled(type, id, tree)) continue;
    } else writer.construct(type, id, tree, wanted);
    for (const [local, line] of known) names.set(local, line);
    written.push({ id: `c${written.length}`, kind, depth: wanted.depth, carrier: writer.carrier, form: writer.form, imports: [...writer.imports.keys()], body: writer.body, config: tree });
    depth = Math.floor(world.random() * (MAX_DEPTH + 1));
    attempts = 0;
  }
  return { ...layOut(written, language), kind };
}

/** Puts constructs into one text: imports first, each once. */
function layOut(constructs, language) {
  const users = new Map();
  for (const construct of constructs) for (const line of construct.imports) users.set(line, (users.get(line) ?? 0) + 1);
  const text = [...users.keys()];
  if (language !== "python") text.push("declare const scope: any;");
  for (const construct of constructs) {
    const own = construct.imports.filter((line) => users.get(line) === 1).map((line) => text.indexOf(line) + 1);
    construct.lines = [...own, ...construct.body.map((_, at) => text.length + at + 1)];
    text.push(...construct.body);
  }
  return { text: `${text.join("\n")}\n`, constructs };
}

/**
 * Programs by file name, valid ones and mutants in turn; each kind of mutant once if there are that many.
 *
 * @param {{name: string, version: string, language: "typescript" | "python", count: number, seed: number, turn?: number, isAnnotated?: boolean}} wanted
 *   `count` is the number of valid constructs, and of mutants; `turn` differs between versions, so that they do not all
 *   begin with the same kind
 */
export function* programs({ count, seed, turn = 0, ...wanted }) {
  const kinds = kindsOf(wanted.language);
  const size = Math.min(CONSTRUCTS, Math.ceil(count / kinds.length));
  const files = Math.ceil(count / size);
  for (let at = 0; at < files; at++) {
    for (const [which, kind] of ["valid", kinds[(turn * files + at) % kinds.length]].entries()) {
      yield [`${kind}${at}.${wanted.language === "python" ? "py" : "ts"}`, program({ ...wanted, kind, size, seed: (seed + turn) * 1_000_003 + at * 2 + which })];
    }
  }
}
