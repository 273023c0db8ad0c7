import { testRule } from "../support/lint.js";

const TS = `import { Construct } from "constructs"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct;`;
const PY = `import cdktf_cdktf_provider_aws as aws\nfrom cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute\n`;

testRule("no-dropped-block-keys", {
  typescript: {
    valid: [`${TS} new aws.routeTable.RouteTable(scope, "r", { vpcId: "x", route: [{ cidrBlock: "0.0.0.0/0", gatewayId: "g" }] });`],
    // TypeScript's compiler and no-unknown-property see such keys: nothing is dropped behind anyone's back.
    invalid: [],
  },
  python: {
    valid: [
      `${PY}RouteTable(scope, "r", vpc_id="x", route=[RouteTableRoute(cidr_block="0.0.0.0/0", gateway_id="g")])`,
      `${PY}RouteTable(scope, "r", vpc_id="x", route=[{"cidrBlock": "0.0.0.0/0", "gatewayId": "g"}])`,
      `${PY}RouteTable(scope, "r", vpc_id="x", timeouts={"create": "1m"}, lifecycle={"create_before_destroy": True})`,
      `${PY}aws.security_group.SecurityGroup(scope, "s", ingress=[{"protocol": "tcp", "description": "x"}])`,
      `${PY}RouteTable(scope, "r", vpc_id="x", route=anything)\nRouteTable(scope, "r", vpc_id="x", tags={"cidr_block": "x"})`,
      `${PY}aws.lb_target_group.LbTargetGroup(scope, "t", health_check={"healthy_threshold": 2})`,
    ],
    invalid: [
      `${PY}RouteTable(\n    scope,\n    "r",\n    vpc_id="x",\n    route=[\n        {\n            "cidr_block": "0.0.0.0/0",\n            "gateway_id": igw.id,\n        }\n    ],\n)`,
      `${PY}routes = [{'cidr_block': "0.0.0.0/0"}]\nRouteTable(scope, "r", vpc_id="x", route=routes)`,
      `${PY}aws.security_group.SecurityGroup(scope, "s", ingress=[{"from_port": 1, "to_port": 2, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}])`,
      `${PY}rules = []\nrules.append({"from_port": 1})\naws.security_group.SecurityGroup(scope, "s", ingress=rules)`,
      `${PY}aws.security_group.SecurityGroup(scope, "s", ingress=[{"from_port": port} for port in ports])`,
      `${PY}table = RouteTable(scope, "r", vpc_id="x")\ntable.put_route([{"cidr_block": "0.0.0.0/0"}])`,
      `${PY}aws.security_group.SecurityGroup(scope, "s", ingress=[dict(from_port=1)])`,
      `from cdktf_cdktf_provider_aws.route_table import (\n    RouteTable,\n)\nRouteTable(scope, "r", vpc_id="x", route=[{"cidr_block": "0.0.0.0/0"}])\nRouteTable(scope, "s", vpc_id="x", route=[{"cidr_block": "0.0.0.0/0"}])`,
      `from cdktf_cdktf_provider_aws.lb_listener import LbListener\nLbListener(\n    scope,\n    "l",\n    load_balancer_arn="x",\n    default_action=[{\n        "type": "redirect",\n        # kept\n        "target_group_arn": arn,\n        "redirect": {"statusCode": "HTTP_301"},\n    }],\n)`,
      `import cdktf_cdktf_provider_aws.route_table as rt\nrt.RouteTable(scope, "r", vpc_id="x", route=[{"cidr_block": "0.0.0.0/0", **more}, {"gateway_id": "g"}])`,
      // Where the class cannot be written, the keys under the one that is dropped get jsii's names with it.
      `from cdktf_cdktf_provider_aws.lb_listener import LbListener\nLbListener(scope, "l", load_balancer_arn="x", default_action=[{"authenticate_oidc": {"client_id": "x", "client_secret": "y", "issuer": "i"}, **more}])`,
      // … and where one of them cannot, nothing is repaired by halves.
      `from cdktf_cdktf_provider_aws.lb_listener import LbListener\nLbListener(scope, "l", load_balancer_arn="x", default_action=[{"authenticate_oidc": {"client_id": "x", "clientele": "y"}, **more}])`,
      // A block in a block that both lose keys is one repair.
      `from cdktf_cdktf_provider_aws.lb_listener import LbListener\nLbListener(scope, "l", load_balancer_arn="x", default_action=[{"target_group_arn": "x", "type": "redirect", "redirect": {"status_code": "HTTP_301"}}])`,
      // Others may read these by their keys.
      ...["[*routes]", "list(routes)", "routes + []", "[route for route in routes]", "[routes[0]]"].map((route) => `${PY}routes = [{"cidr_block": "y"}]\nprint(routes[0]["cidr_block"], routes)\naws.route_table.RouteTable(scope, "r", vpc_id="x", route=${route})`),
      `${PY}config = {"route": {"cidr_block": "y"}}\nprint(config["route"]["cidr_block"], config)\naws.route_table.RouteTable(scope, "r", vpc_id="x", route=[config["route"]])`,
    ],
  },
});
