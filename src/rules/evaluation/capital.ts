import type { Fen } from '#kernel/money.ts';

const digitValue = new Map([...'零壹贰叁肆伍陆柒捌玖'].map((digit, value) => [digit, BigInt(value)]));
const placeValue = new Map([['拾', 10n], ['佰', 100n], ['仟', 1000n]]);

/**
 * The amount of a 大写金额 as bidders write it: `壹亿叁仟捌佰肆拾贰万元整`, `拾万零伍佰元伍角`, with 圆 or 元, 整 or 正,
 * 人民币 before it or not. Null when it cannot be read; the panel then asks the bidder, nobody guesses.
 */
export function parseCapital(text: string): Fen | null {
  const match = /^(?:人民币)?(?:([^元圆角分]+)[元圆])?(?:零?(.)角)?(?:零?(.)分)?[整正]?$/.exec(text.replace(/\s/g, ''));
  if (!match || (match[1] === undefined && match[2] === undefined && match[3] === undefined)) return null;
  const yuan = match[1] === undefined ? 0n : parseWhole(match[1]);
  const jiao = match[2] === undefined ? 0n : digitValue.get(match[2]);
  const fen = match[3] === undefined ? 0n : digitValue.get(match[3]);
  return yuan === null || jiao === undefined || fen === undefined ? null : yuan * 100n + jiao * 10n + fen;
}

/** 万 and 亿 multiply everything before them, so 壹万贰仟亿 and 壹万亿 both read right. */
function parseWhole(text: string): bigint | null {
  for (const [mark, value] of [['亿', 100_000_000n], ['万', 10_000n]] as const) {
    const at = text.lastIndexOf(mark);
    if (at < 0) continue;
    const above = parseWhole(text.slice(0, at));
    const below = at + 1 === text.length ? 0n : parseWhole(text.slice(at + 1));
    return above === null || below === null || above === 0n || below >= value ? null : above * value + below;
  }
  return parseBelowWan(text);
}

function parseBelowWan(text: string): bigint | null {
  let sum = 0n;
  let digit: bigint | null = null;
  let lastPlace = 10_000n;
  for (const character of text) {
    const place = placeValue.get(character);
    const value = digitValue.get(character);
    if (place !== undefined) {
      if (place >= lastPlace) return null;
      sum += (digit ?? 1n) * place;
      lastPlace = place;
      digit = null;
    } else if (value !== undefined) {
      if (digit !== null) return null;
      digit = value === 0n ? null : value;
    } else return null;
  }
  return text === '' ? null : sum + (digit ?? 0n);
}
