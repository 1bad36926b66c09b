import { microsPerDay, microsPerHour, microsPerSecond } from '#kernel/time/instant.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { formatRemainingShort } from '../format.ts';
import { useServerTime } from '../server-time.tsx';
import { ringWords, statusChip } from './stage-words.ts';

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

/** What is left of the running stage, or of the wait for the start. Null while nothing runs. */
export function useTimeLeft({ status, startAt, stage }: HallView): TimeLeft | null {
  const now = useServerTime(100);
  const endsAt = status === 'waiting' ? startAt : status === 'running' ? (stage?.endsAt ?? null) : null;
  if (endsAt === null) return null;
  const micros = endsAt - now;
  const full = status === 'waiting' ? microsPerHour : stage?.cycleMs ? stage.cycleMs * 1000 : endsAt - (stage?.begunAt ?? startAt);
  return { micros, share: full > 0 ? Math.min(1, Math.max(0, micros / full)) : 0, isLast: micros <= 10 * microsPerSecond && status === 'running', isOver: micros <= 0 };
}

/** The ring on server time; where nothing runs, a word in it. */
export function CountdownRing({ view }: { readonly view: HallView }) {
  const left = useTimeLeft(view);
  const { inRing, below } = ringWords(view);
  if (!left) return <Still view={view} />;
  const tone = view.status === 'waiting' ? 'sky' : left.isLast ? 'bad' : 'act';
  const text = formatLeft(left.micros);
  return (
    <div className={`auction-clock ${tone}`}>
      <Ring share={left.share}>
        {left.isOver
          ? <b className="word">{view.status === 'waiting' ? '即将开始' : '正在截止'}</b>
          : <b className={text.length > 5 ? 'long' : ''} role="timer">{text}</b>}
        <span>{view.status === 'waiting' ? '后开始' : left.isOver ? '收完截止前的报价' : inRing}</span>
      </Ring>
      <p>{view.status === 'waiting' ? '到时自动开始，按服务器时间' : below}</p>
    </div>
  );
}

function Still({ view }: { readonly view: HallView }) {
  const chip = statusChip(view);
  const isPaused = view.status === 'paused';
  return (
    <div className={`auction-clock still ${chip.tone}`}>
      <Ring share={isPaused ? 0 : 1}><b className="word">{isPaused ? '暂停' : chip.label}</b>{isPaused && <span>倒计时停住</span>}</Ring>
      <p>{isPaused ? '恢复后补足倒计时' : view.status === 'ended' ? `共 ${view.accepted} 次有效报价` : '等待主持人'}</p>
    </div>
  );
}

function Ring({ share, children }: { readonly share: number; readonly children: React.ReactNode }) {
  return (
    <div className="auction-ring">
      <svg viewBox="0 0 150 150" aria-hidden="true">
        <circle cx="75" cy="75" r="69" pathLength="100" />
        {share > 0 && <circle className="left" cx="75" cy="75" r="69" pathLength="100" strokeDasharray={`${share * 100} 100`} />}
      </svg>
      <div>{children}</div>
    </div>
  );
}
