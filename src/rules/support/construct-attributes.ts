/** What of a construct can stand where a string is wanted: its id, its ARN, its name. */
import type { Mismatch } from "../../model/assignability.js";
import { withoutTokens } from "../../model/core-types.js";
import type { Expr } from "../../model/ir.js";
import type { FieldSite, ProgramModel } from "../../model/program.js";
import type { Edit } from "./create-rule.js";

/** Words at the end of a property's name, and the attribute that they ask for. */
const BY_WORD: readonly (readonly [RegExp, string])[] = [
  [/Arns?$|^arns?$/u, "arn"],
  [/Names?$|^names?$/u, "name"],
];

/** An attribute of a construct, as the code would write it. */
export interface ReadInstead {
  /** `vpc.id` */
  readonly written: string;
  readonly edits: readonly Edit[];
}

/** The attribute that is most likely meant by a construct given for a string; undefined where it has none or where it is not written out here. */
export function attributeInstead(program: ProgramModel, site: FieldSite, proof: Mismatch, text: string): ReadInstead | undefined {
  if (proof.isA !== "construct" || !site.editable || !withoutTokens(proof.expected).some((type) => type.kind === "primitive" && type.name === "string")) return undefined;
  const expr = standingAt(site.entry.value, proof.path);
  if (!expr || !(expr.kind === "name" || expr.kind === "member")) return undefined;
  const value = program.evaluate(expr);
  if (value.kind !== "instance") return undefined;
  const property = site.property?.name ?? "";
  const wanted = [...BY_WORD.filter(([word]) => word.test(property)).map(([, attribute]) => attribute), "id", "arn"];
  const members = program.evaluator.members(value.type);
  const attribute = wanted.find((name) => {
    const member = members.get(program.dialect.name(name));
    return member && "member" in member && !member.member.static && member.member.type.kind === "primitive" && member.member.type.name === "string";
  });
  if (attribute === undefined) return undefined;
  const added = `.${program.dialect.name(attribute)}`;
  return { written: text.slice(...expr.range) + added, edits: [{ range: [expr.range[1], expr.range[1]], text: added }] };
}

/** The value itself, or the element of the list that it is. */
function standingAt(value: Expr, path: string): Expr | undefined {
  if (path === "") return value;
  const index = /^\[(\d+)\]$/u.exec(path)?.[1];
  return index === undefined || value.kind !== "list" ? undefined : value.items[Number(index)];
}
