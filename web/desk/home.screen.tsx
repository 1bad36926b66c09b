import { Link } from 'react-router';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '../ui/empty-state.tsx';
import { icon } from './icons.tsx';
import { screensOf } from './screens.ts';
import { sessionQuery } from './session.ts';

/** What this person can do here. */
export function Screen() {
  const { data: session } = useQuery(sessionQuery);
  const entries = session ? screensOf(session.role).filter((screen) => screen.icon && screen.path !== 'home') : [];
  if (!session) return null;
  return (
    <>
      <h1>{session.person.name}，你好</h1>
      <p className="muted">{session.organisation.name} · {session.roleName}</p>
      {entries.length === 0 && <EmptyState title="这个身份目前没有要办的事" text="有新任务时会出现在这里。"><a className="btn ghost" href="/">看看交易信息</a></EmptyState>}
      <ul className="entries">
        {entries.map((screen) => (
          <li key={screen.path}><Link className="card entry" to={`/desk/${screen.path}`}>{screen.icon && icon(screen.icon)}<b>{screen.title}</b></Link></li>
        ))}
      </ul>
    </>
  );
}
