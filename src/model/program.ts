/** The program model: what a file says in CDKTF's own terms. Rules read this and nothing below it. */
import { AnswerMap } from "../consulted.js";
import { type Dialect, plainName } from "../dialects/dialect.js";
import { pythonParameterName } from "../dialects/python-names.js";
import type { ClassSchema, ParameterSchema, PropertySchema, Schema, StructSchema, TypeRef } from "../providers-schema/types.js";
import { SideTable } from "../side-table.js";
import { CONSTRUCT, withoutTokens } from "./core-types.js";
import { hasHalfTypedKeyword, isHalfTyped } from "./half-typed.js";
import { addTo, type CallExpr, type ClassInfo, type Expr, type Range, type RecordExpr, type SourceModel } from "./ir.js";
import { type EntryValue, type Evaluator, itemOrigin, type Origin, type Value, weaker } from "./values.js";

/** A call that creates a construct of a class that the schema knows. */
export interface Construct {
  readonly call: CallExpr;
  readonly type: ClassSchema;
  readonly scope: Expr | undefined;
  readonly id: Expr | undefined;
  readonly config: Fields | undefined;
}

/** The properties given to a struct, from an object, keyword arguments or a dictionary. */
export interface Fields {
  /** What they are written as, where that is one expression. */
  readonly expr?: RecordExpr;
  readonly entries: readonly EntryValue[];
  /** No other properties can be there. */
  readonly complete: boolean;
}

/**
 * How keys are written where the struct is given: `object` and `kernel` (a dictionary in a list or map, which
 * reaches jsii's kernel unconverted) use jsii's names, `keyword` (arguments, and dictionaries that the bindings
 * turn into a struct) the language's own.
 */
export type KeyConvention = "object" | "keyword" | "kernel";

/** A place where a property of a struct is given. */
export interface FieldSite {
  readonly struct: StructSchema;
  readonly entry: EntryValue;
  /** Where a finding about the key stands, in this file. */
  readonly range: Range;
  /** The property that the key names; undefined if the struct has none of this name as it is written here. */
  readonly property: PropertySchema | undefined;
  /** The property that the key would name under the language's own naming, where it is dropped for not using jsii's. */
  readonly dropped: PropertySchema | undefined;
  readonly convention: KeyConvention;
  /** Written properties from the call down to the struct: `["rule", "action"]`. */
  readonly path: readonly string[];
  readonly call: CallExpr;
  /** What the call creates. */
  readonly owner: ClassSchema | StructSchema;
  /** The value is written in this file, so that it can be edited. */
  readonly editable: boolean;
  /** The object or dictionary that the key stands in, where it is written out in this file. */
  readonly record: RecordExpr | undefined;
  /** A key that somebody is just typing. */
  readonly halfTyped: boolean;
}

/** A place where a struct is given. */
export interface StructSite {
  readonly struct: StructSchema;
  readonly provided: ReadonlySet<string>;
  readonly complete: boolean;
  readonly path: readonly string[];
  readonly call: CallExpr;
  readonly owner: ClassSchema | StructSchema;
  /** Keys that the bindings drop here, so that a missing property is only a consequence. */
  readonly hasDropped: boolean;
  /** Where further properties can be written in this file: an object, or the arguments of a call; the last character closes it. */
  readonly brackets: Range | undefined;
  readonly convention: KeyConvention;
  /** Somebody is just typing a key here, so that more may follow. */
  readonly halfTyped: boolean;
}

/** The parameters of a class that is created. */
export interface CallShape {
  /** Those before the struct: usually `scope` and `id`. */
  readonly own: readonly ParameterSchema[];
  /** Names of all parameters in this language. */
  readonly names: readonly string[];
  readonly config: ParameterSchema | undefined;
  readonly struct: StructSchema | undefined;
  /** Python: keyword arguments that are none of the struct's. */
  readonly notOfStruct: ReadonlySet<string>;
}

/** Shapes by the parameters that they are of, for all files that see the same schema in the same language. */
const shapes = new SideTable<Schema, Map<Dialect, AnswerMap<readonly ParameterSchema[], CallShape>>>();

