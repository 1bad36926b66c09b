import type { Pool } from '#platform/db/pool.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';

/** Where the portal stands: legal time, and a mark that changes whenever what it shows has changed. */
export type Moment = { readonly mark: string; readonly now: Instant };

/**
 * The present moment, looked up for each request but never by two looks at once: whoever asks during a look gets the
 * next one, together. So a page never shows a state older than its request, on any node, and a rush costs little.
 */
export function createMoments(pool: Pool): () => Promise<Moment> {
  let current: Promise<unknown> | null = null;
  let next: Promise<Moment> | null = null;

  function begin(): Promise<Moment> {
    const look = read(pool);
    current = look.then(() => undefined, () => undefined).finally(() => {
      current = null;
    });
    return look;
  }

  async function beginAfter(look: Promise<unknown>): Promise<Moment> {
    await look;
    next = null;
    return await begin();
  }

  return () => {
    if (next) return next;
    if (!current) return begin();
    next = beginAfter(current);
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
