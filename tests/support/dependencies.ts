/** Everything that findings depend on, beside the linted file and the options: a project, and a change that shows in them. */
import { gzipSync } from "node:zlib";
import * as tar from "tar";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export type Files = Readonly<Record<string, string | Buffer>>;

export interface Dependency {
  readonly what: string;
  /** The project; each of them is whole, so that cases do not lean on each other. */
  readonly files: Files;
  /** What is written later; undefined for a file that is deleted. */
  readonly change: Readonly<Record<string, string | Buffer | undefined>>;
}

const REPLICATION_TS = `import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
export const make = (scope: any) => new ElasticacheReplicationGroup(scope, "g", { replicationGroupId: "g", replicationGroupDescription: "x" });
`;
const REPLICATION_PY = `from cdktf_cdktf_provider_aws.elasticache_replication_group import ElasticacheReplicationGroup
def make(scope):
    ElasticacheReplicationGroup(scope, "g", replication_group_id="g", replication_group_description="x")
`;
const DELAY_TS = `import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { delay } from "./values";
export const make = (scope: any) => new LbTargetGroup(scope, "t", { deregistrationDelay: delay });
`;
const DELAY_PY = `from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from values import delay
def make(scope):
    LbTargetGroup(scope, "t", deregistration_delay=delay)
`;
const STACK_PY = `from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.vpc import Vpc
class Network(TerraformStack):
    def __init__(self, scope, id_):
        super().__init__(scope, id_)
        self.vpc = Vpc(self, "vpc", cidr_block="10.0.0.0/16")
`;
const OUTPUT_PY = `from cdktf import App, TerraformOutput
from network import Network
app = App()
network = Network(app, "network")
TerraformOutput(network, "id", value=network.vpc.id)
`;
const ANVIL_TS = (from: string): string => `import { Anvil } from "${from}";
export const make = (scope: any) => new Anvil(scope, "a", { weight: "10" });
`;
const anvilSource = (type: string, body: string): string => `import * as cdktf from 'cdktf';
export interface AnvilConfig extends cdktf.TerraformMetaArguments {
  readonly weight: ${type};
}
export ${body} class Anvil extends cdktf.TerraformResource {
  public static readonly tfResourceType${body === "declare" ? ": string" : ' = "acme_anvil"'};
  public constructor(scope: any, id: string, config: AnvilConfig)${body === "declare" ? ";" : " { super(scope, id, {} as any); }"}
}
`;

function packageJson(fields: object): string {
  return JSON.stringify({ name: "app", version: "1.0.0", ...fields });
}

function packageLock(version: string): string {
  return JSON.stringify({ name: "app", lockfileVersion: 3, packages: { "": {}, "node_modules/@cdktf/provider-aws": { version } } });
}

