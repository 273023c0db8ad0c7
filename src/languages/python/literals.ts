/** What Python's literals stand for. */

/** The number; undefined for imaginary numbers, which JavaScript does not have. */
export function numberValue(raw: string): number | undefined {
  const text = raw.replaceAll("_", "").toLowerCase();
  const value = Number(/^0\d+$/u.test(text) ? text.replace(/^0+(?=\d)/u, "") : text);
  return Number.isNaN(value) ? undefined : value;
}

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\\", "\\"], ["'", "'"], ['"', '"'], ["a", "\u0007"], ["b", "\b"], ["f", "\f"], ["n", "\n"], ["r", "\r"], ["t", "\t"], ["v", "\v"], ["\n", ""],
]);

const ESCAPE = /\\(N\{[^}]*\}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{1,3}|[\s\S])/gu;

/**
 * The text that a string literal, or a part of one, stands for.
 *
 * @param source what stands between the quotes
 * @param prefix of the literal, in lower case
 * @returns undefined if a character is given by name, which only Python's tables know
 */
export function stringValue(source: string, prefix: string): string | undefined {
  // Python reads every line break as a line feed, in raw strings as well.
  let text = source.includes("\r") ? source.replace(/\r\n?/gu, "\n") : source;
  // Doubled braces stand for one in an f-string or template string.
  if (/[ft]/u.test(prefix)) text = text.replaceAll("{{", "{").replaceAll("}}", "}");
  if (prefix.includes("r") || !text.includes("\\")) return text;
  let isKnown = true;
  const decoded = text.replace(ESCAPE, (whole, escape: string) => {
    const simple = SIMPLE_ESCAPES.get(escape);
    if (simple !== undefined) return simple;
    if (escape.startsWith("N{")) isKnown = false;
    if (/^[0-7]/u.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8));
    if (/^[xuU][\da-fA-F]/u.test(escape)) {
      const code = Number.parseInt(escape.slice(1), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
    }
    return whole;
  });
  return isKnown ? decoded : undefined;
}
