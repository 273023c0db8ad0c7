/** What `cdktf-lint init` would write, and what it leaves to people. */
import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type PackageManager, type Project, textOf } from "./project.js";

/** Where the hook and the action are. */
export interface Source {
  /** `https://github.com/owner/name` */
  readonly url: string;
  readonly version: string;
}

export interface Step {
  /** What it is for. */
  readonly title: string;
  /** Relative to the current folder, with slashes. */
  readonly path: string;
  /** `write`: a new file; `add`: lines for a file that is there, which people add; `done`: nothing is left to do. */
  readonly kind: "write" | "add" | "done";
  readonly text: string;
}

export interface Plan {
  readonly steps: readonly Step[];
  /** What to do afterwards. */
  readonly next: readonly string[];
}

/** Decides what a project needs; writes nothing. */
export function planFor(project: Project, source: Source): Plan {
  const steps = project.hasTypeScript ? [eslintStep(project), hookStep(project, source), pipelineStep(project, source)] : [hookStep(project, source), pipelineStep(project, source)];
  return { steps: steps.filter((step) => step !== undefined), next: nextSteps(project) };
}

function shownPath(project: Project, path: string): string {
  return relative(project.folder, path).split(sep).join("/");
}

function read(path: string): string {
  return textOf(path) ?? "";
}

const ESLINT_CONFIG = `import cdktf from "eslint-plugin-cdktf";

export default [...cdktf.configs.recommended];
`;

function eslintStep(project: Project): Step {
  const title = "ESLint, for editors and `eslint .`";
  const { eslintConfig } = project;
  if (eslintConfig === undefined) return { title, path: "eslint.config.mjs", kind: "write", text: ESLINT_CONFIG };
  const path = shownPath(project, eslintConfig);
  const text = read(eslintConfig);
  if (text.includes("eslint-plugin-cdktf")) return { title, path, kind: "done", text: "" };
  const isCommonJs = /\.cts$|\.cjs$/u.test(eslintConfig) || (/\.js$/u.test(eslintConfig) && /module\.exports|\brequire\(/u.test(text));
  const load = isCommonJs ? 'const { default: cdktf } = require("eslint-plugin-cdktf");' : 'import cdktf from "eslint-plugin-cdktf";';
  return { title, path, kind: "add", text: `${load}\n\n// … and in the array that is exported:\n...cdktf.configs.recommended,\n` };
}

function hookStep(project: Project, { url, version }: Source): Step | undefined {
  if (!project.isRepository) return undefined;
  if (!project.hasPython && /"(?:lint-staged|husky)"\s*:/u.test(project.manifest ?? "")) {
    const isThere = /"lint-staged"[^]*cdktf-lint/u.test(project.manifest ?? "");
    return { title: "A check before each commit, with lint-staged", path: "package.json", kind: isThere ? "done" : "add", text: '"lint-staged": {\n  "*.{ts,tsx,mts,cts,js,mjs,cjs}": "cdktf-lint"\n}\n' };
  }
  const title = "A check before each commit, with pre-commit (https://pre-commit.com)";
  const path = join(project.top, ".pre-commit-config.yaml");
  const hook = `  - repo: ${url}\n    rev: v${version}\n    hooks:\n      - id: cdktf-lint\n`;
  const shown = shownPath(project, path);
  if (!existsSync(path)) return { title, path: shown, kind: "write", text: `repos:\n${hook}` };
  return read(path).includes(url) ? { title, path: shown, kind: "done", text: "" } : { title, path: shown, kind: "add", text: `# … under "repos:"\n${hook}` };
}

function pipelineStep(project: Project, source: Source): Step | undefined {
  if (!project.isRepository) return undefined;
  const gitlab = join(project.top, ".gitlab-ci.yml");
  const github = join(project.top, ".github");
  if (existsSync(gitlab) && !existsSync(github)) {
    const isThere = read(gitlab).includes("cdktf-lint");
    return { title: "A check of every merge request, with GitLab", path: shownPath(project, gitlab), kind: isThere ? "done" : "add", text: gitlabJob(project) };
  }
  const title = "A check of every pull request, with GitHub Actions";
  const [path, other] = ["cdktf-lint.yml", "cdktf-lint.yaml"].map((name) => join(github, "workflows", name)) as [string, string];
  const found = [path, other].find((file) => existsSync(file));
  return found === undefined ? { title, path: shownPath(project, path), kind: "write", text: workflow(project, source) } : { title, path: shownPath(project, found), kind: "done", text: "" };
}

/** The folder to lint, from the top of the repository. */
function lintedFolder(project: Project): string {
  return relative(project.top, project.folder).split(sep).join("/") || ".";
}

function workflow(project: Project, { url, version }: Source): string {
  const folder = lintedFolder(project);
  return `name: cdktf-lint

on:
  pull_request:
  push:
    branches: [main, master]

permissions:
  contents: read

jobs:
  cdktf-lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          # The whole history: what a pull request changed is seen only with it.
          fetch-depth: 0
      - uses: ${new URL(url).pathname.slice(1)}@v${version}
        with:
          ${folder === "." ? "paths: ." : `working-directory: ${/^[\w./-]+$/u.test(folder) ? folder : JSON.stringify(folder)}`}
          # In an old repository: \`true\` reports what a pull request changed and nothing else.
          only-changed-lines: false
`;
}

function gitlabJob(project: Project): string {
  const folder = lintedFolder(project);
  return `cdktf-lint:\n  image: node:22\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n  script:\n${folder === "." ? "" : `    - cd '${folder.replaceAll("'", "'\\''")}'\n`}    - npx --yes --package eslint --package eslint-plugin-cdktf cdktf-lint\n`;
}

const INSTALL: Readonly<Record<PackageManager, string>> = { npm: "npm install --save-dev", pnpm: "pnpm add --save-dev", yarn: "yarn add --dev", bun: "bun add --dev" };
const RUN: Readonly<Record<PackageManager, string>> = { npm: "npx", pnpm: "pnpm exec", yarn: "yarn", bun: "bunx" };

function nextSteps({ hasTypeScript, hasPython, manifest, packageManager, isRepository }: Project): string[] {
  const isInstalled = (name: string): boolean => manifest?.includes(`"${name}"`) === true;
  const missing = ["eslint", "eslint-plugin-cdktf"].filter((name) => !isInstalled(name));
  const usesPackages = hasTypeScript || manifest !== undefined;
  const command = usesPackages ? `${RUN[packageManager]} cdktf-lint` : "npx --package eslint --package eslint-plugin-cdktf cdktf-lint";
  return [
    ...(usesPackages && missing.length > 0 ? [`${INSTALL[packageManager]} ${missing.join(" ")}`] : []),
    ...(isRepository && hasPython ? ["pre-commit install"] : []),
    command,
    `${command} --suppress-all    (in an old project: take what is there as known)`,
  ];
}

