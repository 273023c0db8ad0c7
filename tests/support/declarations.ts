/** What a schema says of a module, as declarations that a person can read. */
import type { MemberSchema, MethodSchema, PackageSchema, ParameterSchema, TypeRef, TypeSchema } from "../../src/providers-schema/types.js";

/** A type in full: `list<string>`, `string | cdktf.IResolvable`; a union with or without brackets around it. */
export function typeText(type: TypeRef, isBracketed = false): string {
  if (type.kind === "primitive") return type.name;
  if (type.kind === "named") return type.fqn;
  if (type.kind !== "union") return `${type.kind}<${typeText(type.of, isBracketed)}>`;
  const options = type.of.map((one) => typeText(one, isBracketed)).join(" | ");
  return isBracketed ? `(${options})` : options;
}

const flags = ({ static: isStatic, protected: isProtected }: { readonly static?: boolean; readonly protected?: boolean }): string => (isStatic ? "static " : "") + (isProtected ? "protected " : "");
const property = (one: Partial<MemberSchema> & Pick<MemberSchema, "name" | "type" | "optional">): string => `${flags(one)}${one.name}${one.optional ? "?" : ""}: ${typeText(one.type, true)}`;
const parameter = (one: ParameterSchema): string => (one.variadic ? "..." : "") + property(one);
const method = (one: MethodSchema): string => `${flags(one)}${one.name}(${one.parameters.map(parameter).join(", ")}): ${one.returns ? typeText(one.returns, true) : "nothing"}`;

function typeDeclaration(type: TypeSchema): string {
  const head = `${type.fqn} (${type.package}, ${type.module || "root"}, ${type.name})`;
  if (type.kind === "enum") return `enum ${head}: ${type.members.join(", ")}`;
  const lines = [...type.properties].map(([key, one]) => (key === one.name ? property(one) : `under ${key}: ${property(one)}`));
  if (type.kind === "struct") return [`struct ${head} extends ${type.bases.join(", ") || "nothing"}`, ...lines].join("\n  ");
  lines.push(...[...type.methods].map(([key, one]) => (key === one.name ? method(one) : `under ${key}: ${method(one)}`)));
  if (type.kind === "interface") return [`interface ${head} extends ${type.bases.join(", ") || "nothing"}`, ...lines].join("\n  ");
  const constructor = type.parameters ? [`constructor(${type.parameters.map(parameter).join(", ")})`] : [];
  return [`${type.abstract ? "abstract " : ""}class ${head} extends ${type.base ?? "nothing"} implements ${type.interfaces.join(", ") || "nothing"}`, ...constructor, ...lines].join("\n  ");
}

/** A module with all that is in it, or those of its types whose names match. */
export function moduleDeclarations(pkg: PackageSchema, name: string, types = /(?:)/u): string {
  const module = pkg.module(name);
  if (!module) return `no module ${name}`;
  const typeNames = module.typeNames.filter((one) => types.test(one));
  const head = `module ${module.name || "root"} of ${pkg.name} ${pkg.version}: ${module.path || "."}, ${module.python}${module.isKnown ? "" : ", not known"}`;
  return [head, ...typeNames.map((one) => {
    const type = pkg.type(name, one);
    return type ? typeDeclaration(type) : `no type ${one}`;
  }), `TypeScript has: ${module.typescriptOnly.filter((one) => types.test(one)).join(", ")}`].join("\n\n");
}
