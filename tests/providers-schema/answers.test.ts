/** What is known of single modules, of all kinds of packages and layouts. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as tar from "tar";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadPackage, schemaForFile } from "../../src/providers-schema/index.js";
import type { PackageSchema, Run } from "../../src/providers-schema/types.js";
import { moduleDeclarations } from "../support/declarations.js";
import { testProject } from "../support/project.js";

const AWS = "@cdktf/provider-aws";
const bundled = (name: string, version: string): PackageSchema => loadPackage(name, version) ?? expect.unreachable(`${name} ${version}`);

describe("bundled modules", () => {
  it.each([
    [AWS, "21.22.1", "vpc", /(?:)/u],
    [AWS, "21.22.1", "routeTable", /(?:)/u],
    [AWS, "21.22.1", "elasticacheReplicationGroup", /(?:)/u],
    [AWS, "21.22.1", "s3BucketVersioning", /(?:)/u],
    [AWS, "21.22.1", "dataAwsAvailabilityZones", /(?:)/u],
    [AWS, "10.0.0", "vpc", /(?:)/u],
    [AWS, "9.0.0", "dynamodb", /^Dynamodb(?:Tag|KinesisStreaming)/u],
    [AWS, "5.0.52", "timestreamwrite", /(?:)/u],
    [AWS, "0.0.15", "", /^(?:Vpc|RouteTable|SecurityGroup)(?:Config|Route|Ingress)?$/u],
    ["@cdktn/provider-aws", "25.7.0", "routeTable", /(?:)/u],
    ["cdktf", "0.21.0", "", /^(?:Terraform(?:Stack|Element|Output|Resource|MetaArguments|Variable)|Testing$|Token$|VariableType|I[A-Z].*|Lazy|App)/u],
    ["cdktf", "0.0.14", "", /^Terraform/u],
    ["cdktf", "0.21.0", "testingMatchers", /(?:)/u],
    ["constructs", "10.0.0", "", /(?:)/u],
  ])("%s %s: %s", (name, version, module, types) => {
    expect(`\n${moduleDeclarations(bundled(name, version), module, types)}\n`).toMatchSnapshot();
  });

  it("have the history that they have, as far as it is over", () => {
    const pkg = bundled(AWS, "21.22.1");
    const shown = (runs: readonly Run[], more: (run: never) => string): string[] => runs.map((run) => `${run.since.package} ${run.since.version} to ${run.until?.version ?? "now"}${run.isNow ? ", which is asked" : ""}${run.isPast ? ", past" : ""}: ${more(run as never)}`).filter((line) => !line.includes("@cdktn"));
    const path = (run: { readonly path: string; readonly python: string }): string => `${run.path} ${run.python}`;
    const all = {
      properties: Object.fromEntries(["engineVersion", "atRestEncryptionEnabled", "replicationGroupDescription", "clusterMode"].map((one) => [one, shown(pkg.propertyHistory("ElasticacheReplicationGroupConfig", one), (run: { optional: boolean; type: object }) => `${run.optional ? "optional" : "required"} ${JSON.stringify(run.type)}`)])),
      attributes: shown(pkg.propertyHistory("ElasticacheReplicationGroup", "memberClusters"), (run: { type: object }) => JSON.stringify(run.type)),
      types: Object.fromEntries(["S3BucketVersioningA", "Vpc", "RouteTableRoute", "DynamodbTable"].map((one) => [one, shown(pkg.typeHistory(one), path)])),
      modules: [...shown(pkg.moduleHistory({ path: "lib/opsworks-stack" }), path), ...shown(pkg.moduleHistory({ path: "lib/ec2" }), path), ...shown(pkg.moduleHistory({ python: "cdktf_cdktf_provider_aws.vpc" }), path)],
      since: [pkg.propertiesSince("VpcConfig", { package: AWS, version: "21.0.0" }), pkg.propertiesSince("InstanceConfig", { package: AWS, version: "10.0.0" }), pkg.propertiesSince("LbListenerDefaultAction", { package: AWS, version: "5.0.0" })],
    };
    expect(all).toMatchSnapshot();
  });
});

/** Everything that a declaration file may hold. */
const DECLARATIONS = `
import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
import { Tongs as Pliers, Fire } from '../forge-tools';
import { Ore } from '../forge-tools/ores';
import Whole from 'elsewhere';
import { Thing } from 'somewhere';
export interface AnvilConfig extends cdktf.TerraformMetaArguments, Whole {
    readonly weight: number;
    readonly when: Date;
    readonly name?: string;
    readonly either: string | number;
    readonly maybe: string | undefined;
    readonly onlyUndefined: undefined;
    readonly whatever: any;
    readonly unknown: unknown;
    readonly never: never;
    readonly polished?: boolean | cdktf.IResolvable;
    readonly tags?: { [key: string]: string };
    readonly deep?: { [key: string]: string[] };
    readonly literal?: { a: string };
    readonly empty?: {};
    readonly lists?: (string | undefined)[][];
    readonly face?: AnvilFace[] | cdktf.IResolvable;
    readonly generic?: Array<string>;
    readonly pliers: Pliers;
    readonly fire: Fire;
    readonly ore: Ore;
    readonly thing: Thing;
    readonly whole: Whole;
    readonly unheard: Unheard;
    readonly far: cdktf.AnnotationMetadataEntryType;
    readonly 'quoted-name': string;
    readonly tuple: [string];
    bare;
}
export interface AnvilFace { readonly hardness: string; }
export interface IAnvil { readonly weight: number; }
export interface Striking extends IAnvil { strike(times: number, hard?: boolean): void; readonly at?: string; }
export declare enum Metal { IRON = "iron", STEEL = "steel" }
export declare const anvilKinds: string[], more: number;
export declare function anvilFaceToTerraform(struct?: AnvilFace | cdktf.IResolvable): any;
export type Alias = string;
export { Pliers as Tool, Fire };
export * from './shapes';
export * as inner from './inner';
declare class Hidden {}
export declare abstract class Anvil extends cdktf.TerraformResource implements IAnvil, cdktf.IResolvable {
    static readonly tfResourceType = "acme_anvil";
    static readonly count: number;
    constructor(scope: Construct, id: string, config?: AnvilConfig, ...rest: string[]);
    get arn(): string;
    get maybe(): string | undefined;
    private _weight?;
    get weight(): number;
    set weight(value: number);
    get weightInput(): number | undefined;
    protected get guarded(): boolean;
    protected readonly field?: string;
    abstract readonly must: string;
    readonly untyped;
    private secret(): void;
    private readonly hidden: string;
    strike(times: number, ...how: string[]): boolean;
    static make(scope: Construct): Anvil;
    protected synthesizeAttributes(): { [name: string]: any };
    resetWeight(): void;
    untold();
}
export declare class Plain {}
export declare class Own { constructor(a: string, b?: number, ...c: number[]); }
`;

