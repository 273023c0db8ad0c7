/** Python for whoever reads files. */
import { provideFrontEnd } from "../front-ends.js";
import { lowerPython } from "./lower.js";
import type { PyModule } from "./nodes.js";
import { isWellFormed, parsePython } from "./parser.js";

provideFrontEnd("python", {
  parse(text) {
    const result = parsePython(text);
    return result.ok ? (filename) => lowerPython(result.ast, filename) : undefined;
  },
  isWellFormed,
  lower: (ast, filename) => lowerPython(ast as PyModule, filename),
});
