/** `npm run build`: the Python parser, `dist` from `src`, and the command and the plugin as one file each. */
import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const node = (script, ...args) => execFileSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: "inherit" });

node("scripts/build-python-parser.mjs");
rmSync(join(root, "dist"), { recursive: true, force: true });
node("node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json");
cpSync(join(root, "src/languages/python/generated"), join(root, "dist/languages/python/generated"), { recursive: true });
await bundle();
