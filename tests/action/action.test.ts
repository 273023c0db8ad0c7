/** The GitHub action: its description against the schema, and its script as a runner would start it, with the real linter and the real git. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import type { Log } from "sarif";
import { validateAction } from "@action-validator/core";
import { describe, expect, it } from "vitest";
import { baseOf } from "../../action/base.mjs";
import { folderWith } from "../cli/run-cli.js";

const ROOT = join(import.meta.dirname, "..", "..");
const ACTION = readFileSync(join(ROOT, "action.yml"), "utf8");
const FLAWED = `import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
declare const scope: any;
new LbTargetGroup(scope, "t", { deregistrationDelay: 30 });
`;
const FLAWED_PY = `from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
LbTargetGroup(scope, "t", deregistration_delay=30)
`;
const WARNING = `import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
declare const scope: any;
new RouteTable(scope, "r", { vpcId: "x", route: [{ cidrBlock: "0.0.0.0/0", gatewayId: "g" }] });
`;

interface Step {
  readonly code: number | null;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Record<string, string>;
}

interface Description {
  readonly inputs: Record<string, { readonly default: string }>;
  readonly outputs: Record<string, { readonly value: string }>;
  readonly runs: { readonly steps: readonly { readonly run: string; readonly env: Record<string, string> }[] };
}

/** Inputs that are not given have the defaults of action.yml, as on GitHub. */
function environment(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const { inputs: declared, runs } = load(ACTION) as Description;
  const given: Record<string, string> = Object.fromEntries(Object.entries(declared).map(([name, { default: value }]) => [name, inputs[name] ?? value]));
  return Object.fromEntries(Object.entries(runs.steps[0]!.env).map(([name, value]) => [name, /^\$\{\{ inputs\.([\w-]+) \}\}$/u.exec(value)?.[1] ?? value]).map(([name, input]) => [name!, given[input!] ?? ROOT]));
}

/** Runs the step of action.yml in a folder in which the package is installed. */
function step(root: string, inputs: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}): Step {
  const runner = folderWith({ "summary.md": "", "output.txt": "" });
  if (!existsSync(join(root, "node_modules"))) {
    mkdirSync(join(root, "node_modules"));
    symlinkSync(ROOT, join(root, "node_modules", "eslint-plugin-cdktf"), "dir");
  }
  const { run } = (load(ACTION) as Description).runs.steps[0]!;
  const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], {
    cwd: root,
    encoding: "utf8",
    env: {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:GITHUB|CI|FORCE_COLOR|NO_COLOR)/u.test(name))),
      ...environment(inputs),
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: root,
      GITHUB_STEP_SUMMARY: join(runner, "summary.md"),
      GITHUB_OUTPUT: join(runner, "output.txt"),
      RUNNER_TEMP: runner,
      ...env,
    },
  });
  const outputs = readFileSync(join(runner, "output.txt"), "utf8").split("\n").filter(Boolean).map((line) => line.split("=") as [string, string]);
  return { code: status, log: stdout + stderr, summary: readFileSync(join(runner, "summary.md"), "utf8"), outputs: Object.fromEntries(outputs) };
}

describe("action.yml", () => {
  it("is what GitHub's schema wants", () => {
    expect(validateAction(ACTION)).toEqual({ actionType: "action", errors: [] });
    expect(validateAction(ACTION.replace("using: composite", "using: nothing")).errors).not.toEqual([]);
  });

  it("hands every input to the script by the environment, and writes none into it", () => {
    const { inputs, outputs, runs } = load(ACTION) as Description;
    expect(runs.steps).toHaveLength(1);
    expect(runs.steps[0]!.run).not.toContain("${{");
    expect(Object.values(runs.steps[0]!.env).sort()).toEqual(["${{ github.action_path }}", ...Object.keys(inputs).map((name) => `\${{ inputs.${name} }}`)].sort());
    expect(Object.entries(outputs).map(([name, { value }]) => [value, name])).toEqual(Object.keys(outputs).map((name) => [`\${{ steps.lint.outputs.${name} }}`, name]));
  });
});

