import { useId, useState, type ReactNode } from 'react';
import { asProblem, type Problem } from './problem.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { freshKey } from './fresh-key.ts';

export type CommandButtonProps = {
  readonly label: string;
  /** Why it cannot be pressed now; shown beside it, so that nobody guesses. */
  readonly disabledReason?: string;
  readonly kind?: 'primary' | 'act' | 'ghost';
  readonly wide?: boolean;
  readonly pendingLabel?: string;
  /** `key` is one idempotency key of this act: the same until it succeeds, so a second press cannot do it twice. */
  readonly run: (key: string) => Promise<void>;
  readonly done?: ReactNode;
};

/** Does one thing: shows that it is under way, why it was refused, and that it was done. */
export function CommandButton({ label, disabledReason, kind = 'primary', wide = false, pendingLabel, run, done }: CommandButtonProps) {
  const [state, setState] = useState<'idle' | 'pending' | 'done'>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [key, setKey] = useState(() => freshKey());
  const reasonId = useId();

  async function press(): Promise<void> {
    if (disabledReason !== undefined || state === 'pending') return;
    setState('pending');
    setProblem(null);
    try {
      await run(key);
      setState('done');
      setKey(freshKey());
    } catch (error) {
      const failure = asProblem(error);
      setProblem(failure);
      setState('idle');
      if (failure.code !== 'network.unreachable' && (failure.status ?? 0) < 500) setKey(freshKey());
    }
  }

  const blocked = disabledReason !== undefined || state === 'pending';
  return (
    <div className={`command${wide ? ' wide' : ''}`}>
      <button
        type="button"
        className={`btn ${kind === 'primary' ? '' : kind}${wide ? ' wide' : ''}`}
        aria-disabled={blocked}
        aria-describedby={disabledReason === undefined ? undefined : reasonId}
        aria-busy={state === 'pending'}
        onClick={() => void press()}
      >
        {state === 'pending' ? (pendingLabel ?? '正在办理…') : problem?.code === 'network.unreachable' ? '重试' : label}
      </button>
      {disabledReason !== undefined && <span id={reasonId} className="reason small muted">{disabledReason}</span>}
      {state === 'done' && done && <div className="done-note" role="status">{done}</div>}
      {problem && <ProblemAlert problem={problem} />}
    </div>
  );
}
