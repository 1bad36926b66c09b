import { typeOfStream } from '#kernel/decider.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { readableChange } from '#rules/texts/change.ts';
import type { AwardEvent } from '#trade/award/award.events.ts';
import type { OpeningEvent } from '#trade/opening/opening.events.ts';
import type { TenderEvent } from '#trade/tender/tender.events.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { awardNotice } from './portal.award-notices.ts';
import { notice, step, titleOf, type NoticeText } from './portal.notice-text.ts';
import { openingNotice } from './portal.opening-notices.ts';
import type { PublicEvent } from './portal.types.ts';

/** Null for what is no notice. `tender` is as it stands after the event. */
export function noticeOf({ event, stream, at }: PublicEvent, tender: Tender): NoticeText | null {
  switch (typeOfStream(stream)) {
    case 'tender':
      return tenderNotice(event as TenderEvent, tender, at);
    case 'opening':
      return openingNotice(event as OpeningEvent, tender);
    case 'award':
      return awardNotice(event as AwardEvent, tender, stream.slice('award:'.length));
    default:
      return null;
  }
}

function tenderNotice(event: TenderEvent, tender: Tender, at: Instant | null): NoticeText | null {
  switch (event.kind) {
    case 'TenderRegistered':
      return step(tender, '项目登记受理', `按属地规则进入${tender.centre.name}，由${tender.department.name}监督。`);
    case 'NoticePublished': {
      const { document } = event.published;
      const priceCapFen = String(document.lots.reduce((sum, lot) => sum + BigInt(lot.priceCapFen), 0n));
      return notice('tender', tender.name, { priceCapFen, until: document.bidDeadlineAt }, document.sections.map((section) => section.body));
    }
    case 'DocumentAmended': {
      const { amendment } = event;
      const what = amendment.kind === 'clarification' ? '澄清' : '变更公告';
      return notice('amendment', `${tender.name} · 第 ${amendment.number} 号${what}`, { until: event.published.document.bidDeadlineAt, number: amendment.number }, [...amendment.items.map((item) => item.answer), ...amendment.changes.map((change) => readableChange(change).after)]);
    }
    case 'ObjectionNoted':
      return { ...step(tender, `收到${objectionTargets[event.target]}`, `招标人应在 ${formatDeadline(event.replyBy)} 前答复，答复前依法暂停。不公开异议人。`), kind: 'objection', at: at ?? event.raisedAt };
    case 'ObjectionSettled': {
      const { settled } = event;
      return notice('objection', `${tender.name} · ${objectionTargets[settled.target]}答复（${settled.outcome === 'upheld' ? '采纳' : '不采纳'}）`, { text: settled.summary }, [settled.summary, settled.reply], settled.lotId);
    }
    case 'DeadlineMoved':
      return notice('amendment', `${tender.name} · 投标截止时间调整`, { until: event.to, text: event.reason }, [event.reason]);
    case 'TenderSuspended':
      return notice('amendment', `${tender.name} · 暂停交易`, { text: event.reason }, [event.reason]);
    case 'TenderResumed':
      return notice('amendment', `${tender.name} · 恢复交易`, { text: event.reason }, [event.reason]);
    case 'TenderTerminated':
      return notice('termination', titleOf(tender, '终止招标公告'), { text: event.ground.text }, [event.ground.text, event.explanation]);
    case 'ClosingPostponed':
      return step(tender, '开标推迟', '截止时刻有未了结的事项，不收标也不开标；了结后重新公布时刻。');
    default:
      return null;
  }
}

const objectionTargets = { document: '对招标文件的异议', opening: '对开标的异议', candidates: '对评标结果的异议' } as const;
