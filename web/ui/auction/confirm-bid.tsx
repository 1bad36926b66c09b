import { useCallback, useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { capitalFen } from '#kernel/money.capital.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { standingOf } from './bid-mode.ts';
import { formatExact, formatYuan } from './figures.ts';
import type { OwnBid } from './hall-state.ts';
import { calmSteps, stepsOf } from './prices.ts';

/** `hasJustChanged`: the price under the finger was another a moment ago. */
export type RequestBid = (fen: bigint, hasJustChanged?: boolean) => void;

type Asked = { readonly fen: bigint; readonly hasJustChanged: boolean };

/** Sends a price at once, unless something about it is unusual: then it is shown again, large, and asked about. */
export function useConfirmedBid(view: HallView, own: OwnBid | null, bid: (priceFen: string) => void): { readonly request: RequestBid; readonly dialog: ReactNode } {
  const [asked, setAsked] = useState<Asked | null>(null);
  const request = useCallback<RequestBid>((fen, hasJustChanged = false) => {
    if (reasonsToAsk(view, own, { fen, hasJustChanged }).length > 0) setAsked({ fen, hasJustChanged });
    else bid(String(fen));
  }, [view, own, bid]);
  const dialog = asked && <ConfirmBid fen={asked.fen} reasons={reasonsToAsk(view, own, asked)} onCancel={() => setAsked(null)} onConfirm={() => {
    setAsked(null);
    bid(String(asked.fen));
  }} />;
  return { request, dialog };
}

/** Why somebody might not mean this price. */
function reasonsToAsk(view: HallView, own: OwnBid | null, { fen, hasJustChanged }: Asked): string[] {
  const isRaise = view.stage?.kind !== 'descending' && view.stage?.kind !== 'match';
  const steps = stepsOf(view, fen);
  const standing = BigInt(view.best?.priceFen ?? view.startFen);
  const far = fen > standing ? fen - standing : standing - fen;
  return [
    ...(isRaise && steps > calmSteps ? [`比${view.best ? '现在的报价' : '起始价'}${view.direction === 'up' ? '高' : '低'} ${formatExact(far)}，一次${view.direction === 'up' ? '加' : '降'}了 ${steps} 档。`] : []),
    ...(isRaise && standingOf(view) === 'leading' ? ['现在已经是你领先，再报是在自己的价上加价。'] : []),
    ...(own?.state === 'unknown' ? [`你刚才的 ${formatExact(BigInt(own.priceFen))} 还没有查清是否收到，可能已经有效。`] : []),
    ...(hasJustChanged ? ['你按下的一瞬间价格刚刚变过，请看清再报。'] : []),
  ];
}

function ConfirmBid({ fen, reasons, onCancel, onConfirm }: { readonly fen: bigint; readonly reasons: readonly string[]; readonly onCancel: () => void; readonly onConfirm: () => void }) {
  const place = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    place.current?.showModal();
  }, []);
  return (
    <dialog ref={place} className="auction-confirm" aria-labelledby={titleId} onCancel={onCancel} onClose={onCancel}>
      <h2 id={titleId}>确定报这个价吗？</h2>
      <p className="figure num">{formatYuan(fen)}</p>
      <p className="capital">{capitalFen(fen)}</p>
      <ul>{reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>
      <p className="small muted">有效报价不能撤回。</p>
      <div className="acts">
        <button type="button" className="btn ghost" onClick={onCancel}>先不报</button>
        <button type="button" className="btn act" onClick={onConfirm}>确定报 {formatExact(fen)}</button>
      </div>
    </dialog>
  );
}
