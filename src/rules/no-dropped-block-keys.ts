/** Python: keys of a dictionary in a list of blocks that the bindings drop without a word. */
import { addTo, type CallExpr, type RecordExpr } from "../model/ir.js";
import type { FieldSite, ProgramModel } from "../model/program.js";
import type { StructSchema } from "../providers-schema/types.js";
import { createRule, type Edit } from "./support/create-rule.js";
import { asStructs } from "./support/struct-edits.js";
import { versionOf } from "./support/wording.js";

export const noDroppedBlockKeys = createRule<"droppedKey">({
  name: "no-dropped-block-keys",
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
        fix: asStructCalls(program, site.call, byCall.get(site.call) ?? [], asCalls, source.text) ?? keyAsJsiiName(site, site.dropped.name, source.text),
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

/** jsii's own name is what the kernel reads; the value stays as it is. */
function keyAsJsiiName(site: FieldSite, name: string, text: string): Edit[] | undefined {
  if (!site.editable || site.entry.origin === "shared") return undefined;
  const [start, end] = site.entry.keyRange;
  const quote = /^["']/u.exec(text.slice(start, end))?.[0];
  return quote === undefined ? undefined : [{ range: site.entry.keyRange, text: quote + name + quote }];
}
