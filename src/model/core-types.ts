/** What the core packages bring that everything else is built on: constructs, tokens, and their base classes. */
import type { Schema, TypeRef } from "../providers-schema/types.js";
import { classNameOf } from "./local-classes.js";
import type { Evaluator, Value } from "./values.js";

export const CONSTRUCT = "constructs.Construct";

const CORE = /^cdkt[fn]\./u;
/** Longer lines of inheritance are none that jsii makes. */
const MAX_BASES = 100;

/** True if a class is one of the core's of this name, or derives from it; in both lines of the core. */
export function isCoreClass(schema: Schema, fqn: string, ...names: readonly string[]): boolean {
  let current: string | undefined = fqn;
  for (let depth = 0; current !== undefined && depth < MAX_BASES; depth++) {
    if (CORE.test(current) && names.includes(current.slice("cdktf.".length))) return true;
    const type = schema.type(current);
    current = type?.kind === "class" ? type.base : undefined;
  }
  return false;
}

/** The token that may stand in the place of a value of any type. */
export function isResolvable(type: TypeRef): boolean {
  return type.kind === "named" && /^cdkt[fn]\.IResolvable$/u.test(type.fqn);
}

/** The types that a value can have, tokens left aside: that one may stand anywhere says nothing. */
export function withoutTokens(type: TypeRef): readonly TypeRef[] {
  return type.kind === "union" ? type.of.filter((option) => !isResolvable(option)) : [type];
}

/** A string, number or boolean. */
export function isScalar(type: TypeRef): boolean {
  return type.kind === "primitive" && (type.name === "string" || type.name === "number" || type.name === "boolean");
}

/** The name of the class that a value is a construct of; undefined if it is none, or may be none. */
export function constructClass(value: Value, evaluator: Evaluator): string | undefined {
  if (value.kind === "instance") return evaluator.schema.isA(value.type.fqn, CONSTRUCT) === true ? value.type.name : undefined;
  if (value.kind !== "localInstance") return undefined;
  const { schema, unknown } = evaluator.heritage(value);
  return !unknown && schema && evaluator.schema.isA(schema.fqn, CONSTRUCT) === true ? classNameOf(value) : undefined;
}
