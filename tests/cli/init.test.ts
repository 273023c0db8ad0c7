/** `cdktf-lint init`, and whether what it writes works. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { CLI, cli, folderWith } from "./run-cli.js";

const ROOT = join(import.meta.dirname, "../..");
const { version, repository } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string; repository: { url: string } };
const URL_OF_IT = repository.url.replace(/^git\+|\.git$/gu, "");
const TS = { "main.ts": `import { Nope } from "@cdktf/provider-aws/lib/vpc";\nimport { App } from "cdktf";\n`, "package.json": '{"name": "x", "type": "module"}' };
const PY = { "main.py": "from cdktf import App\n", "requirements.txt": "cdktf==0.21.0\n" };
const REPOSITORY = { ".git/": "" };
const WORKFLOW = ".github/workflows/cdktf-lint.yml";

const filesIn = (root: string): string[] => (readdirSync(root, { recursive: true }) as string[]).filter((name) => !name.startsWith(".git/") && /\.(?:ya?ml|mjs)$/u.test(name)).map((name) => name.replaceAll("\\", "/")).sort();
/** The lines that tell of a file: `path: what becomes of it`. */
const steps = (stdout: string): string[] => stdout.split("\n").filter((line) => /^ {2}\S+: (?:new file|is there)/u.test(line)).map((line) => line.trim());

