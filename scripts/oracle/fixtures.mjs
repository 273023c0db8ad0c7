/**
 * `npm run oracle:fixtures`: proves with the real packages that the fixtures are what they claim to be.
 *
 * The fixed stacks synthesize and pass their 24 tests; each flaw by itself fails as its analysis says; the flawed
 * stacks are the fixed ones with every flaw; repaired by the linter alone, with `--fix` and its suggestions, the flawed
 * stacks compile, synthesize and pass the fixed ones' tests. `--write` makes the flawed fixtures anew. Needs a build.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { binOf, pythonStack, root, typescriptStack } from "../support/environments.mjs";
import { applyEdits, FLAWS, README } from "./flaws.mjs";

const fixtures = join(root, "tests", "fixtures");
const LANGUAGES = ["typescript", "python"];
const TESTS = 24;
const MISUSED = 6;

let failures = 0;

function report(language, what, isOk, observed) {
  if (!isOk) failures++;
  console.log(`${isOk ? "ok  " : "FAIL"} ${language.padEnd(10)} ${what}: ${observed}`);
}

/** Runs a command to its end; output is both streams together. */
function run(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, env: { ...process.env, CI: "true", NO_COLOR: "1", PYTHONDONTWRITEBYTECODE: "1", JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: "1", JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: "1", CHECKPOINT_DISABLE: "1" } });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
    child.on("error", (error) => resolve({ code: -1, output: String(error) }));
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** All files of a fixture by relative path. */
function readTree(folder) {
  const files = new Map();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const name = relative(folder, path).split(sep).join("/");
    if (!/(?:^|\/)(?:__pycache__|node_modules|cdktf\.out)(?:\/|$)/u.test(name)) files.set(name, readFileSync(path, "utf8"));
  }
  return files;
}

