import { Input } from 'antd';
import { useState } from 'react';
import { Chip } from '../../../ui/chip.tsx';
import { Field } from '../project/field.tsx';
import type { Holder } from '../project/project.data.ts';
import { OrganisationField } from '../subject/organisation-field.tsx';
import type { DraftAvoidance } from './request-draft.ts';

/** Units whose people the draw passes over, beside those that it passes over always. */
export function Avoidance({ entries, onChange }: { readonly entries: readonly DraftAvoidance[]; readonly onChange: (entries: readonly DraftAvoidance[]) => void }) {
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<Holder | null>(null);
  const mayAdd = chosen !== null && reason.trim().length >= 2 && !entries.some(({ id }) => id === chosen.orgId);

  function add(): void {
    if (!chosen || !mayAdd) return;
    onChange([...entries, { id: chosen.orgId, name: chosen.name, reason: reason.trim() }]);
    setChosen(null);
    setReason('');
  }

  return (
    <>
      <p className="small muted">招标人、代理机构、监督部门和中心的人员自动回避；投标人在开标后由系统比对，不必在这里申报。</p>
      <div className="avoid-list">{entries.map((entry) => <span key={entry.id} className="chips"><Chip label={`${entry.name}：${entry.reason}`} tone="sky" /><button type="button" className="btn ghost" aria-label={`去掉 ${entry.name}`} onClick={() => onChange(entries.filter(({ id }) => id !== entry.id))}>去掉</button></span>)}</div>
      <div className="form-grid">
        <OrganisationField key={entries.length} label="单位" kind="enterprise" value={chosen} onPick={setChosen} />
        <Field label="原因"><Input value={reason} placeholder="例如：参与过本项目设计" onChange={(event) => setReason(event.target.value)} /></Field>
      </div>
      <p className="avoid-add"><button type="button" className="btn ghost" aria-disabled={!mayAdd} onClick={add}>加入回避名单</button></p>
    </>
  );
}
