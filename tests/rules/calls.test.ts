/** Calls of constructs and structs with arguments that are missing, too many or in the wrong place. */
import { testPrograms } from "../support/programs.js";

const TS = `import { Construct } from "constructs"; import { TerraformStack } from "cdktf"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any;\n`;
const PY = `import cdktf_cdktf_provider_aws as aws\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\nfrom cdktf import TerraformStack\n`;

testPrograms("typescript", TS, {
  "arguments of all sorts": `new aws.vpc.Vpc(scope);
new aws.vpc.Vpc();
new aws.vpc.Vpc(scope, "v", {}, {});
new aws.vpc.Vpc(scope, "v", {}, {}, 1);
new aws.vpc.Vpc("v", scope, {});
new aws.vpc.Vpc(scope, 1, {});
new aws.vpc.Vpc(scope, scope, {});
new aws.vpc.Vpc(...anything);
new aws.vpc.Vpc(scope, ...anything);
new aws.vpc.Vpc(scope, "v", ...anything, 1, 2);
aws.vpc.Vpc(scope, "v");
new aws.vpc.Vpc({}, "v");
new aws.vpc.Vpc(undefined, "v");
new aws.vpc.Vpc(null, "v");
class Plain {} const plain = new Plain(); new aws.vpc.Vpc(plain, "v");
class Noded { node = 1; } new aws.vpc.Vpc(new Noded(), "v");
class A { build() { new aws.vpc.Vpc(this, "v"); } }
class Base {} class B extends Base { build() { new aws.vpc.Vpc(this, "v"); } }
new aws.subnet.Subnet(scope, "s");
new TerraformStack("x", scope);
new TerraformStack(scope);
new aws.vpc.Vpc(sc);
new aws.vpc.Vpc(thi);
new aws.vpc.Vpc(th, "v");`,
  "classes that may be given a base": `class Plain { build() { new aws.vpc.Vpc(this, "v"); } }
class Odd extends anything {}`,
  "a class without a name": `export default class { build() { new aws.vpc.Vpc(this, "v"); } }`,
});

testPrograms("python", PY, {
  "arguments of all sorts": `Vpc(scope)
Vpc()
Vpc(scope, "v", {}, {})
Vpc(scope, "v", {"cidr_block": "x"})
Vpc("v", scope)
Vpc(scope, 1)
Vpc(scope, id="v")
Vpc(scope, id = "v", cidr_block="x")
Vpc(scope=scope, id="v")
Vpc(scope=scope, id_="v")
Vpc(scope=scope)
Vpc(id_="v")
Vpc(scope, "v", config={"cidr_block": "x"})
Vpc(scope, "v", config=config)
Vpc(*args)
Vpc(scope, *args)
Vpc(scope, **kwargs)
Vpc(scope, "v", 1, **kwargs)
Vpc(None, "v")
class Plain:
    def build(self):
        Vpc(self, "v")
class Base: pass
class Derived(Base):
    def build(self):
        Vpc(self, "v")
aws.lb_target_group.LbTargetGroupHealthCheck({"path": "/"})
aws.lb_target_group.LbTargetGroupHealthCheck("x", path="/")
aws.lb_target_group.LbTargetGroupHealthCheck(*args)
aws.route_table.RouteTableRoute(1)
Vpc(sel)
Vpc(scope, cidr_b)
Vpc(scope, "v", cidr_b)
TerraformStack("x", scope)
TerraformStack(scope)
aws.vpc.Vpc(scope, "v", "w")
aws.subnet.Subnet(scope, "v", {"vpc_id": "x"})
aws.subnet.Subnet(scope, "v", {"brand": "x"})`,
  "classes that may be given a base": `class Plain:
    def build(self):
        Vpc(self, "v")
class Odd(Unknown):
    pass`,
});
