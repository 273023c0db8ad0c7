/** Nonsense for the command: its arguments, configurations, baselines and questions. Needs a build. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { HOSTILE_NAMES } from "./mutations.mjs";

const { parseArguments } = await import("../../dist/cli/options.js");
const { run } = await import("../../dist/cli/run.js");
const { runExplainCommand, runRulesCommand } = await import("../../dist/cli/explain-command.js");
const { runSchemaCommand } = await import("../../dist/cli/schema-command.js");
const { UsageError } = await import("../../dist/cli/usage-error.js");
const { rules } = await import("../../dist/rules/index.js");

const STACK = {
  "stack.ts": 'import { S3Bucket } from "@cdktf/provider-aws";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nnew Vpc(this, "x", { __proto__: 1, nope: 2 });\n',
  "main.py": 'from cdktf_cdktf_provider_aws.vpc import Vpc\nVpc(self, "__proto__", constructor=1, tags=2)\n',
};
/** What main.ts explains as wrong options of a rule. */
const OPTIONS_ERROR = /^Key "|^Error while processing options|Configuration for rule/u;

const name = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...HOSTILE_NAMES, ...Object.keys(rules), ...Object.keys(rules).map((rule) => `cdktf/${rule}`), "cdktf/__proto__", "rules", "strict", "settings", "ignores", "versions", "providerVersion", "cdktf-lint", "tool") }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) });
const file = fc.oneof({ weight: 4, arbitrary: fc.constantFrom("stack.ts", "main.py", "./stack.ts", "stack.ts:1", ".", "nothing.py", "*.ts", "[", "!stack.ts", "**", "eslint-suppressions.json", "__proto__", "package.json") }, { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }).map((text) => `x${text.replaceAll("/", "").replaceAll("\\", "")}`) });
const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -0, 1, 2 ** 53, 1e308)).map(String);
const level = fc.oneof(fc.constantFrom("off", "warn", "error", 0, 1, 2, 3, -1, null, [], ["error"], ["error", {}], ["error", { ignore: ["^S", "("] }], ["error", { allow: ["*.__proto__", "Vpc.constructor", "a.b.c"] }], ["error", { __proto__: 1 }], [[["error"]]]), fc.jsonValue({ maxDepth: 2 }));
const version = fc.oneof(fc.constantFrom("21.22.1", "latest", "", " ", "^21", ">=1 <2 || 3", "999.0.0", "1e400", "v1", "__proto__", "*", "x"), fc.string({ maxLength: 8 }));
const pattern = fc.oneof(fc.constantFrom("*", "**", "!x", "[", "\\", "/", "../x", "a/**/b", "{a,b}", "#", " ", "", "main.py"), fc.string({ unit: "binary", maxLength: 10 }));

const json = fc.jsonValue({ maxDepth: 3, stringUnit: "binary" });
/** A configuration in the form that it should have, with whatever names. */
const wellFormed = fc.record({ rules: fc.dictionary(name, level, { maxKeys: 3 }), strict: fc.boolean(), settings: fc.record({ providerVersion: version, versions: fc.dictionary(name, version, { maxKeys: 3 }) }, { requiredKeys: [] }), ignores: fc.array(pattern, { maxLength: 4 }) }, { requiredKeys: [] });
/** A configuration that has one or the other of it. */
const halfFormed = fc.dictionary(name, fc.oneof(json, wellFormed, fc.array(pattern)), { maxKeys: 4 });
const brokenText = fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), json.map((value) => (JSON.stringify(value) ?? "").slice(0, -1)), fc.constantFrom("", "\uFEFF", "\0", "[".repeat(100_000), '{"a":'.repeat(50_000), "// x", "{,}", '{"rules":{},"rules":1}', '{"__proto__":{"strict":true}}', "null", "1", '"x"', "[]", `{"rules":{${'"a":0,'.repeat(20_000)}"b":0}}`));
const configText = fc.oneof(wellFormed.map((value) => JSON.stringify(value)), halfFormed.map((value) => JSON.stringify(value)), brokenText);
const toml = fc.oneof(fc.constantFrom("[tool.cdktf-lint]\nstrict = true\n", "[tool.cdktf-lint\n", "[tool.cdktf-lint]\nrules = { __proto__ = 1 }\n", "[[tool.cdktf-lint]]\n", "tool = 1 # cdktf-lint\n", "[tool.cdktf-lint.rules]\n__proto__ = 'off'\nconstructor = 'off'\n", `# cdktf-lint\nx = ${"[".repeat(20_000)}`), name.map((key) => `[tool.cdktf-lint]\n${JSON.stringify(key)} = 1\n`), fc.string({ unit: "binary", maxLength: 40 }).map((text) => `# cdktf-lint\n${text}`));
const baseline = fc.oneof(fc.dictionary(fc.oneof(file, name), fc.dictionary(name, fc.oneof(fc.record({ count: fc.oneof(fc.integer(), fc.double({ noNaN: true })) }), json), { maxKeys: 3 }), { maxKeys: 3 }).map((value) => JSON.stringify(value)), brokenText);

