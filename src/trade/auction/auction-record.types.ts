import type { Instant } from '#kernel/time/instant.ts';

/** Who signs the record of an auction (拍卖法 第五十三条). */
export const recordParts = ['auctioneer', 'recorder', 'winner'] as const;
export type RecordPart = (typeof recordParts)[number];

/** 拍卖笔录 of one lot: stream `auctionRecord:<lotId>`. */
export type AuctionRecord = { readonly text: string; readonly signed: readonly { readonly part: RecordPart; readonly at: Instant }[] };

/** As anyone reads it; `canSign` is what whoever asks may still sign as. Who bought stands in it as a number. */
export type RecordView = AuctionRecord & { readonly parts: readonly RecordPart[]; readonly canSign: RecordPart | null; readonly serverNow: Instant };
