/** Python as an ESLint language: `language: "cdktf/python"`. */
import { NODE_FIELDS, type PyModule } from "./nodes.js";
import { parsePython, type PythonSyntaxError } from "./parser.js";
import { PythonSourceCode } from "./source-code.js";

export interface TextFile {
  readonly body: string | Uint8Array;
}

/** Every node has its children under the same key. */
const visitorKeys: Readonly<Record<string, readonly string[]>> = Object.fromEntries(Object.keys(NODE_FIELDS).map((type) => [type, ["children"]]));

export const pythonLanguage = {
  fileType: "text" as const,
  lineStart: 1 as const,
  columnStart: 0 as const,
  nodeTypeKey: "type" as const,
  visitorKeys,
  defaultLanguageOptions: {},

  /** Options of other languages reach this one from configurations without `files`; none of them matters. */
  validateLanguageOptions(): void {},

  parse(file: TextFile): { ok: true; ast: PyModule } | { ok: false; errors: readonly PythonSyntaxError[] } {
    return parsePython(file.body as string);
  },

  createSourceCode(file: TextFile, { ast }: { ast: PyModule }): PythonSourceCode {
    return new PythonSourceCode({ text: file.body as string, ast });
  },
};
