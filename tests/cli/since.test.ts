/** `--since`, on real repositories. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { cli as run, folderWith, type Outcome } from "./run-cli.js";

/** Nothing of whoever runs the tests, and no repository around the temporary folder. */
const ENV = { GIT_CONFIG_GLOBAL: process.platform === "win32" ? "NUL" : "/dev/null", GIT_CONFIG_NOSYSTEM: "1", GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.org", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@example.org" };

const git = (cwd: string, ...args: string[]): string => execFileSync("git", args, { cwd, encoding: "utf8", env: { ...process.env, ...ENV }, stdio: ["ignore", "pipe", "pipe"] });
const cli = (cwd: string, ...args: string[]): Promise<Outcome> => run(cwd, args, ENV);

/** A target group with a wrong number, which stands on one line. */
const ts = (...ids: string[]): string => `import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";\ndeclare const scope: any;\n${ids.map((id) => `new LbTargetGroup(scope, "${id}", { deregistrationDelay: 30 });\n`).join("")}`;
const py = (...ids: string[]): string => `from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup\n\n${ids.map((id) => `LbTargetGroup(scope, "${id}", deregistration_delay=30)\n`).join("")}`;

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

/** A repository with one commit on `main`. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = folderWith(files);
  git(root, "init", "--quiet", "--initial-branch=main");
  commit(root);
  return root;
}

function commit(root: string): void {
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--allow-empty", "--message=x");
}

/** `file:line` of all findings. */
async function found(cwd: string, ...args: string[]): Promise<string[]> {
  const { stdout, stderr } = await cli(cwd, "--format", "json", ...args);
  expect(stderr).toBe("");
  return (JSON.parse(stdout) as ESLint.LintResult[]).flatMap(({ filePath, messages }) => messages.map(({ line }) => `${filePath.slice(cwd.length + 1).replaceAll("\\", "/")}:${line}`));
}

