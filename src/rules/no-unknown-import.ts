/** An imported module, class or namespace that the package does not have at the version in use. */
import { pythonDialect } from "../dialects/dialect.js";
import type { Range } from "../model/ir.js";
import { type ModuleTarget, resolveModule } from "../model/modules.js";
import { pastOf } from "../model/history.js";
import type { ProgramModel } from "../model/program.js";
import { isMocked } from "../model/values.js";
import { nearest } from "../providers-schema/index.js";
import type { ModuleSchema, PackageSchema } from "../providers-schema/types.js";
import { describe } from "../model/assignability.js";
import { createRule, type Finding } from "./support/create-rule.js";
import { didYouMean, ending, pastInWords, versionLabel } from "./support/wording.js";

type MessageId = "unknownModule" | "unknownName" | "pastModule" | "pastName";

/** Names that every module has, or that a loader adds. */
const ALWAYS_THERE = /^(?:_.*|default|prototype|then)$/u;

export const noUnknownImport = createRule<MessageId>({
  name: "no-unknown-import",
  description: "Disallow importing modules and names that the provider or the core package does not have",
  level: "error",
  type: "problem",
  messages: {
    unknownModule: "`{{module}}` does not exist in {{version}}{{hint}}",
    unknownName: "`{{name}}` does not exist in `{{module}}` of {{version}}{{hint}}",
    pastModule: "`{{module}}` {{past}}{{hint}}",
    pastName: "`{{name}}` {{past}}{{hint}}",
  },
  check(program, report) {
    const { file, schema } = program;
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
        if (past) {
          report({ range, messageId: "pastModule", data: { module: spec.module, past: pastInWords(program, target.package.name, past), hint: ending(movedHint(program, target, spec.imported)) } });
          continue;
        }
        report({ range, messageId: "unknownModule", data: { module: spec.module, version: versionLabel(program, target.package.name), hint: ending(moduleHint(program, target, spec.imported)) } });
      } else if (target.kind === "schema" && spec.imported !== "*" && !exists(program, target, spec.imported)) {
        const finding = unknownName(program, target, spec.imported, spec.importedRange);
        if (finding) report(finding);
      }
    }
    for (const member of file.members) {
      if (member.write) continue;
      const object = program.evaluate(member.object);
      if (object.kind !== "module" || object.target.kind !== "schema" || exists(program, object.target, member.property)) continue;
      const finding = unknownName(program, object.target, member.property, member.propertyRange);
      if (finding) report(finding);
    }
  },
});

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
  if (past) return { range, messageId: "pastName", data: { name, past: pastInWords(program, pkg.name, past), hint: ending(nameHint(program, target, name)) } };
  return { range, messageId: "unknownName", data: { name, module, version: versionLabel(program, pkg.name), hint: ending(nameHint(program, target, name)) } };
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
  if (module.typeNames.includes(`${name}A`)) return didYouMean([`${name}A`]);
  const elsewhere = homes(program, pkg, name);
  if (elsewhere.length === 1) return `; import it from \`${elsewhere[0] ?? ""}\``;
  const near = nearest(name, module.name === "" ? [...module.typeNames, ...moduleNames(program, pkg)] : module.typeNames);
  if (near.length > 0) return didYouMean(near);
  return argumentHint(program, pkg, module, name);
}

/** `EcsTaskDefinitionContainerDefinitions` is no struct: the argument of that name takes a plain value. */
function argumentHint(program: ProgramModel, pkg: PackageSchema, module: ModuleSchema, name: string): string {
  for (const typeName of module.typeNames) {
    if (!name.startsWith(typeName) || name === typeName) continue;
    const struct = pkg.type(module.name, `${typeName}Config`) ?? pkg.type(module.name, typeName);
    if (struct?.kind !== "struct") continue;
    const rest = name.slice(typeName.length);
    const property = program.schema.structProperties(struct)?.get(rest.charAt(0).toLowerCase() + rest.slice(1));
    if (property) return `; \`${program.dialect.name(property.name)}\` of \`${typeName}\` takes a ${describe(property.type)}`;
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
  return didYouMean(nearest(wanted, paths.map((path) => path.slice(prefix.length))).map((name) => prefix + name));
}
