/** Outputs that a stack could have: of what its constructor holds, at its end. */
import { testPrograms } from "../support/programs.js";

const TS = `import { Construct } from "constructs"; import { TerraformStack } from "cdktf"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any;\n`;
const PY = `import cdktf_cdktf_provider_aws as aws\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\nfrom cdktf import TerraformOutput, TerraformStack\n`;

testPrograms("typescript", TS, {
  "outputs of what fields and variables hold": `import * as cdktf from "cdktf";
class S extends cdktf.TerraformStack {
  private readonly lb: aws.lb.Lb;
  #hidden; _own; __two; _lb;
  data; other;
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new aws.vpc.Vpc(this, "vpc");
    this.lb = new aws.lb.Lb(this, "lb", {});
    this.#hidden = new aws.sqsQueue.SqsQueue(this, "q", {});
    this._own = new aws.sqsQueue.SqsQueue(this, "r", {});
    this.__two = new aws.sqsQueue.SqsQueue(this, "s", {});
    this.data = new aws.dataAwsVpc.DataAwsVpc(this, "d", {});
    const inner = new aws.vpc.Vpc(vpc, "inner");
    if (vpc) { const branch = new aws.vpc.Vpc(this, "branch"); }
    for (const one of [1]) { const loop = new aws.vpc.Vpc(this, "l" + one); }
    this._lb = new aws.lb.Lb(this, "second", {});
    this.build();
  }
  build() { this.other = new aws.dbInstance.DbInstance(this, "db", { instanceClass: "x" }); }
}`,
  "outputs with ids that are taken": `class S extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const vpc = new aws.vpc.Vpc(this, "vpc_id", { tags: { a: "vpc_arn" } });
  }
}`,
  "no place for outputs": `class A extends TerraformStack { build() { const vpc = new aws.vpc.Vpc(this, "v"); } }
class B extends TerraformStack { constructor(scope: Construct, id: string) { super(scope, id); const vpc = new aws.vpc.Vpc(this, "v"); if (vpc) return; } }
class C extends TerraformStack { constructor(scope: Construct, id: string) { super(scope, id); new aws.vpc.Vpc(this, "v"); } }
class D extends TerraformStack { constructor(scope: Construct, id: string) { if (id) { super(scope, id); const vpc = new aws.vpc.Vpc(this, "v"); } } }
const stack = new TerraformStack(scope, "s");
const vpc = new aws.vpc.Vpc(stack, "v");`,
}, { "cdktf/require-stack-outputs": "error" });

testPrograms("python", PY, {
  "outputs of what fields and variables hold": `class S(TerraformStack):
    def __init__(me, scope, id):
        super().__init__(scope, id)
        me.__vpc = Vpc(me, "v")
        me._lb = aws.lb.Lb(me, "lb")
        queue = aws.sqs_queue.SqsQueue(me, "q")  # the last one`,
  "outputs where the class ends the file": `class S(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        vpc = Vpc(self, "v")

        # nothing more

    def other(self):
        pass`,
}, { "cdktf/require-stack-outputs": "error" });

testPrograms("typescript", "", { "outputs where the core is a namespace": `import * as cdktf from "cdktf";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
class S extends cdktf.TerraformStack {
  constructor(scope: any, id: string) {
    super(scope, id);
    const vpc = new Vpc(this, "vpc");
  }
}` }, { "cdktf/require-stack-outputs": "error" });
testPrograms("python", "", { "outputs before a comment and another method": `from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.vpc import Vpc
class S(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        vpc = Vpc(self, "v")  # why
    def other(self):
        pass` }, { "cdktf/require-stack-outputs": "error" });
