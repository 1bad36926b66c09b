import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import { err, ok } from '#kernel/result.ts';
import { command, emit } from '#platform/command/command.ts';
import { compositeMethodOf } from '#trade/tender/tender.method.ts';
import { checkBid } from './checking.ts';
import { decideCompetitionVote } from './competition.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import { evaluation } from './evaluation.ts';
import { decideChairVote, decideSignIn } from './gathering.ts';
import { termsOf } from './hall.ts';
import { decided, memberCommand, memberRoles, openingOf, readsOf } from './hall.commands.ts';
import { openings, panels, tenders } from './neighbours.ts';
import { decidePreliminaryClose, decidePreliminaryVotes } from './preliminary.ts';
import { decideProposal, decideProposalVote } from './rejection.ts';
import { decideReseat } from './reseating.ts';
import { bidderId, lotId, optionalText, shortId, text } from './schemas.ts';

/** One sign-in serves all lots of a tender that the member names: all are opened, or none. */
const signIn = command({
  name: 'evaluation.signIn', title: '评标签到', roles: memberRoles,
  body: z.strictObject({ lotIds: z.array(lotId).min(1, '至少一个标段').max(50) })
    .refine(({ lotIds }) => new Set(lotIds.map(tenderIdOf)).size === 1, '只能签到同一项目的标段'),
  reads: ({ lotIds }) => {
    const all = lotIds.map(readsOf);
    return { streams: [...new Set(all.flatMap(({ streams }) => streams))], peek: [...new Set(all.flatMap(({ peek }) => peek ?? []))] };
  },
  decide: ({ body, actor, now, world }) => {
    const events = [];
    for (const id of new Set(body.lotIds)) {
      const tenderId = tenderIdOf(id);
      const arrival = { lotId: id, evaluation: world.find(evaluation, id), tender: world.find(tenders, tenderId), opening: world.find(openings, tenderId), panel: world.find(panels, tenderId) };
      const result = decideSignIn({ ...arrival, personId: actor.personId, now });
      if (!result.ok) return result;
      events.push(...result.value.map((event) => emit(evaluation, id, event)));
    }
    return ok({ events, result: { lotIds: body.lotIds } });
  },
});

const electChair = memberCommand({
  name: 'evaluation.electChair', title: '推选评标委员会负责人',
  body: z.strictObject({ lotId, memberId: shortId }),
  decide: ({ hall, body }) => decideChairVote(hall, body.memberId),
});

const check = command({
  name: 'evaluation.check', title: '形成清标报告', roles: ['system.clock'], body: z.strictObject({ lotId }),
  reads: ({ lotId: id }) => readsOf(id),
  decide: ({ body, world }) => {
    const state = world.find(evaluation, body.lotId);
    const tender = world.find(tenders, tenderIdOf(body.lotId));
    if (!state || !tender || state.begunAt === null || state.checking !== null) return err(refusals.notDue({}));
    const terms = termsOf(tender, body.lotId, compositeMethodOf);
    const accepted = openingOf(world, body.lotId)?.lots.find((lot) => lot.lotId === body.lotId)?.accepted ?? [];
    const checks = accepted.flatMap(({ outcome }) => (outcome.kind === 'opened' ? [checkBid(outcome.priceSheet, terms.lot)] : []));
    return decided(body.lotId, ok([{ kind: 'CheckingReported', checks }]));
  },
});

const ballot = z.strictObject({ bidderId, part: z.enum(['form', 'qualification', 'responsiveness']), itemId: shortId, pass: z.boolean(), reason: optionalText(500).default('') });

const votePreliminary = memberCommand({
  name: 'evaluation.votePreliminary', title: '初步评审表决',
  body: z.strictObject({ lotId, votes: z.array(ballot).min(1, '至少一项').max(500) }),
  decide: ({ hall, body }) => decidePreliminaryVotes(hall, body.votes),
});

const closePreliminary = memberCommand({
  name: 'evaluation.closePreliminary', title: '结束初步评审', body: z.strictObject({ lotId }),
  decide: ({ hall }) => decidePreliminaryClose(hall),
});

const proposeRejection = memberCommand({
  name: 'evaluation.proposeRejection', title: '提请否决投标',
  body: z.strictObject({ lotId, bidderId, ground: shortId, reason: text(1000) }),
  decide: ({ hall, body, newId }) => decideProposal(hall, { proposalId: newId(), bidderId: body.bidderId, ground: body.ground, reason: body.reason }),
});

const voteRejection = memberCommand({
  name: 'evaluation.voteRejection', title: '表决否决提议',
  body: z.strictObject({ lotId, proposalId: shortId, agree: z.boolean() }),
  decide: ({ hall, body }) => decideProposalVote(hall, body.proposalId, body.agree),
});

const voteCompetition = memberCommand({
  name: 'evaluation.voteCompetition', title: '表决是否明显缺乏竞争',
  body: z.strictObject({ lotId, lacking: z.boolean(), reason: text(1000) }),
  decide: ({ hall, body }) => decideCompetitionVote(hall, { lacking: body.lacking, reason: body.reason }),
});

/** Somebody left the panel: the seats of this lot follow, at once. */
const reseat = command({
  name: 'evaluation.reseat', title: '更新席位', roles: ['system.clock'], body: z.strictObject({ lotId }),
  reads: ({ lotId: id }) => readsOf(id),
  decide: ({ body, world }) => decided(body.lotId, decideReseat(world.find(evaluation, body.lotId), world.find(panels, tenderIdOf(body.lotId)))),
});

export const reviewCommands = [reseat, signIn, electChair, check, votePreliminary, closePreliminary, proposeRejection, voteRejection, voteCompetition] as const;
