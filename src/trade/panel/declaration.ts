import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import { addMicros, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { memberOf } from './panel.ts';
import { panelRefusals as refusals } from './panel.refusals.ts';
import type { Panel, PanelMember } from './panel.types.ts';

/** What a member declares of itself and the listed bidders. The cases are those of the rule `eng.panel.avoid`. */
export const avoidanceStatement =
  '本人不是所列投标人或者其主要负责人的近亲属，与其没有可能影响公正评审的经济利益关系，不在项目主管部门或者行政监督部门任职，也没有因招标投标活动中的违法行为受过处罚；如有应当回避的情形，立即退出评标。';

/** Members come to know the tender when they report, not before. */
const briefingMicros = 30 * microsPerMinute;

export function briefingAt({ reportAt }: Pick<Panel, 'reportAt'>): Instant {
  return addMicros(reportAt, -briefingMicros);
}

/** Whether a member may be told the tender: the bidders are matched and it is time to report. */
export function isBriefed(panel: Panel, now: Instant): boolean {
  return panel.bidders !== null && now >= briefingAt(panel);
}

/** The member that this person is, if it may sign its declaration now. */
export function checkSigning(panel: Panel | null, actor: Pick<Actor, 'personId'>, now: Instant): Result<{ panel: Panel; member: PanelMember }, Refusal> {
  const member = panel ? memberOf(panel, actor.personId) : null;
  if (!panel || !member) return err(refusals.notMember({}));
  if (member.avoidanceSignedAt !== null) return err(refusals.alreadySigned({}));
  if (panel.status === 'stood-down' || member.status !== 'accepted') return err(refusals.notDrawn({}));
  if (panel.bidders === null) return err(refusals.notMatched({}));
  return now < briefingAt(panel) ? err(refusals.tooEarly({})) : ok({ panel, member });
}
