import type { HallView } from '#trade/auction/hall-view.types.ts';
import { nowPossible, standingOf } from './bid-mode.ts';
import { MainAct, type BidderActs, type PanelProps } from './bid-panel.tsx';
import { useTimeLeft } from './countdown.tsx';
import { formatLeft } from './time-left.ts';
import { formatYuan } from './figures.ts';
import { ownWords } from './own-bid.tsx';
import { priceTitle } from './stage-words.ts';

type Props = Omit<PanelProps, 'acts'> & { readonly acts: BidderActs | null };

/** Under the thumb on a phone, always: the price, the time that is left, and the one press. */
export function BidBar({ acts, ...props }: Props) {
  const { view, state } = props;
  const left = useTimeLeft(view);
  const { mode } = nowPossible(view);
  const note = acts && ownWords(view, state.own);
  if (view.status === 'ended') return null;
  return (
    <div className={`auction-bar ${standingOf(view)}`}>
      <p className="what"><span>{standingWords(view)}</span><b className="num">{formatYuan(BigInt(view.best?.priceFen ?? view.askFen ?? view.startFen))}</b></p>
      {view.status === 'paused' ? <p className="left bad"><b>暂停</b></p> : left && <p className={`left ${left.isLast ? 'bad' : ''}`}><span>{view.status === 'waiting' ? '后开始' : '剩余'}</span><b className="num">{left.isOver ? '截止' : formatLeft(left.micros)}</b></p>}
      {note && <p className={`note ${note.tone}`}>{note.text}</p>}
      {acts && view.mine && mode !== null && <div className="press"><MainAct {...props} acts={acts} mode={mode} /></div>}
    </div>
  );
}

function standingWords(view: HallView): string {
  const standing = standingOf(view);
  if (standing === 'silent') return priceTitle(view);
  return standing === 'leading' ? '你正领先' : `你已被 ${view.best?.paddle ?? ''} 号超过`;
}
