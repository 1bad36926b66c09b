import type { BidLotView } from '#trade/bid/bid.views.ts';
import { Money } from '../../../ui/money.tsx';

/** What the document asks for, before anything is written. */
export function RequirementsStep({ view }: { readonly view: BidLotView }) {
  const { terms, document } = view;
  return (
    <>
      <p className="muted">按招标文件第 {document.version} 版编制。文件有修改时，这里会提示重新核对。</p>
      <dl className="bid-facts">
        <div><dt>最高投标限价</dt><dd><Money fen={terms.priceCapFen} capital /></dd></div>
        <div><dt>投标保证金</dt><dd><Money fen={terms.depositFen} /></dd></div>
        <div><dt>工期</dt><dd>不超过 {terms.durationDays} 日</dd></div>
        <div><dt>质量</dt><dd>{terms.quality}</dd></div>
        <div><dt>清单</dt><dd>{terms.priceList.length} 项</dd></div>
        <div><dt>投标有效期</dt><dd>{document.bidValidityDays} 日</dd></div>
      </dl>
      <h3>资格要求</h3>
      <ul className="bid-list">{document.qualification.map((each) => <li key={each.id}><b>{each.title}</b>　{each.requirement}</li>)}</ul>
      <h3>谁来保管密钥</h3>
      <p className="muted small">密钥在本机分成 {view.keyHolders.length} 份，分别封给下面各方；开标时任意 {view.k} 方放出才能打开，平台打不开。本单位的私钥也能单独打开。</p>
      <ul className="bid-list">{view.keyHolders.map((holder) => <li key={holder.holderId}>{holder.name}</li>)}</ul>
    </>
  );
}
