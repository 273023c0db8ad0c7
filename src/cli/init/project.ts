/** What `cdktf-lint init` has to know of a project. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readOwnText } from "../../disk.js";
import { findFiles } from "../find-files.js";

const ESLINT_CONFIGS = ["js", "mjs", "cjs", "ts", "mts", "cts"].map((ending) => `eslint.config.${ending}`);
const LOCK_FILES: readonly (readonly [string, PackageManager])[] = [
  ["pnpm-lock.yaml", "pnpm"], ["yarn.lock", "yarn"], ["bun.lock", "bun"], ["bun.lockb", "bun"], ["package-lock.json", "npm"],
];
const PYTHON_MANIFESTS = ["pyproject.toml", "requirements.txt", "Pipfile", "setup.py"];

/** Larger files are not looked into. */
const MAX_FILE_BYTES = 1_000_000;

export type PackageManager = "npm" | "pnpm" | "yarn" | "bun";

export interface Project {
  /** The current folder. */
  readonly folder: string;
  /** The repository's top; the current folder where there is no repository. */
  readonly top: string;
  readonly isRepository: boolean;
  readonly hasTypeScript: boolean;
  readonly hasPython: boolean;
  /** Text of the nearest package.json, up to the top. */
  readonly manifest: string | undefined;
  readonly packageManager: PackageManager;
  /** The nearest ESLint configuration, up to the top. */
  readonly eslintConfig: string | undefined;
}

/** Looks at a folder; reads and executes nothing of it but text. */
export function inspectProject(folder: string): Project {
  const folders: string[] = [];
  for (let current = folder; ; current = dirname(current)) {
    folders.push(current);
    if (existsSync(join(current, ".git")) || dirname(current) === current) break;
  }
  const isRepository = existsSync(join(folders.at(-1)!, ".git"));
  const within = isRepository ? folders : [folder];
  const nearest = (names: readonly string[]): string | undefined => within.flatMap((one) => names.map((name) => join(one, name))).find((path) => existsSync(path));
  const manifest = textOf(nearest(["package.json"]));
  return {
    folder,
    top: within.at(-1)!,
    isRepository,
    ...languagesIn(folder, manifest !== undefined, within.some((one) => PYTHON_MANIFESTS.some((name) => existsSync(join(one, name))))),
    manifest,
    packageManager: packageManagerOf(within, manifest),
    eslintConfig: nearest(ESLINT_CONFIGS),
  };
}

/** The text of a file; undefined where there is none that is read. */
export function textOf(path: string | undefined): string | undefined {
  try {
    return path === undefined ? undefined : readOwnText(path, MAX_FILE_BYTES);
  } catch {
    return undefined;
  }
}

/** By the files that speak of the CDK; else as `cdktf.json` says; else by the manifests. */
function languagesIn(folder: string, hasPackage: boolean, hasPythonManifest: boolean): Pick<Project, "hasTypeScript" | "hasPython"> {
  let hasTypeScript = false;
  let hasPython = false;
  for (const file of findFiles(["."], folder).files) {
    const isPython = file.endsWith(".py");
    if ((isPython ? hasPython : hasTypeScript) || !/cdkt[fn]/u.test(textOf(file) ?? "")) continue;
    if (isPython) hasPython = true;
    else hasTypeScript = true;
  }
  if (hasTypeScript || hasPython) return { hasTypeScript, hasPython };
  const language = /"language"\s*:\s*"(\w+)"/u.exec(textOf(join(folder, "cdktf.json")) ?? "")?.[1];
  if (language === "typescript" || language === "python") return { hasTypeScript: language === "typescript", hasPython: language === "python" };
  return { hasTypeScript: hasPackage || !hasPythonManifest, hasPython: hasPythonManifest };
}

function packageManagerOf(folders: readonly string[], manifest: string | undefined): PackageManager {
  const stated = /"packageManager"\s*:\s*"(npm|pnpm|yarn|bun)@/u.exec(manifest ?? "")?.[1];
  if (stated !== undefined) return stated as PackageManager;
  for (const folder of folders) for (const [name, manager] of LOCK_FILES) if (existsSync(join(folder, name))) return manager;
  return "npm";
}
