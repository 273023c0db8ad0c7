/** Pieces of messages that several rules share, in one voice. */
import type { ProgramModel } from "../../model/program.js";
import type { TypeSchema } from "../../providers-schema/types.js";

/** `@cdktf/provider-aws` → `provider-aws`. */
export function packageLabel(npmName: string): string {
  return npmName.slice(npmName.lastIndexOf("/") + 1);
}

/** The package and version that a message speaks of: `provider-aws 21.22.1`. */
export function versionLabel(program: ProgramModel, npmName: string): string {
  const version = program.schema.package(npmName)?.version;
  return version === undefined ? packageLabel(npmName) : `${packageLabel(npmName)} ${version}`;
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

/** `a string`, `an object`. */
export function withArticle(noun: string): string {
  return /^[aeiou]/iu.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** Closes a sentence that ends with a hint, which may be a question. */
export function ending(hint: string): string {
  return hint.endsWith("?") ? hint : `${hint}.`;
}

/** `; did you mean \`x\`?` or nothing. */
export function didYouMean(names: readonly string[]): string {
  return names.length === 0 ? "" : `; did you mean ${names.slice(0, 2).map((name) => `\`${name}\``).join(" or ")}?`;
}
