/**
 * `npm run test:monorepo`: the set-up of docs/monorepos.md with the real Turborepo and Nx. The configurations are taken
 * from that page. Every package has its own provider version; a second run must come from the cache, and a change must
 * run again what it concerns and nothing else. Needs a package registry; no provider is downloaded.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./support/environments.mjs";
import { check, conclude, pack, workFolder, write } from "./support/packed.mjs";

const PAGE = readFileSync(join(root, "docs", "monorepos.md"), "utf8");
const TOOLS = ["turbo@2", "nx@24", "eslint@10"];
const work = workFolder("cdktf-monorepo");

function run(command, args, cwd, isExpectedToWork = true) {
  const env = { ...process.env, NO_COLOR: "1", CI: "1", NX_DAEMON: "false", NX_NO_CLOUD: "true", TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", GIT_CONFIG_GLOBAL: join(work, "gitconfig") };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: "utf8", shell: process.platform === "win32" });
  if (isExpectedToWork && status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}\n${stdout}${stderr}`);
  return { status, text: stdout + stderr };
}

/** The code block of the page that begins with a comment or a title naming a file. */
function fromPage(name) {
  const block = new RegExp(`\`${name.replaceAll(".", "\\.")}\`:\\n\\n\`\`\`json\\n(.*?)\`\`\``, "su").exec(PAGE)?.[1];
  if (block === undefined) throw new Error(`docs/monorepos.md shows no ${name}`);
  return block;
}

/** A stack that is right with the given arguments. */
const cache = (args) => `import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { Construct } from "constructs";
import { NAMES } from "../shared/names";

export class Cache extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ElasticacheReplicationGroup(this, NAMES.cache, { replicationGroupId: "sessions", ${args} });
  }
}
`;
const OLD = 'replicationGroupDescription: "Sessions", atRestEncryptionEnabled: true';
const NEW = 'description: "Sessions", atRestEncryptionEnabled: "true"';

const { scripts } = JSON.parse(fromPage("services/api/package.json"));
const manifest = (name, dependencies) => `${JSON.stringify({ name, version: "1.0.0", private: true, scripts, dependencies }, undefined, 2)}\n`;
const LEGACY = manifest("legacy", { "@cdktf/provider-aws": "12.0.0", shared: "1.0.0" });
const PACKAGES = ["shared", "legacy", "current", "jobs"];

/** Which packages ran, and which came from the cache. */
const READERS = {
  turbo(folder) {
    const { status, text } = run(join(folder, "node_modules", ".bin", "turbo"), ["run", "cdktf-lint", "--continue", "--output-logs=full", "--log-order=grouped"], folder, false);
    return { status, text, ran: PACKAGES.filter((name) => new RegExp(`^${name}:cdktf-lint: cache (?:miss|bypass)`, "mu").test(text)), hit: PACKAGES.filter((name) => new RegExp(`^${name}:cdktf-lint: cache hit`, "mu").test(text)) };
  },
  nx(folder) {
    const { status, text } = run(join(folder, "node_modules", ".bin", "nx"), ["run-many", "--targets=cdktf-lint", "--outputStyle=static"], folder, false);
    const lines = text.split("\n").filter((line) => /nx run \w+:cdktf-lint/u.test(line));
    const isHit = (name) => lines.some((line) => line.includes(`run ${name}:`) && /\[(?:local cache|existing outputs match the cache, left as is)\]|cache/u.test(line));
    return { status, text, ran: PACKAGES.filter((name) => lines.some((line) => line.includes(`run ${name}:`)) && !isHit(name)), hit: PACKAGES.filter(isHit) };
  },
};

function expectRun(tool, folder, what, { ran, status = 0, report }) {
  const outcome = READERS[tool](folder);
  const isSame = JSON.stringify(outcome.ran) === JSON.stringify(ran) && outcome.status === status && outcome.hit.length === PACKAGES.length - ran.length;
  check(`${tool}: ${what}`, isSame, `ran: ${outcome.ran}; from the cache: ${outcome.hit}; exit code ${outcome.status}\n${outcome.text}`);
  if (report) check(`${tool}: ${what}: the report`, report(folder));
}

const rulesOf = (folder, name) => JSON.parse(readFileSync(join(folder, "services", name, "cdktf-lint-report.json"), "utf8")).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));

