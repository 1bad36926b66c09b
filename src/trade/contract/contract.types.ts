import type { Instant } from '#kernel/time/instant.ts';

/** 合同 of one lot: stream `contract:<lotId>`. */
export type Contract = {
  readonly lotId: string;
  readonly tenderId: string;
  readonly status: 'drafted' | 'signed';
  readonly terms: ContractTerms;
  /** What differs from the bid, term by term; a substantive difference is refused, others are shown. */
  readonly differences: readonly { readonly term: string; readonly bid: string; readonly contract: string; readonly substantive: boolean }[];
  readonly signatures: readonly { readonly orgId: string; readonly orgName: string; readonly at: Instant }[];
  readonly signedAt: Instant | null;
};

export type ContractTerms = {
  readonly lotId: string;
  readonly initiatorOrgId: string;
  readonly winnerOrgId: string;
  readonly priceFen: string;
  readonly durationDays: number;
  readonly quality: string;
  readonly projectManager: string;
  readonly performanceBondFen: string;
  readonly otherTerms: string;
};
