import { App, TerraformStack } from "cdktf";
import { users } from "./barrel";
import { Services } from "./.gen/providers/demo/service"; // no-unknown-import
import { gateway } from "./.gen/providers/demo"; // no-unknown-import
import { Service } from "./.gen/providers/demo/service";
import * as demo from "./.gen/providers/demo";

const stack = new TerraformStack(new App(), "wrong");
const one = new Service(stack, "one", { name: "one", listener: [{ port: 80 }] });
new Service(stack, "a", { name: "a", listener: [], replica: 1 }); // no-unknown-property
new Service(stack, "b", { name: "b", listener: [], replicas: "2" }); // valid-property-type
new Service(stack, "c", { listener: [] }); // no-missing-property
new Service(stack, "d", { name: "d", listener: { port: 80 } }); // valid-property-type
new Service(stack, "e", { name: "e", listener: [{ protocol: "TLS" }] }); // no-missing-property
new Service(stack, "f", { name: "f", listener: [{ port: 80, tls: { certificate: "x", certificateArn: "x" } }] }); // no-unknown-property
new Service(stack, "g", { name: "g", listener: [], policy: { mode: true } }); // valid-property-type
new Service(stack, "h", { name: "h", listener: [], rulesByName: { first: { allows: true, allow: true } } }); // no-unknown-property
new Service(stack, "i", { name: one.nodeCount, listener: [] }); // valid-property-type
new Service(stack, "j", { name: one.hostname, listener: [] }); // no-unknown-attribute
new Service(stack, "k", { name: one.members.get(0).hosts, listener: [] }); // no-unknown-attribute
new demo.service.Service(stack, "l", { name: one, listener: [] }); // valid-property-type
new demo.services.Service(stack, "m", { name: "m", listener: [] }); // no-unknown-import
new users.User(stack, "n", { mail: "x", email: "y" }); // no-unknown-property
one.putTimeouts({ creates: "1m" }); // no-unknown-property
one.putTag([{ key: "k", value: 1 }]); // valid-property-type
export const unused = [Services, gateway];
