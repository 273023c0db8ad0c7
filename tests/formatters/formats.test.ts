/** What each format does with what is hard to write down: hostile names, syntax errors, suppressed findings, nothing at all. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import addFormats from "ajv-formats";
import Ajv from "ajv-draft-04";
import { SaxesParser } from "saxes";
import type { Log, Result } from "sarif";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { formatNames } from "../../src/formatters/index.js";
import { folderWith } from "../cli/run-cli.js";
import { formatted, resultsOf, resultWith } from "./reports.js";

const require = createRequire(import.meta.url);
const FLAWED_PY = `from cdktf_cdktf_provider_aws.route_table import RouteTable

RouteTable(scope, "r", vpc_id="x", route=[{"cidr_block": "0.0.0.0/0"}])  # eslint-disable-line cdktf/no-inline-routes -- only this one
`;
const HOSTILE = '`"><script>alert(1)</script>` | %0A\n::error::x, y: z @octocat #12 &amp; ]]> \u0000\u001B[31m\u202E';
const RULE_PAGE = "https://github.com/eslint-plugin-cdktf/eslint-plugin-cdktf/blob/main/docs/rules/no-unknown-property.md";

beforeEach(() => {
  // What the machine that runs the tests says of itself.
  for (const name of ["GITHUB_WORKSPACE", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA", "CI_PROJECT_DIR", "CI_PROJECT_URL", "CI_COMMIT_SHA", "FORCE_COLOR", "FORCE_HYPERLINK"]) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Lints a text as a file of a folder that is a repository. */
async function inRepository(file: string, code: string): Promise<{ root: string; results: Awaited<ReturnType<typeof resultsOf>> }> {
  const root = folderWith({ ".git/": "", "sub/": "", [file]: code });
  return { root, results: await resultsOf(code, `${root}/${file}`, root) };
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}

describe("no findings", () => {
  it.each([
    ["stylish", ""],
    ["json", "[]\n"],
    ["github", ""],
    ["gitlab", "[]\n"],
    ["markdown", "<!-- cdktf-lint -->\n## cdktf-lint: no problems\n\n0 files checked.\n"],
    ["junit", '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cdktf-lint" tests="0" failures="0" errors="0" skipped="0" time="0"/>\n'],
  ])("%s of no files", async (name, expected) => {
    expect(await formatted(name, [])).toBe(expected);
  });

  it("a clean file is a passed test, and is counted", async () => {
    const clean = [resultWith({}, { messages: [], errorCount: 0 })];
    expect(await formatted("junit", clean)).toContain('<testcase name="cdktf-lint" classname="a.ts" file="a.ts" time="0"/>');
    expect(await formatted("markdown", clean)).toContain("1 file checked.");
    expect(await formatted("html", clean)).toMatch(/<b>no problems<\/b> in 1 file<\/p>\s*<\/body>/u);
    const { runs } = JSON.parse(await formatted("sarif", clean)) as Log;
    expect(runs[0]).toMatchObject({ results: [], artifacts: [{ location: { uri: "a.ts" } }] });
  });
});

describe("a syntax error", () => {
  it("is a finding in every format", async () => {
    const { root, results } = await inRepository("bad.py", "def f(:\n");
    const message = results[0]?.messages[0]?.message ?? "";
    expect(message).not.toBe("");
    const of = (name: string): Promise<string> => formatted(name, results, { cwd: root });
    expect(await of("github")).toBe(`::error file=bad.py,line=1,endLine=1,col=7,endColumn=8,title=syntax-error::${message}\n`);
    expect(JSON.parse(await of("gitlab"))).toMatchObject([{ check_name: "syntax-error", severity: "critical", location: { path: "bad.py", lines: { begin: 1 } } }]);
    expect(await of("junit")).toContain(`<error type="error" message="${message}">bad.py:1:7: ${message}\ndef f(:</error>`);
    expect(await of("markdown")).toContain(`| ❌ error | 1:7 | ${message} | syntax error |`);
    expect(await of("html")).toContain('<i>1</i>def f(<mark>:</mark>');
    expect(await of("stylish")).toContain(`bad.py\n  1:7  error  ${message}\n  > 1 | def f(:\n      |       ^\n`);
    const [run] = (JSON.parse(await of("sarif")) as Log).runs;
    expect(run?.results).toMatchObject([{ ruleId: "syntax-error", ruleIndex: 0, level: "error", locations: [{ physicalLocation: { region: { startLine: 1, startColumn: 7 } } }] }]);
    expect(run?.invocations).toMatchObject([{ executionSuccessful: true, toolExecutionNotifications: [{ level: "error", message: { text: message } }] }]);
  });
});

