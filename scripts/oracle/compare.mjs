/** Holds the linter's findings against another judge's, construct by construct. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { programs } from "./generator.mjs";
import { root } from "../support/environments.mjs";

/** Disagreements of one sort that are printed. */
const EXAMPLES = 4;

/** Versions that the judges run on, as `--versions` takes them. */
const VERSIONS = "@cdktf/provider-aws@19.20.0,@cdktf/provider-aws@21.22.1,@cdktn/provider-aws@25.7.0";

/** Errors of the linter in a folder: `{rule, message}` by `file:line`. */
function ourErrors(folder) {
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, "dist", "cli", "main.cjs"), "--format", "json", "--quiet", "."], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  if (!stdout) throw new Error(stderr);
  return new Map(JSON.parse(stdout).flatMap(({ filePath, messages }) => messages.map(({ line, message, ruleId }) => [`${filePath.split(/[\\/]/).at(-1)}:${line}`, { rule: ruleId ?? "syntax", message }])));
}

/**
 * Runs a judge over generated programs at each version and prints what it is blind to and what we are wrong about.
 * The exit code is 1 if we are wrong about anything.
 *
 * @param {{title: string, language: "typescript" | "python", count: string, prepare: Function, judge: Function, isAnnotated?: boolean}} judge
 *   `count` is how many constructs of each kind, valid and mutated, are judged if `--count` does not say.
 *   `prepare(name, version, folder)` sets a folder up and returns what `judge` needs;
 *   `judge(folder, made, prepared)` returns errors as text by `file:line`, or by `file construct` for a construct as a whole
 */
export function runJudge({ title, language, count, prepare, judge, isAnnotated }) {
  const { values } = parseArgs({ options: { count: { type: "string", default: count }, seed: { type: "string", default: "1" }, versions: { type: "string", default: VERSIONS } } });
  for (const [at, wanted] of values.versions.split(",").entries()) {
    const [, name, version] = /^(.+)@([^@]+)$/.exec(wanted) ?? [];
    if (version === undefined) throw new Error(`--versions: ${wanted} is no NAME@VERSION`);
    const folder = mkdtempSync(join(tmpdir(), `cdktf-${title}-`));
    try {
      const start = performance.now();
      const prepared = prepare(name, version, folder);
      const installed = performance.now();
      const made = new Map(programs({ name, version, language, count: Number(values.count), seed: Number(values.seed), turn: at, isAnnotated }));
      for (const [file, { text }] of made) writeFileSync(join(folder, file), text);
      const ours = ourErrors(folder);
      const theirs = judge(folder, made, prepared);
      console.log(`${name} ${version} (${((installed - start) / 1000).toFixed(0)} s to install, ${((performance.now() - installed) / 1000).toFixed(0)} s to judge)`);
      if (!compare(title, made, theirs, ours)) process.exitCode = 1;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Prints the disagreements, by sort; returns whether we are wrong about nothing. */
function compare(judge, made, theirs, ours) {
  let agreed = 0;
  const blind = new Map();
  const wrong = new Map();
  const add = (list, sort, example) => list.set(sort, [...(list.get(sort) ?? []), example]);
  for (const [file, { text, constructs }] of made) {
    const source = text.split("\n");
    const known = new Set();
    const errorOf = (errors, lines) => lines.map((line) => errors.get(`${file}:${line}`)).find((error) => error !== undefined);
    for (const { id, kind, lines, imports, body } of constructs) {
      for (const line of lines) known.add(line);
      const we = errorOf(ours, lines);
      const they = errorOf(theirs, lines) ?? theirs.get(`${file} ${id}`);
      const example = [[...imports, ...body].join("\n"), we?.message ?? they ?? "", body.at(-1)];
      if (kind === "valid") {
        if (we) add(wrong, `valid, and we report it (${we.rule})`, example);
        else if (they) add(wrong, `valid, and only ${judge} reports it`, example);
        else agreed++;
      } else if (we && they) agreed++;
      else if (we) add(blind, `${kind} (${we.rule})`, example);
      else add(wrong, they ? `${kind}, which we miss` : `${kind}, which nobody reports`, example);
    }
    // What stands in a line that no construct has for itself is wrong whoever says it.
    for (let line = 1; line <= source.length; line++) {
      const error = ours.get(`${file}:${line}`)?.message ?? theirs.get(`${file}:${line}`);
      if (error && !known.has(line)) add(wrong, `a line of all, reported by ${ours.has(`${file}:${line}`) ? "us" : judge}`, [source[line - 1], error]);
    }
  }
  const sum = (list) => [...list.values()].reduce((all, { length }) => all + length, 0);
  const total = [...made.values()].reduce((all, { constructs }) => all + constructs.length, 0);
  console.log(`  ${total} constructs: ${agreed} judged alike, ${judge} is blind to ${sum(blind)}, we are wrong about ${sum(wrong)}`);
  for (const [sort, examples] of [...blind].sort()) {
    console.log(`  ${judge} is blind: ${sort}: ${examples.length}`);
    const [, message, statement] = examples[0];
    console.log(`      ${statement.slice(0, 200)}\n      ${message.slice(0, 300)}`);
  }
  for (const [sort, examples] of wrong) {
    console.log(`  WE ARE WRONG: ${sort}: ${examples.length}`);
    for (const [code, message] of examples.slice(0, EXAMPLES)) console.log(`${code.slice(0, 1200)}\n${message.slice(0, 400)}`.replace(/^/gm, "      "));
  }
  if (theirs.size === 0) console.log(`  ${judge} reported nothing at all: it did not run as it should`);
  return wrong.size === 0 && theirs.size > 0;
}
