/** `cdktf-lint schema NAME`: what a person or an agent asks while writing. */
import { join } from "node:path";
import { Option } from "commander";
import { type Dialect, dialectOf, plainName } from "../dialects/dialect.js";
import { typeInCode } from "../dialects/types.js";
import { isCoreClass } from "../model/core-types.js";
import { bundledPackages, bundledVersions, nearest, schemaForFile } from "../providers-schema/index.js";
import type { FileSchema } from "../providers-schema/index.js";
import { readBundledPackages } from "../providers-schema/store.js";
import type { ClassSchema, MemberSchema, ModuleSchema, PackageSchema, PropertyRun, PropertySchema, Run, StructSchema, TypeSchema, VersionRef } from "../providers-schema/types.js";
import { namesIn } from "../disk.js";
import { commandNamed, parseInto } from "./command-line.js";

interface SchemaOptions {
  readonly name: string | undefined;
  readonly providerVersion: string | undefined;
  readonly language: "python" | "typescript" | undefined;
  readonly format: "text" | "json";
  readonly versions: boolean;
}

/** One argument, attribute or method of an answer. */
interface MemberAnswer {
  readonly name: string;
  readonly type: string;
  readonly required?: boolean;
  readonly since?: string;
}

/** The answer to one question, also as `--format json` prints it. */
interface Answer {
  readonly name: string;
  readonly kind: string;
  readonly package: string;
  readonly version: string;
  readonly versionFrom: string;
  readonly import: string;
  readonly since: string | undefined;
  readonly arguments: readonly MemberAnswer[];
  readonly attributes: readonly MemberAnswer[];
  readonly methods: readonly string[];
  readonly members: readonly string[];
  /** Where only a property was asked: its types in all known versions. */
  readonly history: readonly { readonly since: string; readonly until: string | undefined; readonly type: string; readonly required: boolean }[];
}

/** Runs `cdktf-lint schema …`; the result is the exit code: 0 found, 1 not found, 2 wrong usage. */
export function runSchemaCommand(args: readonly string[]): number {
  const options = parse(args);
  if (typeof options === "number") return options;
  if (options.versions) return printVersions(options.format);
  const language = options.language ?? projectLanguage(process.cwd());
  return new Inquiry(options.name ?? "", language, options.providerVersion).print(options.format);
}

function parse(args: readonly string[]): SchemaOptions | number {
  const command = commandNamed("cdktf-lint schema", "Show what the schema of the version in use says of a class, a block, a module or one of their properties.")
    .argument("[name]", "for example RouteTable, route_table, aws_route_table, RouteTable.vpc_id")
    .option("--provider-version <version>", "provider version to ask, instead of the project's own")
    .addOption(new Option("--language <language>", "how names are written (default: as the project in this folder)").choices(["python", "typescript"]))
    .addOption(new Option("-f, --format <name>", "how the answer is printed").choices(["text", "json"]).default("text"))
    .option("--versions", "list the versions whose schema is known", false);
  const options = (): Omit<SchemaOptions, "name"> => command.opts();
  const done = parseInto(command, args, () => {
    if (!options().versions && command.args[0] === undefined) command.error("error: missing argument 'name'");
  });
  return done ?? { ...options(), name: command.args[0] };
}

function write(text: string): void {
  process.stdout.write(`${text}\n`);
}

function printVersions(format: "text" | "json"): number {
  const packages = readBundledPackages();
  if (format === "json") {
    write(JSON.stringify(packages.map(({ name, python, versions, unusable = {} }) => ({ name, python, versions, unusable })), null, 2));
    return 0;
  }
  for (const { name, versions, unusable = {} } of packages) {
    write(`${name}: ${versions.length} ${versions.length === 1 ? "version" : "versions"}, ${versions[0] ?? ""} to ${versions.at(-1) ?? ""}`);
    for (const [version, reason] of Object.entries(unusable)) write(`  without ${version}: ${reason}`);
  }
  write("\nProviders and versions that are not listed are read where they are installed or generated.");
  return 0;
}

