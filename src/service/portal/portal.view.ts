import type { Pool, PoolClient } from '#platform/db/pool.ts';
import { leagueOf } from '#kernel/divisions.ts';
import { scopeOfStream, typeOfStream } from '#kernel/decider.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import type { FeedEvent } from '#evidence/journal/feed.store.ts';
import type { Follower } from '#platform/follow/follower.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { Contract } from '#trade/contract/contract.types.ts';
import type { Evaluation } from '#trade/evaluation/evaluation.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { followedTypes, noticeId } from './portal.address.ts';
import { noticeOf } from './portal.notices.ts';
import { summaryOf, type TenderStates } from './portal.summary.ts';

/** Keeps `portal_tender` and `portal_notice`: reads which tenders moved in log order and writes them anew from their states. */
export const portalFollower: Follower = {
  name: 'portal',
  tables: ['portal_tender', 'portal_notice'],
  async apply(db, events) {
    const relevant = events.filter((event) => followedTypes.has(typeOfStream(event.stream)));
    const states = new Map<string, TenderStates>();
    for (const tenderId of new Set(relevant.map((event) => tenderIdOf(scopeOfStream(event.stream))))) {
      const found = await readStates(db, tenderId);
      if (!found) continue;
      states.set(tenderId, found);
      await writeSummary(db, found);
    }
    for (const event of relevant) {
      const found = states.get(tenderIdOf(scopeOfStream(event.stream)));
      if (found) await writeNotice(db, event, found.tender);
    }
  },
};

export async function readStates(db: Pool | PoolClient, tenderId: string): Promise<TenderStates | null> {
  const { rows } = await db.query<{ stream: string; state: unknown }>({
    name: 'portal_states',
    text: `SELECT stream, state FROM stream_head WHERE stream IN ('tender:' || $1, 'opening:' || $1)
           UNION ALL SELECT h.stream, h.state FROM unnest(ARRAY['evaluation:', 'award:', 'contract:']) AS kinds(kind)
             JOIN stream_head h ON h.stream >= kinds.kind || $1 || '-' AND h.stream < kinds.kind || $1 || '-' || U&'\\FFFF'`,
    values: [tenderId],
  });
  const of = <S>(type: string): S[] => rows.filter((row) => typeOfStream(row.stream) === type).map((row) => row.state as S);
  const tender = of<Tender>('tender')[0];
  if (!tender) return null;
  return { tender, opening: of<Opening>('opening')[0] ?? null, evaluations: of<Evaluation>('evaluation'), awards: of<Award>('award'), contracts: of<Contract>('contract') };
}

async function writeSummary(db: PoolClient, states: TenderStates): Promise<void> {
  const s = summaryOf(states);
  await db.query({
    name: 'portal_write_summary',
    text: `INSERT INTO portal_tender (tender_id, name, code, category, area_code, league_code, stage, published_at, deadline_at, opening_room, price_cap_fen, award_fen, lots, lots_open, initiator)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      ON CONFLICT (tender_id) DO UPDATE SET name = excluded.name, stage = excluded.stage, published_at = excluded.published_at, deadline_at = excluded.deadline_at,
        opening_room = excluded.opening_room, price_cap_fen = excluded.price_cap_fen, award_fen = excluded.award_fen, lots_open = excluded.lots_open`,
    values: [s.tenderId, s.name, s.code, s.category, s.areaCode, s.leagueCode, s.stage, s.publishedAt, s.deadlineAt, s.openingRoom, s.priceCapFen, s.awardFen, s.lots, s.lotsOpen, s.initiator],
  });
}

async function writeNotice(db: PoolClient, event: FeedEvent, tender: Tender): Promise<void> {
  const text = noticeOf(event.event, tender, event.stream);
  if (!text) return;
  const search = [tender.name, tender.initiator.name, tender.agency?.name ?? '', tender.transactionCode.code, ...tender.lots.map((lot) => `${lot.name} ${lot.scope}`)].join('\n').toLowerCase();
  await db.query({
    name: 'portal_write_notice',
    text: `INSERT INTO portal_notice (id, tender_id, lot_id, kind, title, at, log_index, area_code, league_code, category, facts, search)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING`,
    values: [noticeId(event), tender.tenderId, text.lotId, text.kind, text.title, event.at, event.logIndex, tender.areaCode, leagueOf(tender.areaCode)?.code ?? tender.areaCode, tender.category, JSON.stringify(text.facts), `${search}\n${text.search}`],
  });
}
