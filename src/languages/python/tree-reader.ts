/**
 * tree-sitter's tree, read where it lies in WebAssembly's memory.
 *
 * Each question to tree-sitter's own cursor crosses into WebAssembly and back, millions of times in a large run. Trees
 * are immutable, so they can be read in place instead. The layout is that of `Subtree` in tree-sitter's `subtree.h` and
 * of `TSLanguage` in the grammar's `parser.h`; the walk is that of its `tree_cursor.c`.
 * `scripts/build-python-parser.mjs` refuses a version in which those differ.
 */
import type { Language, Tree } from "web-tree-sitter";

/** The memory as it is now: it is replaced when it grows. Addresses are bytes, below 2 GiB. */
export interface Memory {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU16: Uint16Array;
  readonly HEAP32: Int32Array;
}

/** `TSLanguage`: offsets of its fields, in bytes. */
const LANGUAGE = { symbolCount: 4, aliasCount: 8, productionCount: 28, maxAliasSequence: 36, fieldMapSlices: 64, fieldMapEntries: 68, publicSymbols: 76, aliasSequences: 84 };
/** `TSFieldMapEntry`: field (16 bits), index of the child (8), whether inherited (8). */
const FIELD_MAP_ENTRY = 4;

/** `Subtree`: a pointer, or the data of a small leaf if the lowest bit is set. */
const SUBTREE = 8;
const IS_INLINE = 1;
/** Bits of an inline leaf's first word; its symbol is the second byte. The last two bytes are its padding and its size. */
const INLINE_VISIBLE = 1 << 1;
const INLINE_EXTRA = 1 << 3;
/** `SubtreeHeapData`: offsets in words of 32 bits; the symbol is the lower half of one, the production the upper half. */
const PADDING = 1;
const SIZE = 4;
const CHILD_COUNT = 9;
const SYMBOL = 10;
const FLAGS = 11;
const VISIBLE_CHILD_COUNT = 12;
const PRODUCTION = 16;
const HEAP_VISIBLE = 1 << 0;
const HEAP_EXTRA = 1 << 2;

const ERROR_SYMBOL = 0xffff;

/** What the reader needs to know of a language, row by row for each production. */
interface Productions {
  /** Length of a row. */
  readonly width: number;
  /** The symbol that stands for a child instead of its own, or 0. */
  readonly aliases: Uint16Array;
  /** The field of a child, or 0. */
  readonly fields: Uint16Array;
  /** The symbol by which each symbol is known outside. */
  readonly publicSymbols: Uint16Array;
}

const known = new WeakMap<Language, Productions>();

/** web-tree-sitter keeps the address of what an object stands for as its property 0. */
function addressOf(object: Language | Tree): number {
  return (object as unknown as { readonly 0: number })[0];
}

function productionsOf(language: Language, { HEAPU8, HEAPU16, HEAP32 }: Memory): Productions {
  let productions = known.get(language);
  if (productions) return productions;
  const base = addressOf(language);
  const at = (offset: number): number => HEAP32[(base + offset) >>> 2] ?? 0;
  const count = at(LANGUAGE.productionCount);
  const aliasWidth = HEAPU16[(base + LANGUAGE.maxAliasSequence) >>> 1] ?? 0;
  const entries: { production: number; field: number; child: number }[] = [];
  for (let production = 0; production < count; production++) {
    const slice = (at(LANGUAGE.fieldMapSlices) >>> 1) + production * 2;
    const first = HEAPU16[slice] ?? 0;
    const length = HEAPU16[slice + 1] ?? 0;
    for (let index = first; index < first + length; index++) {
      const entry = at(LANGUAGE.fieldMapEntries) + index * FIELD_MAP_ENTRY;
      if (HEAPU8[entry + 3] === 0) entries.push({ production, field: HEAPU16[entry >>> 1] ?? 0, child: HEAPU8[entry + 2] ?? 0 });
    }
  }
  // A child beyond every alias and field reads the last column, which is empty.
  const width = Math.max(aliasWidth, ...entries.map(({ child }) => child + 1)) + 1;
  const aliases = new Uint16Array(count * width);
  const fields = new Uint16Array(count * width);
  // The first production stands for all that have no aliases.
  for (let production = 1; production < count; production++) {
    const start = (at(LANGUAGE.aliasSequences) >>> 1) + production * aliasWidth;
    aliases.set(HEAPU16.subarray(start, start + aliasWidth), production * width);
  }
  // Of several fields of one child the first counts.
  for (const { production, field, child } of entries) fields[production * width + child] ||= field;
  const symbols = at(LANGUAGE.publicSymbols) >>> 1;
  productions = { width, aliases, fields, publicSymbols: HEAPU16.slice(symbols, symbols + at(LANGUAGE.symbolCount) + at(LANGUAGE.aliasCount)) };
  known.set(language, productions);
  return productions;
}

