/**
 * `npm run test:pre-commit`: follows docs/pre-commit.md with the real tools, in new git repositories. pre-commit
 * installs the linter from a repository with the files of this one as they are; the other ways use the packed tarball.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { preCommit as preCommitTool, root } from "./support/environments.mjs";
import { check, conclude, pack, workFolder, write } from "./support/packed.mjs";

const PRE_COMMIT = "4.7.0";

const work = realpathSync(workFolder("cdktf-pre-commit"));
// The hooks of a commit must not be taken for those of a commit around this run.
const inherited = Object.entries(process.env).filter(([name]) => !/^GIT_(?:DIR|INDEX_FILE|WORK_TREE|PREFIX)$/u.test(name));
const environment = {
  ...Object.fromEntries(inherited),
  NO_COLOR: "1",
  PRE_COMMIT_COLOR: "never",
  PRE_COMMIT_HOME: join(work, "home"),
  GIT_CONFIG_GLOBAL: join(work, "gitconfig"),
  GIT_CONFIG_NOSYSTEM: "1",
};

function run(cwd, command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8", env: environment });
  if (error) throw error;
  return { status, text: stdout + stderr };
}

function must(cwd, command, ...args) {
  return execFileSync(command, args, { cwd, encoding: "utf8", env: environment, stdio: ["ignore", "pipe", "inherit"] });
}

function repository(name, files = {}) {
  const folder = join(work, name);
  mkdirSync(folder);
  must(folder, "git", "init", "--quiet", "--initial-branch=main");
  write(folder, files);
  return folder;
}

/** What `.gitignore` names is staged too, if it is among the files. */
function stage(folder, files) {
  write(folder, files);
  must(folder, "git", "add", "--all");
  must(folder, "git", "add", "--force", "--", ...Object.keys(files));
}

function commit(folder) {
  must(folder, "git", "commit", "--quiet", "--no-verify", "--message=files");
}

/** The files of the page that begin with a comment of this name. */
function examples(name) {
  const page = readFileSync(join(root, "docs", "pre-commit.md"), "utf8");
  const blocks = [...page.matchAll(/^```\w+\n([\s\S]*?)^```$/gmu)].map(([, text]) => text);
  const found = blocks.filter((text) => text.split("\n").slice(0, 2).some((line) => line === `# ${name}` || line === `// ${name}`));
  if (found.length === 0) throw new Error(`docs/pre-commit.md has no example of ${name}`);
  return found;
}

const TS = (delay) => `import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
export const build = (scope: Construct): LbTargetGroup =>
  new LbTargetGroup(scope, "target", { deregistrationDelay: ${delay} });
`;
const PY = (delay) => `from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup


def build(scope):
    return LbTargetGroup(scope, "target", deregistration_delay=${delay})
`;
/** What no fix repairs. */
const BAD_PY = `from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroups
`;
const RULE = "cdktf/valid-property-type";

