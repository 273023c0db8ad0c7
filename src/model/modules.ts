/** What an import means: a module of a package that the schema knows, a file of the project, or something else. */
import type { ModuleSchema, PackageSchema, Schema } from "../providers-schema/types.js";
import type { SourceModel } from "./ir.js";
import type { Outline } from "./outline.js";

/** The file that an import stands in, as far as what it means depends on it. */
export type Importer = Pick<SourceModel, "filename" | "language">;

/** Another file of the project. */
export interface ProjectFile extends Importer {
  /** What is known of it without its model; undefined where that is there already. */
  readonly outline: Outline | undefined;
  /** All of it, made when it is first asked for. */
  readonly model: SourceModel;
}

export type ModuleTarget =
  /** A module that the schema knows. */
  | { readonly kind: "schema"; readonly package: PackageSchema; readonly module: ModuleSchema }
  /** The package is known at the version in use and has no such module. */
  | { readonly kind: "missing"; readonly package: PackageSchema; readonly path: string }
  /** Another file of the project. */
  | { readonly kind: "file"; readonly file: ProjectFile }
  /** Python: a folder of modules without a file of its own, as `import a.b` reaches into it. */
  | { readonly kind: "folder"; readonly dotted: string; readonly from: SourceModel }
  /** A package that the schema says nothing about. */
  | { readonly kind: "external" }
  /** A file of the project that cannot be read or found. */
  | { readonly kind: "unknown" };

/** Finds other files of the project and reads them on demand; read-only and cached. */
export interface ProjectFiles {
  /** The file that a relative or project-absolute import names, or undefined if there is none. */
  resolve(specifier: string, from: Importer): ProjectFile | undefined;
  /** What an import that is not relative is by the project's path aliases, as relative imports; none where no alias fits. */
  aliases(specifier: string, from: Importer): readonly string[];
  /** Other source files of the same project whose text contains this word, lowered. */
  mentioning(word: string, from: SourceModel): Iterable<SourceModel>;
  /** Is there another source file of the same project whose text contains this word and matches this pattern? */
  hasText(word: string, pattern: RegExp, from: SourceModel): boolean;
}

/** A project of which only the linted file is seen. */
export const noProjectFiles: ProjectFiles = { resolve: () => undefined, aliases: () => [], mentioning: () => [], hasText: () => false };

const EXTERNAL: ModuleTarget = { kind: "external" };
const UNKNOWN: ModuleTarget = { kind: "unknown" };

/** `@scope/name/sub/path` → package name and sub-path. */
function splitSpecifier(specifier: string): { name: string; path: string } {
  const scope = specifier.startsWith("@") ? specifier.indexOf("/") : -1;
  const end = specifier.startsWith("@") && scope < 0 ? -1 : specifier.indexOf("/", scope + 1);
  return end < 0 ? { name: specifier, path: "" } : { name: specifier.slice(0, end), path: specifier.slice(end + 1) };
}

/** Sub-paths of a provider whose absence is provable: one folder under `lib`. */
const PROVIDER_MODULE_PATH = /^lib\/[^/]+(?:\/index)?(?:\.js)?$/u;

function resolveEcmaScript(specifier: string, from: Importer, schema: Schema, project: ProjectFiles): ModuleTarget {
  if (/^[./]/u.test(specifier)) {
    const generated = specifier.includes("providers/") ? schema.generated(specifier, from.filename) : undefined;
    if (generated) {
      const module = generated.package.moduleAtPath(generated.path);
      if (module) return { kind: "schema", package: generated.package, module };
      return /^[^/]+$/u.test(generated.path) && !generated.package.hasPath(generated.path) ? { kind: "missing", package: generated.package, path: generated.path } : EXTERNAL;
    }
    const file = project.resolve(specifier, from);
    return file ? { kind: "file", file } : UNKNOWN;
  }
  const { name, path } = splitSpecifier(specifier);
  const pkg = schema.package(name);
  // A path alias of the project looks like a package, and may lead to generated bindings.
  for (const alias of pkg ? [] : project.aliases(specifier, from)) {
    const target = alias.includes("providers/") ? resolveEcmaScript(alias, from, schema, project) : UNKNOWN;
    if (target.kind === "schema" || target.kind === "missing") return target;
  }
  const file = project.resolve(specifier, from);
  if (file) return { kind: "file", file };
  if (!pkg) {
    // What cannot be found as a file stays unknown.
    return /^[@~#]\//u.test(specifier) ? UNKNOWN : EXTERNAL;
  }
  const module = pkg.moduleAtPath(path);
  if (module) return { kind: "schema", package: pkg, module };
  return isProvider(pkg) && PROVIDER_MODULE_PATH.test(path) && !pkg.hasPath(path) ? { kind: "missing", package: pkg, path } : EXTERNAL;
}

function resolvePython(dotted: string, from: Importer, schema: Schema, project: ProjectFiles): ModuleTarget {
  if (!dotted.startsWith(".")) {
    const pkg = schema.packageOfPython(dotted);
    if (pkg) {
      const module = dotted === pkg.python ? pkg.module("") : pkg.moduleInPython(dotted);
      if (module) return { kind: "schema", package: pkg, module };
      const path = dotted.slice(pkg.python.length + 1);
      return isProvider(pkg) && /^[a-zA-Z]\w*$/u.test(path) ? { kind: "missing", package: pkg, path } : EXTERNAL;
    }
  }
  const file = project.resolve(dotted, from);
  if (file) return { kind: "file", file };
  return dotted.startsWith(".") ? UNKNOWN : EXTERNAL;
}

/** The Terraform provider of a package of bindings, published or generated: `aws`; undefined for other packages. */
export function providerOf({ name, python }: Pick<PackageSchema, "name" | "python">): string | undefined {
  const published = /^@cdkt[fn]\/provider-(.+)$/u.exec(name)?.[1] ?? /\/providers\/([^/]+)$/u.exec(name)?.[1];
  return published ?? (python.includes(".") ? name : undefined);
}

/** True for packages of bindings, whose modules follow one fixed layout. */
function isProvider(pkg: PackageSchema): boolean {
  return providerOf(pkg) !== undefined;
}

export function resolveModule(specifier: string, from: Importer, schema: Schema, project: ProjectFiles): ModuleTarget {
  return from.language === "python" ? resolvePython(specifier, from, schema, project) : resolveEcmaScript(specifier, from, schema, project);
}
