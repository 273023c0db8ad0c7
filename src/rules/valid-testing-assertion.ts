/** Testing helpers that are given the wrong synthesis, or whose verdict nobody reads. */
import { type Binding, bindingOf, type CallExpr, type Expr } from "../model/ir.js";
import type { ProgramModel } from "../model/program.js";
import type { Value } from "../model/values.js";
import { createRule, type Edit, type Suggestion } from "./support/create-rule.js";
import type { Facts } from "./support/facts.js";
import { indentAt, newlineOf } from "./support/text-edits.js";

type MessageId = "needsDirectory" | "needsJson" | "unasserted" | "assertIt";

/** Helpers that run Terraform on the folder that `fullSynth` writes. */
const ON_DIRECTORY: ReadonlySet<string> = new Set(["toBeValidTerraform", "toPlanSuccessfully"]);
/** Helpers that search the JSON that `synth` returns. */
const ON_JSON = /^toHave(?:Resource|DataSource|Provider)(?:WithProperties)?$/u;
const JSON_SOURCES: ReadonlySet<string> = new Set(["synth", "synthScope"]);
const TESTING = /^cdkt[fn]\.Testing$/u;

export const validTestingAssertion = createRule<MessageId>({
  name: "valid-testing-assertion",
  since: "0.1.0",
  description: "Require CDKTF's testing helpers to get what they read and to have their verdict asserted",
  level: "error",
  type: "problem",
  fixable: true,
  hasSuggestions: true,
  messages: {
    needsDirectory:
      "`{{matcher}}` takes the directory that `{{fullSynth}}` returns; given the JSON of `{{given}}` it is always false and never checks anything; write `{{fullSynth}}`.",
    needsJson: "`{{matcher}}` takes the JSON that `{{synth}}` returns, and the directory of `{{given}}` is none; write `{{synth}}`.",
    unasserted: "`{{matcher}}` returns its verdict and never raises, so this checks nothing; assert the result.",
    assertIt: "Write `{{assertion}}`.",
  },
  check(program, report, source) {
    const { dialect } = program;
    const expectations = expectationsIn(program);
    const unread = new Set(program.file.held.filter(({ binding }) => binding.references === 0 && !binding.exported).map(({ value }) => value));
    for (const call of program.file.calls) {
      const matcher = matcherOf(program, call);
      if (!matcher) continue;
      const written = dialect.name(matcher.name);
      const facts: Facts = { owner: "Testing", member: written };
      const produced = matcher.received && producerOf(program.evaluate(matcher.received));
      if (produced !== undefined && ON_DIRECTORY.has(matcher.name) && JSON_SOURCES.has(produced)) {
        report({ range: call.range, messageId: "needsDirectory", data: { matcher: written, fullSynth: `Testing.${dialect.name("fullSynth")}`, given: `Testing.${dialect.name(produced)}` }, facts: { ...facts, expected: `Testing.${dialect.name("fullSynth")}`, found: `Testing.${dialect.name(produced)}` }, fix: resynthesized(program, matcher.received, "synth", "fullSynth") ?? synthesizedHere(program, call, matcher.received, source.text) });
      } else if (produced === "fullSynth" && ON_JSON.test(matcher.name)) {
        report({ range: call.range, messageId: "needsJson", data: { matcher: written, synth: `Testing.${dialect.name("synth")}`, given: `Testing.${dialect.name(produced)}` }, facts: { ...facts, expected: `Testing.${dialect.name("synth")}`, found: `Testing.${dialect.name(produced)}` }, fix: resynthesized(program, matcher.received, "fullSynth", "synth") });
      } else if (matcher.returnsVerdict && (call.isStatement || unread.has(call) || expectations.has(call))) {
        report({ range: call.range, messageId: "unasserted", data: { matcher: written }, facts, suggest: asserted(program, call, expectations.get(call), source.text) });
      }
    }
  },
});

