import { assert } from './assert.ts';
import { ratioRefusals } from './ratio.refusals.ts';
import type { Refusal } from './refusal.ts';
import { err, ok, type Result } from './result.ts';

/**
 * An exact number: scores, rates, shares. Lowest terms, denominator above zero, so equal values are deeply equal.
 * Read the module as one name: `import * as ratio from '#kernel/ratio.ts'`.
 */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

export const zero: Ratio = { numerator: 0n, denominator: 1n };
export const one: Ratio = { numerator: 1n, denominator: 1n };

/** `numerator / denominator`; a zero denominator is a bug of the caller and throws. */
export function of(numerator: bigint, denominator = 1n): Ratio {
  assert(denominator !== 0n, 'a ratio with denominator 0');
  const divisor = gcd(abs(numerator), abs(denominator)) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** What a person or a form wrote: `5.5`, `-0.25`, `60`. No exponent, no leading plus, no bare point. */
export function parse(text: string): Result<Ratio, Refusal> {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text);
  if (!match) return err(ratioRefusals.malformed({ text }));
  const fraction = match[3] ?? '';
  const magnitude = BigInt(`${match[2]}${fraction}`);
  return ok(of(match[1] ? -magnitude : magnitude, 10n ** BigInt(fraction.length)));
}

export function add(a: Ratio, b: Ratio): Ratio {
  return of(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function sub(a: Ratio, b: Ratio): Ratio {
  return of(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}

export function mul(a: Ratio, b: Ratio): Ratio {
  return of(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** Throws when `b` is zero. */
export function div(a: Ratio, b: Ratio): Ratio {
  return of(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Below, at or above zero as `a` is less than, equal to or more than `b`; fits `Array.sort`. */
export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Throws on an empty list, as `max` and `mean` do. */
export function min(values: readonly Ratio[]): Ratio {
  return values.reduce((least, value) => (compare(value, least) < 0 ? value : least));
}

export function max(values: readonly Ratio[]): Ratio {
  return values.reduce((most, value) => (compare(value, most) > 0 ? value : most));
}

export function sum(values: readonly Ratio[]): Ratio {
  return values.reduce(add, zero);
}

export function mean(values: readonly Ratio[]): Ratio {
  return div(sum(values), of(BigInt(values.length)));
}

/** Decimal text with exactly `decimals` places, 四舍五入: a tie moves away from zero. Never `-0`. */
export function round(value: Ratio, decimals: number): string {
  const scale = 10n ** BigInt(decimals);
  const magnitude = (2n * abs(value.numerator) * scale + value.denominator) / (2n * value.denominator);
  const digits = String(magnitude).padStart(decimals + 1, '0');
  const sign = value.numerator < 0n && magnitude !== 0n ? '-' : '';
  const whole = digits.slice(0, digits.length - decimals);
  return decimals === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** `11/2`, `-1/4`, `60`: one text for one value. */
export function toJson(value: Ratio): string {
  return value.denominator === 1n ? String(value.numerator) : `${value.numerator}/${value.denominator}`;
}

/** Inverse of `toJson`; reads what the platform wrote, so any other form (`22/4`, `5.5`) throws. */
export function fromJson(text: string): Ratio {
  const match = /^(-?\d+)(?:\/([1-9]\d*))?$/.exec(text);
  assert(match, `not a ratio: ${text.slice(0, 40)}`);
  const value = of(BigInt(match[1] as string), BigInt(match[2] ?? 1));
  assert(toJson(value) === text, `not a ratio in its one form: ${text.slice(0, 40)}`);
  return value;
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
