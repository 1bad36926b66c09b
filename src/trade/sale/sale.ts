import type { Aggregate } from '#kernel/decider.ts';
import type { SaleEvent } from './sale.events.ts';
import type { Sale } from './sale.types.ts';

export const sale: Aggregate<Sale, SaleEvent> = {
  type: 'sale',
  disclosure: { SalePublished: 'public' },
  evolve: (_, { sale: published }, { id, at }) => ({ saleId: id, publishedAt: at, ...published }),
};
