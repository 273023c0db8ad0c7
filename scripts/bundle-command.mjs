/**
 * Makes `dist/cli/command.cjs`, the command as one file, of what tsc made in `dist`.
 *
 * One file is loaded sooner than a hundred, and its compiled code can be kept (src/cli/compiled.ts). Modules in it still
 * run only when they are asked for. Small packages that every run needs go in; others stay outside and are required when
 * a module that imports them runs.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, relative, resolve, sep } from "node:path";
import { rolldown } from "rolldown";

const DIST = resolve(import.meta.dirname, "..", "dist");
const FOLDER = join(DIST, "cli");
const MODULES = resolve(DIST, "..", "node_modules");
/** Packages that go in, with what they need themselves. */
const INLINED = ["chalk", "commander", "fastest-levenshtein", "semver", "supports-hyperlinks", "supports-color", "has-flag"];
const REQUIRED = "\0required:";

const packageOf = (id) => id.split("/").slice(0, id.startsWith("@") ? 2 : 1).join("/");
const slashed = (path) => path.split(sep).join("/");

/**
 * Packages that stay outside, required where the importing module runs and not at the top of the file. `import()` is not
 * for code that Node did not load itself.
 */
const outside = {
  name: "outside",
  resolveId(id, importer) {
    if (importer?.startsWith(REQUIRED)) return { id, external: true };
    if (/^[.\0/#]|^\w:/u.test(id) || isBuiltin(id) || INLINED.includes(packageOf(id))) return undefined;
    return REQUIRED + id;
  },
  load: (id) => (id.startsWith(REQUIRED) ? `module.exports = require(${JSON.stringify(id.slice(REQUIRED.length))});` : undefined),
};

/** Modules look for their neighbours (the data, the parser, package.json) from where they stood. */
const places = {
  name: "places",
  transform(code, id) {
    if (!id.startsWith(DIST) || !code.includes("import.meta.url")) return undefined;
    const place = JSON.stringify(slashed(relative(FOLDER, id)));
    return code.replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`);
  },
};

/** The licences of what went in. */
function licences(moduleIds) {
  const names = [...new Set(moduleIds.filter((id) => id.startsWith(MODULES)).map((id) => packageOf(slashed(relative(MODULES, id)))))].sort();
  return names.map((name) => {
    const folder = join(MODULES, name);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((one) => /^licen[cs]e/iu.test(one));
    if (!INLINED.includes(name) || file === undefined) throw new Error(`bundle-command: ${name} went into the command, and ${file ? "is none of the packages that may" : "has no licence file"}`);
    return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  }).join(`\n${"-".repeat(80)}\n\n`);
}

/** Writes the file; needs `dist`. */
export async function bundleCommand() {
  const bundle = await rolldown({
    input: join(FOLDER, "command.js"),
    platform: "node",
    plugins: [outside, places],
    onLog(level, log, handle) {
      // node: modules and the packages outside.
      if (level === "warn" && log.code === "UNRESOLVED_IMPORT") throw new Error(log.message);
      handle(level, log);
    },
  });
  const { output } = await bundle.generate({ format: "cjs", codeSplitting: false, comments: false });
  const [{ code, moduleIds }] = output;
  const identity = createHash("sha256").update(code).digest("hex").slice(0, 16);
  writeFileSync(join(FOLDER, "command.cjs"), `// ${identity}\n${code}`);
  writeFileSync(join(FOLDER, "LICENSES"), `What command.cjs has in it besides eslint-plugin-cdktf:\n\n${licences(moduleIds)}`);
}
