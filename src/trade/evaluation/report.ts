import { toBase64url } from '#kernel/bytes.ts';
import { canonical, type Json, type JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { sha256 } from '#kernel/sha256.ts';
import { addMicros, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { valueOf } from '#rules/pack.ts';
import type { OpeningLot } from '#trade/opening/opening.types.ts';
import { withDeposits, type DepositFacts } from './checking.ts';
import { competitionWanted } from './competition.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import { openClarifications, vacantSeats, validBids } from './evaluation.ts';
import type { Evaluation, EvaluationReport } from './evaluation.types.ts';
import { atStage, isChair, type Hall, type Terms } from './hall.ts';
import { resultOf, rowsOf, tieOrderOf } from './result.ts';
import { groundText } from './rules-of.ts';
import { differences, outliers } from './score-facts.ts';

/** SHA-256 of the canonical report, base64url: what members sign and the PDF's footer names. */
export function hashOfReport(report: EvaluationReport): string {
  return toBase64url(sha256(canonical(report as unknown as Json)));
}

export function decideDraft(hall: Hall, lot: OpeningLot, deposits: readonly DepositFacts[]): Result<EvaluationEvent[], Refusal> {
  const { evaluation, terms, me, now } = hall;
  const stage = atStage(evaluation, 'detailed');
  if (!stage.ok) return stage;
  if (!isChair(hall)) return err(refusals.chairOnly({}));
  const obstacle = obstacleToDraft(evaluation, terms);
  if (obstacle) return err(obstacle);
  const report = reportOf(evaluation, terms, lot, deposits);
  const signUntil = addMicros(now, valueOf(terms.pack, 'eng.report.signWithin', 'hour') * microsPerHour);
  return ok([{ kind: 'ReportDrafted', memberId: me.memberId, report, reportHash: hashOfReport(report), signUntil }]);
}

export function obstacleToDraft(evaluation: Evaluation, terms: Terms): Refusal | null {
  if (evaluation.proposals.some(({ outcome }) => outcome === null)) return refusals.openProposal({});
  if (openClarifications(evaluation).length > 0) return refusals.openClarification({});
  if (vacantSeats(evaluation) > 0) return refusals.seatEmpty({ vacant: vacantSeats(evaluation) });
  const standing = validBids(evaluation);
  if (standing.length === 0) return null;
  if (competitionWanted(evaluation, terms)) return refusals.judgeCompetition({ valid: standing.length });
  const waiting = evaluation.members.filter(({ submittedAt }) => submittedAt === null).length;
  if (waiting > 0) return refusals.notAllSubmitted({ waiting });
  const differing = differences(evaluation, terms);
  return differing.length > 0 ? refusals.objectiveDiffers({ items: differing.map(({ text }) => text).join('；') }) : null;
}

/** The same report from the same scores, prices and votes, whoever asks and in whatever order they came. */
export function reportOf(evaluation: Evaluation, terms: Terms, lot: OpeningLot, deposits: readonly DepositFacts[] = []): EvaluationReport {
  const result = resultOf(evaluation, terms, lot);
  return {
    v: 1, tenderId: evaluation.tenderId, lotId: evaluation.lotId, round: evaluation.round, documentHash: evaluation.documentHash,
    coefficient: lot.coefficient?.value ?? null,
    benchmarkFen: result === null ? null : String(result.price.benchmarkFen),
    results: result === null ? [] : rowsOf(evaluation, terms, result),
    candidates: result === null ? [] : result.candidates.map(({ bidId }) => bidId),
    rejected: evaluation.bids.flatMap(({ bidderId, bidderName, rejected }) => (rejected ? [{ bidderId, bidderName, ...rejected }] : [])).sort((a, b) => (a.bidderId < b.bidderId ? -1 : 1)),
    tieOrder: tieOrderOf(lot),
    facts: factsOf(evaluation, terms, deposits),
  };
}

function factsOf(evaluation: Evaluation, terms: Terms, deposits: readonly DepositFacts[]): string[] {
  const nameOf = (id: string): string => evaluation.bids.find(({ bidderId }) => bidderId === id)?.bidderName ?? id;
  return [
    ...withDeposits(evaluation.checking ?? [], deposits).flatMap(({ bidderId, facts }) => facts.map(({ text }) => `清标 ${nameOf(bidderId)}：${text}`)),
    ...evaluation.bids.flatMap(({ bidderName, rejected }) => (rejected ? [`否决 ${bidderName}：${groundText(terms.pack, rejected.ground)}；${rejected.reason}`] : [])),
    ...evaluation.clarifications.map(({ bidderId, question, answer }) => `澄清 ${nameOf(bidderId)}：${question}——${answer?.text ?? '逾期未答复'}`),
    ...outliers(evaluation, terms).map(({ text }) => `评分差异 ${text}`),
  ].sort();
}

/** Takes the draft back to correct it, as long as it is not everybody's. */
export function decideWithdraw(hall: Hall, reason: string): Result<EvaluationEvent[], Refusal> {
  const stage = atStage(hall.evaluation, 'signing');
  if (!stage.ok) return stage;
  if (!isChair(hall)) return err(refusals.chairOnly({}));
  return reason.trim() === '' ? err(refusals.reasonWanted({})) : ok([{ kind: 'ReportWithdrawn', memberId: hall.me.memberId, reason }]);
}

export type Signing = { readonly reportHash: string; readonly dissent: string | null; readonly statement: JsonObject; readonly signature: JsonObject };

/** Everyone signs, with dissent in writing or without; the last signature hands the report to the initiator. */
export function decideSign({ evaluation, me }: Hall, signing: Signing): Result<EvaluationEvent[], Refusal> {
  const stage = atStage(evaluation, 'signing');
  if (!stage.ok) return stage;
  if (signing.reportHash !== evaluation.reportHash) return err(refusals.wrongReport({}));
  if (evaluation.reportSignatures.some(({ memberId }) => memberId === me.memberId)) return err(refusals.alreadySigned({}));
  const events: EvaluationEvent[] = [{ kind: 'ReportSigned', memberId: me.memberId, ...signing }];
  return ok([...events, ...(unsigned(evaluation).length === 1 ? handedOver(evaluation) : [])]);
}

export function decideDeem(evaluation: Evaluation | null, now: Instant): Result<EvaluationEvent[], Refusal> {
  if (evaluation?.status !== 'signing' || evaluation.signUntil === null || now < evaluation.signUntil) return err(refusals.notDue({}));
  return ok([{ kind: 'AgreementDeemed', memberIds: unsigned(evaluation) }, ...handedOver(evaluation)]);
}

export function unsigned(evaluation: Evaluation): string[] {
  return evaluation.members.map(({ memberId }) => memberId).filter((id) => !evaluation.reportSignatures.some(({ memberId }) => memberId === id));
}

function handedOver({ report, reportHash }: Evaluation): EvaluationEvent[] {
  return report === null || reportHash === null ? [] : [{ kind: 'EvaluationReported', report, reportHash }];
}
