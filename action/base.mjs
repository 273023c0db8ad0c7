/** What a run on GitHub is compared with: the state before the pull request or the push. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { ActionError } from "./error.mjs";

const COMMIT = /^[0-9a-f]{40,64}$/u;

/**
 * @param {Record<string, string | undefined>} env with GITHUB_EVENT_PATH
 * @param {string} folder in the checkout
 * @returns {string | undefined} a commit that the checkout holds; undefined for the first push of a branch, which is all new
 */
export function baseOf(env, folder) {
  const event = readEvent(env.GITHUB_EVENT_PATH);
  const git = (...args) => spawnSync("git", args, { cwd: folder, encoding: "utf8" });
  const parse = (revision) => {
    const { status, stdout } = git("rev-parse", "--verify", "--quiet", `${revision}^{commit}`);
    return status === 0 ? stdout.trim() : undefined;
  };
  const head = event.pull_request?.head?.sha;
  if (head) {
    // actions/checkout takes GitHub's trial merge. Its first parent is the exact base, even if the branch has moved on since the event.
    if (parse("HEAD") !== head && parse("HEAD^2") === undefined) git("fetch", "--quiet", "--no-tags", "--deepen=1", "origin");
    if (parse("HEAD^2") === head) return parse("HEAD^1");
  }
  const base = event.pull_request?.base?.sha ?? event.merge_group?.base_sha ?? event.before;
  if (typeof base !== "string" || !COMMIT.test(base)) throw new ActionError(`only-changed-lines needs a pull request or a push; the event ${env.GITHUB_EVENT_NAME ?? ""} has nothing to compare with`);
  if (/^0+$/u.test(base)) return undefined;
  const isKnown = () => git("merge-base", base, "HEAD").status === 0;
  // actions/checkout brings one commit only unless it is told otherwise.
  if (!isKnown()) git("fetch", "--quiet", "--no-tags", "--unshallow", "origin");
  if (!isKnown()) throw new ActionError(`only-changed-lines needs the commit ${base} and what came after it, which are not in the checkout; give actions/checkout \`fetch-depth: 0\``);
  return base;
}

function readEvent(path) {
  try {
    return JSON.parse(readFileSync(path ?? "", "utf8"));
  } catch {
    return {};
  }
}
