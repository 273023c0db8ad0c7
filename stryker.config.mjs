/** `npm run mutation`: does a test notice when the code is wrong? See scripts/mutation.mjs. */
const sample = process.env["MUTATION_SAMPLE"] !== undefined;

export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner", "./scripts/mutation/sample.mjs"],
  checkers: sample ? ["sample"] : [],
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
  mutate: ["src/rules/**/*.ts", "src/model/**/*.ts", "src/providers-schema/**/*.ts"],
  disableTypeChecks: false,
  coverageAnalysis: "perTest",
  concurrency: 1,
  timeoutMS: 15_000,
  timeoutFactor: 2,
  incremental: !sample,
  incrementalFile: ".stryker/incremental.json",
  tempDirName: ".stryker/sandbox",
  reporters: sample ? ["json", "progress-append-only"] : ["clear-text", "json"],
  jsonReporter: { fileName: ".stryker/report.json" },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  ignorePatterns: ["dist", "bench", "action", "tests/fixtures/**/node_modules", ".stryker"],
};
