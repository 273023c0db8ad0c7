/**
 * TypeScript declarations of a provider's module → schema types: published `.d.ts` files and the sources that
 * `cdktf get` generates alike.
 *
 * What such a file does not say is `any`, which proves nothing.
 */
import { createRequire } from "node:module";
import { survivesParsing } from "../../languages/nesting.js";
import type { ClassSchema, InterfaceSchema, MemberSchema, MethodSchema, ParameterSchema, PropertySchema, StructSchema, TypeRef, TypeSchema } from "../types.js";

/** A node of the syntax tree; only what is asked for is described. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface DeclaredFile {
  readonly types: readonly TypeSchema[];
  /** Other exported names. */
  readonly values: readonly string[];
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
}

export interface DeclaringModule {
  /** npm name of the package. */
  readonly package: string;
  /** jsii submodule name. */
  readonly module: string;
}

const require = createRequire(import.meta.url);
const ANY: TypeRef = { kind: "primitive", name: "any" };
const STRING: TypeRef = { kind: "primitive", name: "string" };
const NUMBER: TypeRef = { kind: "primitive", name: "number" };

/** What generated getters return, by the method of `TerraformElement` or `ComplexObject` that they call. */
const ATTRIBUTE_GETTERS: ReadonlyMap<string, TypeRef> = new Map<string, TypeRef>([
  ["this.getStringAttribute", STRING],
  ["this.getNumberAttribute", NUMBER],
  ["this.getListAttribute", { kind: "list", of: STRING }],
  ["this.getNumberListAttribute", { kind: "list", of: NUMBER }],
]);

/**
 * Reads the declarations of a file.
 *
 * @param moduleOf the jsii submodule that a relative import leads to
 * @throws Error where it is no TypeScript
 */
export function readDeclarations(text: string, filename: string, home: DeclaringModule, moduleOf: (specifier: string) => string = () => home.module): DeclaredFile {
  const { parseSync } = require("oxc-parser") as typeof import("oxc-parser");
  const lang = /\.d\.[mc]?ts$/u.test(filename) ? "dts" : "ts";
  const options = { lang, astType: "ts", sourceType: "module" } as const;
  if (!survivesParsing(text, filename, () => require.resolve("oxc-parser"), options)) throw new Error("it is nested too deeply");
  const { program, errors } = parseSync(filename, text, options);
  const failure = errors.find(({ severity }) => severity === "Error");
  if (failure) throw new Error(failure.message);
  return new Reader(text, home, moduleOf).file(program as unknown as Node);
}

class Reader {
  private readonly types: TypeSchema[] = [];
  private readonly values: string[] = [];
  private readonly stars: string[] = [];
  /** Local name → package and, for a named import, the name in it. */
  private readonly imports = new Map<string, { readonly specifier: string; readonly name: string | undefined }>();

  constructor(
    private readonly text: string,
    private readonly home: DeclaringModule,
    private readonly moduleOf: (specifier: string) => string,
  ) {}

  file(program: Node): DeclaredFile {
    const body = nodes(program["body"]);
    for (const statement of body) if (statement.type === "ImportDeclaration") this.import(statement);
    for (const statement of body) this.statement(statement);
    return { types: this.types, values: this.values, stars: this.stars };
  }

  private import(statement: Node): void {
    const specifier = string((statement["source"] as Node)["value"]);
    for (const one of nodes(statement["specifiers"])) {
      const imported = one.type === "ImportSpecifier" ? nameOf(one["imported"]) : undefined;
      this.imports.set(nameOf(one["local"]), { specifier, name: imported });
    }
  }

  private statement(statement: Node): void {
    if (statement.type === "ExportAllDeclaration") {
      const specifier = string((statement["source"] as Node)["value"]);
      const exported = statement["exported"] as Node | null | undefined;
      if (exported) this.values.push(nameOf(exported));
      else this.stars.push(specifier);
      return;
    }
    if (statement.type !== "ExportNamedDeclaration") return;
    for (const one of nodes(statement["specifiers"])) this.values.push(nameOf(one["exported"]));
    const declaration = statement["declaration"] as Node | null | undefined;
    if (!declaration) return;
    if (declaration.type === "TSInterfaceDeclaration") this.types.push(this.interface(declaration));
    else if (declaration.type === "ClassDeclaration") this.types.push(this.class(declaration));
    else if (declaration.type === "TSEnumDeclaration") this.types.push(this.enum(declaration));
    else if (declaration.type === "VariableDeclaration") for (const one of nodes(declaration["declarations"])) this.values.push(nameOf(one["id"]));
    else this.values.push(nameOf(declaration["id"]));
  }

  private named(name: string): { fqn: string; name: string; package: string; module: string } {
    return { fqn: this.fqn(name), name, ...this.home };
  }

  private fqn(name: string, module = this.home.module): string {
    const { package: pkg } = this.home;
    return module === "" ? `${pkg}.${name}` : `${pkg}.${module}.${name}`;
  }

