/** Finds the packages that are not bundled: installed ones, and what `cdktf get` generated. */
import { basename, dirname, join, resolve } from "node:path";
import { Consulted, consultContent, consulting } from "../../consulted.js";
import { isInside, leadsOut, namesIn, stampOf, stateOf } from "../../disk.js";
import { cached, entriesOf, parseJson, stringOf } from "../versions/manifest-files.js";
import { foldersAbove, type VersionInUse } from "../versions/project-versions.js";
import type { PackageSchema } from "../types.js";
import { DeclaredPackage } from "./declared-package.js";
import { archiveIn, packageFromArchive } from "./embedded-manifest.js";
import { SourceTreeReader } from "./source-tree.js";

interface Kept {
  readonly stamp: string;
  readonly package: PackageSchema | undefined;
  /** What the making of it has read. */
  readonly consulted: Consulted;
}

const packages = new Map<string, Kept>();

/** Makes a package once for each state of the file that stands for it. */
function kept(file: string, make: () => PackageSchema | undefined): PackageSchema | undefined {
  consultContent(file);
  const state = stateOf(file);
  if (!state?.isFile || isElsewhere(file)) return undefined;
  const stamp = stampOf(state);
  const known = packages.get(file);
  if (known?.stamp === stamp) return consulting(known.consulted, () => known.package);
  const consulted = new Consulted();
  const made = consulting(consulted, make);
  packages.set(file, { stamp, package: made, consulted });
  return made;
}

function isElsewhere(file: string): boolean {
  try {
    return leadsOut(file);
  } catch {
    // It went away just now.
    return true;
  }
}

/** Name of the Python root module of a provider's npm package; the two lines differ. */
function pythonModuleOf(npmName: string): string {
  const [, core = "", provider = ""] = /^@(cdkt[fn])\/(provider-.+)$/u.exec(npmName) ?? [];
  return `${core === "cdktf" ? "cdktf_" : ""}${core}_${provider}`.replaceAll("-", "_");
}

/** The npm name of a provider's Python root module; undefined for other modules. */
export function npmNameOfPython(root: string): string | undefined {
  const [, prefix, provider] = /^(cdktf_cdktf|cdktn)_provider_(\w+)$/u.exec(root) ?? [];
  return provider === undefined ? undefined : `@${prefix === "cdktn" ? "cdktn" : "cdktf"}/provider-${provider.replaceAll("_", "-")}`;
}

/** A provider as it is installed where a version in use was found; undefined if that cannot be read. */
export function installedPackage(npmName: string, { version, installed, source }: VersionInUse): PackageSchema | undefined {
  if (installed === undefined) return undefined;
  const python = pythonModuleOf(npmName);
  if (source !== "node_modules") {
    const archive = archiveIn(join(installed, python));
    return archive === undefined ? undefined : kept(archive, () => packageFromArchive(archive));
  }
  return kept(join(installed, "package.json"), () => {
    const entry = stringOf(cached(join(installed, "package.json"), parseJson), "types") ?? "lib/index.d.ts";
    const folder = dirname(entry) === "." ? "" : dirname(entry);
    const reader = new SourceTreeReader({ folder: join(installed, folder), entry: basename(entry).replace(/\.d\.ts$/u, ""), prefix: folder, extension: ".d.ts", package: npmName, python });
    return reader.modules.size === 0 ? undefined : new DeclaredPackage({ name: npmName, version, python, terraformProviderVersion: undefined }, reader);
  });
}

/** Folders that `cdktf get` writes to: what cdktf.json says, and the defaults. */
function outputFolders(project: string): readonly string[] {
  const config = namesIn(project).has("cdktf.json") ? cached(join(project, "cdktf.json"), parseJson) : undefined;
  const stated = stringOf(config, "codeMakerOutput");
  return [...(stated === undefined ? [] : [stated.replace(/^\.\//u, "").replace(/\/$/u, "")]), ".gen", "imports"];
}

/** The file that stands for the folder of a provider, as ES modules must write it. */
const INDEX = /^index(?:\.[cm]?[jt]s)?$/u;

/**
 * The generated bindings that a TypeScript import leads into.
 *
 * @param specifier as written, relative or from the project's root
 * @param from the importing file
 */
export function generatedTypeScript(specifier: string, from: string): { package: PackageSchema; path: string } | undefined {
  const match = /^(.*?)(?:^|\/)providers\/([^/]+)(?:\/(.*))?$/u.exec(specifier);
  if (!match) return undefined;
  const [, before = "", name = "", path = ""] = match;
  for (const folder of foldersAbove(dirname(from))) {
    for (const output of outputFolders(folder)) {
      const isRelative = /^\.{1,2}(?:\/|$)/u.test(before) && resolve(dirname(from), before) === resolve(folder, output);
      if (!isRelative && before !== output) continue;
      const root = join(folder, output, "providers", name);
      if (!isInside(root, folder)) continue;
      const entry = ["lazy-index", "index"].find((one) => namesIn(root).has(`${one}.ts`));
      if (entry === undefined) continue;
      const made = kept(join(root, `${entry}.ts`), () => {
        const reader = new SourceTreeReader({ folder: root, entry, prefix: "", extension: ".ts", package: `${output}/providers/${name}`, python: "" });
        return new DeclaredPackage({ name: `${output}/providers/${name}`, version: generatedVersion(join(folder, output), name), python: "", terraformProviderVersion: undefined }, reader);
      });
      if (made) return { package: made, path: INDEX.test(path) ? "" : path };
    }
  }
  return undefined;
}

/** The Terraform provider's version that `cdktf get` noted beside what it generated. */
function generatedVersion(output: string, provider: string): string {
  const versions = namesIn(output).has("versions.json") ? cached(join(output, "versions.json"), parseJson) : undefined;
  for (const [address, version] of entriesOf(versions)) {
    if (address.endsWith(`/${provider}`) && typeof version === "string") return version;
  }
  return "";
}

/** The generated bindings that a dotted Python module belongs to: `imports.aws.vpc`. */
export function generatedPython(dotted: string, from: string): PackageSchema | undefined {
  const [output = "", name = ""] = dotted.split(".");
  if (output === "" || name === "") return undefined;
  for (const folder of foldersAbove(dirname(from))) {
    if (!namesIn(folder).has(output) || !outputFolders(folder).includes(output)) continue;
    const archive = archiveIn(join(folder, output, name));
    const made = archive === undefined ? undefined : kept(archive, () => packageFromArchive(archive, `${output}.${name}`));
    if (made) return made;
  }
  return undefined;
}