function shapesIn(schema: Schema, dialect: Dialect): AnswerMap<readonly ParameterSchema[], CallShape> {
  let ofSchema = shapes.get(schema);
  if (!ofSchema) shapes.set(schema, (ofSchema = new Map()));
  let inDialect = ofSchema.get(dialect);
  if (!inDialect) ofSchema.set(dialect, (inDialect = new AnswerMap()));
  return inDialect;
}

export class ProgramModel {
  readonly schema: Schema;
  readonly dialect: Dialect;
  private constructList: Construct[] | undefined;
  private byClass: Map<ClassInfo, Construct[]> | undefined;
  private sitesByCall: Map<CallExpr, FieldSite[]> | undefined;
  private siteLists: { fields: FieldSite[]; structs: StructSite[] } | undefined;
  private readonly made = new Map<CallExpr, Construct | undefined>();
  private readonly shapes: AnswerMap<readonly ParameterSchema[], CallShape>;

  constructor(
    readonly file: SourceModel,
    readonly evaluator: Evaluator,
  ) {
    this.schema = evaluator.schema;
    this.dialect = evaluator.dialect;
    this.shapes = shapesIn(this.schema, this.dialect);
  }

  evaluate(expr: Expr): Value {
    return this.evaluator.evaluate(expr);
  }

  /** Is the schema of this struct the one of the version in use? If not, only what no known version allows is proven wrong. */
  isExact(struct: StructSchema): boolean {
    return this.schema.isExact(struct.package);
  }

  /** Every construct that this file creates of a class that the schema knows, in source order of the calls' ends. */
  get constructs(): readonly Construct[] {
    return (this.constructList ??= this.constructsOf(this.file));
  }

  /** The places where properties are given in one call. */
  fieldSitesOf(call: CallExpr): readonly FieldSite[] {
    if (!this.sitesByCall) {
      this.sitesByCall = new Map();
      for (const site of this.fieldSites) addTo(this.sitesByCall, site.call, site);
    }
    return this.sitesByCall.get(call) ?? [];
  }

  /** The constructs that are created in the methods of a class. */
  constructsIn(cls: ClassInfo): readonly Construct[] {
    if (!this.byClass) {
      this.byClass = new Map();
      for (const construct of this.constructs) {
        const { cls: own } = construct.call.flow;
        if (own) addTo(this.byClass, own, construct);
      }
    }
    return this.byClass.get(cls) ?? [];
  }

  /** All constructs of any file of the project. */
  constructsOf(file: SourceModel): Construct[] {
    return file.calls.flatMap((call) => {
      const construct = this.constructOf(call);
      return construct ? [construct] : [];
    });
  }

  /** The construct that a call creates, if the schema knows its class. */
  constructOf(call: CallExpr): Construct | undefined {
    let construct = this.made.get(call);
    if (!construct && !this.made.has(call)) this.made.set(call, (construct = this.madeBy(call)));
    return construct;
  }

  private madeBy(call: CallExpr): Construct | undefined {
    const value = this.evaluate(call);
    if (value.kind !== "instance" || value.call !== call || this.schema.isA(value.type.fqn, CONSTRUCT) !== true) return undefined;
    const parameters = this.schema.constructorParameters(value.type) ?? [];
    return {
      call,
      type: value.type,
      scope: this.argument(call, parameters, "scope"),
      id: this.argument(call, parameters, "id"),
      config: this.structArgument(call, parameters)?.fields,
    };
  }

  private argument(call: CallExpr, parameters: readonly ParameterSchema[], name: string): Expr | undefined {
    const position = parameters.findIndex((parameter) => parameter.name === name);
    if (position < 0) return undefined;
    if (this.dialect.language === "python") {
      const own = this.shapeOf(parameters).names[position];
      const keyword = call.args.find((argument) => argument.name === own);
      if (keyword) return keyword.value;
    }
    const positional = call.args.filter((argument) => argument.name === undefined && argument.spread !== "map");
    if (positional.slice(0, position + 1).some((argument) => argument.spread)) return undefined;
    return positional[position]?.value;
  }

