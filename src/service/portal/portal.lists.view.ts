import type { Pool } from '#platform/db/pool.ts';
import { instant } from '#kernel/time/instant.ts';
import { endOf, plainDate, startOf } from '#kernel/time/plain-date.ts';
import type { ListQuery } from './portal.query.ts';
import type { Notice } from './portal.types.ts';

export const pageSize = 20;

type NoticeRow = { id: string; tender_id: string; lot_id: string | null; kind: Notice['kind']; title: string; at: number; log_index: number; area_code: string; league_code: string; category: string; facts: Notice['facts'] };

export type FoundNotices = {
  readonly rows: readonly Notice[];
  readonly total: number;
  /** Counts of the same search with one filter left open, so that numbers beside choices add up. */
  readonly byKind: ReadonlyMap<string, number>;
  readonly byLeague: ReadonlyMap<string, number>;
  readonly byStage: ReadonlyMap<string, number>;
  readonly byCategory: ReadonlyMap<string, number>;
};

/** Notices that match, a page of them, and what the filters would give. `limit` null gives all, for export. */
export async function findNotices(pool: Pool, query: ListQuery, limit: number | null = pageSize): Promise<FoundNotices> {
  const conditions = conditionsOf(query);
  const [rows, total, byKind, byLeague, byStage, byCategory] = await Promise.all([
    selectRows(pool, query, conditions, limit),
    countBy(pool, conditions, null, "'all'"),
    countBy(pool, conditions, 'kind', 'n.kind'),
    countBy(pool, conditions, 'league', 'n.league_code'),
    countBy(pool, conditions, 'stage', stageNow),
    countBy(pool, conditions, 'category', 'n.category'),
  ]);
  return { rows, total: total.get('all') ?? 0, byKind, byLeague, byStage, byCategory };
}

/** Applications close by the clock: nothing happens then. */
const stageNow = "CASE WHEN t.stage = 'applying' AND t.apply_until <= (SELECT legal_now()) THEN 'awaiting' ELSE t.stage END";

type Condition = { readonly name: string; readonly sql: (parameter: string) => string; readonly value: unknown };

function conditionsOf(query: ListQuery): Condition[] {
  const all: (Condition | null)[] = [
    query.q ? { name: 'q', sql: (p) => `n.search LIKE ${p}`, value: `%${query.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%` } : null,
    query.league ? { name: 'league', sql: (p) => `n.league_code = ${p}`, value: query.league } : null,
    query.area ? { name: 'area', sql: (p) => `n.area_code = ${p}`, value: query.area } : null,
    query.category ? { name: 'category', sql: (p) => `n.category = ${p}`, value: query.category } : null,
    query.kind ? { name: 'kind', sql: (p) => `n.kind = ${p}`, value: query.kind } : null,
    query.stage ? { name: 'stage', sql: (p) => `${stageNow} = ${p}`, value: query.stage } : null,
    query.from ? { name: 'from', sql: (p) => `n.at >= ${p}`, value: startOf(plainDate(query.from)) } : null,
    query.to ? { name: 'to', sql: (p) => `n.at < ${p}`, value: endOf(plainDate(query.to)) } : null,
  ];
  return all.filter((condition) => condition !== null);
}

function where(conditions: readonly Condition[]): { sql: string; values: unknown[] } {
  const sql = ['n.listed', ...conditions.map((condition, i) => condition.sql(`$${i + 1}`))].join(' AND ');
  return { sql, values: conditions.map((condition) => condition.value) };
}

const orders: Record<ListQuery['sort'], string> = {
  newest: 'n.at DESC, n.stream, n.version',
  oldest: 'n.at, n.stream, n.version',
  deadline: "CASE WHEN t.stage <> 'terminated' THEN (n.facts->>'until')::bigint END NULLS LAST, n.at DESC, n.stream, n.version",
};

/** A terminated tender waits for no instant any more. */
async function selectRows(pool: Pool, query: ListQuery, conditions: readonly Condition[], limit: number | null): Promise<Notice[]> {
  const { sql, values } = where(conditions);
  const paging = limit === null ? '' : `LIMIT ${limit} OFFSET ${(query.page - 1) * limit}`;
  const { rows } = await pool.query<NoticeRow>(`SELECT n.*, CASE WHEN t.stage = 'terminated' THEN n.facts - 'until' ELSE n.facts END AS facts FROM portal_notice n JOIN portal_tender t USING (tender_id) WHERE ${sql} ORDER BY ${orders[query.sort]} ${paging}`, values);
  return rows.map(toNotice);
}

async function countBy(pool: Pool, conditions: readonly Condition[], leftOpen: string | null, column: string): Promise<Map<string, number>> {
  const { sql, values } = where(conditions.filter((condition) => condition.name !== leftOpen));
  const { rows } = await pool.query<{ value: string; n: number }>(`SELECT ${column} AS value, count(*) AS n FROM portal_notice n JOIN portal_tender t USING (tender_id) WHERE ${sql} GROUP BY 1`, values);
  return new Map(rows.map((row) => [row.value, row.n]));
}

export async function noticesOfTender(pool: Pool, tenderId: string): Promise<Notice[]> {
  const { rows } = await pool.query<NoticeRow>('SELECT * FROM portal_notice WHERE tender_id = $1 ORDER BY at DESC, log_index DESC, stream, version DESC', [tenderId]);
  return rows.map(toNotice);
}

/** A notice, and the event that it tells of. */
export async function findNotice(pool: Pool, id: string): Promise<{ notice: Notice; event: { stream: string; version: number } } | null> {
  const { rows } = await pool.query<NoticeRow & { stream: string; version: number }>('SELECT * FROM portal_notice WHERE id = $1', [id]);
  return rows[0] ? { notice: toNotice(rows[0]), event: { stream: rows[0].stream, version: rows[0].version } } : null;
}

function toNotice(row: NoticeRow): Notice {
  return { id: row.id, tenderId: row.tender_id, lotId: row.lot_id, kind: row.kind, title: row.title, at: instant(row.at), logIndex: row.log_index, areaCode: row.area_code, leagueCode: row.league_code, category: row.category, facts: row.facts };
}
