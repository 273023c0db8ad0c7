import { defineConfig } from "vitest/config";

/** The tests that need no build and no process of their own: thousands of mutants are held against them. */
export default defineConfig({
  test: {
    include: ["tests/rules/**/*.test.ts", "tests/model/**/*.test.ts", "tests/providers-schema/**/*.test.ts", "tests/versions.test.ts", "tests/project.test.ts"],
    testTimeout: 60_000,
  },
});
