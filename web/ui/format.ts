import { formatBeijing, microsPerDay, microsPerHour, microsPerMinute, microsPerSecond } from '#kernel/time/instant.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { formatDeadline, lastDayOf } from '#kernel/time/period.ts';

/** `11-18 09:00` */
export function formatDayTime(at: Instant): string {
  return formatBeijing(at).slice(5, 16);
}

/** A deadline in short, `12-11 24:00`: the end of a day belongs to that day, in short as in full (`formatDeadline`). */
export function formatDeadlineShort(at: Instant): string {
  return formatDeadline(at).slice(5, 16);
}

/** The day a deadline closes, in short: `12-11`. */
export function formatDeadlineDay(at: Instant): string {
  return lastDayOf(at).slice(5);
}

/** `09:00` */
export function formatTime(at: Instant): string {
  return formatBeijing(at).slice(11, 16);
}

/** `2026-11-18` */
export function formatDay(at: Instant): string {
  return formatBeijing(at).slice(0, 10);
}

/** Time left to the second, `20 天 23:18:53`; nothing is left at or after the instant. */
export function formatRemaining(micros: number): string {
  const left = Math.max(0, Math.ceil(micros / microsPerSecond)) * microsPerSecond;
  const days = Math.floor(left / microsPerDay);
  const clock = [left % microsPerDay / microsPerHour, left % microsPerHour / microsPerMinute, left % microsPerMinute / microsPerSecond];
  const text = clock.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
  return days > 0 ? `${days} 天 ${text}` : text;
}

/** Time left for a list: `20 天 23 时`, `3 时 12 分`, `4 分 09 秒`. */
export function formatRemainingShort(micros: number): string {
  const left = Math.max(0, Math.ceil(micros / microsPerSecond)) * microsPerSecond;
  const days = Math.floor(left / microsPerDay);
  const hours = Math.floor((left % microsPerDay) / microsPerHour);
  const minutes = Math.floor((left % microsPerHour) / microsPerMinute);
  const seconds = Math.floor((left % microsPerMinute) / microsPerSecond);
  if (days > 0) return `${days} 天 ${hours} 时`;
  if (hours > 0) return `${hours} 时 ${minutes} 分`;
  return `${minutes} 分 ${String(seconds).padStart(2, '0')} 秒`;
}

/** `1,280.5 m³`: a quantity of a bill, decimal text, with its unit as people write it. */
export function formatQuantity({ quantity, unit }: { readonly quantity: string; readonly unit: string }): string {
  const [whole = '', fraction] = quantity.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`} ${formatUnit(unit)}`.trim();
}

/** Bills come with `m2` and `m3` typed for `m²` and `m³`. */
export function formatUnit(unit: string): string {
  return unit.replace(/m([23])(?!\d)/g, (_, power: string) => (power === '2' ? 'm²' : 'm³'));
}

/** `1 204 331`: a log index, grouped to be read aloud. */
export function formatIndex(index: number): string {
  return String(index).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}

/** `214 KB`, `1.8 GB` */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  for (; size >= 1024 && unit < units.length - 1; unit++) size /= 1024;
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}
