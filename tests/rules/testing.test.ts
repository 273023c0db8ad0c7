/** Testing helpers with what they are given, and who reads their verdict. */
import { testPrograms } from "../support/programs.js";

const TS = `import { Construct } from "constructs"; import { TerraformStack } from "cdktf"; import * as aws from "@cdktf/provider-aws"; declare const scope: Construct; declare const anything: any;\n`;
const PY = `import cdktf_cdktf_provider_aws as aws\nfrom cdktf_cdktf_provider_aws.vpc import Vpc\nfrom cdktf import TerraformOutput, TerraformStack\n`;

testPrograms("typescript", TS, {
  "helpers with what they are given": `import { Testing } from "cdktf";
declare const stack: TerraformStack; declare const expect: any; declare const beforeAll: any; declare const it: any;
expect(Testing.synth(stack)).toBeValidTerraform();
expect(Testing.synth(stack)).not.toPlanSuccessfully();
expect(Testing.synthScope(() => {})).toBeValidTerraform();
expect(Testing.toBeValidTerraform(Testing.synth(stack))).toBe(true);
expect(Testing.toHaveResource(Testing.fullSynth(stack), "x")).toBe(true);
expect(Testing.toHaveResourceWithProperties(Testing.fullSynth(stack), "x", {})).toBe(true);
expect(Testing.toHaveProvider(Testing.fullSynth(stack), "x")).toBe(true);
expect(Testing.toHaveDataSourceWithProperties(Testing.synth(stack), "x", {}));
Testing.toHaveResource(Testing.synth(stack), "x");
const unread = Testing.toHaveResource(Testing.synth(stack), "x");
const read = Testing.toHaveResource(Testing.synth(stack), "x"); expect(read).toBe(true);
const json = Testing.synth(stack);
expect(json).toBeValidTerraform();
const twice = Testing.synth(stack);
expect(twice).toPlanSuccessfully(); expect(twice).toContain("x");
const folder = Testing.fullSynth(stack);
expect(Testing.toHaveResource(folder, "x")).toBe(true);
let changed = Testing.synth(stack); changed = Testing.synth(stack);
expect(changed).toBeValidTerraform();
expect(anything ? Testing.synth(stack) : Testing.synthScope(() => {})).toBeValidTerraform();
expect(anything ? Testing.synth(stack) : Testing.synth(stack)).toBeValidTerraform();
expect(anything ? Testing.synth(stack) : Testing.fullSynth(stack)).toBeValidTerraform();
expect().toBeValidTerraform(); expect.toBeValidTerraform(); anything().toBeValidTerraform(); toBeValidTerraform(json); anything.expect(json).toBeValidTerraform();
Testing.toBeValidTerraform(); Testing.toBeValidTerraform(...anything); expect(...anything).toBeValidTerraform();
expect(Testing.synth(stack, true)).toBeValidTerraform();`,
  "a stack that only beforeAll knows": `import { Testing } from "cdktf";
declare const expect: any; declare const beforeAll: any; declare const it: any;
let synthesized: string;
beforeAll(() => {
  const stack = new TerraformStack(scope, "s");
  synthesized = Testing.synth(stack);
});
it("is valid", () => { expect(synthesized).toBeValidTerraform(); });
it("has resources", () => { expect(synthesized).toContain("x"); });`,
  "a stack that only beforeAll knows, whose folder is known": `import { Testing } from "cdktf";
declare const expect: any; declare const beforeAll: any; declare const it: any;
let synthesized: string;
let full: string;
beforeAll(() => {
  const stack = new TerraformStack(scope, "s");
  synthesized = Testing.synth(stack);
  full = Testing.fullSynth(stack);
});
it("is valid", () => { expect(synthesized).toBeValidTerraform(); expect(full).toBeValidTerraform(); });
it("has resources", () => { expect(synthesized).toContain("x"); });`,
  "a stack that only beforeAll knows, beside the folder of another": `import { Testing } from "cdktf";
declare const expect: any; declare const beforeAll: any; declare const it: any;
let synthesized; let directory;
let full: string;
beforeAll(() => {
  const stack = new TerraformStack(scope, "s"); const other = new TerraformStack(scope, "t");
  synthesized = Testing.synth(stack);
  full = Testing.fullSynth(other);
});
it("is valid", () => { expect(synthesized).toBeValidTerraform(); expect(full).toBeValidTerraform(); });
it("has resources", () => { expect(synthesized).toContain("x"); });`,
  "a stack that only beforeAll knows, where the names are taken": `import { Testing } from "cdktf";
declare const expect: any; declare const beforeAll: any; declare const it: any;
let synthesized: string
const directory = 1; const synthesizedDirectory = 2;
beforeAll(() => {
  const stack = new TerraformStack(scope, "s");
  synthesized = Testing.synth(stack)
});
it("is valid", () => { expect(synthesized).toBeValidTerraform(); expect(synthesized).toContain("x"); });`,
});

testPrograms("python", PY, {
  "helpers with what they are given": `import pytest
from cdktf import Testing
Testing.to_be_valid_terraform(Testing.synth(stack))
assert Testing.to_be_valid_terraform(Testing.synth(stack))
assert Testing.to_plan_successfully(Testing.synth_scope(fn))
assert Testing.to_have_resource(Testing.full_synth(stack), "x")
Testing.to_have_resource(Testing.synth(stack), "x")
unread = Testing.to_have_provider(Testing.synth(stack), "x")
read = Testing.to_have_provider(Testing.synth(stack), "x")
assert read
@pytest.fixture
def stack():
    return TerraformStack(scope, "s")
@pytest.fixture
def synthesized(stack):
    return Testing.synth(stack)
def test_valid(synthesized):
    assert Testing.to_be_valid_terraform(synthesized)
    assert "x" in synthesized
def test_both(synthesized, stack):
    assert Testing.to_be_valid_terraform(synthesized)
    assert "x" in synthesized
def test_default(synthesized=1):
    assert Testing.to_be_valid_terraform(synthesized)
def test_none():
    assert Testing.to_be_valid_terraform()`,
});
