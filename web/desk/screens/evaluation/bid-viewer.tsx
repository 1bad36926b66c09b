import { useState } from 'react';
import { Money } from '../../../ui/money.tsx';
import { FactHint } from '../../../ui/fact-hint.tsx';
import { formatBytes, formatQuantity } from '../../../ui/format.ts';
import { isOfPart, type FilePart } from '#trade/bid/seal-page.ts';
import { objectAddress, type HallBid, type HallView } from './hall-query.ts';

const priceList = '报价清单';

/**
 * The opened files of one bid, first the one that is being marked. The page number goes into the address of the browser's own
 * reader; a browser that shows no PDF in a frame, or only its first page as phones do, opens the file beside.
 */
export function BidViewer({ hall, bid, part }: { readonly hall: HallView; readonly bid: HallBid; readonly part: FilePart }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [page, setPage] = useState(1);
  const names = [...bid.objects.map(({ name }) => name), priceList];
  const shown = names.find((name) => name === chosen) ?? names.find((name) => isOfPart(name, part)) ?? names[0] ?? priceList;
  const facts = hall.checking?.find(({ bidderId }) => bidderId === bid.bidderId)?.facts ?? [];
  const address = objectAddress(hall.lotId, bid.bidderId, shown);
  return (
    <section className="viewer" aria-label="投标文件">
      <div className="viewer-tools">
        {names.map((name) => (
          <button type="button" key={name} className="chip sky" aria-pressed={name === shown} onClick={() => { setChosen(name); setPage(1); }} title={sizeOf(bid, name)}>{name.replace(/\.pdf$/, '')}</button>
        ))}
        <span className="space" />
        {shown !== priceList && <label className="small">第 <input type="number" min={1} value={page} onChange={(event) => setPage(Math.max(1, event.target.valueAsNumber || 1))} /> 页</label>}
        {shown !== priceList && <a className="small" href={`${address}#page=${page}`} target="_blank" rel="noreferrer">新窗口</a>}
      </div>
      {shown === priceList ? <PriceList hall={hall} bid={bid} facts={facts} /> : !mayFrame() ? <OpenFile name={shown} address={`${address}#page=${page}`} /> : <iframe key={`${address}#${page}`} title={`${bid.bidderName} ${shown}`} src={`${address}#page=${page}`} />}
    </section>
  );
}

function mayFrame(): boolean {
  return navigator.pdfViewerEnabled && !matchMedia('(max-width: 800px)').matches;
}

function OpenFile({ name, address }: { readonly name: string; readonly address: string }) {
  return (
    <div className="page viewer-open">
      <h3>{name}</h3>
      <p className="muted">这个浏览器不能在页面里翻阅 PDF，请另外打开；看完回到这里评分。</p>
      <a className="btn" href={address} target="_blank" rel="noreferrer">打开文件</a>
    </div>
  );
}

function sizeOf(bid: HallBid, name: string): string {
  const object = bid.objects.find((each) => each.name === name);
  return object ? formatBytes(object.sizeBytes) : '';
}

function PriceList({ hall, bid, facts }: { readonly hall: HallView; readonly bid: HallBid; readonly facts: readonly { readonly text: string }[] }) {
  const { sheet } = bid;
  if (!sheet) return <p className="page">没有报价文件。</p>;
  return (
    <div className="page" tabIndex={0}>
      <h3>{bid.bidderName}</h3>
      <dl className="bid-terms">
        <div><dt>投标报价</dt><dd><Money fen={bid.priceFen} capital /></dd></div>
        {bid.evaluatedPriceFen !== bid.priceFen && <div><dt>评标价（修正后）</dt><dd><Money fen={bid.evaluatedPriceFen} /></dd></div>}
        <div><dt>工期</dt><dd>{sheet.durationDays} 日</dd></div>
        <div><dt>质量</dt><dd>{sheet.quality}</dd></div>
        <div><dt>项目经理</dt><dd>{sheet.projectManager.name} {sheet.projectManager.certificate}</dd></div>
      </dl>
      {facts.map(({ text }) => <FactHint key={text} fact={text} />)}
      <table className="price-list">
        <thead><tr><th>编码</th><th>名称</th><th>数量</th><th>单价</th><th>合价</th></tr></thead>
        <tbody>{hall.terms.priceList.map((item) => {
          const line = sheet.lines.find(({ code }) => code === item.code);
          return <tr key={item.code} className={line ? '' : 'gone'}><td>{item.code}</td><td>{item.name}</td><td>{formatQuantity(item)}</td><td>{line ? <Money fen={line.unitPriceFen} /> : '未报'}</td><td>{line ? <Money fen={line.totalFen} /> : '—'}</td></tr>;
        })}</tbody>
      </table>
    </div>
  );
}