describe("suppressed findings", () => {
  it("are shown as such where a format can, and nowhere else", async () => {
    const { root, results } = await inRepository("a.py", FLAWED_PY);
    expect(results[0]?.suppressedMessages.map(({ ruleId }) => ruleId)).toEqual(["cdktf/no-inline-routes"]);
    const of = (name: string): Promise<string> => formatted(name, results, { cwd: root });
    for (const name of ["github", "gitlab", "stylish"]) expect(await of(name), name).not.toContain("no-inline-routes");
    expect(await of("markdown")).toContain("1 file checked. 1 finding suppressed.");
    expect(await of("junit")).toMatch(/skipped="1"[^]*<testcase name="cdktf\/no-inline-routes \(3:36\)"[^>]*>\s*<skipped message="only this one"\/>/u);
    expect(await of("html")).toContain("Suppressed: only this one · In RouteTable &#34;r&#34;");
    const all = (JSON.parse(await of("sarif")) as Log).runs[0]?.results?.map(({ ruleId, suppressions }) => ({ ruleId, suppressions }));
    expect(all).toEqual([
      { ruleId: "cdktf/no-dropped-block-keys", suppressions: [] },
      { ruleId: "cdktf/no-inline-routes", suppressions: [{ kind: "inSource", justification: "only this one" }] },
    ]);
  });

  it("by a file are external in SARIF", async () => {
    const [finding] = resultWith({}).messages;
    const result = resultWith({}, { messages: [], suppressedMessages: [{ ...finding!, suppressions: [{ kind: "file", justification: "" }] }] });
    expect((JSON.parse(await formatted("sarif", [result])) as Log).runs[0]?.results?.[0]?.suppressions).toEqual([{ kind: "external" }]);
  });
});

describe("paths", () => {
  it("are relative to the repository, also where the command runs in a folder of it", async () => {
    const { root, results } = await inRepository("a b/ü#.py", FLAWED_PY);
    for (const cwd of [root, `${root}/sub`]) {
      expect(await formatted("github", results, { cwd })).toContain("::error file=a b/ü#.py,line=3");
      expect((JSON.parse(await formatted("sarif", results, { cwd })) as Log).runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri: "a%20b/%C3%BC%23.py", uriBaseId: "%SRCROOT%", index: 0 });
    }
  });

  it("are relative to the checkout that the CI names", async () => {
    vi.stubEnv("CI_PROJECT_DIR", "/repo");
    expect(JSON.parse(await formatted("gitlab", [resultWith({}, { filePath: "/repo/app/a.ts" })], { cwd: "/repo/app" }))).toMatchObject([{ location: { path: "app/a.ts" } }]);
    vi.stubEnv("CI_PROJECT_DIR", "/elsewhere");
    expect(JSON.parse(await formatted("gitlab", [resultWith({}, { filePath: "/repo/app/a.ts" })], { cwd: "/repo/app" }))).toMatchObject([{ location: { path: "a.ts" } }]);
  });

  it.each([
    ["C:\\work\\app\\a b.ts", "C:\\work", "app/a b.ts", "app/a%20b.ts"],
    ["C:\\other\\a.ts", "C:\\work", "C:/other/a.ts", "file:///C:/other/a.ts"],
    ["D:\\a.ts", "C:\\work", "D:/a.ts", "file:///D:/a.ts"],
    ["/other/a%.ts", "/repo", "/other/a%.ts", "file:///other/a%25.ts"],
    ["/repo/..a/b\\c.ts", "/repo", "..a/b\\c.ts", "..a/b%5Cc.ts"],
    ["/repo/x:y.ts", "/repo", "x:y.ts", "x%3Ay.ts"],
    ["<text>", "/repo", "<text>", "%3Ctext%3E"],
  ])("%s seen from %s", async (filePath, cwd, path, uri) => {
    const results = [resultWith({}, { filePath })];
    expect(JSON.parse(await formatted("gitlab", results, { cwd }))).toMatchObject([{ location: { path } }]);
    expect((JSON.parse(await formatted("sarif", results, { cwd })) as Log).runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
  });

  it("lead to the code where the CI has a page for it", async () => {
    const results = [resultWith({}, { filePath: "/repo/a b.ts" })];
    vi.stubEnv("CI_PROJECT_URL", "https://gitlab.example/g/p");
    vi.stubEnv("CI_COMMIT_SHA", "abc");
    expect(await formatted("markdown", results)).toContain("| [1:1](https://gitlab.example/g/p/-/blob/abc/a%20b.ts#L1) |");
    vi.stubEnv("GITHUB_SERVER_URL", "https://github.example");
    vi.stubEnv("GITHUB_REPOSITORY", "o/r");
    vi.stubEnv("GITHUB_SHA", "def");
    expect(await formatted("html", results)).toContain('<a href="https://github.example/o/r/blob/def/a%20b.ts#L1"');
  });
});

