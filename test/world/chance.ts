/** Chance that is the same in every world: a small generator (xorshift32) from a fixed seed, for names and prices of the demo. */
export function chance(seed: number) {
  let state = seed | 0 || 1;
  function next(): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  }
  const below = (n: number): number => Math.floor(next() * n);
  return {
    below,
    between: (low: number, high: number): number => low + below(high - low + 1),
    pick: <T>(values: readonly T[]): T => values[below(values.length)] as T,
    /** `count` different ones, in random order. */
    sample<T>(values: readonly T[], count: number): T[] {
      const pool = [...values];
      return Array.from({ length: Math.min(count, pool.length) }, () => pool.splice(below(pool.length), 1)[0] as T);
    },
    bytes: (length: number): Uint8Array => Uint8Array.from({ length }, () => below(256)),
  };
}

export type Chance = ReturnType<typeof chance>;
