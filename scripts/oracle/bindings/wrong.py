from cdktf import TerraformOutput
from imports.demo.service import Service, ServiceListener, ServiceListenerTls
from imports.demo.user import User


def build(stack):
    one = Service(stack, "one", name="one", listener=[ServiceListener(port=80)])
    from imports.demo.service import Services  # no-unknown-import
    from imports.demo.gateway import Gateway  # no-unknown-import
    Service(stack, "a", name="a", listener=[], replica=1)  # no-unknown-property
    Service(stack, "b", name="b", listener=[], replicas="2")  # valid-property-type
    Service(stack, "c", listener=[])  # no-missing-property
    Service(stack, "d", name="d", listener={"port": 80})  # valid-property-type
    Service(stack, "e", name="e", listener=[ServiceListener(protocol="TLS")])  # no-missing-property
    Service(stack, "f", name="f", listener=[ServiceListener(port=80, tls={"certificate": "x", "certificate_arn": "x"})])  # no-unknown-property
    Service(stack, "g", name="g", listener=[], policy={"mode": True})  # valid-property-type
    Service(stack, "h", name="h", listener=[], tag=[{"key": "k"}])  # no-missing-property
    Service(stack, "i", name=one.node_count, listener=[])  # valid-property-type
    Service(stack, "j", name=one.hostname, listener=[])  # no-unknown-attribute
    Service(stack, "k", name=one.members.get(0).hosts, listener=[])  # no-unknown-attribute
    Service(stack, "l", name=one, listener=[])  # valid-property-type
    Service(stack, id="m", name="m", listener=[])  # valid-construct-call
    User(stack, "n", mail="x", email="y")  # no-unknown-property
    one.put_timeouts(creates="1m")  # no-unknown-property
    one.put_tag([{"key": "k", "value": 1}])  # valid-property-type
    Service(stack, "o", name="o", listener=[{"port": 80, "tls": {"certificate_arn": "x"}}])  # no-dropped-block-keys
