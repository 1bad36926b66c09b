import type { ReactNode } from 'react';
import { microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { formatDeadlineShort, formatRemaining, formatRemainingShort } from './format.ts';
import { SecretSentence } from './secret-sentence.tsx';
import { useServerTime } from './server-time.tsx';
import type { DeadlineProps } from './types.ts';

/** Label, instant and time left, in one line. */
export function DeadlineChip({ label, at }: { readonly label: string; readonly at: Instant }) {
  const left = at - useServerTime();
  const tone = left <= 0 ? 'plain' : left < microsPerHour ? 'bad' : 'act';
  return (
    <span className={`chip ${tone}`} title={`${formatDeadline(at)} 北京时间`}>
      {label} {left > 0 ? <b className="countdown">{formatRemainingShort(left)}</b> : <span>{formatDeadlineShort(at)} 已过</span>}
    </span>
  );
}

/**
 * One instant, one countdown, one thing to do. `children` (a CommandButton) stands instead of the link in `action`.
 * When the countdown ends the card says "closing" until the server has said that it closed.
 */
export function DeadlineCard({ children, ...props }: DeadlineProps & { readonly children?: ReactNode }) {
  const left = props.at - useServerTime();
  const state = props.state === 'open' && left <= 0 ? 'closing' : props.state;
  const tone = state !== 'open' ? 'quiet' : left < microsPerHour ? 'last' : '';
  return (
    <section className={`card deadline ${tone}`} aria-label={props.label}>
      <div className="muted small">{state === 'open' ? `距${props.label}（服务器时间）` : props.label}</div>
      <div className="big">{state === 'open' ? <span role="timer" className="countdown">{formatRemaining(left)}</span> : stateWords[state]}</div>
      <div className="small muted">{state === 'suspended' ? `原定 ${formatDeadline(props.at)}，恢复后重新公布时刻` : `${formatDeadline(props.at)} 北京时间，唯一时刻`}</div>
      {children ?? (props.action && <a className="btn act" href={props.action.href}>{props.action.label}</a>)}
      {props.saved && <div className="saved" role="status">{props.saved}</div>}
      {props.secret && <SecretSentence text={props.secret} />}
    </section>
  );
}

const stateWords = { closing: '正在截止', closed: '已截止', suspended: '交易暂停' } as const;
