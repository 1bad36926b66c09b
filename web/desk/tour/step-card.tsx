import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { roles } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { TourPerson, TourStep } from '#service/demo/tour.types.ts';
import { CommandButton } from '../../ui/command-button.tsx';
import { asProblem, type Problem } from '../../ui/problem.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { advance, become } from '../demo-bar/demo.data.ts';
import type { Session } from '../session.ts';

export type StepCardProps = { readonly step: TourStep; readonly session: Session; readonly now: Instant; readonly onMoved: () => Promise<void>; /** The reader sets out for the screen of the step. */ readonly onGo: () => void };

/** One step: who does what, why the law wants it, and the way to do it as that person. */
export function StepCard({ step, session, now, onMoved, onGo }: StepCardProps) {
  const wait = step.waitUntil !== null && step.waitUntil > now ? step.waitUntil : null;
  return (
    <div className="tour-step">
      <dl>
        <div><dt>谁</dt><dd>{step.who}</dd></div>
        <div><dt>做什么</dt><dd>{step.what}</dd></div>
        <div><dt>为什么</dt><dd>{step.why} <span className="law">{step.law}</span></dd></div>
      </dl>
      {step.done !== true && wait !== null && <Wait until={wait} onMoved={onMoved} />}
      {step.done !== true && wait === null && step.path === null && <p className="small muted">先完成前面的步骤。</p>}
      {step.path !== null && <ul>{step.people.map((person) => <li key={person.personId}><Play person={person} session={session} path={step.path ?? '/desk'} onGo={onGo} /></li>)}</ul>}
      {step.path !== null && step.people.length === 0 && <a className="btn ghost" href={step.path}>打开这一页</a>}
    </div>
  );
}

/** Time has to pass: the clock goes on to that instant, stopping wherever something falls due. */
function Wait({ until, onMoved }: { readonly until: Instant; readonly onMoved: () => Promise<void> }) {
  const client = useQueryClient();
  async function goOn(): Promise<void> {
    await advance({ until });
    await onMoved();
    await client.invalidateQueries();
  }
  return (
    <div className="tour-wait">
      <p>这一步要等到 <b className="num">{formatDeadline(until).slice(0, 16)}</b>。</p>
      <CommandButton label="把时钟拨到那一刻" kind="act" pendingLabel="正在前进…" run={goOn} />
    </div>
  );
}

type PlayProps = { readonly person: TourPerson; readonly session: Session; readonly path: string; readonly onGo: () => void };

function Play({ person, session, path, onGo }: PlayProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const isMe = person.personId === session.person.id && person.role === session.role && person.orgId === session.organisation.id;
  const mark = person.done ? <span className="chip ok">已完成</span> : null;
  function go(): void {
    onGo();
    void become(person, path).catch((error: unknown) => setProblem(asProblem(error)));
  }

  if (isMe) return <><Link className={`btn wide ${person.done ? 'ghost' : 'act'}`} to={path} onClick={onGo}>你就是{person.name}，去办</Link>{mark}</>;
  return (
    <>
      <button type="button" className={`btn wide ${person.done ? 'ghost' : ''}`} onClick={go}>以 {person.name} 身份继续</button>
      <span className="small muted">{person.orgName} · {roles[person.role].name} {mark}</span>
      {problem && <ProblemAlert problem={problem} />}
    </>
  );
}
