import { formatBeijing } from '#kernel/time/instant.ts';
import type { OpeningView } from '#trade/opening/hall-view.types.ts';
import { Chip } from '../chip.tsx';
import { DeadlineChip } from '../deadline.tsx';
import { formatDayTime } from '../format.ts';
import { useServerTime } from '../server-time.tsx';

export function HallObjections({ view }: { readonly view: OpeningView }) {
  const now = useServerTime();
  if (view.phase !== 'announced' && view.objections.length === 0) return null;
  const isOpen = view.phase === 'announced' && view.objectUntil !== null && now < view.objectUntil;
  return (
    <section className="card" aria-labelledby="objections">
      <div className="sec"><h2 id="objections">当场异议</h2>{view.objectUntil !== null && (isOpen ? <DeadlineChip label="可提出" at={view.objectUntil} /> : <Chip tone="plain" label={`${formatDayTime(view.objectUntil)} 已截止`} />)}</div>
      {view.objections.length === 0 && <p className="empty-lot">{isOpen ? '目前没有异议。投标人对开标有异议的，当场提出，招标人当场答复（招标投标法实施条例 第四十四条）。' : '没有人当场提出异议。'}</p>}
      <ul className="hall-objections">
        {view.objections.map((each) => (
          <li key={each.objectionId}>
            <p>{each.text} {each.isOwn && <Chip tone="sky" label="本单位提出" />}</p>
            <span className="small muted">{formatDayTime(each.raisedAt)} 提出</span>
            {each.reply !== null ? <div className="reply"><p>{each.reply}</p>{each.repliedAt !== null && <span className="small muted">{formatDayTime(each.repliedAt)} 答复</span>}</div> : <p><Chip tone="act" live label="等待招标人当场答复" /></p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function HallRecord({ view }: { readonly view: OpeningView }) {
  if (!view.record) return null;
  return (
    <section className="card" aria-labelledby="record">
      <div className="sec"><h2 id="record">开标记录</h2><Chip tone="ok" label="已确认并公布" /></div>
      <p className="foot-note">{formatBeijing(view.record.at)} {view.record.by ? `由 ${view.record.by} 签字确认` : '当场没有异议，到时自动确认'}。记录指纹 <code>{view.record.hash}</code></p>
    </section>
  );
}
