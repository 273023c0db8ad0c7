/**
 * `npm run oracle:tsc`: programs made from the schema, judged by the linter and by TypeScript's compiler with the real
 * packages. What the compiler calls wrong and the linter passes over is ours to mend; so is what the linter reports in a
 * valid program. Needs a build, and network access once.
 *
 *   node scripts/oracle/tsc.mjs [--count N] [--seed N] [--versions NAME@VERSION,…]
 */
import { spawnSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npmProvider, root } from "../support/environments.mjs";
import { runJudge } from "./compare.mjs";


runJudge({
  title: "tsc",
  language: "typescript",
  count: "600",
  prepare(name, version, folder) {
    symlinkSync(join(npmProvider(name, version), "node_modules"), join(folder, "node_modules"), "dir");
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "generated", private: true, dependencies: { [name]: version } }));
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { strict: true, noEmit: true, skipLibCheck: true, target: "ES2022", module: "commonjs", moduleResolution: "node10", types: [] }, include: ["*.ts"] }));
  },
  judge(folder) {
    const { stdout } = spawnSync(process.execPath, ["--max-old-space-size=3500", join(root, "node_modules", "typescript", "bin", "tsc"), "--pretty", "false", "-p", folder], { encoding: "utf8", maxBuffer: 1 << 28 });
    return new Map([...stdout.matchAll(/^(?:.*[\\/])?(\w+\.ts)\((\d+),\d+\): error (.+)$/gm)].map(([, file, line, text]) => [`${file}:${line}`, text]));
  },
});
