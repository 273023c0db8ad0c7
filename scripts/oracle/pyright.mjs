/**
 * `npm run oracle:pyright`: the same as `oracle:tsc` for Python: generated programs, judged by the linter and by pyright
 * with the real package. pyright cannot see into dictionaries, so it is blind to more. Needs a build, Python, and network
 * access once.
 *
 *   node scripts/oracle/pyright.mjs [--count N] [--seed N]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compare, makePrograms, ourErrors } from "./compare.mjs";
import { pythonEnvironment, VERSION } from "./python-environment.mjs";

const { values } = parseArgs({ options: { count: { type: "string", default: "200" }, seed: { type: "string", default: "1" } } });

const venv = pythonEnvironment();
const work = mkdtempSync(join(tmpdir(), "cdktf-pyright-"));
try {
  writeFileSync(join(work, "requirements.txt"), `cdktf-cdktf-provider-aws==${VERSION}\n`);
  writeFileSync(join(work, "pyrightconfig.json"), JSON.stringify({ typeCheckingMode: "basic", reportUndefinedVariable: "none", reportMissingModuleSource: "none" }));
  const made = makePrograms({ name: "@cdktf/provider-aws", version: VERSION, language: "python", count: Number(values.count), seed: Number(values.seed) });
  for (const [name, { text }] of made) writeFileSync(join(work, name), text);
  const checker = spawnSync(join(venv, "bin", "pyright"), ["--outputjson", "--pythonpath", join(venv, "bin", "python"), "."], { cwd: work, encoding: "utf8", maxBuffer: 1 << 28 });
  const { generalDiagnostics } = JSON.parse(checker.stdout);
  const theirs = new Map(generalDiagnostics.filter(({ severity }) => severity === "error").map(({ file, range, message }) => [`${file.split(/[\\/]/).at(-1)}:${range.start.line + 1}`, message]));
  process.exitCode = compare("pyright", made, theirs, ourErrors(work)) ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
