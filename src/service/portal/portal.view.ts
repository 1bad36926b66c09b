import type { Pool, PoolClient } from '#platform/db/pool.ts';
import { leagueOf } from '#kernel/divisions.ts';
import { scopeOfStream, typeOfStream } from '#kernel/decider.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import type { FeedEvent } from '#evidence/journal/feed.store.ts';
import type { Follower } from '#platform/follow/follower.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { followedTypes, noticeId } from './portal.address.ts';
import { noticeOf } from './portal.notices.ts';
import { readPublic } from './portal.redact.view.ts';
import { lotFigures, publicAward, summaryOf } from './portal.summary.ts';
import type { PublicEvent, TenderStates } from './portal.types.ts';

/** Keeps the portal's lists: reads which tenders moved in log order and writes them anew from what is public of them. */
export const portalFollower: Follower = {
  name: 'portal',
  version: 1,
  tables: ['portal_tender', 'portal_lot', 'portal_notice'],
  async apply(db, events) {
    const relevant = events.filter((event) => followedTypes.has(typeOfStream(event.stream)));
    const states = new Map<string, TenderStates>();
    for (const tenderId of new Set(relevant.map(tenderOf))) {
      const found = await readStates(db, tenderId);
      if (!found) continue;
      states.set(tenderId, found);
      await writeSummary(db, found);
      await writeLots(db, found);
    }
    const readable = new Map((await readPublic(db, relevant)).map((event) => [addressOf(event), event]));
    for (const event of relevant) {
      const found = states.get(tenderOf(event));
      const shown = readable.get(addressOf(event));
      if (found && shown) await writeNotice(db, shown, event.logIndex, found.tender);
    }
  },
};

/** The tender of a stream; an award's stream is named by its lot. */
function tenderOf({ stream }: Pick<FeedEvent, 'stream'>): string {
  return tenderIdOf(scopeOfStream(stream));
}

function addressOf({ stream, version }: Pick<FeedEvent, 'stream' | 'version'>): string {
  return `${stream} ${version}`;
}

export async function readStates(db: Pool | PoolClient, tenderId: string): Promise<TenderStates | null> {
  const { rows } = await db.query<{ stream: string; state: unknown }>({
    name: 'portal_states',
    text: `SELECT stream, state FROM stream_head WHERE stream IN ('tender:' || $1, 'opening:' || $1)
           UNION ALL SELECT stream, state FROM stream_head WHERE stream >= 'award:' || $1 || '-' AND stream < 'award:' || $1 || '-' || U&'\\FFFF' ORDER BY stream`,
    values: [tenderId],
  });
  const of = <S>(type: string): S[] => rows.filter((row) => typeOfStream(row.stream) === type).map((row) => row.state as S);
  const tender = of<Tender>('tender')[0];
  if (!tender) return null;
  return { tender: { ...tender, draft: null }, opening: of<Opening>('opening')[0] ?? null, awards: of<Award>('award').map(publicAward) };
}

async function writeSummary(db: PoolClient, states: TenderStates): Promise<void> {
  const s = summaryOf(states);
  await db.query({
    name: 'portal_write_summary',
    text: `INSERT INTO portal_tender (tender_id, name, code, category, area_code, league_code, stage, published_at, deadline_at, opening_room, initiator)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      ON CONFLICT (tender_id) DO UPDATE SET name = excluded.name, stage = excluded.stage, published_at = excluded.published_at, deadline_at = excluded.deadline_at, opening_room = excluded.opening_room`,
    values: [s.tenderId, s.name, s.code, s.category, s.areaCode, s.leagueCode, s.stage, s.publishedAt, s.deadlineAt, s.openingRoom, s.initiator],
  });
}

async function writeLots(db: PoolClient, states: TenderStates): Promise<void> {
  const lots = lotFigures(states);
  await db.query({
    name: 'portal_write_lots',
    text: `INSERT INTO portal_lot (lot_id, tender_id, price_cap_fen, award_fen, awarded_at) SELECT lot_id, $1, cap, award, at FROM unnest($2::text[], $3::numeric[], $4::numeric[], $5::bigint[]) AS l(lot_id, cap, award, at)
      ON CONFLICT (lot_id) DO UPDATE SET price_cap_fen = excluded.price_cap_fen, award_fen = excluded.award_fen, awarded_at = excluded.awarded_at`,
    values: [states.tender.tenderId, lots.map((lot) => lot.lotId), lots.map((lot) => lot.priceCapFen), lots.map((lot) => lot.awardFen), lots.map((lot) => lot.awardedAt)],
  });
}

async function writeNotice(db: PoolClient, event: PublicEvent, logIndex: number, tender: Tender): Promise<void> {
  const text = noticeOf(event, tender);
  const at = text?.at ?? event.at;
  if (!text || at === null) return;
  const search = [text.title, tender.name, tender.initiator.name, tender.agency?.name ?? '', tender.transactionCode.code, ...tender.lots.map((lot) => `${lot.name} ${lot.scope}`)].join('\n').toLowerCase();
  await db.query({
    name: 'portal_write_notice',
    text: `INSERT INTO portal_notice (id, tender_id, lot_id, kind, listed, title, at, log_index, area_code, league_code, category, facts, search, stream, version)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (id) DO NOTHING`,
    values: [noticeId(event), tender.tenderId, text.lotId, text.kind, text.listed, text.title, at, logIndex, tender.areaCode, leagueOf(tender.areaCode)?.code ?? tender.areaCode, tender.category, JSON.stringify(text.facts), `${search}\n${text.search}`, event.stream, event.version],
  });
}
