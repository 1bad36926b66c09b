import type { FileRef } from '#trade/tender/tender.types.ts';
import type { Pool } from '#platform/db/pool.ts';

/** The file of an uploaded contract, for its two sides, the initiator's agency and the department. */
export async function findUploadedContract(pool: Pool, sha256: string, orgId: string): Promise<{ readonly file: FileRef } | null> {
  const { rows } = await pool.query<{ file: FileRef }>({
    name: 'contract_file',
    text: `SELECT c.state->'upload'->'file' AS file FROM stream_head c JOIN stream_head t ON t.stream = 'tender:' || (c.state->>'tenderId')
           WHERE c.stream >= 'contract:' AND c.stream < 'contract;' AND c.state->'upload'->'file'->>'sha256' = $1
             AND $2 IN (c.state->'terms'->>'winnerOrgId', t.state->'initiator'->>'orgId', t.state->'agency'->>'orgId', t.state->'department'->>'orgId') LIMIT 1`,
    values: [sha256, orgId],
  });
  return rows[0] ?? null;
}
