/**
 * The language server of VS Code's ESLint extension, driven as an editor drives it: over the protocol, in a project
 * on disk.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type ApplyWorkspaceEditParams,
  type ClientCapabilities,
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type ProtocolConnection,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from "vscode-languageserver-protocol/node";

const require = createRequire(import.meta.url);
const SERVER = join(dirname(require.resolve("vscode-langservers-extracted/package.json")), "bin", "vscode-eslint-language-server");

/** What an editor answers when the server asks for the settings of a document in this language. */
export type Settings = (languageId: string, root: string) => object;

/** Settings as VS Code has them: `eslint.validate` and so on. */
export type VsCodeSettings = Readonly<Record<string, unknown>>;

/** What the extension probes where its settings say nothing, as far as languages of this plugin are concerned. */
const PROBED = ["javascript", "javascriptreact", "typescript", "typescriptreact"];

/** What VS Code's extension makes of its settings before the server gets them. */
export function vsCode(settings: VsCodeSettings): Settings {
  const of = <T>(name: string, fallback: T): T => (settings[`eslint.${name}`] as T | undefined) ?? fallback;
  return (languageId, root) => {
    const validate = of<readonly string[] | undefined>("validate", undefined);
    const [directory] = of<readonly { mode?: string }[]>("workingDirectories", []);
    return {
      // Where `eslint.validate` is set, nothing else is linted.
      validate: validate ? (validate.includes(languageId) ? "on" : "off") : of("probe", PROBED).includes(languageId) ? "probe" : "off",
      packageManager: "npm",
      useESLintClass: false,
      // The server reads this without looking whether it is there.
      experimental: {},
      useRealpaths: false,
      codeAction: { disableRuleComment: { enable: true, location: "separateLine", commentStyle: "line", ...of("codeAction.disableRuleComment", {}) }, showDocumentation: { enable: true } },
      codeActionOnSave: { mode: "all" },
      format: false,
      quiet: false,
      onIgnoredFiles: "off",
      options: of("options", {}),
      rulesCustomizations: [],
      run: "onType",
      problems: { shortenToSingleLine: false },
      nodePath: of("nodePath", null),
      workspaceFolder: { name: "project", uri: pathToFileURL(root).href },
      ...(directory?.mode === undefined ? {} : { workingDirectory: { mode: directory.mode } }),
    };
  };
}

const CAPABILITIES: ClientCapabilities = {
  workspace: { applyEdit: true, configuration: true, workspaceFolders: true, workspaceEdit: { documentChanges: true }, diagnostics: { refreshSupport: true } },
  textDocument: {
    diagnostic: { dynamicRegistration: false },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source", "source.fixAll", "source.fixAll.eslint"] } } },
  },
};

interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  version: number;
  text: string;
}

export class Editor {
  readonly #connection: ProtocolConnection;
  readonly #documents = new Map<string, OpenDocument>();
  /** Everything that the server complained about or would have shown to a person. */
  readonly complaints: string[] = [];
  /** Documentation that was opened. */
  readonly opened: string[] = [];

  private constructor(
    readonly root: string,
    readonly settings: Settings,
    readonly child: ChildProcess,
  ) {
    this.#connection = createProtocolConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
    child.stderr!.setEncoding("utf8").on("data", (text: string) => this.complaints.push(`stderr: ${text}`));
    this.#answer();
    this.#connection.listen();
  }

