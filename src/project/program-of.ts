/** From what ESLint hands to a rule to the program model: built once per file, shared by all rules. */
import { dialectOf } from "../dialects/dialect.js";
import { frontEndOf } from "../languages/front-ends.js";
import type { SourceModel } from "../model/ir.js";
import { ProgramModel } from "../model/program.js";
import { Evaluator } from "../model/values.js";
import { schemaForFile } from "../providers-schema/index.js";
import { SideTable } from "../side-table.js";
import { keepModel, knownModel } from "./kept-files.js";
import { projectFilesOf } from "./project-files.js";
import { mayBeCdktf } from "./relevance.js";

/** What is read of an ESLint source code object; both languages' have it. */
export interface LintedSource {
  readonly ast: { readonly type: string };
  readonly text: string;
  /** The lowered file, where that needs no tree of ESLint's. */
  readonly lowered?: () => SourceModel;
}

/** `settings.cdktf` of an ESLint configuration. */
export interface CdktfSettings {
  /** Version of every provider package, where the project's own manifests must not decide. */
  readonly providerVersion?: string;
  /** Version of single packages by npm name. */
  readonly versions?: Readonly<Record<string, string>>;
}

/**
 * The settings as far as they have the form they should have; anything else counts as not set.
 *
 * @param value `settings.cdktf`, which anybody may have written
 */
export function readSettings(value: unknown): CdktfSettings {
  if (typeof value !== "object" || value === null) return {};
  const { providerVersion, versions } = value as { providerVersion?: unknown; versions?: unknown };
  const stated = typeof versions === "object" && versions !== null ? Object.entries(versions).filter((entry): entry is [string, string] => typeof entry[1] === "string") : [];
  return {
    ...(typeof providerVersion === "string" ? { providerVersion } : {}),
    ...(stated.length > 0 ? { versions: Object.fromEntries(stated) } : {}),
  };
}

/** The lowered file: made once, whether it is linted or imported first. */
function modelOf({ ast, text }: LintedSource, filename: string): SourceModel {
  const known = knownModel(filename, text);
  if (known) return known;
  const model = frontEndOf(ast.type === "Module" ? "python" : "ecmascript").lower(ast, filename);
  keepModel(filename, text, model);
  return model;
}

const programs = new SideTable<object, ProgramModel | "other">();

/**
 * The program model of a linted file.
 *
 * @param source ESLint's source code object of the file
 * @param filename its absolute path, or ESLint's placeholder for text without one
 * @returns undefined for a file that has nothing to do with CDKTF
 */
export function programOf(source: LintedSource, filename: string, settings: CdktfSettings): ProgramModel | undefined {
  let program = programs.get(source);
  if (!program && !mayBeCdktf(source.text, filename)) programs.set(source, (program = "other"));
  if (!program) {
    const file = source.lowered ? source.lowered() : modelOf(source, filename);
    const evaluator = new Evaluator(schemaForFile(filename, settings), projectFilesOf(file), dialectOf(file.language));
    program = new ProgramModel(file, evaluator);
    programs.set(source, program);
  }
  return program === "other" ? undefined : program;
}
