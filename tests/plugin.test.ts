/** The plugin as an object: names, configurations, metadata, and one page and one test for each rule. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../src/index.js";

const ROOT = join(import.meta.dirname, "..");
const RULES = Object.keys(plugin.rules);

describe("the plugin", () => {
  it("tells its name and version as package.json has them", () => {
    const { name, version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { name: string; version: string };
    expect(plugin.meta).toEqual({ name, version, namespace: "cdktf" });
  });

  it("has a source file, a test and a page for every rule, and none without a rule", () => {
    const sources = readdirSync(join(ROOT, "src", "rules")).filter((file) => file.endsWith(".ts") && file !== "index.ts").map((file) => file.slice(0, -3));
    expect(sources.sort()).toEqual([...RULES].sort());
    for (const rule of RULES) {
      expect(existsSync(join(ROOT, "tests", "rules", `${rule}.test.ts`)), `test of ${rule}`).toBe(true);
      expect(existsSync(join(ROOT, "docs", "rules", `${rule}.md`)), `page of ${rule}`).toBe(true);
    }
  });

  it("recommends errors for what provably fails and warnings for advice; strict has all as errors", () => {
    const advice = ["cdktf/no-inline-routes", "cdktf/require-stack-outputs"];
    for (const config of plugin.configs.recommended.filter((one) => one.rules)) {
      expect(Object.keys(config.rules ?? {}).sort()).toEqual(RULES.map((rule) => `cdktf/${rule}`).sort());
      for (const [rule, level] of Object.entries(config.rules ?? {})) expect(level, rule).toBe(advice.includes(rule) ? "warn" : "error");
    }
    for (const config of plugin.configs.strict.filter((one) => one.rules)) {
      expect(new Set(Object.values(config.rules ?? {}))).toEqual(new Set(["error"]));
    }
  });

  it("can be given another name", () => {
    const code = `import { Nope } from "@cdktf/provider-aws/lib/vpc";\n`;
    const messages = new Linter({ configType: "flat" }).verify(code, [{ files: ["**/*.js"], plugins: { infra: plugin as never }, rules: { "infra/no-unknown-import": "error" } }], { filename: "a.js" });
    expect(messages.map((message) => message.ruleId)).toEqual(["infra/no-unknown-import"]);
  });

  it("lints JavaScript through whatever parser is configured", () => {
    const code = `const { Nope } = require("@cdktf/provider-aws/lib/vpc");\n`;
    const messages = new Linter({ configType: "flat" }).verify(code, plugin.configs.recommended, { filename: "a.cjs" });
    expect(messages.map((message) => message.ruleId)).toEqual(["cdktf/no-unknown-import"]);
  });

  it("survives hostile settings", () => {
    for (const cdktf of [null, "21", { providerVersion: 7 }, { versions: "x" }, { providerVersion: "not a version" }, { versions: { __proto__: null } }]) {
      const config = [...plugin.configs.recommended, { settings: { cdktf } }] as Linter.Config[];
      const messages = new Linter({ configType: "flat" }).verify(`import { Vpc } from "@cdktf/provider-aws/lib/vpc";\n`, config, { filename: "a.ts" });
      expect(messages).toEqual([]);
    }
  });
});
