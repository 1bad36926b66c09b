import type { Pool } from '#platform/db/pool.ts';
import type { Pipeline } from '#platform/command/pipeline.ts';
import { systemActor } from '#kernel/roles.ts';
import { microsPerSecond } from '#kernel/time/instant.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';

/** A pause longer than this, with no node alive, is an outage. */
const gapMicros = 5 * microsPerSecond;

/** Says that this node lives, by the machine clock of the database. */
export async function beat(pool: Pool, node: string): Promise<void> {
  await pool.query({ name: 'pulse', text: 'INSERT INTO node_pulse (node, machine_at) VALUES ($1, machine_now()) ON CONFLICT (node) DO UPDATE SET machine_at = excluded.machine_at', values: [node] });
}

/**
 * The first command after a gap: before any wake or bid, the journal learns that the platform was away. The gap is
 * measured on the machine clock and told in legal time.
 */
export async function recordGap(pool: Pool, pipeline: Pipeline, node: string): Promise<void> {
  const { rows } = await pool.query<{ last: number | null; now: number }>('SELECT max(machine_at) AS last, machine_now() AS now FROM node_pulse');
  const row = rows[0];
  if (row?.last != null && row.now - row.last > gapMicros) {
    const to = await legalNow(pool);
    const from = to - (row.now - row.last);
    await pipeline.run({ name: 'outage.record', actor: systemActor, key: `outage-${node}`, body: { from, to } });
  }
  await beat(pool, node);
}
