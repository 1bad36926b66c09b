import type { JsonObject } from '#kernel/json.ts';
import type { Sale } from './sale.types.ts';

export type SaleEvent = { readonly kind: 'SalePublished'; readonly sale: Omit<Sale, 'saleId' | 'publishedAt'>; readonly statement: JsonObject; readonly signature: JsonObject };
