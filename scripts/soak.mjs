/**
 * `npm run soak`: a long life in an editor. One process gets thousands of edits in both languages, with lock files,
 * helpers and configurations that change in between. Memory must stay flat after the warm-up, no file stay open, and
 * each change on disk be noticed.
 *
 *   node --expose-gc scripts/soak.mjs [--edits N] [--server]
 *
 * `--server` sends the edits through the language server of VS Code's ESLint extension. Needs a build.
 */
import { mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { register } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { Linter } from "eslint";
import { randomFrom } from "./random.mjs";
import { root } from "./support/environments.mjs";
import { check, conclude, workFolder } from "./support/packed.mjs";

const { values } = parseArgs({ options: { edits: { type: "string", default: "10000" }, server: { type: "boolean", default: false } } });
const EDITS = Number(values.edits);
/** What is remembered of packages, files and names is there by then. */
const WARM = Math.round(EDITS / 5);
/** Between a project's states. */
const TURN = 50;
/** Memory may go up by this after the warm-up: room for what is kept up to a limit. */
const ALLOWED_MB = values.server ? 150 : 40;
const MB = 2 ** 20;

/** Arguments changed between these: `deletion_protection` of an instance, `vpc` of an address. */
const VERSIONS = ["19.20.0", "21.22.1"];
/** An argument that the first has and the second has not. */
const CHANGED = { typescript: "new Eip(scope, \"e\", { vpc: true });", python: 'Eip(scope, "e", vpc=True)' };

const TEXTS = {
  typescript: `import { TerraformStack, TerraformOutput } from "cdktf";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { delay } from "./helper";
declare const scope: any;
export class Network extends TerraformStack {
  build() {
    const table = new RouteTable(this, "table", { vpcId: "vpc-1", route: [{ cidrBlock: "0.0.0.0/0" }] });
    new TerraformOutput(this, "table-id", { value: table.id });
  }
}
${CHANGED.typescript}
new LbTargetGroup(scope, "target", { deregistrationDelay: delay, MARK: 1 });
`,
  python: `from cdktf import TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from cdktf_cdktf_provider_aws.route_table import RouteTable
from helper import delay


class Network(TerraformStack):
    def build(self):
        table = RouteTable(self, "table", vpc_id="vpc-1", route=[{"cidr_block": "0.0.0.0/0"}])
        TerraformOutput(self, "table-id", value=table.id)


${CHANGED.python}
LbTargetGroup(scope, "target", deregistration_delay=delay, MARK=1)
`,
};
const FILES = { typescript: "main.ts", python: "main.py" };
const LANGUAGES = ["typescript", "python"];

const folder = realpathSync(workFolder("cdktf-soak"));
let clock = Date.now() / 1000;
function write(name, text) {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  // However quick the script is, the time of the file is another one.
  utimesSync(path, (clock += 2), clock);
}

/** Writes the project in one of its states; state 1 has the newer provider, state 2 a helper of the right type. */
function writeState(state) {
  const version = VERSIONS[state & 1];
  write("package-lock.json", JSON.stringify({ lockfileVersion: 3, packages: { "": { dependencies: { "@cdktf/provider-aws": version } }, "node_modules/@cdktf/provider-aws": { version } } }));
  write("requirements.txt", `cdktf-cdktf-provider-aws==${version}\n`);
  const delay = state & 2 ? '"30"' : "30";
  write("helper.ts", `export const delay = ${delay};\n`);
  write("helper.py", `delay = ${delay}\n`);
}

/** What must be found in a state, as rules. */
function expected(state) {
  return { "cdktf/no-unknown-property": state & 1 ? 2 : 1, "cdktf/valid-property-type": state & 2 ? 0 : 1 };
}

const random = randomFrom(1);
const letters = "abcdefghijklmnopqrstuvwxyz";
const word = () => Array.from({ length: 6 + Math.floor(random() * 8) }, () => letters[Math.floor(random() * letters.length)]).join("");

/** A text with a name that was never there before, and now and then half of a statement or an import of that name. */
function edited(language) {
  const name = `q${word()}`;
  const kind = Math.floor(random() * 5);
  const text = TEXTS[language].replaceAll("MARK", name);
  if (kind === 0) return `${language === "python" ? `from cdktf_cdktf_provider_aws.${name} import ${name}` : `import { ${name} } from "@cdktf/provider-aws/lib/${name}";`}\n${text}`;
  if (kind === 1) return `${text}new (${name}\n`;
  if (kind === 2) return text.replaceAll("table.id", `table.${name}`);
  return text;
}

/** Lints in this process. */
async function ownProcess() {
  const { default: plugin } = await import("../dist/plugin.js");
  const linter = new Linter({ configType: "flat", cwd: folder });
  return {
    pid: process.pid,
    lint: async (language, text) => linter.verify(text, plugin.configs.recommended, { filename: join(folder, FILES[language]) }).map(({ ruleId }) => ruleId),
    memory() {
      globalThis.gc();
      globalThis.gc();
      return process.memoryUsage().heapUsed;
    },
    end: async () => {},
  };
}

/** Lints by the language server, as an editor does. */
async function server() {
  register("./schema/typescript-hooks.mjs", import.meta.url);
  const { Editor, vsCode } = await import("../tests/support/language-server.ts");
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(join(root, "node_modules", "eslint"), join(folder, "node_modules", "eslint"));
  symlinkSync(root, join(folder, "node_modules", "eslint-plugin-cdktf"));
  write("package.json", "{}");
  write("eslint.config.mjs", 'import cdktf from "eslint-plugin-cdktf";\nexport default [...cdktf.configs.recommended];\n');
  const editor = await Editor.start(folder, vsCode({ "eslint.validate": ["typescript", "python"] }));
  for (const language of LANGUAGES) {
    write(FILES[language], TEXTS[language]);
    await editor.open(FILES[language], language);
  }
  return {
    pid: editor.child.pid,
    lint: async (language, text) => (await editor.replace(FILES[language], 0, editor.text(FILES[language]).length, text)).map(({ code }) => code ?? null),
    memory: () => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${editor.child.pid}/status`, "utf8"))[1]) * 1024,
    end: () => editor.stop(),
  };
}

writeState(0);
const linted = values.server ? await server() : await ownProcess();
const handles = () => (process.platform === "linux" ? readdirSync(`/proc/${linted.pid}/fd`).length : 0);

let warm;
let state = 0;
let unnoticed = 0;
let turns = 0;
const start = performance.now();
for (let edit = 0; edit < EDITS; edit++) {
  if (edit % TURN === 0) {
    state = (state + 1) % 4;
    writeState(state);
    turns++;
    for (const language of LANGUAGES) {
      const found = await linted.lint(language, TEXTS[language].replaceAll("MARK", `q${word()}`));
      for (const [rule, times] of Object.entries(expected(state))) {
        const seen = found.filter((one) => one === rule).length;
        if (seen === times) continue;
        unnoticed++;
        if (unnoticed < 4) console.error(`edit ${edit}, ${language}, state ${state}: ${rule} ${seen} times, not ${times}`);
      }
    }
  }
  const language = LANGUAGES[edit % 2];
  await linted.lint(language, edited(language));
  if (edit + 1 === WARM) warm = { memory: linted.memory(), handles: handles() };
}
const end = { memory: linted.memory(), handles: handles() };
const inMb = (bytes) => `${(bytes / MB).toFixed(1)} MB`;
console.log(`${EDITS} edits, ${turns} changes on disk, ${((performance.now() - start) / 1000).toFixed(0)} s; memory ${inMb(warm.memory)} after ${WARM} edits, ${inMb(end.memory)} after ${EDITS}; open files ${warm.handles} and ${end.handles}`);
check("every change on disk is noticed", unnoticed === 0, `${unnoticed} findings were not as they should be`);
check(`memory goes up by no more than ${ALLOWED_MB} MB after the warm-up`, end.memory - warm.memory <= ALLOWED_MB * MB, inMb(end.memory - warm.memory));
check("no file stays open", end.handles <= warm.handles, `${end.handles - warm.handles} more`);
if (!values.server) {
  const watchers = process.getActiveResourcesInfo().filter((name) => /FSEvent|StatWatcher/.test(name));
  check("nothing is watched", watchers.length === 0, watchers.join(", "));
}
await linted.end();
conclude("A long life left nothing behind.");
