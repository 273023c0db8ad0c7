/** Blocks are followed as deep as they go, in every kind of construct and through every way to read and set them. */
import { testShapes, testSilence } from "../support/shapes.js";

const TS = `import { App, CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, TerraformIterator, TerraformCount, TerraformOutput, TerraformStack } from "cdktf"; import * as aws from "@cdktf/provider-aws";\ndeclare const scope: TerraformStack; declare const anything: any;\n`;
const typescript = { language: "typescript", prelude: TS, values: ['"30"', "30"], says: "not a string" } as const;
const listener = (action: string): string => `new aws.lbListener.LbListener(scope, "l", { loadBalancerArn: "x", defaultAction: [${action}] });`;
const LISTENER = `const listener = new aws.lbListener.LbListener(scope, "l", { loadBalancerArn: "x", defaultAction: [{ type: "forward" }] });\n`;
/** A key that is not there, or one that is. */
const key = (wrong: string, right: string, says = `\`${wrong}\` is not a key of`): { values: readonly [string, string]; says: string } => ({ values: [`«${wrong}»`, right], says });

testShapes(typescript, {
  "a block": `new aws.lbTargetGroup.LbTargetGroup(scope, "t", { healthCheck: { «timeout»: § } });`,
  "a block in a list": { code: listener(`{ type: "forward", «order»: § }`) },
  "a block in a block in a list": { code: listener(`{ type: "forward", forward: { targetGroup: [], stickiness: { «duration»: § } } }`) },
  "a list in a block in a list": { code: listener(`{ type: "forward", forward: { targetGroup: [{ arn: "x" }, { arn: "y", «weight»: § }] } }`) },
  "an unknown key four levels down": { code: listener(`{ type: "forward", forward: { targetGroup: [{ arn: "x", §: 1 }] } }`), ...key("weights", "weight") },
  "a missing key four levels down": { code: `new «aws.lbListener.LbListener»(scope, "l", { loadBalancerArn: "x", defaultAction: [{ type: "forward", forward: { targetGroup: [{ weight: 1 }] } }] });`, right: listener(`{ type: "forward", forward: { targetGroup: [{ arn: "x" }] } }`), says: "`defaultAction.forward.targetGroup` of `LbListener` needs `arn`" },
  "an object for a list four levels down": { code: listener(`{ type: "forward", forward: { «targetGroup»: § } }`), values: ['{ arn: "x" }', '[{ arn: "x" }]'], says: "put it into a list" },
  "a list for an object": { code: `new aws.lbTargetGroup.LbTargetGroup(scope, "t", { «healthCheck»: § });`, values: ["[{ enabled: true }]", "{ enabled: true }"], says: "take it out of the list" },
  "a block that a variable holds": { code: `const stickiness = { «duration»: § };\n${listener(`{ type: "forward", forward: { targetGroup: [], stickiness } }`)}` },
  "a list that is put together": { code: `const actions: aws.lbListener.LbListenerDefaultAction[] = [];\nactions.push({ type: "x", «order»: § });\nnew aws.lbListener.LbListener(scope, "l", { loadBalancerArn: "x", defaultAction: actions });` },
  "blocks that map makes": { code: `new aws.lbListener.LbListener(scope, "l", { loadBalancerArn: "x", defaultAction: ["a"].map((type) => ({ type, «order»: § })) });` },
  "blocks that a function makes": { code: `const action = (type: string) => ({ type, «order»: § });\n${listener(`action("x")`)}` },
  "a block with a type": { code: `const action: aws.lbListener.LbListenerDefaultAction = { type: "x", «order»: § };\n${listener("action")}` },
  "a map": { code: `new aws.vpc.Vpc(scope, "v", { «tags»: { Name: "x", Count: § } });`, values: ["3", '"3"'], says: "not a number" },
  "an attribute of a list of blocks": { code: `${LISTENER}new TerraformOutput(scope, "o", { value: listener.defaultAction.get(0).§ });`, ...key("nope", "type", "`nope` is not an attribute or method of `LbListenerDefaultActionOutputReference`") },
  "an attribute of a block in a list of blocks": { code: `${LISTENER}new TerraformOutput(scope, "o", { value: listener.defaultAction.get(0).forward.stickiness.§ });`, ...key("nope", "duration", "`nope` is not an attribute or method of `LbListenerDefaultActionForwardStickinessOutputReference`") },
  "the type of an attribute of a block": { code: `${LISTENER}new aws.vpc.Vpc(scope, "v", { «cidrBlock»: § });`, values: ["listener.defaultAction.get(0).forward.stickiness.duration", "listener.defaultAction.get(0).type"], says: "not a number" },
  "an index of a list of blocks": { code: `${LISTENER}new TerraformOutput(scope, "o", { value: § });`, values: ["«listener.defaultAction[0]».type", "listener.defaultAction.get(0).type"], says: "has no `[0]`" },
  "put…": { code: `const group = new aws.lbTargetGroup.LbTargetGroup(scope, "t", {});\ngroup.putHealthCheck({ «timeout»: § });` },
  "put… of a list": { code: `${LISTENER}listener.putDefaultAction([{ type: "x", forward: { targetGroup: [{ arn: "x", «weight»: § }] } }]);` },
  "put… of an unknown key": { code: `const group = new aws.lbTargetGroup.LbTargetGroup(scope, "t", {});\ngroup.putHealthCheck({ §: 1 });`, ...key("timeoutSeconds", "timeout") },
  "an unknown put…": { code: `const group = new aws.lbTargetGroup.LbTargetGroup(scope, "t", {});\ngroup.§({});`, ...key("putHealthChecks", "putHealthCheck", "`putHealthChecks` is not an attribute or method of `LbTargetGroup`") },
  "put… of a block of a block": { code: `${LISTENER}listener.defaultAction.get(0).putForward({ targetGroup: [{ arn: "x", «weight»: § }] });` },
  "a data source": { code: `new aws.dataAwsAmi.DataAwsAmi(scope, "a", { «owners»: § });`, values: ['"amazon"', '["amazon"]'] },
  "a block of a data source": { code: `new aws.dataAwsAmi.DataAwsAmi(scope, "a", { filter: [{ «name»: §, values: ["y"] }] });`, values: ["1", '"x"'], says: "not a number" },
  "an attribute of a data source": { code: `const ami = new aws.dataAwsAmi.DataAwsAmi(scope, "a", {});\nnew TerraformOutput(scope, "o", { value: ami.§ });`, ...key("imageIds", "imageId", "`imageIds` is not an attribute or method of `DataAwsAmi`") },
  "a provider": { code: `new aws.provider.AwsProvider(scope, "p", { §: "x" });`, ...key("regions", "region", "`regions` is not an argument of `AwsProvider`") },
  "a block of a provider": { code: `new aws.provider.AwsProvider(scope, "p", { «defaultTags»: § });`, values: ['{ tags: { a: "b" } }', '[{ tags: { a: "b" } }]'], says: "put it into a list" },
  "a block in a block of a provider": { code: `new aws.provider.AwsProvider(scope, "p", { defaultTags: [{ «tags»: { a: § } }] });`, values: ["1", '"1"'], says: "not a number" },
  "a backend": { code: `new S3Backend(scope, { bucket: "b", key: "k", §: "x" });`, ...key("regions", "region", "`regions` is not an argument of `S3Backend`") },
  "a backend without what it needs": { code: `new «S3Backend»(scope, { bucket: "b" });`, right: `new S3Backend(scope, { bucket: "b", key: "k" });`, says: "`S3Backend` needs `key`" },
  "the type in a backend": { code: `new S3Backend(scope, { bucket: "b", key: "k", «encrypt»: § });`, values: ['"true"', "true"] },
  "a local backend": { code: `new LocalBackend(scope, { §: "x" });`, ...key("paths", "path", "`paths` is not an argument of `LocalBackend`") },
  "a cloud backend": { code: `new CloudBackend(scope, { organization: "o", workspaces: new NamedCloudWorkspace("w"), §: "x" });`, ...key("hostnames", "hostname", "`hostnames` is not an argument of `CloudBackend`") },
  lifecycle: { code: `new aws.vpc.Vpc(scope, "v", { lifecycle: { §: true } });`, ...key("preventDestruction", "preventDestroy") },
  "the type in lifecycle": { code: `new aws.vpc.Vpc(scope, "v", { lifecycle: { «preventDestroy»: § } });`, values: ['"true"', "true"] },
  "a list in lifecycle": { code: `new aws.vpc.Vpc(scope, "v", { lifecycle: { ignoreChanges: ["tags"], precondition: [{ condition: "x", «errorMessage»: § }] } });`, values: ["1", '"y"'], says: "not a number" },
  count: { code: `new aws.vpc.Vpc(scope, "v", { «count»: § });`, values: ['"3"', "TerraformCount.of(3)"] },
  timeouts: { code: `new aws.dbInstance.DbInstance(scope, "d", { instanceClass: "x", timeouts: { «create»: § } });`, values: ["60", '"60m"'], says: "not a number" },
});

