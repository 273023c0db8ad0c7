/** An imported module, class or namespace that the package does not have at the version in use. */
import { plainName, pythonDialect } from "../dialects/dialect.js";
import type { ImportSpec, Range } from "../model/ir.js";
import { type ModuleTarget, resolveModule } from "../model/modules.js";
import { pastOf } from "../model/history.js";
import type { ProgramModel } from "../model/program.js";
import { isMocked } from "../model/values.js";
import { nearest } from "../providers-schema/index.js";
import type { ModuleSchema, PackageSchema } from "../providers-schema/types.js";
import { typeInWords } from "../dialects/types.js";
import { createRule, type Edit, type Finding, type Suggestion } from "./support/create-rule.js";
import { decidedBy, type Facts, pastFacts } from "./support/facts.js";
import { correctImports, type Correction, statementOf, withoutName } from "./support/import-edits.js";
import { didYouMean, ending, pastInWords, versionLabel } from "./support/wording.js";

type MessageId = "unknownModule" | "unknownName" | "pastModule" | "pastName" | "removeName";

/** Names that every module has, or that a loader adds. */
const ALWAYS_THERE = /^(?:_.*|default|prototype|then)$/u;

export const noUnknownImport = createRule<MessageId>({
  name: "no-unknown-import",
  since: "0.1.0",
  description: "Disallow importing modules and names that the provider or the core package does not have",
  level: "error",
  type: "problem",
  fixable: true,
  hasSuggestions: true,
  messages: {
    unknownModule: "`{{module}}` does not exist in {{version}}{{hint}}",
    unknownName: "`{{name}}` does not exist in `{{module}}` of {{version}}{{hint}}",
    pastModule: "`{{module}}` {{past}}{{hint}}",
    pastName: "`{{name}}` {{past}}{{hint}}",
    removeName: "Remove `{{name}}`, which nothing here uses.",
  },
  check(program, report, source) {
    const { file, schema } = program;
    const repairs = new ImportRepairs(program, source.text);
    const project = program.evaluator.project;
    const missingModules = new Set<number>();
    for (const spec of file.imports) {
      if (spec.guarded || isMocked(spec.module, file)) continue;
      const target = resolveModule(spec.module, file, schema, project);
      if (target.kind === "missing") {
        // One finding for a module, however many names are imported from it.
        if (missingModules.has(spec.moduleRange[0])) continue;
        missingModules.add(spec.moduleRange[0]);
        const range: Range = file.language === "python" ? spec.moduleRange : [spec.moduleRange[0] + 1, spec.moduleRange[1] - 1];
        const past = pastOf(target.package.moduleHistory(file.language === "python" ? { python: spec.module } : { path: target.path }));
        if (past && !schema.isExact(target.package.name)) continue;
        const facts: Facts = { ...decidedBy(program, target.package.name), module: spec.module, ...(spec.imported === "*" ? {} : { name: spec.imported, candidates: homes(program, target.package, spec.imported) }) };
        if (past) {
          report({ range, messageId: "pastModule", data: { module: spec.module, past: pastInWords(program, target.package.name, past), hint: ending(movedHint(program, target, spec.imported)) }, facts: { ...facts, ...pastFacts(past) }, fix: repairs.fixOfModule(spec) });
          continue;
        }
        report({ range, messageId: "unknownModule", data: { module: spec.module, version: versionLabel(program, target.package.name), hint: ending(moduleHint(program, target, spec.imported)) }, facts, fix: repairs.fixOfModule(spec) });
      } else if (target.kind === "schema" && spec.imported !== "*" && !exists(program, target, spec.imported)) {
        const finding = unknownName(program, target, spec.imported, spec.importedRange);
        if (finding) report({ ...finding, fix: repairs.fixOf(spec), suggest: repairs.suggestionOf(spec) });
      }
    }
    for (const member of file.members) {
      if (member.write) continue;
      const object = program.evaluate(member.object);
      if (object.kind !== "module" || object.target.kind !== "schema" || exists(program, object.target, member.property)) continue;
      const finding = unknownName(program, object.target, member.property, member.propertyRange);
      // A computed `["Name"]` has quotes around it.
      const isPlain = member.propertyRange[1] - member.propertyRange[0] === member.property.length;
      const name = finding && isPlain ? nameInModule(program, object.target, member.property) : undefined;
      if (finding) report({ ...finding, fix: name === undefined ? undefined : [{ range: member.propertyRange, text: name }] });
    }
  },
});

/** What repairs import statements: all wrong names of a statement at once, because they share its text. */
class ImportRepairs {
  private readonly done = new Map<number, { readonly edits: readonly Edit[] | undefined; readonly corrected: ReadonlySet<ImportSpec> }>();

  private namespaces: Map<string, number> | undefined;
  private readonly endings = new Map<string, string>();

