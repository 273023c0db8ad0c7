import { testRule } from "../support/lint.js";

const TS = `import { App, Testing, TerraformStack } from "cdktf"; import { Vpc } from "@cdktf/provider-aws/lib/vpc"; declare const stack: TerraformStack; declare const anything: any;`;
const PY = `import pytest\nfrom cdktf import Testing\n`;

testRule("valid-testing-assertion", {
  typescript: {
    valid: [
      `${TS} expect(Testing.toBeValidTerraform(Testing.fullSynth(stack))).toBe(true); expect(Testing.fullSynth(stack)).toBeValidTerraform();`,
      `${TS} expect(Testing.toHaveResource(Testing.synth(stack), "aws_vpc")).toBeTruthy(); expect(Testing.synth(stack)).toHaveResource(Vpc);`,
      `${TS} const ok = Testing.toHaveResourceWithProperties(Testing.synth(stack), "aws_vpc", {}); expect(ok).toBe(true);`,
      `${TS} expect(Testing.toBeValidTerraform(anything)).toBe(true); expect(anything).toBeValidTerraform();`,
      `${TS} const check = () => Testing.toHaveResource(Testing.synth(stack), "aws_vpc"); if (Testing.toHaveProvider(Testing.synth(stack), "aws")) check();`,
      `${TS} let out = Testing.synth(stack); out = Testing.fullSynth(stack); expect(Testing.toBeValidTerraform(out)).toBe(true);`,
      `const Testing = { synth: (x: unknown) => "", toBeValidTerraform: (x: string) => true }; Testing.toBeValidTerraform(Testing.synth(1));`,
    ],
    invalid: [
      // The stack is known only where the shared JSON is made: the directory gets a variable beside it, for all tests.
      `import { Testing, TerraformStack } from "cdktf";\nlet json: string;\n\nbeforeAll(() => {\n  const stack = new TerraformStack(Testing.app(), "test");\n  json = Testing.synth(stack);\n});\n\nit("is valid", () => {\n  expect(Testing.toBeValidTerraform(json)).toBe(true);\n});\n\nit("plans", () => {\n  expect(Testing.toBeValidTerraform(json)).toBe(true);\n});`,
      // Two variables of that name: which one is shared cannot be told from the text.
      `import { Testing, TerraformStack } from "cdktf";\nlet json: string;\nbeforeAll(() => {\n  const stack = new TerraformStack(Testing.app(), "test");\n  json = Testing.synth(stack);\n});\nit("is valid", () => {\n  expect(Testing.toBeValidTerraform(json)).toBe(true);\n});\n{\n  let json;\n}`,
      `${TS}\nexpect(Testing.toBeValidTerraform(Testing.synth(stack))).toBe(true);`,
      `${TS}\nconst synthesized = Testing.synth(stack);\nconst valid = Testing.toBeValidTerraform(synthesized);\nexpect(valid).toBe(true);`,
      `${TS}\nlet synthesized: string;\nbeforeEach(() => { synthesized = Testing.synth(stack); });\nit("works", () => { expect(Testing.toBeValidTerraform(synthesized)).toBe(true); });`,
      `${TS}\nexpect(Testing.synth(stack)).toBeValidTerraform();\nexpect(Testing.synthScope(() => {})).not.toPlanSuccessfully();`,
      `${TS}\nexpect(Testing.toHaveResource(Testing.fullSynth(stack), "aws_vpc")).toBe(true);`,
      `${TS}\nTesting.toHaveResource(Testing.synth(stack), "aws_vpc");\nconst unread = Testing.toHaveProvider(Testing.synth(stack), "aws");\nexpect(Testing.toHaveDataSource(Testing.synth(stack), "aws_ami"));`,
      `${TS}\nconst json = Testing.synth(stack);\nexpect(json).toContain("aws_vpc");\nexpect(Testing.toBeValidTerraform(json)).toBe(true);`,
    ],
  },
  python: {
    valid: [
      `${PY}assert Testing.to_be_valid_terraform(Testing.full_synth(stack)) is True`,
      `${PY}assert Testing.to_have_resource(Testing.synth(stack), "aws_vpc")`,
      `${PY}ok = Testing.to_have_resource_with_properties(Testing.synth(stack), "aws_vpc", {})\nassert ok`,
      `${PY}def test_it(synthesized):\n    assert Testing.to_be_valid_terraform(synthesized)`,
      `${PY}@pytest.fixture\ndef synthesized(stack):\n    return Testing.full_synth(stack)\ndef test_it(synthesized):\n    assert Testing.to_be_valid_terraform(synthesized)`,
      `${PY}def check():\n    return Testing.to_have_resource(Testing.synth(stack), "aws_vpc")`,
    ],
    invalid: [
      `${PY}class TestStack:\n    def test_vpc_created(self, stack):\n        synthesized = Testing.synth(stack)\n        resources = Testing.to_be_valid_terraform(synthesized)\n        assert resources is True`,
      `${PY}assert Testing.to_be_valid_terraform(Testing.synth(stack))`,
      `${PY}@pytest.fixture()\ndef synthesized(stack):\n    yield Testing.synth(stack)\ndef test_it(synthesized):\n    assert Testing.to_be_valid_terraform(synthesized)`,
      `${PY}class TestStack:\n    def setup_method(self):\n        self.synthesized = Testing.synth(stack)\n    def test_it(self):\n        assert Testing.to_be_valid_terraform(self.synthesized)`,
      `${PY}assert Testing.to_have_resource(Testing.full_synth(stack), "aws_vpc")`,
      `${PY}Testing.to_have_resource(Testing.synth(stack), "aws_vpc")\nunread = Testing.to_have_provider(Testing.synth(stack), "aws")`,
      `${PY}@pytest.fixture()\ndef synthesized(stack):\n    return Testing.synth(stack)\n\ndef test_json(synthesized):\n    assert "aws_vpc" in synthesized\n\ndef test_it(synthesized):\n    assert Testing.to_be_valid_terraform(synthesized)`,
    ],
  },
});
