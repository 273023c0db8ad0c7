/** What Python manifests ask for: requirements files and Pipfile.lock. */
import { readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { compare, satisfies, valid } from "semver";
import { cached, entriesOf, stringOf, valueOf } from "./manifest-files.js";

/** A version specifier of PEP 440, as far as it concerns released versions. */
export interface Requirement {
  /** As written, for messages. */
  readonly text: string;
  /** The version, where the specifier names exactly one. */
  readonly exact: string | undefined;
  allows(version: string): boolean;
}

export interface PythonManifest {
  readonly name: string;
  /** By normalized distribution name. */
  readonly requirements: ReadonlyMap<string, Requirement>;
}

const REQUIREMENTS_FILE = /^requirements.*\.txt$/iu;
const MAX_INCLUDES = 20;

const listings = new Map<string, { readonly stamp: number; readonly names: readonly string[] }>();

/** The Python manifests of a folder, those that lock versions first. */
export function* pythonManifests(folder: string): Iterable<PythonManifest> {
  const lock = cached(join(folder, "Pipfile.lock"), parsePipfileLock);
  if (lock) yield { name: "Pipfile.lock", requirements: lock };
  for (const name of requirementsFiles(folder)) yield { name, requirements: withIncludes(join(folder, name)) };
}

/** Names of the requirements files of a folder, `requirements.txt` first. */
function requirementsFiles(folder: string): readonly string[] {
  try {
    const stamp = statSync(folder).mtimeMs;
    const known = listings.get(folder);
    if (known?.stamp === stamp) return known.names;
    const names = readdirSync(folder).filter((name) => REQUIREMENTS_FILE.test(name)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    listings.set(folder, { stamp, names });
    return names;
  } catch {
    return [];
  }
}

interface RequirementsFile {
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly includes: readonly string[];
}

/** The requirements of a file and of those that it includes. */
function withIncludes(path: string): ReadonlyMap<string, Requirement> {
  const all = new Map<string, Requirement>();
  const pending = [path];
  for (let at = 0; at < pending.length && at < MAX_INCLUDES; at++) {
    const current = pending[at] ?? path;
    const file = cached(current, parseRequirements);
    for (const [name, requirement] of file?.requirements ?? []) if (!all.has(name)) all.set(name, requirement);
    for (const include of file?.includes ?? []) {
      const included = resolve(dirname(current), include);
      if (!pending.includes(included)) pending.push(included);
    }
  }
  return all;
}

function parseRequirements(text: string): RequirementsFile {
  const requirements = new Map<string, Requirement>();
  const includes: string[] = [];
  for (const line of text.replace(/\\\r?\n/gu, " ").split(/\r?\n/u)) {
    const written = line.replace(/(?:^|\s)#.*$/u, "").trim();
    const include = /^(?:-r|--requirement|-c|--constraint)[\s=]+(\S+)$/u.exec(written)?.[1] ?? /^-[rc](\S+)$/u.exec(written)?.[1];
    if (include !== undefined) includes.push(include);
    // name, extras, specifier; then an environment marker or options such as hashes
    const match = /^([A-Za-z\d][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;@)]*?)\)?(?:\s+--.*)?(?:;.*)?$/u.exec(written);
    const requirement = match && pythonRequirement(match[2] ?? "");
    if (match && requirement) {
      const name = normalized(match[1] ?? "");
      if (!requirements.has(name)) requirements.set(name, requirement);
    }
  }
  return { requirements, includes };
}

function parsePipfileLock(text: string): ReadonlyMap<string, Requirement> {
  const lock: unknown = JSON.parse(text);
  const requirements = new Map<string, Requirement>();
  for (const section of ["default", "develop"]) {
    for (const [name, entry] of entriesOf(valueOf(lock, section))) {
      const requirement = pythonRequirement(stringOf(entry, "version") ?? "");
      if (requirement && !requirements.has(normalized(name))) requirements.set(normalized(name), requirement);
    }
  }
  return requirements;
}

/** The name as PEP 503 compares it. */
function normalized(name: string): string {
  return name.replace(/[-_.]+/gu, "-").toLowerCase();
}

/**
 * A version specifier such as `==21.22.1`, `~=21.0`, `>=21,<22`.
 *
 * @returns undefined for an empty specifier and for one that does not say which releases it means
 */
export function pythonRequirement(specifier: string): Requirement | undefined {
  const text = specifier.trim();
  if (text === "") return undefined;
  const tests: ((version: string) => boolean)[] = [];
  let exact: string | undefined;
  for (const clause of text.split(",")) {
    const match = /^\s*(===|==|~=|!=|<=|>=|<|>)\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(\.\*)?\s*$/u.exec(clause);
    if (!match) return undefined;
    const [, operator, major = "0", minor, patch, wildcard] = match;
    const version = valid(`${Number(major)}.${Number(minor ?? 0)}.${Number(patch ?? 0)}`);
    if (version === null) return undefined;
    if (wildcard !== undefined) {
      const range = [major, minor, "x"].filter((part) => part !== undefined).join(".");
      if (operator !== "==" && operator !== "!=") return undefined;
      tests.push((candidate) => satisfies(candidate, range) === (operator === "=="));
    } else if (operator === "~=") {
      if (minor === undefined) return undefined;
      const series = patch === undefined ? major : `${major}.${minor}`;
      tests.push((candidate) => compare(candidate, version) >= 0 && satisfies(candidate, series));
    } else if (operator === "==" || operator === "===") {
      exact = version;
      tests.push((candidate) => candidate === version);
    } else {
      tests.push((candidate) => {
        const order = compare(candidate, version);
        if (operator === "!=") return order !== 0;
        if (operator === "<=") return order <= 0;
        if (operator === ">=") return order >= 0;
        return operator === "<" ? order < 0 : order > 0;
      });
    }
  }
  return { text, exact, allows: (version) => !version.includes("-") && tests.every((test) => test(version)) };
}
