import type { HallView } from './hall-query.ts';

/** How far each member is: a count and nothing else. */
export function MemberBars({ members }: { readonly members: HallView['members'] }) {
  return (
    <span className="bars">
      <span className="small muted">评委进度</span>
      {members.map(({ memberId, label, submitted, progress }) => {
        const percent = progress.total === 0 ? 0 : Math.floor((100 * progress.done) / progress.total);
        return <i key={memberId} role="img" className={submitted ? 'ok' : ''} aria-label={`${label}${submitted ? '已提交' : `完成 ${percent}%`}`} title={`${label} ${progress.done}/${progress.total}`} style={{ '--done': `${percent}%` } as React.CSSProperties} />;
      })}
    </span>
  );
}
