import { Input } from 'antd';
import { useState } from 'react';
import { CommandButton } from '../../../ui/command-button.tsx';
import { command } from '../../api.ts';
import { Field } from '../project/field.tsx';

const causes = { conflict: '有应当回避的情形', unfit: '因健康等原因不能继续' } as const;
type Cause = keyof typeof causes;

/** A member withdraws, before it signs or after it sat down. What it gave is void; the next in rank reviews again. */
export function Withdrawal({ tenderId, onDone }: { readonly tenderId: string; readonly onDone: () => Promise<void> }) {
  const [cause, setCause] = useState<Cause>('conflict');
  const [reason, setReason] = useState('');
  return (
    <div className="withdrawal">
      <fieldset className="choices"><legend className="small">退出的原因</legend>{(Object.keys(causes) as Cause[]).map((each) => <label key={each}><input type="radio" name="cause" checked={cause === each} onChange={() => setCause(each)} /> {causes[each]}</label>)}</fieldset>
      <Field label="说明" hint="只有监督部门能看到；退出后由下一位递补，不能恢复"><Input.TextArea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} /></Field>
      <CommandButton label="退出评标" kind="ghost" {...(reason.trim().length < 4 ? { disabledReason: '先写明理由' } : {})} run={async (idempotencyKey) => { await command('panel.recuse', { tenderId, cause, reason: reason.trim() }, { idempotencyKey }); await onDone(); }} />
    </div>
  );
}
