import { dealStatusTitles, dutyTitles, lapseGrounds } from '#trade/deal/deal.words.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { DealView } from '#trade/deal/deal.views.types.ts';
import type { Sale, SaleLot } from '#trade/sale/sale.types.ts';
import { Chip } from '../../../../ui/chip.tsx';
import { SecretSentence } from '../../../../ui/secret-sentence.tsx';
import { StageLine } from '../../../../ui/stage-line.tsx';
import { CertificateCard } from './certificate.tsx';
import { ConfirmationCard } from './confirmation.tsx';
import { ContractCard } from './contract.tsx';
import { dealStages, useDeal } from './deal.data.ts';
import { Lapse } from './lapse.tsx';
import { PaymentsCard } from './payments.tsx';
import { ResultCard } from './result.tsx';
import './deal.css';

export type DealProps = { readonly view: DealView; readonly sale: Sale; readonly lot: SaleLot };

/** After the hall: each step is a card of its own, for those whom it concerns. */
export function DealPanel({ sale, lot }: Omit<DealProps, 'view'>) {
  const { data: view } = useDeal(lot.lotId, true);
  if (!view) return null;
  const props = { view, sale, lot };
  return (
    <>
      <Course {...props} />
      {view.confirmation && <ConfirmationCard {...props} confirmation={view.confirmation} />}
      <ResultCard {...props} />
      {(view.contract || view.previews.terms) && <ContractCard {...props} />}
      {view.payments && <PaymentsCard {...props} payments={view.payments} />}
      {(view.certificate || view.previews.certificate) && <CertificateCard {...props} />}
      {view.previews.lapse && <Lapse {...props} ground={view.previews.lapse} />}
    </>
  );
}

function Course({ view, sale }: DealProps) {
  const { terms } = getSaleKind(sale.kind);
  const { winner, part, overdue, lapse, refunds } = view;
  return (
    <section className="card" aria-label="成交手续">
      <div className="sec"><h2>成交手续</h2><Chip label={dealStatusTitles[view.status]} tone={view.status === 'closed' ? 'ok' : view.status === 'lapsed' ? 'bad' : 'sky'} /></div>
      <div className="pad">
        <StageLine stages={dealStages(view)} />
        {winner && <p className="d-winner"><span className="muted">{terms.winner}</span> <b>{winner.name}</b></p>}
        {lapse && <p className="problem-box">{terms.winner}{lapseGrounds[lapse.ground]}，成交失效，保证金不予退还。{lapse.reason && `理由：${lapse.reason}`}</p>}
        {overdue.length > 0 && <p className="problem-box">逾期：{overdue.map(({ duty, dueAt }) => `${dutyTitles[duty]}（应当不迟于 ${formatDeadline(dueAt)}）`).join('；')}</p>}
        {refunds && <p className="small muted">{refunds.isOpen ? `其余保证金由系统原路退还，最迟 ${formatDeadline(refunds.by)}。` : '应退的保证金都已退回。'}</p>}
        <SecretSentence text={secretOf(part, terms.winner, view.result?.document.winner ?? null)} />
      </div>
    </section>
  );
}

function secretOf(part: DealView['part'], winner: string, published: string | null): string {
  if (published !== null) return `${winner}已经公布；其他竞买人始终只有号码。`;
  return part === 'other' || part === 'centre' ? `${winner}是谁，依法公布以前只有交易双方和监督部门知道。` : `${winner}是谁，依法公布以前只有双方和监督部门看得到；其他竞买人始终只有号码。`;
}
