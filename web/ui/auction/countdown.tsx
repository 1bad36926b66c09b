import type { HallView } from '#trade/auction/hall-view.types.ts';
import { useServerTime } from '../server-time.tsx';
import { ringWords, statusChip } from './stage-words.ts';
import { formatLeft, timeLeft, type TimeLeft } from './time-left.ts';

export function useTimeLeft(view: HallView): TimeLeft | null {
  return timeLeft(view, useServerTime(100));
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
