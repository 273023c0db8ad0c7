/**
 * `npm run fuzz`: spoilt code, code beyond all measure and nonsense on the command line. None of it may end in an
 * exception, a hang or a crash, place a finding or a repair outside of the file, or turn valid code into invalid code.
 *
 *   node scripts/fuzz.mjs [--count N] [--from N] [--seed N] [--only N] [--extremes all|none|N] [--match TEXT] [--commands N] [--minutes N] [--failures FOLDER] [--jobs N]
 *
 * `--count` is the number of spoilt texts, `--extremes N` takes every Nth of the others, `--match` those with
 * the text in their names; `--only` runs one text and
 * prints it; after `--minutes` it ends with what was done by then. Needs a build and python3.
 */
import { fork } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { workFolder } from "./support/packed.mjs";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "20000" }, seed: { type: "string", default: "1" }, only: { type: "string" }, extremes: { type: "string", default: "all" },
    commands: { type: "string", default: "2000" }, failures: { type: "string" }, jobs: { type: "string", default: "1" }, from: { type: "string", default: "0" }, minutes: { type: "string" }, match: { type: "string", default: "" },
  },
});

/** An input that takes longer hangs; 10 MB of code are 300,000 constructs, each with a finding. */
const TIMEOUT_MS = 90_000;
const TIMEOUT_MS_PER_MB = 30_000;
const POLL_MS = 500;
/** How many failures of the same sort are printed. */
const SHOWN = 3;

const seed = Number(values.seed);
const work = workFolder("cdktf-fuzz");
const failures = new Map();
const totals = {};
let peak = 0;
let workers = 0;
let isOver = false;
/** Ends what runs, when the time is over. */
const running = new Set();

/** Failures count as the same if they have the same words, or the same place in the code. */
function sortOf(problem) {
  return problem.split("\n").filter((line) => !line.includes("node_modules")).slice(0, 3).join(" ").replaceAll(/\d+/g, "#").replaceAll(/`[^`]*`/g, "`…`").slice(0, 300);
}

function fail(kind, number, problem, { name, text = "", after } = {}) {
  const sort = sortOf(problem);
  const known = failures.get(sort) ?? [];
  failures.set(sort, [...known, number]);
  if (known.length >= SHOWN) return;
  console.error(`FAIL ${kind} ${number}${name ? ` (${name})` : ""}: ${problem}`);
  if (values.failures === undefined) return;
  mkdirSync(values.failures, { recursive: true });
  writeFileSync(join(values.failures, `${kind}-${number}-${known.length}.txt`), `${problem}\n----\n${text.slice(0, 200_000)}${after === undefined ? "" : `\n----\n${after.slice(0, 200_000)}`}`);
}

const add = (counts) => {
  for (const [key, count] of Object.entries(counts)) totals[key] = (totals[key] ?? 0) + count;
};

/** One process over a range of inputs; resolves to the number to go on with. */
function workOn(kind, from, to, step) {
  const folder = join(work, `${kind}-${++workers}`);
  mkdirSync(folder, { recursive: true });
  const progressFile = `${folder}.progress`;
  writeFileSync(progressFile, "");
  const child = fork(join(import.meta.dirname, "fuzz", "worker.mjs"), [JSON.stringify({ kind, seed, from, to, folder, progressFile, step, match: values.match })], { execArgv: ["--max-old-space-size=4096", "--max-semi-space-size=64"] });
  running.add(child);
  let last = { inputs: 0 };
  let isEnd = false;
  let seen = "";
  let since = performance.now();
  let isHanging = false;
  child.on("message", (message) => {
    peak = Math.max(peak, message.memory ?? 0);
    if (message.counts) last = message.counts;
    isEnd ||= message.isEnd === true;
    for (const problem of message.problems ?? []) fail(kind, message.number, problem, message);
    if (message.problems?.length === 0) console.error(`slow ${kind} ${message.number} (${message.name ?? ""}): ${(message.milliseconds / 1000).toFixed(1)} s`);
  });
  const watch = setInterval(() => {
    const now = readFileSync(progressFile, "utf8").trim();
    if (now !== seen) [seen, since] = [now, performance.now()];
    else if (performance.now() - since > TIMEOUT_MS + (Number(now.split(" ")[1] ?? 0) / 1e6) * TIMEOUT_MS_PER_MB) {
      isHanging = true;
      child.kill("SIGKILL");
    }
  }, POLL_MS);
  return new Promise((done) => {
    child.on("close", (code, signal) => {
      clearInterval(watch);
      running.delete(child);
      rmSync(folder, { recursive: true, force: true });
      const [now = ""] = readFileSync(progressFile, "utf8").trim().split(" ");
      const number = Number(now);
      if (isEnd || isOver) {
        add(last);
        done(to);
      } else {
        const wasAt = now === "" || Number.isNaN(number) ? from : number;
        add({ ...last, inputs: wasAt - from + 1 });
        fail(kind, wasAt, isHanging ? `hangs for more than ${((performance.now() - since) / 1000).toFixed(0)} s` : `the process ended with ${signal ?? code}`);
        done(wasAt + 1);
      }
    });
  });
}

async function workThrough(kind, from, to, step = 1) {
  for (let at = from; at < to && !isOver; ) at = await workOn(kind, at, to, step);
}

if (values.minutes !== undefined) {
  setTimeout(() => {
    isOver = true;
    for (const child of running) child.kill("SIGKILL");
  }, Number(values.minutes) * 60_000).unref();
}

if (values.only !== undefined) {
  const { Inputs } = await import("./fuzz/inputs.mjs");
  const { Checker } = await import("./fuzz/checks.mjs");
  const input = new Inputs(seed).at(Number(values.only));
  console.log(`${JSON.stringify({ ...input, text: undefined })}\n${input.text}\n----\n${new Checker(work).problems(input).join("\n") || "nothing is wrong (what Python says of repairs is only checked in a run)"}`);
} else {
  const start = performance.now();
  const { extremes } = await import("./fuzz/inputs.mjs");
  const from = Number(values.from);
  const count = Number(values.count);
  const all = values.extremes === "none" ? 0 : [...extremes()].length;
  const step = values.extremes === "all" ? 1 : Number(values.extremes);
  const jobs = Number(values.jobs);
  const share = Math.ceil(count / jobs);
  const timed = async (kind, run) => {
    const began = performance.now();
    const before = totals.inputs ?? 0;
    await run();
    console.log(`${kind}: ${(totals.inputs ?? 0) - before} inputs in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  };
  if (Number(values.commands) > 0) await timed("commands", () => workThrough("command", 0, Number(values.commands)));
  if (all > 0) await timed("extremes", () => workThrough("extremes", 0, all, step));
  await timed("spoilt texts", () => Promise.all(Array.from({ length: jobs }, (_, job) => workThrough("spoilt", from + job * share, from + Math.min(count, (job + 1) * share)))));
  console.log(`${totals.inputs} inputs in ${((performance.now() - start) / 1000).toFixed(0)} s, seed ${seed}: ${Object.entries(totals).map(([key, value]) => `${key} ${value}`).join(", ")}; peak memory ${(peak / 2 ** 20).toFixed(0)} MB`);
  for (const [sort, numbers] of failures) console.log(`${numbers.length} × ${sort}\n    inputs ${numbers.slice(0, 8).join(", ")}`);
  console.log(failures.size === 0 ? "Nothing broke." : `${failures.size} sorts of failures.`);
  process.exitCode = failures.size === 0 ? 0 : 1;
}
