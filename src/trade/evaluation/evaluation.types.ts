import type { Instant } from '#kernel/time/instant.ts';

/** 评标 of one lot: stream `evaluation:<lotId>`. */
export type Evaluation = {
  readonly lotId: string;
  readonly tenderId: string;
  readonly status: 'gathering' | 'preliminary' | 'detailed' | 'signing' | 'reported';
  readonly members: readonly { readonly memberId: string; readonly signedInAt: Instant | null }[];
  readonly chairMemberId: string | null;
  readonly bids: readonly EvaluatedBid[];
  readonly report: EvaluationReport | null;
  readonly reportSignatures: readonly { readonly memberId: string; readonly dissent: string | null; readonly at: Instant }[];
  readonly reportedAt: Instant | null;
};

export type EvaluatedBid = {
  readonly bidderId: string;
  readonly bidderName: string;
  readonly priceFen: string;
  /** Points of each member by factor id, decimal strings. */
  readonly scores: readonly { readonly memberId: string; readonly factorId: string; readonly points: string }[];
  readonly rejected: { readonly ground: string; readonly reason: string } | null;
};

/** Canonical JSON that every member signs; the PDF is made from it. Points are decimal strings with four places. */
export type EvaluationReport = {
  readonly v: 1;
  readonly lotId: string;
  readonly documentHash: string;
  readonly coefficient: string | null;
  readonly benchmarkFen: string | null;
  readonly results: readonly BidResult[];
  /** bidderIds, best first, at most the document's number of candidates. */
  readonly candidates: readonly string[];
  readonly rejected: readonly { readonly bidderId: string; readonly ground: string; readonly reason: string }[];
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
