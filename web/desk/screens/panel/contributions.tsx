import { formatBeijing } from '#kernel/time/instant.ts';
import { partWords, type PublicPanel } from './panel.data.ts';

type Step = 'commit' | 'escrow' | 'release' | null;
const stepWords = { commit: '已作出承诺', escrow: '已交存托管', release: '已打开' } as const;
/** From the ground up: the first party lays the widest stone. */
const stones = [{ y: 92, rx: 74, ry: 17, fill: '#1b6bb0' }, { y: 64, rx: 58, ry: 15, fill: '#3d87c6' }, { y: 39, rx: 43, ry: 13, fill: '#6aa9dc' }, { y: 17, rx: 29, ry: 11, fill: '#9cc6ea' }] as const;
const weights = { commit: 0.25, escrow: 0.6, release: 1 } as const;

/** Each party lays a stone; it fills with every step. Nobody sees another's number before all have promised their own. */
export function Contributions({ panel }: { readonly panel: Pick<PublicPanel, 'contributors' | 'round' | 'failures' | 'status'> }) {
  const { contributors, round, failures } = panel;
  return (
    <section className="card">
      <div className="sec"><h2>四方共同产生随机数</h2>{round && <span className="muted small">{roundWords[round.step]}</span>}</div>
      <div className="contributions">
        <svg viewBox="0 0 160 112" role="img" aria-label={contributors.map(({ role, step }) => `${partWords[role] ?? role}${wordOf(step)}`).join('，')}>
          {contributors.slice(0, stones.length).map(({ partyId, step, isIn }, i) => {
            const stone = stones[i] ?? stones[0];
            return <ellipse key={partyId} cx="80" cy={stone.y} rx={stone.rx} ry={stone.ry} fill={step ? stone.fill : '#fff'} fillOpacity={step ? weights[step] : 1} stroke={isIn ? stone.fill : 'var(--alarm)'} strokeWidth="2" strokeDasharray={step ? undefined : '5 5'} />;
          })}
        </svg>
        <ol>
          {contributors.toReversed().map(({ partyId, role, name, step, isIn }) => (
            <li key={partyId}><b>{partWords[role] ?? role}</b><span className="muted">{name}</span><span className={isIn ? '' : 'absent'}>{isIn ? wordOf(step) : '缺席，已记录'}</span></li>
          ))}
        </ol>
      </div>
      {failures.length > 0 && <ul className="pad small">{failures.map(({ drawId, absent, rubbish, at }) => <li key={drawId}>{formatBeijing(at)} 一轮没有成功：{[...absent, ...rubbish].join('、')} {rubbish.length > 0 ? '托管的内容打不开' : '没有按时参与'}，其余各方另行产生。</li>)}</ul>}
    </section>
  );
}

const roundWords = { commit: '等待各方承诺', checkpoint: '承诺已齐，等待写入日志', escrow: '承诺已入日志，交存托管份额', release: '各方互相打开' } as const;

function wordOf(step: Step): string {
  return step ? stepWords[step] : '等待';
}
