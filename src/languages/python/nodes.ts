/**
 * The Python syntax tree as ESLint sees it.
 *
 * Every named node of tree-sitter-python becomes a node whose type is `Py` and the grammar's name in Pascal case
 * (`import_from_statement` → `PyImportFromStatement`), with its named children in `children` and the grammar's
 * fields as properties in camel case (`module_name` → `moduleName`). The field `type` is called `annotation`,
 * because `type` is the kind of node. `NODE_FIELDS` lists them all. The root is `Module`. Comments are no nodes: they stand in `Module.comments`.
 *
 * Some nodes carry more than the grammar has:
 *
 * | node | property |
 * |---|---|
 * | `Module` | `body` (its statements), `comments`, `tokens` (empty) |
 * | `PyIdentifier` | `name` |
 * | `PyInteger`, `PyFloat` | `raw`, `value` (absent for imaginary numbers) |
 * | `PyString` | `prefix` (lower case), `parts` (`PyStringContent` and `PyInterpolation` in order), `value` (decoded; absent for bytes, for template strings, with interpolations, and with characters by name) |
 * | `PyStringContent` | `value` (decoded; absent for bytes and with characters by name) |
 * | `PyParenthesizedExpression` | `expression` |
 * | `PyBinaryOperator`, `PyBooleanOperator`, `PyUnaryOperator`, `PyAugmentedAssignment` | `operator`, as text |
 * | `PyComparisonOperator` | `operators`, as texts (`not in` is one); its operands are `children` |
 * | `PyFunctionDefinition`, `PyForStatement`, `PyWithStatement`, `PyForInClause` | `async`, whether the keyword stands |
 *
 * Types never coincide with ESTree's, so that rules for JavaScript pass Python by.
 */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 0, in UTF-16 code units. */
  readonly column: number;
}

export interface SourceRange {
  readonly start: Position;
  readonly end: Position;
}

export interface PyNode {
  readonly type: string;
  /** Offsets in UTF-16 code units. */
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
  readonly body: PyNode[];
  readonly comments: PyComment[];
  readonly tokens: never[];
}

/**
 * Every type of node there is, with its fields; `[]` marks those that may stand several times and are always arrays.
 * A field is absent where the code has nothing for it.
 */
