/**
 * Reads the packed schema data: the index of a file when a package is first asked about, then single pages.
 *
 * The format is described in data/README.md; its writer is scripts/schema/pack.mjs.
 */
import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, readSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, crc32 } from "node:zlib";

/** One line of data/index.json. */
export interface BundledPackage {
  readonly name: string;
  /** Root module in Python. */
  readonly python: string;
  /** Name of the Python distribution. */
  readonly pythonDistribution: string;
  /** Oldest first. */
  readonly versions: readonly string[];
  /** Published versions of which nothing is known, and why. */
  readonly unusable?: Readonly<Record<string, string>>;
  readonly file: string;
}

/** The property, input property, put method and reset method that an argument gives to one type of its entity. */
export type PackedAspects = readonly [suffix: string, property?: string | 0, input?: string | 0, put?: string | 0, reset?: 0 | 1];
/** What one argument is in all types of its entity. */
export type PackedShape = readonly PackedAspects[];
export type PackedProperty = readonly [name: string, type: string];
export type PackedMethod = readonly [name: string, flags: string, returns: string, parameters: readonly PackedProperty[]];
export type PackedType =
  | readonly [suffix: string, kind: "s", bases: readonly string[], properties: readonly PackedProperty[]]
  | readonly [suffix: string, kind: "i", bases: readonly string[], properties: readonly PackedProperty[], methods: readonly PackedMethod[]]
  | readonly [suffix: string, kind: "e", members: readonly string[]]
  | readonly [
      suffix: string,
      kind: "c" | "a",
      interfaces: readonly string[],
      properties: readonly PackedProperty[],
      methods: readonly PackedMethod[],
      base: string,
      parameters: readonly PackedProperty[] | 0,
    ];
/** The types of an entity, and the suffixes of the functions that TypeScript has for it. */
export type PackedForm = readonly [types: readonly PackedType[], typescriptSuffixes: readonly string[]];

/** What something is from which version of the family on; undefined where it is not there. */
export interface History<T> {
  /** Numbers of the versions at which it changes, ascending; the first is where it begins. */
  readonly steps: readonly number[];
  at(version: number): T | undefined;
}

export interface PackedEntity {
  readonly stem: string;
  readonly form: History<PackedForm>;
  readonly attributes: readonly (readonly [name: string, shape: History<PackedShape>])[];
}

export interface PackedUnit {
  readonly entities: Entities;
  readonly typescriptOnly: readonly (readonly [name: string, presence: History<true>])[];
}

/** What the index of a file says of a unit. */
export interface IndexedUnit {
  readonly position: number;
  readonly name: string;
  /** Where it stands: `/` a module of its own, `.` the package root, else the folder of a service; see data/README.md. */
  readonly placement: History<string>;
  /** First version and the one after the last. */
  readonly life: readonly [number, number];
  /** Stems that all its type names start with. */
  readonly roots: readonly string[];
}

/** A packed part of the file: its length in bytes, and CRC-32. */
type Checked = readonly [length: number, checksum: number];

interface Head {
  readonly packages: readonly { readonly name: string; readonly python: string; readonly first: number }[];
  readonly versions: readonly string[];
  readonly terraform: readonly (readonly [number, string])[];
  readonly entries: readonly (readonly [number, string])[];
  readonly otherPaths: Checked;
  readonly services: Checked;
  /** Chunks of the list of units, which is sorted by name. */
  readonly units: readonly (readonly [length: number, checksum: number, count: number, first: string])[];
  readonly pages: readonly (readonly [length: number, checksum: number, units: number])[];
  readonly forms: string;
  readonly formHistories: string;
  readonly shapes: string;
  readonly shapeHistories: string;
}

/** A service of an older layout: its module, npm sub-path, and Python name where it does not follow from the module. */
type Service = readonly [module: string, path: string, python: string];

