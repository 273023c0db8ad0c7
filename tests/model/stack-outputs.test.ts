/** Whether a stack has outputs, however it comes by them. Each program is linted by itself. */
import { describe, expect, it } from "vitest";
import { lint, type TestedLanguage } from "../support/lint.js";
import { testProject } from "../support/project.js";

const TS = `import { Construct } from "constructs"; import { App, TerraformOutput, TerraformStack, TerraformResource, Testing, Token } from "cdktf"; import { Vpc } from "@cdktf/provider-aws/lib/vpc"; import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc"; import * as lib from "library"; import { foreign } from "library"; import { unseen } from "./unseen"; declare const anything: any; declare const scope: Construct;
function outputs(stack: any) { new TerraformOutput(stack, "o", { value: 1 }); } function nothing(stack: any) { new Vpc(stack, "w"); }
class Outputs extends Construct { constructor(a: any, b: any) { super(a, b); new TerraformOutput(this, "o", { value: 1 }); } } class Nothing extends Construct {} class OutputsLater extends Construct { later() { outputs(this); } } class OwnOutput extends TerraformOutput {} class OwnVpc extends Vpc {} class OfForeign extends lib.Part {} class OfUnknown extends anything {}
`;
const PY = `import abc, library
from constructs import Construct
from cdktf import App, TerraformOutput, TerraformStack, Testing, Token
from cdktf_cdktf_provider_aws.vpc import Vpc
from library import foreign
from .unseen import unseen
def outputs(stack):
    TerraformOutput(stack, "o", value=1)
def nothing(stack):
    Vpc(stack, "w")
class Outputs(Construct):
    def __init__(self, a, b):
        super().__init__(a, b)
        TerraformOutput(self, "o", value=1)
class Nothing(Construct): ...
class OwnOutput(TerraformOutput): ...
`;

/** The programs that a stack without outputs is found in. */
function withoutOutputs(programs: readonly string[], around: (program: string) => string, language: TestedLanguage, outputs: readonly string[] = []): string[] {
  return programs.filter((program) => lint(around(program), language, { "cdktf/require-stack-outputs": ["error", { outputs }] }).length > 0);
}