interface Matcher {
  /** jsii's name of the helper. */
  readonly name: string;
  readonly received: Expr | undefined;
  /** `Testing.toX(…)` returns a boolean; `expect(…).toX()` asserts by itself. */
  readonly returnsVerdict: boolean;
}

function matcherOf(program: ProgramModel, call: CallExpr): Matcher | undefined {
  const callee = program.evaluate(call.callee);
  if (callee.kind === "method") {
    const { name } = callee.method;
    if (!TESTING.test(callee.owner.fqn) || !(ON_DIRECTORY.has(name) || ON_JSON.test(name))) return undefined;
    return { name, received: call.args[0]?.spread ? undefined : call.args[0]?.value, returnsVerdict: true };
  }
  if (program.dialect.language !== "ecmascript" || call.callee.kind !== "member" || !ON_DIRECTORY.has(call.callee.property)) return undefined;
  let subject: Expr = call.callee.object;
  while (subject.kind === "member") subject = subject.object;
  if (subject.kind !== "call" || subject.callee.kind !== "name" || subject.callee.name !== "expect") return undefined;
  return { name: call.callee.property, received: subject.args[0]?.value, returnsVerdict: false };
}

/** The `Testing` method that made a value, if every way to it is the same one. */
function producerOf(value: Value): string | undefined {
  if (value.kind === "choice") {
    const all = new Set(value.options.map(producerOf));
    return all.size === 1 ? [...all][0] : undefined;
  }
  return value.kind === "typed" && value.read && TESTING.test(value.read.owner.fqn) ? value.read.member : undefined;
}

/** `expect(…);` without a matcher behind it, by what is expected. */
function expectationsIn(program: ProgramModel): ReadonlyMap<Expr, CallExpr> {
  const expectations = new Map<Expr, CallExpr>();
  for (const call of program.file.calls) {
    const subject = call.args[0]?.value;
    if (subject && call.isStatement && call.callee.kind === "name" && call.callee.name === "expect") expectations.set(subject, call);
  }
  return expectations;
}

/** The other synthesis, where its result goes nowhere else. */
function resynthesized(program: ProgramModel, received: Expr | undefined, given: string, wanted: string): Edit[] | undefined {
  const binding = received && bindingOf(received);
  const [held, ...others] = binding ? program.file.valuesOf(binding) : [];
  const isOwn = binding?.references === 1 && !binding.exported && others.length === 0;
  const made = binding ? (isOwn ? held : undefined) : received;
  if (made?.kind !== "call" || made.callee.kind !== "member" || made.callee.property !== program.dialect.name(given)) return undefined;
  return [{ range: made.callee.propertyRange, text: program.dialect.name(wanted) }];
}

/** Where others need the JSON too: the stack is synthesized once more, for this helper alone. */
function synthesizedHere(program: ProgramModel, call: CallExpr, received: Expr | undefined, text: string): Edit[] | undefined {
  const value = received && program.evaluate(received);
  const made = value?.kind === "typed" ? value.read?.call : undefined;
  const stack = made?.args[0]?.value;
  if (!received || made?.callee.kind !== "member" || made.callee.property !== program.dialect.name("synth") || made.args.length !== 1 || stack?.kind !== "name" || stack.scope.file !== program.file) return undefined;
  const edit: Edit = { range: received.range, text: `${text.slice(...made.callee.object.range)}.${program.dialect.name("fullSynth")}(${stack.name})` };
  const binding = stack.scope.lookup(stack.name);
  if (binding && call.scope.lookup(stack.name) === binding) return [edit];
  if (program.dialect.language !== "python") return synthesizedBeside(program, call, received, { made, stack: stack.name, binding }, text);
  // What a pytest fixture is given is a fixture itself, and a test can ask for it as well.
  const definition = binding?.definitions[0];
  const test = call.flow.fn;
  if (definition?.kind !== "parameter" || definition.fn.decorators.length === 0 || !test?.name?.startsWith("test")) return undefined;
  const asked = test.parameters.find(({ name }) => name === stack.name);
  const last = test.parameters.at(-1);
  if (asked) return [edit];
  return last && !last.rest && !last.fallback && !last.annotation ? [{ range: [last.range[1], last.range[1]], text: `, ${stack.name}` }, edit] : undefined;
}

