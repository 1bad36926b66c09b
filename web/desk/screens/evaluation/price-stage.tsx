import { formatPoints } from '#kernel/points.ts';
import { Money } from '../../../ui/money.tsx';
import type { HallView } from './hall-query.ts';

/** The price marks with their arithmetic in full: nothing is to be believed, everything can be followed. */
export function PriceStage({ hall }: { readonly hall: HallView }) {
  if (!hall.price) return <p className="muted">初步评审结束后，按招标文件公布的公式计算价格分。</p>;
  const nameOf = (id: string): string => hall.bids.find(({ bidderId }) => bidderId === id)?.bidderName ?? id;
  return (
    <>
      <h2>报价评分 <span className="muted small">满分 {hall.terms.pricePoints} 分</span></h2>
      <p className="muted">公式和参数以招标文件为准{hall.coefficient !== null && `，下浮系数 ${hall.coefficient} 在开标时抽取`}。基准价取到分，价格分在最后一步四舍五入，中间不取近似值。</p>
      <article className="card formula">
        <h3>评标基准价 <Money fen={hall.price.benchmarkFen} /></h3>
        <ol>{hall.price.steps.map((step) => <li key={step} className="num">{step}</li>)}</ol>
      </article>
      <div className="price-rows">
        {hall.price.rows.map((row) => (
          <article key={row.bidderId} className="card">
            <header><h3>{nameOf(row.bidderId)}</h3><Money fen={row.priceFen} /><b className="big">{formatPoints(row.score)}</b></header>
            {row.steps.map((step) => <p key={step} className="num small">{step}</p>)}
          </article>
        ))}
      </div>
    </>
  );
}
