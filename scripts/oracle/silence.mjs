/**
 * `npm run oracle:silence`: code that has nothing to do with CDKTF goes through both front ends and all rules, and nothing
 * is said: Python's standard library, and every TypeScript and declaration file among the installed packages. Needs a
 * build.
 *
 * Files without a trace of CDKTF are usually left unread; a comment with its name makes the linter read these.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Linter } from "eslint";
import { root } from "../support/environments.mjs";

const { default: plugin } = await import("../../dist/index.js");

function* filesIn(folder, pattern, skipped) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !skipped.test(entry.name)) yield* filesIn(path, pattern, skipped);
    else if (entry.isFile() && pattern.test(entry.name)) yield path;
  }
}

const linter = new Linter({ configType: "flat" });
const config = plugin.configs.strict.filter(({ ignores }) => !ignores).map((one) => ({ ...one, ...(one.languageOptions ? { languageOptions: { ...one.languageOptions, parserOptions: { cdktfParser: "oxc" } } } : {}) }));
let isBad = false;

function run(what, files, name, comment, mayBeBroken) {
  let count = 0;
  let findings = 0;
  let broken = 0;
  for (const path of files) {
    const text = readFileSync(path, "utf8");
    count++;
    for (const message of linter.verify(`${text}\n${comment} cdktf\n`, config, { filename: name(path) })) {
      if (message.fatal && mayBeBroken) broken++;
      else if (message.ruleId?.startsWith("cdktf/") || message.fatal) {
        findings++;
        if (findings <= 10) console.error(`${path}:${message.line}:${message.column} ${message.ruleId ?? "fatal"} ${message.message}`);
      }
    }
  }
  console.log(`${what}: ${count} files, ${findings} findings${mayBeBroken ? `, ${broken} that are not parsed (check:python asks Python about them)` : ""}`);
  isBad ||= findings > 0 || count === 0;
}

const library = execFileSync("python3", ["-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"], { encoding: "utf8" }).trim();
run("Python's standard library", filesIn(library, /\.py$/, /^(?:site-packages|__pycache__)$/), () => "library.py", "#", true);
run("installed TypeScript", filesIn(join(root, "node_modules"), /\.[mc]?ts$/, /^(?:\.bin)$/), (path) => (/\.d\.[mc]?ts$/.test(path) ? "library.d.ts" : "library.ts"), "//", false);
process.exitCode = isBad ? 1 : 0;
