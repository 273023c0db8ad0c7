/**
 * `npm run oracle:pyright`: the same as `oracle:tsc` for Python: generated programs, judged by the linter and by pyright
 * with the real packages. pyright cannot see into dictionaries, so it is blind to more. Needs a build, Python, and network
 * access once.
 *
 *   node scripts/oracle/pyright.mjs [--count N] [--seed N] [--versions NAME@VERSION,…]
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { binOf } from "../support/environments.mjs";
import { runJudge } from "./compare.mjs";
import { preparePython } from "./python.mjs";

runJudge({
  title: "pyright",
  language: "python",
  count: "200",
  // pyright takes what a plain dictionary holds for one type, and refuses it as arguments of several.
  isAnnotated: true,
  prepare(name, version, folder) {
    writeFileSync(join(folder, "pyrightconfig.json"), JSON.stringify({ typeCheckingMode: "basic", reportUndefinedVariable: "none", reportMissingModuleSource: "none" }));
    return preparePython(name, version, folder);
  },
  judge(folder, _made, venv) {
    const { stdout } = spawnSync(binOf(venv, "pyright"), ["--outputjson", "--pythonpath", binOf(venv, "python"), "."], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
    const errors = JSON.parse(stdout).generalDiagnostics.filter(({ severity }) => severity === "error");
    return new Map(errors.map(({ file, range, message }) => [`${file.split(/[\\/]/).at(-1)}:${range.start.line + 1}`, message]));
  },
});
