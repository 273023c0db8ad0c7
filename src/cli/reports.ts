/** Where reports go: to standard output, or to files of which there is never half a one. */
import { mkdirSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { ESLint } from "eslint";
import { type FormatContext, type Formatter, formatNames, loadFormatter } from "../formatters/index.js";
import { isWrittenElsewhere, replaceFile } from "../write-file.js";
import type { ReportRequest } from "./options.js";
import { UsageError } from "./usage-error.js";

export interface Reports {
  write(results: readonly ESLint.LintResult[], context: FormatContext): Promise<void>;
}

/**
 * Loads the formats and makes the folders of their files, so that what is wrong with them shows before anything is linted.
 *
 * @throws UsageError for an unknown format, a file that cannot be one, and two reports for one place
 */
export async function prepareReports(requests: readonly ReportRequest[], cwd: string): Promise<Reports> {
  const targets = new Set<string | undefined>();
  const reports: { format: Formatter; file: string | undefined }[] = [];
  for (const request of requests) {
    const format = await loadFormatter(request.format);
    if (!format) throw new UsageError(`unknown format "${request.format}"; there are: ${formatNames.join(", ")}`);
    const file = request.file === undefined ? undefined : resolve(cwd, request.file);
    if (targets.has(file)) throw new UsageError(file === undefined ? "only one format can go to standard output; give the others an --output-file" : `two formats for one file: ${request.file ?? ""}`);
    targets.add(file);
    reports.push({ format, file });
  }
  for (const { file } of reports) if (file !== undefined) prepareFile(file, cwd);
  return {
    async write(results, context) {
      for (const { format, file } of reports) {
        // Colours belong into a file only where they are asked for.
        if (file !== undefined) writeWhole(file, await format(results, { ...context, color: context.color ?? false }));
        else await print(await format(results, context));
      }
    },
  };
}

function prepareFile(file: string, cwd: string): void {
  try {
    if (isWrittenElsewhere(file, cwd)) throw new UsageError(`cannot write ${file}: a link leads out of the project there`);
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`cannot write ${file}: it is a folder`);
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

/** Writes beside the file and puts it in its place when all is there; devices and pipes are written to as they are. */
function writeWhole(file: string, text: string): void {
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat && !stat.isFile()) {
      writeFileSync(file, text);
      return;
    }
    replaceFile(stat ? realpathSync(file) : file, text, stat);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function cannotWrite(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof UsageError || code === undefined ? error : new UsageError(`cannot write ${file} (${code})`);
}

/** Resolves when all is written, or when nobody reads any more. */
function print(text: string): Promise<void> {
  if (text === "") return Promise.resolve();
  return new Promise((resolvePrinted) => process.stdout.write(text, () => resolvePrinted()));
}
