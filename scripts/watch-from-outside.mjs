/**
 * `npm run test:security`: runs the command and the plugin over a repository that means harm, and watches from outside
 * what SECURITY.md promises: no program is started, nothing is asked of a network, nothing is written but what was
 * asked for, and no file is opened that a link or a path out of the project leads to.
 *
 * Two judges: `strace`, where there is one that works, which sees every call of the system; and Node's permission
 * model, which refuses writes and programs, with a trap for connections. Each must first convict a program that does
 * all of that.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { root } from "./support/environments.mjs";
import { check, conclude, FLAWED, workFolder } from "./support/packed.mjs";

const PATIENCE_MS = 30_000;
const CLI = join(root, "dist", "cli", "main.cjs");
const ESLINT = join(root, "node_modules", "eslint", "bin", "eslint.js");

const work = realpathSync(workFolder("cdktf-watch"));
const secrets = join(work, "secrets");
const cache = join(work, "cache");
/** Compiled code: Node's own, from version 22 on, and the command's before. */
const compiled = join(work, "compiled");
const kept = join(cache, "code");
const proof = join(secrets, "it-ran");
const startedAt = performance.now();

function write(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof content === "string") writeFileSync(path, content);
    else symlinkSync(content.link, path);
  }
}

/** Leaves a trace when it is executed. */
const TRAP_JS = `require("node:fs").writeFileSync(${JSON.stringify(proof)}, "");`;
const TRAP_SH = `#!/bin/sh\ntouch '${proof}'\n`;

/** A repository in which everything that could be executed leaves a trace, and everything that could be followed leads out. */
const HOSTILE = {
  ...FLAWED,
  "package.json": JSON.stringify({ name: "hostile", scripts: { prepare: `touch ${proof}` }, devDependencies: { "@typescript-eslint/parser": "*", typescript: "*", prettier: "*" }, dependencies: { "@cdktf/provider-aws": "21.22.1" } }),
  "eslint.config.js": `${TRAP_JS}\nmodule.exports = [];`,
  ".eslintrc.js": TRAP_JS,
  "cdktf.json": JSON.stringify({ language: "typescript", app: `touch ${proof}`, codeMakerOutput: "../secrets" }),
  "setup.py": `open(${JSON.stringify(proof)}, "w")\n`,
  "conftest.py": `open(${JSON.stringify(proof)}, "w")\n`,
  ...Object.fromEntries(["@typescript-eslint/parser", "typescript", "eslint", "eslint-plugin-cdktf", "oxc-parser", "get-tsconfig", "tar"].flatMap((name) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" })],
    [`node_modules/${name}/index.js`, TRAP_JS],
  ])),
  "node_modules/.bin/git": TRAP_SH,
  ".git/HEAD": "ref: refs/heads/main\n",
  ".git/config": `[core]\n\trepositoryformatversion = 0\n\tfsmonitor = "touch '${proof}'"\n\thooksPath = hooks\n`,
  ".git/hooks/pre-commit": TRAP_SH,
  "follow.ts": `import { x } from "../secrets/value";\nimport y from "./link";\nimport z from "out/value";\nimport "../secrets/providers/acme/module";\nimport { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";\nexport const build = (scope: any) => new S3Bucket(scope, x, { bucket: y, tags: z });\n`,
  "follow.py": "from ..secrets import value\nfrom imports.acme import Anvil\nimport link\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\n\nVpc(scope, value.x, cidr_block=link.y)\n",
  "link.ts": { link: "../secrets/value.ts" },
  "link.py": { link: "../secrets/value.py" },
  "folder": { link: "../secrets" },
  "imports": { link: "../secrets" },
  "requirements.txt": "-r ../secrets/requirements.txt\n",
  "package-lock.json": { link: "../secrets/lock.json" },
  "tsconfig.json": JSON.stringify({ extends: ["./tsconfig.link.json", "../secrets/tsconfig.json"], compilerOptions: { paths: { "out/*": ["../secrets/*"] } } }),
  "tsconfig.link.json": { link: "../secrets/tsconfig.json" },
  "sub/.gitignore": { link: "../../secrets/ignored" },
  "sub/clean.ts": "export const clean = 1;\n",
};

