import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { onClockJump } from '../../ui/clock.ts';
import { formatRemainingShort } from '../../ui/format.ts';
import { asProblem, type Problem } from '../../ui/problem.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useServerTime } from '../../ui/server-time.tsx';
import { advance, clockQuery, type Happened, type Step } from './demo.data.ts';

const steps: readonly (readonly [Step, string])[] = [['hour', '前进一小时'], ['day', '前进一天'], ['next', '到下一个期限']];

export type ClockControlProps = {
  /** The desk's own clock reads the server again. */
  readonly onMoved: () => Promise<void>;
};

/** The virtual clock: where it stands, what it waits for, and three ways on. What fell due on the way is told. */
export function ClockControl({ onMoved }: ClockControlProps) {
  const { data } = useQuery(clockQuery);
  const client = useQueryClient();
  const [pending, setPending] = useState<Step | null>(null);
  const [happened, setHappened] = useState<readonly Happened[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(() => onClockJump(() => void client.invalidateQueries({ queryKey: clockQuery.queryKey })), [client]);

  async function move(step: Step): Promise<void> {
    if (pending) return;
    setPending(step);
    setHappened(null);
    setProblem(null);
    try {
      setHappened((await advance(step)).happened);
      await onMoved();
      await client.invalidateQueries();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setPending(null);
    }
  }

  return (
    <section className="demo-clock" aria-label="演示时钟">
      <Reading nextAt={data?.nextAt ?? null} />
      <div className="demo-steps">
        {steps.map(([step, label]) => <button key={step} type="button" className={`btn ${step === 'next' ? 'act' : 'ghost'}`} disabled={pending !== null || (step === 'next' && data?.nextAt === null)} aria-busy={pending === step} onClick={() => void move(step)}>{pending === step ? '正在前进…' : label}</button>)}
      </div>
      {pending && <p className="small muted" role="status">每到一个期限都停下来，等该办的事办完、日志写好，再往前走。</p>}
      {happened && <p className="demo-happened" role="status">{happened.length === 0 ? '这段时间没有到期的事。' : happened.map(({ title, count }) => `${title}${count > 1 ? ` ${count} 次` : ''}`).join(' · ')}</p>}
      {problem && <ProblemAlert problem={problem} />}
    </section>
  );
}

function Reading({ nextAt }: { readonly nextAt: Instant | null }) {
  const now = useServerTime();
  return (
    <dl className="demo-reading">
      <div><dt>演示时间</dt><dd className="num">{formatBeijing(now)}</dd></div>
      <div><dt>下一个期限</dt><dd className="num">{nextAt === null ? '没有' : `${formatDeadline(nextAt).slice(0, 16)}${nextAt > now ? `（${formatRemainingShort(nextAt - now)}后）` : '（正在办）'}`}</dd></div>
    </dl>
  );
}
