/** Files are written whole or not at all, and never through a link that a project has laid. */
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, closeSync, fsyncSync, lstatSync, openSync, realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isInside, projectTop } from "./disk.js";

/**
 * Puts a content in the place of a file, or makes the file: written beside it and renamed when all is there, so that
 * whoever reads sees the old content or the new one, and a full disk costs nothing.
 *
 * @param target no link: it would be replaced
 * @param former what is known of the file that is replaced; the new one gets its mode and, where that is allowed, its owner
 * @param mode of a file without a former one, less what the user's mask takes away
 * @throws the error of the file system; nothing is left behind then
 */
export function replaceFile(target: string, content: string | Buffer, former?: Stats, mode = 0o666): void {
  // A name that nobody can foresee: a link of that name would lead the writing elsewhere.
  const draft = join(dirname(target), `.cdktf-lint-${randomBytes(8).toString("hex")}.tmp`);
  const handle = openSync(draft, "wx", former ? 0o600 : mode);
  try {
    try {
      writeFileSync(handle, content);
      // What is made anew can be made once more; what somebody wrote cannot.
      if (former) reachDisk(handle);
    } finally {
      closeSync(handle);
    }
    if (former) copyIdentity(draft, former);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Waits until the content is on the disk, where that can be asked for. */
function reachDisk(handle: number): void {
  try {
    fsyncSync(handle);
  } catch (error) {
    // Some file systems have no such thing, and Node's permission model does not let anybody ask.
    if (!["EINVAL", "ENOSYS", "ENOTSUP", "ERR_ACCESS_DENIED"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

function copyIdentity(draft: string, { mode, uid, gid }: Stats): void {
  const { uid: ownUid, gid: ownGid } = statSync(draft);
  try {
    if (uid !== ownUid || gid !== ownGid) chownSync(draft, uid, gid);
  } catch {
    // Only a superuser may give files away; else the file is the writer's, as with any other editor.
  }
  chmodSync(draft, mode & 0o7777);
}

/**
 * Does a path that is to be written stand in the project and lead out of it by a link? A repository could lay such a
 * link at the name of a report.
 */
export function isWrittenElsewhere(path: string, cwd: string): boolean {
  const top = projectTop(cwd);
  if (!isInside(path, top)) return false;
  let existing = path;
  while (existing !== top && !isThere(existing)) existing = dirname(existing);
  try {
    return !isInside(realpathSync.native(existing), realpathSync.native(top));
  } catch {
    // A link to nothing is replaced, and not followed.
    return false;
  }
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
