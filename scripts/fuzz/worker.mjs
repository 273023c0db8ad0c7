/**
 * Works through inputs in a process of its own, so that whatever happens to it, the run goes on.
 *
 * Before each input its number goes into a file; what is wrong is sent to the parent.
 */
import { spawn } from "node:child_process";
import { mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const { kind, seed, from, to, folder, progressFile, step, match } = JSON.parse(process.argv[2]);

/** How many inputs are worked on before what has gathered is written. */
const TURN = 50;

const progress = openSync(progressFile, "w");
/** What is worked on now, and how many characters it has. */
const started = (number, length = 0) => writeSync(progress, `${number} ${length}`.padEnd(24), 0);

const report = (number, problems, detail) => process.send({ number, problems, ...detail });

process.on("disconnect", () => process.exit());

/** What imports of the mutated files may lead to. */
function prepareProject() {
  mkdirSync(join(folder, "lib"), { recursive: true });
  const files = {
    "package.json": '{ "name": "fuzzed", "dependencies": { "@cdktf/provider-aws": "21.22.1" } }', ".git": "",
    "helper.ts": 'import { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport const make = (scope: any, x: any) => new Vpc(scope, "x", x);\nexport * from "./stack";\nexport default { a: 1, ["__proto__"]: 2 };\n',
    "helper.py": "from cdktf_cdktf_provider_aws.vpc import Vpc\nfrom stack import *\ndef make(scope, **x):\n    return Vpc(scope, 'x', **x)\n",
    "config.ts": 'export * from "./helper";\n', "config.py": "from .helper import *\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  process.chdir(folder);
}

/** A Python that holds each repair against its own syntax; resolves to how many it was given. */
function pythonJudge() {
  const child = spawn("python3", [join(import.meta.dirname, "check-repairs.py")], { stdio: ["pipe", "pipe", "inherit"] });
  child.on("error", (error) => report(-1, [`python3 did not start: ${error.message}`]));
  const waiting = [];
  let count = 0;
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { before, after, what, number, count: total } = JSON.parse(line);
    if (total === undefined) report(number, [`${what} breaks the code for Python`], { text: before, after });
    else count = total;
  });
  return {
    add: (repair) => waiting.push(repair),
    async flush() {
      const text = waiting.splice(0).map((repair) => `${JSON.stringify(repair)}\n`).join("");
      if (text !== "" && !child.stdin.write(text)) await new Promise((done) => child.stdin.once("drain", done));
    },
    async end() {
      child.stdin.end();
      await new Promise((done) => child.on("close", done));
      return count;
    },
  };
}

async function lintInputs(each) {
  prepareProject();
  const { Checker } = await import("./checks.mjs");
  const judge = pythonJudge();
  let current = 0;
  const checker = new Checker(folder, (before, after, what) => judge.add({ number: current, before, after, what }));
  let done = 0;
  for (const [number, make, name] of each) {
    current = number;
    started(number);
    const input = make();
    started(number, input.text.length);
    const start = performance.now();
    const problems = checker.problems(input);
    const milliseconds = performance.now() - start;
    if (problems.length > 0 || milliseconds > 5000) report(number, problems, { name, milliseconds, text: input.text, filename: input.filename });
    if (++done % TURN === 0 || milliseconds > 1000) {
      await judge.flush();
      await new Promise(setImmediate);
    }
    if (done % 1000 === 0) process.send({ counts: { ...checker.counts, inputs: done }, memory: process.memoryUsage.rss() });
  }
  started("end");
  await judge.flush();
  process.send({ counts: { ...checker.counts, inputs: done, pythonRepairs: await judge.end() }, memory: process.memoryUsage.rss(), isEnd: true });
}

async function* commands() {
  const { commandInputs } = await import("./command.mjs");
  yield* commandInputs(seed, from, to);
}

if (kind === "command") {
  process.chdir(folder);
  const { tryCommand } = await import("./command.mjs");
  let done = 0;
  for await (const input of commands()) {
    started(from + done);
    const problems = await tryCommand(folder, input);
    if (problems.length > 0) report(from + done, problems, { text: JSON.stringify(input, null, 1) });
    done++;
  }
  started("end");
  process.send({ counts: { inputs: done }, memory: process.memoryUsage.rss(), isEnd: true });
} else {
  const { extremes, Inputs } = await import("./inputs.mjs");
  if (kind === "extremes") {
    const all = [...extremes()].map(({ name, make }, at) => [at, make, name]);
    await lintInputs(all.filter(([at, , name]) => at >= from && at < to && at % step === 0 && name.includes(match)));
  } else {
    const inputs = new Inputs(seed);
    const numbers = function* () {
      for (let number = from; number < to; number++) yield [number, () => inputs.at(number), undefined];
    };
    await lintInputs(numbers());
  }
}
process.disconnect();
