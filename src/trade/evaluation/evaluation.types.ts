import type { Instant } from '#kernel/time/instant.ts';

/** 评标 of one lot: stream `evaluation:<lotId>`. Members are known by the panel's random memberId, never by name. */
export type Evaluation = {
  readonly lotId: string;
  readonly tenderId: string;
  /** 1 the first; every return for correction counts on. */
  readonly round: number;
  readonly status: 'gathering' | 'preliminary' | 'detailed' | 'signing' | 'reported';
  readonly documentHash: string;
  /** How many seats the panel has. While one is empty `members` are fewer, and nothing is decided that needs them all. */
  readonly size: number;
  readonly members: readonly Member[];
  readonly chairVotes: readonly { readonly memberId: string; readonly forMemberId: string }[];
  readonly chairMemberId: string | null;
  readonly begunAt: Instant | null;
  /** 清标: what the machine found, facts only. */
  readonly checking: readonly BidCheck[] | null;
  readonly bids: readonly EvaluatedBid[];
  readonly votes: readonly PreliminaryVote[];
  readonly proposals: readonly RejectionProposal[];
  readonly competition: { readonly votes: readonly CompetitionVote[]; readonly outcome: 'lacking' | 'enough' | null };
  readonly clarifications: readonly Clarification[];
  readonly report: EvaluationReport | null;
  readonly reportHash: string | null;
  readonly signUntil: Instant | null;
  readonly reportSignatures: readonly ReportSignature[];
  readonly reportedAt: Instant | null;
  readonly returned: { readonly ground: string; readonly reason: string; readonly at: Instant } | null;
};

export type Member = { readonly memberId: string; readonly kind: 'expert' | 'representative'; readonly signedInAt: Instant | null; readonly submittedAt: Instant | null };

export type EvaluatedBid = {
  readonly bidderId: string;
  readonly bidderName: string;
  readonly priceFen: string;
  /** The corrected price, once the bidder has accepted the correction. */
  readonly evaluatedPriceFen: string;
  /** Points of each member by factor id, decimal strings. */
  readonly scores: readonly Score[];
  readonly rejected: { readonly ground: string; readonly reason: string } | null;
};

export type Score = { readonly memberId: string; readonly factorId: string; readonly points: string; readonly note: string };

export type PreliminaryPart = 'form' | 'qualification' | 'responsiveness';
export type PreliminaryVote = { readonly memberId: string; readonly bidderId: string; readonly part: PreliminaryPart; readonly itemId: string; readonly pass: boolean; readonly reason: string };

export type RejectionProposal = {
  readonly proposalId: string;
  readonly bidderId: string;
  readonly memberId: string;
  readonly ground: string;
  readonly reason: string;
  readonly votes: readonly { readonly memberId: string; readonly agree: boolean }[];
  readonly outcome: 'rejected' | 'dropped' | null;
};

export type CompetitionVote = { readonly memberId: string; readonly lacking: boolean; readonly reason: string };

export type Clarification = {
  readonly clarificationId: string;
  readonly bidderId: string;
  readonly memberId: string;
  readonly question: string;
  /** Asks the bidder to accept this price after arithmetic correction. */
  readonly correctedFen: string | null;
  readonly askedAt: Instant;
  readonly answerBy: Instant;
  readonly answer: { readonly text: string; readonly acceptsCorrection: boolean | null; readonly at: Instant } | null;
  readonly lapsed: boolean;
};

/** Facts about one bid. `correctedFen` is what the price list and the capitals come to; null when they agree with the price. */
export type BidCheck = { readonly bidderId: string; readonly correctedFen: string | null; readonly facts: readonly CheckFact[] };
export type CheckFact = { readonly kind: 'arithmetic' | 'missingItem' | 'unknownItem' | 'overCap' | 'duration' | 'quality' | 'manager' | 'deposit'; readonly text: string };

/** `deemed`: neither signed nor dissented in time, which the law takes for agreement (条例第五十三条). */
export type ReportSignature = { readonly memberId: string; readonly dissent: string | null; readonly deemed: boolean; readonly at: Instant };

/** Canonical JSON that every member signs; the PDF is made from it. Points are decimal strings with four places. */
export type EvaluationReport = {
  readonly v: 1;
  readonly tenderId: string;
  readonly lotId: string;
  readonly round: number;
  readonly documentHash: string;
  readonly coefficient: string | null;
  readonly benchmarkFen: string | null;
  /** Valid bids, best first. */
  readonly results: readonly BidResult[];
  /** bidderIds, best first, at most the document's number of candidates. */
  readonly candidates: readonly string[];
  readonly rejected: readonly { readonly bidderId: string; readonly bidderName: string; readonly ground: string; readonly reason: string }[];
  /** bidderIds in the order that parts bids equal in total and price: fixed by the manifests at the deadline. */
  readonly tieOrder: readonly string[];
  readonly facts: readonly string[];
};

export type BidResult = {
  readonly bidderId: string;
  readonly bidderName: string;
  readonly priceFen: string;
  readonly evaluatedPriceFen: string;
  readonly technical: string;
  readonly commercial: string;
  readonly price: string;
  readonly total: string;
  readonly rank: number;
};
