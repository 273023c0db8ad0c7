/** What Python manifests lock or ask for: requirements files, Pipenv, Poetry, uv, PDM and pyproject.toml. */
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import compare from "semver/functions/compare.js";
import satisfies from "semver/functions/satisfies.js";
import valid from "semver/functions/valid.js";
import validRange from "semver/ranges/valid.js";
import { isInside, namesIn, projectTop } from "../../disk.js";
import { cached, entriesOf, itemsOf, MAX_SPECIFIER_LENGTH, stringOf, valueOf } from "./manifest-files.js";

const require = createRequire(import.meta.url);

/** A version specifier, as far as it concerns released versions. */
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
/** Included files, all in all, that are read. */
const MAX_INCLUDES = 20;

/** Files that lock versions come first, then what asks for them. */
const MANIFESTS: readonly { readonly name: string; readonly parse: (text: string) => ReadonlyMap<string, Requirement> }[] = [
  { name: "Pipfile.lock", parse: parsePipfileLock },
  { name: "poetry.lock", parse: parseTomlLock },
  { name: "uv.lock", parse: parseTomlLock },
  { name: "pdm.lock", parse: parseTomlLock },
  { name: "pylock.toml", parse: parsePylock },
];
const ASKING: typeof MANIFESTS = [
  { name: "Pipfile", parse: parsePipfile },
  { name: "pyproject.toml", parse: parsePyproject },
];

