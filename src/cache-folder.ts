/** Where this package keeps what it can make anew. */
import { homedir } from "node:os";
import { join } from "node:path";

const NAME = "eslint-plugin-cdktf";

/** Folder of the files that this plugin keeps between runs; undefined for a user who has no home. */
export function cacheFolder(): string | undefined {
  const { CDKTF_LINT_CACHE: stated, XDG_CACHE_HOME: caches, LOCALAPPDATA: local } = process.env;
  if (stated) return stated;
  try {
    if (process.platform === "win32") return join(local || join(homedir(), "AppData", "Local"), NAME, "Cache");
    return join(process.platform === "darwin" ? join(homedir(), "Library", "Caches") : caches || join(homedir(), ".cache"), NAME);
  } catch {
    // A container may run under a number that no user has; a folder that everybody can write to is no place for this.
    return undefined;
  }
}
