/**
 * Facts → packed bytes. The format is described in data/README.md; its reader is src/providers-schema/store.ts.
 *
 * Provider bindings are generated, so most of what they declare follows from few facts: an argument of a resource
 * appears in its configuration, as an attribute, as `xInput`, `putX` and `resetX`; a block brings its list and
 * reference classes along. None of these rules is written down here. All types whose names share a stem form one
 * *entity*; what they say of one argument is its *shape*, what remains is the entity's *form*. Shapes and forms are
 * written relative to the names they belong to and stored once each, so a rule is simply one that occurs often, and
 * an exception to it one that occurs once.
 */
import { brotliCompressSync, constants, crc32 } from "node:zlib";
import { pythonName } from "./source.mjs";

/** Raw size of a page at which it is closed: one question unpacks one page. */
const PAGE_BYTES = 40_000;
const COMPANION = /(?:OutputReference|Map|List)$/;
const TYPESCRIPT_SUFFIXES = ["ToTerraform", "ToHclTerraform"];
const PRIMITIVES = { string: "s", number: "n", boolean: "b", any: "a", json: "j", date: "d" };

const upperFirst = (name) => name.charAt(0).toUpperCase() + name.slice(1);
const lowerFirst = (name) => name.charAt(0).toLowerCase() + name.slice(1);
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The packed file of one package.
 *
 * @param {import("./manifest.mjs").PackageFacts} facts
 * @returns {Buffer}
 */
export function pack(facts) {
  const common = commonMembers(facts);
  const modules = [...facts.modules].sort(([a], [b]) => compare(a, b)).map(([name, module]) => ({ name, module, ...entitiesOf(facts.name, name, module, common) }));
  const forms = new Dictionary(modules.map(({ entities }) => [...entities.values()].map((entity) => entity.form)));
  const shapes = new Dictionary(modules.map(({ entities }) => [...entities.values()].flatMap((entity) => entity.attributes.map(([, shape]) => shape))));

  const pages = [];
  const index = [];
  let sections = [];
  let size = 0;
  const close = () => {
    if (sections.length > 0) pages.push({ modules: sections.length, raw: ascii(sections.join("\0")) });
    sections = [];
    size = 0;
  };
  for (const { name, module, entities, extras } of modules) {
    const { text, roots } = sectionOf(entities, extras, forms, shapes);
    if (size > 0 && size + text.length > PAGE_BYTES) close();
    sections.push(text);
    size += text.length;
    const path = module.path === pathByRule(name) ? "" : module.path;
    const python = module.python === pythonByRule(facts.python, name) ? "" : module.python;
    const rootsText = roots.length === 1 && roots[0] === upperFirst(name) ? "" : roots.join(",") || "-";
    index.push([name, path, python, rootsText].join("|").replace(/\|+$/, ""));
  }
  close();

  const packedPages = pages.map(({ raw }) => compress(raw));
  const head = compress(
    Buffer.from(
      JSON.stringify({
        name: facts.name,
        python: facts.python,
        entry: facts.entry,
        otherPaths: facts.otherPaths,
        versions: [{ version: facts.version, terraformProviderVersion: facts.terraformProviderVersion, integrity: facts.integrity }],
        pages: packedPages.map((page, at) => [page.length, crc32(page), pages[at].modules]),
        forms: forms.shared.map((form) => JSON.parse(form)),
        shapes: shapes.shared.map((shape) => JSON.parse(shape)),
        modules: index.join("\n"),
      }),
    ),
  );
  return Buffer.concat([Buffer.from(`cdktf-schema 1 ${head.length} ${crc32(head)}\n`), head, ...packedPages]);
}

