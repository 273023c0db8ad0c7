/** A read of an attribute, method or constant that the class does not have at the version in use. */
import { plainName } from "../dialects/dialect.js";
import { pastOf } from "../model/history.js";
import type { IndexExpr, MemberExpr, SourceModel } from "../model/ir.js";
import { providerOf } from "../model/modules.js";
import { withoutOwner } from "../model/owner-words.js";
import { CONSTRUCT } from "../model/core-types.js";
import type { ProgramModel } from "../model/program.js";
import type { Value } from "../model/values.js";
import { nearest } from "../providers-schema/index.js";
import type { ClassSchema, EnumSchema } from "../providers-schema/types.js";
import { type AllowOptions, allowOptions, isAllowed } from "./support/allowed.js";
import { createRule, type Edit, type Finding } from "./support/create-rule.js";
import { decidedBy, type Facts, pastFacts, writtenType } from "./support/facts.js";
import { didYouMean, ending, pastInWords, versionOf } from "./support/wording.js";

type MessageId = "unknownAttribute" | "pastAttribute" | "unknownMember" | "tokenIndex" | "listIndex";

export const noUnknownAttribute = createRule<MessageId, AllowOptions>({
  name: "no-unknown-attribute",
  since: "0.1.0",
  description: "Disallow reading attributes, methods and constants that a class does not have, and indexing lists that only Terraform knows",
  level: "error",
  type: "problem",
  fixable: true,
  options: allowOptions,
  messages: {
    unknownAttribute: "`{{name}}` is not an attribute or method of `{{owner}}` in {{version}}{{hint}}",
    pastAttribute: "`{{name}}` of `{{owner}}` {{past}}{{hint}}",
    unknownMember: "`{{name}}` is not a member of `{{owner}}` in {{version}}{{hint}}",
    tokenIndex: "`{{list}}` of `{{owner}}` is a token in {{version}}, whose values only Terraform knows, so `[{{index}}]` does not reach into it; write `Fn.element({{source}}, {{index}})`.",
    listIndex: "`{{list}}` of `{{owner}}` is a `{{type}}` in {{version}}, which has no `[{{index}}]`; write `{{source}}.get({{index}})`.",
  },
  check(program, report, source, options) {
    const known = namesSet(program.file);
    for (const member of program.file.members) {
      if (member.write || member.flow.inTry || isAlwaysThere(program, member.property)) continue;
      const owner = ownerOf(program, member);
      if (!owner || !program.schema.isExact(owner.package) || has(program, owner, member.property) || known.has(member.property)) continue;
      if (isAllowed(options, owner.name, [member.property])) continue;
      const names = namesOf(program, owner);
      const sameWords = names.filter((name) => plainName(name) === plainName(member.property));
      const renamed = sameWords.length === 1 ? sameWords[0] : undefined;
      const data = { name: member.property, owner: owner.name, version: versionOf(program, owner) };
      const meant = renamed === undefined ? namesMeant(owner.name, member.property, names) : [renamed];
      const hint = ending(renamed === undefined ? didYouMean(meant) : `; write \`${renamed}\``);
      const facts: Facts = { ...decidedBy(program, owner.package), owner: owner.name, member: member.property, candidates: meant };
      if (owner.kind === "enum") {
        report({ range: member.propertyRange, messageId: "unknownMember", data: { ...data, hint }, facts, fix: rename(member, renamed) });
        continue;
      }
      const past = renamed === undefined ? pastOfAttribute(program, owner, member.property) : undefined;
      if (renamed === undefined && !past && isAddedElsewhere(program, member.property)) continue;
      if (past) report({ range: member.propertyRange, messageId: "pastAttribute", data: { ...data, past: pastInWords(program, owner.package, past), hint }, facts: { ...facts, ...pastFacts(past) } });
      else report({ range: member.propertyRange, messageId: "unknownAttribute", data: { ...data, hint }, facts, fix: rename(member, renamed) });
    }
    for (const index of program.file.indexes) {
      const finding = indexFinding(program, index, source.text);
      if (finding) report(finding);
    }
  },
});

/** The class or enumeration whose members the read can only mean. */
function ownerOf(program: ProgramModel, member: MemberExpr): ClassSchema | EnumSchema | undefined {
  const value = program.evaluate(member.object);
  if (value.kind === "type") return value.type.kind === "class" || value.type.kind === "enum" ? value.type : undefined;
  // Only what is seen to be created is certainly of this very class and of none that extends it.
  if (value.kind === "instance") return value.call && program.schema.isA(value.type.fqn, CONSTRUCT) === true ? value.type : undefined;
  return value.kind === "typed" ? referenceClass(program, value) : undefined;
}

/** The class of a block's reference or list: generated, and extended by nobody. */
function referenceClass(program: ProgramModel, value: Extract<Value, { kind: "typed" }>): ClassSchema | undefined {
  const type = value.type.kind === "named" ? program.schema.type(value.type.fqn) : undefined;
  const pkg = type && program.schema.package(type.package);
  if (type?.kind !== "class" || !pkg || providerOf(pkg) === undefined) return undefined;
  return program.schema.isA(type.fqn, CONSTRUCT) === false ? type : undefined;
}

