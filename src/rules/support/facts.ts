/** What the schema says about a finding, for tools: `--format json` of the command carries it beside the message. */
import { typeInCode } from "../../dialects/types.js";
import type { Past } from "../../model/history.js";
import type { ProgramModel } from "../../model/program.js";
import type { PropertySchema, TypeRef, VersionRef } from "../../providers-schema/types.js";

/** Names are written as the file's language writes them, types in its syntax. */
export interface Facts {
  /** npm name of the package whose schema decides. */
  readonly package?: string;
  /** The version of it in use, for which the finding holds. */
  readonly version?: string;
  /** The nearest known version, where the one in use is not known itself. */
  readonly judgedBy?: string;
  /** Class, struct or enumeration that the finding is about. */
  readonly owner?: string;
  /** What of the owner: a property, `block.key`, an attribute, a method. */
  readonly member?: string;
  /** Module that an import names, as it is written. */
  readonly module?: string;
  /** Name that an import asks for. */
  readonly name?: string;
  /** The type that the schema wants. */
  readonly expected?: string;
  /** What the code has instead, in words: `boolean`, `list of strings`, the name of a class. */
  readonly found?: string;
  /** Since when it is as the finding says, where it was otherwise before. */
  readonly since?: VersionRef;
  /** The type before `since`. */
  readonly before?: string;
  /** When a name went that is gone at the version in use. */
  readonly removedIn?: VersionRef;
  /** When a name came that is not there yet at the version in use. */
  readonly addedIn?: VersionRef;
  /** What has to be given and is not. */
  readonly missing?: readonly { readonly name: string; readonly type?: string }[];
  /** Names that may be meant, best first. */
  readonly candidates?: readonly string[];
  /** How code that the schema accepts looks. */
  readonly example?: string;
}

/** The package that decides, with its version. */
export function decidedBy(program: ProgramModel, npmName: string): Facts {
  const { schema } = program;
  const version = schema.versionInUse(npmName) ?? schema.package(npmName)?.version;
  const known = schema.package(npmName)?.version;
  return { package: npmName, ...(version === undefined || version === "" ? {} : { version }), ...(schema.isExact(npmName) || known === undefined || known === version ? {} : { judgedBy: known }) };
}

/** When a name was there that is not. */
export function pastFacts(past: Past): Facts {
  return past.kind === "removed" ? { removedIn: past.at } : { addedIn: past.since };
}

/** Properties that have to be given. */
export function missingFacts(program: ProgramModel, properties: readonly PropertySchema[]): Facts {
  return { missing: properties.map(({ name, type }) => ({ name: program.dialect.name(name), type: writtenType(program, type) })) };
}

export function writtenType(program: ProgramModel, type: TypeRef): string {
  return typeInCode(type, program.dialect);
}