const SECRETS = { "value.ts": 'export const x = "secret";\nexport default x;\n', "value.py": 'x = y = "secret"\n', "requirements.txt": "cdktf-cdktf-provider-aws==12.0.1\n", "lock.json": "{}", "tsconfig.json": "{}", ignored: "*\n", "providers/acme/index.ts": "export * as module from './module';\n", "acme/_jsii/acme@0.0.0.jsii.tgz": "nothing" };

/** Does what nothing of this package may do, to see whether a judge sees it. */
const TRAITOR = `
import { execFileSync } from "node:child_process";
import { connect } from "node:net";
import { readFileSync, writeFileSync } from "node:fs";
const quietly = (action) => { try { action(); } catch {} };
quietly(() => execFileSync("true"));
quietly(() => writeFileSync(${JSON.stringify(join(work, "traitor.txt"))}, ""));
quietly(() => readFileSync(${JSON.stringify(join(secrets, "value.ts"))}));
quietly(() => connect({ port: 9, host: "127.0.0.1" }).on("error", () => {}));
`;

/** What is run, and what each may write; `fresh` starts with the repository as it was. */
const RUNS = [
  { name: "lints", args: [CLI, "-f", "json", "."], writes: [] },
  { name: "lints with a cache", args: [CLI, "--cache", "-f", "json", "."], writes: [cache] },
  { name: "writes reports", args: [CLI, "-f", "sarif", "-o", "REPO/report.sarif", "-f", "html", "-o", "REPO/report.html", "."], writes: ["REPO/report.sarif", "REPO/report.html", "REPO/.cdktf-lint-*.tmp"] },
  { name: "repairs", args: [CLI, "--fix", "-f", "json", "."], writes: ["REPO/stack.py", "REPO/stack.ts", "REPO/.cdktf-lint-*.tmp"] },
  { name: "records a baseline", args: [CLI, "--suppress-all", "."], writes: ["REPO/eslint-suppressions.json", "REPO/.cdktf-lint-*.tmp"] },
  { name: "explains a finding", args: [CLI, "explain", "stack.py:3"], writes: [] },
  { name: "answers about the schema", args: [CLI, "schema", "Vpc"], writes: [] },
  { name: "shows what init would write", args: [CLI, "init", "--dry-run"], writes: [] },
  { name: "lints as ESLint's plugin", args: [ESLINT, "--config", join(work, "eslint.config.mjs"), "-f", "json", "."], writes: [], isPlugin: true },
];

// ---- strace ------------------------------------------------------------------------------------------------------

const WATCHED = [
  "execve", "execveat", "socket", "connect", "bind", "sendto", "open", "openat", "openat2", "creat", "unlink", "unlinkat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir",
  "link", "linkat", "symlink", "symlinkat", "chmod", "fchmodat", "chown", "lchown", "fchownat", "truncate", "mknod", "mknodat", "utimensat", "setxattr",
];
const CHANGES = /^(?:creat|unlink|rename|mkdir|rmdir|link|symlink|chmod|fchmodat|chown|lchown|fchownat|truncate|mknod|utimensat|setxattr)/u;

