import type { HallState } from './hall-state.ts';
import { missedWords } from './missed.ts';
import { readingOf, type Reading } from './round-trip.ts';

const dots = { open: '连接正常', connecting: '正在连接', lost: '连接断开，正在重新连接' } as const;

/** The line in figures: how long a word takes there and back, and how wrong this machine's clock would be. */
export function LineState({ state }: { readonly state: HallState }) {
  const reading = readingOf(state.samples);
  return (
    <p className={`auction-line ${state.status}`} role="status">
      <span><i />{dots[state.status]}</span>
      {reading && state.status === 'open' && <><span className="num">往返 {Math.round(reading.rttMs)} ms</span><span className="num">{clockWords(reading)}</span></>}
    </p>
  );
}

/** Farther off no clock runs by itself: somebody set it, or this is a demonstration with a time of its own. */
const setOtherwiseMs = 3_600_000;

function clockWords({ behindMs }: Reading): string {
  const off = Math.abs(behindMs);
  if (off < 50) return '本机时钟准';
  if (off > setOtherwiseMs) return '本机时钟不同（按服务器时间）';
  return `本机时钟${behindMs > 0 ? '慢' : '快'} ${off < 10_000 ? (off / 1000).toFixed(2) : Math.round(off / 1000)} s（已校正）`;
}

/** Across the hall: while the line is down, what that means; once it is back, what went by. */
export function LineBanner({ state, onSeen }: { readonly state: HallState; readonly onSeen: () => void }) {
  const missed = state.missed && missedWords(state.missed);
  return (
    <div role="status" className="auction-banners">
      {state.status === 'lost' && <p className="auction-banner bad"><b>连接断开，正在重新连接</b><span>已写入日志的报价都在。看到的价格可能已经变了，连上以前不能报价。</span></p>}
      {state.status !== 'lost' && missed && <p className="auction-banner sky"><span>{missed}</span><button type="button" onClick={onSeen}>知道了</button></p>}
    </div>
  );
}
