import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { calendarFor } from '../calendar/calendars.ts';
import type { Due } from '../due.ts';
import { packFor } from '../registry.ts';
import * as deadlines from './deadlines.ts';
import { getSaleKind, saleKinds, type SaleKindCode } from './kinds.ts';
import { at, yuan } from './plan.testing.ts';

function of(code: SaleKindCode, regionCode = '150105'): deadlines.SaleDueContext {
  const kind = getSaleKind(code);
  return { kind, pack: packFor({ category: kind.pack, regionCode, on: plainDate('2026-09-01') }), calendar: calendarFor('production') };
}

function shown(due: Result<Due, Refusal> | null): string | null {
  if (due === null) return null;
  return due.ok ? formatDeadline(due.value.at) : due.error.code;
}

describe('成交以后的期限', () => {
  test('R-101 土地成交后十个工作日内签合同；矿业权等公示期满', () => {
    assert.equal(shown(deadlines.contractBy(at('2026-09-21 16:00'), of('stateLand'))), '2026-10-12 24:00:00');
    assert.deepEqual([of('stateLand').kind.rules.contractAfter, of('miningRight').kind.rules.contractAfter], ['confirmation', 'publicity']);
  });

  test('R-092 土地保证金五个工作日内退还其他竞买人；没有规定的品类同样五个工作日，只作提示', () => {
    for (const code of ['stateLand', 'shares', 'ruralProperty', 'waterRight'] as const) assert.equal(shown(deadlines.depositsBackBy(at('2026-09-28 16:00'), of(code))), '2026-10-10 24:00:00', code);
    const binding = (code: SaleKindCode): boolean | null => {
      const due = deadlines.depositsBackBy(at('2026-09-28 16:00'), of(code));
      return due.ok ? due.value.finding.binding : null;
    };
    assert.deepEqual([binding('stateLand'), binding('waterRight')], [true, false]);
  });

  test('R-092 当天退还为按时，过后为逾期', () => {
    const judged = (actualAt: string): boolean | null => {
      const due = deadlines.depositsBackBy(at('2026-09-14 16:00'), { ...of('stateLand'), actualAt: at(actualAt) });
      return due.ok ? due.value.finding.ok : null;
    };
    assert.deepEqual([judged('2026-09-20 23:59:59'), judged('2026-09-21 00:00')], [true, false]);
  });

  test('R-087 土地结果十个工作日内公布、没有公示期；企业产权在合同生效后公告五个工作日；矿业权公示十个工作日', () => {
    assert.equal(shown(deadlines.resultPublishedBy(at('2026-09-01 16:00'), of('stateLand'))), '2026-09-15 24:00:00');
    assert.equal(shown(deadlines.resultPublicityUntil(at('2026-09-01 16:00'), of('stateLand'))), null);
    assert.equal(shown(deadlines.resultPublishedBy(at('2026-09-01 16:00'), of('shares'))), null);
    assert.equal(shown(deadlines.resultPublicityUntil(at('2026-09-01 16:00'), of('shares'))), '2026-09-08 24:00:00');
    assert.equal(shown(deadlines.resultPublicityUntil(at('2026-09-01 16:00'), of('miningRight'))), '2026-09-15 24:00:00');
  });

  test('R-087 公示提前结束不合规，按期或者更晚结束合规', () => {
    const end = (actualAt: string): boolean | null => {
      const due = present(deadlines.resultPublicityUntil(at('2026-09-01 16:00'), { ...of('shares'), actualAt: at(actualAt) }), 'publicity');
      return due.ok ? due.value.finding.ok : null;
    };
    assert.deepEqual([end('2026-09-08 23:59'), end('2026-09-09 00:00')], [false, true]);
  });

  test('R-087 每个品类都算得出合同、退还和公布的期限', () => {
    for (const { code } of saleKinds().filter(({ runs }) => runs === 'platform')) {
      const context = of(code);
      for (const due of [deadlines.contractBy, deadlines.depositsBackBy, deadlines.resultPublishedBy, deadlines.resultPublicityUntil]) {
        assert.ok(due(at('2026-09-01 16:00'), context)?.ok ?? true, code);
      }
    }
  });
});

describe('价款', () => {
  type Part = [string, bigint, string];
  const parts = (code: SaleKindCode, contractAt: string, plan: deadlines.PaymentPlan, priceFen = yuan(10_000_000)): Part[] | string => {
    const paid = deadlines.paymentsBy(at(contractAt), { priceFen, plan }, of(code));
    return paid.ok ? paid.value.map(({ title, leastFen, due }): Part => [title, leastFen, formatDeadline(due.at)]) : paid.error.code;
  };

  test('R-087 土地首付五成一个月内、余款一年内；首付按分向上取整', () => {
    assert.deepEqual(parts('stateLand', '2026-09-21 09:00', 'whole'), [['首期款', yuan(5_000_000), '2026-10-21 24:00:00'], ['付清余款', yuan(10_000_000), '2027-09-21 24:00:00']]);
    assert.deepEqual(parts('stateLand', '2026-08-31 09:00', 'instalments', 101n), [['首期款', 51n, '2026-09-30 24:00:00'], ['付清余款', 101n, '2027-08-31 24:00:00']]);
  });

  test('R-087 企业产权合同生效五个工作日内一次付清；分期的首期三成同样五个工作日，一年付清', () => {
    assert.deepEqual(parts('shares', '2026-09-28 09:00', 'whole'), [['付清全部价款', yuan(10_000_000), '2026-10-10 24:00:00']]);
    assert.deepEqual(parts('shares', '2026-09-28 09:00', 'instalments'), [['首期款', yuan(3_000_000), '2026-10-10 24:00:00'], ['付清余款', yuan(10_000_000), '2027-09-28 24:00:00']]);
  });

  test('R-087 没有规定付款期限的品类按合同，不另算；落在未公布年份的不推算', () => {
    assert.deepEqual([parts('waterRight', '2026-09-21 09:00', 'whole'), parts('capitalIncrease', '2026-09-21 09:00', 'whole')], [[], []]);
    assert.equal(parts('stateLand', '2026-12-21 09:00', 'whole'), 'time.calendarUnpublished');
  });
});
