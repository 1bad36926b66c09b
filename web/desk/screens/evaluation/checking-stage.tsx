import { Chip } from '../../../ui/chip.tsx';
import { Money } from '../../../ui/money.tsx';
import type { HallView } from './hall-query.ts';

const kinds: Readonly<Record<string, string>> = { arithmetic: '算术', missingItem: '漏项', unknownItem: '清单', overCap: '限价', duration: '工期', quality: '质量', manager: '项目经理', deposit: '保证金' };

/** 清标报告: what the machine found. It decides nothing. */
export function CheckingStage({ hall }: { readonly hall: HallView }) {
  if (!hall.checking) return <p className="muted">清标报告在全体签到并推选负责人之后自动形成。</p>;
  return (
    <>
      <h2>清标报告</h2>
      <p className="muted">由系统核对报价清单与招标文件得出，保证金由收取的一方核对；只列事实，不打分、不作结论。</p>
      <div className="facts">
        {hall.bids.map((bid) => {
          const check = hall.checking?.find(({ bidderId }) => bidderId === bid.bidderId);
          return (
            <article key={bid.bidderId} className="card">
              <header><h3>{bid.bidderName}</h3><Money fen={bid.priceFen} /></header>
              {check?.facts.length ? <ul>{check.facts.map(({ kind, text }) => <li key={text}><Chip label={kinds[kind] ?? kind} tone="act" />{text}</li>)}</ul> : <p className="small"><Chip label="一致" tone="ok" /> 没有发现算术错误、漏项或与招标文件不一致之处。</p>}
              {check?.correctedFen && <p className="small">按 12 号令第十九条计算的修正价 <Money fen={check.correctedFen} />，经投标人书面接受后生效。</p>}
            </article>
          );
        })}
      </div>
    </>
  );
}
