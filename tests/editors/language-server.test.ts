/** The plugin in an editor: the language server of VS Code's ESLint extension, with ESLint 10 and 9, in both languages. */
import { join } from "node:path";
import type { Diagnostic } from "vscode-languageserver-protocol/node";
import { describe, expect, it } from "vitest";
import { CONFIG, editorIn, type EslintPackage, FLAWED_PY, FLAWED_TS, listed, write } from "../support/editor-project.js";
import { keystrokes } from "../support/keystrokes.js";
import type { Editor } from "../support/language-server.js";

const PAGES = "https://github.com/eslint-plugin-cdktf/eslint-plugin-cdktf/blob/main/docs/rules";

const shared = new Map<EslintPackage, Promise<Editor>>();
let projects = 0;

/** A window that stays open, and these files in a folder of their own in it. */
async function inWindow(files: Readonly<Record<string, string>>, eslint: EslintPackage = "eslint"): Promise<{ editor: Editor; at: (name: string) => string }> {
  let started = shared.get(eslint);
  if (!started) shared.set(eslint, (started = editorIn({ "package.json": "{}", "eslint.config.mjs": CONFIG }, { eslint })));
  const editor = await started;
  const folder = `project-${++projects}`;
  write(join(editor.root, folder), files);
  return { editor, at: (name) => join(folder, name) };
}

const FILES = { typescript: "stack.ts", python: "stack.py" } as const;

describe.each([["ESLint 10", "eslint"], ["ESLint 9", "eslint9"]] as const)("in an editor with %s", (_, eslint) => {
  it("shows findings in TypeScript where they are, with rule and page", async () => {
    const { editor, at } = await inWindow({ "stack.ts": FLAWED_TS }, eslint);
    const file = at("stack.ts");
    const diagnostics = await editor.open(file, "typescript");
    expect(listed(diagnostics)).toEqual([
      "2:22-2:39 error cdktf/no-unknown-import",
      "6:40-6:59 error cdktf/valid-property-type",
      "6:65-6:70 error cdktf/no-unknown-property",
      "7:52-7:57 warning cdktf/no-inline-routes",
    ]);
    for (const { code, codeDescription, source } of diagnostics) {
      expect(codeDescription?.href).toBe(`${PAGES}/${String(code).slice("cdktf/".length)}.md`);
      expect(source).toBe("eslint");
    }
    expect(diagnostics[1]?.message).toMatch(/^`deregistrationDelay` of `LbTargetGroup` takes a string since .* write `"30"`\.$/u);
  });

  it("shows findings in Python where they are, with rule and page", async () => {
    const { editor, at } = await inWindow({ "stack.py": FLAWED_PY }, eslint);
    const file = at("stack.py");
    const diagnostics = await editor.open(file, "python");
    expect(listed(diagnostics)).toEqual([
      "2:62-2:79 error cdktf/no-unknown-import",
      "6:36-6:56 error cdktf/valid-property-type",
      "6:61-6:66 error cdktf/no-unknown-property",
      "7:48-7:53 warning cdktf/no-inline-routes",
      "7:56-7:68 error cdktf/no-dropped-block-keys",
    ]);
    for (const { code, codeDescription } of diagnostics) expect(codeDescription?.href).toBe(`${PAGES}/${String(code).slice("cdktf/".length)}.md`);
  });

  it.each([
    ["typescript", FLAWED_TS, "deregistrationDelay: 30", 'deregistrationDelay: "30"'],
    ["python", FLAWED_PY, "deregistration_delay=30", 'deregistration_delay="30"'],
  ] as const)("repairs a finding in %s by its light bulb, and it goes", async (language, text, before, after) => {
    const name = FILES[language];
    const { editor, at } = await inWindow({ [name]: text }, eslint);
    const file = at(name);
    const diagnostics = await editor.open(file, language);
    const finding = diagnostics.find(({ code }) => code === "cdktf/valid-property-type")!;
    const actions = await editor.actions(file, finding);
    expect(actions.map(({ title }) => title)).toEqual([
      "Fix this cdktf/valid-property-type problem",
      "Disable cdktf/valid-property-type for this line",
      "Disable cdktf/valid-property-type for the entire file",
      "Show documentation for cdktf/valid-property-type",
      "Fix all auto-fixable problems",
    ]);
    const left = await editor.apply(file, actions[0]!);
    expect(editor.text(file)).toBe(text.replace(before, after));
    expect(left.map(({ code }) => code)).toEqual(diagnostics.map(({ code }) => code).filter((code) => code !== finding.code));
    await editor.apply(file, actions[3]!);
    expect(editor.opened.splice(0)).toEqual([`${PAGES}/valid-property-type.md`]);
  });

  it.each([
    ["typescript", FLAWED_TS, (text: string) => text.replace("30", '"30"')],
    ["python", FLAWED_PY, (text: string) => text.replace("=30", '="30"').replace('{"cidr_block": "0.0.0.0/0"}', 'RouteTableRoute(cidr_block="0.0.0.0/0")').replace("import RouteTable, RouteTableRouting", "import RouteTable, RouteTableRouting, RouteTableRoute")],
  ] as const)("repairs %s on saving", async (language, text, repaired) => {
    const name = FILES[language];
    const { editor, at } = await inWindow({ [name]: text }, eslint);
    const file = at(name);
    await editor.open(file, language);
    const left = await editor.fixOnSave(file);
    expect(editor.text(file)).toBe(repaired(text));
    expect(left.map(({ code }) => code)).toEqual(["cdktf/no-unknown-import", "cdktf/no-unknown-property", "cdktf/no-inline-routes"]);
  });
});

