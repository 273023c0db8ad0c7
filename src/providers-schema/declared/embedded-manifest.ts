/**
 * Modules of a provider from the jsii manifest that a Python package carries in `_jsii/*.jsii.tgz`.
 *
 * A manifest is one file for all modules and may take seconds to read, so what it says is kept on disk, module by
 * module, under a name that holds its content and the version of this plugin.
 */
import { createHash } from "node:crypto";
import { closeSync, fstatSync, mkdirSync, openSync, readSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, posix } from "node:path";
import { crc32, gunzipSync } from "node:zlib";
import { cacheFolder } from "../../cache-folder.js";
import { pythonName } from "../../dialects/python-names.js";
import { reportProblem } from "../problems.js";
import { namesIn, NotRead } from "../../disk.js";
import { replaceFile } from "../../write-file.js";
import { entriesOf, stringOf, valueOf } from "../versions/manifest-files.js";
import type { TypeSchema } from "../types.js";
import { DeclaredPackage, type DeclaredModule, type ModuleReader, type PackageIdentity } from "./declared-package.js";
import { moduleOfType, submodulesOf, typeFromManifest } from "./manifest-types.js";

const require = createRequire(import.meta.url);
const { version: PLUGIN_VERSION } = require("../../../package.json") as { version: string };

/** A larger manifest is not read: parsing it would take gigabytes of memory. */
const MAX_MANIFEST_BYTES = 190_000_000;
/** What comes before the manifest in the archive may not unpack to more than this. */
const MAX_UNPACKED_BYTES = 2_000_000_000;
const MAX_ARCHIVE_BYTES = 256_000_000;
const HASHED_CHUNK_BYTES = 1_048_576;
/** An archive is unpacked in pieces: a small one can hold a thousand times its size. */
const ARCHIVE_CHUNK_BYTES = 65_536;
/** The largest provider has a tenth of this. */
const MAX_ENTRIES = 100_000;
const MAX_MODULES = 20_000;
const NO_MANIFEST = "no manifest is in it";
const FORMAT = "cdktf-declared 1";

interface CacheIndex extends PackageIdentity {
  /** npm sub-path, Python module, and where the types of the module stand in the file. */
  readonly modules: Readonly<Record<string, readonly [path: string, python: string, offset: number, length: number, checksum: number]>>;
}

/** The archive with a manifest in the folder of a Python package, if there is one. */
export function archiveIn(packageFolder: string): string | undefined {
  const folder = join(packageFolder, "_jsii");
  const name = [...namesIn(folder).matching(/\.jsii\.tgz$/u)].sort().at(-1);
  return name === undefined ? undefined : join(folder, name);
}

/**
 * The package whose manifest is in an archive.
 *
 * @param python its root module, where that is not for the manifest to say
 * @returns undefined where there is none that can be read; that is reported
 */
export function packageFromArchive(archive: string, python?: string): DeclaredPackage | undefined {
  let key: string;
  try {
    key = identityOf(archive, python);
  } catch (error) {
    if (error instanceof NotRead) reportProblem(archive, error.message, error.message);
    return undefined;
  }
  const folder = cacheFolder();
  const cached = folder && join(folder, `${key}.schema`);
  let file = cached && openCache(cached);
  if (!file) {
    try {
      const written = writeCache(cached, readArchive(archive), python);
      // What is on disk needs no memory.
      file = (cached && openCache(cached)) || written;
    } catch (error) {
      reportProblem(archive, key, `holds no jsii manifest that can be read (${error instanceof Error ? error.message : String(error)}) and is passed over`);
      return undefined;
    }
  }
  return new DeclaredPackage(file.index, new CacheReader(file));
}

