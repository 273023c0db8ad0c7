/**
 * What a change costs in an editor: the language server of VS Code's ESLint extension, warm, from the change to its
 * diagnostics; and the part of it that is this plugin's, measured with ESLint's `Linter` in this process.
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Linter } from "eslint";
import protocol from "vscode-languageserver-protocol/node";
import { longStack } from "./application.mjs";
import { median } from "./measure.mjs";

const ROOT = resolve(import.meta.dirname, "..");
const require = createRequire(import.meta.url);
const SERVER = join(dirname(require.resolve("vscode-langservers-extracted/package.json")), "bin", "vscode-eslint-language-server");
const WARM_UP = 30;

/** The text with another number in one place, as after a keystroke. */
const changed = (text, n) => text.replace("10.1.0.0/16", `10.${n % 200}.0.0/16`);

function summary(times) {
  return { runs: times.length, median: median(times), low: Math.min(...times), high: Math.max(...times) };
}

/** Time of parsing, the rules and what ESLint does around them. */
async function ownTime(language, text, runs) {
  const { default: plugin } = await import("../dist/plugin.js");
  const linter = new Linter({ configType: "flat" });
  const filename = language === "python" ? "stack.py" : "stack.ts";
  const lint = (n, config) => {
    const start = performance.now();
    linter.verify(changed(text, n), config, { filename });
    return performance.now() - start;
  };
  // What ESLint itself takes to settle a configuration is no part of the change.
  const settling = [{ files: ["**/*"], plugins: { cdktf: plugin }, ...(language === "python" ? { language: "cdktf/python" } : { languageOptions: { parser: nothing } }) }];
  const times = [];
  for (let n = 0; n < runs + WARM_UP; n++) {
    const whole = lint(n, plugin.configs.recommended);
    const own = whole - (language === "python" ? 0 : lint(n, settling));
    if (n >= WARM_UP) times.push(own);
  }
  return summary(times);
}

const nothing = {
  parseForESLint: (text) => ({ ast: { type: "Program", body: [], sourceType: "module", tokens: [], comments: [], range: [0, text.length], loc: { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } } } }),
};

/** Time from a change to diagnostics over the protocol. */
async function serverTime(language, text, runs) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "cdktf-bench-editor-")));
  mkdirSync(join(root, "node_modules"));
  symlinkSync(join(ROOT, "node_modules", "eslint"), join(root, "node_modules", "eslint"), "junction");
  symlinkSync(ROOT, join(root, "node_modules", "eslint-plugin-cdktf"), "junction");
  writeFileSync(join(root, "eslint.config.mjs"), 'import cdktf from "eslint-plugin-cdktf";\nexport default [...cdktf.configs.recommended];\n');
  writeFileSync(join(root, "package.json"), "{}");
  const file = join(root, language === "python" ? "stack.py" : "stack.ts");
  writeFileSync(file, text);
  const child = spawn(process.execPath, [SERVER, "--stdio"], { cwd: root, stdio: ["pipe", "pipe", "ignore"] });
  const connection = protocol.createProtocolConnection(new protocol.StreamMessageReader(child.stdout), new protocol.StreamMessageWriter(child.stdin));
  const uri = pathToFileURL(file).href;
  const settings = {
    validate: "on", packageManager: "npm", useESLintClass: false, experimental: {}, useRealpaths: false, format: false, quiet: false, onIgnoredFiles: "off", options: {}, rulesCustomizations: [],
    run: "onType", problems: { shortenToSingleLine: false }, nodePath: null, codeActionOnSave: { mode: "all" }, workspaceFolder: { name: "project", uri: pathToFileURL(root).href },
    codeAction: { disableRuleComment: { enable: true, location: "separateLine", commentStyle: "line" }, showDocumentation: { enable: true } },
  };
  connection.onRequest("workspace/configuration", ({ items }) => items.map(() => settings));
  for (const method of ["client/registerCapability", "workspace/diagnostic/refresh"]) connection.onRequest(method, () => null);
  connection.listen();
  try {
    await connection.sendRequest("initialize", { processId: process.pid, rootUri: pathToFileURL(root).href, workspaceFolders: [{ name: "project", uri: pathToFileURL(root).href }], capabilities: { workspace: { configuration: true, workspaceFolders: true }, textDocument: { diagnostic: {} } } });
    await connection.sendNotification("initialized", {});
    await connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: language, version: 0, text } });
    const times = [];
    for (let n = 1; n <= runs + WARM_UP; n++) {
      const start = performance.now();
      await connection.sendNotification("textDocument/didChange", { textDocument: { uri, version: n }, contentChanges: [{ text: changed(text, n) }] });
      const report = await connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
      if (report.kind !== "full") throw new Error("no diagnostics");
      if (n > WARM_UP) times.push(performance.now() - start);
    }
    return summary(times);
  } finally {
    connection.dispose();
    child.kill();
    rmSync(root, { recursive: true, force: true });
  }
}

const runs = Number(process.argv[2] ?? 40);
const found = [];
for (const language of ["typescript", "python"]) {
  for (const lines of [200, 5000]) {
    const text = longStack(language, lines);
    found.push({ language, lines, own: await ownTime(language, text, runs), server: await serverTime(language, text, runs) });
  }
}
console.log(JSON.stringify(found));