describe("--since reports", () => {
  it("changed lines only: committed, staged, not staged, and whole files that are not tracked", async () => {
    const root = repository({ "a.ts": ts("a"), "b.py": py("a"), "c.py": py("a"), "same.py": py("a"), ".gitignore": "ignored.py\n" });
    git(root, "switch", "--quiet", "--create", "feature");
    write(root, { "a.ts": ts("a", "b") });
    commit(root);
    write(root, { "b.py": py("0", "a") });
    git(root, "add", "b.py");
    write(root, { "b.py": py("0", "a", "z"), "c.py": py("a", "b"), "new/d.py": py("a", "b"), "ignored.py": py("a") });
    expect(await found(root, "--since", "main")).toEqual(["a.ts:4", "b.py:3", "b.py:5", "c.py:4", "new/d.py:3", "new/d.py:4"]);
    expect(await found(root, "--since", "HEAD", "new", "a.ts", "ignored.py")).toEqual(["ignored.py:3", "new/d.py:3", "new/d.py:4"]);
    expect((await cli(root, "--since", "main")).code).toBe(1);
    expect(await cli(root, "--since", "main", "same.py")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("what this branch changed, and not what the other one did meanwhile", async () => {
    const root = repository({ "a.py": py("a"), "b.py": py("a") });
    git(root, "switch", "--quiet", "--create", "feature");
    write(root, { "a.py": py("a", "b") });
    commit(root);
    git(root, "switch", "--quiet", "main");
    write(root, { "b.py": py() });
    commit(root);
    git(root, "switch", "--quiet", "feature");
    expect(await found(root, "--since", "main")).toEqual(["a.py:4"]);
  });

  it("renamed files as what they were", async () => {
    const root = repository({ "a.py": py("a", "b", "c", "d"), "b.py": py("e", "f", "g", "h") });
    git(root, "mv", "a.py", "moved.py");
    git(root, "mv", "b.py", "changed.py");
    write(root, { "changed.py": py("e", "f", "X", "h") });
    expect(await found(root, "--since", "HEAD")).toEqual(["changed.py:5"]);
  });

  it("findings that span changed lines, and those that a removal causes on a line that stayed", async () => {
    const before = `import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";\nimport {\n  Vpc,\n} from "@cdktf/provider-aws/lib/vpc";\ndeclare const scope: any;\nnew Vpc(scope, "v", { nope: 1 });\nnew ElasticacheReplicationGroup(scope, "c", {\n  replicationGroupId: "x",\n  description: "x",\n});\n`;
    const root = repository({ "a.ts": before });
    write(root, { "a.ts": `// A comment above.\n${before.replace('  description: "x",\n', "")}` });
    expect(await found(root)).toEqual(["a.ts:7", "a.ts:8"]);
    expect(await found(root, "--since", "HEAD")).toEqual(["a.ts:8"]);
  });

  it("files with names that git quotes, without a final line break, with other line endings and without text attributes", async () => {
    const names = ['sp ace/"q".py', "tab\there.py", "ü/日本.py", "-x.py", "line\nbreak.py"];
    const root = repository({ ".gitattributes": "*.py -diff\n", ...Object.fromEntries(names.map((name) => [name, py("a").trimEnd()])) });
    write(root, Object.fromEntries(names.map((name) => [name, `${py("a", "b").replaceAll("\n", "\r\n")}# end`])));
    // Every line has another ending, so all of it changed.
    const changed = await found(root, "--since", "HEAD");
    expect(changed.sort()).toEqual(names.flatMap((name) => [`${name}:3`, `${name}:4`]).sort());
  });

  it("lines that look like the head of a diff mislead nobody", async () => {
    const root = repository({ "a.py": py("a"), "b.py": `${py("b")}"""\n-- a/b.py\n"""\n` });
    write(root, { "b.py": `${py("b")}"""\n++ b/a.py\n@@ -1 +3 @@\n"""\n` });
    expect(await found(root, "--since", "HEAD")).toEqual([]);
  });

  it("a syntax error anywhere in a changed file", async () => {
    const root = repository({ "a.py": "x = 1\ny = (\n", "b.py": "def f(:\n" });
    write(root, { "a.py": "x = 2\ny = (\n" });
    const { code, stdout } = await cli(root, "--since", "HEAD");
    expect(code).toBe(1);
    expect(stdout).toContain("a.py");
    expect(stdout).not.toContain("b.py");
  });

  it("from a folder below the top, through a link, and in a linked worktree", async () => {
    const root = repository({ "app/a.py": py("a"), "other/b.py": py("a") });
    write(root, { "app/a.py": py("a", "b"), "other/b.py": py("a", "b") });
    expect(await found(join(root, "app"), "--since", "HEAD")).toEqual(["a.py:4"]);
    symlinkSync(join(root, "app"), join(root, "link"), "dir");
    expect(await found(root, "--since", "HEAD", "link/a.py")).toEqual(["link/a.py:4"]);
    const tree = join(folderWith({}), "tree");
    git(root, "worktree", "add", "--quiet", "--detach", tree);
    write(tree, { "app/a.py": py("a", "c") });
    expect(await found(tree, "--since", "main")).toEqual(["app/a.py:4"]);
  });

  it("nothing of repositories inside, and says so", async () => {
    const root = repository({ "a.py": py("a") });
    write(root, { "inside/b.py": py("a") });
    git(join(root, "inside"), "init", "--quiet");
    const { code, stderr } = await cli(root, "--since", "HEAD");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "cdktf-lint: not in this repository, left out by --since: inside\n" });
  });
});

describe("--since goes together with", () => {
  it("--fix, which leaves the other lines alone", async () => {
    const root = repository({ "a.py": py("a", "b"), "b.ts": ts("a") });
    write(root, { "a.py": py("a", "X"), "b.ts": ts("0", "a") });
    expect((await cli(root, "--since", "HEAD", "--fix")).code).toBe(0);
    expect(readFileSync(join(root, "a.py"), "utf8")).toBe(py("a", "X").replace('"X", deregistration_delay=30', '"X", deregistration_delay="30"'));
    expect(readFileSync(join(root, "b.ts"), "utf8")).toBe(ts("0", "a").replace('"0", { deregistrationDelay: 30', '"0", { deregistrationDelay: "30"'));
  });

  it("a baseline, which knows whole files", async () => {
    const root = repository({ "a.py": py("a", "b") });
    expect((await cli(root, "--suppress-all")).code).toBe(0);
    commit(root);
    write(root, { "a.py": py("a", "X") });
    expect(await cli(root, "--since", "HEAD")).toEqual({ code: 0, stdout: "", stderr: "" });
    write(root, { "a.py": py("a", "X", "c") });
    expect(await found(root, "--since", "HEAD")).toEqual(["a.py:4", "a.py:5"]);
  });
});

describe("--since ends with 2 and one sentence", () => {
  const DIRTY = { "a.py": py("a") };

  it.each([
    ["nope", 'git knows no revision "nope"'],
    ["", 'git knows no revision ""'],
    ["--output=stolen", 'git knows no revision "--output=stolen"'],
    ["main..HEAD", 'git knows no revision "main..HEAD"'],
    ["HEAD:a.py", 'git knows no revision "HEAD:a.py"'],
    ["orphan", '"orphan" and the current commit have no common history'],
  ])("for %j", async (ref, message) => {
    const root = repository(DIRTY);
    git(root, "switch", "--quiet", "--orphan", "orphan");
    commit(root);
    git(root, "switch", "--quiet", "main");
    expect(await cli(root, `--since=${ref}`)).toEqual({ code: 2, stdout: "", stderr: `cdktf-lint: --since: ${message}\n` });
    expect(existsSync(join(root, "stolen"))).toBe(false);
  });

  it("where there is no repository, no commit, or no git", async () => {
    const root = folderWith(DIRTY);
    expect(await cli(root, "--since", "main")).toEqual({ code: 2, stdout: "", stderr: `cdktf-lint: --since needs a git repository, and there is none at ${root}\n` });
    git(root, "init", "--quiet");
    expect(await cli(root, "--since", "HEAD")).toMatchObject({ code: 2, stderr: 'cdktf-lint: --since: git knows no revision "HEAD"\n' });
    expect(await run(root, ["--since", "HEAD"], { ...ENV, PATH: root })).toEqual({ code: 2, stdout: "", stderr: "cdktf-lint: --since needs git, and no git is installed\n" });
  });

  it("in a shallow clone that lacks the history", async () => {
    const root = repository(DIRTY);
    git(root, "branch", "old");
    write(root, { "a.py": py("a", "b") });
    commit(root);
    const clone = join(folderWith({}), "clone");
    git(root, "clone", "--quiet", "--depth=1", "--no-single-branch", pathToFileURL(root).href, clone);
    const cutOff = "this clone is shallow, so fetch the history (git fetch --unshallow, or fetch-depth: 0 in actions/checkout)";
    expect((await cli(clone, "--since", "HEAD~1")).stderr).toBe(`cdktf-lint: --since: git knows no revision "HEAD~1"; ${cutOff}\n`);
    expect((await cli(clone, "--since", "origin/old")).stderr).toBe(`cdktf-lint: --since: "origin/old" and the current commit have no common history; ${cutOff}\n`);
    git(clone, "fetch", "--quiet", "--unshallow");
    expect(await found(clone, "--since", "origin/old")).toEqual(["a.py:4"]);
  });
});

describe.skipIf(process.platform === "win32")("the configuration of a linted repository (scripts for sh: not on Windows)", () => {
  it("runs nothing and changes nothing", async () => {
    const root = repository({ "a.py": py("a"), "b.py": py("a"), ".gitattributes": "*.py filter=evil diff=evil\n" });
    const marker = join(root, ".git", "was-run");
    const script = join(root, ".git", "evil.sh");
    writeFileSync(script, `#!/bin/sh\necho "$0 $*" >> "${marker}"\ncat\n`);
    chmodSync(script, 0o755);
    for (const hook of ["post-index-change", "fsmonitor-watchman", "post-checkout"]) symlinkSync(script, join(root, ".git", "hooks", hook));
    for (const key of ["core.fsmonitor", "diff.external", "diff.evil.command", "diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge", "core.pager", "pager.diff", "core.sshCommand", "core.editor", "core.askPass", "interactive.diffFilter"]) git(root, "config", key, script);
    for (const [key, value] of [["filter.evil.required", "true"], ["diff.noprefix", "true"], ["diff.mnemonicPrefix", "true"], ["diff.context", "9"], ["diff.interHunkContext", "9"], ["diff.relative", "true"], ["color.ui", "always"], ["core.quotePath", "false"], ["diff.renames", "false"], ["diff.suppressBlankEmpty", "true"], ["alias.diff", `!${script}`]]) git(root, "config", key!, value!);
    rmSync(marker, { force: true });
    write(root, { "a.py": py("a", "b"), "b.py": py("0", "a") });
    // The trap works: plain git falls into it.
    execFileSync("git", ["diff", "--ext-diff", "HEAD"], { cwd: root, env: { ...process.env, ...ENV }, stdio: "ignore" });
    expect(existsSync(marker)).toBe(true);
    rmSync(marker);
    expect(await run(root, ["--format", "json", "--since", "HEAD"], { ...ENV, GIT_EXTERNAL_DIFF: script, GIT_DIFF_OPTS: "--unified=9" }).then(({ stdout, stderr }) => ({ stderr, lines: (JSON.parse(stdout) as ESLint.LintResult[]).map(({ messages }) => messages.map(({ line }) => line)) }))).toEqual({ stderr: "", lines: [[4], [3]] });
    expect(existsSync(marker) ? readFileSync(marker, "utf8") : "").toBe("");
  });

  it("nor does that of a repository that pretends to be one", async () => {
    // A bare repository among the files of a clone, with a configuration that came with it.
    const root = repository({ "a.py": py("a") });
    const script = join(root, "evil.sh");
    const marker = join(root, "was-run");
    writeFileSync(script, `#!/bin/sh\ntouch "${marker}"\n`);
    chmodSync(script, 0o755);
    git(root, "config", "core.fsmonitor", script);
    git(root, "config", "core.worktree", root);
    renameSync(join(root, ".git"), join(root, "bare"));
    // The trap works: plain git falls into it.
    git(join(root, "bare"), "status");
    expect(existsSync(marker)).toBe(true);
    rmSync(marker);
    const { code } = await cli(join(root, "bare"), "--since", "HEAD", "../a.py");
    expect(code).toBe(2);
    expect(existsSync(marker)).toBe(false);
  });
});
