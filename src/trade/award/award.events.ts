import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { AwardMethod } from '#rules/construction/award-method.ts';
import type { Benchmark, BidderResult, Candidate, DutyName, FailureCause, NoticeContent } from './award.types.ts';

export type FileMark = { readonly sha256: string; readonly name: string; readonly sizeBytes: number; readonly mediaType: string };

/** Why a candidate ranked above the winner was passed over (条例第五十五条), with what proves it. */
export type PassedOver = { readonly bidderId: string; readonly ground: string; readonly explanation: string; readonly evidence: readonly FileMark[] };

/** Statement and signature as the acting person gave them: the bundle carries them. */
type Signed = { readonly statement: JsonObject; readonly signature: JsonObject };

/** Everything that happens on stream `award:<lotId>`. */
export type AwardEvent =
  | { kind: 'ReportReceived'; tenderId: string; round: number; method: AwardMethod; reportHash: string; publishBy: Instant; candidates: readonly Candidate[]; benchmark: Benchmark | null; bidders: readonly BidderResult[] }
  | ({ kind: 'ReportReturned'; ground: string; reason: string; bidderId: string | null } & Signed)
  /** `statement` is null where the initiator let the day pass and the platform said it. */
  | { kind: 'FailureDeclared'; cause: FailureCause; notice: JsonObject; statement: JsonObject | null; signature: JsonObject | null }
  | ({ kind: 'CandidatesPublished'; notice: JsonObject; until: Instant; late: boolean; findings: readonly JsonObject[] } & Signed)
  | { kind: 'PublicityEnded'; openObjections: number }
  /** `statement` is null where the panel was charged with deciding: its signed report is the decision. */
  | { kind: 'AwardDecided'; bidderId: string; name: string; priceFen: string; method: AwardMethod; reason: string; passedOver: readonly PassedOver[]; reportBy: Instant; statement: JsonObject | null; signature: JsonObject | null }
  | ({ kind: 'LetterIssued'; letter: JsonObject; contractBy: Instant; notified: number } & Signed)
  | ({ kind: 'ResultPublished'; notice: JsonObject } & Signed)
  | ({ kind: 'ReportedToDepartment'; report: JsonObject; late: boolean } & Signed)
  | { kind: 'ContractConcluded'; at: Instant; late: boolean }
  | { kind: 'DutyOverdue'; duty: DutyName; dueAt: Instant };

/** Everything that happens on stream `notice:<lotId>:<bidderId>`. */
export type NoticeEvent = { kind: 'BidderNotified'; content: NoticeContent };