describe("while somebody types", () => {
  it.each(["typescript", "python"] as const)("findings in %s go and come", async (language) => {
    const name = FILES[language];
    const text = language === "python" ? FLAWED_PY : FLAWED_TS;
    const { editor, at } = await inWindow({ [name]: text });
    const file = at(name);
    const rules = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code).filter((code) => code === "cdktf/no-unknown-property");
    expect(rules(await editor.open(file, language))).toHaveLength(1);
    const start = editor.text(file).indexOf("portt") + "port".length;
    expect(rules(await editor.replace(file, start, start + 1, ""))).toEqual([]);
    expect(rules(await editor.replace(file, start, start, "z"))).toHaveLength(1);
  });

  it.each(["typescript", "python"] as const)("%s is never a flood, and nothing is said of a key that is not whole", async (language) => {
    const name = FILES[language];
    const { before, typed, after } = EDITS[language];
    const { editor, at } = await inWindow({ [name]: before + after });
    const file = at(name);
    expect(listed(await editor.open(file, language))).toEqual([]);
    const said = new Set<string>();
    let states = 0;
    for (const { at: offset, removed, text } of keystrokes(typed)) {
      const start = before.length + offset;
      const found = await editor.replace(file, start, start + removed, text);
      states++;
      // At most what is wrong with the one construct that is being typed: what it needs, and one thing in it.
      expect(found.length, editor.text(file)).toBeLessThanOrEqual(2);
      const end = start + text.length;
      const lines = editor.text(file).slice(before.length, end).split("\n").length;
      const first = before.split("\n").length;
      for (const { code, range, ...diagnostic } of found) {
        if (code === undefined) continue;
        const message = String(diagnostic.message);
        expect(range.start.line + 1, message).toBeGreaterThanOrEqual(first);
        expect(range.start.line + 1, message).toBeLessThan(first + lines);
        // Attributes are read letter by letter; one of them stands for all.
        said.add(`${code} ${code === "cdktf/no-unknown-attribute" ? message.replace(/^`\w+`/u, "`…`").replace(/; did you mean.*/u, ".") : message}`);
      }
    }
    expect(states).toBeGreaterThan(300);
    expect(listed(await editor.diagnostics(file))).toEqual([]);
    expect(editor.text(file)).toBe(before + typed + after);
    // No key or keyword in the making is called unknown.
    expect([...said].filter((key) => /^cdktf\/(?:no-unknown-property|no-unknown-import)/u.test(key))).toEqual([]);
    expect([...said].filter((key) => /keyword arguments/u.test(key))).toEqual([]);
    expect([...said].sort()).toMatchSnapshot();
  });

  it("a line too many in a broken file is one finding, whatever else is wrong", async () => {
    const { editor, at } = await inWindow({ "stack.ts": FLAWED_TS, "stack.py": FLAWED_PY });
    for (const [file, language] of [[at("stack.ts"), "typescript"], [at("stack.py"), "python"]] as const) {
      await editor.open(file, language);
      const found = await editor.replace(file, 0, 0, "import {\n");
      expect(listed(found)).toHaveLength(1);
      expect(found[0]?.message).toMatch(/^Parsing error: /u);
    }
  });
});