testSilence("typescript", TS, {
  "what all resources take": `new aws.vpc.Vpc(scope, "v", { forEach: TerraformIterator.fromList(["a"]), provider: new aws.provider.AwsProvider(scope, "p", { alias: "x" }), dependsOn: [scope], provisioners: [{ type: "local-exec", command: "x" }, { type: "file", source: "a", destination: "b" }], connection: { type: "ssh", host: "h" }, lifecycle: { createBeforeDestroy: true, ignoreChanges: "all", replaceTriggeredBy: ["x"] }, count: 2 });`,
  importFrom: `const vpc = new aws.vpc.Vpc(scope, "v", {});\nvpc.importFrom("vpc-1");\naws.vpc.Vpc.generateConfigForImport(scope, "w", "vpc-1");`,
  "blocks of an iterator": `const iterator = TerraformIterator.fromList(anything);\nnew aws.lbListener.LbListener(scope, "l", { loadBalancerArn: "x", defaultAction: iterator.dynamic({ type: iterator.value }) });\nnew aws.vpc.Vpc(scope, "v", { forEach: iterator, cidrBlock: iterator.value });`,
  "blocks that something unknown makes": listener("...anything.map((one: any) => ({ type: one }))"),
  "a block that something unknown is added to": listener("{ ...anything }"),
  "reads of a list of blocks": `${LISTENER}new TerraformOutput(scope, "o", { value: [listener.defaultAction.get(0).forward.targetGroup.get(1).arn, listener.defaultActionInput, listener.defaultAction.fqn] });\nlistener.resetPort();`,
});

