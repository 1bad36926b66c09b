import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Task, TasksView } from '#service/tasks/tasks.types.ts';
import { DeadlineChip } from '../ui/deadline.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { asProblem } from '../ui/problem.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { get } from './api.ts';
import { icon } from './icons.tsx';
import { screensOf } from './screens.ts';
import { sessionQuery } from './session.ts';
import './home.css';

const tasksQuery = { queryKey: ['my', 'tasks'], queryFn: ({ signal }: { signal: AbortSignal }) => get<TasksView>('/api/my/tasks', signal), refetchInterval: 30_000 } as const;

/** What waits for this person now, soonest first; below it where this role usually goes. */
export function Screen() {
  const { data: session } = useQuery(sessionQuery);
  const { data, error } = useQuery(tasksQuery);
  if (!session) return null;
  const entries = screensOf(session.role).filter((screen) => screen.icon && screen.path !== 'home');
  return (
    <>
      <h1>{session.person.name}，你好</h1>
      <p className="muted">{session.organisation.name === session.person.name ? '' : `${session.organisation.name} · `}{session.roleName}</p>
      <section className="card home-tasks" aria-labelledby="tasks">
        <div className="sec"><h2 id="tasks">我的待办</h2>{data && data.items.length > 0 && <span className="chip act">{data.items.length} 件</span>}</div>
        {error && <div className="pad"><ProblemAlert problem={asProblem(error)} /></div>}
        {data?.items.length === 0 && <EmptyState title="现在没有等你办的事" text="有新的事会出现在这里，最急的排在最前。"><a className="btn ghost" href="/">看看交易信息</a></EmptyState>}
        {data && data.items.length > 0 && <ul>{data.items.map((task) => <TaskRow key={task.id} task={task} />)}</ul>}
      </section>
      <h2 className="home-sub">常用入口</h2>
      <ul className="entries">
        {entries.map((screen) => (
          <li key={screen.path}><Link className="card entry" to={`/desk/${screen.path}`}>{screen.icon && icon(screen.icon)}<b>{screen.title}</b></Link></li>
        ))}
      </ul>
    </>
  );
}

function TaskRow({ task }: { readonly task: Task }) {
  const inside = (
    <>
      <b>{task.title}</b>
      <span className="home-about">{task.about}</span>
      <span className="small muted home-why">{task.why}</span>
      {task.due && <span className="home-due"><DeadlineChip label={task.due.label} at={task.due.at} /></span>}
    </>
  );
  return <li>{task.href.startsWith('/desk') ? <Link className="home-task" to={task.href}>{inside}</Link> : <a className="home-task" href={task.href}>{inside}</a>}</li>;
}
