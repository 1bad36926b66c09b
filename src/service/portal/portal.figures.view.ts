import type { Pool } from '#platform/db/pool.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import type { TenderSummary } from './portal.types.ts';

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

/** In progress: from the notice until every lot has its contract or has failed. */
const running = "stage IN ('bidding', 'paused', 'opening', 'evaluating', 'publicity', 'awarded')";

export type Figures = {
  /** Tenders in progress, by code of league and in all. */
  readonly byLeague: ReadonlyMap<string, number>;
  readonly running: number;
  /** Of the lots awarded since the beginning of the year. */
  readonly awardedFen: bigint;
  readonly awardedCapFen: bigint;
};

/** Figures of the whole region, or of one league. */
export async function figuresOf(pool: Pool, yearStart: Instant, leagueCode = ''): Promise<Figures> {
  const [leagues, awards] = await Promise.all([
    pool.query<{ league_code: string; n: number }>({ name: 'portal_running', text: `SELECT league_code, count(*) AS n FROM portal_tender WHERE ${running} AND $1 IN ('', league_code) GROUP BY 1`, values: [leagueCode] }),
    pool.query<{ award_fen: string; cap_fen: string }>({
      name: 'portal_awarded',
      text: `SELECT coalesce(sum(l.award_fen), 0)::text AS award_fen, coalesce(sum(l.price_cap_fen), 0)::text AS cap_fen FROM portal_lot l JOIN portal_tender t USING (tender_id)
             WHERE l.awarded_at >= $1 AND $2 IN ('', t.league_code)`,
      values: [yearStart, leagueCode],
    }),
  ]);
  const byLeague = new Map(leagues.rows.map((row) => [row.league_code, row.n]));
  return {
    byLeague,
    running: [...byLeague.values()].reduce((sum, n) => sum + n, 0),
    awardedFen: BigInt(awards.rows[0]?.award_fen ?? 0),
    awardedCapFen: BigInt(awards.rows[0]?.cap_fen ?? 0),
  };
}

function instantOrNull(micros: number | null): Instant | null {
  return micros === null ? null : instant(micros);
}

/** Areas with a centre or a branch that is on the platform. */
export async function openCentres(pool: Pool): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ areaCode: string }>(`SELECT state->>'areaCode' AS "areaCode" FROM heads_under('directory:') WHERE state->'holders' ? 'centre'`);
  return new Set(rows.map(({ areaCode }) => areaCode));
}
