/** Does a value fit a schema type? Answers only what is certain. */
import { collectionInWords, nameOf } from "../dialects/types.js";
import type { TypeRef } from "../providers-schema/types.js";
import { constructClass, isResolvable, isScalar } from "./core-types.js";
import type { Evaluator, Value } from "./values.js";

export interface Mismatch {
  /** The type that is wanted where the value stands. */
  readonly expected: TypeRef;
  /** What stands there: `boolean`, `number`, `list`, `object`, `None`, or the name of a class. */
  readonly found: string;
  /** The class, where `found` is the name of one. */
  readonly isA: "construct" | "struct" | undefined;
  /** A literal that means the same and fits, where there is one. */
  readonly replacement: string | number | boolean | undefined;
  /** How to bring the shapes together: the value as only element of a list, or the only element of the list. */
  readonly reshape: "wrap" | "unwrap" | undefined;
  /** How the mismatch is reached from the property: `[0]`, `.Name`. */
  readonly path: string;
}

function miss(expected: TypeRef, found: string, extra: Partial<Mismatch> = {}): Mismatch {
  return { expected, found, isA: undefined, replacement: undefined, reshape: undefined, path: "", ...extra };
}

/**
 * The proof that `value` cannot stand where `type` is wanted, or undefined where there is none.
 *
 * `null`, `None` and `undefined` mean "not given" and fit everywhere here.
 */
export function mismatch(value: Value, type: TypeRef, evaluator: Evaluator): Mismatch | undefined {
  if (value.kind === "choice") {
    const all = value.options.map((option) => mismatch(option, type, evaluator));
    return all.every((one) => one !== undefined) ? all[0] : undefined;
  }
  if (type.kind === "union") {
    const all = type.of.map((option) => mismatch(value, option, evaluator));
    if (!all.every((one) => one !== undefined)) return undefined;
    // The option that is closest in shape tells best what to write.
    const best = all.find((one) => one.path !== "") ?? all.find((one) => one.replacement !== undefined || one.reshape !== undefined) ?? all.find((one) => !isResolvable(one.expected));
    return best?.path ? best : miss(type, best?.found ?? "value", { isA: best?.isA, replacement: best?.replacement, reshape: best?.reshape });
  }
  if (type.kind === "primitive" && !isScalar(type)) return undefined;
  switch (value.kind) {
    case "literal":
      return literalMismatch(value.value, type, evaluator);
    case "list":
      return listMismatch(value, type, evaluator);
    case "record":
      return recordMismatch(value, type, evaluator);
    case "struct": {
      if (type.kind === "named") {
        const wanted = evaluator.schema.type(type.fqn);
        if (wanted?.kind !== "struct") return wanted?.kind === "class" || isResolvable(type) ? miss(type, value.struct.name, { isA: "struct" }) : undefined;
        return evaluator.schema.isA(value.struct.fqn, wanted.fqn) === false ? miss(type, value.struct.name, { isA: "struct" }) : undefined;
      }
      const isElement = type.kind === "list" && type.of.kind === "named" && type.of.fqn === value.struct.fqn;
      return miss(type, value.struct.name, { isA: "struct", ...(isElement ? { reshape: "wrap" } : {}) });
    }
    case "instance":
    case "localInstance": {
      const name = type.kind === "named" ? undefined : constructClass(value, evaluator);
      return name === undefined ? undefined : miss(type, name, { isA: "construct" });
    }
    case "localEnumMember":
      return value.is ? typedMismatch(value.is, type, evaluator) : undefined;
    case "typed":
      return typedMismatch(value.type, type, evaluator);
    default:
      return undefined;
  }
}

function literalMismatch(value: string | number | boolean | null | undefined, type: TypeRef, evaluator: Evaluator): Mismatch | undefined {
  if (value === null || value === undefined) return undefined;
  const found = typeof value;
  if (type.kind === "primitive") {
    if (type.name === found) return undefined;
    return miss(type, found, { replacement: converted(value, type.name) });
  }
  if (type.kind === "named") {
    const wanted = evaluator.schema.type(type.fqn);
    if (isResolvable(type)) return miss(type, found);
    return wanted && wanted.kind !== "enum" && wanted.kind !== "interface" ? miss(type, found) : undefined;
  }
  if (type.kind === "list") {
    return miss(type, found, mismatch({ kind: "literal", value }, type.of, evaluator) ? {} : { reshape: "wrap" });
  }
  return miss(type, found);
}

/** The literal of another type that means the same. */
function converted(value: string | number | boolean, wanted: string): string | number | boolean | undefined {
  // Greater numbers are other ones in the code than here.
  if (wanted === "string" && (typeof value === "boolean" || (typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER))) return String(value);
  if (wanted === "number" && typeof value === "string" && /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/u.test(value)) return Number(value);
  if (wanted === "boolean" && (value === "true" || value === "false")) return value === "true";
  return undefined;
}