const files = fc.record({ ".cdktf-lintrc.json": configText, "package.json": fc.oneof(halfFormed.map((value) => JSON.stringify({ name: "x", "cdktf-lint": value })), brokenText.map((text) => `${text}cdktf-lint`), fc.constant("{}")), "pyproject.toml": toml, "eslint-suppressions.json": baseline }, { requiredKeys: [] });

const flag = (...names) => fc.constantFrom(...names).map((one) => [one]);
const withValue = (names, value) => fc.tuple(fc.constantFrom(...names), value).map(([one, given]) => [one, given]);
const argument = fc.oneof(
  file.map((one) => [one]),
  flag("--fix", "--quiet", "--strict", "--no-config", "--suppress-all", "--prune-suppressions", "--pass-on-unpruned-suppressions", "--color", "--no-color", "--", "-", "-h", "-v", "--fix=1", "--__proto__", "--constructor", "-f", "--rule", "--max-warnings", ""),
  withValue(["-f", "--format"], fc.oneof(fc.constantFrom("json", "stylish", "sarif", "github", "gitlab", "junit", "html", "markdown", "compact"), name)),
  withValue(["--max-warnings"], fc.oneof(number, name)),
  withValue(["--rule"], fc.oneof(fc.tuple(name, level).map(([rule, given]) => `${rule}: ${JSON.stringify(given)}`), fc.tuple(name, level).map(([rule, given]) => JSON.stringify({ [rule]: given })), name, brokenText)),
  withValue(["--suppress-rule"], name),
  withValue(["--provider-version"], version),
  withValue(["--config", "--suppressions-location"], file),
  withValue(["--since"], fc.oneof(fc.constantFrom("HEAD", "main", "--output=x", "-1", "@{u}"), name)),
  withValue(["--cache-strategy", "--concurrency"], fc.oneof(fc.constantFrom("off", "content", "0", "-1", "1e3"), name)),
);
const lint = fc.tuple(fc.array(argument, { maxLength: 5 }), files).map(([args, written]) => ({ command: "lint", args: args.flat(), files: written }));
const place = fc.tuple(file, fc.oneof(number, fc.constantFrom("0", "99999999999999999999", "", "1", "3")), fc.option(number)).map(([one, line, column]) => `${one}:${line}${column === null ? "" : `:${column}`}`);
const explain = fc.tuple(fc.array(fc.oneof(place, name, file, fc.constantFrom("--format", "json", "-f", "text", "--", "")), { maxLength: 3 }), files).map(([args, written]) => ({ command: "explain", args, files: written }));
const dotted = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("."));
const schema = fc.tuple(fc.array(fc.oneof(dotted, fc.constantFrom("Vpc", "Vpc.tags", "aws_vpc", "vpc.__proto__", "Vpc.constructor", "--language", "python", "--format", "json", "--versions", "--provider-version", "21.22.1", "0", ...HOSTILE_NAMES)), { minLength: 1, maxLength: 4 }), files).map(([args, written]) => ({ command: "schema", args, files: written }));
const rulesCommand = fc.tuple(fc.array(fc.oneof(name, fc.constantFrom("--format", "json")), { maxLength: 3 }), fc.constant({})).map(([args, written]) => ({ command: "rules", args, files: written }));

const input = fc.oneof({ weight: 6, arbitrary: lint }, { weight: 3, arbitrary: explain }, { weight: 2, arbitrary: schema }, { weight: 1, arbitrary: rulesCommand });

/** Inputs `from` to `to` of a seed. */
export function commandInputs(seed, from, to) {
  return fc.sample(input, { seed, numRuns: to }).slice(from);
}

const COMMANDS = {
  async lint(args) {
    const options = parseArguments(args, "0.0.0");
    // A thread for each nonsense is slow, and other tests see to threads.
    return typeof options === "number" ? options : run({ ...options, concurrency: "off" });
  },
  explain: (args) => runExplainCommand(args, "0.0.0"),
  schema: (args) => runSchemaCommand(args),
  rules: (args) => runRulesCommand(args),
};

/** What is printed meanwhile is not shown, only counted. */
async function silently(action) {
  const { stdout, stderr } = process;
  const real = [stdout.write, stderr.write];
  stdout.write = stderr.write = (...given) => {
    const written = given.at(-1);
    if (typeof written === "function") written();
    return true;
  };
  try {
    return await action();
  } finally {
    [stdout.write, stderr.write] = real;
  }
}

/**
 * Runs the command in a folder with some files.
 *
 * @returns {Promise<string[]>} what is wrong
 */
export async function tryCommand(folder, { command, args, files: written }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, ".git"), { recursive: true });
  process.chdir(folder);
  for (const [path, text] of Object.entries({ ...STACK, ...written })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  try {
    const code = await silently(() => COMMANDS[command](args));
    return [0, 1, 2].includes(code) ? [] : [`exit code ${code}`];
  } catch (error) {
    if (error instanceof UsageError || OPTIONS_ERROR.test(error?.message ?? "")) return [];
    return [`exception in ${command}: ${error?.stack ?? error}`];
  }
}
