/** Findings kept for the next run, each with everything on disk that they depend on. */
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { ESLint } from "eslint";
import { readPlainFile } from "../disk.js";
import { type Outline, readOutline } from "../model/outline.js";
import { replaceFile } from "../write-file.js";
import { answerOf, type Comparison, digest, type Note, type Question, subjectOf } from "../consulted.js";

/** A larger one is no help; it is made anew. */
const MAX_FILE_BYTES = 512_000_000;
const FORMAT = "cdktf-lint results 2";
/** A file's time may be that much behind the clock. */
const CLOCK_TOLERANCE_MS = 20;

interface Entry {
  /** Digest of the options, and of everything else that holds for a whole run. */
  readonly run: string;
  /** Positions of what was asked of the disk, the file's own content first. */
  readonly questions: readonly number[];
  /** Digest of the answers. */
  readonly answers: string;
  readonly notes: readonly Note[];
  /** With an empty source. */
  readonly result: ESLint.LintResult;
  /** What files that import this one need of it most often. */
  readonly outline?: Outline | undefined;
}

/** Findings as they were kept. */
export type Kept = Pick<Entry, "result" | "notes" | "outline">;

/**
 * The file that `--cache-location` means.
 *
 * @param location a file, or a folder if it is one or ends in a slash; undefined for the default
 * @param folder where files are kept by default
 * @returns undefined where there is no such folder
 */
export function cacheFile(location: string | undefined, cwd: string, folder: string | undefined): string | undefined {
  const name = `${digest(cwd).slice(0, 16)}.json`;
  if (location === undefined) return folder && join(folder, "results", name);
  const path = resolve(cwd, location);
  return /[/\\]$/u.test(location) || isFolder(path) ? join(path, `cdktf-lint-${name}`) : path;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

export class ResultCache {
  readonly #path: string;
  readonly #strategy: Comparison;
  readonly #run: string;
  readonly #startedAt = Date.now();
  readonly #entries: Map<string, Entry>;
  readonly #questions: Question[];
  readonly #positions: Map<Question, number>;
  readonly #answers = new Map<Question, string>();
  #isChanged = false;

  /**
   * @param path file that holds the findings; one that is missing or unusable counts as empty
   * @param run everything that findings of a whole run depend on
   */
  constructor(path: string, strategy: Comparison, run: unknown) {
    this.#path = path;
    this.#strategy = strategy;
    this.#run = digest(JSON.stringify([strategy, run]));
    const { questions, entries } = load(path);
    this.#questions = questions;
    this.#positions = new Map(questions.map((question, position) => [question, position]));
    this.#entries = entries;
  }

  /** What was found in a file, if nothing of what that depends on has changed since. */
  get(file: string): Kept | undefined {
    const entry = this.#entries.get(file);
    if (entry?.run !== this.#run || entry.answers !== this.#digest(entry.questions.map((position) => this.#questions[position]))) return undefined;
    const { result, notes, outline } = entry;
    if (result.messages.length === 0) return { result, notes, outline };
    try {
      return { result: { ...result, source: readFileSync(file, "utf8") }, notes, outline };
    } catch {
      return undefined;
    }
  }

  /**
   * Keeps what was found in a file.
   *
   * @param questions what was asked of the disk for it, apart from the file itself
   */
  set(file: string, result: ESLint.LintResult, questions: Iterable<Question>, notes: Iterable<Note>, outline: Outline | undefined): void {
    this.#isChanged = true;
    const asked: Question[] = [`content ${file}`, ...questions];
    // What was written meanwhile may have been read before or after; and what was fixed is another file now.
    if (result.output !== undefined || asked.some((question) => this.#isRecent(question))) {
      this.#entries.delete(file);
      return;
    }
    const kept = result.source === undefined ? result : { ...result, source: "" };
    this.#entries.set(file, { run: this.#run, questions: asked.map((question) => this.#position(question)), answers: this.#digest(asked), notes: [...notes], result: kept, outline });
  }

  /**
   * Writes what is kept, as far as the files are still there.
   *
   * @throws Error of the file system
   */
  write(): void {
    if (!this.#isChanged) return;
    const questions: Question[] = [];
    const positions = new Map<number, number>();
    const entries: Record<string, Entry> = {};
    for (const [file, entry] of this.#entries) {
      if (!statSync(file, { throwIfNoEntry: false })) continue;
      const moved = entry.questions.map((position) => {
        let at = positions.get(position);
        if (at === undefined) positions.set(position, (at = questions.push(this.#questions[position]!) - 1));
        return at;
      });
      entries[file] = { ...entry, questions: moved };
    }
    mkdirSync(dirname(this.#path), { recursive: true });
    replaceFile(this.#path, JSON.stringify({ format: FORMAT, questions, entries }));
  }

  #position(question: Question): number {
    let position = this.#positions.get(question);
    if (position === undefined) this.#positions.set(question, (position = this.#questions.push(question) - 1));
    return position;
  }

  #digest(questions: readonly (Question | undefined)[]): string {
    return digest(questions.map((question) => (question === undefined ? "?" : this.#answer(question))).join("\n"));
  }

  #answer(question: Question): string {
    let answer = this.#answers.get(question);
    if (answer === undefined) this.#answers.set(question, (answer = answerOf(question, this.#strategy)));
    return answer;
  }

  #isRecent(question: Question): boolean {
    if (!question.startsWith("content ")) return false;
    try {
      return (statSync(subjectOf(question), { throwIfNoEntry: false })?.mtimeMs ?? 0) >= this.#startedAt - CLOCK_TOLERANCE_MS;
    } catch {
      return false;
    }
  }
}

function load(path: string): { questions: Question[]; entries: Map<string, Entry> } {
  try {
    const kept = JSON.parse(readPlainFile(path, MAX_FILE_BYTES).toString("utf8")) as { format?: unknown; questions: unknown; entries: Record<string, unknown> };
    if (kept.format === FORMAT && isListOf(kept.questions, "string")) {
      const questions = kept.questions as Question[];
      return { questions, entries: new Map(Object.entries(kept.entries).filter((entry): entry is [string, Entry] => isEntry(...entry))) };
    }
  } catch {
    // None yet, or none that is whole: everything is linted, and written anew.
  }
  return { questions: [], entries: new Map() };
}

/** Has a kept entry the form that this version writes? The file may lie where anybody can write to it. */
function isEntry(file: string, entry: unknown): boolean {
  if (!isRecord(entry) || typeof entry["run"] !== "string" || typeof entry["answers"] !== "string" || !isListOf(entry["questions"], "number")) return false;
  const { result, notes, outline } = entry;
  return (
    (outline === undefined || readOutline(outline) !== undefined) &&
    Array.isArray(notes) && notes.every((note) => isRecord(note) && Object.values(note).every((value) => typeof value === "string")) &&
    isRecord(result) && result["filePath"] === file &&
    Array.isArray(result["suppressedMessages"]) && Array.isArray(result["messages"]) && result["messages"].every((message) => isRecord(message) && typeof message["message"] === "string" && typeof message["line"] === "number")
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOf(value: unknown, type: "string" | "number"): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === type);
}
