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
import ts from "typescript";
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

/** What TypeScript's own parser does not take either, such as `export = function f(): string;` in a declaration file. */
function isNoTypeScript(text, path) {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest).parseDiagnostics.length > 0;
}

/** @param isBroken whether a file that is not parsed has no right to be */
function run(what, files, name, comment, isBroken) {
  let count = 0;
  let findings = 0;
  let broken = 0;
  for (const path of files) {
    const text = readFileSync(path, "utf8");
    count++;
    for (const message of linter.verify(`${text}\n${comment} cdktf\n`, config, { filename: name(path) })) {
      if (message.fatal && isBroken(text, path)) broken++;
      else if (message.ruleId?.startsWith("cdktf/") || message.fatal) {
        findings++;
        if (findings <= 10) console.error(`${path}:${message.line}:${message.column} ${message.ruleId ?? "fatal"} ${message.message}`);
      }
    }
  }
  console.log(`${what}: ${count} files, ${findings} findings${broken > 0 ? `, ${broken} that are not parsed and are no valid code` : ""}`);
  isBad ||= findings > 0 || count === 0;
}

const library = execFileSync("python3", ["-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"], { encoding: "utf8" }).trim();
// The library has files that are broken on purpose; `check:python` asks Python itself about them.
run("Python's standard library", filesIn(library, /\.py$/, /^(?:site-packages|__pycache__)$/), () => "library.py", "#", () => true);
run("installed TypeScript", filesIn(join(root, "node_modules"), /\.[mc]?ts$/, /^(?:\.bin)$/), (path) => (/\.d\.[mc]?ts$/.test(path) ? "library.d.ts" : "library.ts"), "//", isNoTypeScript);
process.exitCode = isBad ? 1 : 0;
