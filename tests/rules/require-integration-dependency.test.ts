import { testRule } from "../support/lint.js";

const TS = `import { Construct } from "constructs";
import { Fn, TerraformStack } from "cdktf";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayIntegrationResponse } from "@cdktf/provider-aws/lib/api-gateway-integration-response";
import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
declare const scope: Construct;
declare const anything: any;
const api = new ApiGatewayRestApi(scope, "api", { name: "x" });
const method = new ApiGatewayMethod(scope, "method", { restApiId: api.id, resourceId: api.rootResourceId, httpMethod: "GET", authorization: "NONE" });
const integration = new ApiGatewayIntegration(scope, "integration", { restApiId: api.id, resourceId: api.rootResourceId, httpMethod: method.httpMethod, type: "MOCK" });
`;
const PY = `import json, hashlib
from cdktf import Fn, TerraformStack
from cdktf_cdktf_provider_aws.api_gateway_rest_api import ApiGatewayRestApi
from cdktf_cdktf_provider_aws.api_gateway_method import ApiGatewayMethod
from cdktf_cdktf_provider_aws.api_gateway_integration import ApiGatewayIntegration
from cdktf_cdktf_provider_aws.api_gateway_integration_response import ApiGatewayIntegrationResponse
from cdktf_cdktf_provider_aws.api_gateway_deployment import ApiGatewayDeployment
api = ApiGatewayRestApi(scope, "api", name="x")
method = ApiGatewayMethod(scope, "method", rest_api_id=api.id, resource_id=api.root_resource_id, http_method="GET", authorization="NONE")
integration = ApiGatewayIntegration(scope, "integration", rest_api_id=api.id, resource_id=api.root_resource_id, http_method=method.http_method, type="MOCK")
`;

