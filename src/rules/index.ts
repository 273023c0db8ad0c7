/** All rules by name. */
import { noDroppedBlockKeys } from "./no-dropped-block-keys.js";
import { noDuplicateConstructId } from "./no-duplicate-construct-id.js";
import { noInlineRoutes } from "./no-inline-routes.js";
import { noMissingProperty } from "./no-missing-property.js";
import { noUnknownAttribute } from "./no-unknown-attribute.js";
import { noUnknownImport } from "./no-unknown-import.js";
import { noUnknownProperty } from "./no-unknown-property.js";
import { requireIntegrationDependency } from "./require-integration-dependency.js";
import { requireStackOutputs } from "./require-stack-outputs.js";
import type { CdktfRule } from "./support/create-rule.js";
import { validConstructCall } from "./valid-construct-call.js";
import { validPropertyType } from "./valid-property-type.js";
import { validTestingAssertion } from "./valid-testing-assertion.js";

export const rules: Readonly<Record<string, CdktfRule>> = {
  "no-dropped-block-keys": noDroppedBlockKeys,
  "no-duplicate-construct-id": noDuplicateConstructId,
  "no-inline-routes": noInlineRoutes,
  "no-missing-property": noMissingProperty,
  "no-unknown-attribute": noUnknownAttribute,
  "no-unknown-import": noUnknownImport,
  "no-unknown-property": noUnknownProperty,
  "require-integration-dependency": requireIntegrationDependency,
  "require-stack-outputs": requireStackOutputs,
  "valid-construct-call": validConstructCall,
  "valid-property-type": validPropertyType,
  "valid-testing-assertion": validTestingAssertion,
};
