import type { Instant } from '#kernel/time/instant.ts';
import { priceScores } from '#rules/evaluation/price.ts';
import type { Bid } from '#trade/bid/bid.types.ts';
import type { OpeningLot } from '#trade/opening/opening.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { withDeposits, type DepositFacts } from './checking.ts';
import { competitionWanted } from './competition.ts';
import { stageTitles } from './evaluation.refusals.ts';
import { areScoresOpen, vacantSeats, validBids } from './evaluation.ts';
import type { Evaluation, Member } from './evaluation.types.ts';
import type { Terms } from './hall.ts';
import { memberPermissions, type Permissions } from './permissions.ts';
import { itemTally, preliminaryItems, votesWanted } from './preliminary.ts';
import { priceTable } from './price-steps.ts';
import { rejectionGrounds } from './rules-of.ts';
import { differences, outliers } from './score-facts.ts';
import { scoresMissing } from './scoring.ts';

export type HallInput = {
  readonly evaluation: Evaluation;
  readonly tender: Tender;
  readonly terms: Terms;
  readonly lot: OpeningLot;
  readonly bids: readonly Bid[];
  readonly deposits: readonly DepositFacts[];
  readonly place: string;
  /** Null for the department, which watches and does nothing here. */
  readonly me: Member | null;
  readonly now: Instant;
};

/** The hall as one viewer may see it: everyone's progress in counts, nobody's scores but one's own until all have submitted. */
export function hallView(input: HallInput) {
  const { evaluation, tender, terms, me, now, place } = input;
  const permissions: Permissions = me?.signedInAt ? memberPermissions({ evaluation, terms, me, now }) : { can: [], blocked: [] };
  return {
    lotId: evaluation.lotId, tenderId: evaluation.tenderId, tenderName: tender.name, lotName: tender.lots.find(({ lotId }) => lotId === evaluation.lotId)?.name ?? '',
    status: evaluation.status, stageTitle: stageTitles[evaluation.status], round: evaluation.round, returned: evaluation.returned, place,
    me: me && { memberId: me.memberId, isChair: evaluation.chairMemberId === me.memberId, signedIn: me.signedInAt !== null, submitted: me.submittedAt !== null },
    members: membersOf(input),
    size: evaluation.size,
    vacant: vacantSeats(evaluation),
    myChairVote: evaluation.chairVotes.find(({ memberId }) => memberId === me?.memberId)?.forMemberId ?? null,
    terms: {
      qualification: terms.document.qualification, technical: terms.document.scoring.technical, commercial: terms.document.scoring.commercial, pricePoints: terms.document.scoring.price.points,
      priceCapFen: terms.lot.priceCapFen, durationDays: terms.lot.durationDays, quality: terms.lot.quality, priceList: terms.lot.priceList, candidatesMax: terms.document.candidatesMax, files: terms.document.files,
    },
    bids: bidsOf(input),
    preliminary: preliminaryOf(input),
    grounds: rejectionGrounds(terms.pack),
    proposals: evaluation.proposals.map(({ votes, memberId: _, ...proposal }) => ({
      ...proposal, yes: votes.filter(({ agree }) => agree).length, no: votes.filter(({ agree }) => !agree).length, mine: votes.find(({ memberId }) => memberId === me?.memberId)?.agree ?? null,
    })),
    competition: {
      wanted: competitionWanted(evaluation, terms), outcome: evaluation.competition.outcome, voted: evaluation.competition.votes.length,
      mine: evaluation.competition.votes.find(({ memberId }) => memberId === me?.memberId)?.lacking ?? null,
    },
    clarifications: evaluation.clarifications.map(({ memberId: _, ...each }) => each),
    checking: evaluation.checking && withDeposits(evaluation.checking, input.deposits),
    ...scoresOf(input),
    report: reportOf(evaluation, me),
    ...permissions,
    serverNow: now,
  };
}

export type HallView = ReturnType<typeof hallView>;

