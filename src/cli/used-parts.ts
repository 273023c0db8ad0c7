/** What a run has a use for, by which its compiled code differs from that of other runs (compiled.ts). */
const used = new Set<string>();

/** Notes a part, one word. */
export function use(part: string): void {
  used.add(part);
}

/** The parts noted so far. */
export function usedParts(): string[] {
  return [...used];
}