const FORMAT = 3;
/** Most parts unpack in one piece. */
const UNPACK_CHUNK_BYTES = 65_536;
const KEPT_PAGES = 8;
const KEPT_UNITS = 64;
/** Beside the sources and the build alike: src/providers-schema and dist/providers-schema are equally deep. */
const DATA_FOLDERS = [new URL("../../data/", import.meta.url), new URL("../data/", import.meta.url)] as const;

let bundled: readonly BundledPackage[] | undefined;

function dataFile(name: string): string {
  const folder = DATA_FOLDERS.find((candidate) => existsSync(new URL("index.json", candidate))) ?? DATA_FOLDERS[0];
  return fileURLToPath(new URL(name, folder));
}

/**
 * The packages whose schema comes with this plugin.
 *
 * @throws Error naming the file, if the data are missing or damaged
 */
export function readBundledPackages(): readonly BundledPackage[] {
  if (!bundled) {
    const path = dataFile("index.json");
    const index = guarded(path, () => JSON.parse(readFileSync(path, "utf8")) as { format: number; packages: BundledPackage[] });
    if (index.format !== FORMAT) throw damaged(path, `format ${String(index.format)} instead of ${FORMAT}`);
    bundled = index.packages;
  }
  return bundled;
}

/** Names the content of all bundled data; what was found with other data need not hold. */
export function dataIdentity(): string {
  const hash = createHash("sha256");
  for (const file of ["index.json", ...new Set(readBundledPackages().map(({ file }) => file))]) hash.update(readFileSync(dataFile(file)));
  return hash.digest("hex").slice(0, 16);
}

const opened = new Map<string, PackFile>();

/** A packed file of the data folder, the same object each time; nothing is read before something is asked. */
export function openBundled(file: string): PackFile {
  let found = opened.get(file);
  if (!found) opened.set(file, (found = new PackFile(dataFile(file))));
  return found;
}

function damaged(path: string, reason: string): Error {
  return new Error(`The schema data file ${path} is missing or damaged: ${reason}. Install eslint-plugin-cdktf again.`);
}

function guarded<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw damaged(path, error instanceof Error ? error.message : String(error));
  }
}

/** Texts of a dictionary, taken apart line by line when one is asked for. */
class Lines<T> {
  readonly #lines: readonly string[];
  readonly #parsed: (T | undefined)[] = [];
  readonly #parse: (line: string) => T;

  constructor(text: string, parse: (line: string) => T) {
    this.#lines = text === "" ? [] : text.split("\n");
    this.#parse = parse;
  }

  get size(): number {
    return this.#lines.length;
  }

  at(number: number): T | undefined {
    const line = this.#lines[number];
    return line === undefined ? undefined : (this.#parsed[number] ??= this.#parse(line));
  }
}

/** Steps of a history as numbers of texts; -1 where it is not there. */
interface Steps {
  readonly from: readonly number[];
  readonly value: readonly number[];
  /** Which of its values lead to another entity; false if none does. Asked first when a unit is read. */
  leads: readonly boolean[] | false | undefined;
}

/** `12,45:13,99:`: text 12 at first, text 13 from version 45 on, gone from version 99 on. */
function readSteps(line: string): Steps {
  const from: number[] = [];
  const value: number[] = [];
  for (const step of line.split(",")) {
    const colon = step.indexOf(":");
    from.push(colon < 0 ? 0 : Number(step.slice(0, colon)));
    const text = step.slice(colon + 1);
    value.push(text === "" ? -1 : Number(text));
  }
  return { from, value, leads: undefined };
}

/** The part of a history between two versions. Thousands are made of a large unit, so it is kept small. */
class PartOfHistory<T> implements History<T> {
  constructor(
    private readonly history: Steps,
    private readonly text: (number: number) => T | undefined,
    private readonly start: number,
    private readonly end: number,
  ) {}

  get steps(): readonly number[] {
    return [this.start, ...this.history.from.filter((from) => from > this.start && from < this.end), this.end];
  }

