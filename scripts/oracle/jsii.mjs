/**
 * `npm run oracle:jsii`: generated Python programs, run on the real jsii runtime with the real provider. What the linter
 * passes must be created and synthesized; what it calls an error must fail. Needs a build, Python, and network access
 * once.
 *
 *   node scripts/oracle/jsii.mjs [--count N] [--seed N]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compare, makePrograms, ourErrors } from "./compare.mjs";
import { pythonEnvironment, VERSION } from "./python-environment.mjs";

const { values } = parseArgs({ options: { count: { type: "string", default: "80" }, seed: { type: "string", default: "1" } } });

/** Runs each construct of each file in a stack of its own and prints what failed, as `[file:line, message]`. */
const RUNNER = `
import json, sys
from cdktf import Testing, TerraformStack
failed = []
for path in sys.argv[1:]:
    lines = open(path).read().split("\\n")
    names = {}
    for number, line in enumerate(lines, 1):
        if line.startswith("from "):
            exec(line, names)
        elif line:
            try:
                names["scope"] = TerraformStack(Testing.app(), "generated")
                exec(line, names)
                Testing.synth(names["scope"])
            except Exception as error:
                failed.append([f"{path}:{number}", f"{type(error).__name__}: {error}"[:300]])
print(json.dumps(failed))
`;

const venv = pythonEnvironment();
const work = mkdtempSync(join(tmpdir(), "cdktf-jsii-"));
try {
  writeFileSync(join(work, "requirements.txt"), `cdktf-cdktf-provider-aws==${VERSION}\n`);
  const made = makePrograms({ name: "@cdktf/provider-aws", version: VERSION, language: "python", count: Number(values.count), seed: Number(values.seed) });
  for (const [name, { text }] of made) writeFileSync(join(work, name), text);
  const ours = ourErrors(work);
  writeFileSync(join(work, "runner"), RUNNER);
  const env = { ...process.env, JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: "1", JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: "1", PYTHONDONTWRITEBYTECODE: "1" };
  const { stdout, stderr } = spawnSync(join(venv, "bin", "python"), ["runner", ...made.keys()], { cwd: work, env, encoding: "utf8", maxBuffer: 1 << 28 });
  if (!stdout.trim()) throw new Error(stderr.slice(-2000));
  process.exitCode = compare("jsii", made, new Map(JSON.parse(stdout.trim().split("\n").at(-1))), ours) ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
