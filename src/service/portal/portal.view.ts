import type { Pool, PoolClient } from '#platform/db/pool.ts';
import { leagueOf } from '#kernel/divisions.ts';
import { scopeOfStream, typeOfStream } from '#kernel/decider.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import type { FeedEvent } from '#evidence/journal/feed.store.ts';
import type { Follower } from '#platform/follow/follower.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { isFollowed, noticeId, saleTypes } from './portal.address.ts';
import { noticeOf } from './portal.notices.ts';
import { readPublic } from './portal.redact.view.ts';
import { lotFigures, publicAward, summaryOf } from './portal.summary.ts';
import { writeSale } from './sale-lists.view.ts';
import { readSaleStates } from './sale-states.view.ts';
import { saleNoticeOf } from './sale-notices.view.ts';
import type { NoticeText } from './portal.notice-text.ts';
import type { PublicEvent, TenderStates } from './portal.types.ts';

/** Keeps the portal's lists: reads which tenders and sales moved in log order and writes them anew from what is public of them. */
export const portalFollower: Follower = {
  name: 'portal',
  version: 2,
  tables: ['portal_tender', 'portal_lot', 'portal_hall', 'portal_notice'],
  async apply(db, events) {
    const relevant = events.filter(isFollowed);
    const readable = new Map((await readPublic(db, relevant)).map((event) => [addressOf(event), event]));
    for (const [id, moved] of Map.groupBy(relevant, tenderOf)) {
      const isSale = saleTypes.has(typeOfStream(moved[0]?.stream ?? ''));
      const subject = await (isSale ? followSale(db, id, moved) : followTender(db, id));
      for (const event of subject ? moved : []) {
        const shown = readable.get(addressOf(event));
        if (subject && shown) await writeNotice(db, shown, event.logIndex, subject);
      }
    }
  },
};

/** What a notice says of the tender or sale that it belongs to, and how it words an event of it. */
type Subject = { readonly id: string; readonly areaCode: string; readonly category: string; readonly search: string; noticeOf(event: PublicEvent): NoticeText | null };

async function followTender(db: PoolClient, tenderId: string): Promise<Subject | null> {
  const found = await readStates(db, tenderId);
  if (!found) return null;
  await writeSummary(db, found);
  await writeLots(db, found);
  const { tender } = found;
  const words = [tender.name, tender.initiator.name, tender.agency?.name ?? '', tender.transactionCode.code, ...tender.lots.map((lot) => `${lot.name} ${lot.scope}`)];
  return { id: tenderId, areaCode: tender.areaCode, category: tender.category, search: words.join('\n'), noticeOf: (event) => noticeOf(event, tender) };
}

async function followSale(db: PoolClient, saleId: string, moved: readonly FeedEvent[]): Promise<Subject | null> {
  const found = await readSaleStates(db, saleId);
  if (!found) return null;
  const category = getSaleKind(found.sale.kind).pack;
  await writeSale(db, found, category, moved);
  const { sale } = found;
  const words = [sale.title, sale.seller.name, ...sale.lots.flatMap(({ name, facts }) => [name, ...facts.map(({ value }) => value)])];
  return { id: saleId, areaCode: sale.areaCode, category, search: words.join('\n'), noticeOf: (event) => saleNoticeOf(event, found) };
}

/** The tender or sale of a stream; an award's and a hall's stream is named by its lot. */
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

async function writeNotice(db: PoolClient, event: PublicEvent, logIndex: number, subject: Subject): Promise<void> {
  const text = subject.noticeOf(event);
  const at = text?.at ?? event.at;
  if (!text || at === null) return;
  const search = `${text.title}\n${subject.search}`.toLowerCase();
  await db.query({
    name: 'portal_write_notice',
    text: `INSERT INTO portal_notice (id, tender_id, lot_id, kind, listed, title, at, log_index, area_code, league_code, category, facts, search, stream, version)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (id) DO NOTHING`,
    values: [noticeId(event), subject.id, text.lotId, text.kind, text.listed, text.title, at, logIndex, subject.areaCode, leagueOf(subject.areaCode)?.code ?? subject.areaCode, subject.category, JSON.stringify(text.facts), `${search}\n${text.search}`, event.stream, event.version],
  });
}
