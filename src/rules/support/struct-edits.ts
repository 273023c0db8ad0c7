/** Dictionaries in the place of blocks: as the struct class with its import, or with their keys by other names. */
import type { CallExpr, Expr, RecordExpr } from "../../model/ir.js";
import type { KeyConvention, ProgramModel } from "../../model/program.js";
import type { PropertySchema, StructSchema, TypeRef } from "../../providers-schema/types.js";
import type { Edit } from "./create-rule.js";
import { importBeside, importedBy } from "./import-edits.js";

const MAX_DEPTH = 20;

/**
 * The edits that turn dictionaries into calls of their struct classes.
 *
 * @param records dictionaries that do not overlap, with the structs that they stand for
 * @param call the call that they are given to, which shows how classes of its module are named here
 * @returns undefined where one of them holds what a call cannot take, or its class cannot be named
 */
export function asStructs(program: ProgramModel, call: CallExpr, records: Iterable<readonly [RecordExpr, StructSchema]>, text: string): Edit[] | undefined {
  const conversion = new Conversion(program, call, text);
  for (const [record, struct] of records) if (!conversion.convert(record, struct, 0)) return undefined;
  return conversion.edits;
}

class Conversion {
  readonly edits: Edit[] = [];
  private readonly names = new Map<string, string | undefined>();
  /** A block in another that is converted goes with it, and may be asked for by itself as well. */
  private readonly converted = new Set<RecordExpr>();

  constructor(
    private readonly program: ProgramModel,
    private readonly call: CallExpr,
    private readonly text: string,
  ) {}

  convert(record: RecordExpr, struct: StructSchema, depth: number): boolean {
    const { text, program } = this;
    if (this.converted.has(record)) return true;
    this.converted.add(record);
    const [start, end] = record.range;
    const name = this.nameOf(struct);
    if (depth > MAX_DEPTH || name === undefined || !program.schema.structProperties(struct) || text.charAt(start) !== "{") return false;
    const edits: Edit[] = [{ range: [start, start + 1], text: `${name}(` }];
    for (const entry of record.entries) {
      if (!("key" in entry) || entry.key === undefined || !/["']/u.test(text.charAt(entry.keyRange[0]))) return false;
      const property = propertyNamed(program, struct, entry.key);
      const between = text.slice(entry.keyRange[1], entry.value.range[0]);
      if (!property || !/^\s*:\s*$/u.test(between)) return false;
      edits.push({ range: [entry.keyRange[0], entry.value.range[0]], text: `${program.dialect.name(property.name)}=` });
      // A block right in the struct is read by other names than one in a dictionary.
      const inner = property.type.kind === "named" ? program.schema.type(property.type.fqn) : undefined;
      if (inner?.kind !== "struct" || entry.value.kind === "call") continue;
      if (entry.value.kind !== "record" || !this.convert(entry.value, inner, depth + 1)) return false;
    }
    edits.push({ range: [end - 1, end], text: ")" });
    this.edits.push(...edits);
    return true;
  }

  /** How the class of a struct is written here; adds the import that it takes. */
  private nameOf(struct: StructSchema): string | undefined {
    if (!this.names.has(struct.fqn)) this.names.set(struct.fqn, this.findName(struct));
    return this.names.get(struct.fqn);
  }

  private findName(struct: StructSchema): string | undefined {
    const { program, call, text } = this;
    const module = program.schema.package(struct.package)?.module(struct.module)?.python;
    const callee = program.evaluate(call.callee);
    if (module === undefined || callee.kind !== "type" || callee.type.package !== struct.package || callee.type.module !== struct.module) return undefined;
    if (call.callee.kind === "member") return `${text.slice(...call.callee.object.range)}.${struct.name}`;
    const spec = call.callee.kind === "name" ? importedBy(call.callee.scope.lookup(call.callee.name)) : undefined;
    if (!spec || spec.module !== module) return undefined;
    const found = importBeside(program, spec, struct.name, text);
    // Two structs for one import statement stand behind each other at one place.
    const at = found?.edits[0];
    const before = at && this.edits.findIndex(({ range }) => range[0] === at.range[0] && range[1] === at.range[1]);
    if (at && before !== undefined && before >= 0) this.edits[before] = { range: at.range, text: (this.edits[before]?.text ?? "") + at.text };
    else if (at) this.edits.push(at);
    return found?.name;
  }
}

/**
 * The edits that write the keys of a dictionary, and of those in it that are read in the same way, by the names that a
 * convention has for them.
 *
 * @returns undefined where a key cannot be rewritten
 */
export function keysAs(program: ProgramModel, record: RecordExpr, struct: StructSchema, convention: KeyConvention, text: string): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const entry of record.entries) {
    if (!("key" in entry) || entry.key === undefined) return undefined;
    const { key, keyRange, value } = entry;
    const property = propertyNamed(program, struct, key);
    if (!property) return undefined;
    const name = convention === "keyword" ? program.dialect.name(property.name) : property.name;
    const quote = /^["']/u.exec(text.slice(...keyRange))?.[0];
    if (key !== name) {
      if (quote === undefined) return undefined;
      edits.push({ range: keyRange, text: quote + name + quote });
    }
    // What is in a list is read by jsii's own names in any case.
    const isReadAlike = convention === "kernel" || property.type.kind === "named";
    const inner = isReadAlike ? keysIn(program, value, property.type, convention, text) : [];
    if (!inner) return undefined;
    edits.push(...inner);
  }
  return edits;
}

/** The same for what is given for a property: a dictionary, or a list of them. */
export function keysIn(program: ProgramModel, given: Expr, type: TypeRef, convention: KeyConvention, text: string): Edit[] | undefined {
  const struct = structIn(program, type);
  if (!struct) return [];
  const edits: Edit[] = [];
  for (const item of given.kind === "list" ? given.items : [given]) {
    if (program.evaluate(item).kind !== "record") continue;
    const own = item.kind === "record" ? keysAs(program, item, struct, convention, text) : undefined;
    if (!own) return undefined;
    edits.push(...own);
  }
  return edits;
}

/** The property of a struct by the name that it has in this language, or by jsii's. */
export function propertyNamed(program: ProgramModel, struct: StructSchema, name: string): PropertySchema | undefined {
  return program.propertiesByName(struct, "keyword")?.get(name) ?? program.schema.structProperties(struct)?.get(name);
}

/** The struct that a type is, or is a list of. */
export function structIn(program: ProgramModel, type: TypeRef): StructSchema | undefined {
  if (type.kind === "union") return type.of.map((option) => structIn(program, option)).find((one) => one !== undefined);
  if (type.kind === "list") return structIn(program, type.of);
  const struct = type.kind === "named" ? program.schema.type(type.fqn) : undefined;
  return struct?.kind === "struct" ? struct : undefined;
}