describe("what a stack does", () => {
  it("in TypeScript", () => {
    const bodies = [
      "", "1;", "new TerraformOutput(this, 'o', { value: 1 });", "new OwnOutput(this, 'o', { value: 1 });", "TerraformOutput;", "new Vpc(this, 'w');", "new DataAwsVpc(this, 'd');", "new OwnVpc(this, 'o');",
      "outputs(this);", "nothing(this);", "outputs(scope);", "const f = outputs; f(this);", "(() => { outputs(this); })();", "[1].forEach(() => outputs(this));", "if (anything) outputs(this);", "this.more();", "this.missing();", "this.missing(this);", "anything.push(this);", "anything();", "anything(1);", "const g = anything.x; g();", "let h: any; h();", "const { i } = anything; i(1);", "anything(this);",
      "new Outputs(this, 'o');", "new Nothing(this, 'n');", "new OutputsLater(this, 'l');", "new OfForeign(this, 'f');", "new OfUnknown(this, 'u');", "new OfUnknown();", "foreign(this);", "foreign(1);", "lib.foreign(this);", "lib.foreign({ stack: this });", "lib.foreign([{ a: { b: this } }]);", "lib.foreign({ id: new Vpc(this, 'x').id });", "lib.foreign(...this.all);", "anything({ stack: this });", "lib.foreign({ ...anything });", "const options = { vpc: new Vpc(this, 'x') }; lib.foreign(options);", "foreign(new Vpc(this, 'x'));", "const vpc = new Vpc(this, 'x'); foreign(vpc);", "foreign(new Vpc(this, 'x').id);", "foreign(new Nothing(this, 'x'));", "unseen();", "unseen.a.b();", "unseen(this);", "new unseen.Part();", "console.log(this);", "JSON.stringify(this);", "Token.asString(this);", "new lib.Part(this);", "new lib.Part();",
      "const list: any[] = []; list.push(this);", "const record: any = {}; record.add(this);", "'x'.concat(this);", "anything.list.push(this);", "this.all.push(this);", "new Vpc(this, 'x').tags.push(this);",
      "this.addOverride('output', {});", "this.addOverride('output.x', {});", "this.addOverride('outputs', {});", "this.addOverride('x.output', {});", "this.addOverride(anything, {});", "this.addOverride('a' + anything, {});", "this.addOverride(1, {});", "this.addOverride();", "new Vpc(this, 'x').addOverride('output', 1);", "this.node.setContext('x', 1);", "(anything ? outputs : nothing)(this);", "(anything ? nothing : nothing)(this);", "super.toString();", "super.missing(this);", "new (class extends Construct { build() { outputs(this); } })(this, 'x');", "function inner(this: any) { outputs(this); } inner.call(this);", "const own = (s: any) => { nothing(s); }; own(this);", "const own = (s: any) => { outputs(s); }; own(this);", "recursive(this); function recursive(s: any) { recursive(s); }", "nothing(this); function outer() { outputs(1); }", "switch (1) { default: outputs(this); }", "class Inner { run() { outputs(this); } } new Inner().run();", "this.prop; ",
    ];
    expect(withoutOutputs(bodies, (body) => `${TS}class S extends TerraformStack { all: any[] = []; constructor(a: any, b: any) { super(a, b); new Vpc(this, "v"); ${body} } more() {} get prop() { return 1; } }`, "typescript")).toMatchInlineSnapshot(`
      [
        "",
        "1;",
        "TerraformOutput;",
        "new Vpc(this, 'w');",
        "new DataAwsVpc(this, 'd');",
        "new OwnVpc(this, 'o');",
        "nothing(this);",
        "this.more();",
        "this.missing();",
        "anything();",
        "anything(1);",
        "const g = anything.x; g();",
        "let h: any; h();",
        "const { i } = anything; i(1);",
        "new Nothing(this, 'n');",
        "foreign(1);",
        "lib.foreign({ id: new Vpc(this, 'x').id });",
        "lib.foreign(...this.all);",
        "lib.foreign({ ...anything });",
        "foreign(new Vpc(this, 'x').id);",
        "console.log(this);",
        "JSON.stringify(this);",
        "Token.asString(this);",
        "new lib.Part();",
        "this.addOverride('outputs', {});",
        "this.addOverride('x.output', {});",
        "this.node.setContext('x', 1);",
        "(anything ? nothing : nothing)(this);",
        "super.toString();",
        "const own = (s: any) => { nothing(s); }; own(this);",
        "recursive(this); function recursive(s: any) { recursive(s); }",
        "this.prop; ",
      ]
    `);
  });

  it("in Python", () => {
    const bodies = [
      "pass", "TerraformOutput(self, 'o', value=1)", "OwnOutput(self, 'o', value=1)", "Vpc(self, 'w')", "outputs(self)", "nothing(self)", "f = outputs\n        f(self)", "[outputs(self) for x in y]", "self.more()", "self.missing()", "self.missing(self)", "unheard()", "unheard(self)", "unheard.push(self)", "Outputs(self, 'o')", "Nothing(self, 'n')", "foreign(self)", "foreign(1)", "library.foreign(self)", "foreign(Vpc(self, 'x'))", "foreign(Vpc(self, 'x').id)", "unseen()", "unseen.a.b()", "unseen(self)", "print(self)", "str(self)", "library.Part(self)", "library.Part()", "all = []\n        all.append(self)", "all = {}\n        all.update(x=self)", "self.add_override('output', {})", "self.add_override('output.x', {})", "self.add_override('outputs', {})", "self.add_override(x, {})", "self.add_override()", "(outputs if x else nothing)(self)", "super().missing(self)", "(lambda s: outputs(s))(self)", "def inner():\n            outputs(self)\n        inner()", "with foreign(self):\n            pass", "foreign(x=self)", "foreign(*self.all)", "foreign({'stack': self})", "foreign([Vpc(self, 'x').id])", "foreign(**{'stack': self})", "self.all.append(self)",
    ];
    expect(withoutOutputs(bodies, (body) => `${PY}class S(TerraformStack):\n    def __init__(self, a, b):\n        super().__init__(a, b)\n        self.all = []\n        Vpc(self, "v")\n        ${body}\n    def more(self): ...\n`, "python")).toMatchInlineSnapshot(`
      [
        "pass",
        "Vpc(self, 'w')",
        "nothing(self)",
        "self.more()",
        "self.missing()",
        "unheard()",
        "Nothing(self, 'n')",
        "foreign(1)",
        "foreign(Vpc(self, 'x').id)",
        "print(self)",
        "str(self)",
        "library.Part()",
        "self.add_override('outputs', {})",
        "foreign(*self.all)",
        "foreign([Vpc(self, 'x').id])",
      ]
    `);
  });
});

