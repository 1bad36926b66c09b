/**
 * Rendered pages of readers who are not logged in, by address, feed position and second: what has changed in the
 * journal or by the clock is never shown late, and a rush on one page costs one rendering.
 */
export function createPageCache(options: { readonly position: () => number; readonly entriesMax: number }) {
  const pages = new Map<string, Promise<Buffer>>();
  let stamp = '';

  return {
    async page(address: string, second: number, render: () => Promise<string>): Promise<Buffer> {
      const current = `${options.position()}@${second}`;
      if (current !== stamp || pages.size >= options.entriesMax) {
        pages.clear();
        stamp = current;
      }
      const cached = pages.get(address);
      if (cached) return await cached;
      const made = render().then((text) => Buffer.from(text));
      pages.set(address, made);
      made.catch(() => pages.delete(address));
      return await made;
    },
  };
}

export type PageCache = ReturnType<typeof createPageCache>;
