import type { Party, Sale } from '#trade/sale/sale.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';

/** What a lot belongs to, as its archive names it: a tender, or a sale. */
export type Owner = {
  readonly of: 'tender' | 'sale';
  readonly id: string;
  readonly name: string;
  /** By which the deal is known everywhere: 统一交易标识码 of a tender, the number of the announcement of a sale. */
  readonly code: string;
  readonly lots: readonly { readonly lotId: string; readonly name: string }[];
  readonly initiator: Party;
  readonly centre: Party;
  readonly department: Party;
};

/** The two that take an archive, and the department that may read it. */
export const archiveSides = ['centre', 'initiator', 'department'] as const;

export function ownerOf(tender: Tender | null, sale: Sale | null): Owner | null {
  if (tender) return { of: 'tender', id: tender.tenderId, name: tender.name, code: tender.transactionCode.code, lots: tender.lots, initiator: tender.initiator, centre: tender.centre, department: tender.department };
  return sale && { of: 'sale', id: sale.saleId, name: sale.title, code: sale.saleId, lots: sale.lots, initiator: sale.seller, centre: sale.centre, department: sale.department };
}
