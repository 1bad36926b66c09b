import { Input } from 'antd';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { Chip } from '../../../ui/chip.tsx';
import { CommandButton } from '../../../ui/command-button.tsx';
import { DeadlineChip } from '../../../ui/deadline.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { command, get } from '../../api.ts';
import { Field } from '../project/field.tsx';
import '../project/project.css';
import '../panel/panel.css';

type Call = {
  readonly callId: string; readonly reportAt: Instant; readonly movedFrom: Instant | null; readonly place: string; readonly answerBy: Instant; readonly reason: string | null; readonly tenderId: string | null; readonly can: readonly string[];
  readonly status: 'open' | 'accepted' | 'declined' | 'unreachable' | 'withdrawn';
};
const callsQuery = { queryKey: ['calls'], queryFn: ({ signal }: { signal: AbortSignal }) => get<{ items: readonly Call[] }>('/api/calls', signal), refetchInterval: 10_000 } as const;
const words = { open: ['请答复', 'act'], accepted: ['已接受', 'ok'], declined: ['已谢绝', 'plain'], unreachable: ['未答复', 'bad'], withdrawn: ['已取消', 'plain'] } as const;

/** 我的评标任务: an hour and a place. */
export function Screen() {
  const { data, error } = useQuery(callsQuery);
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return null;
  return (
    <>
      <h1>我的评标任务</h1>
      <p className="muted screen-lead">由四方共同产生的随机数抽中，任何人不能指定。</p>
      {data.items.length === 0 && <section className="card"><EmptyState title="没有评标任务" text="被抽中时，这里会出现报到的时间和地点。" /></section>}
      {data.items.map((call) => <CallCard key={call.callId} call={call} />)}
    </>
  );
}

function CallCard({ call }: { readonly call: Call }) {
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const [label, tone] = words[call.status];
  async function answer(name: string, body: object, idempotencyKey: string): Promise<void> {
    await command(name, { callId: call.callId, ...body }, { idempotencyKey });
    await client.invalidateQueries({ queryKey: ['calls'] });
  }
  return (
    <section className="card pad call" aria-label={`评标任务 ${formatBeijing(call.reportAt).slice(0, 16)}`}>
      <div><h2 className="num">{formatBeijing(call.reportAt).slice(0, 16)}</h2><p>{call.place}</p>{call.movedFrom !== null && <p className="small"><b>报到时间改了</b>，原来是 {formatBeijing(call.movedFrom).slice(0, 16)}{call.can.includes('panel.accept') && '；请按新的时间重新答复'}。</p>}</div>
      <p className="chips"><Chip label={label} tone={tone} />{call.status === 'open' && <DeadlineChip label="答复截止" at={call.answerBy} />}</p>
      {call.reason && <p className="small muted">{call.reason}</p>}
      {(call.tenderId !== null || call.can.length > 0) && (
        <div className="acts">
          {call.tenderId !== null && <Link className="btn act" to={`/desk/panels/${call.tenderId}`}>报到：查看项目并签署回避声明</Link>}
          {call.can.includes('panel.accept') && <CommandButton label="接受" kind="act" run={(key) => answer('panel.accept', {}, key)} />}
          {call.can.includes('panel.decline') && !declining && <button type="button" className="btn ghost" onClick={() => setDeclining(true)}>{call.status === 'accepted' ? '临时不能到场' : '不能参加'}</button>}
          {declining && (
            <div className="decline">
              <Field label="理由" hint="答复后立即由下一位递补，不能撤回"><Input value={reason} onChange={(event) => setReason(event.target.value)} /></Field>
              <CommandButton label="确认不能参加" kind="ghost" {...(reason.trim().length < 4 ? { disabledReason: '先写明理由' } : {})} run={(key) => answer('panel.decline', { reason }, key)} />
            </div>
          )}
        </div>
      )}
      {call.can.length > 0 && call.tenderId === null && <SecretSentence text="评的是哪个项目、招标人是谁，报到时才告诉你；请不要打听，也不要告诉别人你被抽中。" />}
    </section>
  );
}
