/**
 * Compares our Python parser with CPython over whole folders: `npm run check:python -- [--tree] [--python EXE] [DIR…]`.
 *
 * Without a folder it takes the standard library of the interpreter. Valid Python that we call broken is a failure;
 * broken Python that we accept is only counted, because a linter loses nothing by it. With `--tree` every call,
 * literal, attribute and definition must stand in the same place and have the same value, too.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "..", "dist", "languages", "python", "parser.js");
if (!existsSync(built)) {
  console.error("check-python-parser: run `npm run build` first");
  process.exit(2);
}
const { parsePython } = await import(pathToFileURL(built).href);

let python = "python3";
let withTree = false;
const folders = [];
const args = process.argv.slice(2);
for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
  if (arg === "--tree") withTree = true;
  else if (arg === "--python") python = args.shift() ?? python;
  else folders.push(arg);
}
const isStandardLibrary = folders.length === 0;
if (isStandardLibrary) {
  const { status, stdout } = spawnSync(python, ["-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"], { encoding: "utf8" });
  if (status !== 0) {
    console.error(`check-python-parser: cannot run ${python}`);
    process.exit(2);
  }
  folders.push(stdout.trim());
}

/** Python files under a folder; of the standard library without what is installed in it. */
function* pythonFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name === "__pycache__" || (isStandardLibrary && (entry.name === "site-packages" || entry.name === "dist-packages"))) continue;
      yield* pythonFiles(path);
    } else if (entry.isFile() && entry.name.endsWith(".py")) yield path;
  }
}

const files = folders.flatMap((folder) => (folder.endsWith(".py") ? [folder] : [...pythonFiles(folder)]));
const oracle = spawn(python, [join(here, "check-python-parser.py"), ...(withTree ? ["--tree"] : [])], {
  stdio: ["pipe", "pipe", "inherit"],
  env: { ...process.env, PYTHONIOENCODING: "utf-8" },
});
oracle.stdin.end(`${files.join("\n")}\n`);

let valid = 0;
let rejected = 0;
let bytes = 0;
let milliseconds = 0;
let compared = 0;
const calledBroken = [];
const calledValid = [];
const different = [];

for await (const line of createInterface({ input: oracle.stdout })) {
  const verdict = JSON.parse(line);
  const { path } = verdict;
  if (verdict.unknown) {
    console.log(`skipped ${path}: ${verdict.unknown}`);
    continue;
  }
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/u, "");
  const start = performance.now();
  const parsed = parsePython(text);
  milliseconds += performance.now() - start;
  bytes += text.length;
  if (verdict.rejected === null) {
    valid++;
    if (!parsed.ok) {
      const [error] = parsed.errors;
      calledBroken.push(`${path}:${error.line}:${error.column} ${error.message}`);
    } else if (verdict.facts) {
      compared++;
      const difference = firstDifference(verdict.facts, factsOf(parsed.ast, text));
      if (difference) different.push(`${path}\n    CPython: ${difference.theirs}\n    here:    ${difference.ours}`);
    }
  } else {
    rejected++;
    if (parsed.ok) calledValid.push(`${path}: ${verdict.rejected}`);
  }
}

for (const path of calledValid) console.log(`accepted although CPython rejects it: ${path}`);
for (const path of different) console.error(`DIFFERENT: ${path}`);
for (const path of calledBroken) console.error(`CALLED BROKEN: ${path}`);
console.log(
  `${folders.map((folder) => (isStandardLibrary ? `standard library (${basename(folder)})` : folder.split(sep).slice(-3).join("/"))).join(", ")}: ` +
    `${valid} valid files, ${calledBroken.length} of them called broken; ${rejected} rejected by CPython, ${calledValid.length} of them accepted; ` +
    `${withTree ? `${compared} trees compared, ${different.length} different; ` : ""}` +
    `${(bytes / 1e6).toFixed(1)} MB in ${(milliseconds / 1000).toFixed(1)} s`,
);
process.exitCode = calledBroken.length > 0 || different.length > 0 || valid === 0 ? 1 : 0;

