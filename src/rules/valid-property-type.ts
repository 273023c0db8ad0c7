/** A value whose type is not the one that the schema of the version in use wants. */
import { describe, type Mismatch, mismatch } from "../model/assignability.js";
import { typeSince, typesEver } from "../model/history.js";
import type { FieldSite, ProgramModel } from "../model/program.js";
import type { Value } from "../model/values.js";
import type { PropertySchema } from "../providers-schema/types.js";
import { createRule, type Edit } from "./support/create-rule.js";
import { refLabel, versionOf, withArticle } from "./support/wording.js";

export const validPropertyType = createRule<"wrongType" | "typeSince">({
  name: "valid-property-type",
  description: "Require arguments and block keys to have the type that the schema of the version in use wants",
  level: "error",
  type: "problem",
  fixable: true,
  messages: {
    wrongType: "`{{name}}` of `{{owner}}` takes {{expected}} in {{version}}, not {{found}}{{hint}}.",
    typeSince: "`{{name}}` of `{{owner}}` is {{expected}} since {{since}} (you use {{version}}), not {{found}}{{hint}}.",
  },
  check(program, report, source) {
    for (const site of program.fieldSites) {
      if (!site.property || site.entry.origin === "maybe") continue;
      const value = program.evaluate(site.entry.value);
      const proof = mismatch(value, site.property.type, program.evaluator) ?? requiredNone(program, site.property, value);
      if (!proof || (!program.isExact(site.struct) && !typesEver(program, site.struct, site.property).every((type) => mismatch(value, type, program.evaluator)))) continue;
      const since = proof.path === "" ? typeSince(program, site.struct, site.property) : undefined;
      const wasRight = since && mismatch(value, since.before, program.evaluator) === undefined;
      const repair = repairOf(program, site, proof, source.text);
      report({
        range: site.range,
        messageId: wasRight ? "typeSince" : "wrongType",
        data: {
          name: [...site.path, site.entry.key].join(".") + proof.path,
          owner: site.owner.name,
          expected: withArticle(describe(proof.expected)),
          version: wasRight ? (program.schema.versionInUse(site.struct.package) ?? "") : versionOf(program, site.struct),
          since: since ? refLabel(since.since) : "",
          found: foundInWords(proof),
          hint: repair ? `; write \`${repair.shown}\`` : reshapeHint(proof),
        },
        fix: repair?.edits,
      });
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

function foundInWords({ found, isA }: Mismatch): string {
  if (isA === "construct") return `the construct \`${found}\``;
  if (isA === "struct") return `a \`${found}\``;
  return found === "None" ? "`None`" : withArticle(found);
}

/** How to bring value and type together, where it takes more than another literal. */
function reshapeHint({ reshape, found, expected }: Mismatch): string {
  if (reshape === "wrap") return "; put it into a list";
  if (reshape === "unwrap") return "; take it out of the list";
  return expected.kind === "list" && ["tuple", "set", "generator"].includes(found) ? "; write a list" : "";
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