/** A call of `Testing.synth`, with the variable that holds the stack it is given. */
interface Synthesis {
  readonly made: CallExpr;
  readonly stack: string;
  readonly binding: Binding | undefined;
}

/**
 * Where the stack is known only where a shared variable gets its JSON, such as in `beforeAll`: the directory gets a
 * variable beside that one, declared and assigned where it is.
 */
function synthesizedBeside(program: ProgramModel, call: CallExpr, received: Expr, { made, stack, binding }: Synthesis, text: string): Edit[] | undefined {
  const shared = bindingOf(received);
  if (!shared || !binding || made.callee.kind !== "member") return undefined;
  const fullSynth = program.dialect.name("fullSynth");
  const known = program.file.held.find(({ binding: other, value }) => {
    if (value.kind !== "call" || value.callee.kind !== "member" || value.callee.property !== fullSynth || other.definitions.length !== 1) return false;
    const given = value.args[0]?.value;
    return given !== undefined && bindingOf(given) === binding && call.scope.lookup(other.name) === other;
  });
  if (known) return [{ range: received.range, text: known.binding.name }];
  const word = (name: string): RegExp => new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`, "gu");
  const name = ["directory", "synthesizedDirectory"].find((one) => !word(one).test(text));
  const declarations = [...text.matchAll(new RegExp(`^[ \\t]*let ${shared.name}(?:: string)?;?[ \\t]*$`, "gmu"))];
  const [declaration] = declarations;
  const lineStart = made.range[0] - (/[^\r\n]*$/u.exec(text.slice(0, made.range[0]))?.[0].length ?? 0);
  const rest = /^;?(?=[ \t]*(?:[\r\n]|$))/u.exec(text.slice(made.range[1]))?.[0];
  const isAssignment = new RegExp(`^[ \\t]*${shared.name} = $`, "u").test(text.slice(lineStart, made.range[0]));
  if (name === undefined || !declaration || declarations.length > 1 || !isAssignment || rest === undefined) return undefined;
  const newline = newlineOf(text);
  const declared = declaration.index + declaration[0].trimEnd().length;
  const assigned = made.range[1] + rest.length;
  return [
    { range: [declared, declared], text: newline + declaration[0].trimEnd().replace(word(shared.name), name) },
    { range: [assigned, assigned], text: `${newline}${indentAt(made.range[0], text)}${name} = ${text.slice(...made.callee.object.range)}.${fullSynth}(${stack})${rest}` },
    { range: received.range, text: name },
  ];
}

/** @param outer the call of `expect` that the helper stands in */
function asserted(program: ProgramModel, call: CallExpr, outer: CallExpr | undefined, text: string): Suggestion<MessageId>[] | undefined {
  if (outer) return [{ messageId: "assertIt", data: { assertion: "expect(…).toBe(true)" }, edits: [{ range: [outer.range[1], outer.range[1]], text: ".toBe(true)" }] }];
  if (!call.isStatement) return undefined;
  const [start, end] = call.range;
  if (program.dialect.language === "python") return [{ messageId: "assertIt", data: { assertion: "assert …" }, edits: [{ range: [start, start], text: "assert " }] }];
  // Jest and Vitest have `expect`; what another runner has is not known.
  if (!/\bexpect\b/u.test(text)) return undefined;
  return [{ messageId: "assertIt", data: { assertion: "expect(…).toBe(true)" }, edits: [{ range: [start, start], text: "expect(" }, { range: [end, end], text: ").toBe(true)" }] }];
}