function anvilArchive(primitive: string): Buffer {
  const name = "acme";
  const home = { assembly: name, namespace: "anvil" };
  const manifest = {
    schema: "jsii/0.10.0", name, version: "0.0.0", targets: { python: { module: "imports.acme" } }, submodules: { "acme.anvil": { symbolId: "providers/acme/anvil/index:" } },
    types: {
      "acme.anvil.AnvilConfig": { ...home, fqn: "acme.anvil.AnvilConfig", name: "AnvilConfig", kind: "interface", datatype: true, interfaces: ["cdktf.TerraformMetaArguments"], properties: [{ name: "weight", type: { primitive }, immutable: true, abstract: true }] },
      "acme.anvil.Anvil": {
        ...home, fqn: "acme.anvil.Anvil", name: "Anvil", kind: "class", base: "cdktf.TerraformResource",
        initializer: { parameters: [{ name: "scope", type: { fqn: "constructs.Construct" } }, { name: "id", type: { primitive: "string" } }, { name: "config", type: { fqn: "acme.anvil.AnvilConfig" } }] },
      },
    },
  };
  const folder = mkdtempSync(join(tmpdir(), "cdktf-archive-"));
  try {
    mkdirSync(join(folder, "package"));
    writeFileSync(join(folder, "package", ".jsii"), JSON.stringify(manifest));
    tar.create({ file: join(folder, "a.tar"), cwd: folder, sync: true }, ["package/.jsii"]);
    return gzipSync(readFileSync(join(folder, "a.tar")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const DEPENDENCIES: readonly Dependency[] = [
  { what: "package-lock.json", files: { "package.json": packageJson({}), "package-lock.json": packageLock("21.22.1"), "main.ts": REPLICATION_TS }, change: { "package-lock.json": packageLock("12.0.1") } },
  { what: "a lock file that was not there", files: { "package.json": packageJson({}), "main.ts": REPLICATION_TS }, change: { "package-lock.json": packageLock("12.0.1") } },
  { what: "package.json", files: { "package.json": packageJson({ dependencies: { "@cdktf/provider-aws": "21.22.1" } }), "main.ts": REPLICATION_TS }, change: { "package.json": packageJson({ dependencies: { "@cdktf/provider-aws": "12.0.1" } }) } },
  {
    what: "a file that tsconfig.json extends",
    files: {
      "package.json": packageJson({}),
      "tsconfig.json": '{ "extends": "./tsconfig.base.json" }',
      "tsconfig.base.json": '{ "compilerOptions": { "paths": { "@values": ["./one.ts"] } } }',
      "one.ts": "export const delay = 30;\n",
      "two.ts": 'export const delay = "30";\n',
      "main.ts": DELAY_TS.replace("./values", "@values"),
    },
    change: { "tsconfig.base.json": '{ "compilerOptions": { "paths": { "@values": ["./two.ts"] } }, "files": [] }' },
  },
  { what: "requirements.txt", files: { "requirements.txt": "cdktf-cdktf-provider-aws==21.22.1\n", "main.py": REPLICATION_PY }, change: { "requirements.txt": "cdktf-cdktf-provider-aws==12.0.1\n" } },
  { what: "a file that requirements.txt includes", files: { "requirements.txt": "-r pins/aws.txt\n", "pins/aws.txt": "cdktf-cdktf-provider-aws==21.22.1\n", "main.py": REPLICATION_PY }, change: { "pins/aws.txt": "cdktf-cdktf-provider-aws==12.0.1\n" } },
  {
    what: "the installed npm package",
    files: { "package.json": packageJson({}), "node_modules/@cdktf/provider-aws/package.json": '{"name":"@cdktf/provider-aws","version":"21.22.1"}', "main.ts": REPLICATION_TS },
    change: { "node_modules/@cdktf/provider-aws/package.json": '{"name":"@cdktf/provider-aws","version":"12.0.1"}' },
  },
  {
    what: "the installed Python package",
    files: { "pyproject.toml": "", ".venv/lib/python3.11/site-packages/cdktf_cdktf_provider_aws-21.22.1.dist-info/METADATA": "", ".venv/pyvenv.cfg": "", "main.py": REPLICATION_PY },
    change: {
      ".venv/lib/python3.11/site-packages/cdktf_cdktf_provider_aws-21.22.1.dist-info": undefined,
      ".venv/lib/python3.11/site-packages/cdktf_cdktf_provider_aws-12.0.1.dist-info/METADATA": "",
    },
  },
  {
    what: "declarations of an installed package",
    files: {
      "package.json": packageJson({}),
      "node_modules/@cdktf/provider-acme/package.json": '{"name":"@cdktf/provider-acme","version":"1.2.3","types":"lib/index.d.ts"}',
      "node_modules/@cdktf/provider-acme/lib/index.d.ts": "export * as anvil from './anvil';\n",
      "node_modules/@cdktf/provider-acme/lib/anvil/index.d.ts": anvilSource("number", "declare"),
      "main.ts": ANVIL_TS("@cdktf/provider-acme/lib/anvil"),
    },
    change: { "node_modules/@cdktf/provider-acme/lib/anvil/index.d.ts": anvilSource("string", "declare") },
  },
  {
    what: "what is in .gen",
    files: {
      "package.json": packageJson({}),
      "cdktf.json": "{}",
      ".gen/providers/acme/index.ts": "export * as anvil from './anvil';\n",
      ".gen/providers/acme/anvil/index.ts": anvilSource("number", ""),
      "main.ts": ANVIL_TS("./.gen/providers/acme/anvil"),
    },
    change: { ".gen/providers/acme/anvil/index.ts": anvilSource("string", "") },
  },
  {
    what: "what is in imports",
    files: {
      "cdktf.json": "{}",
      "imports/__init__.py": "",
      "imports/acme/_jsii/acme@0.0.0.jsii.tgz": anvilArchive("number"),
      "main.py": 'from imports.acme.anvil import Anvil\ndef make(scope):\n    Anvil(scope, "a", weight="10")\n',
    },
    change: { "imports/acme/_jsii/acme@0.0.0.jsii.tgz": anvilArchive("string") },
  },
  { what: "a helper in another TypeScript file", files: { "package.json": packageJson({}), "main.ts": DELAY_TS, "values.ts": 'export const delay = "30";\n' }, change: { "values.ts": "export const delay = 30;\n" } },
  { what: "a helper in another Python file", files: { "pyproject.toml": "", "main.py": DELAY_PY, "values.py": 'delay = "30"\n' }, change: { "values.py": "delay = 30\n" } },
  {
    what: "a helper behind a helper",
    files: { "package.json": packageJson({}), "main.ts": DELAY_TS, "values.ts": 'export { delay } from "./deeper/numbers";\n', "deeper/numbers.ts": 'export const delay = "30";\n' },
    change: { "deeper/numbers.ts": "export const delay = 30;\n" },
  },
  { what: "a new TypeScript file in front of the helper", files: { "package.json": packageJson({}), "main.ts": DELAY_TS, "values/index.ts": 'export const delay = "30";\n' }, change: { "values.ts": "export const delay = 30;\n" } },
  { what: "a new Python file in front of the helper", files: { "pyproject.toml": "", "stacks/main.py": DELAY_PY, "values.py": 'delay = "30"\n' }, change: { "stacks/values.py": "delay = 30\n" } },
  { what: "a helper that is deleted", files: { "package.json": packageJson({}), "main.ts": DELAY_TS, "values.ts": "export const delay = 30;\n" }, change: { "values.ts": undefined } },
  {
    what: "a module of a Python package in several lines",
    files: { "pyproject.toml": "", "app/__init__.py": "", "app/main.py": DELAY_PY.replace("from values import delay", "from . import (\n    other,\n    values as kept,\n)").replace("=delay", "=kept.delay"), "app/other.py": "", "app/values.py": 'delay = "30"\n' },
    change: { "app/values.py": "delay = 30\n" },
  },
  { what: "a new file that gives a stack its outputs", files: { "pyproject.toml": "", "network.py": STACK_PY }, change: { "main.py": OUTPUT_PY } },
  {
    what: "whether an imported file has to do with CDKTF",
    files: { "package.json": packageJson({}), "main.ts": 'import { Vpc } from "./reexport";\nexport const make = (scope: any) => new Vpc(scope, "v", { nope: 1 });\n', "reexport.ts": "export const Vpc: any = undefined;\n" },
    change: { "reexport.ts": 'export { Vpc } from "@cdktf/provider-aws/lib/vpc";\n' },
  },
];

/** Writes files; deletes those that are undefined. */
export function writeFiles(root: string, files: Dependency["change"]): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    if (content === undefined) rmSync(path, { recursive: true });
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }
}
