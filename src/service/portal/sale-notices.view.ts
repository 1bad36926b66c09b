import { typeOfStream } from '#kernel/decider.ts';
import { formatFen } from '#kernel/money.ts';
import { instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { modeTitle } from '#rules/sale/modes.ts';
import type { AuctionEvent } from '#trade/auction/auction.events.ts';
import type { Outcome, StageKind } from '#trade/auction/engine/engine.types.ts';
import { rulesOf } from '#trade/auction/engine/stages/index.ts';
import { stagesOf } from '#trade/sale/sale.terms.ts';
import type { Sale, SaleLot } from '#trade/sale/sale.types.ts';
import { minuteText, modeText } from '#trade/sale/sale.words.ts';
import { notice, type NoticeText } from './portal.notice-text.ts';
import { lastApplication, soldFor } from './portal.sale-summary.ts';
import type { NoticeFacts, PublicEvent, SaleStates } from './portal.types.ts';

/**
 * The entry that one public event makes in the course of a sale; null for what makes none. The course is these entries and no more:
 * another stream of a sale joins it with a case here and its type in `saleTypes`.
 */
export function saleNoticeOf({ event, stream }: PublicEvent, states: SaleStates): NoticeText | null {
  const { sale } = states;
  switch (typeOfStream(stream)) {
    case 'sale': return published(states);
    case 'auction': {
      const lot = sale.lots.find(({ lotId }) => stream === `auction:${lotId}`);
      return lot ? hallNotice(event as AuctionEvent, lot, states) : null;
    }
    default: return null;
  }
}

function published(states: SaleStates): NoticeText {
  const { sale } = states;
  const [first] = sale.lots;
  const facts: NoticeFacts = {
    ...(sale.lots.length === 1 && first ? { startFen: first.startFen } : { text: `${sale.lots.length} 个标的` }),
    way: [...new Set(sale.lots.map(({ mode }) => modeTitle(mode.kind).replace(/（.*）/, '')))].join('、'), until: lastApplication(states), biddingFrom: instant(Math.min(...sale.lots.map(({ biddingFrom }) => biddingFrom))),
  };
  return notice('sale', sale.title, facts, [sale.text, getSaleKind(sale.kind).title]);
}

function hallNotice(event: AuctionEvent, lot: SaleLot, { sale, halls }: SaleStates): NoticeText | null {
  const entry = (title: string, text: string): NoticeText => ({ kind: 'progress', title: titleIn(sale, lot, title), lotId: lot.lotId, facts: { text }, search: '', listed: false });
  switch (event.kind) {
    case 'AuctionScheduled': return entry('竞价排定', `${minuteText(event.startAt)} 开始。${modeText(lot.mode)}。到时自动开始，任何人可以旁观。`);
    case 'StageBegun': {
      const [stage] = event.stages;
      if (!stage) return null;
      const { title } = rulesOf(stage);
      return event.stages[0]?.kind === stagesOf(lot.mode)[0]?.kind ? entry('竞价开始', `${title}${event.endsAt === null ? '' : `，至 ${formatDeadline(event.endsAt)}`}。`) : entry(title, stageTexts[stage.kind] ?? '');
    }
    case 'AuctionPaused': return event.reason === 'outage' ? entry('竞价暂停', '平台中断，全场同时暂停，恢复后补足倒计时。') : { ...notice('amendment', titleIn(sale, lot, '竞价暂停'), { text: event.reason }, [event.reason], lot.lotId) };
    case 'AuctionResumed': return entry('竞价恢复', '倒计时已经补足。');
    case 'AuctionEnded': return event.outcome.kind === 'reserve-pending' ? entry('竞价结束，等待底价比对', `${event.outcome.paddle} 号报价最高。底价密封，只公布是否达到。`) : ended(event.outcome, sale, lot);
    case 'ReserveCompared': {
      const outcome = halls.find(({ lotId }) => lotId === lot.lotId)?.outcome;
      return outcome && outcome.kind !== 'reserve-pending' ? ended(outcome, sale, lot) : null;
    }
    default: return null;
  }
}

const stageTexts: Partial<Record<StageKind, string>> = {
  ask: '挂牌期满，询问是否有人继续竞价；没有人继续的，按当前最高报价结束。', countdown: '每次有效报价重新计时，到时无人加价即结束。',
};

/** The end that stands: a number and a price. Whose number it is follows with the confirmation, and is not the hall's to tell. */
function ended(outcome: Outcome, sale: Sale, lot: SaleLot): NoticeText {
  const soldFen = soldFor(outcome);
  const text = outcome.kind === 'unsold' ? (outcome.reason === 'no-bid' ? '没有人报价，未成交' : '最高报价没有达到底价，未成交') : outcome.kind === 'sold' ? `${outcome.paddle} 号竞得` : '集合竞价成交';
  return notice('hall', titleIn(sale, lot, '竞价结果'), { text, startFen: lot.startFen, ...(soldFen === null ? {} : { soldFen }) }, [text, ...(soldFen === null ? [] : [formatFen(BigInt(soldFen))])], lot.lotId);
}

/** `公告 · 标的 · 竞价结果`; the lot is named where there are several. */
function titleIn(sale: Sale, lot: SaleLot, what: string): string {
  return [sale.title, ...(sale.lots.length > 1 ? [lot.name] : []), what].join(' · ');
}
