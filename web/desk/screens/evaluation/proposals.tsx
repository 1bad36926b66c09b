import { CommandButton } from '../../../ui/command-button.tsx';
import { FactHint } from '../../../ui/fact-hint.tsx';
import type { Act, HallView } from './hall-query.ts';

/** Rejections under vote, and what became of earlier ones. */
export function Proposals({ hall, act }: { readonly hall: HallView; readonly act: Act }) {
  const nameOf = (id: string): string => hall.bids.find(({ bidderId }) => bidderId === id)?.bidderName ?? id;
  const textOf = (code: string): string => hall.grounds.find((ground) => ground.code === code)?.text ?? code;
  const mayVote = hall.can.includes('evaluation.voteRejection');
  return (
    <>
      {hall.proposals.map((proposal) => (
        <article key={proposal.proposalId} className="card proposal">
          <h3>否决 {nameOf(proposal.bidderId)} 的提议</h3>
          <p>{textOf(proposal.ground)}（招标投标法实施条例 第五十一条）</p>
          <p className="muted">理由：{proposal.reason}</p>
          {proposal.outcome === null && proposal.mine === null && mayVote ? (
            <p className="row"><CommandButton label="同意否决" kind="act" run={(key) => act('voteRejection', { proposalId: proposal.proposalId, agree: true }, key)} /><CommandButton label="不同意" kind="ghost" run={(key) => act('voteRejection', { proposalId: proposal.proposalId, agree: false }, key)} /></p>
          ) : <p className="small"><span className={`chip ${proposal.outcome === 'rejected' ? 'bad' : 'plain'}`}>{proposal.outcome === 'rejected' ? '已否决' : proposal.outcome === 'dropped' ? '未通过' : '等待其他成员表决'}</span> 同意 {proposal.yes}，不同意 {proposal.no}，共 {hall.size} 席</p>}
        </article>
      ))}
      {hall.bids.some(({ rejected }) => rejected) && hall.proposals.length === 0 && <FactHint fact="有投标已被否决，详见报告。" />}
    </>
  );
}