describe("hostile text", () => {
  const results = [resultWith({ message: HOSTILE, ruleId: "x/<b>" }, { filePath: "/repo/<img src=x>|`a`,b:c%.ts", source: `${HOSTILE}\n` })];

  it("github: stays one command", async () => {
    const text = await formatted("github", results);
    expect(text).toBe(`::error file=<img src=x>|\`a\`%2Cb%3Ac%25.ts,line=1,endLine=1,col=1,endColumn=2,title=x/<b>::${HOSTILE.replace("%", "%25").replace("\n", "%0A")}\n`);
  });

  it("html: brings in no element and no control character", async () => {
    const html = await formatted("html", results);
    expect(occurrences(html, "<script")).toBe(1);
    expect(html).not.toMatch(/<img|<b>(?!1 problem)|alert\(1\)<\/script/u);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(html).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202E]/u);
    expect(html).toContain("&#60;script&#62;alert(1)&#60;/script&#62;");
    expect(html).toContain('data-file="&#60;img src=x&#62;|`a`,b:c%.ts"');
  });

  it("html: links only to web pages", async () => {
    const rulesMeta = { "x/y": { docs: { url: "javascript:alert(1)" } } };
    expect(await formatted("html", [resultWith({ ruleId: "x/y" })], { rulesMeta })).not.toContain("javascript:");
  });

  it("junit: is well-formed", async () => {
    const xml = await formatted("junit", results);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(xml).not.toMatch(/[\u0000-\u0008\u001B]/u);
    expect(xml).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(xml).toContain("]]&gt;");
    const attributes: string[] = [];
    const parser = new SaxesParser();
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", ({ name, attributes: { message } }) => {
      if (name === "failure") attributes.push(message ?? "");
    });
    parser.write(xml).close();
    expect(attributes).toEqual([`\`"><script>alert(1)</script>\` | %0A ::error::x, y: z @octocat #12 &amp; ]]> \uFFFD\uFFFD[31m\uFFFD`]);
  });

  it("markdown: stays in its cell, names nobody and is no HTML", async () => {
    const markdown = await formatted("markdown", results);
    const row = markdown.split("\n").find((line) => line.startsWith("| ❌")) ?? "";
    expect(row).toContain('`"><script>alert(1)</script>` \\| %0A ::error::x, y: z @<!-- -->octocat #<!-- -->12 &amp;amp;');
    expect(row.replaceAll("\\|", "").split("|")).toHaveLength(6);
    expect(markdown).toContain("### ``<img src=x>\\|`a`,b:c%.ts``");
    expect(await formatted("markdown", [resultWith({ message: "`odd <b>" })])).toContain("| \\`odd \\<b\\> |");
  });

  it("stylish: moves no cursor", async () => {
    const text = await formatted("stylish", results, { color: false });
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u202E]/u);
    expect(text).toContain("error  `\"><script>");
  });
});

