import { Modal } from 'antd';
import { useState } from 'react';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { Act } from './hall-query.ts';

/** The chair takes a draft back that is wrong, before the last member has signed it. */
export function RecallReport({ act }: { readonly act: Act }) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);

  async function recall(): Promise<void> {
    try {
      await act('withdrawReport', { reason: reason.trim() });
      setOpen(false);
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  return (
    <>
      <button type="button" className="btn ghost" onClick={() => setOpen(true)}>收回报告稿…</button>
      <Modal open={isOpen} title="收回报告稿" okText="收回报告稿" cancelText="取消" okButtonProps={{ disabled: reason.trim() === '' }} onOk={() => void recall()} onCancel={() => setOpen(false)}>
        <p className="muted small">收回后已有的签署作废，改正以后重新汇总，由全体成员重新签署。收回的原因写入评标记录。</p>
        <label className="field">原因<textarea rows={3} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} placeholder="写明报告稿的哪一处要改正" /></label>
        {problem && <ProblemAlert problem={problem} />}
      </Modal>
    </>
  );
}
