import { Input, Modal } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandButton } from '../../../ui/command-button.tsx';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { command } from '../../api.ts';
import { Field } from '../project/field.tsx';
import type { InitiatorPanel, TenderBrief } from './panel.data.ts';
import { nobody, RepresentativeFields } from './representative.tsx';
import { problemOfRepresentative, type DraftRepresentative } from './request-draft.ts';
import { SupplementForm } from './supplement-form.tsx';

/** What the initiator can do for an empty seat. Who left, and who follows, it does not learn. */
export function Seats({ tender, panel, can }: { readonly tender: TenderBrief; readonly panel: InitiatorPanel; readonly can: readonly string[] }) {
  const [naming, setNaming] = useState(false);
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['panel', tender.tenderId] });
  const { vacant, lacksRepresentative } = panel.counts;
  const mayName = can.includes('panel.replaceRepresentative');
  const mayRecord = can.includes('panel.recordAbsence');
  if (!mayName && !mayRecord && !can.includes('panel.requestSupplement')) return null;
  return (
    <section className="card">
      <div className="sec"><h2>席位</h2>{vacant > 0 && <span className="muted small">空缺 {vacant} 席</span>}</div>
      {can.includes('panel.requestSupplement') && <SupplementForm tender={tender} vacant={vacant} why={panel.failure} onDone={refresh} />}
      {mayRecord && (
        <div className="seat-act">
          <p><b>{panel.absent} 位成员没有按时到场。</b><br /><span className="small muted">超过报到时间仍未到场，由时钟认定；登记后由次位递补。是谁不显示（招标投标法实施条例 第四十八条）。</span></p>
          <CommandButton label="登记缺席并递补" kind="act" run={async (idempotencyKey) => { await command('panel.recordAbsence', { tenderId: tender.tenderId }, { idempotencyKey }); await refresh(); }} />
        </div>
      )}
      {mayName && (
        <div className="seat-act">
          <p><b>{lacksRepresentative ? '招标人代表已退出，席位空着。' : `招标人代表：${panel.representative?.name ?? ''}`}</b><br /><span className="small muted">{lacksRepresentative ? '另派一人，签署回避声明后就位。' : '有应当回避的情形或者不能到场的，评标开始前可以更换，理由写入记录。'}</span></p>
          <button type="button" className={`btn ${lacksRepresentative ? 'act' : 'ghost'}`} onClick={() => setNaming(true)}>{lacksRepresentative ? '另派代表' : '更换代表'}</button>
        </div>
      )}
      {naming && <RepresentativeDialog tenderId={tender.tenderId} onClose={() => setNaming(false)} onDone={async () => { setNaming(false); await refresh(); }} />}
    </section>
  );
}

function RepresentativeDialog({ tenderId, onClose, onDone }: { readonly tenderId: string; readonly onClose: () => void; readonly onDone: () => Promise<void> }) {
  const [draft, setDraft] = useState<DraftRepresentative>(nobody);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const missing = problemOfRepresentative(draft) ?? (reason.trim().length < 4 ? '先写明更换的理由' : null);

  async function replace(): Promise<void> {
    try {
      await command('panel.replaceRepresentative', { tenderId, representative: draft, reason: reason.trim() });
      await onDone();
    } catch (error) {
      setProblem(asProblem(error));
    }
  }

  return (
    <Modal open width={640} title="更换招标人代表" okText="更换" cancelText="取消" okButtonProps={{ disabled: missing !== null }} onOk={() => void replace()} onCancel={onClose}>
      <Field label="理由" hint="写入记录，监督部门可以查看"><Input.TextArea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} placeholder="例如：原代表的近亲属在投标单位任职" /></Field>
      <div className="form-grid seat-form"><RepresentativeFields value={draft} onChange={setDraft} /></div>
      {missing && <p className="small muted">{missing}</p>}
      {problem && <ProblemAlert problem={problem} />}
    </Modal>
  );
}
