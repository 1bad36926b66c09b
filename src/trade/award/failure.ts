import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { getRule, type RulePack } from '#rules/pack.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { headOf } from './award.content.ts';
import { failureTitles, type Award, type BidderResult, type FailureCause, type NoticeContent } from './award.types.ts';

/*
 * 招标失败 after the evaluation: no candidate is left. The notice says why and under which article, and never what was
 * wrong with whose bid: that each bidder is told alone.
 */

/** Code of the rejection by which the panel turns away what still stood because nothing competed any more. */
const lackingCompetition = 'lackingCompetition';

export function isFailing(award: Pick<Award, 'candidates' | 'status'>): boolean {
  return award.status === 'report-received' && award.candidates.length === 0;
}

export function causeOfFailure(bidders: readonly BidderResult[]): FailureCause {
  const rejected = bidders.flatMap(({ excluded }) => (excluded?.how === 'rejected' ? [excluded.ground] : []));
  if (rejected.length === 0) return 'none-opened';
  return rejected.includes(lackingCompetition) ? 'lacking-competition' : 'all-rejected';
}

/** The rules that a cause stands on, the one that says what follows last. */
const rulesOfCause: Readonly<Record<FailureCause, readonly string[]>> = {
  'all-rejected': ['eng.failed.retender'], 'lacking-competition': ['eng.validMin', 'eng.failed.retender'], 'none-opened': ['e.decrypt.fail', 'eng.failed.retender'],
};

/** 招标失败公告 as it will be public. */
export function failureNotice(award: Award, tender: Tender, pack: RulePack): JsonObject {
  const cause = causeOfFailure(award.bidders);
  return {
    ...headOf(award, tender), cause, reason: failureTitles[cause], bidders: award.bidders.length, rejected: award.bidders.filter(({ excluded }) => excluded?.how === 'rejected').length,
    articles: rulesOfCause[cause].map((key) => getRule(pack, key).citation), evaluationReportHash: award.reportHash,
    consequence: '本标段招标失败。投标保证金及利息依法退还；招标人分析原因后依法重新招标。', supervisor: tender.department.name,
  };
}

/** What each bidder is told at the moment of the notice: what became of its own bid, and that nobody has won. */
export function failureNoticeTo({ name, excluded }: BidderResult): NoticeContent {
  return { outcome: excluded?.how ?? 'not-awarded', name, scores: null, ground: excluded?.ground ?? null, reason: excluded?.reason ?? null, winner: null };
}

/** The initiator has let the day pass: the platform says it, so that no deposit waits for a signature. */
export function isFailureOverdue(award: Award, now: Instant): boolean {
  return isFailing(award) && award.publishBy <= now;
}
