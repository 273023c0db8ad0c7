import imports.demo as demo
from imports.demo.data_demo_service import DataDemoService
from imports.demo.provider import DemoProvider, DemoProviderAuth
from imports.demo.service import Service, ServiceListener, ServiceListenerTls, ServiceTag
from imports.demo.user import User
from cdktf import TerraformOutput, Token


def build(stack):
    DemoProvider(stack, "demo", endpoint="https://demo.example", retries=3, auth=DemoProviderAuth(token="x"))
    one = Service(
        stack,
        "one",
        name="one",
        enabled=True,
        replicas=2,
        port_range=[1, 2],
        zones=["a"],
        labels={"anyKey": "x"},
        policy={"mode": "strict", "limit": 1},
        rules_by_name={"first": {"allow": True}},
        extra={"whatever": [1]},
        listener=[ServiceListener(port=443, tls=ServiceListenerTls(certificate_arn="arn", versions=["1.3"])), {"port": 80}],
        timeouts={"create": "1m"},
        tag=[ServiceTag(key="k", value="v")],
    )
    found = DataDemoService(stack, "found", name=one.name)
    two = Service(stack, "two", name=found.arn, listener=[], replicas=one.node_count, zones=one.addresses)
    Service(stack, "three", name=one.members.get(0).host, replicas=one.members.get(0).weight, listener=[], depends_on=[two])
    user = User(stack, "user", email=one.policy.mode, self_attribute=True)
    two.put_listener([{"port": one.listener.get(0).port}])
    two.put_policy(mode=Token.as_string(one.listener.get(0).tls.versions))
    TerraformOutput(stack, "arn", value=[one.arn, user.id, one.rules_by_name.get("first").allow])
