import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Instant } from '#kernel/time/instant.ts';
import { Chip } from '../../../ui/chip.tsx';
import { DeadlineChip } from '../../../ui/deadline.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { get } from '../../api.ts';
import './witness.css';

type Row = { readonly tenderId: string; readonly name: string; readonly status: string; readonly bidDeadlineAt: Instant | null; readonly incidents: number };

type Guided = { readonly branch: string; readonly tenderId: string; readonly name: string; readonly status: string; readonly bidDeadlineAt: Instant | null };

/** Tenders in this centre's care, or under this department. */
export function Screen() {
  const { data, error } = useQuery({ queryKey: ['witness'], queryFn: ({ signal }) => get<{ items: readonly Row[]; guided: readonly Guided[] }>('/api/witness', signal), refetchInterval: 30_000 });
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  return (
    <>
      <h1>见证台</h1>
      {data.items.length === 0 && <EmptyState title="还没有项目" text="登记到本地的项目会出现在这里，全过程自动留痕。" />}
      {data.items.length > 0 && <ul className="card w-list">{data.items.map((row) => (
        <li key={row.tenderId}><Link to={`/desk/witness/${row.tenderId}`}><b>{row.name}</b>{row.bidDeadlineAt !== null && row.status === 'published' ? <DeadlineChip label="距开标" at={row.bidDeadlineAt} /> : <Chip label={stateOf(row.status)} tone="plain" />}{row.incidents > 0 && <Chip label={`异常 ${row.incidents}`} tone="bad" />}</Link></li>
      ))}</ul>}
      {data.guided.length > 0 && <section aria-labelledby="guided">
        <h2 id="guided">分支机构的项目</h2>
        <p className="small muted">属地管理，业务上由本中心指导：场地、见证和档案由分支机构自己办，这里是公开的进展。</p>
        <ul className="card w-list">{data.guided.map((row) => (
          <li key={row.tenderId}><a href={`/projects/${row.tenderId}`}><b>{row.name}</b><span className="small muted">{row.branch}</span>{row.bidDeadlineAt !== null && row.status === 'published' ? <DeadlineChip label="距开标" at={row.bidDeadlineAt} /> : <Chip label={stateOf(row.status)} tone="plain" />}</a></li>
        ))}</ul>
      </section>}
    </>
  );
}

function stateOf(status: string): string {
  return status === 'ended' ? '已结束' : status === 'closed' ? '开标以后' : '招标准备';
}
