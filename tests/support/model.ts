/** The model below the rules: what the evaluator says of expressions, in short. */
import "../../src/languages/ecmascript/front-end.js";
import "../../src/languages/python/front-end.js";
import { expect, it } from "vitest";
import { dialectOf } from "../../src/dialects/dialect.js";
import { frontEndOf } from "../../src/languages/front-ends.js";
import type { Expr } from "../../src/model/ir.js";
import { ProgramModel } from "../../src/model/program.js";
import { Evaluator, type Value } from "../../src/model/values.js";
import { projectFilesOf } from "../../src/project/project-files.js";
import { schemaForFile, type Settings } from "../../src/providers-schema/index.js";
import type { TypeRef } from "../../src/providers-schema/types.js";
import type { TestedLanguage } from "./lint.js";

/** A model that knows its text. */
export class TextProgram extends ProgramModel {
  constructor(readonly text: string, ...of: ConstructorParameters<typeof ProgramModel>) {
    super(...of);
  }
}

/** The model of a text, as a file of this name. */
export function programOfText(text: string, language: TestedLanguage, filename: string = language === "python" ? "stack.py" : "stack.ts", settings: Settings = {}): TextProgram {
  const family = language === "python" ? "python" : "ecmascript";
  const lower = frontEndOf(family).parse(text, filename);
  if (!lower) throw new Error(`syntax error in ${text}`);
  const file = lower(filename);
  return new TextProgram(text, file, new Evaluator(schemaForFile(filename, settings), projectFilesOf(file), dialectOf(family)));
}

/** A type in the way of TypeScript. */
export function typeText(type: TypeRef): string {
  switch (type.kind) {
    case "primitive":
      return type.name;
    case "named":
      return type.fqn.replace(/^.*\./u, "");
    case "list":
      return `${typeText(type.of)}[]`;
    case "map":
      return `{${typeText(type.of)}}`;
    case "union":
      return type.of.map(typeText).join("|");
  }
}

/** What is known of a value: `…` behind what may be longer, `?` behind what may hold something else, `~` before how sure a key is. */
export function valueText(value: Value, program: ProgramModel, depth = 0): string {
  const inner = (expr: Expr): string => (depth > 3 ? "" : expr.kind === "spread" ? "...?" : valueText(program.evaluate(expr), program, depth + 1));
  switch (value.kind) {
    case "literal":
      return value.value === undefined ? "undefined" : JSON.stringify(value.value);
    case "typed":
      return `: ${typeText(value.type)}${value.read ? ` of ${value.read.owner.name}.${value.read.member}${value.read.call ? "()" : ""}` : ""}`;
    case "list":
      return `${value.sequence === "list" ? "" : value.sequence}[${value.items.map(inner).join(", ")}]${value.complete ? "" : "…"}${value.covers ? "" : "?"} ${value.origin}`;
    case "record":
      return `{ ${value.entries.map((entry) => `${entry.key}: ${inner(entry.value)} ${entry.origin}`).join(", ")} }${value.complete ? "" : "…"}`;
    case "struct":
      return `struct ${value.struct.name}`;
    case "instance":
      return `${value.call ? "new" : "some"} ${value.type.name}`;
    case "type":
      return `${value.type.kind} ${value.type.name}`;
    case "module":
      return `module ${value.target.kind === "schema" ? value.target.module.python : value.target.kind}`;
    case "localClass":
      return `own class ${value.cls.name}`;
    case "localInstance":
      return `${value.call ? "new" : "some"} own ${value.cls.name}`;
    case "function":
      return `function ${value.fn.name ?? ""}`.trim();
    case "method":
      return `method ${value.owner.name}.${value.method.name}`;
    case "enumMember":
      return `${value.type.name}.${value.name}`;
    case "localEnumMember":
      return `member ${valueText(value.value, program, depth + 1)} as ${value.is ? typeText(value.is) : "itself"}`;
    case "choice":
      return value.options.map((option) => valueText(option, program, depth + 1)).join(" | ");
    default:
      return value.kind;
  }
}

/** A text that shows expressions, one a line. */
export function shows(expressions: readonly string[]): string {
  return expressions.map((one) => `show(${one})\n`).join("");
}

/** What the calls of `show` are given, in source order. */
export function shownExpressions(program: ProgramModel): readonly Expr[] {
  const calls = program.file.calls.filter(({ callee }) => callee.kind === "name" && callee.name === "show");
  return calls.flatMap(({ args }) => args.slice(0, 1).map(({ value }) => value));
}

/** The same with its text and what is known of it. */
export function shown(program: TextProgram): readonly { readonly text: string; readonly value: Value }[] {
  return shownExpressions(program).map((expr) => ({ text: program.text.slice(...expr.range), value: program.evaluate(expr) }));
}

/** Declares a test for each program: the snapshot has what is known of each expression that it shows. */
export function testValues(language: TestedLanguage, prelude: string, programs: Readonly<Record<string, string>>): void {
  it.each(Object.entries(programs))(`${language}: %s`, (_, code) => {
    const program = programOfText(`${prelude}\n${code}`, language);
    const known = shown(program).map(({ text, value }) => `${text.replaceAll(/\s+/gu, " ")} is ${valueText(value, program)}`);
    expect(`\n${code}\n\n${known.join("\n")}\n`).toMatchSnapshot();
  });
}
