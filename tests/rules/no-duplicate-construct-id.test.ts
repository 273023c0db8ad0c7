import { testRule } from "../support/lint.js";

const TS = `import { App, TerraformStack, TerraformOutput } from "cdktf"; import { Construct } from "constructs"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any;`;
const PY = `import cdktf_cdktf_provider_aws as aws\nfrom cdktf import App, TerraformStack, TerraformOutput\nfrom constructs import Construct\n`;

testRule("no-duplicate-construct-id", {
  typescript: {
    valid: [
      `${TS} new aws.vpc.Vpc(scope, "a"); new aws.vpc.Vpc(scope, "b");`,
      // Other scopes.
      `${TS} const app = new App(); const one = new TerraformStack(app, "one"); const two = new TerraformStack(app, "two"); new aws.vpc.Vpc(one, "v"); new aws.vpc.Vpc(two, "v");`,
      `${TS} const make = (id: string) => new TerraformStack(new App(), id); const a = make("a"); const b = make("b"); new aws.vpc.Vpc(a, "v"); new aws.vpc.Vpc(b, "v");`,
      // Loops, branches, computed ids.
      `${TS} for (const n of [1, 2]) { new aws.vpc.Vpc(scope, "v"); } new aws.vpc.Vpc(scope, \`v-\${anything}\`); new aws.vpc.Vpc(scope, anything);`,
      `${TS} if (anything) { new aws.vpc.Vpc(scope, "v"); } else { new aws.vpc.Vpc(scope, "v"); }`,
      `${TS} if (anything) { new aws.vpc.Vpc(scope, "v"); } new aws.vpc.Vpc(scope, "v");`,
      `${TS} const id = "v"; const v = anything ? new aws.vpc.Vpc(scope, "v") : new aws.vpc.Vpc(scope, "v"); anything && new aws.vpc.Vpc(scope, "v");`,
      // Other runs.
      `${TS} class S extends TerraformStack { one() { new aws.vpc.Vpc(this, "v"); } two() { new aws.vpc.Vpc(this, "v"); } }`,
      `${TS} declare function test(name: string, fn: () => void): void; const app = new App(); test("a", () => { new TerraformStack(app, "s"); }); test("b", () => { new TerraformStack(app, "s"); });`,
      `${TS} let s: any = new App(); new TerraformStack(s, "s"); s = new App(); new TerraformStack(s, "s");`,
      `${TS} new aws.vpc.Vpc(scope, "v"); scope.node.tryRemoveChild("v"); new aws.vpc.Vpc(scope, "v");`,
      // What a class of the project does with its arguments is its own business.
      `${TS} class Net extends Construct { constructor(parent: Construct, name: string) { super(parent, \`net-\${name}-\${anything}\`); } } new Net(scope, "a"); new Net(scope, "a");`,
    ],
    invalid: [
      `${TS}\nconst app = new App();\nnew aws.vpc.Vpc(app, "v");\nnew aws.subnet.Subnet(app, "v", { vpcId: "x" });`,
      `${TS}\nclass S extends TerraformStack { constructor(parent: Construct, id: string) { super(parent, id);\n  const vpc = new aws.vpc.Vpc(this, "v");\n  new TerraformOutput(this, "v", { value: vpc.id });\n} }`,
      `${TS}\nclass S extends TerraformStack { constructor(parent: Construct, id: string) { super(parent, id);\n  new aws.vpc.Vpc(this, "v"); this.more();\n}\n  private more() { new aws.vpc.Vpc(this, "v"); } }`,
      `${TS}\nclass S extends TerraformStack { constructor(parent: Construct, id: string) { super(parent, id); } }\nconst app = new App();\nnew S(app, "dev");\nnew S(app, "dev");`,
      `${TS}\nconst build = (stack: Construct) => {\n  new aws.vpc.Vpc(stack, "v");\n  new aws.vpc.Vpc(stack, "v");\n};`,
    ],
  },
  python: {
    valid: [
      `${PY}aws.vpc.Vpc(scope, "a")\naws.vpc.Vpc(scope, "b")`,
      `${PY}app = App()\none = TerraformStack(app, "one")\ntwo = TerraformStack(app, "two")\naws.vpc.Vpc(one, "v")\naws.vpc.Vpc(two, "v")`,
      `${PY}def make(id):\n    return TerraformStack(App(), id)\na = make("a")\nb = make("b")\naws.vpc.Vpc(a, "v")\naws.vpc.Vpc(b, "v")`,
      `${PY}app = App()\nfor n in range(2):\n    aws.vpc.Vpc(app, "v")\naws.vpc.Vpc(app, f"v-{n}")\naws.vpc.Vpc(app, name)`,
      `${PY}app = App()\nif condition:\n    aws.vpc.Vpc(app, "v")\nelse:\n    aws.vpc.Vpc(app, "v")`,
      `${PY}class S(TerraformStack):\n    def one(self):\n        aws.vpc.Vpc(self, "v")\n    def two(self):\n        aws.vpc.Vpc(self, "v")`,
      `${PY}s = App()\nTerraformStack(s, "s")\ns = App()\nTerraformStack(s, "s")`,
      `${PY}app = App()\ntry:\n    aws.vpc.Vpc(app, "v")\nexcept Exception:\n    pass\naws.vpc.Vpc(app, "v")`,
      `${PY}vpcs = [aws.vpc.Vpc(scope, "v") for scope in scopes]`,
      // Only one of the two is created.
      `${PY}app = App()\ncondition and aws.vpc.Vpc(app, "v")\ncondition or aws.subnet.Subnet(app, "v", vpc_id="x")`,
    ],
    invalid: [
      `${PY}app = App()\naws.vpc.Vpc(app, "v")\naws.subnet.Subnet(app, "v", vpc_id="x")`,
      `${PY}class S(TerraformStack):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n        vpc = aws.vpc.Vpc(self, "v")\n        TerraformOutput(self, "v", value=vpc.id)`,
      `${PY}class S(TerraformStack):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n        aws.vpc.Vpc(self, "v")\n        self._more()\n    def _more(self):\n        aws.vpc.Vpc(self, id_="v")`,
      `${PY}class S(TerraformStack):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n\napp = App()\nS(app, "dev")\nS(app, "dev")`,
    ],
  },
});
