/** What a file imports, as its text shows: good enough to find other files, and far cheaper than parsing. */

const ECMASCRIPT_IMPORT = /(?:from|import|require)\s*(?:\(\s*)?["']([^"']+)["']/gu;
const PYTHON_STATEMENT = /(?:^|;)[ \t\f]*(from|import)[ \t\f]+/gmu;
const PYTHON_MODULE = /([.\w]+)[ \t\f]+import\b[ \t\f]*/uy;
/** Where a statement ends, unless the line goes on. */
const END = /\n|;/gu;

/** The modules that a text may import, as they are written; in Python `from a import b` also means `a.b`. */
export function importsIn(text: string, isPython: boolean): ReadonlySet<string> {
  return isPython ? pythonImports(text) : ecmaScriptImports(text);
}

function ecmaScriptImports(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(ECMASCRIPT_IMPORT)].map(([, specifier = ""]) => specifier));
}

/** One pass: every search goes on where the last one ended, whatever the text is like. */
function pythonImports(text: string): ReadonlySet<string> {
  const imports = new Set<string>();
  const lastBracket = text.lastIndexOf(")");
  PYTHON_STATEMENT.lastIndex = 0;
  for (let head = PYTHON_STATEMENT.exec(text); head; head = PYTHON_STATEMENT.exec(text)) {
    let start = PYTHON_STATEMENT.lastIndex;
    let module: string | undefined;
    if (head[1] === "from") {
      PYTHON_MODULE.lastIndex = start;
      module = PYTHON_MODULE.exec(text)?.[1];
      if (module === undefined) continue;
      start = PYTHON_MODULE.lastIndex;
    }
    // Names may stand in brackets over several lines; each may be a module.
    const isBracketed = module !== undefined && text[start] === "(" && start < lastBracket;
    const end = isBracketed ? text.indexOf(")", start) : endOfLine(text, start);
    const names = text.slice(isBracketed ? start + 1 : start, end).replace(/#.*$/gmu, "").split(",").map((name) => /^[\s\\]*([.\w]+)/u.exec(name)?.[1] ?? "").filter(Boolean);
    if (module !== undefined) imports.add(module);
    for (const name of names) imports.add(module === undefined ? name : module.endsWith(".") ? module + name : `${module}.${name}`);
    PYTHON_STATEMENT.lastIndex = end;
  }
  return imports;
}

/** The end of a logical line, which goes on behind a backslash. */
function endOfLine(text: string, start: number): number {
  END.lastIndex = start;
  for (let match = END.exec(text); match; match = END.exec(text)) {
    const before = text[match.index - 1] === "\r" ? text[match.index - 2] : text[match.index - 1];
    if (match[0] === ";" || before !== "\\") return match.index;
  }
  return text.length;
}
