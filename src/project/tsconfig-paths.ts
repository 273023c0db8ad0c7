/** Path aliases of a TypeScript project: `paths` and `baseUrl` of its tsconfig.json. */
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type { Cache, createPathsMatcher, getTsconfig } from "get-tsconfig";
import { Consulted, consultContent, consulting } from "../consulted.js";
import { HeldAnswers, isInside, namesIn, NotRead, projectTop, readOwnText, stampOf, stateOf } from "../disk.js";

type Matcher = (specifier: string) => readonly string[];

const CONFIGURATIONS = ["tsconfig.json", "jsconfig.json"];
/** More files than this extend each other in a circle. */
const MAX_CHAIN = 20;
/** A larger configuration is not read. */
const MAX_FILE_BYTES = 1_000_000;
/** The matcher of a project without aliases. */
export const NO_ALIASES: Matcher = () => [];

const MAX_HELD_FOLDERS = 5000;
/** What was found for the files of a folder, with what it was made from. */
const found = new HeldAnswers<{ readonly matcher: Matcher; readonly consulted: Consulted }>(MAX_HELD_FOLDERS);

/**
 * What finds the files that an import which is not relative may mean by the project's aliases.
 *
 * @param filename absolute path of the importing file
 * @returns a function from the import, as it is written, to absolute paths, which may lack an extension and need not exist
 */
export function pathAliases(filename: string): Matcher {
  const kept = found.get(dirname(filename), ask);
  return consulting(kept.consulted, () => kept.matcher);
}

function ask(start: string): { readonly matcher: Matcher; readonly consulted: Consulted } {
  const consulted = new Consulted();
  return { matcher: consulting(consulted, () => findMatcher(start)), consulted };
}

function findMatcher(start: string): Matcher {
  for (let folder = start; ; folder = dirname(folder)) {
    const names = namesIn(folder);
    const name = CONFIGURATIONS.find((one) => names.has(one));
    if (name !== undefined) return matcherOf(folder, name);
    if (names.has(".git") || dirname(folder) === folder) return NO_ALIASES;
  }
}

/** What was read, until one of its files changes. */
const known = new Map<string, { readonly files: readonly string[]; readonly stamp: string; readonly matcher: Matcher }>();

function matcherOf(folder: string, name: string): Matcher {
  const path = join(folder, name);
  let kept = known.get(path);
  if (!kept || stampsOf(kept.files) !== kept.stamp) {
    const files = chainOf(path);
    known.set(path, (kept = { files, stamp: stampsOf(files), matcher: readMatcher(folder, name) }));
  }
  for (const file of kept.files) consultContent(file);
  return kept.matcher;
}

/** A configuration and the files that it extends, as far as they are the project's own. */
function chainOf(path: string, seen: readonly string[] = []): readonly string[] {
  if (seen.includes(path) || seen.length >= MAX_CHAIN) return seen;
  let all: readonly string[] = [...seen, path];
  let text: string;
  try {
    text = readOwnText(path, MAX_FILE_BYTES);
  } catch {
    return all;
  }
  const extended = /"extends"\s*:\s*(?:"[^"]*"|\[[^\]]*\])/u.exec(text)?.[0].slice('"extends"'.length) ?? "";
  for (const [, written = ""] of extended.matchAll(/"([^"]*)"/gu)) {
    if (!/^\.{1,2}\//u.test(written) && !isAbsolute(written)) continue;
    const file = resolve(dirname(path), written);
    if (isInside(file, projectTop(dirname(path)))) all = chainOf(file.endsWith(".json") ? file : `${file}.json`, all);
  }
  return all;
}

function stampsOf(files: readonly string[]): string {
  return files.map((file) => stateOf(file)).map((state) => (state ? stampOf(state) : "")).join("|");
}

function readMatcher(folder: string, name: string): Matcher {
  try {
    // Most projects have no aliases, and then nothing is loaded.
    if (!/"(?:paths|baseUrl|extends)"/u.test(readOwnText(join(folder, name), MAX_FILE_BYTES))) return NO_ALIASES;
    const { createPathsMatcher: matching, getTsconfig: read } = createRequire(import.meta.url)("get-tsconfig") as {
      createPathsMatcher: typeof createPathsMatcher;
      getTsconfig: typeof getTsconfig;
    };
    const config = read(folder, name, new GuardedFiles(projectTop(folder)));
    return (config && matching(config)) ?? NO_ALIASES;
  } catch {
    // A configuration that cannot be read has no aliases.
    return NO_ALIASES;
  }
}

/** What get-tsconfig asks of the disk goes through its cache: here files are read with the same care as all others. */
class GuardedFiles extends Map<string, unknown> implements Cache {
  readonly #top: string;

  constructor(top: string) {
    super();
    this.#top = top;
  }

  override get(key: string): unknown {
    const path = /^readFileSync:(.*):utf8$/su.exec(key)?.[1];
    if (path === undefined) return super.get(key);
    if (!isInside(path, this.#top) && !path.includes("/node_modules/")) throw new NotRead("is out of the project");
    return readOwnText(path, MAX_FILE_BYTES);
  }
}
