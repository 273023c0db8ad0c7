import { defineConfig } from "vitest/config";

/**
 * The tests that mutants are held against: those that need no build and no process of their own. MUTATION_TESTS names
 * fewer, with commas between them, where a mutated file has tests of its own.
 */
export default defineConfig({
  test: {
    include: process.env["MUTATION_TESTS"]?.split(",") ?? ["tests/rules/**/*.test.ts", "tests/model/**/*.test.ts", "tests/providers-schema/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
