import type { HallView } from './hall-query.ts';
import { stages, stageTitles, stateOf, type Stage } from './stages.ts';

export type Tool = 'reject' | 'clarify' | 'withdraw';

type Props = { readonly hall: HallView; readonly stage: Stage; readonly bidderId: string; readonly onStage: (stage: Stage) => void; readonly onBid: (bidderId: string) => void; readonly onTool: (tool: Tool) => void };

/** Bids with one's own progress, the stages, and what can be asked of the panel. */
export function HallNavigation({ hall, stage, bidderId, onStage, onBid, onTool }: Props) {
  const factors = [...hall.terms.technical, ...hall.terms.commercial].length;
  const mayWithdraw = hall.me !== null && hall.status !== 'reported';
  const may = (name: string) => hall.can.includes(`evaluation.${name}`);
  return (
    <nav className="hall-nav" aria-label="评标目录">
      <h3>投标</h3>
      {hall.bids.map((bid) => {
        const done = hall.myScores.filter((score) => score.bidderId === bid.bidderId).length;
        return (
          <button type="button" key={bid.bidderId} aria-current={bid.bidderId === bidderId} onClick={() => onBid(bid.bidderId)} title={bid.bidderName}>
            <i className={bid.rejected ? 'bad' : done === factors ? 'ok' : done > 0 ? 'half' : ''} aria-hidden="true" /><span className={bid.rejected ? 'gone' : ''}>{bid.bidderName}</span>
            <small>{bid.rejected ? '已否决' : `${done}/${factors}`}</small>
          </button>
        );
      })}
      <h3>环节</h3>
      {stages.map((each) => (
        <button type="button" key={each} aria-current={each === stage ? 'step' : undefined} onClick={() => onStage(each)}>
          <i className={{ done: 'ok', now: 'half', next: '' }[stateOf(hall, each)]} aria-hidden="true" /><span>{stageTitles[each]}</span>
        </button>
      ))}
      {(mayWithdraw || may('askClarification') || may('proposeRejection')) && <h3>工具</h3>}
      {may('askClarification') && <button type="button" onClick={() => onTool('clarify')}>发起澄清{openCount(hall) > 0 && <small>{openCount(hall)} 项待答</small>}</button>}
      {may('proposeRejection') && <button type="button" onClick={() => onTool('reject')}>提请否决<small>法定情形，表决</small></button>}
      {mayWithdraw && <button type="button" onClick={() => onTool('withdraw')}>退出评标<small>回避、健康等原因</small></button>}
      <a href={`/api/evaluation/${hall.lotId}/report.pdf`} target="_blank" rel="noreferrer" hidden={hall.report === null}>评标报告 PDF</a>
    </nav>
  );
}

function openCount(hall: HallView): number {
  return hall.clarifications.filter(({ answer, lapsed }) => answer === null && !lapsed).length;
}
