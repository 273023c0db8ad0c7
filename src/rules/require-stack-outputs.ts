/** A stack that creates resources and hands nothing out. */
import { bareStacks, concreteStacks, type Contents, StackInspector } from "../model/stacks.js";
import { createRule } from "./support/create-rule.js";

export const requireStackOutputs = createRule<"noOutputs">({
  name: "require-stack-outputs",
  description: "Require a stack that creates resources to have outputs",
  level: "warn",
  type: "suggestion",
  messages: {
    noOutputs: "`{{stack}}` creates resources but no `TerraformOutput`, so nothing outside can learn their ids, ARNs or endpoints; add one for each that is needed.",
  },
  check(program, report) {
    for (const cls of concreteStacks(program)) {
      const inspector = new StackInspector(program);
      // The project's other files are only read for a stack that looks empty-handed by itself.
      if (lacksOutputs(inspector.ofClass(cls)) && lacksOutputs(inspector.elsewhere(cls))) {
        report({ range: cls.nameRange, messageId: "noOutputs", data: { stack: cls.name || "This stack" } });
      }
    }
    for (const call of bareStacks(program)) {
      if (lacksOutputs(new StackInspector(program).ofCall(call))) report({ range: call.calleeRange, messageId: "noOutputs", data: { stack: "TerraformStack" } });
    }
  },
});

function lacksOutputs(contents: Contents): boolean {
  return contents.resources && !contents.outputs && !contents.opaque;
}
