import type { Pool } from '#platform/db/pool.ts';
import type { Sale, SaleFile } from './sale.types.ts';

/** A file of some announcement, as it was announced. */
export async function findAnnouncedFile(pool: Pool, sha256: string): Promise<SaleFile | null> {
  const { rows } = await pool.query<{ state: Sale }>({
    name: 'sale_with_file',
    text: `SELECT state FROM stream_head WHERE stream >= 'sale:' AND stream < 'sale;' AND state->'files' @> jsonb_build_array(jsonb_build_object('sha256', $1::text)) LIMIT 1`,
    values: [sha256],
  });
  return rows[0]?.state.files.find((file) => file.sha256 === sha256) ?? null;
}
