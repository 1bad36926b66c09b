import { Input, Select, Switch } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Field } from '../project/field.tsx';
import { uploadFile } from '../project/project.data.ts';
import { colleaguesQuery } from './panel.data.ts';
import type { DraftRepresentative } from './request-draft.ts';

export const nobody: DraftRepresentative = { personId: '', name: '', post: '', experience: '', authorisation: null };

/** One authorised representative, or none; what makes it fit is registered with it. */
export function RepresentativeForm({ value, onChange }: { readonly value: DraftRepresentative | null; readonly onChange: (value: DraftRepresentative | null) => void }) {
  return (
    <div className="form-grid">
      <Field label="派代表参加评标" hint="监督部门和中心的人员不得担任"><Switch checked={value !== null} checkedChildren="派一名" unCheckedChildren="不派" onChange={(on) => onChange(on ? nobody : null)} /></Field>
      {value && <RepresentativeFields value={value} onChange={onChange} />}
    </div>
  );
}

export function RepresentativeFields({ value, onChange }: { readonly value: DraftRepresentative; readonly onChange: (value: DraftRepresentative) => void }) {
  const { data } = useQuery(colleaguesQuery);
  const [problem, setProblem] = useState<Problem | null>(null);
  const people = (data?.people ?? []).filter(({ roles }) => roles.includes('initiate.representative'));
  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    setProblem(null);
    try {
      onChange({ ...value, authorisation: await uploadFile(file) });
    } catch (error) {
      setProblem(asProblem(error));
    }
  }
  return (
    <>
      <Field label="代表">
        <Select
          placeholder="本单位登记为招标人代表的人员" notFoundContent="本单位没有登记为招标人代表的人员。代表由招标人派出，请由招标人一方的人员登录办理。" options={people.map(({ personId, name }) => ({ value: personId, label: name }))} value={value.personId || null}
          onChange={(personId: string) => onChange({ ...value, personId, name: people.find((each) => each.personId === personId)?.name ?? '' })}
        />
      </Field>
      <Field label="职务"><Input value={value.post} onChange={(event) => onChange({ ...value, post: event.target.value })} /></Field>
      <Field label="熟悉法规和本项目的情况" wide><Input.TextArea rows={2} value={value.experience} onChange={(event) => onChange({ ...value, experience: event.target.value })} /></Field>
      <div className="form-field wide">
        <FileDrop label="授权文件" hint="盖章的 PDF 或扫描件" accept="application/pdf,image/png,image/jpeg" files={value.authorisation ? [{ name: value.authorisation.name, size: value.authorisation.sizeBytes }] : []} onFiles={([file]) => void take(file)} />
        {problem && <ProblemAlert problem={problem} />}
      </div>
    </>
  );
}
