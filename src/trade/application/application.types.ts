import type { Instant } from '#kernel/time/instant.ts';

/** 竞买申请 of one bidder for one lot: stream `application:<lotId>:<orgId>`; who has applied is nobody's to know but the seller's and the department's. */
export type Application = {
  readonly lotId: string;
  readonly saleId: string;
  readonly bidderId: string;
  readonly bidderName: string;
  readonly appliedAt: Instant;
  readonly payCode: string;
  readonly isPreferred: boolean;
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly sizeBytes: number; readonly mediaType: string }[];
  /** By the one who sells or grants, never by the centre. */
  readonly qualification: { readonly isQualified: boolean; readonly reason: string; readonly at: Instant; /** Under weights: marks of each term, and their sum. */ readonly scores?: readonly string[]; readonly points?: string } | null;
  readonly deposit: { readonly amountFen: string; readonly arrivedAt: Instant } | null;
  /** Its number in the hall, once it is qualified and its deposit is there. */
  readonly paddle: number | null;
};

/** A bidder's own application, without what it handed in. */
export type OwnApplication = Omit<Application, 'files' | 'bidderId' | 'bidderName'>;

/** An application as the seller judges it. The number in the hall is the department's to know. */
export type ApplicationRow = { readonly isPerson: boolean } & Pick<Application, 'bidderId' | 'bidderName' | 'appliedAt' | 'isPreferred' | 'files' | 'qualification'> & { readonly hasDeposit: boolean; readonly paddle: number | null };

/** What a natural person proves itself with, to whoever judges its application and whoever watches that. */
export type Applicant = { readonly name: string; readonly number: string; readonly phone: string; readonly areaCode: string; readonly isOfAge: boolean };
