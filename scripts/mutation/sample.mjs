/**
 * A checker of Stryker's that lets a sample of the mutants through. MUTATION_SAMPLE is JSON: `share` from 0 to 1 and
 * `seed`, or `only`, a list of keys. Whether a mutant is in depends on itself and the seed alone.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { relative } from "node:path";

/** What a mutant is in every run over the same code. */
function lotKeyOf(fileName, { location: { start, end }, mutatorName, replacement }) {
  return `${fileName}:${start.line}:${start.column}-${end.line}:${end.column} ${mutatorName} ${replacement}`;
}

/** The same as long as its own line stays, wherever in the file. */
export function keyOf(fileName, { location: { start }, mutatorName, replacement }, source) {
  return `${fileName} ${source.split("\n")[start.line - 1]?.trim()} ${start.column} ${mutatorName} ${replacement}`;
}

/** A number from 0 to 1, evenly distributed over the mutants. */
function lot(key, seed) {
  return createHash("sha256").update(`${seed} ${key}`).digest().readUInt32BE() / 2 ** 32;
}

class Sample {
  constructor() {
    const { share, seed, only } = JSON.parse(process.env.MUTATION_SAMPLE);
    const wanted = only && new Set(only);
    const sources = new Map();
    this.isIn = (fileName, mutant) => {
      const name = nameOf(fileName);
      if (!wanted) return lot(lotKeyOf(name, mutant), seed) < share;
      if (!sources.has(fileName)) sources.set(fileName, readFileSync(fileName, "utf8"));
      return wanted.has(keyOf(name, mutant, sources.get(fileName)));
    };
  }
  async init() {}
  /** All at once. */
  async group(mutants) {
    return [mutants.map(({ id }) => id)];
  }
  async check(mutants) {
    return Object.fromEntries(mutants.map((mutant) => {
      // Locations of a running Stryker count from 0, those of its report from 1.
      const { start, end } = mutant.location;
      const location = { start: { line: start.line + 1, column: start.column + 1 }, end: { line: end.line + 1, column: end.column + 1 } };
      return [mutant.id, this.isIn(mutant.fileName, { ...mutant, location }) ? { status: "passed" } : { status: "compileError", reason: "not in the sample" }];
    }));
  }
}

function nameOf(fileName) {
  return relative(process.cwd(), fileName).replaceAll("\\", "/").replace(/^.*?(?=src\/)/, "");
}

export const strykerPlugins = [{ kind: "Checker", name: "sample", injectableClass: Sample }];
