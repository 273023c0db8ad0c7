/** Ids of constructs, in all ways to create them. */
import { testPrograms } from "../support/programs.js";

const TS = `import { Construct } from "constructs"; import { TerraformStack } from "cdktf"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any;\n`;
const PY = `import cdktf_cdktf_provider_aws as aws\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\nfrom cdktf import TerraformOutput, TerraformStack\n`;

testPrograms("typescript", TS, {
  "ids that are there already": `const s = new TerraformStack(scope, "s");
new aws.vpc.Vpc(s, "a");
new aws.subnet.Subnet(s, "a", { vpcId: "x" });
new aws.vpc.Vpc(anything, "a");
new aws.vpc.Vpc(s, "");
new aws.vpc.Vpc(s, "");
new aws.vpc.Vpc(s, \`a\`);
new aws.vpc.Vpc(s, \`a\${anything}\`);
const id = "a";
new aws.vpc.Vpc(s, id);
if (anything) new aws.vpc.Vpc(s, "b"); else new aws.vpc.Vpc(s, "b");
if (anything) { new aws.vpc.Vpc(s, "c"); return; }
new aws.vpc.Vpc(s, "c");
try { new aws.vpc.Vpc(s, "d"); } catch { new aws.vpc.Vpc(s, "d"); }
let two = s; two = anything;
new aws.vpc.Vpc(two, "e"); new aws.vpc.Vpc(two, "e");
class Own extends aws.vpc.Vpc {}
new Own(s, "f"); new Own(s, "f");
class Two extends Construct { constructor(scope: Construct, id: string) { super(scope, id); } }
new Two(s, "g"); new aws.vpc.Vpc(s, "g");
class Other extends Construct { constructor(scope: Construct, id: string) { super(scope, id + "x"); } }
new Other(s, "h"); new aws.vpc.Vpc(s, "h");
class Swapped extends Construct { constructor(id: string, scope: Construct) { super(scope, id); } }
new Swapped("i", s); new Swapped("i", s);
class Outer extends TerraformStack { a() { new aws.vpc.Vpc(this, "k"); } b() { new aws.vpc.Vpc(this, "k"); new aws.vpc.Vpc(this, "k"); } }
new Two(...anything); new Two(s, ...anything); new Two(); new Two(s);
switch (anything) { case 1: new aws.vpc.Vpc(s, "l"); break; default: new aws.vpc.Vpc(s, "l"); }
const c = anything ? new aws.vpc.Vpc(s, "m") : new aws.vpc.Vpc(s, "m");
const d = anything || new aws.vpc.Vpc(s, "n"); const e = anything && new aws.vpc.Vpc(s, "n");`,
  "ids of children that are removed": `const s = new TerraformStack(scope, "s");
s.node.tryRemoveChild("a");
new aws.vpc.Vpc(s, "a");
new aws.vpc.Vpc(s, "a");`,
});

testPrograms("python", PY, {
  "ids that are there already": `s = TerraformStack(scope, "s")
Vpc(s, "a")
Vpc(s, id_="a")
Vpc(scope=s, id_="a")
Vpc(s, f"a")
Vpc(other(), "a")
class Two(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        Vpc(self, "b")
        Vpc(self, "b")
class Three(TerraformStack):
    def __init__(self, scope, name):
        TerraformStack.__init__(self, scope, name)
class Four(TerraformStack):
    def __init__(self, scope, name):
        super(Four, self).__init__(scope, name)
Two(s, "c")
Two(s, "c")
Two(s, id="c")
Three(s, "d")
Three(s, "d")
Four(s, "e")
Four(s, "e")`,
});