  /** What a class takes when it is created: its own parameters, and the struct whose properties Python takes as keywords. */
  callShape(type: ClassSchema): CallShape | undefined {
    const parameters = this.schema.constructorParameters(type);
    return parameters && this.shapeOf(parameters);
  }

  private shapeOf(parameters: readonly ParameterSchema[]): CallShape {
    return this.shapes.get(parameters, this.findShape);
  }

  private readonly findShape = (parameters: readonly ParameterSchema[]): CallShape => {
    const at = parameters.findIndex((parameter) => this.structOf(parameter) !== undefined);
    const config = parameters[at];
    const struct = config && this.structOf(config);
    const names = this.namesOf(parameters, struct);
    const notOfStruct = new Set(names.slice(0, Math.max(at, 0)));
    // A whole configuration as one keyword is a mistake of the call, not an argument of this name.
    if (struct && !this.schema.structProperties(struct)?.has("config")) notOfStruct.add("config");
    return { own: at < 0 ? parameters : parameters.slice(0, at), config, struct, names, notOfStruct };
  };

  private structOf({ type }: ParameterSchema): StructSchema | undefined {
    const struct = type.kind === "named" ? this.schema.type(type.fqn) : undefined;
    return struct?.kind === "struct" ? struct : undefined;
  }

  /** Names of a callable's own parameters; in Python one that clashes with a keyword of the struct has an underscore. */
  private namesOf(parameters: readonly ParameterSchema[], struct: StructSchema | undefined): readonly string[] {
    if (this.dialect.language !== "python") return parameters.map(({ name }) => name);
    const lifted = struct && this.propertiesByName(struct, "keyword");
    return parameters.map(({ name }) => pythonParameterName(name, lifted ?? new Map()));
  }

  /** The struct parameter of a callable and what is given for it. */
  private structArgument(call: CallExpr, parameters: readonly ParameterSchema[]): { struct: StructSchema; fields: Fields | undefined; value: Expr | undefined } | undefined {
    const { config, notOfStruct, own, struct } = this.shapeOf(parameters);
    if (!struct || !config) return undefined;
    if (this.dialect.language === "python") return { struct, fields: this.keywordFields(call, notOfStruct), value: undefined };
    const position = own.length;
    if (call.args.slice(0, position + 1).some((argument) => argument.spread)) return { struct, fields: undefined, value: undefined };
    const value = call.args[position]?.value;
    // A struct that may be left out altogether has nothing required.
    if (!value) return { struct, fields: config.optional ? undefined : { entries: [], complete: true }, value: undefined };
    const record = this.evaluate(value);
    return { struct, fields: record.kind === "record" ? record : undefined, value };
  }

  private keywordFields(call: CallExpr, positional: ReadonlySet<string>): Fields {
    const entries = new Map<string, EntryValue>();
    let complete = true;
    for (const argument of call.args) {
      if (argument.name !== undefined && argument.nameRange) {
        if (positional.has(argument.name)) continue;
        entries.set(argument.name, { key: argument.name, keyRange: argument.nameRange, value: argument.value, origin: "fresh", file: call.scope.file });
      } else if (argument.spread === "map") {
        const value = this.evaluate(argument.value);
        if (value.kind === "record") {
          complete &&= value.complete;
          for (const entry of value.entries) entries.set(entry.key, entry);
        } else complete = false;
      } else if (argument.spread === "list") complete = false;
    }
    return { entries: [...entries.values()], complete };
  }

  /** Every place in this file where a property of a struct is given. */
  get fieldSites(): readonly FieldSite[] {
    return this.sites.fields;
  }

  /** Every place in this file where a struct is given. */
  get structSites(): readonly StructSite[] {
    return this.sites.structs;
  }

  private get sites(): { fields: FieldSite[]; structs: StructSite[] } {
    if (!this.siteLists) {
      const walk = new SiteWalk(this);
      for (const call of this.file.calls) this.visitCall(call, walk);
      this.siteLists = { fields: walk.fields, structs: walk.structs };
    }
    return this.siteLists;
  }

