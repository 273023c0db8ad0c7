/** What other files of the project say about the linted one. */
import { describe, expect, it } from "vitest";
import { testProject } from "./support/project.js";

const { lintIn } = testProject();

const NO_OUTPUTS = /creates resources but no `TerraformOutput`/u;

describe("stack outputs across files in typescript", () => {
  const stack = `import { TerraformStack } from "cdktf";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport class S extends TerraformStack { build() { new Vpc(this, "v"); } }\n`;

  it("are missed where no file has any", () => {
    expect(lintIn({ "package.json": "{}", "stack.ts": stack, "main.ts": `import { App } from "cdktf";\nimport { S } from "./stack";\nnew S(new App(), "s");\n` }, "stack.ts")).toMatch(NO_OUTPUTS);
  });

  it.each([
    ["the entry file", { "main.ts": `import { App, TerraformOutput } from "cdktf";\nimport { S } from "./stack";\nconst s = new S(new App(), "s");\nnew TerraformOutput(s, "o", { value: 1 });\n` }],
    ["a function that gets the stack", { "main.ts": `import { App } from "cdktf";\nimport { S } from "./stack";\nimport { outputs } from "./outputs";\noutputs(new S(new App(), "s"));\n`, "outputs.ts": `import { TerraformOutput } from "cdktf";\nexport const outputs = (scope: any) => { new TerraformOutput(scope, "o", { value: 1 }); };\n` }],
    ["a function that cannot be seen", { "main.ts": `import { App } from "cdktf";\nimport { S } from "./stack";\nimport { outputs } from "some-library";\noutputs(new S(new App(), "s"));\n` }],
    ["a derived class", { "derived.ts": `import { S } from "./stack";\nexport class T extends S {}\n` }],
    ["an entry file that imports through a barrel", { "index.ts": `export * from "./stack";\n`, "main.ts": `import { App, TerraformOutput } from "cdktf";\nimport { S } from ".";\nconst s = new S(new App(), "s");\nnew TerraformOutput(s, "o", { value: 1 });\n` }],
  ])("are found in %s", (_, more) => {
    expect(lintIn({ "package.json": "{}", "stack.ts": stack, ...more }, "stack.ts")).toBe("");
  });

  it.each([
    ["its own file", { "stack.ts": `${stack}export const s = new S(new App(), "s");\n`.replace("TerraformStack }", "App, TerraformStack }"), "outputs.ts": `import { TerraformOutput } from "cdktf";\nimport { s } from "./stack";\nnew TerraformOutput(s, "o", { value: 1 });\n` }],
    ["the entry file", { "stack.ts": stack, "main.ts": `import { App } from "cdktf";\nimport { S } from "./stack";\nexport const s = new S(new App(), "s");\n`, "outputs.ts": `import { TerraformOutput } from "cdktf";\nimport * as main from "./main";\nnew TerraformOutput(main.s, "o", { value: 1 });\n` }],
  ])("are not missed where another file imports the very stack from %s", (_, files) => {
    expect(lintIn({ "package.json": "{}", ...files }, "stack.ts")).toBe("");
  });

  it("are not missed where a barrel hands the very stack on", () => {
    const files = { "package.json": "{}", "stack.ts": stack, "main.ts": `import { App } from "cdktf";\nimport { S } from "./stack";\nexport const s = new S(new App(), "s");\n` };
    expect(lintIn({ ...files, "index.ts": `export { s as network } from "./main";\n` }, "stack.ts")).toBe("");
    expect(lintIn({ ...files, "barrel.ts": `export * from "./main";\n`, "outputs.ts": `import { s } from "./barrel";\ns.toString();\n` }, "stack.ts")).toBe("");
  });

  it("are missed where the stack is exported and nobody imports it", () => {
    const files = { "package.json": "{}", "stack.ts": stack, "main.ts": `import { App } from "cdktf";\nimport { S } from "./stack";\nexport const s = new S(new App(), "s");\n` };
    const others = (count: number): Record<string, string> => Object.fromEntries(Array.from({ length: count }, (_, n) => [`other${n}.ts`, "export const s = 1;\n"]));
    expect(lintIn({ ...files, ...others(49) }, "stack.ts")).toMatch(NO_OUTPUTS);
    // More are not looked through.
    expect(lintIn({ ...files, ...others(50) }, "stack.ts")).toBe("");
  });

  it.each([
    ["a base class", `import { Base } from "./base.js";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport class S extends Base { build() { new Vpc(this, "v"); } }\n`, `import { TerraformOutput, TerraformStack } from "cdktf";\nexport abstract class Base extends TerraformStack { out() { new TerraformOutput(this, "o", { value: 1 }); } }\n`],
    ["a construct", `import { TerraformStack } from "cdktf";\nimport { Network } from "./base";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport class S extends TerraformStack { build() { new Vpc(this, "v"); new Network(this, "n"); } }\n`, `import { TerraformOutput } from "cdktf";\nimport { Construct } from "constructs";\nexport class Network extends Construct { constructor(scope: Construct, id: string) { super(scope, id); new TerraformOutput(this, "o", { value: 1 }); } }\n`],
  ])("are found in %s next door", (_, text, base) => {
    expect(lintIn({ "package.json": "{}", "stack.ts": text, "base.ts": base }, "stack.ts")).toBe("");
  });

  it("are missed where the construct next door has none", () => {
    const files = {
      "package.json": "{}",
      "stack.ts": `import { TerraformStack } from "cdktf";\nimport { Network } from "./network";\nexport class S extends TerraformStack { build() { new Network(this, "n"); } }\n`,
      "network.ts": `import { Construct } from "constructs";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport class Network extends Construct { constructor(scope: Construct, id: string) { super(scope, id); new Vpc(this, "v"); } }\n`,
    };
    expect(lintIn(files, "stack.ts")).toMatch(NO_OUTPUTS);
  });
});

