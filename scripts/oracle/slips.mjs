/** The slips that people and models make in a name, and names from elsewhere whose meaning here is known. */

/** The keys around a key. */
const KEYBOARD = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
/** Names shorter than this have too many neighbours. */
const SHORTEST = 3;

/** `cidrBlock` and `cidr_block` → `cidr`, `block`; `S3Bucket` → `s3`, `bucket`. */
export function wordsOf(name) {
  return name.replace(/([a-z\d])([A-Z])/g, "$1_$2").replace(/([A-Z]+)([A-Z][a-z]+)/g, "$1_$2").toLowerCase().split("_").filter((word) => word !== "");
}

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const camel = (words) => words.map((word, at) => (at === 0 ? word : capital(word))).join("");
export const pascal = (words) => words.map(capital).join("");
export const snake = (words) => words.join("_");
/** Words in the writing that a name has. */
const like = (name, words) => (name.includes("_") || words.length === 0 ? snake(words) : /^[A-Z]/.test(name) ? pascal(words) : camel(words));

/** The places of letters where a slip can happen. */
function letters(name, isFit = () => true) {
  if (name.length < SHORTEST) return [];
  return [...name].flatMap((letter, at) => (/[a-z]/i.test(letter) && isFit(letter, at) ? [at] : []));
}

const put = (name, at, length, text) => name.slice(0, at) + text + name.slice(at + length);
const chosen = (places, pick, make) => (places.length === 0 ? undefined : make(pick(places)));

function neighbour(letter, pick) {
  const row = KEYBOARD.find((keys) => keys.includes(letter.toLowerCase()));
  const at = row.indexOf(letter.toLowerCase());
  const other = pick([row[at - 1], row[at + 1]].filter((key) => key !== undefined));
  return letter === letter.toLowerCase() ? other : other.toUpperCase();
}

/** Slips of the fingers, of any name: `(name, pick) => slip`, undefined where there is none. */
export const FINGERS = {
  "letters swapped": (name, pick) => chosen(letters(name, (letter, at) => /[a-z]/i.test(name[at + 1] ?? "") && letter.toLowerCase() !== name[at + 1].toLowerCase()), pick, (at) => put(name, at, 2, name[at + 1] + name[at])),
  "letter dropped": (name, pick) => chosen(letters(name), pick, (at) => put(name, at, 1, "")),
  "letter doubled": (name, pick) => chosen(letters(name), pick, (at) => put(name, at, 1, name[at] + name[at])),
  "neighbouring letter": (name, pick) => chosen(letters(name), pick, (at) => put(name, at, 1, neighbour(name[at], pick))),
  "wrong case": (name, pick) => chosen(letters(name), pick, (at) => pick([
    put(name, at, 1, name[at] === name[at].toLowerCase() ? name[at].toUpperCase() : name[at].toLowerCase()),
    name.toLowerCase(),
    pascal(wordsOf(name)),
    name.replace(/^[a-z\d]+|[A-Z][a-z]+$/, (word) => word.toUpperCase()),
  ])),
};

function otherNumber(word) {
  if (/ies$/.test(word)) return word.replace(/ies$/, "y");
  if (/[^s]s$/.test(word)) return word.slice(0, -1);
  return /[^aeiou]y$/.test(word) ? word.replace(/y$/, "ies") : `${word}s`;
}

/** Slips of the mind, of any name: `({name, jsii, python, shape, owner}, pick) => slip`. */
export const MIND = {
  "other language's casing": ({ name, jsii, python }) => (name === jsii || jsii === undefined ? python : jsii),
  "singular or plural": ({ name }) => {
    const words = wordsOf(name);
    return like(name, [...words.slice(0, -1), otherNumber(words.at(-1))]);
  },
  "word added": ({ name, jsii, shape, owner }, pick) => {
    const words = wordsOf(name);
    if (words.join() === "id") return undefined;
    const own = wordsOf(owner).slice(-1);
    const after = shape === "boolean" ? ["enabled"] : shape === "string" ? ["name", "id", "value"] : shape === "list" ? ["list", "ids"] : ["config", "settings"];
    const forms = [[...own, ...words], ...after.map((word) => [...words, word]), ...(shape === "boolean" ? [["is", ...words], ["enable", ...words]] : [])];
    const made = pick(forms);
    return jsii === name ? like(name, made) : snake(made);
  },
  "word left out": ({ name, jsii }, pick) => {
    const words = wordsOf(name);
    if (words.length < 2) return undefined;
    // A data source without its first word has the name of something else.
    const made = pick([words[0] === "data" ? words : words.slice(1), words.slice(0, -1), ...(words.length > 2 ? [[words[0], ...words.slice(2)]] : [])]);
    return name === jsii ? like(name, made) : snake(made);
  },
};

