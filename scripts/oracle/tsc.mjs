/**
 * `npm run oracle:tsc`: programs made from the schema, judged by the linter and by TypeScript's compiler with the real
 * package, line by line. What the compiler calls wrong and the linter passes over is ours to mend; so is what the
 * linter reports in a valid program. Needs a build, and network access once.
 *
 *   node scripts/oracle/tsc.mjs [--count N] [--seed N]
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compare, makePrograms, ourErrors } from "./compare.mjs";

const PACKAGE = "@cdktf/provider-aws";
const VERSION = "21.22.1";
const root = join(import.meta.dirname, "..", "..");
const { values } = parseArgs({ options: { count: { type: "string", default: "600" }, seed: { type: "string", default: "1" } } });

/** The fixed reference stack's dependencies, which are of this version, installed once. */
function environment() {
  const folder = join(process.env.CDKTF_ORACLE_CACHE ?? join(homedir(), ".cache", "eslint-plugin-cdktf", "oracle"), `tsc-${VERSION}`);
  if (!existsSync(join(folder, ".complete"))) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const name of ["package.json", "package-lock.json"]) cpSync(join(root, "tests", "fixtures", "streaming-stack-typescript-fixed", name), join(folder, name));
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    writeFileSync(join(folder, ".complete"), "");
  }
  return folder;
}

const work = mkdtempSync(join(tmpdir(), "cdktf-tsc-"));
try {
  symlinkSync(join(environment(), "node_modules"), join(work, "node_modules"), "dir");
  writeFileSync(join(work, "package.json"), JSON.stringify({ name: "generated", private: true, dependencies: { [PACKAGE]: VERSION } }));
  writeFileSync(join(work, "tsconfig.json"), JSON.stringify({ compilerOptions: { strict: true, noEmit: true, skipLibCheck: true, target: "ES2022", module: "commonjs", moduleResolution: "node10", types: [] }, include: ["*.ts"] }));
  const made = makePrograms({ name: PACKAGE, version: VERSION, language: "typescript", count: Number(values.count), seed: Number(values.seed) });
  // A file of its own scope, whatever it imports.
  for (const [name, { text }] of made) writeFileSync(join(work, name), `${text}export {};\n`);
  const compiler = spawnSync(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "--pretty", "false", "-p", work], { encoding: "utf8", maxBuffer: 1 << 28 });
  const theirs = new Map([...compiler.stdout.matchAll(/^(?:.*[\\/])?(\w+\.ts)\((\d+),\d+\): error (.+)$/gm)].map(([, file, line, text]) => [`${file}:${line}`, text]));
  process.exitCode = compare("tsc", made, theirs, ourErrors(work)) ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
