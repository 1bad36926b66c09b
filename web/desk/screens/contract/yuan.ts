import { formatFen } from '#kernel/money.ts';

/** Fen as a person types them into a field of yuan: to the fen, without sign or grouping. */
export function yuanOf(fen: string): string {
  return formatFen(BigInt(fen)).replace(/[¥,]/g, '');
}
