/** Names that a published declaration file exports, followed through its relative re-exports. */
import { posix } from "node:path";
import ts from "typescript";

/** @type {WeakMap<Map<string, Buffer>, Map<string, {own: Set<string>, stars: string[]}>>} */
const caches = new WeakMap();

/**
 * All names that a module exports, types and values.
 *
 * @param {Map<string, Buffer>} files the package's files
 * @param {string} entry path of the declaration file without `.d.ts`
 * @param {Set<string>} [seen]
 * @returns {Set<string>}
 */
export function exportsOf(files, entry, seen = new Set()) {
  if (seen.has(entry)) return new Set();
  seen.add(entry);
  const { own, stars } = ownExports(files, entry);
  const names = new Set(own);
  for (const star of stars) {
    for (const name of exportsOf(files, star, seen)) if (name !== "default") names.add(name);
  }
  return names;
}

function ownExports(files, entry) {
  let cache = caches.get(files);
  if (!cache) caches.set(files, (cache = new Map()));
  const known = cache.get(entry);
  if (known) return known;
  const file = files.get(`${entry}.d.ts`);
  if (!file) throw new Error(`no declarations at ${entry}.d.ts`);
  const own = new Set();
  const stars = [];
  const resolve = (specifier) => {
    if (!specifier.startsWith(".")) throw new Error(`${entry}.d.ts re-exports all of ${specifier}`);
    const path = posix.join(posix.dirname(entry), specifier).replace(/\.js$/, "");
    return files.has(`${path}.d.ts`) ? path : `${path}/index`;
  };
  const source = ts.createSourceFile(`${entry}.d.ts`, file.toString("utf8"), ts.ScriptTarget.Latest, false);
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) {
      if (!statement.exportClause) stars.push(resolve(statement.moduleSpecifier.text));
      else if (ts.isNamespaceExport(statement.exportClause)) own.add(statement.exportClause.name.text);
      else for (const element of statement.exportClause.elements) own.add(element.name.text);
    } else if (ts.isExportAssignment(statement)) {
      own.add(statement.isExportEquals ? "export=" : "default");
    } else if (ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)) {
      if (ts.getModifiers(statement).some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)) own.add("default");
      else if (ts.isVariableStatement(statement)) for (const declaration of statement.declarationList.declarations) own.add(declaration.name.text);
      else own.add(statement.name.text);
    }
  }
  const result = { own, stars };
  cache.set(entry, result);
  return result;
}
