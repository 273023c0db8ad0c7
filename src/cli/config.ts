/**
 * What a team sets for `cdktf-lint` once and for all: data in `.cdktf-lintrc.json`, package.json or pyproject.toml.
 * It is read and never executed.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { Ignore, Options } from "ignore";
import { didYouMean } from "./did-you-mean.js";
import type { CliOptions } from "./options.js";
import { checkRuleLevels, type RuleEntry } from "./rule-levels.js";
import { UsageError } from "./usage-error.js";

export interface CommandConfig {
  /** The file it stands in; undefined if there is none. */
  readonly path: string | undefined;
  /** The same for people. */
  readonly shown: string | undefined;
  /** Levels and options of rules as they were written. */
  readonly rules: Readonly<Record<string, RuleEntry>>;
  readonly strict: boolean;
  readonly settings: { readonly providerVersion?: string; readonly versions?: Readonly<Record<string, string>> };
  /** Patterns as in .gitignore, relative to the file's folder. */
  readonly ignores: readonly string[];
}

/** No configuration. */
export const NO_CONFIG: CommandConfig = { path: undefined, shown: undefined, rules: {}, strict: false, settings: {}, ignores: [] };

/** Where a configuration may stand in a folder. */
const PLACES = [".cdktf-lintrc.json", "package.json", "pyproject.toml"] as const;
const KEYS = ["rules", "strict", "settings", "ignores"];
const SETTINGS = ["providerVersion", "versions"];

const require = createRequire(import.meta.url);

/**
 * The configuration that counts in a folder: the nearest one, in it or above it, up to the folder with `.git`.
 *
 * @param named a file to read instead, relative to `cwd`
 * @throws {UsageError} a file that cannot be read, unknown keys, values of the wrong form
 */
export function readConfig(cwd: string, named?: string): CommandConfig {
  if (named !== undefined) {
    const path = resolve(cwd, named);
    if (!existsSync(path)) throw new UsageError(`there is no configuration file ${named}`);
    const text = readText(path, named);
    const value = basename(path) === "package.json" || path.endsWith(".toml") ? inManifest(path, named, text) : parseJson(named, text);
    if (value === undefined) throw new UsageError(`${named} has no configuration for cdktf-lint (${basename(path) === "package.json" ? 'the key "cdktf-lint"' : "the table [tool.cdktf-lint]"})`);
    return checked(value, path, named);
  }
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = PLACES.flatMap((name) => {
      const path = join(folder, name);
      const shown = relative(cwd, path).split(sep).join("/");
      const text = statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readText(path, shown) : undefined;
      // Most manifests say nothing of this command, and whether they are well formed is then no business of it.
      if (text === undefined || (name !== ".cdktf-lintrc.json" && !text.includes("cdktf-lint"))) return [];
      const value = name === ".cdktf-lintrc.json" ? parseJson(shown, text) : inManifest(path, shown, text);
      return value === undefined ? [] : [{ path, shown, value }];
    });
    if (found.length > 1) throw new UsageError(`two configurations in one folder: ${found.map(({ shown }) => shown).join(" and ")}; keep one`);
    if (found[0]) return checked(found[0].value, found[0].path, found[0].shown);
    if (existsSync(join(folder, ".git")) || dirname(folder) === folder) return NO_CONFIG;
  }
}

/** The command line with what a configuration sets and the command line does not overrule. */
export async function settledOptions(options: CliOptions, { shown, rules, strict, settings }: CommandConfig): Promise<CliOptions & { readonly versions: Readonly<Record<string, string>> }> {
  if (shown === undefined) return { ...options, versions: {} };
  const known = Object.keys(rules).length > 0 ? Object.keys((await import("../rules/index.js")).rules) : [];
  const levels = checkRuleLevels(rules, known, 'write for example: "no-inline-routes": "off"', `the configuration in ${shown}: `);
  // A version for all providers on the command line overrules those of single ones.
  const versions = Object.entries(settings.versions ?? {}).filter(([name]) => options.providerVersion === undefined || !/\/provider-/u.test(name));
  return {
    ...options,
    rules: [...(known.length > 0 ? [JSON.stringify(levels)] : []), ...options.rules],
    strict: options.strict || strict,
    providerVersion: options.providerVersion ?? settings.providerVersion,
    versions: Object.fromEntries(versions),
  };
}