/** This repository's files as they are, in a repository that can be cloned. */
function source() {
  const folder = repository("source");
  const names = must(root, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
  for (const name of names) if (name !== "" && existsSync(join(root, name))) cpSync(join(root, name), join(folder, name));
  must(folder, "git", "add", "--all");
  commit(folder);
  return { folder, revision: must(folder, "git", "rev-parse", "HEAD").trim() };
}

function preCommit(tool, { folder, revision }) {
  const [first, withOptions] = examples(".pre-commit-config.yaml").map((text) => text.replace(/^( *- repo: )https:.*$/mu, `$1${folder}`).replace(/^( *rev: ).*$/mu, `$1${revision}`));
  const project = repository("pre-commit", { ".pre-commit-config.yaml": first });
  const started = Date.now();
  const installed = run(project, tool, "install", "--install-hooks");
  check(`pre-commit installs the hook from a clone (${Math.round((Date.now() - started) / 1000)} s)`, installed.status === 0, installed.text);
  if (installed.status !== 0) return;
  // Without an environment that is active, the hook has to find pre-commit by itself, which it does.
  const attempt = () => run(project, "git", "commit", "--quiet", "--message=change");

  stage(project, { "good.ts": TS('"30"'), "stacks/good.py": PY('"30"'), "README.md": "# Stacks\n" });
  const good = attempt();
  check("a commit of good files goes through", good.status === 0, good.text);

  stage(project, { "bad.ts": TS(30), "stacks/my bad stack.py": PY(30) });
  const bad = attempt();
  check("a commit of bad files does not", bad.status === 1, bad.text);
  check("and the message names files, places and rule", [/bad\.ts\n +4:40 +error /u, /stacks\/my bad stack\.py\n +5:43 +error /u].every((pattern) => pattern.test(bad.text)) && bad.text.split(RULE).length === 3, bad.text);
  check("files that are not staged are not looked at", !bad.text.includes("good"), bad.text);

  write(project, { "bad.ts": TS('"30"'), "stacks/my bad stack.py": PY('"30"') });
  const halfStaged = attempt();
  check("what is staged counts, not what is on disk", halfStaged.status === 1 && halfStaged.text.includes("bad.ts"), halfStaged.text);
  check("and what was not staged is still there", readFileSync(join(project, "bad.ts"), "utf8") === TS('"30"'));
  must(project, "git", "add", "--all");
  write(project, { "bad.ts": TS(30) });
  const repaired = attempt();
  check("the other way round too", repaired.status === 0, repaired.text);
  write(project, { "bad.ts": TS('"30"') });

  stage(project, { ".gen/providers/x/index.ts": TS(30), "imports/x/__init__.py": PY(30), "cdktf.out/x.ts": TS(30), "x.d.ts": TS(30) });
  const generated = attempt();
  check("generated files are left alone though they are staged", generated.status === 0 && /no files to check|Skipped/u.test(generated.text), generated.text);

  write(project, { "old.py": PY(30) });
  must(project, "git", "add", "--all");
  commit(project);
  must(project, "git", "rm", "--quiet", "old.py");
  const deleted = attempt();
  check("a deleted file is no matter", deleted.status === 0, deleted.text);

  write(project, { ".pre-commit-config.yaml": withOptions, "infrastructure/main.py": PY(30), "infrastructure/main.ts": TS(30), "elsewhere.py": PY(30) });
  must(project, "git", "add", "--all");
  const fixing = attempt();
  check("the fixing hook repairs and stops the commit", fixing.status === 1 && /files were modified by this hook/u.test(fixing.text), fixing.text);
  check("both languages", readFileSync(join(project, "infrastructure/main.py"), "utf8") === PY('"30"') && readFileSync(join(project, "infrastructure/main.ts"), "utf8") === TS('"30"'));
  check("only in the folder that the configuration names", readFileSync(join(project, "elsewhere.py"), "utf8") === PY(30));
  must(project, "git", "add", "--all");
  const second = attempt();
  check("the second time it lets the commit through", second.status === 0, second.text);

  stage(project, { "infrastructure/main.py": BAD_PY });
  const rest = attempt();
  check("what it cannot repair it reports", rest.status === 1 && /main\.py\n +1:54 +error /u.test(rest.text) && !/files were modified/u.test(rest.text), rest.text);

  const all = run(project, tool, "run", "--all-files", "--config", ".pre-commit-config.yaml", "--verbose");
  check("run --all-files looks at all of the folder", all.status === 1 && all.text.includes("infrastructure/main.py"), all.text);
}

/** Hooks of the project's own configuration, without a clone of this repository. */
function localHooks(tool, tarball) {
  const [, , published, installed] = examples(".pre-commit-config.yaml");
  const project = repository("local-hook", { ".pre-commit-config.yaml": published.replace(/eslint-plugin-cdktf@[\d.]+/u, tarball) });
  stage(project, { "good.ts": TS('"30"'), "bad.py": PY(30) });
  const first = run(project, tool, "run");
  check("a local hook with the package finds what is wrong", first.status === 1 && /bad\.py\n +5:43 +error /u.test(first.text) && !first.text.includes("good.ts"), first.text);

  write(project, { "package.json": JSON.stringify({ name: "stacks", private: true }), ".gitignore": "node_modules/\n", ".pre-commit-config.yaml": installed });
  must(project, "npm", "install", "--silent", "--no-audit", "--no-fund", "--save-dev", "eslint", tarball);
  must(project, "git", "add", "--all");
  const second = run(project, tool, "run");
  check("so does one with the linter of the project", second.status === 1 && /bad\.py\n +5:43 +error /u.test(second.text), second.text);
  return project;
}

function husky(tarball) {
  const project = repository("husky", { "package.json": JSON.stringify({ name: "stacks", version: "1.0.0", private: true }), ".gitignore": "node_modules/\n" });
  must(project, "npm", "install", "--silent", "--no-audit", "--no-fund", "--save-dev", "eslint", tarball, "husky", "lint-staged@16");
  must(project, "npx", "husky", "init");
  write(project, { ".husky/pre-commit": examples(".husky/pre-commit")[0], "lint-staged.config.mjs": examples("lint-staged.config.mjs")[0] });
  stage(project, { "main.py": PY(30), "main.ts": TS(30) });
  const fixed = run(project, "git", "commit", "--message=change");
  check("Husky and lint-staged repair what is staged and commit it", fixed.status === 0 && must(project, "git", "show", "HEAD:main.py") === PY('"30"') && must(project, "git", "show", "HEAD:main.ts") === TS('"30"'), fixed.text);
  stage(project, { "main.py": BAD_PY });
  const bad = run(project, "git", "commit", "--message=change");
  check("and stop what cannot be repaired", bad.status === 1 && /main\.py\n +1:54 +error /u.test(bad.text), bad.text);
}

function plainHook(project) {
  const hook = join(project, ".git", "hooks", "pre-commit");
  mkdirSync(dirname(hook), { recursive: true });
  writeFileSync(hook, examples(".git/hooks/pre-commit")[0]);
  chmodSync(hook, 0o755);
  const bad = run(project, "git", "commit", "--quiet", "--message=change");
  check("a plain hook stops a bad commit", bad.status !== 0 && /bad\.py\n +5:43 +error /u.test(bad.text), bad.text);
  stage(project, { "bad.py": PY('"30"'), ".gen/x.ts": TS(30) });
  const good = run(project, "git", "commit", "--quiet", "--message=change");
  check("and lets a good one through", good.status === 0, good.text);
}

writeFileSync(join(work, "gitconfig"), "[user]\nname = Somebody\nemail = somebody@example.org\n[init]\ndefaultBranch = main\n");
const tool = preCommitTool(PRE_COMMIT);
preCommit(tool, source());
const { tarball } = pack(work);
plainHook(localHooks(tool, tarball));
husky(tarball);
conclude("The hooks work.");
