/** The settings of docs/editors.md, given to the language server as the editors that they are for would give them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse as parseJsonc } from "jsonc-parser";
import { parse as parseToml } from "smol-toml";
import { describe, expect, it } from "vitest";
import { CONFIG, editorIn, FLAWED_PY, FLAWED_TS } from "../support/editor-project.js";
import { type Editor, type Settings, vsCode, type VsCodeSettings } from "../support/language-server.js";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/editors.md"), "utf8");
const BLOCKS = [...PAGE.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gmu)].map(([, language = "", text = ""]) => ({ language, text }));
const FILES = { "package.json": "{}", "eslint.config.mjs": CONFIG, "stack.ts": FLAWED_TS, "stack.py": FLAWED_PY };

/** The example that begins with this comment. */
function example(title: string): string {
  const found = BLOCKS.filter(({ text }) => /^(?:\/\/|#|--) (.*)/u.exec(text)?.[1] === title);
  expect(found, title).toHaveLength(1);
  return found[0]!.text;
}

function jsonc(title: string): VsCodeSettings {
  return parseJsonc(example(title)) as VsCodeSettings;
}

/** How many findings an editor shows in both files. */
async function shown(editor: Editor): Promise<{ typescript: number; python: number }> {
  return { typescript: (await editor.open("stack.ts", "typescript")).length, python: (await editor.open("stack.py", "python")).length };
}

/** What the light bulb offers at the first finding in the Python file. */
async function offered(editor: Editor): Promise<string[]> {
  const [finding] = await editor.diagnostics("stack.py");
  return (await editor.actions("stack.py", finding!)).map(({ title }) => title);
}

const WITHOUT_COMMENTS = ["Remove `RouteTableRouting`, which nothing here uses. (cdktf/no-unknown-import)", "Show documentation for cdktf/no-unknown-import"];
const BOTH = { typescript: 4, python: 5 };

describe("VS Code", () => {
  it("lints both languages with the settings of the manual", async () => {
    const settings = jsonc(".vscode/settings.json");
    expect(settings["editor.codeActionsOnSave"]).toEqual({ "source.fixAll.eslint": "explicit" });
    expect(await shown(await editorIn(FILES, { settings: vsCode(settings) }))).toEqual(BOTH);
  });

  it("lints no Python without them, nor by probing, which knows no Python", async () => {
    expect(await shown(await editorIn(FILES, { settings: vsCode({}) }))).toEqual({ typescript: 4, python: 0 });
    const probing = await editorIn(FILES, { settings: vsCode({ "eslint.probe": ["typescript", "python"] }) });
    expect(await shown(probing)).toEqual({ typescript: 4, python: 0 });
    expect(probing.complaints.splice(0)).toEqual([expect.stringMatching(/^eslint\/probeFailed: .*stack\.py/u)]);
  });

  it("lints a Python project, and offers no comments that are none in Python", async () => {
    const editor = await editorIn(FILES, { settings: vsCode(jsonc(".vscode/settings.json of a Python project")) });
    expect(await shown(editor)).toEqual({ typescript: 0, python: 5 });
    expect(await offered(editor)).toEqual(WITHOUT_COMMENTS);
  });

  it("finds the linter in another folder", async () => {
    const { "stack.ts": typescript, "stack.py": python } = FILES;
    const settings = vsCode(jsonc(".vscode/settings.json with the linter in another folder"));
    const editor = await editorIn({ "stack.ts": typescript, "stack.py": python, "tools/package.json": "{}", "tools/eslint.config.mjs": CONFIG }, { settings, tools: "tools" });
    expect(await shown(editor)).toEqual(BOTH);
  });

  it("takes the configuration that is nearest in a monorepo, with and without working directories", async () => {
    const strict = CONFIG.replace("configs.recommended", "configs.strict");
    const files = { ...FILES, "packages/a/package.json": "{}", "packages/a/eslint.config.mjs": strict, "packages/a/stack.py": FLAWED_PY };
    for (const settings of [jsonc(".vscode/settings.json"), jsonc(".vscode/settings.json of a monorepo")]) {
      const editor = await editorIn(files, { settings: vsCode(settings) });
      const levels = async (file: string): Promise<unknown[]> => (await editor.open(file, "python")).map(({ severity }) => severity);
      expect(await levels("stack.py")).toContain(2);
      expect(new Set(await levels("packages/a/stack.py"))).toEqual(new Set([1]));
    }
  });
});

describe("other editors", () => {
  /** A client that knows nothing of the server answers with what it was told. */
  const answering = (config: unknown): Settings => () => config as object;

  it("Helix", async () => {
    const { "language-server": servers, language } = parseToml(example(".helix/languages.toml")) as { "language-server": Record<string, { config: object }>; language: { name: string; "language-servers": string[] }[] };
    expect(language.filter((one) => one["language-servers"].includes("vscode-eslint-language-server")).map(({ name }) => name)).toEqual(["typescript", "python"]);
    const editor = await editorIn(FILES, { settings: answering(servers["vscode-eslint-language-server"]?.config) });
    expect(await shown(editor)).toEqual(BOTH);
    expect(await offered(editor)).toEqual(WITHOUT_COMMENTS);
  });

  it("JetBrains with LSP4IJ", async () => {
    const config = BLOCKS.filter(({ language }) => language === "json").map(({ text }) => JSON.parse(text) as object);
    expect(config).toHaveLength(1);
    const editor = await editorIn(FILES, { settings: answering(config[0]) });
    expect(await shown(editor)).toEqual(BOTH);
    expect(await offered(editor)).toEqual(WITHOUT_COMMENTS);
  });

  it("Zed, over what it asks by itself", async () => {
    const { languages, lsp } = jsonc(".zed/settings.json") as { languages: Record<string, { language_servers?: string[] }>; lsp: { eslint: { settings: { experimental: object; codeAction: { disableRuleComment: object } } } } };
    expect(languages["Python"]?.language_servers).toEqual(["eslint", "..."]);
    const { experimental, codeAction } = lsp.eslint.settings;
    const settings: Settings = (_, root) => ({
      validate: "on", rulesCustomizations: [], run: "onType", nodePath: null, workingDirectory: { mode: "auto" }, problems: {}, codeActionOnSave: { enable: true }, experimental: { useFlatConfig: true, ...experimental },
      workspaceFolder: { name: "project", uri: pathToFileURL(root).href },
      codeAction: { disableRuleComment: { enable: true, location: "separateLine", ...codeAction.disableRuleComment }, showDocumentation: { enable: true } },
    });
    const editor = await editorIn(FILES, { settings });
    expect(await shown(editor)).toEqual(BOTH);
    expect(await offered(editor)).toEqual(WITHOUT_COMMENTS);
  });

  it("Neovim, with what nvim-lspconfig asks by itself", async () => {
    expect(example("init.lua")).toContain('"python"');
    const settings: Settings = (_, root) => ({
      validate: "on", useESLintClass: false, experimental: {}, codeActionOnSave: { enable: false, mode: "all" }, format: true, quiet: false, onIgnoredFiles: "off", rulesCustomizations: [], run: "onType",
      problems: { shortenToSingleLine: false }, nodePath: "", workingDirectory: { mode: "auto" }, codeAction: { disableRuleComment: { enable: true, location: "separateLine" }, showDocumentation: { enable: true } },
      workspaceFolder: { name: "project", uri: pathToFileURL(root).href },
    });
    expect(await shown(await editorIn(FILES, { settings }))).toEqual(BOTH);
  });
});
