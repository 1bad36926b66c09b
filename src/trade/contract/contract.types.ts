import type { FileMark } from '#trade/award/award.events.ts';
import type { Instant } from '#kernel/time/instant.ts';

/** 合同 of one lot: stream `contract:<lotId>`. */
export type Contract = {
  /** `platform`: both sign its terms here. `upload`: signed elsewhere, brought in by the initiator and confirmed by the winner. */
  readonly form: 'platform' | 'upload';
  readonly lotId: string;
  readonly tenderId: string;
  readonly status: 'drafted' | 'signed';
  readonly terms: ContractTerms;
  /** SHA-256 of the canonical terms, with file and day where it was uploaded, base64url: what both sides sign. */
  readonly termsHash: string;
  /** What differs from bid or document, term by term, and was lawful to agree; a substantive difference is never drafted. */
  readonly differences: readonly Difference[];
  readonly signBy: Instant;
  /** Of an uploaded contract: the file, and the day on which both signed it. */
  readonly upload: ContractUpload | null;
  readonly signatures: readonly { readonly orgId: string; readonly orgName: string; readonly at: Instant }[];
  readonly signedAt: Instant | null;
};

export type ContractUpload = { readonly file: FileMark; readonly signedOn: string };

/** A term of a contract that says other than what was competed for. */
export type Difference<T extends string = TermName> = { readonly term: T; readonly title: string; readonly bid: string; readonly contract: string; readonly substantive: boolean };
export type TermName = 'price' | 'duration' | 'quality' | 'scope' | 'projectManager' | 'performanceBond' | 'parties';

export type ContractTerms = {
  readonly lotId: string;
  readonly initiatorOrgId: string;
  readonly winnerOrgId: string;
  readonly priceFen: string;
  readonly durationDays: number;
  readonly quality: string;
  readonly scope: string;
  readonly projectManager: string;
  readonly performanceBondFen: string;
  readonly otherTerms: string;
};
