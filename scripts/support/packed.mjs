/** The package as npm would publish it, in fresh projects of strangers. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { npm, root } from "./environments.mjs";

/** A flawed file of each language, and where the findings stand in it, as `findingsOf` gives them. */
export const FLAWED = {
  "stack.ts": `import { S3Bucket } from "@cdktf/provider-aws";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
export const build = (scope: any): LbTargetGroup => new LbTargetGroup(scope, "t", { deregistrationDelay: 30 });
`,
  "stack.py": `from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup

LbTargetGroup(scope, "t", deregistration_delay=30)
`,
};
export const FINDINGS = ["stack.py 3:27 cdktf/valid-property-type", "stack.ts 1:10 cdktf/no-unknown-import", "stack.ts 3:85 cdktf/valid-property-type"];

/** A folder for the time of a script; it is deleted when the process ends. */
export function workFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

let failures = 0;

/** Prints whether something is as it should be, with details if it is not. */
export function check(what, isOk, detail = "") {
  if (!isOk) failures++;
  console.log(`${isOk ? "ok  " : "FAIL"} ${what}${isOk || detail === "" ? "" : `\n${detail}`}`);
}

/** Prints the verdict and sets the exit code. */
export function conclude(success) {
  console.log(failures === 0 ? success : `${failures} checks failed.`);
  process.exitCode = failures === 0 ? 0 : 1;
}

/** Runs a command to its end; a status of 1 is no error here. */
export function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" }, maxBuffer: 1e8 });
  return { status, stdout, stderr };
}

/** Packs the package; what `npm pack --json` says of it, and the tarball's path. */
export function pack(folder) {
  const [packed] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], root));
  return { ...packed, tarball: join(folder, packed.filename) };
}

export function write(folder, files) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

/** A project with these files, in which these packages are installed. */
export function project(folder, packages, files, manifest = {}) {
  write(folder, { "package.json": JSON.stringify({ name: "app", version: "1.0.0", private: true, ...manifest }), ...files });
  npm(["install", "--ignore-scripts", ...packages], folder);
  return folder;
}

/** What ESLint's JSON tells, as `file line:column rule`, in order. */
export function findingsOf(stdout, folder) {
  return JSON.parse(stdout)
    .flatMap(({ filePath, messages }) => messages.map(({ line, column, ruleId, message }) => `${filePath.slice(folder.length + 1).replaceAll("\\", "/")} ${line}:${column} ${ruleId ?? message}`))
    .sort();
}
