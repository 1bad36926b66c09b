import type { Pool } from '#platform/db/pool.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';

/** Where the portal stands: legal time, and a mark that changes whenever what it shows has changed. */
export type Moment = { readonly mark: string; readonly now: Instant };

/** A second look under way while the first answers keeps readers from waiting in step. */
const looksMax = 2;

/**
 * The present moment, looked up for each request but by few looks at a time: whoever asks while they are under way gets
 * the next one, together. So a page never shows a state older than its request, on any node, and a rush costs little.
 */
export function createMoments(pool: Pool): () => Promise<Moment> {
  const underWay = new Set<Promise<unknown>>();
  let next: Promise<Moment> | null = null;

  function begin(): Promise<Moment> {
    const look = read(pool);
    const settled = look.then(() => undefined, () => undefined).finally(() => underWay.delete(settled));
    underWay.add(settled);
    return look;
  }

  async function beginWhenFree(): Promise<Moment> {
    await Promise.race(underWay);
    next = null;
    return await begin();
  }

  return () => {
    if (next) return next;
    if (underWay.size < looksMax) return begin();
    next = beginWhenFree();
    return next;
  };
}

async function read(pool: Pool): Promise<Moment> {
  const { rows } = await pool.query<{ position: number | null; size: number | null; now: number }>({
    name: 'portal_moment',
    text: "SELECT (SELECT next_index FROM follower WHERE name = 'portal') AS position, (SELECT max(size) FROM log_checkpoint) AS size, legal_now() AS now",
  });
  const row = rows[0];
  if (!row) throw new Error('no moment');
  return { mark: `${row.position ?? 0}.${row.size ?? 0}`, now: instant(row.now) };
}