function writeTree(folder, files) {
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const fixed = Object.fromEntries(LANGUAGES.map((language) => [language, readTree(join(fixtures, `streaming-stack-${language}-fixed`))]));

function flawedTree(language) {
  return applyEdits(fixed[language], [...FLAWS.flatMap((flaw) => flaw[language]), README[language]]);
}

/** Lays a variant out in a folder of its own. */
function layOut(work, name, files, nodeModules) {
  const folder = join(work, name);
  writeTree(folder, files);
  if (nodeModules) symlinkSync(join(nodeModules, "node_modules"), join(folder, "node_modules"), "dir");
  return folder;
}

function synthesized(folder) {
  const path = join(folder, "cdktf.out", "stacks", "streaming", "cdk.tf.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

/** What both languages see of the flaws that only the configuration shows. */
function judgeConfiguration(language, number, title, folder) {
  const config = synthesized(folder);
  const what = `flaw ${number} ${title}`;
  if (!config) {
    report(language, what, false, "was not synthesized");
    return;
  }
  if (number === 6) {
    const tables = Object.values(config.resource.aws_route_table).map((table) => table.route);
    const dropped = tables.every((routes) => routes.length === 1 && Object.values(routes[0]).every((value) => value === null));
    const kept = tables.every((routes) => routes?.[0]?.cidr_block === "0.0.0.0/0") && config.resource.aws_route === undefined;
    // Python loses the keys on the way; TypeScript keeps them, and the table then owns its routes.
    report(language, what, language === "python" ? dropped : kept, `routes have ${JSON.stringify(tables.map((routes) => routes.map((route) => Object.keys(route).filter((key) => route[key] !== null))))}`);
  } else if (number === 7) {
    const text = JSON.stringify(config.resource.aws_api_gateway_deployment);
    report(language, what, !text.includes("integration"), `depends_on is ${JSON.stringify(config.resource.aws_api_gateway_deployment.api_deployment.depends_on)}`);
  } else if (number === 8) {
    report(language, what, config.output === undefined, `outputs: ${config.output === undefined ? "none" : Object.keys(config.output).length}`);
  }
}

/** The last line of an output that says what went wrong. */
function lastError(output) {
  const lines = output.split("\n").filter((line) => /error|Error/u.test(line));
  return (lines.at(-1) ?? output.trim().split("\n").at(-1) ?? "").trim().slice(0, 200);
}

const lint = (folder, ...args) => run(process.execPath, [join(root, "dist", "cli", "main.cjs"), "--format", "json", ...args, "."], { cwd: folder });

/** Lets the linter repair a flawed stack in place: everything that is safe, then each suggestion; what is left is returned. */
async function repair(folder) {
  let left = JSON.parse((await lint(folder, "--fix")).output);
  for (let round = 0; round < 20; round++) {
    const file = left.find(({ messages }) => messages.some(({ suggestions }) => suggestions?.length > 0));
    if (!file) break;
    const { range, text } = file.messages.find(({ suggestions }) => suggestions?.length > 0).suggestions[0].fix;
    const source = readFileSync(file.filePath, "utf8");
    writeFileSync(file.filePath, source.slice(0, range[0]) + text + source.slice(range[1]));
    left = JSON.parse((await lint(folder)).output);
  }
  return left.flatMap(({ filePath, messages }) => messages.map(({ ruleId, line }) => `${relative(folder, filePath)}:${line} ${ruleId}`));
}

/** The files of a fixture that hold its tests. */
const testsOf = (files) => new Map([...files].filter(([name]) => name.startsWith("tests/")));

async function judgePython(work) {
  const python = binOf(pythonStack(), "python");
  const tests = (folder) => run(python, ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"], { cwd: folder });
  const jobs = [
    async () => {
      const folder = layOut(work, "python-fixed", fixed.python);
      const synth = await run(python, ["main.py"], { cwd: folder });
      const outputs = Object.keys(synthesized(folder)?.output ?? {}).length;
      report("python", "the fixed stack synthesizes", synth.code === 0 && outputs > 0, synth.code === 0 ? `${outputs} outputs` : lastError(synth.output));
      const { code, output } = await tests(folder);
      report("python", "the fixed stack's tests pass", code === 0 && output.includes(`${TESTS} passed`), output.trim().split("\n").at(-1));
    },
    async () => {
      const folder = layOut(work, "python-repaired", flawedTree("python"));
      const left = await repair(folder);
      report("python", "the linter repairs the flawed stack and its tests", left.length === 0, left.length === 0 ? "no findings left" : left.join(", "));
      writeTree(folder, testsOf(fixed.python));
      const synth = await run(python, ["main.py"], { cwd: folder });
      report("python", "the repaired stack synthesizes", synth.code === 0 && synthesized(folder)?.output !== undefined, synth.code === 0 ? `${Object.keys(synthesized(folder)?.output ?? {}).length} outputs` : lastError(synth.output));
      const { code, output } = await tests(folder);
      report("python", "the repaired stack passes the tests", code === 0 && output.includes(`${TESTS} passed`), output.trim().split("\n").at(-1));
    },
    ...FLAWS.map((flaw, index) => async () => {
      const number = index + 1;
      const folder = layOut(work, `python-${number}`, applyEdits(fixed.python, flaw.python));
      const what = `flaw ${number} ${flaw.title}`;
      if (number === 5) {
        const { output } = await tests(folder);
        report("python", what, output.includes(`${MISUSED} failed, ${TESTS - MISUSED} passed`) && output.includes("assert False is True"), output.trim().split("\n").at(-1));
        return;
      }
      const { code, output } = await run(python, ["main.py"], { cwd: folder });
      const expected = {
        1: "ImportError: cannot import name 'EcsTaskDefinitionContainerDefinitions'",
        2: "unexpected keyword argument 'replication_group_description'",
        3: "TypeError: type of argument at_rest_encryption_enabled must be one of (str, NoneType); got bool instead",
        4: "TypeError: type of argument deregistration_delay must be one of (str, NoneType); got int instead",
      }[number];
      if (expected) report("python", what, code !== 0 && output.includes(expected), lastError(output));
      else judgeConfiguration("python", number, flaw.title, folder);
    }),
  ];
  await inTurn(jobs);
}

async function judgeTypeScript(work) {
  const home = typescriptStack();
  const bin = (name) => join(home, "node_modules", ".bin", name);
  const tests = (folder) => run(bin("vitest"), ["run", "--reporter=default"], { cwd: folder });
  const jobs = [
    async () => {
      const folder = layOut(work, "typescript-fixed", fixed.typescript, home);
      const check = await run(bin("tsc"), ["--noEmit"], { cwd: folder });
      report("typescript", "the fixed stack compiles", check.code === 0, check.code === 0 ? "no errors" : lastError(check.output));
      const synth = await run(bin("tsx"), ["main.ts"], { cwd: folder });
      const outputs = Object.keys(synthesized(folder)?.output ?? {}).length;
      report("typescript", "the fixed stack synthesizes", synth.code === 0 && outputs > 0, synth.code === 0 ? `${outputs} outputs` : lastError(synth.output));
      const { code, output } = await tests(folder);
      report("typescript", "the fixed stack's tests pass", code === 0 && /Tests\s+24 passed/u.test(output), /Tests.*/u.exec(output)?.[0] ?? lastError(output));
    },
    async () => {
      const folder = layOut(work, "typescript-repaired", flawedTree("typescript"), home);
      const left = await repair(folder);
      report("typescript", "the linter repairs the flawed stack and its tests", left.length === 0, left.length === 0 ? "no findings left" : left.join(", "));
      writeTree(folder, testsOf(fixed.typescript));
      const check = await run(bin("tsc"), ["--noEmit"], { cwd: folder });
      report("typescript", "the repaired stack compiles", check.code === 0, check.code === 0 ? "no errors" : lastError(check.output));
      const synth = await run(bin("tsx"), ["main.ts"], { cwd: folder });
      report("typescript", "the repaired stack synthesizes", synth.code === 0 && synthesized(folder)?.output !== undefined, synth.code === 0 ? `${Object.keys(synthesized(folder)?.output ?? {}).length} outputs` : lastError(synth.output));
      const { code, output } = await tests(folder);
      report("typescript", "the repaired stack passes the tests", code === 0 && /Tests\s+24 passed/u.test(output), /Tests.*/u.exec(output)?.[0] ?? lastError(output));
    },
    ...FLAWS.map((flaw, index) => async () => {
      const number = index + 1;
      const folder = layOut(work, `typescript-${number}`, applyEdits(fixed.typescript, flaw.typescript), home);
      const what = `flaw ${number} ${flaw.title}`;
      if (number === 5) {
        const { output } = await tests(folder);
        report("typescript", what, output.includes(`${MISUSED} failed | ${TESTS - MISUSED} passed`), /Tests {2}.*/u.exec(output)?.[0] ?? lastError(output));
        return;
      }
      if (number <= 4) {
        const { code, output } = await run(bin("tsc"), ["--noEmit"], { cwd: folder });
        const expected = { 1: /error TS(?:2305|2724)/u, 2: /error TS(?:2353|2561)/u, 3: /error TS2322/u, 4: /error TS2322/u }[number];
        report("typescript", what, code !== 0 && expected.test(output), lastError(output));
        return;
      }
      await run(bin("tsx"), ["main.ts"], { cwd: folder });
      judgeConfiguration("typescript", number, flaw.title, folder);
    }),
  ];
  await inTurn(jobs);
}

async function inTurn(jobs) {
  for (const job of jobs) await job();
}

function checkFlawed() {
  for (const language of LANGUAGES) {
    const expected = flawedTree(language);
    const actual = readTree(join(fixtures, `streaming-stack-${language}-flawed`));
    const different = [...new Set([...expected.keys(), ...actual.keys()])].filter((name) => expected.get(name) !== actual.get(name));
    report(language, "the flawed stack is the fixed one with every flaw", different.length === 0, different.length === 0 ? `${expected.size} files` : `differs in ${different.join(", ")}`);
  }
}

if (process.argv.includes("--write")) {
  for (const language of LANGUAGES) {
    const folder = join(fixtures, `streaming-stack-${language}-flawed`);
    rmSync(folder, { recursive: true, force: true });
    writeTree(folder, flawedTree(language));
  }
} else {
  checkFlawed();
  const work = mkdtempSync(join(tmpdir(), "cdktf-fixtures-"));
  try {
    // One language on each core.
    await Promise.all([judgePython(work), judgeTypeScript(work)]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  console.log(failures === 0 ? "All fixtures are true." : `${failures} checks failed.`);
  process.exitCode = failures === 0 ? 0 : 1;
}
