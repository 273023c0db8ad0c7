/** What this package needs when it runs, as docs/dependencies.md lists it: every direct dependency with its reason. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");

/** Licences that a package of the production tree may have: all allow use and distribution with no more than a notice. */
export const ALLOWED_LICENCES = ["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "Python-2.0"];

/** Why each is there, and when it is loaded. */
const REASONS = {
  "@eslint/plugin-kit": ["What an ESLint language is made of: source code, disable comments", "a Python file, under ESLint"],
  "@typescript-eslint/scope-manager": ["Scopes with types, for other plugins' rules beside ours", "a TypeScript file, under ESLint"],
  "@typescript-eslint/visitor-keys": ["What children a node of a TypeScript tree has", "a TypeScript file, under ESLint"],
  "@yarnpkg/parsers": ["Yarn's own reader of `yarn.lock`, both formats", "a `yarn.lock`"],
  chalk: ["Colours, and when a terminal has them", "findings for people"],
  commander: ["The command line: options, help, complaints", "the command"],
  "fastest-levenshtein": ["Which name was meant", "a misspelt name"],
  "get-tsconfig": ["`paths` and `extends` of tsconfig.json as TypeScript reads them", "a tsconfig.json with aliases"],
  ignore: ["`.gitignore` patterns as git reads them", "a `.gitignore`, or `ignores` in the configuration"],
  "js-yaml": ["pnpm's lock file", "a `pnpm-lock.yaml`"],
  "jsonc-parser": ["JSON with comments: the configuration and Bun's lock file, errors with their line", "one of these"],
  minimatch: ["Globs on the command line", "a glob"],
  "node-sarif-builder": ["SARIF reports", "`--format sarif`"],
  "oxc-parser": ["TypeScript and JavaScript, without the TypeScript compiler", "a TypeScript or JavaScript file"],
  semver: ["npm's versions and ranges", "a file about CDKTF"],
  "smol-toml": ["pyproject.toml, Pipfile and the lock files of Poetry, uv and PDM", "one of these"],
  "supports-hyperlinks": ["Which terminals have links", "findings in a terminal"],
  tar: ["The manifest in a Python package's archive", "a Python provider that is not bundled"],
  xmlbuilder: ["JUnit reports", "`--format junit`"],
};

/** Every package of the production tree, from the lock file: path in it, licence, whether it is optional. */
export function productionTree() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  return Object.entries(packages).flatMap(([path, entry]) => (path === "" || entry.dev || entry.devOptional || entry.peer ? [] : [{ path, name: path.slice(path.lastIndexOf("node_modules/") + 13), ...entry }]));
}

function sizeOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    if (entry.name === "node_modules") return sum;
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? sizeOf(path) : statSync(path).size);
  }, 0);
}

function inWords(bytes) {
  return bytes < 995_000 ? `${Math.max(10, Math.round(bytes / 10_000) * 10)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The table of direct dependencies; throws where one has no reason, or a reason has no dependency. */
export function dependencyTable() {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const names = Object.keys(dependencies).sort();
  const surplus = Object.keys(REASONS).filter((name) => !names.includes(name));
  if (surplus.length > 0) throw new Error(`scripts/dependencies.mjs gives reasons for what is no dependency: ${surplus.join(", ")}`);
  const rows = names.map((name) => {
    const [reason, loaded] = REASONS[name] ?? [];
    if (reason === undefined) throw new Error(`scripts/dependencies.mjs gives no reason for the dependency ${name}`);
    const folder = join(ROOT, "node_modules", name);
    if (!existsSync(folder)) throw new Error(`${name} is not installed; run npm ci`);
    const { license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return [`\`${name}\``, reason, loaded, inWords(sizeOf(folder)), license];
  });
  const head = ["Package", "What for", "Loaded for", "Unpacked", "Licence"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The licences of the whole production tree, with how many packages have each. */
export function licenceTable() {
  const counts = new Map();
  for (const { license } of productionTree()) counts.set(license, (counts.get(license) ?? 0) + 1);
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([licence, count]) => `| ${licence} | ${count} |`);
  return ["| Licence | Packages |", "| --- | --- |", ...rows].join("\n");
}
