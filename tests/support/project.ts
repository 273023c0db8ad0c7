/** A project on disk for one test: files are written, one of them is linted. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import plugin from "../../src/index.js";
import { frames, lint } from "./lint.js";

export type ProjectFiles = Readonly<Record<string, string | Buffer>>;

const ALL = Object.fromEntries(Object.keys(plugin.rules).map((rule) => [`cdktf/${rule}`, "error" as const]));

export interface TestProject {
  readonly root: string;
  write(files: ProjectFiles): void;
  /** Lints one file of a project with all rules; the others are only there. */
  lintIn(files: ProjectFiles, linted: string): string;
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
    lintIn(files, linted) {
      write(files);
      const text = String(files[linted] ?? "");
      return frames(text, lint(text, linted.endsWith(".py") ? "python" : "typescript", ALL, { filename: join(root, linted) }));
    },
  };
}
