/** What single manifests and lock files say, field by field, and which of them counts. */
import { mkdirSync, symlinkSync, truncateSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { Consulted, consulting } from "../../../src/consulted.js";
import { bundledVersions, schemaForFile, type Settings, versionInUse } from "../../../src/providers-schema/index.js";
import { pythonRequirement } from "../../../src/providers-schema/versions/python-requirements.js";
import { testProject } from "../../support/project.js";

const AWS = "@cdktf/provider-aws";
const DIST = "cdktf-cdktf-provider-aws";
const NEWEST = bundledVersions(AWS).at(-1) ?? "";
const NEWEST_19 = "19.65.1";
const project = testProject();
const UNKNOWN = `${NEWEST} from newest known`;

beforeEach(() => {
  mkdirSync(join(project.root, ".git"));
});

const inUse = (file: string, name = AWS, settings: Settings = {}): string => {
  const found = versionInUse(join(project.root, file), name, settings);
  return found ? `${found.version} from ${found.source}` : "nothing";
};
const json = (content: unknown): string => JSON.stringify(content);
let writes = 0;

/** Writes files, each time at another time: a clock's tick may be longer than a test. */
function write(files: Readonly<Record<string, string | Buffer>>): void {
  project.write(files);
  writes++;
  for (const name of Object.keys(files)) utimesSync(join(project.root, name), writes, writes);
}

/** The answer for a file beside these manifests. */
const beside = (files: Readonly<Record<string, string | Buffer>>, file: string, name = AWS): string => {
  write(files);
  return inUse(file, name);
};
const notesOf = (action: () => void): string[] => {
  const consulted = new Consulted();
  consulting(consulted, action);
  return [...consulted.notes.values()].map((note) => (note.kind === "problem" ? `${note.path.slice(project.root.length + 1)} ${note.text}` : `${note.kind}: ${note.name} ${note.version} ${note.source} ${note.judgedBy ?? "nothing"}`));
};

describe("settings", () => {
  it.each<[Settings, string]>([
    [{ providerVersion: " 19.1.0 " }, "19.1.0 from settings"],
    [{ providerVersion: "v19.1.0" }, "19.1.0 from settings"],
    [{ providerVersion: "latest" }, `${NEWEST} from settings`],
    [{ providerVersion: " latest " }, `${NEWEST} from settings`],
    [{ providerVersion: "^99.0.0" }, "^99.0.0 from settings"],
    [{ providerVersion: "nonsense" }, "nonsense from settings"],
    [{ providerVersion: "" }, UNKNOWN],
    [{ providerVersion: "  " }, UNKNOWN],
    [{ versions: { [AWS]: "" }, providerVersion: "19.1.0" }, UNKNOWN],
    [{ versions: { [AWS]: 19 as unknown as string }, providerVersion: "19.1.0" }, "19.1.0 from settings"],
    [{ versions: { cdktf: "0.20.0" } }, UNKNOWN],
  ])("%j", (settings, expected) => {
    expect(inUse("main.ts", AWS, settings)).toBe(expected);
    expect(inUse("main.py", AWS, settings)).toBe(expected);
  });

  it("may mean versions before a release, where no release is meant", () => {
    expect(inUse("main.ts", "cdktf", { versions: { cdktf: ">=0.0.17-0 <0.0.18" } })).toMatch(/^0\.0\.17(?:-pre\.\w+)? from settings$/u);
    expect(inUse("main.ts", "cdktf", { versions: { cdktf: ">0.20.12 <0.21.0" } })).toBe("0.21.0-pre.170 from settings");
    expect(inUse("main.ts", "@cdktn/provider-aws", { providerVersion: "25.5.0" })).toBe("25.5.0 from settings");
    expect(inUse("main.ts", "@cdktx/provider-aws", { providerVersion: "25.5.0" })).toBe("nothing");
    expect(inUse("main.ts", "x@cdktf/provider-aws", { providerVersion: "25.5.0" })).toBe("nothing");
    expect(inUse("main.ts", "constructs", { providerVersion: "25.5.0" })).toMatch(/ from newest known$/u);
  });
});

describe("package.json", () => {
  it.each(["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"])("says in %s what is asked for", (field) => {
    expect(beside({ "package.json": json({ [field]: { [AWS]: "18.1.0" } }) }, "main.ts")).toBe("18.1.0 from package.json");
  });

  it("says it in the first of its fields", () => {
    expect(beside({ "package.json": json({ peerDependencies: { [AWS]: "15.0.0" }, optionalDependencies: { [AWS]: "16.0.0" }, devDependencies: { [AWS]: "17.0.0" } }) }, "main.ts")).toBe("17.0.0 from package.json");
    expect(beside({ "package.json": json({ peerDependencies: { [AWS]: "15.0.0" }, devDependencies: { [AWS]: "workspace:*" } }) }, "other.ts")).toBe("15.0.0 from package.json");
  });

  it("says nothing with a version that stands for a package of the same monorepo", () => {
    for (const range of [" 0.0.0 ", " ~0.0.0"]) expect(beside({ "package.json": json({ dependencies: { [AWS]: range } }) }, "main.ts")).toBe(UNKNOWN);
    for (const range of ["10.0.0", "0.0.0-pre.1"]) expect(beside({ "package.json": json({ dependencies: { [AWS]: range } }) }, "main.ts")).toBe(`${range} from package.json`);
  });

  it.each([["0.0.0"], ["v0.0.0"], [" ~0.0.0"], ["1"], ["x18.1.0"], [18]])("of an installed package is passed over with version %j", (version) => {
    expect(beside({ [`node_modules/${AWS}/package.json`]: json({ name: AWS, version }) }, "main.ts")).toBe(UNKNOWN);
  });

  it("of an installed package may have a v, and the nearest one that has a version counts", () => {
    write({ [`node_modules/${AWS}/package.json`]: json({ name: AWS, version: "v18.1.0" }), [`app/node_modules/${AWS}/package.json`]: json({ name: AWS }) });
    expect(inUse("app/main.ts")).toBe("18.1.0 from node_modules");
    expect(versionInUse(join(project.root, "app/main.ts"), AWS)?.installed).toBe(join(project.root, "node_modules", AWS));
    // Node looks for no node_modules in node_modules.
    write({ [`node_modules/node_modules/${AWS}/package.json`]: json({ name: AWS, version: "17.0.0" }) });
    expect(inUse("node_modules/main.ts")).toBe("18.1.0 from node_modules");
  });

  it("may be as long as a person writes", () => {
    const range = (length: number): string => `>=18.0.0${" ".repeat(length - 16)}<18.2.0 `;
    expect(beside({ "package.json": json({ dependencies: { [AWS]: range(512) } }) }, "main.ts")).toBe("18.1.0 from package.json");
    expect(beside({ "package.json": json({ dependencies: { [AWS]: range(513) } }) }, "main.ts")).toBe(UNKNOWN);
  });

  it("counts as far up as 64 folders", () => {
    write({ "package.json": json({ dependencies: { [AWS]: "18.1.0" } }) });
    expect(inUse(`${"d/".repeat(63)}main.ts`)).toBe("18.1.0 from package.json");
    expect(inUse(`${"d/".repeat(64)}main.ts`)).toBe(UNKNOWN);
  });
});

describe("lock files of Node", () => {
  const npm = (version: string): string => json({ packages: { [`node_modules/${AWS}`]: { version } } });
  const pnpm = (version: string): string => `importers:\n  .:\n    dependencies:\n      '${AWS}':\n        specifier: '*'\n        version: ${version}\n`;
  const yarn = (version: string): string => `# yarn lockfile v1\n\n\n"${AWS}@^1":\n  version "${version}"\n`;
  const bun = (version: string): string => json({ packages: { [AWS]: [`${AWS}@${version}`] } });

  it("count in this order, the nearest first", () => {
    const files = { "bun.lock": bun("15.0.0"), "yarn.lock": yarn("16.0.0"), "pnpm-lock.yaml": pnpm("17.0.0"), "npm-shrinkwrap.json": npm("18.0.0"), "package-lock.json": npm("19.0.0") };
    const found: string[] = [];
    for (const [name, text] of Object.entries(files)) found.push(beside({ [name]: text }, "main.ts"));
    expect(found).toEqual(["15.0.0 from bun.lock", "16.0.0 from yarn.lock", "17.0.0 from pnpm-lock.yaml", "18.0.0 from npm-shrinkwrap.json", "19.0.0 from package-lock.json"]);
    expect(beside({ "app/bun.lock": bun("14.0.0") }, "app/main.ts")).toBe("14.0.0 from bun.lock");
    // One that says nothing of the package leaves it to the others.
    expect(beside({ "package-lock.json": json({ packages: {} }), "app/bun.lock": json({}) }, "app/main.ts")).toBe("18.0.0 from npm-shrinkwrap.json");
  });

  it.each<[string, unknown, string]>([
    ["the first format", { dependencies: { [AWS]: { version: "18.0.0" } } }, "18.0.0 from package-lock.json"],
    ["both formats, of which the later one counts", { packages: { [`node_modules/${AWS}`]: { version: "18.1.0" } }, dependencies: { [AWS]: { version: "18.0.0" } } }, "18.1.0 from package-lock.json"],
    ["no version", { packages: { [`node_modules/${AWS}`]: { link: true } }, dependencies: { [AWS]: { version: "file:x" } } }, UNKNOWN],
    ["a version of a folder", { packages: { [AWS]: { version: "18.1.0" } } }, UNKNOWN],
    ["a version for another package", { packages: { [`node_modules/other/node_modules/${AWS}`]: { version: "18.1.0" }, "node_modules/other": { version: "18.0.0" } }, dependencies: { other: { version: "18.0.0" } } }, UNKNOWN],
  ])("package-lock.json has %s", (_, content, expected) => {
    expect(beside({ "package-lock.json": json(content) }, "src/deep/main.ts")).toBe(expected);
  });

  it.each<[string, string, string, string]>([
    ["peers in brackets", "version: 18.1.0(cdktf@0.21.0)(constructs@10.0.0)", "main.ts", "18.1.0 from pnpm-lock.yaml"],
    ["peers after a line", "version: 18.1.0_cdktf@0.21.0", "main.ts", "18.1.0 from pnpm-lock.yaml"],
    ["a link", "version: link:../aws", "main.ts", UNKNOWN],
    ["nothing", "specifier: ^18.0.0", "main.ts", UNKNOWN],
  ])("pnpm-lock.yaml has %s", (_, line, file, expected) => {
    expect(beside({ "pnpm-lock.yaml": `importers:\n  .:\n    dependencies:\n      '${AWS}':\n        ${line}\n` }, file)).toBe(expected);
  });

  it("pnpm-lock.yaml has workspaces, or the root's dependencies at the top", () => {
    expect(beside({ "pnpm-lock.yaml": `dependencies:\n  '${AWS}': 18.1.0_x@1\n` }, "src/main.ts")).toBe("18.1.0 from pnpm-lock.yaml");
    expect(beside({ "pnpm-lock.yaml": `devDependencies:\n  '${AWS}': 18.0.0\nimporters:\n  app:\n    optionalDependencies:\n      '${AWS}': 18.2.0\n      left-pad: 1.0.0\n` }, "app/src/main.ts")).toBe("18.2.0 from pnpm-lock.yaml");
    expect(inUse("main.ts")).toBe(UNKNOWN);
    expect(inUse("app/main.ts", "left-pad")).toBe("nothing");
  });

  it("yarn.lock is asked for what package.json asks for", () => {
    const lock = `# yarn lockfile v1\n\n\n"${AWS}@^18.0.0, ${AWS}@~18.1.0":\n  version "18.1.0"\n\n"${AWS}@npm:^19.0.0":\n  version "19.20.0"\n\ncdktf@^0.20.0:\n  version "0.20.3"\n\n"cdktf@>=0.19.0":\n  version "0.20.3"\n\nleft-pad@1:\n  version "1.0.0"\n\nconstructs:\n  version "10.3.0"\n\nconstructs@10:\n  resolved "x"\n`;
    const asking = (range: string): string => beside({ "package.json": json({ dependencies: { [AWS]: range, cdktf: "^0.20.1" } }), "yarn.lock": lock }, "main.ts");
    expect(asking("^18.0.0")).toBe("18.1.0 from yarn.lock");
    expect(asking("~18.1.0")).toBe("18.1.0 from yarn.lock");
    expect(asking("^19.0.0")).toBe("19.20.0 from yarn.lock");
    // Two versions are locked, and neither for this.
    expect(asking("^19.1.0")).toBe(`${NEWEST_19} from package.json`);
    // Only one is.
    expect(inUse("main.ts", "cdktf")).toBe("0.20.3 from yarn.lock");
    expect(inUse("main.ts", "constructs")).toMatch(/newest known$/u);
  });

  it("bun.lock has what is installed for a workspace, else for all", () => {
    write({ "bun.lock": `{ "workspaces": { "": { "name": "top" }, "app": { "name": "app" }, "lib": {} }, "packages": { "${AWS}": ["${AWS}@18.1.0", "", {}], "app/${AWS}": ["${AWS}@19.20.0"], "cdktf": "cdktf@0.20.0", "constructs": ["constructs@workspace:x"], "@cdktn/provider-aws": ["@25.5.0"], "cdktn": [24], }, }` });
    expect(["main.ts", "app/src/main.ts", "lib/main.ts"].map((file) => inUse(file))).toEqual(["18.1.0 from bun.lock", "19.20.0 from bun.lock", "18.1.0 from bun.lock"]);
    expect(["cdktf", "constructs", "@cdktn/provider-aws"].map((name) => inUse("main.ts", name))).toEqual([expect.stringMatching(/newest known$/u), expect.stringMatching(/newest known$/u), expect.stringMatching(/newest known$/u)]);
  });

  it("have the packages of both lines", () => {
    const packages = { "@cdktn/provider-aws": "25.5.0", cdktn: "0.24.0", cdktf: "0.20.0", constructs: "10.3.0" };
    const versions = (file: string): string[] => Object.keys(packages).map((name) => inUse(file, name));
    const from = (source: string): string[] => Object.values(packages).map((version) => `${version} from ${source}`);
    write({ "a/package.json": json({ dependencies: packages }), "b/package-lock.json": json({ packages: Object.fromEntries(Object.entries(packages).map(([name, version]) => [`node_modules/${name}`, { version }])) }), "c/bun.lock": json({ packages: Object.fromEntries(Object.entries(packages).map(([name, version]) => [name, [`${name}@${version}`]])) }), "d/yarn.lock": `# yarn lockfile v1\n\n\n${Object.entries(packages).map(([name, version]) => `"${name}@*":\n  version "${version}"\n`).join("\n")}`, "e/pnpm-lock.yaml": json({ dependencies: packages }) });
    expect([versions("a/main.ts"), versions("b/main.ts"), versions("c/main.ts"), versions("d/main.ts"), versions("e/main.ts")]).toEqual([from("package.json"), from("package-lock.json"), from("bun.lock"), from("yarn.lock"), from("pnpm-lock.yaml")]);
  });

  it("that are broken are named with the place", () => {
    expect(notesOf(() => beside({ "bun.lock": '{ "packages": ] }' }, "main.ts"))).toEqual(["bun.lock cannot be read as what its name says (error at offset 14) and is passed over"]);
  });

  it("for a version before a release go with a range that allows its release", () => {
    expect(beside({ "package.json": json({ dependencies: { cdktf: ">=0.20.0" } }), "package-lock.json": json({ packages: { "node_modules/cdktf": { version: "0.21.0-pre.170" } } }) }, "main.ts", "cdktf")).toBe("0.21.0-pre.170 from package-lock.json");
  });
});

describe("manifests of Python", () => {
  const toml = (table: string, version: string): string => `[[${table}]]\nname = "CDKTF_cdktf.provider-aws"\nversion = "${version}"\n\n[[${table}]]\nversion = "1.0.0"\n`;

  it("count in this order", () => {
    const files = {
      "pyproject.toml": `[project]\ndependencies = ["${DIST}==10.0.0"]\n`, Pipfile: `[packages]\n${DIST} = "==11.0.0"\n`, "requirements.longer.txt": `${DIST}==12.0.0\n`, "requirements-b.txt": `${DIST}==13.0.0\n`, "requirements-a.txt": `${DIST}==14.0.0\n`, "requirements.txt": `${DIST}==15.0.0\n`,
      "pylock.toml": toml("packages", "16.0.0"), "pdm.lock": toml("package", "17.0.0"), "uv.lock": toml("package", "18.0.0"), "poetry.lock": toml("package", "18.1.0"), "Pipfile.lock": json({ default: { [DIST]: { version: "==18.2.0" } } }),
    };
    const found: string[] = [];
    for (const [name, text] of Object.entries(files)) found.push(beside({ [name]: text }, "main.py"));
    expect(found).toEqual(["10.0.0 from pyproject.toml", "11.0.0 from Pipfile", "12.0.0 from requirements.longer.txt", "13.0.0 from requirements-b.txt", "14.0.0 from requirements-a.txt", "15.0.0 from requirements.txt", "16.0.0 from pylock.toml", "17.0.0 from pdm.lock", "18.0.0 from uv.lock", "18.1.0 from poetry.lock", "18.2.0 from Pipfile.lock"]);
    // What is typed has its stub beside it.
    expect(inUse("main.pyi")).toBe("18.2.0 from Pipfile.lock");
    expect(inUse("main.pyx")).toBe(UNKNOWN);
  });

  it.each([["Requirements.TXT", true], ["requirements_dev.txt", true], ["my-requirements.txt", false], ["requirements.txt.bak", false], ["requirements.in", false]])("include %s: %s", (name, counts) => {
    expect(beside({ [name]: `${DIST}==18.1.0\n` }, "main.py")).toBe(counts ? `18.1.0 from ${name}` : UNKNOWN);
  });

  it.each<[string, string, string]>([
    ["Pipfile.lock", json({ default: { [DIST]: {} }, develop: { [DIST]: { version: "==18.1.0" } } }), "18.1.0"],
    ["Pipfile.lock", json({ other: { [DIST]: { version: "==18.1.0" } } }), ""],
    ["Pipfile", `[dev-packages]\n${DIST} = "==18.1.0"\n`, "18.1.0"],
    ["Pipfile", `[packages]\n${DIST} = { version = " ==18.1.0 ", extras = ["x"] }\n`, "18.1.0"],
    ["Pipfile", `[packages]\n${DIST} = "*"\n`, NEWEST],
    ["Pipfile", `[packages]\n${DIST} = { git = "x" }\n`, ""],
    ["Pipfile", `[packages]\n${DIST} = " "\n`, ""],
    ["pyproject.toml", `[tool.poetry.dev-dependencies]\n${DIST} = "18.1.0"\n`, "18.1.0"],
    ["pyproject.toml", `[tool.poetry.dependencies]\n${DIST} = ">=18,<18.2"\n`, "18.1.0"],
    ["pyproject.toml", `[tool.poetry.dependencies]\n${DIST} = "^18.0,<18.2"\n`, "18.1.0"],
    ["pyproject.toml", `[tool.poetry.dependencies]\n${DIST} = "~18.1"\n`, "18.1.0"],
    ["pyproject.toml", `[tool.poetry.dependencies]\n${DIST} = ["18.1.0"]\n`, ""],
    ["pyproject.toml", `[tool.uv]\ndev-dependencies = ["${DIST}==18.1.0", 3]\n`, "18.1.0"],
    ["pyproject.toml", `[tool.pdm.dev-dependencies]\ntest = ["${DIST}==18.1.0"]\n`, "18.1.0"],
    ["pyproject.toml", `[tool.other]\ndev-dependencies = ["${DIST}==18.1.0"]\n`, ""],
    ["pyproject.toml", `[project]\ndependencies = ["${DIST}==18.1.0"]\n[tool.poetry.dependencies]\n${DIST} = "18.2.0"\n`, "18.2.0"],
    ["uv.lock", toml("package", "18.1.0rc1"), ""],
    ["uv.lock", `[[package]]\nname = "${DIST}"\n`, ""],
    ["pylock.toml", toml("package", "18.1.0"), ""],
  ])("%s %j", (name, text, version) => {
    expect(beside({ [name]: text }, "main.py")).toBe(version === "" ? UNKNOWN : `${version} from ${name}`);
  });

  it.each([
    ["  cdktf-cdktf-provider-aws==18.1.0", "18.1.0"],
    ["cdktf-cdktf-provider-aws==18.1.0;python_version>'3'", "18.1.0"],
    ["cdktf-cdktf-provider-aws[a,b](==18.1.0)", "18.1.0"],
    ["cdktf-cdktf-provider-aws==18.1.0#x", ""],
    ["cdktf-cdktf-provider-aws (==18.1.0) x", ""],
    ["cdktf-cdktf-provider-awsx==18.1.0", ""],
    ["-cdktf-cdktf-provider-aws==18.1.0", ""],
    ["-r= more.txt", "18.2.0"], ["-c more.txt", "18.2.0"], ["-rmore.txt", "18.2.0"], ["--constraint = more.txt", "18.2.0"], ["--requirement\tmore.txt", "18.2.0"], ["-r more.txt # why", "18.2.0"],
    ["-r more.txt less.txt", ""], ["-rmore.txt less.txt", ""], ["--requirementmore.txt", ""], ["-x more.txt", ""], ["x-r more.txt", ""], ["-r", ""], ["-r =", ""],
    ["-r ../outside.txt", ""], ["-r ./sub/../more.txt", "18.2.0"],
    ["cdktf-cdktf-provider-aws==18.1.0\r\ncdktf-cdktf-provider-aws==18.2.0", "18.1.0"],
    ["cdktf-cdktf-provider-aws\\\r\n==18.1.0", "18.1.0"],
  ])("requirements.txt %j", (line, version) => {
    expect(beside({ "requirements.txt": `${line}\r\n`, "more.txt": `${DIST}==18.2.0\n` }, "main.py")).toBe(version === "" ? UNKNOWN : `${version} from requirements.txt`);
  });

  it("follow no file out of the project, and no more than twenty", () => {
    const inner = { ".git/HEAD": "", "requirements.txt": "-r ../outside.txt\n-r deep/inside.txt\n", "deep/inside.txt": "-r ../more.txt\n", "more.txt": `${DIST}==18.2.0\n` };
    write({ "outside.txt": `${DIST}==18.1.0\n`, ...Object.fromEntries(Object.entries(inner).map(([name, text]) => [`inner/${name}`, text])) });
    expect(inUse("inner/main.py")).toBe("18.2.0 from requirements.txt");
    const chain = (length: number): Record<string, string> => Object.fromEntries(Array.from({ length }, (_, at) => [at === 0 ? "requirements.txt" : `r${at}.txt`, at === length - 1 ? `${DIST}==18.1.0\n` : `-r r${at + 1}.txt\n`]));
    expect(beside(chain(20), "main.py")).toBe("18.1.0 from requirements.txt");
    expect(beside(chain(21), "main.py")).toBe(UNKNOWN);
  });

  it("say what the first of several files says", () => {
    expect(beside({ "requirements.txt": "-r a.txt\n-r b.txt\n", "a.txt": `${DIST}==18.1.0\n`, "b.txt": `${DIST}==18.2.0\ncdktf==0.20.0\n` }, "main.py")).toBe("18.1.0 from requirements.txt");
    expect(inUse("main.py", "cdktf")).toBe("0.20.0 from requirements.txt");
  });

  it("may be named as requirements, which they are not", () => {
    const files = { "requirements.txt": "-r pyproject.toml\n-c uv.lock\n-r package.json\n", "pyproject.toml": `[project]\ndependencies = ["${DIST}~=18.0"]\n`, "package.json": json({ dependencies: { [AWS]: "17.0.0" } }) };
    expect(beside(files, "main.py")).toBe("18.2.0 from pyproject.toml");
    expect(beside({ "uv.lock": toml("package", "18.1.0") }, "main.py")).toBe("18.1.0 from uv.lock");
    expect(inUse("main.ts")).toBe("17.0.0 from package.json");
  });

  it("say in a language of their own what no known version is", () => {
    expect(beside({ "requirements.txt": `${DIST} >=99, <100\n` }, "main.py")).toBe(">=99, <100 from requirements.txt");
    expect(beside({ "requirements.txt": "left-pad==1.0.0\n" }, "other.py", "left-pad")).toBe("nothing");
    expect(beside({ "requirements.txt": "constructs==10.3.0\n" }, "other.py", "constructs")).toBe("10.3.0 from requirements.txt");
  });

  it("may be as long as a person writes", () => {
    const specifier = (length: number): string => `>=18,${" ".repeat(length - 10)}<18.2`;
    expect(pythonRequirement(specifier(512))?.allows("18.1.0")).toBe(true);
    expect(pythonRequirement(specifier(513))).toBeUndefined();
    const caret = (length: number): string => `^18.0${" ".repeat(length - 10)}<18.2`;
    expect(beside({ "pyproject.toml": `[tool.poetry.dependencies]\n${DIST} = "${caret(512)}"\n` }, "main.py")).toBe("18.1.0 from pyproject.toml");
    expect(beside({ "pyproject.toml": `[tool.poetry.dependencies]\n${DIST} = "${caret(513)}"\n` }, "main.py")).toBe(UNKNOWN);
  });
});

describe("virtual environments", () => {
  const installed = (folder: string, version: string, name = "cdktf_cdktf_provider_aws"): void => write({ [`${folder}/${name}-${version}.dist-info/METADATA`]: "" });
  const place = (file: string): string | undefined => versionInUse(join(project.root, file), AWS)?.installed?.slice(project.root.length + 1);

  it("count in this order, the nearest first", () => {
    const folders = [".env/lib/python3.9/site-packages", "env/lib/python3.9/site-packages", "venv/lib/python3.9/site-packages", ".venv/lib/python3.9/site-packages", ".venv/Lib/site-packages", "app/.env/Lib/site-packages"];
    for (const [at, folder] of folders.entries()) {
      installed(folder, `18.${at}.0`);
      expect([inUse("app/main.py"), place("app/main.py")]).toEqual([`18.${at}.0 from site-packages`, folder]);
    }
  });

  it("say where what is stated exactly is installed", () => {
    write({ "requirements.txt": `${DIST}==18.1.0\n` });
    installed("app/.venv/lib/python3.9/site-packages", "18.2.0");
    expect([inUse("app/main.py"), place("app/main.py")]).toEqual(["18.1.0 from requirements.txt", undefined]);
    installed(".venv/lib/python3.9/site-packages", "18.1.0");
    expect([inUse("app/main.py"), place("app/main.py")]).toEqual(["18.1.0 from requirements.txt", ".venv/lib/python3.9/site-packages"]);
  });

  it("say nothing where they hold what is not asked for, or another distribution", () => {
    installed(".venv/lib/python3.9/site-packages", "18.1.0", "cdktf_cdktf_provider_aws_extra");
    installed(".venv/lib/python3.9/site-packages", "18.1.0rc1");
    installed(".venv/lib/python3.9/site-packages", "18.1.0", "my_cdktf_cdktf_provider_aws");
    expect(inUse("main.py")).toBe(UNKNOWN);
    write({ [".venv/lib/python3.9/site-packages/cdktf_cdktf_provider_aws-18.1.0.dist-info.bak/METADATA"]: "" });
    expect(inUse("main.py")).toBe(UNKNOWN);
    installed("venv/lib/python3.9/site-packages", "18.1.0", "CDKTF_cdktf_Provider_aws");
    expect(inUse("main.py")).toBe("18.1.0 from site-packages");
    write({ "requirements.txt": `${DIST}~=19.0\n` });
    expect(inUse("main.py")).toBe(`${NEWEST_19} from requirements.txt`);
    expect(place("main.py")).toBeUndefined();
  });
});

describe("specifiers of Python", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["==18.1.0", ["18.1.0"], ["18.1.1", "18.1.0-pre.1"]],
    ["===18.1.0", ["18.1.0"], ["18.1.1"]],
    ["== v18.1", ["18.1.0"], ["18.1.1"]],
    ["==018.01", ["18.1.0"], ["18.0.1"]],
    ["!=18.1.*", ["18.0.0", "18.2.0"], ["18.1.0", "18.1.5"]],
    ["==18.1.2.*", ["18.1.2"], ["18.1.3"]],
    ["!=18.1.2.*", ["18.1.3"], ["18.1.2"]],
    ["==018.*", ["18.1.2"], ["19.1.3"]],
    ["~=018.01.2", ["18.1.2"], ["18.2.0"]],
    ["==18.*", ["18.0.0", "18.9.9"], ["19.0.0"]],
    [">18.1", ["18.1.1", "19.0.0"], ["18.1.0", "18.0.9"]],
    [">=18.1", ["18.1.0", "18.1.1"], ["18.0.9"]],
    ["<18.1", ["18.0.9"], ["18.1.0", "18.1.1"]],
    ["<=18.1", ["18.0.9", "18.1.0"], ["18.1.1"]],
    ["!=18.1", ["18.0.9", "18.1.1"], ["18.1.0"]],
    ["~=18.1", ["18.1.0", "18.9.0"], ["18.0.9", "19.0.0"]],
    ["~=18.1.2", ["18.1.2", "18.1.9"], ["18.1.1", "18.2.0"]],
    [" >= 18 , < 19 ", ["18.0.0", "18.9.9"], ["17.9.9", "19.0.0"]],
  ])("%j", (specifier, inside, outside) => {
    const requirement = pythonRequirement(specifier);
    expect(inside.filter((version) => requirement?.allows(version) !== true)).toEqual([]);
    expect(outside.filter((version) => requirement?.allows(version) !== false)).toEqual([]);
    expect(requirement?.text).toBe(specifier.trim());
    expect(requirement?.exact).toBe(/^===?[^*]+$/u.test(specifier) ? inside[0] : undefined);
  });

  it.each(["18.1.0", "=18.1.0", "~18.1.0", "==", "==18.1.0,", ",==18.1.0", "==18.1.0 x", "x==18.1.0", "<18.*", "~=18.1.*", "===18.1.x", "==18.1.0.1", "==1!18.1.0", "~=18", "==9999999999999999999.0"])("does not understand %j", (specifier) => {
    expect(pythonRequirement(specifier)).toBeUndefined();
  });
});

