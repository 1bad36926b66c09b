import { formatFen, type Fen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import { findingOf, type RuleFinding } from '../construction/finding.ts';
import { getRule, valueOf, type RulePack } from '../pack.ts';
import { percentText, rate } from '../rate.ts';
import type { CodeText } from '../rule.ts';
import { catalogueCitation, type CatalogueItem } from './items.ts';

/** 施工 · 货物 · 服务（勘察、设计、监理） */
export type ContractKind = 'works' | 'goods' | 'service';

/** Where the money comes from (16号令第二条至第四条). `budgetShare`: decimal share of the investment. */
export type Fund =
  | { readonly kind: 'budget'; readonly budgetFen: Fen; readonly budgetShare: string }
  | { readonly kind: 'stateControlled' }
  | { readonly kind: 'donor' }
  | { readonly kind: 'publicUtility' }
  | { readonly kind: 'private' };

export type MethodChoice = {
  readonly method: 'open' | 'invited' | 'direct';
  readonly title: string;
  /** Reasons one of which must be given; empty where the method is free. */
  readonly reasons: readonly CodeText[];
  readonly citation: string;
};

export type EntryCheck = {
  /** 必须招标 · 目录内应进必进 · 自愿进场 */
  readonly duty: 'mustTender' | 'mustEnter' | 'voluntary';
  readonly citation: string;
  readonly methods: readonly MethodChoice[];
  /** What decided it, `ok` meaning that the threshold is reached. */
  readonly findings: readonly RuleFinding[];
};

const thresholds: Readonly<Record<ContractKind, string>> = { works: 'eng.must.work', goods: 'eng.must.goods', service: 'eng.must.service' };

/**
 * Whether an item must come to the platform and by which method. `estimateFen` is the contract's estimate
 * with everything that can be procured together added up: splitting does not lower it.
 */
export function checkEntry(item: CatalogueItem, contract: { readonly kind: ContractKind; readonly estimateFen: Fen }, fund: Fund, pack: RulePack): EntryCheck {
  if (item.pack !== 'construction') {
    return { duty: 'mustEnter', citation: '内蒙古自治区公共资源交易管理办法 第十一条', methods: [], findings: [] };
  }
  const findings = [...fundFindings(fund, pack), thresholdFinding(contract, pack)];
  const reached = fund.kind !== 'private' && findings.every((finding) => finding.ok);
  if (!reached) return { duty: 'voluntary', citation: catalogueCitation, methods: [freeChoice('open', pack), freeChoice('invited', pack)], findings };
  return { duty: 'mustTender', citation: getRule(pack, thresholds[contract.kind]).citation, methods: lawfulMethods(fund, pack), findings };
}

function thresholdFinding(contract: { readonly kind: ContractKind; readonly estimateFen: Fen }, pack: RulePack): RuleFinding {
  const key = thresholds[contract.kind];
  const least = BigInt(valueOf(pack, key, 'fen'));
  return findingOf(pack, key, { got: formatFen(contract.estimateFen), bound: `${formatFen(least)} 以上`, ok: contract.estimateFen >= least, path: 'estimateFen' });
}

function fundFindings(fund: Fund, pack: RulePack): RuleFinding[] {
  if (fund.kind !== 'budget') return [];
  const least = BigInt(valueOf(pack, 'eng.must.fundBudget', 'fen'));
  const leastShare = rate(valueOf(pack, 'eng.must.fundShare', 'rate'));
  const share = rate(fund.budgetShare);
  return [
    findingOf(pack, 'eng.must.fundBudget', { got: formatFen(fund.budgetFen), bound: `${formatFen(least)} 以上`, ok: fund.budgetFen >= least, path: 'fund.budgetFen' }),
    findingOf(pack, 'eng.must.fundShare', { got: percentText(share), bound: `${percentText(leastShare)} 以上`, ok: ratio.compare(share, leastShare) >= 0, path: 'fund.budgetShare' }),
  ];
}

/** 国有资金占控股或者主导地位的应当公开招标; others that must tender choose between open and invited. */
function lawfulMethods(fund: Fund, pack: RulePack): MethodChoice[] {
  const exempt = getRule(pack, 'eng.exempt');
  const invited = getRule(pack, 'eng.invite.reason');
  const stateMoney = isStateMoney(fund);
  return [
    freeChoice('open', pack),
    stateMoney ? { method: 'invited', title: '邀请招标', reasons: valueOf(pack, 'eng.invite.reason', 'codes'), citation: invited.citation } : freeChoice('invited', pack),
    { method: 'direct', title: '不招标', reasons: valueOf(pack, 'eng.exempt', 'codes'), citation: exempt.citation },
  ];
}

function freeChoice(method: 'open' | 'invited', pack: RulePack): MethodChoice {
  return method === 'open'
    ? { method, title: '公开招标', reasons: [], citation: '招标投标法 第十条' }
    : { method, title: '邀请招标', reasons: [], citation: getRule(pack, 'eng.invite.min').citation };
}

/** 国有资金占控股或者主导地位. */
export function isStateMoney(fund: Pick<Fund, 'kind'>): boolean {
  return fund.kind === 'budget' || fund.kind === 'stateControlled';
}
