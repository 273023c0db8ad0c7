/** A value whose type is not the one that the schema of the version in use wants. */
import { describe, type Mismatch, mismatch } from "../model/assignability.js";
import type { FieldSite, ProgramModel } from "../model/program.js";
import { createRule, type Edit } from "./support/create-rule.js";
import { versionOf, withArticle } from "./support/wording.js";

export const validPropertyType = createRule<"wrongType">({
  name: "valid-property-type",
  description: "Require arguments and block keys to have the type that the schema of the version in use wants",
  level: "error",
  type: "problem",
  fixable: true,
  messages: {
    wrongType: "`{{name}}` of `{{owner}}` takes {{expected}} in {{version}}, not {{found}}{{hint}}.",
  },
  check(program, report, source) {
    for (const site of program.fieldSites) {
      if (!site.property || site.entry.origin === "maybe") continue;
      const proof = mismatch(program.evaluate(site.entry.value), site.property.type, program.evaluator);
      if (!proof) continue;
      const repair = repairOf(program, site, proof, source.text);
      report({
        range: site.range,
        messageId: "wrongType",
        data: {
          name: [...site.path, site.entry.key].join(".") + proof.path,
          owner: site.owner.name,
          expected: withArticle(describe(proof.expected)),
          version: versionOf(program, site.struct),
          found: foundInWords(proof),
          hint: repair ? `; write \`${repair.shown}\`` : proof.reshape === "wrap" ? "; put it into a list" : "",
        },
        fix: repair?.edits,
      });
    }
  },
});

function foundInWords(proof: Mismatch): string {
  return /^[A-Z]/u.test(proof.found) ? `the construct \`${proof.found}\`` : withArticle(proof.found);
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