/** A subtree whose children are being read. */
interface Level {
  /** Address of the next child, and of the end of the children. */
  next: number;
  end: number;
  /** How many of its children came before, without comments and the like. */
  index: number;
  /** Where the next child's own text starts, in bytes; of the first child, its padding is the parent's. */
  position: number;
  /** Start of its production's row. */
  row: number;
  /** Whether it is no node of its own; its children are then the node's above it. */
  isHidden: boolean;
  /** The field that it has in the node above it, if it is hidden. */
  field: number;
}

/**
 * A place in a tree. Starts at the root, before its first child.
 *
 * The tree must live on, and the parser must not run, as long as this is used.
 */
export class TreeReader {
  /** The node's symbol in the grammar. */
  symbol = 0;
  /** Where it starts and ends, in UTF-16 code units. */
  start = 0;
  end = 0;
  /** Its field in its parent, or 0. */
  field = 0;

  private readonly words: Int32Array;
  private readonly productions: Productions;
  private readonly levels: Level[] = [];
  private depth = -1;
  private level: Level;
  /** Address of the current node's data; 0 for a leaf without any. */
  private pointer: number;
  /** Where the current node's own text starts, in bytes. */
  private position: number;

  constructor(tree: Tree, language: Language, memory: Memory) {
    this.productions = productionsOf(language, memory);
    this.words = memory.HEAP32;
    this.level = newLevel();
    const root = this.words[addressOf(tree) >> 2] ?? 0;
    this.pointer = root & IS_INLINE ? 0 : root;
    this.position = this.pointer ? (this.words[(root >> 2) + PADDING] ?? 0) : 0;
  }

  /** Goes to the node's first child, if it has one. */
  enter(): boolean {
    if (this.pointer === 0 || !this.hasChildren(this.pointer)) return false;
    this.push(this.pointer, this.position, false, 0);
    return this.next();
  }

  /** Goes to the next sibling; where there is none, `leave` must follow. */
  next(): boolean {
    const { words } = this;
    const { width, aliases, fields, publicSymbols } = this.productions;
    let { level } = this;
    for (;;) {
      const address = level.next;
      if (address === level.end) {
        if (!level.isHidden) return false;
        level = this.pop();
        continue;
      }
      const first = words[address >> 2] ?? 0;
      const isInline = (first & IS_INLINE) !== 0;
      const start = level.position;
      let isVisible: boolean;
      let isExtra: boolean;
      let size: number;
      if (isInline) {
        isVisible = (first & INLINE_VISIBLE) !== 0;
        isExtra = (first & INLINE_EXTRA) !== 0;
        size = (words[(address >> 2) + 1] ?? 0) >>> 24;
      } else {
        const flags = words[(first >> 2) + FLAGS] ?? 0;
        isVisible = (flags & HEAP_VISIBLE) !== 0;
        isExtra = (flags & HEAP_EXTRA) !== 0;
        size = words[(first >> 2) + SIZE] ?? 0;
      }
      let alias = 0;
      let field = 0;
      if (!isExtra) {
        const column = level.row + Math.min(level.index++, width - 1);
        alias = aliases[column] ?? 0;
        field = fields[column] || level.field;
      }
      const next = address + SUBTREE;
      level.next = next;
      if (next !== level.end) level.position = start + size + this.padding(next);
      if (isVisible || alias !== 0) {
        const symbol = alias !== 0 ? alias : isInline ? (first >> 8) & 0xff : (words[(first >> 2) + SYMBOL] ?? 0) & 0xffff;
        this.symbol = symbol === ERROR_SYMBOL ? symbol : (publicSymbols[symbol] ?? 0);
        this.position = start;
        this.start = start >> 1;
        this.end = (start + size) >> 1;
        this.field = field;
        this.pointer = isInline ? 0 : first;
        return true;
      }
      if (!isInline && this.hasChildren(first)) level = this.push(first, start, true, field);
    }
  }

  /** Goes back to the parent of the node after which there was no sibling. */
  leave(): void {
    this.pop();
  }

  private hasChildren(pointer: number): boolean {
    const word = pointer >> 2;
    // A leaf has other things where the count of visible children is.
    return this.words[word + CHILD_COUNT] !== 0 && this.words[word + VISIBLE_CHILD_COUNT] !== 0;
  }

  private padding(address: number): number {
    const first = this.words[address >> 2] ?? 0;
    return first & IS_INLINE ? ((this.words[(address >> 2) + 1] ?? 0) >> 16) & 0xff : (this.words[(first >> 2) + PADDING] ?? 0);
  }

  private push(pointer: number, position: number, isHidden: boolean, field: number): Level {
    const level = (this.levels[++this.depth] ??= newLevel());
    const word = pointer >> 2;
    level.end = pointer;
    level.next = pointer - SUBTREE * (this.words[word + CHILD_COUNT] ?? 0);
    level.index = 0;
    level.position = position;
    level.row = ((this.words[word + PRODUCTION] ?? 0) >>> 16) * this.productions.width;
    level.isHidden = isHidden;
    level.field = field;
    this.level = level;
    return level;
  }

  private pop(): Level {
    const level = this.levels[--this.depth];
    if (level) this.level = level;
    return this.level;
  }
}

function newLevel(): Level {
  return { next: 0, end: 0, index: 0, position: 0, row: 0, isHidden: false, field: 0 };
}
