import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { leagueOf, leagues } from '#kernel/divisions.ts';
import { instant, microsPerDay } from '#kernel/time/instant.ts';
import { endOf, plainDate, startOf } from '#kernel/time/plain-date.ts';
import { freshDatabase } from '#test/harness/database.ts';
import { figuresOf } from './portal.figures.view.ts';
import { findNotices } from './portal.lists.view.ts';
import { listQuerySchema, type ListQuery } from './portal.query.ts';
import { noticeKinds, tenderStages, type TenderStage } from './portal.types.ts';

type TenderRow = { readonly id: string; readonly area: string; readonly stage: TenderStage; readonly notices: readonly NoticeRow[]; readonly lots: readonly { readonly capFen: number; readonly awardFen: number | null; readonly at: number }[] };
type NoticeRow = { readonly kind: keyof typeof noticeKinds | 'progress'; readonly day: number; readonly words: string };

const first = startOf(plainDate('2026-01-01'));
const areas = leagues().slice(0, 3).flatMap((league) => league.areas.slice(0, 2).map((area) => area.code));
const kinds = Object.keys(noticeKinds) as (keyof typeof noticeKinds)[];
const words = ['医院', '学校', '100%', 'a_b', '供热\\管网'];

const tenders = fc.array(fc.record({
  area: fc.constantFrom(...areas), stage: fc.constantFrom(...tenderStages),
  notices: fc.array(fc.record({ kind: fc.constantFrom(...kinds, 'progress' as const), day: fc.integer({ min: 0, max: 5 }), words: fc.constantFrom(...words) }), { maxLength: 6 }),
  lots: fc.array(fc.record({ capFen: fc.integer({ min: 1, max: 1e9 }), awardFen: fc.option(fc.integer({ min: 1, max: 1e9 })), at: fc.integer({ min: -3, max: 3 }) }), { maxLength: 3 }),
}), { maxLength: 12 }).map((all) => all.map((each, i) => ({ ...each, id: `t${i}` })));

const queries = fc.record({
  q: fc.constantFrom('', ...words, '没有的'), league: fc.constantFrom('', ...areas.map((area) => leagueOf(area)?.code ?? '')), area: fc.constantFrom('', '', ...areas), kind: fc.constantFrom('', ...kinds), stage: fc.constantFrom('', ...tenderStages),
  from: fc.constantFrom('', '2026-01-02', '2026-01-04'), to: fc.constantFrom('', '2026-01-03', '2026-01-05'), sort: fc.constantFrom('newest', 'oldest', 'deadline'),
}).map((query) => listQuerySchema.parse(query));

const db = await freshDatabase();

async function fill(all: readonly TenderRow[]): Promise<void> {
  await db.app.query('DELETE FROM portal_tender');
  await db.app.query('DELETE FROM portal_lot');
  await db.app.query('DELETE FROM portal_notice');
  for (const { id, area, stage, lots, notices } of all) {
    const league = leagueOf(area)?.code;
    await db.app.query("INSERT INTO portal_tender (tender_id, name, code, category, area_code, league_code, stage, initiator) VALUES ($1, $1, 'c', 'construction', $2, $3, $4, 'i')", [id, area, league, stage]);
    for (const [n, lot] of lots.entries()) await db.app.query('INSERT INTO portal_lot VALUES ($1, $2, $3, $4, $5)', [`${id}-${n}`, id, lot.capFen, lot.awardFen, lot.awardFen === null ? null : first + lot.at * microsPerDay]);
    for (const [n, { kind, day, words: text }] of notices.entries()) {
      await db.app.query("INSERT INTO portal_notice (id, stream, version, tender_id, kind, listed, title, at, log_index, area_code, league_code, category, facts, search) VALUES ($1, 'tender:' || $2, $7::int + 1, $2, $3, $4, $5, $6, $7, $8, $9, 'construction', '{}', $10)", [`n${id}.${n}`, id, kind, kind !== 'progress', text, first + day * microsPerDay, n, area, league, text]);
    }
  }
}

