/**
 * Configurations made from the schema, as trees: what is given, not yet how it is written.
 *
 * A node is one of
 * - `{kind: "literal", value}`
 * - `{kind: "list", items}`, `{kind: "map", value}` (one entry)
 * - `{kind: "struct", struct, style, pairs: [{name, node}]}`, where `style` says how Python writes it: `call` (the struct
 *   class), `dict` (the bindings convert it) or `kernel` (in a list: it reaches jsii as it is)
 * - `{kind: "read", source, attribute}`, an attribute of another construct.
 *
 * A mutant has `isMutated` on the node with the mistake and on all that it stands in.
 */

/** Values in one construct after which only what is required is added. */
const MAX_NODES = 70;
/** How deep what is required may nest before the class is given up. */
const MAX_DEPTH = 9;

/** The mistakes that are made in a configuration. */
export const CONFIGURATION_KINDS = ["unknown", "type", "missing", "wrap", "unwrap", "dropped", "attribute", "reference"];
/** The key of the kind `unknown`. */
const UNKNOWN_KEY = "zzUnknownZz";

const isResolvable = (type) => type.kind === "named" && type.fqn.endsWith(".IResolvable");

/** What stands in a union beside the token, if it is one type. */
function plain(type) {
  if (type.kind !== "union") return type;
  const others = type.of.filter((one) => !isResolvable(one));
  return others.length === 1 ? plain(others[0]) : undefined;
}

/** A coarse name for what a type takes, where attributes of others can be given: `string`, `boolean` (or a token), `string[]`. */
function shapeOf(type) {
  const bare = plain(type);
  if (bare?.kind === "primitive" && bare.name === "boolean") return type.kind === "union" ? "boolean" : "boolean only";
  if (bare?.kind === "primitive" && ["string", "number"].includes(bare.name)) return bare.name;
  if (bare?.kind === "list" && bare.of.kind === "primitive" && bare.of.name === "string") return "string[]";
  return undefined;
}

/** Can an attribute of one shape be given for the other? */
function fits(given, wanted) {
  return given === wanted || (wanted === "boolean" && (given === "resolvable" || given === "boolean only"));
}

export class Planner {
  /**
   * @param world the package at a version
   * @param {"typescript" | "python"} language
   * @param {{kind: string, depth: number}} wanted a kind of mistake, or "valid", and in how many blocks it stands
   */
  constructor(world, language, wanted) {
    this.world = world;
    this.random = world.random;
    this.language = language;
    this.wanted = wanted;
    this.nodes = 0;
    /** Constructs whose attributes are read, as `{type, module, config}`. */
    this.sources = [];
  }

  /** The tree for a configuration; undefined if this class cannot be given what it requires. */
  plan(struct) {
    if (!this.reaches(struct, this.wanted.depth)) return undefined;
    return this.struct(struct, 0, this.wanted.depth, "dict");
  }

  structOf(type) {
    const bare = plain(type);
    return bare?.kind === "named" ? this.world.struct(bare.fqn) : undefined;
  }

  /** The struct that is given, once or in a list, for a property. */
  nested(property) {
    const bare = plain(property.type);
    return bare && this.structOf(bare.kind === "list" || bare.kind === "map" ? bare.of : bare);
  }

  properties(struct) {
    return [...(this.world.schema.structProperties(struct)?.values() ?? [])];
  }

  /** Whether the wanted mistake can be made so many blocks below. */
  reaches(struct, levels) {
    const key = `${this.wanted.kind} ${this.language} ${levels} ${struct.fqn}`;
    let answer = this.world.reached.get(key);
    if (answer === undefined) {
      answer = levels === 0
        ? this.wanted.kind === "valid" || this.wanted.kind === "unknown" || this.targets(struct).length > 0
        : this.properties(struct).some((property) => this.nested(property) && this.reaches(this.nested(property), levels - 1));
      this.world.reached.set(key, answer);
    }
    return answer;
  }

  /** The properties at which the wanted mistake can be made. */
  targets(struct) {
    const { kind } = this.wanted;
    const isListOfBlocks = (property) => plain(property.type)?.kind === "list" && this.nested(property) !== undefined;
    return this.properties(struct).filter((property) => {
      switch (kind) {
        case "missing": return !property.optional;
        case "type": return this.wrongValues(property.type).length > 0;
        case "wrap": return isListOfBlocks(property);
        case "unwrap": return this.structOf(property.type) !== undefined;
        case "dropped": return isListOfBlocks(property) && this.properties(this.nested(property)).some(({ name }) => /[A-Z]/.test(name));
        case "attribute": case "reference": return shapeOf(property.type) !== undefined;
        default: return false;
      }
    });
  }

  /** Literals that the type does not take. */
  wrongValues(type) {
    const bare = plain(type);
    const literal = (value) => ({ kind: "literal", value });
    if (bare?.kind === "primitive") {
      if (bare.name === "string") return [literal(5), literal(true)];
      if (bare.name === "number") return [literal("abc"), literal(true)];
      return bare.name === "boolean" ? [literal("abc"), literal(5)] : [];
    }
    const of = bare?.kind === "list" || bare?.kind === "map" ? plain(bare.of) : undefined;
    if (of?.kind !== "primitive" || !["string", "number"].includes(of.name)) return [];
    const item = literal(of.name === "string" ? 5 : "abc");
    return bare.kind === "list" ? [literal("abc"), { kind: "list", items: [item] }] : [{ kind: "map", value: item }];
  }