describe("what is done with a stack", () => {
  it("in TypeScript", () => {
    const uses = [
      "", "new S(scope, 's');", "new TerraformOutput(new S(scope, 's'), 'o', { value: 1 });", "const s = new S(scope, 's'); new TerraformOutput(s, 'o', { value: 1 });", "const s = new S(scope, 's'); outputs(s);", "const s = new S(scope, 's'); nothing(s);", "const s = new S(scope, 's'); new Outputs(s, 'o');", "const s = new S(scope, 's'); new Nothing(s, 'o');", "const s = new S(scope, 's'); new Vpc(s, 'x');", "foreign(new S(scope, 's'));", "anything(new S(scope, 's'));", "unseen(new S(scope, 's'));", "console.log(new S(scope, 's'));", "Testing.synth(new S(scope, 's'));", "expect(new S(scope, 's'));", "const s = new S(scope, 's'); s.addOverride('output.x', 1);", "const s = new S(scope, 's'); s.addOverride('x', 1);", "new S(scope, 's').addOverride(anything, 1);", "const s = new S(scope, 's'); new Vpc(scope, 'x').addOverride('a', s);", "const s = new S(scope, 's'); s.node.addDependency(s);", "[new S(scope, 's')].forEach((s) => outputs(s));", "const all = [new S(scope, 's')]; all.push(new S(scope, 't'));", "(anything ? outputs : nothing)(new S(scope, 's'));", "new TerraformStack(new S(scope, 's'), 't');", "export const s = new S(scope, 's');", "function make() { return new S(scope, 's'); } outputs(make());", "function use(s: S) { outputs(s); }", "new anything(new S(scope, 's'));", "class T extends S {}", "class T extends S { more() { outputs(this); } }", "class T extends lib.mix(S) {}", "new (lib.mix(S))();", "foreign(S);",
    ];
    expect(withoutOutputs(uses, (use) => `${TS}class S extends TerraformStack { build() { new Vpc(this, "v"); } }\n${use}`, "typescript")).toMatchInlineSnapshot(`
      [
        "",
        "new S(scope, 's');",
        "const s = new S(scope, 's'); nothing(s);",
        "const s = new S(scope, 's'); new Nothing(s, 'o');",
        "const s = new S(scope, 's'); new Vpc(s, 'x');",
        "console.log(new S(scope, 's'));",
        "Testing.synth(new S(scope, 's'));",
        "expect(new S(scope, 's'));",
        "const s = new S(scope, 's'); s.addOverride('x', 1);",
        "const s = new S(scope, 's'); new Vpc(scope, 'x').addOverride('a', s);",
        "const s = new S(scope, 's'); s.node.addDependency(s);",
        "new TerraformStack(new S(scope, 's'), 't');",
        "export const s = new S(scope, 's');",
        "class T extends S {}",
        "class T extends lib.mix(S) {}",
        "new (lib.mix(S))();",
        "foreign(S);",
      ]
    `);
  });

  it("in Python", () => {
    const uses = ["", "TerraformOutput(S(scope, 's'), 'o', value=1)", "s = S(scope, 's')\noutputs(s)", "s = S(scope, 's')\nnothing(s)", "s = S(scope, 's')\nOutputs(s, 'o')", "s = S(scope, 's')\nNothing(s, 'o')", "foreign(S(scope, 's'))", "unheard(S(scope, 's'))", "print(S(scope, 's'))", "Testing.synth(S(scope, 's'))", "s = S(scope, 's')\ns.add_override('output.x', 1)", "s = S(scope, 's')\nVpc(scope, 'x').add_override('a', s)", "class T(S): ...", "outputs(stack=S(scope, 's'))", "for s in [S(scope, 's')]:\n    outputs(s)"];
    expect(withoutOutputs(uses, (use) => `${PY}class S(TerraformStack):\n    def build(self):\n        Vpc(self, "v")\n${use}\n`, "python")).toMatchInlineSnapshot(`
      [
        "",
        "s = S(scope, 's')
      nothing(s)",
        "s = S(scope, 's')
      Nothing(s, 'o')",
        "print(S(scope, 's'))",
        "Testing.synth(S(scope, 's'))",
        "s = S(scope, 's')
      Vpc(scope, 'x').add_override('a', s)",
        "class T(S): ...",
      ]
    `);
  });
});

