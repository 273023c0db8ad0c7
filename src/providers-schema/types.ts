/**
 * What the schema says, in jsii's own terms: the answers of the store, and nothing of how they are stored.
 *
 * Names are always the jsii (TypeScript) names; how Python writes them is the business of `src/dialects`.
 * A fully qualified name (`fqn`) is jsii's: `@cdktf/provider-aws.routeTable.RouteTable`, `cdktf.TerraformStack`.
 */

/** The type of a property, parameter or return value, as the manifest gives it. */
export type TypeRef =
  | { readonly kind: "primitive"; readonly name: "string" | "number" | "boolean" | "any" | "json" | "date" }
  | { readonly kind: "named"; readonly fqn: string }
  | { readonly kind: "list"; readonly of: TypeRef }
  | { readonly kind: "map"; readonly of: TypeRef }
  | { readonly kind: "union"; readonly of: readonly TypeRef[] };

/** A property of a struct (an argument of a resource, a key of a block). */
export interface PropertySchema {
  readonly name: string;
  readonly type: TypeRef;
  readonly optional: boolean;
}

/** A property of a class: an attribute that can be read, or a static constant. */
export interface MemberSchema extends PropertySchema {
  readonly static: boolean;
  readonly protected: boolean;
}

/** A parameter of a constructor or method, in order. */
export interface ParameterSchema extends PropertySchema {
  readonly variadic: boolean;
}

export interface MethodSchema {
  readonly name: string;
  readonly static: boolean;
  readonly protected: boolean;
  readonly parameters: readonly ParameterSchema[];
  /** Absent where the method returns nothing. */
  readonly returns: TypeRef | undefined;
}

interface NamedSchema {
  readonly fqn: string;
  /** The bare name: `RouteTable`. */
  readonly name: string;
  /** The npm name of the package that declares it: `@cdktf/provider-aws`. */
  readonly package: string;
  /** The jsii submodule, `routeTable`; the empty string for the package root. */
  readonly module: string;
}

export interface ClassSchema extends NamedSchema {
  readonly kind: "class";
  readonly abstract: boolean;
  /** Fully qualified name of the base class, which may live in another package. */
  readonly base: string | undefined;
  /** Fully qualified names of the behavioural interfaces that the class implements. */
  readonly interfaces: readonly string[];
  /** Undefined where the class declares no public constructor; `Schema.constructorParameters` looks at its bases. */
  readonly parameters: readonly ParameterSchema[] | undefined;
  /** Own properties only; `Schema.member` looks through the bases. */
  readonly properties: ReadonlyMap<string, MemberSchema>;
  /** Own methods only. */
  readonly methods: ReadonlyMap<string, MethodSchema>;
}

/** A data type: a bag of properties that is passed by value (a construct's configuration, a block). */
export interface StructSchema extends NamedSchema {
  readonly kind: "struct";
  readonly bases: readonly string[];
  /** Own properties only; `Schema.structProperties` gives all. */
  readonly properties: ReadonlyMap<string, PropertySchema>;
}

/** A behavioural interface, such as `cdktf.IResolvable`. */
export interface InterfaceSchema extends NamedSchema {
  readonly kind: "interface";
  readonly bases: readonly string[];
  readonly properties: ReadonlyMap<string, MemberSchema>;
  readonly methods: ReadonlyMap<string, MethodSchema>;
}

export interface EnumSchema extends NamedSchema {
  readonly kind: "enum";
  readonly members: readonly string[];
}

export type TypeSchema = ClassSchema | StructSchema | InterfaceSchema | EnumSchema;

/** One module of a package: a folder of a provider, or the package root. */
export interface ModuleSchema {
  /** The jsii submodule name, `routeTable`; the empty string for the package root. */
  readonly name: string;
  /** The npm sub-path without `/index` and extension, `lib/route-table`; the empty string for the root. */
  readonly path: string;
  /** The dotted Python module, `cdktf_cdktf_provider_aws.route_table`. */
  readonly python: string;
  /** Names of the types in this module, sorted. */
  readonly typeNames: readonly string[];
  /**
   * Names that TypeScript can import from this module although the manifest does not know them
   * (exported functions, constants, type aliases), sorted; read from the published declarations.
   */
  readonly typescriptOnly: readonly string[];
  /** False for a module that is there and cannot be read: that it lacks a name proves nothing. */
  readonly isKnown: boolean;
}

/** A published version, of a package or of the one that it went on as (`@cdktf/provider-aws` → `@cdktn/provider-aws`). */
export interface VersionRef {
  readonly package: string;
  readonly version: string;
}

