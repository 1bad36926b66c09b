import type { Instant } from '#kernel/time/instant.ts';
import type { SaleKindCode } from '#rules/sale/kinds.ts';
import type { Difference } from '#trade/contract/contract.types.ts';
import type { Party } from '#trade/sale/sale.types.ts';

/** 成交及其后 of one lot: stream `deal:<lotId>`. It begins when the hall has an outcome. Money is 分 as text. */
export type Deal = {
  readonly lotId: string;
  readonly saleId: string;
  readonly status: DealStatus;
  readonly outcome: DealOutcome;
  /** When the bidding ended: the clocks of confirmation, result and refunds run from here. */
  readonly endedAt: Instant;
  readonly seller: Party;
  readonly centre: Party;
  readonly department: Party;
  /** Seller, winner and department know; the others when the law publishes it, and some laws never do. */
  readonly winner: Party | null;
  /** What the winner's deposit adds to the price, where the law or the notice says so; `0` otherwise. */
  readonly depositFen: string;
  readonly confirmBy: Instant | null;
  readonly resultBy: Instant | null;
  readonly refundBy: Instant;
  readonly contractBy: Instant | null;
  readonly confirmation: Confirmation | null;
  readonly confirmations: readonly Signed[];
  readonly confirmedAt: Instant | null;
  /** The result as it stands; null until it is published, and again once what it said has lapsed. */
  readonly result: PublishedResult | null;
  readonly contract: SaleContract | null;
  /** What must have been paid by when, from the signing of the contract. */
  readonly schedule: readonly DuePayment[];
  readonly payments: readonly Payment[];
  readonly lapse: { readonly ground: LapseGround; readonly reason: string; readonly at: Instant } | null;
  readonly certificate: { readonly document: Certificate; readonly hash: string; readonly at: Instant } | null;
  readonly overdue: readonly DealDuty[];
};

/** `closed`: nothing is left to be done; what was not sold is so once its result is public. */
export type DealStatus = 'confirming' | 'contracting' | 'paying' | 'lapsed' | 'unsold' | 'closed';

export type DealOutcome =
  | { readonly kind: 'sold'; readonly paddle: number; readonly priceFen: string }
  | { readonly kind: 'unsold'; readonly reason: 'no-bid' | 'below-reserve' };

export type Side = 'seller' | 'winner';
export type Signed = { readonly side: Side; readonly at: Instant };

/** Why a winner loses the lot and its deposit. */
export type LapseGround = 'not-confirmed' | 'not-contracted' | 'not-paid';

export type DutyName = 'confirm' | 'result' | 'contract' | 'payment';
export type DealDuty = { readonly duty: DutyName; readonly dueAt: Instant };

export type PublishedResult = { readonly document: SaleResult; readonly hash: string; readonly at: Instant; /** End of the publicity; null where the result is published once and for all. */ readonly until: Instant | null };

export type SaleContract = {
  readonly terms: SaleContractTerms;
  readonly termsHash: string;
  readonly differences: readonly SaleDifference[];
  readonly signatures: readonly Signed[];
  readonly signedAt: Instant | null;
};

export type SaleContractTerms = {
  readonly lotId: string;
  readonly sellerOrgId: string;
  readonly winnerOrgId: string;
  /** What is sold, in the words of the announcement. */
  readonly object: string;
  readonly priceFen: string;
  readonly payments: readonly AgreedPayment[];
  readonly otherTerms: string;
};

/** `withinDays` of the signing, never later than the law allows; null: as late as it allows. */
export type AgreedPayment = { readonly title: string; readonly amountFen: string; readonly withinDays: number | null };

export type SaleTermName = 'parties' | 'object' | 'price' | 'payments';
export type SaleDifference = Difference<SaleTermName>;

/** By `dueAt` at least `leastFen`, what came before included. */
export type DuePayment = { readonly title: string; readonly leastFen: string; readonly dueAt: Instant };
export type Payment = { readonly amountFen: string; readonly receivedOn: string; readonly reference: string; readonly at: Instant };

/** 成交确认书: what seller and winner both sign. */
export type Confirmation = {
  readonly paper: 'confirmation';
  readonly lotId: string;
  readonly saleTitle: string;
  readonly lotName: string;
  readonly kind: SaleKindCode;
  readonly mode: string;
  readonly seller: Party;
  readonly winner: Party;
  readonly paddle: number;
  readonly priceFen: string;
  readonly depositFen: string;
  readonly endedAt: Instant;
};

/** 结果公示、公告: public for good. A figure of a reserve price never stands in it. */
export type SaleResult = {
  readonly paper: 'result';
  readonly lotId: string;
  readonly saleId: string;
  readonly saleTitle: string;
  readonly lotName: string;
  readonly kind: SaleKindCode;
  readonly areaCode: string;
  readonly seller: string;
  readonly centre: string;
  readonly outcome: 'sold' | 'unsold' | 'lapsed';
  readonly reason: 'no-bid' | 'below-reserve' | LapseGround | null;
  readonly startFen: string;
  readonly valuationFen: string | null;
  readonly priceFen: string | null;
  readonly paddle: number | null;
  /** Null where the law of the kind does not name who bought. */
  readonly winner: string | null;
  readonly reserve: 'none' | 'reached' | 'below' | null;
  readonly endedAt: Instant;
};

/** 交易凭证、鉴证书. */
export type Certificate = {
  readonly paper: 'certificate';
  readonly number: string;
  readonly lotId: string;
  readonly saleTitle: string;
  readonly lotName: string;
  readonly kind: SaleKindCode;
  readonly mode: string;
  readonly centre: Party;
  readonly seller: Party;
  readonly winner: Party;
  readonly priceFen: string;
  readonly paidFen: string;
  readonly endedAt: Instant;
  readonly contractAt: Instant;
  readonly contractHash: string;
};