/** The same as generated sources have it. */
const SOURCES = `
import { Construct } from 'constructs';
import * as cdktf from 'cdktf';
export interface AnvilConfig extends cdktf.TerraformMetaArguments { readonly weight: number; }
export class AnvilFaceList extends cdktf.ComplexList { public get(index: number): string { return ""; } }
export class Anvil extends cdktf.TerraformResource {
  public static readonly tfResourceType = "acme_anvil";
  public static readonly limit = 3;
  public static isThis(x: any): x is Anvil { return true; }
  private _weight?: number;
  private _name: string = "";
  private _face = new AnvilFaceList(this, "face", false);
  private _built = build();
  private _plain;
  public constructor(scope: Construct, id: string = "x", public readonly shown?: string, private readonly kept: string = "") { super(scope, id, {} as any); }
  public get arn() { return this.getStringAttribute('arn'); }
  public get size() { return this.getNumberAttribute('size'); }
  public get names() { return this.getListAttribute('names'); }
  public get sizes() { return this.getNumberListAttribute('sizes'); }
  public get flag() { return this.getBooleanAttribute('flag'); }
  public get other() { return this.toString(); }
  public get called() { return getStringAttribute('x'); }
  public get weight() { return this._weight; }
  public get name() { return this._name; }
  public get face() { return this._face; }
  public get built() { return this._built; }
  public get plain() { return this._plain; }
  public get missing() { return this._missing; }
  public get twice() { const x = 1; return this._weight; }
  public get typed(): string { return anything(); }
  public get constant() { return 1; }
  public set weight(value) { this._weight = value; }
  public resetWeight() { this._weight = undefined; }
  public putFace(value: AnvilConfig[] | cdktf.IResolvable) { this._weight = value as any; }
  public untold() { return this._weight; }
}
`;

