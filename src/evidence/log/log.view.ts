import type { Pool } from '#platform/db/pool.ts';
import { cosignaturesOf, findCheckpoint, type StoredCheckpoint } from './log.store.ts';

/** The signed note with the co-signatures received so far under it. */
export async function noteWithCosignatures(pool: Pool, checkpoint: StoredCheckpoint): Promise<string> {
  const lines = await cosignaturesOf(pool, checkpoint.size);
  return checkpoint.note + lines.map(({ line }) => line).join('');
}

/** The newest checkpoint that enough co-signers stand under. */
export async function latestCosigned(pool: Pool, quorum: number): Promise<StoredCheckpoint | null> {
  const { rows } = await pool.query<{ size: number }>(
    'SELECT size FROM log_cosignature GROUP BY size HAVING count(*) >= $1 ORDER BY size DESC LIMIT 1', [Math.max(quorum, 1)]);
  return rows[0] ? await findCheckpoint(pool, rows[0].size) : null;
}
