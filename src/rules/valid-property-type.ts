/** A value whose type is not the one that the schema of the version in use wants. */
import { typeInWords, withArticle } from "../dialects/types.js";
import { type Mismatch, mismatch } from "../model/assignability.js";
import { typeSince, typesEver } from "../model/history.js";
import { overrideFaults } from "../model/overrides.js";
import type { FieldSite, ProgramModel } from "../model/program.js";
import type { Value } from "../model/values.js";
import type { Expr, RecordExpr } from "../model/ir.js";
import type { PropertySchema, StructSchema } from "../providers-schema/types.js";
import { attributeInstead } from "./support/construct-attributes.js";
import { createRule, type Edit } from "./support/create-rule.js";
import { decidedBy, type Facts, writtenType } from "./support/facts.js";
import { asStructs, keysAs, propertyNamed, structIn } from "./support/struct-edits.js";
import { didYouMean, ending, sinceInWords, versionOf } from "./support/wording.js";

type MessageId = "wrongType" | "typeSince" | "overrideType" | "overrideConstruct" | "readAttribute";

export const validPropertyType = createRule<MessageId>({
  name: "valid-property-type",
  since: "0.1.0",
  description: "Require arguments and block keys to have the type that the schema of the version in use wants",
  level: "error",
  type: "problem",
  fixable: true,
  hasSuggestions: true,
  messages: {
    wrongType: "`{{name}}` of `{{owner}}` takes {{expected}} in {{version}}, not {{found}}{{hint}}",
    typeSince: "`{{name}}` of `{{owner}}` takes {{expected}} {{since}}, not {{found}}{{hint}}",
    overrideType: "`{{path}}` of `{{owner}}` takes {{expected}} in {{version}}; Terraform cannot convert {{found}} that an override puts there.",
    overrideConstruct: "The construct `{{construct}}` in an override cannot be written into Terraform's JSON, and synthesis fails; {{hint}}.",
    readAttribute: "Write `{{written}}`.",
  },
  check(program, report, source) {
    for (const site of program.fieldSites) {
      if (!site.property || site.entry.origin === "maybe") continue;
      const value = program.evaluate(site.entry.value);
      const clash = mismatch(value, site.property.type, program.evaluator);
      const proof = clash ?? requiredNone(program, site.property, value);
      if (!proof || (!program.isExact(site.struct) && !typesEver(program, site.struct, site.property).every((type) => mismatch(value, type, program.evaluator)))) continue;
      const since = clash && proof.path === "" ? typeSince(program, site.struct, site.property) : undefined;
      const wasRight = since && mismatch(value, since.before, program.evaluator) === undefined;
      const repair = repairOf(program, site, proof, source.text);
      const read = attributeInstead(program, site, proof, source.text);
      report({
        range: site.range,
        messageId: wasRight ? "typeSince" : "wrongType",
        data: {
          name: [...site.path, site.entry.key].join(".") + proof.path,
          owner: site.owner.name,
          expected: typeInWords(proof.expected),
          version: versionOf(program, site.struct),
          since: since ? sinceInWords(program, site.struct.package, since.since) : "",
          found: foundInWords(proof),
          hint: ending(repair ? `; write \`${repair.shown}\`` : read ? didYouMean([read.written]) : reshapeHint(proof)),
        },
        facts: {
          ...decidedBy(program, site.struct.package),
          owner: site.owner.name,
          member: [...site.path, site.entry.key].join(".") + proof.path,
          expected: writtenType(program, proof.expected),
          found: proof.found,
          ...(wasRight ? { since: since.since, before: writtenType(program, since.before) } : {}),
          ...(repair ? { example: repair.shown } : {}),
          ...(read ? { candidates: [read.written] } : {}),
        },
        suggest: read && [{ messageId: "readAttribute", data: { written: read.written }, edits: read.edits }],
        fix: repair?.edits ?? reshape(program, site, proof, source.text),
      });
    }
    for (const fault of overrideFaults(program)) {
      const { range, owner, path } = fault;
      const facts: Facts = { ...decidedBy(program, fault.struct.package), owner: owner.name, member: path };
      if (fault.kind === "construct") report({ range, messageId: "overrideConstruct", data: { construct: fault.construct, hint: constructHint(program, path) }, facts: { ...facts, found: fault.construct } });
      if (fault.kind === "type") {
        report({ range, messageId: "overrideType", data: { path, owner: owner.name, expected: typeInWords(fault.expected), found: withArticle(fault.found), version: versionOf(program, fault.struct) }, facts: { ...facts, expected: writtenType(program, fault.expected), found: fault.found } });
      }
    }
  },
});

/** Python: `None` stands for "not given", which a required argument cannot be. */
function requiredNone(program: ProgramModel, property: PropertySchema, value: Value): Mismatch | undefined {
  const isNone = program.dialect.language === "python" && value.kind === "literal" && value.value === null;
  const takesAny = property.type.kind === "primitive" && property.type.name === "any";
  return isNone && !property.optional && !takesAny
    ? { expected: property.type, found: "None", isA: undefined, replacement: undefined, reshape: undefined, path: "" }
    : undefined;
}

