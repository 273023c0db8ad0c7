/**
 * Reads the packed schema data: the index of a file when a package is first asked about, then single pages.
 *
 * The format is described in data/README.md; its writer is scripts/schema/pack.mjs.
 */
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

export interface PackedEntity {
  readonly stem: string;
  readonly form: PackedForm;
  readonly attributes: readonly (readonly [name: string, shape: PackedShape])[];
}

export interface PackedModule {
  readonly entities: readonly PackedEntity[];
  readonly typescriptOnly: readonly string[];
}

/** What the index of a file says of a module. */
export interface IndexedModule {
  readonly position: number;
  readonly name: string;
  /** Undefined where the path, Python name or roots follow from the name. */
  readonly path: string | undefined;
  readonly python: string | undefined;
  readonly roots: readonly string[] | undefined;
}

interface Head {
  readonly name: string;
  readonly python: string;
  readonly entry: string;
  readonly otherPaths: readonly string[];
  readonly versions: readonly { readonly version: string; readonly terraformProviderVersion?: string }[];
  readonly pages: readonly (readonly [length: number, checksum: number, modules: number])[];
  readonly forms: readonly PackedForm[];
  readonly shapes: readonly PackedShape[];
  /** A line each: name, path, Python name, roots; what follows from the name is left out. */
  readonly modules: string;
}

const FORMAT = 1;
/** The folder stands beside src/ and dist/. */
const DATA_FOLDERS = ["../../data/", "../data/"].map((folder) => new URL(folder, import.meta.url));
/** Pages whose text is kept: linted files ask for neighbouring modules one after the other. */
const KEPT_PAGES = 4;

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