/**
 * Arguments that went, and what the provider's upgrade guides say to write instead, by resource.
 *
 * @type {readonly (readonly [string, string, readonly string[]])[]}
 */
export const REPLACED = [
  ["ElasticacheReplicationGroup", "replicationGroupDescription", ["description"]],
  ["ElasticacheReplicationGroup", "numberCacheClusters", ["numCacheClusters"]],
  ["ElasticacheReplicationGroup", "availabilityZones", ["preferredCacheClusterAzs"]],
  ["ElasticacheCluster", "availabilityZones", ["preferredAvailabilityZones"]],
  ["DbInstance", "name", ["dbName"]],
  ["Eip", "vpc", ["domain"]],
  ["AutoscalingGroup", "tags", ["tag"]],
  ["AutoscalingAttachment", "albTargetGroupArn", ["lbTargetGroupArn"]],
  ["BatchComputeEnvironment", "computeEnvironmentName", ["name"]],
  ["BatchComputeEnvironment", "computeEnvironmentNamePrefix", ["namePrefix"]],
  ["GuarddutyOrganizationConfiguration", "autoEnable", ["autoEnableOrganizationMembers"]],
  ["EksAddon", "resolveConflicts", ["resolveConflictsOnCreate", "resolveConflictsOnUpdate"]],
  ["FlowLog", "logGroupName", ["logDestination"]],
  ["Route", "instanceId", ["networkInterfaceId"]],
  ["CeAnomalySubscription", "threshold", ["thresholdExpression"]],
  ["DataAwsIdentitystoreUser", "filter", ["alternateIdentifier"]],
  ["DataAwsIdentitystoreGroup", "filter", ["alternateIdentifier"]],
  ["DataAwsIamPolicyDocument", "sourceJson", ["sourcePolicyDocuments"]],
  ["DataAwsIamPolicyDocument", "overrideJson", ["overridePolicyDocuments"]],
  ["EmrCluster", "coreInstanceType", ["coreInstanceGroup"]],
  ["EmrCluster", "coreInstanceCount", ["coreInstanceGroup"]],
  ["EmrCluster", "masterInstanceType", ["masterInstanceGroup"]],
  ["GlueJob", "allocatedCapacity", ["maxCapacity", "numberOfWorkers"]],
  ["SsmAssociation", "instanceId", ["targets"]],
  ["Instance", "cpuCoreCount", ["cpuOptions"]],
  ["Instance", "cpuThreadsPerCore", ["cpuOptions"]],
  ["S3BucketReplicationConfiguration", "rules", ["rule"]],
];

/**
 * Arguments as CloudFormation and AWS CDK call them, and as Terraform does.
 *
 * @type {readonly (readonly [string, string, string])[]}
 */
export const ARGUMENTS_ELSEWHERE = [
  ["S3Bucket", "bucketName", "bucket"],
  ["DbInstance", "dbInstanceClass", "instanceClass"],
  ["DbInstance", "dbInstanceIdentifier", "identifier"],
  ["DbInstance", "masterUsername", "username"],
  ["DbInstance", "masterUserPassword", "password"],
  ["DbInstance", "vpcSecurityGroups", "vpcSecurityGroupIds"],
  ["RdsCluster", "dbClusterIdentifier", "clusterIdentifier"],
  ["RdsCluster", "masterUserPassword", "masterPassword"],
  ["SqsQueue", "queueName", "name"],
  ["SqsQueue", "visibilityTimeout", "visibilityTimeoutSeconds"],
  ["SnsTopic", "topicName", "name"],
  ["DynamodbTable", "tableName", "name"],
  ["DynamodbTable", "attributeDefinitions", "attribute"],
  ["DynamodbTable", "globalSecondaryIndexes", "globalSecondaryIndex"],
  ["IamRole", "roleName", "name"],
  ["IamRole", "assumeRolePolicyDocument", "assumeRolePolicy"],
  ["IamPolicy", "policyDocument", "policy"],
  ["EcsCluster", "clusterName", "name"],
  ["EcsService", "serviceName", "name"],
  ["Instance", "imageId", "ami"],
  ["SecurityGroup", "groupDescription", "description"],
  ["SecurityGroup", "groupName", "name"],
  ["SecurityGroup", "securityGroupName", "name"],
  ["LbTargetGroup", "targetGroupName", "name"],
  ["LbTargetGroup", "healthCheckConfig", "healthCheck"],
  ["CloudwatchLogGroup", "logGroupName", "name"],
  ["CloudwatchLogGroup", "retentionDays", "retentionInDays"],
  ["KmsKey", "enableRotation", "enableKeyRotation"],
  ["KmsKey", "pendingWindow", "deletionWindowInDays"],
  ["LambdaFunction", "environmentVariables", "environment"],
  ["LambdaFunction", "reservedConcurrency", "reservedConcurrentExecutions"],
  ["LambdaFunction", "securityGroupIds", "vpcConfig"],
  ["EcrRepository", "repositoryName", "name"],
  ["Vpc", "cidr", "cidrBlock"],
  ["Vpc", "enableDns", "enableDnsSupport"],
  ["Subnet", "cidr", "cidrBlock"],
];

