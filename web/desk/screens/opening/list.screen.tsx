import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatTime } from '../../../ui/format.ts';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { openingsQuery } from './hall.data.ts';
import './list.css';

const words = {
  before: '等待开标', paused: '已暂停', closing: '正在截止', closed: '等待解密', decrypting: '解密中', announced: '报价已公布', confirmed: '已确认', failed: '开标失败', terminated: '招标终止',
} as const;

/** The day's openings. It says of none how many responded. */
export function Screen() {
  const [day, setDay] = useState<string | null>(null);
  const { data, error } = useQuery(openingsQuery(day));
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  return (
    <>
      <h1>开标日程</h1>
      <p className="openings-day"><label className="field">日期 <input type="date" value={day ?? data?.day ?? ''} onChange={(event) => setDay(event.target.value || null)} /></label><span className="muted small">到时自动开标，主持人可提前签到。</span></p>
      {data?.items.length === 0 && <EmptyState title="这一天没有开标" text="换一个日期看看。" />}
      <ul className="openings-list">
        {data?.items.map((item) => (
          <li key={item.tenderId} className="card">
            <b className="num">{formatTime(item.at)}</b>
            <div><Link to={`/desk/openings/${item.tenderId}`}>{item.name}</Link><span className="small muted">{item.place}</span></div>
            <Chip label={words[item.phase]} tone={item.phase === 'failed' || item.phase === 'terminated' || item.phase === 'paused' ? 'bad' : item.phase === 'announced' || item.phase === 'confirmed' ? 'ok' : 'sky'} />
          </li>
        ))}
      </ul>
    </>
  );
}
