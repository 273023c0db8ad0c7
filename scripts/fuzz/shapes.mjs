/** Code that repeats or nests one thing: as deep, as long and as many as nobody writes it. */

const PRELUDE = {
  typescript: 'import { TerraformOutput, TerraformStack } from "cdktf";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nimport { RouteTable } from "@cdktf/provider-aws/lib/route-table";\ndeclare const scope: any;\n',
  python: "from cdktf import TerraformOutput, TerraformStack\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\nfrom cdktf_cdktf_provider_aws.route_table import RouteTable\nscope = None\n",
};
const VALUE = { typescript: (code) => `new Vpc(scope, "v", { cidrBlock: ${code} });\n`, python: (code) => `Vpc(scope, "v", cidr_block=${code})\n` };

const nest = (open, close, inner = "1") => (n) => open.repeat(n) + inner + close.repeat(n);
const chain = (part, first = "x") => (n) => first + part.repeat(n);
const many = (make, separator = "") => (n) => Array.from({ length: n }, (_, at) => make(at)).join(separator);

/** Expressions of a size. */
const VALUES = {
  typescript: {
    parentheses: nest("(", ")"), arrays: nest("[", "]"), objects: nest("{ a: ", " }"), calls: nest("f(", ")"), constructs: nest('new Vpc(scope, "v", { tags: ', " })", "{}"), templates: nest("`${", "}`"), arrows: nest("() => ", ""),
    spreads: nest("[...", "]", "x"), awaits: nest("!", ""), conditionals: chain(" ? 1 : x"), assertions: chain(" as any"), nonNull: chain("!"), unclosed: (n) => "[".repeat(n), functions: nest("function () { return ", " }"), classes: nest("class { x = ", " }"),
    sum: chain(" + 1"), product: chain(" * x"), concatenation: chain(' + "x"', '"x"'), and: chain(" && x"), nullish: chain(" ?? x"), comparison: chain(" < x"), comma: (n) => `(${many(() => "x", ", ")(n)})`, members: chain(".x"), optional: chain("?.x"), callChain: chain(".x()"), indexes: chain("[0]"), assignments: (n) => `(${"x = ".repeat(n)}1)`,
    list: (n) => `[${many((at) => `"${at}"`, ", ")(n)}]`, object: (n) => `{ ${many((at) => `k${at}: ${at}`, ", ")(n)} }`, sameKeys: (n) => `{ ${many(() => "k: 1", ", ")(n)} }`, protoKeys: (n) => `{ ${many(() => "__proto__: {}", ", ")(n)} }`, merged: (n) => `{ ${many(() => "...x", ", ")(n)} }`, template: (n) => `\`${"${x}".repeat(n)}\``,
    closing: (n) => ")".repeat(n), quotes: (n) => "'".repeat(n), backslashes: (n) => `"${"\\\\".repeat(n)}"`, string: (n) => `"${"x".repeat(n)}"`, number: (n) => "1".repeat(n), name: (n) => "x".repeat(n), regex: (n) => `/${"(a+)+".repeat(n)}/`, jsxLike: (n) => "<a>".repeat(n),
  },
  python: {
    parentheses: nest("(", ")"), lists: nest("[", "]"), dictionaries: nest('{"a": ', "}"), calls: nest("f(", ")"), constructs: nest('Vpc(scope, "v", tags=', ")", "{}"), lambdas: nest("lambda: ", ""), nots: nest("not ", ""), signs: nest("-", ""), awaits: nest("await ", ""), comprehensions: nest("[x for x in ", "]"), unclosed: (n) => "(".repeat(n),
    sum: chain(" + 1"), power: chain(" ** x"), concatenation: chain(' + "x"', '"x"'), or: chain(" or x"), comparison: chain(" < x"), conditionals: chain(" if x else x"), attributes: chain(".x"), callChain: chain(".x()"), indexes: chain("[0]"), adjacent: chain(' "x"', '"x"'), walrus: nest("(x := ", ")"),
    list: (n) => `[${many((at) => `"${at}"`, ", ")(n)}]`, dictionary: (n) => `{${many((at) => `"k${at}": ${at}`, ", ")(n)}}`, keywords: (n) => `f(${many((at) => `k${at}=${at}`, ", ")(n)})`, sameKeywords: (n) => `f(${many(() => "k=1", ", ")(n)})`, merged: (n) => `{${many(() => "**x", ", ")(n)}}`, fString: (n) => `f"${"{x}".repeat(n)}"`, tuple: many(() => "x", ", "),
    closing: (n) => ")".repeat(n), quotes: (n) => '"'.repeat(n), backslashes: (n) => `"${"\\\\".repeat(n)}"`, continued: (n) => `1${" \\\n".repeat(n)}`, string: (n) => `"${"x".repeat(n)}"`, number: (n) => "1".repeat(n), name: (n) => "x".repeat(n), lines: (n) => `(${"\n".repeat(n)}1)`,
  },
};