describe("stack outputs across files in python", () => {
  const stack = `from cdktf import TerraformStack\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\n\n\nclass S(TerraformStack):\n    def build(self):\n        Vpc(self, "v")\n`;

  it("are missed where no file has any", () => {
    const files = { "cdktf.json": "{}", "stacks/__init__.py": "", "stacks/stack.py": stack, "main.py": `from cdktf import App\nfrom stacks.stack import S\nS(App(), "s")\n`, "tests/test_stack.py": `from cdktf import Testing\nfrom stacks.stack import S\n\n\ndef test_it():\n    stack = S(Testing.app(), "s")\n    assert stack is not None\n    assert "x" in Testing.synth(stack)\n` };
    expect(lintIn(files, "stacks/stack.py")).toMatch(NO_OUTPUTS);
  });

  it.each([
    ["the entry file", { "main.py": `from cdktf import App, TerraformOutput\nfrom stacks.stack import S\ns = S(App(), "s")\nTerraformOutput(s, "o", value=1)\n` }],
    ["the entry file by the package", { "stacks/__init__.py": "from .stack import S\n", "main.py": `from cdktf import App, TerraformOutput\nimport stacks\ns = stacks.S(App(), "s")\nTerraformOutput(s, "o", value=1)\n` }],
    ["a file that imports the very stack", { "main.py": `from cdktf import App\nfrom stacks.stack import S\ns = S(App(), "s")\n`, "outputs.py": `from cdktf import TerraformOutput\nfrom main import s\nTerraformOutput(s, "o", value=1)\n` }],
    ["a derived class", { "stacks/derived.py": `from .stack import S\n\n\nclass T(S):\n    pass\n` }],
  ])("are found in %s", (_, more) => {
    expect(lintIn({ "cdktf.json": "{}", "stacks/__init__.py": "", "stacks/stack.py": stack, ...more }, "stacks/stack.py")).toBe("");
  });

  it("are missed where another file has a variable of the same name, and the class from there", () => {
    const files = { "cdktf.json": "{}", "main.py": stack.replace("import TerraformStack", "import App, TerraformStack") + `\n\nstack = S(App(), "s")\n`, "test_main.py": `from cdktf import Testing\nfrom main import S\n\n\ndef test_it():\n    stack = S(Testing.app(), "s")\n    assert "x" in Testing.synth(stack)\n` };
    expect(lintIn(files, "main.py")).toMatch(NO_OUTPUTS);
  });

  it.each([
    ["a relative import", "from .base import Base"],
    ["an absolute import", "from stacks.base import Base"],
    ["a star import", "from .base import *"],
  ])("are found in a base class by %s", (_, statement) => {
    const files = {
      "cdktf.json": "{}",
      "stacks/__init__.py": "",
      "stacks/base.py": `from cdktf import TerraformOutput, TerraformStack\n\n\nclass Base(TerraformStack):\n    def out(self):\n        TerraformOutput(self, "o", value=1)\n`,
      "stacks/stack.py": `${statement}\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\n\n\nclass S(Base):\n    def build(self):\n        Vpc(self, "v")\n`,
    };
    expect(lintIn(files, "stacks/stack.py")).toBe("");
  });
});