  /**
   * @param {number} levels how many blocks further down the mistake stands; negative off the way there
   * @param {string} style see above
   */
  struct(struct, depth, levels, style) {
    if (depth > MAX_DEPTH) return undefined;
    this.nodes++;
    const own = this.properties(struct);
    const isTarget = levels === 0 && this.wanted.kind !== "valid";
    const mutated = isTarget && this.wanted.kind !== "unknown" ? this.world.pick(this.targets(struct)) : undefined;
    const way = levels > 0 ? this.world.pick(own.filter((property) => this.nested(property) && this.reaches(this.nested(property), levels - 1))) : undefined;
    const chance = depth === 0 ? 0.3 : 0.2;
    const given = own.filter((property) => !property.optional || property === mutated || property === way || (this.nodes < MAX_NODES && this.random() < chance));
    const pairs = [];
    for (const property of given) {
      if (property === mutated && this.wanted.kind === "missing") continue;
      const node = property === mutated ? this.wrong(property, depth) : this.value(property.type, depth, property === way ? levels - 1 : -1, style === "kernel");
      if (node) pairs.push({ name: property.name, node });
      else if (!property.optional || property === mutated || property === way) return undefined;
    }
    if (isTarget && this.wanted.kind === "unknown") pairs.push({ name: UNKNOWN_KEY, node: { kind: "literal", value: "x", isMutated: true } });
    return { kind: "struct", struct, style, pairs, isMutated: this.wanted.kind !== "valid" && levels >= 0 };
  }

  /** The mistake itself. */
  wrong(property, depth) {
    const bare = plain(property.type);
    const mutated = (node) => node && { ...node, isMutated: true };
    switch (this.wanted.kind) {
      case "type": return mutated(this.world.pick(this.wrongValues(property.type)));
      case "wrap": return mutated(this.value(bare.of, depth, -1, false));
      case "unwrap": {
        const item = this.value(bare, depth, -1, true);
        return item && { kind: "list", items: [item], isMutated: true };
      }
      case "dropped": {
        const element = this.structOf(bare.of);
        const item = this.struct(element, depth + 1, -1, "dropped");
        // What is lost must be there.
        return item?.pairs.some(({ name }) => /[A-Z]/.test(name)) ? { kind: "list", items: [mutated(item)], isMutated: true } : undefined;
      }
      case "attribute": return mutated(this.read(() => true, UNKNOWN_KEY));
      default: {
        const wanted = shapeOf(property.type);
        // What may be a boolean or a token is not proven to be no boolean.
        return mutated(this.read((shape) => !fits(shape, wanted) && !(wanted === "boolean only" && shape === "resolvable")));
      }
    }
  }

  /** An attribute of another construct whose type `fits`. */
  read(fits, name) {
    const source = this.world.source();
    const attributes = source.attributes.filter(({ shape }) => fits(shape));
    if (attributes.length === 0) return undefined;
    this.sources.push(source);
    return { kind: "read", source: this.sources.length - 1, attribute: name ?? this.world.pick(attributes).name };
  }

  value(type, depth, levels, isInCollection) {
    const shape = shapeOf(type);
    if (shape && this.world.hasReads && this.random() < 0.05) {
      const read = this.read((one) => fits(one, shape));
      if (read) return read;
    }
    this.nodes++;
    // Of several, a list is sure to take anything; a string may be one of a few words.
    const bare = plain(type) ?? type.of.find((one) => one.kind === "list") ?? type.of.find((one) => one.kind === "primitive");
    switch (bare?.kind) {
      case "primitive":
        if (bare.name === "date") return undefined;
        return { kind: "literal", value: bare.name === "number" ? 1 : bare.name === "boolean" ? true : "x" };
      case "list": {
        const item = this.value(bare.of, depth, levels, true);
        return item && { kind: "list", items: [item], isMutated: item.isMutated };
      }
      case "map": {
        const value = this.value(bare.of, depth, levels, true);
        return value && { kind: "map", value, isMutated: value.isMutated };
      }
      case "named": {
        const struct = this.structOf(bare);
        if (!struct) return undefined;
        // Python's bindings convert a dictionary only where nothing but the struct is taken.
        const isConverted = !isInCollection && type.kind === "named";
        const style = this.random() < 0.5 ? "call" : isConverted ? "dict" : "kernel";
        return this.struct(struct, depth + 1, levels, style);
      }
      default:
        return undefined;
    }
  }
}

/** Attributes of a class that others can be given, as `{name, shape}`. */
export function attributesOf(type) {
  return [...type.properties.values()].flatMap(({ name, type: given, static: isStatic, protected: isProtected, optional }) => {
    // What was put in comes back as it was, or not at all.
    if (isStatic || isProtected || optional || name.endsWith("Input")) return [];
    if (isResolvable(given)) return [{ name, shape: "resolvable" }];
    const shape = shapeOf(given);
    return shape ? [{ name, shape: shape === "boolean" ? "resolvable" : shape }] : [];
  });
}
