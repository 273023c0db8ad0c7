/** A file that creates all stacks: what it says of them is the same, whoever has read them, in whichever order. */
import { readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import { cli, folderWith, runNode } from "./run-cli.js";

const COUNTED = join(import.meta.dirname, "../support/counted-work.mjs");
const UNBUNDLED = join(import.meta.dirname, "../support/unbundled.mjs");
/** More than are kept as a whole. */
const STACKS = 130;
const each = (text: (n: number) => string): string => Array.from({ length: STACKS }, (_, n) => text(n)).join("");

const TYPESCRIPT = {
  "package.json": "{}",
  // Comes first by its name, creates two constructs with one id, and reads an attribute that is not there.
  "main.ts": `import { App } from "cdktf";\nimport { Subnet } from "@cdktf/provider-aws/lib/subnet";\n${each((n) => `import { Stack${n} } from "./stacks/stack${n}";\n`)}const app = new App();\n${each((n) => `const s${n} = new Stack${n}(app, "stack-${n}");\n`)}new Stack3(app, "stack-2");\nnew Subnet(s5, "s", { vpcId: s7.vpc.nope });\nnew Subnet(s5, "t", { vpcId: s120.vpc.nope });\napp.synth();\n`,
  ...Object.fromEntries(Array.from({ length: STACKS }, (_, n) => [`stacks/stack${n}.ts`, `import { TerraformOutput, TerraformStack } from "cdktf";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nimport { Construct } from "constructs";\nexport class Stack${n} extends TerraformStack {\n  readonly vpc: Vpc;\n  constructor(scope: Construct, id: string) {\n    super(scope, id);\n    this.vpc = new Vpc(this, "v", { cidrBlock: "10.0.0.0/16" });\n    new TerraformOutput(this, "o", { value: this.vpc.id });\n  }\n}\n`])),
};
const PYTHON = {
  "requirements.txt": "",
  "main.py": `from cdktf import App\nfrom cdktf_cdktf_provider_aws.subnet import Subnet\n${each((n) => `from stacks.stack${n} import Stack${n}\n`)}app = App()\n${each((n) => `s${n} = Stack${n}(app, "stack-${n}")\n`)}Stack3(app, "stack-2")\nSubnet(s5, "s", vpc_id=s7.vpc.nope)\nSubnet(s5, "t", vpc_id=s120.vpc.nope)\napp.synth()\n`,
  ...Object.fromEntries(Array.from({ length: STACKS }, (_, n) => [`stacks/stack${n}.py`, `from cdktf import TerraformOutput, TerraformStack\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\n\n\nclass Stack${n}(TerraformStack):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n        self.vpc = Vpc(self, "v", cidr_block="10.0.0.0/16")\n        TerraformOutput(self, "o", value=self.vpc.id)\n`])),
};

function shown(stdout: string, root: string): string[] {
  return (JSON.parse(stdout) as ESLint.LintResult[]).flatMap(({ filePath, messages }) => messages.map(({ line, ruleId }) => `${relative(root, filePath)}:${line} ${ruleId}`));
}

describe.each([["TypeScript", TYPESCRIPT, "main.ts", 4], ["Python", PYTHON, "main.py", 4]] as const)("an entry file in %s", (_, files, main, extra) => {
  const first = 2 * STACKS + extra;
  const expected = [`${main}:${first} cdktf/no-duplicate-construct-id`, `${main}:${first + 1} cdktf/no-unknown-attribute`, `${main}:${first + 2} cdktf/no-unknown-attribute`];

  it("has the same findings with threads", async () => {
    const root = folderWith(files);
    const plain = await cli(root, ["--format", "json"]);
    expect(shown(plain.stdout, root)).toEqual(expected);
    for (const threads of ["2", "3"]) expect(await cli(root, ["--format", "json", "--concurrency", threads])).toEqual(plain);
  });

  it("is read again alone when it alone has changed, with --cache", async () => {
    const root = folderWith(files);
    const past = new Date(Date.now() - 60_000);
    for (const name of Object.keys(files)) utimesSync(join(root, name), past, past);
    const cached = ["--format", "json", "--cache", "--cache-location", "findings.json"];
    const before = await cli(root, cached);
    expect(shown(before.stdout, root)).toEqual(expected);
    writeFileSync(join(root, main), `${readFileSync(join(root, main), "utf8")}\n`);
    const { stdout } = await runNode(COUNTED, root, [UNBUNDLED, ...cached, "-o", "report.json"]);
    const { parsed, lowered } = JSON.parse(stdout) as { parsed: number; lowered: number };
    // The entry file, and the two of which more is asked than an outline tells.
    expect({ parsed, lowered }).toEqual({ parsed: 3, lowered: 3 });
    expect(shown(readFileSync(join(root, "report.json"), "utf8"), root)).toEqual(expected);
  });
});
