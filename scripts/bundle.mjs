/**
 * Makes single files of what tsc made in `dist`: `dist/cli/command.cjs`, the command, `dist/cli/main.cjs`, which loads it,
 * and `dist/plugin.js`, the plugin.
 *
 * One file is loaded sooner than a hundred, and the compiled code of one can be kept (src/cli/compiled.ts). Modules of
 * the command still run only when they are asked for. Small packages that every run needs go in; others stay outside.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { rolldown } from "rolldown";

const DIST = resolve(import.meta.dirname, "..", "dist");
const COMMAND = join(DIST, "cli", "command.cjs");
const MAIN = join(DIST, "cli", "main.cjs");
const PLUGIN = join(DIST, "plugin.js");
const MODULES = resolve(DIST, "..", "node_modules");
/** Packages that go in, with what they need themselves. */
const INLINED = ["chalk", "commander", "fastest-levenshtein", "oxc-parser", "semver", "supports-hyperlinks", "supports-color", "has-flag"];
/** What is loaded as a module of its own in the plugin, where nothing keeps compiled code. */
const OUTSIDE_OF_PLUGIN = ["oxc-parser"];
const OXC_BINDINGS = "oxc-parser/src-js/bindings.js";
const REQUIRED = "\0required:";

const packageOf = (id) => id.split("/").slice(0, id.startsWith("@") ? 2 : 1).join("/");
const slashed = (path) => path.split(sep).join("/");
const goesIn = (id) => /^[.\0/#]|^\w:/u.test(id) || INLINED.includes(packageOf(id));

/**
 * Packages that stay outside of the command are required where the importing module runs, and not at the top of the
 * file. `import()` is not for code that Node did not load itself.
 */
const requiredLate = {
  name: "required-late",
  resolveId(id, importer) {
    if (importer?.startsWith(REQUIRED)) return { id, external: true };
    return isBuiltin(id) || goesIn(id) ? undefined : REQUIRED + id;
  },
  load: (id) => (id.startsWith(REQUIRED) ? `module.exports = require(${JSON.stringify(id.slice(REQUIRED.length))});` : undefined),
};

const outside = { name: "outside", resolveId: (id) => (isBuiltin(id) || (goesIn(id) && !OUTSIDE_OF_PLUGIN.includes(id)) ? undefined : { id, external: true }) };

/** oxc goes into the command, but for its native part, which lies beside the installed package of the very same version. */
const oxcInside = {
  name: "oxc-inside",
  resolveId: (id) => (id === OXC_BINDINGS ? join(MODULES, ...OXC_BINDINGS.split("/")) : undefined),
  transform(code, id) {
    const own = "const require = createRequire(import.meta.url);";
    if (id === join(DIST, "languages", "ecmascript", "oxc.js")) {
      if (!code.includes(own)) throw new Error("bundle: oxc-parser is required in another way");
      // What is required by the name itself goes in.
      return code.replace(own, "");
    }
    if (id === join(DIST, "languages", "ecmascript", "raw-tree.js")) {
      const bindings = 'inside("./bindings.js")';
      if (!code.includes(bindings)) throw new Error("bundle: the parser's bindings are required in another way");
      return code.replace(bindings, `require(${JSON.stringify(OXC_BINDINGS)})`);
    }
    return slashed(id).includes("/oxc-parser/src-js/") ? code.replaceAll("createRequire(import.meta.url)", 'createRequire(createRequire(import.meta.url).resolve("oxc-parser"))') : undefined;
  },
};

/** Modules look for their neighbours (the data, the parser, package.json) from where they stood. */
const placesSeenFrom = (file) => ({
  name: "places",
  transform(code, id) {
    if (!id.startsWith(DIST) || !code.includes("import.meta.url")) return undefined;
    return code.replaceAll("import.meta.url", `new URL(${JSON.stringify(slashed(relative(dirname(file), id)))}, import.meta.url).href`);
  },
});

async function oneFile(entry, target, format, packages) {
  const bundle = await rolldown({ input: join(DIST, entry), platform: "node", plugins: [...packages, placesSeenFrom(target)] });
  const { output } = await bundle.generate({ format, codeSplitting: false, comments: false });
  if (output.length !== 1) throw new Error(`bundle: ${entry} became ${output.length} files`);
  return output[0];
}

/** Parts of Node that few runs need, and that take milliseconds to load. */
const LATE_BUILTINS = ["node:child_process", "node:crypto", "node:readline/promises"];

/** The same code, but such parts are loaded when something of them is first used. */
function builtinsLate(code) {
  return LATE_BUILTINS.reduce((rest, name) => {
    const loading = new RegExp(`\\b(?:let|const) (\\w+) = require\\("${name}"\\);`, "g");
    const variables = [...rest.matchAll(loading)].map(([, variable]) => variable);
    // Whatever is more than a member would load it at once.
    if (variables.length === 0 || variables.some((variable) => new RegExp(`\\b${variable}\\b(?!\\.|\\s*=\\s*require\\()`).test(rest))) throw new Error(`bundle: ${name} is loaded in another way`);
    return rest.replace(loading, (_, variable) => `const ${variable} = new Proxy({}, { get: (_, name) => require(${JSON.stringify(name)})[name] });`);
  }, code);
}

/** The same code without letters that would make it a text of two bytes each: all of them are in strings and patterns. */
function inAscii(code) {
  return code.replaceAll(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The licences of the packages that went in. */
function licences(moduleIds) {
  const names = [...new Set(moduleIds.filter((id) => id.startsWith(MODULES)).map((id) => packageOf(slashed(relative(MODULES, id)))))].sort();
  return names.map((name) => {
    const folder = join(MODULES, name);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((one) => /^licen[cs]e/iu.test(one));
    if (!INLINED.includes(name) || file === undefined) throw new Error(`bundle: ${name} went in, and ${file ? "is none of the packages that may" : "has no licence file"}`);
    return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  }).join(`\n${"-".repeat(80)}\n\n`);
}

/** Writes the files, and the licences of what is in them; needs `dist`. */
export async function bundle() {
  const command = await oneFile("cli/command.js", COMMAND, "cjs", [requiredLate, oxcInside]);
  const main = await oneFile("cli/main.js", MAIN, "cjs", [outside]);
  const plugin = await oneFile("index.js", PLUGIN, "es", [outside]);
  const code = inAscii(builtinsLate(command.code));
  // By its first line the command's compiled code is known.
  writeFileSync(COMMAND, `// ${createHash("sha256").update(code).digest("hex").slice(0, 16)}\n${code}`);
  writeFileSync(MAIN, inAscii(main.code), { mode: 0o755 });
  rmSync(join(DIST, "cli", "main.js"));
  writeFileSync(PLUGIN, plugin.code);
  writeFileSync(join(DIST, "LICENSES"), `What cli/command.cjs and plugin.js have in them besides eslint-plugin-cdktf:\n\n${licences([...command.moduleIds, ...plugin.moduleIds])}`);
}
