/**
 * Facts of many versions → packed bytes. The format is described in data/README.md; its reader is
 * src/providers-schema/store.ts.
 *
 * Provider bindings are generated, so most of what they declare follows from few facts: an argument of a resource
 * appears in its configuration, as an attribute, as `xInput`, `putX` and `resetX`; a block brings its list and
 * reference classes along. None of these rules is written down here. All types of a unit whose names share a stem
 * form one *entity*; what they say of one argument is its *shape*, what remains is the entity's *form*. Shapes and
 * forms are written relative to the names they belong to and stored once each, so a rule is simply one that occurs
 * often, and an exception to it one that occurs once. What an entity or argument is from which version on is its
 * *history*; histories that agree where both are alive are stored as one.
 */
import { brotliCompressSync, constants, crc32 } from "node:zlib";
import { pythonName } from "./source.mjs";

export const FORMAT = 3;
/** Raw size of a page at which it is closed: one question unpacks one page. */
const PAGE_BYTES = 40_000;
/** The same for a chunk of the list of units. */
const CHUNK_BYTES = 8_000;
const COMPANION = /(?:OutputReference|Map|List)$/;
const TYPESCRIPT_SUFFIXES = ["ToTerraform", "ToHclTerraform"];
const PRIMITIVES = { string: "s", number: "n", boolean: "b", any: "a", json: "j", date: "d" };
/** The core package that a provider builds on: its name differs between the two lines. */
const CORE = /^cdkt[fn]\./;
/** Stands for what is not there. */
const ABSENT = -1;
/** Before a history: it is alive for a part of the versions only, which follow. */
const PART = "\u0001";

const upperFirst = (name) => name.charAt(0).toUpperCase() + name.slice(1);
const lowerFirst = (name) => name.charAt(0).toLowerCase() + name.slice(1);
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** What something was from which version on; gaps are noted when it comes back or at the end. */
class Timeline {
  /** @type {[from: number, value: any][]} */
  steps = [];
  #last = -1;

