/**
 * What findings in a project depend on beside the linted file itself, as one short text.
 *
 * ESLint's `--cache` knows a file's content, its configuration and the name and version of plugins, and asks for
 * these before it asks for a file. So all that any file of the project may depend on is in one fingerprint.
 */
import { createHash } from "node:crypto";
import { type Dirent, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { answerOf, Consulted, consultContent, consulting, type Question } from "../consulted.js";
import { DeclaredPackage } from "../providers-schema/declared/declared-package.js";
import { duringPeriod, newPeriod } from "../disk.js";
import { bundledPackages, schemaForFile } from "../providers-schema/index.js";
import { dataIdentity } from "../providers-schema/store.js";
import type { ModuleSchema, PackageSchema } from "../providers-schema/types.js";
import { importsIn } from "./imports-in-text.js";
import { textOf } from "./kept-files.js";
import { candidatesOf, ECMASCRIPT_EXTENSIONS, projectRoot } from "./project-files.js";
import { mayBeCdktf } from "./relevance.js";

/** Nobody lints these, and they are large. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(["node_modules", "cdktf.out", ".gen", ".git", ".venv", "__pycache__", "site-packages", ".terraform"]);

/** ESLint asks once for each configuration, one right after the other. */
const KEPT_MS = 200;
let last: { readonly folder: string; readonly at: number; readonly fingerprint: string } | undefined;

/**
 * The fingerprint of the project that a folder is in: of its files about CDKTF and all that they import, of the
 * manifests that say which versions they use, of generated bindings, and of the data that come with this plugin.
 *
 * @param folder where ESLint runs; files elsewhere only count as far as those in its project import them
 */
export function projectFingerprint(folder: string): string {
  if (last?.folder === folder && performance.now() - last.at < KEPT_MS) return last.fingerprint;
  const hash = createHash("sha256").update(dataIdentity());
  for (const question of [...projectQuestions(folder)].sort()) hash.update(`${question} ${answerOf(question, "content")}\n`);
  const fingerprint = hash.digest("hex").slice(0, 16);
  last = { folder, at: performance.now(), fingerprint };
  return fingerprint;
}

/** What of the disk the findings in a project depend on, all files taken together. */
function projectQuestions(folder: string): ReadonlySet<Question> {
  const consulted = new Consulted();
  duringPeriod(newPeriod(), () => consulting(consulted, () => {
    const pending = relevantFiles(projectRoot(join(folder, "any")));
    const seen = new Set(pending);
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      for (const imported of explore(path)) {
        if (seen.has(imported)) continue;
        seen.add(imported);
        pending.push(imported);
      }
    }
  }));
  return consulted.questions;
}

/** Files that have to do with CDKTF; that the others have not is no part of the fingerprint. */
function relevantFiles(root: string): string[] {
  const relevant: string[] = [];
  for (const path of sourceFiles(root)) {
    const isRelevant = consulting(undefined, () => {
      const text = textOf(path);
      return text !== undefined && mayBeCdktf(text, path);
    });
    if (isRelevant) relevant.push(path);
  }
  return relevant;
}

function* sourceFiles(root: string): Iterable<string> {
  const queue = [root];
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch {
      continue;
    }
    if (entries.some(({ name }) => name === "pyvenv.cfg")) continue;
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(entry.name)) queue.push(path);
      } else if (entry.isFile() && (entry.name.endsWith(".py") || ECMASCRIPT_EXTENSIONS.includes(extname(entry.name)))) yield path;
    }
  }
}

/** Consults what a file's findings may depend on; the project's files that it imports are handed back. */
function explore(path: string): readonly string[] {
  consultContent(path);
  // A new manifest may make another folder the project's.
  projectRoot(path);
  const text = textOf(path) ?? "";
  const isPython = extname(path) === ".py";
  const schema = schemaForFile(path);
  // Rules ask for these also where they are not imported.
  for (const name of bundledPackages()) schema.inUse(name);
  const imported: string[] = [];
  for (const specifier of importsIn(text, isPython)) {
    if (isPython) {
      const found = schema.packageOfPython(specifier);
      if (found) read(found, found.moduleInPython(specifier));
    } else {
      const generated = specifier.includes("providers/") ? schema.generated(specifier, path) : undefined;
      if (generated) read(generated.package, generated.package.moduleAtPath(generated.path));
      const [, name = "", inside = ""] = /^((?:@[^/]+\/)?[^/]+)\/?(.*)$/u.exec(specifier) ?? [];
      const found = schema.package(name);
      if (found) read(found, found.moduleAtPath(inside));
    }
    for (const candidate of candidatesOf(specifier, path, isPython ? "python" : "ecmascript")) {
      // Also asked where there is none: one that comes later would be what the import means.
      if (textOf(candidate) === undefined) continue;
      imported.push(candidate);
      break;
    }
  }
  return imported;
}

/** What does not come with this plugin is read from disk, and may change there. */
function read(found: PackageSchema, module: ModuleSchema | undefined): void {
  if (found instanceof DeclaredPackage) void module?.isKnown;
}
