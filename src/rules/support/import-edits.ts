/** Edits of import statements: names that move to another module, are renamed, or are added. */
import { addTo, type Binding, type CallExpr, type ImportSpec, type Range, type SourceModel } from "../../model/ir.js";
import type { ProgramModel } from "../../model/program.js";
import type { ModuleSchema } from "../../providers-schema/types.js";
import { SideTable } from "../../side-table.js";
import type { Edit } from "./create-rule.js";
import type { Named } from "./names.js";
import { hasTrailingCommas, hasWord, indentAt, indentStep, newlineOf } from "./text-edits.js";

/** What an imported name has to become. */
export interface Correction {
  /** The module as it is written in an import. */
  readonly module: string;
  readonly name: string;
  /** What every use of the name becomes; as it is if left out. */
  readonly use?: string;
}

const MAX_LINE = 100;

const statements = new SideTable<SourceModel, Map<number, ImportSpec[]>>();

/** All names of the import statement that a name stands in. */
export function statementOf({ file }: ProgramModel, { statement }: ImportSpec): readonly ImportSpec[] {
  if (!statement) return [];
  let ofFile = statements.get(file);
  if (!ofFile) {
    statements.set(file, (ofFile = new Map()));
    for (const one of file.imports) if (one.statement) addTo(ofFile, one.statement[0], one);
  }
  return ofFile.get(statement[0]) ?? [];
}

/** Whether an imported name stands nowhere else in the file, comments and strings included. */
function isUnused(program: ProgramModel, spec: ImportSpec, text: string): boolean {
  if (bindingOf(program, spec)?.exported || program.file.reexports.length > 0) return false;
  const word = new RegExp(`(?<![\\w$])${spec.local.replaceAll("$", "\\$")}(?![\\w$])`, "gu");
  return [...text.matchAll(word)].every(({ index }) => index >= spec.range[0] && index < spec.range[1]);
}

/**
 * The edits that bring one import statement right.
 *
 * @param statement all names of the statement
 * @param corrections those that change
 * @returns undefined where the statement holds more than names (comments, import attributes), so that rewriting could lose something
 */
export function correctImports(program: ProgramModel, statement: readonly ImportSpec[], corrections: ReadonlyMap<ImportSpec, Correction>, text: string): Edit[] | undefined {
  const [first] = statement;
  if (!first?.statement) return undefined;
  const uses: Edit[] = [];
  const names = new Map<ImportSpec, string>();
  const moduleOf = (spec: ImportSpec): string => corrections.get(spec)?.module ?? spec.module;
  for (const spec of statement) {
    const correction = corrections.get(spec);
    const written = text.slice(...spec.range);
    if (!correction) {
      names.set(spec, written);
      continue;
    }
    const alias = written.slice(spec.importedRange[1] - spec.range[0]);
    const prefix = written.slice(0, spec.importedRange[0] - spec.range[0]);
    const isNewName = correction.name !== spec.imported || correction.use !== undefined;
    // A name that goes by another one keeps it.
    const isThere = correction.use !== undefined && isImported(program, correction, statement, text);
    const ranges = isNewName && alias === "" ? usesOf(program, spec, isThere ? spec.local : (correction.use?.split(".")[0] ?? correction.name), text) : [];
    if (correction.use !== undefined && (!ranges || alias !== "")) return undefined;
    if (!isThere) names.set(spec, prefix + correction.name + (ranges ? alias : ` as ${spec.local}`));
    for (const range of ranges ?? []) uses.push({ range, text: correction.use ?? correction.name });
  }
  const modules = new Set(statement.map(moduleOf));
  const [only] = modules;
  const moduleRange: Range = program.dialect.language === "python" ? first.moduleRange : [first.moduleRange[0] + 1, first.moduleRange[1] - 1];
  const old = text.slice(...first.statement);
  const holdsMore = /\/\/|\/\*|#/u.test(old.replace(/["'][^"']*["']/gu, "")) || /["']\s*with\b/u.test(old);
  if (names.size === 0) return holdsMore ? undefined : [{ range: wholeLine(first.statement, text), text: "" }, ...uses];
  // Two names that become one namespace take writing anew.
  if (modules.size === 1 && names.size === statement.length && only !== undefined && new Set(names.values()).size === names.size) {
    const inPlace = statement.filter((spec) => names.get(spec) !== text.slice(...spec.range)).map((spec) => ({ range: spec.range, text: names.get(spec) ?? "" }));
    return [...(only === first.module ? [] : [{ range: moduleRange, text: only }]), ...inPlace, ...uses];
  }
  if (holdsMore) return undefined;
  const lines = [...modules].map((module) => {
    const own = [...new Set(statement.filter((spec) => moduleOf(spec) === module).flatMap((spec) => names.get(spec) ?? []))];
    return program.dialect.language === "python" ? fromImport(module, own, old, indentAt(first.statement?.[0] ?? 0, text), text) : importFrom(module, own, old, text.charAt(first.moduleRange[0]), text);
  });
  return [{ range: first.statement, text: lines.join(newlineOf(text) + indentAt(first.statement[0], text)) }, ...uses];
}

