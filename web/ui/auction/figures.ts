import { formatFen } from '#kernel/money.ts';
import { isoBeijing, type Instant } from '#kernel/time/instant.ts';

const fenPerWan = 1_000_000n;

/** `¥ 28,700,000`, with 角分 only where there are any: never rounded. */
export function formatYuan(fen: bigint): string {
  return formatFen(fen).replace(/\.00$/, '').replace('¥', '¥ ');
}

/** `2,880 万`, `28.5 万`; what 万 cannot say in two decimals stands in full, `28,712,345 元`: what is bid is never rounded. */
export function formatExact(fen: bigint): string {
  if (fen < fenPerWan || fen % (fenPerWan / 100n) !== 0n) return `${formatYuan(fen).replace('¥ ', '')} 元`;
  const whole = formatYuan((fen / fenPerWan) * 100n).replace('¥ ', '');
  const fraction = String((fen % fenPerWan) / (fenPerWan / 100n)).padStart(2, '0').replace(/0+$/, '');
  return `${whole}${fraction && `.${fraction}`} 万`;
}

/** `32.9 %`: how far the price has come from the start, without its sign; one decimal, half-up. */
export function formatChange(startFen: bigint, priceFen: bigint): string {
  if (startFen === 0n) return '0 %';
  const distance = priceFen > startFen ? priceFen - startFen : startFen - priceFen;
  const tenths = (distance * 2000n + startFen) / (2n * startFen);
  return `${tenths / 10n}${tenths % 10n === 0n ? '' : `.${tenths % 10n}`} %`;
}

/** `15:05:49.118` */
export function formatMoment(at: Instant): string {
  return isoBeijing(at).slice(11, 23);
}

/** `15:05:49.118`; on another day than today `11-17 11:21:16.884`. */
export function formatWhen(at: Instant, now: Instant): string {
  const iso = isoBeijing(at);
  return iso.slice(0, 10) === isoBeijing(now).slice(0, 10) ? formatMoment(at) : `${iso.slice(5, 10)} ${formatMoment(at)}`;
}

/** `41 毫秒`, `1.2 秒`, `3 分 05 秒` */
export function formatSpan(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  if (whole < 1000) return `${whole} 毫秒`;
  if (whole < 60_000) return `${Math.round(whole / 100) / 10} 秒`;
  const seconds = Math.round(whole / 1000);
  return seconds % 60 === 0 ? `${seconds / 60} 分钟` : `${Math.floor(seconds / 60)} 分 ${String(seconds % 60).padStart(2, '0')} 秒`;
}