function membersOf({ evaluation, terms }: HallInput) {
  let experts = 0;
  return evaluation.members.map(({ memberId, kind, signedInAt, submittedAt }) => ({
    memberId, label: kind === 'representative' ? '招标人代表' : `专家 ${(experts += 1)}`,
    signedIn: signedInAt !== null, submitted: submittedAt !== null, isChair: evaluation.chairMemberId === memberId,
    chairVotes: evaluation.chairVotes.filter(({ forMemberId }) => forMemberId === memberId).length,
    progress: progressOf(evaluation, terms, memberId),
  }));
}

function progressOf(evaluation: Evaluation, terms: Terms, memberId: string): { done: number; total: number } {
  const bids = validBids(evaluation).length;
  const total = bids * (evaluation.status === 'preliminary' ? preliminaryItems(terms).length : terms.factors.length);
  const left = evaluation.status === 'preliminary' ? votesWanted(evaluation, terms, memberId) : scoresMissing(evaluation, terms, memberId).length;
  return { done: total - left, total };
}

function bidsOf({ evaluation, lot, bids }: HallInput) {
  return evaluation.bids.map(({ scores: _, ...bid }) => {
    const outcome = lot.accepted.find(({ bidderId }) => bidderId === bid.bidderId)?.outcome;
    if (evaluation.begunAt === null) return { ...bid, sheet: null, objects: [] };
    const sheet = outcome?.kind === 'opened' ? outcome.priceSheet : null;
    const objects = bids.find(({ bidderId }) => bidderId === bid.bidderId)?.objects ?? [];
    return { ...bid, sheet, objects: objects.filter(({ name }) => name.endsWith('.pdf')).map(({ name, sizeBytes }) => ({ name, sizeBytes })) };
  });
}

function preliminaryOf({ evaluation, terms, me }: HallInput) {
  return preliminaryItems(terms).map((item) => ({
    ...item,
    bids: evaluation.bids.map(({ bidderId }) => {
      const votes = evaluation.votes.filter((vote) => vote.bidderId === bidderId && vote.part === item.part && vote.itemId === item.itemId);
      const mine = votes.find(({ memberId }) => memberId === me?.memberId);
      return { bidderId, voted: votes.length, mine: mine ? { pass: mine.pass, reason: mine.reason } : null, result: itemTally(evaluation, bidderId, item) };
    }),
  }));
}

function scoresOf({ evaluation, terms, lot, me }: HallInput) {
  const all = evaluation.bids.flatMap(({ bidderId, scores }) => scores.map((score) => ({ bidderId, ...score })));
  const isOpen = areScoresOpen(evaluation) && evaluation.status !== 'gathering' && evaluation.status !== 'preliminary';
  const standing = validBids(evaluation).map(({ bidderId, evaluatedPriceFen }) => ({ bidId: bidderId, priceFen: BigInt(evaluatedPriceFen) }));
  const coefficient = lot.coefficient?.value ?? null;
  const { price } = terms.method;
  return {
    myScores: all.filter(({ memberId }) => memberId === me?.memberId),
    scoresOpen: isOpen,
    allScores: isOpen ? all : null,
    differences: isOpen ? differences(evaluation, terms) : [],
    outliers: isOpen ? outliers(evaluation, terms) : [],
    coefficient,
    price: standing.length > 0 && evaluation.status !== 'gathering' && evaluation.status !== 'preliminary'
      ? priceTable(price, priceScores(price, standing, { capFen: BigInt(terms.lot.priceCapFen), coefficient }), coefficient) : null,
  };
}

function reportOf(evaluation: Evaluation, me: Member | null) {
  if (!evaluation.report) return null;
  const { report, reportHash, signUntil, reportSignatures, reportedAt } = evaluation;
  return { content: report, hash: reportHash, signUntil, reportedAt, signed: reportSignatures.map(({ memberId, dissent, deemed, at }) => ({ memberId, dissent, deemed, at })), mine: reportSignatures.some(({ memberId }) => memberId === me?.memberId) };
}
