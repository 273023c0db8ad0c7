/**
 * `prepare`: builds `dist`, in a clone after `npm install` and wherever npm makes a package of a git repository.
 *
 * For `npm install --global git+…`, which is how pre-commit installs its hooks, npm hands `global` down to the
 * install in the clone as well, so the development dependencies that the build needs do not come. They are
 * installed here then.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

if (!["typescript", "web-tree-sitter", "tree-sitter-python", "rolldown"].every((name) => existsSync(join(root, "node_modules", name)))) {
  execFileSync("npm", ["ci", "--no-global", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
}
await import("./build.mjs");
