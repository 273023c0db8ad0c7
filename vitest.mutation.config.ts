import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type Reporter, type TestSpecification, type Vitest } from "vitest/node";

/** Test files by the mutated file that they last noticed a change of, the latest first. */
const noticed = new Map<string, string[]>();
let mutated = "";

let vitest: Vitest | undefined;

const remember: Reporter = {
  onInit(ctx) {
    vitest = ctx;
  },
  // A file that cannot be loaded has no tests, and Stryker would miss their failures.
  onTestModuleEnd(module) {
    if (module.errors().length > 0) vitest?.state.catchError(new Error(`${module.moduleId} cannot be loaded`), "Unhandled Error");
  },
  onTestCaseResult(test) {
    if (test.result().state !== "failed") return;
    const file = test.module.moduleId;
    noticed.set(mutated, [file, ...(noticed.get(mutated) ?? []).filter((other) => other !== file)]);
  },
};

let sources: ReadonlyMap<string, string> | undefined;

/** The file of a mutant: Stryker puts all of them into the code, by number. */
function fileOf(mutant: string, root: string): string {
  sources ??= new Map(readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts")).map((name) => join("src", name)).flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/stryMutAct_\w+\("(\d+)"\)/gu)].map(([, id = ""]) => [id, file] as const)));
  return sources.get(mutant) ?? "";
}

/**
 * The test file most likely to notice comes first, since the first failure ends a run. Without a mutant each file has a
 * process of its own and says what it reaches; with one, all files that reach it run whole and in one process: that
 * saves the loading of all modules, and one test may have cached what another sees.
 */
class LikelyFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { mode, activeMutant } = this.ctx.getRootProject().getProvidedContext() as { mode?: string; activeMutant?: string };
    for (const project of this.ctx.projects) {
      project.config.isolate = mode !== "mutant";
      delete project.config.testNamePattern;
    }
    mutated = mode === "mutant" ? fileOf(activeMutant ?? "", this.ctx.config.root) : "";
    const earlier = noticed.get(mutated) ?? [];
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = earlier.indexOf(moduleId);
      if (at !== -1) return at;
      if (basename(moduleId).startsWith(basename(mutated, ".ts"))) return 100;
      return dirname(moduleId).includes(dirname(mutated).replace(/^src\//u, "tests/")) ? 200 : 300;
    };
    return Promise.resolve(mutated === "" ? files : [...files].sort((a, b) => rank(a) - rank(b)));
  }
}

/**
 * The tests that mutants are held against: those that need no build and no process of their own. MUTATION_TESTS names
 * fewer, with commas between them, where a mutated file has tests of its own.
 */
export default defineConfig({
  test: {
    include: process.env["MUTATION_TESTS"]?.split(",") ?? ["tests/rules/**/*.test.ts", "tests/model/**/*.test.ts", "tests/providers-schema/**/*.test.ts", "tests/project.test.ts", "tests/docs.test.ts"],
    // Stryker knows how long a run may take.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    sequence: { sequencer: LikelyFirst },
    reporters: [remember],
  },
});
