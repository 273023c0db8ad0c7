/**
 * ESLint's options as a module: worker threads cannot be handed functions and plugins, but they can load them. What
 * the options depend on stands in the query of the module's own URL.
 */
import { eslintOptions, type EslintOptionsInput } from "./lint.js";

const given = new URL(import.meta.url).searchParams.get("given") ?? "{}";

export default await eslintOptions(JSON.parse(given) as EslintOptionsInput);
