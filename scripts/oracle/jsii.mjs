/**
 * `npm run oracle:jsii`: generated Python programs, run on the real jsii runtime with the real provider. What the linter
 * passes must be created and synthesized with every value in place; what it calls an error must fail there or lose
 * something. Needs a build, Python, and network access once.
 *
 *   node scripts/oracle/jsii.mjs [--count N] [--seed N] [--versions NAME@VERSION,…]
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { binOf } from "../support/environments.mjs";
import { runJudge } from "./compare.mjs";
import { preparePython } from "./python.mjs";

/** Runs each construct of each file in a stack of its own; prints for each what was synthesized or what failed. */
const RUNNER = `
import importlib, json, sys
core = importlib.import_module(sys.argv[1])
for file, id, code in json.load(open("constructs.json")):
    try:
        names = {"scope": core.TerraformStack(core.Testing.app(), "generated")}
        exec(code, names)
        print(json.dumps([file, id, None, json.loads(core.Testing.synth(names["scope"]))]))
    except Exception as error:
        print(json.dumps([file, id, f"{type(error).__name__}: {error}"[:300], None]))
`;

/** Terraform's name of a key without what the bindings do to names: casing, and a word where a name was taken. */
const bareName = (name) => name.replaceAll("_", "").toLowerCase().replace(/attribute$/, "");

const isSame = (given, found) => found === given || (typeof given !== "string" && String(found) === String(given));

runJudge({
  title: "jsii",
  language: "python",
  count: "80",
  prepare: preparePython,
  judge(folder, made, venv) {
    const constructs = [...made].flatMap(([file, program]) => program.constructs.map((construct) => ({ file, ...construct })));
    writeFileSync(join(folder, "constructs.json"), JSON.stringify(constructs.map(({ file, id, imports, body }) => [file, id, [...imports, ...body].join("\n")])));
    writeFileSync(join(folder, "runner"), RUNNER);
    const isCdktn = [...made.values()][0].text.includes("cdktn_provider");
    const env = { ...process.env, JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: "1", JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: "1" };
    const { stdout, stderr } = spawnSync(binOf(venv, "python"), ["runner", isCdktn ? "cdktn" : "cdktf"], { cwd: folder, env, encoding: "utf8", maxBuffer: 1 << 29 });
    const results = new Map(stdout.split("\n").filter((line) => line.startsWith("[")).map((line) => JSON.parse(line)).map(([file, id, ...result]) => [`${file} ${id}`, result]));
    if (results.size !== constructs.length) throw new Error(`the runner stopped after ${results.size} of ${constructs.length} constructs\n${stderr.slice(-2000)}`);
    return new Map(
      constructs.flatMap(({ file, id, config }) => {
        const [error, synthesized] = results.get(`${file} ${id}`);
        const lost = error ? [] : lostFrom(config, resourceOf(synthesized, id), "");
        const says = error ?? (lost.length > 0 ? `lost on the way: ${lost.join(", ")}` : undefined);
        return says === undefined ? [] : [[`${file} ${id}`, says]];
      }),
    );
  },
});

/** The block of Terraform JSON that came of a construct. */
function resourceOf({ resource = {}, data = {}, provider = {}, ...others }, id) {
  const ofType = [...Object.values(resource), ...Object.values(data), ...Object.values(others.ephemeral ?? {})].find((byId) => Object.hasOwn(byId, id));
  return ofType?.[id] ?? Object.values(provider)[0]?.[0];
}

/**
 * Where what was given is not found in what was synthesized.
 *
 * @param given a node of the configuration
 * @returns {string[]} paths
 */
function lostFrom(given, found, path) {
  switch (given.kind) {
    case "literal": return isSame(given.value, found) ? [] : [path];
    // What Terraform only knows later stands there as an expression.
    case "read": return typeof found === "string" && found.includes("${") ? [] : [path];
    case "map": return lostFrom(given.value, found?.key, `${path}.key`);
    case "list": {
      const items = Array.isArray(found) ? found : [];
      return given.items.flatMap((item, at) => lostFrom(item, items[at], `${path}[${at}]`));
    }
    default: {
      // A single block may be written as a list of one.
      const block = Array.isArray(found) && found.length === 1 ? found[0] : found;
      const keys = new Map(Object.entries(block ?? {}).map(([key, value]) => [bareName(key), value]));
      return given.pairs.flatMap(({ name, node }) => lostFrom(node, keys.get(bareName(name)), path === "" ? name : `${path}.${name}`));
    }
  }
}