describe("files that are not read", () => {
  it("are named, each time that somebody asks", () => {
    write({ "inner/.git/HEAD": "", "inner/package.json": "{", "inner/pnpm-lock.yaml": `importers: *${"a".repeat(200)}\n`, "inner/requirements.txt": "", "inner/uv.lock": "a = = 1\nb = 2\n", "outside/Pipfile": `[packages]\n${DIST} = "==18.1.0"\n` });
    truncateSync(join(project.root, "inner/requirements.txt"), 32_000_001);
    symlinkSync(join(project.root, "outside/Pipfile"), join(project.root, "inner/Pipfile"));
    const notes = (): string[] => [...notesOf(() => inUse("inner/main.ts")), ...notesOf(() => inUse("inner/main.py"))].map((note) => note.replace("inner/", ""));
    const [manifest, lock, ...python] = notes();
    expect(manifest).toMatch(/^package\.json cannot be read as what its name says \(.*JSON.*\) and is passed over$/u);
    expect(lock).toBe(`pnpm-lock.yaml cannot be read as what its name says (unidentified alias "${"a".repeat(100)}…) and is passed over`);
    expect(python.slice(0, 3)).toEqual([expect.stringMatching(/^uv\.lock cannot be read as what its name says \([^\n]+\) and is passed over$/u), "requirements.txt is larger than 32 MB and is not read", "Pipfile is a link out of the project and is not read"]);
    expect(notes()).toEqual([manifest, lock, ...python]);
  });

  it("are those in another encoding, as far as it shows", () => {
    expect(beside({ "requirements.txt": Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.from(`${DIST}==18.1.0\n`)]) }, "main.py")).toBe("18.1.0 from requirements.txt");
    expect(beside({ "requirements.txt": Buffer.concat([Buffer.from([0xfe, 0x0a]), Buffer.from(`${DIST}==18.2.0\n`)]) }, "main.py")).toBe("18.2.0 from requirements.txt");
  });
});

