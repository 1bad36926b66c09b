import type { Head } from './head.ts';

/** Shorter states are read again: to ask whether one is still as it was costs as much. */
const worthKeepingChars = 2_048;
const keptMost = 256;

/**
 * States of streams as last read, so that the long ones which every command looks at (a tender with its document) cross
 * from the database only after they have changed. The database says whether a version is still the latest; nothing here
 * is believed without it. States are values: nobody changes one in place.
 */
export class KnownHeads {
  readonly #heads = new Map<string, Head>();

  /** What is kept of these streams. */
  among(streams: readonly string[]): Map<string, Head> {
    const found = new Map<string, Head>();
    for (const stream of streams) {
      const head = this.#heads.get(stream);
      if (head) found.set(stream, head);
    }
    return found;
  }

  /** Keeps a head that came as a text of so many characters, instead of the one that came first. */
  keep(stream: string, head: Head, chars: number): void {
    if (chars < worthKeepingChars) return;
    this.#heads.delete(stream);
    this.#heads.set(stream, head);
    const [oldest] = this.#heads.keys();
    if (this.#heads.size > keptMost && oldest !== undefined) this.#heads.delete(oldest);
  }
}
