/** The same programs at other versions of the provider: what was, what is, what will be. */
import { testPrograms } from "../support/programs.js";

const TS = `import * as aws from "@cdktf/provider-aws";
import { OpsworksStack } from "@cdktf/provider-aws/lib/opsworks-stack";
import { Vpc } from "@cdktf/provider-aws/lib/ec2";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3";
import { S3BucketVersioning, S3Bucket, Nothing } from "@cdktf/provider-aws/lib/s3-bucket";
declare const scope: any;
`;
const CALLS = `const group = new aws.elasticacheReplicationGroup.ElasticacheReplicationGroup(scope, "a", { replicationGroupId: "x", replicationGroupDescription: "y", atRestEncryptionEnabled: true, numberCacheClusters: 1 });
new aws.elasticacheReplicationGroup.ElasticacheReplicationGroup(scope, "b", { replicationGroupId: "x", description: "y", atRestEncryptionEnabled: "true", clusterMode: {} });
new aws.flowLog.FlowLog(scope, "c", { logGroupName: "x", region: "y" });
new aws.vpc.Vpc(scope, "d", { cidrBlock: "x", enableClassiclink: true, ipv4IpamPoolId: "y", brand: 1 });
new aws.dbInstance.DbInstance(scope, "e", { instanceClass: "x", name: "y", dbName: "z", securityGroupNames: ["x"] });
new aws.instance.Instance(scope, "f", { cpuCoreCount: 1, cpuOptions: { coreCount: 1 } });
new aws.lbListener.LbListener(scope, "g", { loadBalancerArn: "x", defaultAction: { type: "x" } });
new aws.s3Bucket.S3Bucket(scope, "h", { acl: "x", versioning: { enabled: true, mfa: true }, corsRule: { allowedMethods: ["x"] } });
group.memberClusters; group.numberCacheClusters; group.brand; group.clusterModeInput; group.replicationGroupDescriptionInput;
new aws.s3BucketVersioning.S3BucketVersioningA(scope, "i", { bucket: "x", versioningConfiguration: {} });
aws.opsworksStack; aws.ec2; aws.brandNew;`;

for (const version of ["5.0.52", "9.0.0", "10.0.0", "15.0.0", "19.48.0", "21.22.1", "16.0.99", "99.0.0", "0.0.1"]) {
  testPrograms("typescript", TS, { [`the provider ${version}`]: CALLS }, {}, { providerVersion: version });
}

const PY = `import cdktf_cdktf_provider_aws as aws
from cdktf_cdktf_provider_aws.opsworks_stack import OpsworksStack
from cdktf_cdktf_provider_aws.ec2 import Vpc
from cdktf_cdktf_provider_aws import s3, vpc
`;
const PY_CALLS = `group = aws.elasticache_replication_group.ElasticacheReplicationGroup(scope, "a", replication_group_id="x", replication_group_description="y", at_rest_encryption_enabled=True)
aws.flow_log.FlowLog(scope, "c", log_group_name="x", region="y")
aws.vpc.Vpc(scope, "d", cidr_block="x", enable_classiclink=True, brand=1)
aws.lb_listener.LbListener(scope, "g", load_balancer_arn="x", default_action={"type": "x"})
group.member_clusters
group.number_cache_clusters
aws.opsworks_stack
aws.ec2`;

for (const version of ["9.0.0", "15.0.0", "21.22.1", "16.0.99"]) {
  testPrograms("python", PY, { [`the provider ${version}`]: PY_CALLS }, {}, { providerVersion: version });
}