  constructor(
    private readonly program: ProgramModel,
    private readonly text: string,
  ) {}

  fixOf(spec: ImportSpec): readonly Edit[] | undefined {
    const done = this.ofStatement(spec);
    // Another wrong name of the statement is not repaired by it.
    return done?.corrected.has(spec) ? done.edits : undefined;
  }

  /** Of a module that is not there one finding speaks for all names from it. */
  fixOfModule(spec: ImportSpec): readonly Edit[] | undefined {
    return this.ofStatement(spec)?.edits;
  }

  private ofStatement(spec: ImportSpec): { readonly edits: readonly Edit[] | undefined; readonly corrected: ReadonlySet<ImportSpec> } | undefined {
    const at = spec.statement?.[0];
    if (at === undefined) return undefined;
    if (!this.done.has(at)) {
      const statement = statementOf(this.program, spec);
      const corrections = new Map(statement.flatMap((one) => {
        const correction = this.correctionOf(one);
        return correction ? [[one, correction] as const] : [];
      }));
      // Another statement is about to import the same namespace: once it has, this one can do without.
      const isTaken = [...corrections.values()].some(({ use, name }) => use !== undefined && (this.becoming.get(name) ?? at) < at);
      this.done.set(at, { edits: corrections.size === 0 || isTaken ? undefined : correctImports(this.program, statement, corrections, this.text), corrected: new Set(corrections.keys()) });
    }
    return this.done.get(at);
  }

  /** Namespaces that statements are about to import, with where the first of these begins. */
  private get becoming(): ReadonlyMap<string, number> {
    if (!this.namespaces) {
      this.namespaces = new Map();
      for (const one of this.program.file.imports) {
        const correction = one.statement && this.correctionOf(one);
        if (one.statement && correction?.use !== undefined && !this.namespaces.has(correction.name)) this.namespaces.set(correction.name, one.statement[0]);
      }
    }
    return this.namespaces;
  }

  /** A name that is nowhere and that nothing uses can go; somebody may be about to finish it, so it is not done unasked. */
  suggestionOf(spec: ImportSpec): Suggestion<MessageId>[] | undefined {
    if (this.fixOf(spec)) return undefined;
    const edit = withoutName(this.program, spec, this.text);
    return edit && [{ messageId: "removeName", data: { name: spec.imported }, edits: [edit] }];
  }

  /** Where a wrong name of an import is, if it is one place and no guess. */
  private correctionOf(spec: ImportSpec): Correction | undefined {
    const { program } = this;
    const target = resolveModule(spec.module, program.file, program.schema, program.evaluator.project);
    if (target.kind !== "missing" && (target.kind !== "schema" || exists(program, target, spec.imported))) return undefined;
    if (target.kind === "schema" && target.module.typeNames.includes(`${spec.imported}A`)) return { module: spec.module, name: `${spec.imported}A` };
    const name = nameMeant(program, target.package, spec);
    const home = name === undefined ? undefined : onlyHome(target.package, name);
    if (name === undefined || !home) return undefined;
    const namespace = target.kind === "schema" && target.module.name === "" ? this.namespaceOf(spec, home) : undefined;
    if (namespace !== undefined) return { module: spec.module, name: namespace, use: `${namespace}.${name}` };
    return { module: program.dialect.modulePath(target.package.name, home) + this.endingOf(target.package.name), name };
  }

  /** How the file ends the paths of a package's modules. */
  private endingOf(npmName: string): string {
    let known = this.endings.get(npmName);
    if (known === undefined) {
      known = this.program.file.imports.some(({ module }) => module.startsWith(`${npmName}/`) && module.endsWith("/index.js")) ? "/index.js" : "";
      this.endings.set(npmName, known);
    }
    return known;
  }

  /** The name of a module in the root, where the file imports its modules from there. */
  private namespaceOf(spec: ImportSpec, home: ModuleSchema): string | undefined {
    const { program } = this;
    if (program.dialect.language === "python" || home.name === "" || home.name.includes(".")) return undefined;
    const usesNamespaces = program.file.imports.some((one) => {
      if (one.module !== spec.module || one.imported === "*") return false;
      const target = resolveModule(one.module, program.file, program.schema, program.evaluator.project);
      return target.kind === "schema" && target.module.name === "" && program.evaluator.submodule(target, one.imported) !== undefined;
    });
    return usesNamespaces ? home.name : undefined;
  }
}

/**
 * The name that is meant by one imported from the wrong place. `S3BucketVersioning` is a block of `S3Bucket`, and
 * `S3BucketVersioningA` the resource: which one is meant shows in how it is used.
 */
