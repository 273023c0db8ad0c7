import { testRule } from "../support/lint.js";

const TS = `import { Construct } from "constructs";
import { App, TerraformOutput, TerraformStack, Testing } from "cdktf";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
`;
const PY = `from abc import ABC, abstractmethod
from constructs import Construct
from cdktf import App, TerraformOutput, TerraformStack, Testing
from cdktf_cdktf_provider_aws.vpc import Vpc
`;

testRule("require-stack-outputs", {
  typescript: {
    valid: [
      `${TS}class S extends TerraformStack { constructor(scope: Construct, id: string) { super(scope, id); const vpc = new Vpc(this, "v"); new TerraformOutput(this, "o", { value: vpc.id }); } }`,
      // Nothing to hand out.
      `${TS}class S extends TerraformStack { constructor(scope: Construct, id: string) { super(scope, id); } }`,
      `${TS}abstract class S extends TerraformStack { build() { new Vpc(this, "v"); } }`,
      `${TS}class Base extends TerraformStack { build() { new Vpc(this, "v"); } } class S extends Base { more() { new TerraformOutput(this, "o", { value: 1 }); } }`,
      `${TS}abstract class Base extends TerraformStack { out() { new TerraformOutput(this, "o", { value: 1 }); } } class S extends Base { build() { new Vpc(this, "v"); } }`,
      `${TS}class S extends TerraformStack { build() { new Vpc(this, "v"); this.outputs(); } private outputs() { [1].forEach((n) => new TerraformOutput(this, "o" + n, { value: n })); } }`,
      `${TS}function outputs(scope: Construct) { new TerraformOutput(scope, "o", { value: 1 }); } class S extends TerraformStack { build() { new Vpc(this, "v"); outputs(this); } }`,
      `${TS}class Network extends Construct { constructor(scope: Construct, id: string) { super(scope, id); new Vpc(this, "v"); new TerraformOutput(this, "o", { value: 1 }); } } class S extends TerraformStack { build() { new Network(this, "n"); } }`,
      `${TS}class S extends TerraformStack { build() { new Vpc(this, "v"); } } const s = new S(new App(), "s"); new TerraformOutput(s, "o", { value: 1 });`,
      `${TS}import { Network } from "./network"; class S extends TerraformStack { build() { new Vpc(this, "v"); new Network(this, "n"); } }`,
      `${TS}import { addOutputs } from "some-library"; class S extends TerraformStack { build() { new Vpc(this, "v"); addOutputs(this); } }`,
      `${TS}import { Base } from "./base"; class S extends Base { build() { new Vpc(this, "v"); } }`,
      `${TS}class S extends TerraformStack { build() { new Vpc(this, "v"); this.addOverride("output.id", { value: "x" }); } }`,
      `${TS}const stack = new TerraformStack(new App(), "s"); const vpc = new Vpc(stack, "v"); new TerraformOutput(stack, "o", { value: vpc.id });`,
      `${TS}const stack = new TerraformStack(Testing.app(), "s"); new Vpc(stack, "v");`,
      { code: `${TS}class LegacyStack extends TerraformStack { build() { new Vpc(this, "v"); } }`, rule: { ignore: ["^Network", "^Legacy.*Stack$"] } },
      { code: `${TS}abstract class BootstrapStack extends TerraformStack {}\nclass A extends BootstrapStack { build() { new Vpc(this, "v"); } }`, rule: { ignore: ["^Bootstrap"] } },
      { code: `${TS}function publish(name: string, value: string) { return name + value; }\nclass A extends TerraformStack { build() { const vpc = new Vpc(this, "v"); publish("id", vpc.id); } }`, rule: { outputs: ["publish"] } },
      { code: `${TS}class A extends TerraformStack { build() { new Vpc(this, "v"); new Vpc(this, "w"); } }`, rule: { outputs: ["Vpc"] } },
    ],
    invalid: [
      `${TS}export class StreamingStack extends TerraformStack {\n  constructor(scope: Construct, id: string) {\n    super(scope, id);\n    new Vpc(this, "v");\n  }\n}`,
      `${TS}class Base extends TerraformStack {}\nclass S extends Base { build() { this.network(); } private network() { new Vpc(this, "v"); } }`,
      `${TS}class Network extends Construct { constructor(scope: Construct, id: string) { super(scope, id); new Vpc(this, "v"); } }\nclass S extends TerraformStack { build() { new Network(this, "n"); } }\nconst s = new S(new App(), "s"); expect(Testing.synth(s)).toContain("x");`,
      `${TS}export default class extends TerraformStack { build() { new Vpc(this, "v"); } }`,
      `${TS}const stack = new TerraformStack(new App(), "s");\nnew Vpc(stack, "v");`,
      `import { Construct } from "constructs";\nimport { TerraformStack } from "cdktf";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nimport { Lb } from "@cdktf/provider-aws/lib/lb";\nexport class S extends TerraformStack {\n  private readonly lb: Lb;\n  constructor(scope: Construct, id: string) {\n    super(scope, id);\n    const vpc = new Vpc(this, "vpc");\n    this.lb = new Lb(this, "lb");\n    if (vpc) { const inner = new Vpc(this, "inner"); }\n  }\n}`,
      { code: `${TS}function publish(name: string, value: string) { return name + value; }\nclass A extends TerraformStack { build() { const vpc = new Vpc(this, "v"); publish("id", vpc.id); } }`, rule: { outputs: ["exported"], ignore: ["^Terraform$"] } },
      { code: `${TS}class LegacyStack extends TerraformStack { build() { new Vpc(this, "v"); } }\nclass NewLegacyStack extends TerraformStack { build() { new Vpc(this, "v"); } }`, rule: { ignore: ["^Legacy"] } },
      // What a test hands a stack to only looks at it.
      ...["stack.test.ts", "stack.spec.ts", "src/tests/stack.ts", "src/__tests__/stack.ts"].map((filename) => ({ filename, code: `${TS}import { check } from "some-library";\nclass S extends TerraformStack { build() { new Vpc(this, "v"); } }\ncheck(new S(new App(), "s"));` })),
    ],
  },
  python: {
    valid: [
      `${PY}class S(TerraformStack):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n        vpc = Vpc(self, "v")\n        TerraformOutput(self, "o", value=vpc.id)`,
      `${PY}class S(TerraformStack):\n    pass`,
      `${PY}class S(TerraformStack, ABC):\n    def build(self):\n        Vpc(self, "v")`,
      `${PY}class S(TerraformStack):\n    def build(self):\n        Vpc(self, "v")\n    @abstractmethod\n    def more(self): ...`,
      `${PY}class Base(TerraformStack):\n    def build(self):\n        Vpc(self, "v")\nclass S(Base):\n    def more(self):\n        TerraformOutput(self, "o", value=1)`,
      `${PY}class S(TerraformStack):\n    def build(self):\n        Vpc(self, "v")\n        self._outputs()\n    def _outputs(self):\n        for name in ["a"]:\n            TerraformOutput(self, name, value=1)`,
      `${PY}def outputs(scope):\n    TerraformOutput(scope, "o", value=1)\nclass S(TerraformStack):\n    def build(self):\n        Vpc(self, "v")\n        outputs(self)`,
      `${PY}class Network(Construct):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n        TerraformOutput(self, "o", value=1)\nclass S(TerraformStack):\n    def build(self):\n        Vpc(self, "v")\n        self.network = Network(self, "n")`,
      `${PY}class S(TerraformStack):\n    def build(self):\n        Vpc(self, "v")\ns = S(App(), "s")\nTerraformOutput(s, "o", value=1)`,
      `${PY}from .network import Network\nclass S(TerraformStack):\n    def build(self):\n        Vpc(self, "v")\n        Network(self, "n")`,
      `${PY}from some_library import add_outputs\nclass S(TerraformStack):\n    def build(self):\n        Vpc(self, "v")\n        add_outputs(self)`,
      `${PY}from .base import Base\nclass S(Base):\n    def build(self):\n        Vpc(self, "v")`,
      `${PY}stack = TerraformStack(Testing.app(), "s")\nVpc(stack, "v")`,
      { code: `${PY}class LegacyStack(TerraformStack):\n    def build(self):\n        Vpc(self, "v")`, rule: { ignore: ["^Network", "^Legacy.*Stack$"] } },
      { code: `${PY}class BootstrapStack(TerraformStack):\n    pass\n\n\nclass A(BootstrapStack):\n    def build(self):\n        Vpc(self, "v")`, rule: { ignore: ["^Bootstrap"] } },
      { code: `${PY}class A(TerraformStack):\n    def build(self):\n        vpc = Vpc(self, "v")\n        self.publish("id", vpc.id)\n\n    def publish(self, name, value):\n        print(name, value)`, rule: { outputs: ["publish"] } },
    ],
    invalid: [
      `${PY}class StreamingStack(TerraformStack):\n    def __init__(self, scope: Construct, id: str):\n        super().__init__(scope, id)\n        Vpc(self, "v")\n        print(self)`,
      `${PY}class Base(TerraformStack):\n    pass\nclass S(Base):\n    def build(self):\n        self._network()\n    def _network(self):\n        Vpc(self, "v")`,
      `${PY}class Network(Construct):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n        Vpc(self, "v")\nclass S(TerraformStack):\n    def build(self):\n        Network(self, "n")`,
      `${PY}stack = TerraformStack(App(), "s")\nVpc(stack, "v")`,
      `from constructs import Construct\nfrom cdktf import (\n    App,\n    TerraformStack,\n)\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\nfrom cdktf_cdktf_provider_aws.lb import Lb\n\n\nclass S(TerraformStack):\n    def __init__(self, scope: Construct, id: str):\n        super().__init__(scope, id)\n        vpc = Vpc(self, "vpc")\n        self._balancer()\n\n    def _balancer(self):\n        self.lb = Lb(self, "lb")\n`,
      { code: `${PY}class A(TerraformStack):\n    def build(self):\n        vpc = Vpc(self, "v")\n        self.publish("id", vpc.id)\n\n    def publish(self, name, value):\n        print(name, value)`, rule: { outputs: ["exported"] } },
      { code: `${PY}class LegacyStack(TerraformStack):\n    def build(self):\n        Vpc(self, "v")\n\n\nclass NewLegacyStack(TerraformStack):\n    def build(self):\n        Vpc(self, "v")`, rule: { ignore: ["^Legacy"] } },
      `from cdktf import TerraformStack\r\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\r\n\r\n\r\nclass S(TerraformStack):\r\n    def __init__(self, scope, id):\r\n        super().__init__(scope, id)\r\n        self.vpc = Vpc(self, "vpc")  # the network\r\n`,
    ],
  },
});
