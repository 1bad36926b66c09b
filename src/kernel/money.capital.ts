import { assert } from './assert.ts';
import { limitFen, type Fen } from './money.ts';

const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '万亿'];

/**
 * 大写金额, as 支付结算办法 附件一 wants it on instruments: `壹亿叁仟捌佰肆拾贰万元整`, `壹仟肆佰零玖元伍角`,
 * `叁佰贰拾伍元零肆分`. 整 stands after 元 only. Of the zeros which that rule leaves to the writer (a group that
 * ends in 0 before a full one, 角 after 元 that end in 0) none is written, so an amount has one text.
 */
export function capitalFen(fen: Fen): string {
  assert(fen < limitFen && fen > -limitFen, `${fen} 分 has no capital form`);
  const magnitude = fen < 0n ? -fen : fen;
  const yuan = magnitude / 100n;
  const cents = Number(magnitude % 100n);
  const whole = yuan > 0n || cents === 0 ? `${capitalYuan(yuan)}元` : '';
  return `${fen < 0n ? '负' : ''}${whole}${cents === 0 ? '整' : capitalCents(cents, whole !== '')}`;
}

function capitalCents(cents: number, followsYuan: boolean): string {
  const jiao = Math.floor(cents / 10);
  const fen = cents % 10;
  const skipped = followsYuan && jiao === 0 ? '零' : '';
  return `${skipped}${jiao > 0 ? `${digits[jiao]}角` : ''}${fen > 0 ? `${digits[fen]}分` : ''}`;
}

function capitalYuan(yuan: bigint): string {
  if (yuan === 0n) return '零';
  const fours = inFours(yuan);
  let text = '';
  let skipped = false;
  for (let index = fours.length - 1; index >= 0; index--) {
    const four = fours[index] as number;
    if (four === 0) {
      skipped = true;
      continue;
    }
    const gap = text !== '' && (skipped || four < 1000);
    text += `${gap ? '零' : ''}${capitalFour(four)}${groupName(fours, index)}`;
    skipped = false;
  }
  return text;
}

/** 万亿 is written 万 where 亿 follows with digits of its own: 壹万贰仟亿. */
function groupName(fours: readonly number[], index: number): string {
  return index === 3 && fours[2] !== 0 ? '万' : (groups[index] as string);
}

function capitalFour(four: number): string {
  const text = [...String(four).padStart(4, '0')]
    .map((digit, index) => (digit === '0' ? '零' : `${digits[Number(digit)]}${places[3 - index]}`))
    .join('');
  return text.replace(/^零+|零+$/g, '').replace(/零+/g, '零');
}

/** Groups of four digits, the lowest first. */
function inFours(value: bigint): number[] {
  const fours: number[] = [];
  for (let rest = value; rest > 0n; rest /= 10_000n) fours.push(Number(rest % 10_000n));
  return fours;
}
