/** Pieces of messages that several rules share, in one voice. */
import type { ProgramModel } from "../../model/program.js";
import type { Past } from "../../model/history.js";
import type { TypeSchema, VersionRef } from "../../providers-schema/types.js";

/** `@cdktf/provider-aws` → `provider-aws`; generated bindings are named by their folder. */
function packageLabel(npmName: string): string {
  return npmName.startsWith("@") ? npmName.slice(npmName.lastIndexOf("/") + 1) : npmName;
}

/** The package and version that a message speaks of: `provider-aws 21.22.1`. */
export function versionLabel(program: ProgramModel, npmName: string): string {
  const { schema } = program;
  const pkg = schema.package(npmName);
  if (!pkg) return packageLabel(npmName);
  // The manifest of generated Python bindings is always of version 0.0.0.
  const label = pkg.python.includes(".") ? pkg.python : pkg.version === "" ? packageLabel(npmName) : `${packageLabel(npmName)} ${pkg.version}`;
  const inUse = schema.versionInUse(npmName);
  if (schema.isExact(npmName) || inUse === undefined) return label;
  return `${packageLabel(npmName)} ${inUse} (judged by ${pkg.version}, the nearest known version)`;
}

/** A version in the history of a package, with the package where it was another one than the one in use. */
function refLabel({ package: npmName, version }: VersionRef): string {
  return `${packageLabel(npmName)} ${version}`;
}

/** `since provider-aws 19.48.0 (you use 21.22.1)`. */
export function sinceInWords(program: ProgramModel, npmName: string, since: VersionRef): string {
  return `since ${refLabel(since)} ${inUse(program, npmName, since)}`;
}

/** `(you use 21.22.1)`, with the package where it is called otherwise than the one just named. */
function inUse(program: ProgramModel, npmName: string, named: VersionRef): string {
  const version = program.schema.versionInUse(npmName) ?? "another version";
  return packageLabel(named.package) === packageLabel(npmName) ? `(you use ${version})` : `(you use ${packageLabel(npmName)} ${version})`;
}

/** ` was removed in provider-aws 13.0.0 (you use 21.22.1)`, ` exists from … on (you use …)`. */
export function pastInWords(program: ProgramModel, npmName: string, past: Past): string {
  return past.kind === "removed" ? `was removed in ${refLabel(past.at)} ${inUse(program, npmName, past.at)}` : `exists from ${refLabel(past.since)} on ${inUse(program, npmName, past.since)}`;
}

/** The same for the package that declares a type. */
export function versionOf(program: ProgramModel, type: TypeSchema): string {
  return versionLabel(program, type.package);
}

/** `a`, `a` and `b`; `a`, `b` and `c`: each in backticks. */
export function enumerate(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} and ${last}`;
}

/**
 * How a construct is created: `new Route(this, "id", { routeTableId: … })`, `Route(self, "id", route_table_id=…)`.
 *
 * @param key an argument of its configuration, as the language writes it
 * @param own what stands before the configuration
 */
export function creation({ dialect }: ProgramModel, type: string, key?: string, own: readonly string[] = [dialect.language === "python" ? "self" : "this", '"id"']): string {
  if (dialect.language === "python") return `${type}(${[...own, key === undefined ? "…" : `${key}=…`].join(", ")})`;
  return `new ${type}(${[...own, key === undefined ? "{ … }" : `{ ${key}: … }`].join(", ")})`;
}

/** Closes a sentence that ends with a hint, which may be a question. */
export function ending(hint: string): string {
  return hint.endsWith("?") ? hint : `${hint}.`;
}

/** `; did you mean \`x\`?` or nothing. */
export function didYouMean(names: readonly string[]): string {
  return names.length === 0 ? "" : `; did you mean ${names.slice(0, 2).map((name) => `\`${name}\``).join(" or ")}?`;
}