/** Name of the content of a file, of every byte of it, of the Python module that stands for it, and of this plugin's version. */
function identityOf(path: string, python = ""): string {
  const handle = openSync(path, "r");
  try {
    const { size } = fstatSync(handle);
    if (size > MAX_ARCHIVE_BYTES) throw new NotRead(`is larger than ${MAX_ARCHIVE_BYTES / 1_000_000} MB and is not read`);
    // Where a part would do, an archive that somebody made to have the same name would speak for another one.
    const hash = createHash("sha256").update(`${FORMAT} ${PLUGIN_VERSION} ${size} ${python}\n`);
    const chunk = Buffer.alloc(HASHED_CHUNK_BYTES);
    for (let length = readSync(handle, chunk); length > 0; length = readSync(handle, chunk)) hash.update(chunk.subarray(0, length));
    return hash.digest("hex").slice(0, 40);
  } finally {
    closeSync(handle);
  }
}

class Found extends Error {
  constructor(readonly bytes: Buffer, readonly isCompressed: boolean) {
    super("found");
  }
}

/** The manifest in an archive; nothing of the archive is written anywhere. */
function readArchive(archive: string): unknown {
  const manifest = findManifest(archive);
  const text = manifest.isCompressed ? gunzipSync(manifest.bytes, { maxOutputLength: MAX_MANIFEST_BYTES }) : manifest.bytes;
  return JSON.parse(text.toString("utf8"));
}

function findManifest(archive: string): Found {
  const { Parser } = require("tar") as typeof import("tar");
  let entries = 0;
  let unpacked = 0;
  const count = ({ size }: { size: number }): void => {
    unpacked += size;
    if (++entries > MAX_ENTRIES) throw new Error(`it has more than ${MAX_ENTRIES} files before its manifest`);
    if (unpacked > MAX_UNPACKED_BYTES) throw new Error(`it unpacks to more than ${MAX_UNPACKED_BYTES / 1_000_000} MB before its manifest`);
  };
  const parser = new Parser({
    strict: true,
    onReadEntry(entry) {
      const name = posix.basename(entry.path);
      const isCompressed = name === ".jsii.gz";
      if (entry.path.split("/").length !== 2 || (name !== ".jsii" && !isCompressed)) {
        count(entry);
        entry.resume();
        return;
      }
      if (entry.size > MAX_MANIFEST_BYTES) throw new Error(`its manifest is larger than ${MAX_MANIFEST_BYTES / 1_000_000} MB`);
      const chunks: Buffer[] = [];
      entry.on("data", (chunk: Buffer) => chunks.push(Buffer.from(chunk)));
      entry.on("end", () => {
        const bytes = Buffer.concat(chunks);
        // A small one only says where the real one is, which comes by itself.
        if (isCompressed || bytes.length > 4096 || !bytes.includes("jsii/file-redirect")) throw new Found(bytes, isCompressed);
      });
    },
  });
  parser.on("ignoredEntry", count);
  // What stands behind the end could be anything, and of any length.
  parser.on("eof", () => {
    throw new Error(NO_MANIFEST);
  });
  const handle = openSync(archive, "r");
  try {
    const chunk = Buffer.alloc(ARCHIVE_CHUNK_BYTES);
    for (let length = readSync(handle, chunk); length > 0; length = readSync(handle, chunk)) parser.write(Buffer.from(chunk.subarray(0, length)));
    parser.end();
  } catch (error) {
    if (error instanceof Found) return error;
    throw error;
  } finally {
    closeSync(handle);
  }
  throw new Error(NO_MANIFEST);
}

interface OpenCache {
  readonly index: CacheIndex;
  read(offset: number, length: number): Buffer;
}

