/** How files are named in reports: relative to the repository, with slashes, whatever the operating system. */
import { existsSync } from "node:fs";
import { dirname, join, posix, win32 } from "node:path";

const WINDOWS_PATH = /^(?:[A-Za-z]:[\\/]|\\\\)/u;

/**
 * The folder that paths in a report are relative to, which is what GitHub and GitLab show them by: the checkout that
 * the CI names, otherwise the folder above `cwd` that holds `.git`, otherwise `cwd`.
 */
export function repositoryRoot(cwd: string): string {
  const { GITHUB_WORKSPACE, CI_PROJECT_DIR } = process.env;
  for (const checkout of [GITHUB_WORKSPACE, CI_PROJECT_DIR]) if (checkout && relativePath(cwd, checkout) !== undefined) return checkout;
  for (let folder = cwd; folder !== dirname(folder); folder = dirname(folder)) if (existsSync(join(folder, ".git"))) return folder;
  return cwd;
}

/** The path below a folder, with slashes; undefined if it lies elsewhere. A text without a file keeps its name. */
export function relativePath(file: string, root: string): string | undefined {
  const style = WINDOWS_PATH.test(file) ? win32 : posix;
  if (!style.isAbsolute(file)) return file;
  const path = style.relative(root, file).split(style.sep).join("/");
  return path === ".." || path.startsWith("../") || style.isAbsolute(path) ? undefined : path;
}

/** An absolute path with slashes. */
export function withSlashes(file: string): string {
  return WINDOWS_PATH.test(file) ? file.replaceAll("\\", "/") : file;
}

/** A path as it stands in a URI. */
export function uriPath(path: string): string {
  // Half a surrogate pair, which a file name on Windows may have, is no character of a URI.
  return Buffer.from(path).toString().split("/").map(encodeURIComponent).join("/");
}

/** `file:///home/a/b.ts`, `file:///C:/a/b.ts`. */
export function fileUri(file: string): string {
  const path = withSlashes(file);
  const drive = /^\/?([A-Za-z]:)\//u.exec(path)?.[1];
  if (drive !== undefined) return `file:///${drive}/${uriPath(path.slice(path.indexOf("/", path.indexOf(":")) + 1))}`;
  return path.startsWith("//") ? `file:${uriPath(path)}` : `file://${uriPath(path)}`;
}

/** Where a line of a file can be seen in the browser, if the CI that this runs in says so. */
export function browserLink(path: string, line: number): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA, CI_PROJECT_URL, CI_COMMIT_SHA } = process.env;
  if (GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_SHA) return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}/${uriPath(path)}#L${line}`;
  if (CI_PROJECT_URL && CI_COMMIT_SHA) return `${CI_PROJECT_URL}/-/blob/${CI_COMMIT_SHA}/${uriPath(path)}#L${line}`;
  return undefined;
}