  private visitCall(call: CallExpr, walk: SiteWalk): void {
    const callee = this.evaluator.callee(call);
    if (callee.kind === "type" && callee.type.kind === "class") {
      if (this.dialect.language === "ecmascript" && !call.isNew) return;
      const parameters = this.schema.constructorParameters(callee.type);
      const given = parameters && this.structArgument(call, parameters);
      if (given?.fields) walk.struct(given.struct, given.fields, { call, owner: callee.type, path: [], convention: this.dialect.language === "python" ? "keyword" : "object", anchor: given.value?.range ?? call.calleeRange, origin: "fresh" });
    } else if (callee.kind === "type" && callee.type.kind === "struct" && this.dialect.language === "python") {
      walk.struct(callee.type, this.keywordFields(call, new Set()), { call, owner: callee.type, path: [], convention: "keyword", anchor: call.calleeRange, origin: "fresh" });
    } else if (callee.kind === "method") {
      this.visitMethodCall(call, callee, walk);
    }
  }

  /** `resource.putRoute([...])`: each argument is a value of the parameter's type. */
  private visitMethodCall(call: CallExpr, callee: Extract<Value, { kind: "method" }>, walk: SiteWalk): void {
    const owner = callee.owner;
    if (owner.kind !== "class" || !/^put[A-Z]/u.test(callee.method.name)) return;
    const parameter = callee.method.parameters[0];
    if (!parameter) return;
    // Findings speak of the block, which is what the method sets.
    const path = [this.dialect.name(callee.method.name.charAt(3).toLowerCase() + callee.method.name.slice(4))];
    const struct = this.structOf(parameter);
    if (this.dialect.language === "python" && struct) {
      walk.struct(struct, this.keywordFields(call, new Set()), { call, owner, path, convention: "keyword", anchor: call.calleeRange, origin: "fresh" });
      return;
    }
    const argument = call.args[0];
    if (argument && !argument.spread) {
      walk.value(argument.value, parameter.type, { call, owner, path, convention: this.dialect.language === "python" ? "keyword" : "object", anchor: argument.value.range, origin: "fresh" });
    }
  }

  /** The struct's properties by the name that the convention gives them. */
  propertiesByName(struct: StructSchema, convention: KeyConvention): ReadonlyMap<string, PropertySchema> | undefined {
    const properties = this.schema.structProperties(struct);
    // In TypeScript a keyword is called as the property is.
    if (!properties || convention !== "keyword" || this.dialect.language !== "python") return properties;
    let named = keywords.get(properties);
    if (!named) keywords.set(properties, (named = new Map([...properties.values()].map((property) => [this.dialect.name(property.name), property]))));
    return named;
  }
}

/** The properties of structs by what Python calls them as keywords; for every file that sees the same ones. */
const keywords = new WeakMap<ReadonlyMap<string, PropertySchema>, ReadonlyMap<string, PropertySchema>>();

interface Place {
  readonly call: CallExpr;
  readonly owner: ClassSchema | StructSchema;
  readonly path: readonly string[];
  readonly convention: KeyConvention;
  /** Where a finding stands if the text in question is in another file. */
  readonly anchor: Range;
  /** How surely and how solely what stands around it is given here. */
  readonly origin: Origin;
}

/** Collects the places where structs and their properties are given, through nested blocks. */
class SiteWalk {
  readonly fields: FieldSite[] = [];
  readonly structs: StructSite[] = [];
  /** What was seen, by struct and the offset where the key stands; nearly always one key. */
  private readonly seen = new Map<StructSchema, Map<number, string | Set<string>>>();

  constructor(private readonly program: ProgramModel) {}

