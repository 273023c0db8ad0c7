/** The members of classes and interfaces of the schema by the names that a language gives them. */
import type { Dialect } from "../dialects/dialect.js";
import type { ClassSchema, InterfaceSchema, MemberSchema, MethodSchema, TypeSchema } from "../providers-schema/types.js";

export type Member = { readonly owner: TypeSchema; readonly member: MemberSchema } | { readonly owner: TypeSchema; readonly method: MethodSchema };
/** Members by name. */
export type MemberIndex = Pick<ReadonlyMap<string, Member>, "get" | "has" | "keys">;
export type MemberOwner = ClassSchema | InterfaceSchema;

const indexes = new WeakMap<MemberOwner, Map<Dialect, { readonly chain: readonly MemberOwner[]; readonly index: MemberIndex }>>();

/**
 * The members of the first type of a chain by the names that a language gives them; the same object for the same chain,
 * in whichever file.
 *
 * @param chain the type and what it inherits from, nearest first
 */
export function memberIndexOf(chain: readonly MemberOwner[], dialect: Dialect): MemberIndex {
  const type = chain[0]!;
  let ofType = indexes.get(type);
  if (!ofType) indexes.set(type, (ofType = new Map()));
  const known = ofType.get(dialect);
  if (known?.chain.length === chain.length && known.chain.every((one, at) => one === chain[at])) return known.index;
  const index = dialect.language === "python" ? indexInPython(chain, dialect) : new OwnNames(chain);
  ofType.set(dialect, { chain, index });
  return index;
}

function indexInPython(chain: readonly MemberOwner[], dialect: Dialect): MemberIndex {
  const index = new Map<string, Member>();
  const add = (name: string, entry: Member): void => {
    if (!index.has(name)) index.set(name, entry);
  };
  for (const owner of chain) {
    for (const member of owner.properties.values()) {
      const name = dialect.name(member.name);
      add(name, { owner, member });
      // Python writes constants in capitals.
      if (member.static) add(name.toUpperCase(), { owner, member });
    }
    for (const method of owner.methods.values()) add(dialect.name(method.name), { owner, method });
  }
  return index;
}

/** In TypeScript members are called as they are in the schema, so they are looked up there. */
class OwnNames implements MemberIndex {
  constructor(private readonly chain: readonly MemberOwner[]) {}

  get(name: string): Member | undefined {
    for (const owner of this.chain) {
      const member = owner.properties.get(name);
      if (member) return { owner, member };
      const method = owner.methods.get(name);
      if (method) return { owner, method };
    }
    return undefined;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  keys(): MapIterator<string> {
    return new Set(this.chain.flatMap(({ properties, methods }) => [...properties.keys(), ...methods.keys()])).values();
  }
}
