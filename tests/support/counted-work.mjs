/**
 * Runs the built command with arguments, and then prints what it did as JSON: calls of its functions, as V8 counts
 * them, and what it asked of the disk. Nothing that it prints itself is shown.
 */
import fs from "node:fs";
import { Session } from "node:inspector/promises";
import { syncBuiltinESMExports } from "node:module";
import { runUnheard } from "./unheard.mjs";

const disk = { reads: 0, readsOfSources: 0, bytes: 0, listings: 0, states: 0 };

/** Counts calls of a function of `node:fs`. */
function counting(name, count) {
  const original = fs[name];
  fs[name] = (...given) => {
    const result = original(...given);
    count(result, given);
    return result;
  };
}
const isSource = (path) => /\.(?:ts|py)$/u.test(String(path));
counting("readFileSync", (text, [path]) => {
  // Modules are read in this way too.
  if (/[/\\](?:dist|node_modules)[/\\]/u.test(String(path))) return;
  disk.reads++;
  disk.bytes += text.length;
  if (isSource(path)) disk.readsOfSources++;
});
counting("openSync", (_handle, [path]) => {
  disk.reads++;
  if (isSource(path)) disk.readsOfSources++;
});
counting("readSync", (bytes) => (disk.bytes += bytes));
counting("readdirSync", () => disk.listings++);
for (const name of ["statSync", "lstatSync", "existsSync", "accessSync"]) counting(name, () => disk.states++);
syncBuiltinESMExports();

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });

await runUnheard();

const { result } = await session.post("Profiler.takePreciseCoverage");
const calls = (file, ...names) =>
  result
    .filter(({ url }) => url.endsWith(file))
    .flatMap(({ functions }) => functions.filter(({ functionName }) => names.includes(functionName)))
    .reduce((sum, { ranges }) => sum + ranges[0].count, 0);

console.log(JSON.stringify({
  ...disk,
  parsed: calls("dist/languages/ecmascript/oxc.js", "parseOnce") + calls("dist/languages/python/parser.js", "read"),
  treesOfMemory: calls("dist/languages/ecmascript/raw-tree.js", "read"),
  lowered: calls("dist/languages/ecmascript/lower.js", "lowerEcmaScript") + calls("dist/languages/python/lower.js", "lowerPython"),
  unpacked: calls("dist/providers-schema/store.js", "#unpack", "unpack"),
  types: calls("dist/providers-schema/package.js", "unpackType"),
  lookedUp: calls("dist/providers-schema/schema.js", "#findType", "#findProperties", "#findPackage", "#derives"),
}));