/** The npm sub-path that follows from a module's name. */
export function pathByRule(module) {
  return module === "" ? "" : `lib/${module.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function pythonByRule(root, module) {
  return module === "" ? root : `${root}.${module.split(".").map(pythonName).join(".")}`;
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

/**
 * Texts that occur in several modules have a number in the whole file, by frequency; the others only in their module.
 */
class Dictionary {
  /** @param {string[][]} uses by module */
  constructor(uses) {
    const counts = new Map();
    for (const module of uses) {
      for (const text of new Set(module)) counts.set(text, { modules: (counts.get(text)?.modules ?? 0) + 1, uses: counts.get(text)?.uses ?? 0 });
      for (const text of module) counts.get(text).uses++;
    }
    this.shared = [...counts]
      .filter(([, count]) => count.modules > 1)
      .sort(([a, x], [b, y]) => y.uses - x.uses || compare(a, b))
      .map(([text]) => text);
    this.codes = new Map(this.shared.map((text, code) => [text, code]));
  }

  /** The code of a text inside a module with these local texts, which grow as needed. */
  code(text, local) {
    const shared = this.codes.get(text);
    if (shared !== undefined) return encodeNumber(shared);
    let at = local.indexOf(text);
    if (at < 0) at = local.push(text) - 1;
    return encodeNumber(this.shared.length + at);
  }
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

/** Names of members that nearly all classes of a kind have: part of their form. */
function commonMembers(facts) {
  const groups = new Map();
  for (const module of facts.modules.values()) {
    for (const [name, type] of module.types) {
      const key = groupOf(name, type);
      let group = groups.get(key);
      if (!group) groups.set(key, (group = { size: 0, names: new Map() }));
      group.size++;
      for (const property of type.properties) group.names.set(property.name, (group.names.get(property.name) ?? 0) + 1);
    }
  }
  return (name, type, property) => {
    const group = groups.get(groupOf(name, type));
    return group.size > 20 && group.names.get(property) > group.size * 0.9;
  };
}

function groupOf(name, type) {
  return type.kind === "class" ? `${type.base} ${COMPANION.exec(name)?.[0]}` : "";
}

/**
 * The entities of a module by stem.
 *
 * @typedef {{form: string, attributes: [string, string][], children: string[]}} Entity
 */
function entitiesOf(packageName, moduleName, module, common) {
  const { types } = module;
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
  for (const name of module.typescriptOnly) {
    const suffix = TYPESCRIPT_SUFFIXES.find((candidate) => name.endsWith(candidate));
    const stem = suffix && upperFirst(name.slice(0, -suffix.length));
    if (stem && groups.has(stem) && lowerFirst(stem) + suffix === name) typescriptSuffixes.set(stem, [...(typescriptSuffixes.get(stem) ?? []), suffix]);
    else extras.push(name);
  }
  /** @type {Map<string, Entity>} */
  const entities = new Map();
  for (const [stem, group] of groups) {
    entities.set(stem, entityOf({ packageName, moduleName, stem, group, common, typescriptSuffixes: typescriptSuffixes.get(stem) ?? [], stems: groups }));
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

function entityOf({ packageName, moduleName, stem, group, common, typescriptSuffixes, stems }) {
  const names = new Set(group.flatMap(([, type]) => type.properties.map((property) => property.name)));
  const inStruct = new Set(group.flatMap(([, type]) => (type.kind === "struct" ? type.properties.map((property) => property.name) : [])));
  const children = [];
  const encode = (type, attribute) => encodeType(type, { packageName, moduleName, stem, attribute, stems });
  const encodeBase = (fqn) => encodeName(fqn, { packageName, moduleName, stem, attribute: undefined, stems });
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
      else if (type.kind === "class" && !inStruct.has(facts.name) && common(stem + suffix, type, facts.name)) fixedProperties.push([facts.name, property(facts)]);
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
  const attributes = [...shapes]
    .sort(([a], [b]) => compare(a, b))
    .map(([name, shape]) => {
      const text = JSON.stringify([...shape].map(([suffix, [own, input, put, reset]]) => trimmed([suffix, own, input, put, reset])));
      if (text.includes("+")) children.push(stem + upperFirst(name));
      return [name, text];
    });
  return { form: JSON.stringify([form, typescriptSuffixes]), attributes, children };
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

function encodeName(fqn, { packageName, moduleName, stem, attribute, stems }) {
  if (!fqn.startsWith(`${packageName}.`)) return fqn;
  const local = fqn.slice(packageName.length + 1);
  const inModule = moduleName === "" ? local : local.startsWith(`${moduleName}.`) ? local.slice(moduleName.length + 1) : undefined;
  if (inModule === undefined) return `:${local}`;
  const child = attribute === undefined ? undefined : stem + upperFirst(attribute);
  if (child !== undefined && stems.has(child) && inModule.startsWith(child)) return `+${inModule.slice(child.length)}`;
  if (inModule.startsWith(stem)) return `=${inModule.slice(stem.length)}`;
  return `.${inModule}`;
}

/**
 * The text of a module: what is only its own, then its entities, each followed by those it is the first to lead to.
 *
 * @param {Map<string, Entity>} entities
 */
function sectionOf(entities, extras, forms, shapes) {
  const localForms = [];
  const localShapes = [];
  const led = new Set([...entities].flatMap(([stem, entity]) => entity.children.filter((child) => child !== stem)));
  const stems = [...entities.keys()].sort(compare);
  const placed = new Set();
  const place = (stem) => {
    const entity = entities.get(stem);
    if (placed.has(stem) || !entity) return "!";
    placed.add(stem);
    const attributes = entity.attributes.map(([name, shape]) => name + shapes.code(shape, localShapes)).join("");
    return forms.code(entity.form, localForms) + attributes + entity.children.map(place).join("");
  };
  const roots = [];
  let records = "";
  // Those that nothing leads to come first; what then remains leads to itself in a circle.
  for (const stem of [...stems.filter((candidate) => !led.has(candidate)), ...stems]) {
    if (placed.has(stem)) continue;
    roots.push(stem);
    records += place(stem);
  }
  const local = { forms: localForms.map((text) => JSON.parse(text)), shapes: localShapes.map((text) => JSON.parse(text)), typescriptOnly: extras };
  const own = Object.fromEntries(Object.entries(local).filter(([, list]) => list.length > 0));
  return { text: `${Object.keys(own).length > 0 ? JSON.stringify(own) : ""}\n${records}`, roots };
}
