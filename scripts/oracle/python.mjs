/** What the judges of Python programs share. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pythonProvider } from "../support/environments.mjs";

/** States the version in a folder; @returns {string} the virtual environment that has it */
export function preparePython(name, version, folder) {
  const distribution = name.startsWith("@cdktn/") ? name.slice(1).replace("/", "-") : `cdktf-${name.slice(1).replace("/", "-")}`;
  writeFileSync(join(folder, "requirements.txt"), `${distribution}==${version}\n`);
  return pythonProvider(distribution, version);
}
