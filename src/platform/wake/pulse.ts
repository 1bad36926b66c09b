import type { Pool } from '#platform/db/pool.ts';
import type { Pipeline } from '#platform/command/pipeline.ts';
import { systemActor } from '#kernel/roles.ts';
import { microsPerSecond } from '#kernel/time/instant.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';

/** A pause longer than this, with no node alive, is an outage. */
const gapMicros = 5 * microsPerSecond;

/**
 * Says once a second that this node lives, by the machine clock of the database. A gap, whether the process was away, the
 * machine asleep or the database down, is told to the journal before this node decides anything or does what has fallen due.
 */
export function createPulse(pool: Pool, pipeline: Pipeline, node: string) {
  let lastAt = 0;

  /** Records a gap if there was one, then beats. */
  async function keep(): Promise<void> {
    await recordGap(pool, pipeline);
    await beat(pool, node);
    lastAt = machineNow();
  }

  pipeline.mind({ longestMs: gapMicros / 1_000, end: keep });
  return {
    keep,
    /** Before a sweep: costs nothing while the pulse is regular. */
    async keepIfLate(): Promise<void> {
      if (machineNow() - lastAt > gapMicros) await keep();
    },
  };
}

async function beat(pool: Pool, node: string): Promise<void> {
  await pool.query({ name: 'pulse', text: 'INSERT INTO node_pulse (node, machine_at) VALUES ($1, machine_now()) ON CONFLICT (node) DO UPDATE SET machine_at = excluded.machine_at', values: [node] });
}

/**
 * The gap is measured on the machine clock and told in legal time. The key names the last pulse before it, so that of
 * nodes which come back together one records it.
 */
async function recordGap(pool: Pool, pipeline: Pipeline): Promise<void> {
  const { rows } = await pool.query<{ last: number | null; now: number }>({ name: 'pulse_last', text: 'SELECT max(machine_at) AS last, machine_now() AS now FROM node_pulse' });
  const row = rows[0];
  if (row?.last == null || row.now - row.last <= gapMicros) return;
  const to = await legalNow(pool);
  await pipeline.runFirst({ name: 'outage.record', actor: systemActor, key: `outage-${row.last}`, body: { from: to - (row.now - row.last), to } });
}