writeFileSync(join(work, "gitconfig"), "[user]\n  name = a\n  email = a@example.org\n");
const { tarball } = pack(work);
const folder = join(work, "repository");
const repository = { name: "repository", version: "1.0.0", private: true, packageManager: "npm@10.8.2" };
write(folder, { "package.json": JSON.stringify(repository) });
run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-dev", ...TOOLS, tarball], folder);
// nx finds its native part by an optional dependency, so no install script is needed.
const { devDependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const { workspaces, scripts: rootScripts } = JSON.parse(fromPage("package.json"));
write(folder, {
  "package.json": JSON.stringify({ ...repository, workspaces, scripts: rootScripts, devDependencies }, undefined, 2),
  "turbo.json": fromPage("turbo.json"),
  "nx.json": fromPage("nx.json"),
  ".gitignore": "node_modules\ncdktf-lint-report.json\n.turbo\n.nx\n",
  "services/shared/package.json": manifest("shared", {}),
  "services/shared/names.ts": 'export const NAMES = { cache: "redis" };\n',
  "services/legacy/package.json": LEGACY,
  "services/legacy/cache.ts": cache(OLD),
  "services/current/package.json": manifest("current", { "@cdktf/provider-aws": "21.22.1", shared: "1.0.0" }),
  "services/current/cache.ts": cache(NEW),
  "services/jobs/package.json": manifest("jobs", {}),
  "services/jobs/requirements.txt": "cdktf-cdktf-provider-aws==12.0.0\n",
  "services/jobs/jobs.py": `from cdktf_cdktf_provider_aws.elasticache_replication_group import ElasticacheReplicationGroup\n\nElasticacheReplicationGroup(scope, "redis", replication_group_id="x", replication_group_description="x", at_rest_encryption_enabled=True)\n`,
});
const lock = () => run("npm", ["install", "--package-lock-only", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"], folder);
lock();
run("git", ["init", "--quiet"], folder);
run("git", ["add", "--all"], folder);
run("git", ["commit", "--quiet", "--message=x"], folder);

const once = run("npm", ["run", "cdktf-lint:all"], folder, false);
check("one run from the root, each package by its own version", once.status === 0, once.text);

for (const tool of ["turbo", "nx"]) {
  // To Nx the lock file is one input for all packages.
  const byLock = tool === "turbo" ? ["legacy"] : PACKAGES;
  const what = tool === "turbo" ? "that package again" : "all packages again";
  expectRun(tool, folder, "the first run lints every package", { ran: PACKAGES });
  rmSync(join(folder, "services/current/cdktf-lint-report.json"));
  expectRun(tool, folder, "the second run is the cache's, with the reports", { ran: [], report: () => existsSync(join(folder, "services/current/cdktf-lint-report.json")) });

  write(folder, { "services/legacy/package.json": LEGACY.replace("12.0.0", "21.22.1") });
  lock();
  expectRun(tool, folder, `another provider version in one package.json and the lock file runs ${what}, and that one fails now`, {
    ran: byLock, status: 1, report: () => rulesOf(folder, "legacy").includes("cdktf/no-unknown-property"),
  });
  write(folder, { "services/legacy/package.json": LEGACY });
  lock();
  expectRun(tool, folder, "the former version is in the cache", { ran: [] });

  const lockFile = readFileSync(join(folder, "package-lock.json"), "utf8");
  const locked = JSON.parse(lockFile);
  for (const [path, entry] of Object.entries(locked.packages)) if (path.endsWith("node_modules/@cdktf/provider-aws") && entry.version === "12.0.0") entry.version = "12.0.1";
  write(folder, { "package-lock.json": JSON.stringify(locked, undefined, 2) });
  expectRun(tool, folder, `another resolved version in the lock file alone runs ${what}`, { ran: byLock });
  write(folder, { "package-lock.json": lockFile });

  write(folder, { "services/jobs/requirements.txt": "cdktf-cdktf-provider-aws==21.22.1\n" });
  expectRun(tool, folder, "another version in requirements.txt runs that package again, which now fails", { ran: ["jobs"], status: 1 });
  write(folder, { "services/jobs/requirements.txt": "cdktf-cdktf-provider-aws==12.0.0\n" });

  write(folder, { "services/shared/names.ts": 'export const NAMES = { cache: "sessions" };\n' });
  expectRun(tool, folder, "a change in a sibling runs it and what depends on it", { ran: ["shared", "legacy", "current"] });
  write(folder, { "services/shared/names.ts": 'export const NAMES = { cache: "redis" };\n' });

  write(folder, { ".cdktf-lintrc.json": '{ "rules": { "no-inline-routes": "off" } }\n' });
  expectRun(tool, folder, "another configuration at the root runs everything", { ran: PACKAGES });
  rmSync(join(folder, ".cdktf-lintrc.json"));
}
conclude("Monorepos work.");
