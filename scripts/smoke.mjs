/**
 * `npm run test:package`: packs the package as npm would publish it, installs the tarball in empty projects and
 * uses it there as a stranger would.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const work = mkdtempSync(join(tmpdir(), "cdktf-smoke-"));
const MAX_UNPACKED_BYTES = 8_000_000;
let failures = 0;

function check(what, isOk, detail = "") {
  if (!isOk) failures++;
  console.log(`${isOk ? "ok  " : "FAIL"} ${what}${isOk || detail === "" ? "" : `\n${detail}`}`);
}

function npm(args, cwd) {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], shell: process.platform === "win32" });
}

function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
  return { status, stdout, stderr };
}

const FLAWED_TS = `import { S3Bucket } from "@cdktf/provider-aws";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
export const build = (scope: any): LbTargetGroup => new LbTargetGroup(scope, "t", { deregistrationDelay: 30 });
`;
const FLAWED_PY = `from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup

LbTargetGroup(scope, "t", deregistration_delay=30)
`;

function project(name, packages, files) {
  const folder = join(work, name);
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, version: "1.0.0", private: true }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  npm(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent", ...packages], folder);
  return folder;
}

try {
  const [packed] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", work], root));
  const tarball = join(work, packed.filename);
  const paths = packed.files.map((file) => file.path);
  check("the tarball holds what it needs", ["dist/index.js", "dist/index.d.ts", "dist/cli/main.js", "data/index.json", "eslint-plugin.md", "README.md", "LICENSE", "dist/languages/python/generated/python.wasm"].every((path) => paths.includes(path)), paths.join("\n"));
  check("and nothing else", paths.every((path) => /^(?:dist|data)\/|^(?:README|LICENSE|eslint-plugin)(?:\.md)?$|^package\.json$/u.test(path)), paths.filter((path) => !/^(?:dist|data)\//u.test(path)).join("\n"));
  check("it is small", packed.unpackedSize < MAX_UNPACKED_BYTES, `${packed.unpackedSize} bytes unpacked`);
  console.log(`     ${packed.size} bytes packed, ${packed.unpackedSize} unpacked, ${paths.length} files`);

  for (const eslint of ["eslint@10", "eslint@9"]) {
    const folder = project(eslint.replace("@", "-"), [eslint, tarball], { "stack.ts": FLAWED_TS, "stack.py": FLAWED_PY });
    check(`${eslint}: no TypeScript comes along`, !existsSync(join(folder, "node_modules", "typescript")));

    const command = run(join(folder, "node_modules", ".bin", "cdktf-lint"), ["."], folder);
    const names = ["cdktf/no-unknown-import", "cdktf/valid-property-type"];
    check(`${eslint}: the command finds what is wrong in both languages`, command.status === 1 && names.every((name) => command.stdout.includes(name)) && command.stdout.includes("stack.py") && command.stdout.includes("stack.ts"), command.stdout + command.stderr);

    for (const [file, text] of [
      ["eslint.config.mjs", 'import cdktf from "eslint-plugin-cdktf";\nexport default [...cdktf.configs.recommended];\n'],
      ["eslint.config.cjs", 'const { default: cdktf } = require("eslint-plugin-cdktf");\nmodule.exports = [...cdktf.configs.recommended];\n'],
    ]) {
      writeFileSync(join(folder, file), text);
      const linted = run(join(folder, "node_modules", ".bin", "eslint"), ["-c", file, "stack.ts", "stack.py", "--format", "json"], folder);
      const found = linted.status === 1 ? JSON.parse(linted.stdout).flatMap((result) => result.messages.map((message) => message.ruleId)) : [];
      check(`${eslint}: ${file} gives the same`, JSON.stringify(found.sort()) === JSON.stringify(["cdktf/no-unknown-import", "cdktf/valid-property-type", "cdktf/valid-property-type"]), linted.stdout + linted.stderr);
      rmSync(join(folder, file));
    }

    const fixed = run(join(folder, "node_modules", ".bin", "cdktf-lint"), ["stack.py", "--fix"], folder);
    check(`${eslint}: --fix repairs the Python file`, fixed.status === 0, fixed.stdout + fixed.stderr);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(failures === 0 ? "The package works." : `${failures} checks failed.`);
process.exitCode = failures === 0 ? 0 : 1;
