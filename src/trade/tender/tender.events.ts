import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { CodeText } from '#rules/rule.ts';
import type { Amendment, ObjectionTarget, PublishedDocument, SettledObjection, Tender, TenderDocument } from './tender.types.ts';

/** What registration fixes for good. */
export type Registration = Pick<Tender,
  | 'tenderId' | 'projectId' | 'name' | 'category' | 'catalogueItem' | 'method' | 'areaCode' | 'registeredAt' | 'registeredOn'
  | 'initiator' | 'agency' | 'centre' | 'department' | 'transactionCode' | 'lots' | 'isStateFunded'>;

export type Venue = NonNullable<Tender['venue']>;
export type MoveCause = 'objection' | 'suspension' | 'outage';

/** Statement and signature as the acting person gave them: the bundle carries them. */
type Signed = { readonly statement: JsonObject; readonly signature: JsonObject };

/** Everything that happens on stream `tender:<tenderId>`. */
export type TenderEvent =
  | { kind: 'TenderRegistered'; tender: Registration }
  | { kind: 'VenueAssigned'; venue: Venue }
  | { kind: 'DraftComposed'; document: TenderDocument }
  | ({ kind: 'NoticePublished'; published: PublishedDocument } & Signed)
  | ({ kind: 'DocumentAmended'; amendment: Amendment; published: PublishedDocument } & Signed)
  | { kind: 'ObjectionNoted'; objectionId: string; target: ObjectionTarget; lotId: string | null; raisedAt: Instant; replyBy: Instant }
  | ({ kind: 'ObjectionSettled'; settled: SettledObjection } & Signed)
  | { kind: 'TenderSuspended'; reason: string; article: string; by: string }
  | { kind: 'TenderResumed'; reason: string; by: string }
  /** The deadline came and something stood against closing. */
  | { kind: 'ClosingPostponed'; blockedBy: readonly string[] }
  /** A new instant that no amendment carries. `version` and `documentHash` are those of the document with it. */
  | { kind: 'DeadlineMoved'; from: Instant; to: Instant; cause: MoveCause; reason: string; version: number; documentHash: string }
  | { kind: 'TenderClosed' }
  /** 终止招标. Says neither who had responded nor how many. */
  | ({ kind: 'TenderTerminated'; ground: CodeText; explanation: string; article: string } & Signed)
  | { kind: 'TenderEnded'; reason: string };
