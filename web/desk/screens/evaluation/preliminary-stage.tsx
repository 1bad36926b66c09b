import { useState } from 'react';
import { formatBeijing } from '#kernel/time/instant.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { useServerTime } from '../../../ui/server-time.tsx';
import { CompetitionVote } from './competition-vote.tsx';
import type { Act, HallView } from './hall-query.ts';
import { Proposals } from './proposals.tsx';

type Item = HallView['preliminary'][number];
const parts = { form: '形式评审', qualification: '资格评审', responsiveness: '响应性评审' } as const;

/** The matrix of items and bids. A member's own votes are shown; of the others only how many have voted. */
export function PreliminaryStage({ hall, act, onSaved }: { readonly hall: HallView; readonly act: Act; readonly onSaved: (text: string) => void }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [failing, setFailing] = useState<{ item: Item; bidderId: string } | null>(null);
  const now = useServerTime();
  const mayVote = hall.can.includes('evaluation.votePreliminary');
  const standing = hall.bids.filter(({ rejected }) => rejected === null);
  const open = hall.preliminary.flatMap((item) => item.bids.filter(({ bidderId, mine }) => mine === null && standing.some((bid) => bid.bidderId === bidderId)).map(({ bidderId }) => ({ item, bidderId })));

  async function vote(votes: readonly { item: Item; bidderId: string }[], pass: boolean, reason = ''): Promise<void> {
    try {
      await act('votePreliminary', { votes: votes.map(({ item, bidderId }) => ({ bidderId, part: item.part, itemId: item.itemId, pass, reason })) });
      setProblem(null);
      setFailing(null);
      onSaved(`已自动保存 ${formatBeijing(now).slice(11)}`);
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  return (
    <>
      <h2>初步评审</h2>
      <p className="muted">逐份逐项表决，过全体成员半数为通过。未通过的，依法定情形提请否决。{mayVote && open.length > 0 && ` 我还有 ${open.length} 项没有表决。`}</p>
      {problem && <ProblemAlert problem={problem} />}
      <Proposals hall={hall} act={act} />
      <CompetitionVote hall={hall} act={act} />
      <div className="matrix" role="region" aria-label="初步评审表" tabIndex={0}>
        <table>
          <thead><tr><th scope="col">评审项目</th>{hall.bids.map((bid) => (
            <th scope="col" key={bid.bidderId}>{bid.bidderName}{bid.rejected ? <span className="chip bad">已否决</span> : mayVote && <button type="button" className="link" onClick={() => void vote(open.filter(({ bidderId }) => bidderId === bid.bidderId), true)} disabled={!open.some(({ bidderId }) => bidderId === bid.bidderId)}>其余都合格</button>}</th>
          ))}</tr></thead>
          {(Object.keys(parts) as (keyof typeof parts)[]).map((part) => (
            <tbody key={part}>
              <tr className="part"><th colSpan={hall.bids.length + 1} scope="rowgroup">{parts[part]}</th></tr>
              {hall.preliminary.filter((item) => item.part === part).map((item) => (
                <tr key={item.itemId}>
                  <th scope="row">{item.title}{item.requirement && <small className="muted">{item.requirement}</small>}</th>
                  {item.bids.map((cell) => <Cell key={cell.bidderId} cell={cell} seats={hall.size} gone={!standing.some(({ bidderId }) => bidderId === cell.bidderId)} mayVote={mayVote} onPass={() => void vote([{ item, bidderId: cell.bidderId }], true)} onFail={() => setFailing({ item, bidderId: cell.bidderId })} />)}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {failing && <FailReason name={hall.bids.find(({ bidderId }) => bidderId === failing.bidderId)?.bidderName ?? ''} title={failing.item.title} onCancel={() => setFailing(null)} onDone={(reason) => void vote([failing], false, reason)} />}
      {hall.me?.isChair && hall.status === 'preliminary' && <CloseButton hall={hall} act={act} />}
    </>
  );
}

type CellProps = { readonly cell: Item['bids'][number]; readonly seats: number; readonly gone: boolean; readonly mayVote: boolean; readonly onPass: () => void; readonly onFail: () => void };

function Cell({ cell, seats, gone, mayVote, onPass, onFail }: CellProps) {
  const { mine, voted, result } = cell;
  return (
    <td className={gone ? 'gone' : result}>
      {mayVote && !gone ? (
        <span className="pair">
          <button type="button" aria-pressed={mine?.pass === true} onClick={onPass}>合格</button>
          <button type="button" aria-pressed={mine?.pass === false} onClick={onFail} title={mine?.reason}>不合格</button>
        </span>
      ) : <b>{{ carried: '通过', lost: '未通过', open: '—' }[result]}</b>}
      <small className="muted">{voted} / {seats}</small>
    </td>
  );
}

function FailReason({ name, title, onCancel, onDone }: { readonly name: string; readonly title: string; readonly onCancel: () => void; readonly onDone: (reason: string) => void }) {
  const [reason, setReason] = useState('');
  return (
    <form className="card reason-box" onSubmit={(event) => { event.preventDefault(); if (reason.trim() !== '') onDone(reason.trim()); }}>
      <label><b>{name}</b> “{title}”不合格的理由<textarea autoFocus rows={2} value={reason} onChange={(event) => setReason(event.target.value)} placeholder="指出投标文件的哪一处、为什么" /></label>
      <button type="submit" className="btn" disabled={reason.trim() === ''}>记为不合格</button> <button type="button" className="btn ghost" onClick={onCancel}>取消</button>
    </form>
  );
}

function CloseButton({ hall, act }: { readonly hall: HallView; readonly act: Act }) {
  const reason = hall.blocked.find(({ command }) => command === 'evaluation.closePreliminary')?.reason;
  return <p><CommandButton label="结束初步评审，进入打分" {...(reason === undefined ? {} : { disabledReason: reason })} run={(key) => act('closePreliminary', {}, key)} /></p>;
}
