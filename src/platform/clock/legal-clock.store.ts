import type { Pool } from 'pg';
import { instant, type Instant } from '#kernel/time/instant.ts';

/** The legal clock: one SQL function, the same for every node. */
export async function legalNow(pool: Pool): Promise<Instant> {
  const { rows } = await pool.query<{ now: number }>({ name: 'legal_now', text: 'SELECT legal_now() AS now' });
  return instant((rows[0] as { now: number }).now);
}

/** Moves legal time on to `to`; it never goes back. Only where the owner has granted it: demo and tests. */
export async function advanceLegalClock(pool: Pool, to: Instant): Promise<Instant> {
  const { rows } = await pool.query<{ now: number }>('SELECT legal_clock_advance($1) AS now', [to]);
  return instant((rows[0] as { now: number }).now);
}