/** Divides files into those that a configuration leaves in and out. */
export function leaveOut(files: readonly string[], config: CommandConfig): { kept: readonly string[]; ignored: readonly string[] } {
  if (config.ignores.length === 0 || config.path === undefined) return { kept: files, ignored: [] };
  const createIgnore = require("ignore") as (options?: Options) => Ignore;
  const patterns = createIgnore().add([...config.ignores]);
  const root = dirname(config.path);
  const isIgnored = (file: string): boolean => {
    const path = relative(root, file).split(sep).join("/");
    return path !== "" && !path.startsWith("../") && patterns.ignores(path);
  };
  return { kept: files.filter((file) => !isIgnored(file)), ignored: files.filter(isIgnored) };
}

function readText(path: string, shown: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\uFEFF/u, "");
  } catch (error) {
    throw new UsageError(`cannot read ${shown} (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

function parseJson(shown: string, text: string): unknown {
  const { parse, printParseErrorCode } = require("jsonc-parser") as typeof import("jsonc-parser");
  const errors: import("jsonc-parser").ParseError[] = [];
  let value: unknown;
  try {
    value = parse(text, errors, { allowTrailingComma: true });
  } catch (error) {
    // The parser goes down into brackets without a limit.
    if (error instanceof RangeError) throw new UsageError(`${shown} is nested too deeply to be read`);
    throw error;
  }
  const [first] = errors;
  if (first) throw new UsageError(`${shown} is not well formed: ${printParseErrorCode(first.error)} in line ${text.slice(0, first.offset).split("\n").length}`);
  return value;
}

function inManifest(path: string, shown: string, text: string): unknown {
  if (!path.endsWith(".toml")) return own(parseJson(shown, text), "cdktf-lint");
  const { parse } = require("smol-toml") as typeof import("smol-toml");
  try {
    return own(own(parse(text), "tool"), "cdktf-lint");
  } catch (error) {
    throw new UsageError(`${shown} is not well formed: ${(error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? ""}`);
  }
}

function own(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isVersion(value: unknown): boolean {
  const { validRange } = require("semver") as typeof import("semver");
  return typeof value === "string" && value.trim() !== "" && (value.trim() === "latest" || validRange(value) !== null);
}

/** The configuration if it has the form that it must have. */
function checked(value: unknown, path: string, shown: string): CommandConfig {
  const wrong = (text: string): UsageError => new UsageError(`the configuration in ${shown}: ${text}`);
  const known = (object: Record<string, unknown>, keys: readonly string[], where: string): void => {
    for (const key of Object.keys(object)) if (!keys.includes(key) && key !== "$schema") throw wrong(`there is no key "${key}"${where}${didYouMean(key, keys, "the keys are")}`);
  };
  if (!isRecord(value)) throw wrong("it must be an object");
  known(value, KEYS, "");
  const { rules = {}, strict = false, settings = {}, ignores = [] } = value;
  if (!isRecord(rules)) throw wrong('"rules" must be an object of rules and levels');
  if (typeof strict !== "boolean") throw wrong('"strict" must be true or false');
  if (!isRecord(settings)) throw wrong('"settings" must be an object');
  known(settings, SETTINGS, ' in "settings"');
  const { providerVersion, versions } = settings;
  if (providerVersion !== undefined && !isVersion(providerVersion)) throw wrong('"settings.providerVersion" must be a version or range as a string, for example "21.22.1"');
  if (versions !== undefined && !(isRecord(versions) && Object.values(versions).every(isVersion))) {
    throw wrong('"settings.versions" must give a version or range as a string for each package, for example { "@cdktf/provider-aws": "21.22.1" }');
  }
  if (!Array.isArray(ignores) || !ignores.every((pattern) => typeof pattern === "string")) throw wrong('"ignores" must be a list of patterns as in .gitignore');
  return {
    path,
    shown,
    rules: rules as Record<string, RuleEntry>,
    strict,
    settings: { ...(providerVersion === undefined ? {} : { providerVersion: providerVersion as string }), ...(versions === undefined ? {} : { versions: versions as Record<string, string> }) },
    ignores: ignores as string[],
  };
}
