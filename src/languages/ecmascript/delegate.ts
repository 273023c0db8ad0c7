/** The parser that a project has chosen by installing it: typed rules of others need its services. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join } from "node:path";
import { readOwnText } from "../../disk.js";

/** No package.json that declares a parser is larger. */
const MAX_MANIFEST_BYTES = 1_000_000;

/** An ESLint parser, as far as it is used here. */
export interface EslintParser {
  parseForESLint(text: string, options?: object): object;
}

const parsers = new Map<string, EslintParser | undefined>();

/**
 * The `@typescript-eslint/parser` of the project around a file, or undefined if the project declares none,
 * has none installed, or has one that cannot work with its TypeScript.
 */
export function projectParser(filename: string | undefined): EslintParser | undefined {
  if (filename === undefined || !isAbsolute(filename)) return undefined;
  const folders: string[] = [];
  let found: EslintParser | undefined;
  for (let folder = dirname(filename); ; folder = dirname(folder)) {
    if (parsers.has(folder)) {
      found = parsers.get(folder);
      break;
    }
    folders.push(folder);
    const manifest = join(folder, "package.json");
    if (declaresParser(manifest)) found = loadParser(manifest);
    // In a workspace the root's manifest often holds the tools of every package.
    if (found || dirname(folder) === folder || existsSync(join(folder, ".git"))) break;
  }
  for (const folder of folders) parsers.set(folder, found);
  return found;
}

function declaresParser(manifest: string): boolean {
  try {
    const { dependencies, devDependencies } = JSON.parse(readOwnText(manifest, MAX_MANIFEST_BYTES)) as Record<string, Record<string, string> | undefined>;
    const declared = { ...dependencies, ...devDependencies };
    return "typescript-eslint" in declared || "@typescript-eslint/parser" in declared;
  } catch {
    return false;
  }
}

function loadParser(manifest: string): EslintParser | undefined {
  const require = createRequire(manifest);
  try {
    const path = resolveParser(require);
    const parser = require(path) as Partial<EslintParser>;
    // TypeScript 7 has no compiler API, which shows only at the first parse.
    const typescript = createRequire(path)("typescript") as { createSourceFile?: unknown };
    return typeof parser.parseForESLint === "function" && typeof typescript.createSourceFile === "function" ? (parser as EslintParser) : undefined;
  } catch {
    return undefined;
  }
}

function resolveParser(require: NodeJS.Require): string {
  try {
    return require.resolve("@typescript-eslint/parser");
  } catch {
    return createRequire(require.resolve("typescript-eslint")).resolve("@typescript-eslint/parser");
  }
}
