import { Fault } from './fault.ts';

/** An exact number; the denominator is above zero. Nothing that decides a tender is computed in floating point. */
export type Ratio = { readonly n: bigint; readonly d: bigint };

export const zero: Ratio = { n: 0n, d: 1n };
export const one: Ratio = { n: 1n, d: 1n };

export function ratio(n: bigint, d = 1n): Ratio {
  if (d === 0n) throw new Fault('evaluation.inputs', '分母为零');
  const divisor = gcd(n < 0n ? -n : n, d < 0n ? -d : d) * (d < 0n ? -1n : 1n);
  return { n: n / divisor, d: d / divisor };
}

/** Decimal text as documents and marks carry it: `5.5`, `-0.25`, `60`. */
export function decimal(text: string): Ratio {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
  if (!match) throw new Fault('evaluation.inputs', `${text.slice(0, 40)} 不是十进制数`);
  const fraction = match[3] ?? '';
  const magnitude = BigInt(`${match[2]}${fraction}`);
  return ratio(match[1] === '-' ? -magnitude : magnitude, 10n ** BigInt(fraction.length));
}

export function add(a: Ratio, b: Ratio): Ratio {
  return ratio(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function sub(a: Ratio, b: Ratio): Ratio {
  return ratio(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function mul(a: Ratio, b: Ratio): Ratio {
  return ratio(a.n * b.n, a.d * b.d);
}

export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function sum(values: readonly Ratio[]): Ratio {
  return values.reduce(add, zero);
}

export function mean(values: readonly Ratio[]): Ratio {
  return mul(sum(values), ratio(1n, BigInt(values.length)));
}

/** Text with exactly `decimals` places, 四舍五入: a tie moves away from zero. */
export function round(value: Ratio, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const magnitude = (2n * (value.n < 0n ? -value.n : value.n) * scale + value.d) / (2n * value.d);
  const digits = String(magnitude).padStart(decimals + 1, '0');
  const sign = value.n < 0n && magnitude !== 0n ? '-' : '';
  return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}