/** Writes what a manifest says to disk; gives it for this process too, where that does not work. */
function writeCache(path: string | undefined, manifest: unknown, python: string | undefined): OpenCache {
  const name = stringOf(manifest, "name");
  const version = stringOf(manifest, "version");
  if (name === undefined || version === undefined || !/^(?:@[a-z][\w-]*\/)?[a-z][\w-]*$/iu.test(name)) throw new Error("it names no package");
  const submodules = submodulesOf(manifest, name);
  if (submodules.size > MAX_MODULES) throw new Error(`it has more than ${MAX_MODULES} modules`);
  const names = new Set(submodules.keys());
  const root = python ?? stringOf(valueOf(valueOf(manifest, "targets"), "python"), "module") ?? name;
  const byModule = new Map<string, unknown[]>([["", []], ...[...names].map((module): [string, unknown[]] => [module, []])]);
  for (const [, type] of entriesOf(valueOf(manifest, "types"))) byModule.get(moduleOfType(type, names))?.push(withoutDocs(type));
  const sections: Buffer[] = [];
  const modules: Record<string, readonly [string, string, number, number, number]> = Object.create(null) as Record<string, never>;
  let offset = 0;
  for (const [module, types] of byModule) {
    const section = Buffer.from(JSON.stringify(types));
    const source = (stringOf(submodules.get(module), "symbolId") ?? "").replace(/:.*$/su, "").replace(/\/index$/u, "").replace(/^src\//u, "lib/");
    const dotted = module === "" ? root : (stringOf(valueOf(valueOf(submodules.get(module), "targets"), "python"), "module") ?? `${root}.${module.split(".").map(pythonName).join(".")}`);
    modules[module] = [source, dotted, offset, section.length, crc32(section)];
    sections.push(section);
    offset += section.length;
  }
  const index: CacheIndex = { name, version, python: root, terraformProviderVersion: undefined, modules };
  const head = Buffer.from(JSON.stringify(index));
  const body = Buffer.concat(sections);
  const inMemory: OpenCache = { index, read: (from, length) => body.subarray(from, from + length) };
  if (path === undefined) return inMemory;
  try {
    mkdirSync(join(path, ".."), { recursive: true });
    replaceFile(path, Buffer.concat([Buffer.from(`${FORMAT} ${head.length} ${crc32(head)}\n`), head, body]));
  } catch {
    // A read-only or full disk costs time in the next run, nothing else.
  }
  return inMemory;
}

const IRRELEVANT: ReadonlySet<string> = new Set(["docs", "locationInModule", "symbolId", "overrides", "immutable", "assembly"]);

function withoutDocs(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutDocs);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).flatMap(([key, value]) => (IRRELEVANT.has(key) ? [] : [[key, withoutDocs(value)]])));
}

/** A kept file, if it is there and whole as far as its index goes. Sections are read when they are asked for. */
function openCache(path: string): OpenCache | undefined {
  try {
    const first = bytesOf(path, 0, 64).toString("latin1");
    const line = first.slice(0, first.indexOf("\n"));
    // Where the line is another one this throws, as other damage does.
    const [, length, checksum] = new RegExp(`^${FORMAT} (\\d+) (\\d+)$`, "u").exec(line)!;
    const start = line.length + 1;
    const body = start + Number(length);
    const head = bytesOf(path, start, Number(length));
    if (crc32(head) !== Number(checksum)) return undefined;
    const index = JSON.parse(head.toString("utf8")) as CacheIndex;
    const end = Object.values(index.modules).reduce((most, [, , offset, size]) => Math.max(most, offset + size), 0);
    if (body + end > statSync(path).size) return undefined;
    return { index, read: (offset, size) => bytesOf(path, body + offset, size) };
  } catch {
    return undefined;
  }
}

function bytesOf(path: string, offset: number, length: number): Buffer {
  const handle = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(handle, buffer, 0, length, offset));
  } finally {
    closeSync(handle);
  }
}

class CacheReader implements ModuleReader {
  readonly modules: ReadonlyMap<string, { readonly path: string; readonly python: string }>;
  readonly #file: OpenCache;

  constructor(file: OpenCache) {
    this.#file = file;
    this.modules = new Map(Object.entries(file.index.modules).flatMap(([name, [path, python]]) => (name === "" ? [] : [[name, { path, python }]])));
  }

  read(module: string): DeclaredModule | undefined {
    const { name, modules } = this.#file.index;
    const place = Object.hasOwn(modules, module) ? modules[module] : undefined;
    if (!place) return undefined;
    const [, , offset, length, checksum] = place;
    const section = this.#file.read(offset, length);
    if (crc32(section) !== checksum) return undefined;
    const types = new Map<string, TypeSchema>();
    for (const written of JSON.parse(section.toString("utf8")) as unknown[]) {
      const type = typeFromManifest(written, { package: name, module });
      if (type) types.set(type.name, type);
    }
    return { types, typescriptOnly: [] };
  }

  hasPath(): boolean {
    return false;
  }
}
