import { Input, InputNumber, Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { leagues } from '#kernel/divisions.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { command } from '../../api.ts';
import { Field } from '../project/field.tsx';
import type { Holder } from '../project/project.data.ts';
import { SpecialtyField } from '../panel/specialty-field.tsx';
import type { SpecialtyItem } from '../panel/panel.data.ts';
import { OrganisationField } from '../subject/organisation-field.tsx';
import { poolQueryKey } from './expert.data.ts';

const regions = leagues().map(({ code, name }) => ({ value: code, label: name }));
const blank = { personId: '', name: '', leagueCode: '', jobTitle: '', years: null as number | null };

/** For the department: one more expert, with what the law asks of one. */
export function EnrolExpert() {
  const [form, setForm] = useState(blank);
  const [specialty, setSpecialty] = useState<SpecialtyItem | null>(null);
  const [employer, setEmployer] = useState<Holder | null>(null);
  const [enrolled, setEnrolled] = useState(0);
  const client = useQueryClient();
  const edit = (part: Partial<typeof blank>): void => setForm((before) => ({ ...before, ...part }));
  const missing = missingIn(form, specialty);

  async function enrol(idempotencyKey: string): Promise<void> {
    const { personId, name, leagueCode, jobTitle, years } = form;
    await command('expert.enrol', { personId: personId.trim(), name: name.trim(), specialtyCodes: [specialty?.code ?? ''], leagueCode, employerOrgId: employer?.orgId ?? null, jobTitle: jobTitle.trim(), years: years ?? 0 }, { idempotencyKey });
    setForm(blank);
    setSpecialty(null);
    setEmployer(null);
    setEnrolled((count) => count + 1);
    await client.invalidateQueries({ queryKey: poolQueryKey });
  }

  return (
    <section className="card">
      <div className="sec"><h2>专家入库</h2></div>
      <div className="pad form-grid">
        <Field label="人员编号" hint="登记本人时的编号，4 到 64 位字母、数字或“-”"><Input value={form.personId} maxLength={64} onChange={(event) => edit({ personId: event.target.value })} /></Field>
        <Field label="姓名"><Input value={form.name} maxLength={60} onChange={(event) => edit({ name: event.target.value })} /></Field>
        <SpecialtyField value={specialty} onPick={setSpecialty} />
        <Field label="所在盟市"><Select showSearch optionFilterProp="label" value={form.leagueCode || null} options={regions} onChange={(leagueCode: string) => edit({ leagueCode })} /></Field>
        <Field label="职称"><Input value={form.jobTitle} maxLength={40} placeholder="高级工程师" onChange={(event) => edit({ jobTitle: event.target.value })} /></Field>
        <Field label="从事相关领域的年数"><InputNumber min={0} max={70} precision={0} value={form.years} onChange={(years) => edit({ years })} /></Field>
        <OrganisationField key={enrolled} label="工作单位" hint="从登记的主体中选择，抽取时自动回避；没有登记的留空" value={employer} onPick={setEmployer} />
        <div className="form-field wide"><CommandButton label="入库" run={enrol} done="已入库，从现在起可以被抽取。" {...(missing ? { disabledReason: missing } : {})} /></div>
      </div>
    </section>
  );
}

function missingIn({ personId, name, leagueCode, jobTitle, years }: typeof blank, specialty: SpecialtyItem | null): string | undefined {
  if (personId.trim().length < 4) return '请填写人员编号';
  if (name.trim().length < 2) return '请填写姓名';
  if (specialty === null) return '请选择专业';
  if (leagueCode === '') return '请选择盟市';
  if (jobTitle.trim().length < 2) return '请填写职称';
  return years === null ? '请填写从业年数' : undefined;
}
