/**
 * `npm run oracle:generated`: programs made from the schema. Valid ones must be silent; in a mutant the construct with the
 * mistake, and no other line, must have an error.
 *
 *   node scripts/oracle/generated.mjs [--count N] [--seed N]
 *
 * `--count` is the number of constructs of each kind (valid and mutated) for each language. Needs a build.
 */
import { parseArgs } from "node:util";
import { Linter } from "eslint";
import { kindsOf, programs, VERSIONS } from "./generator.mjs";

const { default: plugin } = await import("../../dist/index.js");

/** Recall that is good enough, wherever a sample is large enough to tell. */
const RECALL = 0.995;
const SAMPLE = 200;
const DEPTHS = ["0", "1", "2", "3", "4+"];

const { values } = parseArgs({ options: { count: { type: "string", default: "2000" }, seed: { type: "string", default: "1" } } });
const linter = new Linter({ configType: "flat" });
const errorsOf = (text, language, version) =>
  linter
    .verify(text, [...plugin.configs.recommended, { files: ["**/*"], settings: { cdktf: { providerVersion: version } } }], { filename: language === "python" ? "stack.py" : "stack.ts" })
    .filter(({ severity, fatal }) => severity === 2 || fatal);

let isBad = false;
const shown = new Map();
function show(what, text, messages) {
  const times = shown.get(what) ?? 0;
  shown.set(what, times + 1);
  if (times < 5) console.error(`${what}\n  ${text.slice(0, 1500).replaceAll("\n", "\n  ")}\n  ${messages.map(({ message }) => message).join("\n  ")}`);
}

/** Mutants and how many of them were found, by kind, depth and version. */
class Tally {
  constructor() {
    this.cells = new Map();
  }

  add(key, isFound) {
    const cell = this.cells.get(key) ?? { made: 0, found: 0 };
    this.cells.set(key, { made: cell.made + 1, found: cell.found + (isFound ? 1 : 0) });
  }

  sum(matches) {
    const chosen = [...this.cells].filter(([key]) => matches(key.split(" | "))).map(([, cell]) => cell);
    return { made: chosen.reduce((sum, { made }) => sum + made, 0), found: chosen.reduce((sum, { found }) => sum + found, 0) };
  }

  /** Prints a table; a cell that is too low makes the run fail. */
  print(title, rows, row, columns, column) {
    const cell = ({ made, found }) => {
      if (made >= SAMPLE && found / made < RECALL) isBad = true;
      return made === 0 ? "–" : `${found}/${made}`;
    };
    const lines = [...rows, "all"].map((name) => [name, ...[...columns, "all"].map((other) => cell(this.sum((key) => (name === "all" || key[row] === name) && (other === "all" || key[column] === other))))]);
    const table = [[title, ...columns, "all"], ...lines];
    const widths = table[0].map((_, at) => Math.max(...table.map((line) => line[at].length)));
    for (const line of table) console.log(line.map((text, at) => (at === 0 ? text.padEnd(widths[at]) : text.padStart(widths[at]))).join("  "));
  }
}

for (const language of ["typescript", "python"]) {
  const tally = new Tally();
  const valid = { made: 0, surplus: 0 };
  const kinds = kindsOf(language);
  const labels = VERSIONS.map(([name, version]) => `${name.split("/")[0].slice(1)} ${version}`);
  const share = Math.ceil(Number(values.count) / VERSIONS.length);
  for (const [at, [name, version]] of VERSIONS.entries()) {
    for (const [, { text, constructs }] of programs({ name, version, language, count: share, seed: Number(values.seed), turn: at })) {
      const errors = errorsOf(text, language, version);
      const explained = new Set();
      for (const { kind, depth, lines, imports, body } of constructs) {
        const own = errors.filter(({ line }) => lines.includes(line));
        for (const error of own) explained.add(error);
        const source = [...imports, ...body].join("\n");
        if (kind === "valid") {
          valid.made++;
          if (own.length > 0) {
            valid.surplus++;
            show(`false finding (${language}, ${labels[at]})`, source, own);
          }
        } else {
          tally.add([kind, DEPTHS[Math.min(depth, 4)], labels[at]].join(" | "), own.length > 0);
          if (own.length === 0) show(`missed: ${kind} at depth ${depth} (${language}, ${labels[at]})`, source, []);
        }
      }
      const outside = errors.filter((error) => !explained.has(error));
      valid.surplus += outside.length;
      if (outside.length > 0) show(`false finding outside of constructs (${language}, ${labels[at]})`, outside.map(({ line }) => text.split("\n")[line - 1]).join("\n"), outside);
    }
  }
  const { made, found } = tally.sum(() => true);
  console.log(`${language}: ${valid.made} valid constructs, ${valid.surplus} false findings; ${made} mutants, recall ${((found / made) * 100).toFixed(2)} %`);
  tally.print("found, by kind and depth", kinds, 0, DEPTHS, 1);
  tally.print("found, by kind and version", kinds, 0, labels, 2);
  isBad ||= valid.surplus > 0 || found / made < RECALL;
}
console.log(`seed ${values.seed}`);
process.exitCode = isBad ? 1 : 0;
