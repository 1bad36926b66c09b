import { present } from '#kernel/assert.ts';
import type { Fen } from '#kernel/money.ts';
import type { Calendar } from '#kernel/time/calendar.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { findingOf, type RuleFinding } from '../construction/finding.ts';
import { getRule, type RulePack } from '../pack.ts';
import { getSaleKind, modesOf, type SaleKind, type SaleKindCode } from './kinds.ts';
import { modeTitle, type SaleMode } from './modes.ts';
import { paymentFindings, priceFindings, reserveFindings } from './plan.price.ts';
import { timeFindings } from './plan.time.ts';

/** What the initiator fixes in the notice of a sale; the form may check it while it is being typed. */
export type SalePlan = {
  readonly kind: SaleKindCode;
  readonly mode: SaleMode;
  /** Division code of the place whose law governs: the pack is chosen by it. */
  readonly areaCode: string;
  readonly noticeAt: Instant;
  /** Applications and deposits until then; the end of a disclosure. */
  readonly applyUntil: Instant;
  /** Begin of the listing, of the auction, of handing in tenders. */
  readonly biddingFrom: Instant;
  /** End of the listing, of handing in tenders; null where the bidding ends by itself. */
  readonly biddingUntil: Instant | null;
  /** Whole days on which the thing may be seen before an auction. */
  readonly displayDays: number;
  /** Null where no price is named at the start. */
  readonly startFen: Fen | null;
  readonly depositFen: Fen | null;
  readonly valuationFen: Fen | null;
  /** A sealed reserve beside the starting price. */
  readonly hasReserve: boolean;
  readonly buyerConditions: 'none' | 'byLaw' | 'chosen';
  /** Null: paid at once. `firstShare` is a decimal of the price. */
  readonly instalments: { readonly firstShare: string; readonly lastWithinMonths: number } | null;
  /** 导致标的企业实际控制权转移: then it was disclosed beforehand. */
  readonly losesControl: boolean;
  readonly preDisclosure: { readonly approvedAt: Instant; readonly fromAt: Instant; readonly untilAt: Instant } | null;
  /** The listing before, on the same valuation; null for the first. */
  readonly priorListing: PriorListing | null;
};

export type PriorListing = {
  readonly firstNoticeAt: Instant;
  readonly lastStartFen: Fen | null;
  readonly conditionsChanged: boolean;
  /** 转让行为批准单位书面同意 to a price below the share that the law names. */
  readonly approverConsents: boolean;
};

/** Every rule on the plan with its outcome, kept or not: the caller decides what to show and refuses on `blocking(…)`. */
export function checkSalePlan(plan: SalePlan, pack: RulePack, calendar: Calendar): RuleFinding[] {
  const kind = getSaleKind(plan.kind);
  if (kind.runs === 'exchangeOnly') return [heldElsewhere(kind, pack)];
  return [
    lawfulMode(plan, kind, pack),
    ...timeFindings(plan, kind, { pack, calendar }),
    ...priceFindings(plan, kind, pack),
    ...reserveFindings(plan, kind, pack),
    ...buyerConditions(plan, kind, pack),
    ...paymentFindings(plan, kind, pack),
  ];
}

/** Whether a tender has bidders enough to go on; null where the law of the kind gives no number. */
export function checkBidderCount(bidders: number, kind: SaleKind, pack: RulePack): RuleFinding | null {
  const { fewest } = kind.rules;
  if (fewest === null) return null;
  const rule = getRule(pack, fewest);
  return findingOf(pack, fewest, { got: `${bidders} 家`, bound: `不少于 ${String(rule.value)} 家`, ok: bidders >= Number(rule.value), path: 'bidders' });
}

function heldElsewhere(kind: SaleKind, pack: RulePack): RuleFinding {
  return findingOf(pack, present(kind.because, `rule on where ${kind.code} is held`), { got: `在本平台组织${kind.title}`, bound: '在法定的场所交易，这里只发布信息', ok: false, path: 'kind' });
}

/** Cites the list that names the mode, or the first where none does. */
function lawfulMode({ mode }: SalePlan, kind: SaleKind, pack: RulePack): RuleFinding {
  const { modes } = kind.rules;
  const lists = (key: string): boolean => modesOf({ ...kind, rules: { ...kind.rules, modes: [key] } }, pack).includes(mode);
  const key = modes.find(lists) ?? modes[0] ?? '';
  const lawful = modesOf(kind, pack);
  return findingOf(pack, key, { got: modeTitle(mode), bound: lawful.map(modeTitle).join('、'), ok: lawful.includes(mode), path: 'mode' });
}

function buyerConditions(plan: SalePlan, kind: SaleKind, pack: RulePack): RuleFinding[] {
  const key = kind.rules.buyerConditions;
  if (key === null) return [];
  const got = { none: '不设条件', byLaw: '法律法规要求的条件', chosen: '转让方自设条件' }[plan.buyerConditions];
  return [findingOf(pack, key, { got, bound: '不设受让方资格条件，法律法规另有要求的除外', ok: plan.buyerConditions !== 'chosen', path: 'buyerConditions' })];
}
