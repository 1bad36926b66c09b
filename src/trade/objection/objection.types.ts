import type { Instant } from '#kernel/time/instant.ts';
import type { FileRef, ObjectionTarget, Party } from '#trade/tender/tender.types.ts';

/** 异议, stream `objection:<tenderId>:<objectionId>`: who raised it, and every word of it, for the two sides and the department. */
export type Objection = {
  readonly objectionId: string;
  readonly tenderId: string;
  readonly target: ObjectionTarget;
  readonly lotId: string | null;
  readonly objector: Party;
  /** 利害关系说明 of one who has neither taken the file nor bid; null for those who have. As secret as the objector. */
  readonly interest: string | null;
  readonly title: string;
  readonly text: string;
  readonly files: readonly FileRef[];
  readonly raisedAt: Instant;
  readonly replyBy: Instant;
  readonly answer: ObjectionAnswer | null;
};

export type ObjectionAnswer = {
  readonly outcome: 'upheld' | 'rejected';
  /** What the public reads of the objection, in words that do not tell who raised it. */
  readonly summary: string;
  readonly reply: string;
  readonly answeredAt: Instant;
  readonly amendmentNumber: number | null;
};
