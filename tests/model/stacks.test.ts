/** What is created in a stack: each class and stack here gets its outputs in another way, or gets none. */
import { testPrograms } from "../support/programs.js";

const TS = `import { Construct } from "constructs"; import { App, TerraformOutput, TerraformStack, Testing } from "cdktf"; import { Vpc } from "@cdktf/provider-aws/lib/vpc"; import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc"; import { foreign, ForeignPart } from "some-library"; import { local, localTwo } from "./local"; declare const scope: Construct; declare const anything: any; declare function hidden(...all: any[]): any; declare function decorated(x: any): any;
function helped(stack: any) { new TerraformOutput(stack, "o", { value: 1 }); }
function unhelpful(stack: any) { new Vpc(stack, "w"); }
function deep(stack: any) { deeper(stack); }
const deeper = (stack: any) => { helped(stack); deep(stack); };
function publish(stack: any) {}
class Published extends Construct {}
class WithOutput extends Construct { build() { new TerraformOutput(this, "o", { value: 1 }); } }
class WithoutOutput extends Construct { build() { new Vpc(this, "w"); } }
`;
const PY = `import abc
from abc import ABC, abstractmethod
from cdktf import App, TerraformOutput, TerraformStack, Testing
from cdktf_cdktf_provider_aws.vpc import Vpc
from cdktf_cdktf_provider_aws.data_aws_availability_zones import DataAwsAvailabilityZones
from some_library import foreign, decorated
def helped(stack): TerraformOutput(stack, "o", value=1)
def unhelpful(stack): Vpc(stack, "w")
`;
const STACKS = `class None1 extends TerraformStack { build() { new Vpc(this, "v"); } }
class Own extends TerraformStack { build() { new Vpc(this, "v"); new TerraformOutput(this, "o", { value: 1 }); } }
class Helper extends TerraformStack { build() { new Vpc(this, "v"); helped(this); } }
class NoHelper extends TerraformStack { build() { new Vpc(this, "v"); unhelpful(this); } }
class Deep extends TerraformStack { build() { new Vpc(this, "v"); deep(this); } }
class Part extends TerraformStack { build() { new Vpc(this, "v"); new WithOutput(this, "p"); } }
class NoPart extends TerraformStack { build() { new Vpc(this, "v"); new WithoutOutput(this, "p"); } }
class OnlyPart extends TerraformStack { build() { new WithoutOutput(this, "p"); } }
class Foreign extends TerraformStack { build() { new Vpc(this, "v"); foreign(this); } }
class ForeignConstruct extends TerraformStack { build() { new Vpc(this, "v"); new ForeignPart(this, "x"); } }
class ForeignElse extends TerraformStack { build() { new Vpc(this, "v"); foreign("x"); } }
class ForeignGiven extends TerraformStack { build() { const v = new Vpc(this, "v"); foreign(v); } }
class Method extends TerraformStack { build() { new Vpc(this, "v"); this.more(); } more() { new TerraformOutput(this, "o", { value: 1 }); } }
class Override extends TerraformStack { build() { new Vpc(this, "v"); this.addOverride("output.x.value", 1); } }
class OverrideAll extends TerraformStack { build() { new Vpc(this, "v"); this.addOverride("output", {}); } }
class OverrideOther extends TerraformStack { build() { new Vpc(this, "v"); this.addOverride("outputs.x", 1); } }
class OverrideHidden extends TerraformStack { build() { new Vpc(this, "v"); this.addOverride(anything, 1); } }
class OverrideNone extends TerraformStack { build() { new Vpc(this, "v"); this.addOverride(); } }
class Data extends TerraformStack { build() { new DataAwsVpc(this, "v", {}); } }
class Empty extends TerraformStack {}
class Base extends TerraformStack { build() { new Vpc(this, "v"); } }
class Derived extends Base { more() { new TerraformOutput(this, "o", { value: 1 }); } }
class Base2 extends TerraformStack { build() { new Vpc(this, "v"); } }
class Derived2 extends Base2 { more() {} }
class Unknown1 extends anything { build() { new Vpc(this, "v"); } }
abstract class Abstract extends TerraformStack { build() { new Vpc(this, "v"); } }
@decorated class Decorated extends TerraformStack { build() { new Vpc(this, "v"); } }
class Given extends TerraformStack { build() { new Vpc(this, "v"); } }
new TerraformOutput(new Given(scope, "g"), "o", { value: 1 });
class GivenLater extends TerraformStack { build() { new Vpc(this, "v"); } }
const later = new GivenLater(scope, "g2"); helped(later);
class GivenTests extends TerraformStack { build() { new Vpc(this, "v"); } }
Testing.synth(new GivenTests(scope, "g3")); console.log(new GivenTests(scope, "g4"));
class GivenForeign extends TerraformStack { build() { new Vpc(this, "v"); } }
foreign(new GivenForeign(scope, "g5"));
class GivenHidden extends TerraformStack { build() { new Vpc(this, "v"); } }
anything.x(new GivenHidden(scope, "g6")); hidden(new GivenHidden(scope, "g7"));
class Loop extends TerraformStack { build() { new Vpc(this, "v"); [1].forEach(() => helped(this)); } }
class Choice extends TerraformStack { build() { new Vpc(this, "v"); (anything ? helped : unhelpful)(this); } }
class Pushes extends TerraformStack { all: any[] = []; build() { this.all.push(new Vpc(this, "v")); const list: any[] = []; list.push(this); } }
class Logs extends TerraformStack { build() { new Vpc(this, "v"); console.log(this); JSON.stringify(this); } }
class Unresolved extends TerraformStack { build() { new Vpc(this, "v"); local(); localTwo(this); } }
class Super extends TerraformStack { constructor(scope: any, id: string) { super(scope, id); new Vpc(this, "v"); super.toString(); } }
class Named extends TerraformStack { build() { new Vpc(this, "v"); publish(this); } }
class NamedClass extends TerraformStack { build() { new Vpc(this, "v"); new Published(this, "p"); } }
class NamedMethod extends TerraformStack { build() { new Vpc(this, "v"); this.exported(); } exported() {} }
const bare = new TerraformStack(new App(), "b1"); new Vpc(bare, "v");
const bareOut = new TerraformStack(new App(), "b2"); new Vpc(bareOut, "v"); new TerraformOutput(bareOut, "o", { value: 1 });
const bareHelped = new TerraformStack(new App(), "b3"); new Vpc(bareHelped, "v"); helped(bareHelped);
const bareTest = new TerraformStack(Testing.app(), "b4"); new Vpc(bareTest, "v");
const bareScope = new TerraformStack(scope, "b5"); new Vpc(bareScope, "v");
export const bareExported = new TerraformStack(new App(), "b6"); new Vpc(bareExported, "v");
const bareEmpty = new TerraformStack(new App(), "b7");`;
const FOUND = { "cdktf/require-stack-outputs": "error" } as const;

