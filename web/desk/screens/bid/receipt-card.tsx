import { useQuery } from '@tanstack/react-query';
import type { BidLotView } from '#trade/bid/bid.views.ts';
import { depositFormTitles } from '#trade/bid/price-sheet.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { EvidenceBadge } from '../../../ui/evidence-badge.tsx';
import { formatBytes } from '../../../ui/format.ts';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { download } from './download.ts';
import { findLogPlace, findReceipt, receiptFile } from './receipt.ts';

/** The bid that stands, and its receipt in two steps: signed at once, in the public log some seconds later. */
export function ReceiptCard({ lotId, bid }: { readonly lotId: string; readonly bid: NonNullable<BidLotView['bid']> }) {
  const { manifestHash, version } = bid;
  const { data: receipt } = useQuery({ queryKey: ['bid-receipt', manifestHash], queryFn: () => findReceipt(lotId), staleTime: Infinity });
  const { data: place } = useQuery({
    queryKey: ['log-place', receipt?.root], enabled: Boolean(receipt), staleTime: Infinity,
    queryFn: ({ signal }) => findLogPlace(receipt?.root ?? '', signal), refetchInterval: (query) => (query.state.data ? false : 2000),
  });
  const isStanding = bid.status === 'submitted';
  return (
    <section className="card" aria-label="递交回执">
      <div className="sec">
        <h2>{isStanding ? '已递交' : '已撤回'}</h2>
        <span className={`chip ${isStanding ? 'ok' : ''}`}>第 {version} 版</span>
        <EvidenceBadge {...(place ? { index: place.index, href: `/log?index=${place.index}` } : {})} />
      </div>
      <dl className="bid-facts pad">
        <div><dt>收到时间</dt><dd className="num">{formatBeijing(bid.receivedAt)}</dd></div>
        <div><dt>保证金</dt><dd>{depositFormTitles[bid.depositForm]}</dd></div>
        <div><dt>清单指纹</dt><dd><code>{manifestHash.slice(0, 16)}…{manifestHash.slice(-8)}</code></dd></div>
        <div><dt>密文</dt><dd>{bid.objects.length} 个，共 {formatBytes(bid.objects.reduce((sum, object) => sum + object.sizeBytes, 0))}</dd></div>
      </dl>
      <div className="pad bid-actions">
        {receipt && <button type="button" className="btn ghost" onClick={() => download(`投标回执-${lotId}-第${version}版.json`, receiptFile({ lotId, version, manifestHash }, receipt, place ?? null), 'application/json')}>下载回执</button>}
        {place && <button type="button" className="btn ghost" onClick={() => download(`${lotId}-${version}.tlog-proof`, place.proof, 'text/plain')}>下载日志证明</button>}
      </div>
      {isStanding && <div className="pad"><SecretSentence text="开标前，除本单位外没有人知道谁投了标、投了几家；平台也读不到内容。" /></div>}
    </section>
  );
}
