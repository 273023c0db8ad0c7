/** Compiled code is kept between runs, where the user alone can write, and is never taken from elsewhere. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli, folderWith } from "./run-cli.js";

const FILES = { "project/a.ts": 'import { Vpc } from "@cdktf/provider-aws/lib/vpc";\nnew Vpc(scope, "v", { cidrBlok: "10.0.0.0/16" });\n', "project/a.py": 'from cdktf_cdktf_provider_aws.vpc import Vpc\nVpc(scope, "v", cidr_blok="10.0.0.0/16")\n' };
/** Node keeps compiled code itself from version 22 on. */
const isNodes = Number(process.versions.node.split(".")[0]) >= 22;

function rooms(): { readonly project: string; readonly cache: string; readonly kept: () => string[]; readonly lint: (...args: string[]) => ReturnType<typeof cli> } {
  const root = folderWith(FILES);
  const cache = join(root, "cache");
  const project = join(root, "project");
  const kept = (): string[] => (existsSync(join(cache, "code")) ? readdirSync(join(cache, "code")).sort() : []);
  return { project, cache, kept, lint: (...args) => cli(project, args, { CDKTF_LINT_CACHE: cache }) };
}

describe.skipIf(isNodes)("kept compiled code (Node before 22)", () => {
  it("is one file that only its user can read and write, and that grows by what another run needs", async () => {
    const { cache, kept, lint } = rooms();
    const first = await lint("--format", "json", "a.ts");
    const [file = ""] = kept();
    expect(kept()).toEqual([expect.stringMatching(/^code-[\da-f]{16}-\w+-[\da-f]+$/u)]);
    const path = join(cache, "code", file);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const content = readFileSync(path);
    expect(await lint("--format", "json", "a.ts")).toEqual(first);
    expect(readFileSync(path).equals(content)).toBe(true);
    expect((await lint("--format", "json", "a.py")).code).toBe(1);
    expect(kept()).toEqual([file]);
    expect(readFileSync(path).equals(content)).toBe(false);
    expect(await lint("--format", "json", "a.ts")).toEqual(first);
  });

  it("does what needs ESLint, too", async () => {
    const { project, lint } = rooms();
    writeFileSync(join(project, "a.ts"), `// eslint-disable-next-line cdktf/no-unknown-import\n${FILES["project/a.ts"]}`);
    const first = await lint("--format", "json", "a.ts");
    expect(await lint("--format", "json", "a.ts")).toEqual(first);
    expect(first.stdout).toContain("did you mean");
    expect(first.stderr).toBe("");
  });

  it("is passed over and made anew if it is torn, empty or changed", async () => {
    const { cache, kept, lint } = rooms();
    const first = await lint("--format", "json");
    const path = join(cache, "code", kept()[0] ?? "");
    const content = readFileSync(path);
    const changed = Buffer.from(content);
    changed.writeUInt8(content.readUInt8(content.length >> 1) ^ 1, content.length >> 1);
    for (const spoilt of [Buffer.alloc(0), content.subarray(0, 6), content.subarray(0, content.length >> 1), changed, Buffer.alloc(content.length, 255)]) {
      writeFileSync(path, spoilt);
      expect(await lint("--format", "json")).toEqual(first);
      expect(readFileSync(path).length).toBeGreaterThan(content.length / 2);
      expect(readFileSync(path).equals(spoilt)).toBe(false);
    }
  });

  it("is not taken from a file that others may write to", async () => {
    const { cache, kept, lint } = rooms();
    const first = await lint("--format", "json");
    const path = join(cache, "code", kept()[0] ?? "");
    chmodSync(path, 0o666);
    expect(await lint("--format", "json")).toEqual(first);
    // Another one took its place.
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("is neither kept in a project nor taken from one", async () => {
    const { project, kept, lint, cache } = rooms();
    for (const inside of [join(project, ".cache"), ".cache"]) {
      expect((await cli(project, ["--format", "json"], { CDKTF_LINT_CACHE: inside })).code).toBe(1);
      expect(existsSync(join(project, ".cache", "code"))).toBe(false);
    }
    // The cache lies in another repository.
    mkdirSync(join(cache, "..", ".git"));
    expect((await lint("--format", "json")).code).toBe(1);
    expect(kept()).toEqual([]);
  });

  it("is deleted a month later, when other code is kept", async () => {
    const { cache, kept, lint } = rooms();
    mkdirSync(join(cache, "code"), { recursive: true });
    const old = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
    for (const name of ["code-old", "code-new", "mine"]) {
      writeFileSync(join(cache, "code", name), "");
      if (name !== "code-new") utimesSync(join(cache, "code", name), old, old);
    }
    await lint("--format", "json");
    expect(kept().filter((name) => !/^code-[\da-f]{16}/u.test(name))).toEqual(["code-new", "mine"]);
  });

  it("is not kept where Node is told to keep none", async () => {
    const { project, cache, kept } = rooms();
    expect((await cli(project, ["--format", "json"], { CDKTF_LINT_CACHE: cache, NODE_DISABLE_COMPILE_CACHE: "1" })).code).toBe(1);
    expect(kept()).toEqual([]);
  });

  it("changes nothing where it cannot be kept", async () => {
    const { project, lint } = rooms();
    const expected = await lint("--format", "json");
    expect(await cli(project, ["--format", "json"], { CDKTF_LINT_CACHE: "/dev/null/x" })).toEqual(expected);
    expect(await lint("--format", "json", "--concurrency", "2")).toEqual(expected);
  });
});
