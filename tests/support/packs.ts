/** Packs with a few units, written by hand in the format that data/README.md describes. */
import { brotliCompressSync, constants, crc32 } from "node:zlib";

export interface Pack {
  readonly packages: readonly { readonly name: string; readonly python: string; readonly first: number }[];
  readonly versions: readonly string[];
  readonly terraform?: readonly (readonly [from: number, version: string])[];
  readonly entries?: readonly (readonly [from: number, path: string])[];
  readonly otherPaths?: readonly string[];
  readonly services?: Readonly<Record<string, readonly [module: string, path: string, python: string]>>;
  /** Line in the index and section, sorted by name. */
  readonly units: readonly (readonly [line: string, section: string])[];
  readonly unitsInChunk?: number;
  readonly unitsInPage?: number;
  readonly forms?: readonly unknown[];
  readonly formHistories?: readonly string[];
  readonly shapes?: readonly unknown[];
  readonly shapeHistories?: readonly string[];
}

const compress = (text: string, encoding: BufferEncoding = "utf8"): Buffer => brotliCompressSync(Buffer.from(text, encoding), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
const checked = (bytes: Buffer): [number, number] => [bytes.length, crc32(bytes)];

function inGroups<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}

/**
 * The bytes of a pack.
 *
 * @param change spoils the head
 */
export function packed(pack: Pack, change: (head: Record<string, unknown>) => Record<string, unknown> = (head) => head): Buffer {
  const otherPaths = compress((pack.otherPaths ?? []).join("\n"));
  const services = compress(JSON.stringify(pack.services ?? {}));
  const chunks = inGroups(pack.units.map(([line]) => line), pack.unitsInChunk ?? 100).map((lines) => ({ lines, bytes: compress(lines.join("\n")) }));
  const pages = inGroups(pack.units.map(([, section]) => section), pack.unitsInPage ?? 100).map((sections) => ({ sections, bytes: compress(sections.join("\0"), "latin1") }));
  const texts = (list: readonly unknown[] | undefined): string => (list ?? []).map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n");
  const head = compress(JSON.stringify(change({
    packages: pack.packages,
    versions: pack.versions,
    terraform: pack.terraform ?? [],
    entries: pack.entries ?? [[0, "lib"]],
    otherPaths: checked(otherPaths),
    services: checked(services),
    units: chunks.map(({ lines, bytes }) => [...checked(bytes), lines.length, lines[0]?.replace(/\|.*$/u, "")]),
    pages: pages.map(({ sections, bytes }) => [...checked(bytes), sections.length]),
    forms: texts(pack.forms),
    formHistories: texts(pack.formHistories),
    shapes: texts(pack.shapes),
    shapeHistories: texts(pack.shapeHistories),
  })));
  return Buffer.concat([Buffer.from(`cdktf-schema 3 ${head.length} ${crc32(head)}\n`), head, otherPaths, services, ...chunks.map(({ bytes }) => bytes), ...pages.map(({ bytes }) => bytes)]);
}

/** A number in a section. */
export function numbered(number: number): string {
  if (number < 0x60) return String.fromCharCode(0x80 + number);
  if (number < 0x10 << 7) return String.fromCharCode(0xe0 + (number >> 7), 0x80 | (number & 0x7f));
  return String.fromCharCode(0xf0 + (number >> 14), 0x80 | ((number >> 7) & 0x7f), 0x80 | (number & 0x7f));
}

/** What stands before something that lives for a part of the versions. */
export function partly(from: number, until: number): string {
  return `\u0001${numbered(from)}${numbered(until)}`;
}

/** The section of a unit: what it has of its own, then its entities. */
export function section(own: Readonly<Record<string, readonly unknown[]>>, ...entities: readonly string[]): string {
  const texts = Object.fromEntries(Object.entries(own).map(([key, list]) => [key, list.map((one) => (typeof one === "string" ? one : JSON.stringify(one)))]));
  return `${Object.keys(texts).length > 0 ? JSON.stringify(texts) : ""}\n${entities.join("")}`;
}
