/** TypeScript and JavaScript for whoever reads files. */
import { provideFrontEnd } from "../front-ends.js";
import { type EsNode, lowerEcmaScript } from "./lower.js";
import { parseEcmaScript } from "./oxc.js";

provideFrontEnd("ecmascript", {
  parse(text, filename) {
    const result = parseEcmaScript(text, filename);
    return result.ok ? (name) => lowerEcmaScript(result.program, name) : undefined;
  },
  isWellFormed: (text, filename) => parseEcmaScript(text, filename).ok,
  lower: (ast, filename) => lowerEcmaScript(ast as EsNode, filename),
});
