export function documentWith(text: string, results: object): string;
