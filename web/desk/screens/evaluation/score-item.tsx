import { isWithinLevel, levelsOf } from '#trade/evaluation/score-levels.ts';
import type { Factor } from './hall-query.ts';

export type Draft = { readonly points: string; readonly note: string };

type Props = { readonly number: number; readonly factor: Factor; readonly draft: Draft; readonly isCurrent: boolean; readonly mayScore: boolean; readonly onSelect: () => void; readonly onChange: (draft: Draft) => void };

/** One factor: levels as a start for the hand, the mark itself, and a note that says where in the bid. */
export function ScoreItem({ number, factor, draft, isCurrent, mayScore, onSelect, onChange }: Props) {
  const levels = factor.objective ? [] : levelsOf(factor.points);
  return (
    <section className={`score-item${isCurrent ? ' on' : ''}`} aria-current={isCurrent} onClick={onSelect} onFocus={onSelect}>
      <header>
        <b>{number}　{factor.title}</b>
        {factor.objective && <span className="chip ok">客观分</span>}
        <label className="points"><span className="sr">{factor.title}得分</span><input inputMode="decimal" placeholder="–" value={draft.points} disabled={!mayScore} onChange={(event) => onChange({ ...draft, points: event.target.value.trim() })} /><small> / {factor.points}</small></label>
      </header>
      {isCurrent && factor.guide !== '' && <p className="small muted">{factor.guide}</p>}
      {isCurrent && levels.length > 0 && (
        <div className="levels">
          {levels.map((level, i) => (
            <button type="button" key={level.label} disabled={!mayScore} aria-pressed={draft.points !== '' && isWithinLevel(level, draft.points)} aria-keyshortcuts={String(i + 1)} onClick={() => onChange({ ...draft, points: level.start })}>
              {level.label}<br />{level.from === level.to ? level.from : `${level.from} – ${level.to}`}
            </button>
          ))}
        </div>
      )}
      {isCurrent && <textarea rows={2} disabled={!mayScore} value={draft.note} aria-label={`${factor.title}评分说明`} placeholder="依据：引用投标文件第几页，为什么" onChange={(event) => onChange({ ...draft, note: event.target.value })} />}
      {!isCurrent && draft.note !== '' && <p className="small muted">{draft.note}</p>}
    </section>
  );
}