function straced(args, cwd, writes, env, isPlugin = false) {
  const log = join(work, "strace.log");
  const { status, signal, stdout, stderr, error } = spawnSync("strace", ["-f", "-qq", "-s", "4096", "-e", `trace=${WATCHED.map((call) => `?${call}`).join(",")}`, "-o", log, process.execPath, ...args], { cwd, env, encoding: "utf8", timeout: PATIENCE_MS, maxBuffer: 1 << 26 });
  const calls = existsSync(log) ? readFileSync(log, "utf8").split("\n").map((line) => /^\d+\s+(?:<\.\.\. )?(\w+)\((.*)$/u.exec(line)).filter(Boolean) : [];
  const offences = [];
  let programs = 0;
  for (const [, call, rest] of calls) {
    const paths = [...rest.matchAll(/"((?:[^"\\]|\\.)*)"/gu)].map(([, path]) => resolve(cwd, path));
    if (call.startsWith("execve")) {
      if (++programs > 1) offences.push(`starts a program: ${rest}`);
    } else if (["socket", "connect", "bind", "sendto"].includes(call)) offences.push(`asks the network: ${call}(${rest}`);
    else if (CHANGES.test(call) || /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND/u.test(rest)) {
      // A folder is asked for before a file is written into it, and is there.
      if (call.startsWith("mkdir") && rest.includes("EEXIST")) continue;
      for (const path of paths) if (path !== "/dev/null" && !isAllowed(path, writes)) offences.push(`writes: ${call}(${rest}`);
    } else if (paths.some((path) => path.startsWith(secrets))) offences.push(`opens what is out of the project: ${rest}`);
    // A link of the project is opened by its own name. ESLint itself lints what links lead to.
    else if (!(isPlugin && /\/link\.(?:ts|py)"/u.test(rest)) && paths.some((path) => leadsToSecrets(path)) && !rest.includes("O_DIRECTORY")) offences.push(`follows a link out of the project: ${rest}`);
  }
  return { status, signal, stdout, stderr: stderr ?? String(error), offences, seen: calls.length };
}

function isAllowed(path, writes) {
  return writes.some((allowed) => (allowed.includes("*") ? path.startsWith(allowed.split("*")[0]) && path.endsWith(allowed.split("*")[1]) : path === allowed || path.startsWith(`${allowed}/`)));
}

function leadsToSecrets(path) {
  try {
    return realpathSync(path).startsWith(secrets);
  } catch {
    return false;
  }
}

// ---- Node's permission model -------------------------------------------------------------------------------------

const PERMISSION = process.allowedNodeEnvironmentFlags.has("--permission") ? "--permission" : "--experimental-permission";
const TRAP_NETWORK = `
const { appendFileSync } = require("node:fs");
for (const [module, names] of [["node:net", ["connect", "createConnection", "createServer"]], ["node:dns", ["lookup", "resolve"]], ["node:dgram", ["createSocket"]], ["node:http", ["request", "get"]], ["node:https", ["request", "get"]], ["node:tls", ["connect"]]]) {
  for (const name of names) require(module)[name] = () => { process._rawDebug("OFFENCE asks the network: " + module + "." + name); throw new Error("no network"); };
}
globalThis.fetch = () => { process._rawDebug("OFFENCE asks the network: fetch"); throw new Error("no network"); };
require("node:module").syncBuiltinESMExports();
// What is refused is told even where the refused swallows it.
const { prepareStackTrace } = Error;
const fs = require("node:fs");
for (const name of ["openSync", "writeFileSync", "mkdirSync", "renameSync", "rmSync", "unlinkSync", "appendFileSync", "symlinkSync"]) {
  const original = fs[name];
  fs[name] = (...args) => { try { return original(...args); } catch (error) { if (error.code === "ERR_ACCESS_DENIED") process._rawDebug("OFFENCE " + name + " " + args[0]); throw error; } };
}
const child = require("node:child_process");
for (const name of ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"]) child[name] = (...args) => { process._rawDebug("OFFENCE starts a program: " + name + " " + args[0]); throw new Error("no programs"); };
require("node:module").syncBuiltinESMExports();
`;

function permitted(args, cwd, writes, env) {
  const trap = join(work, "trap.cjs");
  writeFileSync(trap, TRAP_NETWORK);
  // Permission is given by folder: a draft lies beside its file.
  const folders = [...new Set(writes.map((path) => ([cache, compiled, kept].includes(path) ? `${path}/*` : `${dirname(path)}/*`)))];
  const flags = [PERMISSION, "--allow-fs-read=*", ...folders.map((folder) => `--allow-fs-write=${folder}`), "--allow-addons", "--no-warnings", "--require", trap];
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...flags, ...args], { cwd, env, encoding: "utf8", timeout: PATIENCE_MS, maxBuffer: 1 << 26 });
  const lines = (stderr ?? "").split("\n");
  return { status, signal, stdout, stderr: lines.filter((line) => !line.startsWith("OFFENCE")).join("\n"), offences: lines.filter((line) => line.startsWith("OFFENCE")), seen: 1 };
}

