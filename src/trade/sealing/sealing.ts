import { present } from '#kernel/assert.ts';
import type { Aggregate } from '#kernel/decider.ts';
import { offerEnvelopeSchema, openOfferKey, readOffer, type OfferEnvelope } from '#evidence/seal/offer.ts';
import type { Offer } from '#trade/auction/engine/engine.types.ts';
import type { OfferEvent, SealingEvent } from './sealing.events.ts';
import type { ListedOffer, PlacedOffer, Sealing } from './sealing.types.ts';

export const sealing: Aggregate<Sealing, SealingEvent> = {
  type: 'sealing',
  disclosure: { SealingPrepared: 'public', OffersListed: 'public', OfferSharesGiven: 'public', SealingOpened: 'public', SealingLapsed: 'public' },
  evolve(state, event, { id }) {
    if (event.kind === 'SealingPrepared') return { lotId: id, holders: event.holders, listed: null, given: [], shares: [], isOver: false };
    const before = present(state, 'sealing');
    switch (event.kind) {
      case 'OffersListed': return { ...before, listed: event.offers };
      case 'OfferSharesGiven': return { ...before, given: [...before.given, event.holderId], shares: [...before.shares, ...event.shares] };
      case 'SealingOpened': return { ...before, isOver: true };
      case 'SealingLapsed': return { ...before, isOver: true };
    }
  },
};

/** On streams of their own, each the bidder's alone: neither the hall's version nor any header tells a rival that somebody has offered. */
export const offer: Aggregate<PlacedOffer, OfferEvent> = {
  type: 'offer',
  disclosure: { OfferPlaced: 'self' },
  evolve: (state, { paddle, envelope }, { at }) => ({ paddle, envelope, at, count: (state?.count ?? 0) + 1 }),
};

export function envelopeOf({ envelope }: Pick<ListedOffer, 'envelope'>): OfferEnvelope {
  return offerEnvelopeSchema.parse(JSON.parse(envelope));
}

export type Opened = { readonly keys: readonly { readonly paddle: number; readonly key: string }[]; readonly failed: readonly number[]; readonly offers: readonly Offer[] };

/**
 * All prices at once, or null while one may still open: an envelope that gives nothing is given up only when all holders have
 * spoken, so that none of them can decide by silence whether a price counts.
 */
export async function openAll({ holders, listed, given, shares }: Sealing): Promise<Opened | null> {
  if (listed === null) return null;
  const isSpoken = holders.every(({ holderId }) => given.includes(holderId));
  const opened: { keys: Opened['keys'][number][]; failed: number[]; offers: Offer[] } = { keys: [], failed: [], offers: [] };
  for (const each of listed) {
    const envelope = envelopeOf(each);
    const key = await openOfferKey(envelope, shares.filter(({ paddle }) => paddle === each.paddle));
    if (key === null && !isSpoken) return null;
    const price = key === null ? null : await readOffer(envelope, key);
    if (key !== null) opened.keys.push({ paddle: each.paddle, key });
    if (price?.ok === true) opened.offers.push({ paddle: each.paddle, at: each.at, ...price.value });
    else opened.failed.push(each.paddle);
  }
  return opened;
}