describe("sarif", () => {
  const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8")) as object);
  const log = async (...args: Parameters<typeof formatted> extends [string, ...infer Rest] ? Rest : never): Promise<Log> => {
    const parsed = JSON.parse(await formatted("sarif", ...args)) as Log;
    expect(validate(parsed), JSON.stringify(validate.errors)).toBe(true);
    return parsed;
  };
  const prints = (parsed: Log): (string | undefined)[] => (parsed.runs[0]?.results ?? []).map(({ partialFingerprints }: Result) => partialFingerprints?.["primaryLocationLineHash"]);

  it("is what the schema of the standard wants, whatever is found", async () => {
    const { root, results } = await inRepository("a.py", FLAWED_PY);
    await log(results, { cwd: root });
    await log([]);
    await log([resultWith({ message: HOSTILE, line: 0, column: 0 })]);
    await log([resultWith({ ruleId: null, severity: 1, message: "File ignored." })]);
    await log((await inRepository("b.ts", "const = ;\n")).results);
    // The builder's mark for what is missing may stand in code.
    await log([resultWith({}, { source: "SARIF_BUILDER_INVALID\n" })]);
    expect(validate({ version: "2.1.0", runs: [{ results: [] }] })).toBe(false);
  });

  it("says what there is to know of a rule, with its whole page", async () => {
    const { runs } = await log([resultWith({})]);
    const [rule] = runs[0]?.tool.driver.rules ?? [];
    expect(rule).toMatchObject({
      id: "cdktf/no-unknown-property",
      shortDescription: { text: "Disallow arguments and block keys that the schema of the version in use does not have" },
      helpUri: RULE_PAGE,
      defaultConfiguration: { level: "error" },
      properties: { precision: "very-high" },
    });
    expect(rule?.help?.markdown).toContain("## Wrong\n\n```ts\n");
    expect(rule?.help?.markdown).not.toMatch(/<!--|\]\((?!https:)/u);
    expect((await log([resultWith({ ruleId: "cdktf/no-inline-routes" })])).runs[0]?.tool.driver.rules?.[0]?.defaultConfiguration).toEqual({ level: "warning" });
  });

  it("carries repairs that can be applied", async () => {
    const { root, results } = await inRepository("a.py", `\uFEFF${FLAWED_PY.replaceAll("\n", "\r\n")}`);
    const parsed = await log(results, { cwd: root });
    expect(parsed.runs[0]).toMatchObject({ columnKind: "utf16CodeUnits", originalUriBaseIds: { "%SRCROOT%": {} } });
    expect(parsed.runs[0]?.results?.[0]?.fixes).toEqual([
      {
        description: { text: "Repair by cdktf/no-dropped-block-keys" },
        artifactChanges: [{ artifactLocation: { uri: "a.py", uriBaseId: "%SRCROOT%" }, replacements: [{ deletedRegion: { startLine: 1, startColumn: 60, endLine: 3, endColumn: 70 }, insertedContent: { text: ', RouteTableRoute\r\n\r\nRouteTable(scope, "r", vpc_id="x", route=[RouteTableRoute(cidr_block="0.0.0.0/0")' } }] }],
      },
    ]);
    const suggestion = { desc: "Write y.", messageId: "y", fix: { range: [0, 1] as [number, number], text: "y" } };
    expect((await log([resultWith({ suggestions: [suggestion] })])).runs[0]?.results?.[0]?.fixes).toMatchObject([{ description: { text: "Write y." } }]);
  });

  it("recognizes findings after lines move and versions change, and tells equal ones apart", async () => {
    const twice = `${FLAWED_PY}${FLAWED_PY.split("\n")[2]!}\n`;
    const { root, results } = await inRepository("a.py", twice);
    const before = prints(await log(results, { cwd: root }));
    expect(new Set(before).size).toBe(before.length);
    const moved = await resultsOf(`# a comment\n\n${twice.replace("RouteTable(scope", "    RouteTable(scope").replace("\n    R", "\nif x:\n    R")}`, `${root}/a.py`, root);
    const messages = moved[0]!.messages.map((message) => ({ ...message, message: `${message.message} In another version.` }));
    expect(prints(await log([{ ...moved[0]!, messages }], { cwd: root }))).toEqual(before);
    const other = await resultsOf(twice.replace("0.0.0.0/0", "10.0.0.0/8"), `${root}/a.py`, root);
    expect(prints(await log(other, { cwd: root }))).not.toEqual(before);
  });
});

