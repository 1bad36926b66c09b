import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { Link, useParams } from 'react-router';
import { checkAgainst } from '#trade/bid/price-sheet.ts';
import type { BidLotView } from '#trade/bid/bid.views.ts';
import { DeadlineCard } from '../../../ui/deadline.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { StepFlow } from '../../../ui/step-flow.tsx';
import type { DeadlineProps } from '../../../ui/types.ts';
import { NoDeadline } from '../tender/termination.tsx';
import { get } from '../../api.ts';
import { sessionQuery, type Session } from '../../session.ts';
import { useFoundDraft, type Found } from '../../kept-form.ts';
import { checkable, keptSchema, useDraft, type KeptDraft } from './draft.ts';
import { HandInStep } from './hand-in-step.tsx';
import { ReceiptCard } from './receipt-card.tsx';
import { CheckStep } from './step-check.tsx';
import { FilesStep } from './step-files.tsx';
import { PriceStep } from './step-price.tsx';
import { RequirementsStep } from './step-requirements.tsx';
import { SealedShort } from './sealed-short.tsx';
import { TermsStep } from './step-terms.tsx';
import { WithdrawButton } from './withdraw-button.tsx';
import './bid.css';

/** 编制与递交投标文件 of one lot. */
export function Screen() {
  const { lotId = '' } = useParams();
  const { data: session } = useQuery(sessionQuery);
  const { data: view, error } = useQuery({ queryKey: ['bid', lotId], queryFn: ({ signal }) => get<BidLotView>(`/api/bids/${lotId}`, signal), refetchInterval: 30_000 });
  if (isBlocking(error, view)) return <ProblemAlert problem={asProblem(error)}><Link className="btn ghost" to="/desk/bids">回投标进度</Link></ProblemAlert>;
  if (!view || !session) return <div className="waiting"><Spin /></div>;
  return (
    <>
      <p className="small muted"><Link to="/desk/bids">投标进度</Link> / {view.tenderName}</p>
      <h1>{view.lotName}</h1>
      <div className="bid-top">
        {view.phase === 'terminated' ? <NoDeadline /> : <DeadlineCard label="投标截止" at={view.document.bidDeadlineAt} state={stateOf(view)}><WithdrawButton view={view} /></DeadlineCard>}
        {view.bid && <ReceiptCard lotId={view.lotId} bid={view.bid} />}
      </div>
      {view.bid?.sealedShort != null && view.can.includes('bid.submit') && <p className="hint" role="alert"><b>投标截止已延后，请重新递交一次。</b>　<SealedShort sealedUntil={view.bid.sealedShort} deadlineAt={view.document.bidDeadlineAt} /></p>}
      {view.can.includes('bid.submit') ? <Kept view={view} session={session} /> : view.obstacle && <ProblemAlert problem={view.obstacle} />}
    </>
  );
}

type ComposerProps = { readonly view: BidLotView; readonly session: Session };

const formOf = ({ lotId }: BidLotView): string => `bid:${lotId}`;

function Kept(props: ComposerProps) {
  const found = useFoundDraft(props.session, formOf(props.view), keptSchema);
  return found ? <Composer {...props} found={found} /> : null;
}

function Composer({ view, session, found }: ComposerProps & { readonly found: Found<KeptDraft> }) {
  const { terms, document } = view;
  const { draft, change, saved, begunWith, answerTo } = useDraft(found, formOf(view), document.version);
  const items = checkAgainst(checkable(draft), terms);
  const lacking = (...ids: readonly string[]): { missing?: string } => {
    const found = items.find((item) => ids.includes(item.id) && !item.ok);
    return found ? { missing: found.remedy } : {};
  };
  const bidder = session.organisation;
  return (
    <>
      {document.version !== begunWith && <p className="hint" role="alert"><b>招标文件已改为第 {document.version} 版。</b>　您是按第 {begunWith} 版开始编制的，请从第一步起逐项核对。　<button type="button" className="btn ghost" onClick={() => answerTo(document.version)}>已逐项核对</button></p>}
      <StepFlow
        saved={view.bid?.status === 'submitted' ? `第 ${view.bid.version} 版已递交；在这里再改的，重新递交前不离开本机` : saved}
        finish={null}
        steps={[
          { key: 'ask', title: '招标文件要求', content: <RequirementsStep view={view} /> },
          { key: 'price', title: '清单报价', content: <PriceStep draft={draft} change={change} terms={terms} />, ...lacking('lines', 'cap') },
          { key: 'terms', title: '工期与人员', content: <TermsStep draft={draft} change={change} terms={terms} />, ...lacking('duration', 'quality', 'manager', 'deposit') },
          { key: 'files', title: '文件与签章', content: <FilesStep draft={draft} change={change} bidderName={bidder.name} />, ...lacking('qualification', 'technical', 'commercial', 'representative') },
          { key: 'check', title: '完整性检查', content: <CheckStep draft={draft} change={change} terms={terms} />, ...lacking('truth') },
          { key: 'hand-in', title: '加密与递交', content: <HandInStep draft={draft} view={view} bidder={bidder} /> },
        ]}
      />
    </>
  );
}

function stateOf(view: BidLotView): DeadlineProps['state'] {
  if (view.phase === 'closed' || view.phase === 'ended') return 'closed';
  if (view.phase === 'closing') return 'closing';
  return view.obstacle?.code === 'bid.suspended' ? 'suspended' : 'open';
}
