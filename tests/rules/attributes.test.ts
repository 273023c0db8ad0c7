/** Attributes and elements that are read: those that are there, and those that are not. */
import { testPrograms } from "../support/programs.js";

const TS = `import { Construct } from "constructs"; import { TerraformStack } from "cdktf"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any;\n`;
const PY = `import cdktf_cdktf_provider_aws as aws\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\nfrom cdktf import TerraformOutput, TerraformStack\n`;

testPrograms("typescript", TS, {
  "attributes that are none": `const v = new aws.vpc.Vpc(scope, "v", { cidrBlock: "x" });
v.vpcId;
v.vpc_id;
v.ids;
v.cidrblock;
v["cidrblock"];
v.brand;
v.mainRouteTableID;
v.putTimeout({});
v.resetCidrBlocks();
v.cidrBlockInputs;
aws.vpc.Vpc.tfResourceTypes;
const l = new aws.lb.Lb(scope, "l", { subnets: ["x"] });
l.subnetMapping.gets(0);
l.accessLogs.buckets;
l.subnetMapping.get(0).brand;`,
  "what everything has, and what is set or asked for": `const v = new aws.vpc.Vpc(scope, "v", { cidrBlock: "x" });
v.constructor;
v.__x;
v.toString();
aws.vpc.Vpc.name;
aws.vpc.Vpc.prototype.brand;
try { v.brand; } catch {}
v.special = 1;
v.special;
if (Object.hasOwn(v, "dynamic")) v.dynamic;
Object.defineProperty(v, "defined", {});
v.defined;
class Own extends aws.vpc.Vpc { extra = 1; }
const own = new Own(scope, "o", {});
own.extra;
own.brand;
const of = (x: aws.vpc.Vpc) => x.brand;`,
  "what a library may have added": `import "cdktf-extras";
const v = new aws.vpc.Vpc(scope, "v", { cidrBlock: "x" });
v.brand;
v.cidrblock;`,
  "what a library for something else has not added": `import "lodash"; import "./local"; import "cdktf/lib"; import "constructs"; import "@cdktf/provider-random";
const v = new aws.vpc.Vpc(scope, "v", { cidrBlock: "x" });
v.brand;`,
  "elements of tokens and lists": `const l = new aws.lb.Lb(scope, "l", { subnets: ["x"] });
l.subnets[0];
l.subnets[anything];
l.subnets["x"];
l.subnetsInput[0];
l.accessLogs[0];
l.subnetMapping[0];
l.subnetMapping.get(0);
try { l.subnets[0]; } catch {}
const d = new aws.dataAwsAvailabilityZones.DataAwsAvailabilityZones(scope, "d", {});
d.names[0];
const names = d.names;
names[1];
names["0"];
d.toString()[0];
import { TerraformVariable } from "cdktf";
new TerraformVariable(scope, "v", {}).listValue[0];
d.cdktfProperties[0];`,
  "enumerations": `import { VariableType, TerraformVariable } from "cdktf";
new TerraformVariable(scope, "v", { type: VariableType.Strings });
VariableType.string;
VariableType.STRING;
VariableType["string"];
VariableType.Brand;
VariableType.toString();`,
});

testPrograms("python", PY, {
  "attributes that are none": `v = Vpc(scope, "v", cidr_block="x")
v.vpc_id
v.cidrBlock
v.ids
v.brand
v.length
aws.vpc.Vpc.TF_RESOURCE_TYPES
l = aws.lb.Lb(scope, "l", subnets=["x"])
l.subnet_mapping.get(0).brand
l.access_logs.buckets`,
  "what everything has, and what is set or asked for": `v = Vpc(scope, "v", cidr_block="x")
v.mro
v._x
v.to_string()
if hasattr(v, "dynamic"):
    v.dynamic
setattr(v, "other", 1)
v.other
v.special = 1
v.special
getattr(v, "asked", None)
v.asked
unrelated(v, "brand")
v.brand`,
  "elements of tokens and lists": `d = aws.data_aws_availability_zones.DataAwsAvailabilityZones(scope, "d")
d.names[0]
d.names[-1]
d.names["x"]
d.names[1:]
l = aws.lb.Lb(scope, "l", subnets=["x"])
l.subnet_mapping[0]
l.subnet_mapping_input[0]`,
});