  private enum(node: Node): TypeSchema {
    const members = nodes((node["body"] as Node)["members"]).map((member) => nameOf(member["id"]));
    return { ...this.named(nameOf(node["id"])), kind: "enum", members };
  }

  private interface(node: Node): StructSchema | InterfaceSchema {
    const name = nameOf(node["id"]);
    const bases = nodes(node["extends"]).flatMap((heritage) => {
      const fqn = this.resolve(this.source(heritage["expression"] as Node));
      return fqn === undefined ? [] : [fqn];
    });
    const properties = new Map<string, MemberSchema>();
    const methods = new Map<string, MethodSchema>();
    for (const member of nodes((node["body"] as Node)["body"])) {
      if (member.type === "TSPropertySignature") {
        const { type, optional } = this.annotated(member);
        const own = nameOf(member["key"]);
        properties.set(own, { name: own, type, optional: optional || member["optional"] === true, static: false, protected: false });
      } else if (member.type === "TSMethodSignature") {
        const method = this.method(member, member);
        methods.set(method.name, method);
      }
    }
    // jsii: a behavioural interface is called like one, everything else is passed by value.
    if (/^I[A-Z]/u.test(name) || methods.size > 0) return { ...this.named(name), kind: "interface", bases, properties: sorted(properties), methods: sorted(methods) };
    const own = new Map([...properties].map(([key, { type, optional }]): [string, PropertySchema] => [key, { name: key, type, optional }]));
    return { ...this.named(name), kind: "struct", bases, properties: sorted(own) };
  }

  private class(node: Node): ClassSchema {
    const name = nameOf(node["id"]);
    const properties = new Map<string, MemberSchema>();
    const methods = new Map<string, MethodSchema>();
    const members = nodes((node["body"] as Node)["body"]);
    const privates = new Map(members.filter((member) => member["accessibility"] === "private" && member["key"]).map((member) => [nameOf(member["key"]), member]));
    let parameters: readonly ParameterSchema[] | undefined;
    const add = (key: string, type: TypeRef, optional: boolean, member: Node): void => {
      if (!properties.has(key)) properties.set(key, { name: key, type, optional, static: member["static"] === true, protected: member["accessibility"] === "protected" });
    };
    for (const member of members) {
      if (member["accessibility"] === "private" || !member["key"]) continue;
      const key = nameOf(member["key"]);
      if (member.type === "PropertyDefinition" || member.type === "TSAbstractPropertyDefinition") {
        const { type, optional } = this.annotated(member);
        // A constant is declared by its value alone.
        add(key, member["typeAnnotation"] ? type : isString(member["value"]) ? STRING : ANY, optional || member["optional"] === true, member);
        continue;
      }
      const fn = (member["value"] ?? member) as Node;
      if (member["kind"] === "constructor") {
        parameters = this.parameters(fn);
        for (const parameter of nodes(fn["params"])) {
          if (parameter.type !== "TSParameterProperty" || parameter["accessibility"] === "private") continue;
          const written = parameter["parameter"] as Node;
          const inner = (written.type === "AssignmentPattern" ? written["left"] : written) as Node;
          const { type, optional } = this.annotated(inner);
          add(nameOf(inner), type, optional || inner["optional"] === true, { ...parameter, static: false });
        }
      } else if (member["kind"] === "get") {
        const declared = fn["returnType"] ? this.annotated({ ...fn, typeAnnotation: fn["returnType"] }) : this.returned(fn, privates);
        add(key, declared.type, declared.optional, member);
      } else if (member["kind"] === "method") {
        const method = this.method(member, fn);
        methods.set(key, method);
      }
    }
    const superClass = node["superClass"] as Node | null | undefined;
    return {
      ...this.named(name),
      kind: "class",
      abstract: node["abstract"] === true,
      base: superClass ? this.resolve(this.source(superClass)) : undefined,
      interfaces: nodes(node["implements"]).flatMap((heritage) => this.resolve(this.source(heritage["expression"] as Node)) ?? []),
      parameters,
      properties: sorted(properties),
      methods: sorted(methods),
    };
  }

  private method(member: Node, fn: Node): MethodSchema {
    const returnType = fn["returnType"] as Node | null | undefined;
    const written = returnType ? this.source(returnType["typeAnnotation"] as Node) : undefined;
    return {
      name: nameOf(member["key"]),
      static: member["static"] === true,
      protected: member["accessibility"] === "protected",
      parameters: this.parameters(fn),
      returns: written === "void" ? undefined : returnType ? this.annotated({ ...fn, typeAnnotation: returnType }).type : this.untypedResult(fn),
    };
  }

  /** Generated setters such as `resetX` and `putX` say nothing of what they return: nothing. */
  private untypedResult(fn: Node): TypeRef | undefined {
    const body = fn["body"] as Node | null | undefined;
    return body && !this.source(body).includes("return") ? undefined : ANY;
  }

