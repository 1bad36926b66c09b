import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import type { Evaluation, RejectionProposal } from './evaluation.types.ts';
import { atStage, validBid, type Hall } from './hall.ts';
import { tally } from '#rules/evaluation/majority.ts';
import { rejectionGrounds } from './rules-of.ts';

export type Proposal = { readonly proposalId: string; readonly bidderId: string; readonly ground: string; readonly reason: string };

/** No bid is rejected but on a ground of the closed list, with a reason, by vote (条例第五十一条). Whoever proposes has voted for it. */
export function decideProposal({ evaluation, terms, me }: Hall, proposal: Proposal): Result<EvaluationEvent[], Refusal> {
  const stage = atStage(evaluation, 'preliminary', 'detailed');
  if (!stage.ok) return stage;
  const bid = validBid(evaluation, proposal.bidderId);
  if (!bid.ok) return bid;
  if (!rejectionGrounds(terms.pack).some(({ code }) => code === proposal.ground)) return err(refusals.notAGround({}));
  if (proposal.reason.trim() === '') return err(refusals.reasonWanted({}));
  if (evaluation.proposals.some(({ bidderId, outcome }) => bidderId === proposal.bidderId && outcome === null)) return err(refusals.proposed({}));
  const fresh: RejectionProposal = { ...proposal, memberId: me.memberId, votes: [], outcome: null };
  return ok([{ kind: 'RejectionProposed', memberId: me.memberId, ...proposal }, ...voteOn(evaluation, fresh, me.memberId, true)]);
}

export function decideProposalVote({ evaluation, me }: Hall, proposalId: string, agree: boolean): Result<EvaluationEvent[], Refusal> {
  const stage = atStage(evaluation, 'preliminary', 'detailed');
  if (!stage.ok) return stage;
  const proposal = evaluation.proposals.find((each) => each.proposalId === proposalId && each.outcome === null);
  if (!proposal) return err(refusals.noSuchProposal({}));
  if (proposal.votes.some(({ memberId }) => memberId === me.memberId)) return err(refusals.voted({}));
  return ok(voteOn(evaluation, proposal, me.memberId, agree));
}

function voteOn(evaluation: Evaluation, { proposalId, bidderId, ground, reason, votes }: RejectionProposal, memberId: string, agree: boolean): EvaluationEvent[] {
  const vote: EvaluationEvent = { kind: 'RejectionVoted', proposalId, memberId, agree };
  switch (tally([...votes.map((each) => each.agree), agree], evaluation.size)) {
    case 'carried': return [vote, { kind: 'BidRejected', bidderId, ground, reason, proposalId }];
    case 'lost': return [vote, { kind: 'RejectionDropped', proposalId }];
    case 'open': return [vote];
  }
}