// ------------------------------------------------------------------------------------------------------------------

/** Everything in a folder, links as links. */
function stateOf(folder, names) {
  return names.map((name) => {
    const path = join(folder, name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    return `${name} ${stat === undefined ? "gone" : stat.isSymbolicLink() ? "link" : readFileSync(path, "utf8")}`;
  }).join("\n");
}

write(work, { "eslint.config.mjs": `import cdktf from ${JSON.stringify(join(root, "dist", "plugin.js"))};\nexport default [...cdktf.configs.recommended];\n`, "traitor.mjs": TRAITOR });
write(secrets, SECRETS);
mkdirSync(kept, { recursive: true });
const pristine = join(work, "pristine");
write(pristine, HOSTILE);

const judges = [["strace", straced], ["Node's permission model", permitted]].filter(([name, judge]) => {
  const isThere = name !== "strace" || spawnSync("strace", ["-V"]).status === 0;
  const kinds = isThere ? judge([join(work, "traitor.mjs")], work, [], process.env).offences.join("\n") : "";
  // Permission is given for reading; only strace sees what is read.
  const isFit = /program/u.test(kinds) && /network/u.test(kinds) && /write/iu.test(kinds) && (name !== "strace" || /out of the project/u.test(kinds));
  if (name === "strace" && !isFit) console.log(`     ${isThere ? "strace is there, but cannot watch here" : "there is no strace"}: judged by Node's permission model alone`);
  else check(`${name} convicts a program that does what is forbidden`, isFit, kinds);
  return isFit;
});

for (const [judgeName, judge] of judges) {
  let seen = 0;
  for (const { name, args, writes, isPlugin } of RUNS) {
    const repo = join(work, "repo");
    rmSync(repo, { recursive: true, force: true });
    cpSync(pristine, repo, { recursive: true, verbatimSymlinks: true });
    // ESLint's plugin takes the parser that a project declares, and the configuration is the user's own.
    if (isPlugin) write(repo, { "package.json": "{}" });
    const inRepo = (text) => text.replace("REPO", repo);
    const before = stateOf(secrets, Object.keys(SECRETS));
    const { status, signal, stdout, stderr, offences, seen: calls } = judge(args.map(inRepo), repo, [compiled, ...(isPlugin ? [] : [kept]), ...writes.map(inRepo)], { ...process.env, CDKTF_LINT_CACHE: cache, NODE_COMPILE_CACHE: compiled, DEBUG: "" }, isPlugin);
    seen += calls;
    const isDone = signal === null && (status === 0 || status === 1) && !/^\s+at /mu.test(stderr);
    check(`${judgeName}: ${name} (exit code ${status})`, isDone && offences.length === 0 && stdout + stderr !== "", [...new Set(offences)].slice(0, 20).join("\n") || `${signal ?? ""} ${stdout.slice(0, 500)}\n${stderr.slice(0, 2000)}`);
    check(`${judgeName}: ${name}: nothing of the repository was executed, nothing out of it changed`, !existsSync(proof) && stateOf(secrets, Object.keys(SECRETS)) === before);
    for (const link of ["link.ts", "link.py", "package-lock.json", "folder"]) if (!lstatSync(join(repo, link)).isSymbolicLink()) check(`${judgeName}: ${name}: ${link} is still a link`, false);
  }
  console.log(`     ${judgeName}: ${RUNS.length} runs${judgeName === "strace" ? `, ${seen} calls of the system looked at` : ""}`);
}
check("somebody watched", judges.length > 0);
console.log(`     judged by: ${judges.map(([name]) => name).join(" and ")}; ${Math.round((performance.now() - startedAt) / 1000)} s`);
conclude("Nothing was executed, sent, followed or written that should not be.");
