import type { Pool } from '#platform/db/pool.ts';
import type { Instant } from '#kernel/time/instant.ts';

/** Every commit has its place in the log, every follower has read to the end, and no opening or draw waits for an agent. */
export async function isSettled(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ settled: boolean }>(`
    SELECT NOT EXISTS (SELECT FROM commit c WHERE NOT EXISTS (SELECT FROM log_leaf l WHERE l.commit_id = c.id))
       AND NOT EXISTS (SELECT FROM follower f WHERE f.next_index <= (SELECT max(index) FROM log_leaf WHERE commit_id IS NOT NULL))
       AND NOT EXISTS (
         SELECT FROM stream_head WHERE (status IN ('closed', 'decrypting') AND stream LIKE 'opening:%')
           OR (status IN ('requested', 'contributing') AND stream LIKE 'panel:%')) AS settled`);
  return rows[0]?.settled ?? true;
}

/** Names of the commands accepted in the span, with how often, the rarest first: the rare ones tell most. */
export async function commandsBetween(pool: Pool, from: Instant, to: Instant): Promise<{ name: string; count: number }[]> {
  const { rows } = await pool.query<{ name: string; count: number }>({
    name: 'demo_commands_between',
    text: `SELECT name, count(*)::int AS count FROM command WHERE at > $1 AND at <= $2 AND outcome::jsonb->>'status' = 'accepted' GROUP BY name ORDER BY 2, 1`,
    values: [from, to],
  });
  return rows;
}