/** The language of the project in a folder, as its manifests tell. */
function projectLanguage(folder: string): "python" | "typescript" {
  const names = namesIn(folder);
  if (names.has("tsconfig.json") || names.has("main.ts")) return "typescript";
  return ["requirements.txt", "pyproject.toml", "Pipfile", "main.py"].some((name) => names.has(name)) ? "python" : "typescript";
}

class Inquiry {
  readonly #dialect: Dialect;
  readonly #schema: FileSchema;
  /** Packages to look in, those that the project uses first. */
  readonly #packages: readonly PackageSchema[];

  constructor(
    readonly name: string,
    language: "python" | "typescript",
    providerVersion: string | undefined,
  ) {
    this.#dialect = dialectOf(language === "python" ? "python" : "ecmascript");
    const file = join(process.cwd(), language === "python" ? "main.py" : "main.ts");
    this.#schema = schemaForFile(file, providerVersion === undefined ? {} : { providerVersion });
    const names = bundledPackages().filter((one) => !one.includes("/provider-") || this.#isMeant(one, providerVersion));
    // What the project itself names comes before what is merely known.
    names.sort((a, b) => Number(this.#schema.inUse(a)?.source === "newest known") - Number(this.#schema.inUse(b)?.source === "newest known"));
    this.#packages = names.flatMap((one) => this.#schema.package(one) ?? []);
  }

  /** Two lines of provider packages follow each other: a version belongs to one of them. */
  #isMeant(npmName: string, providerVersion: string | undefined): boolean {
    const inUse = this.#schema.inUse(npmName);
    if (!inUse) return false;
    return providerVersion === undefined || bundledVersions(npmName).includes(inUse.version) || !/^\s*\d+\.\d+\.\d+\s*$/u.test(providerVersion);
  }

  print(format: "text" | "json"): number {
    const answer = this.#answer();
    if (answer) {
      write(format === "json" ? JSON.stringify(answer, null, 2) : this.#text(answer));
      return 0;
    }
    const { past, near } = this.#notFound();
    if (format === "json") write(JSON.stringify({ name: this.name, found: false, past, near }, null, 2));
    else {
      const where = this.#packages.map((one) => `${one.name} ${one.version}`).join(", ");
      process.stderr.write(`cdktf-lint: ${past ?? `\`${this.name}\` is not in ${where}`}${near.length > 0 ? `; did you mean ${near.map((one) => `\`${one}\``).join(" or ")}?` : "."}\n`);
    }
    return 1;
  }

  #answer(): Answer | undefined {
    const [head = "", property, ...rest] = this.name.split(".");
    if (rest.length > 0) return undefined;
    for (const pkg of this.#packages) {
      const type = this.#findType(pkg, head);
      if (!type) continue;
      const answer = property === undefined ? this.#describe(pkg, type) : this.#describeProperty(pkg, type, property);
      if (answer) return answer;
    }
    return undefined;
  }

