import type { DisclosureClass } from '#kernel/decider.ts';
import type { JournalEvent } from '../journal/journal.types.ts';
import type { Relation } from '../journal/disclosure.ts';

/** `public`: for everyone. `parties`: what the asking party and the department may read. */
export type Edition = 'public' | 'parties';

/** An event with its place among those of its commit. */
export type StoredEvent = JournalEvent & { readonly commitment: Uint8Array; readonly commitId: number; readonly place: number };

/** `leaves` of the commit's tree; `places` among them of its events, in their order. */
export type StoredCommit = { readonly id: number; readonly at: number; readonly signature: Uint8Array; readonly index: number; readonly leaves: readonly Uint8Array[]; readonly places: readonly number[] };

export type Opened = { readonly scope: string; readonly class: DisclosureClass; readonly toClass: DisclosureClass };

/** What a lot is part of. */
export type Project = { readonly tenderId: string } | { readonly saleId: string };

/** For whom a bundle is made, and of what. */
export type Asked = { readonly project: Project; readonly lotId: string; readonly origin: string; readonly edition: Edition; readonly viewer: readonly Relation[] };

/** `orgId`: of whoever asks; null for everyone. */
export type BundleRequest = { readonly lotId: string; readonly edition: Edition; readonly orgId: string | null };

/** The sealed price of one bid: what opens it and what it is. */
export type SealedPrice = { readonly bidderId: string; readonly objectKey: Uint8Array; readonly ciphertext: Uint8Array };
