import type { HallView } from '#trade/auction/hall-view.types.ts';
import { useServerTime } from '../server-time.tsx';
import { formatExact, formatMoment, formatSpan, formatWhen } from './figures.ts';
import type { OwnBid } from './hall-state.ts';
import { plain } from './history.tsx';
import { OwnReceipt } from './own-receipt.tsx';

/** What became of the last press: under way, unknown, not arrived, taken with its place in the log, or refused with what would be right. */
export function OwnBidNote({ view, own, onAgain }: { readonly view: HallView; readonly own: OwnBid | null; readonly onAgain: () => void }) {
  return <div role="status">{own ? <Note lotId={view.lotId} own={own} onAgain={onAgain} /> : <Earlier view={view} />}</div>;
}

function Note({ lotId, own, onAgain }: { readonly lotId: string; readonly own: OwnBid; readonly onAgain: () => void }) {
  const price = formatExact(BigInt(own.priceFen));
  switch (own.state) {
    case 'sending': return <div className="auction-own sky"><b>正在送出 {price}</b><span>收到后这里显示时刻和日志编号。</span></div>;
    case 'unknown': return <div className="auction-own act"><b>{price} 已送出，还没有回音</b><span>正在查清是否收到，不会替你再报一次。</span></div>;
    case 'lost': return (
      <div className="auction-own act">
        <b>{price} 没有送到，没有报出</b><span>要报请再按一次；即使前一次迟到，也只算一次。</span>
        <button type="button" className="btn ghost" onClick={onAgain}>再报 {price}</button>
      </div>
    );
    case 'refused': return (
      <div className="auction-own bad">
        <b>{price} 没有接受</b><span>{plain(own.refusal?.message ?? '')}{own.refusal?.want && `应报 ${plain(own.refusal.want)}。`}</span>
        {own.refusal?.article && <span className="law">依据：{own.refusal.article}</span>}
        {own.row && <span className="num">收到 {formatMoment(own.row.at)}{own.row.logIndex === null ? '，正在写入日志' : `，日志 № ${own.row.logIndex}`}</span>}
        {own.row && <OwnReceipt lotId={lotId} row={own.row} />}
      </div>
    );
    case 'taken': return (
      <div className="auction-own ok">
        <b>上一次报价 {price}{own.row?.logIndex == null ? ' 已收到，正在写入日志' : ' 已写入日志'}</b>
        {own.row && <span className="num">收到 {formatMoment(own.row.at)}{own.row.at > own.pressedAt && `，距离你点击 ${formatSpan((own.row.at - own.pressedAt) / 1000)}`}</span>}
        {own.row && <OwnReceipt lotId={lotId} row={own.row} />}
      </div>
    );
  }
}

/** The same in one line, for the bar on a phone; nothing once it no longer matters. */
export function ownWords(view: HallView, own: OwnBid | null): { readonly tone: 'ok' | 'bad' | 'act'; readonly text: string } | null {
  const price = formatExact(BigInt(own?.priceFen ?? '0'));
  switch (own?.state) {
    case 'unknown': return { tone: 'act', text: `${price} 已送出，还没有回音，正在查清` };
    case 'lost': return { tone: 'act', text: `${price} 没有送到，没有报出` };
    case 'refused': return { tone: 'bad', text: `${price} 没有接受：${plain(own.refusal?.message ?? '')}${own.refusal?.want ? `应报 ${plain(own.refusal.want)}` : ''}` };
    case 'taken': return own.row && view.best?.paddle === view.mine?.paddle ? { tone: 'ok', text: `${price} 已收到 ${formatMoment(own.row.at)}${own.row.logIndex === null ? '' : '，已写入日志'}` } : null;
    case 'sending': case undefined: return null;
  }
}

/** A page that was opened anew still tells of the last own bid, from the record. */
function Earlier({ view }: { readonly view: HallView }) {
  const now = useServerTime(60_000);
  const row = view.rows.find(({ paddle, result }) => paddle === view.mine?.paddle && result === 'accepted');
  if (!row) return null;
  return <div className="auction-own ok"><b>上一次报价 {formatExact(BigInt(row.priceFen))}{row.logIndex === null ? ' 已收到，正在写入日志' : ' 已写入日志'}</b><span className="num">收到 {formatWhen(row.at, now)}</span><OwnReceipt lotId={view.lotId} row={row} /></div>;
}
