import type { HttpApp } from '#platform/http/app.ts';
import type { FeedPage } from '#service/feed/feed.types.ts';
import type { TenderPlan } from '#world/playbook/plan.ts';
import { filled, getRoutes } from '#test/harness/addresses.ts';

/** What every address without login answers, by address. */
export type Surface = ReadonlyMap<string, string>;

/** Not texts for readers: built files, the desk's empty page, this machine's counters; the stream of the hall never ends and repeats what the hall's address answers. */
const aside = /^\/(?:assets|desk|metrics)\b|\/events$/;
const feedPage = 500;

/**
 * All that somebody without login can fetch: every route with the names of this tender, the feed, each leaf of the log, and every page linked
 * from there. A list under a filter shows no more than the list.
 */
export async function publicSurface(app: HttpApp, { tenderId, projectId, lots }: TenderPlan): Promise<Surface> {
  const surface = new Map<string, string>();
  const named = { tenderId: [tenderId], id: [tenderId], projectId: [projectId], lotId: lots.map(({ lotId }) => lotId), bidderId: lots.flatMap(({ bidders }) => bidders.map(({ orgId }) => orgId)) };
  const waiting = filled(getRoutes(app), named).filter((address) => !aside.test(address));

  async function fetchText(address: string): Promise<string> {
    const answer = await app.inject({ url: address, headers: { host: 'ovoo.test' } });
    const text = `${answer.statusCode} ${JSON.stringify(answer.headers['location'] ?? '')} ${answer.body}`;
    surface.set(address, text);
    return text;
  }

  let end = 0;
  for (let from = 0; ;) {
    const address = `/api/feed?from=${from}&limit=${feedPage}`;
    const { items, next } = JSON.parse((await fetchText(address)).replace(/^200 "" /, '')) as FeedPage;
    end = Math.max(end, next);
    if (items.length === 0 || next <= from) break;
    from = next;
  }
  for (let index = 0; index < end; index++) waiting.push(`/log?index=${index}`, `/api/log/leaf/${index}`);
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (surface.has(address)) continue;
    const text = await fetchText(address);
    for (const [, to] of text.matchAll(/href="(\/[^"#?]*)/g)) if (to !== undefined && !aside.test(to) && !surface.has(to)) waiting.push(to);
  }
  return surface;
}

/** How often each of these stands in a text; numbers as whole words only, for the short number of a person may be part of a hash. */
export function timesIn(text: string, secrets: readonly string[]): ReadonlyMap<string, number> {
  const isNumber = (secret: string): boolean => /^\w+$/.test(secret);
  const times = new Map<string, number>(secrets.filter((secret) => !isNumber(secret) && text.includes(secret)).map((secret) => [secret, text.split(secret).length - 1]));
  const numbers = new Set(secrets.filter(isNumber));
  for (const [word] of text.matchAll(/[\w-]+/g)) if (numbers.has(word)) times.set(word, (times.get(word) ?? 0) + 1);
  return times;
}
