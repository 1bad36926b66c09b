import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant, parseInstant } from '#kernel/time/instant.ts';
import { present } from '#kernel/assert.ts';
import { demoCalendar } from '#rules/calendar/calendars.ts';
import { blocking } from '#rules/construction/finding.ts';
import { personFinding } from '#rules/sale/buyers.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { checkLotPlan, packOfSale } from '#trade/sale/sale.plan.ts';
import { makeCast } from './cast.ts';
import { planSale } from './playbook/sale-plan.ts';
import { salePlots } from './playbook/sale-plots.ts';

const cast = makeCast('tenders');
const endsAt = present(parseInstant('2026-11-23 08:40'), 'end');
const plans = salePlots.map((plot, index) => planSale(plot, { index, cast, endsAt }));

test('R-086 R-087 演示里的每一份出让转让公告都合规：时间、保证金、方式，没有一条会被拒绝', () => {
  assert.ok(plans.length >= 12);
  for (const { plot, lot, noticeAt } of plans) assert.deepEqual(blocking(checkLotPlan({ kind: plot.kind, areaCode: plot.areaCode, lot, noticeAt }, demoCalendar)), [], plot.title);
});

test('R-087 R-114 演示里有一位牧民，以个人身份竞买一份允许个人竞买的标的，资格得到确认', () => {
  const bought = plans.filter(({ applicants }) => applicants.some(({ orgId }) => orgId === cast.herder.orgId));
  assert.ok(bought.length >= 1);
  for (const { plot, applicants, noticeAt } of bought) {
    assert.ok(personFinding(getSaleKind(plot.kind), packOfSale(plot.kind, plot.areaCode, noticeAt)).ok, plot.title);
    assert.ok(applicants.findIndex(({ orgId }) => orgId === cast.herder.orgId) < applicants.length - (plot.refused ?? 0), plot.title);
  }
});

test('R-086 一进演示就有看头：有一场正在竞价、一场一小时内开始，有报名中的、当天截止的挂牌和已经结束的', () => {
  const untilOf = ({ lot: { mode } }: (typeof plans)[number]) => ('until' in mode ? mode.until : null);
  const hour = 3_600_000_000;
  const running = plans.filter((plan) => plan.lot.biddingFrom <= endsAt && (untilOf(plan) ?? instant(0)) > endsAt);
  assert.ok(running.length >= 2 && running.some((plan) => plan.plot.bids > 0 && plan.plot.mode === 'onlineBidding') && running.some(({ plot }) => plot.mode === 'listing'));
  assert.ok(plans.some(({ lot, applicants }) => lot.biddingFrom > endsAt && lot.biddingFrom < endsAt + hour && applicants.length >= 3));
  assert.ok(plans.some(({ lot, noticeAt }) => noticeAt < endsAt && lot.applyUntil > endsAt && lot.biddingFrom > endsAt));
  assert.ok(plans.filter((plan) => (untilOf(plan) ?? endsAt) < endsAt).length >= 4);
  assert.ok(plans.every(({ noticeAt }) => noticeAt < endsAt), '每一份都已经公告');
  assert.ok(plans.some(({ plot }) => plot.isPaused) && plans.some(({ reserve }) => reserve !== null));
});