function has(program: ProgramModel, owner: ClassSchema | EnumSchema, name: string): boolean {
  if (owner.kind === "enum") return owner.members.includes(name);
  // Where a base is not known, it may have anything.
  return program.schema.isA(owner.fqn, "") === undefined || program.evaluator.members(owner).has(name);
}

function namesOf(program: ProgramModel, owner: ClassSchema | EnumSchema): readonly string[] {
  return owner.kind === "enum" ? owner.members : [...program.evaluator.members(owner).keys()];
}

const OF_EVERY_OBJECT: ReadonlySet<string> = new Set([
  "constructor", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "name", "length", "prototype", "call", "apply", "bind", "mro",
]);

/** What every object or class has, and what is nobody's business. */
function isAlwaysThere(program: ProgramModel, name: string): boolean {
  return name.startsWith("_") || name.startsWith("#") || (program.dialect.language === "ecmascript" || name === "mro" ? OF_EVERY_OBJECT.has(name) : false);
}

/** Functions that set an attribute by its name, or ask whether there is one. */
const BY_NAME = /^(?:hasattr|getattr|setattr|defineProperty|hasOwn|hasOwnProperty)$/u;

/** The attributes that code sets, or asks for: it has its own idea of the object. */
function namesSet({ pendingMutations, calls }: SourceModel): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { mutation } of pendingMutations) if (mutation.kind === "set" && mutation.key !== undefined) names.add(mutation.key);
  for (const call of calls) {
    if (!BY_NAME.test(calledName(call))) continue;
    for (const { value } of call.args) if (value.kind === "literal" && typeof value.value === "string") names.add(value.value);
  }
  return names;
}

/** How a project adds members to classes that are not its own. */
const AUGMENTATION = /declare\s+(?:module|global)|\.prototype\b|defineProperty|setattr/u;

/** Another file of the project, or a library for the CDK, may have added the member to the class. */
function isAddedElsewhere(program: ProgramModel, name: string): boolean {
  const { file, evaluator } = program;
  if (file.imports.some(({ module }) => /cdk|terraform|construct/iu.test(module) && !/^(?:\.|@?cdkt[fn](?:[/._]|$)|constructs$)/u.test(module))) return true;
  return evaluator.project.hasText(name, AUGMENTATION, file);
}

function calledName({ callee }: { readonly callee: MemberExpr["object"] }): string {
  return callee.kind === "name" ? callee.name : callee.kind === "member" ? callee.property : "";
}

function pastOfAttribute(program: ProgramModel, owner: ClassSchema, written: string): ReturnType<typeof pastOf> {
  const pkg = program.schema.package(owner.package);
  const name = pkg?.everyProperty(owner.name).find((one) => program.dialect.name(one) === written);
  return name === undefined ? undefined : pastOf(pkg?.propertyHistory(owner.name, name) ?? []);
}

function namesMeant(owner: string, name: string, names: readonly string[]): readonly string[] {
  const readable = names.filter((one) => !/^(?:put|reset)(?:_|[A-Z])|(?:_input|Input)$/u.test(one));
  // `vpc.vpcId`, `bucket.bucketArn`: the attribute with the name of its resource before it, as other tools call it.
  const bare = withoutOwner(owner, name, readable);
  return bare === undefined ? nearest(name, readable) : [bare];
}

function rename(member: MemberExpr, renamed: string | undefined): Edit[] | undefined {
  // Only a plain `.name`: a computed `["name"]` has quotes around it.
  return renamed !== undefined && member.propertyRange[1] - member.propertyRange[0] === member.property.length ? [{ range: member.propertyRange, text: renamed }] : undefined;
}

/** `azs.names[0]`: the list is a token, of which nothing can be taken before Terraform runs. */
function indexFinding(program: ProgramModel, expr: IndexExpr, text: string): Finding<MessageId> | undefined {
  const index = program.evaluate(expr.index);
  if (index.kind !== "literal" || typeof index.value !== "number" || expr.flow.inTry) return undefined;
  const value = program.evaluate(expr.object);
  if (value.kind !== "typed" || !value.read || value.read.call || value.read.owner.kind !== "class") return undefined;
  const { owner, member } = value.read;
  const pkg = program.schema.package(owner.package);
  if (!pkg || providerOf(pkg) === undefined) return undefined;
  const source = text.slice(...expr.object.range);
  const data = { list: program.dialect.name(member), owner: owner.name, index: String(index.value), source, version: versionOf(program, owner) };
  const facts: Facts = { ...decidedBy(program, owner.package), owner: owner.name, member: data.list, found: writtenType(program, value.type) };
  const type = referenceClass(program, value);
  if (type) {
    const hasGet = program.evaluator.members(type).has("get");
    return hasGet ? { range: expr.range, messageId: "listIndex", data: { ...data, type: type.name }, facts: { ...facts, example: `${source}.get(${data.index})` } } : undefined;
  }
  // `subnetIdsInput` gives back the very list that was given.
  const isToken = value.type.kind === "list" && value.type.of.kind === "primitive" && !member.endsWith("Input");
  return isToken ? { range: expr.range, messageId: "tokenIndex", data, facts: { ...facts, example: `Fn.element(${source}, ${data.index})` } } : undefined;
}
