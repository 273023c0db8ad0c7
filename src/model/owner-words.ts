/** Names that repeat words of what they belong to: `bucketArn` of a bucket, `dbName` of a database instance. */
import { plainName } from "../dialects/dialect.js";

function wordsOf(owner: string): readonly string[] {
  return owner.replace(/Config$/u, "").split(/(?=[A-Z])/u);
}

/**
 * The name that is left without the owner's words before it: `vpcId` of `Vpc` is `id`.
 *
 * @param names those that the owner has
 */
export function withoutOwner(owner: string, name: string, names: Iterable<string>): string | undefined {
  const known = new Map([...names].map((one) => [plainName(one), one]));
  const plain = plainName(name);
  const words = wordsOf(owner);
  for (let at = 0; at < words.length; at++) {
    const run = plainName(words.slice(at).join(""));
    const found = plain.startsWith(run) ? known.get(plain.slice(run.length)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The name with words of the owner before it: `name` of `DbInstance` is `dbName`. */
export function withOwner(owner: string, name: string, names: Iterable<string>): string | undefined {
  const known = new Map([...names].map((one) => [plainName(one), one]));
  const words = wordsOf(owner);
  const runs = words.flatMap((_, from) => words.slice(from).map((__, length) => plainName(words.slice(from, from + length + 1).join(""))));
  const found = runs.filter((run) => known.has(run + plainName(name)));
  return found.length === 1 ? known.get((found[0] ?? "") + plainName(name)) : undefined;
}