describe("what a file sees", () => {
  const exact = (dependencies: Record<string, string>, name: string, file = "main.ts"): boolean => {
    write({ "package.json": json({ dependencies }) });
    return schemaForFile(join(project.root, file)).isExact(name);
  };

  it("is exactly the newest provider, unless the project states a core that this does not go with", () => {
    expect(exact({}, AWS)).toBe(true);
    expect(exact({ cdktf: "^0.21.0" }, AWS)).toBe(true);
    expect(exact({ cdktf: "0.20.0" }, AWS)).toBe(false);
    expect(exact({ cdktf: "0.20.0", [AWS]: "21.22.1" }, AWS)).toBe(true);
    expect(exact({ cdktf: "0.20.0" }, "cdktf")).toBe(true);
    expect(exact({ cdktf: "0.20.0" }, "@cdktn/provider-aws")).toBe(true);
    expect(exact({ cdktn: "0.23.0" }, "@cdktn/provider-aws")).toBe(false);
    expect(exact({ cdktn: "0.23.0" }, AWS)).toBe(true);
    expect(exact({ cdktf: "0.22.0-pre.1" }, AWS)).toBe(false);
    expect(exact({ cdktf: "0.21.5-pre.1" }, AWS)).toBe(true);
    write({ "requirements.txt": "cdktf==0.20.0\n" });
    expect(schemaForFile(join(project.root, "main.py")).isExact(AWS)).toBe(false);
  });

  it("is nothing of packages that have no schema", () => {
    write({ "package.json": json({ dependencies: { [AWS]: "18.1.0" } }) });
    const schema = schemaForFile(join(project.root, "main.ts"), { versions: { "left-pad": "1.0.0", "@cdktf/hcl2cdk": "0.20.0", cdktfx: "1.0.0", "x@cdktf/provider-aws": "1.0.0" } });
    expect(["left-pad", "@cdktf/hcl2cdk", "cdktfx", "@cdktf/provider-", "x@cdktf/provider-aws", "constructs.x"].map((name) => schema.package(name))).toEqual(Array.from({ length: 6 }));
    expect(["cdktf", "cdktn", "constructs", AWS].map((name) => schema.package(name)?.name)).toEqual(["cdktf", "cdktn", "constructs", AWS]);
    expect(schema.inUse("left-pad")).toEqual({ version: "1.0.0", source: "settings" });
    expect(schema.versionInUse("left-pad")).toBe("1.0.0");
    expect(schema.versionInUse(AWS)).toBe("18.1.0");
    expect(schema.inUse("none")).toBeUndefined();
  });

  it("is judged by the nearest version, which is noted", () => {
    const notes = (name: string, version: string): string[] => notesOf(() => {
      const schema = schemaForFile(join(project.root, "main.ts"), { versions: { [name]: version } });
      expect(schema.isExact(name)).toBe(false);
      schema.package(name);
    });
    expect(notes(AWS, "21.22.99")).toEqual([`unknown version: ${AWS} 21.22.99 settings 21.22.1`]);
    expect(notes("cdktf", "0.20.99")).toEqual(["unknown version: cdktf 0.20.99 settings 0.20.12"]);
    expect(notes("@cdktf/provider-google", "1.0.0")).toEqual(["unknown version: @cdktf/provider-google 1.0.0 settings nothing"]);
    // Nothing is known to depend on it.
    expect(notes("constructs", "10.99.0")).toEqual([]);
  });

  it("may be a Python package that is not bundled", () => {
    const schema = schemaForFile(join(project.root, "main.py"));
    expect(["cdktf_cdktf_provider_acme.x", "cdktn_provider_acme", "imports.acme", "imports", "", "os.path"].map((dotted) => schema.packageOfPython(dotted))).toEqual(Array.from({ length: 6 }));
  });
});
