/** What comes along with this package: only what docs/dependencies.md says, under licences that all can live with. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validateWorkflow } from "@action-validator/core";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");

interface LockedPackage {
  readonly path: string;
  readonly name: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

interface Dependencies {
  readonly ALLOWED_LICENCES: readonly string[];
  productionTree(): readonly LockedPackage[];
  dependencyTable(): string;
  licenceTable(): string;
}

const { ALLOWED_LICENCES, dependencyTable, licenceTable, productionTree } = (await import(join(ROOT, "scripts/dependencies.mjs") as string)) as Dependencies;
const page = readFileSync(join(ROOT, "docs/dependencies.md"), "utf8");

describe("dependencies", () => {
  it("are listed with their reasons, sizes and licences, all of them and no others", () => {
    expect(page).toContain(dependencyTable());
    expect(page).toContain(licenceTable());
  });

  it("have licences that are allowed, which the page names", () => {
    expect(productionTree().length).toBeGreaterThan(30);
    expect(productionTree().filter(({ license }) => !ALLOWED_LICENCES.includes(license ?? "")).map(({ name, license }) => `${name}: ${license ?? "none"}`)).toEqual([]);
    expect(page).toContain(`allowed: ${ALLOWED_LICENCES.join(", ")}.`);
  });

  it("run nothing when they are installed", () => {
    expect(productionTree().filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)).toEqual([]);
  });

  it("are locked with their checksums", () => {
    expect(productionTree().filter(({ integrity }) => integrity === undefined).map(({ path }) => path)).toEqual([]);
  });
});

describe("the workflow that publishes", () => {
  const text = readFileSync(join(ROOT, ".github/workflows/publish.yml"), "utf8");
  const workflow = load(text) as { permissions: object; jobs: { publish: { permissions: object; steps: readonly { uses?: string; run?: string }[] } } };

  it("is what GitHub's schema wants", () => {
    expect(validateWorkflow(text)).toEqual({ actionType: "workflow", errors: [] });
  });

  it("takes actions by their commit, has no more rights than it needs, and publishes with provenance after all checks", () => {
    const { permissions, steps } = workflow.jobs.publish;
    expect(steps.flatMap(({ uses }) => (uses === undefined || /@[\da-f]{40}$/u.test(uses) ? [] : [uses]))).toEqual([]);
    expect([workflow.permissions, permissions]).toEqual([{}, { contents: "read", "id-token": "write" }]);
    expect(steps.at(-1)?.run).toBe("npm publish --provenance --access public");
    expect(steps.map(({ run }) => run)).toEqual(expect.arrayContaining(["npm ci --ignore-scripts", "npm audit --omit=dev --audit-level=low", "npm test", "npm run test:security"]));
  });
});
