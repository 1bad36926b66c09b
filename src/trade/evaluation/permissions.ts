import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { competitionWanted } from './competition.ts';
import type { Hall } from './hall.ts';
import { isChair } from './hall.ts';
import { decidePreliminaryClose } from './preliminary.ts';
import { obstacleToDraft, unsigned } from './report.ts';
import { decideSubmit } from './scoring.ts';

export type Permissions = { readonly can: readonly string[]; readonly blocked: readonly Blocked[] };
/** A command that belongs here but cannot run yet, and why. */
export type Blocked = { readonly command: string; readonly reason: string };

/** What this member may do now: the decisions themselves are asked, so a button and its answer cannot differ. */
export function memberPermissions(hall: Hall): Permissions {
  const { evaluation, me } = hall;
  const can: string[] = [];
  const blocked: Blocked[] = [];
  const ask = (command: string, refusal: Refusal | null): void => {
    if (refusal === null) can.push(command);
    else blocked.push({ command, reason: refusal.message });
  };
  const isReview = evaluation.status === 'preliminary' || evaluation.status === 'detailed';
  if (evaluation.status === 'gathering' && evaluation.chairMemberId === null) can.push('evaluation.electChair');
  if (isReview) can.push('evaluation.proposeRejection', 'evaluation.voteRejection', 'evaluation.askClarification');
  if (isReview && competitionWanted(evaluation, hall.terms) && !evaluation.competition.votes.some(({ memberId }) => memberId === me.memberId)) can.push('evaluation.voteCompetition');
  if (evaluation.status === 'preliminary') {
    can.push('evaluation.votePreliminary');
    if (isChair(hall)) ask('evaluation.closePreliminary', refusalOf(decidePreliminaryClose(hall)));
  }
  if (evaluation.status === 'detailed') {
    can.push('evaluation.score');
    if (me.submittedAt === null) ask('evaluation.submitScores', refusalOf(decideSubmit(hall)));
    if (isChair(hall)) ask('evaluation.draftReport', obstacleToDraft(evaluation, hall.terms));
  }
  if (evaluation.status === 'signing') {
    if (unsigned(evaluation).includes(me.memberId)) can.push('evaluation.signReport');
    if (isChair(hall)) can.push('evaluation.withdrawReport');
  }
  return { can, blocked };
}

function refusalOf(result: Result<unknown, Refusal>): Refusal | null {
  return result.ok ? null : result.error;
}
