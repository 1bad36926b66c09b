import { readPublicEvidence, type PublicEvidence } from '#evidence/journal/evidence.store.ts';
import type { Pool } from '#platform/db/pool.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { sealing } from './sealing.ts';
import type { ListedOffer, Sealing } from './sealing.types.ts';

/** Halls whose sealed prices are not over, of all or of those that one of these holders helps to open. */
export async function readOpenSealings(pool: Pool, holderIds: readonly string[] | null): Promise<{ readonly version: number; readonly state: Sealing }[]> {
  const { rows } = await pool.query<{ version: number; state: Sealing }>({
    name: 'sealing_open',
    text: `SELECT version, state FROM stream_head WHERE stream >= 'sealing:' AND stream < 'sealing;' AND state->>'isOver' = 'false'
             AND ($1::text[] IS NULL OR EXISTS (SELECT FROM jsonb_array_elements(state->'holders') h WHERE h->>'holderId' = ANY ($1))) ORDER BY stream`,
    values: [holderIds],
  });
  return rows;
}

/** Evidence of the list; null before it. */
export async function readListing(pool: Pool, lotId: string): Promise<PublicEvidence | null> {
  return (await readPublicEvidence(pool, `sealing:${lotId}`, ['OffersListed']))[0] ?? null;
}

/** The offers of a list; none before it. */
export async function readListed(pool: Pool, lotId: string): Promise<readonly ListedOffer[]> {
  return (await readHead(pool, sealing, lotId))?.state.listed ?? [];
}
