/** Names that a published declaration file exports, followed through its relative re-exports. */
import { posix } from "node:path";
import ts from "typescript";

/** A top-level export as generators write it: one line says all. */
const DECLARATION = /^export (?:declare )?(?:abstract )?(?:class|interface|function|const|let|var|enum|type|namespace) ([A-Za-z_$][\w$]*)/;
const NAMESPACE = /^export \* as ([A-Za-z_$][\w$]*) from (["'])[^"']+\2;?\s*$/;
const STAR = /^export \* from (["'])([^"']+)\1;?\s*$/;

/**
 * The names that a declaration file exports itself, and the files that it re-exports all of.
 *
 * @param {string} path of the file in its package
 * @param {string} text
 * @returns {{own: string[], stars: string[], inside?: Record<string, string[]>}} `stars` holds specifiers as written,
 *   `inside` what declared namespaces export
 */
export function ownExports(path, text) {
  const own = new Set();
  const stars = [];
  for (const [line] of text.matchAll(/^export\b.*$/gm)) {
    const name = DECLARATION.exec(line)?.[1] ?? NAMESPACE.exec(line)?.[1];
    const star = STAR.exec(line)?.[2];
    if (/^export declare namespace /.test(line)) return parsedExports(path, text);
    if (name !== undefined && !/^export (?:declare )?(?:const|let|var) [^:=]*,/.test(line)) own.add(name);
    else if (star !== undefined) stars.push(star);
    else return parsedExports(path, text);
  }
  return { own: [...own], stars };
}

/** The same by TypeScript's own parser, for what is written in another way. */
function parsedExports(path, text) {
  const own = new Set();
  const stars = [];
  const inside = {};
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  for (const statement of source.statements) {
    if (ts.isModuleDeclaration(statement) && statement.body && ts.isModuleBlock(statement.body)) {
      // All that stands in a declared namespace is exported.
      const names = statement.body.statements.flatMap((one) => (one.name ? [one.name.text] : (one.declarationList?.declarations ?? []).map((variable) => variable.name.text)));
      inside[statement.name.text] = [...new Set([...(inside[statement.name.text] ?? []), ...names])];
      own.add(statement.name.text);
    } else if (ts.isExportDeclaration(statement)) {
      if (!statement.exportClause) stars.push(statement.moduleSpecifier.text);
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
  return Object.keys(inside).length > 0 ? { own: [...own], stars, inside } : { own: [...own], stars };
}

/**
 * All names that a module exports, types and values.
 *
 * @param {Record<string, {own: string[], stars: string[]}>} exports of the package's files
 * @param {string} entry path of the declaration file without `.d.ts`
 * @param {Set<string>} [seen]
 * @returns {Set<string>}
 */
export function exportsOf(exports, entry, seen = new Set()) {
  if (seen.has(entry)) return new Set();
  seen.add(entry);
  const file = exports[entry];
  if (!file) throw new Error(`no declarations at ${entry}.d.ts`);
  const names = new Set(file.own);
  for (const specifier of file.stars) {
    if (!specifier.startsWith(".")) throw new Error(`${entry}.d.ts re-exports all of ${specifier}`);
    const path = posix.join(posix.dirname(entry), specifier).replace(/\.js$/, "");
    for (const name of exportsOf(exports, exports[path] ? path : `${path}/index`, seen)) if (name !== "default") names.add(name);
  }
  return names;
}