  at(version: number): T | undefined {
    if (version < this.start || version >= this.end) return undefined;
    const { from, value } = this.history;
    let at = from.length - 1;
    // The first step is that of version 0.
    while (from[at]! > version) at--;
    const number = value[at]!;
    return number < 0 ? undefined : this.text(number);
  }
}

/** Does any value of a history between two versions lead to another entity? */
function leadsOn(history: Steps, shape: (number: number) => PackedShape, start: number, end: number): boolean {
  if (history.leads === undefined) {
    const all = history.value.map((number) => number >= 0 && leadsToChild(shape(number)));
    history.leads = all.includes(true) && all;
  }
  const { from, leads } = history;
  return leads && leads.some((does, at) => does && from[at]! < end && (from[at + 1] ?? Infinity) > start);
}

/** `8.,30dynamodb,120/,260-`: what stands there at a version. */
function presentAt(text: string, version: number): string | undefined {
  let found: string | undefined;
  let at = 0;
  while (at < text.length) {
    let from = 0;
    let code = text.charCodeAt(at);
    while (code >= 48 && code <= 57) {
      from = from * 10 + code - 48;
      code = text.charCodeAt(++at);
    }
    if (from > version) break;
    const comma = text.indexOf(",", at);
    const end = comma < 0 ? text.length : comma;
    found = text.slice(at, end);
    at = end + 1;
  }
  return found === "-" ? undefined : found;
}

/** All versions at which something changes in such a text. */
function stepsOf(text: string): number[] {
  return text.split(",").map((step) => Number.parseInt(step, 10));
}

function presence(text: string): History<true> {
  return { steps: stepsOf(text), at: (version) => (presentAt(text, version) === undefined ? undefined : true) };
}

/** A unit's line in the list, and its number there. */
interface UnitLine {
  readonly position: number;
  readonly text: string;
}

/** A unit, and what its types are named after where that is not its own name. */
interface Named {
  readonly position: number;
  readonly name: string;
  readonly roots: readonly string[] | undefined;
}

/** One packed file: a family of packages, all their versions in one row. */
export class PackFile {
  readonly #path: string;
  readonly #pageTexts = new Map<number, readonly string[]>();
  readonly #units = new Map<string, PackedUnit>();
  #head: Head | undefined;
  #headEnd = 0;
  #lines: ReadonlyMap<string, UnitLine> | undefined;
  readonly #chunks = new Map<number, ReadonlyMap<string, UnitLine>>();
  #services: Readonly<Record<string, Service>> | undefined;
  readonly #indexed = new Map<string, IndexedUnit>();
  #otherPaths: ReadonlyMap<string, History<true>> | undefined;
  #byInitial: ReadonlyMap<string, readonly Named[]> | undefined;
  #forms: Lines<PackedForm> | undefined;
  #shapes: Lines<PackedShape> | undefined;
  #formHistories: Lines<Steps> | undefined;
  #shapeHistories: Lines<Steps> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  get head(): Head {
    return (this.#head ??= this.#readHead());
  }

  /** Names of all units of all versions; the package root's own is the empty string. */
  unitNames(): Iterable<string> {
    return this.#unitLines().keys();
  }

  /**
   * Names of the units in whose types, of any version, one of this name may be, in the order of the index: every type of
   * a unit is named after one of its roots.
   */
  unitsNaming(typeName: string): readonly string[] {
    this.#byInitial ??= this.#readInitials();
    const found = new Map<number, string>();
    for (const initial of ["", typeName.charAt(0)]) {
      for (const { position, name, roots } of this.#byInitial.get(initial) ?? []) {
        if (roots ? roots.some((root) => typeName.startsWith(root)) : isNamedAfter(typeName, name)) found.set(position, name);
      }
    }
    return [...found].sort(([a], [b]) => a - b).map(([, name]) => name);
  }

  /** Units by the first letter of what their types are named after; the names themselves are only made where they are stated. */
  #readInitials(): Map<string, Named[]> {
    const byInitial = new Map<string, Named[]>();
    for (const [name, { position, text }] of this.#unitLines()) {
      const isStated = text.includes("|", text.indexOf("|") + 1);
      const roots = isStated ? rootsOf(name, text) : undefined;
      for (const initial of new Set(roots?.map((root) => root.charAt(0)) ?? [name.charAt(0).toUpperCase()])) {
        const named = byInitial.get(initial) ?? [];
        byInitial.set(initial, named);
        named.push({ position, name, roots });
      }
    }
    return byInitial;
  }