  struct(struct: StructSchema, given: Fields, place: Place): void {
    const properties = this.program.propertiesByName(struct, place.convention);
    if (!properties || place.path.length > 30) return;
    const provided = new Set<string>();
    let hasDropped = false;
    const record = given.expr?.file === this.program.file ? given.expr : undefined;
    let halfTyped = place.convention === "keyword" && this.isCallUnfinished(place, properties);
    for (const entry of given.entries) {
      const property = properties.get(entry.key);
      const dropped = property || place.convention !== "kernel" ? undefined : this.program.propertiesByName(struct, "keyword")?.get(entry.key);
      if (property) provided.add(property.name);
      else if (!dropped) {
        // In the wrong casing it is not missing, only misspelt, which is said already.
        const meant = [...properties.values()].find((candidate) => plainName(candidate.name) === plainName(entry.key));
        if (meant) provided.add(meant.name);
      }
      if (dropped) {
        provided.add(dropped.name);
        hasDropped = true;
      }
      // `{ cidrB }` stands for `{ cidrB: cidrB }`.
      const isHalf = !property && entry.value.range[0] === entry.keyRange[0] && isHalfTyped(entry.value, properties);
      halfTyped ||= isHalf;
      const isHere = entry.file === this.program.file;
      const range = isHere ? entry.keyRange : place.anchor;
      const origin = weaker(entry.origin, place.origin);
      if (this.wasSeen(struct, range[0], entry.key)) continue;
      this.fields.push({ struct, entry: origin === entry.origin ? entry : { ...entry, origin }, range, property, dropped, convention: place.convention, path: place.path, call: place.call, owner: place.owner, editable: isHere, record, halfTyped: isHalf });
      // What the kernel drops never reaches it: nothing below can be judged.
      if (property && mayHoldStruct(property.type)) this.value(entry.value, property.type, { ...place, path: [...place.path, entry.key], anchor: range, origin });
    }
    const { convention, path, call, owner } = place;
    const brackets = record ? (place.origin === "fresh" ? record.range : undefined) : convention === "keyword" ? call.range : undefined;
    this.structs.push({ struct, provided, complete: given.complete && place.origin !== "maybe", path, call, owner, hasDropped, halfTyped, brackets, convention });
  }

  private wasSeen(struct: StructSchema, offset: number, key: string): boolean {
    let ofStruct = this.seen.get(struct);
    if (!ofStruct) this.seen.set(struct, (ofStruct = new Map()));
    const keys = ofStruct.get(offset);
    if (keys === undefined) ofStruct.set(offset, key);
    else if (typeof keys === "string") {
      if (keys === key) return true;
      ofStruct.set(offset, new Set([keys, key]));
    } else if (keys.has(key)) return true;
    else keys.add(key);
    return false;
  }

  /** Python: a keyword of the call that has no `=` yet. */
  private isCallUnfinished({ call, owner, path }: Place, properties: ReadonlyMap<string, PropertySchema>): boolean {
    if (!hasHalfTypedKeyword(call, properties)) return false;
    const own = owner.kind === "class" && path.length === 0 ? (this.program.callShape(owner)?.own.length ?? 0) : 0;
    return hasHalfTypedKeyword(call, properties, own);
  }

  /** Descends into a value that is given for a type, as far as it is written out. */
  value(expr: Expr, type: TypeRef, place: Place): void {
    const isPython = this.program.dialect.language === "python";
    if (type.kind === "union") {
      // Only a bare struct type is converted from a dictionary by the Python bindings.
      const [only, ...others] = withoutTokens(type);
      if (only && others.length === 0) this.value(expr, only, isPython && only.kind === "named" ? { ...place, convention: "kernel" } : place);
      return;
    }
    const value = this.program.evaluate(expr);
    if (type.kind === "named") {
      const struct = this.program.schema.type(type.fqn);
      if (struct?.kind === "struct" && value.kind === "record") this.struct(struct, value, place);
      return;
    }
    const convention = isPython ? "kernel" : place.convention;
    if (type.kind === "list" && value.kind === "list") {
      for (const item of value.items) this.value(item, type.of, { ...place, convention, origin: weaker(itemOrigin(item, value), place.origin) });
    } else if (type.kind === "map" && value.kind === "record") {
      for (const entry of value.entries) {
        this.value(entry.value, type.of, { ...place, convention, origin: weaker(entry.origin, place.origin), anchor: entry.file === this.program.file ? entry.keyRange : place.anchor });
      }
    }
  }
}

/** Whether a value of a type may have structs in it. */
function mayHoldStruct(type: TypeRef): boolean {
  return type.kind === "union" ? type.of.some(mayHoldStruct) : type.kind !== "primitive";
}
