import { Modal } from 'antd';
import { Withdrawal } from '../panel/withdrawal.tsx';
import type { HallView } from './hall-query.ts';
import '../panel/panel.css';

/** A member finds a reason to withdraw while evaluating. */
export function WithdrawalDialog({ hall, onLeft, onClose }: { readonly hall: HallView; readonly onLeft: () => Promise<void>; readonly onClose: () => void }) {
  return (
    <Modal open title="退出评标" footer={null} onCancel={onClose}>
      <p className="muted small">有应当回避的情形、不能继续评标的，应当立即退出。本人已作出的评审结论无效，由接替的成员重新评审（招标投标法实施条例 第四十八条）；本项目所有标段一并退出。</p>
      <Withdrawal tenderId={hall.tenderId} onDone={onLeft} />
    </Modal>
  );
}
