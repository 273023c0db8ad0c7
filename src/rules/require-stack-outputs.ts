/** A stack that creates resources and hands nothing out. */
import { snakeCase } from "../dialects/python-names.js";
import { isCoreClass } from "../model/core-types.js";
import type { ClassInfo } from "../model/ir.js";
import type { ProgramModel } from "../model/program.js";
import { bareStacks, concreteStacks, type Contents, StackInspector } from "../model/stacks.js";
import { createRule, type Edit, type Suggestion } from "./support/create-rule.js";
import { importBeside } from "./support/import-edits.js";
import { fieldAt, nameAt, type Named, type Place, selfName } from "./support/names.js";
import { indentAt, newlineOf, quoted } from "./support/text-edits.js";
import { creation } from "./support/wording.js";

interface Options {
  /** Patterns of the names of stack classes, or of their base classes, that need no outputs. */
  readonly ignore: readonly string[];
  /** Names of classes and functions that hand something out, as an output does. */
  readonly outputs: readonly string[];
}

export const requireStackOutputs = createRule<"noOutputs" | "addOutputs", Options>({
  name: "require-stack-outputs",
  since: "0.1.0",
  description: "Require a stack that creates resources to have outputs",
  level: "warn",
  type: "suggestion",
  hasSuggestions: true,
  options: {
    properties: {
      ignore: { type: "array", uniqueItems: true, items: { type: "string", format: "regex" } },
      outputs: { type: "array", uniqueItems: true, items: { type: "string", pattern: "^\\w+$" } },
    },
    defaults: { ignore: [], outputs: [] },
  },
  messages: {
    noOutputs: "`{{stack}}` creates resources but no `TerraformOutput`, so nothing outside can learn their ids, ARNs or endpoints; write `{{example}}` for each that is needed.",
    addOutputs: "Add outputs with the ids, ARNs and endpoints of what the stack creates.",
  },
  check(program, report, source, options) {
    const example = creation(program, "TerraformOutput", "value");
    const outputs = new Set(options.outputs);
    const ignored = options.ignore.map((pattern) => new RegExp(pattern));
    for (const cls of concreteStacks(program)) {
      const { local } = program.evaluator.bases(cls);
      if (ignored.some((pattern) => [cls, ...local].some(({ name }) => pattern.test(name)))) continue;
      const inspector = new StackInspector(program, outputs);
      // The project's other files are only read for a stack that looks empty-handed by itself.
      if (lacksOutputs(inspector.ofClass(cls)) && lacksOutputs(inspector.elsewhere(cls))) {
        report({ range: cls.nameRange, messageId: "noOutputs", data: { stack: cls.name || "This stack", example }, facts: { owner: cls.name, missing: [{ name: "TerraformOutput" }], example }, suggest: skeleton(program, cls, source.text) });
      }
    }
    for (const call of bareStacks(program)) {
      if (lacksOutputs(new StackInspector(program, outputs).ofCall(call))) report({ range: call.calleeRange, messageId: "noOutputs", data: { stack: "TerraformStack", example: creation(program, "TerraformOutput", "value", ["stack", '"id"']) } });
    }
  },
});

function lacksOutputs(contents: Contents): boolean {
  return contents.resources && !contents.outputs && !contents.opaque;
}

/** What other stacks and people look a resource up by. */
const ENDPOINT = /(?:^arn|^id|[eE]ndpoint|[uU]rl|dnsName|[aA]ddress)$/u;

/** An output for each id, ARN and endpoint of the resources that the stack holds in variables or fields, at the end of its constructor. */
function skeleton(program: ProgramModel, cls: ClassInfo, text: string): Suggestion<"addOutputs">[] | undefined {
  const { dialect, schema } = program;
  const isPython = dialect.language === "python";
  const fn = cls.methods.get(isPython ? "__init__" : "constructor");
  const first = fn?.calls.find(({ flow }) => !flow.inBranch && !flow.inLoop && !flow.inTry);
  if (!fn || !first || fn.returns.length > 0) return undefined;
  const end = isPython ? endOfLine(text.slice(0, fn.range[1]).trimEnd().length, text) : fn.range[1] - 1;
  const place: Place = { scope: fn.scope, fn, cls, start: end };
  const self = selfName(program, fn.scope);
  const output = outputClass(program, text);
  if (self === undefined || !output) return undefined;
  const indent = indentAt(first.range[0], text);
  const newline = newlineOf(text);
  const lines: string[] = [];
  const taken = new Set(Array.from(text.matchAll(/["'](\w+)(?=["'])/gu), ([, word]) => word));
  for (const { call, type, scope } of program.constructsIn(cls)) {
    const isResource = isCoreClass(schema, type.fqn, "TerraformResource");
    const held = scope?.kind === "self" && isResource ? (nameAt(program, call, place) ?? (call.flow.inLoop || call.flow.inBranch ? undefined : fieldAt(program, call, place))) : undefined;
    if (!held) continue;
    const label = plainLabel(held.name);
    for (const attribute of type.properties.values()) {
      if (attribute.static || attribute.protected || attribute.type.kind !== "primitive" || attribute.type.name !== "string" || !ENDPOINT.test(attribute.name)) continue;
      const id = `${label}_${snakeCase(attribute.name)}`;
      if (taken.has(id)) continue;
      taken.add(id);
      const value = `${held.name}.${dialect.name(attribute.name)}`;
      lines.push(isPython ? `${output.name}(${self}, ${quoted(id, text)}, value=${value})` : `new ${output.name}(${self}, ${quoted(id, text)}, { value: ${value} });`);
    }
  }
  if (lines.length === 0) return undefined;
  const before = text.slice(0, end).trimEnd().length;
  const edit: Edit = isPython
    ? { range: [end, end], text: lines.map((line) => newline + indent + line).join("") }
    : { range: [before, end], text: lines.map((line) => newline + indent + line).join("") + newline + indentAt(end, text) };
  return [{ messageId: "addOutputs", edits: [...output.edits, edit] }];
}

/** Behind a comment that stands in the same line. */
function endOfLine(index: number, text: string): number {
  const comment = /^[ \t]*#[^\r\n]*/u.exec(text.slice(index))?.[0] ?? "";
  return index + comment.trimEnd().length;
}

/** `self.public_api` → `public_api`, `publicApi` → `public_api`. */
function plainLabel(name: string): string {
  return snakeCase(name.slice(name.lastIndexOf(".") + 1)).replace(/^[_#]+/u, "");
}

/** How the file can write `TerraformOutput`. */
function outputClass(program: ProgramModel, text: string): Named | undefined {
  for (const spec of program.file.imports) {
    if (!/^cdkt[fn]$/u.test(spec.module) || spec.local === "") continue;
    if (spec.imported === "*") return { name: `${spec.local}.TerraformOutput`, edits: [] };
    return importBeside(program, spec, "TerraformOutput", text);
  }
  return undefined;
}
