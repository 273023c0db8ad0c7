/** An API Gateway deployment that Terraform may create before the integrations that it deploys. */
import type { CallExpr, Expr } from "../model/ir.js";
import { mentionsIn } from "../model/mentions.js";
import { providerOf } from "../model/modules.js";
import type { Construct, ProgramModel } from "../model/program.js";
import { createRule, type Edit } from "./support/create-rule.js";
import { decidedBy } from "./support/facts.js";
import { nameAt, nameFor, placeOf } from "./support/names.js";
import { insertMembers } from "./support/text-edits.js";
import { enumerate } from "./support/wording.js";

export const requireIntegrationDependency = createRule<"missingDependency">({
  name: "require-integration-dependency",
  since: "0.1.0",
  description: "Require an API Gateway deployment to depend on every integration of its REST API",
  level: "error",
  type: "problem",
  fixable: true,
  messages: {
    missingDependency:
      "`{{deployment}}` does not depend on the {{integrations}} of its REST API, so Terraform may deploy it first (\"No integration defined for method\"); add {{them}} to `{{dependsOn}}`.",
  },
  check(program, report, source) {
    const constructs = program.constructs;
    const integrations = constructs.filter((construct) => isAwsClass(program, construct, "ApiGatewayIntegration"));
    if (integrations.length === 0) return;
    let graph: DependencyGraph | undefined;
    for (const deployment of constructs) {
      if (!isAwsClass(program, deployment, "ApiGatewayDeployment")) continue;
      const api = apiOf(program, deployment);
      if (!api || isDefinedByBody(program, api)) continue;
      const ofApi = integrations.filter((integration) => apiOf(program, integration) === api);
      if (ofApi.length === 0) continue;
      graph ??= new DependencyGraph(program);
      const reached = graph.reachableFrom(deployment);
      if (reached.opaque) continue;
      const missing = ofApi.filter((integration) => !reached.constructs.has(integration.call));
      if (missing.length === 0) continue;
      const names = [...new Set(missing.map((integration) => nameOf(program, integration)))];
      report({
        range: deployment.call.calleeRange,
        messageId: "missingDependency",
        data: {
          deployment: deployment.type.name,
          integrations: `${names.length === 1 ? "integration" : "integrations"} ${enumerate(names)}`,
          them: missing.length === 1 ? "it" : "them",
          dependsOn: program.dialect.name("dependsOn"),
        },
        facts: { ...decidedBy(program, deployment.type.package), owner: deployment.type.name, member: program.dialect.name("dependsOn"), missing: names.map((name) => ({ name })) },
        fix: dependOn(program, deployment, missing, source.text),
      });
    }
  },
});

/** The missing integrations in the deployment's list of dependencies, each under a name that it has or gets. */
function dependOn(program: ProgramModel, deployment: Construct, missing: readonly Construct[], text: string): Edit[] | undefined {
  const { dialect } = program;
  const edits: Edit[] = [];
  const names: string[] = [];
  for (const integration of missing) {
    const found = nameAt(program, integration.call, placeOf(deployment.call)) ?? nameFor(program, integration, deployment.call, text);
    if (!found || names.includes(found.name)) return undefined;
    names.push(found.name);
    edits.push(...found.edits);
  }
  const key = dialect.name("dependsOn");
  const given = deployment.config?.entries.find((candidate) => candidate.key === key);
  const { call, config } = deployment;
  let edit: Edit | undefined;
  if (given) {
    const isOwn = given.origin === "fresh" && given.file === program.file && given.value.kind === "list" && text.charAt(given.value.range[0]) === "[";
    edit = isOwn ? insertMembers(given.value.range, names, dialect.language, text) : undefined;
  } else if (dialect.language === "python") {
    edit = insertMembers([text.indexOf("(", call.calleeRange[1]), call.range[1]], [`${key}=[${names.join(", ")}]`], "python", text);
  } else if (config?.expr && config.expr.file === program.file && config.expr.range[0] >= call.range[0] && config.expr.range[1] <= call.range[1] && text.charAt(config.expr.range[0]) === "{") {
    edit = insertMembers(config.expr.range, [`${key}: [${names.join(", ")}]`], "ecmascript", text);
  }
  return edit && [...edits, edit];
}

