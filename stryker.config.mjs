/** `npm run mutation`: does a test notice when the code is wrong? `-- --mutate src/rules/x.ts` asks for one file alone. */
export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
  mutate: ["src/rules/**/*.ts", "src/model/**/*.ts", "src/providers-schema/**/*.ts"],
  coverageAnalysis: "perTest",
  concurrency: 1,
  ignoreStatic: true,
  timeoutMS: 20_000,
  timeoutFactor: 3,
  incremental: true,
  incrementalFile: ".stryker/incremental.json",
  tempDirName: ".stryker/sandbox",
  reporters: ["clear-text", "progress-append-only", "json"],
  jsonReporter: { fileName: ".stryker/report.json" },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  ignorePatterns: ["dist", "docs", "bench", "scripts", "action", "tests/fixtures/**/node_modules", ".stryker"],
};
