import type { Pool } from '#platform/db/pool.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import type { HallSummary, TenderSummary } from './portal.types.ts';

type TenderRow = { tender_id: string; name: string; code: string; category: string; area_code: string; league_code: string; stage: TenderSummary['stage']; published_at: number | null; deadline_at: number | null; opening_room: string | null; initiator: string };

/** Tenders whose opening falls into `[from, to)`, in order. */
export async function openingsBetween(pool: Pool, from: Instant, to: Instant): Promise<TenderSummary[]> {
  const { rows } = await pool.query<TenderRow>({
    name: 'portal_openings', text: "SELECT * FROM portal_tender WHERE deadline_at >= $1 AND deadline_at < $2 AND stage <> 'registered' ORDER BY deadline_at, tender_id", values: [from, to],
  });
  return rows.map((row) => ({
    tenderId: row.tender_id, name: row.name, code: row.code, category: row.category, areaCode: row.area_code, leagueCode: row.league_code, stage: row.stage,
    publishedAt: instantOrNull(row.published_at), deadlineAt: instantOrNull(row.deadline_at), openingRoom: row.opening_room, initiator: row.initiator,
  }));
}

type HallRow = { lot_id: string; sale_id: string; title: string; mode: HallSummary['mode']; area_code: string; league_code: string; start_at: number; closes_at: number | null; status: HallSummary['status']; start_fen: string; sold_fen: string | null; ended_at: number | null };

/** Halls that begin, or whose free bidding ends, within `[from, to)`. */
export async function hallsBetween(pool: Pool, from: Instant, to: Instant): Promise<HallSummary[]> {
  const { rows } = await pool.query<HallRow>({
    name: 'portal_halls',
    text: 'SELECT * FROM portal_hall WHERE (start_at >= $1 AND start_at < $2) OR (closes_at >= $1 AND closes_at < $2) ORDER BY start_at, lot_id',
    values: [from, to],
  });
  return rows.map((row) => ({
    lotId: row.lot_id, saleId: row.sale_id, title: row.title, mode: row.mode, areaCode: row.area_code, leagueCode: row.league_code, startAt: instant(row.start_at), closesAt: instantOrNull(row.closes_at),
    status: row.status, startFen: row.start_fen, soldFen: row.sold_fen, endedAt: instantOrNull(row.ended_at),
  }));
}

/** In progress: from the notice until every lot has its contract or has failed; a sale until the last hall is over. */
const running = "stage IN ('bidding', 'paused', 'opening', 'evaluating', 'publicity', 'awarded', 'applying', 'live', 'comparing')";

export type Figures = {
  /** Tenders and sales in progress, by code of league, by category, and in all. */
  readonly byLeague: ReadonlyMap<string, number>;
  readonly byCategory: ReadonlyMap<string, number>;
  readonly running: number;
  /** Of the lots awarded since the beginning of the year. */
  readonly awardedFen: bigint;
  readonly awardedCapFen: bigint;
  /** Of the lots sold since then, and where their bidding began. */
  readonly soldFen: bigint;
  readonly soldStartFen: bigint;
};

/** Figures of the whole region, or of one league. */
export async function figuresOf(pool: Pool, yearStart: Instant, leagueCode = ''): Promise<Figures> {
  const [inProgress, awards, sold] = await Promise.all([
    pool.query<{ league_code: string; category: string; n: number }>({ name: 'portal_running', text: `SELECT league_code, category, count(*) AS n FROM portal_tender WHERE ${running} AND $1 IN ('', league_code) GROUP BY 1, 2`, values: [leagueCode] }),
    pool.query<{ award_fen: string; cap_fen: string }>({
      name: 'portal_awarded',
      text: `SELECT coalesce(sum(l.award_fen), 0)::text AS award_fen, coalesce(sum(l.price_cap_fen), 0)::text AS cap_fen FROM portal_lot l JOIN portal_tender t USING (tender_id)
             WHERE l.awarded_at >= $1 AND $2 IN ('', t.league_code)`,
      values: [yearStart, leagueCode],
    }),
    pool.query<{ sold_fen: string; start_fen: string }>({
      name: 'portal_sold',
      text: `SELECT coalesce(sum(sold_fen), 0)::text AS sold_fen, coalesce(sum(start_fen), 0)::text AS start_fen FROM portal_hall WHERE sold_fen IS NOT NULL AND ended_at >= $1 AND $2 IN ('', league_code)`,
      values: [yearStart, leagueCode],
    }),
  ]);
  const { rows } = inProgress;
  return {
    byLeague: sumBy(rows, (row) => row.league_code),
    byCategory: sumBy(rows, (row) => row.category),
    running: rows.reduce((sum, { n }) => sum + n, 0),
    awardedFen: BigInt(awards.rows[0]?.award_fen ?? 0),
    awardedCapFen: BigInt(awards.rows[0]?.cap_fen ?? 0),
    soldFen: BigInt(sold.rows[0]?.sold_fen ?? 0),
    soldStartFen: BigInt(sold.rows[0]?.start_fen ?? 0),
  };
}

function sumBy<Row extends { readonly n: number }>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.n);
  return sums;
}

function instantOrNull(micros: number | null): Instant | null {
  return micros === null ? null : instant(micros);
}

/** Areas with a centre or a branch that is on the platform. */
export async function openCentres(pool: Pool): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ areaCode: string }>(`SELECT state->>'areaCode' AS "areaCode" FROM heads_under('directory:') WHERE state->'holders' ? 'centre'`);
  return new Set(rows.map(({ areaCode }) => areaCode));
}