/**
 * Classes of AWS CDK, and types of CloudFormation, and what they are here.
 *
 * @type {readonly (readonly [string, string])[]}
 */
export const CLASSES_ELSEWHERE = [
  ["Bucket", "S3Bucket"], ["CfnBucket", "S3Bucket"], ["BucketPolicy", "S3BucketPolicy"], ["Queue", "SqsQueue"], ["CfnQueue", "SqsQueue"], ["Topic", "SnsTopic"], ["CfnTopic", "SnsTopic"],
  ["Subscription", "SnsTopicSubscription"], ["Table", "DynamodbTable"], ["CfnTable", "DynamodbTable"], ["Function", "LambdaFunction"], ["CfnFunction", "LambdaFunction"], ["LayerVersion", "LambdaLayerVersion"],
  ["Role", "IamRole"], ["CfnRole", "IamRole"], ["ManagedPolicy", "IamPolicy"], ["CfnInstanceProfile", "IamInstanceProfile"], ["User", "IamUser"], ["Key", "KmsKey"], ["CfnKey", "KmsKey"], ["Alias", "KmsAlias"],
  ["Secret", "SecretsmanagerSecret"], ["CfnSecret", "SecretsmanagerSecret"], ["StringParameter", "SsmParameter"], ["CfnVPC", "Vpc"], ["CfnSubnet", "Subnet"], ["CfnSecurityGroup", "SecurityGroup"],
  ["CfnInternetGateway", "InternetGateway"], ["CfnNatGateway", "NatGateway"], ["CfnEIP", "Eip"], ["CfnRouteTable", "RouteTable"], ["CfnRoute", "Route"], ["CfnInstance", "Instance"], ["CfnVPCEndpoint", "VpcEndpoint"],
  ["DatabaseInstance", "DbInstance"], ["CfnDBInstance", "DbInstance"], ["DatabaseCluster", "RdsCluster"], ["CfnDBCluster", "RdsCluster"], ["CfnDBSubnetGroup", "DbSubnetGroup"],
  ["CfnReplicationGroup", "ElasticacheReplicationGroup"], ["CfnSubnetGroup", "ElasticacheSubnetGroup"], ["ApplicationLoadBalancer", "Lb"], ["CfnLoadBalancer", "Lb"], ["CfnTargetGroup", "LbTargetGroup"],
  ["ApplicationTargetGroup", "LbTargetGroup"], ["CfnListener", "LbListener"], ["ApplicationListener", "LbListener"], ["LogGroup", "CloudwatchLogGroup"], ["CfnLogGroup", "CloudwatchLogGroup"],
  ["Alarm", "CloudwatchMetricAlarm"], ["CfnAlarm", "CloudwatchMetricAlarm"], ["CfnCluster", "EcsCluster"], ["Repository", "EcrRepository"], ["CfnRepository", "EcrRepository"], ["StateMachine", "SfnStateMachine"],
  ["CfnStateMachine", "SfnStateMachine"], ["CfnStream", "KinesisStream"], ["CfnDeliveryStream", "KinesisFirehoseDeliveryStream"], ["HostedZone", "Route53Zone"], ["CfnHostedZone", "Route53Zone"],
  ["CfnRecordSet", "Route53Record"], ["UserPool", "CognitoUserPool"], ["CfnUserPool", "CognitoUserPool"], ["Distribution", "CloudfrontDistribution"], ["CfnDistribution", "CloudfrontDistribution"],
  ["Certificate", "AcmCertificate"], ["CfnCertificate", "AcmCertificate"], ["CfnRestApi", "ApiGatewayRestApi"], ["RestApi", "ApiGatewayRestApi"], ["FileSystem", "EfsFileSystem"], ["CfnFileSystem", "EfsFileSystem"],
  ["AutoScalingGroup", "AutoscalingGroup"], ["CfnAutoScalingGroup", "AutoscalingGroup"], ["CfnLaunchTemplate", "LaunchTemplate"], ["CfnTaskDefinition", "EcsTaskDefinition"], ["FargateTaskDefinition", "EcsTaskDefinition"],
  ["FargateService", "EcsService"], ["CfnWebACL", "Wafv2WebAcl"], ["CfnTrail", "CloudtrailTrail"],
];
