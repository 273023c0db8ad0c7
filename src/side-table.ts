/**
 * What is worked out about an object, for as long as the object lives.
 *
 * It is kept on the object itself: in a WeakMap it would outlive the collections of young objects, and the object with
 * it, which is a large part of the time that a run over many files takes.
 */
export class SideTable<K extends object, V> {
  readonly #key = Symbol("worked out");
  /** For objects that take nothing, as ESLint's are. */
  #others: WeakMap<K, V> | undefined;

  get(object: K): V | undefined {
    return (object as Record<symbol, V | undefined>)[this.#key] ?? this.#others?.get(object);
  }

  set(object: K, value: V): void {
    if (Object.isExtensible(object)) (object as Record<symbol, V>)[this.#key] = value;
    else (this.#others ??= new WeakMap()).set(object, value);
  }
}
