/**
 * `npm run test:package`: packs the package as npm would publish it, installs the tarball in empty projects and
 * uses it there as a stranger would.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./support/environments.mjs";
import { check, conclude, FINDINGS, findingsOf, FLAWED, pack, project, run, workFolder, write } from "./support/packed.mjs";

const work = workFolder("cdktf-smoke");
const MAX_UNPACKED_BYTES = 8_000_000;

const packed = pack(work);
const { tarball } = packed;
const paths = packed.files.map((file) => file.path);
check("the tarball holds what it needs", ["dist/plugin.js", "dist/index.d.ts", "dist/cli/main.cjs", "dist/cli/command.cjs", "dist/LICENSES", "data/index.json", "eslint-plugin.md", "README.md", "LICENSE", "dist/languages/python/generated/python.wasm"].every((path) => paths.includes(path)), paths.join("\n"));
check("and nothing else", paths.every((path) => /^(?:dist|data|docs\/rules)\/|^(?:README|LICENSE|eslint-plugin)(?:\.md)?$|^package\.json$/u.test(path)), paths.filter((path) => !/^(?:dist|data|docs\/rules)\//u.test(path)).join("\n"));
check("it is small", packed.unpackedSize < MAX_UNPACKED_BYTES, `${packed.unpackedSize} bytes unpacked`);
console.log(`     ${packed.size} bytes packed, ${packed.unpackedSize} unpacked, ${paths.length} files`);

for (const eslint of ["eslint@10", "eslint@9"]) {
  const folder = project(join(work, eslint.replace("@", "-")), [eslint, tarball], FLAWED);
  check(`${eslint}: no TypeScript comes along`, !existsSync(join(folder, "node_modules", "typescript")));

  const command = run(join(folder, "node_modules", ".bin", "cdktf-lint"), ["."], folder);
  const names = ["cdktf/no-unknown-import", "cdktf/valid-property-type"];
  check(`${eslint}: the command finds what is wrong in both languages`, command.status === 1 && names.every((name) => command.stdout.includes(name)) && command.stdout.includes("stack.py") && command.stdout.includes("stack.ts"), command.stdout + command.stderr);

  for (const [file, text] of [
    ["eslint.config.mjs", 'import cdktf from "eslint-plugin-cdktf";\nexport default [...cdktf.configs.recommended];\n'],
    ["eslint.config.cjs", 'const { default: cdktf } = require("eslint-plugin-cdktf");\nmodule.exports = [...cdktf.configs.recommended];\n'],
  ]) {
    write(folder, { [file]: text });
    const linted = run(join(folder, "node_modules", ".bin", "eslint"), ["-c", file, "stack.ts", "stack.py", "--format", "json"], folder);
    check(`${eslint}: ${file} gives the same`, linted.status === 1 && findingsOf(linted.stdout, folder).join() === FINDINGS.join(), linted.stdout + linted.stderr);
    rmSync(join(folder, file));
  }

  const reports = run(join(folder, "node_modules", ".bin", "cdktf-lint"), ["-f", "sarif", "-o", "out/x.sarif", "-f", "html", "-o", "out/x.html", "-f", "junit"], folder);
  const rules = existsSync(join(folder, "out/x.sarif")) ? JSON.parse(readFileSync(join(folder, "out/x.sarif"), "utf8")).runs[0].tool.driver.rules : [];
  check(`${eslint}: reports are written, with the pages of the rules`, reports.status === 1 && rules.length === 2 && rules.every(({ help }) => help.markdown.includes("## Wrong")) && existsSync(join(folder, "out/x.html")) && reports.stdout.startsWith("<?xml"), reports.stdout + reports.stderr);

  const fixed = run(join(folder, "node_modules", ".bin", "cdktf-lint"), ["stack.py", "--fix"], folder);
  check(`${eslint}: --fix repairs the Python file`, fixed.status === 0, fixed.stdout + fixed.stderr);
}

// A Python project that has no package.json: the action brings the linter along.
const foreign = join(work, "python-project");
write(foreign, { "stack.py": FLAWED["stack.py"] });
const action = spawnSync(process.execPath, [join(root, "action", "run.mjs")], { cwd: foreign, encoding: "utf8", env: { ...process.env, GITHUB_WORKSPACE: foreign, RUNNER_TEMP: work, INPUT_VERSION: `file:${tarball}` } });
check("the action installs the linter where a project has none", action.status === 1 && action.stdout.includes("::error file=stack.py,line=3") && !existsSync(join(foreign, "node_modules")), action.stdout + action.stderr);
conclude("The package works.");