/** Python itself takes a hundred. */
const MAX_INDENTS = 300;

/** Statements of a size. */
const STATEMENTS = {
  typescript: {
    blocks: nest("{", "}", ""), ifs: nest("if (x) {", "}", ""), elseIfs: (n) => `if (x) {}${" else if (x) {}".repeat(n)}\n`, loops: nest("for (const x of y) {", "}", ""), functionsInside: nest("function f() {", "}", ""), classesInside: nest("class A { m() {", "} }", ""), generics: (n) => `type T = ${"Array<".repeat(n)}x${">".repeat(n)};`, unions: (n) => `type T = ${many(() => '"x"', " | ")(n)};`, decorators: (n) => `${"@x ".repeat(n)}class A {}`,
    constructs: many((at) => `const v${at} = new Vpc(scope, "v${at}", { cidrBlock: "x" });\n`), sameIds: many(() => 'new Vpc(scope, "v", {});\n'), wrong: many((at) => `new Vpc(scope, "v${at}", { nope: 1, tags: 1 });\n`), routes: many((at) => `new RouteTable(scope, "r${at}", { vpcId: "x", route: [{ cidrBlock: "x" }] });\n`), outputs: many((at) => `new TerraformOutput(scope, "o${at}", { value: x });\n`), stacks: many((at) => `class S${at} extends TerraformStack { constructor(s: any) { super(s, "s"); new Vpc(this, "v", {}); } }\n`), heirs: many((at) => `class S${at} extends ${at === 0 ? "TerraformStack" : `S${at - 1}`} {}\n`), aliases: many((at) => `const a${at} = ${at === 0 ? "new Vpc(scope, 'x', {})" : `a${at - 1}`};\n`), doubling: many((at) => `const a${at} = ${at === 0 ? "[1]" : `[...a${at - 1}, ...a${at - 1}]`};\n`), helpers: many((at) => `function f${at}(x) { return ${at === 0 ? "x" : `f${at - 1}(f${at - 1}(x))`}; }\n`), reassigned: many((at) => `x = new Vpc(scope, "v${at}", {});\n`), pushes: (n) => `const l = [];\n${many(() => "l.push({ cidrBlock: 1 });\n")(n)}new RouteTable(scope, "r", { route: l });\n`, methods: (n) => `class A extends TerraformStack { ${many((at) => `m${at}() { this.m${at + 1}(); new Vpc(this, "v", {}); }`, " ")(n)} }\n`, imports: many((at) => `import { A${at} } from "@cdktf/provider-aws";\n`), namesOnce: (n) => `import { ${many((at) => `A${at}`, ", ")(n)} } from "@cdktf/provider-aws";\n`, exports: many((at) => `export * from "./x${at}";\n`), callsOfOne: (n) => `function f(s, c) { return new Vpc(s, "v", c); }\n${many((at) => `f(scope, { k${at}: 1 });\n`)(n)}`, heldRoutes: many((at) => `const t${at} = new RouteTable(scope, "r${at}", { vpcId: "x", route: [{ cidrBlock: "x" }] });\n`), reads: (n) => `const v = new Vpc(scope, "v", {});\n${many((at) => `v.nope${at};\n`)(n)}`, readsOfMany: many((at) => `const v${at} = new Vpc(scope, "v${at}", {});\nv${at}.nope;\n`), bareStacks: (n) => `import { App } from "cdktf";\nconst app = new App();\n${many((at) => `const s${at} = new TerraformStack(app, "s${at}");\nnew Vpc(s${at}, "v", {});\n`)(n)}`, deployments: (n) => `import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";\nimport { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";\nimport { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";\n${many((at) => `const a${at} = new ApiGatewayRestApi(scope, "a${at}", { name: "a" });\nconst i${at} = new ApiGatewayIntegration(scope, "i${at}", { restApiId: a${at}.id, resourceId: "x", httpMethod: "GET", type: "MOCK" });\nnew ApiGatewayDeployment(scope, "d${at}", { restApiId: a${at}.id });\n`)(n)}`, integrations: (n) => `import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";\nimport { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";\nimport { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";\nconst a = new ApiGatewayRestApi(scope, "a", { name: "a" });\n${many((at) => `new ApiGatewayIntegration(scope, "i${at}", { restApiId: a.id, resourceId: "x", httpMethod: "GET", type: "MOCK" });\n`)(n)}new ApiGatewayDeployment(scope, "d", { restApiId: a.id });\n`, overrides: (n) => `const v = new Vpc(scope, "v", {});\n${many((at) => `v.addOverride("cidrBlock.x${at}", 1);\n`)(n)}`, assertions: (n) => `import { Testing } from "cdktf";\n${many((at) => `const s${at} = Testing.synthScope(() => {});\nexpect(Testing.toBeValidTerraform(s${at}));\n`)(n)}`, plainClasses: many((at) => `class P${at} {}\nnew Vpc(new P${at}(), "v", {});\n`), constructClasses: (n) => `import { Construct } from "constructs";\n${many((at) => `class C${at} extends Construct { constructor(s: any, id: string) { super(s, id); new Vpc(this, "v", {}); new Vpc(this, "v", {}); } }\nnew C${at}(scope, "c");\n`)(n)}`, misplaced: many((at) => `import { Vpc as V${at}, Nope${at} } from "@cdktf/provider-aws/lib/vpc-x${at % 7}";\n`), comments: many(() => "// eslint-disable-next-line cdktf/no-inline-routes\n"), lines: (n) => "\n".repeat(n), semicolons: (n) => ";".repeat(n), spaces: (n) => " ".repeat(n), starOpen: (n) => "/*".repeat(n), tabs: (n) => "\t\n".repeat(n), carriageReturns: (n) => "\r".repeat(n),
  },
  python: {
    blocks: (n) => many((at) => `${" ".repeat(at)}if x:\n`)(Math.min(n, MAX_INDENTS)) + " ".repeat(Math.min(n, MAX_INDENTS)) + "pass\n", elifs: (n) => `if x:\n    pass\n${"elif x:\n    pass\n".repeat(n)}`, assignments: (n) => `${"x = ".repeat(n)}1\n`, decorators: (n) => `${"@x\n".repeat(n)}class A:\n    pass\n`, globals: (n) => `def f():\n    global ${many((at) => `x${at}`, ", ")(n)}\n`,
    constructs: many((at) => `v${at} = Vpc(scope, "v${at}", cidr_block="x")\n`), sameIds: many(() => 'Vpc(scope, "v")\n'), wrong: many((at) => `Vpc(scope, "v${at}", nope=1, tags=1)\n`), routes: many((at) => `RouteTable(scope, "r${at}", vpc_id="x", route=[{"cidr_block": "x"}])\n`), outputs: many((at) => `TerraformOutput(scope, "o${at}", value=x)\n`), stacks: many((at) => `class S${at}(TerraformStack):\n    def __init__(self, s):\n        super().__init__(s, "s")\n        Vpc(self, "v")\n`), heirs: many((at) => `class S${at}(${at === 0 ? "TerraformStack" : `S${at - 1}`}):\n    pass\n`), aliases: many((at) => `a${at} = ${at === 0 ? 'Vpc(scope, "x")' : `a${at - 1}`}\n`), doubling: many((at) => `a${at} = ${at === 0 ? "[1]" : `[*a${at - 1}, *a${at - 1}]`}\n`), helpers: many((at) => `def f${at}(x):\n    return ${at === 0 ? "x" : `f${at - 1}(f${at - 1}(x))`}\n`), reassigned: many((at) => `x = Vpc(scope, "v${at}")\n`), appends: (n) => `l = []\n${many(() => 'l.append({"cidr_block": 1})\n')(n)}RouteTable(scope, "r", route=l)\n`, methods: (n) => `class A(TerraformStack):\n${many((at) => `    def m${at}(self):\n        self.m${at + 1}()\n        Vpc(self, "v")\n`)(n)}`, imports: many((at) => `from cdktf_cdktf_provider_aws.vpc import A${at}\n`), namesOnce: (n) => `from cdktf_cdktf_provider_aws.vpc import (${many((at) => `A${at}`, ", ")(n)})\n`, stars: many((at) => `from .x${at} import *\n`), callsOfOne: (n) => `def f(s, **c):\n    return Vpc(s, "v", **c)\n\n\n${many((at) => `f(scope, k${at}=1)\n`)(n)}`, heldRoutes: many((at) => `t${at} = RouteTable(scope, "r${at}", vpc_id="x", route=[{"cidrBlock": "x"}])\n`), reads: (n) => `v = Vpc(scope, "v")\n${many((at) => `v.nope${at}\n`)(n)}`, dropped: many((at) => `RouteTable(scope, "r${at}", vpc_id="x", route=[{"cidr_block": "x", "gateway_id": "y"}])\n`), bareStacks: (n) => `from cdktf import App\napp = App()\n${many((at) => `s${at} = TerraformStack(app, "s${at}")\nVpc(s${at}, "v")\n`)(n)}`, assertions: (n) => `from cdktf import Testing\n${many((at) => `s${at} = Testing.synth_scope(lambda s: None)\nTesting.to_be_valid_terraform(s${at})\n`)(n)}`, fields: (n) => `class A(TerraformStack):\n    def __init__(self, s):\n        super().__init__(s, "s")\n${many((at) => `        self.v${at} = Vpc(self, "v${at}")\n`)(n)}`, misplaced: many((at) => `from cdktf_cdktf_provider_aws.vpcx${at % 7} import Vpc as V${at}, Nope${at}\n`), comments: many(() => "# eslint-disable-next-line cdktf/no-inline-routes\n"), lines: (n) => "\n".repeat(n), semicolons: many(() => "x;"), spaces: (n) => " ".repeat(n), tripleQuotes: (n) => '"""'.repeat(n), tabs: (n) => "\t\n".repeat(n), carriageReturns: (n) => "\r".repeat(n), jsComments: many(() => "// eslint-disable\n"),
  },
};

/**
 * All shapes of a language, by name, as functions from a size to a text.
 *
 * @returns {[string, (size: number) => string][]}
 */
export function shapesOf(language) {
  return [
    ...Object.entries(VALUES[language]).map(([name, make]) => [`value ${name}`, (n) => PRELUDE[language] + VALUE[language](make(n))]),
    ...Object.entries(STATEMENTS[language]).map(([name, make]) => [`statement ${name}`, (n) => `${PRELUDE[language] + make(n)}\n`]),
  ];
}

/** One line of this many characters, of each sort. */
const LINE = 10_000_000;

/** Texts that are one line of 10 MB. */
export function longLinesOf(language) {
  const comment = language === "python" ? "#" : "//";
  const construct = language === "python" ? 'Vpc(scope, "v", nope=1); ' : 'new Vpc(scope, "v", { nope: 1 }); ';
  const lines = { comment: comment + "x".repeat(LINE), string: `x = "${"x".repeat(LINE)}"`, code: construct.repeat(LINE / construct.length), spaces: " ".repeat(LINE), noise: "\u{1F600}(".repeat(LINE / 3), name: "x".repeat(LINE) };
  return Object.entries(lines).map(([name, line]) => [`10 MB line ${name}`, PRELUDE[language] + line]);
}