it("what the user says is an output counts, as it is declared or called", () => {
  const names = ["publish", "Published", "exported", "Vpc2", "toAnything"];
  const bodies = ["", "publish(this);", "const f = publish; f(1);", "other(this);", "new Published(this, 'p');", "const P = Published; new P(this, 'p');", "new Other(this, 'p');", "this.exported();", "this.other();", "anything.exported();", "lib.toAnything();", "(anything as any).toAnything(1);", "const toAnything = other; toAnything(this);", "import2(this);", "new Vpc2(this, 'x');", "new V(this, 'x');", "publish;", "inner(this);", "Token.toAnything(1);"];
  const code = (body: string): string => `${TS}import { publish as import2 } from "./unseen"; import { Vpc as Vpc2 } from "@cdktf/provider-aws/lib/vpc"; const V = Vpc2; function publish(x: any) {} function other(x: any) {} class Published extends Construct {} class Other extends Construct {} function inner(x: any) { publish(x); } class S extends TerraformStack { build() { new Vpc(this, "v"); ${body} } exported() {} other() {} }`;
  expect(withoutOutputs(bodies, code, "typescript", names)).toMatchInlineSnapshot(`
    [
      "",
      "other(this);",
      "new Other(this, 'p');",
      "this.other();",
      "new V(this, 'x');",
      "publish;",
    ]
  `);
  expect(withoutOutputs(bodies, code, "typescript", ["Vpc"])).toMatchInlineSnapshot(`[]`);
  expect(withoutOutputs(["", "publish(s);", "other(s);", "new Published(s, 'p');"], (use) => `${TS}function publish(x: any) {} function other(x: any) {} class Published extends Construct {} class S extends TerraformStack { build() { new Vpc(this, "v"); } }\nconst s = new S(scope, "s"); ${use}`, "typescript", names)).toMatchInlineSnapshot(`
    [
      "",
      "other(s);",
    ]
  `);
});

it("resources of own classes count", () => {
  expect(withoutOutputs(["new OwnVpc(this, 'x');", "new Nothing(this, 'x');", "new DataAwsVpc(this, 'x');", "Vpc;"], (body) => `${TS}class S extends TerraformStack { build() { ${body} } }`, "typescript")).toMatchInlineSnapshot(`
    [
      "new OwnVpc(this, 'x');",
    ]
  `);
});