describe("files beside the one that is open", () => {
  const OUTDATED = `from cdktf_cdktf_provider_aws.elasticache_replication_group import ElasticacheReplicationGroup

def build(scope):
    ElasticacheReplicationGroup(scope, "cache", replication_group_id="c", replication_group_description="d")
`;

  it("a changed lock file counts at the next look", async () => {
    const { editor, at } = await inWindow({ "stack.py": OUTDATED, "requirements.txt": "cdktf-cdktf-provider-aws==12.0.0\n", "stack.ts": FLAWED_TS, "package.json": "{}", "package-lock.json": lock("12.0.0") });
    expect(listed(await editor.open(at("stack.py"), "python"))).toEqual([]);
    write(editor.root, { [at("requirements.txt")]: "cdktf-cdktf-provider-aws==21.22.1\n" });
    expect(listed(await editor.diagnostics(at("stack.py")))).toEqual([
      "4:5-4:32 error cdktf/no-missing-property",
      "4:75-4:104 error cdktf/no-unknown-property",
    ]);
    expect((await editor.open(at("stack.ts"), "typescript"))[0]?.message).toContain("12.0.0");
    write(editor.root, { [at("package-lock.json")]: lock("21.22.1") });
    expect((await editor.diagnostics(at("stack.ts")))[0]?.message).toContain("21.22.1");
  });
});

describe("comments that disable a rule", () => {
  it("are written by the light bulb in TypeScript", async () => {
    const { editor, at } = await inWindow({ "stack.ts": FLAWED_TS });
    const file = at("stack.ts");
    const finding = (await editor.open(file, "typescript")).find(({ code }) => code === "cdktf/no-inline-routes")!;
    const action = (await editor.actions(file, finding)).find(({ title }) => title === "Disable cdktf/no-inline-routes for this line")!;
    const left = await editor.apply(file, action);
    expect(editor.text(file)).toContain('\n  // eslint-disable-next-line cdktf/no-inline-routes\n  new RouteTable(');
    expect(left.map(({ code }) => code)).not.toContain("cdktf/no-inline-routes");
  });

  it("come out in JavaScript's form in Python, and the error there says what to write", async () => {
    const { editor, at } = await inWindow({ "stack.py": FLAWED_PY });
    const file = at("stack.py");
    const finding = (await editor.open(file, "python")).find(({ code }) => code === "cdktf/no-inline-routes")!;
    const action = (await editor.actions(file, finding)).find(({ title }) => title === "Disable cdktf/no-inline-routes for this line")!;
    const broken = await editor.apply(file, action);
    expect(listed(broken)).toEqual(["7:5-7:5 error syntax"]);
    expect(broken[0]?.message).toBe("Parsing error: Invalid Python: a comment starts with `#` here; write `# eslint-disable-next-line cdktf/no-inline-routes`");
    const start = editor.text(file).indexOf("//");
    const left = await editor.replace(file, start, start + 2, "#");
    expect(left.map(({ code }) => code)).toEqual(["cdktf/no-unknown-import", "cdktf/valid-property-type", "cdktf/no-unknown-property", "cdktf/no-dropped-block-keys"]);
  });
});

function lock(version: string): string {
  return JSON.stringify({ lockfileVersion: 3, packages: { "": { dependencies: { "@cdktf/provider-aws": version } }, "node_modules/@cdktf/provider-aws": { version } } });
}

const EDITS = {
  typescript: {
    before: `import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";

export class NetworkStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "eu-central-1" });
    const network = new Vpc(this, "vpc", { cidrBlock: "10.0.0.0/16" });
    new TerraformOutput(this, "vpc-id", { value: network.id });
`,
    typed: `    const target = new LbTargetGroup(this, "target", {
      port: 80,
      vpcId: network.id,
      healthCheck: { path: "/health", matcher: "200" },
      tags: { Name: \`\${id}-target\` },
    });
    const cache = new ElasticacheReplicationGroup(this, "cache", {
      replicationGroupId: "sessions",
      description: "Sessions",
      atRestEncryptionEnabled: "true",
      dependsOn: [target],
    });
    new TerraformOutput(this, "endpoint", { value: cache.primaryEndpointAddress });
`,
    after: `  }
}
`,
  },
  python: {
    before: `from cdktf import TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.elasticache_replication_group import ElasticacheReplicationGroup
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup, LbTargetGroupHealthCheck
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct


class NetworkStack(TerraformStack):
    def __init__(self, scope: Construct, id: str):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="eu-central-1")
        network = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
        TerraformOutput(self, "vpc-id", value=network.id)
`,
    typed: `        target = LbTargetGroup(
            self,
            "target",
            port=80,
            vpc_id=network.id,
            health_check=LbTargetGroupHealthCheck(path="/health", matcher="200"),
            tags={"Name": f"{id}-target"},
        )
        cache = ElasticacheReplicationGroup(
            self,
            "cache",
            replication_group_id="sessions",
            description="Sessions",
            at_rest_encryption_enabled="true",
            depends_on=[target],
        )
        TerraformOutput(self, "endpoint", value=cache.primary_endpoint_address)
`,
    after: `

def names():
    return [NetworkStack.__name__]
`,
  },
} as const;
