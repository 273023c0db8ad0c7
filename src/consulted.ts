/**
 * What of the disk an answer was made from: which files were read or looked for, while something was worked out.
 *
 * Whoever keeps findings for the next run keeps with them what they depend on, so that they are only used again while
 * all of it is as it was. Nothing is gathered where nobody asks.
 */
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A question to the disk: what is in a file, is there something at a path, which names in a folder match. */
export type Question = `content ${string}` | `existence ${string}` | `names ${string}\0${string}\0${string}`;

/** What is told to the user about a file that was consulted. */
export type Note =
  | { readonly kind: "problem"; readonly path: string; readonly stamp: string; readonly text: string }
  | { readonly kind: "unknown version"; readonly name: string; readonly version: string; readonly source: string; readonly judgedBy?: string | undefined };

/** Everything that was consulted for one answer. */
export class Consulted {
  readonly questions = new Set<Question>();
  readonly notes = new Map<string, Note>();
  /** What was added as a whole, and is complete. */
  #added: Set<Consulted> | undefined;

  add(other: Consulted): void {
    if (this.#added?.has(other)) return;
    (this.#added ??= new Set()).add(other);
    for (const question of other.questions) this.questions.add(question);
    for (const [key, note] of other.notes) this.notes.set(key, note);
  }
}

let current: Consulted | undefined;

/**
 * Works something out and adds to `consulted` what it is made from; also to what is being gathered around it.
 * Without `consulted` nothing is gathered meanwhile.
 */
export function consulting<T>(consulted: Consulted | undefined, action: () => T): T {
  const outer = current;
  current = consulted;
  try {
    return action();
  } finally {
    current = outer;
    if (consulted) outer?.add(consulted);
  }
}

/** How the content of files is compared: by modification time and size, or by every byte. */
export type Comparison = "metadata" | "content";

/** What a question is about: a path, for names in a folder with more behind it. */
export function subjectOf(question: Question): string {
  return question.slice(question.indexOf(" ") + 1);
}

/** What the disk says to a question now, as a short text. */
export function answerOf(question: Question, comparison: Comparison): string {
  const path = subjectOf(question);
  try {
    if (question.startsWith("names ")) {
      const [folder = "", flags = "", source = ""] = path.split("\0");
      const pattern = new RegExp(source, flags);
      return digest(readdirSync(folder).filter((name) => pattern.test(name)).sort().join("\n"));
    }
    if (question.startsWith("existence ")) {
      lstatSync(path);
      return "there";
    }
    const stat = statSync(path);
    if (!stat.isFile()) return "no file";
    return comparison === "content" ? digest(readFileSync(path)) : `${stat.mtimeMs} ${stat.size}`;
  } catch {
    return "nothing";
  }
}

/** A short name for a content. */
export function digest(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 32);
}

/** Says that what is worked out depends on the content of a file, also where there is none. */
export function consultContent(path: string): void {
  current?.questions.add(`content ${path}`);
}

/** Says that what is worked out depends on which names in a folder match a pattern. */
export function consultNames(folder: string, pattern: RegExp): void {
  current?.questions.add(`names ${folder}\0${pattern.flags}\0${pattern.source}`);
}

/** Says that the user is to be told something, in a later run too. */
export function consultNote(note: Note): void {
  current?.notes.set(JSON.stringify(note), note);
}

/** A map of answers that are worked out once; each also gives again what it was made from. */
export class AnswerMap<K, V> {
  readonly #answers = new Map<K, { readonly value: V; readonly consulted: Consulted | undefined }>();

  get(key: K, make: (key: K) => V): V {
    const known = this.#answers.get(key);
    if (known && (!current || known.consulted)) {
      if (known.consulted) current?.add(known.consulted);
      return known.value;
    }
    // What nobody gathers is not kept.
    const consulted = current && new Consulted();
    const value = consulted ? consulting(consulted, () => make(key)) : make(key);
    this.#answers.set(key, { value, consulted });
    return value;
  }
}

/** The names in a folder; which of them are looked for is what an answer depends on. */
export class FolderNames {
  readonly #folder: string;
  readonly #names: ReadonlySet<string>;

  constructor(folder: string, names: ReadonlySet<string>) {
    this.#folder = folder;
    this.#names = names;
  }

  has(name: string): boolean {
    current?.questions.add(`existence ${join(this.#folder, name)}`);
    return this.#names.has(name);
  }

  /** The names that match, in the order of the file system. */
  matching(pattern: RegExp): readonly string[] {
    consultNames(this.#folder, pattern);
    return [...this.#names].filter((name) => pattern.test(name));
  }
}
