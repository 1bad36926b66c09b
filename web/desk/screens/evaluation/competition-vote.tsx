import { useState } from 'react';
import { CommandButton } from '../../../ui/command-button.tsx';
import type { Act, HallView } from './hall-query.ts';

/** Fewer than three bids stand: is there still competition? */
export function CompetitionVote({ hall, act }: { readonly hall: HallView; readonly act: Act }) {
  const [reason, setReason] = useState('');
  if (!hall.competition.wanted) return null;
  const mayVote = hall.can.includes('evaluation.voteCompetition');
  const missing = reason.trim() === '' ? { disabledReason: '请先写明理由' } : {};
  return (
    <article className="card proposal">
      <h3>有效投标不足三个：是否明显缺乏竞争</h3>
      <p className="muted">认为仍有竞争的可以继续评审；过半数认为明显缺乏竞争的，可以否决全部投标（评标委员会和评标方法暂行规定 第二十七条）。已有 {hall.competition.voted} / {hall.size} 席表决。</p>
      {mayVote && <label className="field">理由<textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} /></label>}
      {mayVote && <p className="row"><CommandButton label="仍有竞争，继续评审" {...missing} run={(key) => act('voteCompetition', { lacking: false, reason: reason.trim() }, key)} /><CommandButton label="明显缺乏竞争" kind="ghost" {...missing} run={(key) => act('voteCompetition', { lacking: true, reason: reason.trim() }, key)} /></p>}
    </article>
  );
}
