/** The plugin's own sources, as far as the scripts use them; imported without a build. */
import { register } from "node:module";

register("./typescript-hooks.mjs", import.meta.url);

export const { pythonName, pythonParameterName } = await import("../../src/dialects/python-names.js");

/** The reader of the packed data: loaded on demand, as data/ need not exist while it is built. */
export const schemaReader = () => import("../../src/providers-schema/schema.js");

/** The reader of packages that are not bundled. */
export const declaredReader = () => import("../../src/providers-schema/declared/index.js");
