import { formatFen, type Fen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import { findingOf, type RuleFinding } from '../construction/finding.ts';
import { valueOf, type RulePack } from '../pack.ts';
import type { SaleKind } from './kinds.ts';
import type { SaleMode } from './modes.ts';

/** What a way of bidding needs beside prices and times. */
export type ModePlan = {
  readonly mode: SaleMode;
  readonly capFen: Fen | null;
  readonly hasReserve: boolean;
  /** `price`: share of the price, a decimal below one; `most`: full marks of each other term. */
  readonly weights: { readonly price: string; readonly criteria: readonly { readonly title: string; readonly most: string }[] } | null;
  /** 组合出让: what is sold together; none where the lot is one thing. */
  readonly parts: readonly { readonly name: string; readonly valuationFen: Fen | null }[];
  readonly valuationFen: Fen | null;
};

const afterCap: readonly SaleMode[] = ['lotteryAfterCap', 'nearestAfterCap'];
const withoutCap: readonly SaleMode[] = ['reverse', 'descending', 'call'];

/** A plan that contradicts its own way of bidding cannot be held, whatever the law says: these bind. */
export function modeFindings(plan: ModePlan, kind: SaleKind, pack: RulePack): RuleFinding[] {
  return [...cap(plan, kind, pack), ...weights(plan, pack), ...packages(plan, pack), ...call(plan, pack)];
}

function cap({ mode, capFen }: ModePlan, { rules }: SaleKind, pack: RulePack): RuleFinding[] {
  const got = capFen === null ? '没有最高限价' : `最高限价 ${formatFen(capFen)}`;
  const held = (bound: string, ok: boolean): RuleFinding[] => [{ ...findingOf(pack, 'sale.cap', { got, bound, ok, path: 'capFen' }), binding: true }];
  if (afterCap.includes(mode)) return held('设最高限价', capFen !== null);
  if (withoutCap.includes(mode)) return held('不另设最高限价', capFen === null);
  const key = rules.modes.find((each) => valueOf(pack, each, 'codes').some(({ code }) => afterCap.some((known) => known === code)));
  if (capFen === null || key === undefined) return [];
  // What cities do after a cap is their own policy: who sets one without it is advised, not stopped.
  return [findingOf(pack, key, { got: `${got}，没有写明达到限价后的做法`, bound: '选择达到最高限价后摇号，或者一次报价、最接近平均价者得', ok: false, path: 'mode' })];
}

function weights({ mode, weights: given }: ModePlan, pack: RulePack): RuleFinding[] {
  if (mode !== 'weighted') return [];
  const price = given === null ? null : ratio.parse(given.price);
  const share = price?.ok ? price.value : ratio.zero;
  const most = (given?.criteria ?? []).map((each) => ratio.parse(each.most)).map((each) => (each.ok ? each.value : ratio.zero));
  const sum = ratio.sum(most);
  const isShare = ratio.compare(share, ratio.zero) > 0 && ratio.compare(share, ratio.one) < 0;
  const isWhole = most.every((each) => ratio.compare(each, ratio.zero) > 0) && ratio.compare(sum, ratio.of(100n)) === 0;
  return [{
    ...findingOf(pack, 'sale.weights', { got: `价格权重 ${given?.price ?? '没有写'}，其他指标 ${most.length} 项、满分合计 ${ratio.round(sum, 0)} 分`, bound: '价格权重大于 0、小于 1；其他指标至少一项，满分合计 100 分', ok: isShare && most.length > 0 && isWhole, path: 'mode' }),
    binding: true,
  }];
}

function packages({ parts, valuationFen }: ModePlan, pack: RulePack): RuleFinding[] {
  if (parts.length === 0) return [];
  const names = new Set(parts.map(({ name }) => name));
  const valued = parts.flatMap((part) => (part.valuationFen === null ? [] : [part.valuationFen]));
  const sum = valued.reduce((all, each) => all + each, 0n);
  const adds = valued.length === 0 || (valued.length === parts.length && sum === valuationFen);
  const got = `${parts.length} 宗${names.size < parts.length ? '，有同名的' : ''}${adds ? '' : `，评估结果合计 ${formatFen(sum)}`}`;
  return [{ ...findingOf(pack, 'sale.package', { got, bound: '不少于两宗，名称各不相同；各宗写评估结果的，合计等于组合的评估结果', ok: parts.length >= 2 && names.size === parts.length && adds, path: 'parts' }), binding: true }];
}

function call({ mode, hasReserve }: ModePlan, pack: RulePack): RuleFinding[] {
  if (mode !== 'call') return [];
  return [{ ...findingOf(pack, 'sale.call', { got: hasReserve ? '另设保密底价' : '没有另设保密底价', bound: '不另设保密底价', ok: !hasReserve, path: 'hasReserve' }), binding: true }];
}
