import type { Instant } from '#kernel/time/instant.ts';

/** 交易档案 of one lot: stream `archive:<lotId>`. */
export type Archive = {
  readonly lotId: string;
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

export type ArchiveCause = 'completed' | 'failed';

/** `manifest.json` of a package: what is in it, and where each event stands in the public log. Hashes: files hex, commitments base64url. */
export type Manifest = {
  readonly v: 1;
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
  readonly events: readonly ArchivedEvent[];
};

export type ArchivedFile = { readonly path: string; readonly sha256: string; readonly name: string; readonly sizeBytes: number; readonly mediaType: string };
export type ArchivedEvent = { readonly stream: string; readonly version: number; readonly kind: string; readonly at: Instant; readonly commitment: string; readonly logIndex: number };
