import type { JsonObject } from '#kernel/json.ts';
import type { DepositForm, StoredObject } from './bid.types.ts';

/** The signed statement and the signature over it, as the bidder gave them. */
type Act = { readonly statement: JsonObject; readonly signature: JsonObject };

export type BidSubmitted = {
  kind: 'BidSubmitted';
  readonly bidderName: string;
  readonly version: number;
  readonly manifest: string;
  readonly manifestHash: string;
  readonly objects: readonly StoredObject[];
  readonly depositForm: DepositForm;
  readonly act: Act;
};

/** 撤回 before the deadline; another bid may follow it. */
export type BidWithdrawn = { kind: 'BidWithdrawn'; readonly version: number; readonly act: Act };

export type BidEvent = BidSubmitted | BidWithdrawn;
