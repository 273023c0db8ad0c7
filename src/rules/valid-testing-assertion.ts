/** Testing helpers that are given the wrong synthesis, or whose verdict nobody reads. */
import type { CallExpr, Expr } from "../model/ir.js";
import type { ProgramModel } from "../model/program.js";
import type { Value } from "../model/values.js";
import { createRule } from "./support/create-rule.js";

type MessageId = "needsDirectory" | "needsJson" | "unasserted";

/** Helpers that run Terraform on the folder that `fullSynth` writes. */
const ON_DIRECTORY: ReadonlySet<string> = new Set(["toBeValidTerraform", "toPlanSuccessfully"]);
/** Helpers that search the JSON that `synth` returns. */
const ON_JSON = /^toHave(?:Resource|DataSource|Provider)(?:WithProperties)?$/u;
const JSON_SOURCES: ReadonlySet<string> = new Set(["synth", "synthScope"]);
const TESTING = /^cdkt[fn]\.Testing$/u;

export const validTestingAssertion = createRule<MessageId>({
  name: "valid-testing-assertion",
  description: "Require CDKTF's testing helpers to get what they read and to have their verdict asserted",
  level: "error",
  type: "problem",
  messages: {
    needsDirectory:
      "`{{matcher}}` takes the directory that `{{fullSynth}}` returns; given the JSON of `{{given}}` it is always false and never checks anything.",
    needsJson: "`{{matcher}}` takes the JSON that `{{synth}}` returns, not the directory of `{{given}}`.",
    unasserted: "`{{matcher}}` returns its verdict and never raises, so this checks nothing; assert the result.",
  },
  check(program, report) {
    const { dialect } = program;
    const unread = new Set(program.file.held.filter(({ binding }) => binding.references === 0 && !binding.exported).map(({ value }) => value));
    for (const call of program.file.calls) {
      const matcher = matcherOf(program, call);
      if (!matcher) continue;
      const written = dialect.name(matcher.name);
      const produced = matcher.received && producerOf(program.evaluate(matcher.received));
      if (produced !== undefined && ON_DIRECTORY.has(matcher.name) && JSON_SOURCES.has(produced)) {
        report({ range: call.range, messageId: "needsDirectory", data: { matcher: written, fullSynth: `Testing.${dialect.name("fullSynth")}`, given: `Testing.${dialect.name(produced)}` } });
      } else if (produced === "fullSynth" && ON_JSON.test(matcher.name)) {
        report({ range: call.range, messageId: "needsJson", data: { matcher: written, synth: `Testing.${dialect.name("synth")}`, given: `Testing.${dialect.name(produced)}` } });
      } else if (matcher.returnsVerdict && (call.isStatement || unread.has(call) || isBareExpectation(program, call))) {
        report({ range: call.range, messageId: "unasserted", data: { matcher: written } });
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

/** `expect(Testing.toX(…));` without a matcher behind it. */
function isBareExpectation(program: ProgramModel, call: CallExpr): boolean {
  return program.file.calls.some(
    (outer) => outer.isStatement && outer.callee.kind === "name" && outer.callee.name === "expect" && outer.args[0]?.value === call,
  );
}
