import type { Instant } from '#kernel/time/instant.ts';

/** 候选人公示、定标、通知书、结果公告 of one lot: stream `award:<lotId>`. */
export type Award = {
  readonly lotId: string;
  readonly tenderId: string;
  readonly status: 'report-received' | 'returned' | 'publicity' | 'decided' | 'letter-issued' | 'result-published' | 'reported' | 'failed';
  readonly reportReceivedAt: Instant;
  readonly publishBy: Instant;
  readonly candidates: readonly Candidate[];
  readonly publicity: { readonly from: Instant; readonly until: Instant } | null;
  readonly winner: { readonly bidderId: string; readonly name: string; readonly priceFen: string; readonly reason: string } | null;
  readonly decidedAt: Instant | null;
  readonly letterAt: Instant | null;
  readonly contractBy: Instant | null;
};

export type Candidate = {
  readonly rank: number;
  readonly bidderId: string;
  readonly name: string;
  readonly priceFen: string;
  readonly durationDays: number;
  readonly quality: string;
  readonly totalScore: string;
  readonly projectManager: { readonly name: string; readonly certificate: string };
  readonly qualifications: readonly string[];
};
