import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { blocking } from '../construction/finding.ts';
import type { PriorListing, SalePlan } from './plan.ts';
import { at, broken, findingsOf, sharesPlan, yuan } from './plan.testing.ts';

const first: PriorListing = { firstNoticeAt: at('2025-12-01 09:00'), lastStartFen: yuan(10_000_000), conditionsChanged: false, approverConsents: false };
const again = (changes: Partial<PriorListing>, plan: Partial<SalePlan> = {}): SalePlan => ({ ...sharesPlan, ...plan, priorListing: { ...first, ...changes } });

describe('企业国有产权转让计划', () => {
  test('R-087 正式披露二十个工作日、底价不低于评估结果、保证金不超过三成：刚好可以', () => {
    assert.deepEqual(broken(sharesPlan), []);
    assert.deepEqual(findingsOf(sharesPlan).map((row) => row.rule), ['soe.bid', 'sale.timeline', 'soe.formal', 'soe.deposit', 'soe.valuation', 'soe.floor', 'soe.floor.public']);
  });

  test('R-087 差一个工作日、差一分都不合规', () => {
    const rows: readonly [string, Partial<SalePlan>, string[]][] = [
      ['十九个工作日', { applyUntil: at('2026-09-28 23:59') }, ['soe.formal']],
      ['二十四时截止算前一日', { applyUntil: at('2026-09-29 00:00') }, ['soe.formal']],
      ['底价低一分', { startFen: yuan(10_000_000) - 1n, depositFen: yuan(2_000_000) }, ['soe.floor']],
      ['保证金多一分', { depositFen: yuan(3_000_000) + 1n }, ['soe.deposit']],
      ['不收保证金', { depositFen: null }, []],
      ['没有评估', { valuationFen: null }, ['soe.valuation']],
      ['协议', { mode: 'agreement' }, ['soe.bid']],
      ['另设保密底价', { hasReserve: true }, ['soe.floor.public']],
    ];
    for (const [what, changes, expected] of rows) assert.deepEqual(broken({ ...sharesPlan, ...changes }), expected, what);
    assert.deepEqual(blocking(findingsOf({ ...sharesPlan, hasReserve: true })), [], '保密底价只提示');
    assert.equal(findingsOf(sharesPlan).find((row) => row.rule === 'soe.deposit')?.certainty, 'unverified');
  });

  test('R-087 实际控制权转移的，批准后十个工作日内预披露，预披露二十个工作日，期满才正式披露', () => {
    const before = { approvedAt: at('2026-07-20 09:00'), fromAt: at('2026-08-03 09:00'), untilAt: at('2026-08-31 17:00') };
    const moved = (preDisclosure: SalePlan['preDisclosure']): string[] => broken({ ...sharesPlan, losesControl: true, preDisclosure });
    assert.deepEqual(moved(before), []);
    assert.deepEqual(moved(null), ['soe.pre']);
    assert.deepEqual(moved({ ...before, fromAt: at('2026-08-04 09:00'), untilAt: at('2026-09-01 09:00') }), ['soe.pre.within']);
    assert.deepEqual(moved({ ...before, untilAt: at('2026-08-30 17:00') }), ['soe.pre']);
    assert.deepEqual(moved({ ...before, untilAt: at('2026-09-01 09:01') }), ['soe.pre']);
    assert.deepEqual(broken({ ...sharesPlan, preDisclosure: null }), [], '控制权不转移的不必预披露');
  });

  test('R-087 再次披露：降到评估结果九成以下须批准单位书面同意，九成不必', () => {
    assert.deepEqual(broken(again({}, { startFen: yuan(9_000_000), depositFen: yuan(1) })), []);
    assert.deepEqual(broken(again({}, { startFen: yuan(9_000_000) - 1n, depositFen: yuan(1) })), ['soe.90']);
    assert.deepEqual(broken(again({ approverConsents: true }, { startFen: yuan(5_000_000), depositFen: yuan(1) })), []);
  });

  test('R-087 降价或者变更条件重新披露二十个工作日；原价原条件延期不另计', () => {
    const short = { applyUntil: at('2026-09-15 17:00') };
    assert.deepEqual(broken(again({}, short)), []);
    assert.deepEqual(broken(again({ conditionsChanged: true }, short)), ['soe.relist']);
    assert.deepEqual(broken(again({}, { ...short, startFen: yuan(9_500_000), depositFen: yuan(1) })), ['soe.relist']);
  });

  test('R-087 首次披露超过十二个月的重新审计、评估：对应日当天还可以，次日不可以', () => {
    assert.deepEqual(broken(again({ firstNoticeAt: at('2025-09-01 00:00') })), []);
    assert.deepEqual(broken(again({ firstNoticeAt: at('2025-08-31 23:59') })), ['soe.12m']);
    const noticed = (noticeAt: string): string[] => broken(again({ firstNoticeAt: at('2025-08-31 09:00') }, { noticeAt: at(noticeAt) }));
    assert.deepEqual([noticed('2026-08-31 23:59:59'), noticed('2026-09-01 00:00')], [[], ['soe.12m']]);
  });

  test('R-087 分期付款首期三成、一年付清', () => {
    const parts = (firstShare: string, lastWithinMonths: number): string[] => broken({ ...sharesPlan, instalments: { firstShare, lastWithinMonths } });
    assert.deepEqual([parts('0.3', 12), parts('0.2999', 12), parts('0.3', 13)], [[], ['soe.pay.first'], ['soe.pay.last']]);
  });
});