  /** What the index says of a unit. */
  indexed(name: string): IndexedUnit | undefined {
    let indexed = this.#indexed.get(name);
    const line = indexed ? undefined : this.#findLine(name);
    if (line) {
      const placement = line.text.split("|", 2)[1]!;
      const steps = stepsOf(placement);
      const end = placement.endsWith("-") ? steps.at(-1)! : this.head.versions.length;
      const history: History<string> = { steps, at: (version) => presentAt(placement, version) };
      indexed = { position: line.position, name, placement: history, life: [steps[0]!, end], roots: rootsOf(name, line.text) };
      this.#indexed.set(name, indexed);
    }
    return indexed;
  }

  /** The line of one unit, from the one chunk that it must be in. */
  #findLine(name: string): UnitLine | undefined {
    const { units } = this.head;
    let chunk = 0;
    while (chunk + 1 < units.length && units[chunk + 1]![3] <= name) chunk++;
    return this.#chunk(chunk).get(name);
  }

  #chunk(number: number): ReadonlyMap<string, UnitLine> {
    let lines = this.#chunks.get(number);
    if (!lines) {
      const { units, otherPaths, services } = this.head;
      const [length, checksum] = units[number]!;
      const before = units.slice(0, number);
      const offset = before.reduce((sum, [size]) => sum + size, this.#headEnd + otherPaths[0] + services[0]);
      const first = before.reduce((sum, [, , count]) => sum + count, 0);
      const texts = this.#unpack(offset, length, checksum).toString("utf8").split("\n");
      lines = new Map(texts.map((text, at) => [text.slice(0, text.indexOf("|")), { position: first + at, text }]));
      this.#chunks.set(number, lines);
    }
    return lines;
  }

  /** What the services of older layouts are called and where they stand, by the folder of their files. */
  service(folder: string): Service | undefined {
    if (!this.#services) {
      const [length, checksum] = this.head.services;
      const text = this.#unpack(this.#headEnd + this.head.otherPaths[0], length, checksum).toString("utf8");
      this.#services = guarded(this.#path, () => JSON.parse(text) as Record<string, Service>);
    }
    return Object.hasOwn(this.#services, folder) ? this.#services[folder] : undefined;
  }

  /** All units that are there at a version, and where they stand. */
  *unitsAt(version: number): Iterable<readonly [name: string, placement: string]> {
    for (const [name, { text }] of this.#unitLines()) {
      const bar = text.indexOf("|", name.length + 1);
      const placement = presentAt(text.slice(name.length + 1, bar < 0 ? text.length : bar), version);
      if (placement !== undefined) yield [name, placement];
    }
  }

  #unitLines(): ReadonlyMap<string, UnitLine> {
    return (this.#lines ??= new Map(this.head.units.flatMap((_, number) => [...this.#chunk(number)])));
  }

  /** Declarations that are no modules, and in which versions they are there. */
  otherPaths(): ReadonlyMap<string, History<true>> {
    if (!this.#otherPaths) {
      const [length, checksum] = this.head.otherPaths;
      const text = this.#unpack(this.#headEnd, length, checksum).toString("utf8");
      this.#otherPaths = new Map(
        text === "" ? [] : text.split("\n").map((line) => {
          const [path, written] = line.split("|") as [string, string];
          return [path, presence(written)];
        }),
      );
    }
    return this.#otherPaths;
  }

  /** Unpacks one unit, with all its versions. */
  unit(indexed: IndexedUnit): PackedUnit {
    let unit = this.#units.get(indexed.name);
    if (unit) return unit;
    let page = 0;
    let first = 0;
    for (const [, , count] of this.head.pages) {
      if (indexed.position < first + count) break;
      first += count;
      page++;
    }
    const section = this.#page(page)[indexed.position - first];
    if (section === undefined) throw damaged(this.#path, `page ${page} has no unit ${indexed.name}`);
    unit = guarded(this.#path, () => this.#readSection(section, indexed));
    if (this.#units.size >= KEPT_UNITS) this.#units.delete(this.#units.keys().next().value!);
    this.#units.set(indexed.name, unit);
    return unit;
  }

  #readHead(): Head {
    const start = this.#bytes(0, 64, true);
    const newline = start.indexOf(0x0a);
    const [magic, format, length, checksum] = start.toString("latin1", 0, newline).split(" ");
    if (magic !== "cdktf-schema" || Number(format) !== FORMAT) throw damaged(this.#path, "no schema data of a known format");
    const head = JSON.parse(this.#unpack(newline + 1, Number(length), Number(checksum)).toString("utf8")) as Head;
    this.#headEnd = newline + 1 + Number(length);
    return head;
  }

  #page(number: number): readonly string[] {
    let sections = this.#pageTexts.get(number);
    if (!sections) {
      const [length, checksum] = this.head.pages[number]!;
      const { pages, units, otherPaths, services } = this.head;
      const pagesStart = units.reduce((sum, [before]) => sum + before, this.#headEnd + otherPaths[0] + services[0]);
      const offset = pages.slice(0, number).reduce((sum, [before]) => sum + before, pagesStart);
      sections = this.#unpack(offset, length, checksum).toString("latin1").split("\0");
      if (this.#pageTexts.size >= KEPT_PAGES) this.#pageTexts.delete(this.#pageTexts.keys().next().value!);
      this.#pageTexts.set(number, sections);
    }
    return sections;
  }

  #unpack(offset: number, length: number, checksum: number): Buffer {
    const packed = this.#bytes(offset, length, false);
    if (crc32(packed) !== checksum) throw damaged(this.#path, `wrong checksum at byte ${offset}`);
    return guarded(this.#path, () => brotliDecompressSync(packed, { chunkSize: UNPACK_CHUNK_BYTES }));
  }

  #bytes(offset: number, length: number, orLess: boolean): Buffer {
    // A damaged first line may ask for any length.
    const buffer = guarded(this.#path, () => Buffer.allocUnsafe(length));
    let read = 0;
    guarded(this.#path, () => {
      const file = openSync(this.#path, "r");
      try {
        for (let chunk = 1; chunk > 0; read += chunk) chunk = readSync(file, buffer, read, length - read, offset + read);
      } finally {
        closeSync(file);
      }
    });
    if (read < length && !orLess) throw damaged(this.#path, `it ends at byte ${offset + read}`);
    return buffer.subarray(0, read);
  }

  /** The entities of a unit: its roots in order, each followed by those that its arguments lead to. */
  #readSection(section: string, { roots, life }: IndexedUnit): PackedUnit {
    const { head } = this;
    const forms = (this.#forms ??= new Lines(head.forms, (line) => JSON.parse(line) as PackedForm));
    const shapes = (this.#shapes ??= new Lines(head.shapes, (line) => JSON.parse(line) as PackedShape));
    const formHistories = (this.#formHistories ??= new Lines(head.formHistories, readSteps));
    const shapeHistories = (this.#shapeHistories ??= new Lines(head.shapeHistories, readSteps));

    const newline = section.indexOf("\n");
    const local = (newline > 0 ? JSON.parse(section.slice(0, newline)) : {}) as LocalTexts;
    const form = withOwn(forms, lazily(local.forms, (text) => JSON.parse(text) as PackedForm));
    const shape = withOwn(shapes, lazily(local.shapes, (text) => JSON.parse(text) as PackedShape));
    const formHistory = withOwn(formHistories, lazily(local.formHistories, readSteps));
    const shapeHistory = withOwn(shapeHistories, lazily(local.shapeHistories, readSteps));

    const entities = new Entities({ section, form, shape, formHistory, shapeHistory }, newline + 1, roots, life, (read) => guarded(this.#path, read));
    const typescriptOnly = (local.typescriptOnly ?? []).map((line): readonly [string, History<true>] => {
      const [name, written] = line.split("|") as [string, string];
      return [name, presence(written)];
    });
    return { entities, typescriptOnly };
  }
}

/** What only one unit has, in the first line of its section. */
interface LocalTexts {
  readonly forms?: readonly string[];
  readonly formHistories?: readonly string[];
  readonly shapes?: readonly string[];
  readonly shapeHistories?: readonly string[];
  readonly typescriptOnly?: readonly string[];
}

/** A dictionary of the file that goes on with a unit's own entries. */
function withOwn<T>(shared: Lines<T>, own: (at: number) => T | undefined): (number: number) => T {
  return (number) => {
    const found = shared.at(number) ?? own(number - shared.size);
    if (found === undefined) throw new Error(`no entry ${number}`);
    return found;
  };
}

/** Texts of which each is read when it is asked for. */
function lazily<T>(texts: readonly string[] | undefined, read: (text: string) => T): (at: number) => T | undefined {
  const done: (T | undefined)[] = [];
  return (at) => {
    const text = texts?.[at];
    return text === undefined ? undefined : (done[at] ??= read(text));
  };
}

/** What stands in a section where there is no entity. */
const ABSENT = 33;
/** What stands before the part of the versions that something lives. */
const PART = 1;

/** Reads numbers and names of a section. */
class Cursor {
  constructor(
    private readonly section: string,
    public at: number,
  ) {}

  number(): number {
    const { section } = this;
    const byte = section.charCodeAt(this.at++);
    if (byte < 0xe0) return byte - 0x80;
    const high = byte < 0xf0 ? byte - 0xe0 : ((byte - 0xf0) << 7) | (section.charCodeAt(this.at++) & 0x7f);
    return (high << 7) | (section.charCodeAt(this.at++) & 0x7f);
  }

  /** Passes over one character, if it is this one. */
  skip(code: number): boolean {
    if (this.section.charCodeAt(this.at) !== code) return false;
    this.at++;
    return true;
  }

  /** Passes over a name; gives where it starts, or -1 if there is none. */
  name(): number {
    const { section } = this;
    const start = this.at;
    let code = section.charCodeAt(this.at);
    while (code < 0x80 && code !== PART && code !== ABSENT) code = section.charCodeAt(++this.at);
    return this.at > start ? start : -1;
  }
}

/** What the numbers of a section stand for. */
interface Texts {
  readonly section: string;
  readonly form: (number: number) => PackedForm;
  readonly shape: (number: number) => PackedShape;
  readonly formHistory: (number: number) => Steps;
  readonly shapeHistory: (number: number) => Steps;
}

/**
 * The entities of a unit, by stem. A large unit has thousands: they are walked over only as far as it takes to find
 * what is asked for, and what one holds is read when it is asked for.
 */
export class Entities {
  private readonly found = new Map<string, PackedEntity>();
  private readonly cursor: Cursor;
  /** Stems that are still to come, the next one last. */
  private readonly pending: string[];

  constructor(
    private readonly texts: Texts,
    start: number,
    roots: readonly string[],
    private readonly life: readonly [number, number],
    private readonly guard: <T>(read: () => T) => T,
  ) {
    this.cursor = new Cursor(texts.section, start);
    this.pending = [...roots].reverse();
  }

  /** The entities whose stem a type's name starts with, in no order; one that is known already comes first. */
  *naming(typeName: string): Iterable<PackedEntity> {
    for (let length = typeName.length; length > 0; length--) {
      const entity = this.found.get(typeName.slice(0, length));
      if (entity) yield entity;
    }
    for (let entity = this.next(); entity; entity = this.next()) if (typeName.startsWith(entity.stem)) yield entity;
  }

  /** All of them. */
  all(): Iterable<PackedEntity> {
    while (this.next());
    return this.found.values();
  }

  private next(): PackedEntity | undefined {
    return this.guard(() => {
      const { cursor, pending } = this;
      for (let stem = pending.pop(); stem !== undefined; stem = pending.pop()) {
        if (cursor.skip(ABSENT)) continue;
        const entity = new Entity(stem, this.texts, cursor, this.life);
        this.found.set(stem, entity);
        const children = entity.children(cursor);
        if (children) for (const child of children.reverse()) pending.push(stem + upperFirst(child));
        return entity;
      }
      if (cursor.at !== this.texts.section.length) throw new Error("entities left over");
      return undefined;
    });
  }
}

class Entity implements PackedEntity {
  private readonly start: number;
  private readonly end: number;
  private readonly formNumber: number;
  private readonly attributesAt: number;
  private read: PackedEntity["attributes"] | undefined;

  constructor(
    readonly stem: string,
    private readonly texts: Texts,
    cursor: Cursor,
    life: readonly [number, number],
  ) {
    const isPart = cursor.skip(PART);
    this.start = isPart ? cursor.number() : life[0];
    this.end = isPart ? cursor.number() : life[1];
    this.formNumber = cursor.number();
    this.attributesAt = cursor.at;
  }

  get form(): History<PackedForm> {
    return new PartOfHistory(this.texts.formHistory(this.formNumber), this.texts.form, this.start, this.end);
  }

  /** Passes over the attributes; gives the names of those that lead to entities of their own. */
  children(cursor: Cursor): string[] | undefined {
    let children: string[] | undefined;
    for (let name = cursor.name(); name !== -1; name = cursor.name()) {
      const end = cursor.at;
      const isPart = cursor.skip(PART);
      const from = isPart ? cursor.number() : this.start;
      const until = isPart ? cursor.number() : this.end;
      if (leadsOn(this.texts.shapeHistory(cursor.number()), this.texts.shape, from, until)) (children ??= []).push(this.texts.section.slice(name, end));
    }
    return children;
  }

  get attributes(): PackedEntity["attributes"] {
    if (!this.read) {
      const { section, shape, shapeHistory } = this.texts;
      const cursor = new Cursor(section, this.attributesAt);
      const attributes: (readonly [string, History<PackedShape>])[] = [];
      for (let name = cursor.name(); name !== -1; name = cursor.name()) {
        const end = cursor.at;
        const isPart = cursor.skip(PART);
        const from = isPart ? cursor.number() : this.start;
        const until = isPart ? cursor.number() : this.end;
        attributes.push([section.slice(name, end), new PartOfHistory(shapeHistory(cursor.number()), shape, from, until)]);
      }
      this.read = attributes;
    }
    return this.read;
  }
}

const leading = new WeakMap<PackedShape, boolean>();

function leadsToChild(shape: PackedShape): boolean {
  let leads = leading.get(shape);
  if (leads === undefined) {
    leads = shape.some((aspects) => aspects.some((aspect) => typeof aspect === "string" && aspect.includes("+")));
    leading.set(shape, leads);
  }
  return leads;
}

/** `cidrBlock` → `CidrBlock`. */
export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `route-table` → `routeTable`. */
export function camelCase(unit: string): string {
  return unit.replace(/-(.)/gu, (_, letter: string) => letter.toUpperCase());
}

/** Is a type named after a unit? `RouteTable…` is, after `route-table`; compared as it stands, as there are thousands. */
function isNamedAfter(typeName: string, unit: string): boolean {
  let at = 0;
  for (let index = 0; index < unit.length; index++) {
    const isDash = unit[index] === "-";
    const wanted = isDash ? unit[++index] : unit[index];
    if (typeName[at++] !== (isDash || index === 0 ? wanted!.toUpperCase() : wanted)) return false;
  }
  return true;
}

/** What the types of a unit are named after, from the unit's line in the index. */
function rootsOf(name: string, line: string): readonly string[] {
  const [, , roots] = line.split("|");
  return roots === undefined ? [upperFirst(camelCase(name))] : roots === "-" ? [] : roots.split(",");
}
