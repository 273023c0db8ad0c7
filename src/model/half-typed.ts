/**
 * Code that somebody is just typing. An editor closes brackets by itself, so the text parses at almost every
 * keystroke: `new Vpc(this, "v", { cidrB })`, `Vpc(self, "v", cidr_b)`. A name that is bound nowhere and begins the
 * name of something that may stand there proves that the code is not finished: it could not run.
 */
import type { CallExpr, Expr } from "./ir.js";

/** Words in a map or set of them. */
type Words = { keys(): Iterable<string> };

/**
 * @param words what the name may become
 * @returns whether an expression is a name without a binding that one of the words begins with
 */
export function isHalfTyped(expr: Expr, words: Words): boolean {
  // What `from m import *` brings is not known.
  if (expr.kind !== "name" || expr.scope.lookup(expr.name) || expr.scope.file.stars.length > 0) return false;
  for (const word of words.keys()) if (word.startsWith(expr.name)) return true;
  return false;
}

/**
 * Whether a positional argument of a call is a keyword in the making.
 *
 * @param from how many positional arguments come before the keywords
 */
export function hasHalfTypedKeyword(call: CallExpr, keywords: Words, from = 0): boolean {
  let at = 0;
  for (const { name, spread, value } of call.args) {
    if (name === undefined && spread === undefined && at++ >= from && isHalfTyped(value, keywords)) return true;
  }
  return false;
}
