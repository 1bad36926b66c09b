import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { blocking, refusalOf } from '../construction/finding.ts';
import { packFor } from '../registry.ts';
import { getSaleKind, modesOf, saleKinds, type SaleKindCode } from './kinds.ts';
import { checkBidderCount, type SalePlan } from './plan.ts';
import { at, broken, findingsOf, landPlan, yuan } from './plan.testing.ts';

type Row = readonly [string, Partial<SalePlan>, readonly string[]];

/** Each row: what it is, what differs from a lawful plan, which rules are broken. */
function table(plan: SalePlan, rows: readonly Row[]): void {
  for (const [what, changes, expected] of rows) assert.deepEqual(broken({ ...plan, ...changes }), expected, what);
}

describe('土地出让计划', () => {
  test('R-087 刚好达到各项界限的挂牌出让合规，每条都写明依据、所给和应为', () => {
    const rows = findingsOf(landPlan);
    assert.deepEqual(rows.filter((row) => !row.ok), []);
    assert.deepEqual(rows.map((row) => row.rule), ['land.modes', 'sale.timeline', 'land.notice.min', 'land.list.min', 'land.listing.confirm', 'land.deposit.min']);
    assert.ok(rows.every((row) => row.citation !== '' && row.got !== '' && row.bound !== ''));
  });

  test('R-087 公告二十日、挂牌十日、报名提前两个工作日截止、保证金两成：差一点就不合规', () => {
    table(landPlan, [
      ['公告十九日', { noticeAt: at('2026-09-02 00:00') }, ['land.notice.min']],
      ['公告当日最后一刻', { noticeAt: at('2026-09-01 23:59:59') }, []],
      ['零时开始的，当日计入', { biddingFrom: at('2026-09-21 00:00') }, []],
      ['挂牌九日', { biddingUntil: at('2026-09-30 23:59'), applyUntil: at('2026-09-25 17:00') }, ['land.list.min']],
      ['二十四时截止算当日', { biddingUntil: at('2026-10-01 00:00'), applyUntil: at('2026-09-25 17:00') }, ['land.list.min']],
      ['报名到前一个工作日', { applyUntil: at('2026-09-29 09:00') }, ['land.listing.confirm']],
      ['保证金少一分', { depositFen: yuan(2_000_000) - 1n }, ['land.deposit.min']],
      ['保证金没有上限', { depositFen: yuan(10_000_000) }, []],
      ['不收保证金', { depositFen: null }, ['land.deposit.min']],
      ['没有起始价', { startFen: null }, ['land.deposit.min']],
      ['起始价不是五的倍数，向上取整', { startFen: yuan(10_000_000) + 1n }, ['land.deposit.min']],
    ]);
  });

  test('R-086 土地不能网络竞价、协议；拍卖不受挂牌期约束，也按二十日公告', () => {
    const auction: Partial<SalePlan> = { mode: 'auction', biddingUntil: null, biddingFrom: at('2026-09-29 09:00') };
    table(landPlan, [
      ['网络竞价', { ...auction, mode: 'onlineBidding' }, ['land.modes']],
      ['协议', { ...auction, mode: 'agreement' }, ['land.modes']],
      ['拍卖', auction, []],
      ['拍卖公告十九日', { ...auction, noticeAt: at('2026-09-10 09:00') }, ['land.notice.min']],
      ['达到限价摇号', { mode: 'lotteryAfterCap' }, []],
    ]);
    const lottery = present(findingsOf({ ...landPlan, mode: 'lotteryAfterCap' }).find((row) => row.path === 'mode'), 'mode');
    assert.deepEqual([lottery.rule, lottery.certainty], ['land.cap', 'unverified']);
  });

  test('R-087 先后颠倒、挂牌没有截止时间的，一律不予受理', () => {
    for (const changes of [
      { biddingUntil: null }, { biddingUntil: at('2026-09-20 09:00') }, { applyUntil: at('2026-08-31 09:00') }, { noticeAt: at('2026-09-22 09:00') }, { applyUntil: at('2026-10-01 15:01') },
    ] satisfies Partial<SalePlan>[]) {
      const refused = blocking(findingsOf({ ...landPlan, ...changes })).map((row) => row.rule);
      assert.ok(refused.includes('sale.timeline'), JSON.stringify(changes));
    }
    assert.deepEqual(broken({ ...landPlan, mode: 'auction', biddingUntil: null }), ['sale.timeline'], '拍卖开始后还在报名');
  });

  test('R-087 分期缴款：首付五成、一年付清', () => {
    const parts = (firstShare: string, lastWithinMonths: number): Partial<SalePlan> => ({ instalments: { firstShare, lastWithinMonths } });
    table(landPlan, [
      ['刚好', parts('0.5', 12), []],
      ['首付不足', parts('0.4999', 12), ['land.pay.first']],
      ['超过一年', parts('0.5', 13), ['land.pay.lastWithin']],
      ['不是比例', parts('一半', 12), ['land.pay.first']],
      ['超过全款', parts('1.1', 12), ['land.pay.first']],
    ]);
  });

  test('R-087 拒绝的话里有规则、所给、应为和条款', () => {
    const refusal = refusalOf(present(blocking(findingsOf({ ...landPlan, noticeAt: at('2026-09-02 09:00') }))[0], 'finding'));
    assert.deepEqual([refusal.code, refusal.got, refusal.want, refusal.article], [
      'rules.land.notice.min', '19 日', '不少于 20 日，到 2026-09-22 或者以后', '招标拍卖挂牌出让国有建设用地使用权规定 第八条',
    ]);
  });

  test('R-087 招标出让的投标人不少于三个，网络竞价的品类没有人数要求', () => {
    const count = (code: SaleKindCode, bidders: number): boolean | null => {
      const kind = getSaleKind(code);
      return checkBidderCount(bidders, kind, packFor({ category: kind.pack, regionCode: '150105', on: plainDate('2026-09-01') }))?.ok ?? null;
    };
    assert.deepEqual([count('stateLand', 2), count('stateLand', 3), count('miningRight', 2), count('shares', 1)], [false, true, false, null]);
  });
});

