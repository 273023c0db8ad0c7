/** A required argument or block key that is not given. */
import { alwaysRequired, requiredSince } from "../model/history.js";
import { createRule } from "./support/create-rule.js";
import { enumerate, refLabel, versionOf } from "./support/wording.js";

export const noMissingProperty = createRule<"missingProperty">({
  name: "no-missing-property",
  description: "Require every argument and block key that the schema of the version in use cannot do without",
  level: "error",
  type: "problem",
  messages: {
    missingProperty: "{{owner}} needs {{names}} {{version}}.",
  },
  check(program, report) {
    for (const site of program.structSites) {
      if (!site.complete || site.hasDropped) continue;
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
          version: since ? `since ${refLabel(since)} (you use ${program.schema.versionInUse(site.struct.package) ?? ""})` : `in ${versionOf(program, site.struct)}`,
        },
      });
    }
  },
});
