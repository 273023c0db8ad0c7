/** Tests of the command run what is built; this builds it where sources are newer. */
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const BUILT = join(ROOT, "dist", "cli", "main.cjs");

function newest(folder: string): number {
  return Math.max(0, ...readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

export default function setup(): void {
  const built = statSync(BUILT, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built > newest(join(ROOT, "src")) && built > statSync(join(ROOT, "package.json")).mtimeMs) return;
  const { status } = spawnSync(process.execPath, [join(ROOT, "scripts", "build.mjs")], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) throw new Error("the build failed; tests of the command cannot run");
}
