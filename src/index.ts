/** The ESLint plugin: rules, the language `cdktf/python`, and configurations for both languages. */
import { createRequire } from "node:module";
import type { ESLint, Linter } from "eslint";
import "./languages/ecmascript/front-end.js";
import { ecmaScriptParser } from "./languages/ecmascript/parser.js";
import "./languages/python/front-end.js";
import { pythonLanguage } from "./languages/python/language.js";
import { projectFingerprint } from "./project/fingerprint.js";
import { rules } from "./rules/index.js";

const { name, version } = createRequire(import.meta.url)("../package.json") as { name: string; version: string };

const TYPESCRIPT_FILES = ["**/*.ts", "**/*.tsx", "**/*.mts", "**/*.cts"];
const ECMASCRIPT_FILES = [...TYPESCRIPT_FILES, "**/*.js", "**/*.mjs", "**/*.cjs", "**/*.jsx"];
const PYTHON_FILES = ["**/*.py"];

/** What generators write and what others brought is not this project's code. */
const GENERATED = ["**/cdktf.out/**", "**/.gen/**", "**/.venv/**", "**/venv/**", "**/site-packages/**", "**/__pycache__/**", "**/*.d.ts"];

const plugin = {
  meta: { name, version, namespace: "cdktf" },
  rules,
  languages: { python: pythonLanguage },
  configs: {} as { recommended: Linter.Config[]; strict: Linter.Config[] },
};

function levels(strict: boolean): Linter.RulesRecord {
  return Object.fromEntries(Object.entries(rules).map(([rule, { level }]) => [`cdktf/${rule}`, strict ? "error" : level]));
}

/** One configuration object per language, because a language decides how a file is read. */
function configs(kind: "recommended" | "strict"): Linter.Config[] {
  const plugins = { cdktf: plugin as unknown as ESLint.Plugin };
  const ruleLevels = levels(kind === "strict");
  return [
    { name: `cdktf/${kind}/ignores`, ignores: GENERATED },
    { name: `cdktf/${kind}/typescript-parser`, files: TYPESCRIPT_FILES, languageOptions: { parser: ecmaScriptParser as unknown as Linter.Parser } },
    { name: `cdktf/${kind}/ecmascript`, files: ECMASCRIPT_FILES, plugins, rules: ruleLevels },
    { name: `cdktf/${kind}/python`, files: PYTHON_FILES, plugins, language: "cdktf/python", rules: ruleLevels },
  ];
}

/**
 * What `--cache` takes for the version of the plugin: findings depend on more than a file and its configuration, so
 * the version comes with a fingerprint of the project. ESLint asks for it only where it keys a cache or prints a
 * configuration; `meta.version` is the version alone.
 */
Object.defineProperty(plugin, "version", { get: () => `${version}+${projectFingerprint(process.cwd())}` });

plugin.configs = { recommended: configs("recommended"), strict: configs("strict") };

export default plugin;
export { rules };
