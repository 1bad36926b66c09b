import { present } from '#kernel/assert.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { awardMethodText } from '#rules/construction/award-method.ts';
import type { Evaluation, EvaluationReport } from '#trade/evaluation/evaluation.types.ts';
import type { AcceptedBid, Opening } from '#trade/opening/opening.types.ts';
import type { Tender, TenderDocument } from '#trade/tender/tender.types.ts';
import type { Award, Benchmark, BidderResult, Candidate, NoticeContent, PublishedCandidate, PublishedEvaluation } from './award.types.ts';

/*
 * What the notices of a lot say. Nothing here is typed by a person: it follows from report, price sheets and document, so
 * that what is signed cannot depart from what was evaluated.
 */

export function candidatesOf(report: EvaluationReport, opening: Opening, document: TenderDocument): Candidate[] {
  const accepted = acceptedOf(opening, report.lotId);
  return report.candidates.map((bidderId, index) => {
    const result = present(report.results.find((each) => each.bidderId === bidderId), `result of ${bidderId}`);
    const bid = present(accepted.find((each) => each.bidderId === bidderId), `bid of ${bidderId}`);
    if (bid.outcome.kind !== 'opened') throw new TypeError(`candidate ${bidderId} was never opened`);
    const { durationDays, quality, projectManager } = bid.outcome.priceSheet;
    const qualifications = document.qualification.map(({ title }) => `${title}：评标委员会审查符合`);
    return { rank: index + 1, bidderId, name: result.bidderName, priceFen: result.evaluatedPriceFen, durationDays, quality, totalScore: result.total, projectManager, qualifications };
  });
}

/** What the price scores followed from; null where no valid bid was left. */
export function benchmarkOf({ benchmarkFen, coefficient, results }: EvaluationReport): Benchmark | null {
  if (benchmarkFen === null) return null;
  const counted = results.map(({ bidderId, evaluatedPriceFen }) => ({ bidderId, evaluatedPriceFen }));
  return { benchmarkFen, coefficient, counted: counted.sort((a, b) => (a.bidderId < b.bidderId ? -1 : 1)) };
}

/** Every bidder of the lot, with what became of its bid. */
export function biddersOf(report: EvaluationReport, opening: Opening): BidderResult[] {
  return acceptedOf(opening, report.lotId).map((bid) => {
    const { bidderId, bidderName: name, outcome } = bid;
    const result = report.results.find((each) => each.bidderId === bidderId);
    const rejected = report.rejected.find((each) => each.bidderId === bidderId);
    const scores = result ? { technical: result.technical, commercial: result.commercial, price: result.price, total: result.total, rank: result.rank } : null;
    if (rejected) return { bidderId, name, scores: null, excluded: { how: 'rejected' as const, ground: rejected.ground, reason: rejected.reason } };
    if (outcome.kind === 'revoked' || outcome.kind === 'withdrawn') return { bidderId, name, scores: null, excluded: { how: 'not-opened' as const, ground: outcome.kind, reason: outcome.cause } };
    return { bidderId, name, scores, excluded: null };
  });
}

/**
 * 中标候选人公示 as it will be public, 评标情况 included (招标公告和公示信息发布管理办法 第六条). Of those who are no candidates it
 * shows what the figures need and what the opening made public, and their totals without their names; why a bid was rejected is told to
 * its bidder alone.
 */
export function candidateNotice(award: Award, tender: Tender, until: Instant): JsonObject {
  return {
    ...headOf(award, tender), candidates: publishedCandidates(award) as unknown as JsonObject[], evaluation: publishedEvaluation(award) as unknown as JsonObject, evaluationReportHash: award.reportHash, until,
    objections: `投标人或者其他利害关系人对评标结果有异议的，应当在公示期间通过本平台向${tender.initiator.name}提出；招标人自收到之日起三日内答复，答复前暂停招标投标活动。`,
    supervisor: tender.department.name,
  };
}

function publishedCandidates({ candidates, bidders }: Award): PublishedCandidate[] {
  return candidates.map((candidate) => {
    const { technical, commercial, price } = present(bidders.find(({ bidderId }) => bidderId === candidate.bidderId)?.scores, `scores of ${candidate.bidderId}`);
    return { ...candidate, scores: { technical, commercial, price } };
  });
}

function publishedEvaluation({ benchmark, bidders, candidates }: Award): PublishedEvaluation {
  const others = bidders.filter(({ bidderId }) => !candidates.some((candidate) => candidate.bidderId === bidderId)).flatMap(({ scores }) => (scores ? [{ rank: scores.rank, total: scores.total }] : []));
  return { ...present(benchmark, 'benchmark of what has candidates'), others: others.sort((a, b) => a.rank - b.rank) };
}