/** Whether another statement imports the namespace of a correction under its own name, as a value. */
function isImported(program: ProgramModel, { module, name }: Correction, statement: readonly ImportSpec[], text: string): boolean {
  return program.file.imports.some((one) => one.module === module && one.imported === name && one.local === name && !statement.includes(one) && one.statement && !/^import\s+type\b/u.test(text.slice(...one.statement)));
}

/** A statement with its line, where it has one for itself. */
function wholeLine([start, end]: Range, text: string): Range {
  const before = /(?:^|[\r\n])[ \t]*$/u.test(text.slice(0, start)) ? (/[ \t]*$/u.exec(text.slice(0, start))?.[0].length ?? 0) : 0;
  const after = /^[ \t]*(?:\r\n|\r|\n)/u.exec(text.slice(end))?.[0].length ?? 0;
  return [start - before, end + after];
}

/** The edit that takes a name out of its import statement, if nothing uses it and other names stay. */
export function withoutName(program: ProgramModel, spec: ImportSpec, text: string): Edit | undefined {
  const statement = statementOf(program, spec);
  const at = statement.indexOf(spec);
  if (at < 0 || statement.length === 1 || !isUnused(program, spec, text)) return undefined;
  const next = statement[at + 1];
  const before = statement[at - 1];
  // With the comma that parts it from the next name, or from the one before it.
  const range: Range = next ? [spec.range[0], next.range[0]] : before ? [before.range[1], spec.range[1]] : spec.range;
  const comment = program.dialect.language === "python" ? /#/u : /\/\/|\/\*/u;
  return comment.test(text.slice(...range)) ? undefined : { range, text: "" };
}

function fromImport(module: string, names: readonly string[], old: string, indent: string, text: string): string {
  const line = `from ${module} import ${names.join(", ")}`;
  if (line.length + indent.length <= MAX_LINE) return line;
  const step = indentStep(text, "python");
  return [`from ${module} import (`, ...onLines(names, indent + step, old, text), `${indent})`].join(newlineOf(text));
}

function importFrom(module: string, names: readonly string[], old: string, quote: string, text: string): string {
  const keyword = /^import\s+type\b/u.test(old) ? "import type" : "import";
  const end = `from ${quote}${module}${quote}${old.trimEnd().endsWith(";") ? ";" : ""}`;
  const line = `${keyword} { ${names.join(", ")} } ${end}`;
  if (line.length <= MAX_LINE || names.length === 1) return line;
  const step = indentStep(text, "ecmascript");
  return [`${keyword} {`, ...onLines(names, step, old, text), `} ${end}`].join(newlineOf(text));
}

/** Names, each on a line, with a comma behind the last one if the file writes it so. */
function onLines(names: readonly string[], indent: string, old: string, text: string): string[] {
  const last = hasTrailingCommas(old, text) ? "," : "";
  return names.map((name, at) => `${indent}${name}${at < names.length - 1 ? "," : last}`);
}

/** Every use of an imported name, if all of them are known and the new name is free; strings and comments may hold more. */
function usesOf(program: ProgramModel, spec: ImportSpec, newName: string, text: string): readonly Range[] | undefined {
  const { file } = program;
  const binding = bindingOf(program, spec);
  if (!binding || binding.definitions.length > 1) return undefined;
  if (newName !== spec.local && new RegExp(`(?<![\\w$])${newName}(?![\\w$])`, "u").test(text)) return undefined;
  const ranges = file.names.filter((name) => name.name === spec.local && name.scope.lookup(spec.local) === binding).map(({ range }) => range);
  const seen = new Set(ranges.map(([start]) => start));
  const pattern = new RegExp(`(?<![\\w$.])${spec.local.replaceAll("$", "\\$")}(?![\\w$])`, "gu");
  for (const { index } of text.matchAll(pattern)) {
    if (index >= spec.range[0] && index < spec.range[1]) continue;
    if (!seen.has(index) || isShorthand(index, spec.local.length, text)) return undefined;
  }
  return ranges;
}

