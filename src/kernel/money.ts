import { assert } from './assert.ts';
import { moneyRefusals } from './money.refusals.ts';
import type { Ratio } from './ratio.ts';
import type { Refusal } from './refusal.ts';
import { err, ok, type Result } from './result.ts';

/** Money: 分, the smallest unit, as bigint. In events and JSON its decimal string, `String(fen)`. */
export type Fen = bigint;

/** Every amount stays below 10^18 分 (一亿亿元): it fits a PostgreSQL bigint and has a capital form. */
export const limitFen: Fen = 10n ** 18n;

/** The text of 分 that events and JSON carry: `9864000000`, `-5`; one text for one amount (no `-0`, `+1`, `01`). */
export function parseFen(text: string): Result<Fen, Refusal> {
  if (!/^(0|-?[1-9]\d*)$/.test(text)) return err(moneyRefusals.malformedFen({ text }));
  return withinLimit(text, text);
}

/** What a person types, in 元: `138420000.00`, `138,420,000`, `0.5`. Not negative. */
export function parseYuan(text: string): Result<Fen, Refusal> {
  const match = /^((?:0|[1-9]\d*)|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return err(moneyRefusals.malformedYuan({ text }));
  const [, yuan = '', fraction = ''] = match;
  return withinLimit(yuan.replaceAll(',', '') + fraction.padEnd(2, '0'), text);
}

/** `¥138,420,000.00`, `-¥0.05` */
export function formatFen(fen: Fen): string {
  const digits = String(magnitudeOf(fen)).padStart(3, '0');
  return `${signOf(fen)}¥${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/**
 * Short form for lists and charts: `1.38 亿`, `9,864 万`, `4,872.6 万`, below one 万 `8,500 元`.
 * At most two decimals, rounded half-up: to be shown beside the exact amount, never instead of it.
 */
export function formatWan(fen: Fen): string {
  const magnitude = magnitudeOf(fen);
  const hundredthsOfWan = roundedDivision(magnitude, 10_000n);
  if (magnitude < 1_000_000n) return `${signOf(fen)}${shortDecimal(magnitude)} 元`;
  if (hundredthsOfWan < 1_000_000n) return `${signOf(fen)}${shortDecimal(hundredthsOfWan)} 万`;
  return `${signOf(fen)}${shortDecimal(roundedDivision(magnitude, 100_000_000n))} 亿`;
}

export type Rounding = 'down' | 'half-up';

/** `share` of an amount that is not negative, e.g. 2 % as `ratio.of(2n, 100n)`. Ceilings round down, fees half-up: the rule says which. */
export function shareOf(fen: Fen, share: Ratio, rounding: Rounding): Fen {
  assert(fen >= 0n && share.numerator >= 0n, 'a share is taken of amounts that are not negative');
  const product = fen * share.numerator;
  return rounding === 'down' ? product / share.denominator : roundedDivision(product, share.denominator);
}

function withinLimit(digits: string, text: string): Result<Fen, Refusal> {
  if (digits.length > 40) return err(moneyRefusals.tooLarge({ text }));
  const fen = BigInt(digits);
  return magnitudeOf(fen) < limitFen ? ok(fen) : err(moneyRefusals.tooLarge({ text }));
}

function roundedDivision(value: bigint, by: bigint): bigint {
  return (2n * value + by) / (2n * by);
}

/** `1,234.5` of 123450 hundredths. */
function shortDecimal(hundredths: bigint): string {
  const digits = String(hundredths).padStart(3, '0');
  const fraction = digits.slice(-2).replace(/0+$/, '');
  return `${grouped(digits.slice(0, -2))}${fraction ? `.${fraction}` : ''}`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function magnitudeOf(fen: Fen): Fen {
  return fen < 0n ? -fen : fen;
}

function signOf(fen: Fen): '' | '-' {
  return fen < 0n ? '-' : '';
}