describe("which classes are stacks that are created", () => {
  it("in TypeScript", () => {
    const classes = ["class S extends TerraformStack", "abstract class S extends TerraformStack", "class S", "class S extends Construct", "class S extends lib.Stack", "class S extends anything", "class S extends unseen", "@foreign class S extends TerraformStack", "export default class extends TerraformStack", "const S = class extends TerraformStack", "class S extends Vpc", "class B extends TerraformStack {} class S extends B", "abstract class B extends TerraformStack { out() { outputs(this); } } class S extends B", "class B extends TerraformStack { constructor(a: any, b: any) { super(a, b); foreign(this); } } class S extends B", "class S extends TerraformStack { build2() { outputs(this); } } class S2 extends TerraformStack", "class S extends (anything ? TerraformStack : Construct)", "class S extends Base {} class Base extends TerraformStack"];
    expect(withoutOutputs(classes, (head) => `${TS}${head} { build() { new Vpc(this, "v"); } }`, "typescript")).toMatchInlineSnapshot(`
      [
        "class S extends TerraformStack",
        "export default class extends TerraformStack",
        "const S = class extends TerraformStack",
        "class B extends TerraformStack {} class S extends B",
        "class S extends TerraformStack { build2() { outputs(this); } } class S2 extends TerraformStack",
        "class S extends Base {} class Base extends TerraformStack",
      ]
    `);
  });

  it("in Python", () => {
    const classes = ["class S(TerraformStack):", "class S(TerraformStack, abc.ABC):", "class S(abc.ABC, TerraformStack):", "class S(TerraformStack, metaclass=abc.ABCMeta):", "class S:", "class S(Construct):", "class S(library.Stack):", "class S(library.Mixin, TerraformStack):", "class S(unheard, TerraformStack):", "class S(object, TerraformStack):", "@foreign\nclass S(TerraformStack):", "class S(TerraformStack):\n    @abc.abstractmethod\n    def x(self): ...", "class S(TerraformStack):\n    @foreign\n    def x(self): ...", "class S(TerraformStack):\n    @foreign(1)\n    def x(self): ...", "class Mixin:\n    def out(self):\n        outputs(self)\nclass S(TerraformStack, Mixin):", "class Mixin:\n    def out(self):\n        nothing(self)\nclass S(TerraformStack, Mixin):"];
    expect(withoutOutputs(classes, (head) => `${PY}${head}\n    def build(self):\n        Vpc(self, "v")\n`, "python")).toMatchInlineSnapshot(`
      [
        "class S(TerraformStack):",
        "class S(object, TerraformStack):",
        "class S(TerraformStack):
          @foreign
          def x(self): ...",
        "class S(TerraformStack):
          @foreign(1)
          def x(self): ...",
        "class Mixin:
          def out(self):
              nothing(self)
      class S(TerraformStack, Mixin):",
      ]
    `);
  });
});

it("a plain stack that is filled from outside", () => {
  const stacks = ["new TerraformStack(new App(), 's')", "new TerraformStack(Testing.app(), 's')", "new TerraformStack(scope, 's')", "new TerraformStack(anything, 's')", "new (class extends TerraformStack {})(new App(), 's')", "new TerraformStack()"];
  expect(withoutOutputs(stacks, (stack) => `${TS}const s = ${stack}; new Vpc(s, "v");`, "typescript")).toMatchInlineSnapshot(`
    [
      "new TerraformStack(new App(), 's')",
      "new (class extends TerraformStack {})(new App(), 's')",
    ]
  `);
  const uses = ["", "new TerraformOutput(s, 'o', { value: 1 });", "outputs(s);", "foreign(s);", "foreign(1);", "anything(s);", "const t = s; outputs(t);", "s.addOverride('output', 1);", "s.addOverride('x', 1);", "export { s };", "new Vpc(scope, 'w').addOverride('x', s);", "new Vpc(scope, 'w').putTimeouts(s);", "Testing.synth(s);"];
  expect(withoutOutputs(uses, (use) => `${TS}const s = new TerraformStack(new App(), "s"); new Vpc(s, "v"); ${use}`, "typescript")).toMatchInlineSnapshot(`
    [
      "",
      "foreign(1);",
      "s.addOverride('x', 1);",
      "new Vpc(scope, 'w').addOverride('x', s);",
      "Testing.synth(s);",
    ]
  `);
  expect(withoutOutputs(["", "TerraformOutput(s, 'o', value=1)", "outputs(s)", "foreign(s)", "s.add_override('output', 1)"], (use) => `${PY}s = TerraformStack(App(), "s")\nVpc(s, "v")\n${use}\n`, "python")).toMatchInlineSnapshot(`
    [
      "",
    ]
  `);
});