function isAwsClass(program: ProgramModel, construct: Construct, name: string): boolean {
  if (construct.type.name !== name) return false;
  const pkg = program.schema.package(construct.type.package);
  return pkg !== undefined && providerOf(pkg) === "aws";
}

function entry(program: ProgramModel, construct: Construct, jsiiName: string): Expr | undefined {
  const name = program.dialect.name(jsiiName);
  return construct.config?.entries.find((candidate) => candidate.key === name)?.value;
}

/** The call that creates the REST API which a construct belongs to, if it is certain. */
function apiOf(program: ProgramModel, construct: Construct): CallExpr | undefined {
  const id = entry(program, construct, "restApiId");
  const value = id && program.evaluate(id);
  const receiver = value?.kind === "typed" ? value.read?.receiver : undefined;
  return receiver?.kind === "instance" && receiver.type.name === "ApiGatewayRestApi" ? receiver.call : undefined;
}

/** An API from an OpenAPI document brings its integrations along; what cannot be seen may be one. */
function isDefinedByBody(program: ProgramModel, api: CallExpr): boolean {
  const config = program.constructOf(api)?.config;
  return !config?.complete || config.entries.some((candidate) => candidate.key === "body");
}

function nameOf(program: ProgramModel, construct: Construct): string {
  const id = construct.id && program.evaluate(construct.id);
  return id?.kind === "literal" && typeof id.value === "string" ? id.value : construct.type.name;
}

/** What depends on what, as Terraform will see it: every reference is a dependency. */
class DependencyGraph {
  private readonly added = new Map<CallExpr, Expr[]>();
  private readonly overridden = new Set<CallExpr>();

  constructor(private readonly program: ProgramModel) {
    for (const call of program.file.calls) {
      const callee = program.evaluate(call.callee);
      if (callee.kind !== "method") continue;
      if (callee.method.name === "addDependency" && callee.receiver.kind === "typed") {
        const holder = callee.receiver.read?.receiver;
        if (holder?.kind === "instance" && holder.call) this.add(holder.call, call.args.map((argument) => argument.value));
      } else if (callee.method.name === "addOverride" && callee.receiver.kind === "instance" && callee.receiver.call) {
        this.overridden.add(callee.receiver.call);
      }
    }
    // `deployment.dependsOn = […]`
    const dependsOn = program.dialect.name("dependsOn");
    for (const { target, mutation } of program.file.pendingMutations) {
      if (mutation.kind !== "set" || mutation.key !== dependsOn) continue;
      const value = program.evaluate(target);
      if (value.kind === "instance" && value.call) this.add(value.call, [mutation.value]);
    }
  }

  private add(call: CallExpr, values: readonly Expr[]): void {
    const list = this.added.get(call);
    if (list) list.push(...values);
    else this.added.set(call, [...values]);
  }

  /** All constructs that a construct depends on; opaque if something that decides it cannot be seen. */
  reachableFrom(start: Construct): { constructs: ReadonlySet<CallExpr>; opaque: boolean } {
    const reached = new Set<CallExpr>();
    const queue: Construct[] = [start];
    let opaque = false;
    for (let construct = queue.pop(); construct; construct = queue.pop()) {
      const ordering: Expr[] = [...(this.added.get(construct.call) ?? [])];
      const references: Expr[] = [];
      const decisive = new Set(["dependsOn", "triggers"].map((name) => this.program.dialect.name(name)));
      for (const candidate of construct.config?.entries ?? []) (decisive.has(candidate.key) ? ordering : references).push(candidate.value);
      const strong = mentionsIn(ordering, this.program.evaluator);
      opaque ||= strong.opaque || !construct.config?.complete || this.overridden.has(construct.call);
      for (const call of [...strong.constructs, ...mentionsIn(references, this.program.evaluator).constructs]) {
        if (reached.has(call)) continue;
        reached.add(call);
        const next = this.program.constructOf(call);
        if (next) queue.push(next);
      }
    }
    return { constructs: reached, opaque };
  }
}
