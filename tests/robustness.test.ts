/** What code may be like without the linter failing or taking more time than its size explains; `npm run fuzz` looks for more. */
import { mkdtempSync, rmSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import type { Linter } from "eslint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rules } from "../src/index.js";
import { fix, lint, type TestedLanguage } from "./support/lint.js";

const SOURCES = pathToFileURL(join(import.meta.dirname, "..", "src")).href;
const ALL: Linter.RulesRecord = Object.fromEntries(Object.keys(rules).map((rule) => [`cdktf/${rule}`, "error"]));

const PRELUDE: Readonly<Record<TestedLanguage, string>> = {
  typescript: 'import { App, Testing, TerraformStack } from "cdktf";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nimport { RouteTable } from "@cdktf/provider-aws/lib/route-table";\ndeclare const scope: any;\n',
  python: "from cdktf import App, Testing, TerraformStack\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\nfrom cdktf_cdktf_provider_aws.route_table import RouteTable\n\nscope = None\n",
};
const repeat = (times: number, make: (at: number) => string): string => Array.from({ length: times }, (_, at) => make(at)).join("");

/** Statements of which a file may have many. */
const MANY: Readonly<Record<TestedLanguage, Readonly<Record<string, (at: number) => string>>>> = {
  typescript: {
    "stacks": (at) => `class S${at} extends TerraformStack { constructor(s: any) { super(s, "s"); new Vpc(this, "v", {}); } }\n`,
    "stacks that are filled from outside": (at) => `const s${at} = new TerraformStack(new App(), "s");\nnew Vpc(s${at}, "v", {});\n`,
    "constructs with mistakes": (at) => `new Vpc(scope, "v${at}", { nope: 1, tags: 1 });\n`,
    "constructs with one id": () => 'new Vpc(scope, "v", {});\n',
    "constructs that are read": (at) => `const v${at} = new Vpc(scope, "v${at}", {});\nv${at}.nope;\n`,
    "inline routes": (at) => `const r${at} = new RouteTable(scope, "r${at}", { vpcId: "x", route: [{ cidrBlock: "x" }] });\n`,
    "classes that are no constructs": (at) => `class P${at} {}\nnew Vpc(new P${at}(), "v", {});\n`,
    "names that lead to each other": (at) => `const a${at} = ${at === 0 ? "[1]" : `[...a${at - 1}, ...a${at - 1}]`};\n`,
    "assertions": (at) => `const t${at} = Testing.synthScope(() => {});\nexpect(Testing.toBeValidTerraform(t${at}));\n`,
  },
  python: {
    "stacks": (at) => `class S${at}(TerraformStack):\n    def __init__(self, s):\n        super().__init__(s, "s")\n        Vpc(self, "v")\n`,
    "stacks that are filled from outside": (at) => `s${at} = TerraformStack(App(), "s")\nVpc(s${at}, "v")\n`,
    "constructs with mistakes": (at) => `Vpc(scope, "v${at}", nope=1, tags=1)\n`,
    "constructs that are read": (at) => `v${at} = Vpc(scope, "v${at}")\nv${at}.nope\n`,
    "keys that are dropped": (at) => `RouteTable(scope, "r${at}", vpc_id="x", route=[{"cidr_block": "x", "gateway_id": "y"}])\n`,
    "names that lead to each other": (at) => `a${at} = ${at === 0 ? "[1]" : `[*a${at - 1}, *a${at - 1}]`}\n`,
    "assertions": (at) => `t${at} = Testing.synth_scope(lambda s: None)\nTesting.to_be_valid_terraform(t${at})\n`,
  },
};

/** Linear work grows by the factor; sorting changes that a little, and what is quadratic would grow by its square. */
const SMALL = 100;
const FACTOR = 4;
const ALLOWED = 1.4;

describe("work grows as the code does", () => {
  const session = new Session();
  beforeAll(async () => {
    session.connect();
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  });
  afterAll(() => session.disconnect());

  /** How many blocks of the sources an action runs. */
  async function workOf(action: () => void): Promise<number> {
    await session.post("Profiler.takePreciseCoverage");
    action();
    const { result } = await session.post("Profiler.takePreciseCoverage");
    const own = result.filter(({ url }) => url.startsWith(SOURCES) || url.startsWith(SOURCES.slice("file://".length)));
    return own.reduce((sum, { functions }) => sum + functions.reduce((all, { ranges }) => all + ranges.reduce((some, { count }) => some + count, 0), 0), 0);
  }

  for (const language of ["typescript", "python"] as const) {
    it.each(Object.entries(MANY[language]))(`${language}: %s`, async (_, make) => {
      const text = (times: number): string => PRELUDE[language] + repeat(times, make);
      lint(text(2), language, ALL);
      const small = await workOf(() => lint(text(SMALL), language, ALL));
      const large = await workOf(() => lint(text(SMALL * FACTOR), language, ALL));
      expect(small).toBeGreaterThan(1000);
      expect(large / small).toBeLessThan(FACTOR * ALLOWED);
    });
  }
});

describe("chains without end", () => {
  it("of helpers are followed without an overflow of the stack", () => {
    const methods = repeat(6000, (at) => `  m${at}() { this.m${at + 1}(); }\n`);
    expect(lint(`${PRELUDE.typescript}class S extends TerraformStack {\n  constructor(s: any) { super(s, "s"); new Vpc(this, "v", {}); this.m0(); }\n${methods}}\n`, "typescript", ALL)).toEqual([]);
    const python = repeat(6000, (at) => `    def m${at}(self):\n        self.m${at + 1}()\n\n`);
    expect(lint(`${PRELUDE.python}class S(TerraformStack):\n    def __init__(self, s):\n        super().__init__(s, "s")\n        Vpc(self, "v")\n        self.m0()\n\n${python}`, "python", ALL)).toEqual([]);
  });
});

describe("blanks without end", () => {
  const blanks = " ".repeat(300_000);

  it("do not keep a repair from ending", () => {
    const code = `${PRELUDE.python}Vpc(scope, "v", cidr_block="x",${blanks}tagz={}, tags=None, nope=${blanks}None)\nRouteTable(scope, "r", vpc_id="x", route=[{"cidr_block": "x",${blanks}"gateway_id": "y"}])\n`;
    expect(lint(code, "python", ALL).map(({ ruleId }) => ruleId)).toContain("cdktf/no-unknown-property");
    expect(fix(code, "python", ALL).length).toBeGreaterThan(3 * blanks.length);
  });
});

/** Names that are something else in JavaScript's objects than their looks say. */
const HOSTILE = ["__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "__defineGetter__", "length", "name", "then"];

describe("names that JavaScript's objects have by themselves", () => {
  const where = (code: string, language: TestedLanguage): string[] => lint(code, language, ALL).map(({ ruleId, line }) => `${line} ${ruleId ?? "syntax"}`);

  it.each(HOSTILE)("%s is a module, a key and an id like any other", (name) => {
    const typescript = `import { TerraformStack } from "cdktf";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import * as y from "@cdktf/provider-aws/lib/${name}";
class ${name}S extends TerraformStack { constructor(s: any) { super(s, "s");
  new Vpc(this, "${name}", { "${name}x": 1 });
  new Vpc(this, "${name}", { tags: { "${name}": "1" } });
} }
`;
    expect(where(typescript, "typescript")).toEqual(["3 cdktf/no-unknown-import", "4 cdktf/require-stack-outputs", "5 cdktf/no-unknown-property", "6 cdktf/no-duplicate-construct-id"]);
    const python = `from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.vpc import Vpc
from cdktf_cdktf_provider_aws.${name} import X
class ${name}S(TerraformStack):
    def __init__(self, s):
        super().__init__(s, "s")
        Vpc(self, "${name}", ${name}x=1)
        Vpc(self, "${name}", tags={"${name}": "1"})
`;
    // What Python gives to every module may be there.
    const module = name.startsWith("__") ? [] : ["3 cdktf/no-unknown-import"];
    expect(where(python, "python")).toEqual([...module, "4 cdktf/require-stack-outputs", "7 cdktf/no-unknown-property", "8 cdktf/no-duplicate-construct-id"]);
  });
});

describe("any text", () => {
  const folder = mkdtempSync(join(tmpdir(), "cdktf-any-text-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const piece = fc.oneof(fc.string({ unit: "binary", maxLength: 10 }), fc.constantFrom(...HOSTILE, "Vpc(", "new Vpc(", "scope, ", '"v"', "{", "}", "[", "]", "(", ")", ",", ":", "=", "\n", "\r", "\r\n", "\t", "    ", "\uFEFF", "\u202E", "\0", "#", "//", '"""', "`", "\\", "${", "cdktf", "class S(TerraformStack):", "def f(self):", "import ", "from "));

  it.each(["typescript", "python"] as const)("is linted without an exception, with findings inside of it: %s", (language) => {
    const filename = join(folder, language === "python" ? "main.py" : "main.ts");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.boolean(), (pieces, isBehindCode) => {
        const text = (isBehindCode ? PRELUDE[language] : "") + pieces.join("");
        const lines = text.replace(/^\uFEFF/u, "").split(language === "python" ? /\r\n|[\r\n]/u : /\r\n|[\r\n\u2028\u2029]/u);
        for (const { line, column, message } of lint(text, language, ALL, { filename })) {
          expect(lines[line - 1], message).toBeDefined();
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        }
      }),
      { numRuns: 400, seed: 20 },
    );
  });
});