function nameMeant(program: ProgramModel, pkg: PackageSchema, spec: ImportSpec): string | undefined {
  const resource = `${spec.imported}A`;
  if (pkg.modulesDeclaring(resource).length === 0) return spec.imported;
  const calls = program.file.calls.filter(({ callee }) => callee.kind === "name" && callee.name === spec.local);
  if (calls.length === 0) return undefined;
  if (calls.every((call) => call.isNew || call.args.some(({ name }) => name === undefined))) return resource;
  // Python: a struct takes keywords and nothing else, a resource its scope and id before them.
  return calls.every((call) => !call.isNew && call.args.length > 0 && call.args.every(({ name }) => name !== undefined && name !== "scope" && name !== "id_")) ? spec.imported : undefined;
}

/** A struct of this name, as the configuration of a resource is, and no class. */
function isStruct(pkg: PackageSchema, name: string): boolean {
  return pkg.modulesDeclaring(name).every((module) => pkg.type(module, name)?.kind === "struct");
}

/** The one module that declares a type of this name. */
function onlyHome(pkg: PackageSchema, name: string): ModuleSchema | undefined {
  const [home, ...others] = pkg.modulesDeclaring(name);
  return home === undefined || others.length > 0 ? undefined : pkg.module(home);
}

/** What to write for a name that is read from a module or from the root of a package. */
function nameInModule(program: ProgramModel, target: SchemaTarget, name: string): string | undefined {
  if (target.module.typeNames.includes(`${name}A`)) return `${name}A`;
  const home = target.module.name === "" ? onlyHome(target.package, name) : undefined;
  if (!home || home.name === "" || home.name.includes(".")) return undefined;
  const namespace = program.dialect.language === "python" ? home.python.slice(home.python.lastIndexOf(".") + 1) : home.name;
  return program.evaluator.submodule(target, namespace) === undefined ? undefined : `${namespace}.${name}`;
}

type SchemaTarget = Extract<ModuleTarget, { kind: "schema" }>;

function exists(program: ProgramModel, target: SchemaTarget, name: string): boolean {
  if (!target.module.isKnown) return true;
  if (ALWAYS_THERE.test(name) || target.package.type(target.module.name, name)) return true;
  if (program.dialect.language === "ecmascript" && target.module.typescriptOnly.includes(name)) return true;
  return target.module.name === "" && program.evaluator.submodule(target, name) !== undefined;
}

function unknownName(program: ProgramModel, target: SchemaTarget, name: string, range: Range): Finding<MessageId> | undefined {
  const pkg = target.package;
  const module = program.dialect.modulePath(pkg.name, target.module);
  // Where the class lives at another version matters only if it does not live elsewhere at this one.
  const isElsewhere = pkg.modulesDeclaring(name).length > 0;
  // The root also has the modules, in TypeScript under their jsii names.
  const ofModule = target.module.name === "" && !isElsewhere ? pkg.moduleHistory({ python: `${pkg.python}.${pythonDialect.name(name)}` }) : [];
  const past = isElsewhere ? undefined : pastOf([...pkg.typeHistory(name), ...ofModule]);
  if (!program.schema.isExact(pkg.name) && (pkg.typeHistory(name).length > 0 || ofModule.length > 0)) return undefined;
  const hint = ending(nameHint(program, target, name));
  const facts: Facts = { ...decidedBy(program, pkg.name), module, name, candidates: homes(program, pkg, name) };
  if (past) return { range, messageId: "pastName", data: { name, past: pastInWords(program, pkg.name, past), hint }, facts: { ...facts, ...pastFacts(past) } };
  return { range, messageId: "unknownName", data: { name, module, version: versionLabel(program, pkg.name), hint }, facts };
}

/** Where an imported name lives now that its module is gone; a near module name would be another thing. */
function movedHint(program: ProgramModel, target: Extract<ModuleTarget, { kind: "missing" }>, imported: string): string {
  const elsewhere = imported === "*" ? [] : homes(program, target.package, imported);
  return elsewhere.length === 1 ? `; \`${imported}\` is in \`${elsewhere[0] ?? ""}\`` : "";
}

/** Where a class of this name lives, as an import of this language. */
function homes(program: ProgramModel, pkg: PackageSchema, name: string): string[] {
  return pkg.modulesDeclaring(name).flatMap((moduleName) => {
    const module = pkg.module(moduleName);
    return module ? [program.dialect.modulePath(pkg.name, module)] : [];
  });
}

