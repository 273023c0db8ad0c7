/**
 * What is kept of a published package: its manifest without documentation, and what its declarations export.
 *
 * A tarball of a provider unpacks to hundreds of megabytes. Everything after this step reads the small file that is
 * kept in the cache beside it, so that a build that was interrupted goes on where it stopped.
 *
 *   node scripts/schema/extract.mjs NAME VERSION…
 */
import { execFile } from "node:child_process";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { ownExports } from "./declarations.mjs";
import { cacheFolder, fetchTarball, readPublished, slugOf } from "./tarball.mjs";

/** Changes when the kept files would be others. */
const FORMAT = 1;

/**
 * @typedef {object} Extract
 * @property {string} name
 * @property {string} version
 * @property {string} integrity Subresource Integrity of the tarball
 * @property {string | undefined} unusable why there is no manifest to read; then nothing below is there
 * @property {any} manifest the jsii manifest without documentation
 * @property {any} packageJson the fields that the schema needs
 * @property {Record<string, {own: string[], stars: string[]}>} exports of every declaration file, by path without `.d.ts`
 */

const targetOf = (name, version) => join(cacheFolder, `${slugOf(name)}-${version}.extract-${FORMAT}.json.gz`);

/** Keys of a manifest that say nothing about what exists. */
const IRRELEVANT = new Set(["docs", "readme", "author", "description", "homepage", "keywords", "license", "repository", "dependencyClosure", "fingerprint", "bin", "contributors", "overrides", "immutable"]);

function withoutDocs(node) {
  if (Array.isArray(node)) return node.map(withoutDocs);
  if (typeof node !== "object" || node === null) return node;
  const kept = {};
  for (const key in node) {
    if (IRRELEVANT.has(key)) continue;
    if (key !== "locationInModule") kept[key] = withoutDocs(node[key]);
    else if (node.fqn !== undefined) kept[key] = { filename: node[key].filename };
  }
  return kept;
}

/**
 * The manifest of a published package, also where it is a redirect to a compressed file.
 *
 * @param {Map<string, Buffer>} files
 * @returns {any}
 */
export function readManifest(files) {
  const file = files.get(".jsii");
  if (!file) throw new Error("the package has no .jsii manifest");
  const manifest = JSON.parse(file.toString("utf8"));
  if (manifest.schema !== "jsii/file-redirect") return manifest;
  const target = files.get(manifest.filename);
  if (!target || manifest.compression !== "gzip") throw new Error(`the manifest redirects to ${manifest.filename}, which is not there`);
  return JSON.parse(gunzipSync(target).toString("utf8"));
}

/** @returns {Extract} */
function extract(name, version) {
  const { integrity, files } = readPublished(name, version);
  let manifest;
  try {
    manifest = readManifest(files);
  } catch (error) {
    return { name, version, integrity, unusable: error.message };
  }
  if (manifest.name !== name || manifest.version !== version) return { name, version, integrity, unusable: `its manifest is of ${manifest.name}@${manifest.version}` };
  if (!manifest.targets?.python) return { name, version, integrity, unusable: "its manifest has no Python module" };
  const { types, cdktf, jsii } = JSON.parse(files.get("package.json").toString("utf8"));
  const exports = {};
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (path.endsWith(".d.ts") && !path.includes("node_modules/")) exports[path.slice(0, -5)] = ownExports(path, text.toString("utf8"));
  }
  return { name, version, integrity, manifest: withoutDocs(manifest), packageJson: { types, cdktf, jsii }, exports };
}

/**
 * What is kept of a package, made now if it is not there yet.
 *
 * @returns {Extract}
 */
export function readExtract(name, version) {
  const target = targetOf(name, version);
  if (!existsSync(target)) {
    const text = JSON.stringify(extract(name, version));
    writeFileSync(`${target}.${process.pid}`, gzipSync(text, { level: 4 }));
    renameSync(`${target}.${process.pid}`, target);
  }
  return JSON.parse(gunzipSync(readFileSync(target)).toString("utf8"));
}

/**
 * Makes what is missing for all these packages, in several processes.
 *
 * @param {[name: string, version: string][]} wanted
 */
export async function extractAll(wanted) {
  const missing = wanted.filter(([name, version]) => !existsSync(targetOf(name, version)));
  const batches = [];
  for (const [name, version] of missing) {
    const last = batches.at(-1);
    // A provider is large enough for a process of its own.
    if (last?.name === name && !name.includes("/provider-") && last.versions.length < 25) last.versions.push(version);
    else batches.push({ name, versions: [version] });
  }
  let done = 0;
  const run = promisify(execFile);
  const worker = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      await run(process.execPath, ["--max-old-space-size=8192", fileURLToPath(import.meta.url), batch.name, ...batch.versions], { maxBuffer: 1 << 26 });
      done += batch.versions.length;
      console.error(`read ${done} of ${missing.length} packages, ${batch.name} ${batch.versions.at(-1)}`);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(availableParallelism(), 4)) }, worker));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [name, ...versions] = process.argv.slice(2);
  for (const version of versions) {
    fetchTarball(name, version);
    readExtract(name, version);
  }
}
