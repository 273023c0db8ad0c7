/**
 * What other files get from the outline of one alone. The file itself is broken here: whatever is found did not need it,
 * and whatever needs it finds nothing.
 */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { frontEndOf } from "../../src/languages/front-ends.js";
import { lookUp, type Outline, outlineOf, readOutline } from "../../src/model/outline.js";
import { learnOutlines } from "../../src/project/kept-files.js";
import { testProject } from "../support/project.js";

const project = testProject();

function outline(code: string, name: string): Outline | undefined {
  const model = frontEndOf(name.endsWith(".py") ? "python" : "ecmascript").parse(code, `/app/${name}`)?.(`/app/${name}`);
  return model && outlineOf(model);
}

/** Findings in a file whose neighbours are known by their outlines only. */
function found(main: string, linted: string, others: Readonly<Record<string, string>>): string {
  const broken = Object.fromEntries(Object.keys(others).map((name) => [name, "(((\n"]));
  const files = { "package.json": "{}", [linted]: main, ...broken };
  project.write(files);
  learnOutlines(Object.entries(others).map(([name, code]) => ({ path: join(project.root, name), outline: outline(code, name)! })));
  return project.lintOnce(files, linted);
}

const BASE = 'import { Construct } from "constructs";\nimport { TerraformStack } from "cdktf";\n';
const PYTHON_BASE = "from constructs import Construct\nfrom cdktf import TerraformStack\n";

describe("a class of which no more than the outline is known", () => {
  const twice = (imports: string, name = "Network"): string => `import { App } from "cdktf";\n${imports}\nconst app = new App();\nnew ${name}(app, "n");\nnew ${name}(app, "n");\n`;
  const pythonTwice = (imports: string, name = "Network"): string => `from cdktf import App\n${imports}\napp = App()\n${name}(app, "n")\n${name}(app, "n")\n`;
  const duplicate = (line: number): string => `${line}:18 cdktf/no-duplicate-construct-id\n| new Network(app, "n");\n|                  ^^^\nThere is already a construct \`n\` in this scope, the \`Network\` of line ${line - 1}, so creating this one fails; give it another id.`;

  it.each<[string, string, Record<string, string>]>([
    ["a stack", 'import { Network } from "./network";', { "network.ts": `${BASE}export class Network extends TerraformStack {}\n` }],
    ["a default export", 'import Network from "./network";', { "network.ts": `${BASE}export default class Network extends TerraformStack {}\n` }],
    ["a default export by name", 'import Network from "./network";', { "network.ts": `${BASE}class Network extends TerraformStack {}\nexport default Network;\n` }],
    ["a class in a constant", 'import { Network } from "./network";', { "network.ts": `${BASE}export const Network = class Network extends TerraformStack {};\n` }],
    ["a base in a namespace", 'import { Network } from "./network";', { "network.ts": 'import * as cdktf from "cdktf";\nexport class Network extends cdktf.TerraformStack {}\n' }],
    ["a constructor that hands on", 'import { Network } from "./network";', { "network.ts": `${BASE}export class Network extends Construct { constructor(s: Construct, name: string, size: number) { super(s, name); } }\n` }],
    ["a base of another file", 'import { Network } from "./network";', { "network.ts": 'import { Base } from "./base";\nexport class Network extends Base {}\n', "base.ts": `${BASE}export class Base extends TerraformStack {}\n` }],
    ["another name of a namespace", 'import * as stacks from "./network";\nconst { Network } = stacks;', { "network.ts": `${BASE}export class Network extends TerraformStack {}\n` }],
  ])("is compared by its ids in TypeScript: %s", (_, imports, others) => {
    expect(found(twice(imports), "main.ts", others)).toBe(duplicate(imports.includes("\n") ? 6 : 5));
  });

  it.each<[string, string, Record<string, string>]>([
    ["a stack", "from network import Network", { "network.py": `${PYTHON_BASE}class Network(TerraformStack):\n    pass\n` }],
    ["a base in a namespace", "from network import Network", { "network.py": "import cdktf\nclass Network(cdktf.TerraformStack):\n    pass\n" }],
    ["a constructor that hands on", "from network import Network", { "network.py": `${PYTHON_BASE}class Network(Construct):\n    def __init__(self, scope, id, size):\n        super().__init__(scope, id)\n` }],
    ["a base of another file", "from network import Network", { "network.py": "from base import Base\nclass Network(Base):\n    pass\n", "base.py": `${PYTHON_BASE}class Base(TerraformStack):\n    pass\n` }],
    ["everything of a module", "from network import *", { "network.py": `${PYTHON_BASE}class Network(TerraformStack):\n    pass\n` }],
  ])("is compared by its ids in Python: %s", (_, imports, others) => {
    expect(found(pythonTwice(imports), "main.py", others)).toContain("There is already a construct `n` in this scope, the `Network` of line 4");
  });

  it.each<[string, string]>([
    ["it is decorated", `${BASE}@frozen\nexport class Network extends TerraformStack {}\n`],
    ["its constructor makes another id", `${BASE}export class Network extends Construct { constructor(s: Construct, id: string) { super(s, id + "-network"); } }\n`],
    ["its base is of a library", 'import { Base } from "some-library";\nexport class Network extends Base {}\n'],
    ["it extends nothing", "export class Network {}\n"],
    ["its base is made", `${BASE}export class Network extends mixed(TerraformStack) {}\n`],
    ["it is a constant of another kind", `${BASE}class N extends TerraformStack {}\nexport const Network = pick(N);\n`],
  ])("is not compared where %s", (_, code) => {
    expect(found(twice('import { Network } from "./network";'), "main.ts", { "network.ts": code })).toBe("");
  });

  it("is a construct where a string is wanted, and an unknown thing where more is asked of it", () => {
    const main = 'import { App } from "cdktf";\nimport { Subnet } from "@cdktf/provider-aws/lib/subnet";\nimport { Network } from "./network";\nconst network = new Network(new App(), "n");\nnew Subnet(network, "a", { vpcId: network });\nnew Subnet(network, "b", { vpcId: network.vpc.nope });\nnew Subnet(network.part, "c", { vpcId: network.id() });\n';
    const others = { "network.ts": `${BASE}import { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport class Network extends TerraformStack { vpc = new Vpc(this, "v", {}); part = {}; id() { return this.vpc; } }\n` };
    expect(found(main, "main.ts", others)).toBe('5:28 cdktf/valid-property-type\n| new Subnet(network, "a", { vpcId: network });\n|                            ^^^^^\n`vpcId` of `Subnet` takes a string in provider-aws 21.22.1, not the construct `Network`.');
  });

  it("is read when it has changed since", () => {
    const files = { "package.json": "{}", "main.ts": twice('import { Network } from "./network";'), "network.ts": "export class Network {}\n" };
    project.write(files);
    learnOutlines([{ path: join(project.root, "network.ts"), outline: outline(`${BASE}export class Network extends TerraformStack {}\n`, "network.ts")!, stamp: "0 0" }]);
    expect(project.lintOnce(files, "main.ts")).toBe("");
  });
});

