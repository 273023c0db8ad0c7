/** `--cache`: lints what is not known from an earlier run. */
import { createRequire } from "node:module";
import type { ESLint } from "eslint";
import { cacheFolder } from "../cache-folder.js";
import { dataIdentity } from "../providers-schema/store.js";
import { type FileOutline, knownOutlines, learnOutlines } from "../project/kept-files.js";
import type { EslintOptionsInput, Lint, Progress } from "./lint.js";
import type { CliOptions } from "./options.js";
import { tellAgain } from "./recording.js";
import { isWrittenElsewhere } from "../write-file.js";
import { UsageError } from "./usage-error.js";
import { cacheFile, ResultCache } from "./result-cache.js";

const require = createRequire(import.meta.url);

/**
 * Lints files as `lint` does, but only those of which the findings are not known.
 *
 * @param given what ESLint's options are made from
 * @returns results in no particular order
 */
export async function lintWithCache(
  files: readonly string[],
  { cacheLocation, cacheStrategy }: Pick<CliOptions, "cacheLocation" | "cacheStrategy">,
  given: EslintOptionsInput,
  cwd: string,
  lint: Lint,
  progress: Progress | undefined,
): Promise<ESLint.LintResult[]> {
  const { rules, strict, providerVersion, versions } = given;
  const path = cacheFile(cacheLocation, cwd, cacheFolder());
  if (path === undefined) {
    process.stderr.write("cdktf-lint: findings cannot be kept for the next run: the user has no home folder; set CDKTF_LINT_CACHE or --cache-location\n");
    return lint(files, given, progress);
  }
  if (isWrittenElsewhere(path, cwd)) throw new UsageError(`--cache-location: a link leads out of the project at ${path}`);
  const cache = new ResultCache(path, cacheStrategy, {
    ...{ rules, strict, providerVersion },
    packages: versions ?? {},
    versions: [versionOf("../../package.json"), versionOf("eslint/package.json"), process.version, dataIdentity()],
  });
  const known: ESLint.LintResult[] = [];
  const open: string[] = [];
  const outlines: FileOutline[] = [];
  for (const file of files) {
    const kept = cache.get(file);
    // What was kept tells of fixes, but only a new run applies them.
    if (!kept || (given.fix && kept.result.messages.length > 0)) open.push(file);
    else {
      tellAgain(kept.notes);
      known.push(kept.result);
      if (kept.outline) outlines.push({ path: file, outline: kept.outline });
    }
  }
  if (open.length === 0) return known;
  learnOutlines(outlines);
  const found = await lint(open, given, progress && ((done) => progress(known.length + done)), (result, made) => {
    if (made) cache.set(result.filePath, result, made.questions, made.notes, knownOutlines([result.filePath])[0]?.outline);
  });
  try {
    cache.write();
  } catch (error) {
    process.stderr.write(`cdktf-lint: findings cannot be kept for the next run: ${error instanceof Error ? error.message : String(error)}\n`);
  }
  return [...known, ...found];
}

function versionOf(manifest: string): string {
  try {
    return (require(manifest) as { version: string }).version;
  } catch {
    // It is missed with a clear message where it is needed.
    return "";
  }
}
