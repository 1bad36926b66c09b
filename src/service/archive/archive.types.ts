import type { Instant } from '#kernel/time/instant.ts';

/** 交易档案 of one lot: stream `archive:<lotId>`. */
export type Archive = {
  readonly lotId: string;
  /** Of the tender, or of the sale. */
  readonly tenderId: string;
  readonly cause: ArchiveCause;
  readonly manifestSha256: string;
  readonly manifestBytes: number;
  readonly files: number;
  readonly events: number;
  readonly retainYears: number;
  readonly retainUntil: string;
  readonly compiledAt: Instant;
  readonly accepted: readonly { readonly side: 'centre' | 'initiator'; readonly orgId: string; readonly at: Instant }[];
};

export type ArchiveCause = 'completed' | 'failed' | 'terminated';

/**
 * `manifest.json` of a package: what is in it, and where each event stands in the public log. Hashes: files hex, commitments
 * base64url. Version 1 had neither bids nor report; whoever reads one gets them empty. Where the lot was for sale, `of` says
 * so, and what is named after the tender is of the sale.
 */
export type Manifest = {
  readonly v: 1 | 2;
  readonly of?: 'sale';
  readonly lotId: string;
  readonly tenderId: string;
  readonly tenderName: string;
  readonly lotName: string;
  readonly transactionCode: string;
  readonly initiator: string;
  readonly centre: string;
  readonly cause: ArchiveCause;
  readonly compiledOn: string;
  readonly retainYears: number;
  readonly retainUntil: string;
  readonly logOrigin: string;
  readonly files: readonly ArchivedFile[];
  /** Bids of the close list; of a lot that failed at the close or was terminated there are none, for nobody learns who had responded. */
  readonly bids: readonly ArchivedBid[];
  /** The evaluation report for reading on paper, made from the signed one in the events, whose hash this is. */
  readonly report: { readonly path: string; readonly reportHash: string } | null;
  readonly events: readonly ArchivedEvent[];
};

export type ArchivedFile = { readonly path: string; readonly sha256: string; readonly name: string; readonly sizeBytes: number; readonly mediaType: string };
export type ArchivedEvent = { readonly stream: string; readonly version: number; readonly kind: string; readonly at: Instant; readonly commitment: string; readonly logIndex: number };

/** `manifestHash` is what the bidder signed; the text stands in the events, and so does the key of a bid that was opened. */
export type ArchivedBid = {
  readonly bidderId: string;
  readonly bidderName: string;
  readonly version: number;
  readonly manifestHash: string;
  readonly outcome: 'opened' | 'revoked' | 'withdrawn' | 'sealed';
  readonly objects: readonly ArchivedObject[];
};

/** The ciphertext as it was handed in, `sizeBytes` long under its root `ctRoot`, at `sealed`; at `opened` the file it holds, null where nobody may open it. */
export type ArchivedObject = { readonly name: string; readonly ctRoot: string; readonly sizeBytes: number; readonly sealed: string; readonly opened: string | null };