describe("an outline", () => {
  it("has the classes, what else there is a name for, and whether that is all", () => {
    const code = 'import { TerraformStack } from "cdktf";\nimport Base, { Other as O } from "./base";\nexport class A extends TerraformStack {}\nexport class B extends Base {}\nexport class C extends O.Inner {}\nexport class D extends A {}\nexport const size = 3;\nexport type Props = {};\n';
    const known = outline(code, "stack.ts")!;
    expect(known.classes.map(([name, { bases }]) => [name, ...bases.map(({ module, imported, path }) => [module, imported, ...path].join(" "))])).toEqual([["A", "cdktf TerraformStack"], ["B", "./base default"], ["C", "./base Other Inner"]]);
    expect(["A", "D", "size", "nothing", "__proto__", "constructor"].map((name) => [name, typeof lookUp(known, name) === "object" ? "class" : lookUp(known, name)])).toEqual([["A", "class"], ["D", "other"], ["size", "other"], ["nothing", "nothing"], ["__proto__", "nothing"], ["constructor", "nothing"]]);
  });

  it.each([
    ["a barrel", 'export * from "./stack";\n', "index.ts"],
    ["a star", "from stack import *\n", "stacks.py"],
    ["a package", "", "stacks/__init__.py"],
  ])("leaves open what comes from elsewhere: %s", (_, code, name) => {
    expect(lookUp(outline(code, name)!, "Network")).toBe("other");
  });

  it("has names that stand for something else in a name's place", () => {
    const known = outline(`${BASE}class __proto__ extends TerraformStack {}\nexport { __proto__, __proto__ as constructor };\n`, "stack.ts")!;
    expect(known.classes.map(([name]) => name)).toEqual(["__proto__", "constructor"]);
  });

  it("is not made where a test may put something in a module's place", () => {
    expect(outline('jest.mock("cdktf");\nexport class A {}\n', "a.test.ts")).toBeUndefined();
  });

  it("is not taken from a class that may be another one, or has a base that the file does not import as it is", () => {
    const classes = (code: string, name: string): readonly string[] => outline(code, name)!.classes.map(([exported]) => exported);
    expect(classes(`${PYTHON_BASE}if x:\n    class A(TerraformStack):\n        pass\nelse:\n    class A(Construct):\n        pass\n`, "a.py")).toEqual([]);
    expect(classes("try:\n    from cdktf import TerraformStack as Base\nexcept ImportError:\n    from cdktn import TerraformStack as Base\nclass A(Base):\n    pass\n", "a.py")).toEqual([]);
    expect(classes("import lib.stacks\nclass A(lib.stacks.Base):\n    pass\n", "a.py")).toEqual([]);
    expect(classes("class A(object):\n    pass\n", "a.py")).toEqual([]);
  });

  it("comes back from a file as it was, and anything else does not", () => {
    const known = outline(`${BASE}export class A extends TerraformStack { constructor(s: Construct, id: string) { super(s, id); } }\nexport const b = 1;\n`, "a.ts")!;
    const read = JSON.parse(JSON.stringify(known)) as Outline;
    expect(readOutline(read)).toEqual(known);
    const [, cls] = read.classes[0]!;
    const others: unknown[] = [
      undefined, null, 1, "", [], {}, { ...read, classes: {} }, { ...read, others: [1] }, { ...read, isWhole: 1 }, { ...read, classes: [["A"]] }, { ...read, classes: [[1, cls]] }, { ...read, classes: [["A", null]] },
      ...[{ name: 1 }, { isDecorated: "no" }, { passesOn: "yes" }, { bases: {} }, { bases: [null] }, { bases: [{ ...cls.bases[0], module: 1 }] }, { bases: [{ ...cls.bases[0], imported: undefined }] }, { bases: [{ ...cls.bases[0], path: [1] }] }, { bases: [{ ...cls.bases[0], isAbc: null }] }].map((change) => ({ ...read, classes: [["A", { ...cls, ...change }]] })),
    ];
    for (const other of others) expect(readOutline(other), JSON.stringify(other)).toBeUndefined();
  });
});
