/** Typing as it is done in an editor that closes brackets and quotes by itself. */

const CLOSED: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", '"': '"' };

export interface Keystroke {
  /** Where the text is typed, counted from where typing began. */
  readonly at: number;
  /** How many characters behind it are typed over. */
  readonly removed: number;
  readonly text: string;
}

/**
 * The keystrokes by which a text comes about: opening a bracket or a string closes it, and typing what closes it
 * goes over what is there.
 */
export function* keystrokes(typed: string): Generator<Keystroke> {
  const open: string[] = [];
  for (let at = 0; at < typed.length; at++) {
    const character = typed.charAt(at);
    if (open.at(-1) === character) {
      open.pop();
      yield { at, removed: 1, text: character };
      continue;
    }
    const closing = open.at(-1) === '"' && character !== "{" ? undefined : CLOSED[character];
    if (closing !== undefined) open.push(closing);
    yield { at, removed: 0, text: character + (closing ?? "") };
  }
}