describe("gitlab", () => {
  it("has a fingerprint of its own for every finding, and levels", async () => {
    const files = ["/repo/a.ts", "/repo/b.ts"].map((filePath) => resultWith({}, { filePath, messages: [...resultWith({}).messages, ...resultWith({ line: 2, endLine: 2, severity: 1 }).messages], source: "x\nx\n" }));
    const issues = JSON.parse(await formatted("gitlab", files)) as { fingerprint: string; severity: string }[];
    expect(issues.map(({ severity }) => severity)).toEqual(["major", "minor", "major", "minor"]);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(4);
  });
});

describe("markdown", () => {
  it("fits a comment however much is found, with errors first", async () => {
    const many = Array.from({ length: 40 }, (_, file) => resultWith({}, {
      filePath: `/repo/${file}.ts`,
      messages: Array.from({ length: 50 }, (__, at) => resultWith({ line: at + 1, severity: file >= 38 ? 2 : 1, message: `\`${"ü|".repeat(40)}\` is wrong in ${file}.` }).messages[0]!),
    }));
    const text = await formatted("markdown", many);
    expect(Buffer.byteLength(text)).toBeLessThan(65_536);
    expect(Buffer.byteLength(text)).toBeGreaterThan(50_000);
    expect(text).toContain("## cdktf-lint: 2000 problems (100 errors, 1900 warnings)");
    expect(occurrences(text, "| ❌ error |")).toBe(100);
    const shown = occurrences(text, "| ❌ error |") + occurrences(text, "| ⚠️ warning |");
    expect(text.endsWith(`\n… and ${2000 - shown} more.\n`)).toBe(true);
  });

  it("cuts a message without end", async () => {
    expect((await formatted("markdown", [resultWith({ message: "x".repeat(100_000) })])).length).toBeLessThan(2_000);
  });
});

describe("html", () => {
  it("names the construct that a finding is in, if the code shows it", async () => {
    const code = `import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
declare const scope: any;
new LbTargetGroup(scope, "first", { name: ")" /* ) */ });
new LbTargetGroup(scope, "second", { port: 80, deregistrationDelay: 30 });
const shared = { deregistrationDelay: 30 };
new LbTargetGroup(scope, \`t-\${1}\`, shared);
`;
    const { root, results } = await inRepository("a.ts", code);
    const html = await formatted("html", results, { cwd: root });
    expect([...html.matchAll(/data-construct="([^"]*)"/gu)].map(([, name]) => name)).toEqual(["LbTargetGroup &#34;second&#34;", "LbTargetGroup"]);
  });

  it("loads nothing and runs nothing but its own script", async () => {
    const html = await formatted("html", [resultWith({})]);
    expect(html).toMatch(/default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'/u);
    expect(html).not.toMatch(/\s(?:src|onclick|style)=|<link|@import|url\(/u);
  });

  it("shows a part of a line without end", async () => {
    const source = `${"a".repeat(5_000)}x${"b".repeat(5_000)}`;
    const html = await formatted("html", [resultWith({ column: 5_001, endColumn: 5_002 }, { source })]);
    expect(html).toContain("<mark>x</mark>");
    expect(/<pre.*<\/pre>/su.exec(html)?.[0].length).toBeLessThan(500);
  });
});

describe("stylish", () => {
  it("lists the pages of the rules, each once, where no terminal can link to them", async () => {
    const text = await formatted("stylish", [resultWith({}), resultWith({}, { filePath: "/repo/b.ts" })], { color: false });
    expect(text).toBe(`
a.ts
  1:1  error  \`x\` is not an argument.  cdktf/no-unknown-property
  > 1 | x
      | ^

b.ts
  1:1  error  \`x\` is not an argument.  cdktf/no-unknown-property
  > 1 | x
      | ^

✖ 2 problems (2 errors, 0 warnings)
  More about this rule:
    ${RULE_PAGE}

`);
  });

  it("links to them from their names in terminals that can", async () => {
    vi.stubEnv("FORCE_HYPERLINK", "1");
    const text = await formatted("stylish", [resultWith({})]);
    expect(text).toContain(`\u001B]8;;${RULE_PAGE}\u0007`);
    expect(text).not.toContain("More about");
  });
});

it("every format is written for every other tool's rules as well", async () => {
  for (const name of formatNames) expect(await formatted(name, [resultWith({ ruleId: "no-undef", severity: 1 })], { rulesMeta: {} }), name).toContain("no-undef");
});
