/**
 * The command is one file, `command.cjs`, which scripts/build.mjs makes of `command.ts` and what it needs. Half of a
 * short run would be compiling it, so what V8 made of it is kept: by Node itself from version 22 on, and here before.
 */
import { accessSync, closeSync, constants as modes, existsSync, fstatSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import * as nodeModule from "node:module";
import { dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cachedDataVersionTag } from "node:v8";
import { Script } from "node:vm";
import { isMainThread } from "node:worker_threads";
import { crc32 } from "node:zlib";
import { cacheFolder } from "../cache-folder.js";

type Command = typeof import("./command.js");

const COMMAND = join(dirname(fileURLToPath(import.meta.url)), "command.cjs");
const PREFIX = "code-";
/** Compiled code of other versions, of this package or of Node, is kept for so long. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const MAX_FILE_BYTES = 16_000_000;
/** A file begins with a checksum of the rest, and with how many bytes the names of its parts take. */
const HEADER_BYTES = 8;

interface Kept {
  readonly parts: readonly string[];
  readonly code: Buffer;
}

/** The functions of the command. */
export function loadCommand(): Command {
  const { enableCompileCache } = nodeModule as { enableCompileCache?: () => unknown };
  const require = nodeModule.createRequire(COMMAND);
  if (enableCompileCache) {
    enableCompileCache();
    return require(COMMAND) as Command;
  }
  // The build writes nothing but ASCII.
  const source = readFileSync(COMMAND, "latin1");
  const file = keptIn(cacheFolder(), source);
  const kept = file === undefined ? undefined : read(file);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: COMMAND,
    ...(kept ? { cachedData: kept.code } : {}),
  });
  const module = { exports: {} as Command };
  (script.runInThisContext() as (...given: unknown[]) => void)(module.exports, require, module, COMMAND, dirname(COMMAND));
  const parts = script.cachedDataRejected ? [] : (kept?.parts ?? []);
  if (file !== undefined && isMainThread) {
    process.on("exit", () => {
      const all = [...new Set([...parts, ...module.exports.usedParts()])];
      if (all.length > parts.length) keep(file, all, () => script.createCachedData(), module.exports.replaceFile);
    });
  }
  return module.exports;
}

/**
 * The file for the compiled code of a source; undefined where none may be kept: what lies there is executed, so the
 * folder must be the user's own, and none that came with a project.
 */
function keptIn(folder: string | undefined, source: string): string | undefined {
  if (process.env["NODE_DISABLE_COMPILE_CACHE"] || folder === undefined || !isAbsolute(folder) || isInProject(folder)) return undefined;
  // The build writes what the source is into its first line.
  const identity = /^\/\/ ([\da-f]{16})\n/u.exec(source)?.[1];
  return identity === undefined ? undefined : join(folder, "code", `${PREFIX}${identity}-${process.arch}-${cachedDataVersionTag().toString(16)}`);
}

function isInProject(folder: string): boolean {
  try {
    const current = process.cwd();
    for (let above = folder; ; above = dirname(above)) {
      if (above === current || existsSync(join(above, ".git"))) return true;
      if (dirname(above) === above) return false;
    }
  } catch {
    // The current folder is gone.
    return true;
  }
}

/** What is kept in a file; undefined if there is none, if somebody else may have written it, or if it is torn. */
function read(file: string): Kept | undefined {
  try {
    const handle = openSync(file, modes.O_RDONLY | (modes.O_NONBLOCK ?? 0));
    try {
      const { uid, mode, size } = fstatSync(handle);
      const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
      if (!isOwn || size > MAX_FILE_BYTES) return undefined;
      const content = readFileSync(handle);
      const body = content.subarray(HEADER_BYTES);
      if (content.readUInt32LE(0) !== crc32(content.subarray(4))) return undefined;
      const names = content.readUInt32LE(4);
      return { parts: body.toString("utf8", 0, names).split(" "), code: body.subarray(names) };
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}

function keep(file: string, parts: readonly string[], codeOf: () => Buffer, replaceFile: Command["replaceFile"]): void {
  const folder = dirname(file);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, modes.W_OK);
    const names = Buffer.from(parts.join(" "));
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32LE(names.length, 4);
    const content = Buffer.concat([header, names, codeOf()]);
    content.writeUInt32LE(crc32(content.subarray(4)), 0);
    replaceFile(file, content, undefined, 0o600);
    for (const name of readdirSync(folder)) {
      const other = join(folder, name);
      if (name.startsWith(PREFIX) && Date.now() - statSync(other).mtimeMs > KEPT_MS) rmSync(other, { force: true });
    }
  } catch {
    // A read-only or full disk costs time in the next run, nothing else.
  }
}
