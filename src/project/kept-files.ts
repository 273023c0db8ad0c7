/** Files of the project as they were read last: their texts, their models, and of many more their outlines. */
import { statSync } from "node:fs";
import { extname } from "node:path";
import { consultContent } from "../consulted.js";
import { readOwnFile, readPlainFile, stampOf, stateOf } from "../disk.js";
import { frontEndOf } from "../languages/front-ends.js";
import type { SourceModel } from "../model/ir.js";
import { type Outline, outlineOf } from "../model/outline.js";

/** Larger files are generated or data; they are not read for what another file says. */
const MAX_FILE_BYTES = 1_000_000;
/** Files whose texts are kept for those that import them; of more, the oldest are read again when they are asked for. */
const MAX_KEPT_TEXTS = 2000;
/** The same for models that another file asked for; of more, outlines remain. */
const MAX_KEPT_MODELS = 50;
/** Models of linted files that none has asked for yet. */
const MAX_NEW_MODELS = 4;
const MAX_KEPT_OUTLINES = 200_000;

const MARK = "\uFEFF";

interface CachedFile {
  readonly stamp: string;
  /** Without byte order mark. */
  readonly text: string;
  readonly hasMark: boolean;
  model: SourceModel | undefined;
}

const files = new Map<string, CachedFile>();
/** Those with a model that was asked for, the one that was used last at the end. */
const modelled = new Map<string, CachedFile>();
/** Those with a model that was not. */
const unasked = new Map<string, CachedFile>();
/** Of files whose models are gone, or that were read in another thread or run. */
const outlines = new Map<string, { readonly stamp: string; readonly outline: Outline }>();

/** The outline of a file, as another thread or run knows it. */
export interface FileOutline {
  readonly path: string;
  readonly outline: Outline;
  /** Identity of the content that it is of; undefined for what the file has now. */
  readonly stamp?: string;
}

/** Identity of a file's content; undefined if it is not a readable, small file. */
export function stampAt(path: string): string | undefined {
  consultContent(path);
  const state = stateOf(path);
  return state?.isFile === true && state.size <= MAX_FILE_BYTES ? stampOf(state) : undefined;
}

function keep(path: string, text: string, stamp: string): CachedFile {
  const hasMark = text.startsWith(MARK);
  const file: CachedFile = { stamp, text: hasMark ? text.slice(1) : text, hasMark, model: undefined };
  putLast(files, path, file, MAX_KEPT_TEXTS);
  return file;
}

/** Puts an entry at the end of a map; takes out the first one, and gives it, where they are too many. */
function putLast<T>(map: Map<string, T>, path: string, value: T, max: number): readonly [path: string, value: T] | undefined {
  map.delete(path);
  map.set(path, value);
  const [oldest] = map.size > max ? map : [];
  if (oldest) map.delete(oldest[0]);
  return oldest;
}

/** Keeps a model, and of the one that was used longest ago only the outline. */
function keepModelOf(path: string, file: CachedFile, model: SourceModel, isAskedFor: boolean): void {
  file.model = model;
  if (isAskedFor) unasked.delete(path);
  const oldest = isAskedFor ? putLast(modelled, path, file, MAX_KEPT_MODELS) : putLast(unasked, path, file, MAX_NEW_MODELS);
  if (!oldest) return;
  const [gone, old] = oldest;
  const outline = old.model && outlineOf(old.model);
  old.model = undefined;
  if (outline) keepOutline(gone, old.stamp, outline);
}

function keepOutline(path: string, stamp: string, outline: Outline): void {
  putLast(outlines, path, { stamp, outline }, MAX_KEPT_OUTLINES);
}

/** Is the model of a file here, as it is now? */
export function hasModel(path: string, stamp: string): boolean {
  const file = files.get(path);
  return file?.stamp === stamp && file.model !== undefined;
}

/** The outline of a file as it is now, if it is known. */
export function outlineAt(path: string, stamp: string): Outline | undefined {
  const kept = outlines.get(path);
  return kept?.stamp === stamp ? kept.outline : undefined;
}

/** The outlines of those files that have one here. */
export function knownOutlines(paths: readonly string[]): FileOutline[] {
  return paths.flatMap((path) => {
    const file = files.get(path);
    const outline = file?.model && outlineOf(file.model);
    if (file && outline) return [{ path, outline, stamp: file.stamp }];
    const kept = file?.model ? undefined : outlines.get(path);
    return kept ? [{ path, ...kept }] : [];
  });
}

/** Takes over outlines from another thread or run. */
export function learnOutlines(known: readonly FileOutline[]): void {
  for (const { path, outline, stamp = stampAt(path) } of known) {
    if (stamp !== undefined) keepOutline(path, stamp, outline);
  }
}

function load(path: string): CachedFile | undefined {
  const stamp = stampAt(path);
  if (stamp === undefined) return undefined;
  const known = files.get(path);
  if (known?.stamp === stamp) return known;
  try {
    return keep(path, readOwnFile(path, MAX_FILE_BYTES).toString("utf8"), stamp);
  } catch {
    return undefined;
  }
}

/** The text of a file of the project; undefined where there is none that is read. */
export function textOf(path: string): string | undefined {
  return load(path)?.text;
}

/** The lowered file, or undefined if it cannot be read or parsed. */
export function modelOf(path: string): SourceModel | undefined {
  const file = load(path);
  if (!file) return undefined;
  const model = file.model ?? lowered(file.text, path);
  if (model) keepModelOf(path, file, model, true);
  return model;
}

function lowered(text: string, path: string): SourceModel | undefined {
  // A JSON document is what a module that exports it would be.
  const isData = extname(path) === ".json";
  const frontEnd = frontEndOf(extname(path) === ".py" ? "python" : "ecmascript");
  const parsed = isData ? frontEnd.parse(`module.exports = ${text}`, `${path}.cjs`) : frontEnd.parse(text, path);
  return parsed?.(path);
}

/** The model that was already made of this very text, for another file or for this one. */
export function knownModel(path: string, text: string): SourceModel | undefined {
  const file = files.get(path);
  return file?.text === text ? file.model : undefined;
}

/** Keeps the model of a file that was read by `readSource`, for the files that import it. */
export function keepModel(path: string, text: string, model: SourceModel): void {
  const file = files.get(path);
  if (file?.text === text && !file.model) keepModelOf(path, file, model, false);
}

/**
 * The text of a file that is to be linted, with its byte order mark; it is read once for this and for other files.
 *
 * @throws {NotRead} what is no plain file, or is larger than `maxBytes`; else the error of the file system
 */
export function readSource(path: string, maxBytes: number): string {
  const stat = statSync(path);
  const stamp = stampOf(stat);
  const known = files.get(path);
  if (known?.stamp === stamp) return known.hasMark ? MARK + known.text : known.text;
  const text = readPlainFile(path, maxBytes).toString("utf8");
  if (stat.size <= MAX_FILE_BYTES) keep(path, text, stamp);
  return text;
}
