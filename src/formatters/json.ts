/** ESLint's own JSON result format. */
import type { Formatter } from "./index.js";

const json: Formatter = (results) => `${JSON.stringify(results)}\n`;

export default json;
