import type { Pool } from '#platform/db/pool.ts';
import type { FileRef } from '#trade/tender/tender.types.ts';
import type { Deposit } from './deposit.types.ts';

export type LotBidders = { readonly lotId: string; readonly bidderIds: readonly string[] };

/** Bidders on a public list whose deposit is not on the ledger yet. */
export async function depositsToRecord(pool: Pool): Promise<LotBidders[]> {
  const { rows } = await pool.query<LotBidders>({
    name: 'deposits_to_record',
    text: `SELECT l->>'lotId' AS "lotId", array_agg(b->>'bidderId' ORDER BY b->>'bidderId') AS "bidderIds"
           FROM heads_under('opening:') o, jsonb_array_elements(o.state->'lots') l, jsonb_array_elements(l->'accepted') b
           WHERE o.status IN ('announced', 'confirmed')
             AND NOT EXISTS (SELECT FROM stream_head d WHERE d.stream = 'deposit:' || (l->>'lotId') || ':' || (b->>'bidderId'))
             AND EXISTS (SELECT FROM stream_head t, jsonb_array_elements(t.state->'published'->'document'->'lots') x WHERE t.stream = 'tender:' || (o.state->>'tenderId') AND x->>'lotId' = l->>'lotId' AND x->>'depositFen' <> '0')
           GROUP BY 1 LIMIT 100`,
  });
  return rows;
}

export type SealedBid = { readonly lotId: string; readonly bidderId: string; readonly manifestHash: string };

/** Bids that stay sealed because their lot failed at the close or the tender was terminated, and whose deposit is not on the ledger yet. */
export async function sealedDepositsToRecord(pool: Pool): Promise<SealedBid[]> {
  const { rows } = await pool.query<SealedBid>({
    name: 'deposits_sealed_to_record',
    text: `SELECT b.state->>'lotId' AS "lotId", b.state->>'bidderId' AS "bidderId", b.state->>'manifestHash' AS "manifestHash"
           FROM (SELECT o.state->>'tenderId' AS id, l->>'lotId' AS lot FROM heads_under('opening:') o, jsonb_array_elements(o.state->'lots') l WHERE l->>'status' = 'failed'
                 UNION ALL SELECT t.state->>'tenderId', l->>'lotId' FROM stream_head t, jsonb_array_elements(t.state->'lots') l
                 WHERE t.status = 'ended' AND t.stream >= 'tender:' AND t.stream < 'tender;' AND t.state ? 'termination') e,
             heads_under('bid:' || e.lot || ':') b
           WHERE b.status = 'submitted'
             AND NOT EXISTS (SELECT FROM heads_under('deposit:' || e.lot || ':') d WHERE d.state->>'bidderId' = b.state->>'bidderId')
             AND EXISTS (SELECT FROM stream_head t, jsonb_array_elements(t.state->'published'->'document'->'lots') x WHERE t.stream = 'tender:' || e.id AND x->>'lotId' = e.lot AND x->>'depositFen' <> '0')
           ORDER BY b.stream LIMIT 200`,
  });
  return rows;
}

/** Deposits still held although something has made them due. */
export async function depositsToReturn(pool: Pool): Promise<LotBidders[]> {
  const { rows } = await pool.query<LotBidders>({
    name: 'deposits_to_return',
    text: `SELECT d.state->>'lotId' AS "lotId", array_agg(d.state->>'ref' ORDER BY d.state->>'ref') AS "bidderIds"
           FROM stream_head d
           LEFT JOIN stream_head c ON c.stream = 'contract:' || (d.state->>'lotId') LEFT JOIN stream_head a ON a.stream = 'award:' || (d.state->>'lotId')
           LEFT JOIN stream_head o ON o.stream = 'opening:' || (d.state->>'tenderId') LEFT JOIN stream_head t ON t.stream = 'tender:' || (d.state->>'tenderId')
           WHERE d.status = 'held' AND d.stream >= 'deposit:' AND d.stream < 'deposit;'
             AND (c.status = 'signed' OR a.status = 'failed' OR t.state ? 'termination'
                  OR EXISTS (SELECT 1 FROM jsonb_array_elements(o.state->'lots') l WHERE l->>'lotId' = d.state->>'lotId' AND l->>'status' = 'failed')
                  OR EXISTS (SELECT 1 FROM jsonb_array_elements(o.state->'lots') l, jsonb_array_elements(l->'accepted') b
                             WHERE l->>'lotId' = d.state->>'lotId' AND b->>'bidderId' = d.state->>'bidderId' AND b->'outcome'->>'kind' = 'withdrawn'))
           GROUP BY 1 LIMIT 100`,
  });
  return rows;
}

export type LedgerRow = { readonly deposit: Deposit; readonly tenderName: string; readonly lotName: string };

/** The ledger of one organisation: as bidder its own, as holder those of its tenders; what is owed soonest first. */
export async function depositsOf(pool: Pool, orgId: string): Promise<LedgerRow[]> {
  const { rows } = await pool.query<LedgerRow>({
    name: 'deposits_of',
    text: `SELECT d.state AS deposit, t.state->>'name' AS "tenderName", l->>'name' AS "lotName"
           FROM stream_head d JOIN stream_head t ON t.stream = 'tender:' || (d.state->>'tenderId'), jsonb_array_elements(t.state->'lots') l
           WHERE d.stream >= 'deposit:' AND d.stream < 'deposit:' || U&'\\FFFF' AND l->>'lotId' = d.state->>'lotId'
             AND ($1 = d.state->>'bidderId' OR $1 IN (t.state->'initiator'->>'orgId', t.state->'agency'->>'orgId', t.state->'centre'->>'orgId', t.state->'department'->>'orgId'))
           ORDER BY (d.state->'due'->>'dueBy')::bigint NULLS LAST, d.stream LIMIT 2000`,
    values: [orgId],
  });
  return rows;
}

/** A file on which money was kept back, for its bidder, the initiator's side and the department. */
export async function findForfeitEvidence(pool: Pool, sha256: string, orgId: string): Promise<FileRef | null> {
  const { rows } = await pool.query<{ file: FileRef }>({
    name: 'deposit_forfeit_file',
    text: `SELECT f AS file FROM stream_head d JOIN stream_head t ON t.stream = 'tender:' || (d.state->>'tenderId'), jsonb_array_elements(d.state->'forfeited'->'evidence') f
           WHERE d.stream >= 'deposit:' AND d.stream < 'deposit;' AND d.status = 'forfeited' AND f->>'sha256' = $1
             AND $2 IN (d.state->>'bidderId', t.state->'initiator'->>'orgId', t.state->'agency'->>'orgId', t.state->'department'->>'orgId') LIMIT 1`,
    values: [sha256, orgId],
  });
  return rows[0]?.file ?? null;
}
