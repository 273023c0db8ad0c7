/** A project on disk for one test: files are written, one of them is linted. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect } from "vitest";
import plugin from "../../src/index.js";
import { frontEndOf } from "../../src/languages/front-ends.js";
import { outlineOf } from "../../src/model/outline.js";
import { type FileOutline, learnOutlines } from "../../src/project/kept-files.js";
import { frames, lint } from "./lint.js";

export type ProjectFiles = Readonly<Record<string, string | Buffer>>;

const ALL = Object.fromEntries(Object.keys(plugin.rules).map((rule) => [`cdktf/${rule}`, "error" as const]));

export interface TestProject {
  readonly root: string;
  write(files: ProjectFiles): void;
  /** Lints one file of a project with all rules; the others are only there. */
  lintIn(files: ProjectFiles, linted: string): string;
  /** The same with the files as they are there. */
  lintOnce(files: ProjectFiles, linted: string): string;
}

function lintAt(root: string, files: ProjectFiles, linted: string): string {
  const text = String(files[linted] ?? "");
  return frames(text, lint(text, linted.endsWith(".py") ? "python" : "typescript", ALL, { filename: join(root, linted) }));
}

function outlineAt(path: string): FileOutline[] {
  if (!/\.(?:[mc]?[tj]sx?|py)$/u.test(path) || path.endsWith(".d.ts")) return [];
  const model = frontEndOf(path.endsWith(".py") ? "python" : "ecmascript").parse(readFileSync(path, "utf8"), path)?.(path);
  const outline = model && outlineOf(model);
  return outline ? [{ path, outline: JSON.parse(JSON.stringify(outline)) as typeof outline }] : [];
}

/** A new, empty folder for each test of a file. */
export function testProject(): TestProject {
  let root = "";
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "cdktf-project-")));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const write = (files: ProjectFiles): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
  };
  return {
    get root() {
      return root;
    },
    write,
    lintOnce: (files, linted) => lintAt(root, files, linted),
    lintIn(files, linted) {
      write(files);
      const found = lintAt(root, files, linted);
      // The same must come of it where no more than the outlines of the other files were read.
      const other = realpathSync(mkdtempSync(join(tmpdir(), "cdktf-project-")));
      try {
        cpSync(root, other, { recursive: true, verbatimSymlinks: true });
        learnOutlines(Object.keys(files).flatMap((name) => (name === linted ? [] : outlineAt(join(other, name)))));
        expect(lintAt(other, files, linted)).toBe(found);
      } finally {
        rmSync(other, { recursive: true, force: true });
      }
      return found;
    },
  };
}
