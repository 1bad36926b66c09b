import { formatFen } from '#kernel/money.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import type { DealDuty, DealStatus, LapseGround, SaleResult } from './deal.types.ts';

export const dealStatusTitles: Readonly<Record<DealStatus, string>> = { confirming: '待签成交确认书', contracting: '待签合同', paying: '履行中', lapsed: '成交失效', unsold: '未成交', closed: '已办结' };

export const lapseGrounds: Readonly<Record<LapseGround, string>> = {
  'not-confirmed': '没有按期签署成交确认书', 'not-contracted': '没有按期签订合同', 'not-paid': '没有按期支付价款',
};

export const dutyTitles: Readonly<Record<DealDuty['duty'], string>> = { confirm: '签署成交确认书', result: '公布成交结果', contract: '签订合同', payment: '支付价款' };

/** What a published result says, in one sentence. Whether a reserve was reached, never its figure. */
export function outcomeText({ outcome, reason, kind, winner, priceFen, reserve, lotName }: Pick<SaleResult, 'outcome' | 'reason' | 'kind' | 'winner' | 'priceFen' | 'reserve' | 'lotName'>): string {
  const { terms } = getSaleKind(kind);
  if (outcome === 'sold' && priceFen !== null) return `${lotName}已成交${winner === null ? '' : `，${terms.winner}为${winner}`}，成交价 ${formatFen(BigInt(priceFen))}${reserve === 'reached' ? '，达到底价' : ''}。`;
  if (outcome === 'lapsed') return `${lotName}竞价有结果，但${terms.winner}${lapseOf(reason)}，成交失效，保证金按公告处理。`;
  return reason === 'below-reserve' ? `${lotName}最高报价没有达到底价，未成交。` : `${lotName}没有人报价，未成交。`;
}

function lapseOf(reason: SaleResult['reason']): string {
  return reason === 'not-confirmed' || reason === 'not-contracted' || reason === 'not-paid' ? lapseGrounds[reason] : '违约';
}