export const NODE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Module: [],
  // Statements
  PyAssertStatement: [],
  PyBreakStatement: [],
  PyClassDefinition: ["name", "typeParameters", "superclasses", "body"],
  PyContinueStatement: [],
  PyDecoratedDefinition: ["definition"],
  PyDeleteStatement: [],
  PyExecStatement: ["code"],
  PyExpressionStatement: [],
  PyForStatement: ["left", "right", "body", "alternative"],
  PyFunctionDefinition: ["name", "typeParameters", "parameters", "returnType", "body"],
  PyFutureImportStatement: ["name[]"],
  PyGlobalStatement: [],
  PyIfStatement: ["condition", "consequence", "alternative[]"],
  PyImportFromStatement: ["name[]", "moduleName"],
  PyImportStatement: ["name[]"],
  PyMatchStatement: ["subject[]", "body"],
  PyNonlocalStatement: [],
  PyPassStatement: [],
  PyPrintStatement: ["argument[]"],
  PyRaiseStatement: ["cause"],
  PyReturnStatement: [],
  PyTryStatement: ["body"],
  PyTypeAliasStatement: ["left", "right"],
  PyWhileStatement: ["condition", "body", "alternative"],
  PyWithStatement: ["body"],
  // Parts of statements
  PyAliasedImport: ["name", "alias"],
  PyBlock: ["alternative[]"],
  PyCaseClause: ["guard", "consequence"],
  PyChevron: [],
  PyDecorator: [],
  PyDottedName: [],
  PyElifClause: ["condition", "consequence"],
  PyElseClause: ["body"],
  PyExceptClause: ["alias", "value[]"],
  PyFinallyClause: [],
  PyImportPrefix: [],
  PyRelativeImport: [],
  PyWildcardImport: [],
  PyWithClause: [],
  PyWithItem: ["value"],
  // Parameters and arguments
  PyArgumentList: [],
  PyDefaultParameter: ["name", "value"],
  PyDictionarySplat: [],
  PyDictionarySplatPattern: [],
  PyKeywordArgument: ["name", "value"],
  PyKeywordSeparator: [],
  PyLambdaParameters: [],
  PyListSplat: [],
  PyListSplatPattern: [],
  PyParameters: [],
  PyParenthesizedListSplat: [],
  PyPositionalSeparator: [],
  PyTypedDefaultParameter: ["name", "value", "annotation"],
  PyTypedParameter: ["annotation"],
  // Expressions
  PyAssignment: ["left", "right", "annotation"],
  PyAttribute: ["object", "attribute"],
  PyAugmentedAssignment: ["left", "operator", "right"],
  PyAwait: [],
  PyBinaryOperator: ["left", "operator", "right"],
  PyBooleanOperator: ["left", "operator", "right"],
  PyCall: ["function", "arguments"],
  PyComparisonOperator: ["operators[]"],
  PyConditionalExpression: [],
  PyDictionary: [],
  PyDictionaryComprehension: ["body"],
  PyExpressionList: [],
  PyForInClause: ["left", "right[]"],
  PyGeneratorExpression: ["body"],
  PyIdentifier: [],
  PyIfClause: [],
  PyLambda: ["parameters", "body"],
  PyList: [],
  PyListComprehension: ["body"],
  PyNamedExpression: ["name", "value"],
  PyNotOperator: ["argument"],
  PyPair: ["value", "key"],
  PyParenthesizedExpression: [],
  PySet: [],
  PySetComprehension: ["body"],
  PySlice: [],
  PySubscript: ["value", "subscript[]"],
  PyTuple: [],
  PyUnaryOperator: ["operator", "argument"],
  PyYield: [],
  // Literals
  PyConcatenatedString: [],
  PyEllipsis: [],
  PyEscapeInterpolation: [],
  PyEscapeSequence: [],
  PyFalse: [],
  PyFloat: [],
  PyFormatExpression: ["expression", "typeConversion", "formatSpecifier"],
  PyFormatSpecifier: [],
  PyInteger: [],
  PyInterpolation: ["expression", "typeConversion", "formatSpecifier"],
  PyNone: [],
  PyString: [],
  PyStringContent: [],
  PyStringEnd: [],
  PyStringStart: [],
  PyTrue: [],
  PyTypeConversion: [],
  // Patterns: targets of assignments and of `case`
  PyAsPattern: ["alias"],
  PyAsPatternTarget: [],
  PyCasePattern: [],
  PyClassPattern: [],
  PyComplexPattern: [],
  PyDictPattern: ["value[]", "key[]"],
  PyKeywordPattern: [],
  PyListPattern: [],
  PyPatternList: [],
  PySplatPattern: [],
  PyTuplePattern: [],
  PyUnionPattern: [],
  // Types
  PyConstrainedType: [],
  PyGenericType: [],
  PyMemberType: [],
  PySplatType: [],
  PyType: [],
  PyTypeParameter: [],
  PyUnionType: [],
};

/** Offsets to lines and columns, by binary search. Lines end with `\n`, `\r\n` or `\r`, as in ESLint. */
export class LineTable {
  private known: number[] | undefined;

  constructor(private readonly text: string) {}

  /** Most files are never asked for a line. */
  private get starts(): number[] {
    if (this.known) return this.known;
    const { text } = this;
    const starts = [0];
    if (text.includes("\r")) {
      for (let index = 0; index < text.length; index++) {
        const code = text.charCodeAt(index);
        if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)) starts.push(index + 1);
      }
    } else for (let index = text.indexOf("\n"); index >= 0; index = text.indexOf("\n", index + 1)) starts.push(index + 1);
    this.known = starts;
    return starts;
  }

  /** Line from 1, column from 0. */
  position(offset: number): Position {
    const { starts } = this;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) };
  }

  range(start: number, end: number): SourceRange {
    return { start: this.position(start), end: this.position(end) };
  }
}
