import { useState } from 'react';
import { openKeyFile, signAct } from '../../../ui/certificate-login.ts';
import { SignDialog } from '../../../ui/sign-dialog.tsx';
import type { Act, HallView } from './hall-query.ts';

/** Reads, agrees or writes down why not, and signs the report's digest together with that. */
export function SignReport({ hall, act }: { readonly hall: HallView; readonly act: Act }) {
  const [open, setOpen] = useState(false);
  const [isAgreed, setAgreed] = useState(true);
  const [text, setText] = useState('');
  const reportHash = hall.report?.hash ?? '';
  const dissent = isAgreed ? null : text.trim();

  async function sign(file: File, password: string): Promise<void> {
    const keys = await openKeyFile(file, password);
    const signature = await signAct(keys, 'evaluation.signReport', { tenderId: hall.tenderId, lotId: hall.lotId }, { reportHash, dissent });
    await act('signReport', { reportHash, dissent, signature });
    setOpen(false);
  }

  return (
    <div className="sign-report">
      <fieldset>
        <legend className="sr">我的意见</legend>
        <label><input type="radio" checked={isAgreed} onChange={() => setAgreed(true)} /> 同意评审结果</label>
        <label><input type="radio" checked={!isAgreed} onChange={() => setAgreed(false)} /> 有不同意见</label>
      </fieldset>
      {!isAgreed && <textarea rows={3} value={text} onChange={(event) => setText(event.target.value)} aria-label="不同意见和理由" placeholder="写明不同意见和理由，将原样写入报告" />}
      <button type="button" className="btn" disabled={dissent === ''} onClick={() => setOpen(true)}>阅读完毕，签署报告</button>
      <SignDialog
        open={open} title="签署评标报告" effect="签署后不能更改。最后一位成员签署时，报告即提交招标人。" onSign={sign} onCancel={() => setOpen(false)}
        statement={[{ label: '项目', value: `${hall.tenderName} ${hall.lotName}` }, { label: '报告摘要', value: reportHash }, { label: '我的意见', value: dissent ?? '同意评审结果' }]}
      />
    </div>
  );
}