  /** A type by its own name, by its module's in any writing, or by the name that Terraform has for the resource. */
  #findType(pkg: PackageSchema, name: string): TypeSchema | undefined {
    const inModule = (module: string): TypeSchema | undefined => pkg.type(module, name);
    const direct = inModule("") ?? pkg.modulesDeclaring(name).map(inModule).find((type) => type !== undefined);
    if (direct) return direct;
    const wanted = plainName(name.replace(/^data\.?[_-]?aws[_-]/u, "data_aws_").replace(/^aws[_-]/u, "").replaceAll("-", "_"));
    const module = pkg.moduleNames().find((one) => plainName(one) === wanted);
    return module === undefined ? undefined : this.#mainClass(pkg, pkg.module(module));
  }

  /** The resource that a module is about: its class that takes a configuration. */
  #mainClass(pkg: PackageSchema, module: ModuleSchema | undefined): TypeSchema | undefined {
    for (const name of module?.typeNames ?? []) {
      const type = pkg.type(module?.name ?? "", name);
      if (type?.kind === "class" && pkg.type(type.module, `${name}Config`)) return type;
    }
    return undefined;
  }

  #import(pkg: PackageSchema, type: TypeSchema): string {
    const module = pkg.module(type.module);
    const path = module ? this.#dialect.modulePath(pkg.name, module) : pkg.name;
    return this.#dialect.language === "python" ? `from ${path} import ${type.name}` : `import { ${type.name} } from "${path}";`;
  }

  #base(pkg: PackageSchema, type: TypeSchema): Omit<Answer, "name" | "kind"> {
    return {
      package: pkg.name,
      version: pkg.version,
      versionFrom: this.#schema.inUse(pkg.name)?.source ?? "",
      import: this.#import(pkg, type),
      since: written(firstOf(pkg.typeHistory(type.name))),
      arguments: [],
      attributes: [],
      methods: [],
      members: [],
      history: [],
    };
  }

  #describe(pkg: PackageSchema, type: TypeSchema): Answer {
    const base = { name: type.name, ...this.#base(pkg, type) };
    if (type.kind === "enum") return { ...base, kind: "enum", members: type.members };
    if (type.kind === "struct") return { ...base, kind: "struct", arguments: this.#arguments(pkg, type) };
    if (type.kind === "interface") return { ...base, kind: "interface", attributes: this.#attributes(type.properties, new Set()) };
    const config = this.#config(type);
    return {
      ...base,
      kind: this.#kindOf(type),
      arguments: config ? this.#arguments(pkg, config) : [],
      attributes: this.#attributes(type.properties, new Set(config ? this.#schema.structProperties(config)?.keys() : [])),
      methods: [...type.methods.values()].filter((method) => !method.protected && !/^(?:reset|put)[A-Z]|^to[A-Z]\w*Terraform$/u.test(method.name)).map((method) => this.#dialect.name(method.name)),
    };
  }

  #kindOf(type: ClassSchema): string {
    const is = (name: string): boolean => isCoreClass(this.#schema, type.fqn, name);
    if (is("TerraformResource")) return "resource";
    if (is("TerraformDataSource")) return "data source";
    return is("TerraformProvider") ? "provider" : "class";
  }

  #config(type: ClassSchema): StructSchema | undefined {
    for (const parameter of this.#schema.constructorParameters(type) ?? []) {
      const struct = parameter.type.kind === "named" ? this.#schema.type(parameter.type.fqn) : undefined;
      if (struct?.kind === "struct") return struct;
    }
    return undefined;
  }

  /** Required ones first, then by name; those that every resource has last of all. */
  #arguments(pkg: PackageSchema, struct: StructSchema): MemberAnswer[] {
    const all = [...(this.#schema.structProperties(struct) ?? struct.properties).values()];
    const isOwn = (property: PropertySchema): boolean => struct.properties.has(property.name);
    all.sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || Number(a.optional) - Number(b.optional) || (a.name < b.name ? -1 : 1));
    const first = written(firstOf(pkg.typeHistory(struct.name)));
    return all.map((property) => {
      const since = isOwn(property) ? written(firstOf(pkg.propertyHistory(struct.name, property.name))) : undefined;
      return { name: this.#dialect.name(property.name), type: typeInCode(property.type, this.#dialect), required: !property.optional, ...(since !== undefined && since !== first ? { since } : {}) };
    });
  }

  #attributes(properties: ReadonlyMap<string, MemberSchema>, given: ReadonlySet<string>): MemberAnswer[] {
    return [...properties.values()]
      .filter((one) => !one.static && !one.protected && !given.has(one.name) && !(one.name.endsWith("Input") && given.has(one.name.slice(0, -5))))
      .map((one) => ({ name: this.#dialect.name(one.name), type: typeInCode(one.type, this.#dialect) }));
  }

  #describeProperty(pkg: PackageSchema, type: TypeSchema, written_: string): Answer | undefined {
    const struct = type.kind === "class" ? this.#config(type) : type.kind === "struct" ? type : undefined;
    const holder = struct && pkg.everyProperty(struct.name).find((name) => this.#dialect.name(name) === written_ || name === written_) ? struct : type;
    const property = pkg.everyProperty(holder.name).find((name) => this.#dialect.name(name) === written_ || name === written_);
    if (property === undefined) return undefined;
    const runs: readonly PropertyRun[] = pkg.propertyHistory(holder.name, property);
    const now = runs.find(({ isNow }) => isNow);
    return {
      ...this.#base(pkg, type),
      name: `${type.name}.${this.#dialect.name(property)}`,
      kind: holder === struct ? "argument" : "attribute",
      since: written(firstOf(runs)),
      arguments: now && holder === struct ? [{ name: this.#dialect.name(property), type: typeInCode(now.type, this.#dialect), required: !now.optional }] : [],
      attributes: now && holder !== struct ? [{ name: this.#dialect.name(property), type: typeInCode(now.type, this.#dialect) }] : [],
      history: this.#history(runs),
    };
  }

  /** Runs that are written alike, as one. */
  #history(runs: readonly PropertyRun[]): Answer["history"] {
    const history: { since: string; until: string | undefined; type: string; required: boolean }[] = [];
    for (const { since, until, type, optional } of runs) {
      const last = history.at(-1);
      const entry = { since: written(since) ?? "", until: written(until), type: typeInCode(type, this.#dialect), required: !optional };
      if (last && last.until === entry.since && last.type === entry.type && last.required === entry.required) last.until = entry.until;
      else history.push(entry);
    }
    return history;
  }

  #notFound(): { past: string | undefined; near: readonly string[] } {
    const [head = "", property] = this.name.split(".");
    for (const pkg of this.#packages) {
      const type = this.#findType(pkg, head);
      if (!type) continue;
      const struct = type.kind === "class" ? (this.#config(type) ?? type) : type;
      const names = struct.kind === "enum" ? [] : [...struct.properties.keys()].map((name) => this.#dialect.name(name));
      return { past: `\`${property ?? ""}\` is not a property of \`${type.name}\` in any known version of ${pkg.name}`, near: nearest(property ?? "", names) };
    }
    for (const pkg of this.#packages) {
      const runs = pkg.typeHistory(head);
      const before = runs.findLast(({ isPast }) => isPast);
      const after = runs.find(({ isPast }) => !isPast);
      const text = before?.until ? `was removed in ${before.until.package} ${before.until.version}` : after ? `exists from ${after.since.package} ${after.since.version} on` : undefined;
      if (text !== undefined) return { past: `\`${head}\` ${text} (asked for ${pkg.version})`, near: this.#near(pkg, head) };
    }
    return { past: undefined, near: [...new Set(this.#packages.flatMap((pkg) => this.#near(pkg, head)))].slice(0, 3) };
  }

  #near(pkg: PackageSchema, name: string): readonly string[] {
    return nearest(name.replace(/^aws[_-]/u, ""), [...(pkg.module("")?.typeNames ?? []), ...pkg.moduleNames().map((one) => this.#dialect.name(one))]);
  }

  #text(answer: Answer): string {
    const lines = [`${answer.name}: ${answer.kind} in ${answer.package} ${answer.version} (version from ${answer.versionFrom})`, "", `  ${answer.import}`];
    const rows = (title: string, members: readonly MemberAnswer[]): void => {
      if (members.length === 0) return;
      const width = Math.max(...members.map(({ name }) => name.length));
      lines.push("", `  ${title}`);
      for (const { name, type, required, since } of members) {
        lines.push(`    ${name.padEnd(width)}  ${type}${required ? "  (required)" : ""}${since === undefined ? "" : `  since ${since}`}`);
      }
    };
    rows("arguments", answer.arguments);
    rows("attributes", answer.attributes);
    if (answer.methods.length > 0) lines.push("", `  methods: ${answer.methods.join(", ")}`);
    if (answer.members.length > 0) lines.push("", `  members: ${answer.members.join(", ")}`);
    if (answer.history.length > 0) {
      lines.push("", "  history");
      for (const { since, until, type, required } of answer.history) lines.push(`    ${since}${until === undefined ? " and later" : ` until before ${until}`}: ${type}${required ? " (required)" : ""}`);
    }
    if (answer.since !== undefined) lines.push("", `  since ${answer.since}`);
    return lines.join("\n");
  }
}

/** The first version of the run that the version asked is in. */
function firstOf(runs: readonly Run[]): VersionRef | undefined {
  let at = runs.findIndex(({ isNow }) => isNow);
  while (at > 0 && runs[at - 1]?.until?.version === runs[at]?.since.version) at--;
  return runs[at]?.since;
}

function written(version: VersionRef | undefined): string | undefined {
  return version && `${version.package.slice(version.package.lastIndexOf("/") + 1)} ${version.version}`;
}
