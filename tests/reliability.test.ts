/** docs/reliability.md and SECURITY.md: the limits are those of the code, and the tests that they name are there. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const PAGE = readFileSync(join(ROOT, "docs/reliability.md"), "utf8");
const LIMITS = [...PAGE.matchAll(/^\| (.+?) \| ([\d,]+)( MB| characters)? \| `(\w+)` in `(\S+)` \|/gmu)].map(([, what = "", number = "", unit = "", constant = "", file = ""]) => ({
  what,
  value: Number(number.replaceAll(",", "")) * (unit === " MB" ? 1_000_000 : 1),
  constant,
  file,
}));

describe("the limits that docs/reliability.md states", () => {
  it("are all read from its table", () => {
    expect(LIMITS).toHaveLength(PAGE.slice(PAGE.indexOf("## Limits")).split("\n").filter((line) => /^\| (?!What|---)/u.test(line)).length);
  });

  it.each(LIMITS)("$constant in $file: $what", ({ value, constant, file }) => {
    const written = new RegExp(`^(?:export )?const ${constant} = ([\\d_]+);`, "mu").exec(readFileSync(join(ROOT, file), "utf8"))?.[1];
    expect(Number(written?.replaceAll("_", ""))).toBe(value);
  });
});

it.each(["docs/reliability.md", "SECURITY.md"])("%s names tests and scripts that are there", (name) => {
  const text = readFileSync(join(ROOT, name), "utf8");
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };
  const paths = [...text.matchAll(/`((?:tests|src|scripts|docs|\.github)\/[\w./-]+)`/gu)].map(([, path = ""]) => path);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  const commands = [...text.matchAll(/`npm run ([\w:-]+)/gu)].map(([, command = ""]) => command);
  expect(commands.filter((command) => !(command in scripts))).toEqual([]);
});
