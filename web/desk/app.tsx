import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Link, Navigate, NavLink, Route, Routes, useLocation } from 'react-router';
import { startClock } from '../ui/clock.ts';
import { Cairn } from '../ui/cairn.tsx';
import { asProblem, isBlocking } from '../ui/problem.ts';
import { dropAllDrafts } from '../ui/kept-draft.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { DemoKeys } from '../ui/demo-key.tsx';
import { OwnKey } from '../ui/own-key.tsx';
import { ServerClock, ServerTime } from '../ui/server-time.tsx';
import { Connection } from './connection.tsx';
import { ownDemoKey } from './demo-bar/demo.data.ts';
import { FaultBoundary } from './fault-boundary.tsx';
import { icon } from './icons.tsx';
import { screens, screensOf, type Screen } from './screens.ts';
import { sessionQuery, type Session } from './session.ts';
import { isTourShown, showTour } from './tour/tour.data.ts';

const routes = screens.map((screen) => ({ ...screen, View: lazy(async () => ({ default: (await screen.load()).Screen })) }));

/** Controls of the demonstration: loaded only there. */
const DemoBar = lazy(async () => ({ default: (await import('./demo-bar/demo-bar.tsx')).DemoBar }));
const Tour = lazy(async () => ({ default: (await import('./tour/tour.tsx')).Tour }));

/** The desk: who you are, what you may do, and the screen you are on. */
export function App() {
  const { data: session, error } = useQuery(sessionQuery);
  const { pathname } = useLocation();
  if (isBlocking(error, session)) return <SignInAgain error={error} next={pathname} />;
  if (!session) return <div className="waiting"><Spin size="large" /></div>;
  return <Desk session={session} />;
}

function Desk({ session }: { readonly session: Session }) {
  const [clock] = useState(() => startClock(session.now));
  const [tour, setTour] = useState(() => session.demo && isTourShown());
  const demoKey = useMemo(() => (session.demo ? () => ownDemoKey(session.person.id) : null), [session]);
  const mine = useMemo(() => screensOf(session.role), [session.role]);
  const start = mine[0]?.path ?? 'home';
  const { pathname } = useLocation();
  const current = mine.findLast((screen) => pathname.startsWith(`/desk/${screen.path}`));
  useEffect(() => {
    void clock.sync();
  }, [clock]);
  useEffect(() => {
    document.title = `${current?.title ?? '工作台'} · 内蒙古自治区公共资源交易网`;
  }, [current]);
  function openTour(shown: boolean): void {
    showTour(shown);
    setTour(shown);
  }
  return (
    <ServerTime now={clock.now}><OwnKey personId={session.person.id}><DemoKeys source={demoKey}>
      <a className="skip" href="#content">跳到内容</a>
      <Header session={session} demo={session.demo && <Suspense fallback={null}><DemoBar session={session} onMoved={clock.sync} onTour={() => openTour(true)} /></Suspense>} />
      <div className="desk">
        <Navigation screens={mine} />
        <main id="content" tabIndex={-1}>
          <FaultBoundary key={pathname}>
            <Suspense fallback={<div className="waiting"><Spin /></div>}>
              <Routes>
                <Route path="/desk" element={<Navigate to={`/desk/${start}`} replace />} />
                {routes.filter((route) => mine.some((screen) => screen.path === route.path)).map(({ path, View }) => <Route key={path} path={`/desk/${path}`} element={<View />} />)}
                <Route path="*" element={<Nowhere start={start} />} />
              </Routes>
            </Suspense>
          </FaultBoundary>
        </main>
      </div>
      {tour && <Suspense fallback={null}><Tour session={session} onMoved={clock.sync} onClose={() => openTour(false)} /></Suspense>}
    </DemoKeys></OwnKey></ServerTime>
  );
}

function Header({ session, demo }: { readonly session: Session; readonly demo: ReactNode }) {
  return (
    <header className="desk-head night">
      <Link to="/desk" className="desk-brand" aria-label="工作台首页"><Cairn size={30} /><b>工作台</b></Link>
      {demo}
      <span className="space" />
      <Connection />
      <span className="desk-time"><span className="wide-only">北京时间 </span><ServerClock /></span>
      <a href="/login" className="desk-who" title="换一个身份"><b>{session.person.name}</b><span className="wide-only">{session.organisation.name === session.person.name ? '' : `${session.organisation.name} · `}{session.roleName}</span></a>
    </header>
  );
}

function Navigation({ screens: entries }: { readonly screens: readonly Screen[] }) {
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  // On a phone the bar is wider than the screen: where one is must stand in view.
  useEffect(() => {
    const show = (): void => nav.current?.querySelector('.active')?.scrollIntoView({ inline: 'center', block: 'nearest' });
    show();
    window.addEventListener('resize', show);
    return () => window.removeEventListener('resize', show);
  }, [pathname]);
  return (
    <nav className="desk-nav" aria-label="工作台" ref={nav}>
      {entries.map((screen) => screen.icon && <NavLink key={screen.path} to={`/desk/${screen.path}`}>{icon(screen.icon)}<span>{screen.title}</span></NavLink>)}
      <a href="/" className="out">{icon('notice')}<span>门户</span></a>
      <button type="button" onClick={() => void logOut()}>{icon('leave')}<span>退出登录</span></button>
    </nav>
  );
}

/** Ends the session and leaves nothing that was being written in this browser. */
async function logOut(): Promise<void> {
  await dropAllDrafts();
  await fetch('/api/session', { method: 'DELETE', credentials: 'same-origin' }).catch(() => undefined);
  location.assign('/');
}

function Nowhere({ start }: { readonly start: string }): ReactNode {
  return <ProblemAlert problem={{ code: 'desk.nowhere', title: '这里没有页面，或这个身份不能使用它', remedy: '回到首页，或换一个身份登录。' }}><Link className="btn ghost" to={`/desk/${start}`}>回首页</Link></ProblemAlert>;
}

function SignInAgain({ error, next }: { readonly error: Error; readonly next: string }) {
  const problem = asProblem(error);
  const signIn = problem.status === 401;
  return (
    <main className="waiting">
      <ProblemAlert problem={signIn ? { code: problem.code, title: '还没有登录，或登录已到期', remedy: '重新登录后回到这一页。' } : problem}>
        <a className="btn" href={signIn ? `/login?next=${encodeURIComponent(next)}` : next}>{signIn ? '去登录' : '重试'}</a>
      </ProblemAlert>
    </main>
  );
}