  /**
   * Starts the server.
   *
   * @param root folder of the project, with `eslint` in its `node_modules`
   */
  static async start(root: string, settings: Settings): Promise<Editor> {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== "NODE_OPTIONS" && name !== "DEBUG"));
    const editor = new Editor(root, settings, spawn(process.execPath, [SERVER, "--stdio"], { cwd: root, env }));
    await editor.#connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(root).href,
      workspaceFolders: [{ name: "project", uri: pathToFileURL(root).href }],
      capabilities: CAPABILITIES,
    });
    await editor.#connection.sendNotification("initialized", {});
    return editor;
  }

  #answer(): void {
    const connection = this.#connection;
    connection.onRequest("workspace/configuration", ({ items }: { items: { scopeUri: string }[] }) => items.map(({ scopeUri }) => this.settings(this.#documents.get(scopeUri)?.languageId ?? "", this.root)));
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("workspace/diagnostic/refresh", () => null);
    connection.onRequest("window/workDoneProgress/create", () => null);
    connection.onRequest("workspace/applyEdit", async ({ edit }: ApplyWorkspaceEditParams) => {
      for (const change of edit.documentChanges ?? []) if ("edits" in change) await this.#edit(change.textDocument.uri, change.edits as TextEdit[]);
      return { applied: true };
    });
    connection.onRequest("eslint/openDoc", ({ url }: { url: string }) => {
      this.opened.push(url);
      return {};
    });
    for (const method of ["eslint/noConfig", "eslint/noLibrary", "eslint/probeFailed", "window/showMessageRequest"]) {
      connection.onRequest(method, (params: unknown) => {
        this.complaints.push(`${method}: ${JSON.stringify(params)}`);
        return null;
      });
    }
    connection.onNotification("window/showMessage", ({ message }: { message: string }) => {
      this.complaints.push(`shown: ${message}`);
    });
    connection.onNotification("window/logMessage", ({ type, message }: { type: number; message: string }) => {
      // 1 is an error, 2 a warning; the rest says which library was loaded.
      if (type <= 2) this.complaints.push(`logged: ${message}`);
    });
    connection.onNotification("eslint/status", ({ state }: { state: number }) => {
      if (state !== 1) this.complaints.push(`status ${state}`);
    });
    for (const method of ["eslint/exitCalled", "eslint/showOutputChannel"]) {
      connection.onNotification(method, (params: unknown) => {
        this.complaints.push(`${method}: ${JSON.stringify(params)}`);
      });
    }
  }

  #document(file: string): OpenDocument {
    const document = this.#documents.get(pathToFileURL(join(this.root, file)).href);
    if (!document) throw new Error(`${file} is not open`);
    return document;
  }

  /** Opens a file as it is on disk, and says what is found in it. */
  async open(file: string, languageId: string): Promise<Diagnostic[]> {
    const uri = pathToFileURL(join(this.root, file)).href;
    const document: OpenDocument = { uri, languageId, version: 1, text: readFileSync(fileURLToPath(uri), "utf8") };
    this.#documents.set(uri, document);
    await this.#connection.sendNotification("textDocument/didOpen", { textDocument: document });
    return this.diagnostics(file);
  }

  text(file: string): string {
    return this.#document(file).text;
  }

  /** Asks for the findings, as editors do after each change. */
  async diagnostics(file: string): Promise<Diagnostic[]> {
    const report: DocumentDiagnosticReport = await this.#connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: this.#document(file).uri } });
    if (report.kind !== "full") throw new Error(`a ${report.kind} report`);
    return report.items;
  }

  /** Replaces text as typing does: by its place, not by sending the file anew. */
  async replace(file: string, start: number, end: number, newText: string): Promise<Diagnostic[]> {
    const document = this.#document(file);
    await this.#edit(document.uri, [{ range: { start: positionAt(document.text, start), end: positionAt(document.text, end) }, newText }]);
    return this.diagnostics(file);
  }

  async #edit(uri: string, edits: readonly TextEdit[]): Promise<void> {
    const document = this.#documents.get(uri);
    if (!document) throw new Error(`an edit of ${uri}, which is not open`);
    // From the last to the first: none moves another.
    const ordered = [...edits].sort((a, b) => offsetAt(document.text, b.range.start) - offsetAt(document.text, a.range.start));
    for (const { range, newText } of ordered) document.text = document.text.slice(0, offsetAt(document.text, range.start)) + newText + document.text.slice(offsetAt(document.text, range.end));
    document.version++;
    await this.#connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: document.version },
      contentChanges: ordered.map(({ range, newText }) => ({ range, text: newText })),
    });
  }

  /** What the light bulb offers at a finding. */
  async actions(file: string, diagnostic: Diagnostic): Promise<CodeAction[]> {
    return this.#codeActions(file, diagnostic.range, { diagnostics: [diagnostic] });
  }

  async #codeActions(file: string, range: Range, context: object): Promise<CodeAction[]> {
    return (await this.#connection.sendRequest("textDocument/codeAction", { textDocument: { uri: this.#document(file).uri }, range, context })) ?? [];
  }

  /** Takes what was offered, and says what is found then. */
  async apply(file: string, action: CodeAction): Promise<Diagnostic[]> {
    if (action.edit) for (const change of action.edit.documentChanges ?? []) if ("edits" in change) await this.#edit(change.textDocument.uri, change.edits as TextEdit[]);
    if (action.command) await this.#connection.sendRequest("workspace/executeCommand", { command: action.command.command, arguments: action.command.arguments });
    return this.diagnostics(file);
  }

  /** Saves with `"editor.codeActionsOnSave": { "source.fixAll.eslint": … }`. */
  async fixOnSave(file: string): Promise<Diagnostic[]> {
    const { text } = this.#document(file);
    const [action] = await this.#codeActions(file, { start: { line: 0, character: 0 }, end: positionAt(text, text.length) }, { diagnostics: [], only: ["source.fixAll.eslint"] });
    return action ? this.apply(file, action) : this.diagnostics(file);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.child.once("close", resolve));
    await this.#connection.sendRequest("shutdown");
    await this.#connection.sendNotification("exit");
    await closed;
    this.#connection.dispose();
  }
}

function positionAt(text: string, offset: number): Range["start"] {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length - 1, character: offset - (before.lastIndexOf("\n") + 1) };
}

function offsetAt(text: string, { line, character }: Range["start"]): number {
  let start = 0;
  for (let at = 0; at < line; at++) {
    const next = text.indexOf("\n", start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  const end = text.indexOf("\n", start);
  // Positions behind the end of a line mean its end.
  return Math.min(start + character, end < 0 ? text.length : end);
}
