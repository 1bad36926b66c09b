import { scopeOfStream } from '#kernel/decider.ts';
import type { Actor } from '#kernel/roles.ts';
import type { Relation } from '#evidence/journal/disclosure.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { JournalEvent } from '#evidence/journal/journal.types.ts';
import { itemAt, type Opening, type Sight } from './feed.ts';
import { eventsFrom, eventsOfScope, publishedSize, readOpenings } from './feed.store.ts';
import type { FeedItem } from './feed.types.ts';
import { isOwn } from './owner.ts';
import { relationsOf } from './relation.ts';
import { readScenes } from './scenes.store.ts';

/** Leaves read in one go. */
const leavesPerRead = 200;

export type PageRequest = { readonly viewer: Actor | null; readonly from: number; readonly limit: number };

/**
 * Pages of the feed. `limit` counts what is shown, and `next` is the place after the last shown, or, when there is
 * nothing more, the size of the published log: of what lies between and is not shown, a cursor says nothing.
 */
export function createPages(pool: Pool, types: () => readonly string[]) {
  const openingsTo = readOpenings(pool);

  return async function page({ viewer, from, limit }: PageRequest): Promise<{ items: FeedItem[]; next: number }> {
    const size = await publishedSize(pool);
    const sees = createSight(pool, viewer);
    const openings = await openingsTo(size);
    const items: FeedItem[] = [];
    for (let at = from; at < size; ) {
      const happened = await eventsFrom(pool, at, size, leavesPerRead);
      const last = happened.at(-1);
      if (!last) break;
      for (const logIndex of new Set(happened.map((event) => event.logIndex))) {
        const item = await itemOf(logIndex, happened.filter((event) => event.logIndex === logIndex), openings, sees);
        if (item) items.push(item);
        if (items.length === limit) return { items, next: logIndex + 1 };
      }
      at = last.logIndex + 1;
    }
    return { items, next: Math.max(from, size) };
  };

  async function itemOf(logIndex: number, happened: readonly JournalEvent[], openings: readonly Opening[], sees: ReturnType<typeof createSight>): Promise<FeedItem | null> {
    const scopes = new Set(openings.filter((opened) => opened.logIndex === logIndex).map(({ scope }) => scope));
    const earlier = (await Promise.all([...scopes].map((scope) => eventsOfScope(pool, types(), scope, logIndex)))).flat();
    return itemAt(logIndex, happened, earlier, await sees([...happened, ...earlier], openings));
  }
}

/** What one reader may see: relations are those of this moment and are looked up once for each scope. */
function createSight(pool: Pool, viewer: Actor | null) {
  const scenes = readScenes(pool);
  return async (events: readonly JournalEvent[], openings: readonly Opening[]): Promise<Sight> => {
    const scopes = [...new Set(events.map(({ stream }) => scopeOfStream(stream)))];
    const found = new Map(await Promise.all(scopes.map(async (scope) => [scope, await relationsOf(viewer, scope, scenes)] as const)));
    return {
      openings,
      relations(event): readonly Relation[] {
        const relations = found.get(scopeOfStream(event.stream)) ?? ['public'];
        return viewer && isOwn(event.stream, event.actor, viewer) ? [...relations, 'self'] : relations;
      },
    };
  };
}
