import { useState } from 'react';
import { formatDeadline } from '#kernel/time/period.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { command } from '../../api.ts';
import { useRefresh, type TenderView } from './data.ts';
import { Field, Lines } from './fields.tsx';

/** The department orders the procedure to stop, and to go on; both with reasons that everyone reads. */
export function DirectiveCard({ tender }: { readonly tender: TenderView }) {
  const [reason, setReason] = useState('');
  const [article, setArticle] = useState('招标投标法实施条例 第六十二条');
  const refresh = useRefresh();
  const suspended = tender.suspension;
  const act = suspended ? 'directive.resume' : 'directive.suspend';
  const may = tender.can.includes(act);

  async function order(key: string): Promise<void> {
    await command(act, { tenderId: tender.tenderId, reason, ...(suspended ? {} : { article }) }, { idempotencyKey: key });
    setReason('');
    await refresh();
  }

  return (
    <section className="card" aria-label="监管指令">
      <div className="sec"><h2>监管指令</h2></div>
      <div className="pad" style={{ padding: '0 20px 18px' }}>
        {suspended && <p className="problem-box">{suspended.by}已于 {formatDeadline(suspended.since)} 责令暂停：{suspended.reason}（{suspended.article}）</p>}
        {may && (
          <>
            <Field label={suspended ? '恢复交易的理由' : '责令暂停的理由（公开）'} wide><Lines value={reason} onChange={setReason} /></Field>
            {!suspended && <Field label="依据" wide><input value={article} onChange={(event) => setArticle(event.target.value)} /></Field>}
            <p className="small muted">{suspended ? '恢复后，投标截止时间按暂停的天数自动顺延。' : '暂停期间不截止、不开标；已递交的投标文件仍然封存。'}</p>
            <div className="t-actions"><CommandButton label={suspended ? '恢复交易' : '责令暂停'} kind={suspended ? 'primary' : 'act'} run={order} {...(reason.trim().length < 4 ? { disabledReason: '先写明理由' } : {})} /></div>
          </>
        )}
      </div>
    </section>
  );
}
