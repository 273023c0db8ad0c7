/** An argument or block key that the resource does not have at the version in use. */
import { plainName } from "../dialects/dialect.js";
import { typeInWords } from "../dialects/types.js";
import { mismatch } from "../model/assignability.js";
import { everNamed, pastOfProperty } from "../model/history.js";
import { type OverrideFault, overrideFaults } from "../model/overrides.js";
import { withoutOwner } from "../model/owner-words.js";
import type { FieldSite, ProgramModel } from "../model/program.js";
import { nearest } from "../providers-schema/index.js";
import type { PropertySchema } from "../providers-schema/types.js";
import { type AllowOptions, allowOptions, isAllowed } from "./support/allowed.js";
import { createRule, type Edit, type Finding } from "./support/create-rule.js";
import { decidedBy, type Facts, pastFacts, writtenType } from "./support/facts.js";
import { didYouMean, ending, pastInWords, versionOf } from "./support/wording.js";

type MessageId = "unknownProperty" | "pastProperty" | "overrideName" | "overrideInside" | "overrideElement";

export const noUnknownProperty = createRule<MessageId, AllowOptions>({
  name: "no-unknown-property",
  since: "0.1.0",
  description: "Disallow arguments and block keys that the schema of the version in use does not have",
  level: "error",
  type: "problem",
  fixable: true,
  options: allowOptions,
  messages: {
    unknownProperty: "`{{name}}` is not {{role}} of {{owner}} in {{version}}{{hint}}",
    pastProperty: "`{{name}}` of {{owner}} {{past}}{{hint}}",
    overrideName: "`{{name}}` in an override goes into Terraform's JSON as it is, where no name has capital letters; write `{{terraform}}`.",
    overrideInside: "`{{path}}` of `{{owner}}` takes {{expected}} in {{version}}, so there is no `{{rest}}` in it to override.",
    overrideElement: "The override of `{{rest}}` is lost: `{{path}}` of `{{owner}}` is given as a list; write `{{path}}.0.{{rest}}` for its first element.",
  },
  check(program, report, source, options) {
    for (const site of program.fieldSites) {
      if (site.property || site.dropped || site.halfTyped || !isCertain(site)) continue;
      if (isAllowed(options, site.owner.name, [...site.path, site.entry.key])) continue;
      const names = program.propertiesByName(site.struct, site.convention);
      if (!names) continue;
      if (!program.isExact(site.struct) && everNamed(program, site.struct, site.entry.key, site.convention) !== undefined) continue;
      const facts: Facts = { ...decidedBy(program, site.struct.package), owner: site.owner.name, member: [...site.path, site.entry.key].join(".") };
      const past = pastOfProperty(program, site.struct, site.entry.key, site.convention);
      if (past) {
        const [successor] = past.kind === "removed" ? past.successors : [];
        const name = successor === undefined || site.convention !== "keyword" ? successor : program.dialect.name(successor);
        const hint = name === undefined ? "." : `; write \`${name}\`.`;
        report({
          range: site.range,
          messageId: "pastProperty",
          data: { name: site.entry.key, owner: ownerOf(site), past: pastInWords(program, site.struct.package, past), hint },
          facts: { ...facts, ...pastFacts(past), candidates: name === undefined ? [] : [name] },
          fix: name === undefined || (past.kind === "removed" && past.successors.length > 1) || !fits(program, site, name) ? undefined : renameKey(program, site, name, source.text),
        });
        continue;
      }
      const sameWords = [...names.keys()].filter((name) => plainName(name) === plainName(site.entry.key));
      const renamed = sameWords.length === 1 ? sameWords[0] : undefined;
      const near = renamed === undefined ? nearNames(program, site, names) : [];
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
        facts: { ...facts, candidates: renamed === undefined ? near : [renamed] },
        fix: renamed === undefined ? undefined : renameKey(program, site, renamed, source.text),
      });
    }
    for (const fault of overrideFaults(program)) reportOverride(program, fault, report);
  },
});

function reportOverride(program: ProgramModel, fault: OverrideFault, report: (finding: Finding<MessageId>) => void): void {
  const data = { path: fault.path, owner: fault.owner.name, version: versionOf(program, fault.struct) };
  const facts: Facts = { ...decidedBy(program, fault.struct.package), owner: fault.owner.name, member: fault.path };
  if (fault.kind === "name") report({ range: fault.range, messageId: "overrideName", data: { name: fault.written, terraform: fault.terraform }, facts: { ...facts, candidates: [fault.terraform] } });
  if (fault.kind === "inside") report({ range: fault.range, messageId: "overrideInside", data: { ...data, expected: typeInWords(fault.expected), rest: fault.rest }, facts: { ...facts, expected: writtenType(program, fault.expected) } });
  if (fault.kind === "element") report({ range: fault.range, messageId: "overrideElement", data: { ...data, rest: fault.rest }, facts: { ...facts, example: `${fault.path}.0.${fault.rest}` } });
}

/** Which keys may be meant: rather one that is not given yet, that takes the value, that is required. */
function nearNames(program: ProgramModel, site: FieldSite, names: ReadonlyMap<string, PropertySchema>): readonly string[] {
  const { key, value } = site.entry;
  const beside = program.fieldSitesOf(site.call).filter((other) => other.struct === site.struct && other.path.join(".") === site.path.join("."));
  const given = new Set(beside.map(({ entry }) => entry.key));
  const written = program.evaluate(value);
  const prefer = (name: string): number => {
    const property = names.get(name);
    if (!property || given.has(name)) return 0;
    return 0.3 + (mismatch(written, property.type, program.evaluator) === undefined ? 0.5 : 0) + (property.optional ? 0 : 0.2);
  };
  const slips = nearest(key, names.keys(), { prefer, slipsOnly: true });
  if (slips.length > 0) return slips;
  // What every resource has, such as `provider`, is not meant by a longer name.
  const own = [...names].flatMap(([name, property]) => (program.schema.declaringStruct(site.struct, property.name)?.package === site.struct.package ? [name] : []));
  const bare = site.path.length === 0 ? withoutOwner(site.owner.name, key, own) : undefined;
  if (bare !== undefined) return [bare];
  // What cannot take the value would only be wrong in another way, unless its name goes on where the key ends.
  const takesIt = (name: string): boolean => {
    const property = names.get(name);
    const proof = property && mismatch(written, property.type, program.evaluator);
    return proof === undefined || proof.replacement !== undefined || plainName(name).startsWith(plainName(key));
  };
  return nearest(key, own.filter(takesIt), { prefer });
}

/** TypeScript passes surplus keys of shared objects on without harm: only what is written for this call counts. */
function isCertain(site: FieldSite): boolean {
  if (site.entry.origin === "maybe") return false;
  return site.convention !== "object" || site.entry.origin !== "shared";
}

/** Whether the value is certainly one that the property of another name takes. */
function fits(program: ProgramModel, site: FieldSite, name: string): boolean {
  const property = program.propertiesByName(site.struct, site.convention)?.get(name);
  return property !== undefined && mismatch(program.evaluate(site.entry.value), property.type, program.evaluator) === undefined;
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
