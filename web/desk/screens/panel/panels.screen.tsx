import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { DeadlineChip } from '../../../ui/deadline.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { projectsQuery } from '../project/project.data.ts';
import '../project/project.css';

/** 评标委员会: the tenders of the own organisation that have, or may have, a panel. */
export function Screen() {
  const { data, error } = useQuery(projectsQuery);
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  const items = data.items.filter(({ status }) => status !== 'registered');
  return (
    <>
      <h1>评标委员会</h1>
      <p className="muted screen-lead">公告发布之后、开标之前申请抽取；成员不足五人或为双数的，不能组成。</p>
      {items.length === 0 && <section className="card"><EmptyState title="没有需要组建评标委员会的项目" text="招标公告发布以后出现在这里。" /></section>}
      {items.length > 0 && (
        <section className="card">
          {items.map((item) => (
            <div className="lot-row" key={item.tenderId}><Link to={`/desk/panels/${item.tenderId}`}><b>{item.name}</b></Link>{item.status === 'published' && item.bidDeadlineAt !== null ? <DeadlineChip label="距开标" at={item.bidDeadlineAt} /> : <span />}<p className="small muted">{item.areaName} · {item.initiator.name}</p></div>
          ))}
        </section>
      )}
    </>
  );
}