/** The first fact that only one side has. */
function firstDifference(theirs, ours) {
  const left = theirs.map((fact) => JSON.stringify(fact)).sort();
  const right = ours.map((fact) => JSON.stringify(fact)).sort();
  const inLeft = count(left);
  const inRight = count(right);
  const missing = left.filter((fact) => (inRight.get(fact) ?? 0) < (inLeft.get(fact) ?? 0));
  const extra = right.filter((fact) => (inLeft.get(fact) ?? 0) < (inRight.get(fact) ?? 0));
  if (missing.length === 0 && extra.length === 0) return undefined;
  return { theirs: `${missing.length} more: ${missing[0] ?? ""}`, ours: `${extra.length} more: ${extra[0] ?? ""}` };
}

function count(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** The same facts as check-python-parser.py lists, from our tree. */
function factsOf(ast, text) {
  const facts = [];
  const place = ({ line, column }) => `${line}:${column}`;
  const add = (kind, node, ...details) => facts.push([`${kind} ${place(node.loc.start)}-${place(node.loc.end)}`, ...details]);
  const line = (node) => node.loc.start.line;
  const source = (node) => text.slice(...node.range);
  const dotted = (node) => source(node).replace(/\s|\\|#[^\n]*/gu, "");
  const aliasOf = (node) => (node.type === "PyAliasedImport" ? [dotted(node.name), node.alias.name] : [dotted(node), null]);
  const listOf = (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
  const stack = [ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const { type, parent } = node;
    let children = node.children;
    switch (type) {
      case "PyCaseClause":
        children = children.filter((child) => child.type !== "PyCasePattern");
        break;
      case "PyImportStatement":
        facts.push(["Import", line(node), listOf(node.name).map(aliasOf), null]);
        children = [];
        break;
      case "PyImportFromStatement":
      case "PyFutureImportStatement": {
        const isWildcard = children.some((child) => child.type === "PyWildcardImport");
        facts.push(["ImportFrom", line(node), isWildcard ? [["*", null]] : listOf(node.name).map(aliasOf), node.moduleName ? dotted(node.moduleName) : "__future__"]);
        children = [];
        break;
      }
      case "PyIdentifier":
        if (isReference(node, parent)) add("Name", node, node.name.normalize("NFKC"));
        break;
      case "PyString":
      case "PyConcatenatedString": {
        if (type === "PyString" && parent.type === "PyConcatenatedString") break;
        const strings = type === "PyString" ? [node] : children;
        if (strings.some((string) => string.prefix.includes("b"))) add("Opaque", node);
        else if (strings.some((string) => /[ft]/u.test(string.prefix))) add("Interpolated", node);
        else {
          const values = strings.map((string) => string.value);
          // A named character is left to Python.
          if (values.every((value) => value !== undefined)) add("String", node, values.join(""));
          else facts.push(["named character", `String ${place(node.loc.start)}-${place(node.loc.end)}`]);
        }
        break;
      }
      case "PyInteger":
      case "PyFloat":
        if (node.value === undefined) add("Opaque", node);
        else add("Number", node, hexadecimal(node.value));
        break;
      case "PyTrue":
        add("Constant", node, "True");
        break;
      case "PyFalse":
        add("Constant", node, "False");
        break;
      case "PyNone":
        add("Constant", node, "None");
        break;
      case "PyEllipsis":
        add("Constant", node, "Ellipsis");
        break;
      case "PyAttribute":
        add("Attribute", node, node.attribute.name.normalize("NFKC"));
        break;
      case "PyCall": {
        const list = node.arguments.type === "PyGeneratorExpression" ? [node.arguments] : node.arguments.children;
        const keywords = list.filter((child) => child.type === "PyKeywordArgument" || child.type === "PyDictionarySplat");
        add("Call", node, list.length - keywords.length, keywords.map((child) => child.name?.name.normalize("NFKC") ?? null));
        break;
      }
      case "PyList":
      case "PyListPattern":
        add("List", node, children.length);
        break;
      case "PySet":
        add("Set", node, children.length);
        break;
      case "PyDictionary":
        add("Dict", node, children.length);
        break;
      case "PyBinaryOperator":
        add("BinOp", node, node.operator);
        break;
      case "PyUnionType":
        add("BinOp", node, "|");
        break;
      case "PyComparisonOperator":
        add("Compare", node, node.operators);
        break;
      case "PyFunctionDefinition":
        facts.push([node.async ? "AsyncFunctionDef" : "FunctionDef", line(node), node.name.name.normalize("NFKC"), decorators(node)]);
        break;
      case "PyClassDefinition":
        facts.push(["ClassDef", line(node), node.name.name.normalize("NFKC"), decorators(node)]);
        break;
      case "PyForStatement":
        facts.push([node.async ? "AsyncFor" : "For", line(node)]);
        break;
      case "PyWithStatement":
        facts.push([node.async ? "AsyncWith" : "With", line(node)]);
        break;
      case "PyIfStatement":
      case "PyElifClause":
        facts.push(["If", line(node)]);
        break;
      case "PyWhileStatement":
        facts.push(["While", line(node)]);
        break;
      case "PyTryStatement":
        facts.push([children.some((child) => child.type === "PyExceptClause" && /^except\s*\*/u.test(source(child))) ? "TryStar" : "Try", line(node)]);
        break;
      case "PyMatchStatement":
        facts.push(["Match", line(node)]);
        break;
      case "PyReturnStatement":
        facts.push(["Return", line(node)]);
        break;
      case "PyRaiseStatement":
        facts.push(["Raise", line(node)]);
        break;
      case "PyAssertStatement":
        facts.push(["Assert", line(node)]);
        break;
      case "PyLambda":
        add("Lambda", node);
        break;
      case "PyConditionalExpression":
        add("IfExp", node);
        break;
      case "PyAwait":
        add("Await", node);
        break;
      case "PyYield":
        add(/^yield\s+from\b/u.test(source(node)) ? "YieldFrom" : "Yield", node);
        break;
      case "PyListComprehension":
        add("ListComp", node);
        break;
      case "PySetComprehension":
        add("SetComp", node);
        break;
      case "PyDictionaryComprehension":
        add("DictComp", node);
        break;
      case "PyNamedExpression":
        add("NamedExpr", node);
        break;
    }
    stack.push(...children);
  }
  return facts;
}

/** A number as Python's `float.hex()` writes it. */
function hexadecimal(value) {
  if (value >= 2 ** 1023) return "large";
  if (value === 0) return "0x0.0p+0";
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = (bits & 0xfffffffffffffn).toString(16).padStart(13, "0");
  const power = (exponent || 1) - 1023;
  return `0x${exponent === 0 ? 0 : 1}.${fraction}p${power < 0 ? "" : "+"}${power}`;
}

function decorators({ parent }) {
  return parent.type === "PyDecoratedDefinition" ? parent.children.filter((child) => child.type === "PyDecorator").length : 0;
}

/** Whether an identifier is an expression of its own, as CPython's `Name` is. */
function isReference(node, parent) {
  switch (parent.type) {
    case "PyAttribute":
      return parent.attribute !== node;
    case "PyKeywordArgument":
      return parent.value === node;
    case "PyFunctionDefinition":
    case "PyClassDefinition":
      return parent.name !== node;
    case "PyDefaultParameter":
    case "PyTypedDefaultParameter":
      return parent.value === node;
    case "PyParameters":
    case "PyLambdaParameters":
    case "PyTypedParameter":
    case "PyDictionarySplatPattern":
    case "PyGlobalStatement":
    case "PyNonlocalStatement":
      return false;
    case "PyListSplatPattern":
      return !["PyParameters", "PyLambdaParameters", "PyTypedParameter"].includes(parent.parent.type);
    case "PyExceptClause":
      return parent.alias !== node;
    case "PyAsPatternTarget":
      return parent.parent.parent.type !== "PyExceptClause";
    default:
      return true;
  }
}
