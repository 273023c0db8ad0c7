/**
 * The Python syntax tree as ESLint sees it.
 *
 * Every named node of tree-sitter-python becomes a node whose type is `Py` and the grammar's name in Pascal case
 * (`import_from_statement` → `PyImportFromStatement`), with its named children in `children` and the grammar's
 * fields as properties in camel case (`module_name` → `moduleName`; a field that repeats is an array). The field
 * `type` is called `annotation`, because `type` is the kind of node. The root is `Module`.
 *
 * A few nodes carry more: `PyIdentifier.name`; `PyInteger.value`, `PyFloat.value`; `PyString.prefix` (lower case)
 * and `PyString.value` (decoded; absent for bytes and for strings with interpolations); `operator` and
 * `operators` of the operator nodes, as text; `async: true` where the keyword stands.
 *
 * Types never coincide with ESTree's, so that rules for JavaScript pass Python by.
 */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface SourceRange {
  readonly start: Position;
  readonly end: Position;
}

export interface PyNode {
  readonly type: string;
  readonly range: [number, number];
  readonly loc: SourceRange;
  readonly children: PyNode[];
  readonly parent: PyNode | undefined;
  readonly [field: string]: unknown;
}

export interface PyComment {
  readonly type: "Line";
  /** Without the `#`. */
  readonly value: string;
  readonly range: [number, number];
  readonly loc: SourceRange;
}

export interface PyModule extends PyNode {
  readonly type: "Module";
  readonly comments: PyComment[];
  readonly tokens: never[];
}

/** Offsets to lines and columns, by binary search. Lines end with `\n`, `\r\n` or `\r`, as in ESLint. */
export class LineTable {
  private readonly starts: number[] = [0];

  constructor(text: string) {
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) this.starts.push(index + 1);
    }
  }

  /** Line from 1, column from 0. */
  position(offset: number): Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) };
  }

  range(start: number, end: number): SourceRange {
    return { start: this.position(start), end: this.position(end) };
  }
}
