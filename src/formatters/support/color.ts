/** Whether a terminal gets colours. */
import { supportsColor } from "chalk";

/**
 * How many colours: NO_COLOR counts unless FORCE_COLOR contradicts it, as in Node itself.
 *
 * @param wanted `undefined`: as the terminal and the environment say
 */
export function colorLevel(wanted: boolean | undefined): 0 | 1 | 2 | 3 {
  if (wanted === false) return 0;
  const detected = supportsColor ? supportsColor.level : 0;
  if (wanted === true) return detected === 0 ? 1 : detected;
  const { FORCE_COLOR, NO_COLOR } = process.env;
  if (FORCE_COLOR === undefined && NO_COLOR !== undefined && NO_COLOR !== "") return 0;
  return detected;
}
