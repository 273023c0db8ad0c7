/** What differs between the languages once syntax is gone: names, literals and wording. */
import type { Language } from "../model/ir.js";
import { pythonName } from "./python-names.js";

export interface Dialect {
  readonly language: Language;
  /** How this language writes a jsii property, method or parameter name: `cidrBlock` → `cidr_block` in Python. */
  name(jsiiName: string): string;
  /** A literal as this language writes it: `true` → `True`. */
  literal(value: string | number | boolean | null | undefined): string;
  /** How the package's module is imported: `@cdktf/provider-aws/lib/vpc` or `cdktf_cdktf_provider_aws.vpc`. */
  modulePath(packageName: string, module: { readonly path: string; readonly python: string }): string;
}

const ecmaScriptDialect: Dialect = {
  language: "ecmascript",
  name: (jsiiName) => jsiiName,
  literal: (value) => (typeof value === "string" ? JSON.stringify(value) : String(value)),
  // A module that is a namespace in a file is imported from the file.
  modulePath: (packageName, module) => (module.path === "" ? packageName : `${packageName}/${module.path.replace(/#.*$/u, "")}`),
};

/** A name without its casing, so that `cidrBlock` and `cidr_block` are the same. */
export function plainName(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

const pythonNames = new Map<string, string>();

export const pythonDialect: Dialect = {
  language: "python",
  name(jsiiName) {
    let name = pythonNames.get(jsiiName);
    if (name === undefined) pythonNames.set(jsiiName, (name = pythonName(jsiiName)));
    return name;
  },
  literal(value) {
    if (value === true) return "True";
    if (value === false) return "False";
    if (value === null || value === undefined) return "None";
    return typeof value === "string" ? JSON.stringify(value) : String(value);
  },
  modulePath: (_packageName, module) => module.python,
};

export function dialectOf(language: Language): Dialect {
  return language === "python" ? pythonDialect : ecmaScriptDialect;
}