testRule("require-integration-dependency", {
  typescript: {
    valid: [
      `${TS}new ApiGatewayDeployment(scope, "d", { restApiId: api.id, dependsOn: [method, integration] });`,
      `${TS}const needed = [method, integration]; new ApiGatewayDeployment(scope, "d", { restApiId: api.id, dependsOn: needed });`,
      `${TS}const needed = [integration]; new ApiGatewayDeployment(scope, "d", { restApiId: api.id, dependsOn: [method, ...needed] });`,
      `${TS}const needed: any[] = []; for (const one of [integration]) { needed.push(one); } new ApiGatewayDeployment(scope, "d", { restApiId: api.id, dependsOn: needed });`,
      `${TS}const more = ["a", "b"].map((id) => new ApiGatewayIntegration(scope, id, { restApiId: api.id, resourceId: "r", httpMethod: "GET", type: "MOCK" })); new ApiGatewayDeployment(scope, "d", { restApiId: api.id, dependsOn: [integration, ...more] });`,
      `${TS}const deployment = new ApiGatewayDeployment(scope, "d", { restApiId: api.id }); deployment.node.addDependency(integration);`,
      `${TS}const deployment = new ApiGatewayDeployment(scope, "d", { restApiId: api.id }); deployment.dependsOn = [integration.fqn];`,
      `${TS}new ApiGatewayDeployment(scope, "d", { restApiId: api.id, triggers: { redeployment: Fn.sha1(Fn.jsonencode([method.id, integration.id])) } });`,
      `${TS}new ApiGatewayDeployment(scope, "d", { restApiId: api.id, triggers: { redeployment: JSON.stringify({ a: \`\${integration.id}\` }) } });`,
      // By way of what a library makes of it.
      `${TS}import { compact } from "library"; const needed = compact([method, integration]); new ApiGatewayDeployment(scope, "d", { restApiId: api.id, dependsOn: needed });`,
      `${TS}import { compact } from "library"; class S { needed = compact([method, integration]); build() { new ApiGatewayDeployment(scope, "d", { restApiId: api.id, dependsOn: this.needed }); } }`,
      // In a function that is only named.
      `${TS}import { Lazy } from "cdktf"; const produce = () => integration.id; new ApiGatewayDeployment(scope, "d", { restApiId: api.id, triggers: { redeployment: Lazy.stringValue({ produce }) } });`,
      // By way of a text of which only the type is known.
      `${TS}const hash = JSON.stringify([integration.id]); new ApiGatewayDeployment(scope, "d", { restApiId: api.id, triggers: { redeployment: hash } });`,
      `${TS}const hash: string = anything(integration); new ApiGatewayDeployment(scope, "d", { restApiId: api.id, triggers: { redeployment: hash } });`,
      `${TS}class A { private hash = \`\${integration.id}\`; build() { new ApiGatewayDeployment(scope, "d", { restApiId: api.id, triggers: { redeployment: this.hash } }); } }`,
      // By way of another resource.
      `${TS}const response = new ApiGatewayIntegrationResponse(scope, "r", { restApiId: api.id, resourceId: "r", httpMethod: integration.httpMethod, statusCode: "200" }); new ApiGatewayDeployment(scope, "d", { restApiId: api.id, dependsOn: [response] });`,
      // What cannot be seen may do it.
      `${TS}new ApiGatewayDeployment(scope, "d", { restApiId: api.id, dependsOn: anything }); new ApiGatewayDeployment(scope, "e", { restApiId: api.id, ...anything }); new ApiGatewayDeployment(scope, "f", anything);`,
      `${TS}function build(all: any[]) { new ApiGatewayDeployment(scope, "d", { restApiId: api.id, dependsOn: all }); }`,
      // An API of its own, and one from an OpenAPI document.
      `${TS}const other = new ApiGatewayRestApi(scope, "other", { name: "y" }); new ApiGatewayDeployment(scope, "d", { restApiId: other.id });`,
      `${TS}const described = new ApiGatewayRestApi(scope, "described", { name: "y", body: "{}" }); new ApiGatewayIntegration(scope, "i", { restApiId: described.id, resourceId: "r", httpMethod: "GET", type: "MOCK" }); new ApiGatewayDeployment(scope, "d", { restApiId: described.id });`,
      `
        import { TerraformStack } from "cdktf";
        import * as aws from "@cdktf/provider-aws";
        class Stack extends TerraformStack {
          private readonly integrations: aws.apiGatewayIntegration.ApiGatewayIntegration[] = [];
          private api!: aws.apiGatewayRestApi.ApiGatewayRestApi;
          build() {
            this.api = new aws.apiGatewayRestApi.ApiGatewayRestApi(this, "api", { name: "x" });
            this.integrations.push(new aws.apiGatewayIntegration.ApiGatewayIntegration(this, "i", { restApiId: this.api.id, resourceId: "r", httpMethod: "GET", type: "MOCK" }));
            new aws.apiGatewayDeployment.ApiGatewayDeployment(this, "d", { restApiId: this.api.id, dependsOn: this.integrations });
          }
        }
      `,
    ],
    invalid: [
      `${TS}new ApiGatewayDeployment(scope, "d", { restApiId: api.id, dependsOn: [method] });`,
      `${TS}new ApiGatewayDeployment(scope, "d", { restApiId: api.id });`,
      `${TS}new ApiGatewayDeployment(scope, "d", {\n  restApiId: api.id,\n  triggers: { redeployment: Fn.sha1(method.id) },\n});`,
      `${TS}const second = new ApiGatewayIntegration(scope, "second", { restApiId: api.id, resourceId: "r", httpMethod: "PUT", type: "MOCK" });\nnew ApiGatewayDeployment(scope, "d", { restApiId: api.id, dependsOn: [integration] });`,
      `
        import { TerraformStack } from "cdktf";
        import * as aws from "@cdktf/provider-aws";
        class Stack extends TerraformStack {
          private readonly api = new aws.apiGatewayRestApi.ApiGatewayRestApi(this, "api", { name: "x" });
          build() {
            new aws.apiGatewayIntegration.ApiGatewayIntegration(this, "first", { restApiId: this.api.id, resourceId: "r", httpMethod: "GET", type: "MOCK" });
            new aws.apiGatewayIntegration.ApiGatewayIntegration(this, "second", { restApiId: this.api.id, resourceId: "r", httpMethod: "PUT", type: "MOCK" });
            this.deploy();
          }
          private deploy() {
            new aws.apiGatewayDeployment.ApiGatewayDeployment(this, "d", { restApiId: this.api.id });
          }
        }
      `,
      // Between the arguments of a call stands no key.
      `${TS}new ApiGatewayDeployment(scope, "d", Object.assign({}, { restApiId: api.id }));`,
    ],
  },
  python: {
    valid: [
      // By way of what a library makes of it.
      `${PY}import itertools\nneeded = itertools.chain([method], [integration])\nApiGatewayDeployment(scope, "d", rest_api_id=api.id, depends_on=[*needed])\nApiGatewayDeployment(scope, "e", rest_api_id=api.id, depends_on=list(needed))`,
      `${PY}from library import trigger_of\ndef produce():\n    return integration.id\nApiGatewayDeployment(scope, "d", rest_api_id=api.id, triggers={"redeployment": trigger_of(produce)})`,
      `${PY}redeployment = json.dumps([integration.id])\nApiGatewayDeployment(scope, "d", rest_api_id=api.id, triggers={"redeployment": redeployment})`,
      `${PY}triggers = {name: str(integration.id) for name in ["a"]}\nApiGatewayDeployment(scope, "d", rest_api_id=api.id, triggers=triggers)`,
      `${PY}parts = {"a": integration.id}\nApiGatewayDeployment(scope, "d", rest_api_id=api.id, triggers={"redeployment": ",".join(value for value in parts.values())})`,
      `${PY}ApiGatewayDeployment(scope, "d", rest_api_id=api.id, depends_on=[method, integration])`,
      `${PY}needed = [method] + [integration]\nApiGatewayDeployment(scope, "d", rest_api_id=api.id, depends_on=needed)`,
      `${PY}needed = [integration]\nApiGatewayDeployment(scope, "d", rest_api_id=api.id, depends_on=[method, *needed])`,
      `${PY}needed = []\nfor name in names:\n    needed.append(ApiGatewayIntegration(scope, name, rest_api_id=api.id, resource_id="r", http_method="GET", type="MOCK"))\nneeded += [integration]\nApiGatewayDeployment(scope, "d", rest_api_id=api.id, depends_on=needed)`,
      `${PY}ApiGatewayDeployment(scope, "d", rest_api_id=api.id, depends_on=[one for one in [integration]])`,
      `${PY}deployment = ApiGatewayDeployment(scope, "d", rest_api_id=api.id)\ndeployment.node.add_dependency(integration)`,
      `${PY}ApiGatewayDeployment(scope, "d", rest_api_id=api.id, triggers={"redeployment": Fn.sha1(Fn.jsonencode([method.id, integration.id]))})`,
      `${PY}ApiGatewayDeployment(scope, "d", rest_api_id=api.id, triggers={"redeployment": hashlib.sha1(f"{integration.id}".encode()).hexdigest()})`,
      `${PY}response = ApiGatewayIntegrationResponse(scope, "r", rest_api_id=api.id, resource_id="r", http_method=integration.http_method, status_code="200")\nApiGatewayDeployment(scope, "d", rest_api_id=api.id, depends_on=[response])`,
      `${PY}ApiGatewayDeployment(scope, "d", rest_api_id=api.id, depends_on=anything())\nApiGatewayDeployment(scope, "e", rest_api_id=api.id, **anything())`,
      `${PY}def build(all):\n    ApiGatewayDeployment(scope, "d", rest_api_id=api.id, depends_on=all)`,
      `${PY}other = ApiGatewayRestApi(scope, "other", name="y")\nApiGatewayDeployment(scope, "d", rest_api_id=other.id)`,
      `${PY}described = ApiGatewayRestApi(scope, "described", name="y", body="{}")\nApiGatewayIntegration(scope, "i", rest_api_id=described.id, resource_id="r", http_method="GET", type="MOCK")\nApiGatewayDeployment(scope, "d", rest_api_id=described.id)`,
      `
        from cdktf import TerraformStack
        import cdktf_cdktf_provider_aws as aws
        class Stack(TerraformStack):
            def __init__(self, scope, id):
                super().__init__(scope, id)
                self.api = aws.api_gateway_rest_api.ApiGatewayRestApi(self, "api", name="x")
                self.integrations = []
                self._routes()
                aws.api_gateway_deployment.ApiGatewayDeployment(self, "d", rest_api_id=self.api.id, depends_on=self.integrations)
            def _routes(self):
                self.integrations.append(aws.api_gateway_integration.ApiGatewayIntegration(self, "i", rest_api_id=self.api.id, resource_id="r", http_method="GET", type="MOCK"))
      `,
    ],
    invalid: [
      `${PY}ApiGatewayDeployment(scope, "d", rest_api_id=api.id, depends_on=[method])`,
      `${PY}deployment = ApiGatewayDeployment(\n    scope,\n    "d",\n    rest_api_id=api.id,\n)`,
      `${PY}ApiGatewayDeployment(scope, "d", rest_api_id=api.id, triggers={"redeployment": Fn.sha1(method.id)})`,
      `${PY}second = ApiGatewayIntegration(scope, "second", rest_api_id=api.id, resource_id="r", http_method="PUT", type="MOCK")\nApiGatewayDeployment(scope, "d", rest_api_id=api.id, depends_on=[integration])`,
      `
        from cdktf import TerraformStack
        import cdktf_cdktf_provider_aws as aws
        class Stack(TerraformStack):
            def __init__(self, scope, id):
                super().__init__(scope, id)
                self.api = aws.api_gateway_rest_api.ApiGatewayRestApi(self, "api", name="x")
                aws.api_gateway_integration.ApiGatewayIntegration(self, "content_integration", rest_api_id=self.api.id, resource_id="r", http_method="GET", type="MOCK")
                self._deploy(self.api)
            def _deploy(self, api):
                aws.api_gateway_deployment.ApiGatewayDeployment(self, "d", rest_api_id=api.id)
      `,
    ],
  },
});
