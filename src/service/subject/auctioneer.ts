import type { Aggregate } from '#kernel/decider.ts';
import type { Auctioneer } from './auctioneer.types.ts';

export type AuctioneerEvent = { readonly kind: 'AuctioneerRegistered' } & Omit<Auctioneer, 'personId'>;

/** 拍卖师: stream `auctioneer:<personId>`. */
export const auctioneer: Aggregate<Auctioneer, AuctioneerEvent> = {
  type: 'auctioneer',
  disclosure: { AuctioneerRegistered: 'public' },
  evolve: (_, { name, licenceNumber, orgId, orgName }, { id }) => ({ personId: id, name, licenceNumber, orgId, orgName }),
};
