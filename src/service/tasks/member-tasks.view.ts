import { doorOpensMicros } from '#trade/evaluation/gathering.ts';
import type { Call } from '#trade/panel/call.ts';
import { checkSigning } from '#trade/panel/declaration.ts';
import { memberOf } from '#trade/panel/panel.ts';
import { nameOfLot } from './initiator-tasks.view.ts';
import type { Involvement, Viewer } from './involvement.view.ts';
import type { Task } from './tasks.types.ts';

/** An expert's calls: hour and place only. */
export function callTasks(calls: readonly Call[], now: number): Task[] {
  return calls.filter(({ status, answerBy }) => status === 'open' && now < answerBy).map(({ callId, place, answerBy }) => ({
    id: `call:${callId}`, title: '答复评标通知', about: place, why: '到报到时才告知项目。逾期不答，换下一位。', due: { label: '答复截止', at: answerBy }, href: '/desk/calls',
  }));
}

/** What a member of the panel, expert or representative, has to do. Before it is briefed it learns nothing here. */
export function memberTasks({ tender, panel, evaluations }: Involvement, { personId, now }: Viewer): Task[] {
  const member = panel ? memberOf(panel, personId) : null;
  if (!panel || !member) return [];
  if (checkSigning(panel, { personId }, now).ok) {
    return [{ id: `avoidance:${panel.tenderId}`, title: '签署回避声明', about: tender.name, why: '看过投标人名单，本人没有应当回避的情形才能评。', due: { label: '报到', at: panel.reportAt }, href: `/desk/panels/${panel.tenderId}` }];
  }
  if (member.status !== 'seated' || now < panel.reportAt - doorOpensMicros) return [];
  if (evaluations.length === 0) return [{ id: `sign-in:${panel.tenderId}`, title: '评标签到', about: tender.name, why: '签到后进入评标厅。', due: { label: '报到', at: panel.reportAt }, href: '/desk/evaluation' }];
  return evaluations.flatMap((evaluation) => taskIn(evaluation, member.memberId, nameOfLot(tender, evaluation.lotId), panel.reportAt));
}

function taskIn({ lotId, status, members, reportSignatures, signUntil }: Involvement['evaluations'][number], memberId: string, about: string, reportAt: Involvement['tender']['registeredAt']): Task[] {
  const me = members.find((each) => each.memberId === memberId);
  const href = `/desk/evaluation/${lotId}`;
  if (status === 'reported') return [];
  if (!me?.signedInAt) return [{ id: `sign-in:${lotId}`, title: '评标签到', about, why: '全体成员到齐并推举组长后开始。', due: { label: '报到', at: reportAt }, href: '/desk/evaluation' }];
  if (status === 'signing') {
    const hasSigned = reportSignatures.some((signature) => signature.memberId === memberId);
    return hasSigned ? [] : [{ id: `report:${lotId}`, title: '签署评标报告', about, why: '不同意的写明理由；既不签也不写理由，视为同意。', due: signUntil === null ? null : { label: '签署截止', at: signUntil }, href }];
  }
  if (status === 'detailed' && me.submittedAt !== null) return [];
  const titles = { gathering: '推举评标组长', preliminary: '初步评审表决', detailed: '逐项打分' } as const;
  return [{ id: `${status}:${lotId}`, title: titles[status], about, why: '各评各的，提交后才能看到合计。', due: null, href }];
}
