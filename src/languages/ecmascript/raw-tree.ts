/**
 * Syntax trees made of the parser's own memory instead of JSON: the same trees in a tenth of the time, but for the start
 * of an optional parameter with a decorator, which nothing here asks for.
 *
 * The parser can leave its tree in a buffer that JavaScript made, and its package has the code that makes nodes of it.
 * Both are called directly, since the package's own entry refuses below Node 22, whose views may not be as long as the
 * buffer; the views made here are never that long.
 */
import { createRequire } from "node:module";

/** What the parser's package has for this; the package's version is exact in package.json. */
interface Bindings {
  rawTransferSupported(): boolean;
  /** Where in a view of a buffer the block may begin. */
  getBufferOffset(view: Uint8Array): number;
  parseRawSync(filename: string, block: Uint8Array, start: number, length: number, options: object): void;
}

interface Constants {
  readonly BLOCK_SIZE: number;
  readonly BLOCK_ALIGN: number;
  readonly BUFFER_SIZE: number;
  readonly ACTIVE_SIZE: number;
}

interface Block {
  readonly block: Uint8Array;
  /** The part of the block that has the tree, with views of its own on the same memory. */
  readonly tree: Uint8Array & { int32?: Int32Array; float64?: Float64Array };
  readonly constants: Constants;
  readonly bindings: Bindings;
  readonly deserialize: (tree: Uint8Array, text: string, start: number, length: number) => unknown;
}

/** Trees that are made of JSON before the other way, which takes longer to get ready, is worth it. */
const PARSED_BEFORE = 6;
/** In UTF-16 units. The memory of a longer text's tree would never be given back. */
const LONGEST_TEXT = 262_144;

const ownRequire = createRequire(import.meta.url);
const encoder = new TextEncoder();
let isWanted = false;
let parsed = 0;
let block: Block | undefined;

/**
 * From now on trees are made so. For a process of our own: V8 counts the addresses as memory and collects all garbage
 * when they are taken, which in an editor's server would be felt.
 */
export function makeTreesRaw(): void {
  isWanted = true;
}

/**
 * Parses a text, if that is worth it, and possible here.
 *
 * @param options as for the parser's `parseSync`, without `range`
 * @returns what `parseSync` does, or nothing: then `parseSync` is to be called
 */
export function parsedRaw<Result>(filename: string, text: string, options: object): Result | undefined {
  if (!isWanted || text.length > LONGEST_TEXT || ++parsed <= PARSED_BEFORE) return undefined;
  try {
    block ??= newBlock();
    return read(block, filename, text, options) as Result;
  } catch {
    // No address space, another parser than expected, or a tree too deep: none of it matters to the other way.
    isWanted = block !== undefined;
    return undefined;
  }
}

function read({ bindings, block, constants, deserialize, tree }: Block, filename: string, text: string, options: object): unknown {
  const longest = text.length * 3;
  // The text's place is the end of what the tree may use.
  const start = constants.ACTIVE_SIZE - longest;
  const { written } = encoder.encodeInto(text, new Uint8Array(tree.buffer, tree.byteOffset + start, longest));
  bindings.parseRawSync(filename, block, start, written, options);
  return deserialize(tree, text, start, written);
}

/** Takes addresses, not memory: a page of the block is there once it is written to. */
function newBlock(): Block {
  // Windows promises memory for every address that is taken.
  if (process.platform === "win32" || process.versions["bun"] !== undefined) throw new Error("not here");
  // The package exports its entry point alone.
  const inside = createRequire(ownRequire.resolve("oxc-parser"));
  const bindings = inside("./bindings.js") as Bindings;
  if (!bindings.rawTransferSupported()) throw new Error("not on this machine");
  const constants = inside("./generated/constants.js") as Constants;
  const { deserialize } = inside("./generated/deserialize/ts.js") as Pick<Block, "deserialize">;
  const { BLOCK_ALIGN, BLOCK_SIZE, BUFFER_SIZE } = constants;
  const memory = new ArrayBuffer(BLOCK_SIZE + BLOCK_ALIGN);
  const offset = bindings.getBufferOffset(new Uint8Array(memory, 0, BLOCK_SIZE));
  const tree: Block["tree"] = new Uint8Array(memory, offset, BUFFER_SIZE);
  tree.int32 = new Int32Array(memory, offset, BUFFER_SIZE / 4);
  tree.float64 = new Float64Array(memory, offset, BUFFER_SIZE / 8);
  return { bindings, block: new Uint8Array(memory, offset, BLOCK_SIZE), constants, deserialize, tree };
}
