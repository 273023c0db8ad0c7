import { testRule } from "../support/lint.js";

testRule("no-unknown-import", {
  typescript: {
    valid: [
      `import { Invented } from "cdktf"; declare const vi: any; vi.mock("cdktf", () => ({ Invented: 1 })); console.log(Invented);`,
      `import { Vpc, VpcConfig } from "@cdktf/provider-aws/lib/vpc"; import { routeTableTimeoutsToTerraform } from "@cdktf/provider-aws/lib/route-table";`,
      `import { RouteTable, RouteTableRouteList, RouteTableTimeoutsOutputReference, routeTableRouteToHclTerraform } from "@cdktf/provider-aws/lib/route-table/index.js";`,
      `import { s3Bucket, vpc } from "@cdktf/provider-aws"; new s3Bucket.S3Bucket(null as any, "x");`,
      `import * as aws from "@cdktf/provider-aws"; let config: aws.vpc.VpcConfig;`,
      `import * as vpc from "@cdktf/provider-aws/lib/vpc"; vpc.Vpc;`,
      `import { App, TerraformStack, TerraformOutput, Testing, Fn, Token, S3Backend, IResolvable, Aspects } from "cdktf";`,
      `import * as cdktf from "cdktf"; class A extends cdktf.TerraformStack {}`,
      `import { Construct, IConstruct, Node } from "constructs";`,
      `import type { Vpc } from "@cdktf/provider-aws/lib/vpc"; export { Subnet } from "@cdktf/provider-aws/lib/subnet";`,
      `const { Vpc } = require("@cdktf/provider-aws/lib/vpc"); const aws = require("@cdktf/provider-aws");`,
      // What the schema does not know proves nothing.
      `import { Anything } from "@cdktf/provider-google/lib/anything"; import x from "./own"; import { y } from "@/alias";`,
      `import "cdktf/lib/testing/adapters/jest"; import { z } from "cdktf/lib/private"; import lazy from "@cdktf/provider-aws/lib/lazy-index";`,
      // Hostile names.
      `import { vpc } from "@cdktf/provider-aws"; vpc.__proto__;`,
      // Only the A spelling exists as a resource, and the struct of the plain name lives with the bucket.
      `import { S3BucketVersioning } from "@cdktf/provider-aws/lib/s3-bucket"; import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";`,
    ],
    invalid: [
      // Two statements for one namespace: the second goes once the first has become it.
      `import { Vpc } from "@cdktf/provider-aws";\nimport { VpcConfig } from "@cdktf/provider-aws";\nimport { subnet, VpcTimeouts } from "@cdktf/provider-aws";\nconst config: VpcConfig = { cidrBlock: "10.0.0.0/16" };\nexport const made = (scope: any) => [new Vpc(scope, "v", config), new subnet.Subnet(scope, "s", { vpcId: "x" })];`,
      `import { EcsTaskDefinition, EcsTaskDefinitionContainerDefinitions } from "@cdktf/provider-aws/lib/ecs-task-definition";`,
      `
        import {
          EcsTaskDefinition,
          EcsTaskDefinitionContainerDefinitions as Definitions,
        } from "@cdktf/provider-aws/lib/ecs-task-definition";
      `,
      `import { S3Bucket } from "@cdktf/provider-aws";`,
      `import { S3BucketVersioning } from "@cdktf/provider-aws/lib/s3-bucket-versioning";`,
      `import { CfnBucket, aws_s3_bucket, S3BucketProps } from "@cdktf/provider-aws/lib/s3-bucket"; import { Function } from "@cdktf/provider-aws/lib/lambda-function"; import * as topic from "@cdktf/provider-aws/lib/aws-sns-topic"; console.log(CfnBucket, aws_s3_bucket, S3BucketProps, Function, topic);`,
      `import { DataRamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share"; console.log(DataRamResourceShare);`,
      `import { RdsInstance } from "@cdktf/provider-aws/lib/rds-instance";`,
      `import { Vpc } from "@cdktf/provider-aws/lib/vpcs";`,
      `import { Subnet } from "@cdktf/provider-aws/lib/vpc";`,
      `import { ec2 } from "@cdktf/provider-aws";`,
      `
        import * as aws from "@cdktf/provider-aws";
        new aws.ec2.Vpc(null, "x");
        const a: aws.vpc.VpcConfg = {};
      `,
      `import { TerraformOutputs } from "cdktf";`,
      `const { Vpcc } = require("@cdktf/provider-aws/lib/vpc");`,
      `export { Vpcc } from "@cdktf/provider-aws/lib/vpc";`,
      // One statement, many wrong names: they are parted by module, at once.
      `import { Construct } from "constructs";\nimport { S3Bucket, Vpc as Network, type VpcConfig } from "@cdktf/provider-aws";\nexport const make = (scope: Construct, config: VpcConfig) => [new S3Bucket(scope, "b"), new Network(scope, "n", config)];`,
      `import { Construct } from "constructs";\r\nimport {\r\n  S3Bucket,\r\n  Subnet,\r\n  IamRolePolicyAttachment,\r\n  CloudwatchLogGroup,\r\n} from '@cdktf/provider-aws'\r\nexport const all = [S3Bucket, Subnet, IamRolePolicyAttachment, CloudwatchLogGroup]`,
      // A comment would be lost, so nothing is rewritten.
      `import {\n  S3Bucket, // the state\n  Vpc,\n} from "@cdktf/provider-aws";\nexport const all = [S3Bucket, Vpc];`,
      // The file uses namespaces.
      `import { Construct } from "constructs";\nimport { subnet, Vpc } from "@cdktf/provider-aws";\nexport const make = (scope: Construct): Vpc => { new subnet.Subnet(scope, "s", { vpcId: "x" }); return new Vpc(scope, "v"); };`,
      `import { Construct } from "constructs";\nimport * as aws from "@cdktf/provider-aws";\nexport const make = (scope: Construct) => [new aws.S3Bucket(scope, "b"), new aws.s3BucketVersioning.S3BucketVersioning(scope, "v", { bucket: "b", versioningConfiguration: { status: "Enabled" } })];`,
      // Every use of a renamed class goes along; where one cannot be seen, the old name stays as an alias.
      `import { Construct } from "constructs";\nimport { S3BucketVersioning } from "@cdktf/provider-aws/lib/s3-bucket-versioning";\nexport function make(scope: Construct): S3BucketVersioning { return new S3BucketVersioning(scope, "v", { bucket: "b", versioningConfiguration: { status: "Enabled" } }); }`,
      `import { S3BucketVersioning } from "@cdktf/provider-aws/lib/s3-bucket-versioning";\n// S3BucketVersioning is re-exported\nexport { S3BucketVersioning };`,
      // A block and a resource of one name.
      `import { Construct } from "constructs";\nimport { S3BucketVersioning } from "@cdktf/provider-aws";\nexport const make = (scope: Construct) => new S3BucketVersioning(scope, "v", { bucket: "b", versioningConfiguration: { status: "Enabled" } });`,
      `import { S3BucketVersioning } from "@cdktf/provider-aws";\nexport const versioning: S3BucketVersioning = { enabled: true };`,
      `import { Vpc } from "@cdktf/provider-aws/lib/vpc/index.js";\nimport { Subnet, Eip } from "@cdktf/provider-aws";\nexport const all = [Vpc, Subnet, Eip];`,
      `import {\n  instance,\n} from "@cdktf/provider-aws";\nimport { Vpc, VpcConfig } from "@cdktf/provider-aws";\nconst config: VpcConfig = {};\nnew Vpc(scope, "v", config);\nnew instance.Instance(scope, "i");`,
    ],
  },
  python: {
    valid: [
      `from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableConfig, RouteTableTimeouts`,
      `from cdktf_cdktf_provider_aws import s3_bucket, vpc as network\ns3_bucket.S3Bucket`,
      `import cdktf_cdktf_provider_aws as aws\naws.vpc.Vpc`,
      `import cdktf_cdktf_provider_aws.vpc\ncdktf_cdktf_provider_aws.vpc.Vpc`,
      `import cdktf_cdktf_provider_aws.s3_bucket as s3\ns3.S3Bucket\ns3.__name__`,
      `from cdktf import App, TerraformStack, TerraformOutput, Testing, Fn, Token, S3Backend`,
      `import cdktf\nclass A(cdktf.TerraformStack): pass`,
      `from constructs import Construct, Node`,
      `from cdktf_cdktf_provider_google.anything import Anything\nfrom .own import x\nfrom own.y import z\nimport os.path`,
      `try:\n    from cdktf_cdktf_provider_aws.nope import Nope\nexcept ImportError:\n    Nope = None`,
      `from cdktf_cdktf_provider_aws.vpc import *`,
      `from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA`,
    ],
    invalid: [
      // A struct is called with keywords alone, so the block is meant; no comma behind the last name stays none.
      `from cdktf_cdktf_provider_aws import (\n    S3Bucket,\n    S3BucketReplicationConfigurationA,\n    S3BucketReplicationConfiguration\n)\nS3Bucket(scope, "b", replication_configuration=S3BucketReplicationConfiguration(role="x", rules=[]))\nS3BucketReplicationConfigurationA(scope, "r", bucket="b", role="x", rule=[])`,
      `from cdktf_cdktf_provider_aws.ecs_task_definition import EcsTaskDefinition, EcsTaskDefinitionContainerDefinitions`,
      `
        from cdktf_cdktf_provider_aws.ecs_task_definition import (
            EcsTaskDefinition,
            EcsTaskDefinitionContainerDefinitions as Definitions,
        )
      `,
      `from cdktf_cdktf_provider_aws import S3Bucket`,
      `from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioning`,
      `from cdktf_cdktf_provider_aws.rds_instance import RdsInstance`,
      `from cdktf_cdktf_provider_aws.vpcs import Vpc`,
      `from cdktf_cdktf_provider_aws.route_table import routeTableTimeoutsToTerraform`,
      `
        import cdktf_cdktf_provider_aws as aws
        aws.ec2.Vpc(None, "x")
        aws.vpc.Vpcc
      `,
      `
        def build():
            from cdktf import TerraformOutputs
      `,
      `from cdktf_cdktf_provider_aws import S3Bucket, Vpc as Network\nS3Bucket(scope, "b")\nNetwork(scope, "n")`,
      `def build(scope):\n    from cdktf_cdktf_provider_aws import (\n        S3Bucket,\n        Vpc,\n    )\n    S3Bucket(scope, "b")\n    Vpc(scope, "n")`,
      `from cdktf_cdktf_provider_aws import (\n    S3Bucket,  # the state\n    Vpc,\n)\nS3Bucket(scope, "b")`,
      `import cdktf_cdktf_provider_aws as aws\naws.S3Bucket(scope, "b")\naws.s3_bucket_versioning.S3BucketVersioning(scope, "v", bucket="b", versioning_configuration={"status": "Enabled"})`,
      `from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioning\n\ndef make(scope) -> S3BucketVersioning:\n    return S3BucketVersioning(scope, "v", bucket="b", versioning_configuration={"status": "Enabled"})`,
      `from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket, S3BucketVersioningA\nS3BucketVersioningA(scope, "v", bucket="b", versioning_configuration={"status": "Enabled"})\nS3Bucket(scope, "b")`,
      `from cdktf_cdktf_provider_aws import AutoscalingPolicyTargetTrackingConfiguration, Ec2TransitGatewayVpcAttachmentAccepter\n\n\nclass Web:\n  def make(self):\n    from cdktf_cdktf_provider_aws.vpc import VpcA, Vpc, AutoscalingPolicyTargetTrackingConfigurationPredefinedMetricSpecification, AutoscalingPolicyStepAdjustment\n    return Vpc`,
    ],
  },
});
