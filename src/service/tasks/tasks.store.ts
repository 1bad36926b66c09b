import type { Instant } from '#kernel/time/instant.ts';
import type { Pool } from '#platform/db/pool.ts';

/** Tenders in which the organisation stands in one of the four public parts, latest first. */
export async function tendersInvolving(pool: Pool, orgId: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ tenderId: string }>({
    name: 'tasks_tenders',
    text: `SELECT state->>'tenderId' AS "tenderId" FROM stream_head WHERE stream >= 'tender:' AND stream < 'tender;'
             AND $1 IN (state->'initiator'->>'orgId', state->'agency'->>'orgId', state->'centre'->>'orgId', state->'department'->>'orgId')
           ORDER BY (state->>'registeredAt')::bigint DESC LIMIT $2`,
    values: [orgId, limit],
  });
  return rows.map(({ tenderId }) => tenderId);
}

/** Tenders on whose panel the person sits. */
export async function tendersJudgedBy(pool: Pool, personId: string): Promise<string[]> {
  const { rows } = await pool.query<{ tenderId: string }>({
    name: 'tasks_panels',
    text: `SELECT state->>'tenderId' AS "tenderId" FROM stream_head WHERE stream >= 'panel:' AND stream < 'panel;' AND state->'members' @> $1::jsonb`,
    values: [JSON.stringify([{ personId }])],
  });
  return rows.map(({ tenderId }) => tenderId);
}

/** Announcements in which the organisation sells, holds or supervises, latest first. */
export async function salesInvolving(pool: Pool, orgId: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ saleId: string }>({
    name: 'tasks_sales',
    text: `SELECT state->>'saleId' AS "saleId" FROM stream_head WHERE stream >= 'sale:' AND stream < 'sale;'
             AND $1 IN (state->'seller'->>'orgId', state->'centre'->>'orgId', state->'department'->>'orgId')
           ORDER BY (state->>'publishedAt')::bigint DESC LIMIT $2`,
    values: [orgId, limit],
  });
  return rows.map(({ saleId }) => saleId);
}

/** Lots for which the organisation has applied, latest first. */
export async function lotsAppliedFor(pool: Pool, orgId: string): Promise<string[]> {
  const { rows } = await pool.query<{ lotId: string }>({
    name: 'tasks_applied',
    text: `SELECT state->>'lotId' AS "lotId" FROM stream_head WHERE stream >= 'application:' AND stream < 'application;' AND state->>'bidderId' = $1 ORDER BY (state->>'appliedAt')::bigint DESC LIMIT 200`,
    values: [orgId],
  });
  return rows.map(({ lotId }) => lotId);
}

export type DueDeposit = { readonly tenderId: string; readonly lotId: string; readonly dueBy: Instant };

export async function depositsDue(pool: Pool, tenderIds: readonly string[]): Promise<DueDeposit[]> {
  const { rows } = await pool.query<DueDeposit>({
    name: 'tasks_deposits',
    text: `SELECT state->>'tenderId' AS "tenderId", state->>'lotId' AS "lotId", (state->'due'->>'dueBy')::bigint AS "dueBy" FROM stream_head
           WHERE stream >= 'deposit:' AND stream < 'deposit;' AND state->>'status' = 'due' AND state->>'tenderId' = ANY ($1)`,
    values: [tenderIds],
  });
  return rows;
}

export type DeclaredDeposit = { readonly tenderId: string; readonly lotId: string; readonly bidderId: string };

/** Deposits of which nobody has said yet whether they came. */
export async function depositsDeclared(pool: Pool, tenderIds: readonly string[]): Promise<DeclaredDeposit[]> {
  const { rows } = await pool.query<DeclaredDeposit>({
    name: 'tasks_deposits_declared',
    text: `SELECT state->>'tenderId' AS "tenderId", state->>'lotId' AS "lotId", state->>'bidderId' AS "bidderId" FROM stream_head
           WHERE stream >= 'deposit:' AND stream < 'deposit;' AND status = 'declared' AND state->>'tenderId' = ANY ($1)`,
    values: [tenderIds],
  });
  return rows;
}

/** How many streams wait for an instant that has passed by more than two seconds. */
export async function streamsOverdue(pool: Pool, now: Instant): Promise<number> {
  const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM stream_head WHERE next_wake_at < $1', [now - 2_000_000]);
  return rows[0]?.n ?? 0;
}
