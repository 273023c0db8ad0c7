/**
 * Builds data/ from the published packages that sources.json lists.
 *
 * The same sources give the same bytes. `--check` builds twice and compares instead of writing.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { factsOf } from "./manifest.mjs";
import { pack } from "./pack.mjs";
import { readPublished, slugOf } from "./tarball.mjs";

const data = new URL("../../data/", import.meta.url);
const sources = JSON.parse(readFileSync(new URL("sources.json", import.meta.url), "utf8"));

/** @returns {Map<string, Buffer>} the files of data/ */
function build() {
  const files = new Map();
  const packages = [];
  for (const { name, versions } of sources.packages) {
    if (versions.length !== 1) throw new Error(`${name}: the format holds one version per package so far`);
    const facts = factsOf(readPublished(name, versions[0]));
    const file = `${slugOf(name)}.pack`;
    const bytes = pack(facts);
    files.set(file, bytes);
    packages.push({ name, python: facts.python, pythonDistribution: facts.pythonDistribution, versions, file });
    const types = [...facts.modules.values()].reduce((sum, module) => sum + module.types.size, 0);
    console.error(`${name}@${versions[0]}: ${facts.modules.size} modules, ${types} types → ${file}, ${bytes.length} bytes`);
  }
  files.set("index.json", Buffer.from(`${JSON.stringify({ format: 1, packages }, null, 2)}\n`));
  return files;
}

const files = build();
if (process.argv.includes("--check")) {
  const again = build();
  const committed = (file) => readFileSync(new URL(file, data));
  const different = [...files].filter(([file, bytes]) => !bytes.equals(again.get(file)) || !bytes.equals(committed(file)));
  for (const [file] of different) console.error(`${file}: not reproduced`);
  process.exitCode = different.length > 0 ? 1 : 0;
} else {
  mkdirSync(data, { recursive: true });
  for (const file of readdirSync(data)) if (file.endsWith(".pack")) rmSync(new URL(file, data));
  for (const [file, bytes] of files) writeFileSync(new URL(file, data), bytes);
}