function nameHint(program: ProgramModel, target: SchemaTarget, name: string): string {
  const { package: pkg, module } = target;
  // A resource whose plain name is a block elsewhere carries an "A".
  if (module.typeNames.includes(`${name}A`)) return `; write \`${name}A\``;
  const [resource] = homes(program, pkg, `${name}A`);
  const elsewhere = homes(program, pkg, name);
  if (resource !== undefined && elsewhere.length === 1) return `; the ${isStruct(pkg, `${name}A`) ? "configuration" : "resource"} is \`${name}A\` in \`${resource}\`, the block of that name is in \`${elsewhere[0] ?? ""}\``;
  if (elsewhere.length === 1) return `; import it from \`${elsewhere[0] ?? ""}\``;
  const same = asCalledElsewhere(pkg, module.typeNames, name);
  if (same !== undefined) return didYouMean([same]);
  const near = nearest(name, ofSameSort(name, module.name === "" ? [...module.typeNames, ...moduleNames(program, pkg)] : module.typeNames));
  if (near.length > 0) return didYouMean(near);
  return argumentHint(program, pkg, module, name);
}

/**
 * The type that is meant by its name in Terraform (`aws_s3_bucket`), CloudFormation or AWS CDK (`CfnBucket`, `Bucket`,
 * `S3BucketProps`), Pulumi (`BucketArgs`), which say less or more of the service.
 */
function asCalledElsewhere(pkg: PackageSchema, typeNames: readonly string[], name: string): string | undefined {
  const bare = withoutProvider(pkg, name).replace(/^Cfn(?=[A-Z])/u, "");
  const isConfig = /\w(?:Props|Args)$/u.test(bare);
  const wanted = plainName(bare.replace(/(?:Props|Args)$/u, isConfig ? "Config" : "$&"));
  const same = typeNames.find((one) => plainName(one) === wanted);
  if (same !== undefined || wanted.length < 4) return same;
  // A service of old layouts has ten thousand types.
  const known = new Set(typeNames);
  const ofResources = typeNames.filter((one) => !one.startsWith("Data") && (isConfig || known.has(`${one}Config`)));
  const [only, ...others] = ofResources.filter((one) => one.split(/(?=[A-Z])/u).some((_, at, words) => at > 0 && plainName(words.slice(at).join("")) === wanted));
  return others.length === 0 ? only : undefined;
}

/** A resource is not what is meant by the name of a data source. */
function ofSameSort(name: string, candidates: readonly string[]): readonly string[] {
  return /^data/iu.test(name) ? candidates.filter((one) => /^data/iu.test(one)) : candidates;
}

/** `aws_s3_bucket` → `s3_bucket`, `AwsS3Bucket` → `S3Bucket`: the provider is the package. */
function withoutProvider(pkg: PackageSchema, name: string): string {
  const provider = /provider-([\w-]+)$/u.exec(pkg.name)?.[1] ?? "";
  const capital = provider.charAt(0).toUpperCase() + provider.slice(1);
  return provider === "" ? name : name.replace(new RegExp(`^(?:${provider}[_-]|${capital}(?=[A-Z]))`, "u"), "");
}

/** `EcsTaskDefinitionContainerDefinitions` is no struct: the argument of that name takes a plain value. */
function argumentHint(program: ProgramModel, pkg: PackageSchema, module: ModuleSchema, name: string): string {
  for (const typeName of module.typeNames) {
    if (!name.startsWith(typeName) || name === typeName) continue;
    const struct = pkg.type(module.name, `${typeName}Config`) ?? pkg.type(module.name, typeName);
    if (struct?.kind !== "struct") continue;
    const rest = name.slice(typeName.length);
    const property = program.schema.structProperties(struct)?.get(rest.charAt(0).toLowerCase() + rest.slice(1));
    if (property) return `; \`${program.dialect.name(property.name)}\` of \`${typeName}\` takes ${typeInWords(property.type)}`;
  }
  return "";
}

function moduleNames(program: ProgramModel, pkg: PackageSchema): string[] {
  const names = pkg.moduleNames();
  return program.dialect.language === "python" ? names.map((name) => program.dialect.name(name)) : [...names];
}

function moduleHint(program: ProgramModel, target: Extract<ModuleTarget, { kind: "missing" }>, imported: string): string {
  const elsewhere = imported === "*" ? [] : homes(program, target.package, imported);
  if (elsewhere.length === 1) return `; \`${imported}\` is in \`${elsewhere[0] ?? ""}\``;
  const paths = target.package.moduleNames().flatMap((name) => {
    const module = target.package.module(name);
    return module ? [program.dialect.modulePath(target.package.name, module)] : [];
  });
  const prefix = program.dialect.modulePath(target.package.name, { path: "lib/", python: `${target.package.python}.` });
  const wanted = program.dialect.language === "python" ? target.path : target.path.replace(/^lib\//u, "").replace(/(?:\/index)?(?:\.js)?$/u, "");
  const names = paths.map((path) => path.slice(prefix.length));
  const bare = plainName(withoutProvider(target.package, wanted).replaceAll("-", "_"));
  const same = names.find((name) => plainName(name.replaceAll("-", "_")) === bare);
  return didYouMean((same === undefined ? nearest(wanted, ofSameSort(wanted, names)) : [same]).map((name) => prefix + name));
}
