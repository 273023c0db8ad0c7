/**
 * How jsii-pacmak names things in Python.
 *
 * Source: jsii-pacmak's `toPythonPropertyName` (codemaker's `toSnakeCase`, which is decamelize with the
 * abbreviations KiB, MiB and GiB kept together, then a trailing underscore on Python's keywords).
 */

const KEYWORDS: ReadonlySet<string> = new Set([
  "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
  "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
  "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
]);

const ABBREVIATIONS = /KiB|MiB|GiB/g;
const LOWER_THEN_UPPER = /([\p{Ll}\d])(\p{Lu})/gu;
const ACRONYM_THEN_WORD = /(\p{Lu}+)(\p{Lu}\p{Ll}+)/gu;

/** `cidrBlock` → `cidr_block`; keywords are left alone. */
export function snakeCase(name: string): string {
  return name
    .replace(ABBREVIATIONS, (unit) => unit.charAt(0) + unit.slice(1).toLowerCase())
    .replace(LOWER_THEN_UPPER, "$1_$2")
    .replace(ACRONYM_THEN_WORD, "$1_$2")
    .toLowerCase();
}

/** The Python name of a jsii property, parameter, method or submodule: `cidrBlock` → `cidr_block`, `from` → `from_`. */
export function pythonName(name: string): string {
  const snake = snakeCase(name);
  return KEYWORDS.has(snake) ? `${snake}_` : snake;
}

/**
 * The Python name of a constructor's or method's own parameter. Where the last parameter is a struct, Python takes its
 * properties as keywords; an own parameter of the same name then gets a trailing underscore: `scope, id_, *, id=None`.
 *
 * @param name the parameter's jsii name
 * @param lifted the keywords that come from the struct, by their Python names
 */
export function pythonParameterName(name: string, lifted: { has(name: string): boolean }): string {
  let python = pythonName(name);
  while (lifted.has(python)) python += "_";
  return python;
}
