/** A required argument or block key that is not given. */
import { alwaysRequired, requiredSince } from "../model/history.js";
import type { Dialect } from "../dialects/dialect.js";
import { isResolvable } from "../model/core-types.js";
import type { Range } from "../model/ir.js";
import type { ProgramModel, StructSite } from "../model/program.js";
import type { PropertySchema, TypeRef } from "../providers-schema/types.js";
import { createRule, type Suggestion } from "./support/create-rule.js";
import { decidedBy, missingFacts } from "./support/facts.js";
import { insertMembers, quoted } from "./support/text-edits.js";
import { enumerate, sinceInWords, versionOf } from "./support/wording.js";

export const noMissingProperty = createRule<"missingProperty" | "addPlaceholders">({
  name: "no-missing-property",
  since: "0.1.0",
  description: "Require every argument and block key that the schema of the version in use cannot do without",
  level: "error",
  type: "problem",
  hasSuggestions: true,
  messages: {
    missingProperty: "{{owner}} needs {{names}} {{version}}.",
    addPlaceholders: "Add {{names}} with a value to fill in.",
  },
  check(program, report, source) {
    for (const site of program.structSites) {
      if (!site.complete || site.hasDropped || site.halfTyped) continue;
      const properties = program.schema.structProperties(site.struct);
      if (!properties) continue;
      const missing = [...properties.values()].filter((property) => !property.optional && !site.provided.has(property.name));
      if (missing.length === 0) continue;
      if (!program.isExact(site.struct) && !missing.every((property) => alwaysRequired(program, site.struct, property.name))) continue;
      const since = missing.length === 1 && missing[0] && program.isExact(site.struct) ? requiredSince(program, site.struct, missing[0].name) : undefined;
      report({
        range: site.call.calleeRange,
        messageId: "missingProperty",
        data: {
          owner: site.path.length === 0 ? `\`${site.owner.name}\`` : `\`${site.path.join(".")}\` of \`${site.owner.name}\``,
          names: enumerate(missing.map((property) => program.dialect.name(property.name))),
          version: since ? sinceInWords(program, site.struct.package, since) : `in ${versionOf(program, site.struct)}`,
        },
        facts: { ...decidedBy(program, site.struct.package), owner: site.owner.name, ...(site.path.length === 0 ? {} : { member: site.path.join(".") }), ...missingFacts(program, missing), ...(since ? { since } : {}) },
        suggest: placeholders(program, site, missing, source.text),
      });
    }
  },
});

/** The missing properties with values of their types, at the end of what is given. */
function placeholders(program: ProgramModel, site: StructSite, missing: readonly PropertySchema[], text: string): Suggestion<"addPlaceholders">[] | undefined {
  const { dialect } = program;
  if (!site.brackets || !missing.every(({ type }) => placeholderOf(type, text, dialect) !== undefined)) return undefined;
  const isObject = text.charAt(site.brackets[0]) === "{";
  // What makes an object in another way, such as `Object.assign(…)` or `dict(…)`, has no place for them.
  if (!isObject && site.brackets !== site.call.range) return undefined;
  const members = missing.map(({ name, type }) => {
    const value = placeholderOf(type, text, dialect) ?? "";
    if (!isObject) return `${dialect.name(name)}=${value}`;
    return dialect.language === "python" ? `${quoted(site.convention === "kernel" ? name : dialect.name(name), text)}: ${value}` : `${name}: ${value}`;
  });
  const edit = insertMembers(isObject ? site.brackets : argumentsOf(site, text), members, dialect.language, text);
  return edit && [{ messageId: "addPlaceholders", data: { names: enumerate(missing.map(({ name }) => dialect.name(name))) }, edits: [edit] }];
}

/** The brackets of a call's arguments. */
function argumentsOf({ call }: StructSite, text: string): Range {
  return [text.indexOf("(", call.calleeRange[1]), call.range[1]];
}

/** A value of a type that says that it has to be filled in; undefined where none can be written. */
function placeholderOf(type: TypeRef, text: string, dialect: Dialect): string | undefined {
  switch (type.kind) {
    case "primitive":
      return type.name === "string" ? quoted("TODO", text) : type.name === "number" ? "0" : type.name === "boolean" ? dialect.literal(false) : undefined;
    case "list":
      return "[]";
    case "map":
      return "{}";
    case "named":
      return isResolvable(type) ? undefined : "{}";
    case "union":
      return type.of.map((option) => placeholderOf(option, text, dialect)).find((one) => one !== undefined);
  }
}