const PY = `from cdktf import App, CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, TerraformCount, TerraformIterator, TerraformOutput, TerraformResourceLifecycle, TerraformStack, Precondition\nimport cdktf_cdktf_provider_aws as aws\nfrom cdktf_cdktf_provider_aws.lb_listener import LbListener, LbListenerDefaultAction, LbListenerDefaultActionForward, LbListenerDefaultActionForwardStickiness, LbListenerDefaultActionForwardTargetGroup\n\n`;
const python = { language: "python", prelude: PY, values: ['"30"', "30"], says: "not a string" } as const;
const pyListener = (action: string): string => `LbListener(scope, "l", load_balancer_arn="x", default_action=[${action}])`;
const PY_LISTENER = `listener = LbListener(scope, "l", load_balancer_arn="x", default_action=[LbListenerDefaultAction(type="forward")])\n`;

testShapes(python, {
  "a block as a dictionary": `aws.lb_target_group.LbTargetGroup(scope, "t", health_check={«"timeout"»: §})`,
  "a block as a struct": `aws.lb_target_group.LbTargetGroup(scope, "t", health_check=aws.lb_target_group.LbTargetGroupHealthCheck(«timeout»=§))`,
  "a struct in a list": pyListener(`LbListenerDefaultAction(type="forward", «order»=§)`),
  "structs four levels down": pyListener(`LbListenerDefaultAction(type="forward", forward=LbListenerDefaultActionForward(target_group=[LbListenerDefaultActionForwardTargetGroup(arn="x", «weight»=§)]))`),
  "a dictionary of jsii's keys in a list": pyListener(`{"type": "forward", «"order"»: §}`),
  "dictionaries four levels down": pyListener(`{"type": "forward", "forward": {"targetGroup": [{"arn": "x", «"weight"»: §}]}}`),
  "dropped keys four levels down": { code: pyListener(`{"type": "forward", "forward": {"stickiness": {"duration": 1}, "targetGroup": [], §: "x"}, "targetGroupArn": "x"}`), values: ['«"target_groups"»', '"targetGroup"'], says: "target_groups", right: pyListener(`{"type": "forward", "forward": {"stickiness": {"duration": 1}, "targetGroup": []}}`) },
  "an unknown keyword of a struct": { code: pyListener(`LbListenerDefaultAction(type="forward", §=1)`), ...key("orders", "order") },
  "a missing keyword of a struct": { code: `x = «LbListenerDefaultActionForwardTargetGroup»(weight=1)`, right: `x = LbListenerDefaultActionForwardTargetGroup(arn="x")`, says: "needs `arn`" },
  "a struct for a list": { code: `LbListener(scope, "l", load_balancer_arn="x", «default_action»=§)`, values: ['LbListenerDefaultAction(type="x")', '[LbListenerDefaultAction(type="x")]'], says: "put it into a list" },
  "the struct of another block": { code: `LbListener(scope, "l", load_balancer_arn="x", «default_action»=[§])`, values: ["LbListenerDefaultActionForwardStickiness(duration=1)", 'LbListenerDefaultAction(type="x")'], says: "not a `LbListenerDefaultActionForwardStickiness`" },
  "a struct that a variable holds": `stickiness = LbListenerDefaultActionForwardStickiness(«duration»=§)\n${pyListener(`LbListenerDefaultAction(type="x", forward=LbListenerDefaultActionForward(target_group=[], stickiness=stickiness))`)}`,
  "a list that is put together": `actions = []\nactions.append(LbListenerDefaultAction(type="x", «order»=§))\nLbListener(scope, "l", load_balancer_arn="x", default_action=actions)`,
  "structs of a comprehension": `LbListener(scope, "l", load_balancer_arn="x", default_action=[LbListenerDefaultAction(type=name, «order»=§) for name in anything])`,
  "structs that a function makes": `def action(name):\n    return LbListenerDefaultAction(type=name, «order»=§)\n\n\n${pyListener(`action("x")`)}`,
  "a map": { code: `aws.vpc.Vpc(scope, "v", «tags»={"Name": "x", "Count": §})`, values: ["3", '"3"'], says: "not a number" },
  "an attribute of a list of blocks": { code: `${PY_LISTENER}TerraformOutput(scope, "o", value=listener.default_action.get(0).§)`, ...key("nope", "type", "`nope` is not an attribute or method of `LbListenerDefaultActionOutputReference`") },
  "an attribute of a block in a list of blocks": { code: `${PY_LISTENER}TerraformOutput(scope, "o", value=listener.default_action.get(0).forward.stickiness.§)`, ...key("nope", "duration", "`nope` is not an attribute or method of") },
  "the type of an attribute of a block": { code: `${PY_LISTENER}aws.vpc.Vpc(scope, "v", «cidr_block»=§)`, values: ["listener.default_action.get(0).forward.stickiness.duration", "listener.default_action.get(0).type"], says: "not a number" },
  "put_…": `group = aws.lb_target_group.LbTargetGroup(scope, "t")\ngroup.put_health_check(«timeout»=§)`,
  "put_… of a list": `${PY_LISTENER}listener.put_default_action([LbListenerDefaultAction(type="x", «order»=§)])`,
  "put_… of an unknown key": { code: `group = aws.lb_target_group.LbTargetGroup(scope, "t")\ngroup.put_health_check(§=1)`, ...key("timeouts", "timeout") },
  "an unknown put_…": { code: `group = aws.lb_target_group.LbTargetGroup(scope, "t")\ngroup.§(timeout=1)`, ...key("put_health_checks", "put_health_check", "`put_health_checks` is not an attribute or method of `LbTargetGroup`") },
  "a data source": { code: `aws.data_aws_ami.DataAwsAmi(scope, "a", «owners»=§)`, values: ['"amazon"', '["amazon"]'] },
  "an attribute of a data source": { code: `ami = aws.data_aws_ami.DataAwsAmi(scope, "a")\nTerraformOutput(scope, "o", value=ami.§)`, ...key("image_ids", "image_id", "`image_ids` is not an attribute or method of `DataAwsAmi`") },
  "a provider": { code: `aws.provider.AwsProvider(scope, "p", §="x")`, ...key("regions", "region", "`regions` is not an argument of `AwsProvider`") },
  "a block of a provider": { code: `aws.provider.AwsProvider(scope, "p", «default_tags»=§)`, values: ['{"tags": {"a": "b"}}', '[{"tags": {"a": "b"}}]'], says: "put it into a list" },
  "a backend": { code: `S3Backend(scope, bucket="b", key="k", §="x")`, ...key("regions", "region", "`regions` is not an argument of `S3Backend`") },
  "a backend without what it needs": { code: `«S3Backend»(scope, bucket="b")`, right: `S3Backend(scope, bucket="b", key="k")`, says: "`S3Backend` needs `key`" },
  "a cloud backend": { code: `CloudBackend(scope, organization="o", workspaces=NamedCloudWorkspace("w"), §="x")`, ...key("hostnames", "hostname", "`hostnames` is not an argument of `CloudBackend`") },
  "lifecycle as a struct": { code: `aws.vpc.Vpc(scope, "v", lifecycle=TerraformResourceLifecycle(§=True))`, ...key("prevent_destruction", "prevent_destroy") },
  "lifecycle as a dictionary": { code: `aws.vpc.Vpc(scope, "v", lifecycle={§: True})`, values: ['«"prevent_destruction"»', '"prevent_destroy"'], says: "`prevent_destruction` is not a key of" },
  "the type in lifecycle": { code: `aws.vpc.Vpc(scope, "v", lifecycle=TerraformResourceLifecycle(«prevent_destroy»=§))`, values: ['"true"', "True"] },
  count: { code: `aws.vpc.Vpc(scope, "v", «count»=§)`, values: ['"3"', "TerraformCount.of(3)"] },
  timeouts: { code: `aws.db_instance.DbInstance(scope, "d", instance_class="x", timeouts={«"create"»: §})`, values: ["60", '"60m"'], says: "not a number" },
});

