import type { DisclosureClass } from '#kernel/decider.ts';
import type { Relation } from '../journal/disclosure.ts';

/** `public`: for everyone. `parties`: what the asking party and the department may read. */
export type Edition = 'public' | 'parties';

export type StoredPart = { readonly n: number; readonly class: DisclosureClass; readonly salt: Uint8Array; readonly body: string } | { readonly n: number; readonly hash: Uint8Array };

/** An event with everything it was committed with. `leafIndex` is the place of its commit in the log. */
export type StoredEvent = {
  readonly stream: string;
  readonly version: number;
  readonly kind: string;
  readonly at: number;
  readonly actor: string;
  readonly class: DisclosureClass;
  readonly salt: Uint8Array;
  readonly commitment: Uint8Array;
  readonly commitId: number;
  readonly place: number;
  readonly leafIndex: number;
  readonly parts: readonly StoredPart[];
};

/** `leaves` of the commit's tree; `places` among them of its events, in their order. */
export type StoredCommit = { readonly id: number; readonly at: number; readonly signature: Uint8Array; readonly index: number; readonly leaves: readonly Uint8Array[]; readonly places: readonly number[] };

export type Opened = { readonly scope: string; readonly class: DisclosureClass; readonly toClass: DisclosureClass };

/** For whom a bundle is made, and of what. */
export type Asked = { readonly tenderId: string; readonly lotId: string; readonly origin: string; readonly edition: Edition; readonly viewer: readonly Relation[] };

/** The sealed price of one bid: what opens it and what it is. */
export type SealedPrice = { readonly bidderId: string; readonly objectKey: Uint8Array; readonly ciphertext: Uint8Array };
