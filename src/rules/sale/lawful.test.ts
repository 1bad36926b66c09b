import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formatBeijing } from '#kernel/time/instant.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { calendarFor } from '../calendar/calendars.ts';
import { packFor } from '../registry.ts';
import { getSaleKind, modesOf, preferenceOf, saleKinds } from './kinds.ts';
import { customaryCycleMinutes, depositBounds, earliestTimes } from './lawful.ts';
import { checkSalePlan } from './plan.ts';
import { at, landPlan, yuan } from './plan.testing.ts';

const calendar = calendarFor('production');
const packOf = (category: ReturnType<typeof getSaleKind>['pack']) => packFor({ category, regionCode: '150105', on: plainDate('2026-09-01') });

describe('新公告的缺省值', () => {
  test('R-087 缺省的时间满足各品类、各方式的每一条，提示性的也满足', () => {
    for (const kind of saleKinds().filter(({ runs }) => runs === 'platform')) {
      const pack = packOf(kind.pack);
      for (const mode of modesOf(kind, pack).filter((each) => ['listing', 'onlineBidding', 'sealedOnce', 'descending'].includes(each))) {
        for (const noticeAt of ['2026-09-01 09:00', '2026-09-18 23:30', '2026-02-10 08:00']) {
          const plan = { ...landPlan, kind: kind.code, mode, noticeAt: at(noticeAt), startFen: yuan(50_000_000) };
          const times = earliestTimes(plan, { pack, calendar });
          assert.ok(times, `${kind.code} ${mode}`);
          const wrong = checkSalePlan({ ...plan, ...times }, pack, calendar).filter((row) => !row.ok && /Until|From/.test(row.path));
          assert.deepEqual(wrong, [], `${kind.code} ${mode} ${noticeAt}`);
        }
      }
    }
  });

  test('R-087 土地挂牌：公告满二十日开始，挂牌满十日截止，报名尽量晚', () => {
    const times = earliestTimes(landPlan, { pack: packOf('land'), calendar });
    assert.deepEqual(times && [times.biddingFrom, times.applyUntil, times.biddingUntil ?? 0].map((time) => formatBeijing(time as never).slice(0, 16)), ['2026-09-21 09:00', '2026-09-29 17:00', '2026-10-08 15:00']);
  });

  test('R-087 放假安排没有公布的年份不编造时间', () => {
    assert.equal(earliestTimes({ ...landPlan, noticeAt: at('2026-12-20 09:00') }, { pack: packOf('land'), calendar }), null);
  });

  test('R-087 保证金的上下限和竞价周期出自规则包', () => {
    const shares = getSaleKind('shares');
    assert.deepEqual(depositBounds(getSaleKind('stateLand'), packOf('land'), yuan(10_000_000)), { leastFen: yuan(2_000_000), mostFen: null });
    assert.deepEqual(depositBounds(shares, packOf(shares.pack), yuan(10_000_000)), { leastFen: null, mostFen: yuan(3_000_000) });
    assert.deepEqual(depositBounds(getSaleKind('waterRight'), packOf('resourceRights'), yuan(10)), { leastFen: null, mostFen: null });
    assert.deepEqual([customaryCycleMinutes(packOf('land')), customaryCycleMinutes(packOf('data'))], [5, null]);
  });

  test('R-087 优先购买权按品类：股权、集体产权有，土地没有', () => {
    const article = (code: Parameters<typeof getSaleKind>[0]) => preferenceOf(getSaleKind(code), packOf(getSaleKind(code).pack))?.citation;
    assert.deepEqual([article('shares'), article('ruralProperty'), article('stateLand'), article('capitalIncrease')], ['公司法 第八十四条', '农村土地承包法 第五十一条', undefined, undefined]);
  });
});
