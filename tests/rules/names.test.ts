/** How repairs name what they refer to: by the variable or field that holds it, or by a new variable. */
import { testPrograms } from "../support/programs.js";

const TS = `import { Construct } from "constructs"; import { TerraformStack } from "cdktf"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any;
const api = new aws.apiGatewayRestApi.ApiGatewayRestApi(scope, "api", { name: "x" });
`;
const PY = `import cdktf_cdktf_provider_aws as aws
from cdktf import TerraformStack
api = aws.api_gateway_rest_api.ApiGatewayRestApi(scope, "api", name="x")
`;
const integration = (id: string): string => `new aws.apiGatewayIntegration.ApiGatewayIntegration(scope, ${id}, { restApiId: api.id, resourceId: "r", httpMethod: "GET", type: "MOCK" })`;
const deployment = (rest = ""): string => `new aws.apiGatewayDeployment.ApiGatewayDeployment(scope, "d", { restApiId: api.id${rest} });`;
const pyIntegration = (id: string): string => `aws.api_gateway_integration.ApiGatewayIntegration(scope, ${id}, rest_api_id=api.id, resource_id="r", http_method="GET", type="MOCK")`;
const pyDeployment = (rest = ""): string => `aws.api_gateway_deployment.ApiGatewayDeployment(scope, "d", rest_api_id=api.id${rest})`;

testPrograms("typescript", TS, {
  "a new variable by the id": `${integration('"get-users"')};\n${deployment()}`,
  "a new variable by the id, with a list that is there": `${integration('"getUsers"')};\n${deployment(", dependsOn: [api]")}`,
  "a new variable by the id, with an empty list that is there": `${integration('"GET_users"')};\n${deployment(", dependsOn: []")}`,
  "a new variable where the id is a reserved word": `${integration('"delete"')};\n${deployment()}`,
  "no new variable where the name is taken": `const getUsers = 1;\n${integration('"get-users"')};\n${deployment()}`,
  "no new variable where the id begins with a digit": `${integration('"2nd"')};\n${deployment()}`,
  "no new variable where the id is not known": `${integration("anything")};\n${deployment()}`,
  "no new variable where the id has no letters": `${integration('"--"')};\n${deployment()}`,
  "no new variable where two would have one name": `${integration('"get-users"')};\n${integration('"get_users"')};\n${deployment()}`,
  "several": `${integration('"a"')};\nconst held = ${integration('"b"')};\n${integration('"c"')};\n${deployment()}`,
  "a variable that is assigned twice": `let held = ${integration('"a"')};\nheld = ${integration('"b"')};\n${deployment()}`,
  "what is created in a branch": `if (anything) { ${integration('"a"')}; }\n${deployment()}`,
  "what is created in a loop": `for (const one of anything) { ${integration("one")}; }\n${deployment()}`,
  "what is created in a try": `try { const held = ${integration('"a"')}; } catch {}\n${deployment()}`,
  "what is created below": `${deployment()}\n${integration('"a"')};`,
  "what is created in another function": `function build() { const held = ${integration('"a"')}; }\nbuild();\n${deployment()}`,
  "what another scope holds": `{ const held = ${integration('"a"')}; }\n${deployment()}`,
  "what a call is given": `console.log(${integration('"a"')});\n${deployment()}`,
  "a field": `class S extends TerraformStack { first; constructor() { super(scope, "s"); this.first = ${integration('"a"')}; ${deployment()} } }`,
  "a field that is set twice": `class S extends TerraformStack { first; constructor() { super(scope, "s"); this.first = ${integration('"a"')}; ${deployment()} } other() { this.first = anything; } }`,
  "a list from elsewhere": `const list = [api];\nconst held = ${integration('"a"')};\n${deployment(", dependsOn: list")}`,
  "a configuration from elsewhere": `const config = { restApiId: api.id };\nconst held = ${integration('"a"')};\nnew aws.apiGatewayDeployment.ApiGatewayDeployment(scope, "d", config);`,
  "a dependency by addDependency, by assignment or by triggers": `const a = ${integration('"a"')};\nconst b = ${integration('"b"')};\nconst c = ${integration('"c"')};\nconst e = ${integration('"e"')};\nconst d = ${deployment(", triggers: { x: c.id }").slice(0, -1)};\nd.dependsOn = [a.fqn];\nd.node.addDependency(b);`,
  "a dependency through another construct": `const a = ${integration('"a"')};\nconst between = new aws.apiGatewayStage.ApiGatewayStage(scope, "b", { restApiId: api.id, deploymentId: "x", stageName: a.id });\n${deployment(", dependsOn: [between]")}`,
  "a method that decides nothing": `const a = ${integration('"a"')};\nconst d = ${deployment().slice(0, -1)};\nd.resetTriggers();`,
  "no new variable where there is no id": `new aws.apiGatewayIntegration.ApiGatewayIntegration(scope);\nconst a = ${integration('"a"')};\n${deployment()}`,
  "what an override may decide": `const a = ${integration('"a"')};\nconst d = ${deployment().slice(0, -1)};\nd.addOverride("depends_on", anything);`,
  "an API with a body": `const other = new aws.apiGatewayRestApi.ApiGatewayRestApi(scope, "o", { name: "x", body: "{}" });\nconst a = ${integration('"a"').replace("api.id", "other.id")};\n${deployment().replace("api.id", "other.id")}`,
  "an integration of another API": `const other = new aws.apiGatewayRestApi.ApiGatewayRestApi(scope, "o", { name: "x" });\nconst a = ${integration('"a"').replace("api.id", "other.id")};\n${deployment()}`,
});

testPrograms("python", PY, {
  "a new variable by the id": `${pyIntegration('"get-Users"')}\n${pyDeployment()}`,
  "no new variable where there is no id": `aws.api_gateway_integration.ApiGatewayIntegration(scope, rest_api_id=api.id, resource_id="r", http_method="GET", type="MOCK")\n${pyDeployment()}`,
  "a new variable where the id is a reserved word": `${pyIntegration('"lambda"')}\n${pyDeployment(", depends_on=[api]")}`,
  "no new variable where the name is taken": `get_users = 1\n${pyIntegration('"get-users"')}\n${pyDeployment()}`,
  "several": `${pyIntegration('"a"')}\nheld = ${pyIntegration('"b"')}\n${pyIntegration('"c"')}\n${pyDeployment()}`,
  "a field": `class S(TerraformStack):\n    def __init__(me, scope, id):\n        super().__init__(scope, id)\n        me.first = ${pyIntegration('"a"')}\n        ${pyDeployment()}`,
  "a field of another method": `class S(TerraformStack):\n    def __init__(me, scope, id):\n        super().__init__(scope, id)\n        me.first = ${pyIntegration('"a"')}\n        me.deploy()\n    def deploy(this):\n        ${pyDeployment()}`,
  "a field in a comprehension": `class S(TerraformStack):\n    def __init__(me, scope, id):\n        super().__init__(scope, id)\n        me.first = ${pyIntegration('"a"')}\n        [${pyDeployment()} for one in [1]]`,
  "what is created in a branch": `if anything:\n    ${pyIntegration('"a"')}\n${pyDeployment()}`,
  "a list from elsewhere": `known = [api]\nheld = ${pyIntegration('"a"')}\n${pyDeployment(", depends_on=known")}`,
  "a tuple": `held = ${pyIntegration('"a"')}\n${pyDeployment(", depends_on=(api,)")}`,
});
