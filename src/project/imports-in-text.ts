/** What a file imports, as its text shows: good enough to find other files, and far cheaper than parsing. */

const ECMASCRIPT_IMPORT = /(?:from|import|require)\s*\(?\s*["']([^"']+)["']/gu;
/** Names may stand in brackets over several lines; each may be a module. */
const PYTHON_IMPORT = /(?:^|;)\s*(?:from\s+([.\w]+)\s+import\s+(?:\(([^)]*)\)|((?:[^\\\n;]|\\\r?\n)*))|import\s+((?:[^\\\n;]|\\\r?\n)*))/gmu;

/** The modules that a text may import, as they are written; in Python `from a import b` also means `a.b`. */
export function importsIn(text: string, isPython: boolean): ReadonlySet<string> {
  return isPython ? pythonImports(text) : ecmaScriptImports(text);
}

function ecmaScriptImports(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(ECMASCRIPT_IMPORT)].map(([, specifier = ""]) => specifier));
}

function pythonImports(text: string): ReadonlySet<string> {
  const imports = new Set<string>();
  for (const [, module, inBrackets, onLine, modules] of text.matchAll(PYTHON_IMPORT)) {
    const names = (inBrackets ?? onLine ?? modules ?? "").replace(/#.*$/gmu, "").split(",").map((name) => /^[\s\\]*([.\w]+)/u.exec(name)?.[1] ?? "").filter(Boolean);
    if (module === undefined) for (const name of names) imports.add(name);
    else {
      imports.add(module);
      for (const name of names) imports.add(module.endsWith(".") ? module + name : `${module}.${name}`);
    }
  }
  return imports;
}