testPrograms("typescript", TS, { "stacks of all sorts": STACKS }, FOUND);
testPrograms("typescript", TS, { "stacks of all sorts, where more counts as outputs": STACKS }, { "cdktf/require-stack-outputs": ["error", { outputs: ["publish", "Published", "exported", "WithoutOutput"], ignore: ["^Bare", "None"] }] });
testPrograms("python", PY, {
  "stacks of all sorts": `class None1(TerraformStack):
    def build(self): Vpc(self, "v")
class Own(TerraformStack):
    def build(self):
        Vpc(self, "v")
        TerraformOutput(self, "o", value=1)
class Helper(TerraformStack):
    def build(self):
        Vpc(self, "v")
        helped(self)
class NoHelper(TerraformStack):
    def build(self):
        Vpc(self, "v")
        unhelpful(self)
class Foreign(TerraformStack):
    def build(self):
        Vpc(self, "v")
        foreign(self)
class Hidden(TerraformStack):
    def build(self):
        Vpc(self, "v")
        unheard(self)
class Lists(TerraformStack):
    def build(self):
        all = []
        all.append(Vpc(self, "v"))
        print(self)
class TypedList(TerraformStack):
    def build(self):
        DataAwsAvailabilityZones(self, "z").names.append(Vpc(self, "v"))
class AbstractMethod(TerraformStack):
    def build(self): Vpc(self, "v")
    @abstractmethod
    def more(self): ...
class AbstractProperty(TerraformStack):
    def build(self): Vpc(self, "v")
    @abc.abstractproperty
    def more(self): ...
class AbstractBase(TerraformStack, ABC):
    def build(self): Vpc(self, "v")
class AbstractBase2(TerraformStack, abc.ABC):
    def build(self): Vpc(self, "v")
class Mixed(TerraformStack, Mixin):
    def build(self): Vpc(self, "v")
class Override(TerraformStack):
    def build(self):
        Vpc(self, "v")
        self.add_override("output.x", 1)
class Dunder(TerraformStack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        Vpc(self, "v")
@decorated
class Decorated(TerraformStack):
    def build(self): Vpc(self, "v")
bare = TerraformStack(App(), "b1")
Vpc(bare, "v")
bare_test = TerraformStack(Testing.app(), "b2")
Vpc(bare_test, "v")
bare_out = TerraformStack(App(), "b3")
Vpc(bare_out, "v")
TerraformOutput(bare_out, "o", value=1)`,
}, FOUND);