function listMismatch(value: Extract<Value, { kind: "list" }>, type: TypeRef, evaluator: Evaluator): Mismatch | undefined {
  if (type.kind === "list") {
    // jsii's Python runtime passes lists and nothing else on: tuples, sets and generators fail there.
    if (value.sequence !== "list") return miss(type, value.sequence);
    for (const [position, item] of value.items.entries()) {
      if (item.kind === "spread" || item.kind === "unknown") continue;
      const inner = elementMismatch(evaluator.evaluate(item), type.of, evaluator);
      if (inner) return { ...inner, path: `[${position}]${inner.path}`, replacement: undefined, reshape: undefined };
    }
    return undefined;
  }
  if (type.kind === "named") {
    const wanted = evaluator.schema.type(type.fqn);
    if (isResolvable(type)) return miss(type, value.sequence);
    if (wanted?.kind !== "struct" && wanted?.kind !== "class") return undefined;
    const only = value.complete && value.items.length === 1 && value.items[0] && value.items[0].kind !== "spread" ? value.items[0] : undefined;
    return miss(type, value.sequence, only && !mismatch(evaluator.evaluate(only), type, evaluator) ? { reshape: "unwrap" } : {});
  }
  const only = type.kind === "primitive" && value.complete && value.items.length === 1 && value.items[0]?.kind === "literal" ? value.items[0] : undefined;
  return miss(type, value.sequence, only && !mismatch(evaluator.evaluate(only), type, evaluator) ? { reshape: "unwrap" } : {});
}

/** In a collection `None` is a value like any other, and no type takes it. */
function elementMismatch(value: Value, type: TypeRef, evaluator: Evaluator): Mismatch | undefined {
  const isAny = type.kind === "primitive" && (type.name === "any" || type.name === "json");
  if (evaluator.dialect.language === "python" && value.kind === "literal" && value.value === null && !isAny) return miss(type, "None");
  return mismatch(value, type, evaluator);
}

function recordMismatch(value: Extract<Value, { kind: "record" }>, type: TypeRef, evaluator: Evaluator): Mismatch | undefined {
  const found = evaluator.dialect.language === "python" ? "dict" : "object";
  if (type.kind === "map") {
    for (const entry of value.entries) {
      if (entry.origin === "maybe") continue;
      const inner = elementMismatch(evaluator.evaluate(entry.value), type.of, evaluator);
      if (inner) return { ...inner, path: `.${entry.key}${inner.path}`, replacement: undefined, reshape: undefined };
    }
    return undefined;
  }
  if (type.kind === "named") {
    if (isResolvable(type)) return value.complete && !value.entries.some((entry) => entry.key === "resolve") ? miss(type, found) : undefined;
    return undefined;
  }
  if (type.kind === "list") {
    const inner = type.of.kind === "named" && evaluator.schema.type(type.of.fqn)?.kind === "struct";
    return miss(type, found, inner ? { reshape: "wrap" } : {});
  }
  return miss(type, found);
}

function typedMismatch(given: TypeRef, wanted: TypeRef, evaluator: Evaluator): Mismatch | undefined {
  if (wanted.kind === "primitive" && !isScalar(wanted)) return undefined;
  if (given.kind === "union") {
    const all = given.of.map((option) => typedMismatch(option, wanted, evaluator));
    return all.every((one) => one !== undefined) ? all[0] : undefined;
  }
  if (given.kind === "named") return objectMismatch(given, wanted, evaluator);
  if (given.kind === "primitive") {
    if (!isScalar(given)) return undefined;
    if (wanted.kind === "primitive") {
      return wanted.name === given.name ? undefined : miss(wanted, given.name);
    }
    if (wanted.kind === "named") {
      const type = evaluator.schema.type(wanted.fqn);
      return isResolvable(wanted) || type?.kind === "struct" ? miss(wanted, given.name) : undefined;
    }
    if (wanted.kind === "list") return miss(wanted, given.name, typedMismatch(given, wanted.of, evaluator) ? {} : { reshape: "wrap" });
    return miss(wanted, given.name);
  }
  if (given.kind === "list") {
    if (wanted.kind === "list") {
      const inner = typedMismatch(given.of, wanted.of, evaluator);
      return inner && given.of.kind === "primitive" && wanted.of.kind === "primitive" ? miss(wanted, collectionInWords(given)) : undefined;
    }
    if (wanted.kind === "named") return isResolvable(wanted) || evaluator.schema.type(wanted.fqn)?.kind === "struct" ? miss(wanted, "list") : undefined;
    return miss(wanted, "list");
  }
  // A map.
  if (wanted.kind === "map") {
    const isPrimitive = given.of.kind === "primitive" && wanted.of.kind === "primitive";
    return isPrimitive && typedMismatch(given.of, wanted.of, evaluator) ? miss(wanted, collectionInWords(given)) : undefined;
  }
  if (wanted.kind === "named") return isResolvable(wanted) && given.of.kind === "primitive" ? miss(wanted, "map") : undefined;
  return miss(wanted, "map");
}

/** A token, a block or a map that only Terraform knows, given for something plain. */
function objectMismatch(given: Extract<TypeRef, { kind: "named" }>, wanted: TypeRef, evaluator: Evaluator): Mismatch | undefined {
  const plain = wanted.kind === "list" ? wanted.of : wanted;
  const isPlain = isScalar(plain);
  const isObject = isResolvable(given) || evaluator.schema.type(given.fqn)?.kind === "class";
  return isPlain && isObject ? miss(wanted, nameOf(given), { isA: "struct" }) : undefined;
}
