import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundledVersions, reportedProblems, schemaForFile, type Settings, versionInUse } from "../../../src/providers-schema/index.js";
import { pythonRequirement } from "../../../src/providers-schema/versions/python-requirements.js";

const AWS = "@cdktf/provider-aws";
const NEWEST = bundledVersions(AWS).at(-1) ?? "";
let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cdktf-versions-"));
  mkdirSync(join(root, ".git"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: unknown): string {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return full;
}

const install = (folder: string, version: string, name = AWS): string => write(join(folder, "node_modules", name, "package.json"), { name, version });
const lock = (packages: Record<string, unknown>): unknown => ({ lockfileVersion: 3, packages });
const inUse = (file: string, settings?: Settings, name = AWS): string => {
  const found = versionInUse(join(root, file), name, settings);
  return found ? `${found.version} from ${found.source}` : "nothing";
};

describe("a TypeScript file", () => {
  it("without a project uses the newest known", () => {
    expect(inUse("main.ts")).toBe(`${NEWEST} from newest known`);
    expect(inUse("main.ts", {}, "@cdktf/provider-google")).toBe("nothing");
    expect(versionInUse("<input>", AWS)).toEqual({ version: NEWEST, source: "newest known" });
  });

  it("takes stated before installed before locked before asked for", () => {
    write("package.json", { dependencies: { [AWS]: "^17.0.0" } });
    expect(inUse("src/main.ts")).toBe("17.0.11 from package.json");
    write("package-lock.json", lock({ [`node_modules/${AWS}`]: { version: "17.0.4" } }));
    expect(inUse("src/main.ts")).toBe("17.0.4 from package-lock.json");
    install("", "17.0.9");
    expect(inUse("src/main.ts")).toBe("17.0.9 from node_modules");
    expect(inUse("src/main.ts", { providerVersion: "19.1.0" })).toBe("19.1.0 from settings");
    expect(inUse("src/main.ts", { providerVersion: "19.1.0", versions: { [AWS]: "18.0.0" } })).toBe("18.0.0 from settings");
  });

  it("applies the provider's version to providers only", () => {
    expect(inUse("main.ts", { providerVersion: "19.1.0" }, "cdktf")).toBe("0.21.0 from newest known");
    expect(inUse("main.ts", { providerVersion: "19.1.0" }, "@cdktf/provider-google")).toBe("19.1.0 from settings");
    expect(inUse("main.ts", { versions: { cdktf: "0.20.0" } }, "cdktf")).toBe("0.20.0 from settings");
  });

  it.each([["^21.0.0"], [">=20"], ["21.x"], ["*"], ["~21.22.0"]])("picks the newest in %s", (range) => {
    write("package.json", { devDependencies: { [AWS]: range } });
    expect(inUse("main.ts")).toBe(`${NEWEST} from package.json`);
    expect(inUse("main.ts", { versions: { [AWS]: range } })).toBe(`${NEWEST} from settings`);
  });

  it.each(["workspace:*", "file:../x", "catalog:", "git+ssh://example", "not a range", ""])("passes over %j", (range) => {
    write("package.json", { dependencies: { [AWS]: range } });
    expect(inUse("main.ts")).toMatch(range === "" ? /package\.json/u : /newest known/u);
  });

  it("looks as Node does, from the file upwards", () => {
    install("", "18.0.0");
    install("packages/a", "19.0.0");
    expect(inUse("packages/a/src/deep/main.ts")).toBe("19.0.0 from node_modules");
    expect(inUse("packages/b/main.ts")).toBe("18.0.0 from node_modules");
  });

  it("knows nested installations of a lock file", () => {
    write("package-lock.json", lock({
      "": {},
      [`node_modules/${AWS}`]: { version: "18.0.0" },
      [`packages/a/node_modules/${AWS}`]: { version: "19.0.0" },
      [`node_modules/other/node_modules/${AWS}`]: { version: "12.0.0" },
    }));
    expect(inUse("packages/a/src/main.ts")).toBe("19.0.0 from package-lock.json");
    expect(inUse("packages/b/src/main.ts")).toBe("18.0.0 from package-lock.json");
  });

  it("passes over a lock that another package manager left behind", () => {
    write("package.json", { dependencies: { [AWS]: "^19.0.0" } });
    write("package-lock.json", lock({ [`node_modules/${AWS}`]: { version: "18.0.0" } }));
    expect(inUse("main.ts")).toBe("19.65.1 from package.json");
    write("yarn.lock", `# yarn lockfile v1\n\n\n"${AWS}@^19.0.0":\n  version "19.20.0"\n`);
    expect(inUse("main.ts")).toBe("19.20.0 from yarn.lock");
  });

  it.each(["0.0.0", "^0.0.0", "~0.0.0"])("passes over %s, which stands for a package of the same monorepo", (version) => {
    write("package.json", { dependencies: { cdktf: version } });
    install("", "0.0.0", "cdktf");
    expect(inUse("main.ts", {}, "cdktf")).toBe("0.21.0 from newest known");
  });

  it("stops at the repository", () => {
    install("", "18.0.0");
    mkdirSync(join(root, "vendored/.git"), { recursive: true });
    expect(inUse("vendored/main.ts")).toBe(`${NEWEST} from newest known`);
  });

  it("does not look at Python manifests", () => {
    write("requirements.txt", "cdktf-cdktf-provider-aws==18.2.0\n");
    expect(inUse("main.ts")).toBe(`${NEWEST} from newest known`);
  });

  it("notices changes", () => {
    const path = install("", "18.0.0");
    expect(inUse("main.ts")).toBe("18.0.0 from node_modules");
    install("", "19.0.0");
    utimesSync(path, new Date(), new Date(Date.now() + 5000));
    expect(inUse("main.ts")).toBe("19.0.0 from node_modules");
    rmSync(path);
    expect(inUse("main.ts")).toBe(`${NEWEST} from newest known`);
  });
});

describe("a Python file", () => {
  it.each([
    ["cdktf-cdktf-provider-aws==18.2.0", "18.2.0"],
    ["cdktf_cdktf_provider_aws === 18.2.0 ; python_version >= '3.8'", "18.2.0"],
    ["CDKTF-CDKTF-Provider-AWS==18.2.0 --hash=sha256:00", "18.2.0"],
    ["cdktf-cdktf-provider-aws==18.2.0 \\\n    --hash=sha256:00", "18.2.0"],
    ["cdktf-cdktf-provider-aws~=21.0", NEWEST],
    ["cdktf-cdktf-provider-aws>=21,<22  # comment", NEWEST],
    ["cdktf-cdktf-provider-aws[all]>=10.0.0", NEWEST],
    ["cdktf-cdktf-provider-aws==21.*", NEWEST],
    ["cdktf-cdktf-provider-aws~=18.2", "18.2.0"],
    ["cdktf-cdktf-provider-aws~=118.2", "~=118.2"],
  ])("%j", (line, version) => {
    write("requirements.txt", `# pinned\nconstructs>=10\n${line}\n`);
    expect(inUse("stacks/main.py")).toBe(`${version} from requirements.txt`);
  });

  it.each(["cdktf-cdktf-provider-aws", "cdktf-cdktf-provider-aws @ https://example.invalid/x.whl", "cdktf-cdktf-provider-aws==18.0.0rc1", "# cdktf-cdktf-provider-aws==18.2.0"])(
    "passes over %j",
    (line) => {
      write("requirements.txt", `${line}\n`);
      expect(inUse("main.py")).toBe(`${NEWEST} from newest known`);
    },
  );

  it("follows included files, in a circle too", () => {
    write("requirements.txt", "-r base/requirements-base.txt\n");
    write("base/requirements-base.txt", "-r ../requirements.txt\ncdktf-cdktf-provider-aws==18.2.0\n");
    expect(inUse("main.py")).toBe("18.2.0 from requirements.txt");
  });

  it("takes a lock file before requirements, and those before npm's", () => {
    install("", "19.0.0");
    expect(inUse("main.py")).toBe("19.0.0 from node_modules");
    write("requirements-dev.txt", "cdktf-cdktf-provider-aws==18.2.0\n");
    expect(inUse("main.py")).toBe("18.2.0 from requirements-dev.txt");
    write("Pipfile.lock", { default: { "cdktf-cdktf-provider-aws": { version: "==18.1.0" } }, develop: {} });
    expect(inUse("main.py")).toBe("18.1.0 from Pipfile.lock");
  });

  it("reads what PowerShell writes", () => {
    write("requirements.txt", Buffer.from("\uFEFFcdktf-cdktf-provider-aws==18.2.0\r\n", "utf16le"));
    expect(inUse("main.py")).toBe("18.2.0 from requirements.txt");
  });

  it("knows providers that are not bundled", () => {
    write("requirements.txt", "cdktf-cdktf-provider-google==14.0.0\ncdktf==0.20.0\n");
    expect(inUse("main.py", {}, "@cdktf/provider-google")).toBe("14.0.0 from requirements.txt");
    expect(inUse("main.py", {}, "cdktf")).toBe("0.20.0 from requirements.txt");
  });
});

describe("broken and hostile manifests", () => {
  it.each(["", "{", "null", "[]", "42", '{"dependencies": 3}', '{"dependencies": {"__proto__": "1.0.0"}}', '{"version": {}}', "\0\0\0"])("package.json %j", (content) => {
    write("package.json", content);
    write("package-lock.json", content);
    write(`node_modules/${AWS}/package.json`, content);
    write("Pipfile.lock", content);
    write("requirements.txt", content);
    expect(inUse("main.ts")).toBe(`${NEWEST} from newest known`);
    expect(inUse("main.py")).toBe(`${NEWEST} from newest known`);
  });

  it("passes over folders and circular links in the place of files", () => {
    mkdirSync(join(root, "package.json"));
    mkdirSync(join(root, "requirements.txt"));
    symlinkSync(join(root, "node_modules"), join(root, "node_modules"));
    expect(inUse("main.ts")).toBe(`${NEWEST} from newest known`);
    expect(inUse("main.py")).toBe(`${NEWEST} from newest known`);
  });

  it("does not take inherited properties for settings", () => {
    expect(inUse("main.ts", { versions: {} }, "constructor")).toBe("nothing");
    expect(inUse("main.ts", { versions: {} }, "__proto__")).toBe("nothing");
  });

  it("does not take another package for the installed one", () => {
    write(`node_modules/${AWS}/package.json`, { name: "something-else", version: "1.0.0" });
    expect(inUse("main.ts")).toBe(`${NEWEST} from newest known`);
  });
});

describe("specifiers", () => {
  it.each([
    ["~=21.22", ["21.22.0", "21.30.0"], ["21.21.9", "22.0.0"]],
    ["~=21.22.1", ["21.22.1", "21.22.9"], ["21.22.0", "21.23.0"]],
    [">=20,!=21.0.0,<22", ["20.0.0", "21.0.1"], ["21.0.0", "22.0.0", "19.9.9"]],
    ["==21.22.*", ["21.22.0"], ["21.23.0"]],
    ["!=21.*", ["20.0.0"], ["21.5.0"]],
    [">21.0", ["21.0.1"], ["21.0.0", "22.0.0-pre.1"]],
    ["<=21", ["21.0.0"], ["21.0.1"]],
  ])("%s", (specifier, inside, outside) => {
    const requirement = pythonRequirement(specifier);
    for (const version of inside) expect(requirement?.allows(version), version).toBe(true);
    for (const version of outside) expect(requirement?.allows(version), version).toBe(false);
  });

  it.each(["", "21.0", "=21.0", "~=21", ">=21.*", "==21.0.0.0.0", "==21.0.dev1"])("does not understand %j", (specifier) => {
    expect(pythonRequirement(specifier)).toBeUndefined();
  });
});

describe("schemaForFile", () => {
  it("sees each package at the version in use", () => {
    write("package.json", { dependencies: { [AWS]: "^21.0.0" } });
    const schema = schemaForFile(join(root, "main.ts"));
    expect(schema.package(AWS)?.version).toBe(NEWEST);
    expect(schema.inUse(AWS)).toEqual({ version: NEWEST, source: "package.json" });
    expect(schema.packageOfPython("cdktf_cdktf_provider_aws.vpc")?.name).toBe(AWS);
    expect(schema.isA(`${AWS}.vpc.Vpc`, "constructs.Construct")).toBe(true);
  });

  it("gives the nearest for a version that is not known, says that it is not exact, and can name what is in use", () => {
    write("package-lock.json", lock({ [`node_modules/${AWS}`]: { version: "99.0.0" } }));
    const schema = schemaForFile(join(root, "main.ts"));
    expect(schema.package(AWS)?.version).toBe(NEWEST);
    expect(schema.isExact(AWS)).toBe(false);
    expect(schema.isExact("cdktf")).toBe(true);
    expect(schema.inUse(AWS)).toEqual({ version: "99.0.0", source: "package-lock.json" });
    expect(schema.package("cdktf")?.version).toBe("0.21.0");
  });
});

describe("lock files as their tools write them", () => {
  const FIXTURES = join(import.meta.dirname, "..", "..", "fixtures", "lockfiles");
  const at = (path: string, name: string): string => {
    const found = versionInUse(join(FIXTURES, path), name);
    return found ? `${found.version} from ${found.source}` : "nothing";
  };

  it.each([
    ["npm", "package-lock.json"],
    ["pnpm", "pnpm-lock.yaml"],
    ["yarn-classic", "yarn.lock"],
    ["yarn-berry", "yarn.lock"],
    ["bun", "bun.lock"],
  ])("%s: one version a workspace", (tool, source) => {
    const lockedRoot = { pnpm: "19.20.1" }[tool] ?? "19.65.1";
    expect(at(`${tool}/main.ts`, AWS)).toBe(`${lockedRoot} from ${source}`);
    expect(at(`${tool}/packages/app/src/main.ts`, AWS)).toBe(`19.20.1 from ${source}`);
    expect(at(`${tool}/packages/legacy/main.ts`, AWS)).toBe(`12.0.0 from ${source}`);
    expect(at(`${tool}/packages/legacy/main.ts`, "cdktf")).toBe(`0.15.5 from ${source}`);
    expect(at(`${tool}/packages/app/main.ts`, "constructs")).toBe(`10.3.0 from ${source}`);
  });

  it.each([
    ["uv", "18.2.0 from uv.lock"],
    ["pipenv", "18.2.0 from Pipfile.lock"],
    ["poetry", "18.1.0 from poetry.lock"],
    ["pdm", "18.0.9 from pdm.lock"],
    ["pyproject", "18.2.0 from pyproject.toml"],
  ])("%s", (tool, expected) => {
    expect(at(`${tool}/stacks/main.py`, AWS)).toBe(expected);
  });
});

describe("Python projects", () => {
  it.each([
    ['[tool.poetry.dependencies]\n"cdktf-cdktf-provider-aws" = "^18.0"\n', "18.2.0"],
    ['[tool.poetry.group.dev.dependencies]\ncdktf-cdktf-provider-aws = { version = "18.1.0", extras = ["x"] }\n', "18.1.0"],
    ['[dependency-groups]\ndev = ["cdktf-cdktf-provider-aws==18.1.0", { include-group = "x" }]\n', "18.1.0"],
    ['[project.optional-dependencies]\naws = ["cdktf_cdktf_provider_aws>=18,<19"]\n', "18.2.0"],
  ])("pyproject.toml %j", (text, version) => {
    write("pyproject.toml", text);
    expect(inUse("main.py")).toBe(`${version} from pyproject.toml`);
  });

  it("asks a Pipfile where there is no lock", () => {
    write("Pipfile", '[packages]\ncdktf-cdktf-provider-aws = "~=18.1"\n');
    expect(inUse("main.py")).toBe("18.2.0 from Pipfile");
  });

  it("knows what is installed, if what is asked for allows it", () => {
    mkdirSync(join(root, ".venv/lib/python3.11/site-packages/cdktf_cdktf_provider_aws-18.1.0.dist-info"), { recursive: true });
    expect(inUse("stacks/main.py")).toBe("18.1.0 from site-packages");
    write("requirements.txt", "cdktf-cdktf-provider-aws>=18\n");
    expect(inUse("stacks/main.py")).toBe("18.1.0 from site-packages");
    write("requirements.txt", "cdktf-cdktf-provider-aws>=19,<20\n");
    expect(inUse("stacks/main.py")).toMatch(/^19\.65\.1 from requirements\.txt$/u);
    write("requirements.txt", "cdktf-cdktf-provider-aws==18.2.0\n");
    expect(inUse("stacks/main.py")).toBe("18.2.0 from requirements.txt");
  });

  it("takes a lock further up if it is allowed by what is asked for nearer", () => {
    write("uv.lock", '[[package]]\nname = "cdktf-cdktf-provider-aws"\nversion = "18.1.0"\n');
    write("app/pyproject.toml", '[project]\ndependencies = ["cdktf-cdktf-provider-aws~=18.0"]\n');
    write("other/pyproject.toml", '[project]\ndependencies = ["cdktf-cdktf-provider-aws~=19.0"]\n');
    expect(inUse("app/main.py")).toBe("18.1.0 from uv.lock");
    expect(inUse("other/main.py")).toBe("19.65.1 from pyproject.toml");
  });

  it("knows the packages of both lines", () => {
    write("requirements.txt", "cdktn-provider-aws==25.5.0\ncdktn==0.24.0\n");
    expect(inUse("main.py", {}, "@cdktn/provider-aws")).toBe("25.5.0 from requirements.txt");
    expect(inUse("main.py", {}, "cdktn")).toBe("0.24.0 from requirements.txt");
    write("requirements.txt", "cdktn-provider-google==1.0.0\n");
    expect(inUse("main.py", {}, "@cdktn/provider-google")).toBe("1.0.0 from requirements.txt");
  });
});

describe("torn and hostile lock files", () => {
  it.each([
    ["pnpm-lock.yaml", "lockfileVersion: '9.0'\nimporters: {. : ["],
    ["pnpm-lock.yaml", "__proto__: {importers: 1}\nimporters: 3\n"],
    ["pnpm-lock.yaml", "a: &a [*a]\nimporters: *b\n"],
    ["yarn.lock", '"@cdktf/provider-aws@^18":\n  version'],
    ["yarn.lock", "\0\0"],
    ["bun.lock", '{ "packages": { "__proto__": ["a@1"], '],
    ["package-lock.json", '{"packages":{"__proto__":{"version":"1.0.0"},"node_modules/@cdktf/provider-aws":{"version":{"x":1}}}}'],
    ["npm-shrinkwrap.json", "[[[["],
  ])("%s %j", (name, content) => {
    write(name, content);
    expect(inUse("main.ts")).toBe(`${NEWEST} from newest known`);
  });

  it.each([
    ["uv.lock", "[[package"],
    ["poetry.lock", '[[package]]\nname = 3\nversion = ["x"]\n'],
    ["pyproject.toml", "[project]\ndependencies = 3\n[tool.poetry.dependencies]\n__proto__ = 1\n"],
    ["Pipfile", "[packages]\ncdktf-cdktf-provider-aws = {}\n"],
    ["Pipfile.lock", "{"],
  ])("%s %j", (name, content) => {
    write(name, content);
    expect(inUse("main.py")).toBe(`${NEWEST} from newest known`);
  });

  it("names a file that cannot be read, once", () => {
    const path = write("pnpm-lock.yaml", "importers: [");
    inUse("main.ts");
    inUse("src/other.ts");
    const own = reportedProblems().filter((problem) => problem.path === path);
    expect(own).toHaveLength(1);
    expect(own[0]?.text).toMatch(/^cannot be read as what its name says \(.+\) and is passed over$/u);
  });
});

describe("what manifests say besides", () => {
  it("is left alone", () => {
    write("package.json", { dependencies: { "left-pad": "1.0.0", [AWS]: "18.1.0" }, devDependencies: { [AWS]: "19.0.0" } });
    expect(inUse("main.ts")).toBe("18.1.0 from package.json");
    expect(inUse("main.ts", {}, "left-pad")).toBe("nothing");
    write("bun.lock", `{ "lockfileVersion": 1, "workspaces": { "": { "name": "x" } }, "packages": { "${AWS}": ["left-pad@1.0.0"], "cdktf": ["cdktf@0.20.0"], "constructs": ["constructs@nothing"], } }`);
    expect(inUse("main.ts")).toBe("18.1.0 from package.json");
    expect(inUse("main.ts", {}, "cdktf")).toBe("0.20.0 from bun.lock");
  });

  it("is read in the encodings that editors and shells write", () => {
    write("requirements.txt", Buffer.from("\uFEFFcdktf-cdktf-provider-aws==18.1.0\r\n", "utf16le"));
    expect(inUse("main.py")).toBe("18.1.0 from requirements.txt");
    write("requirements.txt", "\uFEFFcdktf-cdktf-provider-aws==18.2.0\n");
    expect(inUse("main.py")).toBe("18.2.0 from requirements.txt");
    write("package.json", `\uFEFF${JSON.stringify({ dependencies: { [AWS]: "17.0.4" } })}`);
    expect(inUse("main.ts")).toBe("17.0.4 from package.json");
  });

  it.each(["venv/Lib/site-packages", "env/lib/python3.12/site-packages", ".env/lib/python3/site-packages", ".venv/lib/python3.9/site-packages"])("is found in %s", (folder) => {
    mkdirSync(join(root, folder, "cdktf_cdktf_provider_aws-18.1.0.dist-info"), { recursive: true });
    expect(inUse("stacks/main.py")).toBe("18.1.0 from site-packages");
  });

  it.each(["other/lib/python3.11/site-packages", ".venv/lib/ruby/site-packages", ".venv/lib/python3.11/other"])("is not found in %s", (folder) => {
    mkdirSync(join(root, folder, "cdktf_cdktf_provider_aws-18.1.0.dist-info"), { recursive: true });
    expect(inUse("stacks/main.py")).toBe(`${NEWEST} from newest known`);
  });

  it.each([
    ["cdktf-cdktf-provider-aws==18.1.0  # why", "18.1.0"],
    ["cdktf-cdktf-provider-aws [extra] ==18.1.0 ; python_version > '3'", "18.1.0"],
    ["cdktf-cdktf-provider-aws (==18.1.0)", "18.1.0"],
    ["cdktf-cdktf-provider-aws==18.1.0 --hash=sha256:00", "18.1.0"],
    ["cdktf-cdktf-provider-aws==18.1.0 \\\n  --hash=sha256:00", "18.1.0"],
    ["CDKTF_cdktf.provider--AWS==18.1.0", "18.1.0"],
    ["-r more.txt", "18.2.0"],
    ["--requirement=more.txt", "18.2.0"],
    ["--constraint more.txt", "18.2.0"],
    ["-cmore.txt", "18.2.0"],
    ["cdktf-cdktf-provider-aws==18.1.0\n-r more.txt", "18.1.0"],
    ["-r more.txt\ncdktf-cdktf-provider-aws==18.1.0", "18.1.0"],
  ])("is read as pip reads it: %j", (text, version) => {
    write("requirements.txt", `${text}\n`);
    write("more.txt", "cdktf-cdktf-provider-aws==18.2.0\n");
    expect(inUse("main.py")).toBe(`${version} from requirements.txt`);
  });
});
