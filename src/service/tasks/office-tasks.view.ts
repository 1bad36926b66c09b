import { microsPerDay } from '#kernel/time/instant.ts';
import { isWithin, nameOfLot } from './initiator-tasks.view.ts';
import type { Involvement, Viewer } from './involvement.view.ts';
import type { Task } from './tasks.types.ts';

/** What the offices that serve and supervise have to do for one tender of theirs. */
export function officeTasks(part: Involvement, viewer: Viewer): Task[] {
  switch (viewer.role) {
    case 'serve.witness': return witnessTasks(part, viewer);
    case 'serve.venue': return venueTasks(part, viewer);
    case 'serve.archive': return archiveTasks(part);
    case 'supervise.officer': return supervisionTasks(part, viewer);
    default: return [];
  }
}

function witnessTasks({ tender, opening, evaluations }: Involvement, { now }: Viewer): Task[] {
  const href = `/desk/witness/${tender.tenderId}`;
  const deadlineAt = tender.published?.document.bidDeadlineAt;
  const tasks: Task[] = [];
  if (!opening && !tender.termination && deadlineAt !== undefined && isWithin(deadlineAt, now, microsPerDay)) tasks.push({ id: `soon:${tender.tenderId}`, title: '准备见证开标', about: tender.name, why: '一天之内开标。', due: { label: '开标', at: deadlineAt }, href });
  if (opening && ['closed', 'decrypting', 'announced'].includes(opening.status)) tasks.push({ id: `opening:${tender.tenderId}`, title: '见证开标', about: tender.name, why: '开标正在进行，异常情况随时记录。', due: opening.objectUntil ? { label: '异议截止', at: opening.objectUntil } : null, href });
  for (const { lotId } of evaluations.filter(({ status }) => status !== 'reported')) tasks.push({ id: `evaluation:${lotId}`, title: '见证评标', about: nameOfLot(tender, lotId), why: '评标正在进行；只见证过程，看不到分数和人名。', due: null, href });
  return tasks;
}

function venueTasks({ tender }: Involvement, { now }: Viewer): Task[] {
  const deadlineAt = tender.published?.document.bidDeadlineAt;
  if (tender.termination || deadlineAt === undefined || !isWithin(deadlineAt, now, 7 * microsPerDay)) return [];
  const due = { label: '开标', at: deadlineAt };
  const href = `/desk/venues?tender=${tender.tenderId}&centre=${tender.centre.orgId}`;
  if (tender.venue === null) return [{ id: `room:${tender.tenderId}`, title: '还没有开标室', about: tender.name, why: '七天之内开标，请联系招标人预约。', due, href }];
  return isWithin(deadlineAt, now, 2 * microsPerDay) ? [{ id: `prepare:${tender.tenderId}`, title: `准备${tender.venue.roomName}`, about: tender.name, why: '两天之内开标。', due, href }] : [];
}

function archiveTasks({ tender, archives }: Involvement): Task[] {
  return archives.filter(({ accepted }) => !accepted.some(({ side }) => side === 'centre')).map(({ lotId }) => ({
    id: `archive:${lotId}`, title: '核验并签收档案', about: nameOfLot(tender, lotId), why: '档案包已编成，核对哈希后签收。', due: null, href: `/desk/archives/${lotId}`,
  }));
}

function supervisionTasks({ tender, awards }: Involvement, { now }: Viewer): Task[] {
  const tasks: Task[] = [];
  const late = tender.openObjections.filter(({ replyBy }) => replyBy <= now);
  if (late[0]) tasks.push({ id: `late:${tender.tenderId}`, title: `招标人逾期未答复异议（${late.length} 件）`, about: tender.name, why: '答复期限已过，可以责令改正。', due: { label: '答复期限', at: late[0].replyBy }, href: `/desk/tenders/${tender.tenderId}/objections` });
  if (tender.suspension) tasks.push({ id: `suspended:${tender.tenderId}`, title: '交易暂停中，查清后恢复', about: tender.name, why: tender.suspension.reason, due: null, href: `/desk/tenders/${tender.tenderId}` });
  for (const { lotId, overdue, reportedAt } of awards) {
    const open = overdue.filter(({ duty }) => duty !== 'report-to-department' || reportedAt === null);
    if (open[0]) tasks.push({ id: `overdue:${lotId}`, title: '招标人有逾期的法定义务', about: nameOfLot(tender, lotId), why: open.map(({ duty }) => dutyTitles[duty]).join('、'), due: { label: '应当不迟于', at: open[0].dueAt }, href: `/desk/awards/${lotId}` });
  }
  return tasks;
}

const dutyTitles = { 'publish-failure': '公告招标失败', 'publish-candidates': '公示中标候选人', 'report-to-department': '书面报告', 'sign-contract': '签订合同' } as const;
