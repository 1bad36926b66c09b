import type { Pool } from '#platform/db/pool.ts';
import type { FileRef, Tender } from './tender.types.ts';

/** Tenders that an organisation has something to do with as initiator, agency, centre or department; newest first. */
export async function tendersOf(pool: Pool, orgId: string): Promise<Tender[]> {
  const { rows } = await pool.query<{ state: Tender }>({
    name: 'tenders_of',
    text: `SELECT state FROM stream_head WHERE stream >= 'tender:' AND stream < 'tender;'
           AND $1 IN (state #>> '{initiator,orgId}', state #>> '{agency,orgId}', state #>> '{centre,orgId}', state #>> '{department,orgId}')
           ORDER BY (state ->> 'registeredAt')::bigint DESC`,
    values: [orgId],
  });
  return rows.map((row) => row.state);
}

/** Tenders by id, for the list of one who took their files. */
export async function tendersById(pool: Pool, tenderIds: readonly string[]): Promise<Tender[]> {
  const { rows } = await pool.query<{ state: Tender }>({
    name: 'tenders_by_id', text: `SELECT state FROM stream_head WHERE stream = ANY ($1)`, values: [tenderIds.map((id) => `tender:${id}`)],
  });
  return rows.map((row) => row.state);
}

/** Published tenders whose file can be taken at `at`, by their deadline. */
export async function openTenders(pool: Pool, at: number, limit: number): Promise<Tender[]> {
  const { rows } = await pool.query<{ state: Tender }>({
    name: 'tenders_open',
    text: `SELECT state FROM stream_head WHERE stream >= 'tender:' AND stream < 'tender;' AND state ->> 'status' = 'published'
           AND (state #>> '{published,document,bidDeadlineAt}')::bigint > $1
           ORDER BY (state #>> '{published,document,bidDeadlineAt}')::bigint LIMIT $2`,
    values: [at, limit],
  });
  return rows.map((row) => row.state);
}

/** A file that some published document names: everyone may read it. */
export async function findPublishedFile(pool: Pool, sha256: string): Promise<FileRef | null> {
  const { rows } = await pool.query<{ file: FileRef }>({
    name: 'tender_file',
    text: `SELECT file FROM stream_head, jsonb_array_elements(state #> '{published,document,files}') AS file
           WHERE stream >= 'tender:' AND stream < 'tender;' AND state #> '{published,document,files}' @> jsonb_build_array(jsonb_build_object('sha256', $1::text)) AND file ->> 'sha256' = $1 LIMIT 1`,
    values: [sha256],
  });
  return rows[0]?.file ?? null;
}

/** A file of an objection, and who may read it: objector, initiator side, department. */
export async function findObjectionFile(pool: Pool, sha256: string): Promise<{ file: FileRef; tenderId: string; objectorId: string } | null> {
  const { rows } = await pool.query<{ file: FileRef; tender_id: string; objector_id: string }>({
    name: 'objection_file',
    text: `SELECT file, state ->> 'tenderId' AS tender_id, state #>> '{objector,orgId}' AS objector_id FROM stream_head, jsonb_array_elements(state -> 'files') AS file
           WHERE stream >= 'objection:' AND stream < 'objection;' AND file ->> 'sha256' = $1 LIMIT 1`,
    values: [sha256],
  });
  const row = rows[0];
  return row ? { file: row.file, tenderId: row.tender_id, objectorId: row.objector_id } : null;
}
