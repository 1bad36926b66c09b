import { Modal } from 'antd';
import { useState } from 'react';
import { formatDeadline } from '#kernel/time/period.ts';
import { formatFen } from '#kernel/money.ts';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { Act, HallView } from './hall-query.ts';

type Props = { readonly hall: HallView; readonly bidderId: string; readonly act: Act; readonly onClose: () => void };

/** Questions to a bidder and its answers. A question must not lead the bidder, nor let it change its bid. */
export function ClarificationDialog({ hall, bidderId, act, onClose }: Props) {
  const [question, setQuestion] = useState('');
  const [isCorrection, setCorrection] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const bid = hall.bids.find((each) => each.bidderId === bidderId);
  const correctedFen = hall.checking?.find((check) => check.bidderId === bidderId)?.correctedFen ?? null;

  async function ask(): Promise<void> {
    try {
      await act('askClarification', { bidderId, question: question.trim(), correctedFen: isCorrection ? correctedFen : null });
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  return (
    <Modal open title={`要求澄清 · ${bid?.bidderName ?? ''}`} okText="发出" cancelText="关闭" okButtonProps={{ disabled: question.trim() === '' || bid?.rejected !== null }} onOk={() => void ask()} onCancel={onClose}>
      <p className="muted small">澄清书面进行，不得超出投标文件范围或者改变实质内容，不得暗示、诱导（招标投标法实施条例 第五十二条）。投标人收不到提问人的身份。</p>
      <ul className="plain-list">{hall.clarifications.filter((each) => each.bidderId === bidderId).map((each) => (
        <li key={each.clarificationId}><b>问：</b>{each.question}<br />{each.answer ? <><b>答：</b>{each.answer.text}</> : <span className="muted">{each.lapsed ? '逾期未答复' : `答复截止 ${formatDeadline(each.answerBy)}`}</span>}</li>
      ))}</ul>
      <label className="field">问题<textarea rows={3} value={question} onChange={(event) => setQuestion(event.target.value)} /></label>
      {correctedFen !== null && <label className="small"><input type="checkbox" checked={isCorrection} onChange={(event) => setCorrection(event.target.checked)} /> 同时请投标人确认是否接受算术修正后的价格 {formatFen(BigInt(correctedFen))}</label>}
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
