import { hashOfContent } from '#kernel/content-hash.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { outcomeText } from '#trade/deal/deal.words.ts';
import { Chip } from '../../../../ui/chip.tsx';
import { DeadlineChip } from '../../../../ui/deadline.tsx';
import { SignedAct } from '../../../signed-act.tsx';
import { useRefreshSales } from '../sale.data.ts';
import type { DealProps } from './deal-panel.tsx';
import { PaperLinks } from './paper-links.tsx';

/** 结果: what everyone will read, word by word, before the seller signs it; afterwards as it stands. */
export function ResultCard({ view, sale, lot }: DealProps) {
  const refresh = useRefreshSales();
  const { result, previews: { result: draft }, resultBy, serverNow } = view;
  const { terms } = getSaleKind(sale.kind);
  if (!result && !draft) return null;
  const document = result?.document ?? draft?.document;
  const until = result ? result.until : (draft?.until ?? null);
  if (!document) return null;
  const isRunning = result !== null && until !== null && serverNow < until;
  return (
    <section className="card" aria-label={terms.result}>
      <div className="sec"><h2>{terms.result}</h2>{result ? <Chip label={isRunning ? '公示中' : '已公布'} tone={isRunning ? 'sky' : 'ok'} /> : resultBy !== null && <span className="more"><DeadlineChip label="公布期限" at={resultBy} /></span>}</div>
      <div className="pad">
        <p className="d-result">{outcomeText(document)}</p>
        {until !== null && <p className="small muted">{result ? `公示至 ${formatDeadline(until)}` : `现在公布，公示至 ${formatDeadline(until)}`}</p>}
        {draft && (
          <>
            <p className="small muted">签署后在自治区和盟市的交易网同时公布。{document.winner === null && document.outcome === 'sold' ? `依照这一类交易的规定，不公布${terms.winner}。` : ''}底价的数目不公布。</p>
            <SignedAct
              label="签署并公布…" kind="act" title={`公布${terms.result}`} act="deal.publishResult" subject={{ lotId: lot.lotId }} content={{ documentHash: draft.hash }} body={{ lotId: lot.lotId, documentHash: draft.hash }}
              statement={[{ label: '公布内容', value: outcomeText(draft.document) }, { label: '文本摘要', value: draft.hash }]} effect="签署后立即对所有人公布，永久保留；不能改。" onDone={refresh}
              {...(hashOfContent(draft.document) === draft.hash ? {} : { disabledReason: '本机算出的摘要与平台不一致，请勿签署并联系运维' })}
            />
          </>
        )}
        {result && <PaperLinks lotId={lot.lotId} paper="result" title="结果公告" />}
      </div>
    </section>
  );
}