describe("the step", () => {
  it("annotates, summarizes and counts", () => {
    const root = folderWith({ "app/a.ts": FLAWED, "app/b.ts": WARNING });
    const { code, log, summary, outputs } = step(root);
    expect(code).toBe(1);
    expect(outputs).toEqual({ errors: "1", warnings: "1" });
    expect(log).toMatch(/^::error file=app\/a\.ts,line=3,endLine=3,col=33,endColumn=52,title=cdktf\/valid-property-type::`deregistrationDelay` of/mu);
    expect(log).toMatch(/^::warning file=app\/b\.ts,line=3/mu);
    expect(log).toContain("> 3 | new LbTargetGroup");
    expect(summary).toMatch(/^<!-- cdktf-lint -->\n## cdktf-lint: 2 problems \(1 error, 1 warning\)\n/u);
  });

  it.each([
    ["error", WARNING, 0],
    ["warning", WARNING, 1],
    ["never", FLAWED, 0],
    ["warning", "export {};\n", 0],
  ])("with the level %s", (level, text, code) => {
    expect(step(folderWith({ "a.ts": text }), { level }).code).toBe(code);
  });

  it("writes what else is asked for, and nothing that is not", () => {
    const root = folderWith({ "app/a.ts": FLAWED });
    const { log, summary, outputs } = step(root, { "working-directory": "app", "sarif-file": "out/x.sarif", "markdown-file": "out/x.md", annotations: "false", summary: "false" });
    expect(log).not.toContain("::error");
    expect(summary).toBe("");
    expect(outputs["sarif-file"]).toBe(join(root, "app/out/x.sarif"));
    const sarif = JSON.parse(readFileSync(outputs["sarif-file"]!, "utf8")) as Log;
    expect(sarif.runs[0]?.results?.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri)).toEqual(["app/a.ts"]);
    expect(readFileSync(outputs["markdown-file"]!, "utf8")).toContain("### `app/a.ts`");
  });

  it("takes a path from each line, whatever is in it", () => {
    const odd = "$(touch pwned); `touch pwned` \"' --fix.ts";
    const root = folderWith({ "a b/a.ts": FLAWED, [odd]: WARNING, "--fix.ts": WARNING, "other.ts": FLAWED });
    const before = readFileSync(join(root, "a b/a.ts"), "utf8");
    const { code, outputs } = step(root, { paths: `\n  a b\n${odd}\r\n--fix.ts\n` });
    expect({ code, outputs }).toEqual({ code: 1, outputs: { errors: "1", warnings: "2" } });
    expect(readdirSync(root)).not.toContain("pwned");
    expect(readFileSync(join(root, "a b/a.ts"), "utf8")).toBe(before);
  });

  it("shows code that looks like a command to the runner, and the runner does not take it for one", () => {
    const root = folderWith({ "::set-output name=x::y/a.ts": FLAWED });
    const { log } = step(root);
    const [, token] = /^::stop-commands::([\w-]+)$/mu.exec(log) ?? [];
    expect(token).toBeDefined();
    const guarded = log.slice(log.indexOf("::stop-commands::"), log.indexOf(`::${token!}::\n`));
    expect(guarded).toContain("::set-output name=x::y/a.ts\n");
    expect(log.replace(guarded, "")).not.toMatch(/^::set-output/mu);
  });

  it.each([
    [{ level: "fatal" }, 'the input level is "fatal"; it takes error, warning, never'],
    [{ summary: "maybe" }, 'the input summary is "maybe"; it takes true, false'],
    [{ "working-directory": "nowhere" }, "the working directory does not exist: "],
    [{ "sarif-file": "a\nerrors=0" }, "the input sarif-file has more than one line"],
    [{ paths: "nowhere" }, "cdktf-lint could not run; the lines above say why"],
    [{ "sarif-file": "a.ts/x.sarif" }, "cdktf-lint could not run; the lines above say why"],
    [{ "only-changed-lines": "true" }, "only-changed-lines needs a pull request or a push; the event workflow_dispatch has nothing to compare with"],
  ])("fails with one clear line for %j", (inputs, message) => {
    const { code, log } = step(folderWith({ "a.ts": FLAWED }), inputs as unknown as Record<string, string>, { GITHUB_EVENT_NAME: "workflow_dispatch" });
    expect(code).toBe(2);
    expect(log).toContain(`::error title=cdktf-lint::${message}`);
    expect(log).not.toMatch(/^\s+at /mu);
  });
});

