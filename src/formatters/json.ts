/** ESLint's own JSON result format. */
import type { Formatter } from "./index.js";

export const json: Formatter = (results) => `${JSON.stringify(results)}\n`;
