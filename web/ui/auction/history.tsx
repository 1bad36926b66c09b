import { useState } from 'react';
import type { Instant } from '#kernel/time/instant.ts';
import type { HallRow, HallView } from '#trade/auction/hall-view.types.ts';
import { useServerTime } from '../server-time.tsx';
import { Chip } from '../chip.tsx';
import { EvidenceBadge } from '../evidence-badge.tsx';
import { formatWhen, formatYuan } from './figures.ts';
import { placeOf } from './hall-words.ts';
import { OwnReceipt } from './own-receipt.tsx';

const shownFirst = 12;

/** Every bid by its number. Refused ones are seen by whoever made them and the department, struck through and with the reason. */
export function History({ view }: { readonly view: HallView }) {
  const [isWhole, setWhole] = useState(false);
  const now = useServerTime(60_000);
  const rows = isWhole ? view.rows : view.rows.slice(0, shownFirst);
  return (
    <section className="card" aria-label="报价记录">
      <div className="sec"><h2>报价记录</h2><span className="more muted">编号匿名；未成交者始终匿名</span></div>
      {view.rows.length === 0 ? <p className="auction-empty">还没有人报价。</p> : (
        <table className="auction-history">
          <thead><tr><th scope="col">收到时刻</th><th scope="col">竞买人</th><th scope="col" className="price">报价</th><th scope="col">结果</th><th scope="col">存证</th></tr></thead>
          <tbody>{rows.map((row) => <Row key={row.id} row={row} view={view} now={now} />)}</tbody>
        </table>
      )}
      {view.rows.length > rows.length && <p className="auction-whole"><button type="button" className="btn ghost" onClick={() => setWhole(true)}>再看 {view.rows.length - rows.length} 条</button></p>}
    </section>
  );
}

function Row({ row, view, now }: { readonly row: HallRow; readonly view: HallView; readonly now: Instant }) {
  const isMine = row.paddle === view.mine?.paddle;
  const isBest = row.result === 'accepted' && view.best?.paddle === row.paddle && view.best.priceFen === row.priceFen;
  const price = formatYuan(BigInt(row.priceFen));
  const isRefused = row.result === 'refused';
  return (
    <tr className={isRefused ? 'refused' : isMine ? 'mine' : ''}>
      <td className="num moment">{formatWhen(row.at, now)}</td>
      <td className="paddle">{row.paddle} 号{isMine && '（我）'}</td>
      <td className="num price">{isRefused ? <s>{price}</s> : price}</td>
      <td className="result">{isRefused ? <Reason row={row} isMine={isMine} /> : <Chip label={isBest ? `有效 · ${view.direction === 'up' ? '最高' : '最低'}` : '有效'} tone={isBest ? 'ok' : 'plain'} />}</td>
      <td className="proof"><EvidenceBadge {...placeOf(row.logIndex)} />{isMine && <OwnReceipt lotId={view.lotId} row={row} />}</td>
    </tr>
  );
}

function Reason({ row: { refusal }, isMine }: { readonly row: HallRow; readonly isMine: boolean }) {
  return <>未接受：{plain(refusal?.message ?? '')}{refusal?.want && `应报 ${plain(refusal.want)}。`}<span className="who">只有{isMine ? '你' : '报价人'}和监督部门可见</span></>;
}

/** Refusals write 角分 out; in a line of a table they only take room where they are nought. */
export function plain(text: string): string {
  return text.replace(/\.00(?!\d)/g, '');
}
