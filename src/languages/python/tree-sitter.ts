/** The parser itself: tree-sitter in WebAssembly, started when the first Python file comes. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Language, Parser } from "web-tree-sitter";
import type { Memory } from "./tree-reader.js";

// Node has it; its type is declared by the DOM library only.
declare const WebAssembly: { Module: new (bytes: Uint8Array) => object };

/** The part of the generated, synchronous web-tree-sitter that is used here. */
interface TreeSitter {
  Parser: { init(options: { wasmBinary: Uint8Array }): void; module: Memory; new (): Parser };
  Language: { loadSync(module: object): Language };
}

export interface PythonParser {
  readonly parser: Parser;
  readonly language: Language;
  readonly memory: Memory;
}

const GENERATED = join(dirname(fileURLToPath(import.meta.url)), "generated");
const CODE = join(GENERATED, "tree-sitter.cjs");

const require = createRequire(import.meta.url);

let running: PythonParser | undefined;

/** The parser with the Python grammar; nothing is read before the first call. */
export function pythonParser(): PythonParser {
  if (running) return running;
  if (!existsSync(CODE)) throw new Error("The Python parser is not built: run `npm run build` (`npm ci` does it, unless scripts are ignored).");
  const { Parser: ParserClass, Language: LanguageClass } = require(CODE) as TreeSitter;
  ParserClass.init({ wasmBinary: readFileSync(join(GENERATED, "tree-sitter.wasm")) });
  const parser = new ParserClass();
  const language = LanguageClass.loadSync(new WebAssembly.Module(readFileSync(join(GENERATED, "python.wasm"))));
  parser.setLanguage(language);
  running = { parser, language, memory: ParserClass.module };
  return running;
}

/** Gives up a parser whose memory a failure has left in an unknown state; the next file starts a new one. */
export function discardParser(): void {
  running = undefined;
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the module keeps its WebAssembly instance for good
  delete require.cache[CODE];
}
