import { useState } from 'react';
import { CommandButton } from '../../../ui/command-button.tsx';
import type { Act, HallView } from './hall-query.ts';

/** One's own marks that do not agree with the others' on a fact, or stand far off: to be checked, each with a reason. */
export function CorrectScores({ hall, act }: { readonly hall: HallView; readonly act: Act }) {
  const [changed, setChanged] = useState<Readonly<Record<string, { points: string; note: string }>>>({});
  const factors = [...hall.terms.technical, ...hall.terms.commercial];
  const mine = hall.myScores.filter(({ bidderId, factorId }) => isToCheck(hall, bidderId, factorId));
  const ready = mine.flatMap(({ bidderId, factorId }) => {
    const draft = changed[`${bidderId}\n${factorId}`];
    return draft && draft.note.trim() !== '' ? [{ bidderId, factorId, points: draft.points, note: draft.note }] : [];
  });
  if (mine.length === 0 || !hall.can.includes('evaluation.score')) return null;
  return (
    <article className="card correct">
      <h3>请核对我的 {mine.length} 项评分</h3>
      {mine.map((score) => {
        const key = `${score.bidderId}\n${score.factorId}`;
        const draft = changed[key] ?? { points: score.points, note: '' };
        const change = (part: Partial<typeof draft>) => setChanged({ ...changed, [key]: { ...draft, ...part } });
        const title = factors.find(({ id }) => id === score.factorId)?.title;
        return (
          <div key={key} className="correct-row">
            <b>{hall.bids.find(({ bidderId }) => bidderId === score.bidderId)?.bidderName} · {title}</b>
            <label className="small">分数 <input inputMode="decimal" value={draft.points} onChange={(event) => change({ points: event.target.value })} /></label>
            <label className="small grow">理由 <input value={draft.note} placeholder="改或不改，都写明依据" onChange={(event) => change({ note: event.target.value })} /></label>
          </div>
        );
      })}
      <CommandButton label="保存核对结果" {...(ready.length === 0 ? { disabledReason: '请写明理由' } : {})} run={(key) => act('score', { scores: ready }, key)} done="已保存。" />
    </article>
  );
}

function isToCheck(hall: HallView, bidderId: string, factorId: string): boolean {
  return hall.differences.some((each) => each.bidderId === bidderId && each.factorId === factorId)
    || hall.outliers.some((each) => each.memberId === hall.me?.memberId && each.bidderId === bidderId && each.factorId === factorId);
}