/** A packed file of the data folder; nothing is read before something is asked. */
export function openBundled(file: string): PackFile {
  return new PackFile(dataFile(file));
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

/** One packed file. */
export class PackFile {
  readonly #path: string;
  readonly #pageTexts = new Map<number, readonly string[]>();
  #head: Head | undefined;
  #pagesStart = 0;
  #modules: ReadonlyMap<string, { readonly position: number; readonly text: string }> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  get head(): Head {
    return (this.#head ??= this.#readHead());
  }

  /** Names of all modules, the root as the empty string. */
  moduleNames(): Iterable<string> {
    return this.#lines().keys();
  }

  /** What the index says of a module. */
  indexed(name: string): IndexedModule | undefined {
    const line = this.#lines().get(name);
    if (!line) return undefined;
    const [, path, python, roots] = line.text.split("|");
    return { position: line.position, name, path: path || undefined, python: python || undefined, roots: roots ? (roots === "-" ? [] : roots.split(",")) : undefined };
  }

  #lines(): ReadonlyMap<string, { readonly position: number; readonly text: string }> {
    if (!this.#modules) {
      const modules = new Map<string, { position: number; text: string }>();
      // Thousands of lines of which few are asked for: they are taken apart then.
      for (const [position, text] of this.head.modules.split("\n").entries()) {
        const end = text.indexOf("|");
        modules.set(end < 0 ? text : text.slice(0, end), { position, text });
      }
      this.#modules = modules;
    }
    return this.#modules;
  }

  /** Unpacks one module. */
  module(indexed: IndexedModule, roots: readonly string[]): PackedModule {
    let page = 0;
    let first = 0;
    const { pages, forms, shapes } = this.head;
    while (page < pages.length && indexed.position >= first + (pages[page]?.[2] ?? 0)) first += pages[page++]?.[2] ?? 0;
    const section = this.#page(page)[indexed.position - first];
    if (section === undefined) throw damaged(this.#path, `page ${page} has no module ${indexed.name}`);
    return guarded(this.#path, () => readSection(section, roots, forms, shapes));
  }

  #readHead(): Head {
    const start = this.#bytes(0, 64, true);
    const newline = start.indexOf(0x0a);
    const [magic, format, length, checksum] = start.toString("latin1", 0, Math.max(newline, 0)).split(" ");
    if (magic !== "cdktf-schema" || Number(format) !== FORMAT) throw damaged(this.#path, "no schema data of a known format");
    this.#pagesStart = newline + 1 + Number(length);
    return JSON.parse(this.#unpack(newline + 1, Number(length), Number(checksum)).toString("utf8")) as Head;
  }

  #page(number: number): readonly string[] {
    let sections = this.#pageTexts.get(number);
    if (!sections) {
      const [length, checksum] = this.head.pages[number] ?? [0, 0];
      const offset = this.head.pages.slice(0, number).reduce((sum, [before]) => sum + before, this.#pagesStart);
      sections = this.#unpack(offset, length, checksum).toString("latin1").split("\0");
      const oldest = this.#pageTexts.keys().next();
      if (this.#pageTexts.size >= KEPT_PAGES && !oldest.done) this.#pageTexts.delete(oldest.value);
      this.#pageTexts.set(number, sections);
    }
    return sections;
  }

  #unpack(offset: number, length: number, checksum: number): Buffer {
    const packed = this.#bytes(offset, length, false);
    if (crc32(packed) !== checksum) throw damaged(this.#path, `wrong checksum at byte ${offset}`);
    return guarded(this.#path, () => brotliDecompressSync(packed));
  }

  #bytes(offset: number, length: number, orLess: boolean): Buffer {
    const buffer = Buffer.allocUnsafe(length);
    let read = 0;
    guarded(this.#path, () => {
      const file = openSync(this.#path, "r");
      try {
        for (let chunk = 1; chunk > 0 && read < length; read += chunk) chunk = readSync(file, buffer, read, length - read, offset + read);
      } finally {
        closeSync(file);
      }
    });
    if (read < length && !orLess) throw damaged(this.#path, `it ends at byte ${offset + read}`);
    return buffer.subarray(0, read);
  }
}

/** The entities of a module: its roots in order, each followed by those that its arguments lead to. */
function readSection(section: string, roots: readonly string[], sharedForms: readonly PackedForm[], sharedShapes: readonly PackedShape[]): PackedModule {
  const newline = section.indexOf("\n");
  const local = (newline > 0 ? JSON.parse(section.slice(0, newline)) : {}) as { forms?: PackedForm[]; shapes?: PackedShape[]; typescriptOnly?: string[] };
  const entities: PackedEntity[] = [];
  let at = newline + 1;

  const readNumber = (): number => {
    const byte = section.charCodeAt(at++);
    if (byte < 0xe0) return byte - 0x80;
    const high = byte < 0xf0 ? byte - 0xe0 : ((byte - 0xf0) << 7) | (section.charCodeAt(at++) & 0x7f);
    return (high << 7) | (section.charCodeAt(at++) & 0x7f);
  };
  const pick = <T>(shared: readonly T[], own: readonly T[] | undefined): T => {
    const number = readNumber();
    const found = shared[number] ?? own?.[number - shared.length];
    if (found === undefined) throw new Error(`no entry ${number}`);
    return found;
  };
  const readEntity = (stem: string): void => {
    if (section.charAt(at) === "!") {
      at++;
      return;
    }
    const form = pick(sharedForms, local.forms);
    const attributes: [string, PackedShape][] = [];
    const children: string[] = [];
    while (at < section.length) {
      const start = at;
      while (section.charCodeAt(at) < 0x80 && section.charAt(at) !== "!") at++;
      if (at === start) break;
      const name = section.slice(start, at);
      const shape = pick(sharedShapes, local.shapes);
      attributes.push([name, shape]);
      if (leadsToChild(shape)) children.push(stem + upperFirst(name));
    }
    entities.push({ stem, form, attributes });
    for (const child of children) readEntity(child);
  };
  for (const root of roots) readEntity(root);
  if (at !== section.length) throw new Error("entities left over");
  return { entities, typescriptOnly: local.typescriptOnly ?? [] };
}

const leading = new WeakMap<PackedShape, boolean>();

function leadsToChild(shape: PackedShape): boolean {
  let leads = leading.get(shape);
  if (leads === undefined) {
    leads = shape.some((aspects) => aspects.some((aspect, at) => at > 0 && typeof aspect === "string" && aspect.includes("+")));
    leading.set(shape, leads);
  }
  return leads;
}

/** `cidrBlock` → `CidrBlock`. */
export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
