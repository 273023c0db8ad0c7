/** Python: keys of a dictionary in a list of blocks that the bindings drop without a word. */
import { addTo, type CallExpr, type RecordExpr } from "../model/ir.js";
import type { FieldSite, ProgramModel } from "../model/program.js";
import type { PropertySchema, StructSchema } from "../providers-schema/types.js";
import { createRule, type Edit } from "./support/create-rule.js";
import { decidedBy } from "./support/facts.js";
import { asStructs, keysIn } from "./support/struct-edits.js";
import { versionOf } from "./support/wording.js";

export const noDroppedBlockKeys = createRule<"droppedKey">({
  name: "no-dropped-block-keys",
  since: "0.1.0",
  description: "Disallow snake_case keys in dictionaries that reach jsii unconverted, where they are dropped silently",
  level: "error",
  type: "problem",
  fixable: true,
  messages: {
    droppedKey:
      "`{{name}}` is dropped silently: a dict in the list `{{list}}` of `{{owner}}` reaches jsii as it is ({{version}}); write `{{struct}}({{name}}=…)` or the key `{{jsiiName}}`.",
  },
  check(program, report, source) {
    const asCalls = new Map<CallExpr, Edit[] | undefined>();
    // A dictionary in a list reaches jsii as it is in every version.
    const sites = program.fieldSites.flatMap((site) => (site.dropped && site.entry.origin !== "maybe" ? [{ ...site, dropped: site.dropped }] : []));
    const byCall = new Map<CallExpr, FieldSite[]>();
    for (const site of sites) addTo(byCall, site.call, site);
    for (const site of sites) {
      report({
        range: site.range,
        messageId: "droppedKey",
        data: {
          name: site.entry.key,
          list: site.path.join("."),
          owner: site.owner.name,
          struct: site.struct.name,
          jsiiName: site.dropped.name,
          version: versionOf(program, site.struct),
        },
        facts: { ...decidedBy(program, site.struct.package), owner: site.owner.name, member: [...site.path, site.entry.key].join("."), candidates: [site.dropped.name], example: `${site.struct.name}(${site.entry.key}=…)` },
        fix: asStructCalls(program, site.call, byCall.get(site.call) ?? [], asCalls, source.text) ?? keyAsJsiiName(program, site, site.dropped, source.text),
      });
    }
  },
});

/** All dictionaries of a call that lose keys, as the struct classes that they stand for. */
function asStructCalls(program: ProgramModel, call: CallExpr, sites: readonly FieldSite[], known: Map<CallExpr, Edit[] | undefined>, text: string): Edit[] | undefined {
  if (!known.has(call)) {
    const records = new Map(sites.map(({ record, struct }) => [record, struct]));
    const isOwn = sites.every((site) => site.record && site.editable && site.entry.origin === "fresh");
    known.set(call, isOwn ? asStructs(program, call, records as Map<RecordExpr, StructSchema>, text) : undefined);
  }
  return known.get(call);
}

/** jsii's own names are what the kernel reads, of the key and of those under it. */
function keyAsJsiiName(program: ProgramModel, site: FieldSite, { name, type }: PropertySchema, text: string): Edit[] | undefined {
  if (!site.editable || site.entry.origin === "shared") return undefined;
  const [start, end] = site.entry.keyRange;
  const quote = /^["']/u.exec(text.slice(start, end))?.[0];
  // What is spread behind it may overwrite the value, but not the text.
  const written = site.record?.entries.find((entry) => "key" in entry && entry.keyRange[0] === start);
  const inner = keysIn(program, written?.value ?? site.entry.value, type, "kernel", text);
  return quote === undefined || !inner ? undefined : [{ range: site.entry.keyRange, text: quote + name + quote }, ...inner];
}
