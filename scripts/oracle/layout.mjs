/** Lays generated programs out as people write: lines, indentation, quotes, commas, comments, merged imports. */

const TOKEN = /"(?:[^"\\]|\\.)*"|[\w$]+|\.\.\.|\*\*|=>|->|\S/gu;
const CLOSING = { "(": ")", "[": "]", "{": "}" };
/** What stands in every comment, so that they can be counted. */
export const NOTE = /note \d+ ends/gu;

/** @param {() => number} random */
export function styleFrom(random, language) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  return {
    newline: pick(["\n", "\n", "\r\n"]),
    unit: pick(language === "python" ? ["    ", "    ", "\t", "  "] : ["  ", "  ", "\t", "    "]),
    quote: pick(['"', "'"]),
    trailing: random() < 0.5,
    semicolons: random() < 0.8,
    breaks: pick([0.1, 0.5, 0.9]),
    comments: pick([0, 0.05, 0.2]),
    merges: random() < 0.6,
  };
}

/**
 * @param {string} text a program of the generator: one statement a line, no comments, double quotes
 * @param {"typescript" | "python"} language
 * @param style see `styleFrom`
 * @param {() => number} random
 * @returns {string} the same program
 */
export function layOut(text, language, style, random) {
  return new Layout(language, style, random).program(text);
}

class Layout {
  constructor(language, style, random) {
    Object.assign(this, { style, random, python: language === "python", notes: 0 });
  }

  program(text) {
    const lines = this.style.merges ? this.merged(text.trimEnd().split("\n")) : text.trimEnd().split("\n");
    const written = lines.map((line) => this.line(line));
    return written.join("").replaceAll("\n", this.style.newline).replaceAll('"', this.style.quote);
  }

  /** Imports from one module as one statement. */
  merged(lines) {
    const statement = this.python ? /^from (\S+) import (\w+(?: as \w+)?)$/u : /^import \{ (\w+(?: as \w+)?) \} from ("[^"]+");$/u;
    const names = new Map();
    for (const line of lines) {
      const match = statement.exec(line);
      if (!match) continue;
      const [module, name] = this.python ? [match[1], match[2]] : [match[2], match[1]];
      names.set(module, [...(names.get(module) ?? []), name]);
    }
    const done = new Set();
    return lines.flatMap((line) => {
      const match = statement.exec(line);
      if (!match) return [line];
      const module = this.python ? match[1] : match[2];
      if (done.has(module)) return [];
      done.add(module);
      const all = names.get(module).join(", ");
      if (!this.python) return [`import { ${all} } from ${module};`];
      return [all.length > 60 || this.random() < 0.3 ? `from ${module} import (${all})` : `from ${module} import ${all}`];
    });
  }

  note() {
    return `note ${this.notes++} ends`;
  }

  /** A comment up to the end of its line. */
  lineNote() {
    return `${this.python ? "#" : "//"} ${this.note()}`;
  }

  chance(share) {
    return this.random() < share;
  }

  line(line) {
    const blanks = /^ */u.exec(line)[0].length;
    const level = blanks / (this.python ? 4 : 2);
    const indent = this.style.unit.repeat(level);
    const bare = !this.python && !this.style.semicolons ? line.trim().replace(/;$/u, "") : line.trim();
    const before = this.chance(this.style.comments) ? `${indent}${this.lineNote()}\n` : "";
    const after = this.chance(this.style.comments) ? `  ${this.lineNote()}` : "";
    return `${before}${indent}${this.items(parse(bare), level)}${after}\n`;
  }

  items(items, level) {
    return items.map((item, at) => item.space + (item.open ? this.group(item, items[at - 1], items[at - 2], level) : item.text)).join("");
  }

  group(group, before, beforeThat, level) {
    const { open, close, space, parts } = group;
    const isBlock = (open === "{" && !this.python && before?.open === "(") || (open === "[" && this.python && /\w$/u.test(before?.text ?? "") && space === "");
    const takesNoComma = before?.text === "=>" || parts.length === 0;
    const isRequire = before?.text === "require" || before?.text === "super" || beforeThat?.text === "def" || beforeThat?.text === "function";
    if (isBlock || parts.length === 0 || isRequire || !this.chance(this.style.breaks) || close === undefined) {
      const inline = !this.python && !isBlock && parts.length > 0 && close !== undefined && !isRequire && this.chance(this.style.comments) ? `/* ${this.note()} */ ` : "";
      return open + inline + parts.map((part) => this.items(part, level)).join(",") + (group.end ?? "") + (close ?? "");
    }
    const inner = this.style.unit.repeat(level + 1);
    let text = open + (this.chance(this.style.comments) ? ` ${this.lineNote()}` : "");
    for (const [at, part] of parts.entries()) {
      if (this.chance(this.style.comments)) text += `\n${inner}${this.lineNote()}`;
      const comma = at < parts.length - 1 || (this.style.trailing && !takesNoComma) ? "," : "";
      text += `\n${inner}${this.items(part, level + 1).trim()}${comma}`;
      if (this.chance(this.style.comments)) text += ` ${this.lineNote()}`;
    }
    if (this.chance(this.style.comments / 2)) text += `\n${inner}${this.lineNote()}`;
    return `${text}\n${this.style.unit.repeat(level)}${close}`;
  }
}

/** A line as tokens, and brackets as `{open, close, parts}`; each with the blanks before it. */
function parse(line) {
  const tokens = [...line.matchAll(TOKEN)].map(({ 0: text, index }, at, all) => ({ text, space: at === 0 ? "" : line.slice(all[at - 1].index + all[at - 1][0].length, index) }));
  let at = 0;
  const read = (closing) => {
    const parts = [[]];
    while (at < tokens.length) {
      const token = tokens[at++];
      if (token.text === closing) return { parts: parts.length === 1 && parts[0].length === 0 ? [] : parts, close: closing, end: token.space };
      if (token.text === "," && closing !== undefined) parts.push([]);
      else if (CLOSING[token.text] && token.text !== closing) parts.at(-1).push({ open: token.text, space: token.space, ...read(CLOSING[token.text]) });
      else parts.at(-1).push(token);
    }
    return { parts, close: undefined };
  };
  return read(undefined).parts[0];
}
