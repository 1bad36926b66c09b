import type { Instant } from '#kernel/time/instant.ts';
import type { AwardMethod } from '#rules/construction/award-method.ts';

export type AwardStatus = 'report-received' | 'returned' | 'publicity' | 'decided' | 'letter-issued' | 'result-published' | 'reported' | 'failed';

/** 候选人公示、定标、通知书、结果公告 of one lot: stream `award:<lotId>`. */
export type Award = {
  readonly lotId: string;
  readonly tenderId: string;
  /** Of the evaluation whose report this is: 1 the first. */
  readonly round: number;
  readonly status: AwardStatus;
  readonly method: AwardMethod;
  readonly reportReceivedAt: Instant;
  readonly reportHash: string;
  readonly publishBy: Instant;
  readonly candidates: readonly Candidate[];
  /** Null where no valid bid was left. */
  readonly benchmark: Benchmark | null;
  /** Every bidder of the lot with its own result: what each of them is told, alone. */
  readonly bidders: readonly BidderResult[];
  /** No candidate was left: the lot is over. */
  readonly failure: { readonly cause: FailureCause; readonly at: Instant } | null;
  readonly returned: { readonly ground: string; readonly reason: string; readonly bidderId: string | null; readonly at: Instant } | null;
  readonly publicity: { readonly from: Instant; readonly until: Instant; readonly late: boolean; readonly endedAt: Instant | null } | null;
  readonly winner: { readonly bidderId: string; readonly name: string; readonly priceFen: string; readonly reason: string } | null;
  readonly decidedAt: Instant | null;
  readonly reportBy: Instant | null;
  readonly letterAt: Instant | null;
  readonly contractBy: Instant | null;
  readonly resultAt: Instant | null;
  readonly reportedAt: Instant | null;
  readonly contractSignedAt: Instant | null;
  readonly overdue: readonly Duty[];
};

export type FailureCause = 'all-rejected' | 'lacking-competition' | 'none-opened';

export const failureTitles: Readonly<Record<FailureCause, string>> = {
  'all-rejected': '评标委员会否决了全部投标', 'lacking-competition': '有效投标不足三个且明显缺乏竞争，评标委员会否决了全部投标', 'none-opened': '没有可以评审的投标文件',
};

/** What the price scores followed from: the drawn coefficient, and each valid bid with its evaluated price, by bidderId. */
export type Benchmark = {
  readonly benchmarkFen: string;
  readonly coefficient: string | null;
  readonly counted: readonly { readonly bidderId: string; readonly evaluatedPriceFen: string }[];
};

/**
 * 评标情况 as the publicity of candidates shows it: enough for anyone to work out price scores, totals and ranking again.
 * Valid bids that are no candidates stand with place and total and without their names.
 */
export type PublishedEvaluation = Benchmark & { readonly others: readonly { readonly rank: number; readonly total: string }[] };

/** A candidate as published: its total by parts. */
export type PublishedCandidate = Candidate & { readonly scores: { readonly technical: string; readonly commercial: string; readonly price: string } };

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

export type OwnScores = { readonly technical: string; readonly commercial: string; readonly price: string; readonly total: string; readonly rank: number };

export type BidderResult = {
  readonly bidderId: string;
  readonly name: string;
  readonly scores: OwnScores | null;
  /** Set for a bid that was rejected, or that could not be opened: the ground and the reason. */
  readonly excluded: { readonly how: 'rejected' | 'not-opened'; readonly ground: string; readonly reason: string } | null;
};

/** A duty of the initiator with a day set by law. */
export type DutyName = 'publish-candidates' | 'publish-failure' | 'report-to-department' | 'sign-contract';
export type Duty = { readonly duty: DutyName; readonly dueAt: Instant };

/** What one bidder is told when the letter goes out: stream `notice:<lotId>:<bidderId>`. */
export type BidderNotice = {
  readonly lotId: string;
  readonly bidderId: string;
  readonly sent: readonly (NoticeContent & { readonly at: Instant })[];
};

export type NoticeContent = {
  readonly outcome: 'won' | 'not-awarded' | 'rejected' | 'not-opened';
  readonly name: string;
  readonly scores: OwnScores | null;
  readonly ground: string | null;
  readonly reason: string | null;
  /** Null where the lot failed. */
  readonly winner: { readonly bidderId: string; readonly name: string; readonly priceFen: string } | null;
};