describe("a version whose schema is not known", () => {
  const lock = JSON.stringify({ lockfileVersion: 3, packages: { "node_modules/@cdktf/provider-aws": { version: "99.0.0" }, "node_modules/constructs": { version: "10.3.0" } } });

  it("is judged by what no known version allows, and the rules about structure go on", () => {
    const files = {
      "package-lock.json": lock,
      "stack.ts": `import { TerraformStack } from "cdktf";\nimport { Nope, Vpc } from "@cdktf/provider-aws/lib/vpc";\nimport { RouteTable } from "@cdktf/provider-aws/lib/route-table";\nimport { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";\nimport { OpsworksStack } from "@cdktf/provider-aws/lib/opsworks-stack";\nexport class S extends TerraformStack { build() { new Vpc(this, "v", { nope: 1, cidrBlock: 2, enableClassiclink: true }); new RouteTable(this, "r", { route: [{ cidrBlock: "x" }] }); new ElasticacheReplicationGroup(this, "g", { replicationGroupId: "g", atRestEncryptionEnabled: true, replicationGroupDescription: "x", numCacheClusters: "2" }); } }\n`,
    };
    expect(lintIn(files, "stack.ts")).toMatchSnapshot();
  });

  it("of constructs or cdktf does not keep the provider from being checked", () => {
    const files = {
      "package-lock.json": JSON.stringify({ lockfileVersion: 3, packages: { "node_modules/constructs": { version: "10.3.0" }, "node_modules/cdktf": { version: "0.20.8" }, "node_modules/@cdktf/provider-aws": { version: "21.22.1" } } }),
      "stack.ts": `import { Vpc } from "@cdktf/provider-aws/lib/vpc";\nimport { Nope } from "cdktf";\nexport const build = (scope: any) => new Vpc(scope, "v", { nope: 1, lifecycle: { preventDestroy: true, unheardOf: 1 } });\n`,
    };
    expect(lintIn(files, "stack.ts")).toMatchSnapshot();
  });
});