describe('增资与资产转让计划', () => {
  test('R-087 增资公开征集四十个工作日，没有起始价和评估底价的要求', () => {
    const plan: SalePlan = { ...sharesPlan, kind: 'capitalIncrease', mode: 'selection', startFen: null, depositFen: yuan(1_000_000), valuationFen: null };
    assert.deepEqual(broken({ ...plan, applyUntil: at('2026-11-02 17:00'), biddingFrom: at('2026-11-10 09:00') }), []);
    assert.deepEqual(broken({ ...plan, applyUntil: at('2026-11-01 17:00'), biddingFrom: at('2026-11-10 09:00') }), ['soe.increase']);
  });

  test('R-087 资产转让的公告期按底价：一百万以下不限，以上十个、一千万起二十个工作日', () => {
    const plan = (startFen: bigint, applyUntil: string): string[] => broken({ ...sharesPlan, kind: 'physicalAssets', startFen, valuationFen: startFen, depositFen: yuan(1), applyUntil: at(applyUntil) });
    assert.deepEqual(plan(yuan(1_000_000), '2026-09-02 17:00'), []);
    assert.deepEqual([plan(yuan(1_000_000) + 1n, '2026-09-15 17:00'), plan(yuan(1_000_000) + 1n, '2026-09-14 17:00')], [[], ['soe.asset10']]);
    assert.deepEqual([plan(yuan(10_000_000) - 1n, '2026-09-15 17:00'), plan(yuan(10_000_000), '2026-09-28 17:00')], [[], ['soe.asset20']]);
    assert.deepEqual(plan(yuan(10_000_000), '2026-09-29 17:00'), []);
  });

  test('R-087 资产转让不设受让方条件，法律要求的除外；原则上一次付清，分期只提示', () => {
    const plan: SalePlan = { ...sharesPlan, kind: 'physicalAssets' };
    const conditions = (buyerConditions: SalePlan['buyerConditions']): string[] => broken({ ...plan, buyerConditions });
    assert.deepEqual([conditions('none'), conditions('byLaw'), conditions('chosen')], [[], [], ['soe.asset.conditions']]);
    const parts: SalePlan = { ...plan, instalments: { firstShare: '0.3', lastWithinMonths: 12 } };
    assert.deepEqual([broken(parts), blocking(findingsOf(parts))], [['soe.asset.once'], []]);
    assert.deepEqual(broken({ ...plan, valuationFen: null }), [], '不须评估的资产没有底价下限');
  });
});