describe("what a pull request is compared with", () => {
  const ENV = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.com", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@example.com" };
  const git = (cwd: string, ...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync("git", args, { cwd, encoding: "utf8", env: ENV });
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  };

  /** A repository like GitHub's: `main` that moved on after the pull request, its branch, and the trial merge of both. */
  function hosted(): { url: string; event: string; old: string; base: string; head: string } {
    const root = folderWith({});
    const commit = (name: string, text: string): string => {
      writeFileSync(join(root, name), text);
      git(root, "add", "-A");
      git(root, "commit", "-q", "-m", name);
      return git(root, "rev-parse", "HEAD");
    };
    git(root, "init", "-q", "-b", "main");
    git(root, "config", "uploadpack.allowAnySHA1InWant", "true");
    const old = commit("old.py", FLAWED_PY);
    git(root, "checkout", "-q", "-b", "feature");
    commit("b.txt", "1\n");
    const head = commit("old.py", `${FLAWED_PY}LbTargetGroup(scope, "u", deregistration_delay=60)\n`);
    git(root, "checkout", "-q", "main");
    const base = commit("c.txt", "1\n");
    git(root, "checkout", "-q", "--detach");
    git(root, "merge", "-q", "--no-ff", "-m", "trial", "feature");
    git(root, "update-ref", "refs/pull/1/merge", "HEAD");
    git(root, "checkout", "-q", "main");
    return { url: `file://${root}`, event: JSON.stringify({ pull_request: { base: { sha: old }, head: { sha: head } } }), old, base, head };
  }

  /** What actions/checkout makes: one commit of one reference. */
  function checkout(url: string, reference: string, depth: number): string {
    const root = folderWith({});
    git(root, "init", "-q");
    git(root, "remote", "add", "origin", url);
    git(root, "fetch", "-q", "--no-tags", `--depth=${depth}`, "origin", reference);
    git(root, "checkout", "-q", "FETCH_HEAD");
    return root;
  }

  function base(event: string, root: string): string | undefined {
    const runner = folderWith({ "event.json": event });
    return baseOf({ GITHUB_EVENT_PATH: join(runner, "event.json"), GITHUB_EVENT_NAME: "test" }, root);
  }

  it.each([1, 100])("is the first parent of GitHub's trial merge, in a checkout of depth %i", (depth) => {
    const { url, event, base: expected } = hosted();
    const root = checkout(url, "refs/pull/1/merge", depth);
    expect(base(event, root)).toBe(expected);
    // The changed lines are those of the pull request and no others.
    expect(git(root, "diff", "--name-only", expected)).toBe("b.txt\nold.py");
  });

  it("leaves only findings on changed lines", () => {
    const { url, event } = hosted();
    const root = checkout(url, "refs/pull/1/merge", 1);
    const runner = folderWith({ "event.json": event });
    const { code, log, outputs } = step(root, { "only-changed-lines": "true", paths: "old.py" }, { GITHUB_EVENT_PATH: join(runner, "event.json") });
    expect({ code, outputs }).toEqual({ code: 1, outputs: { errors: "1", warnings: "0" } });
    expect(log).toContain("::error file=old.py,line=3,");
  });

  it("is the base of the event where the branch itself is checked out", () => {
    const { url, event, old } = hosted();
    const root = checkout(url, "refs/heads/feature", 1);
    expect(base(event, root)).toBe(old);
    expect(git(root, "merge-base", old, "HEAD")).toBe(old);
  });

  it("is the state before a push, and nothing for a new branch", () => {
    const { url, old, base: tip } = hosted();
    expect(base(JSON.stringify({ before: old, after: tip }), checkout(url, "refs/heads/main", 1))).toBe(old);
    expect(base(JSON.stringify({ before: "0".repeat(40) }), checkout(url, "refs/heads/main", 1))).toBeUndefined();
    expect(base(JSON.stringify({ merge_group: { base_sha: old } }), checkout(url, "refs/heads/main", 2))).toBe(old);
  });

  it("is told to be missing where it cannot be had", () => {
    const { url } = hosted();
    const root = checkout(url, "refs/heads/main", 1);
    expect(() => base(JSON.stringify({ before: "a".repeat(40) }), root)).toThrow(/needs the commit a{40} .*fetch-depth: 0/u);
    expect(() => base(JSON.stringify({ before: "--upload-pack=touch pwned" }), root)).toThrow(/needs a pull request or a push/u);
    expect(() => base("{", root)).toThrow(/needs a pull request or a push; the event test has nothing to compare with/u);
  });
});