  set(at, value) {
    if (this.steps.length > 0 && this.#last < at - 1) this.steps.push([this.#last + 1, ABSENT]);
    if (this.steps.length === 0 || this.steps.at(-1)[1] !== value) this.steps.push([at, value]);
    this.#last = at;
  }

  /** The whole history as it was seen until the last of this many versions. */
  ended(count) {
    return this.#last < count - 1 ? [...this.steps, [this.#last + 1, ABSENT]] : this.steps;
  }

  /** First version of the first value, and the version after the last one's. */
  get life() {
    return [this.steps[0][0], this.#last + 1];
  }
}

const timeline = (map, key) => {
  let found = map.get(key);
  if (!found) map.set(key, (found = new Timeline()));
  return found;
};

/** Gathers the facts of a family of packages, version by version, and packs them. */
export class Packer {
  #packages = [];
  #versions = [];
  #units = new Map();
  #services = new Map();
  #entries = new Timeline();
  #otherPaths = new Map();
  #texts = { forms: new Map(), shapes: new Map() };

  /** @param {import("./manifest.mjs").PackageFacts} facts of the next version: oldest first, a package's all together */
  add(facts) {
    const at = this.#versions.length;
    this.#versions.push([facts.version, facts.terraformProviderVersion ?? ""]);
    if (this.#packages.at(-1)?.name !== facts.name) {
      this.#packages.push({ name: facts.name, python: facts.python, pythonDistribution: facts.pythonDistribution, first: at });
    }
    this.#entries.set(at, facts.entry);
    for (const path of facts.otherPaths) timeline(this.#otherPaths, path).set(at, 1);
    for (const [name, unit] of facts.units) this.#addUnit(at, facts, name, unit);
  }

  #addUnit(at, facts, name, unit) {
    let known = this.#units.get(name);
    if (!known) this.#units.set(name, (known = { placements: new Timeline(), entities: new Map(), extras: new Map(), text: "", parts: undefined }));
    known.placements.set(at, this.#placement(facts, name, unit));
    // Most units are what they were in the version before.
    const text = `${facts.name} ${unit.module} ${JSON.stringify([...unit.types])} ${unit.typescriptOnly.join()}`;
    if (known.text !== text) {
      known.text = text;
      known.parts = entitiesOf(facts.name, unit, (fqn) => fqn.replace(CORE, "~."));
    }
    const { entities, extras } = known.parts;
    for (const extra of extras) timeline(known.extras, extra).set(at, 1);
    for (const [stem, { form, attributes }] of entities) {
      let entity = known.entities.get(stem);
      if (!entity) known.entities.set(stem, (entity = { forms: new Timeline(), attributes: new Map() }));
      entity.forms.set(at, this.#number("forms", form));
      for (const [attribute, shape] of attributes) timeline(entity.attributes, attribute).set(at, this.#number("shapes", shape));
    }
  }

  /** Where a unit stands: `/` a module of its own, `.` the root, or the folder of a service. */
  #placement(facts, name, unit) {
    if (unit.module === "") return name === "" || unit.path === `lib/${name}` ? "." : `?${unit.path}`;
    const module = facts.modules.get(unit.module);
    const byRule = module.python === pythonByRule(facts.python, unit.module);
    if (byRule && camel(name) === unit.module && module.path === `lib/${name}` && unit.path === module.path) return "/";
    const key = module.path.replace(/^lib\//, "");
    const service = JSON.stringify([unit.module, module.path, byRule ? "" : module.python.slice(facts.python.length + 1)]);
    const known = this.#services.get(key);
    if (known !== undefined && known !== service) throw new Error(`${facts.name}@${facts.version}: ${key} is now ${service} and was ${known}`);
    this.#services.set(key, service);
    if (unit.path !== `${module.path}/${name}` && unit.path !== module.path) throw new Error(`${facts.name}@${facts.version}: ${name} stands at ${unit.path}`);
    return unit.path === module.path ? `=${key}` : key;
  }

  #number(kind, text) {
    const numbers = this.#texts[kind];
    let number = numbers.get(text);
    if (number === undefined) numbers.set(text, (number = numbers.size));
    return number;
  }

  /** The packed file. */
  finish() {
    const count = this.#versions.length;
    const names = [...this.#units.keys()].sort(compare);
    const histories = { forms: new Histories(), shapes: new Histories() };
    for (const name of names) {
      for (const entity of this.#units.get(name).entities.values()) {
        histories.forms.add(entity.forms, name);
        for (const shape of entity.attributes.values()) histories.shapes.add(shape, name);
      }
    }
    for (const one of Object.values(histories)) one.merge();
    const texts = { forms: [...this.#texts.forms.keys()], shapes: [...this.#texts.shapes.keys()] };
    const shared = { forms: sharedOf(histories.forms, texts.forms), shapes: sharedOf(histories.shapes, texts.shapes) };

    const pages = [];
    const index = [];
    let sections = [];
    let size = 0;
    const close = () => {
      if (sections.length > 0) pages.push({ units: sections.length, raw: ascii(sections.join("\0")) });
      sections = [];
      size = 0;
    };
    for (const name of names) {
      const unit = this.#units.get(name);
      const { text, roots } = sectionOf(unit, { count, histories, shared, texts });
      if (size > 0 && size + text.length > PAGE_BYTES) close();
      sections.push(text);
      size += text.length;
      const rootsText = roots.length === 1 && roots[0] === upperFirst(camel(name)) ? "" : roots.join(",") || "-";
      index.push([name, written(unit.placements.ended(count)), rootsText].join("|").replace(/\|+$/, ""));
    }
    close();

    const packedPages = pages.map(({ raw }) => compress(raw));
    const otherPaths = compress(Buffer.from([...this.#otherPaths].sort(([a], [b]) => compare(a, b)).map(([path, one]) => `${path}|${written(one.ended(count))}`).join("\n")));
    const services = compress(Buffer.from(JSON.stringify(Object.fromEntries([...this.#services].sort(([a], [b]) => compare(a, b)).map(([key, text]) => [key, JSON.parse(text)])))));
    const chunks = chunksOf(index).map((lines) => ({ lines, packed: compress(Buffer.from(lines.join("\n"))) }));
    const checked = (bytes) => [bytes.length, crc32(bytes)];
    const head = compress(
      Buffer.from(
        JSON.stringify({
          packages: this.#packages,
          versions: this.#versions.map(([version]) => version),
          terraform: runs(this.#versions.map(([, terraform]) => terraform)),
          entries: this.#entries.ended(count),
          otherPaths: checked(otherPaths),
          services: checked(services),
          units: chunks.map(({ lines, packed }) => [...checked(packed), lines.length, lines[0].replace(/\|.*$/, "")]),
          pages: packedPages.map((page, at) => [...checked(page), pages[at].units]),
          forms: shared.forms.texts.join("\n"),
          formHistories: shared.forms.histories.join("\n"),
          shapes: shared.shapes.texts.join("\n"),
          shapeHistories: shared.shapes.histories.join("\n"),
        }),
      ),
    );
    return Buffer.concat([Buffer.from(`cdktf-schema ${FORMAT} ${head.length} ${crc32(head)}\n`), head, otherPaths, services, ...chunks.map(({ packed }) => packed), ...packedPages]);
  }
}

/** `from:value` steps as text. */
function written(steps) {
  return steps.map(([from, value]) => `${from}${value === ABSENT ? "-" : value === 1 ? "" : value}`).join(",");
}

/** Lines in groups of which each is small. */
function chunksOf(lines) {
  const chunks = [];
  let size = Infinity;
  for (const line of lines) {
    if (size + line.length > CHUNK_BYTES) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1).push(line);
    size += line.length + 1;
  }
  return chunks;
}

/** A list with runs of equal values as `[from, value]`. */
function runs(list) {
  return list.flatMap((value, at) => (at > 0 && list[at - 1] === value ? [] : [[at, value]]));
}

const camel = (unit) => unit.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

function pythonByRule(root, module) {
  return module === "" ? root : `${root}.${module.split(".").map(pythonName).join(".")}`;
}

/**
 * Histories of one kind. One that another one agrees with for all its life needs no entry of its own: it is stored as
 * that other one and the part of it that it lives.
 */
class Histories {
  #all = new Map();
  /** history text → the number of its master */
  #masters = new Map();
  /** @type {{steps: [number, number][], end: number, units: Set<string>, uses: number}[]} */
  masters = [];

  add(one, unit) {
    const [start, end] = one.life;
    const key = `${JSON.stringify(one.steps)} ${end}`;
    let known = this.#all.get(key);
    if (!known) this.#all.set(key, (known = { steps: one.steps, start, end, units: new Set(), uses: 0 }));
    known.units.add(unit);
    known.uses++;
  }

  /** Longest lives first, so that every shorter one finds what it is a part of. */
  merge() {
    const order = [...this.#all].sort(([a, x], [b, y]) => y.end - y.start - (x.end - x.start) || y.uses - x.uses || compare(a, b));
    const byLast = new Map();
    for (const [key, one] of order) {
      const last = one.steps.at(-1)[1];
      const candidates = byLast.get(`${last}`) ?? [];
      let master = candidates.find((candidate) => agrees(candidate, one));
      if (!master) {
        master = { steps: one.steps, start: one.start, end: one.end, units: new Set(), uses: 0 };
        this.masters.push(master);
        // It can stand for what ends in any of its values.
        for (const value of new Set(one.steps.map(([, value]) => value))) byLast.set(`${value}`, [...(byLast.get(`${value}`) ?? []), master]);
      }
      for (const unit of one.units) master.units.add(unit);
      master.uses += one.uses;
      this.#masters.set(key, master);
    }
  }

  masterOf(one) {
    return this.#masters.get(`${JSON.stringify(one.steps)} ${one.life[1]}`);
  }
}

/** Is one history the same as another one for all its life? */
function agrees(master, one) {
  if (one.start < master.start || one.end > master.end) return false;
  return JSON.stringify(clip(master.steps, one.start, one.end)) === JSON.stringify(one.steps);
}

/** The steps between two versions, the first one moved to the start. */
function clip(steps, start, end) {
  const before = steps.filter(([from]) => from <= start).at(-1);
  return [[start, before[1]], ...steps.filter(([from]) => from > start && from < end)];
}

/** Histories and texts that several units use have a number in the whole file, by frequency. */
function sharedOf(histories, allTexts) {
  const masters = histories.masters.filter((master) => master.units.size > 1).sort((a, b) => b.uses - a.uses || compare(JSON.stringify(a.steps), JSON.stringify(b.steps)));
  const uses = new Map();
  for (const master of masters) for (const [, value] of master.steps) if (value !== ABSENT) uses.set(value, (uses.get(value) ?? 0) + 1);
  const order = [...uses].sort(([a, x], [b, y]) => y - x || compare(allTexts[a], allTexts[b])).map(([number]) => number);
  const textCodes = new Map(order.map((number, code) => [number, code]));
  const texts = order.map((number) => allTexts[number]);
  return {
    texts,
    textCodes,
    codes: new Map(masters.map((master, code) => [master, code])),
    histories: masters.map((master) => writtenHistory(master.steps, (value) => textCodes.get(value))),
  };
}

/** `code` for what never changed, else `code,from:code,…`; the first start is not written. */
function writtenHistory(steps, code) {
  return steps.map(([from, value], at) => `${at === 0 ? "" : `${from}:`}${value === ABSENT ? "" : code(value)}`).join(",");
}

function compress(raw) {
  return brotliCompressSync(raw, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
    },
  });
}

/** Bytes of a text whose code units are all bytes. */
function ascii(text) {
  const bytes = Buffer.from(text, "latin1");
  if (bytes.toString("latin1") !== text) throw new Error("a name does not fit the format");
  return bytes;
}

/** A number in one to three bytes, all of them above those of names. */
function encodeNumber(number) {
  if (number < 0x60) return String.fromCharCode(0x80 + number);
  const low = String.fromCharCode(0x80 | (number & 0x7f));
  const rest = number >> 7;
  if (rest < 0x10) return String.fromCharCode(0xe0 + rest) + low;
  if (rest >= 0x10 << 7) throw new Error("too many different forms or shapes");
  return String.fromCharCode(0xf0 + (rest >> 7), 0x80 | (rest & 0x7f)) + low;
}

/** Names of members that generated classes share: part of their form. */
const COMMON_MEMBERS = new Set(["tfResourceType", "internalValue", "fqn", "terraformAttribute", "terraformResource", "wrapsSet", "complexObjectIndex", "complexObjectIsFromSet"]);

/**
 * The entities of a unit by stem.
 *
 * @param {(fqn: string) => string} external how a type of another package is written
 */
function entitiesOf(packageName, unit, external) {
  const { types } = unit;
  /** @type {Map<string, [string, import("./manifest.mjs").TypeFacts][]>} */
  const groups = new Map();
  for (const [name, type] of [...types].sort(([a], [b]) => compare(a, b))) {
    const stem = stemOf(name, type, types);
    const group = groups.get(stem) ?? [];
    group.push([name.slice(stem.length), type]);
    groups.set(stem, group);
  }
  const extras = [];
  const typescriptSuffixes = new Map();
  for (const name of unit.typescriptOnly) {
    const suffix = TYPESCRIPT_SUFFIXES.find((candidate) => name.endsWith(candidate));
    const stem = suffix && upperFirst(name.slice(0, -suffix.length));
    if (stem && groups.has(stem) && lowerFirst(stem) + suffix === name) typescriptSuffixes.set(stem, [...(typescriptSuffixes.get(stem) ?? []), suffix]);
    else extras.push(name);
  }
  const entities = new Map();
  for (const [stem, group] of groups) {
    entities.set(stem, entityOf({ packageName, moduleName: unit.module, stem, group, typescriptSuffixes: typescriptSuffixes.get(stem) ?? [], stems: groups, external }));
  }
  return { entities, extras };
}

function stemOf(name, type, types) {
  if (type.kind === "struct" && name.endsWith("Config") && types.get(name.slice(0, -6))?.kind === "class") return name.slice(0, -6);
  let stem = name;
  let best = name;
  while (type.kind === "class" && COMPANION.test(stem)) {
    stem = stem.replace(COMPANION, "");
    if (types.get(stem)?.kind === "struct") best = stem;
  }
  return best;
}

function entityOf({ packageName, moduleName, stem, group, typescriptSuffixes, stems, external }) {
  const names = new Set(group.flatMap(([, type]) => type.properties.map((property) => property.name)));
  const inStruct = new Set(group.flatMap(([, type]) => (type.kind === "struct" ? type.properties.map((property) => property.name) : [])));
  const context = { packageName, moduleName, stem, stems, external };
  const encode = (type, attribute) => encodeType(type, { ...context, attribute });
  const encodeBase = (fqn) => encodeName(fqn, { ...context, attribute: undefined });
  /** attribute → suffix → [property, input, put, reset] */
  const shapes = new Map();
  const aspect = (attribute, suffix, at, value) => {
    let shape = shapes.get(attribute);
    if (!shape) shapes.set(attribute, (shape = new Map()));
    let aspects = shape.get(suffix);
    if (!aspects) shape.set(suffix, (aspects = [0, 0, 0, 0]));
    aspects[at] = value;
  };
  const property = (facts, attribute) => encode(facts.type, attribute) + (facts.flags === "" ? "" : `!${facts.flags}`);

  const form = group.map(([suffix, type]) => {
    const fixedProperties = [];
    for (const facts of type.properties) {
      const base = facts.name.endsWith("Input") ? facts.name.slice(0, -5) : undefined;
      if (type.kind === "class" && base && names.has(base) && !inStruct.has(facts.name)) aspect(base, suffix, 1, property(facts, base));
      else if (type.kind === "class" && !inStruct.has(facts.name) && COMMON_MEMBERS.has(facts.name)) fixedProperties.push([facts.name, property(facts)]);
      else aspect(facts.name, suffix, 0, property(facts, facts.name));
    }
    const fixedMethods = [];
    for (const method of type.methods) {
      const attribute = /^(?:put|reset)[A-Z]/.test(method.name) ? lowerFirst(method.name.replace(/^(?:put|reset)/, "")) : undefined;
      const [parameter] = method.parameters;
      const plain = attribute && shapes.get(attribute)?.has(suffix) && method.flags === "" && method.returns === undefined;
      if (plain && method.name.startsWith("reset") && !parameter) aspect(attribute, suffix, 3, 1);
      else if (plain && method.name.startsWith("put") && method.parameters.length === 1 && parameter.name === "value" && parameter.flags === "") {
        aspect(attribute, suffix, 2, encode(parameter.type, attribute));
      } else fixedMethods.push([method.name, method.flags, method.returns ? encode(method.returns) : "", method.parameters.map((facts) => [facts.name, property(facts)])]);
    }
    const bases = type.interfaces.map(encodeBase);
    if (type.kind === "struct") return [suffix, "s", bases, fixedProperties];
    if (type.kind === "interface") return [suffix, "i", bases, fixedProperties, fixedMethods];
    if (type.kind === "enum") return [suffix, "e", type.members];
    const parameters = type.parameters ? type.parameters.map((facts) => [facts.name, property(facts)]) : 0;
    return [suffix, type.abstract ? "a" : "c", bases, fixedProperties, fixedMethods, type.base ? encodeBase(type.base) : "", parameters];
  });
  const attributes = [...shapes].map(([name, shape]) => [name, JSON.stringify([...shape].map(([suffix, [own, input, put, reset]]) => trimmed([suffix, own, input, put, reset])))]);
  return { form: JSON.stringify([form, typescriptSuffixes]), attributes };
}

function trimmed(list) {
  while (list.at(-1) === 0) list.pop();
  return list;
}

/** A type as text; names are written relative to the argument, entity, module and package they stand in. */
function encodeType(type, context) {
  if (type.primitive) {
    const letter = PRIMITIVES[type.primitive];
    if (!letter) throw new Error(`unknown primitive ${type.primitive}`);
    return letter;
  }
  if (type.collection) return (type.collection.kind === "map" ? "{" : "[") + encodeType(type.collection.elementtype, context);
  if (type.union) return `(${type.union.types.map((member) => encodeType(member, context)).join("")})`;
  if (!type.fqn) throw new Error(`unknown type ${JSON.stringify(type)}`);
  return `<${encodeName(type.fqn, context)}>`;
}

function encodeName(fqn, { packageName, moduleName, stem, attribute, stems, external }) {
  if (!fqn.startsWith(`${packageName}.`)) return external(fqn);
  const local = fqn.slice(packageName.length + 1);
  const inModule = moduleName === "" ? local : local.startsWith(`${moduleName}.`) ? local.slice(moduleName.length + 1) : undefined;
  if (inModule === undefined) return `:${local}`;
  const child = attribute === undefined ? undefined : stem + upperFirst(attribute);
  if (child !== undefined && stems.has(child) && inModule.startsWith(child)) return `+${inModule.slice(child.length)}`;
  if (inModule.startsWith(stem)) return `=${inModule.slice(stem.length)}`;
  return `.${inModule}`;
}

/**
 * The text of a unit: what is only its own, then its entities, each followed by those it is the first to lead to.
 */
function sectionOf(unit, { count, histories, shared, texts }) {
  const local = { forms: [], formHistories: [], shapes: [], shapeHistories: [] };
  const unitLife = unit.placements.life;
  const code = (kind, histories_, one) => {
    const master = histories_.masterOf(one);
    const known = shared[kind].codes.get(master);
    if (known !== undefined) return encodeNumber(known);
    const text = writtenHistory(master.steps, (value) => textCode(kind, value));
    const own = local[kind === "forms" ? "formHistories" : "shapeHistories"];
    let at = own.indexOf(text);
    if (at < 0) at = own.push(text) - 1;
    return encodeNumber(shared[kind].codes.size + at);
  };
  const textCode = (kind, value) => {
    const known = shared[kind].textCodes.get(value);
    if (known !== undefined) return known;
    let at = local[kind].indexOf(texts[kind][value]);
    if (at < 0) at = local[kind].push(texts[kind][value]) - 1;
    return shared[kind].textCodes.size + at;
  };
  const part = (one, around) => (one.life[0] === around[0] && one.life[1] === around[1] ? "" : PART + encodeNumber(one.life[0]) + encodeNumber(one.life[1]));

  const leads = (shape) => shape.steps.some(([, value]) => value !== ABSENT && texts.shapes[value].includes("+"));
  const children = new Map(
    [...unit.entities].map(([stem, entity]) => [stem, [...entity.attributes].filter(([, shape]) => leads(shape)).map(([name]) => stem + upperFirst(name)).sort(compare)]),
  );
  const led = new Set([...children].flatMap(([stem, list]) => list.filter((child) => child !== stem)));
  const placed = new Set();
  const place = (stem) => {
    const entity = unit.entities.get(stem);
    if (placed.has(stem) || !entity) return "!";
    placed.add(stem);
    const attributes = [...entity.attributes].sort(([a], [b]) => compare(a, b));
    const life = entity.forms.life;
    return (
      part(entity.forms, unitLife) +
      code("forms", histories.forms, entity.forms) +
      attributes.map(([name, shape]) => name + part(shape, life) + code("shapes", histories.shapes, shape)).join("") +
      children.get(stem).map(place).join("")
    );
  };
  const roots = [];
  let records = "";
  const stems = [...unit.entities.keys()].sort(compare);
  // Those that nothing leads to come first; what then remains leads to itself in a circle.
  for (const stem of [...stems.filter((candidate) => !led.has(candidate)), ...stems]) {
    if (placed.has(stem)) continue;
    roots.push(stem);
    records += place(stem);
  }
  const own = {
    ...local,
    typescriptOnly: [...unit.extras].sort(([a], [b]) => compare(a, b)).map(([name, one]) => [name, written(one.ended(count))].join("|")),
  };
  const kept = Object.fromEntries(Object.entries(own).filter(([, list]) => list.length > 0));
  return { text: `${Object.keys(kept).length > 0 ? JSON.stringify(kept) : ""}\n${records}`, roots };
}
