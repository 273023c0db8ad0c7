/** What other versions of a package say about the code: why it is wrong, and since when. */
import { nearest } from "../providers-schema/index.js";
import type { PropertyRun, PropertySchema, Run, StructSchema, TypeRef, VersionRef } from "../providers-schema/types.js";
import { withoutOwner, withOwner } from "./owner-words.js";
import type { KeyConvention, ProgramModel } from "./program.js";

/** A name that another version has. */
export type Past =
  /** It was there before the version in use. */
  | { readonly kind: "removed"; readonly at: VersionRef; readonly successors: readonly string[] }
  /** It comes after the version in use. */
  | { readonly kind: "later"; readonly since: VersionRef };

/** The jsii name of a property that a key means in any known version of a struct. */
export function everNamed(program: ProgramModel, struct: StructSchema, key: string, convention: KeyConvention): string | undefined {
  const all = program.schema.package(struct.package)?.everyProperty(struct.name) ?? [];
  return all.find((name) => (convention === "keyword" ? program.dialect.name(name) : name) === key);
}

/** When a struct had a property that it does not have at the version in use. */
export function pastOfProperty(program: ProgramModel, struct: StructSchema, key: string, convention: KeyConvention): Past | undefined {
  const name = everNamed(program, struct, key, convention);
  const pkg = program.schema.package(struct.package);
  if (name === undefined || !pkg) return undefined;
  const runs = pkg.propertyHistory(struct.name, name);
  const past = pastOf(runs);
  if (past?.kind !== "removed") return past;
  return { ...past, successors: successorsOf(program, struct, name, runs, past.at) };
}

/** When something was there that is not at the version asked. */
export function pastOf(runs: readonly Run[]): Past | undefined {
  // `route_table`, where `routeTable` is meant, names something that is there.
  if (runs.some(({ isNow }) => isNow)) return undefined;
  const before = runs.findLast(({ isPast }) => isPast);
  if (before?.until) return { kind: "removed", at: before.until, successors: [] };
  const after = runs.find(({ isPast, isNow }) => !isPast && !isNow);
  return after && { kind: "later", since: after.since };
}

/** Shorter names than this are near to others by chance. */
const SHORTEST_MISSPELT = 5;

/**
 * What took a property's place: what came when it went, or was there already, and means the same by its name. That one
 * came as the other went is not enough: `region` came to all resources at once.
 */
function successorsOf(program: ProgramModel, struct: StructSchema, name: string, runs: readonly PropertyRun[], removal: VersionRef): readonly string[] {
  const now = program.schema.structProperties(struct);
  if (!now) return [];
  const came = (program.schema.package(struct.package)?.propertiesSince(struct.name, removal) ?? []).filter((one) => now.has(one));
  const type = typeText(runs.findLast(({ isPast }) => isPast)?.type);
  const ofItsType = (names: Iterable<string>): string[] => [...names].filter((one) => typeText(now.get(one)?.type) === type);
  // `ebs` and `evs` are two services, not one spelt in two ways.
  const [slip] = name.length < SHORTEST_MISSPELT ? [] : [...nearest(name, came, { slipsOnly: true }), ...nearest(name, ofItsType(now.keys()), { slipsOnly: true })];
  const [near = came.length === 1 && ofItsType(came).length === 1 && sharesWord(name, came[0] ?? "") ? came[0] : undefined] = nearest(name, ofItsType(came));
  const same = ofItsType(now.keys());
  // The `id` of every resource is Terraform's own; one with words before it is another.
  const renamed = name === "id" ? undefined : (withoutOwner(struct.name, name, same) ?? withOwner(struct.name, name, same));
  const successor = slip ?? near ?? renamed;
  return successor === undefined ? [] : [successor];
}

function sharesWord(a: string, b: string): boolean {
  const words = new Set(a.split(/(?=[A-Z])/u).map((word) => word.toLowerCase()));
  return b.split(/(?=[A-Z])/u).some((word) => words.has(word.toLowerCase()));
}

/** The runs of a property with the same type as at the version asked, as one. */
export interface TypeSince {
  readonly since: VersionRef;
  /** What it was before. */
  readonly before: TypeRef;
}

/** Since when a property has the type that it has, where it had another one before. */
export function typeSince(program: ProgramModel, struct: StructSchema, property: PropertySchema): TypeSince | undefined {
  const home = program.schema.declaringStruct(struct, property.name) ?? struct;
  const runs = program.schema.package(home.package)?.propertyHistory(home.name, property.name) ?? [];
  let at = runs.findIndex(({ isNow }) => isNow);
  const type = typeText(runs[at]?.type);
  while (at > 0 && typeText(runs[at - 1]?.type) === type) at--;
  const run = runs[at];
  const before = runs[at - 1];
  return run && before ? { since: run.since, before: before.type } : undefined;
}

/** All types that a property has in the known versions. */
export function typesEver(program: ProgramModel, struct: StructSchema, property: PropertySchema): readonly TypeRef[] {
  const home = program.schema.declaringStruct(struct, property.name) ?? struct;
  const runs = program.schema.package(home.package)?.propertyHistory(home.name, property.name) ?? [];
  return [property.type, ...runs.map(({ type }) => type)];
}

/** Since when a struct cannot do without a property, where it could before. */
export function requiredSince(program: ProgramModel, struct: StructSchema, name: string): VersionRef | undefined {
  const home = program.schema.declaringStruct(struct, name) ?? struct;
  const pkg = program.schema.package(home.package);
  const runs = pkg?.propertyHistory(home.name, name) ?? [];
  let at = runs.findIndex(({ isNow }) => isNow);
  while (at > 0 && runs[at - 1]?.optional === false && same(runs[at - 1]?.until, runs[at]?.since)) at--;
  const since = runs[at]?.since;
  const [first] = pkg?.typeHistory(home.name) ?? [];
  // From its beginning on is no news.
  return since && first && !same(since, first.since) ? since : undefined;
}

/** Is a property required in every known version of the struct? */
export function alwaysRequired(program: ProgramModel, struct: StructSchema, name: string): boolean {
  const home = program.schema.declaringStruct(struct, name) ?? struct;
  const runs = program.schema.package(home.package)?.propertyHistory(home.name, name) ?? [];
  return runs.every(({ optional }) => !optional) && requiredSince(program, struct, name) === undefined;
}

function same(a: VersionRef | undefined, b: VersionRef | undefined): boolean {
  return a !== undefined && a.version === b?.version && a.package === b.package;
}

/** A type without the name of its package, which a provider's packages of two lines share. */
function typeText(type: TypeRef | undefined): string {
  return JSON.stringify(type)?.replace(/"@?cdkt[fn](?:\/provider-[\w-]+)?\.(?:[a-z]\w*\.)?/gu, '"') ?? "";
}
