export declare function baseOf(env: Readonly<Record<string, string | undefined>>, folder: string): string | undefined;
