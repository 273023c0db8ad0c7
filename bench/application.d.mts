export const CONSTRUCTS: number;
export function writeApplication(
  folder: string,
  wanted: { readonly language: "typescript" | "python"; readonly stacks: number; readonly plain?: number; readonly isNamespace?: boolean },
): { files: number; constructs: number; mistakes: number };
export function longStack(language: "typescript" | "python", lines: number): string;
