import type { Instant } from '#kernel/time/instant.ts';

/** 获取招标文件, stream `taking:<tenderId>:<uscc>`: that this organisation took the file is nobody else's to know before opening. */
export type Taking = {
  readonly tenderId: string;
  readonly bidderId: string;
  readonly bidderName: string;
  readonly takenAt: Instant;
};

/** What an organisation has taken, stream `taker:<uscc>`: its own list, and up to which amendment it has read. */
export type Taker = { readonly taken: readonly { readonly tenderId: string; readonly takenAt: Instant; readonly seenNumber: number; readonly seenAt: Instant | null }[] };
