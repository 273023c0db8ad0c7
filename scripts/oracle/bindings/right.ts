import { App, TerraformOutput, TerraformStack, Token } from "cdktf";
import { demoProvider, services, users } from "./barrel";
import { DataDemoService } from "./.gen/providers/demo/data-demo-service";
import { Service, ServiceListener, serviceListenerToTerraform } from "./.gen/providers/demo/service";
import * as demo from "./.gen/providers/demo";

const shared: ServiceListener = { port: 443, protocol: "TLS", tls: { certificateArn: "arn", versions: ["1.3"] } };

const app = new App();
const stack = new TerraformStack(app, "right");
new demoProvider.DemoProvider(stack, "demo", { endpoint: "https://demo.example", retries: 3, auth: { token: "x" } });
const one = new Service(stack, "one", {
  name: "one",
  enabled: true,
  replicas: 2,
  portRange: [1, 2],
  zones: ["a"],
  labels: { anyKey: "x" },
  policy: { mode: "strict", limit: 1 },
  rulesByName: { first: { allow: true } },
  extra: { whatever: [1] },
  listener: [shared, { port: 80 }],
  timeouts: { create: "1m" },
  tag: [{ key: "k", value: "v" }],
});
const found = new DataDemoService(stack, "found", { name: one.name });
const two = new demo.service.Service(stack, "two", { name: found.arn, listener: one.listenerInput ?? [], replicas: one.nodeCount, zones: one.addresses });
new services.Service(stack, "three", { name: one.members.get(0).host, replicas: one.members.get(0).weight, listener: [], dependsOn: [two] });
const user = new users.User(stack, "user", { email: one.policy.mode, selfAttribute: true });
two.putListener([{ port: one.listener.get(0).port }]);
two.putPolicy({ mode: Token.asString(one.listener.get(0).tls.versions) });
new TerraformOutput(stack, "arn", { value: [one.arn, user.id, serviceListenerToTerraform(shared), one.rulesByName.get("first").allow] });
