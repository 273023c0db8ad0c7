/** Archives with a jsii manifest: which one of several files is it, and how much is read before it. */
import { mkdirSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, gzipSync } from "node:zlib";
import * as tar from "tar";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Consulted, consulting } from "../../src/consulted.js";
import { archiveIn, packageFromArchive } from "../../src/providers-schema/declared/embedded-manifest.js";
import { testProject } from "../support/project.js";

const project = testProject();

beforeEach(() => {
  process.env["CDKTF_LINT_CACHE"] = join(project.root, "cache");
});
afterEach(() => {
  delete process.env["CDKTF_LINT_CACHE"];
});

const END = Buffer.alloc(1024);

/** A file as an archive has it; `size` is what its header says, whatever follows. */
function entry(path: string, content: string | Buffer = "", { size = Buffer.byteLength(content), type = "File" as const }: { size?: number; type?: "File" | "Directory" | "FIFO" } = {}): Buffer {
  const header = Buffer.alloc(512);
  new tar.Header({ path, size, type, mode: 0o644, mtime: new Date(0) }).encode(header);
  const bytes = Buffer.from(content);
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

const manifest = (name: string, more: object = {}): string => JSON.stringify({ name, version: "1.0.0", types: { [`${name}.Root`]: { fqn: `${name}.Root`, name: "Root", kind: "class" } }, ...more });

let count = 0;

/** What is read of an archive: the package's name, or why there is none. What a process tells of is limited, what is noted is not. */
function outcome(...parts: readonly Buffer[]): string {
  const path = join(project.root, `archive-${++count}.tgz`);
  writeFileSync(path, gzipSync(Buffer.concat([...parts, END]), { level: 1 }));
  return outcomeOf(path);
}

function outcomeOf(path: string): string {
  const consulted = new Consulted();
  const found = consulting(consulted, () => packageFromArchive(path));
  const problems = [...consulted.notes.values()].flatMap((note) => (note.kind === "problem" && note.path === path ? [note.text] : [])).map((text) => text.replace(/^holds no jsii manifest that can be read \((.*)\) and is passed over$/u, "$1"));
  return found ? [`${found.name} with ${[...found.typeNames()].join(", ")}`, ...problems].join("; ") : problems.join("; ");
}

describe("the manifest in an archive", () => {
  it("is the file .jsii in its only folder, whatever is around it", () => {
    expect(outcome(entry("package/readme", "x"), entry("package/.jsii", manifest("acme")), entry("package/.jsii", manifest("other")))).toBe("acme with Root");
    expect(outcome(entry("other/.jsii", manifest("acme")))).toBe("acme with Root");
    expect(outcome(entry(".jsii", manifest("acme")))).toBe("no manifest is in it");
    expect(outcome(entry("package/node_modules/.jsii", manifest("other")), entry("package/.jsii", manifest("acme")))).toBe("acme with Root");
    expect(outcome(entry("package/jsii", manifest("acme")), entry("package/x.jsii", manifest("acme")), entry("package/.jsii.json", manifest("acme")))).toBe("no manifest is in it");
    expect(outcome()).toBe("no manifest is in it");
  });

  it("is told from that of an archive of the same size, wherever they differ", () => {
    // Stored as it is, a text as long makes an archive as long.
    const stored = (name: string, before: number): string => {
      const path = join(project.root, `same-${name}-${before}.tgz`);
      writeFileSync(path, gzipSync(Buffer.concat([entry("package/readme", "x".repeat(before)), entry("package/.jsii", manifest(name)), END]), { level: 0 }));
      return path;
    };
    for (const before of [1, 1_500_000]) {
      const [one, other] = [stored("acme", before), stored("emca", before)];
      expect(readFileSync(one)).toHaveLength(readFileSync(other).length);
      expect([outcomeOf(one), outcomeOf(other)]).toEqual(["acme with Root", "emca with Root"]);
    }
  });

  it("may be compressed once more", () => {
    expect(outcome(entry("package/.jsii.gz", gzipSync(manifest("acme"))))).toBe("acme with Root");
    expect(outcome(entry("package/deep/.jsii.gz", gzipSync(manifest("acme"))))).toBe("no manifest is in it");
    expect(outcome(entry("package/.jsii.gz", manifest("acme")))).toBe("incorrect header check");
  });

  it("may be in the file that a small one tells of", () => {
    const redirect = JSON.stringify({ schema: "jsii/file-redirect", compression: "gzip", filename: ".jsii.gz" });
    expect(outcome(entry("package/.jsii", redirect), entry("package/.jsii.gz", gzipSync(manifest("acme"))))).toBe("acme with Root");
    expect(outcome(entry("package/.jsii", redirect))).toBe("no manifest is in it");
    // A whole manifest may hold the words, too.
    expect(outcome(entry("package/.jsii", manifest("acme", { docs: "jsii/file-redirect".padEnd(5000) })))).toBe("acme with Root");
  });

  it.each([
    ["acme", "acme with "], ["@acme/tools-2", "@acme/tools-2 with "], ["Acme_x", "Acme_x with "],
    ["", "it names no package"], ["../acme", "it names no package"], ["@acme/", "it names no package"], ["acme tools", "it names no package"], ["@acme/tools/more", "it names no package"], ["1acme", "it names no package"], ["x/acme", "it names no package"],
  ])("names a package: %j", (name, found) => {
    expect(outcome(entry("package/.jsii", JSON.stringify({ name, version: "1.0.0" })))).toBe(found);
  });

  it.each([[{ name: "acme" }], [{ version: "1.0.0" }], [{ name: "acme", version: 1 }], [null], [[]], ["x"]])("names a package and its version, other than %j", (content) => {
    expect(outcome(entry("package/.jsii", JSON.stringify(content)))).toBe("it names no package");
  });

  it("has the types of each module, and what the module is called", () => {
    const path = join(project.root, "modules.tgz");
    const type = (namespace: string | undefined, name: string): object => ({ fqn: ["acme", namespace, name].filter(Boolean).join("."), name, kind: "class", ...(namespace === undefined ? {} : { namespace }) });
    const types = [type(undefined, "Root"), type("plain", "A"), type("stated", "B"), type("deep.er", "C"), type("class", "D"), type("unlisted", "E")];
    const submodules = { "acme.plain": { symbolId: "src/plain/index:plain" }, "acme.stated": { symbolId: "lib/other/place:", targets: { python: { module: "acme_py.said" } } }, "acme.deep.er": { symbolId: "src/src/deep:x:y" }, "acme.class": {}, "acme.listed": { symbolId: "src/index/indexes/place:" } };
    writeFileSync(path, gzipSync(Buffer.concat([entry("package/.jsii", JSON.stringify({ name: "acme", version: "1.0.0", targets: { python: { module: "acme_py" } }, submodules, types: Object.fromEntries(types.map((one, at) => [String(at), one])) })), END])));
    for (const python of [undefined, "imports.acme"]) {
      const found = packageFromArchive(path, python);
      expect(["", "plain", "stated", "deep.er", "class", "listed", "unlisted"].map((name) => {
        const module = found?.module(name);
        return module && `${name || "root"}: ${module.path || "no path"}, ${module.python}, ${module.typeNames.join(", ")}`;
      })).toEqual(python === undefined
        ? ["root: no path, acme_py, Root, unlisted.E", "plain: lib/plain, acme_py.plain, A", "stated: lib/other/place, acme_py.said, B", "deep.er: lib/src/deep, acme_py.deep.er, C", "class: no path, acme_py.class_, D", "listed: lib/index/indexes/place, acme_py.listed, ", undefined]
        : ["root: no path, imports.acme, Root, unlisted.E", "plain: lib/plain, imports.acme.plain, A", "stated: lib/other/place, acme_py.said, B", "deep.er: lib/src/deep, imports.acme.deep.er, C", "class: no path, imports.acme.class_, D", "listed: lib/index/indexes/place, imports.acme.listed, ", undefined]);
      expect(found?.python).toBe(python ?? "acme_py");
    }
    // Without a word on Python it is called as on npm.
    writeFileSync(path, gzipSync(Buffer.concat([entry("package/.jsii", manifest("acme")), END])));
    expect(packageFromArchive(path)?.python).toBe("acme");
  });
});

describe("how much of an archive is read", () => {
  it("has a limit for the manifest", () => {
    expect(outcome(entry("package/.jsii", "", { size: 190_000_001 }))).toBe("its manifest is larger than 190 MB");
    expect(outcome(entry("package/.jsii.gz", "", { size: 190_000_001 }))).toBe("its manifest is larger than 190 MB");
  });

  it("has a limit for what the manifest unpacks to", () => {
    const million = gzipSync(Buffer.alloc(1_000_000, " "));
    expect(outcome(entry("package/.jsii.gz", Buffer.alloc(million.length * 191, million)))).toBe("Cannot create a Buffer larger than 190000000 bytes");
  });

  it("has a limit for what stands before it", () => {
    expect(outcome(entry("package/a", "", { size: 2_000_000_001 }))).toBe("it unpacks to more than 2000 MB before its manifest");
    expect(outcome(entry("package/a", "x"), entry("package/b", "", { size: 2_000_000_000 }))).toBe("it unpacks to more than 2000 MB before its manifest");
    // What no file is made of counts, too.
    expect(outcome(entry("package/pipe", "", { type: "FIFO" }), entry("package/b", "", { size: 2_000_000_001 }))).toBe("it unpacks to more than 2000 MB before its manifest");
  });

  it("has a limit for files before it", () => {
    const none = entry("package/a");
    const many = (number: number): Buffer => Buffer.alloc(none.length * number, none);
    expect(outcome(many(100_001), entry("package/.jsii", manifest("acme")))).toBe("it has more than 100000 files before its manifest");
  });

  it("has a limit for modules", () => {
    const modules = (number: number): object => ({ submodules: Object.fromEntries(Array.from({ length: number }, (_, at) => [`acme.m${at}`, {}])) });
    expect(outcome(entry("package/.jsii", manifest("acme", modules(20_001))))).toBe("it has more than 20000 modules");
  });

  it("has a limit for the archive", () => {
    const path = join(project.root, "huge.tgz");
    writeFileSync(path, "");
    truncateSync(path, 256_000_001);
    expect(outcomeOf(path)).toBe("is larger than 256 MB and is not read");
  });

  it("ends at its end", () => {
    const path = join(project.root, "tail.tgz");
    writeFileSync(path, gzipSync(Buffer.concat([entry("package/a", "x"), END, entry("package/.jsii", manifest("acme")), END])));
    expect(outcomeOf(path)).toBe("no manifest is in it");
    // Without an end it is what was there.
    writeFileSync(path, gzipSync(entry("package/.jsii", manifest("acme"))));
    expect(packageFromArchive(path)?.name).toBe("acme");
    writeFileSync(path, gzipSync(entry("package/.jsii", manifest("acme")).subarray(0, 512)));
    expect(packageFromArchive(path)).toBeUndefined();
    expect(packageFromArchive(join(project.root, "nowhere.tgz"))).toBeUndefined();
    expect(packageFromArchive(project.root)).toBeUndefined();
  });
});

describe("what is kept of an archive", () => {
  const write = (content: string, name = "acme.tgz"): string => {
    const path = join(project.root, name);
    writeFileSync(path, gzipSync(Buffer.concat([entry("package/.jsii", content), END])));
    return path;
  };
  const kept = (): string[] => readdirSync(join(project.root, "cache")).map((name) => join(project.root, "cache", name)).sort();

  it("has the name of its content", () => {
    packageFromArchive(write(manifest("acme")));
    const [first = ""] = kept();
    packageFromArchive(write(manifest("acme"), "copy.tgz"));
    expect(kept()).toEqual([first]);
    packageFromArchive(write(manifest("other")));
    expect(kept()).toHaveLength(2);
  });

  it("is read instead of the archive", () => {
    const path = write(manifest("acme"));
    packageFromArchive(path);
    const [file = ""] = kept();
    const text = readFileSync(file, "latin1");
    const [, length = ""] = /^cdktf-declared 1 (\d+) \d+\n/u.exec(text) ?? [];
    const start = text.indexOf("\n") + 1;
    const head = text.slice(start, start + Number(length)).replace('"acme"', '"ecma"');
    writeFileSync(file, Buffer.from(`cdktf-declared 1 ${length} ${crc32(Buffer.from(head, "latin1"))}\n${head}${text.slice(start + Number(length))}`, "latin1"));
    expect(packageFromArchive(path)?.name).toBe("ecma");
  });

  it.each<[string, (text: string) => string]>([
    ["of another format", (text) => text.replace("cdktf-declared 1", "cdktf-declared 2")],
    ["with more in its first line", (text) => text.replace("\n", " x\n")],
    ["with another index", (text) => text.replace('"acme"', '"ecma"')],
    ["cut off by a byte", (text) => text.slice(0, -1)],
  ])("is made anew where it is %s", (_, spoil) => {
    const path = write(manifest("acme"));
    packageFromArchive(path);
    const [file = ""] = kept();
    const before = readFileSync(file, "latin1");
    writeFileSync(file, Buffer.from(spoil(before), "latin1"));
    expect(packageFromArchive(path)?.name).toBe("acme");
    expect(readFileSync(file, "latin1")).toBe(before);
  });

  it("is not trusted where a module is not what it was", () => {
    const path = write(manifest("acme"));
    packageFromArchive(path);
    const [file = ""] = kept();
    writeFileSync(file, Buffer.from(readFileSync(file, "latin1").replace('"fqn":"acme.Root"', '"fqn":"acme.Toor"'), "latin1"));
    const found = packageFromArchive(path);
    expect(found?.module("")?.isKnown).toBe(false);
    expect(found?.type("", "Root")).toBeUndefined();
    expect(found?.type("none", "Root")).toBeUndefined();
    expect(found?.type("constructor", "Root")).toBeUndefined();
  });

  it("is the same without a folder to keep it in", () => {
    writeFileSync(join(project.root, "cache"), "a file in its place");
    const path = write(manifest("acme"));
    expect([...(packageFromArchive(path)?.typeNames() ?? [])]).toEqual(["Root"]);
    expect([...(packageFromArchive(write(manifest("other")))?.typeNames() ?? [])]).toEqual(["Root"]);
    utimesSync(path, 0, 0);
    expect(packageFromArchive(path)?.name).toBe("other");
  });
});

it("the archive of a Python package is the last one in its folder", () => {
  expect(archiveIn(project.root)).toBeUndefined();
  mkdirSync(join(project.root, "_jsii"));
  expect(archiveIn(project.root)).toBeUndefined();
  for (const name of ["acme@2.0.0.jsii.tgz", "acme@1.0.0.jsii.tgz", "acme@3.0.0.tgz", "x.jsii.tgz.bak"]) writeFileSync(join(project.root, "_jsii", name), "");
  expect(archiveIn(project.root)).toBe(join(project.root, "_jsii", "acme@2.0.0.jsii.tgz"));
});