describe("init shows and, with --yes, writes", () => {
  it("ESLint's configuration, the hook and the workflow for TypeScript", async () => {
    const root = folderWith({ ...TS, ...REPOSITORY, "pnpm-lock.yaml": "" });
    const shown = await cli(root, ["init"]);
    expect(shown).toMatchObject({ code: 1, stderr: "cdktf-lint: nothing was written, because there is no terminal to ask on; --yes writes the new files\n" });
    expect(steps(shown.stdout)).toEqual(["eslint.config.mjs: new file", ".pre-commit-config.yaml: new file", `${WORKFLOW}: new file`]);
    expect(filesIn(root)).toEqual(["pnpm-lock.yaml"]);
    expect(await cli(root, ["init", "--dry-run"])).toMatchObject({ code: 0, stderr: "" });
    expect(filesIn(root)).toEqual(["pnpm-lock.yaml"]);

    const { code, stdout } = await cli(root, ["init", "--yes"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Next:\n  pnpm add --save-dev eslint eslint-plugin-cdktf\n  pnpm exec cdktf-lint\n");
    expect(filesIn(root)).toEqual([WORKFLOW, ".pre-commit-config.yaml", "eslint.config.mjs", "pnpm-lock.yaml"]);
    for (const name of ["eslint.config.mjs", ".pre-commit-config.yaml", WORKFLOW]) {
      for (const line of readFileSync(join(root, name), "utf8").split("\n")) expect(shown.stdout).toContain(line);
    }
    expect(load(readFileSync(join(root, ".pre-commit-config.yaml"), "utf8"))).toEqual({ repos: [{ repo: URL_OF_IT, rev: `v${version}`, hooks: [{ id: "cdktf-lint" }] }] });
    expect(load(readFileSync(join(root, WORKFLOW), "utf8"))).toMatchObject({ on: { pull_request: null }, jobs: { "cdktf-lint": { steps: [{ with: { "fetch-depth": 0 } }, { uses: `${new URL(URL_OF_IT).pathname.slice(1)}@v${version}`, with: { paths: ".", "only-changed-lines": false } }] } } });

    mkdirSync(join(root, "node_modules"));
    symlinkSync(ROOT, join(root, "node_modules", "eslint-plugin-cdktf"), "dir");
    const linted = spawnSync(process.execPath, [join(ROOT, "node_modules/eslint/bin/eslint.js"), "."], { cwd: root, encoding: "utf8" });
    expect(linted.stdout).toContain("cdktf/no-unknown-import");

    const again = await cli(root, ["init"]);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(steps(again.stdout)).toEqual(["eslint.config.mjs: is there already, nothing to do", ".pre-commit-config.yaml: is there already, nothing to do", `${WORKFLOW}: is there already, nothing to do`]);
  });

  it("the hook first, and no ESLint configuration, for Python", async () => {
    const root = folderWith({ ...PY, ...REPOSITORY });
    const { code, stdout } = await cli(root, ["init", "--yes"]);
    expect(code).toBe(0);
    expect(steps(stdout)).toEqual([".pre-commit-config.yaml: new file", `${WORKFLOW}: new file`]);
    expect(stdout).toContain("Next:\n  pre-commit install\n  npx --package eslint --package eslint-plugin-cdktf cdktf-lint\n");
  });

  it("both for a mixed project in a folder of a repository", async () => {
    const root = folderWith({ ...Object.fromEntries(Object.entries({ ...TS, ...PY }).map(([name, text]) => [`infra/${name}`, text])), ...REPOSITORY, "yarn.lock": "" });
    const { stdout } = await cli(join(root, "infra"), ["init", "--yes"]);
    expect(stdout).toContain("A project in TypeScript or JavaScript and Python.");
    expect(stdout).toContain("  yarn add --dev eslint eslint-plugin-cdktf\n  pre-commit install\n  yarn cdktf-lint\n");
    expect(filesIn(root)).toEqual([WORKFLOW, ".pre-commit-config.yaml", "infra/eslint.config.mjs"]);
    expect(load(readFileSync(join(root, WORKFLOW), "utf8"))).toMatchObject({ jobs: { "cdktf-lint": { steps: [{}, { with: { "working-directory": "infra" } }] } } });
  });

  it("lines to add where files are there, which it leaves as they are", async () => {
    const files = {
      "eslint.config.js": 'const js = require("@eslint/js");\nmodule.exports = [js.configs.recommended];\n',
      ".pre-commit-config.yaml": "repos:\n  - repo: local\n    hooks: []\n",
      ".gitlab-ci.yml": "test:\n  script: [npm test]\n",
    };
    const root = folderWith({ ...TS, "main.py": PY["main.py"], ...REPOSITORY, ...files });
    const { code, stdout, stderr } = await cli(root, ["init"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(steps(stdout)).toEqual(["eslint.config.js: is there; add to it", ".pre-commit-config.yaml: is there; add to it", ".gitlab-ci.yml: is there; add to it"]);
    for (const text of ['const { default: cdktf } = require("eslint-plugin-cdktf");', "...cdktf.configs.recommended,", "- id: cdktf-lint", "cdktf-lint:\n      image: node:22"]) expect(stdout).toContain(text);
    expect((await cli(root, ["init", "--yes"])).code).toBe(0);
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(root, name), "utf8")).toBe(text);
  });

  it("lint-staged where the project has it, and no hook outside of a repository", async () => {
    const staged = folderWith({ ...TS, ...REPOSITORY, "package.json": '{"lint-staged": {"*.ts": "prettier"}}' });
    expect(steps((await cli(staged, ["init"])).stdout)).toEqual(["eslint.config.mjs: new file", "package.json: is there; add to it", `${WORKFLOW}: new file`]);
    const alone = folderWith(TS);
    expect(steps((await cli(alone, ["init"])).stdout)).toEqual(["eslint.config.mjs: new file"]);
  });

  it("nothing through a link that leads nowhere, and nothing for wrong usage", async () => {
    const root = folderWith(TS);
    symlinkSync(join(root, "elsewhere"), join(root, "eslint.config.mjs"));
    expect((await cli(root, ["init", "--yes"])).stdout).toContain("left as it is: eslint.config.mjs");
    expect(existsSync(join(root, "elsewhere"))).toBe(false);
    expect(await cli(root, ["init", "--force"])).toMatchObject({ code: 2, stdout: "" });
    expect(await cli(root, ["init", "folder"])).toMatchObject({ code: 2, stdout: "" });
  });
});

/** Runs the command on a terminal of its own and answers each question in turn; no answer closes the input. */
const TERMINAL = `
import os, pty, re, sys
cwd, answers, command = sys.argv[1], list(sys.argv[2]), sys.argv[3:]
pid, fd = pty.fork()
if pid == 0:
    os.chdir(cwd)
    os.execvp(command[0], command)
text = ""
asked = 0
while True:
    try:
        part = os.read(fd, 4096)
    except OSError:
        break
    if not part:
        break
    text += part.decode("utf8", "replace")
    while len(re.findall(r"\\[y/N\\]", text)) > asked:
        answer = answers[asked] if asked < len(answers) else "\\x04"
        asked += 1
        os.write(fd, (answer if answer == "\\x04" else answer + "\\n").encode())
status = os.waitpid(pid, 0)[1]
sys.stdout.write(text)
sys.exit(os.waitstatus_to_exitcode(status))
`;
const hasPython = process.platform !== "win32" && spawnSync("python3", ["-c", "import os, pty; os.waitstatus_to_exitcode"]).status === 0;

describe.skipIf(!hasPython)("on a terminal (made by Python 3.9 or later, which is not there)", () => {
  it.each([
    ["yny", [".github/workflows/cdktf-lint.yml", "eslint.config.mjs"]],
    ["nny", [".github/workflows/cdktf-lint.yml"]],
    ["y", ["eslint.config.mjs"]],
    ["", []],
  ])("it asks for each file: %j", (answers, written) => {
    const root = folderWith({ ...TS, ...REPOSITORY });
    const { status, stdout } = spawnSync("python3", ["-c", TERMINAL, root, answers, process.execPath, CLI, "init"], { encoding: "utf8" });
    expect({ status, files: filesIn(root) }, stdout).toEqual({ status: 0, files: written });
    expect(stdout).toContain("Write eslint.config.mjs? [y/N]");
  });
});
