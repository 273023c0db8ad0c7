/** Published packages: fetched once with the ordinary npm client, kept outside the repository, read without unpacking. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Where fetched tarballs are kept. */
export const cacheFolder = process.env.CDKTF_SCHEMA_CACHE ?? join(homedir(), ".cache", "eslint-plugin-cdktf", "schema");

/**
 * The tarball of a published package, from the cache or fetched by `npm pack`.
 *
 * @param {string} name npm name
 * @param {string} version exact version
 * @returns {string} path of the tarball
 */
export function fetchTarball(name, version) {
  const target = join(cacheFolder, `${slugOf(name)}-${version}.tgz`);
  if (existsSync(target)) return target;
  mkdirSync(cacheFolder, { recursive: true });
  // Fetched beside its place and renamed, so that an interrupted run leaves no half tarball.
  const folder = mkdtempSync(join(cacheFolder, ".fetch-"));
  try {
    execFileSync("npm", ["pack", `${name}@${version}`, "--pack-destination", folder, "--silent"], { stdio: ["ignore", "ignore", "inherit"] });
    const fetched = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
    if (fetched.length !== 1) throw new Error(`npm pack ${name}@${version} gave ${fetched.length} tarballs`);
    renameSync(join(folder, fetched[0]), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return target;
}

/** @param {string} name npm name @returns {string} a file name that stands for it */
export function slugOf(name) {
  return name.replace(/^@/, "").replaceAll("/", "-");
}

/**
 * The files of a published package that the schema is made from.
 *
 * @typedef {object} PublishedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} integrity Subresource Integrity of the tarball
 * @property {Map<string, Buffer>} files `.jsii`, `package.json` and all declarations, by path in the package
 */

/**
 * Reads a published package.
 *
 * @param {string} name npm name
 * @param {string} version exact version
 * @returns {PublishedPackage}
 */
export function readPublished(name, version) {
  const tarball = readFileSync(fetchTarball(name, version));
  const wanted = (path) => path === ".jsii" || path === ".jsii.gz" || path === "package.json" || path.endsWith(".d.ts");
  return {
    name,
    version,
    integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
    files: untar(gunzipSync(tarball), wanted),
  };
}

/**
 * The wanted files of a tar archive, without the first folder of their path.
 *
 * @param {Buffer} archive
 * @param {(path: string) => boolean} wanted
 * @returns {Map<string, Buffer>}
 */
function untar(archive, wanted) {
  const files = new Map();
  let longName;
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const text = (from, length) => archive.toString("utf8", at + from, at + from + length).replace(/\0.*$/s, "");
    const size = Number.parseInt(text(124, 12).trim() || "0", 8);
    const type = text(156, 1) || "0";
    const body = archive.subarray(at + 512, at + 512 + size);
    if (body.length !== size) throw new Error("the archive is cut short");
    if (type === "x") {
      longName = paxPath(body) ?? longName;
    } else if (type === "L") {
      longName = body.toString("utf8").replace(/\0.*$/s, "");
    } else if (type !== "g") {
      const prefix = text(257, 5) === "ustar" ? text(345, 155) : "";
      const path = (longName ?? (prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`)).replace(/^\.?\/?[^/]+\//, "");
      if (type === "0" && wanted(path)) files.set(path, body);
      longName = undefined;
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

/** @param {Buffer} body extended header records, `<length> <key>=<value>\n` @returns {string | undefined} */
function paxPath(body) {
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(0x20, at);
    const length = Number(body.toString("utf8", at, space));
    if (!(length > 0)) return undefined;
    const record = body.toString("utf8", space + 1, at + length - 1);
    if (record.startsWith("path=")) return record.slice(5);
    at += length;
  }
  return undefined;
}