/** 中标通知书. */
export function letterOf(award: Award, tender: Tender, contractBy: Instant): JsonObject {
  const { candidate, winner } = winnerOf(award);
  return {
    ...headOf(award, tender), to: { orgId: winner.bidderId, name: winner.name }, priceFen: winner.priceFen, durationDays: candidate.durationDays, quality: candidate.quality,
    projectManager: { ...candidate.projectManager }, decidedAt: present(award.decidedAt, 'decision'), contractBy,
  };
}

/** What each bidder is told at the moment of the letter: its own result and the winner, never another's scores. */
export function noticeTo(award: Award, bidder: BidderResult): NoticeContent {
  const { winner } = winnerOf(award);
  const outcome = bidder.bidderId === winner.bidderId ? 'won' : (bidder.excluded?.how ?? 'not-awarded');
  return {
    outcome, name: bidder.name, scores: bidder.scores, ground: bidder.excluded?.ground ?? null, reason: bidder.excluded?.reason ?? null,
    winner: { bidderId: winner.bidderId, name: winner.name, priceFen: winner.priceFen },
  };
}

/** 中标结果公告. */
export function resultNotice(award: Award, tender: Tender): JsonObject {
  const { candidate, winner } = winnerOf(award);
  return {
    ...headOf(award, tender), winner: { orgId: winner.bidderId, name: winner.name }, priceFen: winner.priceFen, durationDays: candidate.durationDays, quality: candidate.quality,
    projectManager: { ...candidate.projectManager }, method: awardMethodText(award.method), reason: winner.reason, decidedAt: present(award.decidedAt, 'decision'), supervisor: tender.department.name,
  };
}

/** 招标投标情况书面报告 to the supervising department. Panel members stand under their panel ids, in the order in which the evaluation report numbers them: their names are not in it. */
export function departmentReport(award: Award, tender: Tender, evaluation: Evaluation): JsonObject {
  const document = present(tender.published, 'published document');
  const lot = present(tender.lots.find(({ lotId }) => lotId === award.lotId), 'lot');
  return {
    ...headOf(award, tender), transactionCode: tender.transactionCode.code, scope: lot.scope, procurement: tender.method === 'open' ? '公开招标' : '邀请招标',
    noticePublishedAt: tender.noticePublishedAt, documentHash: document.documentHash, bidDeadlineAt: document.document.bidDeadlineAt, amendments: tender.amendments.length,
    bidders: award.bidders.map(({ name, scores, excluded }) => ({ name, total: scores?.total ?? null, excluded: excluded === null ? null : { ...excluded } })),
    panel: evaluation.members.flatMap(({ memberId }) => evaluation.reportSignatures.filter((signed) => signed.memberId === memberId).map(({ dissent }) => ({ memberId, dissent }))), evaluationReportHash: award.reportHash,
    candidates: award.candidates.map(({ rank, name, priceFen, totalScore }) => ({ rank, name, priceFen, totalScore })),
    publicity: award.publicity === null ? null : { from: award.publicity.from, until: award.publicity.until, late: award.publicity.late },
    disputes: tender.settledObjections.filter(({ lotId }) => lotId === null || lotId === award.lotId).map(({ target, outcome, summary, reply }) => ({ target, outcome, summary, reply })),
    winner: { ...winnerOf(award).winner }, method: awardMethodText(award.method), decidedAt: present(award.decidedAt, 'decision'),
  };
}

export function headOf({ lotId, tenderId }: Pick<Award, 'lotId' | 'tenderId'>, tender: Tender): JsonObject {
  const lot = present(tender.lots.find((each) => each.lotId === lotId), `lot ${lotId}`);
  return { v: 1, tenderId, lotId, tenderName: tender.name, lotName: lot.name, initiator: tender.initiator.name, agency: tender.agency?.name ?? null };
}

function winnerOf(award: Award): { winner: NonNullable<Award['winner']>; candidate: Candidate } {
  const winner = present(award.winner, 'winner');
  return { winner, candidate: present(award.candidates.find(({ bidderId }) => bidderId === winner.bidderId), 'winning candidate') };
}

function acceptedOf(opening: Opening, lotId: string): readonly AcceptedBid[] {
  return present(opening.lots.find((lot) => lot.lotId === lotId), `lot ${lotId} at the opening`).accepted;
}
