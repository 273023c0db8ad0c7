/**
 * Makes the Python parser in `src/languages/python/generated/` from web-tree-sitter and tree-sitter-python.
 *
 * web-tree-sitter starts asynchronously only because it may run in a browser. A plugin that awaited it at the
 * top level could not be `require`d, so the start-up is made synchronous here: each change must match exactly
 * once, or the build fails and somebody looks at the new version. The same holds for the C code whose data
 * `src/languages/python/tree-reader.ts` reads.
 */
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "src", "languages", "python", "generated");

/** What stands there, and what takes its place. */
const CHANGES = [
  ["return async function(moduleArg = {}) {", "return function(moduleArg = {}) {"],
  ["async function createWasm() {", "function createWasm() {"],
  [
    "var result = await instantiateAsync(wasmBinary, wasmBinaryFile, info2);",
    "var compiled = new WebAssembly.Module(wasmBinary); var result = { module: compiled, instance: new WebAssembly.Instance(compiled, info2) };",
  ],
  ["wasmExports = await createWasm();", "wasmExports = createWasm();"],
  ["async function initializeBinding(moduleOptions) {", "function initializeBinding(moduleOptions) {"],
  ["return Module2 ??= await (0, import_web_tree_sitter.default)(moduleOptions);", "return Module2 ??= (0, import_web_tree_sitter.default)(moduleOptions);"],
  ["static async init(moduleOptions) {", "static init(moduleOptions) {"],
  // The module of the first start serves all that come later; its memory is read in place.
  ["setModule(await initializeBinding(moduleOptions));", "this.module = initializeBinding(moduleOptions); setModule(this.module);"],
  // Every question to a cursor goes through these two; comparing type names took a fifth of the whole time.
  ['function setValue(ptr, value, type = "i8") {', 'function setValue(ptr, value, type = "i8") { if (type === "i32") return LE_HEAP_STORE_I32((ptr >> 2) * 4, value);'],
  ['function getValue(ptr, type = "i8") {', 'function getValue(ptr, type = "i8") { if (type === "i32") return LE_HEAP_LOAD_I32((ptr >> 2) * 4);'],
];

/** What lays out trees and languages in memory, and how a cursor walks over them; SHA-256 of each. */
const LAYOUT = {
  "lib/subtree.h": "290ac499f1cdd03d2100de98e12c3fccfe806b663337d648eaf4744348bfb2d5",
  "lib/language.h": "9371240c2060bd7c145b41a32b2535bbca3c3ac1713a4684e272e268ac924c22",
  "lib/tree.c": "a0f63bc46fc4fcb88d35caa6fe89d7fc18edb895bc781db20f11d5c58988fb06",
  "lib/tree_cursor.c": "c4c23b9d3e578ac32d733bcefde8f5d40782299ed18d9cab23064aa8b91d18e3",
  "tree_sitter/parser.h": "180b893c8734778fd32f372dfbc27bd6ad1cd2221f26150b31256ff6716320d2",
};

const runtime = dirname(require.resolve("web-tree-sitter"));
const grammar = dirname(require.resolve("tree-sitter-python/package.json"));

const map = JSON.parse(readFileSync(join(runtime, "web-tree-sitter.wasm.map"), "utf8"));
for (const [name, expected] of Object.entries(LAYOUT)) {
  const source = map.sourcesContent[map.sources.indexOf(name)] ?? readFileSync(join(grammar, "src", name), "utf8");
  const found = createHash("sha256").update(source).digest("hex");
  if (found !== expected) {
    console.error(`build-python-parser: ${name} has changed: see that tree-reader.ts still reads trees as it lays them out, then put ${found} here`);
    process.exit(1);
  }
}

let code = readFileSync(join(runtime, "web-tree-sitter.cjs"), "utf8");
for (const [from, to] of CHANGES) {
  const parts = code.split(from);
  if (parts.length !== 2) {
    console.error(`build-python-parser: expected once in web-tree-sitter.cjs, found ${parts.length - 1} times:\n  ${from}`);
    process.exit(1);
  }
  code = parts.join(to);
}
// The maps would only point at files that are not shipped.
code = code.replace(/^\/\/# sourceMappingURL=.*$/mu, "");

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
writeFileSync(join(target, "tree-sitter.cjs"), code);
copyFileSync(join(runtime, "web-tree-sitter.wasm"), join(target, "tree-sitter.wasm"));
copyFileSync(join(grammar, "tree-sitter-python.wasm"), join(target, "python.wasm"));
copyFileSync(join(runtime, "LICENSE"), join(target, "LICENSE-web-tree-sitter"));
copyFileSync(join(grammar, "LICENSE"), join(target, "LICENSE-tree-sitter-python"));