describe('矿业权出让计划', () => {
  const plan: SalePlan = { ...landPlan, kind: 'explorationRight', biddingFrom: at('2026-09-29 09:00'), applyUntil: at('2026-10-15 17:00'), biddingUntil: at('2026-10-19 15:00'), depositFen: null };

  test('R-087 公告二十个工作日、挂牌十个工作日，都按放假安排数，标为待核实', () => {
    table(plan, [
      ['刚好', {}, []],
      ['公告十九个工作日', { biddingFrom: at('2026-09-28 09:00') }, ['mine.notice.min']],
      ['挂牌九个工作日', { biddingUntil: at('2026-10-16 15:00') }, ['mine.list.min']],
    ]);
    assert.ok(findingsOf(plan).filter((row) => row.rule.endsWith('.min')).every((row) => row.certainty === 'unverified'));
  });

  test('R-087 招标的公告期数到投标截止，不是开始', () => {
    const tender: Partial<SalePlan> = { mode: 'tender', biddingFrom: at('2026-09-08 09:00'), applyUntil: at('2026-09-28 17:00') };
    table(plan, [
      ['截止在二十个工作日', { ...tender, biddingUntil: at('2026-09-29 09:00') }, []],
      ['截止在十九个工作日', { ...tender, biddingUntil: at('2026-09-28 18:00') }, ['mine.notice.min']],
    ]);
  });

  test('R-087 放假安排没有公布的年份不推算，说明原因', () => {
    const late = findingsOf({ ...plan, noticeAt: at('2026-12-20 09:00'), biddingFrom: at('2027-02-01 09:00'), applyUntil: at('2027-02-20 09:00'), biddingUntil: at('2027-03-01 09:00') });
    const row = present(late.find(({ rule }) => rule === 'mine.notice.min'), 'notice');
    assert.deepEqual([row.ok, row.got], [false, '2027 年']);
  });
});

describe('其他品类的计划', () => {
  const assets: SalePlan = { ...landPlan, kind: 'publicAssets', mode: 'auction', applyUntil: at('2026-09-15 17:00'), biddingFrom: at('2026-09-16 09:00'), biddingUntil: null, valuationFen: yuan(10_000_000), displayDays: 2 };

  test('R-087 行政事业单位资产须先评估；委托拍卖公告七日、展示两日', () => {
    table(assets, [
      ['刚好', {}, []],
      ['没有评估', { valuationFen: null }, ['asset.valuation']],
      ['展示一日', { displayDays: 1 }, ['auction.display']],
      ['公告六日', { noticeAt: at('2026-09-10 09:00') }, ['asset.notice.min', 'auction.notice']],
      ['网络竞价不要求展示', { mode: 'onlineBidding', displayDays: 0 }, []],
    ]);
  });

  test('R-188 平台默认值只提示：公告少于默认天数、起始价低于评估值的资产不被拦下', () => {
    assert.deepEqual(blocking(findingsOf({ ...assets, mode: 'onlineBidding', applyUntil: at('2026-09-04 17:00'), startFen: yuan(1) })), []);
    assert.deepEqual(broken({ ...assets, mode: 'onlineBidding', applyUntil: at('2026-09-04 17:00'), startFen: yuan(1) }), ['asset.notice.min', 'asset.floor']);
  });

  test('R-023 只汇聚信息的品类不能在这里组织，拒绝时说明去处的依据', () => {
    for (const kind of saleKinds().filter(({ runs }) => runs === 'exchangeOnly')) {
      const rows = blocking(findingsOf({ ...landPlan, kind: kind.code }));
      assert.deepEqual(rows.map((row) => [row.rule, row.path]), [[kind.because, 'kind']], kind.code);
    }
  });

  test('R-023 R-086 平台组织的每个品类、每种方式都有一份合规的计划', () => {
    for (const kind of saleKinds().filter(({ runs }) => runs === 'platform')) {
      const pack = packFor({ category: kind.pack, regionCode: '150105', on: plainDate('2026-09-01') });
      for (const mode of modesOf(kind, pack)) assert.deepEqual(broken({ ...generous, kind: kind.code, mode }), [], `${kind.code} ${mode}`);
    }
  });

  test('R-087 没有一个品类接受公告当日就开始竞买', () => {
    for (const kind of saleKinds().filter(({ runs }) => runs === 'platform')) {
      const hasty = { ...generous, kind: kind.code, applyUntil: at('2026-03-02 10:00'), biddingFrom: at('2026-03-02 11:00'), biddingUntil: at('2026-03-02 12:00') };
      assert.ok(broken(hasty).length > 0, kind.code);
    }
  });
});

/** Long enough for every kind, dear enough for every floor, with a deposit between every pair of bounds. */
const generous: SalePlan = {
  ...landPlan, noticeAt: at('2026-03-02 09:00'), applyUntil: at('2026-05-20 09:00'), biddingFrom: at('2026-05-21 09:00'), biddingUntil: at('2026-06-30 09:00'),
  displayDays: 5, depositFen: yuan(2_500_000), valuationFen: yuan(10_000_000), hasReserve: false,
};
