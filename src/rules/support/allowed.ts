/** The option `allow`: members of classes that the schema does not know and that are there all the same. */
import { plainName } from "../../dialects/dialect.js";
import type { RuleOptions } from "./create-rule.js";

export interface AllowOptions {
  /** `Class.member`, `Class.block.key`, or `*.member` for every class; in the writing of either language. */
  readonly allow: readonly string[];
}

export const allowOptions: RuleOptions<AllowOptions> = {
  properties: {
    allow: { type: "array", uniqueItems: true, items: { type: "string", pattern: "^(?:\\*|\\w+)(?:\\.\\w+)+$" } },
  },
  defaults: { allow: [] },
};

/**
 * Whether a member is allowed.
 *
 * @param owner name of the class
 * @param path names from the class to the member: blocks, then the key
 */
export function isAllowed({ allow }: AllowOptions, owner: string, path: readonly string[]): boolean {
  return allow.some((entry) => {
    const [cls, ...names] = entry.split(".");
    return (cls === "*" || cls === owner) && names.length === path.length && names.every((name, at) => plainName(name) === plainName(path[at]!));
  });
}
