import { present } from '#kernel/assert.ts';
import type { SaleKindCode } from '#rules/sale/kinds.ts';
import { publishesWinner, getSaleKind } from '#rules/sale/kinds.ts';
import type { RulePack } from '#rules/pack.ts';
import type { Party, SaleLot, Sale } from '#trade/sale/sale.types.ts';
import { paidFen } from './deal.ts';
import type { Certificate, Confirmation, Deal, SaleResult } from './deal.types.ts';

/** What an announcement adds to a paper. `mode`: how it was bid for, in its own words. */
export type Announced = { readonly sale: Sale; readonly lot: SaleLot; readonly mode: string };
type Won = Pick<Confirmation, 'winner' | 'paddle' | 'priceFen' | 'depositFen' | 'endedAt'>;

/** 成交确认书 as both sign it. */
export function confirmationOf({ sale, lot, mode }: Announced, won: Won): Confirmation {
  return { paper: 'confirmation', ...headOf(sale, lot), mode, seller: partyOf(sale.seller), ...won };
}

/**
 * 结果 as it becomes public. Whether a reserve was reached is said; its figure is not, and the names of those who did not buy
 * stand nowhere. What has lapsed names nobody: the law punishes with the deposit, not with the pillory.
 */
export function resultOf(state: Deal, { sale, lot }: Announced, pack: RulePack): SaleResult {
  const { outcome, lapse, winner } = state;
  const isSold = outcome.kind === 'sold' && lapse === null;
  const hasReserve = lot.reserveHash !== null;
  return {
    paper: 'result', ...headOf(sale, lot), saleId: sale.saleId, areaCode: sale.areaCode, seller: sale.seller.name, centre: sale.centre.name,
    outcome: lapse ? 'lapsed' : outcome.kind, reason: lapse ? lapse.ground : outcome.kind === 'unsold' ? outcome.reason : null,
    startFen: lot.startFen, valuationFen: lot.valuationFen,
    priceFen: isSold ? outcome.priceFen : null, paddle: isSold ? outcome.paddle : null,
    winner: isSold && publishesWinner(getSaleKind(sale.kind), pack) ? present(winner, 'winner').name : null,
    reserve: !hasReserve ? 'none' : outcome.kind === 'sold' ? 'reached' : outcome.reason === 'below-reserve' ? 'below' : null,
    endedAt: state.endedAt,
  };
}

/** 交易凭证: what the centre certifies. Its number follows from the lot, so no counter tells how many there are. */
export function certificateOf(state: Deal, { sale, lot, mode }: Announced, year: number): Certificate {
  const contract = present(state.contract, 'contract');
  const outcome = state.outcome.kind === 'sold' ? state.outcome : null;
  return {
    paper: 'certificate', number: `${sale.areaCode}-${year}-${sale.saleId.slice(0, 10).toUpperCase()}-${lot.number}`, ...headOf(sale, lot), mode,
    centre: partyOf(sale.centre), seller: partyOf(sale.seller), winner: present(state.winner, 'winner'), priceFen: present(outcome, 'sale').priceFen, paidFen: String(paidFen(state)),
    endedAt: state.endedAt, contractAt: present(contract.signedAt, 'signing'), contractHash: contract.termsHash,
  };
}

function headOf(sale: Sale, lot: SaleLot): { lotId: string; saleTitle: string; lotName: string; kind: SaleKindCode } {
  return { lotId: lot.lotId, saleTitle: sale.title, lotName: lot.name, kind: sale.kind };
}

function partyOf({ orgId, name }: Party): Party {
  return { orgId, name };
}
