import { Spin } from 'antd';
import { Link } from 'react-router';
import { CommandButton } from '../../../ui/command-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { asProblem, isBlocking } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { command } from '../../api.ts';
import { SealedShort } from '../bid/sealed-short.tsx';
import { confirmLabel } from './confirming.ts';
import { useMyNotices, useRefresh } from './data.ts';
import { AmendmentCard } from './parts.tsx';
import { TerminationNotice } from './termination.tsx';

/** 通知: every clarification, amendment and termination of the tenders whose file was taken. */
export function Screen() {
  const { data, error } = useMyNotices();
  const refresh = useRefresh();
  if (isBlocking(error, data)) return <ProblemAlert problem={asProblem(error)} />;
  if (!data) return <div className="waiting"><Spin /></div>;
  async function see(tenderId: string, number: number, key: string): Promise<void> {
    await command('taking.see', { tenderId, number }, { idempotencyKey: key });
    await refresh();
  }
  return (
    <>
      <h1>通知</h1>
      <p className="muted t-lead">{data.unread > 0 ? `${data.unread} 条未读。` : '都读过了。'}获取过招标文件的项目，每次澄清、修改和终止都会通知到这里。</p>
      {data.resealing.length > 0 && (
        <section className="card" aria-label="需要重新递交">
          <div className="sec"><h2>投标截止已延后，请重新递交</h2></div>
          <div className="pad">
            {data.resealing.map(({ lotId, tenderName, lotName, sealedUntil, deadlineAt }) => <p key={lotId}><Link to={`/desk/bids/${lotId}`}>{tenderName}　{lotName}</Link><br /><SealedShort sealedUntil={sealedUntil} deadlineAt={deadlineAt} /></p>)}
          </div>
        </section>
      )}
      <section className="card" aria-label="通知">
        {data.items.length + data.terminated.length === 0 && <EmptyState title="还没有通知" text="获取招标文件后，澄清和修改会出现在这里。" />}
        {data.terminated.map(({ tenderId, tenderName, number, termination, unread }) => (
          <TerminationNotice key={`${tenderId}-terminated`} termination={termination} unread={unread}>
            <div className="t-actions"><Link to={`/desk/documents/${tenderId}`}>{tenderName}</Link>{unread && <CommandButton label={confirmLabel(data.items, { tenderId, amendment: { number }, unread })} kind="ghost" run={(key) => see(tenderId, number, key)} />}</div>
          </TerminationNotice>
        ))}
        {data.items.map(({ tenderId, tenderName, amendment, unread }) => (
          <AmendmentCard key={`${tenderId}-${amendment.number}`} amendment={amendment} unread={unread}>
            <div className="t-actions"><Link to={`/desk/documents/${tenderId}`}>{tenderName}</Link>{unread && <CommandButton label={confirmLabel(data.items, { tenderId, amendment, unread })} kind="ghost" run={(key) => see(tenderId, amendment.number, key)} />}</div>
          </AmendmentCard>
        ))}
      </section>
    </>
  );
}