/** The Python manifests of a folder, those that lock versions first. */
export function* pythonManifests(folder: string): Iterable<PythonManifest> {
  const names = namesIn(folder);
  for (const { name, parse } of MANIFESTS) {
    const requirements = names.has(name) ? cached(join(folder, name), parse) : undefined;
    if (requirements) yield { name, requirements };
  }
  for (const name of [...names.matching(REQUIREMENTS_FILE)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) {
    yield { name, requirements: withIncludes(join(folder, name)) };
  }
  for (const { name, parse } of ASKING) {
    const requirements = names.has(name) ? cached(join(folder, name), parse) : undefined;
    if (requirements) yield { name, requirements };
  }
}

/**
 * The version of a distribution that is installed in a virtual environment of a folder.
 *
 * @param distribution normalized name: letters, digits and dashes
 */
export function installedDistribution(folder: string, distribution: string): { readonly version: string; readonly sitePackages: string } | undefined {
  const prefix = `${distribution.replaceAll("-", "_")}-`;
  for (const sitePackages of sitePackagesOf(folder)) {
    for (const name of namesIn(sitePackages).matching(new RegExp(`^${prefix}.*\\.dist-info$`, "iu"))) {
      const version = valid(name.slice(prefix.length, -".dist-info".length));
      if (version !== null) return { version, sitePackages };
    }
  }
  return undefined;
}

const ENVIRONMENTS = [".venv", "venv", "env", ".env"];

/** The `site-packages` of the virtual environments of a folder. */
function* sitePackagesOf(folder: string): Iterable<string> {
  const names = namesIn(folder);
  for (const environment of ENVIRONMENTS) {
    if (!names.has(environment)) continue;
    const root = join(folder, environment);
    const inside = namesIn(root);
    if (inside.has("Lib")) yield join(root, "Lib", "site-packages");
    if (!inside.has("lib")) continue;
    for (const python of namesIn(join(root, "lib")).matching(/^python/u)) yield join(root, "lib", python, "site-packages");
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
  const top = projectTop(dirname(path));
  // It grows while it is gone through.
  for (const current of pending) {
    const file = cached(current, parseRequirements);
    if (!file) continue;
    for (const [name, requirement] of file.requirements) if (!all.has(name)) all.set(name, requirement);
    for (const include of file.includes) {
      const included = resolve(dirname(current), include);
      if (pending.length < MAX_INCLUDES && !pending.includes(included) && isInside(included, top)) pending.push(included);
    }
  }
  return all;
}

function parseRequirements(text: string): RequirementsFile {
  const requirements = new Map<string, Requirement>();
  const includes: string[] = [];
  for (const line of text.replace(/\\\r?\n/gu, " ").split(/\r?\n/u)) {
    const written = line.replace(/(?:^|\s)#.*$/u, "").trim();
    const include = /^(?:-[rc]|--requirement|--constraint)(?:\s*=\s*|\s+)([^\s=]\S*)$/u.exec(written)?.[1] ?? /^-[rc]([^\s=]\S*)$/u.exec(written)?.[1];
    if (include !== undefined) includes.push(include);
    else add(requirements, written);
  }
  return { requirements, includes };
}

/** Adds a requirement of PEP 508: name, extras, specifier; then an environment marker or options such as hashes. */
function add(requirements: Map<string, Requirement>, written: unknown): void {
  if (typeof written !== "string") return;
  const text = written.trimStart();
  const name = /^[A-Za-z\d][\w.-]*/u.exec(text)?.[0];
  if (name === undefined) return;
  const rest = text.slice(name.length).split(/;|\s--/u, 1)[0]!;
  // It matches whatever comes.
  const [, inBrackets, plain] = /^\s*(?:\[[^\]]*\])?\s*(?:\(([^()]*)\)\s*$|(.*))/su.exec(rest)!;
  put(requirements, name, pythonRequirement(inBrackets ?? plain!));
}

function put(requirements: Map<string, Requirement>, name: string, requirement: Requirement | undefined): void {
  const key = normalized(name);
  if (requirement && !requirements.has(key)) requirements.set(key, requirement);
}

function parsePipfileLock(text: string): ReadonlyMap<string, Requirement> {
  const lock: unknown = JSON.parse(text);
  const requirements = new Map<string, Requirement>();
  for (const section of ["default", "develop"]) {
    for (const [name, entry] of entriesOf(valueOf(lock, section))) {
      const version = stringOf(entry, "version");
      if (version !== undefined) put(requirements, name, pythonRequirement(version));
    }
  }
  return requirements;
}

function parseToml(text: string): unknown {
  const { parse } = require("smol-toml") as typeof import("smol-toml");
  return parse(text);
}

/** poetry.lock, uv.lock and pdm.lock alike: a table `package` with names and versions. */
function parseTomlLock(text: string): ReadonlyMap<string, Requirement> {
  return lockedPackages(valueOf(parseToml(text), "package"));
}

/** The lock file of PEP 751. */
function parsePylock(text: string): ReadonlyMap<string, Requirement> {
  return lockedPackages(valueOf(parseToml(text), "packages"));
}

function lockedPackages(packages: unknown): ReadonlyMap<string, Requirement> {
  const requirements = new Map<string, Requirement>();
  for (const entry of itemsOf(packages)) {
    const name = stringOf(entry, "name");
    // `undefined` is no version either.
    if (name !== undefined) put(requirements, name, pythonRequirement(`==${stringOf(entry, "version")}`));
  }
  return requirements;
}

function parsePipfile(text: string): ReadonlyMap<string, Requirement> {
  const file = parseToml(text);
  const requirements = new Map<string, Requirement>();
  for (const section of ["packages", "dev-packages"]) {
    for (const [name, entry] of entriesOf(valueOf(file, section))) put(requirements, name, toolRequirement(entry));
  }
  return requirements;
}

/** Dependencies as PEP 621 and PEP 735 have them, and as Poetry, PDM and uv do. */
function parsePyproject(text: string): ReadonlyMap<string, Requirement> {
  const file = parseToml(text);
  const requirements = new Map<string, Requirement>();
  const project = valueOf(file, "project");
  const tool = valueOf(file, "tool");
  const poetry = valueOf(tool, "poetry");
  const tables = [valueOf(poetry, "dependencies"), valueOf(poetry, "dev-dependencies"), ...entriesOf(valueOf(poetry, "group")).map(([, group]) => valueOf(group, "dependencies"))];
  for (const table of tables) for (const [name, entry] of entriesOf(table)) put(requirements, name, toolRequirement(entry));
  const lists = [
    valueOf(project, "dependencies"),
    valueOf(valueOf(tool, "uv"), "dev-dependencies"),
    ...[valueOf(project, "optional-dependencies"), valueOf(file, "dependency-groups"), valueOf(valueOf(tool, "pdm"), "dev-dependencies")].flatMap((groups) => entriesOf(groups).map(([, list]) => list)),
  ];
  for (const list of lists) for (const written of itemsOf(list)) add(requirements, written);
  return requirements;
}

/** Poetry's and Pipenv's way: `"^21.0"`, `"~=21.0"`, `{ version = "…" }`, `"*"`. */
function toolRequirement(entry: unknown): Requirement | undefined {
  const written = typeof entry === "string" ? entry : stringOf(entry, "version");
  if (written === undefined) return undefined;
  const text = written.trim();
  const specifier = pythonRequirement(text);
  if (specifier) return specifier;
  const exact = valid(text);
  if (exact !== null) return { text, exact, allows: (version) => version === exact };
  const range = text === "" || text.length > MAX_SPECIFIER_LENGTH ? null : validRange(text.replaceAll(",", " "));
  return range === null ? undefined : { text, exact: undefined, allows: (version) => satisfies(version, range) };
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
  if (text.length > MAX_SPECIFIER_LENGTH) return undefined;
  const tests: ((version: string) => boolean)[] = [];
  let exact: string | undefined;
  for (const clause of text.split(",")) {
    const match = /^\s*(===|==|~=|!=|<=|>=|<|>)\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(\.\*)?\s*$/u.exec(clause);
    if (!match) return undefined;
    const [, operator, major, minor, patch, wildcard] = match;
    const parts = [major, minor, patch].flatMap((part) => (part === undefined ? [] : [Number(part)]));
    const version = valid([...parts, 0, 0].slice(0, 3).join("."));
    if (version === null) return undefined;
    if (wildcard !== undefined) {
      if (operator !== "==" && operator !== "!=") return undefined;
      const range = parts.join(".");
      tests.push((candidate) => satisfies(candidate, range) === (operator === "=="));
    } else if (operator === "~=") {
      if (parts.length < 2) return undefined;
      const series = parts.slice(0, -1).join(".");
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
