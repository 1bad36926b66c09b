import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import { addMicros, instant, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { valueOf, type RulePack } from '#rules/pack.ts';
import type { Evaluation } from '#trade/evaluation/evaluation.types.ts';
import { isBriefed } from './declaration.ts';
import { memberOf, standingMembers } from './panel.ts';
import { panelRefusals as refusals } from './panel.refusals.ts';
import type { Panel, PanelMember } from './panel.types.ts';

/** Once every evaluation that began has come to its report, who signed it has done its duty and nobody is replaced any more. */
export function isEvaluated(evaluations: readonly Evaluation[]): boolean {
  return evaluations.length > 0 && evaluations.every(({ status }) => status === 'reported');
}

/** The member that this person is, if it may withdraw now: from its briefing until the report, signed or not (条例 第四十八条). */
export function checkRecusal(panel: Panel | null, actor: Pick<Actor, 'personId'>, at: { readonly now: Instant; readonly evaluations: readonly Evaluation[] }): Result<{ panel: Panel; member: PanelMember }, Refusal> {
  const member = panel ? memberOf(panel, actor.personId) : null;
  if (!panel || !member) return err(refusals.notMember({}));
  if (panel.status === 'stood-down') return err(refusals.notDrawn({}));
  if (member.status === 'called') return err(refusals.answerFirst({}));
  if (panel.bidders === null) return err(refusals.notMatched({}));
  if (!isBriefed(panel, at.now)) return err(refusals.tooEarly({}));
  return isEvaluated(at.evaluations) ? err(refusals.evaluated({})) : ok({ panel, member });
}

export type Attendance = { readonly evaluations: readonly Evaluation[]; readonly isSuspended: boolean; readonly pack: RulePack; readonly now: Instant };

/**
 * Who has not come, by the clock and by nobody's word: has accepted and not declared itself by its hour and the grace, or sat and
 * not signed in while others could. The initiator asks for this without learning who it is.
 */
export function absentMembers(panel: Panel, { evaluations, isSuspended, pack, now }: Attendance): PanelMember[] {
  const { matchedAt, status } = panel;
  if (matchedAt === null || status === 'stood-down' || isSuspended || isEvaluated(evaluations)) return [];
  const grace = valueOf(pack, 'eng.panel.absence', 'minute') * microsPerMinute;
  const isOver = (...hours: readonly (Instant | null)[]): boolean => now >= addMicros(instant(Math.max(panel.reportAt, matchedAt, ...hours.map((at) => at ?? 0))), grace);
  const hasCome = ({ memberId }: PanelMember): boolean => evaluations.some(({ members }) => members.some((each) => each.memberId === memberId && each.signedInAt !== null));
  return standingMembers(panel).filter((member) => {
    if (member.status === 'accepted') return member.avoidanceSignedAt === null && isOver(member.reportAt);
    return member.status === 'seated' && evaluations.length > 0 && !hasCome(member) && isOver(member.reportAt, panel.seatedAt);
  });
}

/** A representative is named again before the evaluation begins, or when the seat is empty; the number of seats stays. */
export function mayNameRepresentative(panel: Panel | null, evaluations: readonly Evaluation[]): Result<Panel, Refusal> {
  if (!panel || panel.status === 'stood-down') return err(refusals.notDrawn({}));
  if (panel.representative === null) return err(refusals.noRepresentativeSeat({}));
  if (isEvaluated(evaluations)) return err(refusals.evaluated({}));
  const sits = standingMembers(panel).some(({ kind }) => kind === 'representative');
  return sits && evaluations.some(({ begunAt }) => begunAt !== null) ? err(refusals.evaluationBegun({})) : ok(panel);
}
