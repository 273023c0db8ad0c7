/** A virtual environment with the provider and pyright, installed once. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export const VERSION = "21.22.1";
const PYRIGHT = "1.1.414";

/** @returns {string} its folder */
export function pythonEnvironment() {
  const folder = join(process.env.CDKTF_ORACLE_CACHE ?? join(homedir(), ".cache", "eslint-plugin-cdktf", "oracle"), `pyright-${PYRIGHT}-${VERSION}`);
  if (!existsSync(join(folder, ".complete"))) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    execFileSync("python3", ["-m", "venv", folder]);
    execFileSync(join(folder, "bin", "pip"), ["install", "--quiet", "--disable-pip-version-check", `cdktf-cdktf-provider-aws==${VERSION}`, `pyright[nodejs]==${PYRIGHT}`], { stdio: ["ignore", "ignore", "inherit"] });
    writeFileSync(join(folder, ".complete"), "");
  }
  return folder;
}
