/** A run takes the disk to stay as it is; the next one, and an editor at any time, sees what has changed. */
import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { duringPeriod, HeldAnswers, holdDisk, namesIn, newPeriod, stateOf } from "../src/disk.js";
import { lintFiles } from "../src/cli/lint.js";
import { schemaForFile } from "../src/providers-schema/index.js";
import { folderWith } from "./cli/run-cli.js";

const OPTIONS = { fix: false, quiet: false, maxWarnings: -1, rules: [], strict: false, providerVersion: undefined, cache: false, cacheLocation: undefined, cacheStrategy: "metadata" as const, concurrency: "off" as const };

describe("the disk", () => {
  it("is asked once for what is at a path and in a folder, until it is let go", () => {
    const root = folderWith({ "a.ts": "1" });
    const [file, other] = [join(root, "a.ts"), join(root, "b.ts")];
    const release = holdDisk();
    const seen = (): unknown => ({ a: stateOf(file)?.size, b: stateOf(other), names: ["a.ts", "b.ts"].filter((name) => namesIn(root).has(name)) });
    const before = seen();
    expect(before).toEqual({ a: 1, b: undefined, names: ["a.ts"] });
    writeFileSync(file, "12");
    writeFileSync(other, "1");
    expect(seen()).toEqual(before);
    release();
    expect(seen()).toEqual({ a: 2, b: expect.objectContaining({ isFile: true, isDirectory: false, size: 1 }), names: ["a.ts", "b.ts"] });
    rmSync(other);
    expect(stateOf(other)).toBeUndefined();
  });

  it("is let go when the last one lets it go, in whichever order", () => {
    const [first, second] = [holdDisk(), holdDisk()];
    const answers = new HeldAnswers<object>(10);
    const ask = (): object => answers.get("a", () => ({}));
    const held = ask();
    first();
    expect(ask()).toBe(held);
    second();
    expect(ask()).not.toBe(ask());
    holdDisk()();
    expect(ask()).not.toBe(ask());
  });

  it("is the same again for what is worked out about the same file, as long as no other came between", () => {
    const answers = new HeldAnswers<object>(10);
    const ask = (): object => answers.get("a", () => ({}));
    const [one, other] = [newPeriod(), newPeriod()];
    const first = duringPeriod(one, ask);
    expect(duringPeriod(one, ask)).toBe(first);
    expect(duringPeriod(one, () => duringPeriod(other, ask))).toBe(first);
    expect(() => duringPeriod(one, () => { throw new Error("a rule's fault"); })).toThrow("a rule's fault");
    expect(ask()).not.toBe(ask());
    expect(duringPeriod(other, ask)).not.toBe(first);
    expect(duringPeriod(one, ask)).not.toBe(first);
  });

  it("has no answer kept from one time for another", () => {
    const answers = new HeldAnswers<number | undefined>(10);
    let asked = 0;
    const ask = (): number | undefined => (asked++ === 0 ? undefined : asked);
    const first = holdDisk();
    // That there is nothing is an answer too.
    expect([answers.get("a", ask), answers.get("a", ask), asked]).toEqual([undefined, undefined, 1]);
    first();
    const second = holdDisk();
    expect(answers.get("a", ask)).toBe(2);
    second();
    expect([answers.get("a", ask), answers.get("a", ask)]).toEqual([3, 4]);
  });

  it("has no more answers kept than it may", () => {
    const answers = new HeldAnswers<string>(2);
    const asked: string[] = [];
    const ask = (key: string): string => {
      asked.push(key);
      return key;
    };
    const release = holdDisk();
    for (const key of ["a", "b", "a", "c", "c", "a"]) expect(answers.get(key, ask)).toBe(key);
    release();
    expect(asked).toEqual(["a", "b", "c", "a"]);
  });

  it("gives files of one folder one schema, of each language and with the same settings", () => {
    const root = folderWith({ "package.json": "{}", "a.ts": "", "b.ts": "", "c.py": "", "inner/d.ts": "" });
    const schemaOf = (name: string, settings = {}): object => schemaForFile(join(root, name), settings);
    expect(schemaOf("a.ts")).not.toBe(schemaOf("a.ts"));
    const release = holdDisk();
    const shared = schemaOf("a.ts");
    expect(schemaOf("b.ts")).toBe(shared);
    expect(schemaOf("b.ts", { providerVersion: "19.0.0" })).not.toBe(shared);
    expect(schemaOf("c.py")).not.toBe(shared);
    expect(schemaOf("inner/d.ts")).not.toBe(shared);
    release();
  });
});

describe("a run", () => {
  const DELAY = 'import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";\nnew LbTargetGroup(scope, "t", { deregistrationDelay: 30 });\n';
  const manifest = (version: string): string => JSON.stringify({ dependencies: { "@cdktf/provider-aws": version } });
  const findings = async (root: string, names: readonly string[]): Promise<string[]> =>
    (await lintFiles(names.map((name) => join(root, name)), OPTIONS, root)).results.flatMap(({ filePath, messages }) => messages.map(({ line, ruleId }) => `${filePath.slice(root.length + 1)}:${line} ${ruleId}`));

  it("sees what has changed since the one before it in the same process", async () => {
    const root = folderWith({ "package.json": manifest("19.0.0"), "a.ts": DELAY, "b.ts": DELAY });
    const both = ["a.ts:2 cdktf/valid-property-type", "b.ts:2 cdktf/valid-property-type"];
    expect(await findings(root, ["a.ts", "b.ts"])).toEqual(both);
    // It was a number then.
    writeFileSync(join(root, "package.json"), manifest("2.0.12"));
    expect(await findings(root, ["a.ts", "b.ts"])).toEqual([]);
    writeFileSync(join(root, "package.json"), manifest("19.0.0"));
    utimesSync(join(root, "package.json"), 1, 1);
    mkdirSync(join(root, "inner"));
    writeFileSync(join(root, "inner", "package.json"), manifest("2.0.12"));
    writeFileSync(join(root, "inner", "a.ts"), DELAY);
    expect(await findings(root, ["a.ts", "b.ts", "inner/a.ts"])).toEqual(both);
  });

  it("finds in files of one folder what it finds in each alone, whichever came first", async () => {
    const root = folderWith({
      "package.json": manifest("19.0.0"),
      "a.ts": DELAY,
      "b.ts": 'import { Nothing } from "@cdktf/provider-aws/lib/vpc";\nimport { Vpc } from "@cdktf/provider-aws/lib/vpc";\nnew Vpc(scope, "v", { cidrBlok: "" });\n',
      "c.py": "from cdktf_cdktf_provider_aws.vpc import Vpc\nVpc(scope, 'v', cidr_blok='')\n",
    });
    const names = ["a.ts", "b.ts", "c.py"];
    const alone = (await Promise.all(names.map((name) => findings(root, [name])))).flat();
    expect(alone).toEqual(["a.ts:2 cdktf/valid-property-type", "b.ts:1 cdktf/no-unknown-import", "b.ts:3 cdktf/no-unknown-property", "c.py:2 cdktf/no-unknown-property"]);
    expect(await findings(root, names)).toEqual(alone);
    expect(await findings(root, names.toReversed())).toEqual(alone);
  });
});
