/**
 * Builds data/ from the published packages that sources.json lists.
 *
 *   npm run schema:build             everything; what was fetched and read before is in the cache
 *   npm run schema:build -- --check  builds and compares with what is there instead of writing
 *   npm run schema:build -- --only FILE.pack
 *
 * The same sources give the same bytes.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { extractAll, readExtract } from "./extract.mjs";
import { factsOf } from "./manifest.mjs";
import { FORMAT, Packer } from "./pack.mjs";
import { readSources } from "./sources.mjs";

const data = new URL("../../data/", import.meta.url);
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : undefined;
const sources = readSources();
const families = sources.families.filter(({ file }) => only === undefined || file === only);
await extractAll(families.flatMap(({ packages }) => packages.flatMap(({ name, versions }) => versions.map(({ version }) => [name, version]))));

/** @type {Map<string, Buffer>} */
const files = new Map();
const index = [];
for (const { file, packages } of families) {
  const packer = new Packer();
  for (const { name, versions } of packages) {
    let newest;
    const known = [];
    const unusable = {};
    for (const { version, integrity, unusable: reason } of versions) {
      const extract = readExtract(name, version);
      if (extract.integrity !== integrity) throw new Error(`${name}@${version} is not what sources.json knows: ${extract.integrity}`);
      if (reason !== undefined) {
        unusable[version] = reason;
        continue;
      }
      newest = factsOf(extract);
      packer.add(newest);
      known.push(version);
      if (known.length % 20 === 0) console.error(`${name}: ${known.length} of ${versions.length} versions`);
    }
    index.push({ name, python: newest.python, pythonDistribution: newest.pythonDistribution, versions: known, ...(Object.keys(unusable).length > 0 ? { unusable } : {}), file });
  }
  const bytes = packer.finish();
  files.set(file, bytes);
  console.error(`${file}: ${bytes.length} bytes`);
}
if (only === undefined) files.set("index.json", Buffer.from(`${JSON.stringify({ format: FORMAT, packages: index }).replaceAll('{"name"', '\n{"name"')}\n`));

if (process.argv.includes("--check")) {
  const different = [...files].filter(([file, bytes]) => !bytes.equals(readFileSync(new URL(file, data))));
  for (const [file] of different) console.error(`${file}: not reproduced`);
  process.exitCode = different.length > 0 ? 1 : 0;
} else {
  mkdirSync(data, { recursive: true });
  if (only === undefined) for (const file of readdirSync(data)) if (file.endsWith(".pack")) rmSync(new URL(file, data));
  for (const [file, bytes] of files) writeFileSync(new URL(file, data), bytes);
}
