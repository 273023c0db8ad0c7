/**
 * `npm run oracle:bindings`: bindings made by cdktf's own generator, as `cdktf get` leaves them in a project: TypeScript
 * in `.gen`, Python in `imports`. Of the programs in `bindings/`, the right ones give no finding, compile and synthesize;
 * in the wrong ones each marked line, and no other, has the finding that it names, and fails in tsc or on the real runtime.
 * Needs a build, Python, and network access once.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binOf, pythonStack, root, generatedBindings } from "../support/environments.mjs";

const SOURCES = join(import.meta.dirname, "bindings");
const PROGRAMS = ["right.ts", "barrel.ts", "wrong.ts", "right.py", "wrong.py"];
const MARK = /(?:\/\/|#) ([a-z]+(?:-[a-z]+)+)$/u;

/** Runs a program's statements one by one, so that each fails by itself; prints the lines that failed. */
const RUNNER = `
import ast, json, sys
from cdktf import Testing, TerraformStack
tree = ast.parse(open(sys.argv[1]).read())
build = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
names, failed = {}, {}
exec(compile(ast.Module([node for node in tree.body if node is not build], []), sys.argv[1], "exec"), names)
def run(statements):
    names["stack"] = TerraformStack(Testing.app(), "s")
    for statement in statements:
        exec(compile(ast.Module([statement], []), sys.argv[1], "exec"), names)
    return Testing.synth(names["stack"])
if sys.argv[2] == "whole":
    print(run(build.body))
else:
    first, *others = build.body
    for statement in others:
        try:
            run([first, statement])
        except Exception as error:
            failed[statement.lineno] = f"{type(error).__name__}: {error}"[:120]
    print(json.dumps(failed))
`;

const { modules, typescript, python } = generatedBindings(join(SOURCES, "schema.json"));
const venv = pythonStack();
const work = mkdtempSync(join(tmpdir(), "cdktf-bindings-"));
const problems = [];

function run(command, args) {
  const env = { ...process.env, JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: "1", JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: "1", PYTHONDONTWRITEBYTECODE: "1" };
  return spawnSync(command, args, { cwd: work, env, encoding: "utf8", maxBuffer: 1 << 26 });
}

/** Holds what was found on each line against the marks; `blind` says which marks the judge cannot see. */
function compare(judge, file, found, blind = () => false) {
  const lines = readFileSync(join(work, file), "utf8").split("\n");
  let marked = 0;
  lines.forEach((line, index) => {
    const wanted = MARK.exec(line)?.[1];
    const got = found.get(index + 1);
    if (wanted !== undefined) marked++;
    if (wanted === undefined && got !== undefined) problems.push(`${judge}: ${file}:${index + 1}: unexpected: ${got}`);
    if (wanted !== undefined && !blind(wanted, line) && (got === undefined || (judge === "cdktf-lint" && got !== `cdktf/${wanted}`))) problems.push(`${judge}: ${file}:${index + 1}: ${got ?? "nothing"} instead of ${wanted}`);
  });
  console.log(`${judge}: ${file}: ${found.size} of ${marked} marked lines`);
}

try {
  for (const name of PROGRAMS) cpSync(join(SOURCES, name), join(work, name));
  cpSync(typescript, join(work, ".gen"), { recursive: true });
  mkdirSync(join(work, "imports"));
  cpSync(python, join(work, "imports", "demo"), { recursive: true });
  writeFileSync(join(work, "cdktf.json"), JSON.stringify({ language: "typescript", app: "node right.js", codeMakerOutput: ".gen" }));
  symlinkSync(modules, join(work, "node_modules"), "junction");

  const ours = run(process.execPath, [join(root, "dist", "cli", "main.cjs"), "--format", "json", "--rule", "require-stack-outputs: off", ...PROGRAMS]);
  if (ours.status !== 1) throw new Error(`cdktf-lint ended with ${ours.status}:\n${ours.stderr}`);
  const findings = new Map(JSON.parse(ours.stdout).map(({ filePath, messages }) => [filePath.slice(work.length + 1), new Map(messages.map(({ line, ruleId, message }) => [line, ruleId ?? message]))]));
  for (const name of PROGRAMS) compare("cdktf-lint", name, findings.get(name) ?? new Map());

  const tsc = run(process.execPath, [join(modules, "typescript", "bin", "tsc"), ..."--noEmit --strict --skipLibCheck --target es2022 --module commonjs --moduleResolution node right.ts wrong.ts".split(" ")]);
  const errors = [...tsc.stdout.matchAll(/^(\w+\.ts)\((\d+),\d+\): (error .*)$/gmu)];
  for (const name of ["right.ts", "wrong.ts"]) compare("tsc", name, new Map(errors.filter((error) => error[1] === name).map(([, , line, message]) => [Number(line), message])));

  writeFileSync(join(work, "runner"), RUNNER);
  const right = run(binOf(venv, "python"), ["runner", "right.py", "whole"]);
  if (!right.stdout.includes('"demo_service"')) problems.push(`jsii: right.py does not synthesize: ${right.stderr.slice(-600)}`);
  const wrong = run(binOf(venv, "python"), ["runner", "wrong.py", "each"]);
  if (wrong.stdout.trim() === "") throw new Error(wrong.stderr.slice(-2000));
  // The runtime drops such keys without a word: that is what the rule is for.
  compare("jsii", "wrong.py", new Map(Object.entries(JSON.parse(wrong.stdout.trim().split("\n").at(-1))).map(([line, message]) => [Number(line), message])), (rule) => rule === "no-dropped-block-keys");
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