/** The same by hand. */
function expected(all: readonly TenderRow[], query: ListQuery, leftOpen?: 'kind' | 'league' | 'stage') {
  const asked = { ...query, ...(leftOpen ? { [leftOpen]: '' } : {}) };
  return all.flatMap(({ id, area, stage, notices }) => notices.flatMap(({ kind, day, words: text }, n) => {
    const at = first + day * microsPerDay;
    const fits = kind !== 'progress' && (asked.q === '' || text.includes(asked.q)) && (asked.league === '' || leagueOf(area)?.code === asked.league) && (asked.area === '' || area === asked.area)
      && (asked.kind === '' || asked.kind === kind) && (asked.stage === '' || asked.stage === stage) && (asked.from === '' || at >= startOf(plainDate(asked.from))) && (asked.to === '' || at < endOf(plainDate(asked.to)));
    return fits ? [{ id: `n${id}.${n}`, kind, league: leagueOf(area)?.code ?? '', stage, at }] : [];
  }));
}

function tally(values: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(values, (value) => value)].map(([value, found]) => [value, found.length]).sort());
}

const sorted = (counts: ReadonlyMap<string, number>): Record<string, number> => Object.fromEntries([...counts].sort());

describe('lists', () => {
  test('R-085 R-167 每一种筛选的结果和数目都与逐条数出来的一样', async () => {
    await fc.assert(fc.asyncProperty(tenders, fc.array(queries, { minLength: 4, maxLength: 4 }), async (all, asked) => {
      await fill(all);
      for (const query of asked) {
        const found = await findNotices(db.app, query, null);
        const wanted = expected(all, query);
        assert.deepEqual(found.rows.map(({ id }) => id).sort(), wanted.map(({ id }) => id).sort());
        assert.equal(found.total, wanted.length);
        assert.deepEqual(sorted(found.byKind), tally(expected(all, query, 'kind').map(({ kind }) => kind)));
        assert.deepEqual(sorted(found.byLeague), tally(expected(all, query, 'league').map(({ league }) => league)));
        assert.deepEqual(sorted(found.byStage), tally(expected(all, query, 'stage').map(({ stage }) => stage)));
        const times = found.rows.map(({ at }) => at);
        if (query.sort !== 'deadline') assert.deepEqual(times, times.toSorted((a, b) => (query.sort === 'newest' ? b - a : a - b)));
      }
    }), { numRuns: 25 });
  });

  test('R-085 pages of a list hold every notice once', async () => {
    await fill([{ id: 't', area: areas[0] as string, stage: 'bidding', lots: [], notices: Array.from({ length: 53 }, (_, day) => ({ kind: 'tender' as const, day: day % 2, words: '医院' })) }]);
    const query = listQuerySchema.parse({});
    const pages = await Promise.all([1, 2, 3, 4].map((page) => findNotices(db.app, { ...query, page })));
    const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id));
    assert.deepEqual(pages.map(({ rows }) => rows.length), [20, 20, 13, 0]);
    assert.equal(new Set(ids).size, 53);
  });

  test('R-167 首页的数字与逐个标段加起来一样，全区等于各盟市之和', async () => {
    await fc.assert(fc.asyncProperty(tenders, async (all) => {
      await fill(all);
      const whole = await figuresOf(db.app, first);
      const inProgress = all.filter(({ stage }) => !['registered', 'contracted', 'failed', 'terminated'].includes(stage));
      assert.deepEqual(sorted(whole.byLeague), tally(inProgress.map(({ area }) => leagueOf(area)?.code ?? '')));
      const awarded = all.flatMap(({ lots }) => lots.filter(({ awardFen, at }) => awardFen !== null && at >= 0));
      assert.equal(whole.awardedFen, awarded.reduce((sum, lot) => sum + BigInt(lot.awardFen ?? 0), 0n));
      assert.equal(whole.awardedCapFen, awarded.reduce((sum, lot) => sum + BigInt(lot.capFen), 0n));
      const parts = await Promise.all(leagues().map((league) => figuresOf(db.app, first, league.code)));
      assert.equal(parts.reduce((sum, part) => sum + part.running, 0), whole.running);
      assert.equal(parts.reduce((sum, part) => sum + part.awardedFen, 0n), whole.awardedFen);
    }), { numRuns: 20 });
    assert.ok(instant(first));
  });
});
