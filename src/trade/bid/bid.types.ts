import type { Instant } from '#kernel/time/instant.ts';

/** 投标文件, stream `bid:<lotId>:<bidderId>`; sealed in every part until opening. bidderId is the organisation's USCC. */
export type Bid = {
  readonly lotId: string;
  readonly bidderId: string;
  readonly bidderName: string;
  readonly status: 'submitted' | 'withdrawn';
  /** 1 the first; a replacement counts on. Older versions stay in the journal and are never opened. */
  readonly version: number;
  /** The seal's manifest as canonical text (`parseManifest` of `#evidence/seal`): what was signed is what is kept. */
  readonly manifest: string;
  /** SHA-256 of the canonical manifest, lower-case hex as the seal has it: the bidder's signature, the close list and the key agents speak of it. */
  readonly manifestHash: string;
  readonly objects: readonly StoredObject[];
  readonly depositForm: DepositForm;
  readonly receivedAt: Instant;
};

/** Ciphertext as the platform keeps it, by the root over its upload parts. */
export type StoredObject = { readonly name: string; readonly ctRoot: string; readonly sizeBytes: number };
export const depositForms = ['guarantee', 'transfer', 'insurance'] as const;
export type DepositForm = (typeof depositForms)[number];

/** The price object, as plaintext JSON inside the seal (padded to a fixed size). */
export type PriceSheet = {
  readonly v: 1;
  readonly lotId: string;
  readonly bidderId: string;
  readonly bidderName: string;
  readonly priceFen: string;
  /** The same in capital form; where they differ the capital form counts. */
  readonly priceCapital: string;
  readonly durationDays: number;
  readonly quality: string;
  readonly projectManager: { readonly name: string; readonly certificate: string };
  readonly depositForm: DepositForm;
  readonly lines: readonly { readonly code: string; readonly unitPriceFen: string; readonly totalFen: string }[];
};
