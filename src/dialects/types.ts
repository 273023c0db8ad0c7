/** Schema types as a person reads them: in the syntax of a language, or in words. */
import { withoutTokens } from "../model/core-types.js";
import type { TypeRef } from "../providers-schema/types.js";
import type { Dialect } from "./dialect.js";

const PYTHON_PRIMITIVES = { string: "str", boolean: "bool", number: "int | float", any: "Any", json: "dict", date: "datetime" } as const;

/** A type as the language writes it: `string[]`, `list[str]`, `RouteTableRoute`; tokens go without saying. */
export function typeInCode(type: TypeRef, dialect: Dialect): string {
  const isPython = dialect.language === "python";
  switch (type.kind) {
    case "primitive":
      return isPython ? PYTHON_PRIMITIVES[type.name] : type.name;
    case "named":
      return nameOf(type);
    case "list": {
      const inner = typeInCode(type.of, dialect);
      return isPython ? `list[${inner}]` : /[| ]/u.test(inner) ? `(${inner})[]` : `${inner}[]`;
    }
    case "map":
      return isPython ? `dict[str, ${typeInCode(type.of, dialect)}]` : `{ [key: string]: ${typeInCode(type.of, dialect)} }`;
    case "union":
      return withoutTokens(type).map((option) => typeInCode(option, dialect)).join(" | ");
  }
}

/** A type in words, with its article: ``a string``, ``a list of strings``, ``a `RouteTableRoute` ``. */
export function typeInWords(type: TypeRef): string {
  switch (type.kind) {
    case "primitive":
      return withArticle(type.name === "any" || type.name === "json" ? "value" : type.name);
    case "named":
      return withArticle(`\`${nameOf(type)}\``);
    case "list":
    case "map":
      return withArticle(collectionInWords(type));
    case "union":
      return withoutTokens(type).map(typeInWords).join(" or ");
  }
}

/** `a string`, `an object`; a name in backticks counts as it is read. */
export function withArticle(noun: string): string {
  return /^`?[aeiou]/iu.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** `list of strings`, ``map of `RouteTableRoute` ``. */
export function collectionInWords(type: Extract<TypeRef, { kind: "list" | "map" }>): string {
  const elements = manyInWords(type.of);
  return elements === "" ? type.kind : `${type.kind} of ${elements}`;
}

/** More than one of a type; nothing for values of any type. */
function manyInWords(type: TypeRef): string {
  switch (type.kind) {
    case "primitive":
      return type.name === "any" || type.name === "json" ? "" : `${type.name}s`;
    case "named":
      return `\`${nameOf(type)}\``;
    case "list":
    case "map":
      return collectionInWords(type).replace(type.kind, `${type.kind}s`);
    case "union":
      return withoutTokens(type).map(manyInWords).filter(Boolean).join(" or ");
  }
}

/** The name of a class, struct or enum. */
export function nameOf({ fqn }: { readonly fqn: string }): string {
  return fqn.slice(fqn.lastIndexOf(".") + 1);
}
