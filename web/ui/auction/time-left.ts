import { microsPerDay, microsPerHour, microsPerSecond, type Instant } from '#kernel/time/instant.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { formatRemainingShort } from '../format.ts';

/** `3:08`, `1:02:09`; below ten seconds with tenths, above a day in words. */
export function formatLeft(micros: number): string {
  const left = Math.max(0, micros);
  if (left >= microsPerDay) return formatRemainingShort(left);
  if (left < 10 * microsPerSecond) return (Math.ceil(left / 100_000) / 10).toFixed(1);
  const seconds = Math.ceil(left / microsPerSecond);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), String(seconds % 60).padStart(2, '0')];
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

export type TimeLeft = { readonly micros: number; readonly share: number; readonly isLast: boolean; readonly isOver: boolean };

/** What is left at `now` of the running stage, or of the wait for the start. Null while nothing runs. */
export function timeLeft({ status, startAt, stage }: HallView, now: Instant): TimeLeft | null {
  const endsAt = status === 'waiting' ? startAt : status === 'running' ? (stage?.endsAt ?? null) : null;
  if (endsAt === null) return null;
  const micros = endsAt - now;
  const full = status === 'waiting' ? microsPerHour : stage?.cycleMs ? stage.cycleMs * 1000 : endsAt - (stage?.begunAt ?? startAt);
  return { micros, share: full > 0 ? Math.min(1, Math.max(0, micros / full)) : 0, isLast: micros <= 10 * microsPerSecond && status === 'running', isOver: micros <= 0 };
}
