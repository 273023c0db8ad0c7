/** An argument or block key that the resource does not have at the version in use. */
import { plainName } from "../dialects/dialect.js";
import { everNamed, pastOfProperty } from "../model/history.js";
import type { FieldSite, ProgramModel } from "../model/program.js";
import { nearest } from "../providers-schema/index.js";
import { createRule, type Edit } from "./support/create-rule.js";
import { didYouMean, ending, pastInWords, versionOf } from "./support/wording.js";

export const noUnknownProperty = createRule<"unknownProperty" | "pastProperty">({
  name: "no-unknown-property",
  description: "Disallow arguments and block keys that the schema of the version in use does not have",
  level: "error",
  type: "problem",
  fixable: true,
  messages: {
    unknownProperty: "`{{name}}` is not {{role}} of {{owner}} in {{version}}{{hint}}",
    pastProperty: "`{{name}}` of {{owner}} {{past}}{{hint}}",
  },
  check(program, report, source) {
    for (const site of program.fieldSites) {
      if (site.property || site.dropped || !isCertain(site)) continue;
      const names = program.propertiesByName(site.struct, site.convention);
      if (!names) continue;
      if (!program.isExact(site.struct) && everNamed(program, site.struct, site.entry.key, site.convention) !== undefined) continue;
      const past = pastOfProperty(program, site.struct, site.entry.key, site.convention);
      if (past) {
        const [successor] = past.kind === "removed" ? past.successors : [];
        const hint = successor === undefined ? "." : `; write \`${site.convention === "keyword" ? program.dialect.name(successor) : successor}\`.`;
        report({ range: site.range, messageId: "pastProperty", data: { name: site.entry.key, owner: ownerOf(site), past: pastInWords(program, site.struct.package, past), hint } });
        continue;
      }
      const sameWords = [...names.keys()].filter((name) => plainName(name) === plainName(site.entry.key));
      const renamed = sameWords.length === 1 ? sameWords[0] : undefined;
      const near = renamed === undefined ? nearest(site.entry.key, names.keys()) : [];
      report({
        range: site.range,
        messageId: "unknownProperty",
        data: {
          name: site.entry.key,
          role: site.path.length === 0 && site.owner.kind === "class" ? "an argument" : "a key",
          owner: ownerOf(site),
          version: versionOf(program, site.struct),
          hint: ending(renamed === undefined ? didYouMean(near) : `; write \`${renamed}\``),
        },
        fix: renamed === undefined ? undefined : renameKey(program, site, renamed, source.text),
      });
    }
  },
});

/** TypeScript passes surplus keys of shared objects on without harm: only what is written for this call counts. */
function isCertain(site: FieldSite): boolean {
  if (site.entry.origin === "maybe") return false;
  return site.convention !== "object" || site.entry.origin !== "shared";
}

/** What the key would belong to: the resource, or the block in it. */
function ownerOf(site: FieldSite): string {
  return site.path.length === 0 ? `\`${site.owner.name}\`` : `\`${site.path.join(".")}\` in \`${site.owner.name}\``;
}

function renameKey(program: ProgramModel, site: FieldSite, name: string, text: string): Edit[] | undefined {
  const { entry } = site;
  if (!site.editable || entry.origin === "shared") return undefined;
  const names = program.propertiesByName(site.struct, site.convention);
  const wanted = names?.get(name);
  // Were the right name given too, renaming would write it twice.
  const twice = program.fieldSites.some((other) => other !== site && other.call === site.call && other.struct === site.struct && other.path.length === site.path.length && other.property === wanted);
  if (!wanted || twice) return undefined;
  const [start, end] = entry.keyRange;
  // `{ cidr_block }` names a variable of its own, which keeps its name.
  if (entry.value.range[0] === start && entry.value.range[1] === end) return [{ range: entry.keyRange, text: `${name}: ${text.slice(start, end)}` }];
  const quote = /^["']/u.exec(text.slice(start, end))?.[0] ?? "";
  return [{ range: entry.keyRange, text: quote + name + quote }];
}
