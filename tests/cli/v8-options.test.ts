/** What V8 is told, and when: it breaks down if it is told so while it compiles. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { CLI, folderWith, runNode } from "./run-cli.js";

/** Starts the command, and says what V8 is told, and whether that comes before the code of the command is read. */
const WATCH = `
const v8 = require("node:v8");
const fs = require("node:fs");
const path = require("node:path");
let isLoaded = false;
const told = v8.setFlagsFromString;
v8.setFlagsFromString = (flag) => {
  fs.writeSync(2, flag + (isLoaded ? " late" : "") + "\\n");
  told(flag);
};
for (const name of ["readFileSync", "openSync"]) {
  const original = fs[name];
  fs[name] = (file, ...rest) => {
    isLoaded ||= path.basename(String(file)) === "command.cjs";
    return original(file, ...rest);
  };
}
if (process.env.THEN) require(process.env.THEN);
`;
const FILES = { "watch.cjs": WATCH, "empty.cjs": "", "a.ts": "export const a = 1;\n" };
const ENVIRONMENT = { NODE_OPTIONS: "" };
const isTried = Number.parseInt(process.versions.node, 10) <= 24;

it.skipIf(!isTried)("V8 has compiled nothing when a program begins (Node up to 24, where it is told something)", async () => {
  const root = folderWith({ ...FILES, "traced.cjs": 'const { status, stdout } = require("node:child_process").spawnSync(process.execPath, ["--trace-opt", "empty.cjs"], { encoding: "utf8", env: {} });\nconsole.log(status, stdout);\n' });
  expect((await runNode(join(root, "traced.cjs"), root)).stdout.trim()).toBe("0");
});

it.skipIf(!isTried)("the command tells V8 to inline less before anything else (Node up to 24)", async () => {
  const root = folderWith(FILES);
  const { code, stderr } = await runNode(join(root, "watch.cjs"), root, ["a.ts"], { ...ENVIRONMENT, THEN: CLI });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "--max-inlined-bytecode-size=60\n" });
});

it.skipIf(!isTried)("other options of Node change nothing in that (Node up to 24)", async () => {
  const root = folderWith(FILES);
  const { code, stderr } = await runNode(join(root, "watch.cjs"), root, ["a.ts"], { NODE_OPTIONS: "--max-old-space-size=4000 --no-warnings", THEN: CLI });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "--max-inlined-bytecode-size=60\n" });
});

it("V8 is told nothing where something was loaded first", async () => {
  const root = folderWith(FILES);
  const { code, stderr } = await runNode(CLI, root, ["a.ts"], { NODE_OPTIONS: `--require ${JSON.stringify(join(root, "watch.cjs"))}` });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

it("threads tell V8 nothing: it would be in the middle of their run", async () => {
  const root = folderWith({ ...FILES, ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`b${at}.ts`, 'import { Vpc } from "@cdktf/provider-aws/lib/vpc";\nnew Vpc(scope, "v", {});\n'])) });
  const { code, stderr } = await runNode(join(root, "watch.cjs"), root, ["--concurrency", "3", "."], { ...ENVIRONMENT, THEN: CLI });
  expect({ code, stderr }).toEqual({ code: 0, stderr: isTried ? "--max-inlined-bytecode-size=60\n" : "" });
});