/** What to write in the place of a construct. */
function constructHint(program: ProgramModel, path: string): string {
  const instead = program.dialect.name("dependsOn");
  return path === "depends_on" ? `give it to \`${instead}\` of the resource` : "write one of its attributes, such as its `id`";
}

function foundInWords({ found, isA }: Mismatch): string {
  if (isA === "construct") return `the construct \`${found}\``;
  if (isA === "struct") return withArticle(found).replace(found, `\`${found}\``);
  return found === "None" ? "`None`" : withArticle(found);
}

/** How to bring value and type together, where it takes more than another literal. */
function reshapeHint({ reshape, found, expected }: Mismatch): string {
  if (reshape === "wrap") return "; put it into a list";
  if (reshape === "unwrap") return "; take it out of the list";
  return expected.kind === "list" && ["tuple", "set", "generator"].includes(found) ? "; write a list" : "";
}

/** A block into a list of its own, or out of the list that it is alone in. */
function reshape(program: ProgramModel, site: FieldSite, proof: Mismatch, text: string): Edit[] | undefined {
  const { value } = site.entry;
  if (proof.reshape === undefined || proof.path !== "" || !site.editable || !site.property || site.entry.origin !== "fresh") return undefined;
  if (proof.reshape === "wrap") {
    const [start, end] = value.range;
    const brackets: Edit[] = [{ range: [start, start], text: "[" }, { range: [end, end], text: "]" }];
    if (value.kind !== "record") return value.kind === "literal" || (value.kind === "call" && program.evaluate(value).kind !== "record") ? brackets : undefined;
    const struct = structIn(program, proof.expected);
    if (!struct || !isWhole(program, value, struct)) return undefined;
    // In a list the bindings for Python leave a dictionary as it is.
    const calls = program.dialect.language === "python" ? asStructs(program, site.call, [[value, struct]], text) : [];
    return calls && merged(brackets, calls);
  }
  const [only] = value.kind === "list" ? value.items : [];
  if (!only || text.charAt(value.range[0]) !== "[") return undefined;
  const before = text.slice(value.range[0] + 1, only.range[0]);
  const after = text.slice(only.range[1], value.range[1] - 1);
  if (before.trim() !== "" || !/^\s*,?\s*$/u.test(after)) return undefined;
  const struct = structIn(program, proof.expected);
  // A dictionary is read by other names once it is in no list, unless a token could stand there too.
  const convention = program.dialect.language === "python" && site.property.type.kind !== "named" ? "kernel" : site.convention;
  const keys = only.kind === "record" ? struct && isWhole(program, only, struct) && keysAs(program, only, struct, convention, text) : [];
  if (!keys || (only.kind !== "record" && !fitsElsewhere(program, only, struct))) return undefined;
  return [{ range: [value.range[0], only.range[0]], text: "" }, ...keys, { range: [only.range[1], value.range[1]], text: "" }];
}

/** Whether an object from a variable can stand where it is moved to: its keys may be used by others and cannot be rewritten. */
function fitsElsewhere(program: ProgramModel, held: Expr, struct: StructSchema | undefined): boolean {
  const value = program.evaluate(held);
  if (value.kind !== "record") return true;
  return program.dialect.language !== "python" && value.complete && struct !== undefined && isWhole(program, value.expr, struct);
}

/** Nothing in an object is wrong by itself that would only show once it stands where it belongs. */
function isWhole(program: ProgramModel, record: RecordExpr, struct: StructSchema): boolean {
  const properties = program.schema.structProperties(struct);
  if (!properties) return false;
  const given = new Set<string>();
  for (const entry of record.entries) {
    const property = "key" in entry && entry.key !== undefined ? propertyNamed(program, struct, entry.key) : undefined;
    if (!property || !("key" in entry) || mismatch(program.evaluate(entry.value), property.type, program.evaluator)) return false;
    given.add(property.name);
  }
  return [...properties.values()].every(({ name, optional }) => optional || given.has(name));
}

/** Brackets around something that is edited at the same place. */
function merged([open, close]: readonly Edit[], inner: readonly Edit[]): Edit[] {
  const all = inner.map(({ range, text }) => ({ range, text }));
  const first = all.find(({ range }) => range[0] === open?.range[0]);
  const last = all.find(({ range }) => range[1] === close?.range[1]);
  if (!first || !last || !open || !close) return [...(open ? [open] : []), ...all, ...(close ? [close] : [])];
  first.text = open.text + first.text;
  last.text += close.text;
  return all;
}

/** The quote character that the file uses for its strings, as its first string shows. */
function quoteStyle(text: string): string {
  return /["']/u.exec(text)?.[0] ?? '"';
}

function repairOf(program: ProgramModel, site: FieldSite, proof: Mismatch, text: string): { shown: string; edits: Edit[] | undefined } | undefined {
  if (proof.replacement === undefined || proof.path !== "") return undefined;
  const { value } = site.entry;
  const shown = program.dialect.literal(proof.replacement);
  const isHere = site.editable && value.kind === "literal";
  if (!isHere) return { shown, edits: undefined };
  const written = typeof proof.replacement === "string" ? shown.replaceAll('"', quoteStyle(text)) : shown;
  return { shown, edits: [{ range: value.range, text: written }] };
}
