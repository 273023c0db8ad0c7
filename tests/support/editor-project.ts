/** Projects that editors in tests are opened on; each file of tests that uses this closes its editors at its end. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Diagnostic } from "vscode-languageserver-protocol/node";
import { afterAll, afterEach, expect, vi } from "vitest";
import { Editor, type Settings, vsCode } from "./language-server.js";

const ROOT = join(import.meta.dirname, "../..");

export const CONFIG = 'import cdktf from "eslint-plugin-cdktf";\nexport default [...cdktf.configs.recommended];\n';
const ALL_LANGUAGES = vsCode({ "eslint.validate": ["javascript", "typescript", "python"] });

/** Aliases under which this package has ESLint. */
export type EslintPackage = "eslint" | "eslint9";

/** Each server is a process that starts others; that takes its time on a machine with other work. */
vi.setConfig({ testTimeout: 240_000 });

const editors: Editor[] = [];

afterEach(() => {
  for (const { complaints } of editors) expect(complaints).toEqual([]);
});

afterAll(async () => {
  await Promise.all(editors.map((editor) => editor.stop()));
  for (const { root } of editors) rmSync(root, { recursive: true, force: true });
}, 60_000);

export function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

interface ProjectOptions {
  readonly settings?: Settings;
  readonly eslint?: EslintPackage;
  /** Folder that holds `node_modules`. */
  readonly tools?: string;
}

/** An editor in a project with this plugin, as it is built, and an ESLint. */
export async function editorIn(files: Readonly<Record<string, string>>, { settings = ALL_LANGUAGES, eslint = "eslint", tools = "." }: ProjectOptions = {}): Promise<Editor> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "cdktf-editor-")));
  const modules = join(root, tools, "node_modules");
  mkdirSync(modules, { recursive: true });
  symlinkSync(join(ROOT, "node_modules", eslint), join(modules, "eslint"), "junction");
  symlinkSync(ROOT, join(modules, "eslint-plugin-cdktf"), "junction");
  write(root, files);
  const editor = await Editor.start(root, settings);
  editors.push(editor);
  return editor;
}

/** As an editor lists them: place from 1, level, rule. */
export function listed(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ range: { start, end }, severity, code }) => `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${severity === 1 ? "error" : "warning"} ${code ?? "syntax"}`);
}

export const FLAWED_TS = `import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { RouteTable, RouteTableRouting } from "@cdktf/provider-aws/lib/route-table";
import { Construct } from "constructs";

export function build(scope: Construct): void {
  new LbTargetGroup(scope, "target", { deregistrationDelay: 30, portt: 80 });
  new RouteTable(scope, "table", { vpcId: "vpc-1", route: [{ cidrBlock: "0.0.0.0/0" }] });
}
`;

export const FLAWED_PY = `from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup
from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRouting


def build(scope):
    LbTargetGroup(scope, "target", deregistration_delay=30, portt=80)
    RouteTable(scope, "table", vpc_id="vpc-1", route=[{"cidr_block": "0.0.0.0/0"}])
`;
