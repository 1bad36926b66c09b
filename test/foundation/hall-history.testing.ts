import assert from 'node:assert/strict';
import { toBase64url } from '#kernel/bytes.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { AttemptEvent, AuctionEvent } from '#trade/auction/auction.events.ts';
import { decideBid, elapse, fold, type Gap, type Moment } from '#trade/auction/engine/engine.ts';
import { scheduled } from '#trade/auction/engine/evolve.ts';
import type { Auction, AuctionEvent as EngineEvent } from '#trade/auction/engine/engine.types.ts';
import type { Bid } from './hall-crowd.testing.ts';

type Happened = AuctionEvent | AttemptEvent | { readonly kind: 'OutageRecorded'; readonly from: Instant; readonly to: Instant };
/** One event of the hall as the journal has it; `place` counts from 0 over all of them. */
export type Placed = { readonly place: number; readonly commit: number; readonly stream: string; readonly at: Instant; readonly commitment: string; readonly event: Happened };

/** All that the journal says of one hall, what was tried in vain and outages too, in the order of the commits. */
export async function historyOf(owner: Pool, lotId: string): Promise<Placed[]> {
  const { rows } = await owner.query<{ commit_id: number; stream: string; kind: string; at: number; commitment: Buffer; body: string }>(
    `SELECT e.commit_id, e.stream, e.kind, e.at, e.commitment, coalesce((SELECT p.body FROM event_part p WHERE p.event_id = e.id), '{}') AS body
     FROM event e WHERE e.stream = $1 OR e.stream LIKE $2 OR e.stream LIKE 'outage:%' ORDER BY e.commit_id, e.place`, [`auction:${lotId}`, `attempt:${lotId}:%`]);
  return rows.map(({ commit_id: commit, stream, kind, at, commitment, body }, place) => ({
    place, commit, stream, at: instant(at), commitment: toBase64url(commitment), event: { kind, ...(JSON.parse(body) as object) } as Happened,
  }));
}

/**
 * Decides everything again, one after the other, with the engine alone: what the journal took would be taken at its place,
 * what it refused would be refused there and for the same reason, and time brought about what it says and nothing else.
 * Answers the hall as it then stands.
 */
export function decideAgain(history: readonly Placed[]): Auction {
  const gaps: Gap[] = [];
  const due: EngineEvent[] = [];
  let state: Auction | null = null;
  let lastAt = instant(0);
  for (const { event, at, place } of history) {
    if (event.kind === 'OutageRecorded') gaps.push(event);
    else if (event.kind === 'AuctionScheduled') state = scheduled(event);
    else if (event.kind !== 'ParticipantsAnnounced' && event.kind !== 'ReserveOpened') {
      assert.ok(state, 'a hall begins with its terms');
      const moment = { now: at, gaps };
      if (event.kind === 'BidRefused') {
        const decided = decideBid(state, moment, { paddle: event.paddle, priceFen: BigInt(event.priceFen) });
        assert.deepEqual(decided.ok ? 'taken' : decided.error, event.refusal, `place ${place}: what was refused is refused again, for the same reason`);
        continue;
      }
      assert.ok(at >= lastAt, `place ${place}: time does not run backwards in a hall`);
      lastAt = at;
      if (event.kind !== 'ParticipantAdmitted' && event.kind !== 'ParticipantsSeated') assert.deepEqual(event, expected(state, event, moment, due), `place ${place} is what the engine says`);
      state = fold(state, [event], at);
    }
  }
  assert.ok(state && due.length === 0);
  return state;
}

/** What has to stand at this place: what time alone brings about comes first, then the bid. */
function expected(state: Auction, event: EngineEvent, moment: Moment, due: EngineEvent[]): EngineEvent | undefined {
  if (due.length === 0) due.push(...elapse(state, moment));
  if (due.length > 0) return due.shift();
  const decided = event.kind === 'BidAccepted' ? decideBid(state, moment, { paddle: event.paddle, priceFen: BigInt(event.priceFen) }) : null;
  return decided?.ok ? decided.value[0] : undefined;
}

/** Every answer names an event of that bidder and price, each event is the answer to one bid, and who was answered first stands first. */
export function answersStand(history: readonly Placed[], bids: readonly Bid[], paddleOf: (bidder: number) => number): void {
  const byCommitment = new Map(history.map((placed) => [placed.commitment, placed]));
  const claimed = new Map<Placed, Bid>();
  for (const bid of bids) {
    assert.ok(bid.answers.length > 0, `${bid.key} was answered in the end`);
    for (const answer of bid.answers) {
      const placed = answer.receipt.events.map(({ commitment }) => byCommitment.get(commitment)).find((found) => found?.event.kind === (answer.isAccepted ? 'BidAccepted' : 'BidRefused'));
      assert.ok(placed, `${bid.key}: what was acknowledged stands in the journal`);
      const { event } = placed;
      assert.ok(event.kind === 'BidAccepted' || event.kind === 'BidRefused');
      assert.deepEqual([event.paddle, event.priceFen, placed.at], [paddleOf(bid.bidder), bid.priceFen, answer.receipt.at], bid.key);
      if (event.kind === 'BidRefused') assert.equal(event.refusal.code, answer.code, bid.key);
      assert.ok((claimed.get(placed) ?? bid) === bid, `${bid.key} and ${claimed.get(placed)?.key} were answered with one event`);
      claimed.set(placed, bid);
    }
  }
  const spoken = history.filter(({ event }) => event.kind === 'BidAccepted' || event.kind === 'BidRefused');
  assert.equal(claimed.size, bids.length, 'no bid was answered with two events');
  assert.equal(spoken.length, bids.length, 'nothing stands in the journal that nobody bid, and no bid stands there twice');
  let earliestLater = Infinity;
  for (const placed of spoken.toReversed()) {
    const bid = claimed.get(placed) as Bid;
    assert.ok(earliestLater >= bid.sentAt, `${bid.key}, place ${placed.place}, was sent after one that stands later had been answered`);
    earliestLater = Math.min(earliestLater, bid.answeredAt ?? Infinity);
  }
}