testSilence("python", PY, {
  "what all resources take": `aws.vpc.Vpc(scope, "v", for_each=TerraformIterator.from_list(["a"]), provider=aws.provider.AwsProvider(scope, "p", alias="x"), depends_on=[scope], provisioners=[{"type": "local-exec", "command": "x"}], lifecycle=TerraformResourceLifecycle(create_before_destroy=True, ignore_changes=["tags"], precondition=[Precondition(condition="x", error_message="y")]), count=2)`,
  import_from: `vpc = aws.vpc.Vpc(scope, "v")\nvpc.import_from("vpc-1")\naws.vpc.Vpc.generate_config_for_import(scope, "w", "vpc-1")`,
  "blocks of an iterator": `iterator = TerraformIterator.from_list(anything)\nLbListener(scope, "l", load_balancer_arn="x", default_action=iterator.dynamic({"type": iterator.value}))\naws.vpc.Vpc(scope, "v", for_each=iterator, cidr_block=iterator.value)`,
  "blocks that something unknown makes": pyListener("*[make(one) for one in anything]"),
  "a block of something unknown": pyListener("LbListenerDefaultAction(**anything)"),
  "reads of a list of blocks": `${PY_LISTENER}TerraformOutput(scope, "o", value=[listener.default_action.get(0).forward.target_group.get(1).arn, listener.default_action_input, listener.default_action.fqn])\nlistener.reset_port()`,
});
