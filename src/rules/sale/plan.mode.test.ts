import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainDate } from '#kernel/time/plain-date.ts';
import { blocking } from '../construction/finding.ts';
import { packFor } from '../registry.ts';
import { getSaleKind, type SaleKindCode } from './kinds.ts';
import { modeFindings, type ModePlan } from './plan.mode.ts';
import { yuan } from './plan.testing.ts';

const plain: ModePlan = { mode: 'listing', capFen: null, hasReserve: false, weights: null, parts: [], valuationFen: null };
const part = (name: string, valuationFen: bigint | null = null) => ({ name, valuationFen });
const terms = (price: string, ...most: readonly string[]) => ({ mode: 'weighted' as const, weights: { price, criteria: most.map((each, i) => ({ title: `指标${i}`, most: each })) } });

function said(kind: SaleKindCode, over: Partial<ModePlan>) {
  const findings = modeFindings({ ...plain, ...over }, getSaleKind(kind), packFor({ category: getSaleKind(kind).pack, regionCode: '152900', on: plainDate('2026-09-01') }));
  return { stopped: blocking(findings).map(({ rule }) => rule), advised: findings.filter(({ ok, binding }) => !ok && !binding).map(({ rule }) => rule) };
}

describe('竞价方式与它所需的要素', () => {
  const cases: readonly (readonly [says: string, kind: SaleKindCode, over: Partial<ModePlan>, stopped: readonly string[], advised?: readonly string[]])[] = [
    ['挂牌不设限价', 'stateLand', {}, []],
    ['土地设限价而没有写明达到限价后的做法，只作提醒：做法是各地政策', 'stateLand', { capFen: yuan(100) }, [], ['land.cap']],
    ['没有这种做法的品类，限价不提醒', 'shares', { mode: 'onlineBidding', capFen: yuan(100) }, []],
    ['限价后摇号须有限价', 'stateLand', { mode: 'lotteryAfterCap' }, ['sale.cap']],
    ['限价后摇号，有限价', 'stateLand', { mode: 'lotteryAfterCap', capFen: yuan(100) }, []],
    ['限价后一次报价须有限价', 'stateLand', { mode: 'nearestAfterCap' }, ['sale.cap']],
    ['反向竞价不另设最高限价', 'operatingRight', { mode: 'reverse', capFen: yuan(1) }, ['sale.cap']],
    ['降价不另设最高限价', 'publicAssets', { mode: 'descending', capFen: yuan(1) }, ['sale.cap']],
    ['权重合计一百分', 'shares', terms('0.6', '70', '30'), []],
    ['权重合计不足一百分', 'shares', terms('0.6', '70', '20'), ['sale.weights']],
    ['有一项满分为零', 'shares', terms('0.6', '100', '0'), ['sale.weights']],
    ['价格权重为零', 'shares', terms('0', '100'), ['sale.weights']],
    ['价格权重为一，别的指标不算', 'shares', terms('1', '100'), ['sale.weights']],
    ['没有写权重', 'shares', { mode: 'weighted' }, ['sale.weights']],
    ['组合出让两宗', 'stateLand', { parts: [part('甲'), part('乙')] }, []],
    ['组合只有一宗', 'stateLand', { parts: [part('甲')] }, ['sale.package']],
    ['组合有同名的', 'stateLand', { parts: [part('甲'), part('甲')] }, ['sale.package']],
    ['各宗评估合计等于组合的', 'publicAssets', { parts: [part('甲', yuan(1)), part('乙', yuan(2))], valuationFen: yuan(3) }, []],
    ['各宗评估合计不等于组合的', 'publicAssets', { parts: [part('甲', yuan(1)), part('乙', yuan(2))], valuationFen: yuan(4) }, ['sale.package']],
    ['只有一宗写了评估结果', 'publicAssets', { parts: [part('甲', yuan(3)), part('乙')], valuationFen: yuan(3) }, ['sale.package']],
    ['集合竞价不另设底价', 'waterRight', { mode: 'call', hasReserve: true }, ['sale.call']],
  ];
  for (const [says, kind, over, stopped, advised = []] of cases) test(`R-087 ${says}`, () => assert.deepEqual(said(kind, over), { stopped, advised }));
});
