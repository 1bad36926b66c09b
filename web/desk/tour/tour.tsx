import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { TourStep } from '#service/demo/tour.types.ts';
import { asProblem, isBlocking } from '../../ui/problem.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import type { Session } from '../session.ts';
import { StepCard } from './step-card.tsx';
import { TourStart } from './tour-start.tsx';
import { coversScreen, foldTour, isTourFolded, readTour, tourQuery, writeTour, type TourState } from './tour.data.ts';
import './tour.css';

export type TourProps = { readonly session: Session; readonly onMoved: () => Promise<void>; readonly onClose: () => void };

/** Beside the screen: one tender from registration to archive, role by role. What is done is read from what happened. */
export function Tour({ session, onMoved, onClose }: TourProps) {
  const [state, setState] = useState<TourState | null>(readTour);
  const [isFolded, setFolded] = useState(isTourFolded);

  function follow(next: TourState | null): void {
    writeTour(next);
    setState(next);
  }

  function fold(folded: boolean): void {
    foldTour(folded);
    setFolded(folded);
  }

  return (
    <aside className={`tour${isFolded ? ' folded' : ''}`} aria-label="导览">
      <header>
        <h2>导览</h2>
        {state && <button type="button" className="plain" onClick={() => follow(null)}>换一个项目</button>}
        <button type="button" className="plain" aria-expanded={!isFolded} onClick={() => fold(!isFolded)}>{isFolded ? '展开' : '收起'}</button>
        <button type="button" className="plain" onClick={onClose}>结束</button>
      </header>
      {!isFolded && (state ? <Way state={state} session={session} onMoved={onMoved} onFound={follow} onGo={() => coversScreen() && fold(true)} /> : <TourStart onChoose={follow} />)}
    </aside>
  );
}

type WayProps = { readonly state: TourState; readonly session: Session; readonly onMoved: () => Promise<void>; readonly onFound: (state: TourState) => void; readonly onGo: () => void };

function Way({ state, session, onMoved, onFound, onGo }: WayProps) {
  const { data, error } = useQuery(tourQuery(state));
  const [chosen, setChosen] = useState<string | null>(null);
  const foundId = data?.tender?.tenderId;
  useEffect(() => {
    if (foundId !== undefined && !('tenderId' in state)) onFound({ tenderId: foundId });
  }, [foundId, state, onFound]);
  const current = data?.steps.find((step) => step.done !== true)?.key ?? null;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('.now')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  if (isBlocking(error, data)) return <div className="tour-body"><ProblemAlert problem={asProblem(error)} /></div>;
  if (!data) return null;
  const open = chosen ?? current;
  const done = data.steps.filter((step) => step.done === true).length;
  return (
    <div className="tour-body">
      <p className="tour-name">{data.tender?.name ?? '还没有登记的新项目'}</p>
      <p className="small muted">已完成 {done} / {data.steps.length} 步，按项目的真实状态自动打勾</p>
      <ol ref={list}>
        {data.steps.map((step, i) => (
          <li key={step.key} className={classOf(step, current)}>
            <button type="button" className="tour-title" aria-expanded={open === step.key} onClick={() => setChosen(open === step.key ? '' : step.key)}><i aria-hidden="true">{step.done ? '✓' : i + 1}</i><span>{step.title}{step.done && <span className="sr">（已完成）</span>}</span></button>
            {open === step.key && <StepCard step={step} session={session} now={data.serverNow} onMoved={onMoved} onGo={onGo} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

function classOf(step: TourStep, current: string | null): string {
  if (step.done) return 'done';
  return step.key === current ? 'now' : 'next';
}
