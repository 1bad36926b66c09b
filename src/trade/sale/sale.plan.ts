import type { Calendar } from '#kernel/time/calendar.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { ofInstant, plainDate } from '#kernel/time/plain-date.ts';
import type { RuleFinding } from '#rules/construction/finding.ts';
import { packFor } from '#rules/registry.ts';
import type { RulePack } from '#rules/pack.ts';
import { getSaleKind, type SaleKindCode } from '#rules/sale/kinds.ts';
import { checkSalePlan } from '#rules/sale/plan.ts';
import { modeFindings, type ModePlan } from '#rules/sale/plan.mode.ts';
import type { AuctionMode, SaleLotPlan } from './sale.types.ts';

type Judged = { readonly kind: SaleKindCode; readonly areaCode: string; readonly lot: SaleLotPlan; readonly noticeAt: Instant };

/** The rules that a sale announced at `noticeAt` lives under for good. */
export function packOfSale(kind: SaleKindCode, areaCode: string, noticeAt: Instant): RulePack {
  return packFor({ category: getSaleKind(kind).pack, regionCode: areaCode, on: plainDate(ofInstant(noticeAt)) });
}

/** Every rule on one lot of an announcement, kept or not; the form and the server ask the same. */
export function checkLotPlan({ kind, areaCode, lot, noticeAt }: Judged, calendar: Calendar): RuleFinding[] {
  const pack = packOfSale(kind, areaCode, noticeAt);
  const findings = checkSalePlan({
    kind, areaCode, noticeAt, mode: lot.mode.kind, applyUntil: lot.applyUntil, biddingFrom: lot.biddingFrom, biddingUntil: endOfBidding(lot.mode), displayDays: lot.mode.kind === 'auction' ? lot.mode.displayDays : 0,
    startFen: BigInt(lot.startFen), depositFen: BigInt(lot.depositFen), valuationFen: lot.valuationFen === null ? null : BigInt(lot.valuationFen),
    hasReserve: lot.reserveHash !== null, buyerConditions: lot.qualification === '不设资格条件' ? 'none' : 'chosen', instalments: null,
    losesControl: false, preDisclosure: null, priorListing: null,
  }, pack, calendar);
  return getSaleKind(kind).runs === 'platform' ? [...findings, ...modeFindings(modePlanOf(lot), getSaleKind(kind), pack)] : findings;
}

function modePlanOf({ mode, capFen, reserveHash, valuationFen, parts = [] }: SaleLotPlan): ModePlan {
  const fen = (text: string | null): bigint | null => (text === null ? null : BigInt(text));
  return {
    mode: mode.kind, capFen: fen(capFen), hasReserve: reserveHash !== null, valuationFen: fen(valuationFen),
    weights: mode.kind === 'weighted' ? { price: mode.priceWeight, criteria: mode.criteria } : null,
    parts: parts.map((part) => ({ name: part.name, valuationFen: fen(part.valuationFen) })),
  };
}

/** Null where the bidding ends by itself. */
function endOfBidding(mode: AuctionMode): Instant | null {
  return 'until' in mode ? mode.until : null;
}
