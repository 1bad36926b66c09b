import { formatBeijing } from '#kernel/time/instant.ts';
import type { OpeningEvent } from '#trade/opening/opening.events.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { notice, step, titleOf, type NoticeText } from './portal.notice-text.ts';

/** The opening, as its public parts tell it. */
export function openingNotice(event: OpeningEvent, tender: Tender): NoticeText | null {
  switch (event.kind) {
    case 'OpeningClosed': {
      const bidders = event.open.reduce((sum, lot) => sum + lot.accepted.length, 0);
      return bidders === 0 ? null : step(tender, '投标截止，名单公开', `${event.open.length} 个标段共收到 ${bidders} 份投标，名单写入公开日志后才开始解密，${formatBeijing(event.decryptUntil)} 前完成。`);
    }
    case 'LotFailed':
      return notice('failure', titleOf(tender, '招标失败公告', event.lotId), { text: '投标人少于法定数量，不予开标' }, [event.article], event.lotId);
    case 'PricesAnnounced': {
      const opened = event.outcomes.filter(({ outcome }) => outcome.kind === 'opened').length;
      return step(tender, '全部报价同时公布', `${opened} 份投标打开${opened < event.outcomes.length ? `，${event.outcomes.length - opened} 份未能打开` : ''}；对开标有异议的，请在 ${formatBeijing(event.objectUntil)} 前当场提出。`);
    }
    case 'CoefficientDrawn':
      return step(tender, '抽取下浮系数', `抽中 ${event.value}；任何人都可以用公开的材料重算。`);
    case 'SpotObjectionAnswered':
      return notice('objection', titleOf(tender, '开标现场异议答复'), { text: event.reply }, [event.reply]);
    case 'OpeningRecorded':
      return notice('opening', titleOf(tender, '开标记录'), { text: event.by === null ? '异议时限届满，记录自动确认' : '主持人已签名确认' }, [JSON.stringify(event.record['lots'] ?? '')]);
    default:
      return null;
  }
}