  private parameters(fn: Node): readonly ParameterSchema[] {
    return nodes(fn["params"]).map((written) => {
      const inner = (written.type === "TSParameterProperty" ? written["parameter"] : written) as Node;
      const isDefault = inner.type === "AssignmentPattern";
      const target = (isDefault ? inner["left"] : inner.type === "RestElement" ? inner["argument"] : inner) as Node;
      const { type, optional } = this.annotated(inner.type === "RestElement" && inner["typeAnnotation"] ? inner : target);
      const variadic = inner.type === "RestElement";
      return { name: nameOf(target), type: variadic && type.kind === "list" ? type.of : type, optional: optional || isDefault || target["optional"] === true, variadic };
    });
  }

  /** The type of an annotation, with `undefined` taken out. */
  private annotated(node: Node): { type: TypeRef; optional: boolean } {
    const annotation = node["typeAnnotation"] as Node | null | undefined;
    const written = annotation?.["typeAnnotation"] as Node | undefined;
    if (!written) return { type: ANY, optional: false };
    const type = this.type(written) ?? ANY;
    return { type, optional: /\bundefined\b/u.test(this.source(written)) || (type.kind === "primitive" && type.name === "any") };
  }

  /** The type that a getter's body shows. */
  private returned(fn: Node, privates: ReadonlyMap<string, Node>): { type: TypeRef; optional: boolean } {
    const body = nodes((fn["body"] as Node | null | undefined)?.["body"]);
    const only = body.length === 1 && body[0]!.type === "ReturnStatement" ? (body[0]!["argument"] as Node | null) : undefined;
    const unknown = { type: ANY, optional: true };
    if (!only) return unknown;
    if (only.type === "CallExpression") {
      const callee = this.source(only["callee"] as Node);
      if (callee === "this.getBooleanAttribute") {
        const fqn = this.resolve("cdktf.IResolvable");
        return { type: fqn === undefined ? ANY : { kind: "named", fqn }, optional: false };
      }
      return { type: ATTRIBUTE_GETTERS.get(callee) ?? ANY, optional: false };
    }
    if (only.type !== "MemberExpression" || !this.source(only).startsWith("this._")) return unknown;
    const field = privates.get(nameOf(only["property"]));
    if (!field) return unknown;
    if (field["typeAnnotation"]) {
      const { type, optional } = this.annotated(field);
      return { type, optional: optional || field["optional"] === true };
    }
    const value = field["value"] as Node | null | undefined;
    const fqn = value?.type === "NewExpression" ? this.resolve(this.source(value["callee"] as Node)) : undefined;
    return fqn === undefined ? unknown : { type: { kind: "named", fqn }, optional: false };
  }

  private type(node: Node): TypeRef | undefined {
    switch (node.type) {
      case "TSStringKeyword":
        return STRING;
      case "TSNumberKeyword":
        return NUMBER;
      case "TSBooleanKeyword":
        return { kind: "primitive", name: "boolean" };
      case "TSUndefinedKeyword":
        return undefined;
      case "TSParenthesizedType":
        return this.type(node["typeAnnotation"] as Node);
      case "TSArrayType":
        return { kind: "list", of: this.type(node["elementType"] as Node) ?? ANY };
      case "TSTypeLiteral": {
        const [index] = nodes(node["members"]);
        return index?.type === "TSIndexSignature" ? { kind: "map", of: this.annotated(index).type } : ANY;
      }
      case "TSUnionType": {
        const options = nodes(node["types"]).flatMap((option) => this.type(option) ?? []);
        const [only] = options;
        return options.length === 1 ? only : { kind: "union", of: options };
      }
      case "TSTypeReference": {
        const name = this.source(node["typeName"] as Node);
        if (name === "Date") return { kind: "primitive", name: "date" };
        const fqn = this.resolve(name);
        return fqn === undefined ? ANY : { kind: "named", fqn };
      }
      default:
        return ANY;
    }
  }

  /** The fully qualified name that a written name means; undefined for one of the language's. */
  private resolve(written: string): string | undefined {
    const [head, ...rest] = written.split(".") as [string, ...string[]];
    const imported = this.imports.get(head);
    if (imported) {
      if (imported.specifier.startsWith(".")) {
        const path = imported.name === undefined ? rest : [imported.name, ...rest];
        return this.fqn(path.join("."), this.moduleOf(imported.specifier));
      }
      return [imported.specifier, ...(imported.name === undefined ? [] : [imported.name]), ...rest].join(".");
    }
    return rest.length === 0 && !GLOBALS.has(head) ? this.fqn(head) : undefined;
  }

  private source(node: Node): string {
    return this.text.slice(node.start, node.end);
  }
}

const GLOBALS: ReadonlySet<string> = new Set(["Array", "Record", "Partial", "Promise", "Map", "Set", "Object"]);

function nodes(value: unknown): readonly Node[] {
  return Array.isArray(value) ? (value as readonly Node[]) : [];
}

function string(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function nameOf(node: unknown): string {
  if (typeof node !== "object" || node === null) return "";
  const { name, value } = node as { name?: unknown; value?: unknown };
  return string(name) || string(value);
}

function isString(node: unknown): boolean {
  return typeof node === "object" && node !== null && typeof (node as { value?: unknown }).value === "string";
}

function sorted<T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
