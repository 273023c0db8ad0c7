/**
 * What the schema is built from: sources.json lists every published version of every package with the integrity of its
 * tarball.
 *
 *   npm run schema:update   asks the registry for versions that are not listed, adds them and builds
 */
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compare } from "semver";
import { extractAll, readExtract } from "./extract.mjs";
import { factsOf } from "./manifest.mjs";

const file = new URL("sources.json", import.meta.url);

/**
 * @typedef {{version: string, integrity: string, unusable?: string}} SourceVersion
 * @typedef {{name: string, versions: SourceVersion[]}} SourcePackage
 * @returns {{families: {file: string, packages: SourcePackage[]}[]}}
 */
export function readSources() {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** @returns {string[]} all published versions of a package, oldest first */
function publishedVersions(name) {
  const versions = JSON.parse(execFileSync("npm", ["view", name, "versions", "--json"], { encoding: "utf8", shell: process.platform === "win32" }));
  return [versions].flat().sort(compare);
}

/** Why nothing can be known of a version, if so. */
function reasonAgainst(name, version) {
  const extract = readExtract(name, version);
  if (extract.unusable !== undefined) return { integrity: extract.integrity, unusable: extract.unusable };
  try {
    factsOf(extract);
    return { integrity: extract.integrity };
  } catch (error) {
    return { integrity: extract.integrity, unusable: error.message.replace(`${name}@${version}: `, "") };
  }
}

/** One line a version, so that an update is read easily. */
function write(sources) {
  const text = JSON.stringify(sources, null, 1).replace(/\{\s+"version": ([^\n]+),\s+"integrity": ([^\n]+?)(?:,\s+"unusable": ([^\n]+))?\s+\}/g, (_, version, integrity, unusable) => `{ "version": ${version}, "integrity": ${integrity}${unusable ? `, "unusable": ${unusable}` : ""} }`);
  writeFileSync(file, `${text}\n`);
}

async function update() {
  const sources = readSources();
  const added = [];
  for (const { packages } of sources.families) {
    for (const { name, versions } of packages) {
      const listed = new Set(versions.map(({ version }) => version));
      for (const version of publishedVersions(name)) if (!listed.has(version)) added.push([name, version]);
    }
  }
  await extractAll(added);
  for (const { packages } of sources.families) {
    for (const { name, versions } of packages) {
      for (const [, version] of added.filter(([other]) => other === name)) versions.push({ version, ...reasonAgainst(name, version) });
      versions.sort((a, b) => compare(a.version, b.version));
    }
  }
  write(sources);
  console.error(added.length === 0 ? "nothing new" : `added ${added.map((one) => one.join("@")).slice(0, 20).join(", ")}${added.length > 20 ? ` and ${added.length - 20} more` : ""}`);
  return added.length > 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href && (await update())) {
  process.exitCode = spawnSync(process.execPath, [fileURLToPath(new URL("build.mjs", import.meta.url))], { stdio: "inherit" }).status ?? 1;
}