/** `{ Name }` is a key as well, and an argument looks alike: both are left alone. */
function isShorthand(index: number, length: number, text: string): boolean {
  return /[{,]\s*$/u.test(text.slice(Math.max(0, index - 50), index)) && /^\s*[,}]/u.test(text.slice(index + length, index + length + 50));
}

function bindingOf(program: ProgramModel, spec: ImportSpec): Binding | undefined {
  const own = (binding: Binding): boolean => binding.definitions.some((definition) => definition.kind === "import" && definition.spec === spec);
  for (const name of program.file.names) {
    const binding = name.name === spec.local ? name.scope.lookup(spec.local) : undefined;
    if (binding && own(binding)) return binding;
  }
  const binding = program.file.scope.bindings.get(spec.local);
  return binding && own(binding) ? binding : undefined;
}

/**
 * How a name of a module can be written in this file, and the edit that imports it if it is not there yet.
 *
 * @param beside an imported name of the same module, whose statement takes the new one in
 * @returns undefined where there is no statement to add to, or the name means something else here
 */
export function importBeside(program: ProgramModel, beside: ImportSpec, name: string, text: string): Named | undefined {
  const same = program.file.imports.find((spec) => spec.module === beside.module && spec.imported === name && spec.local !== "");
  if (same) return { name: same.local, edits: [] };
  if (!beside.statement || new RegExp(`\\b${name}\\b`, "u").test(text.slice(0, beside.statement[0]))) return undefined;
  if (program.file.scope.bindings.has(name)) return undefined;
  const last = program.file.imports.filter((spec) => spec.statement?.[0] === beside.statement?.[0]).at(-1) ?? beside;
  const before = text.slice(last.range[0] - indentAt(last.range[0], text).length - 1, last.range[0]);
  // One name a line stays one name a line.
  const separator = /^[\r\n][ \t]*$/u.test(before) ? `,${newlineOf(text)}${indentAt(last.range[0], text)}` : ", ";
  return { name, edits: [{ range: [last.range[1], last.range[1]], text: separator + name }] };
}

/**
 * How a class of another module of the same package can be written where a class of this package is called.
 *
 * @param call a call of a class of the package, whose way of naming is followed
 * @returns undefined where that way does not show
 */
export function classBeside(program: ProgramModel, call: CallExpr, module: ModuleSchema, name: string, text: string): Named | undefined {
  const { callee } = call;
  const isPython = program.dialect.language === "python";
  const namespace = isPython ? module.python.slice(module.python.lastIndexOf(".") + 1) : module.name;
  if (callee.kind === "member") {
    const holder = callee.object;
    if (holder.kind === "member") return { name: `${text.slice(...holder.object.range)}.${namespace}.${name}`, edits: [] };
    const spec = holder.kind === "name" ? importedBy(holder.scope.lookup(holder.name)) : undefined;
    const beside = spec && spec.imported !== "*" ? importBeside(program, spec, namespace, text) : undefined;
    return beside && { name: `${beside.name}.${name}`, edits: beside.edits };
  }
  const spec = callee.kind === "name" ? importedBy(callee.scope.lookup(callee.name)) : undefined;
  const type = program.evaluate(callee);
  if (!spec?.statement || type.kind !== "type") return undefined;
  const path = program.dialect.modulePath(type.type.package, module) + (spec.module.endsWith("/index.js") ? "/index.js" : "");
  const same = program.file.imports.find((one) => one.module === path && one.imported === name && one.local !== "");
  if (same) return { name: same.local, edits: [] };
  if (hasWord(name, text)) return undefined;
  const [start, end] = spec.statement;
  const old = text.slice(start, end);
  const line = isPython ? `from ${path} import ${name}` : `import { ${name} } from ${text.charAt(spec.moduleRange[0])}${path}${text.charAt(spec.moduleRange[0])}${old.trimEnd().endsWith(";") ? ";" : ""}`;
  return { name, edits: [{ range: [start, start], text: line + newlineOf(text) + indentAt(start, text) }] };
}

/** The import that a name comes from, and nothing else. */
export function importedBy(binding: Binding | undefined): ImportSpec | undefined {
  const [only, ...others] = binding?.definitions ?? [];
  return only?.kind === "import" && others.length === 0 ? only.spec : undefined;
}
