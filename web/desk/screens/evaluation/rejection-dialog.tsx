import { Modal } from 'antd';
import { useState } from 'react';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { Act, HallView } from './hall-query.ts';

type Props = { readonly hall: HallView; readonly bidderId: string; readonly act: Act; readonly onClose: () => void };

/** A rejection begins with a ground of the closed list and a reason. Whoever proposes has voted for it. */
export function RejectionDialog({ hall, bidderId, act, onClose }: Props) {
  const [target, setTarget] = useState(bidderId);
  const [ground, setGround] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);

  async function propose(): Promise<void> {
    try {
      await act('proposeRejection', { bidderId: target, ground, reason: reason.trim() });
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  return (
    <Modal open title="提请否决投标" okText="提请表决" cancelText="取消" okButtonProps={{ disabled: ground === '' || reason.trim() === '' }} onOk={() => void propose()} onCancel={onClose}>
      <p className="muted small">只有下列七种法定情形可以否决（招标投标法实施条例 第五十一条），并须过全体成员半数同意。提请即视为我同意。</p>
      <label className="field">投标人<select value={target} onChange={(event) => setTarget(event.target.value)}>{hall.bids.filter(({ rejected }) => rejected === null).map((bid) => <option key={bid.bidderId} value={bid.bidderId}>{bid.bidderName}</option>)}</select></label>
      <fieldset className="grounds"><legend className="small">法定情形</legend>{hall.grounds.map(({ code, text }) => <label key={code}><input type="radio" name="ground" checked={ground === code} onChange={() => setGround(code)} /> {text}</label>)}</fieldset>
      <label className="field">理由<textarea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} placeholder="指出投标文件的哪一处，对照招标文件的哪一条" /></label>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
