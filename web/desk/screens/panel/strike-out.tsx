import { Input, Modal } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { command } from '../../api.ts';
import { Field } from '../project/field.tsx';

type Props = { readonly tenderId: string; readonly member: { readonly memberId: string; readonly name: string }; readonly onClose: () => void };

/** The department takes a member off the panel; the next in rank follows, and nobody is named. */
export function StrikeOut({ tenderId, member, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [article, setArticle] = useState('招标投标法实施条例 第四十六条');
  const [problem, setProblem] = useState<Problem | null>(null);
  const client = useQueryClient();

  async function order(): Promise<void> {
    try {
      await command('directive.replaceMember', { tenderId, memberId: member.memberId, reason: reason.trim(), article: article.trim() });
      await client.invalidateQueries({ queryKey: ['panel', tenderId] });
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  return (
    <Modal open title={`责令更换 ${member.name}`} okText="责令更换" cancelText="取消" okButtonProps={{ danger: true, disabled: reason.trim().length < 4 || article.trim().length < 4 }} onOk={() => void order()} onCancel={onClose}>
      <p className="muted small">其评审结论无效，由次位递补后重新评审。递补的人由抽定的次序决定，不能指定。</p>
      <Field label="事实和理由"><Input.TextArea rows={3} value={reason} onChange={(event) => setReason(event.target.value)} placeholder="例如：查实其配偶在投标单位任职" /></Field>
      <Field label="依据"><Input value={article} onChange={(event) => setArticle(event.target.value)} /></Field>
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
