/**
 * `npm run oracle:generated`: programs made from the schema. Valid ones must be silent; in a mutant the line with the
 * mistake, and no other, must have an error.
 *
 *   node scripts/oracle/generated.mjs [--count N] [--seed N]
 *
 * `--count` is the number of constructs of each kind (valid and mutated) for each language. Needs a build.
 */
import { parseArgs } from "node:util";
import { Linter } from "eslint";
import { KINDS, LINES, program, seedWith } from "./generator.mjs";

const { default: plugin } = await import("../../dist/index.js");
const { bundledVersions } = await import("../../dist/providers-schema/index.js");

const { values } = parseArgs({ options: { count: { type: "string", default: "2000" }, seed: { type: "string", default: "1" } } });
seedWith(Number(values.seed));
/** Versions of both lines, of each layout that has a module for a resource or a service. */
const VERSIONS = [
  ["@cdktf/provider-aws", "5.0.52"], ["@cdktf/provider-aws", "9.0.52"], ["@cdktf/provider-aws", "12.0.13"], ["@cdktf/provider-aws", "19.20.0"],
  ["@cdktf/provider-aws", bundledVersions("@cdktf/provider-aws").at(-1)], ["@cdktn/provider-aws", bundledVersions("@cdktn/provider-aws").at(-1)],
];
const linter = new Linter({ configType: "flat" });
const errorsOf = (text, language, version) =>
  linter
    .verify(text, [...plugin.configs.recommended, { files: ["**/*"], settings: { cdktf: { providerVersion: version } } }], { filename: language === "python" ? "stack.py" : "stack.ts" })
    .filter(({ severity, fatal }) => severity === 2 || fatal);

let isBad = false;
const show = (what, line, messages) => console.error(`${what}\n  ${line.slice(0, 400)}\n  ${messages.map(({ message }) => message).join("\n  ")}`);
for (const language of ["typescript", "python"]) {
  const counts = Object.fromEntries(["valid", ...KINDS].map((kind) => [kind, { made: 0, missed: 0, surplus: 0 }]));
  for (let made = 0; made < Number(values.count); made += LINES) {
    for (const kind of ["valid", KINDS[(made / LINES) % KINDS.length]]) {
      const [name, version] = VERSIONS[Math.floor(made / LINES) % VERSIONS.length];
      const { text, head, lines } = program(name, version, language, kind);
      const errors = errorsOf(text, language, version);
      for (const [at, line] of lines.entries()) {
        const own = errors.filter((message) => message.line === head + at + 1);
        counts[kind].made++;
        if (kind === "valid" && own.length > 0 && ++counts.valid.surplus <= 5) show(`false finding (${name} ${version})`, line, own);
        if (kind !== "valid" && own.length === 0 && ++counts[kind].missed <= 3) show(`missed: ${kind} (${name} ${version})`, line, []);
      }
      const outside = errors.filter((message) => message.line <= head);
      if (outside.length > 0 && (counts.valid.surplus += outside.length) <= 5) show("false finding in an import", text.split("\n")[outside[0].line - 1], outside);
    }
  }
  const mutants = KINDS.reduce((sum, kind) => sum + counts[kind].made, 0);
  const missed = KINDS.reduce((sum, kind) => sum + counts[kind].missed, 0);
  const recall = mutants === 0 ? 1 : (mutants - missed) / mutants;
  console.log(`${language}: ${counts.valid.made} valid constructs, ${counts.valid.surplus} false findings; ${mutants} mutants, recall ${(recall * 100).toFixed(2)} % (${KINDS.map((kind) => `${kind} ${counts[kind].made - counts[kind].missed}/${counts[kind].made}`).join(", ")})`);
  isBad ||= counts.valid.surplus > 0 || recall < 0.995;
}
console.log(`seed ${values.seed}`);
process.exitCode = isBad ? 1 : 0;
