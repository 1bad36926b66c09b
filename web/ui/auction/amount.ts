import { limitFen } from '#kernel/money.ts';

export type Unit = 'yuan' | 'wan';

const decimals: Readonly<Record<Unit, number>> = { yuan: 2, wan: 6 };

/** What was typed, in 元 or 万, as 分; full-width digits and commas of thousands are taken. Null for what is no amount. */
export function readAmount(text: string, unit: Unit): bigint | null {
  const plain = text.normalize('NFKC').replace(/[\s,¥]/g, '');
  const match = /^(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  const places = decimals[unit];
  if (fraction.length > places || whole.length > 20) return null;
  const fen = BigInt(whole + fraction.padEnd(places, '0'));
  return fen > 0n && fen < limitFen ? fen : null;
}
