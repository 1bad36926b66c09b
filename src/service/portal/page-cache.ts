import { microsPerSecond, type Instant } from '#kernel/time/instant.ts';

/**
 * Rendered pages of readers who are not logged in, by address, for one mark of the journal and one second: what has
 * changed in the journal or by the clock is never shown late, and a rush on one page costs one rendering.
 */
export function createPageCache(entriesMax: number) {
  let pages = new Map<string, Promise<Buffer>>();
  let stamp = '';

  return {
    async page(address: string, moment: { readonly mark: string; readonly now: Instant }, render: () => Promise<string>): Promise<Buffer> {
      const current = `${moment.mark}@${Math.floor(moment.now / microsPerSecond)}`;
      if (current !== stamp || pages.size >= entriesMax) {
        pages = new Map();
        stamp = current;
      }
      const cached = pages.get(address);
      if (cached) return await cached;
      const kept = pages;
      const made = render().then((text) => Buffer.from(text));
      kept.set(address, made);
      made.catch(() => kept.delete(address));
      return await made;
    },
  };
}

export type PageCache = ReturnType<typeof createPageCache>;
