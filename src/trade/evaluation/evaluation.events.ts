import type { DisclosureClass } from '#kernel/decider.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { BidCheck, EvaluationReport, Member, PreliminaryPart } from './evaluation.types.ts';

export type Seat = Pick<Member, 'memberId' | 'kind'>;
export type BidToEvaluate = { readonly bidderId: string; readonly bidderName: string; readonly priceFen: string };

/** Everything that happens on stream `evaluation:<lotId>`. */
export type EvaluationEvent =
  | { kind: 'EvaluationOpened'; lotId: string; tenderId: string; documentHash: string; seats: readonly Seat[]; bids: readonly BidToEvaluate[] }
  /** A member was replaced: what the one who left had given no longer counts (条例第四十八条). */
  | { kind: 'SeatsChanged'; seats: readonly Seat[] }
  | { kind: 'MemberSignedIn'; memberId: string }
  | { kind: 'ChairVoted'; memberId: string; forMemberId: string }
  | { kind: 'ChairElected'; memberId: string }
  | { kind: 'EvaluationBegun' }
  | { kind: 'CheckingReported'; checks: readonly BidCheck[] }
  | { kind: 'PreliminaryVoted'; memberId: string; bidderId: string; part: PreliminaryPart; itemId: string; pass: boolean; reason: string }
  | { kind: 'PreliminaryClosed'; memberId: string; validBids: number }
  | { kind: 'RejectionProposed'; proposalId: string; memberId: string; bidderId: string; ground: string; reason: string }
  | { kind: 'RejectionVoted'; proposalId: string; memberId: string; agree: boolean }
  | { kind: 'RejectionDropped'; proposalId: string }
  | { kind: 'BidRejected'; bidderId: string; ground: string; reason: string; proposalId: string | null }
  | { kind: 'CompetitionVoted'; memberId: string; lacking: boolean; reason: string }
  | { kind: 'CompetitionJudged'; outcome: 'lacking' | 'enough' }
  | { kind: 'Scored'; memberId: string; bidderId: string; factorId: string; points: string; note: string }
  | { kind: 'ScoresSubmitted'; memberId: string }
  | { kind: 'Disclosed'; scope: string; class: DisclosureClass; toClass: DisclosureClass }
  | { kind: 'ClarificationAsked'; clarificationId: string; memberId: string; bidderId: string; question: string; correctedFen: string | null; answerBy: Instant }
  | { kind: 'ClarificationAnswered'; clarificationId: string; text: string; acceptsCorrection: boolean | null; statement: JsonObject; signature: JsonObject }
  | { kind: 'ClarificationLapsed'; clarificationId: string }
  | { kind: 'ReportDrafted'; memberId: string; report: EvaluationReport; reportHash: string; signUntil: Instant }
  | { kind: 'ReportWithdrawn'; memberId: string; reason: string }
  | { kind: 'ReportSigned'; memberId: string; reportHash: string; dissent: string | null; statement: JsonObject; signature: JsonObject }
  | { kind: 'AgreementDeemed'; memberIds: readonly string[] }
  | { kind: 'EvaluationReported'; report: EvaluationReport; reportHash: string }
  /** The initiator sent the report back on a ground of the closed list; a bid rejected without cause stands again. */
  | { kind: 'EvaluationReturned'; ground: string; reason: string; restoredBidderId: string | null };
