/** Every format over the flawed reference stacks, as the command writes it, to the letter. */
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli, folderWith } from "../cli/run-cli.js";
import { essence } from "./reports.js";

const FIXTURES = join(import.meta.dirname, "..", "fixtures");
const FORMATS = { stylish: "txt", sarif: "sarif", github: "github.txt", gitlab: "gitlab.json", junit: "junit.xml", markdown: "md", html: "html" };

describe.each(["typescript", "python"])("the flawed reference stack in %s", (language) => {
  it("in every format at once, each in its file", async () => {
    const root = folderWith({});
    const name = `streaming-stack-${language}-flawed`;
    cpSync(join(FIXTURES, name), root, { recursive: true });
    const args = Object.entries(FORMATS).flatMap(([format, ending]) => ["-f", format, "-o", `reports/deep/findings.${ending}`]);
    const env = { GITHUB_WORKSPACE: root, GITHUB_SERVER_URL: "", CI_PROJECT_URL: "" };
    expect(await cli(root, [...args, "-f", "json"], env)).toMatchObject({ code: 1, stderr: "" });
    for (const ending of Object.values(FORMATS)) {
      const text = readFileSync(join(root, "reports", "deep", `findings.${ending}`), "utf8");
      await expect(essence(text)).toMatchFileSnapshot(`../golden/formats/${language}.${ending}`);
    }
  });
});