describe("values from next door", () => {
  it("are followed in typescript: barrels, constants and helpers", () => {
    const files = {
      "package.json": "{}",
      "aws.ts": `export { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport * as aws from "@cdktf/provider-aws";\n`,
      "config.ts": `export const CIDR = 10;\nexport const vpcConfig = { cidrBlock: CIDR };\nexport const name = () => "x";\n`,
      "stack.ts": `import { aws, Vpc } from "./aws";\nimport { CIDR, name, vpcConfig } from "./config";\nexport const build = (scope: any) => {\n  new Vpc(scope, "a", { cidrBlock: CIDR });\n  new aws.vpc.Vpc(scope, "b", vpcConfig);\n  new Vpc(scope, "c", { cidrBlock: name() });\n};\n`,
    };
    expect(lintIn(files, "stack.ts")).toMatchSnapshot();
  });

  it("are followed in python: modules, constants and helpers", () => {
    const files = {
      "requirements.txt": "",
      "aws.py": `from cdktf_cdktf_provider_aws.vpc import Vpc\nimport cdktf_cdktf_provider_aws as provider\n`,
      "config.py": `CIDR = 10\nOPTIONS = {"cidr_block": CIDR, "nope": 1}\n\n\ndef name():\n    return "x"\n`,
      "stack.py": `import config\nfrom aws import Vpc, provider\nfrom config import CIDR, OPTIONS\n\nVpc(scope, "a", cidr_block=CIDR)\nprovider.vpc.Vpc(scope, "b", **OPTIONS)\nVpc(scope, "c", cidr_block=config.name())\nVpc(scope, "d", cidr_block=config.CIDR)\n`,
    };
    expect(lintIn(files, "stack.py")).toMatchSnapshot();
  });

  it("are everybody's: surplus keys of shared objects, lists and results are left alone in typescript", () => {
    const files = {
      "package.json": "{}",
      "stack.ts": [
        `import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";`,
        `const rules = [{ fromPort: 1, toPort: 1, protocol: "tcp", note: "x" }];`,
        `const base = { name: "a", timeouts: { create: "1m", note: "x" }, note: "x" };`,
        `const options = () => ({ name: "b", note: "x" });`,
        `export const build = (scope: any) => {`,
        `  new SecurityGroup(scope, "a", { ingress: rules, egress: rules });`,
        `  new SecurityGroup(scope, "b", base);`,
        `  new SecurityGroup(scope, "c", { ...options() });`,
        `  console.log(base.note);`,
        `};`,
      ].join("\n"),
    };
    expect(lintIn(files, "stack.ts")).toBe("");
  });

  it("give the same for a class with two ways to its base, whether it is read or known by its outline", () => {
    const files = {
      "cdktf.json": "{}",
      "stacks.py": "from cdktf import TerraformStack\nfrom bases import A, B\n\n\nclass S(A, B):\n    pass\n\n\nclass T(A):\n    pass\n",
      "bases.py": "from cdktf import TerraformStack\nfrom roots import B\n\n\nclass A(B):\n    pass\n",
      "roots.py": "from cdktf import TerraformStack\n\n\nclass B(TerraformStack):\n    pass\n",
    };
    const twice = (name: string): string => `from cdktf import App\nfrom stacks import ${name}\napp = App()\n${name}(app, "x")\n${name}(app, "x")\n`;
    expect(lintIn({ ...files, "main.py": twice("S") }, "main.py")).toBe("");
    expect(lintIn({ ...files, "main.py": twice("T") }, "main.py")).toContain("There is already a construct `x`");
  });

  it("are unknown where files import each other in a circle, or cannot be parsed", () => {
    const files = {
      "package.json": "{}",
      "a.ts": `import { b } from "./b";\nimport { broken } from "./broken";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport const a = b;\nexport const build = (scope: any) => [new Vpc(scope, "a", { cidrBlock: a }), new Vpc(scope, "b", broken)];\n`,
      "b.ts": `export { a as b } from "./a";\nexport * from "./a";\n`,
      "broken.ts": `export const broken = {{{\n`,
    };
    expect(lintIn(files, "a.ts")).toBe("");
  });
});

describe("classes of the provider", () => {
  const stack = `import "./augment";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport const build = (scope: any) => new Vpc(scope, "v").linkage;\n`;

  it("may get members from another file of the project", () => {
    const augment = `declare module "@cdktf/provider-aws/lib/vpc" { interface Vpc { linkage: string } }\nexport {};\n`;
    expect(lintIn({ "package.json": "{}", "augment.ts": augment, "stack.ts": stack }, "stack.ts")).toBe("");
  });

  it("have none that nobody adds", () => {
    expect(lintIn({ "package.json": "{}", "augment.ts": "export {};\n", "stack.ts": stack }, "stack.ts")).toContain("`linkage` is not an attribute or method of `Vpc`");
  });
});

describe("a file without a trace of CDKTF", () => {
  it.each(["typescript", "python"])("is read if it imports from one that has it, in %s", (language) => {
    const files: Record<string, string> =
      language === "python"
        ? { "requirements.txt": "", "aws.py": "from cdktf_cdktf_provider_aws.vpc import Vpc\n", "barrel.py": "from aws import Vpc\n", "stack.py": 'from barrel import Vpc\n\nVpc(scope, "v", nope=1)\n' }
        : { "package.json": "{}", "aws.ts": `export { Vpc } from "@cdktf/provider-aws/lib/vpc";\n`, "barrel.ts": `export * from "./aws";\n`, "stack.ts": `import { Vpc } from "./barrel";\nexport const build = (scope: any) => new Vpc(scope, "v", { nope: 1 });\n` };
    expect(lintIn(files, language === "python" ? "stack.py" : "stack.ts")).toContain("`nope` is not an argument of `Vpc`");
  });
});