const SHAPES = `export interface Shape { readonly sides?: number; }\nexport * from '../forge-tools/ores.js';\nexport * from './shapes';\n`;

describe("declared modules", () => {
  const project = testProject();
  const npm = (index: string): Record<string, string> => ({
    "package.json": JSON.stringify({ dependencies: { "@cdktf/provider-acme": "^1.0.0" } }),
    "node_modules/@cdktf/provider-acme/package.json": JSON.stringify({ name: "@cdktf/provider-acme", version: "1.2.3", types: "lib/index.d.ts" }),
    "node_modules/@cdktf/provider-acme/lib/index.d.ts": index,
    "node_modules/@cdktf/provider-acme/lib/anvil/index.d.ts": DECLARATIONS,
    "node_modules/@cdktf/provider-acme/lib/anvil/shapes.d.ts": SHAPES,
    "node_modules/@cdktf/provider-acme/lib/forge-tools/index.d.ts": "export declare class Tongs {}\nexport declare class Fire {}\n",
    "node_modules/@cdktf/provider-acme/lib/forge-tools/ores.d.ts": "export declare class Ore {}\n",
  });
  const acme = (): PackageSchema => schemaForFile(join(project.root, "stack.ts")).package("@cdktf/provider-acme") ?? expect.unreachable("no package");

  it("are what their declarations say", () => {
    project.write(npm(`export * as anvil from './anvil';\nexport * as forgeTools from "./forge-tools";\nexport * as gone from './gone';\nexport declare class AtRoot {}\n`));
    const pkg = acme();
    expect(`\n${["anvil", "forgeTools", "gone", "", "none"].map((name) => moduleDeclarations(pkg, name)).join("\n\n")}\n`).toMatchSnapshot();
    expect([...pkg.typeNames()]).toMatchInlineSnapshot(`
      [
        "AtRoot",
        "AnvilConfig",
        "AnvilFace",
        "IAnvil",
        "Striking",
        "Metal",
        "Anvil",
        "Plain",
        "Own",
        "Shape",
        "Ore",
        "Tongs",
        "Fire",
      ]
    `);
    expect(pkg.moduleNames()).toEqual(["anvil", "forgeTools", "gone"]);
    expect(["Anvil", "AnvilConfig", "Tongs", "Metal", "None"].map((name) => pkg.modulesDeclaring(name))).toEqual([["anvil"], ["anvil"], [], [], []]);
    expect(["", "lib", "lib/anvil", "lib/anvil/index.js", "lib/anvil/shapes", "lib/anvil/none", "package.json", "lib/forge-tools/ores.js", "../x", "lib/../../x", "anvil"].map((path) => [path, pkg.hasPath(path), pkg.moduleAtPath(path)?.name])).toMatchSnapshot();
    expect(["cdktf_cdktf_provider_acme", "cdktf_cdktf_provider_acme.forge_tools", "cdktf_cdktf_provider_acme.none"].map((name) => pkg.moduleInPython(name)?.name)).toEqual(["", "forgeTools", undefined]);
  });

  it("are what a lazy index says", () => {
    project.write(npm(`"use strict";\nObject.defineProperty(exports, 'anvil', { enumerable: true, get: function () { return require('./anvil'); } });\n`));
    expect(acme().moduleNames()).toEqual(["anvil"]);
  });

  it("are what generated sources say", () => {
    project.write({ "package.json": "{}", "cdktf.json": "{}", ".gen/versions.json": `{"registry.terraform.io/x/other":"1","registry.terraform.io/x/acme":"2.0.0"}`, ".gen/providers/acme/index.ts": "export * as anvil from './anvil';", ".gen/providers/acme/anvil/index.ts": SOURCES });
    const found = schemaForFile(join(project.root, "stack.ts")).generated("./.gen/providers/acme/anvil", join(project.root, "stack.ts"));
    expect(found?.path).toBe("anvil");
    expect(`\n${found ? moduleDeclarations(found.package, "anvil") : "none"}\n`).toMatchSnapshot();
  });

  describe("of a manifest", () => {
    beforeEach(() => {
      process.env["CDKTF_LINT_CACHE"] = join(project.root, "cache");
    });
    afterEach(() => {
      delete process.env["CDKTF_LINT_CACHE"];
    });
    const NAME = "@cdktf/provider-acme";
    const type = (name: string, more: object, namespace?: string): object => ({ [`${NAME}.${namespace ? `${namespace}.` : ""}${name}`]: { assembly: NAME, fqn: `${NAME}.${namespace ? `${namespace}.` : ""}${name}`, name, ...(namespace ? { namespace } : {}), ...more } });
    const of = (name: string, written: unknown, more: object = {}): object => ({ name, type: written, ...more });
    const MANIFEST = {
      name: NAME, version: "1.2.3", targets: { python: { module: "cdktf_cdktf_provider_acme" } },
      submodules: { [`${NAME}.anvil`]: { symbolId: "src/anvil/index:" }, [`${NAME}.forgeTools`]: { symbolId: "lib/forge-tools/index:", targets: { python: { module: "cdktf_cdktf_provider_acme.tools" } } }, [`${NAME}.bare`]: {} },
      types: {
        ...type("AtRoot", { kind: "class", abstract: true, base: "cdktf.TerraformResource", interfaces: ["cdktf.IResolvable", 1], initializer: {}, properties: [of("b", { primitive: "string" }, { static: true }), of("a", { primitive: "date" }, { protected: true, optional: true })], methods: [{ name: "run", parameters: [of("x", { primitive: "json" }, { optional: true }), of("y", { primitive: "odd" }, { variadic: true })], returns: { type: { primitive: "boolean" } } }, { name: "end", static: true, protected: true }] }),
        ...type("Odd", { kind: "else" }),
        ...type("Metal", { kind: "enum", members: [{ name: "IRON" }, {}] }, "anvil"),
        ...type("IAnvil", { kind: "interface", interfaces: ["constructs.IConstruct"], methods: [{ name: "hit" }] }, "anvil"),
        ...type("Config", { kind: "interface", datatype: true, interfaces: ["cdktf.TerraformMetaArguments"], properties: [of("list", { collection: { kind: "array", elementtype: { fqn: `${NAME}.anvil.Metal` } } }, { optional: true }), of("map", { collection: { kind: "map", elementtype: { primitive: "number" } } }), of("either", { union: { types: [{ primitive: "any" }, { fqn: "cdktf.IResolvable" }] } }), of("nothing", { union: { types: [] } }), of("untyped", undefined)] }, "anvil"),
        ...type("Lost", { kind: "class" }, "unlisted"),
        ...type("Tongs", { kind: "class" }, "forgeTools"),
      },
    };

    it("are what it says, also when that is kept", () => {
      const folder = join(project.root, "packing");
      mkdirSync(join(folder, "package"), { recursive: true });
      const header = Buffer.alloc(512);
      const content = Buffer.from(JSON.stringify(MANIFEST));
      new tar.Header({ path: "package/.jsii", size: content.length, type: "File", mode: 0o644, mtime: new Date(0) }).encode(header);
      const bytes = gzipSync(Buffer.concat([header, content, Buffer.alloc(1536)]));
      const home = ".venv/lib/python3.11/site-packages/cdktf_cdktf_provider_acme";
      const write = (): void => project.write({ "requirements.txt": "cdktf-cdktf-provider-acme==1.2.3\n", [`${home}-1.2.3.dist-info/METADATA`]: "", [`${home}/_jsii/provider-acme@1.2.3.jsii.tgz`]: bytes, "main.py": "" });
      write();
      const pkg = schemaForFile(join(project.root, "main.py")).package(NAME) ?? expect.unreachable("no package");
      expect(`\n${[...pkg.moduleNames(), "", "none"].map((name) => moduleDeclarations(pkg, name)).join("\n\n")}\n`).toMatchSnapshot();
      expect(["lib/anvil", "lib/forge-tools", "lib/bare", "lib", "package.json", "lib/none"].map((path) => [path, pkg.hasPath(path), pkg.moduleAtPath(path)?.name])).toMatchSnapshot();
      // As a new process would find it: the archive counts as changed, and its content is known.
      write();
      const again = schemaForFile(join(project.root, "main.py")).package(NAME) ?? expect.unreachable("no package");
      expect([...again.moduleNames(), ""].map((name) => moduleDeclarations(again, name))).toEqual([...pkg.moduleNames(), ""].map((name) => moduleDeclarations(pkg, name)));
    });
  });
});
