import { formatDeadline } from '#kernel/time/period.ts';
import { actsOpenTo as hallActsOpenTo } from '#trade/opening/opening.acts.ts';
import type { Bid } from '#trade/bid/bid.types.ts';
import { bidsToSealAgain } from '#trade/bid/resealing.ts';
import { tenderPhase } from '#trade/tender/tender.phase.ts';
import { noticesOf } from '#trade/tender/tender.termination.ts';
import { nameOfLot } from './initiator-tasks.view.ts';
import type { Involvement, Viewer } from './involvement.view.ts';
import type { Task } from './tasks.types.ts';

/** What a bidder alone knows of itself: what it took, up to which amendment it has read, its own bids by lot. */
export type OwnSide = { readonly seenNumber: number; readonly bids: ReadonlyMap<string, Bid> };

/** What a bidder has to do for one tender whose document it took. */
export function bidderTasks(part: Involvement, own: OwnSide, viewer: Viewer): Task[] {
  return [...reading(part, own, viewer), ...bidding(part, own, viewer), ...sealingAgain(part, own, viewer), ...atOpening(part, viewer), ...answering(part, viewer), ...signing(part, viewer)];
}

/** After the opening a changed document changes nothing for the bid any more; that there is no opening everyone who took it must learn. */
function reading({ tender }: Involvement, { seenNumber }: OwnSide, { now }: Viewer): Task[] {
  if (tender.termination) return noticesOf(tender) <= seenNumber ? [] : [{ id: `terminated:${tender.tenderId}`, title: '招标已终止，请查看公告', about: tender.name, why: `${tender.termination.ground.text}。已递交的投标文件永远密封，投标保证金连同利息退还。`, due: null, href: '/desk/notices' }];
  const phase = tenderPhase(tender, now);
  if (phase !== 'open' && phase !== 'paused') return [];
  const unread = tender.amendments.filter(({ number }) => number > seenNumber);
  if (unread.length === 0) return [];
  return [{ id: `notice:${tender.tenderId}:${seenNumber}`, title: `查看澄清、修改（${unread.length} 条）`, about: tender.name, why: '招标文件有变化，以最后一次为准。', due: null, href: `/desk/documents/${tender.tenderId}` }];
}

function bidding({ tender }: Involvement, { bids }: OwnSide, { now }: Viewer): Task[] {
  const document = tender.published?.document;
  const phase = tenderPhase(tender, now);
  if (!document || (phase !== 'open' && phase !== 'paused') || now >= document.bidDeadlineAt) return [];
  return document.lots.filter(({ lotId }) => bids.get(lotId)?.status !== 'submitted').map(({ lotId }) => ({
    id: `bid:${lotId}`, title: '编制并递交投标文件', about: nameOfLot(tender, lotId), why: '已获取招标文件，还没有递交。截止前可以替换或撤回。', due: { label: '投标截止', at: document.bidDeadlineAt }, href: `/desk/bids/${lotId}`,
  }));
}

/** A later deadline does not make the bid invalid; it leaves it guarded for too short a time. */
function sealingAgain({ tender }: Involvement, { bids }: OwnSide, { now }: Viewer): Task[] {
  return bidsToSealAgain(tender, [...bids.values()], now).map(({ lotId, sealedUntil, deadlineAt }) => ({
    id: `reseal:${lotId}:${deadlineAt}`, title: '投标截止已延后，请重新递交一次', about: nameOfLot(tender, lotId), why: `现有投标仍然有效，但只封存到原来的截止时间 ${formatDeadline(sealedUntil).slice(0, 16)}；重新递交就守到新的时间。`,
    due: { label: '投标截止', at: deadlineAt }, href: `/desk/bids/${lotId}`,
  }));
}

function atOpening({ tender, hall, opening }: Involvement, { role, orgId, now }: Viewer): Task[] {
  const acts = hallActsOpenTo({ tender, hall, opening, now }, { role, orgId });
  const href = `/desk/openings/${tender.tenderId}`;
  const tasks: Task[] = [];
  if (acts.includes('opening.releaseByBidder')) tasks.push({ id: `own-key:${tender.tenderId}`, title: '用本单位证书解密', about: tender.name, why: '保管方份额未齐，可以自己打开；逾期视为撤销或撤回。', due: opening ? { label: '解密截止', at: opening.decryptUntil } : null, href });
  if (acts.includes('opening.checkSeal')) tasks.push({ id: `seal:${tender.tenderId}`, title: '核对投标文件密封', about: tender.name, why: '用递交时的回执与截止名单比对。', due: opening ? { label: '解密截止', at: opening.decryptUntil } : null, href });
  if (acts.includes('opening.object') && opening?.objectUntil) tasks.push({ id: `object:${tender.tenderId}`, title: '看开标结果，有异议当场提', about: tender.name, why: '对开标的异议只能在现场提出。', due: { label: '异议截止', at: opening.objectUntil }, href });
  return tasks;
}

function answering({ tender, evaluations }: Involvement, { orgId, now }: Viewer): Task[] {
  return evaluations.flatMap(({ lotId, clarifications }) => clarifications
    .filter(({ bidderId, answer, lapsed, answerBy }) => bidderId === orgId && answer === null && !lapsed && now < answerBy)
    .map(({ clarificationId, answerBy }) => ({ id: `clarification:${clarificationId}`, title: '答复评标委员会的澄清', about: nameOfLot(tender, lotId), why: '不得超出投标文件范围，也不得改变实质性内容。', due: { label: '答复截止', at: answerBy }, href: `/desk/clarifications/${lotId}` })));
}

function signing({ tender, awards, contracts }: Involvement, { orgId }: Viewer): Task[] {
  return awards.filter(({ winner, letterAt }) => winner?.bidderId === orgId && letterAt !== null).flatMap(({ lotId, contractBy }): Task[] => {
    const standing = contracts.get(lotId);
    if (standing?.status !== 'drafted' || standing.signatures.some((signature) => signature.orgId === orgId)) return [];
    return [{ id: `contract:${lotId}`, title: standing.form === 'upload' ? '确认已签合同' : '签订合同', about: nameOfLot(tender, lotId), why: standing.form === 'upload' ? '招标人上传了双方已签的合同，核对后签名确认。' : '已中标，招标人已起草合同。', due: contractBy === null ? null : { label: '签约期限', at: contractBy }, href: `/desk/contracts/${lotId}` }];
  });
}