describe("what is done in other files", () => {
  const project = testProject();
  const STACK = `import { TerraformStack } from "cdktf";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nexport class S extends TerraformStack { build() { new Vpc(this, "v"); } }\n`;

  it("in TypeScript", () => {
    const uses = ["", "new S(app, 's');", "new TerraformOutput(new S(app, 's'), 'o', { value: 1 });", "const s = new S(app, 's'); outputs(s);", "const s = new S(app, 's'); nothing(s);", "foreign(new S(app, 's'));", "foreign(S);", "class T extends S {}", "class T extends S {} new TerraformOutput(new T(app, 't'), 'o', { value: 1 });", "class S2 extends TerraformStack {} new TerraformOutput(new S2(app, 's'), 'o', { value: 1 });", "import { S as Other } from './other'; outputs(new Other(app, 's'));", "class U { s = new S(app, 's'); out() { outputs(this.s); } }", "new S(app, 's').addOverride('output.x', {});", "new S(app, 's').addOverride('x', {});"];
    const found = uses.filter((use) => project.lintIn({
      "package.json": "{}",
      "stack.ts": STACK,
      "other.ts": STACK,
      "main.ts": `import { App, TerraformOutput, TerraformStack } from "cdktf";\nimport { foreign } from "library";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nimport { S } from "./stack";\nconst app = new App();\nfunction outputs(s: any) { new TerraformOutput(s, "o", { value: 1 }); }\nfunction nothing(s: any) { new Vpc(s, "w"); }\n${use}\n`,
    }, "stack.ts") !== "");
    expect(found).toMatchInlineSnapshot(`
      [
        "",
        "new S(app, 's');",
        "const s = new S(app, 's'); nothing(s);",
        "foreign(S);",
        "class S2 extends TerraformStack {} new TerraformOutput(new S2(app, 's'), 'o', { value: 1 });",
        "import { S as Other } from './other'; outputs(new Other(app, 's'));",
        "new S(app, 's').addOverride('x', {});",
      ]
    `);
  });

  it("in Python", () => {
    const stack = `from cdktf import TerraformStack\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\nclass S(TerraformStack):\n    def build(self):\n        Vpc(self, "v")\n`;
    const uses = ["", "TerraformOutput(S(app, 's'), 'o', value=1)", "outputs(S(app, 's'))", "foreign(S(app, 's'))", "foreign(1)", "class T(S): ...", "class T(Mixin, S): ...", "class T(S, Mixin): ..."];
    const found = uses.filter((use) => project.lintIn({ "requirements.txt": "", "stack.py": stack, "main.py": `from cdktf import App, TerraformOutput\nfrom library import foreign\nfrom stack import S\napp = App()\nclass Mixin: ...\ndef outputs(s):\n    TerraformOutput(s, "o", value=1)\n${use}\n` }, "stack.py") !== "");
    expect(found).toMatchInlineSnapshot(`
      [
        "",
        "foreign(1)",
      ]
    `);
  });
});