/** Successive known versions over which something stayed as it was. */
export interface Run {
  /** The first of them. */
  readonly since: VersionRef;
  /** The first version after them; undefined if they last until the newest known one. */
  readonly until: VersionRef | undefined;
  /** The version that was asked is one of them. */
  readonly isNow: boolean;
  /** They ended before the version that was asked. */
  readonly isPast: boolean;
}

/** What a property of a struct or class was. */
export interface PropertyRun extends Run {
  readonly type: TypeRef;
  readonly optional: boolean;
}

/** Where a module is imported from: an npm sub-path and a dotted Python module. */
export interface ModuleRun extends Run {
  readonly path: string;
  readonly python: string;
}

/** Where a type was declared. */
export type TypeRun = ModuleRun;

/** One package at one version. */
export interface PackageSchema {
  /** The npm name: `@cdktf/provider-aws`. */
  readonly name: string;
  readonly version: string;
  /** The Python root module: `cdktf_cdktf_provider_aws`. */
  readonly python: string;
  /** Version of the Terraform provider that the bindings were generated from, where there is one. */
  readonly terraformProviderVersion: string | undefined;
  /** Names of all submodules, sorted; without the root. */
  moduleNames(): readonly string[];
  /** The module with this jsii name; the empty string asks for the root. */
  module(name: string): ModuleSchema | undefined;
  /** The module at an npm sub-path, with or without `/index` and `.js`; the empty string asks for the root. */
  moduleAtPath(path: string): ModuleSchema | undefined;
  /** True if a module or any other importable file stands at this npm sub-path. */
  hasPath(path: string): boolean;
  /** The module with this dotted Python name. */
  moduleInPython(dotted: string): ModuleSchema | undefined;
  /** The type of this name in this module. */
  type(module: string, name: string): TypeSchema | undefined;
  /** Names of all modules that declare a type of this name (usually one). */
  modulesDeclaring(typeName: string): readonly string[];
  /** Names of all types of the package, unsorted, for near-name searches; may unpack the index of names. */
  typeNames(): Iterable<string>;

  // What other versions of the package say, oldest first; empty where no other version is known.

  /** What a property of this type was in all known versions. */
  propertyHistory(typeName: string, property: string): readonly PropertyRun[];
  /** Names of the properties that this type has or had in any known version. */
  everyProperty(typeName: string): readonly string[];
  /** Properties of this type that the version before did not have; empty if it had no such type. */
  propertiesSince(typeName: string, since: VersionRef): readonly string[];
  /** Where a type of this name was declared in all known versions. */
  typeHistory(typeName: string): readonly TypeRun[];
  /** When there was a module at this npm sub-path or of this dotted Python name. */
  moduleHistory(module: { readonly path: string } | { readonly python: string }): readonly ModuleRun[];
}

/** All packages that one linted file can see, each at the version in use. */
export interface Schema {
  /**
   * The package with this npm name at the version in use, or at the nearest one that is known (see `isExact`);
   * undefined for a package of which no version is known.
   */
  package(npmName: string): PackageSchema | undefined;
  /** True if what `package` gives is the version in use: only then does an absence prove anything. */
  isExact(npmName: string): boolean;
  /** The package that owns this dotted Python module, judged by its root module. */
  packageOfPython(dotted: string): PackageSchema | undefined;
  /**
   * The bindings that `cdktf get` generated and that an import leads into.
   *
   * @param specifier as written: `./.gen/providers/aws/vpc`
   * @param from absolute path of the importing file
   * @returns the package and the sub-path in it
   */
  generated(specifier: string, from: string): { readonly package: PackageSchema; readonly path: string } | undefined;
  /** The version in use of a package, also where its schema is not known. */
  versionInUse(npmName: string): string | undefined;
  type(fqn: string): TypeSchema | undefined;
  /** All properties of a struct, inherited ones included, keyed by jsii name. Undefined if a base is unknown. */
  structProperties(struct: StructSchema): ReadonlyMap<string, PropertySchema> | undefined;
  /** The struct, this one or a base, that declares a property. */
  declaringStruct(struct: StructSchema, name: string): StructSchema | undefined;
  /** A property of a class or interface, looked up through bases. */
  member(type: ClassSchema | InterfaceSchema, name: string): MemberSchema | undefined;
  /** A method of a class or interface, looked up through bases. */
  method(type: ClassSchema | InterfaceSchema, name: string): MethodSchema | undefined;
  /** The constructor's parameters, inherited where the class declares none. */
  constructorParameters(type: ClassSchema): readonly ParameterSchema[] | undefined;
  /** True if `fqn` is `ancestor` or derives from it; undefined where a base is unknown. */
  isA(fqn: string, ancestor: string): boolean | undefined;
}
